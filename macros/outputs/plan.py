"""What the planner in the browser needs, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.ask.hours import levels
from macros.ask.shelves import free_states, shelf
from macros.catalogue import Catalogue
from macros.kinds.background import Background
from macros.kinds.project import Project
from macros.kinds.resource import Resource
from macros.kinds.role import Role
from macros.kinds.skill import Skill
from macros.outputs.files import compact


def files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(path, text) of the plan's data."""
    yield "plan/plan.json", compact(plan(catalogue))


def plan(catalogue: Catalogue) -> dict[str, Any]:
    """What the planner in the browser needs, and nothing else."""
    free = free_states(catalogue)
    resources, skills = catalogue.of(Resource), catalogue.of(Skill)
    modes = {f.id: f.mode for f in catalogue.vocabulary.formats}

    def best(id: str, *, only_free: bool) -> list[str]:
        refs = [id, *(f"{id}.{t.id}" for t in skills[id].topics)]
        score: dict[str, int] = {}
        for ref in refs:
            for place, rid in enumerate(shelf(catalogue, ref)):
                r = resources[rid]
                if modes.get(r.format) not in {"tool", "data", "people"} and (not only_free or r.cost.state in free):
                    score[rid] = score.get(rid, 0) + max(1, 4 - place)
        return sorted(score, key=lambda rid: (-score[rid], rid))[:2]

    picks = {id: (best(id, only_free=True), best(id, only_free=False)) for id in skills}
    used = sorted({rid for pair in picks.values() for ids in pair for rid in ids})
    return {
        "skills": [
            {"id": id, "title": s.title, "area": s.area, "needs": [[n.skill, n.level] for n in s.needs],
             "hours": [s.levels[k].hours for k in ("1", "2", "3", "4")], "topics": [[t.id, t.title, *t.hours] for t in s.topics], "free": picks[id][0], "any": picks[id][1]}
            for id, s in skills.items()
        ],
        "roles": {id: levels(catalogue, id) for id in catalogue.of(Role)},
        "backgrounds": {id: {p.skill: p.level for p in b.has} for id, b in catalogue.of(Background).items()},
        "resources": {rid: [resources[rid].title, resources[rid].url] for rid in used},
        "projects": [[id, p.title, *p.hours, [[proof.skill, proof.level] for proof in p.proves]] for id, p in catalogue.of(Project).items() if p.step],
        "moved": dict(catalogue.moved),
    }  # fmt: skip
