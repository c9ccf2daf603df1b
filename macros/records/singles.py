"""The files that stand alone: what this guide is, its closed lists, its words, and what it promises in numbers."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import ConfigDict, Field

from macros.records.base import Part
from macros.records.fields import Currency, Id, Language, Line, Prose, RoleId, SkillId

Colour: TypeAlias = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class WeekPart(Part):
    """One part of the loop that the work is made of."""

    id: Id
    title: Line
    does: Line
    skills: tuple[SkillId, ...] = ()


class Step(Part):
    """One step of "getting started"."""

    id: Id
    title: Line
    does: Prose
    """What to do in this step, and what done looks like."""


class Look(Part):
    """The guide's own colours and pictures, files under docs/."""

    mark: Line | None = None
    """The sign in the corner of every page, an SVG; without one, the first letter of the name is drawn."""
    icon: Line | None = None
    """The same as a PNG of 512 pixels, for installed copies."""
    card: Line | None = None
    """Picture for shared links."""
    paper: tuple[Colour, Colour] = ("#f7f5ef", "#12171d")
    """Colour of the page in the light and in the dark palette, for the browser's frame."""
    accent: Colour = "#0a6464"
    """Colour of the drawn sign and of the installed app's frame."""


class Guide(Part):
    """What this guide is about: one file, `data/guide.yml`."""

    title: Line
    """The site's name."""
    profession: Line
    """The profession in the singular, as in "how do I become a …"."""
    question: Line
    """The question the guide answers, as a reader would type it."""
    tagline: Line
    description: Line
    """What search engines print under the name."""
    what: Prose
    """What the work is, in two or three sentences."""
    language: Language = "en"
    """Language of texts and words: `data/words/<language>.yml`."""
    currency: Currency = "USD"
    """Currency in which costs are compared."""
    budgets: tuple[Annotated[int, Field(ge=0)], ...] = (0, 1000, 10000)
    """Amounts offered by the filter of routes."""
    equipment: Line | None = None
    """Costly equipment that every project has a way without, as in "without a GPU"; leave out when there is none."""
    projects: Line = "Things to build that prove skills to a stranger."
    """What the list of projects says of itself."""
    licence: Line
    """The licences in one line, at the foot of every page."""
    look: Look = Look()
    role: RoleId
    """The role (`data/roles/`) the guide is for: the plan's default goal."""
    week: Annotated[tuple[WeekPart, ...], Field(min_length=1)]
    """The work in one picture: its loop, part by part."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    """Getting started, in order."""


class Word(Part):
    """One value of a closed list."""

    id: Id
    label: Line
    description: Line


class Area(Word):
    """An area of skills."""

    hue: Annotated[int, Field(ge=0, lt=360)] | None = None
    """Its colour as an angle on the colour circle; areas without one are spread evenly."""


class Format(Word):
    """A kind of resource."""

    mode: Literal["text", "video", "interactive", "data", "tool", "people"]
    """How it is used: decides whether it counts as a way without video."""


class CostState(Word):
    """What a reader pays."""

    free_in_full: bool
    """Whether all of it can be used without paying."""


class Unit(Part):
    """A unit of claims."""

    id: Id
    label: Annotated[str, Field(max_length=40)]
    """Printed after the figure; empty for a plain count or a year."""
    description: Line


class Vocabulary(Part):
    """Closed lists: `data/vocabulary.yml`. Forms, legends, filters and schemas come from here."""

    areas: Annotated[tuple[Area, ...], Field(min_length=1)]
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

    def word(self, words: str, id: str) -> Any:
        """The entry `id` of a closed list. Raises `KeyError` when there is none."""
        found = next((word for word in getattr(self, words) if word.id == id), None)
        if found is None:
            raise KeyError(f"no {id!r} among the {words}")
        return found


class Promises(Part):
    """What the guide promises, as numbers: `data/promises.yml`. `check` keeps them."""

    counts: dict[str, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    """What `python -m macros stats` counts → at least so many."""
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


class Words(Part):
    """Every sentence the engine prints, in one language: `data/words/<language>.yml`. To translate the engine, translate this file."""

    model_config = ConfigDict(extra="allow", frozen=True)

    def get(self, key: str) -> Any:
        """The words under `page.part`. Raises `KeyError` with the whole key when there are none."""
        found: Any = self.model_extra
        for step in key.split("."):
            if not isinstance(found, dict) or step not in found:
                raise KeyError(f"no words for {key!r}: add them to data/words/")
            found = found[step]
        return found


SINGLES: dict[str, type[Part]] = {"guide": Guide, "vocabulary": Vocabulary, "promises": Promises}
"""`data/<name>.yml` that stand alone."""
