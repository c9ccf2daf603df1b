"""Rules about what the guide promises, with the numbers in data/promises.yml, and about dates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from macros.ask.shelves import free_states, shelves
from macros.ask.uses import counts
from macros.catalogue import Catalogue
from macros.check.rule import at, catalogue_rule
from macros.kinds.claim import Claim
from macros.kinds.resource import Resource
from macros.kinds.skill import Skill
from macros.records.fields import Day, To
from macros.records.findings import Finding, nearest
from macros.text import prose


def _perhaps_taught(catalogue: Catalogue) -> set[str]:
    """Topics and skills that a resource with mistakes may teach: they are not called untaught."""
    formats, costs = ({word.id for word in words} for words in (catalogue.vocabulary.formats, catalogue.vocabulary.costs))
    found: set[str] = set()
    for entry in catalogue.entries.values():
        if entry.kind != Resource.kind.folder:
            continue
        refs = {ref for _, ref in entry.of(To)}
        resource = catalogue.of(Resource).get(entry.id)
        if not refs or not all(catalogue.knows("topic" if "." in ref else "skill", ref) for ref in refs):
            return {*catalogue.topics, *catalogue.of(Skill)}  # nobody knows what is meant
        if resource is None or resource.format not in formats or resource.cost.state not in costs:
            found |= {*refs, *(ref.partition(".")[0] for ref in refs)}
    return found


@catalogue_rule
def topics_taught(catalogue: Catalogue) -> Iterator[Finding]:
    """R601."""
    if not catalogue.promises.every_topic_taught:
        return
    taught = {*shelves(catalogue)} | _perhaps_taught(catalogue)
    for ref, found in catalogue.topics.items():
        if ref not in taught:
            message = f"no resource teaches {ref!r}: add it to 'teaches' of a record in data/resources/"
            yield at(catalogue.entry("skills", found.skill_id), ("topics", found.number - 1, "id"), "R601", message)


@catalogue_rule
def skills_open_to_all(catalogue: Catalogue) -> Iterator[Finding]:
    """R602."""
    free = free_states(catalogue)
    modes = {format.id: format.mode for format in catalogue.vocabulary.formats}
    ways: dict[str, set[str]] = defaultdict(set)
    for resource in catalogue.of(Resource).values():
        mode = modes.get(resource.format)
        for skill in resource.skills:
            if mode == "text" and resource.cost.state in free:
                ways[skill].add("free text")
            if mode in {"video", "interactive"}:
                ways[skill].add("watched")
    silent = _perhaps_taught(catalogue)
    for id in catalogue.of(Skill):
        if id in silent:
            continue
        if catalogue.promises.every_skill_free_text and "free text" not in ways[id]:
            message = "no resource that is free in full and read teaches this skill: add one"
            yield at(catalogue.entry("skills", id), ("title",), "R602", message)
        if catalogue.promises.every_skill_watched and "watched" not in ways[id]:
            message = "no video or interactive resource teaches this skill: add one"
            yield at(catalogue.entry("skills", id), ("title",), "R602", message)


@catalogue_rule
def shelves_stay_short(catalogue: Catalogue) -> Iterator[Finding]:
    """R603."""
    most, resources = catalogue.promises.topic_resources, catalogue.of(Resource)
    for ref, ids in shelves(catalogue).items():
        if "." in ref and len(ids) > most:
            message = f"{ref!r} already lists {most} resources: replace the weakest, or name a topic with fewer"
            yield at(catalogue.entry("resources", ids[-1]), ("teaches", resources[ids[-1]].teaches.index(ref)), "R603", message)


@catalogue_rule
def explanations_teach(catalogue: Catalogue) -> Iterator[Finding]:
    """R604."""
    low, high = catalogue.promises.explanation_words
    for found in catalogue.topics.values():
        if not low <= (count := prose.words(found.topic.explanation)) <= high:
            message = f"{count} words (formulas and code not counted); between {low} and {high} are asked for"
            yield at(catalogue.entry("skills", found.skill_id), ("topics", found.number - 1, "explanation"), "R604", message)
    most = catalogue.promises.answer_words
    for id, question in catalogue.optional("questions").items():
        if (count := prose.words(question.answer)) > most:
            yield at(catalogue.entry("questions", id), ("answer",), "R604", f"{count} words; at most {most} are asked for")


@catalogue_rule
def promises_kept(catalogue: Catalogue) -> Iterator[Finding]:
    """R605. While files are broken, what they hold cannot be counted: nothing is said then."""
    found = counts(catalogue)
    entry = catalogue.entries.get("data/promises.yml")
    for name, promised in catalogue.promises.counts.items():
        if entry and name not in found:
            yield at(entry, ("counts", name), "R605", f"nothing is counted under {name!r}{nearest(name, found)}")
        elif entry and found[name] < promised and not catalogue.broken:
            yield at(entry, ("counts", name), "R605", f"{promised} are promised and {found[name]} are there: add the missing ones")


@catalogue_rule
def reviewed_later(catalogue: Catalogue) -> Iterator[Finding]:
    """R502."""
    for id, claim in catalogue.of(Claim).items():
        if claim.review_by < claim.as_of:
            message = f"{claim.review_by} is before as_of ({claim.as_of}): write when to look again"
            yield at(catalogue.entry("claims", id), ("review_by",), "R502", message)


def dated(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """R501, which alone depends on the day."""
    now = today.isoformat()
    for entry in catalogue.entries.values():
        for leaf in entry.by_mark.get(Day, ()):
            past = isinstance(leaf.mark, Day) and leaf.mark.past and re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", str(leaf.value))
            if past and str(leaf.value) > now[: len(str(leaf.value))]:
                yield at(entry, leaf.loc, "R501", f"{leaf.value} is in the future (today is {today}): write when it was seen")
