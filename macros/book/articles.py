"""Pages of prose, read from the built site: as a tree, so that they can be changed and written as XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

from markupsafe import Markup

_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass(frozen=True)
class Article:
    """A page that people wrote as prose, read from the built site."""

    url: str
    """From the root of the site: `hiring/cv/`."""
    title: str
    line: str
    """Its description."""
    tree: ElementTree.Element = field(repr=False)

    @property
    def anchor(self) -> str:
        """`page-hiring-cv`."""
        return f"page-{self.url.strip('/').replace('/', '-')}"

    def headings(self) -> Iterator[str]:
        """Ids on the page that a link may name, without the title's."""
        yield from (element.attrib["id"] for element in self.tree.iter() if "id" in element.attrib and element.tag != "h1")


class _Reader(HTMLParser):
    """The article of a page as a tree, so that it can be changed and written as XML."""

    def __init__(self) -> None:
        super().__init__()
        self.builder = ElementTree.TreeBuilder()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.open or tag == "article":
            self.builder.start(tag, {name: value or "" for name, value in attrs})
            if tag in _VOID:
                self.builder.end(tag)
            else:
                self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self.open:
            last = self.open.pop()
            self.builder.end(last)
            if last == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.open:
            self.builder.data(data)


_FOR_MAKERS = frozenset({"accessibility/", "architecture/", "components/", "contribute/", "errors/", "fields/", "offline/", "speed/"})
"""Pages for those who work on the guide; a book is for those who read it."""


def prose_pages(site: Path) -> Iterator[Article]:
    """The site's pages of prose: those whose article begins with its heading. A folder's own page comes before its others."""
    for path in sorted(site.rglob("index.html"), key=lambda path: path.parent.parts):
        html = path.read_text(encoding="utf-8")
        if f"{path.parent.relative_to(site).as_posix()}/" in _FOR_MAKERS or not re.search(r"<article[^>]*>\s*<h1", html):
            continue
        reader = _Reader()
        reader.feed(html)
        tree = reader.builder.close()
        heading, line = tree.find(".//h1"), re.search(r'<meta name="description" content="([^"]*)"', html)
        title = "".join(heading.itertext()).strip() if heading is not None else ""
        yield Article(f"{path.parent.relative_to(site).as_posix()}/", title, Markup(line[1]).unescape() if line else "", tree)  # noqa: S704
