"""The whole guide as files to keep: a zip that opens from disk with search, an EPUB and a PDF."""

from __future__ import annotations

from pathlib import Path

from macros.book.articles import prose_pages
from macros.book.chapters import book
from macros.book.disk import offline, online
from macros.book.epub import epub
from macros.book.pdf import pdf
from macros.catalogue import Catalogue

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
