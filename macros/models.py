"""The records of the guide. A field's docstring is its help text in the editor, the schema and the reference.

Every model is frozen and refuses unknown fields. Fields of type `Prose` hold a little Markdown (see `prose.py`);
all other text is plain.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
REF_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z][a-z0-9]*(-[a-z0-9]+)*)?$"

Id: TypeAlias = Annotated[str, Field(pattern=ID_PATTERN, max_length=60)]
Ref: TypeAlias = Annotated[str, Field(pattern=REF_PATTERN, max_length=121)]
"""A skill (`python`) or one of its topics (`python.functions`)."""
Line: TypeAlias = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\n]*$")]
"""One line of plain text, short enough for a table cell or a search result."""
Prose: TypeAlias = Annotated[str, Field(min_length=1, max_length=4000)]
"""A little Markdown: paragraphs, lists, **bold**, `code`, $formulas$, [links](skill:python), <claim:some-id>."""
Code: TypeAlias = Annotated[str, Field(min_length=1, max_length=4000)]
Address: TypeAlias = Annotated[str, Field(max_length=300)]
Month: TypeAlias = Annotated[
    str,
    BeforeValidator(lambda value: str(value) if type(value) is int else value),
    Field(pattern=r"^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"),
]
"""A date as precise as it is known: `2026`, `2026-11` or `2026-11-20`."""
Hours: TypeAlias = Annotated[tuple[Annotated[int, Field(ge=1, le=5000)], ...], Field(min_length=2, max_length=2)]
"""From–to, in hours of a learner who does the exercises: `[3, 6]`."""
Country: TypeAlias = Annotated[str, Field(pattern=r"^([A-Z]{2}|world|EU)$")]
"""Two-letter country code (ISO 3166-1), `EU`, or `world`."""
Language: TypeAlias = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]
"""Language code (BCP 47): `en`, `pt-BR`."""
Depth: TypeAlias = Annotated[int, Field(ge=1, le=4)]
"""Level of a skill: 1 explains, 2 does with help, 3 does alone, 4 decides for others."""


Needs: TypeAlias = tuple[Literal["numpy", "pandas", "sklearn", "scipy", "matplotlib", "torch"], ...]
"""Packages beyond the standard library."""


class Record(BaseModel):
    """Common to everything in `data/`."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    @model_validator(mode="after")
    def _ranges_rise(self) -> Any:
        for name in ("hours", "interval"):
            pair = getattr(self, name, None)
            if pair and pair[0] > pair[1]:
                raise ValueError(f"{name} runs from low to high: write [{pair[1]}, {pair[0]}]")
        return self


# ---------------------------------------------------------------- the guide and its closed lists


class Step(Record):
    """One step of "getting started"."""

    id: Id
    title: Line
    does: Prose
    """What to do in this step, and what done looks like."""


class Guide(Record):
    """What this guide is about: one file, `data/guide.yml`."""

    title: Line
    profession: Line
    """The profession in the singular, as in "how do I become a …"."""
    question: Line
    """The question the guide answers, as a reader would type it."""
    tagline: Line
    what: Prose
    """What the work is, in two or three sentences."""
    role: Id
    """The role (`data/roles/`) the guide is for: the plan's default goal."""
    week: Annotated[tuple[WeekPart, ...], Field(min_length=1)]
    """The work in one picture: its loop, part by part."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    """Getting started, in order."""


class WeekPart(Record):
    """One part of the loop that the work is made of."""

    id: Id
    title: Line
    does: Line
    skills: tuple[Id, ...] = ()


class Word(Record):
    """One value of a closed list."""

    id: Id
    label: Line
    description: Line


class Format(Word):
    """A kind of resource."""

    mode: Literal["text", "video", "interactive", "data", "tool", "people"]
    """How it is used: decides whether it counts as a way without video."""


class CostState(Word):
    """What a reader pays."""

    free_in_full: bool
    """Whether all of it can be used without paying."""


class Unit(Record):
    """A unit of claims."""

    id: Id
    label: Annotated[str, Field(max_length=40)]
    """Printed after the figure; empty for a plain count or a year."""
    description: Line


class Vocabulary(Record):
    """Closed lists: `data/vocabulary.yml`. Forms, legends, filters and schemas come from here."""

    areas: Annotated[tuple[Word, ...], Field(min_length=1)]
    """Areas of skills, in the order a learner meets them."""
    depths: Annotated[tuple[Word, ...], Field(min_length=4, max_length=4)]
    """The four levels of a skill, lowest first."""
    levels: tuple[Word, ...]
    """What a resource asks of its reader, lowest first."""
    formats: tuple[Format, ...]
    costs: tuple[CostState, ...]
    accounts: tuple[Word, ...]
    """Whether an account is needed."""
    strengths: tuple[Word, ...]
    """How much weight a source carries, strongest first."""
    units: tuple[Unit, ...]
    attributes: tuple[Word, ...]
    """Rows of the education comparison, in order."""
    entries: tuple[Word, ...]
    """What one needs to begin an education route, lowest first."""
    seniorities: tuple[Word, ...]
    """Columns of a role's matrix, lowest first."""
    groups: tuple[Word, ...] = ()
    """Headings of the questions, in order."""


class Promises(Record):
    """What the guide promises, as numbers: `data/promises.yml`. `check` keeps them."""

    areas: int = 0
    skills: int = 0
    topics: int = 0
    resources: int = 0
    resources_outside_us: int = 0
    """Resources whose `origin` is not the United States."""
    projects: int = 0
    ladder: int = 0
    """Steps of the ladder of projects, from first script on."""
    routes: int = 0
    roles: int = 0
    experience: int = 0
    backgrounds: int = 0
    domains: int = 0
    claims: int = 0
    questions: int = 0
    interview_questions: int = 0
    charts: int = 0
    explanation_words: tuple[int, int] = (1, 400)
    """Fewest and most words of a topic's explanation, formulas not counted."""
    answer_words: int = 400
    """Most words of an answer in `questions/`."""
    topic_resources: int = 8
    """Most resources a topic may list: a shelf, not a dump."""
    every_topic_taught: bool = False
    """Every topic is taught by at least one resource."""
    every_skill_free_text: bool = False
    """Every skill has a resource that is free in full and is read, not watched."""
    every_skill_watched: bool = False
    """Every skill has a resource that is video or interactive."""
    fresh_years: int = 3
    """A topic whose newest resource is older than this many years is listed under "help wanted"."""


# ---------------------------------------------------------------- skills


class Example(Record):
    """A few lines of code with the output they print; the tests run them and compare."""

    language: Literal["python", "sql", "bash", "yaml", "text", "dockerfile", "java", "c"] = "python"
    """Python and SQL are executed (SQL in SQLite); the others are only shown."""
    needs: Needs = ()
    """Packages beyond the standard library."""
    code: Code
    output: str | None = None
    """What it prints, produced by running it."""
    says: Prose
    """What the output shows, in one or two sentences."""


class Option(Record):
    """One answer to choose."""

    text: Prose
    right: bool
    because: Prose
    """Why it is right, or why people believe it and what is wrong with it."""


class Check(Record):
    """A question that tests understanding: it cannot be answered by quoting the explanation."""

    id: Id | None = None
    """Never changes: a reader's reviews hang on it."""
    level: Annotated[int, Field(ge=1, le=3)] = 1
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
    output: str | None = None
    """For `predict`: what it prints, produced by running it."""
    steps: Annotated[tuple[Prose, ...], Field(max_length=8)] = ()
    """For `order`: in the right order; they are shown in another."""
    says: Prose | None = None
    """Why that is the answer, and why not the tempting one."""

    @model_validator(mode="after")
    def _complete(self) -> Check:
        asked = {
            "number": ("answer", "tolerance", "by", "says"),
            "choice": ("options",),
            "predict": ("code", "output", "says"),
            "order": ("steps", "says"),
            "open": ("answer",),
        }
        if missing := [name for name in asked[self.kind] if getattr(self, name) in (None, ())]:
            raise ValueError(f"a check of kind {self.kind!r} needs {', '.join(missing)}")
        if self.kind == "number" and not re.fullmatch(r"[-−]?[0-9.]+(e-?[0-9]+)?", str(self.answer)):
            raise ValueError(f"the answer of a number check is a number, not {self.answer!r}")
        if self.kind == "choice" and (
            len(self.options) < 2 or not any(o.right for o in self.options) or all(o.right for o in self.options)
        ):
            raise ValueError("a choice needs a right and a wrong option")
        return self


class Reference(Record):
    """A source that supports sentences of a text."""

    title: Line
    by: Line | None = None
    year: Annotated[int, Field(ge=1600, le=2100)] | None = None
    url: Address | None = None
    """Left out when none was seen."""
    supports: Line
    """Which sentence or rule it supports."""


class Checked(Record):
    """Who tried to refute a text, when and how."""

    on: Month
    tried: Annotated[str, Field(min_length=10, max_length=300)]
    """What was attacked and how: an experiment, a counter-example looked for, a source read."""


class Topic(Record):
    """The smallest thing the guide teaches."""

    id: Id
    formerly: tuple[Id, ...] = ()
    """Ids it had before; old links and saved progress still find it."""
    title: Line
    aliases: tuple[Line, ...] = ()
    """Other names and spellings people search for."""
    explanation: Prose
    """What it is, why it matters at work, the formula or number or tiny example, the usual mistake."""
    outcome: Annotated[str, Field(min_length=10, max_length=300)]
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


class Level(Record):
    """One level of a skill."""

    does: Prose
    """Behaviour one can observe."""
    hours: Hours
    """Hours from zero to this level."""


class Need(Record):
    """A skill to have before."""

    skill: Id
    level: Depth
    """How much of it."""
    why: Line
    """What for."""


class Interview(Record):
    """How a skill shows up in interviews."""

    question: Prose
    shows: Prose
    """What a good answer shows."""


class Skill(Record):
    """One thing the work asks for, with the topics that make it up."""

    formerly: tuple[Id, ...] = ()
    """Ids it had before."""
    title: Line
    area: Id
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
            raise ValueError(f"levels need 1, 2, 3 and 4; missing: {', '.join(missing)}")
        return self


# ---------------------------------------------------------------- resources and projects


class Price(Record):
    """What it costs to use all of it."""

    amount: Annotated[int, Field(ge=1)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    per: Literal["once", "month", "year"] = "once"


class Cost(Record):
    """Cost as a dated claim."""

    state: Id
    """`free` (all of it), `preview`, `audit`, `aid`, `paid` or `unknown`."""
    as_of: Month
    """The month the state stands for."""
    account: Id = "unknown"
    """`none`, `needed` or `unknown`."""
    price: Price | None = None


class Resource(Record):
    """A course, book, video, tool or data set worth a learner's time."""

    formerly: tuple[Id, ...] = ()
    title: Line
    """Title as its publisher writes it."""
    url: Address
    authors: tuple[Line, ...] = ()
    publisher: Line | None = None
    format: Id
    level: Id
    """What it asks of its reader: `beginner`, `intermediate` or `advanced`."""
    hours: Hours | None = None
    """Honest time to work through it; leave out for a reference or a tool."""
    cost: Cost
    language: Language = "en"
    origin: Country = "world"
    """Country it comes from, when that is known."""
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    """Year of this edition."""
    teaches: Annotated[tuple[Ref, ...], Field(min_length=1)]
    """What it teaches: topics (`python.functions`) or, for broad works, skills (`python`)."""
    best_for: tuple[Ref, ...] = ()
    """Topics or skills for which it is the first to try."""
    why: Annotated[str, Field(min_length=20, max_length=300)]
    """Why and for whom, in our own words, one or two sentences."""
    not_for: Line | None = None
    """Who should take something else."""
    archive: Address | None = None
    """A stored copy, shown when the original is gone."""
    added: Month
    """When it came into the guide."""


class Proof(Record):
    """A skill at a level that finishing the project proves."""

    skill: Id
    level: Depth


class DataSource(Record):
    """Data a project or a domain starts from."""

    name: Line
    url: Address
    licence: Line
    """Licence as its publisher states it, or "not checked yet"."""
    note: Line | None = None


class Criterion(Record):
    """One row of a rubric."""

    aspect: Line
    basic: Line
    good: Line
    strong: Line


class Project(Record):
    """Something to build that proves skills to a stranger."""

    formerly: tuple[Id, ...] = ()
    title: Line
    step: Annotated[int, Field(ge=1, le=20)] | None = None
    """Place on the ladder from first script to monitored service."""
    summary: Line
    brief: Prose
    proves: Annotated[tuple[Proof, ...], Field(min_length=1)]
    hours: Hours
    data: tuple[DataSource, ...] = ()
    done_when: Annotated[tuple[Prose, ...], Field(min_length=1)]
    """Acceptance criteria a stranger could check."""
    rubric: tuple[Criterion, ...] = ()
    no_gpu: Line
    """The way without a GPU."""
    no_cost: Line
    """The way without paying."""
    stretch: tuple[Prose, ...] = ()
    cv_line: Annotated[str, Field(min_length=20, max_length=300)]
    """The line it earns on a CV."""


# ---------------------------------------------------------------- claims, terms, questions, charts


class Source(Record):
    """Where a claim was read."""

    title: Line
    publisher: Line
    url: Address
    published: Month | None = None


class Claim(Record):
    """A number or fact about the world, with source and date. Pages print it by id."""

    says: Annotated[str, Field(min_length=10, max_length=400)]
    """The whole claim in one sentence."""
    figure: float | None = None
    """The number, if there is one."""
    to: float | None = None
    """Upper end, when the figure is a range."""
    unit: Id | None = None
    interval: tuple[float, float] | None = None
    """95 % interval, for a survey."""
    n: Annotated[int, Field(ge=1)] | None = None
    """How many were asked or counted."""
    scope: Line
    """Of whom, where: what the number does and does not cover."""
    as_of: Month
    """The time the number speaks of."""
    review_by: Month
    """When it should be looked at again; after that pages mark it as old."""
    source: Source
    seen_in: Address | None = None
    """The copy or report that was read, when the source itself could not be opened. A report makes `strength` secondary."""
    quote: Annotated[str, Field(max_length=300)] | None = None
    """At most about twenty words of the source."""
    strength: Id
    note: Annotated[str, Field(max_length=500)] | None = None

    @model_validator(mode="after")
    def _figure_has_unit(self) -> Claim:
        if self.figure is not None and self.unit is None:
            raise ValueError("a figure needs a unit: add unit, for example 'percent'")
        if self.to is not None and (self.figure is None or self.to < self.figure):
            raise ValueError("'to' is the upper end of a range: it needs a smaller 'figure'")
        return self


class Term(Record):
    """A word the guide uses that is no topic of its own."""

    title: Line
    aliases: tuple[Line, ...] = ()
    definition: Annotated[str, Field(min_length=10, max_length=400)]
    see: tuple[Ref, ...] = ()


class Question(Record):
    """A question people really ask, with a short answer."""

    title: Line
    also: tuple[Line, ...] = ()
    """Other words people ask it in."""
    group: Id
    """Under which heading it stands."""
    answer: Prose
    see: tuple[Ref, ...] = ()


class InterviewQuestion(Record):
    """One question asked at a stage."""

    question: Prose
    shows: Prose
    """What a good answer shows."""
    skill: Id | None = None


class Stage(Record):
    """One stage of hiring, with its questions."""

    title: Line
    order: int
    summary: Prose
    minutes: Annotated[tuple[int, int], Field()] | None = None
    """Usual length, in minutes."""
    prepare: Prose
    questions: Annotated[tuple[InterviewQuestion, ...], Field(min_length=1)]


class Chart(Record):
    """A picture drawn at build from a table in `data/surveys/`, with the numbers under it."""

    title: Line
    """What it shows, as a sentence."""
    means: Prose
    """What it means for someone deciding."""
    table: Annotated[str, Field(pattern=r"^[a-z_]+\.csv$")]
    where: dict[str, str]
    """Column → value: which rows of the table."""
    value: Literal["share", "median", "mean", "gap"] = "share"
    """Column that is drawn; shares and gaps are printed as per cent."""
    series: Literal["role", "survey", "year", "dimension"] | None = None
    """Column whose values become series beside each other."""
    only: tuple[Line, ...] = ()
    """Values of the series, in order; empty for all."""
    categories: tuple[Line, ...] = ()
    """Values of `category`, in order; empty for all, largest first."""
    labels: dict[str, Line] = Field(default_factory=dict)
    """Category or series as in the table → as printed."""
    most: Annotated[int, Field(ge=2, le=20)] = 12
    """Most categories shown."""
    unit: Id
    wording: Line
    """The question as it was asked."""
    scope: Line
    as_of: Month
    caveat: Prose
    source: Source
    page: Id = "evidence"
    """Page it stands on."""
    order: int = 100


# ---------------------------------------------------------------- roles, routes, backgrounds, domains


class Handover(Record):
    """What is handed to whom."""

    role: Line
    what: Line


class Cell(Record):
    """Observable behaviour at each seniority."""

    skill: Id
    junior: Line
    mid: Line
    senior: Line


class Role(Record):
    """A job that this guide leads to or stands beside."""

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


class Evidence(Record):
    """One cell of a comparison: what is known, or that nothing good was found."""

    short: Line | None = None
    """For the table; may hold <claim:ids>."""
    text: Prose | None = None
    """For who wants more; claims inside carry the sources."""
    unknown: Prose | None = None
    """What was looked for and not found, with the date."""

    @model_validator(mode="after")
    def _says_something(self) -> Evidence:
        if bool(self.short) == bool(self.unknown):
            raise ValueError("a cell has either 'short' or 'unknown': write what is known, or say what was not found")
        return self


class Money(Record):
    """A range of money, for the filter."""

    low: Annotated[int, Field(ge=0)]
    high: Annotated[int, Field(ge=0)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    year: Annotated[int, Field(ge=2000, le=2100)]


class Programme(Record):
    """A named programme as an example, not a recommendation."""

    name: Line
    country: Country
    url: Address
    price: Line
    """Price as printed, with currency, or "not checked yet"."""
    as_of: Month
    claims: tuple[Id, ...] = ()


class Route(Record):
    """A way to learn, compared in the education table."""

    formerly: tuple[Id, ...] = ()
    title: Line
    order: int = 100
    summary: Line
    cost: Money
    months_full_time: Annotated[tuple[int, int], Field()] | None = None
    months_beside_job: Annotated[tuple[int, int], Field()] | None = None
    entry: Id
    teaches: tuple[Id, ...] = ()
    """Skills a typical programme teaches; the share of ours is computed."""
    cells: dict[str, Evidence]
    """Row of the comparison (`vocabulary.yml`, attributes) → what is known."""
    programmes: tuple[Programme, ...] = ()


class Experience(Record):
    """A way to gather experience that counts."""

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
    months: Annotated[tuple[int, int], Field()]
    evidence: Prose
    """What the evidence says."""
    limits: Prose
    """What it does not prove."""


class Background(Record):
    """A starting point: what you bring, what is missing."""

    formerly: tuple[Id, ...] = ()
    title: Line
    order: int = 100
    summary: Line
    has: Annotated[tuple[Proof, ...], Field(min_length=0)]
    """Skills and levels you already have."""
    brings: Prose
    """What that is worth in this work."""
    first_job: Prose
    """The first job that counts."""
    evidence: Prose
    risk: Prose
    """An honest risk."""
    start: tuple[Id, ...] = ()
    """Projects to begin with."""


class Law(Record):
    """A rule that binds, with date and country."""

    name: Line
    country: Country
    as_of: Month
    says: Prose


class Domain(Record):
    """A field the work is done in."""

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
    project: Id
    interview: Interview
    outsiders: Prose
    """What outsiders get wrong."""
    skills: tuple[Id, ...] = ()


KINDS: dict[str, type[Record]] = {
    "skills": Skill,
    "resources": Resource,
    "projects": Project,
    "roles": Role,
    "education": Route,
    "experience": Experience,
    "backgrounds": Background,
    "domains": Domain,
    "claims": Claim,
    "terms": Term,
    "questions": Question,
    "interviews": Stage,
    "charts": Chart,
}
"""Folder under `data/` → what one file there holds."""

SINGLES: dict[str, type[Record]] = {"guide": Guide, "vocabulary": Vocabulary, "promises": Promises}
"""`data/<name>.yml` that stand alone."""

SCHEMES: dict[str, str] = {
    "skill": "skills",
    "resource": "resources",
    "project": "projects",
    "role": "roles",
    "route": "education",
    "experience": "experience",
    "background": "backgrounds",
    "domain": "domains",
    "claim": "claims",
    "term": "terms",
    "question": "questions",
}
"""Scheme of a link inside text (`[text](route:phd)`) → kind it leads to. `topic:` and `page:` stand beside these."""
