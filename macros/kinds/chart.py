"""Pictures drawn from survey tables."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from macros.kinds.claim import Source
from macros.records.base import Kind, Record
from macros.records.fields import Id, Line, Prose, Seen, Text, UnitId


class Chart(Record):
    """A picture drawn at build from a table in `data/surveys/`, with the numbers under it."""

    kind: ClassVar = Kind(
        "charts", "chart", "evidence/#{}", "Picture", "Pictures", rank=115, api=False, linked=False, found=False, chapter=("practice", 5)
    )

    title: Line
    """What it shows, as a sentence."""
    means: Prose
    """What it means for someone deciding."""
    table: Annotated[str, Field(pattern=r"^[a-z_]+\.csv$")]
    where: dict[str, Text]
    """Column → value: which rows of the table."""
    value: Literal["share", "median", "mean", "gap"] = "share"
    """Column that is drawn; shares and gaps are printed as per cent."""
    series: Literal["role", "survey", "year", "dimension"] | None = None
    """Column whose values become series beside each other."""
    only: tuple[Line, ...] = ()
    """Values of the series, in order; empty for all."""
    categories: tuple[Line, ...] = ()
    """Values of `category`, in order; empty for all, largest first."""
    labels: dict[str, Line] = Field(default_factory=dict)
    """Category or series as in the table → as printed."""
    most: Annotated[int, Field(ge=2, le=20)] = 12
    """Most categories shown."""
    unit: UnitId
    wording: Line
    """The question as it was asked."""
    scope: Line
    as_of: Seen
    caveat: Prose
    source: Source
    page: Id = "evidence"
    """Page it stands on."""
    order: int = 100
