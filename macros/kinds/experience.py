"""Ways to gather experience."""

from __future__ import annotations

from typing import ClassVar

from macros.records.base import Kind, Record
from macros.records.fields import Id, Line, Prose, Span


class Experience(Record):
    """A way to gather experience that counts."""

    kind: ClassVar = Kind("experience", "experience", "experience/#{}", "Experience", "Experience", rank=55, chapter=("practice", 3))

    formerly: tuple[Id, ...] = ()
    title: Line
    order: int = 100
    summary: Line
    counts: Prose
    """What counts."""
    first: Prose
    """How to get the first one."""
    show: Prose
    """What to show afterwards."""
    months: Span
    evidence: Prose
    """What the evidence says."""
    limits: Prose
    """What it does not prove."""
