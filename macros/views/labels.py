"""What kinds of records are called in the guide's language: from `data/words/`, else from the kind itself."""

from __future__ import annotations

from typing import Any

from macros.catalogue import Catalogue
from macros.kinds import KINDS, SCHEMES


def _word(catalogue: Catalogue, scheme: str, form: str) -> Any:
    try:
        return catalogue.words.get(f"kinds.{scheme}.{form}")
    except KeyError:
        return None


def one(catalogue: Catalogue, scheme: str) -> str:
    """`Skill`."""
    return str(_word(catalogue, scheme, "one") or SCHEMES[scheme].kind.one)


def many(catalogue: Catalogue, scheme: str) -> str:
    """`Skills`."""
    return str(_word(catalogue, scheme, "many") or SCHEMES[scheme].kind.many)


def counted(catalogue: Catalogue, name: str) -> str:
    """What the records of a folder, or whatever else is counted, are called: `Claims`."""
    try:
        return str(catalogue.words.get(f"counted.{name}"))
    except KeyError:
        return many(catalogue, KINDS[name].kind.scheme)


def page_title(catalogue: Catalogue, scheme: str) -> str:
    """Form of a page's title: `{}`, or `Starting point: {}`."""
    return str(_word(catalogue, scheme, "page") or SCHEMES[scheme].kind.page_title)


def ranked(catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    """Kind → labels and rank, for the scripts: every kind that is found by a search, topics and pages too."""
    kinds = {scheme: (model.kind.rank, model.kind.found) for scheme, model in SCHEMES.items()} | {"topic": (10, True), "page": (95, True)}
    order = [scheme for scheme, (rank, found) in sorted(kinds.items(), key=lambda pair: pair[1][0]) if found]
    names = {scheme: (one(catalogue, scheme), many(catalogue, scheme)) for scheme in order if scheme in SCHEMES}
    for scheme in ("topic", "page"):
        names[scheme] = (str(catalogue.words.get(f"kinds.{scheme}.one")), str(catalogue.words.get(f"kinds.{scheme}.many")))
    return {scheme: {"one": names[scheme][0], "many": names[scheme][1], "rank": place} for place, scheme in enumerate(order)}
