"""What a rule is. A rule yields places and messages; it never prints, exits, or asks for the date or the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from macros.catalogue import Catalogue, Entry
from macros.records.findings import Finding
from macros.records.reader import Loc

RecordRule = Callable[[Entry], Iterator[Finding]]
CatalogueRule = Callable[[Catalogue], Iterator[Finding]]

RECORD_RULES: list[RecordRule] = []
"""Rules that look at one file: asked again only when it changes."""
CATALOGUE_RULES: list[CatalogueRule] = []
"""Rules that look at how records fit together."""


def record_rule(rule: RecordRule) -> RecordRule:
    """Register a rule about single files."""
    RECORD_RULES.append(rule)
    return rule


def catalogue_rule(rule: CatalogueRule) -> CatalogueRule:
    """Register a rule about the whole."""
    CATALOGUE_RULES.append(rule)
    return rule


def at(entry: Entry, loc: Loc, code: str, message: str, fix: tuple[str, str] | None = None) -> Finding:
    """A finding at a field of a file."""
    path = ".".join(str(step) for step in loc)
    line, column = entry.place(loc)
    return Finding(code, entry.file, f"{path}: {message}" if path else message, line, column, fix)
