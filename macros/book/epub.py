"""The book as EPUB 3, a file for each chapter; and what the frames of both books print."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markupsafe import Markup

from macros.book.chapters import Chapter, Parts
from macros.book.packing import archive
from macros.catalogue import Catalogue
from macros.outputs.files import filled
from macros.web.build import build_date


def context(catalogue: Catalogue, parts: Parts) -> dict[str, Any]:
    """What the frame of both books prints."""
    guide, chapters = catalogue.guide, [chapter for _, chapters in parts for chapter in chapters]
    return {
        "title": guide.title,
        "tagline": guide.tagline,
        "date": build_date().isoformat(),
        "parts": [p for p in parts if p[1]],
        "chapters": chapters,
    }


def rendered(catalogue: Catalogue, template: str, **values: Any) -> bytes:
    """A file of a book."""
    return filled(catalogue, f"book/{template}.j2", **values).encode()


def epub(catalogue: Catalogue, parts: Parts, path: Path) -> Path:
    """EPUB 3, a file for each chapter."""
    values = context(catalogue, parts)
    chapters: list[Chapter] = values["chapters"]
    home = {anchor: f"{chapter.anchor}.xhtml" for chapter in chapters for anchor in re.findall(r'\sid="([^"]+)"', chapter.html)}

    def href(anchor: str) -> str:
        return f"{home[anchor]}#{anchor}"

    def files() -> Iterator[tuple[str, bytes]]:
        yield "mimetype", b"application/epub+zip"
        yield "META-INF/container.xml", rendered(catalogue, "container.xml")
        number = uuid.uuid5(uuid.NAMESPACE_URL, catalogue.guide.question)
        yield "book/package.opf", rendered(catalogue, "package.opf", uuid=number, **values)
        yield "book/nav.xhtml", rendered(catalogue, "nav.xhtml", href=href, pages=None, **values)
        yield "book/book.css", rendered(catalogue, "book.css")
        for chapter in chapters:
            body = re.sub(r'(?<=\shref=")#([^"]+)', lambda found: href(found[1]), chapter.html)
            yield f"book/{chapter.anchor}.xhtml", rendered(catalogue, "chapter.xhtml", chapter=chapter, body=Markup(body))  # noqa: S704  our own

    return archive(path, files())
