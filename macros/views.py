"""What each kind of page shows: pure functions from catalogue to template context, registered by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from macros import charts, pages, prose, rules
from macros import models as m
from macros.catalogue import Catalogue
from macros.render import Page, total_hours

View = Callable[[Page, Mapping[str, Any]], Mapping[str, Any]]
VIEWS: dict[str, View] = {}


def view(function: View) -> View:
    """Register a view under its name; the template has the same name."""
    VIEWS[function.__name__] = function
    return function


def show(page: Page, name: str, meta: Mapping[str, Any]) -> Markup:
    """The view `name` of this page as HTML, with the sources of every claim it printed."""
    if name not in VIEWS:
        raise KeyError(f"no view {name!r}; there are {', '.join(sorted(VIEWS))}")
    return page.render(name, **VIEWS[name](page, meta))


def _nothing(_: Page, __: Mapping[str, Any]) -> Mapping[str, Any]:
    return {}


for _name in ("start", "plan", "experience", "domains", "glossary", "questions", "interviews", "components"):
    VIEWS[_name] = _nothing


def by_area(catalogue: Catalogue) -> list[tuple[m.Word, list[tuple[str, m.Skill]]]]:
    """Areas in their order, each with its skills in learning order."""
    groups: dict[str, list[tuple[str, m.Skill]]] = defaultdict(list)
    for id, skill in catalogue.skills.items():
        groups[skill.area].append((id, skill))
    return [(area, groups[area.id]) for area in catalogue.vocabulary.areas if groups[area.id]]


def unlocks(catalogue: Catalogue, id: str) -> list[str]:
    """Skills that need this one, in learning order."""
    return [other for other, skill in catalogue.skills.items() if any(need.skill == id for need in skill.needs)]


@view
def home(page: Page, _: Mapping[str, Any]) -> Mapping[str, Any]:
    c = page.catalogue
    free = {cost.id for cost in c.vocabulary.costs if cost.free_in_full}
    return {
        "areas": by_area(c),
        "free": sum(r.cost.state in free for r in c.resources.values()),
        "checks": sum(len(t.topic.checks) for t in c.topics.values()),
        "reviewed": max((claim.as_of for claim in c.claims.values()), default=""),
        "looked": max((r.cost.as_of for r in c.resources.values()), default=""),
        "overdue": sum(page.overdue(claim) for claim in c.claims.values()),
    }


@view
def skills(page: Page, _: Mapping[str, Any]) -> Mapping[str, Any]:
    numbers = {id: number for number, id in enumerate(page.catalogue.skills, 1)}
    return {"areas": by_area(page.catalogue), "numbers": numbers, "unlocks": {id: unlocks(page.catalogue, id) for id in numbers}}


@view
def skill_map(page: Page, _: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**skills(page, _), "drawing": charts.skill_map(page.catalogue)}


@view
def skill(page: Page, meta: Mapping[str, Any]) -> Mapping[str, Any]:
    c, id = page.catalogue, str(meta["skill"])
    skill = c.skills[id]
    order = list(c.skills)
    place = order.index(id)
    areas = {area.id: area for area in c.vocabulary.areas}
    modes = {f.id: f for f in c.vocabulary.formats}
    linked = [
        other.ref
        for other in c.topics.values()
        if other.skill_id != id and any(f"(skill:{id})" in text or f"(topic:{id}." in text for text in _texts(other.topic))
    ]
    return {
        "id": id, "skill": skill, "area": areas[skill.area], "number": place + 1,
        "previous": order[place - 1] if place else None,
        "following": order[place + 1] if place + 1 < len(order) else None,
        "unlocks": unlocks(c, id), "hours": total_hours(skill.topics), "formats": modes,
        "shelf": {t.id: c.resources_of.get(f"{id}.{t.id}", ()) for t in skill.topics}, "broad": c.resources_of.get(id, ()),
        "projects": [pid for pid, p in c.projects.items() if any(proof.skill == id for proof in p.proves)], "linked": linked,
    }  # fmt: skip


def _texts(topic: m.Topic) -> list[str]:
    return [topic.explanation, *(text for check in topic.checks for text in (check.question, check.answer or "")), *topic.mistakes]


@view
def resources(page: Page, _: Mapping[str, Any]) -> Mapping[str, Any]:
    c = page.catalogue
    areas = {area.id: area.label for area in c.vocabulary.areas}
    groups: dict[str, list[str]] = defaultdict(list)
    for id, resource in c.resources.items():
        groups[c.skills[resource.teaches[0].partition(".")[0]].area].append(id)
    for ids in groups.values():
        ids.sort(key=lambda rid: c.resources[rid].title.lower())
    return {
        "groups": [(areas[a], a, groups[a]) for a in areas if groups[a]],
        "skills_of": {id: list(dict.fromkeys(ref.partition(".")[0] for ref in r.teaches)) for id, r in c.resources.items()},
        "formats": {f.id: f for f in c.vocabulary.formats}, "costs": {w.id: w for w in c.vocabulary.costs},
        "languages_used": sorted({r.language for r in c.resources.values()}),
    }  # fmt: skip


@view
def projects(page: Page, _: Mapping[str, Any]) -> Mapping[str, Any]:
    all_projects = page.catalogue.projects
    return {"ladder": [id for id, p in all_projects.items() if p.step], "others": [id for id, p in all_projects.items() if not p.step]}


@view
def project(page: Page, meta: Mapping[str, Any]) -> Mapping[str, Any]:
    id = str(meta["project"])
    ladder = [other for other, p in page.catalogue.projects.items() if p.step]
    place = ladder.index(id) if id in ladder else None
    return {
        "id": id, "project": page.catalogue.projects[id],
        "previous": ladder[place - 1] if place else None,
        "following": ladder[place + 1] if place is not None and place + 1 < len(ladder) else None,
        "domains": [d for d, domain in page.catalogue.domains.items() if domain.project == id],
    }  # fmt: skip


@view
def roles(page: Page, _: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"own": page.catalogue.guide.role}


@view
def role(page: Page, meta: Mapping[str, Any]) -> Mapping[str, Any]:
    id = str(meta["role"])
    return {"id": id, "role": page.catalogue.roles[id], "hours": goal_hours(page.catalogue, id, {})}


def goal_hours(catalogue: Catalogue, role: str, known: Mapping[str, int]) -> tuple[int, int]:
    """Hours (from, to) from `known` levels to the levels a role asks for, prerequisites included.

    A level's hours count from zero, so what is known is subtracted; a prerequisite counts once, at the highest level asked.
    """
    asked = levels_for(catalogue, role)
    low = high = 0
    for id, level in asked.items():
        have = known.get(id, 0)
        if have >= level:
            continue
        need = catalogue.skills[id].levels[str(level)].hours  # type: ignore[index]
        had = catalogue.skills[id].levels[str(have)].hours if have else (0, 0)  # type: ignore[index]
        low, high = low + max(0, need[0] - had[0]), high + max(0, need[1] - had[1])
    return low, high


def levels_for(catalogue: Catalogue, role: str) -> dict[str, int]:
    """Skill → level that a first job in `role` asks for, with every prerequisite, in learning order."""
    asked = {proof.skill: proof.level for proof in catalogue.roles[role].skills}
    for id in reversed(list(catalogue.skills)):
        if id in asked:
            for need in catalogue.skills[id].needs:
                asked[need.skill] = max(asked.get(need.skill, 0), min(need.level, 2))
    return {id: asked[id] for id in catalogue.skills if id in asked}


@view
def education(page: Page, _: Mapping[str, Any]) -> Mapping[str, Any]:
    c = page.catalogue
    total = len(c.skills)
    return {"coverage": {id: (len(route.teaches), total) for id, route in c.education.items()}}


@view
def backgrounds(page: Page, _: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"hours": {id: _gap(page.catalogue, b) for id, b in page.catalogue.backgrounds.items()}}


def _gap(catalogue: Catalogue, background: m.Background) -> tuple[int, int]:
    return goal_hours(catalogue, catalogue.guide.role, {proof.skill: proof.level for proof in background.has})


@view
def background(page: Page, meta: Mapping[str, Any]) -> Mapping[str, Any]:
    c, id = page.catalogue, str(meta["background"])
    background = c.backgrounds[id]
    known = {proof.skill: proof.level for proof in background.has}
    asked = levels_for(c, c.guide.role)
    missing = [(skill, known.get(skill, 0), level) for skill, level in asked.items() if known.get(skill, 0) < level]
    low, high = _gap(c, background)
    pace = [(weekly, round(low / weekly / 4.33), round(high / weekly / 4.33)) for weekly in (5, 10, 20)]
    return {"id": id, "background": background, "known": known, "missing": missing, "hours": (low, high), "pace": pace}


@view
def domain(page: Page, meta: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"id": str(meta["domain"]), "domain": page.catalogue.domains[str(meta["domain"])]}


@view
def evidence(page: Page, _: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"charts": {id: charts.bars(chart, page.catalogue.root) for id, chart in page.catalogue.charts.items()}}


@view
def sources(page: Page, _: Mapping[str, Any]) -> Mapping[str, Any]:
    c = page.catalogue
    strengths = {word.id: word for word in c.vocabulary.strengths}
    return {"strengths": strengths, "used": claim_uses(c), "overdue": [id for id, claim in c.claims.items() if page.overdue(claim)]}


def claim_uses(catalogue: Catalogue) -> Mapping[str, list[tuple[str, str]]]:
    """Claim → (scheme, id) of the records whose text prints it."""
    schemes = {kind: scheme for scheme, kind in m.SCHEMES.items()}
    used: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, id, record in rules.records(catalogue):
        found = {target for _, text in rules.prose_fields(record) for scheme, target in prose.references(text) if scheme == "claim"}
        if isinstance(record, m.Route):
            found |= {claim for programme in record.programmes for claim in programme.claims}
        place = ("page", f"evidence/#{id}") if kind == "charts" else (schemes.get(kind, ""), id)
        for claim in sorted(found):
            if place[0]:
                used[claim].append(place)
    for claim, path, _ in pages.cited():
        if ("page", pages.address(path)) not in used[claim]:
            used[claim].append(("page", pages.address(path)))
    return used


@view
def errors(_: Page, __: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"codes": [rules.CODES[code] for code in sorted(rules.CODES)]}


@view
def fields(_: Page, __: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"kinds": m.KINDS}


@view
def help_wanted(page: Page, _: Mapping[str, Any]) -> Mapping[str, Any]:
    c = page.catalogue
    year = page.today.year
    newest = {ref: max((c.resources[id].year or 0 for id in ids), default=0) for ref, ids in c.resources_of.items()}
    languages = sorted({r.language for r in c.resources.values()} - {"en"})
    return {
        "thin": [ref for ref in c.topics if len(c.resources_of.get(ref, ())) == 1],
        "old": [ref for ref in c.topics if 0 < newest.get(ref, 0) < year - c.promises.fresh_years],
        "unknown": [id for id, r in c.resources.items() if r.cost.state == "unknown"],
        "accounts": [id for id, r in c.resources.items() if r.cost.account == "unknown"],
        "english_only": [id for id in c.skills if not any(c.resources[r].language != "en" for ref, ids in c.resources_of.items() if ref.partition(".")[0] == id for r in ids)],
            "languages": languages, "no_example": [ref for ref, t in c.topics.items() if t.topic.example is None],
        "overdue": [id for id, claim in c.claims.items() if page.overdue(claim)],
        "cells": [(id, key) for id, route in c.education.items() for key, cell in route.cells.items() if cell.unknown],
    }  # fmt: skip


@view
def about(page: Page, _: Mapping[str, Any]) -> Mapping[str, Any]:
    c = page.catalogue
    dates = sorted(claim.as_of for claim in c.claims.values())
    return {
        "counts": {name.replace("_", " "): count(c) for name, count in rules.COUNTS.items()},
        "middle": dates[len(dates) // 2] if dates else "",
        "oldest": dates[0] if dates else "",
    }
