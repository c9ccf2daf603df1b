"""The page that offers the files of `make books`."""

from __future__ import annotations

from pathlib import Path

from macros.catalogue import Catalogue
from macros.outputs.files import bare_page, write

BOOKS = ("guide-offline.zip", "guide.epub", "guide.pdf")
"""Files of `make books`, in the order in which they are offered."""


def page(catalogue: Catalogue, site: Path) -> None:
    """Write the page, each file with its size before the tap; it says so when there are none."""
    folder = site / "downloads"
    made = [(name, (folder / name).stat().st_size) for name in BOOKS if (folder / name).is_file()]
    write(folder / "index.html", bare_page(catalogue, "downloads/", "downloads", files=made))
