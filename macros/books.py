"""The whole guide as files to keep: a zip that opens from disk with search, an EPUB and a PDF.

Records come from the catalogue, pages of prose from the built site. Each chapter is rendered once, as XHTML with links
to anchors such as `#skill-python`; the EPUB adds the chapter's file to them, the PDF is all chapters as one page.
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import tempfile
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from markupsafe import Markup, escape

from macros import export, pages, prose, views
from macros.catalogue import Catalogue
from macros.render import TEMPLATES, Page, address, figure

LIMIT = 10_000_000
"""Most bytes of one file, so that it can be sent by mail and read on a small device."""
KINDS = {
    "skill": "skills", "topic": "topics", "role": "roles", "background": "backgrounds", "question": "questions", "project": "projects", "route": "education",
    "experience": "experience", "domain": "domains", "resource": "resources", "term": "terms", "claim": "claims",
}  # fmt: skip
"""Scheme of an address → kind of record. The anchor of a record is `scheme-id`."""


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
    """Address the site was built for, from its home page; empty when it was built for none."""
    found = re.search(r'<link rel="canonical" href="([^"]+)"', (site / "index.html").read_text(encoding="utf-8"))
    return found[1] if found else ""


def archive(path: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    """A zip that is the same on every machine and day, dated by the build's date. A file called `mimetype` is stored, not packed."""
    day = pages.build_date()
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in files:
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            packed.writestr(info, content, compresslevel=9)
    return path


# ---------------------------------------------------------------- offline zip

POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; font-src 'self' file:; base-uri 'none'"
)
"""What a page from disk may load: `'self'` matches no file, so files are named."""
SCRIPTS = ("assets/js/palette.js", "assets/js/offline-search.js")
"""Scripts that work from disk; the others are modules, which do not."""


def kept(path: str) -> bool:
    """Whether a file of the site goes into the zip: not what only programs read or what needs a server."""
    folder = path.partition("/")[0]
    if path.endswith(".js") or folder == "search":
        return path in SCRIPTS
    return folder not in {"api", "pagefind", "downloads"} and not path.endswith(
        (".csv", ".webmanifest", ".gz", "llms-full.txt", "offline.json", "plan.json", "sitemap.xml", "404.html")
    )


def offline(catalogue: Catalogue, site: Path, articles: list[Article], path: Path) -> Path:
    """The site as it opens from disk: links name files, and one classic script searches titles, other names and lines."""
    names = sorted(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    names = [name for name in names if kept(name)]
    there, base = set(names), online(site)
    rows = [*export.titles(catalogue), *([article.title, "Page", article.url, [], article.line] for article in articles)]

    def files() -> Iterator[tuple[str, bytes]]:
        for name in names:
            content = (site / name).read_bytes()
            if name.endswith(".html"):
                content = from_disk(content.decode(), posixpath.dirname(name), there, base).encode()
            yield f"guide/{name}", content
        yield "guide/assets/js/search-titles.js", f"window.GUIDE_TITLES = {export.compact(rows)};\n".encode()

    return archive(path, files())


def from_disk(html: str, folder: str, there: set[str], base: str) -> str:
    """A page that opens by file://. Links to what the zip leaves out lead to the site online, or nowhere when there is none."""

    def link(found: re.Match[str]) -> str:
        target = file_of(found[2], folder, there, base)
        return f'{found[1]}"{target}"' if target is not None else ""

    html = re.sub(r'<link rel="(?:manifest|alternate|preload)"[^>]*>\n?', "", html)
    html = re.sub(r'(?<=content=")default-src[^"]*', POLICY, html, count=1)
    html = re.sub(r'type="module" src="([^"]*)site\.js"', r'defer src="\1offline-search.js"', html)
    return re.sub(r'(\s(?:href|src)=|content="0; url=(?=))"?([^"]*)"', link, html) if "url=" not in html else _moved(html, link)


def _moved(html: str, link: Any) -> str:
    return html
