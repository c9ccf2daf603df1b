"""The book: chapters of records from the catalogue and of prose from the site, in reading order.

Each chapter is rendered once, as XHTML with links to anchors such as `#skill-python`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

from jinja2 import TemplateNotFound
from markupsafe import Markup, escape

from macros.ask.graph import areas
from macros.ask.shelves import by_area
from macros.book.articles import Article
from macros.catalogue import Catalogue
from macros.kinds import KINDS
from macros.kinds.claim import Claim
from macros.kinds.skill import Skill
from macros.views.labels import many
from macros.views.page import Page, address, speaker
from macros.web.build import build_date


@dataclass(frozen=True)
class Chapter:
    """One file of the EPUB, one run of pages of the PDF."""

    anchor: str
    title: str
    html: Markup
    entries: tuple[tuple[str, str], ...] = ()
    """(anchor, title) of what stands in it, for the contents."""


Parts = list[tuple[str, list[Chapter]]]


@dataclass
class BookPage(Page):
    """A page whose links lead to places in the book, and whose claims carry the number of their source in it."""

    places: Mapping[str, str] = field(default_factory=dict)
    """Address on the site → anchor in the book."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    online: str = ""

    def href(self, target: str) -> str:
        """A place in the book, else the address online, else nothing."""
        place = self.places.get(target) or self.places.get(target.partition("#")[0])
        return f"#{place}" if place else self.online and self.online + target

    def follow(self, link: str, url: str) -> str:
        """The same for a link as it stands on the page at `url`."""
        return link if urlsplit(link).scheme else self.href(urljoin(f"https://book/{url}", link).removeprefix("https://book/"))

    def link(self, scheme: str, id: str, text: str | None) -> str:
        """HTML of a link inside prose; only its words when it leads nowhere."""
        if scheme == "claim" or self.to(scheme, id):
            return super().link(scheme, id, text)
        return text or str(escape(self.name(scheme, id)))

    def cite(self, id: str, text: str | None = None) -> Markup:
        """A claim's figure, or `text`, with the number of its source."""
        claim = self.catalogue.of(Claim)[id]
        shown = Markup(text) if text else escape(self.figure(claim) or claim.says)  # noqa: S704  rendered by prose
        return self.render("book/claim", id=id, number=self.numbers[id], shown=shown, overdue=self.overdue(claim))


def heading(catalogue: Catalogue, kind: str) -> str:
    """Title of a kind's chapter: its own, else that of its page, else what the records are called."""
    for key in (f"book.chapters.{KINDS[kind].kind.list_view}", f"{KINDS[kind].kind.list_view}.title"):
        with suppress(KeyError):
            return str(catalogue.words.get(key))
    return many(catalogue, KINDS[kind].kind.scheme)


def places(catalogue: Catalogue, articles: Iterable[Article]) -> dict[str, str]:
    """Address on the site → anchor in the book, for every record, page and heading that the book holds."""
    c = catalogue
    found = {"": "guide", "start/": "start", "skills/map/": "skills"}
    for kind, model in KINDS.items():
        if model.kind.chapter is not None and c.records[kind]:
            found[f"{KINDS[kind].kind.list_view}/"] = KINDS[kind].kind.list_view
            found |= {address(c, model.kind.scheme, id): f"{model.kind.scheme}-{id}" for id in c.records[kind]}
    shelves = {f"resources/{area}/": f"resources-{area}" for area, _ in by_area(c)}  # a chapter an area, none for all of them
    found |= shelves | {"resources/": next(iter(shelves.values()), "guide")}
    found |= {address(c, "topic", ref): f"topic-{ref}" for ref in c.topics}
    for article in articles:
        found[article.url] = article.anchor
        found |= {f"{article.url}#{id}": f"{article.anchor}--{id}" for id in article.headings()}
    return found


def book(catalogue: Catalogue, articles: list[Article], base: str = "") -> Parts:
    """All chapters in reading order, by part. A kind without records has no chapter."""
    c, day, known, say = catalogue, build_date(), places(catalogue, articles), speaker(catalogue)
    numbers = {id: number for number, id in enumerate(c.of(Claim), 1)}

    def chapter(template: str, title: str, anchor: str, entries: Iterable[tuple[str, str]] = (), **context: Any) -> Chapter:
        page = BookPage(c, "", day, places=known, numbers=numbers, online=base)
        try:
            html = page.render(f"book/{template}", title=title, anchor=anchor, **context)
        except TemplateNotFound:  # a kind without a chapter of its own is told field by field
            html = page.render("book/records", title=title, anchor=anchor, **context)
        return Chapter(anchor, title, html, tuple(entries))

    def of(part: str) -> list[Chapter]:
        kinds = [(model.kind.chapter[1], kind) for kind, model in KINDS.items() if model.kind.chapter and model.kind.chapter[0] == part]
        return [kind_chapter(kind) for _, kind in sorted(kinds) if c.records[kind]]

    def kind_chapter(kind: str) -> Chapter:
        scheme, name = KINDS[kind].kind.scheme, KINDS[kind].kind.list_view
        entries = [(f"{scheme}-{id}", record.name) for id, record in c.records[kind].items()] if part_lists(kind) else []
        return chapter(name, heading(c, kind), name, entries, kind=kind, scheme=scheme, records=c.records[kind])

    def part_lists(kind: str) -> bool:
        """Whether the contents name each record: not those that are looked up one by one."""
        chapter = KINDS[kind].kind.chapter
        return chapter is not None and chapter[0] != "reference"

    def skill(id: str) -> Chapter:
        record = c.of(Skill)[id]
        return chapter("skill", record.title, f"skill-{id}", [(f"topic-{id}.{t.id}", t.title) for t in record.topics], id=id, skill=record)

    label = {area.id: area.label for area in c.vocabulary.areas}
    return [
        (say("book.parts.begin"), [
            chapter("guide", c.guide.question, "guide"), *of("begin"), chapter("skills", say("book.chapters.skills"), "skills"),
        ]),
        *((label[area], [skill(id) for id in ids]) for area, ids in areas(c)),
        (say("book.parts.practice"), of("practice")),
        (say("book.parts.more"), [as_chapter(article, BookPage(c, "", day, places=known, numbers=numbers, online=base)) for article in articles]),
        (say("book.parts.reference"), [
            *(chapter("resources", say("shelf.title", area=label[area]), f"resources-{area}", ids=ids) for area, ids in by_area(c)),
            *of("reference"),
        ]),
    ]  # fmt: skip


_LEFT_OUT = {"nav", "form", "button", "script", "noscript", "input", "img", "svg"}
_DROPPED = ("data-", "aria-", "on", "id", "href", "style", "tabindex", "rel", "role", "open", "hidden")
"""Attributes (or how they begin) that mean nothing in a book, or something else."""


def as_chapter(article: Article, page: BookPage) -> Chapter:
    """A page of prose in the book: its ids begin with its own, its links lead to places in the book, its folds are open."""
    tree = copy.deepcopy(article.tree)
    _prune(tree)
    for element in tree.iter():
        values = dict(element.attrib)
        for name in [name for name in values if name.startswith(_DROPPED)]:
            del element.attrib[name]
        if element.tag == "h1":
            element.set("id", article.anchor)
        elif "id" in values:
            element.set("id", f"{article.anchor}--{values['id']}")
        if claim := values.get("data-source"):
            element.set("href", page.to("claim", claim))
            for mark in element.iter("sup"):
                mark.text = str(page.numbers[claim])
        elif "href" in values and (target := page.follow(values["href"], article.url)):
            element.set("href", target)
        if element.tag == "summary":
            element.set("class", "label")
        if element.tag in {"article", "details", "summary", "figure", "figcaption"}:
            element.tag = "div"
    return Chapter(article.anchor, article.title, Markup(ElementTree.tostring(tree, encoding="unicode")))  # noqa: S704  written as XML


def _prune(tree: ElementTree.Element) -> None:
    """Take out forms, tools and lists of sources, which the book has in one place. The text after them stays."""
    last: ElementTree.Element | None = None
    for child in list(tree):
        if (
            child.tag not in _LEFT_OUT
            and "data-offline" not in child.attrib
            and not {"tools", "cited", "visually-hidden"} & {*child.get("class", "").split()}
        ):
            _prune(child)
            last = child
            continue
        if last is None:
            tree.text = (tree.text or "") + (child.tail or "")
        else:
            last.tail = (last.tail or "") + (child.tail or "")
        tree.remove(child)
