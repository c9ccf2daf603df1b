"""Fields the work is done in."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from macros.kinds.project import DataSource
from macros.kinds.skill import Interview
from macros.records.base import Kind, Part, Record
from macros.records.fields import Country, Id, Line, ProjectId, Prose, Seen, SkillId


class Law(Part):
    """A rule that binds, with date and country."""

    name: Line
    country: Country
    as_of: Seen
    says: Prose


class Domain(Record):
    """A field the work is done in."""

    kind: ClassVar = Kind("domains", "domain", "domains/{}/", "Domain", "Domains", rank=70, chapter=("practice", 4))

    formerly: tuple[Id, ...] = ()
    title: Line
    aliases: tuple[Line, ...] = ()
    order: int = 100
    summary: Line
    data: Prose
    metric: Prose
    """The metric that matters."""
    laws: Annotated[tuple[Law, ...], Field(min_length=1)]
    failure: Prose
    """One failure story, with its source as a claim."""
    start: DataSource
    """A data set to start from."""
    project: ProjectId
    interview: Interview
    outsiders: Prose
    """What outsiders get wrong."""
    skills: tuple[SkillId, ...] = ()
