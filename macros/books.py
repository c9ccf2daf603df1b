"""The whole guide as files to keep: a zip that opens from disk with search, an EPUB and a PDF.

Records come from the catalogue, pages of prose from the built site. Each chapter is rendered once, as XHTML with links
to anchors such as `#skill-python`; the EPUB adds the chapter's file to them, the PDF is all chapters as one page.
"""

from __future__ import annotations

import copy
import posixpath
import re
import shutil
import struct
import tempfile
import uuid
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

from markupsafe import Markup, escape

from macros import export, pages, search, views
from macros.catalogue import Catalogue
from macros.render import TEMPLATES, Page, address, figure

LIMIT = 10_000_000
"""Most bytes of one file, so that it can go by mail and onto a small device."""


def make(catalogue: Catalogue, site: Path, out: Path) -> list[Path]:
    """Write the three files from a built site. Raises `ValueError` when one is larger than it may be."""
    out.mkdir(parents=True, exist_ok=True)
    articles = list(prose_pages(site))
    parts = book(catalogue, articles, online(site))
    made = [
        offline(catalogue, site, articles, out / "guide-offline.zip"),
        epub(catalogue, parts, out / "guide.epub"),
        pdf(catalogue, parts, out / "guide.pdf"),
    ]
    if large := [path.name for path in made if path.stat().st_size >= LIMIT]:
        raise ValueError(f"larger than {LIMIT:,} bytes: {', '.join(large)}")
    return made


def online(site: Path) -> str:
    """Address the site was built for, as its home page says; empty when it was built for none."""
    found = re.search(r'<link rel="canonical" href="([^"]+)"', (site / "index.html").read_text(encoding="utf-8"))
    return found[1] if found else ""


def archive(path: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    """A zip that is the same wherever it is made, dated by the build. A file called `mimetype` is stored, not packed."""
    day = pages.build_date()
    with zipfile.ZipFile(path, "w") as made:
        for name, content in files:
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(info, content, compresslevel=9)
    return path


# ---------------------------------------------------------------- the site from disk

POLICY = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; font-src 'self' file:"
"""What a page from disk may load: files and nothing else. `file:` is for browsers in which `'self'` matches no file."""
SCRIPTS = ("assets/js/palette.js", "assets/js/offline-search.js")
"""Scripts that work from disk. The others are modules, which browsers do not load from there."""


def kept(path: str) -> bool:
    """Whether a file of the site goes into the zip: nothing that only programs read or that needs a server."""
    folder = path.partition("/")[0]
    if path.endswith(".js") or folder == "search":
        return path in SCRIPTS
    for_programs = (".csv", ".gz", ".webmanifest", "llms-full.txt", "offline.json", "plan.json", "sitemap.xml", "404.html")
    return folder not in {"api", "pagefind", "downloads"} and not path.endswith(for_programs)


def offline(catalogue: Catalogue, site: Path, articles: list[Article], path: Path) -> Path:
    """The site as it opens by file://, with one classic script that searches titles, other names and lines."""
    names = [name for file in sorted(site.rglob("*")) if file.is_file() and kept(name := file.relative_to(site).as_posix())]
    there, base = set(names), online(site)
    rows = [*search.titles(catalogue), *([article.title, "Page", article.url, [], article.line] for article in articles)]

    def files() -> Iterator[tuple[str, bytes]]:
        for name in names:
            content = (site / name).read_bytes()
            if name.endswith(".html"):
                content = from_disk(content.decode(), posixpath.dirname(name), there, base).encode()
            yield f"guide/{name}", content
        yield "guide/assets/js/search-titles.js", f"window.GUIDE_TITLES = {export.compact(rows)};\n".encode()

    return archive(path, files())


def from_disk(html: str, folder: str, there: set[str], base: str) -> str:
    """A page that opens by file://. A link to what the zip leaves out leads to the site online, or nowhere when there is none."""

    def attribute(found: re.Match[str]) -> str:
        target = file_of(found[2], folder, there, base)
        return f' {found[1]}="{target}"' if target else ""

    html = re.sub(r'<link rel="(?:manifest|alternate|preload)"[^>]*>', "", html)
    html = re.sub(r'(?<=content=")default-src[^"]*', POLICY, html, count=1)
    html = re.sub(r'type="module" src="([^"]*)site\.js"', r'defer src="\1offline-search.js"', html)
    html = re.sub(r'(?<=content="0; url=)[^"]*', lambda found: file_of(found[0], folder, there, base), html)
    return re.sub(r"<[a-z][^>]*>", lambda tag: re.sub(r'\s(href|src)="([^"]*)"', attribute, tag[0]), html)


def file_of(link: str, folder: str, there: set[str], base: str) -> str:
    """What `link` on a page in `folder` becomes on disk: `../python/#lists` is `../python/index.html#lists`."""
    parts = urlsplit(link)
    if parts.scheme or link.startswith("#"):
        return link
    target = posixpath.normpath(posixpath.join(folder, parts.path)).removeprefix(".")
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    for name in (target, posixpath.join(target, "index.html")):
        if name in there:
            return posixpath.relpath(name, folder or ".") + anchor
    return base + target + ("/" if parts.path.endswith("/") else "") + anchor if base else ""


# ---------------------------------------------------------------- pages of prose

_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_LEFT_OUT = {"nav", "form", "button", "script", "noscript", "input", "img", "svg"}
_DROPPED = ("data-", "aria-", "on", "id", "href", "style", "tabindex", "rel", "role", "open", "hidden")
"""Attributes (or how they begin) that mean nothing in a book, or something else."""


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


def prose_pages(site: Path) -> Iterator[Article]:
    """The site's pages of prose: those whose article begins with its heading. A folder's own page comes before its others."""
    for path in sorted(site.rglob("index.html"), key=lambda path: path.parent.parts):
        html = path.read_text(encoding="utf-8")
        if not re.search(r"<article[^>]*>\s*<h1", html):
            continue
        reader = _Reader()
        reader.feed(html)
        tree = reader.builder.close()
        heading, line = tree.find(".//h1"), re.search(r'<meta name="description" content="([^"]*)"', html)
        title = "".join(heading.itertext()).strip() if heading is not None else ""
        yield Article(f"{path.parent.relative_to(site).as_posix()}/", title, Markup(line[1]).unescape() if line else "", tree)  # noqa: S704


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


# ---------------------------------------------------------------- the book


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
        claim = self.catalogue.claims[id]
        shown = Markup(text) if text else escape(figure(claim, self.catalogue.vocabulary) or claim.says)  # noqa: S704  rendered by prose
        return self.render("book/claim", id=id, number=self.numbers[id], shown=shown, overdue=self.overdue(claim))


KINDS = {
    "roles": ("Roles side by side", "role", "roles"),
    "backgrounds": ("Start from where you are", "background", "backgrounds"),
    "questions": ("Questions people ask", "question", "questions"),
    "projects": ("Projects", "project", "projects"),
    "education": ("Education routes compared", "route", "education"),
    "experience": ("Experience that counts", "experience", "experience"),
    "domains": ("Domains", "domain", "domains"),
    "evidence": ("Evidence in numbers", "chart", "charts"),
    "glossary": ("Glossary", "term", "terms"),
    "sources": ("Sources", "claim", "claims"),
}
"""Chapter of records (also its page on the site and its template) → title, scheme of the anchors, records of the catalogue."""


def places(catalogue: Catalogue, articles: Iterable[Article]) -> dict[str, str]:
    """Address on the site → anchor in the book, for every record, page and heading that the book holds."""
    c = catalogue
    found = {"": "guide", "start/": "start", "skills/": "skills", "skills/map/": "skills"}
    found |= {address("skill", id): f"skill-{id}" for id in c.skills} | {address("topic", ref): f"topic-{ref}" for ref in c.topics}
    found |= {address("resource", id): f"resource-{id}" for id in c.resources}
    for chapter, (_, scheme, records) in KINDS.items():
        if held := getattr(c, records):
            found[f"{chapter}/"] = chapter
            found |= {f"evidence/#{id}" if scheme == "chart" else address(scheme, id): f"{scheme}-{id}" for id in held}
    for article in articles:
        found[article.url] = article.anchor
        found |= {f"{article.url}#{id}": f"{article.anchor}--{id}" for id in article.headings()}
    return found


def book(catalogue: Catalogue, articles: list[Article], base: str = "") -> Parts:
    """All chapters in reading order, by part. A kind without records has no chapter."""
    c, day, known = catalogue, pages.build_date(), places(catalogue, articles)
    numbers = {id: number for number, id in enumerate(c.claims, 1)}

    def page() -> BookPage:
        return BookPage(c, "", day, places=known, numbers=numbers, online=base)

    def chapter(template: str, title: str, anchor: str, entries: Iterable[tuple[str, str]] = (), **context: Any) -> Chapter:
        return Chapter(anchor, title, page().render(f"book/{template}", title=title, anchor=anchor, **context), tuple(entries))

    def of(*kinds: str, **context: Any) -> list[Chapter]:
        listed = {
            kind: [(f"{KINDS[kind][1]}-{id}", r.title) for id, r in getattr(c, KINDS[kind][2]).items()]
            for kind in kinds
            if kind not in {"glossary", "sources"}
        }
        return [chapter(kind, KINDS[kind][0], kind, listed.get(kind, ()), **context) for kind in kinds if getattr(c, KINDS[kind][2])]

    def skill(id: str) -> Chapter:
        entries = [(f"topic-{id}.{topic.id}", topic.title) for topic in c.skills[id].topics]
        return chapter("skill", c.skills[id].title, f"skill-{id}", entries, **views.skill(page(), {"skill": id}))

    shelves = views.resources(page(), {})
    words = {area.id: area for area in c.vocabulary.areas}
    hours = {id: views.goal_hours(c, id, {}) for id in c.roles}
    return [
        ("Begin", [
            chapter("guide", c.guide.question, "guide"),
            *of("roles", hours=hours),
            *of("backgrounds", **views.backgrounds(page(), {})),
            *of("questions"),
            chapter("skills", "Skills in learning order", "skills"),
        ]),
        *((area.label, [skill(id) for id, _ in listed]) for area, listed in views.by_area(c)),
        ("Practice and routes", of("projects", "education", "experience", "domains", "evidence", **views.evidence(page(), {}))),
        ("More to read", [as_chapter(article, page()) for article in articles]),
        ("Reference", [
            *(chapter("resources", f"Resources: {label}", f"resources-{area}", ids=ids, area=words[area], **shelves) for label, area, ids in shelves["groups"]),
            *of("glossary", "sources"),
        ]),
    ]  # fmt: skip


def context(catalogue: Catalogue, parts: Parts) -> dict[str, Any]:
    """What the frame of both books prints."""
    guide, chapters = catalogue.guide, [chapter for _, chapters in parts for chapter in chapters]
    return {
        "title": guide.title,
        "tagline": guide.tagline,
        "date": pages.build_date().isoformat(),
        "parts": [p for p in parts if p[1]],
        "chapters": chapters,
    }


def rendered(template: str, **values: Any) -> bytes:
    """A file of a book."""
    return TEMPLATES.get_template(f"book/{template}.j2").render(**values).encode()


def epub(catalogue: Catalogue, parts: Parts, path: Path) -> Path:
    """EPUB 3, a file for each chapter."""
    values = context(catalogue, parts)
    chapters: list[Chapter] = values["chapters"]
    home = {anchor: f"{chapter.anchor}.xhtml" for chapter in chapters for anchor in re.findall(r'\sid="([^"]+)"', chapter.html)}

    def href(anchor: str) -> str:
        return f"{home[anchor]}#{anchor}"

    def files() -> Iterator[tuple[str, bytes]]:
        yield "mimetype", b"application/epub+zip"
        yield "META-INF/container.xml", rendered("container.xml")
        number = uuid.uuid5(uuid.NAMESPACE_URL, catalogue.guide.question)
        yield "book/package.opf", rendered("package.opf", uuid=number, **values)
        yield "book/nav.xhtml", rendered("nav.xhtml", href=href, pages=None, **values)
        yield "book/book.css", rendered("book.css")
        for chapter in chapters:
            body = re.sub(r'(?<=\shref=")#([^"]+)', lambda found: href(found[1]), chapter.html)
            yield f"book/{chapter.anchor}.xhtml", rendered("chapter.xhtml", chapter=chapter, body=Markup(body))  # noqa: S704  our own

    return archive(path, files())


# ---------------------------------------------------------------- print


def pdf(catalogue: Catalogue, parts: Parts, path: Path) -> Path:
    """The book printed by Chromium: tagged, with an outline. Printed twice, for the contents learn their page numbers from the first."""
    from playwright.sync_api import sync_playwright  # a tool of development: nothing else here needs a browser

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))), None)
    values = context(catalogue, parts)
    values["chapters"] = [replace(chapter, html=plain_code(chapter.html)) for chapter in values["chapters"]]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page, source = browser.new_page(), Path(folder, "book.xhtml")
        page.set_default_timeout(0)
        Path(folder, "book.css").write_bytes(rendered("book.css"))

        def printed(numbers: Mapping[str, int]) -> bytes:
            source.write_bytes(rendered("print.xhtml", href=lambda anchor: f"#{anchor}", pages=numbers, **values))
            page.goto(source.as_uri())
            return page.pdf(prefer_css_page_size=True, print_background=True, outline=True, tagged=True)

        content = printed(page_numbers(printed({})))
        browser.close()
    day = f"(D:{pages.build_date():%Y%m%d}000000+00'00')".encode()
    path.write_bytes(packed(re.sub(rb"\(D:\d{14}\+00'00'\)", day, content)))
    return path


def plain_code(html: Markup) -> Markup:
    """Code without colours: each coloured word would be a tag of its own in the PDF."""
    return Markup(re.sub(r'<pre class="code".*?</pre>', lambda found: re.sub(r"</?span[^>]*>", "", found[0]), html, flags=re.DOTALL))  # noqa: S704  our own


def page_numbers(content: bytes) -> dict[str, int]:
    """Anchor → number of its page, read from the named places of a PDF that Chromium printed."""
    leaves = {number: place for place, number in enumerate(re.findall(rb"\n(\d+) 0 obj\s*<</Type /Page\s", content), 1)}
    return {name.decode(): leaves[leaf] for name, leaf in re.findall(rb"/([\w.-]+) \[(\d+) 0 R /XYZ", content) if leaf in leaves}


def packed(content: bytes) -> bytes:
    """The same PDF in a third of the bytes. Chromium writes the tags of each word as plain text; they go into packed object streams (PDF 1.5)."""
    start = int(content[content.rindex(b"startxref") :].split()[1])
    trailer = content[content.rindex(b"trailer") :]
    table = content[start:].split(b"\n", 2)[2]
    offsets = sorted((int(table[at * 20 : at * 20 + 10]), at) for at in range(1, int(_one(rb"/Size (\d+)", trailer))))
    ends = [offset for offset, _ in offsets[1:]] + [start]
    objects = [
        (number, content[content.index(b"obj", at) + 3 : end].rpartition(b"endobj")[0].strip())
        for (at, number), end in zip(offsets, ends, strict=True)
    ]
    plain = [(number, body) for number, body in objects if not body.endswith(b"endstream")]
    out, places, last = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), {}, len(objects)

    def put(number: int, body: bytes) -> None:
        places[number] = (1, len(out), 0)
        out.extend(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def stream(number: int, entries: bytes, body: bytes) -> None:
        body = zlib.compress(body, 9)
        put(number, b"<<%b /Filter /FlateDecode /Length %d>> stream\n%b\nendstream" % (entries, len(body), body))

    for number, body in objects:
        if body.endswith(b"endstream"):
            put(number, body)
    for group in (plain[at : at + 2000] for at in range(0, len(plain), 2000)):
        last += 1
        lengths = [len(body) + 1 for _, body in group]
        heads = b" ".join(b"%d %d" % (number, sum(lengths[:index])) for index, (number, _) in enumerate(group)) + b"\n"
        places |= {number: (2, last, index) for index, (number, _) in enumerate(group)}
        stream(last, b"/Type /ObjStm /N %d /First %d" % (len(group), len(heads)), heads + b"\n".join(body for _, body in group))
    last += 1
    places[last] = (1, len(out), 0)
    rows = b"".join(struct.pack(">BIH", *places.get(number, (0, 0, 0))) for number in range(last + 1))
    at = len(out)
    stream(
        last,
        b"/Type /XRef /W [1 4 2] /Size %d /Root %b /Info %b"
        % (last + 1, _one(rb"/Root (\d+ 0 R)", trailer), _one(rb"/Info (\d+ 0 R)", trailer)),
        rows,
    )
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % at


def _one(pattern: bytes, text: bytes) -> bytes:
    found = re.search(pattern, text)
    if not found:
        raise ValueError(f"no {pattern!r} in the PDF")
    return found[1]
