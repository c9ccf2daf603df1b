"""The pages that belong to records: front matter and one macro call, written by `python -m macros pages`.

Text a person writes below a stub's front matter is never touched; the front matter is the record's and kept fresh.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.ask.shelves import resource_areas, settled
from macros.catalogue import Catalogue
from macros.kinds import KINDS
from macros.kinds.resource import Resource
from macros.text.pages import FRONT, body, text_of
from macros.views.labels import page_title
from macros.views.page import speaker

_SHELF = "shelf"
"""View of an area's resources, which have a page an area."""


def front_matter(view: str, id: str, title: str, description: str, section: str) -> str:
    """Front matter of a record's page; `section` is the address of the page under which it belongs."""
    lines = [
        f"title: {_quoted(title)}",
        f"description: {_quoted(description)}",
        f"{view}: {id}",
        f"section: {section}",
        "render_macros: true",
        "hide: [navigation, toc]",
    ]
    return "---\n" + "\n".join(lines) + "\n---\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def stubs(catalogue: Catalogue, docs: Path) -> Iterator[tuple[Path, str, str]]:
    """Every page that belongs to a record or an area of resources: path, the front matter it should have, and its first body."""
    for kind, model in KINDS.items():
        if model.kind.has_pages:
            view = model.kind.scheme
            for id, record in catalogue.records[kind].items():
                front = front_matter(view, id, page_title(catalogue, view).format(record.name), record.description, f"{kind}/")
                yield docs / kind / f"{id}.md", front, f'\n{{{{ show("{view}") }}}}\n'
    say = speaker(catalogue)
    for area in resource_areas(catalogue):
        word = catalogue.vocabulary.word("areas", area)
        front = front_matter(_SHELF, area, say("shelf.title", area=word.label), word.description, "resources/")
        yield docs / "resources" / f"{area}.md", front, f'\n{{{{ show("{_SHELF}") }}}}\n'


def stub_views() -> Iterator[tuple[str, str]]:
    """(view, folder) of the pages that belong to something in the data."""
    yield from ((model.kind.scheme, kind) for kind, model in KINDS.items() if model.kind.has_pages)
    yield _SHELF, "resources"


def left_over(catalogue: Catalogue, folder: str, id: str) -> bool:
    """Whether a page that no valid record wants can go: not while the record, or what an area lists, has mistakes."""
    return settled(catalogue) if folder == Resource.kind.folder else (folder, id) not in catalogue.broken


def write(catalogue: Catalogue, docs: Path) -> list[Path]:
    """Write missing pages, refresh stale front matter, and remove untouched pages of records that are gone.

    The page of a record that is there but broken is never removed.
    """
    changed: list[Path] = []
    wanted = {path: (front, call) for path, front, call in stubs(catalogue, docs)}
    for path, (front, call) in wanted.items():
        old = text_of(path) if path.is_file() else front + call
        new = front + FRONT.sub("", old, count=1)
        if not path.is_file() or new != old:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(new, encoding="utf-8")
            changed.append(path)
    for view, folder in stub_views():
        for path in sorted((docs / folder).glob("*.md")):
            over = path not in wanted and path.name != "index.md" and left_over(catalogue, folder, path.stem)
            if over and body(path).strip() == f'{{{{ show("{view}") }}}}':
                path.unlink()
                changed.append(path)
    return changed
