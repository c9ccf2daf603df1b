"""Projects to build."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import Field

from macros.kinds.skill import Proof
from macros.records.base import Kind, Part, Printer, Record
from macros.records.fields import Address, Hours, Id, Line, Prose, ProseLine, Text


class DataSource(Part):
    """Data a project or a domain starts from."""

    name: Line
    url: Address
    licence: Line
    """Licence as its publisher states it, or "not checked yet"."""
    note: ProseLine | None = None


class Criterion(Part):
    """One row of a rubric."""

    aspect: Line
    basic: Line
    good: Line
    strong: Line


class Project(Record):
    """Something to build that proves skills to a stranger."""

    kind: ClassVar = Kind(
        "projects",
        "project",
        "projects/{}/",
        "Project",
        "Projects",
        rank=80,
        chapter=("practice", 1),
        table=("projects", "id title step hours_from hours_to proves summary"),
    )

    formerly: tuple[Id, ...] = ()
    title: Line
    step: Annotated[int, Field(ge=1, le=20)] | None = None
    """Place on the ladder from first script to monitored service."""
    summary: Line
    brief: Prose
    proves: Annotated[tuple[Proof, ...], Field(min_length=1)]
    hours: Hours
    data: tuple[DataSource, ...] = ()
    done_when: Annotated[tuple[Prose, ...], Field(min_length=1)]
    """Acceptance criteria a stranger could check."""
    rubric: tuple[Criterion, ...] = ()
    no_gpu: Line | None = None
    """The way without the costly equipment that `data/guide.yml` names (`equipment`)."""
    no_cost: Line
    """The way without paying."""
    stretch: tuple[Prose, ...] = ()
    cv_line: Annotated[Text, Field(min_length=20, max_length=300)]
    """The line it earns on a CV."""

    def place(self) -> tuple[Any, ...]:
        """The ladder first, in its order."""
        return (self.step is None, self.step or 0)

    def rows(self, id: str, printer: Printer) -> Iterator[list[Any]]:
        proves = " ".join(f"{proof.skill}:{proof.level}" for proof in self.proves)
        yield [id, self.title, self.step or "", *self.hours, proves, self.summary]
