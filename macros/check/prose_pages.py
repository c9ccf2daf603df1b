"""Rules about the pages under docs/: records and pages agree, macros are ours, links and navigation lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from posixpath import join, normpath

from macros.ask.uses import counts
from macros.catalogue import Catalogue
from macros.kinds.claim import Claim
from macros.records.addresses import refusal
from macros.records.findings import Finding, nearest
from macros.records.reader import parse
from macros.text import pages
from macros.views.frame import stale
from macros.views.show import view_names
from macros.views.stubs import left_over, stub_views, stubs

_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"(?ms)^(```|~~~).*?^\1|^(?: {4}|\t).*?$|`[^`\n]*`")
_NAV = re.compile(r"^\s*- (?:[^:\n]+: )?(\S+\.md)\s*$", re.MULTILINE)
_RUNS = re.compile(r"\{\{|\{%|\{#(?! )")
_ACTIVE = re.compile(r"<(?:script|iframe|object|embed|form|link|meta|base|style)\b|<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
_MADE = ("api/", "data/", "downloads/", "assets/")
"""Folders of the site that hold no pages: what is in them is crawled in the built site."""


@dataclass(frozen=True)
class _Page:
    """One page with what its rules ask for."""

    path: Path
    docs: Path
    text: str

    @property
    def name(self) -> str:
        return f"docs/{self.file}"

    @property
    def file(self) -> str:
        return self.path.relative_to(self.docs).as_posix()

    @cached_property
    def front(self) -> tuple[Finding, ...]:
        """What is wrong with its front matter."""
        return tuple(_front(self))

    @cached_property
    def without_code(self) -> str:
        return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), self.text)

    def at(self, code: str, place: int, message: str) -> Finding:
        """A finding at a place of the text, counted in characters."""
        return Finding(code, self.name, message, self.text.count("\n", 0, place) + 1, place - self.text.rfind("\n", 0, place))


_page = lru_cache(maxsize=20_000)(_Page)
"""The page of a text, made once: what was found in the text alone is found once."""


def page_findings(catalogue: Catalogue, docs: Path) -> Iterator[Finding]:
    """R701 to R710."""
    wanted = {path: front for path, front, _ in stubs(catalogue, docs)}
    every = [_page(path, docs, pages.text_of(path)) for path in pages.sources(docs)]
    for path in wanted:
        if not path.is_file():
            yield Finding("R701", f"docs/{path.relative_to(docs).as_posix()}", "this record has no page yet: run 'python -m macros pages'")
    views = {folder: view for view, folder in stub_views()}
    written = {page.path for page in every} | wanted.keys()  # a missing page is told once, not at every link to it
    files, addresses = {path.relative_to(docs).as_posix() for path in written}, {pages.address(path, docs) for path in written}
    for page in every:
        view = views.get(page.path.parent.relative_to(docs).as_posix(), "")
        if page.path in wanted:
            yield from _owned(page, wanted[page.path], view)
        else:
            yield from page.front
            shown = set(pages.SHOWN.findall(page.text)) & {*views.values()}
            if shown and (not view or left_over(catalogue, page.path.parent.name, page.path.stem)):
                message = "no record has this id: run 'python -m macros pages', or move the text elsewhere"
                yield Finding("R701", page.name, message)
        for rule in _RULES:
            yield from rule(catalogue, page)
        yield from _links(page, files, addresses)
    yield from _navigation(docs, [page for page in every if page.path not in wanted], files, {*views.values()})
    yield from stale(catalogue, docs)


def _owned(page: _Page, front: str, view: str) -> Iterator[Finding]:
    """R702, and R706 for the page of a record."""
    call = f'{{{{ show("{view}") }}}}'
    if not page.text.startswith(front):
        yield Finding("R702", page.name, "the lines above the second '---' differ from the record: run 'python -m macros pages'")
    elif call not in page.text:
        line = front.count("\n") + 1
        message = f"this page shows its record no more: write {call} below the second '---'"
        yield Finding("R706", page.name, message, line, 1, ("", f"\n{call}"))


def _front(page: _Page) -> Iterator[Finding]:
    """R706 and R707."""
    found = pages.FRONT.match(page.text)
    if not found and page.text.startswith("---"):
        yield Finding("R707", page.name, "the lines at the top are opened with '---' and never closed: add a line '---' below them")
        return
    document, problems = parse(found[1] if found else "", name=page.name)
    if problems:
        yield Finding("R707", page.name, problems[0].message, problems[0].line + 1, problems[0].column)
        return
    data = (document.data if document else None) or {}
    if not isinstance(data, dict):
        yield Finding("R707", page.name, "the lines between '---' are no 'name: value' lines", 2)
        return
    call = pages.CALL.search(page.text)
    if call and data.get("render_macros") is not True:
        line = (document.place(("render_macros",))[0] if document else 0) + 1 if "render_macros" in data else 1 + bool(found)
        old = page.text.split("\n")[line - 1] if "render_macros" in data else ""
        new = "render_macros: true" if found else "---\nrender_macros: true\n---"
        message = f"{call[0]} is not run: write 'render_macros: true' between two lines '---' at the top"
        yield Finding("R706", page.name, message, line, 1, (old, new))
    elif data.get("render_macros") is True and not call and not _RUNS.search(page.text):
        line = page.text[: page.text.find("render_macros")].count("\n") + 1
        message = 'this page calls nothing: write its {{ show("…") }} again, or delete this line'
        yield Finding("R706", page.name, message, line)


def _calls(catalogue: Catalogue, page: _Page) -> Iterator[Finding]:
    """R703 to R705."""
    if "render_macros" in page.text:  # wherever it stands: MkDocs reads front matter in more than one form
        for found in _RUNS.finditer(pages.CALL.sub(lambda call: " " * len(call[0]), page.text)):
            call = page.text[found.start() : found.start() + 30].partition("\n")[0]
            message = f'{call!r}: a page may only call {{{{ show("…") }}}}, claim, count and sources'
            yield page.at("R703", found.start(), message)
    for found in _CALLED.finditer(page.text):
        code, known = _KNOWN[found[1]]
        names = known(catalogue)
        if found[2] not in names and not (found[1] == "claim" and catalogue.knows("claim", found[2])):
            yield page.at(code, found.start(), f"no {_CALLS[found[1]]} {found[2]!r}{nearest(found[2], names)}")


_CALLED = re.compile(r'\{\{ (show|claim|count)\("([^"]*)"')
_CALLS = {"show": "view", "claim": "claim", "count": "count"}
_KNOWN: dict[str, tuple[str, Callable[[Catalogue], frozenset[str]]]] = {
    "show": ("R705", lambda _: view_names()),
    "claim": ("R704", lambda catalogue: frozenset(catalogue.of(Claim))),
    "count": ("R705", lambda catalogue: frozenset(counts(catalogue))),
}
"""Macro → code, and the names it knows."""


def _active(_: Catalogue, page: _Page) -> Iterator[Finding]:
    """R608, for pages: HTML may stand in them, what runs or loads something may not."""
    for found in _ACTIVE.finditer(page.without_code):
        yield page.at(
            "R608", found.start(), f"{found[0]!r}: a page holds nothing that runs or loads: delete it, or put code between backticks"
        )


_RULES = (_calls, _active)


def _links(page: _Page, files: set[str], addresses: set[str]) -> Iterator[Finding]:
    """R709 for links to pages, by file or by address; R301 for links outside."""
    folder, here = page.path.parent.relative_to(page.docs).as_posix(), pages.address(page.path, page.docs)
    for found in _LINK.finditer(page.without_code):
        target = found[1].partition("#")[0].partition("?")[0]
        if ":" in target or target.startswith("//"):
            if why := refusal(found[1]):
                yield page.at("R301", found.start(), f"{found[1]!r} {why}")
            continue
        if target.endswith(".md"):
            there, known = normpath(join(folder, target)), files
        elif target.endswith("/"):
            there, known = normpath(join(here, target)) + "/", addresses
        else:
            continue
        if there not in known and not there.startswith(("./", *_MADE)):
            yield page.at("R709", found.start(), f"no page {there!r}{nearest(there, known)}")


def _navigation(docs: Path, prose: list[_Page], files: set[str], views: set[str]) -> Iterator[Finding]:
    """R708."""
    config = docs.parent / "mkdocs.yml"
    if not config.is_file():
        return
    text = config.read_text(encoding="utf-8")
    begin = text.find("\nnav:")
    named = {found[1]: text.count("\n", 0, found.start(1)) + 1 for found in _NAV.finditer(text, begin)} if begin >= 0 else {}
    for file, line in named.items():
        if file not in files:
            yield Finding("R708", "mkdocs.yml", f"the navigation names {file!r}, which is not there{nearest(file, files)}", line)
    for page in prose:
        if page.file not in named and not views & {*pages.SHOWN.findall(page.text)}:
            message = f"is in no menu: add a line such as '- Its title: {page.file}' under 'nav:' in mkdocs.yml"
            yield Finding("R708", page.name, message)
