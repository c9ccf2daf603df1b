"""Questions people ask, with short answers."""

from __future__ import annotations

from typing import ClassVar

from macros.records.base import Kind, Record
from macros.records.fields import GroupId, Line, Prose, Ref


class Question(Record):
    """A question people really ask, with a short answer."""

    kind: ClassVar = Kind("questions", "question", "questions/#{}", "Question", "Questions", rank=20, chapter=("begin", 3))

    title: Line
    also: tuple[Line, ...] = ()
    """Other words people ask it in."""
    group: GroupId
    """Under which heading it stands."""
    answer: Prose
    see: tuple[Ref, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return self.also
