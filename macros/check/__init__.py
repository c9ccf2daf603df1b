"""One check: reader, models, rules, pages, charts, citations, links and examples that changed, composed here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from macros.catalogue import Catalogue, Entry, Store
from macros.check import claims, promises, prose_pages, references, texts
from macros.check.charts import chart_findings
from macros.check.rule import CATALOGUE_RULES, RECORD_RULES
from macros.records.findings import Finding, ordered

__all__ = ["check", "claims", "promises", "references", "texts"]

_KNOWN: dict[tuple[str, str], tuple[Finding, ...]] = {}
"""(file, version) → findings of the rules about single files: they are asked once a content."""


def check(store: Store, today: date, docs: Path | None = None) -> tuple[Catalogue | None, list[Finding]]:
    """The catalogue, and every finding in order. `docs` is the folder of the pages; without one, pages are not looked at."""
    catalogue, found = store.load()
    if catalogue is None:
        return None, ordered(found)
    return catalogue, ordered([*found, *_of_records(catalogue), *_of_the_whole(catalogue, today, docs)])


def _of_records(catalogue: Catalogue) -> Iterator[Finding]:
    for entry in catalogue.entries.values():
        yield from _of_record(entry)


def _of_record(entry: Entry) -> tuple[Finding, ...]:
    key = (entry.file, entry.version)
    if key not in _KNOWN:
        told = {(finding.line, finding.column) for finding in entry.findings}
        found = (finding for rule in RECORD_RULES for finding in rule(entry))
        _KNOWN[key] = tuple(finding for finding in found if finding.line == 1 or (finding.line, finding.column) not in told)
    return _KNOWN[key]


def _of_the_whole(catalogue: Catalogue, today: date, docs: Path | None) -> Iterator[Finding]:
    for rule in CATALOGUE_RULES:
        yield from rule(catalogue)
    yield from promises.dated(catalogue, today)
    yield from chart_findings(catalogue)
    if docs is not None:
        yield from prose_pages.page_findings(catalogue, docs)
        yield from claims.page_citations(catalogue, docs)
