"""Stages of hiring, with the questions asked at each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import Field

from macros.records.base import Kind, Part, Printer, Record
from macros.records.fields import Line, Prose, SkillId, Span


class InterviewQuestion(Part):
    """One question asked at a stage."""

    question: Prose
    shows: Prose
    """What a good answer shows."""
    skill: SkillId | None = None


class Stage(Record):
    """One stage of hiring, with its questions."""

    kind: ClassVar = Kind(
        "interviews",
        "stage",
        "hiring/interviews/#{}",
        "Interview",
        "Interviews",
        rank=110,
        api=False,
        linked=False,
        found=False,
        chapter=None,
        table=("interview-plan", "stage minutes_from minutes_to question a_good_answer_shows skill"),
    )

    title: Line
    order: int
    summary: Prose
    minutes: Span | None = None
    """Usual length, in minutes."""
    prepare: Prose
    questions: Annotated[tuple[InterviewQuestion, ...], Field(min_length=1)]

    def rows(self, id: str, printer: Printer) -> Iterator[list[Any]]:
        for ask in self.questions:
            yield [self.title, *(self.minutes or ("", "")), printer.text(ask.question), printer.text(ask.shows), ask.skill or ""]
