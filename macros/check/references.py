"""Rules about what records name: words of closed lists, skills, records, links, ids that stand twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any

from babel.numbers import list_currencies

from macros.catalogue import Catalogue, Entry
from macros.check.rule import at, catalogue_rule
from macros.kinds import SCHEMES
from macros.kinds.resource import Resource
from macros.kinds.route import Route
from macros.kinds.skill import Skill
from macros.records.addresses import normalised
from macros.records.fields import From, Markdown, To
from macros.records.findings import Finding, nearest
from macros.records.singles import Vocabulary
from macros.text import pages, prose
from macros.text.words import countries, language_known


def _closed(catalogue: Catalogue, words: str) -> frozenset[str] | None:
    if words in Vocabulary.model_fields:
        return frozenset(word.id for word in getattr(catalogue.vocabulary, words))
    return {"countries": countries(), "currencies": frozenset(list_currencies())}.get(words)


_FORMS = {"countries": "no country code: write two capitals such as 'IN', or 'EU' or 'world'",
          "languages": "no language code: write for example 'en' or 'pt-BR'",
          "currencies": "no currency code: write three capitals, for example 'EUR'"}  # fmt: skip


@catalogue_rule
def closed_lists(catalogue: Catalogue) -> Iterator[Finding]:
    """R401."""
    known = {words: _closed(catalogue, words) for words in (*Vocabulary.model_fields, "countries", "currencies")}
    for entry in catalogue.entries.values():
        for leaf in entry.by_mark.get(From, ()):
            if isinstance(leaf.mark, From) and isinstance(leaf.value, str) and not leaf.value.startswith("TODO"):
                allowed = known.get(leaf.mark.words)
                if (leaf.value in allowed) if allowed is not None else language_known(leaf.value):
                    continue
                if form := _FORMS.get(leaf.mark.words):
                    why = f"{leaf.value!r} is {form}"
                else:
                    words = allowed or ()
                    why = f"{leaf.value!r} is none of the {leaf.mark.words}{nearest(leaf.value, words)}; write one of {', '.join(sorted(words))}"
                yield at(entry, leaf.loc, "R401", why)


@catalogue_rule
def every_row_is_there(catalogue: Catalogue) -> Iterator[Finding]:
    """R401, for the rows of the comparison."""
    rows = [word.id for word in catalogue.vocabulary.attributes]
    for id, route in catalogue.of(Route).items():
        misspelt = " ".join(nearest(key, rows) for key in route.cells if key not in rows)
        for key in rows:
            if key not in route.cells and f"{key!r}" not in misspelt:  # that one is told already
                message = f"the row {key!r} is missing: add it with 'short', or with 'unknown' when nothing was found"
                yield at(catalogue.entry("education", id), ("cells",), "R401", message)


@catalogue_rule
def named_records_exist(catalogue: Catalogue) -> Iterator[Finding]:
    """R402 and R405."""
    for entry in catalogue.entries.values():
        for leaf in entry.by_mark.get(To, ()):
            if not isinstance(leaf.mark, To) or not isinstance(leaf.value, str) or leaf.value.startswith("TODO"):
                continue
            schemes = [scheme for scheme in leaf.mark.schemes if (scheme == "topic") == ("." in leaf.value)] or leaf.mark.schemes
            if not any(catalogue.knows(scheme, leaf.value) for scheme in schemes):
                code = "R402" if "skill" in leaf.mark.schemes else "R405"
                yield at(entry, leaf.loc, code, _unknown(catalogue, leaf.mark.schemes[0], leaf.value))


def _unknown(catalogue: Catalogue, scheme: str, id: str) -> str:
    if new := catalogue.moved.get(id):
        return f"{id!r} is now called {new!r}: write that"
    skill, dot, topic = id.partition(".")
    skills = catalogue.of(Skill)
    if scheme == "skill" and dot and skill in skills:
        topics = [t.id for t in skills[skill].topics]
        return f"{skill!r} has no topic {topic!r}{nearest(topic, topics)}; it has {', '.join(topics)}"
    known = catalogue.records[SCHEMES[scheme].kind.folder]
    return f"no {scheme} {id!r}{nearest(skill if scheme == 'skill' else id, known)}"


@catalogue_rule
def no_ring(catalogue: Catalogue) -> Iterator[Finding]:
    """R403."""
    skills = catalogue.of(Skill)
    try:
        TopologicalSorter({id: [n.skill for n in skill.needs if n.skill in skills] for id, skill in skills.items()}).prepare()
    except CycleError as error:
        ring = list(reversed(error.args[1]))
        message = f"a ring of prerequisites: {' needs '.join(ring)}; take one of these out"
        yield at(catalogue.entry("skills", ring[0]), ("needs",), "R403", message)


@catalogue_rule
def links_lead_somewhere(catalogue: Catalogue) -> Iterator[Finding]:
    """R404."""
    docs = catalogue.root.parent / "docs"
    there = {pages.address(path, docs) for path in pages.sources(docs)} | {"api/v1/index.json", "downloads/"} if docs.is_dir() else None
    for entry in catalogue.entries.values():
        for loc, text in entry.of(Markdown):
            for scheme, target in prose.references(text):
                if scheme == "page":
                    page = target.partition("#")[0]
                    if there is not None and page not in there and not page.startswith(("data/", "api/")):
                        yield at(entry, loc, "R404", f"no page {page!r}{nearest(page, there)}")
                elif not catalogue.knows(scheme, target):
                    yield at(entry, loc, "R404", f"no {scheme} {target!r}{nearest(target, _known(catalogue, scheme))}")


def _known(catalogue: Catalogue, scheme: str) -> Any:
    return catalogue.topics if scheme == "topic" else catalogue.records[SCHEMES[scheme].kind.folder]


@catalogue_rule
def one_record_an_address(catalogue: Catalogue) -> Iterator[Finding]:
    """R302 and R304."""
    seen: dict[str, str] = {}
    works: dict[tuple[str, ...], list[str]] = defaultdict(list)
    resources = catalogue.of(Resource)
    for id in sorted(resources, key=lambda each: (resources[each].added, each)):  # what came later is told
        resource = resources[id]
        first = seen.setdefault(normalised(resource.url), id)
        if first != id:
            message = f"the same address as in {catalogue.file('resources', first)}: add to that record instead"
            yield at(catalogue.entry("resources", id), ("url",), "R302", message)
            continue
        alike = works[_folded(resource.title), resource.format, resource.language]
        if same := next((other for other in alike if _one_work(resource, resources[other])), None):
            message = f"title, authors and format are those of {catalogue.file('resources', same)}: add to that record instead"
            yield at(catalogue.entry("resources", id), ("title",), "R304", message)
        alike.append(id)


def _one_work(one: Resource, other: Resource) -> bool:
    """Whether two resources of one title, format and language are one work: by their authors, or by publisher where one names no author."""
    if one.authors and other.authors:
        return sorted(map(_folded, one.authors)) == sorted(map(_folded, other.authors))
    return not (one.publisher and other.publisher) or _folded(one.publisher) == _folded(other.publisher)


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


@catalogue_rule
def ids_stand_once(catalogue: Catalogue) -> Iterator[Finding]:
    """R303."""
    for kind, found in catalogue.records.items():
        seen: dict[str, str] = {}
        for id, record in found.items():
            for name in (id, *getattr(record, "formerly", ())):
                first = seen.setdefault(name.lower(), id)
                if first != id or (name != id and name in found):
                    entry = catalogue.entry(kind, id)
                    yield at(entry, ("formerly",), "R303", f"the id {name!r} belongs to {first!r}: choose another")
    for id, skill in catalogue.of(Skill).items():
        counts = Counter(name for topic in skill.topics for name in (topic.id, *topic.formerly))
        entry = catalogue.entry("skills", id)
        for index, topic in enumerate(skill.topics):
            if counts[topic.id] > 1:
                message = f"the topic id {topic.id!r} is used twice in this skill: choose another"
                yield at(entry, ("topics", index, "id"), "R303", message)
            yield from _checks_once(entry, index, [check.id for check in topic.checks])


def _checks_once(entry: Entry, topic: int, ids: list[str | None]) -> Iterator[Finding]:
    for index, id in enumerate(ids):
        if id is not None and id in ids[:index]:
            yield at(entry, ("topics", topic, "checks", index, "id"), "R303", f"the id {id!r} is used twice in this topic: choose another")
