"""Stages of hiring, with the questions asked at each."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from macros.records.base import Kind, Part, Record
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
    )

    title: Line
    order: int
    summary: Prose
    minutes: Span | None = None
    """Usual length, in minutes."""
    prepare: Prose
    questions: Annotated[tuple[InterviewQuestion, ...], Field(min_length=1)]
