"""The committed pages under docs/: one stub a record, and what a page may hold.

Text a person writes below a stub's front matter is never touched; the front matter is the record's and kept fresh.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from macros import rules
from macros.catalogue import ROOT, Catalogue, DataError
from macros.findings import Finding, nearest

DOCS = ROOT / "docs"
STUBS = {"skill": "skills", "project": "projects", "role": "roles", "background": "backgrounds", "domain": "domains"}
"""View → kind (and folder) of the records that have a page of their own."""
TITLES = {"background": "Starting point: {}"}
"""View → title of the page where the record's own would be mistaken for another's."""
_CALL = re.compile(r"""\{\{ (?:show|claim|count|sources)\((?:"[^"\\{}]*"(?:, "[^"\\{}]*")?)?\) \}\}""")
_CITED = re.compile(r'\{\{ claim\("([^"]+)"')
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


def front_matter(catalogue: Catalogue, view: str, id: str) -> str:
    """Front matter of a record's page."""
    record: Any = catalogue.records[STUBS[view]][id]
    lines = [
        f"title: {_quoted(TITLES.get(view, '{}').format(record.title))}",
        f"description: {_quoted(record.summary)}",
        f"{view}: {id}",
        "render_macros: true",
        "hide: [navigation, toc]",
    ]
    return "---\n" + "\n".join(lines) + "\n---\n"


def body(path: Path) -> str:
    """What stands under a page's front matter."""
    return _FRONT.sub("", path.read_text(encoding="utf-8"), count=1)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def stubs(catalogue: Catalogue, docs: Path = DOCS) -> Iterator[tuple[Path, str, str]]:
    """Every record's page: path, the front matter it should have, and its first body."""
    for view, kind in STUBS.items():
        for id in catalogue.records[kind]:
            yield docs / kind / f"{id}.md", front_matter(catalogue, view, id), f'\n{{{{ show("{view}") }}}}\n'


def write(catalogue: Catalogue, docs: Path = DOCS) -> list[Path]:
    """Write missing pages, refresh stale front matter, and remove untouched pages of records that are gone."""
    changed: list[Path] = []
    wanted = {path: (front, call) for path, front, call in stubs(catalogue, docs)}
    for path, (front, call) in wanted.items():
        old = path.read_text(encoding="utf-8") if path.is_file() else front + call
        new = front + _FRONT.sub("", old, count=1)
        if not path.is_file() or new != old:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(new, encoding="utf-8")
            changed.append(path)
    for view, kind in STUBS.items():
        for path in (docs / kind).glob("*.md"):
            if path.name != "index.md" and path not in wanted and body(path).strip() == f'{{{{ show("{view}") }}}}':
                path.unlink()
                changed.append(path)
    return changed


def findings(catalogue: Catalogue, docs: Path = DOCS) -> Iterator[Finding]:
    """R701–R703: pages and records agree, and pages call nothing but our macros."""
    wanted = {path: front for path, front, _ in stubs(catalogue, docs)}
    for path, front in wanted.items():
        name = f"docs/{path.relative_to(docs).as_posix()}"
        if not path.is_file():
            yield Finding("R701", name, "this record has no page yet: run 'python -m macros pages'")
        elif not path.read_text(encoding="utf-8").startswith(front):
            yield Finding("R702", name, "the title or summary above the line '---' differs from the record: run 'python -m macros pages'")
    for path in sorted(docs.rglob("*.md")):
        name = f"docs/{path.relative_to(docs).as_posix()}"
        text = path.read_text(encoding="utf-8")
        if path not in wanted and any(f'show("{view}")' in text for view in STUBS):
            yield Finding("R701", name, "no record has this id: run 'python -m macros pages', or move the text elsewhere")
        if "render_macros" not in text:  # wherever it stands: MkDocs reads front matter in more than one form
            continue
        for found in re.finditer(r"\{\{|\{%|\{#(?! )", _CALL.sub(lambda m: " " * len(m[0]), text)):
            line = text.count("\n", 0, found.start()) + 1
            yield Finding(
                "R703",
                name,
                f'{text[found.start() : found.start() + 30]!r}: a page may only call {{{{ show("…") }}}}, claim, count and sources',
                line,
            )

    for claim, path, line in cited(docs):
        if claim not in catalogue.claims:
            yield Finding(
                "R704", f"docs/{path.relative_to(docs).as_posix()}", f"no claim {claim!r}{nearest(claim, catalogue.claims)}", line
            )


rules.CODES["R704"] = rules.Code(
    "R704", "A page cites claims that exist.", '{{ claim("bls-ds-pai-2024") }}', '{{ claim("bls-ds-pay-2024") }}'
)
rules.CODES["R701"] = rules.Code(
    "R701",
    "Each record of a kind with pages has one, and no page is left over.",
    "(a new skill without its page)",
    "python -m macros pages",
)
rules.CODES["R702"] = rules.Code(
    "R702", "A page's front matter is its record's.", "title: Pyhton  # the record says Python", "python -m macros pages"
)
rules.CODES["R703"] = rules.Code(
    "R703", "A page calls our macros and nothing else.", "{{ config.something }}", '{{ claim("bls-ds-pay-2024") }}'
)


def cited(docs: Path = DOCS) -> Iterator[tuple[str, Path, int]]:
    """(claim, page's file, line) of every claim that prose cites."""
    for path in sorted(docs.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        for found in _CITED.finditer(text):
            yield found[1], path, text.count("\n", 0, found.start()) + 1


def address(path: Path, docs: Path = DOCS) -> str:
    """Where a page's file is shown, from the root of the site: `docs/hiring/index.md` at `hiring/`."""
    name = path.relative_to(docs).with_suffix("").as_posix()
    return "" if name == "index" else f"{name.removesuffix('/index')}/"


def refuse(catalogue: Catalogue, docs: Path) -> None:
    """Raise `DataError` when a page would run anything but our macros, or does not fit its record."""
    if found := [*findings(catalogue, docs)]:
        raise DataError("\n".join(map(str, found[:50])))


def url_of(page: Any) -> str:
    """Address of a page from the root of the site, `skills/python/`; empty for the home page."""
    url = str(page.url).lstrip("/")
    return "" if url in {".", "./", "index.html"} else url


def build_date() -> date:
    """The date the site is built for: SOURCE_DATE_EPOCH when it is set, so that builds can be repeated, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()


def repository(config: Mapping[str, Any]) -> str:
    """Address of the repository for edit links, without a slash at the end; empty when none is configured."""
    return str(config.get("repo_url") or "").rstrip("/")


def count(catalogue: Catalogue, name: str) -> int:
    """A count by its name in `data/promises.yml`."""
    return rules.COUNTS[name](catalogue)
