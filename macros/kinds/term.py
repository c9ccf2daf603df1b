"""Terms of the glossary that are no topic of their own."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from macros.records.base import Kind, Record
from macros.records.fields import Line, Ref, Text


class Term(Record):
    """A word the guide uses that is no topic of its own."""

    kind: ClassVar = Kind("terms", "term", "glossary/#{}", "Term", "Terms", rank=90, chapter=("reference", 1), api=False)

    title: Line
    aliases: tuple[Line, ...] = ()
    definition: Annotated[Text, Field(min_length=10, max_length=400)]
    see: tuple[Ref, ...] = ()

    @property
    def line(self) -> str:
        return self.definition
