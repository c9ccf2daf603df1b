"""Rules about charts: their tables, columns and rows."""

from __future__ import annotations

from collections.abc import Iterator

from macros.ask.pictures import bars
from macros.ask.surveys import TableError
from macros.catalogue import Catalogue
from macros.check.rule import at
from macros.kinds.chart import Chart
from macros.records.findings import Finding


def chart_findings(catalogue: Catalogue) -> Iterator[Finding]:
    """R801."""
    for id in catalogue.of(Chart):
        try:
            bars(catalogue, id)
        except TableError as error:
            yield at(catalogue.entry("charts", id), ("table",), "R801", f"{error}: look at the table's columns and spelling")
