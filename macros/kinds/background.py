"""Starting points of readers."""

from __future__ import annotations

from typing import ClassVar

from macros.kinds.skill import Proof
from macros.records.base import Kind, Record
from macros.records.fields import Id, Line, ProjectId, Prose


class Background(Record):
    """A starting point: what you bring, what is missing."""

    kind: ClassVar = Kind(
        "backgrounds",
        "background",
        "backgrounds/{}/",
        "Starting point",
        "Starting points",
        rank=60,
        page_title="Starting point: {}",
        chapter=("begin", 2),
    )

    formerly: tuple[Id, ...] = ()
    title: Line
    order: int = 100
    summary: Line
    has: tuple[Proof, ...]
    """Skills and levels you already have."""
    brings: Prose
    """What that is worth in this work."""
    first_job: Prose
    """The first job that counts."""
    evidence: Prose
    risk: Prose
    """An honest risk."""
    start: tuple[ProjectId, ...] = ()
    """Projects to begin with."""
