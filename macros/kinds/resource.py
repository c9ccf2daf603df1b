"""Resources: books, courses, tools and data sets that teach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from macros.records.base import Kind, Part, Printer, Record
from macros.records.fields import (
    AccountId,
    Address,
    CostId,
    Country,
    Currency,
    FormatId,
    Hours,
    Id,
    Language,
    LevelId,
    Line,
    Ref,
    Seen,
    Text,
)  # fmt: skip


class Price(Part):
    """What it costs to use all of it."""

    amount: Annotated[int, Field(ge=1)]
    currency: Currency
    per: Literal["once", "month", "year"] = "once"


class Cost(Part):
    """Cost as a dated claim."""

    state: CostId
    """`free` (all of it), `preview`, `audit`, `aid`, `paid` or `unknown`."""
    as_of: Seen
    """The month the state stands for."""
    account: AccountId = "unknown"
    """`none`, `needed` or `unknown`."""
    price: Price | None = None


class Resource(Record):
    """A course, book, video, tool or data set worth a learner's time."""

    kind: ClassVar = Kind(
        "resources",
        "resource",
        "resources/#{}",
        "Resource",
        "Resources",
        rank=100,
        chapter=("resources", 0),
        table=(
            "resources",
            "id title link authors format level hours_from hours_to cost cost_as_of account language origin year teaches why",
        ),
    )

    formerly: tuple[Id, ...] = ()
    title: Line
    """Title as its publisher writes it."""
    url: Address
    authors: tuple[Line, ...] = ()
    publisher: Line | None = None
    format: FormatId
    level: LevelId
    """What it asks of its reader: `beginner`, `intermediate` or `advanced`."""
    hours: Hours | None = None
    """Honest time to work through it; leave out for a reference or a tool."""
    cost: Cost
    language: Language = "en"
    origin: Country = "world"
    """Country it comes from, when that is known."""
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    """Year of this edition."""
    teaches: Annotated[tuple[Ref, ...], Field(min_length=1)]
    """What it teaches: topics (`python.functions`) or, for broad works, skills (`python`)."""
    best_for: tuple[Ref, ...] = ()
    """Topics or skills for which it is the first to try."""
    why: Annotated[Text, Field(min_length=20, max_length=300)]
    """Why and for whom, in our own words, one or two sentences."""
    not_for: Line | None = None
    """Who should take something else."""
    archive: Address | None = None
    """A stored copy, shown when the original is gone."""
    added: Seen
    """When it came into the guide."""

    @property
    def line(self) -> str:
        return ", ".join(self.authors)

    @property
    def skills(self) -> tuple[str, ...]:
        """Skills it teaches, each once, in its own order."""
        return tuple(dict.fromkeys(ref.partition(".")[0] for ref in self.teaches))

    def rows(self, id: str, printer: Printer) -> Iterator[list[Any]]:
        yield [
            id, self.title, self.url, "; ".join(self.authors), self.format, self.level, *(self.hours or ("", "")), self.cost.state, self.cost.as_of,
            self.cost.account, self.language, self.origin, self.year or "", " ".join(self.teaches), self.why,
        ]  # fmt: skip
