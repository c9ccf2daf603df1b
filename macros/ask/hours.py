"""Hours of a goal: one arithmetic for pages, plan, book and tests."""

from __future__ import annotations

from collections.abc import Mapping

from macros.ask import question
from macros.catalogue import Catalogue
from macros.kinds.background import Background
from macros.kinds.role import Role
from macros.kinds.skill import Skill, Topic

WEEKS_A_MONTH = 52 / 12
ASKED_OF_NEEDS = 2
"""A prerequisite is asked for up to this level: enough to go on, since what a goal asks for itself stands in the role."""
PACES = (5, 10, 20)
"""Hours a week for which pages print months."""

Range = tuple[int, int]


def total(topics: tuple[Topic, ...]) -> Range:
    """Sum of the topics' ranges, in hours."""
    return sum(topic.hours[0] for topic in topics), sum(topic.hours[1] for topic in topics)


@question
def levels(catalogue: Catalogue, role: str) -> Mapping[str, int]:
    """Skill → level that a first job in `role` asks for, with every prerequisite, in learning order."""
    skills = catalogue.of(Skill)
    asked = {proof.skill: proof.level for proof in catalogue.of(Role)[role].skills}
    for id in reversed(list(skills)):
        if id in asked:
            for need in skills[id].needs:
                asked[need.skill] = max(asked.get(need.skill, 0), min(need.level, ASKED_OF_NEEDS))
    return {id: asked[id] for id in skills if id in asked}


@question
def goal_hours(catalogue: Catalogue, role: str, known: tuple[tuple[str, int], ...] = ()) -> Range:
    """Hours (from, to) from `known` levels to the levels a role asks for, prerequisites included.

    A level's hours count from zero, so what is known is subtracted; a prerequisite counts once, at the highest level asked.
    """
    skills, have = catalogue.of(Skill), dict(known)
    low = high = 0
    for id, level in levels(catalogue, role).items():
        if (had := have.get(id, 0)) < level:
            need = skills[id].levels[str(level)].hours  # type: ignore[index]
            done = skills[id].levels[str(had)].hours if had else (0, 0)  # type: ignore[index]
            low, high = low + max(0, need[0] - done[0]), high + max(0, need[1] - done[1])
    return low, high


def _known(background: Background) -> tuple[tuple[str, int], ...]:
    return tuple((proof.skill, proof.level) for proof in background.has)


@question
def gap_hours(catalogue: Catalogue, background: str) -> Range:
    """Hours from a starting point to a first job in the guide's own role."""
    return goal_hours(catalogue, catalogue.guide.role, _known(catalogue.of(Background)[background]))


@question
def gap(catalogue: Catalogue, background: str) -> tuple[tuple[str, int, int], ...]:
    """(skill, level one has, level asked) of what is missing, in learning order."""
    known = dict(_known(catalogue.of(Background)[background]))
    asked = levels(catalogue, catalogue.guide.role)
    return tuple((skill, known.get(skill, 0), level) for skill, level in asked.items() if known.get(skill, 0) < level)


@question
def pace(catalogue: Catalogue, background: str) -> tuple[tuple[int, int, int], ...]:
    """(hours a week, months from, months to)."""
    low, high = gap_hours(catalogue, background)
    return tuple((weekly, round(low / weekly / WEEKS_A_MONTH), round(high / weekly / WEEKS_A_MONTH)) for weekly in PACES)
