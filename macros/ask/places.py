"""Which pages there are."""

from __future__ import annotations

from macros.ask import question
from macros.catalogue import Catalogue
from macros.text.pages import addresses


@question
def page_addresses(catalogue: Catalogue) -> tuple[str, ...]:
    """Addresses of the pages under docs/, from the root of the site: `role/`."""
    return addresses(catalogue.root.parent / "docs")
