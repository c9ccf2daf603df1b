"""Education routes, compared in one table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import Field, model_validator

from macros.records.base import Kind, Part, Printer, Record
from macros.records.fields import (
    Address,
    AttributeId,
    ClaimId,
    Country,
    Currency,
    EntryId,
    FieldError,
    Id,
    Line,
    Prose,
    ProseLine,
    Seen,
    SkillId,
    Span,
)  # fmt: skip


class Evidence(Part):
    """One cell of a comparison: what is known, or that nothing good was found."""

    short: ProseLine | None = None
    """For the table; may hold <claim:ids>."""
    text: Prose | None = None
    """For who wants more; claims inside carry the sources."""
    unknown: Prose | None = None
    """What was looked for and not found, with the date."""

    STARTS_WITH = ("short",)

    @model_validator(mode="after")
    def _says_something(self) -> Evidence:
        if bool(self.short) == bool(self.unknown):
            field = "unknown" if self.short else ""
            raise FieldError(field, "a cell has either 'short' or 'unknown': write what is known, or say what was not found")
        return self


class Money(Part):
    """A range of money, for the filter."""

    low: Annotated[int, Field(ge=0)]
    high: Annotated[int, Field(ge=0)]
    currency: Currency
    year: Annotated[int, Field(ge=2000, le=2100)]


class Programme(Part):
    """A named programme as an example, not a recommendation."""

    name: Line
    country: Country
    url: Address
    price: Line
    """Price as printed, with currency, or "not checked yet"."""
    as_of: Seen
    claims: tuple[ClaimId, ...] = ()


class Route(Record):
    """A way to learn, compared in the education table."""

    kind: ClassVar = Kind(
        "education",
        "route",
        "education/#{}",
        "Route",
        "Routes",
        rank=50,
        chapter=("practice", 2),
        table=("education", "route row known text"),
    )

    formerly: tuple[Id, ...] = ()
    title: Line
    order: int = 100
    summary: Line
    cost: Money
    months_full_time: Span | None = None
    months_beside_job: Span | None = None
    entry: EntryId
    teaches: tuple[SkillId, ...] = ()
    """Skills a typical programme teaches; the share of ours is computed."""
    cells: dict[AttributeId, Evidence]
    """Row of the comparison (`vocabulary.yml`, attributes) → what is known."""
    programmes: tuple[Programme, ...] = ()

    def rows(self, id: str, printer: Printer) -> Iterator[list[Any]]:
        for key, cell in self.cells.items():
            told = " ".join(filter(None, (cell.short, cell.text, cell.unknown)))
            yield [id, key, "yes" if cell.short else "no good evidence", printer.text(told)]
