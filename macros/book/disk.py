"""The site as it opens from disk: a zip with search, without a server."""

from __future__ import annotations

import posixpath
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from macros.book.articles import Article
from macros.book.packing import archive
from macros.catalogue import Catalogue
from macros.outputs import search
from macros.outputs.files import compact
from macros.outputs.scripts import classic, slim


def online(site: Path) -> str:
    """Address the site was built for, as its home page says; empty when it was built for none."""
    found = re.search(r'<link rel="canonical" href="([^"]+)"', (site / "index.html").read_text(encoding="utf-8"))
    return found[1] if found else ""


POLICY = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; font-src 'self' file:"
"""What a page from disk may load: files and nothing else. `file:` is for browsers in which `'self'` matches no file."""
SCRIPTS = ("assets/js/palette.js", "assets/js/offline-site.js")
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
    rows = [*search.titles(catalogue), *([article.title, "page", article.url, [], article.line] for article in articles)]

    def files() -> Iterator[tuple[str, bytes]]:
        for name in names:
            content = (site / name).read_bytes()
            if name.endswith(".html"):
                content = from_disk(content.decode(), posixpath.dirname(name), there, base).encode()
            if name == SCRIPTS[-1]:
                content = joined(catalogue, site).encode()
            yield f"guide/{name}", content
        yield "guide/assets/js/search-titles.js", f"window.GUIDE_TITLES = {compact(rows)};\n".encode()

    return archive(path, files())


def joined(catalogue: Catalogue, site: Path) -> str:
    """The scripts of a kept copy as one, from their sources: those of the site have lost the indentation that tells what stands at the top."""
    with tempfile.TemporaryDirectory() as folder:
        modules = Path(folder, "js")
        shutil.copytree(catalogue.root.parent / "docs" / "assets" / "js", modules)
        shutil.copy(site / "assets" / "js" / "words.js", modules)
        return slim(classic(modules, "offline-site.js"))


def from_disk(html: str, folder: str, there: set[str], base: str) -> str:
    """A page that opens by file://. A link to what the zip leaves out leads to the site online, or nowhere when there is none."""

    def attribute(found: re.Match[str]) -> str:
        target = file_of(found[2], folder, there, base)
        return f' {found[1]}="{target}"' if target else ""

    html = re.sub(r'<link rel="(?:manifest|alternate|preload)"[^>]*>', "", html)
    html = re.sub(r'(?<=content=")default-src[^"]*', POLICY, html, count=1)
    html = re.sub(r'type="module" src="([^"]*)site\.js"', r'defer src="\1offline-site.js"', html)
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
