"""Which resources teach what, best first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from macros.ask import question
from macros.catalogue import Catalogue
from macros.kinds.resource import Resource
from macros.kinds.skill import Skill

Ids = tuple[str, ...]


@question
def free_states(catalogue: Catalogue) -> frozenset[str]:
    """States of cost in which all of a resource is free."""
    return frozenset(cost.id for cost in catalogue.vocabulary.costs if cost.free_in_full)


@question
def shelves(catalogue: Catalogue) -> Mapping[str, Ids]:
    """Skill or topic → ids of what teaches it directly, best first.

    Best is: named as best for it, then free in full, then lower level, then title.
    """
    resources, free = catalogue.of(Resource), free_states(catalogue)
    place = {level.id: number for number, level in enumerate(catalogue.vocabulary.levels)}
    rest = {id: (r.cost.state not in free, place.get(r.level, 9), r.title) for id, r in resources.items()}
    found: dict[str, list[str]] = defaultdict(list)
    for id, resource in resources.items():
        for ref in resource.teaches:
            found[ref].append(id)

    def best_first(ref: str) -> Ids:
        return tuple(sorted(found[ref], key=lambda each: (ref not in resources[each].best_for, *rest[each])))

    return {ref: best_first(ref) for ref in found}


@question
def shelf(catalogue: Catalogue, ref: str) -> Ids:
    """What teaches a skill or topic directly, best first."""
    return shelves(catalogue).get(ref, ())


@question
def area_of(catalogue: Catalogue, resource: str) -> str:
    """The area on whose page a resource stands: that of the first skill it teaches; empty while that has mistakes."""
    skill = catalogue.of(Skill).get(catalogue.of(Resource)[resource].skills[0])
    return skill.area if skill else ""


@question
def by_area(catalogue: Catalogue) -> tuple[tuple[str, Ids], ...]:
    """Areas in their order, each with its resources by title; an area without resources is left out."""
    resources = catalogue.of(Resource)
    groups: dict[str, list[str]] = defaultdict(list)
    for id in sorted(resources, key=lambda each: (resources[each].title.lower(), each)):
        groups[area_of(catalogue, id)].append(id)
    return tuple((area.id, tuple(groups[area.id])) for area in catalogue.vocabulary.areas if groups[area.id])


@question
def in_area(catalogue: Catalogue, area: str) -> Ids:
    """Resources of an area, by title."""
    return dict(by_area(catalogue)).get(area, ())


@question
def resource_areas(catalogue: Catalogue) -> Ids:
    """Areas that have resources, in their order."""
    return tuple(area for area, _ in by_area(catalogue))


@question
def settled(catalogue: Catalogue) -> bool:
    """Whether every resource stands in an area, so that an area without any is really empty."""
    placed = sum(len(ids) for _, ids in by_area(catalogue))
    return placed == len(catalogue.of(Resource)) and not any(kind == Resource.kind.folder for kind, _ in catalogue.broken)


@question
def free_count(catalogue: Catalogue) -> int:
    """Resources that are free in full."""
    return sum(resource.cost.state in free_states(catalogue) for resource in catalogue.of(Resource).values())


@question
def languages_used(catalogue: Catalogue, area: str = "") -> Ids:
    """Languages of the resources, of one area or of all."""
    resources = catalogue.of(Resource)
    return tuple(sorted({resources[id].language for id in (in_area(catalogue, area) if area else resources)}))


@question
def skills_taught(catalogue: Catalogue, area: str = "") -> Ids:
    """Skills that the resources of an area teach, or all skills, in learning order."""
    if not area:
        return tuple(catalogue.of(Skill))
    taught = {skill for id in in_area(catalogue, area) for skill in catalogue.of(Resource)[id].skills}
    return tuple(id for id in catalogue.of(Skill) if id in taught)
