"""The CSV beside every table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from macros.ask.graph import title
from macros.catalogue import Catalogue
from macros.kinds import KINDS
from macros.views.page import printed


@dataclass(frozen=True, slots=True)
class _Printer:
    catalogue: Catalogue

    def text(self, prose: str) -> str:
        return printed(prose, self.catalogue)

    def title(self, scheme: str, id: str) -> str:
        return title(self.catalogue, scheme, id)


def files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(path, text) of the table of each kind that has one."""
    printer = _Printer(catalogue)
    for kind, model in KINDS.items():
        if model.kind.table:
            name, columns = model.kind.table
            rows = (row for id, record in catalogue.records[kind].items() for row in record.rows(id, printer))
            yield f"data/{name}.csv", table(columns.split(), rows)


def table(header: list[str], rows: Iterable[list[Any]]) -> str:
    """CSV text. A cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(
            [f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t" and not re.fullmatch(r"-?[\d.]+", cell) else cell for cell in row]
        )
    return out.getvalue()
