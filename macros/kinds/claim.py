"""Claims: numbers and facts about the world, each with its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import Field, model_validator

from macros.records.base import Kind, Part, Printer, Record
from macros.records.fields import Address, FieldError, Line, Month, Seen, StrengthId, Text, UnitId


class Source(Part):
    """Where a claim was read."""

    title: Line
    publisher: Line
    url: Address
    published: Seen | None = None


class Claim(Record):
    """A number or fact about the world, with source and date. Pages print it by id."""

    kind: ClassVar = Kind(
        "claims",
        "claim",
        "sources/#{}",
        "Source",
        "Sources",
        rank=120,
        chapter=("reference", 2),
        found=False,
        table=("claims", "id says figure to unit interval_low interval_high n scope as_of review_by strength publisher source link"),
    )

    says: Annotated[Text, Field(min_length=10, max_length=400)]
    """The whole claim in one sentence."""
    figure: float | None = None
    """The number, if there is one."""
    to: float | None = None
    """Upper end, when the figure is a range."""
    unit: UnitId | None = None
    interval: tuple[float, float] | None = None
    """95 % interval, for a survey."""
    n: Annotated[int, Field(ge=1)] | None = None
    """How many were asked or counted."""
    scope: Line
    """Of whom, where: what the number does and does not cover."""
    as_of: Seen
    """The time the number speaks of."""
    review_by: Month
    """When it should be looked at again; after that pages mark it as old."""
    source: Source
    seen_in: Address | None = None
    """The copy or report that was read, when the source itself could not be opened. A report makes `strength` secondary."""
    quote: Annotated[Text, Field(max_length=300)] | None = None
    """At most about twenty words of the source."""
    strength: StrengthId
    note: Annotated[Text, Field(max_length=500)] | None = None

    @model_validator(mode="after")
    def _figure_has_unit(self) -> Claim:
        if self.figure is not None and self.unit is None:
            raise FieldError("figure", "a figure needs a unit: add unit, for example 'percent'")
        if self.to is not None and (self.figure is None or self.to < self.figure):
            raise FieldError("to", "is the upper end of a range: it needs a smaller 'figure'")
        if self.interval and self.interval[0] > self.interval[1]:
            raise FieldError("interval", f"runs from low to high: write [{self.interval[1]:g}, {self.interval[0]:g}]")
        return self

    @property
    def name(self) -> str:
        return self.says

    def rows(self, id: str, printer: Printer) -> Iterator[list[Any]]:
        figure, to = ("" if number is None else f"{number:.10g}" for number in (self.figure, self.to))
        yield [
            id, self.says, figure, to, self.unit or "", *(self.interval or ("", "")), self.n or "", self.scope, self.as_of, self.review_by,
            self.strength, self.source.publisher, self.source.title, self.source.url,
        ]  # fmt: skip
