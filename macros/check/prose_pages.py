"""Rules about the pages under docs/: records and pages agree, macros are ours, links and navigation lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from posixpath import join, normpath

from macros.catalogue import Catalogue
from macros.kinds.claim import Claim
from macros.records.findings import Finding, nearest
from macros.records.reader import Document, parse
from macros.text import pages
from macros.views.frame import stale
from macros.views.show import view_names
from macros.views.stubs import stub_views, stubs

_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)")
_NAV = re.compile(r"^\s*- (?:[^:\n]+: )?(\S+\.md)\s*$", re.MULTILINE)
_RUNS = re.compile(r"\{\{|\{%|\{#(?! )")


def page_findings(catalogue: Catalogue, docs: Path) -> Iterator[Finding]:
    """R701 to R710."""
    wanted = {path: front for path, front, _ in stubs(catalogue, docs)}
    for path, front in wanted.items():
        if not path.is_file():
            yield Finding("R701", _name(path, docs), "this record has no page yet: run 'python -m macros pages'")
        elif not pages.text_of(path).startswith(front):
            message = "the lines above the second '---' differ from the record: run 'python -m macros pages'"
            yield Finding("R702", _name(path, docs), message)
    views = dict(stub_views())
    for path in pages.sources(docs):
        name, text = _name(path, docs), pages.text_of(path)
        folder = path.parent.relative_to(docs).as_posix()
        shown = pages.SHOWN.findall(text)
        if path in wanted:
            view = next(view for view, kind in views.items() if kind == folder)
            if view not in shown:
                yield Finding("R706", name, f"this page shows its record no more: write {{{{ show(\"{view}\") }}}} below the second '---'")
        elif any(view in views for view in shown) and (folder, path.stem) not in catalogue.broken:
            yield Finding("R701", name, "no record has this id: run 'python -m macros pages', or move the text elsewhere")
        yield from _front_found(name, text)
        yield from _calls(catalogue, name, text)
        yield from _links(path, docs, name, text)
    yield from _navigation(docs, set(wanted))
    yield from stale(catalogue, docs)


def _name(path: Path, docs: Path) -> str:
    return f"docs/{path.relative_to(docs).as_posix()}"


@lru_cache(maxsize=20_000)
def _front_found(name: str, text: str) -> tuple[Finding, ...]:
    """What `_front` finds, once for the same text."""
    return tuple(_front(name, text))


def _front(name: str, text: str) -> Iterator[Finding]:
    """R706 and R707."""
    found = pages.FRONT.match(text)
    document: Document | None = Document({})
    if found:
        document, problems = parse(found[1], name=name)
        if problems:
            yield Finding("R707", name, problems[0].message, problems[0].line + 1, problems[0].column)
            return
    elif text.startswith("---"):
        yield Finding("R707", name, "the lines at the top are opened with '---' and never closed: add a line '---' below them")
        return
    data = document.data if document else None
    if data is not None and not isinstance(data, dict):
        yield Finding("R707", name, "the lines between '---' are no 'name: value' lines", 2)
        return
    if (call := pages.CALL.search(text)) and not (data or {}).get("render_macros"):
        line = text.count("\n", 0, call.start()) + 1
        yield Finding("R706", name, f"{call[0]} is not run: write 'render_macros: true' between the lines '---'", line)


def _calls(catalogue: Catalogue, name: str, text: str) -> Iterator[Finding]:
    """R703 to R705."""
    if "render_macros" in text:  # wherever it stands: MkDocs reads front matter in more than one form
        bare = pages.CALL.sub(lambda call: " " * len(call[0]), text)
        for found in _RUNS.finditer(bare):
            message = f'{text[found.start() : found.start() + 30]!r}: a page may only call {{{{ show("…") }}}}, claim, count and sources'
            yield Finding("R703", name, message, text.count("\n", 0, found.start()) + 1)
    for claim, line in pages.citations(text):
        if not catalogue.knows("claim", claim):
            yield Finding("R704", name, f"no claim {claim!r}{nearest(claim, catalogue.of(Claim))}", line)
    for found in pages.SHOWN.finditer(text):
        if found[1] not in view_names():
            yield Finding("R705", name, f"no view {found[1]!r}{nearest(found[1], view_names())}", text.count("\n", 0, found.start()) + 1)


def _links(path: Path, docs: Path, name: str, text: str) -> Iterator[Finding]:
    """R709, for links to other pages; what is generated (api/, data/) is crawled in the built site."""
    fenced = re.sub(r"(?ms)^(```|~~~).*?^\1|^(?: {4}|\t).*?$|`[^`\n]*`", lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    for found in _LINK.finditer(fenced):
        target = found[1].partition("#")[0]
        if not target.endswith(".md") or ":" in target:
            continue
        there = normpath(join(path.parent.relative_to(docs).as_posix(), target))
        if not (docs / there).is_file():
            near = nearest(there, (other.relative_to(docs).as_posix() for other in pages.sources(docs)))
            yield Finding("R709", name, f"no page {there!r}{near}", text.count("\n", 0, found.start()) + 1)


def _navigation(docs: Path, owned: set[Path]) -> Iterator[Finding]:
    """R708."""
    config = docs.parent / "mkdocs.yml"
    if not config.is_file():
        return
    text = config.read_text(encoding="utf-8")
    begin = text.find("\nnav:")
    named = {found[1]: text.count("\n", 0, found.start(1)) + 1 for found in _NAV.finditer(text, begin)} if begin >= 0 else {}
    for file, line in named.items():
        if not (docs / file).is_file():
            near = nearest(file, (path.relative_to(docs).as_posix() for path in pages.sources(docs)))
            yield Finding("R708", "mkdocs.yml", f"the navigation names {file!r}, which is not there{near}", line)
    for path in pages.sources(docs):
        relative = path.relative_to(docs).as_posix()
        if (
            path not in owned
            and relative not in named
            and 'show("' not in pages.text_of(path).partition("render_macros")[0]
            and not _stub(path)
        ):
            yield Finding(
                "R708", f"docs/{relative}", f"is in no menu: add a line such as '- Its title: {relative}' under 'nav:' in mkdocs.yml"
            )


def _stub(path: Path) -> bool:
    return any(f'show("{view}")' in pages.text_of(path) for view, _ in stub_views())
