"""Roles: the jobs that this guide leads to or stands beside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import Field

from macros.kinds.skill import Proof
from macros.records.base import Kind, Part, Printer, Record
from macros.records.fields import Id, Line, Prose, SkillId


class Handover(Part):
    """What is handed to whom."""

    role: Line
    what: Line


class Cell(Part):
    """Observable behaviour at each seniority."""

    skill: SkillId
    junior: Line
    mid: Line
    senior: Line


class Role(Record):
    """A job that this guide leads to or stands beside."""

    kind: ClassVar = Kind(
        "roles", "role", "roles/{}/", "Role", "Roles", rank=40, chapter=("begin", 1), table=("matrix", "role skill junior mid senior")
    )

    formerly: tuple[Id, ...] = ()
    title: Line
    aliases: tuple[Line, ...] = ()
    order: int = 100
    summary: Line
    differs: Prose
    """How it differs from the guide's own role, in a sentence or two."""
    week: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What a week holds."""
    hands_to: tuple[Handover, ...] = ()
    judged_by: tuple[Line, ...] = ()
    comes_from: tuple[Line, ...] = ()
    official: Prose
    """Where official statistics put it."""
    story: Prose | None = None
    """A day and a week in the work, from sources."""
    skills: Annotated[tuple[Proof, ...], Field(min_length=1)]
    """Skills and levels for a first job: the goal of a plan."""
    matrix: tuple[Cell, ...] = ()

    def rows(self, id: str, printer: Printer) -> Iterator[list[Any]]:
        for cell in self.matrix:
            yield [self.title, printer.title("skill", cell.skill), cell.junior, cell.mid, cell.senior]
