"""Skills and the topics that make them up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from macros.records.base import Kind, Part, Printer, Record
from macros.records.fields import (
    Address,
    AreaId,
    Code,
    Depth,
    FieldError,
    Hours,
    Id,
    Line,
    Needs,
    Output,
    Prose,
    ProseLine,
    Seen,
    SkillId,
)  # fmt: skip
from macros.records.singles import Vocabulary

CheckLevel = Annotated[int, Field(ge=1, le=3)]


class Example(Part):
    """A few lines of code with the output they print; the tests run them and compare."""

    language: Literal["python", "sql", "bash", "yaml", "text", "dockerfile", "java", "c"] = "python"
    """Python and SQL are executed (SQL in SQLite); the others are only shown."""
    needs: Needs = ()
    """Packages beyond the standard library."""
    code: Code
    output: Output | None = None
    """What it prints, produced by running it."""
    says: Prose
    """What the output shows, in one or two sentences."""


class Option(Part):
    """One answer to choose."""

    text: Prose
    right: bool
    because: Prose
    """Why it is right, or why people believe it and what is wrong with it."""


class Check(Part):
    """A question that tests understanding: it cannot be answered by quoting the explanation."""

    id: Id | None = None
    """Never changes: a reader's reviews hang on it."""
    level: CheckLevel = 1
    """1 explains, 2 does with help, 3 does alone."""
    kind: Literal["number", "choice", "predict", "order", "open"] = "open"
    """How it is answered: a number, one of the options, what code prints, an order of steps, or in own words."""
    question: Prose
    answer: Annotated[Prose | None, BeforeValidator(lambda value: str(value) if type(value) in (int, float) else value)] = None
    """For `open`: the answer, and why the tempting wrong answer is wrong. For `number`: the number."""
    tolerance: Annotated[float, Field(ge=0)] | None = None
    """How far a number may be off, in its own unit."""
    unit: Line | None = None
    """What the number counts, printed beside the field: `euro`, `%`."""
    by: Code | None = None
    """Python whose only output is the number; the tests run it."""
    options: tuple[Option, ...] = ()
    """For `choice`: each with the reason why it is right or wrong."""
    code: Code | None = None
    """For `predict`: what does this print?"""
    language: Literal["python", "sql"] = "python"
    """Of `code`."""
    needs: Needs = ()
    """Packages that `by` or `code` use beyond the standard library."""
    output: Output | None = None
    """For `predict`: what it prints, produced by running it."""
    steps: Annotated[tuple[Prose, ...], Field(max_length=8)] = ()
    """For `order`: in the right order; they are shown in another."""
    says: Prose | None = None
    """Why that is the answer, and why not the tempting one."""

    STARTS_WITH = ("answer",)
    ASKS: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "number": ("answer", "tolerance", "by", "says"),
        "choice": ("options",),
        "predict": ("code", "output", "says"),
        "order": ("steps", "says"),
        "open": ("answer",),
    }

    @model_validator(mode="after")
    def _complete(self) -> Check:
        if missing := [name for name in self.ASKS[self.kind] if getattr(self, name) in (None, ())]:
            raise FieldError("kind", f"a check of kind {self.kind!r} needs {', '.join(missing)}")
        if self.kind == "number" and not re.fullmatch(r"[-−]?[0-9.]+(e-?[0-9]+)?", str(self.answer)):
            raise FieldError("answer", f"the answer of a number check is a number, not {self.answer!r}")
        if self.kind == "choice" and len({option.right for option in self.options}) < 2:
            raise FieldError("options", "a choice needs a right and a wrong option")
        return self


class Reference(Part):
    """A source that supports sentences of a text."""

    title: Line
    by: Line | None = None
    year: Annotated[int, Field(ge=1600, le=2100)] | None = None
    url: Address | None = None
    """Left out when none was seen."""
    supports: Line
    """Which sentence or rule it supports."""


class Checked(Part):
    """Who tried to refute a text, when and how."""

    on: Seen
    tried: Annotated[ProseLine, Field(min_length=10)]
    """What was attacked and how: an experiment, a counter-example looked for, a source read."""


class Topic(Part):
    """The smallest thing the guide teaches."""

    id: Id
    formerly: tuple[Id, ...] = ()
    """Ids it had before; old links and saved progress still find it."""
    title: Line
    aliases: tuple[Line, ...] = ()
    """Other names and spellings people search for."""
    explanation: Prose
    """What it is, why it matters at work, the formula or number or tiny example, the usual mistake."""
    outcome: Annotated[ProseLine, Field(min_length=10)]
    """What you can do once you have it: begins with a verb, can be checked by a stranger."""
    hours: Hours
    example: Example | None = None
    checks: Annotated[tuple[Check, ...], Field(min_length=1)]
    mistakes: tuple[Prose, ...] = ()
    sources: tuple[Reference, ...] = ()
    """What supports sentences that are neither proved here nor common knowledge."""
    checked: Checked | None = None
    """The last time somebody who did not write it tried to refute it."""
    life: Literal["90d", "180d", "2y"] | None = None
    """How long it stays true without another look; left out for what does not age."""


class Level(Part):
    """One level of a skill."""

    does: Prose
    """Behaviour one can observe."""
    hours: Hours
    """Hours from zero to this level."""


class Need(Part):
    """A skill to have before."""

    skill: SkillId
    level: Depth
    """How much of it."""
    why: Line
    """What for."""


class Interview(Part):
    """How a skill shows up in interviews."""

    question: Prose
    shows: Prose
    """What a good answer shows."""


class Proof(Part):
    """A skill at a level."""

    skill: SkillId
    level: Depth


class Skill(Record):
    """One thing the work asks for, with the topics that make it up."""

    kind: ClassVar = Kind(
        "skills",
        "skill",
        "skills/{}/",
        "Skill",
        "Skills",
        rank=0,
        chapter=("skills", 0),
        table=("skills", "id title area topic topic_title hours_from hours_to outcome"),
    )

    formerly: tuple[Id, ...] = ()
    """Ids it had before."""
    title: Line
    area: AreaId
    aliases: tuple[Line, ...] = ()
    """Other names and spellings people search for."""
    summary: Line
    """What it is, in one sentence."""
    job: Prose
    """What it is for on the job: a concrete scene."""
    needs: tuple[Need, ...] = ()
    """Skills to have before; the learning order comes from these."""
    levels: dict[Literal["1", "2", "3", "4"], Level]
    mistakes: Annotated[tuple[Prose, ...], Field(min_length=1)]
    """Mistakes beginners make."""
    done_when: Annotated[tuple[Prose, ...], Field(min_length=1)]
    """How to tell you are done: things a stranger could check."""
    interviews: tuple[Interview, ...] = ()
    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]
    """In learning order."""

    @model_validator(mode="after")
    def _all_levels(self) -> Skill:
        if missing := sorted(set("1234") - set(self.levels)):
            raise FieldError("levels", f"needs 1, 2, 3 and 4; missing: {', '.join(missing)}")
        return self

    @property
    def line(self) -> str:
        return self.summary

    @classmethod
    def in_order(cls, records: Mapping[str, Skill], vocabulary: Vocabulary) -> Mapping[str, Skill]:
        """Learning order: prerequisites first, then by area. A ring is a finding of its own; then by area alone."""
        areas = [area.id for area in vocabulary.areas]
        place = {id: (areas.index(s.area) if s.area in areas else len(areas), id) for id, s in records.items()}
        graph = TopologicalSorter({id: [need.skill for need in s.needs if need.skill in records] for id, s in records.items()})
        try:
            graph.prepare()
        except CycleError:
            return {id: records[id] for id in sorted(records, key=place.__getitem__)}
        order: list[str] = []
        ready = list(graph.get_ready())
        while ready:
            ready.sort(key=place.__getitem__)
            order.append(ready.pop(0))
            graph.done(order[-1])
            ready.extend(graph.get_ready())
        return {id: records[id] for id in order}

    def rows(self, id: str, printer: Printer) -> Iterator[list[Any]]:
        for topic in self.topics:
            yield [id, self.title, self.area, topic.id, topic.title, *topic.hours, topic.outcome]
