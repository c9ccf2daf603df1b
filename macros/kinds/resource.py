"""Resources: books, courses, tools and data sets that teach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from macros.records.base import Kind, Part, Printer, Record
from macros.records.fields import (
    AccountId,
    Address,
    CostId,
    Country,
    Currency,
    FieldError,
    FormatId,
    Hours,
    Id,
    Language,
    LevelId,
    Line,
    Ref,
    Seen,
    Span,
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


class Look(Part):
    """When it was last looked at, and what was read."""

    on: Seen
    where: Line
    """What was read: "search excerpt", "GitHub README in the stored copy", "known-urls list only"."""


class Chapter(Part):
    """The part of a broad work that teaches one topic."""

    topic: Ref
    """One of those in `teaches`."""
    part: Line
    """Chapter, section or lecture as the work itself names it: `ch. 10, "Trees"`."""
    minutes: Annotated[Span, Field(min_length=2, max_length=2)]
    """From–to, in minutes for somebody who does its exercises."""


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
            "id title link authors format level hours_from hours_to cost cost_as_of account language origin year"
            " edition status licence seen_on seen_where teaches parts why",
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
    edition: Line | None = None
    """Which edition, version or run, where there are several: `2nd edition`, `spring 2026`."""
    status: Literal["kept-up", "slow", "frozen"] | None = None
    """Whether it still changes with its subject: `kept-up`, `slow`, or `frozen` (as published); left out where that was not seen."""
    seen: Look | None = None
    licence: Line | None = None
    """Its licence, where it is an open one, as its publisher writes it."""
    teaches: Annotated[tuple[Ref, ...], Field(min_length=1)]
    """What it teaches: topics (`python.functions`) or, for broad works, skills (`python`)."""
    best_for: tuple[Ref, ...] = ()
    """Topics or skills for which it is the first to try."""
    parts: tuple[Chapter, ...] = ()
    """What to read of it for a topic."""
    why: Annotated[Text, Field(min_length=20, max_length=300)]
    """Why and for whom, in our own words, one or two sentences."""
    not_for: Line | None = None
    """Who should take something else."""
    archive: Address | None = None
    """A stored copy, shown when the original is gone."""
    added: Seen
    """When it came into the guide."""

    @model_validator(mode="after")
    def _parts_of_what_it_teaches(self) -> Resource:
        seen: set[str] = set()
        for part in self.parts:
            if part.topic not in self.teaches:
                raise FieldError("parts", f"{part.topic!r} is not in 'teaches': add it there, or leave the part out", "R305")
            if part.topic in seen:
                raise FieldError("parts", f"{part.topic!r} has a part already: put both into one line", "R305")
            seen.add(part.topic)
        return self

    @property
    def line(self) -> str:
        return ", ".join(self.authors)

    def part_of(self, ref: str) -> Chapter | None:
        """What to read of it for a topic."""
        return next((part for part in self.parts if part.topic == ref), None)

    @property
    def skills(self) -> tuple[str, ...]:
        """Skills it teaches, each once, in its own order."""
        return tuple(dict.fromkeys(ref.partition(".")[0] for ref in self.teaches))

    def rows(self, id: str, printer: Printer) -> Iterator[list[Any]]:
        yield [
            id, self.title, self.url, "; ".join(self.authors), self.format, self.level, *(self.hours or ("", "")), self.cost.state, self.cost.as_of,
            self.cost.account, self.language, self.origin, self.year or "", self.edition or "", self.status or "", self.licence or "",
            *((self.seen.on, self.seen.where) if self.seen else ("", "")), " ".join(self.teaches),
            "; ".join(f"{part.topic}: {part.part}" for part in self.parts), self.why,
        ]  # fmt: skip
