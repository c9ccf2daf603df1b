"""The rules that need more than one field: one generator each, its docstring is the rule.

A rule gets the catalogue and yields findings. It never prints, exits, reads files, asks for the date or the network.
`CODES` lists every code a check can print, with the examples the documentation shows.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Any

from macros import models as m
from macros import prose
from macros.addresses import normalised, refusal
from macros.catalogue import Catalogue
from macros.findings import Finding, nearest
from macros.reader import Loc, Step

Rule = Callable[[Catalogue], Iterator[Finding]]


class Code:
    """What a code means: the rule in one sentence, a wrong and a right line."""

    def __init__(self, code: str, says: str, wrong: str, right: str) -> None:
        self.code, self.says, self.wrong, self.right = code, says, wrong, right


CODES: dict[str, Code] = {
    c.code: c
    for c in (
        Code("R101", "A file is UTF-8 text.", "(a file saved as Latin-1)", "(the same file saved as UTF-8)"),
        Code("R102", "A record stays small enough to read.", "(a file of 200 kB)", "(two records of 20 kB)"),
        Code("R103", "A file is valid YAML and holds one record.", "title: Python: a tour", 'title: "Python: a tour"'),
        Code("R104", "Values carry no YAML tags.", "title: !!python/name:os.system", "title: A plain title"),
        Code("R105", "Values are written out: no anchors and aliases.", "why: &a Good\nnot_for: *a", "why: Good\nnot_for: Good"),
        Code("R106", "A field is written once.", "year: 2023\nyear: 2024", "year: 2024"),
        Code("R107", "Nesting stays shallow.", "title: [[[[[[[[[deep]]]]]]]]]", "title: Not deep"),
        Code("R108", "Text holds only characters one can see.", "title: Py\\u200bthon", "title: Python"),
        Code("R109", "Each file stands at data/<kind>/<id>.yml.", "data/resources/My Book.yml", "data/resources/my-book.yml"),
        Code("R201", "A record is 'field: value' lines.", "- a list\n- of things", "title: A record"),
        Code("R202", "Only known fields are written.", "huors: [2, 4]", "hours: [2, 4]"),
        Code("R203", "Required fields are there.", "title: A book without an address", "title: A book\nurl: https://example.org/book"),
        Code("R204", "A value has the form its field asks for.", "hours: ten", "hours: [8, 12]"),
        Code("R205", "A value from a closed list is one of the list.", "language: pyhton", "language: python"),
        Code("R206", "Ids, dates and codes follow their pattern.", "as_of: November 2026", "as_of: 2026-11"),
        Code(
            "R207",
            "Text, lists and numbers keep to their size.",
            "why: Good.",
            "why: Short proofs, for someone who wants to see why the formula holds.",
        ),
        Code("R208", "Values of one record fit together.", "hours: [9, 3]", "hours: [3, 9]"),
    )
}

RULES: list[Rule] = []


def rule(code: str, *, wrong: str, right: str) -> Callable[[Rule], Rule]:
    """Register a rule under its code, with a wrong and a right line for the documentation."""

    def register(function: Rule) -> Rule:
        CODES[code] = Code(code, (function.__doc__ or "").strip(), wrong, right)
        RULES.append(function)
        return function

    return register


def findings_of(catalogue: Catalogue) -> Iterator[Finding]:
    """Every finding of every rule."""
    for each in RULES:
        yield from each(catalogue)


def dated(catalogue: Catalogue, today: date) -> Iterator[Finding]:
    """R501, which alone depends on the day: no date lies in the future."""
    for kind, id, record in records(catalogue):
        for loc, value in fields(record):
            if loc[-1] in {"as_of", "added", "published"} and isinstance(value, str) and value[:10] > today.isoformat()[: len(value)]:
                yield _at(catalogue, kind, id, loc, "R501", f"{value} is in the future (today is {today}): write when it was seen")


CODES["R501"] = Code("R501", "No date lies in the future.", "as_of: 2062-11", "as_of: 2026-11")


# ---------------------------------------------------------------- walking records


def records(catalogue: Catalogue) -> Iterator[tuple[str, str, m.Record]]:
    """Every record as (kind, id, record)."""
    for kind, found in catalogue.records.items():
        for id, record in found.items():
            yield kind, id, record


def everything(catalogue: Catalogue) -> Iterator[tuple[str, str, m.Record | dict[str, Any]]]:
    """Every record, those with a wrong field too (as plain data), and the guide's own file: for rules about single fields."""
    yield from records(catalogue)
    for kind, found in catalogue.broken.items():
        for id, data in found.items():
            yield kind, id, data
    yield "guide", "", catalogue.guide


def fields(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, object]]:
    """Every leaf of a record with its path."""
    if isinstance(value, m.Record):
        for name in type(value).model_fields:
            if name in value.model_fields_set:
                yield from fields(getattr(value, name), (*loc, name))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from fields(part, (*loc, key))
    elif isinstance(value, (tuple, list)):
        for index, part in enumerate(value):
            yield from fields(part, (*loc, index))
    else:
        yield loc, value


def _at(catalogue: Catalogue, kind: str, id: str, loc: Iterable[Step], code: str, message: str) -> Finding:
    name = f"data/{kind}.yml" if kind in m.SINGLES else catalogue.file(kind, id)
    loc = tuple(loc)
    line, column = catalogue.documents[name].place(loc) if name in catalogue.documents else (1, 1)
    path = ".".join(str(step) for step in loc)
    return Finding(code, name, f"{path}: {message}" if path else message, line, column)


PROSE_FIELDS = frozenset(
    [
        "job",
        "explanation",
        "question",
        "answer",
        "says",
        "does",
        "mistakes",
        "done_when",
        "shows",
        "brief",
        "stretch",
        "summary",
        "prepare",
        "means",
        "caveat",
        "differs",
        "official",
        "story",
        "text",
        "unknown",
        "short",
        "counts",
        "first",
        "show",
        "evidence",
        "limits",
        "brings",
        "first_job",
        "risk",
        "data",
        "metric",
        "failure",
        "outsiders",
        "what",
        "because",
        "steps",
    ]
)
"""Fields that are rendered with `prose.render`."""


def prose_fields(record: m.Record | dict[str, Any]) -> Iterator[tuple[Loc, str]]:
    """Every field of a record that holds Markdown, with its path."""
    for loc, value in fields(record):
        name = next((step for step in reversed(loc) if isinstance(step, str)), "")
        if (name in PROSE_FIELDS and isinstance(value, str)) or (len(loc) >= 2 and loc[-2] == "levels" and isinstance(value, str)):
            yield loc, value


# ---------------------------------------------------------------- R3: addresses


@rule("R301", wrong="url: http://bit.ly/abc", right="url: https://example.org/course")
def safe_addresses(catalogue: Catalogue) -> Iterator[Finding]:
    """An address starts with https://, shows where it leads and pays nobody."""
    for kind, id, record in everything(catalogue):
        for loc, value in fields(record):
            if loc[-1] in {"url", "archive", "seen_in"} and isinstance(value, str) and (why := refusal(value)):
                yield _at(catalogue, kind, id, loc, "R301", f"{value!r} {why}")
        for loc, text in prose_fields(record):
            for url in prose.outside_links(text):
                if why := refusal(url):
                    yield _at(catalogue, kind, id, loc, "R301", f"{url!r} {why}")


@rule(
    "R302",
    wrong="url: https://example.org/course/index.html  # another record has https://example.org/course",
    right="(add what it teaches to the record that is there)",
)
def unique_addresses(catalogue: Catalogue) -> Iterator[Finding]:
    """Two resources never have the same address."""
    seen: dict[str, str] = {}
    for id, resource in catalogue.resources.items():
        first = seen.setdefault(normalised(resource.url), id)
        if first != id:
            yield _at(
                catalogue,
                "resources",
                id,
                ("url",),
                "R302",
                f"the same address as in {catalogue.file('resources', first)}: add to that record instead",
            )


@rule("R303", wrong="data/skills/Python.yml beside data/skills/python.yml", right="one file, python.yml")
def ids_unique_without_case(catalogue: Catalogue) -> Iterator[Finding]:
    """Ids, and ids that were once used, differ in more than capitals and are never used twice."""
    for kind, found in catalogue.records.items():
        seen: dict[str, str] = {}
        for id, record in found.items():
            for name in (id, *getattr(record, "formerly", ())):
                first = seen.setdefault(name.lower(), id)
                if first != id or (name != id and name in found):
                    yield _at(catalogue, kind, id, ("formerly",), "R303", f"the id {name!r} belongs to {first!r}: choose another")
    for id, skill in catalogue.skills.items():
        counts = Counter(name for t in skill.topics for name in (t.id, *t.formerly))
        for index, topic in enumerate(skill.topics):
            if counts[topic.id] > 1:
                yield _at(
                    catalogue,
                    "skills",
                    id,
                    ("topics", index, "id"),
                    "R303",
                    f"the topic id {topic.id!r} is used twice in this skill: choose another",
                )


# ---------------------------------------------------------------- R4: references


def _vocabulary(catalogue: Catalogue) -> dict[str, set[str]]:
    return {name: {word.id for word in getattr(catalogue.vocabulary, name)} for name in m.Vocabulary.model_fields}


CLOSED: dict[tuple[str, str], str] = {
    ("skills", "area"): "areas", ("resources", "format"): "formats", ("resources", "level"): "levels",
    ("resources", "state"): "costs", ("resources", "account"): "accounts", ("claims", "unit"): "units",
    ("claims", "strength"): "strengths", ("education", "entry"): "entries", ("charts", "unit"): "units", ("questions", "group"): "groups",
}  # fmt: skip
"""(kind, field) → the closed list its value comes from."""


@rule("R401", wrong="format: vidoe", right="format: video")
def closed_lists(catalogue: Catalogue) -> Iterator[Finding]:
    """A word from a closed list stands in data/vocabulary.yml."""
    words = _vocabulary(catalogue)
    for kind, id, record in everything(catalogue):
        for loc, value in fields(record):
            name = CLOSED.get((kind, str(loc[-1])))
            if name and value is not None and value not in words[name]:
                yield _at(
                    catalogue,
                    kind,
                    id,
                    loc,
                    "R401",
                    f"{value!r} is none of the {name}{nearest(value, words[name])}; write one of {', '.join(sorted(words[name]))}",
                )
        if isinstance(record, m.Route):
            for key in record.cells:
                if key not in words["attributes"]:
                    yield _at(
                        catalogue,
                        kind,
                        id,
                        ("cells", key),
                        "R401",
                        f"{key!r} is no row of the comparison{nearest(key, words['attributes'])}; write one of {', '.join(sorted(words['attributes']))}",
                    )
            for key in sorted(words["attributes"] - record.cells.keys()):
                yield _at(
                    catalogue,
                    kind,
                    id,
                    ("cells",),
                    "R401",
                    f"the row {key!r} is missing: add it with 'short', or with 'unknown' when nothing was found",
                )


_SKILL_LISTS = frozenset({"skills", "teaches", "see", "best_for"})


def _skill_fields(record: m.Record | dict[str, Any]) -> Iterator[tuple[Loc, str]]:
    """Every field that names a skill or a topic."""
    for loc, value in fields(record):
        listed = len(loc) >= 2 and loc[-2] in _SKILL_LISTS and isinstance(loc[-1], int)
        if isinstance(value, str) and (loc[-1] == "skill" or listed):
            yield loc, value


@rule("R402", wrong="teaches: [linear-algerba]", right="teaches: [linear-algebra]")
def known_skills(catalogue: Catalogue) -> Iterator[Finding]:
    """A skill or topic that is named exists."""
    for kind, id, record in everything(catalogue):
        for loc, ref in _skill_fields(record):
            topics_too = kind == "resources" or (len(loc) >= 2 and loc[-2] == "see")
            if ref not in catalogue.skills and not (topics_too and ref in catalogue.topics) and not _broken_skill(ref, catalogue):
                yield _at(catalogue, kind, id, loc, "R402", _unknown(ref, catalogue))


def _broken_skill(ref: str, catalogue: Catalogue) -> bool:
    """Whether the skill is there but has findings of its own, which are enough."""
    return ref.partition(".")[0] in catalogue.broken.get("skills", {})


def _unknown(ref: str, catalogue: Catalogue) -> str:
    if new := catalogue.moved.get(ref):
        return f"{ref!r} is now called {new!r}: write that"
    skill, dot, topic = ref.partition(".")
    if dot and skill in catalogue.skills:
        topics = [t.id for t in catalogue.skills[skill].topics]
        return f"{skill!r} has no topic {topic!r}{nearest(topic, topics)}; it has {', '.join(topics)}"
    return f"no skill {skill!r}{nearest(skill, catalogue.skills)}"


@rule("R403", wrong="needs: [{skill: b, …}] in a.yml and needs: [{skill: a, …}] in b.yml", right="needs in one direction only")
def no_cycle(catalogue: Catalogue) -> Iterator[Finding]:
    """What a skill needs never needs the skill itself, however far round."""
    graph = {id: [n.skill for n in skill.needs if n.skill in catalogue.skills] for id, skill in catalogue.skills.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        ring = list(reversed(error.args[1]))
        first = ring[0]
        yield _at(catalogue, "skills", first, ("needs",), "R403", f"a ring of prerequisites: {' needs '.join(ring)}; take one of these out")


@rule("R404", wrong="See <claim:no-such-claim>.", right="See <claim:bls-ds-pay-2024>.")
def known_links(catalogue: Catalogue) -> Iterator[Finding]:
    """A link inside text leads to a record that exists."""
    known = link_targets(catalogue)
    for kind, id, record in everything(catalogue):
        for loc, text in prose_fields(record):
            for scheme, target in prose.references(text):
                if scheme != "page" and target not in known[scheme] and not (scheme == "topic" and _broken_skill(target, catalogue)):
                    yield _at(catalogue, kind, id, loc, "R404", f"no {scheme} {target!r}{nearest(target, known[scheme])}")


def link_targets(catalogue: Catalogue) -> dict[str, set[str]]:
    """Link scheme → ids it may name."""
    known = {scheme: {*catalogue.records[kind], *catalogue.broken.get(kind, ())} for scheme, kind in m.SCHEMES.items()}
    return known | {"topic": set(catalogue.topics)}


@rule("R405", wrong="project: bycicle-demand", right="project: bicycle-demand")
def known_records(catalogue: Catalogue) -> Iterator[Finding]:
    """A project, claim or role that is named exists."""
    projects, claims, roles = catalogue.projects, catalogue.claims, catalogue.roles
    for id, domain in catalogue.domains.items():
        if domain.project not in projects:
            yield _at(catalogue, "domains", id, ("project",), "R405", f"no project {domain.project!r}{nearest(domain.project, projects)}")
    for id, background in catalogue.backgrounds.items():
        for index, project in enumerate(background.start):
            if project not in projects:
                yield _at(catalogue, "backgrounds", id, ("start", index), "R405", f"no project {project!r}{nearest(project, projects)}")
    for id, route in catalogue.education.items():
        for i, programme in enumerate(route.programmes):
            for j, claim in enumerate(programme.claims):
                if claim not in claims:
                    yield _at(
                        catalogue, "education", id, ("programmes", i, "claims", j), "R405", f"no claim {claim!r}{nearest(claim, claims)}"
                    )
    if catalogue.guide.role not in roles:
        yield _at(catalogue, "guide", "", ("role",), "R405", f"no role {catalogue.guide.role!r}{nearest(catalogue.guide.role, roles)}")


@rule("R406", wrong="$\\fraq{1}{2}$", right="$\\frac{1}{2}$")
def formulas_read(catalogue: Catalogue) -> Iterator[Finding]:
    """A formula between dollar signs can be turned into MathML."""
    for kind, id, record in everything(catalogue):
        for loc, text in prose_fields(record):
            for formula in prose.formulas(text):
                try:
                    prose.math(formula.strip())
                except prose.FormulaError as error:
                    yield _at(catalogue, kind, id, loc, "R406", str(error))


@rule("R502", wrong="as_of: 2026-11\nreview_by: 2026-01", right="as_of: 2026-11\nreview_by: 2027-11")
def reviewed_later(catalogue: Catalogue) -> Iterator[Finding]:
    """`review_by` lies after `as_of`."""
    for id, claim in catalogue.claims.items():
        if claim.review_by < claim.as_of:
            yield _at(
                catalogue,
                "claims",
                id,
                ("review_by",),
                "R502",
                f"{claim.review_by} is before as_of ({claim.as_of}): write when to look again",
            )


# ---------------------------------------------------------------- R6: promises, with the numbers in data/promises.yml


@rule("R601", wrong="(a topic that no resource teaches)", right="teaches: [python.functions]  # in the record of a resource")
def topics_taught(catalogue: Catalogue) -> Iterator[Finding]:
    """Every topic is taught by a resource."""
    if not catalogue.promises.every_topic_taught:
        return
    broad = set(catalogue.resources_of)
    for ref, found in catalogue.topics.items():
        if ref not in broad:
            loc = ("topics", found.number - 1, "id")
            yield _at(
                catalogue,
                "skills",
                found.skill_id,
                loc,
                "R601",
                f"no resource teaches {ref!r}: add it to 'teaches' of a record in data/resources/",
            )


@rule("R602", wrong="(a skill that only paid videos teach)", right="cost: {state: free, as_of: 2026-11}\nformat: book")
def skills_open_to_all(catalogue: Catalogue) -> Iterator[Finding]:
    """Every skill has a way that is free in full and read, and a way that is watched or done."""
    free = {c.id for c in catalogue.vocabulary.costs if c.free_in_full}
    modes = {f.id: f.mode for f in catalogue.vocabulary.formats}
    ways: dict[str, set[str]] = defaultdict(set)
    for resource in catalogue.resources.values():
        for ref in resource.teaches:
            skill = ref.partition(".")[0]
            mode = modes.get(resource.format)
            if mode == "text" and resource.cost.state in free:
                ways[skill].add("free text")
            if mode in {"video", "interactive"}:
                ways[skill].add("watched")
    for id in catalogue.skills:
        if catalogue.promises.every_skill_free_text and "free text" not in ways[id]:
            yield _at(catalogue, "skills", id, ("title",), "R602", "no resource that is free in full and read teaches this skill: add one")
        if catalogue.promises.every_skill_watched and "watched" not in ways[id]:
            yield _at(catalogue, "skills", id, ("title",), "R602", "no video or interactive resource teaches this skill: add one")


@rule("R603", wrong="(a ninth resource for one topic)", right="(replace the weakest of the eight)")
def shelves_stay_short(catalogue: Catalogue) -> Iterator[Finding]:
    """A topic lists a few good resources, not many."""
    most = catalogue.promises.topic_resources
    for ref, _found in catalogue.topics.items():
        ids = catalogue.resources_of.get(ref, ())
        if len(ids) > most:
            last = ids[-1]
            index = catalogue.resources[last].teaches.index(ref)
            yield _at(
                catalogue,
                "resources",
                last,
                ("teaches", index),
                "R603",
                f"{ref!r} already lists {most} resources: replace the weakest, or name a topic with fewer",
            )


@rule("R604", wrong="explanation: Leakage is bad.", right="explanation: (what it is, why it matters, an example, the usual mistake)")
def explanations_teach(catalogue: Catalogue) -> Iterator[Finding]:
    """An explanation is long enough to teach and short enough to read."""
    low, high = catalogue.promises.explanation_words
    for found in catalogue.topics.values():
        count = prose.words(found.topic.explanation)
        if not low <= count <= high:
            loc = ("topics", found.number - 1, "explanation")
            yield _at(
                catalogue,
                "skills",
                found.skill_id,
                loc,
                "R604",
                f"{count} words (formulas and code not counted); between {low} and {high} are asked for",
            )
    for id, question in catalogue.questions.items():
        if (count := prose.words(question.answer)) > catalogue.promises.answer_words:
            yield _at(
                catalogue, "questions", id, ("answer",), "R604", f"{count} words; at most {catalogue.promises.answer_words} are asked for"
            )


COUNTS: dict[str, Callable[[Catalogue], int]] = {
    "areas": lambda c: len({s.area for s in c.skills.values()}),
    "skills": lambda c: len(c.skills),
    "topics": lambda c: len(c.topics),
    "resources": lambda c: len(c.resources),
    "resources_outside_us": lambda c: sum(r.origin not in {"US", "world"} for r in c.resources.values()),
    "projects": lambda c: len(c.projects),
    "ladder": lambda c: len({p.step for p in c.projects.values() if p.step}),
    "routes": lambda c: len(c.education),
    "roles": lambda c: len(c.roles),
    "experience": lambda c: len(c.experience),
    "backgrounds": lambda c: len(c.backgrounds),
    "domains": lambda c: len(c.domains),
    "claims": lambda c: len(c.claims),
    "questions": lambda c: len(c.questions),
    "interview_questions": lambda c: sum(len(s.questions) for s in c.interviews.values()),
    "charts": lambda c: len(c.charts),
}
"""What is counted for `promises.yml` and `python -m macros stats`."""


@rule("R605", wrong="(deleting a skill below the promised number)", right="(replace it, or change data/promises.yml in the open)")
def promises_kept(catalogue: Catalogue) -> Iterator[Finding]:
    """The guide holds at least as much as data/promises.yml says."""
    for name, count in COUNTS.items():
        promised = getattr(catalogue.promises, name)
        if (found := count(catalogue)) < promised:
            yield _at(catalogue, "promises", "", (name,), "R605", f"{promised} are promised and {found} are there: add the missing ones")


@rule(
    "R606",
    wrong="explanation: It is important to note that gradient descent is powerful.",
    right="explanation: Gradient descent walks downhill on the loss.",
)
def plain_words(catalogue: Catalogue) -> Iterator[Finding]:
    """Texts leave out filler."""
    for kind, id, record in everything(catalogue):
        if kind == "claims":
            continue
        for loc, text in prose_fields(record):
            if found := _FILLER.search(prose.plain(text)):
                yield _at(catalogue, kind, id, loc, "R606", f"{found[0]!r} says nothing: leave it out or give the number")


@rule("R607", wrong="summary: TODO what it is, in one sentence.", right="summary: Mixing flour, water, salt and yeast so that they rise.")
def nothing_left_to_do(catalogue: Catalogue) -> Iterator[Finding]:
    """No field still says TODO."""
    for kind, id, record in everything(catalogue):
        for loc, value in fields(record):
            if isinstance(value, str) and value.startswith("TODO"):
                yield _at(catalogue, kind, id, loc, "R607", "still says TODO: write it, or delete the line if the field is not required")


_FILLER = re.compile(
    r"\b(simply put|cutting-edge|state-of-the-art solutions?|dive into|deep dive|in today's world|it is important to note|it's worth noting|"
    r"game-chang\w+|seamless\w*|world-class|leverag(?:e|es|ing) the power|unlock the|ever-evolving|comprehensive guide)\b",
    re.IGNORECASE,
)
