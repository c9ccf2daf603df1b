"""Corrections: what stood in the guide and was false or misleading, and what stands there now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import model_validator

from macros.records.base import Kind, Record
from macros.records.fields import FieldError, Line, Month, Prose, ProseLine, Ref, Seen
from macros.records.singles import Vocabulary


class Correction(Record):
    """A false or misleading sentence that readers may have met, and what replaced it. Slips of the pen need none."""

    kind: ClassVar = Kind("corrections", "correction", "corrections/#{}", "Correction", "Corrections", rank=130, chapter=None, found=False)

    STARTS_WITH = ("where",)

    title: Line
    """The fault in a few words."""
    where: Ref | None = None
    """The skill or topic it stood in."""
    page: ProseLine | None = None
    """Where it stood, if not in a skill: a link such as `[Sources](page:sources/)`."""
    was: Prose
    """What stood there, and why it was wrong."""
    is_now: Prose
    """What stands there now."""
    since: Month | None = None
    """When it came in, if known."""
    mended: Seen
    """The day it was put right."""
    found_by: Line
    """Who found it, and how."""

    @model_validator(mode="after")
    def _one_place(self) -> Correction:
        if (self.where is None) == (self.page is None):
            raise FieldError("where", "a correction stood in one place: give 'where' for a skill or topic, else 'page'")
        return self

    @property
    def month(self) -> str:
        """The month in which it was mended: `2026-11`."""
        return self.mended[:7]

    @classmethod
    def in_order(cls, records: Mapping[str, Correction], _: Vocabulary) -> Mapping[str, Correction]:
        """The newest first; those of one day by where they stood, skills before other pages."""
        by_place = sorted(records.items(), key=lambda pair: (pair[1].page or "", pair[1].where or "", pair[0]))
        return dict(sorted(by_place, key=lambda pair: pair[1].mended, reverse=True))
