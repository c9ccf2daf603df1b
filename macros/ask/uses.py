"""Where claims are used, what is counted, and where help is wanted."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from macros.ask import question
from macros.ask.shelves import free_states, shelves
from macros.catalogue import Catalogue
from macros.kinds import KINDS
from macros.kinds.claim import Claim
from macros.kinds.project import Project
from macros.kinds.resource import Resource
from macros.kinds.skill import Skill, Topic
from macros.records.fields import Markdown, To
from macros.text.pages import cited
from macros.text.prose import references

Ids = tuple[str, ...]

COUNTS: dict[str, Callable[[Catalogue], int]] = {
    "areas": lambda c: len({skill.area for skill in c.of(Skill).values()}),
    "topics": lambda c: len(c.topics),
    "resources_outside_us": lambda c: sum(r.origin not in {"US", "world"} for r in c.of(Resource).values()),
    "ladder": lambda c: len({project.step for project in c.of(Project).values() if project.step}),
    "interview_questions": lambda c: sum(len(stage.questions) for stage in c.optional("interviews").values()),
    "topics_checked": lambda c: sum(found.topic.checked is not None for found in c.topics.values()),
    "checks": lambda c: sum(len(found.topic.checks) for found in c.topics.values()),
    "checks_that_mark_themselves": lambda c: sum(check.kind != "open" for found in c.topics.values() for check in found.topic.checks),
    "claims_recomputed": lambda c: sum(claim.row is not None for claim in c.of(Claim).values()),
    "computed_answers": lambda c: sum(bool(check.by or check.output) for found in c.topics.values() for check in found.topic.checks),
}
"""What is counted beside the records of each kind."""


@question
def counts(catalogue: Catalogue) -> Mapping[str, int]:
    """Everything that is counted, by name: records of each kind, and `COUNTS`."""
    return {kind: len(catalogue.records[kind]) for kind in KINDS} | {name: count(catalogue) for name, count in COUNTS.items()}


@question
def claim_uses(catalogue: Catalogue) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Claim → (scheme, id) of the records and pages whose text prints it."""
    used: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for entry in catalogue.entries.values():
        if entry.kind not in KINDS or entry.record is None:
            continue
        found = {target for _, text in entry.of(Markdown) for scheme, target in references(text) if scheme == "claim"}
        found |= {leaf.value for leaf in entry.by_mark.get(To, ()) if isinstance(leaf.mark, To) and leaf.mark.schemes == ("claim",)}
        for claim in sorted(found):
            used[claim][KINDS[entry.kind].kind.scheme, entry.id] = None
    for claim, page in cited(catalogue.root.parent / "docs"):
        used[claim]["page", page] = None
    return {claim: tuple(places) for claim, places in used.items()}


@question
def uses_of(catalogue: Catalogue, claim: str) -> tuple[tuple[str, str], ...]:
    """Where a claim is printed."""
    return claim_uses(catalogue).get(claim, ())


def is_overdue(claim: Claim, today: str) -> bool:
    """Whether a claim should have been looked at again by `today` (ISO)."""
    return claim.review_by < today[: len(claim.review_by)]


@question
def overdue(catalogue: Catalogue, today: str) -> Ids:
    """Claims that should have been looked at again by `today` (ISO)."""
    return tuple(id for id, claim in catalogue.of(Claim).items() if is_overdue(claim, today))


_DAYS = {"d": 1, "y": 365}
"""Days of the unit that ends a topic's `life`: `90d`, `2y`."""


def is_due(topic: Topic, today: str) -> bool:
    """Whether a topic that ages has outlived its last check on `today` (ISO). One never checked has nothing to outlive."""
    if topic.checked is None or topic.life is None:
        return False
    life = timedelta(days=int(topic.life[:-1]) * _DAYS[topic.life[-1]])
    return _latest(topic.checked.on) + life < date.fromisoformat(today)


def _latest(seen: str) -> date:
    """The last day that `2026` or `2026-11` may mean: nothing is called due before it surely is."""
    year, month = int(seen[:4]), int(seen[5:7] or 12)
    return date(year, month, int(seen[8:] or monthrange(year, month)[1]))


@question
def newest_fact(catalogue: Catalogue) -> str:
    """The latest date a claim speaks of."""
    return max((claim.as_of for claim in catalogue.of(Claim).values()), default="")


@question
def middle_and_oldest(catalogue: Catalogue) -> tuple[str, str]:
    """The median and the earliest date that claims speak of."""
    dates = sorted(claim.as_of for claim in catalogue.of(Claim).values())
    return (dates[len(dates) // 2], dates[0]) if dates else ("", "")


@question
def newest_look(catalogue: Catalogue) -> str:
    """The latest month for which a cost stands."""
    return max((resource.cost.as_of for resource in catalogue.of(Resource).values()), default="")


@question
def of_strength(catalogue: Catalogue, strength: str) -> Ids:
    """Claims of one strength."""
    return tuple(id for id, claim in catalogue.of(Claim).items() if claim.strength == strength)


@question
def wanted(catalogue: Catalogue, today: str) -> Mapping[str, tuple[Any, ...]]:
    """Gaps, by heading: ids of records, topics or (route, row)."""
    resources, shelf = catalogue.of(Resource), shelves(catalogue)
    newest = {ref: max((resources[id].year or 0 for id in ids), default=0) for ref, ids in shelf.items()}
    spoken: dict[str, set[str]] = defaultdict(set)
    for resource in resources.values():
        for skill in resource.skills:
            spoken[skill].add(resource.language)
    old = int(today[:4]) - catalogue.promises.fresh_years
    own = catalogue.guide.language
    return {
        "cost": tuple(id for id, r in resources.items() if r.cost.state not in free_states(catalogue) and r.cost.state == "unknown"),
        "account": tuple(id for id, r in resources.items() if r.cost.account == "unknown"),
        "overdue": overdue(catalogue, today),
        "cells": tuple(
            (id, key) for id, route in catalogue.optional("education").items() for key, cell in route.cells.items() if cell.unknown
        ),
        "thin": tuple(ref for ref in catalogue.topics if len(shelf.get(ref, ())) == 1),
        "old": tuple(ref for ref in catalogue.topics if 0 < newest.get(ref, 0) < old),
        "one_language": tuple(id for id in catalogue.of(Skill) if not spoken[id] - {own}),
        "languages": tuple(sorted({r.language for r in resources.values()} - {own})),
        "due": tuple(ref for ref, found in catalogue.topics.items() if is_due(found.topic, today)),
        "never_checked": tuple(ref for ref, found in catalogue.topics.items() if found.topic.checked is None),
        "no_example": tuple(ref for ref, found in catalogue.topics.items() if found.topic.example is None),
    }


@question
def _naming(catalogue: Catalogue) -> Mapping[tuple[str, str, str], Ids]:
    """(kind, scheme, id) → records of the kind that name the record `id` of the scheme."""
    found: dict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
    for entry in catalogue.entries.values():
        for leaf in entry.by_mark.get(To, ()) if entry.record is not None else ():
            if isinstance(leaf.mark, To):
                found[entry.kind, leaf.mark.schemes[0], leaf.value][entry.id] = None
    return {key: tuple(ids) for key, ids in found.items()}


@question
def naming(catalogue: Catalogue, kind: str, scheme: str, id: str) -> Ids:
    """Records of a kind that name another record: the domains of a project."""
    return _naming(catalogue).get((kind, scheme, id), ())
