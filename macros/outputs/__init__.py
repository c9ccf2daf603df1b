"""Everything the site gives beside its pages: API, tables, feed, search index, plan, styles, scripts' words, worker.

One function, `everything`, is called after the pages are built: by MkDocs through `on_post_build`, and by
`python -m macros export site` after any other builder. Nothing here reads the clock, so that a build can be repeated.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from macros.catalogue import Catalogue
from macros.outputs import api, downloads, feeds, plan, search, site_files, styles, tables
from macros.outputs.files import write

__all__ = ["everything", "texts", "what_pages_load"]


def everything(catalogue: Catalogue, site: Path) -> None:
    """Write all outputs into the built site. Raises `OSError` when a file cannot be written."""
    what_pages_load(catalogue, site)
    for path, text in texts(catalogue, os.environ.get("SITE_URL", "")):
        write(site / path, text)
    if (surveys := catalogue.root / "surveys").is_dir():
        shutil.copytree(surveys, site / "data" / "surveys", dirs_exist_ok=True)
    search.index(catalogue, site)
    downloads.page(catalogue, site)
    site_files.worker(site)


def what_pages_load(catalogue: Catalogue, site: Path) -> None:
    """Styles, scripts and their words: without these a page looks broken."""
    site_files.prune(site)
    for path, text in site_files.files(catalogue):
        write(site / path, text)
    styles.write_flat(catalogue, site)
    site_files.slim_scripts(site)


def texts(catalogue: Catalogue, site_url: str = "") -> Iterator[tuple[str, str]]:
    """Every text output as (path in the site, content), from the catalogue alone."""
    yield from api.files(catalogue, site_url)
    yield from tables.files(catalogue)
    yield from plan.files(catalogue)
    yield from search.files(catalogue)
    yield from feeds.files(catalogue, site_url)
    yield from site_files.files(catalogue)
