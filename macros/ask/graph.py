"""How skills, topics and projects hang together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from macros.ask import question
from macros.catalogue import Catalogue
from macros.kinds import SCHEMES
from macros.kinds.project import Project
from macros.kinds.skill import Skill
from macros.records.fields import Markdown
from macros.text.prose import references

Ids = tuple[str, ...]


@question
def areas(catalogue: Catalogue) -> tuple[tuple[str, Ids], ...]:
    """Areas in their order, each with its skills in learning order; an area without skills is left out."""
    groups: dict[str, list[str]] = defaultdict(list)
    for id, skill in catalogue.of(Skill).items():
        groups[skill.area].append(id)
    return tuple((area.id, tuple(groups[area.id])) for area in catalogue.vocabulary.areas if groups[area.id])


@question
def numbers(catalogue: Catalogue) -> Mapping[str, int]:
    """Skill → its place in the learning order, from 1."""
    return {id: number for number, id in enumerate(catalogue.of(Skill), 1)}


@question
def number(catalogue: Catalogue, id: str) -> int:
    """Place of a skill in the learning order, from 1."""
    return numbers(catalogue)[id]


@question
def count(catalogue: Catalogue, kind: str) -> int:
    """How many records of a kind, or topics, there are."""
    return len(catalogue.topics if kind == "topics" else catalogue.records.get(kind, ()))


@question
def title(catalogue: Catalogue, scheme: str, id: str) -> str:
    """What a link to a record or topic says."""
    if scheme == "topic":
        return catalogue.topics[id].topic.title
    return catalogue.records[SCHEMES[scheme].kind.folder][id].name


@question
def neighbours(catalogue: Catalogue, kind: str, id: str) -> tuple[str | None, str | None]:
    """The records before and after this one: in learning order for skills, on the ladder for projects."""
    ids = [other for other, project in catalogue.of(Project).items() if project.step] if kind == "projects" else [*catalogue.records[kind]]
    if id not in ids:
        return None, None
    place = ids.index(id)
    return ids[place - 1] if place else None, ids[place + 1] if place + 1 < len(ids) else None


@question
def _unlocks(catalogue: Catalogue) -> Mapping[str, Ids]:
    found: dict[str, list[str]] = defaultdict(list)
    for id, skill in catalogue.of(Skill).items():
        for need in skill.needs:
            found[need.skill].append(id)
    return {id: tuple(dict.fromkeys(ids)) for id, ids in found.items()}


@question
def unlocks(catalogue: Catalogue, id: str) -> Ids:
    """Skills that need this one, in learning order."""
    return _unlocks(catalogue).get(id, ())


@question
def _linked(catalogue: Catalogue) -> Mapping[str, Ids]:
    """Skill → topics of other skills whose text links to it or to one of its topics."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for id, skill in catalogue.of(Skill).items():
        for loc, text in catalogue.entry("skills", id).of(Markdown):
            if loc[0] == "topics" and isinstance(loc[1], int):
                for scheme, target in references(text):
                    if scheme in {"skill", "topic"} and (to := target.partition(".")[0]) != id:
                        found[to][f"{id}.{skill.topics[loc[1]].id}"] = None
    return {id: tuple(refs) for id, refs in found.items()}


@question
def linked(catalogue: Catalogue, id: str) -> Ids:
    """Topics of other skills that link to this skill."""
    return _linked(catalogue).get(id, ())


@question
def _proving(catalogue: Catalogue) -> Mapping[str, Ids]:
    found: dict[str, list[str]] = defaultdict(list)
    for id, project in catalogue.of(Project).items():
        for skill in dict.fromkeys(proof.skill for proof in project.proves):
            found[skill].append(id)
    return {skill: tuple(ids) for skill, ids in found.items()}


@question
def projects_proving(catalogue: Catalogue, skill: str) -> Ids:
    """Projects that prove a skill, the ladder first."""
    return _proving(catalogue).get(skill, ())
