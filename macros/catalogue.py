"""The catalogue: every record of `data/`, checked field by field, indexed, immutable.

One loader serves pages, exports, checks and tests. It never raises for bad content: problems come back as findings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from macros import models as m
from macros.findings import Finding, nearest
from macros.reader import Document, read

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"

R = TypeVar("R", bound=m.Record)
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])$")


class DataError(Exception):
    """The data has findings; the message lists them."""


@dataclass(frozen=True, slots=True)
class TopicIn:
    """A topic together with the skill it belongs to."""

    skill_id: str
    skill: m.Skill
    topic: m.Topic
    number: int

    @property
    def ref(self) -> str:
        """`skill.topic`."""
        return f"{self.skill_id}.{self.topic.id}"


@dataclass(frozen=True)
class Catalogue:
    """All records by kind and id. Mappings are in file-name order unless said otherwise."""

    root: Path
    guide: m.Guide
    vocabulary: m.Vocabulary
    promises: m.Promises
    records: Mapping[str, Mapping[str, m.Record]]
    documents: Mapping[str, Document] = field(repr=False)
    """File name relative to the project → its parsed text, for positions."""
    broken: Mapping[str, Mapping[str, dict[str, Any]]] = field(default_factory=dict, repr=False)
    """Records with a wrong field, as plain data: rules that look at single fields still speak about them in the same run."""

    def _kind(self, kind: str, _: type[R]) -> Mapping[str, R]:
        return cast("Mapping[str, R]", self.records[kind])

    def _ordered(self, kind: str, model: type[R]) -> Mapping[str, R]:
        records = self._kind(kind, model)
        return dict(sorted(records.items(), key=lambda pair: (getattr(pair[1], "order", 0), pair[0])))

    @cached_property
    def skills(self) -> Mapping[str, m.Skill]:
        """Skills in learning order: prerequisites first, then by area."""
        skills = self._kind("skills", m.Skill)
        areas = [area.id for area in self.vocabulary.areas]
        place = {id: (areas.index(s.area) if s.area in areas else len(areas), id) for id, s in skills.items()}
        graph: TopologicalSorter[str] = TopologicalSorter(
            {id: [need.skill for need in s.needs if need.skill in skills] for id, s in skills.items()}
        )
        try:
            graph.prepare()
        except CycleError:  # reported by a rule; the pages are not built then
            return dict(sorted(skills.items(), key=lambda pair: place[pair[0]]))
        order: list[str] = []
        ready = list(graph.get_ready())
        while ready:
            ready.sort(key=place.__getitem__)
            order.append(ready.pop(0))
            graph.done(order[-1])
            ready.extend(graph.get_ready())
        return {id: skills[id] for id in order}

    @cached_property
    def resources(self) -> Mapping[str, m.Resource]:
        return self._kind("resources", m.Resource)

    @cached_property
    def projects(self) -> Mapping[str, m.Project]:
        """Projects: the ladder first, in its order."""
        projects = self._kind("projects", m.Project)
        return dict(sorted(projects.items(), key=lambda pair: (pair[1].step is None, pair[1].step or 0, pair[0])))

    @cached_property
    def roles(self) -> Mapping[str, m.Role]:
        return self._ordered("roles", m.Role)

    @cached_property
    def education(self) -> Mapping[str, m.Route]:
        return self._ordered("education", m.Route)

    @cached_property
    def experience(self) -> Mapping[str, m.Experience]:
        return self._ordered("experience", m.Experience)

    @cached_property
    def backgrounds(self) -> Mapping[str, m.Background]:
        return self._ordered("backgrounds", m.Background)

    @cached_property
    def domains(self) -> Mapping[str, m.Domain]:
        return self._ordered("domains", m.Domain)

    @cached_property
    def claims(self) -> Mapping[str, m.Claim]:
        return self._kind("claims", m.Claim)

    @cached_property
    def terms(self) -> Mapping[str, m.Term]:
        return self._kind("terms", m.Term)

    @cached_property
    def questions(self) -> Mapping[str, m.Question]:
        return self._kind("questions", m.Question)

    @cached_property
    def interviews(self) -> Mapping[str, m.Stage]:
        return self._ordered("interviews", m.Stage)

    @cached_property
    def charts(self) -> Mapping[str, m.Chart]:
        return self._ordered("charts", m.Chart)

    @cached_property
    def topics(self) -> Mapping[str, TopicIn]:
        """`skill.topic` → topic, in learning order."""
        return {
            f"{skill_id}.{topic.id}": TopicIn(skill_id, skill, topic, number)
            for skill_id, skill in self.skills.items()
            for number, topic in enumerate(skill.topics, 1)
        }

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """Former id → present id, for skills (`old` → `new`) and topics (`skill.old` → `skill.new`)."""
        skills = {old: id for id, skill in self.skills.items() for old in skill.formerly}
        topics = {f"{t.skill_id}.{old}": ref for ref, t in self.topics.items() for old in t.topic.formerly}
        return skills | topics

    @cached_property
    def resources_of(self) -> Mapping[str, tuple[str, ...]]:
        """Skill or topic → ids of what teaches it directly, best first.

        Best is: named as best for it, then free in full, then lower level, then title.
        """
        found: dict[str, list[str]] = {}
        for id, resource in self.resources.items():
            for ref in resource.teaches:
                found.setdefault(ref, []).append(id)
        levels = [level.id for level in self.vocabulary.levels]
        free = {cost.id for cost in self.vocabulary.costs if cost.free_in_full}

        def rank(ref: str) -> Callable[[str], tuple[object, ...]]:
            def key(id: str) -> tuple[object, ...]:
                r = self.resources[id]
                return (ref not in r.best_for, r.cost.state not in free, levels.index(r.level) if r.level in levels else 9, r.title)

            return key

        return {ref: tuple(sorted(ids, key=rank(ref))) for ref, ids in found.items()}

    def file(self, kind: str, id: str) -> str:
        """File of a record, relative to the project: `data/skills/python.yml`."""
        return f"data/{kind}/{id}.yml"


def load(root: Path = DATA) -> Catalogue:
    """The catalogue of `root`, for pages and exports. Raises `DataError` with every finding when data is bad."""
    catalogue, findings = check(root)
    if findings or catalogue is None:
        lines = "\n".join(map(str, findings[:50]))
        raise DataError(f"{len(findings)} problem(s) in the data:\n{lines}")
    return catalogue


def check(root: Path = DATA) -> tuple[Catalogue | None, list[Finding]]:
    """The catalogue and every finding; cached by the content's modification times."""
    return _check(root, _stamp(root))


def _stamp(root: Path) -> tuple[tuple[str, int, int], ...]:
    """What the cache depends on: name, time and size of each file."""
    stats = ((p, p.stat()) for p in sorted(root.rglob("*")) if p.is_file())
    return tuple((str(p.relative_to(root)), s.st_mtime_ns, s.st_size) for p, s in stats)


@lru_cache(maxsize=2)
def _check(root: Path, _: object) -> tuple[Catalogue | None, list[Finding]]:
    from macros.rules import findings_of  # rules need the catalogue's type

    catalogue, findings = read_all(root)
    if catalogue:
        findings.extend(findings_of(catalogue))
    return catalogue, sorted(set(findings), key=lambda f: (f.file, f.line, f.column, f.code, f.message))


def read_all(root: Path) -> tuple[Catalogue | None, list[Finding]]:
    """Read and validate every file; bad records are left out of the catalogue and named in the findings.

    No catalogue comes back when one of the single files is unusable, for every record depends on them.
    """
    findings: list[Finding] = []
    documents: dict[str, Document] = {}
    singles: dict[str, Any] = {}
    records: dict[str, dict[str, m.Record]] = {kind: {} for kind in m.KINDS}
    broken: dict[str, dict[str, dict[str, Any]]] = {kind: {} for kind in m.KINDS}

    def one(path: Path, model: type[m.Record]) -> m.Record | None:
        name = f"data/{path.relative_to(root).as_posix()}"
        document, problems = read(path, name=name)
        findings.extend(problems)
        if document is None:
            return None
        documents[name] = document
        record, problems = validated(document, model, name)
        findings.extend(problems)
        return record

    for single, model in m.SINGLES.items():
        path = root / f"{single}.yml"
        if path.is_file():
            singles[single] = one(path, model)
        elif single == "promises":
            singles[single] = m.Promises()
        else:
            findings.append(Finding("R109", f"data/{single}.yml", "is missing: copy it from the guide and change the words"))
    known = {f"{single}.yml" for single in m.SINGLES}
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        if path.is_dir() or relative.parts[0] in {"schema", "surveys"} or str(relative) in known:
            continue
        name, kind = f"data/{relative.as_posix()}", relative.parts[0]
        if problem := _misplaced(relative):
            findings.append(Finding("R109", name, problem))
        elif (record := one(path, m.KINDS[kind])) is not None:
            records[kind][path.stem] = record
        else:
            data = documents[name].data if name in documents else None
            broken[kind][path.stem] = data if isinstance(data, dict) else {}
    if not (singles.get("guide") and singles.get("vocabulary") and singles.get("promises")):
        return None, findings
    return Catalogue(root, singles["guide"], singles["vocabulary"], singles["promises"], records, documents, broken), findings


def _misplaced(relative: Path) -> str | None:
    """Why a file may not stand where it stands."""
    if len(relative.parts) != 2 or relative.parts[0] not in m.KINDS:
        folder = relative.parts[0]
        return f"no kind of record is called {folder!r}{nearest(folder, m.KINDS)}: records stand in data/<kind>/<id>.yml"
    if relative.suffix != ".yml":
        return f"ends in {relative.suffix!r}: records end in .yml"
    stem = relative.stem
    if not re.fullmatch(m.ID_PATTERN, stem) or len(stem) > 60 or _RESERVED.match(stem):
        good = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:60]
        return f"the name {stem!r} is no id: use small letters, digits and single hyphens, at most 60, for example {good + '.yml'!r}"
    return None


def validated(document: Document, model: type[R], name: str) -> tuple[R | None, list[Finding]]:
    """The record in `document`, or one finding for each field that is wrong."""
    if not isinstance(document.data, dict):
        return None, [
            Finding("R201", name, f"a record is a list of 'field: value' lines; the fields of {model.__name__} are {_fields(model)}")
        ]
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        return None, list(_findings(error.errors(), document, model, name))


def _fields(model: type[m.Record]) -> str:
    return ", ".join(model.model_fields)


def _model_at(model: type[m.Record], loc: tuple[str | int, ...]) -> type[m.Record]:
    """The model that holds the last field of `loc`, to know which names are allowed there."""
    for step in loc[:-1]:
        if isinstance(step, str) and step in model.model_fields:
            inner = _inner(model.model_fields[step].annotation)
            model = inner or model
    return model


def _inner(annotation: object) -> type[m.Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, m.Record):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if found := _inner(argument):
            return found
    return None


def _findings(errors: list[ErrorDetails], document: Document, model: type[m.Record], name: str) -> Iterator[Finding]:
    for error in errors:
        loc = tuple(step for step in error["loc"] if step != "[key]")
        where = ".".join(str(step) for step in loc)
        value, context = error["input"], error.get("ctx", {})
        if error["type"] == "too_short" and isinstance(value, list) and len(value) >= int(context["min_length"]):
            continue  # pydantic's echo of a bad entry, which has a finding of its own
        holder = _model_at(model, loc)
        seen = f"{value!r}"[:80]
        match error["type"]:
            case "extra_forbidden":
                code, why = "R202", f"unknown field{nearest(loc[-1], holder.model_fields)}; allowed are {_fields(holder)}"
            case "missing":
                field_info = holder.model_fields.get(str(loc[-1]))
                hint = f" ({field_info.description.rstrip('.')})" if field_info and field_info.description else ""
                code, why = "R203", f"is missing{hint}: add '{loc[-1]}:'"
            case "literal_error":
                allowed = str(context.get("expected", ""))
                code, why = (
                    "R205",
                    f"{seen} is not allowed{nearest(value, [w.strip(chr(39)) for w in allowed.replace(' or ', ', ').split(', ')])}; write {allowed}",
                )
            case "string_pattern_mismatch":
                code, why = "R206", f"{seen} {_pattern_help(str(context.get('pattern', '')), value)}"
            case "string_too_long" | "too_long":
                code, why = "R207", f"is too long ({_length(value)}): at most {context.get('max_length')}"
            case "string_too_short" | "too_short":
                code, why = "R207", f"is too short ({_length(value)}): at least {context.get('min_length')}"
            case "value_error":
                code, why = "R208", str(context.get("error", error["msg"]))
            case "greater_than_equal" | "less_than_equal" | "greater_than" | "less_than":
                code, why = "R207", f"{seen} is out of range: {error['msg'].removeprefix('Input should be ')}"
            case _:
                code, why = "R204", f"{seen} has the wrong form: {_form(error['type'], error['msg'])}"
        yield Finding(code, name, f"{where}: {why}" if where else why, *document.place(loc))


def _length(value: object) -> str:
    return f"{len(value)} {'characters' if isinstance(value, str) else 'entries'}" if isinstance(value, (str, list, tuple)) else "?"


def _form(kind: str, message: str) -> str:
    forms = {
        "string_type": "write text; put it in quotes if it looks like a number, true or null",
        "int_type": "write a whole number",
        "int_parsing": "write a whole number, without units",
        "float_parsing": "write a number, without units or commas",
        "float_type": "write a number",
        "tuple_type": "write a list: [one, two]",
        "dict_type": "write 'key: value' lines",
        "model_type": "write 'field: value' lines",
        "bool_type": "write true or false",
        "bool_parsing": "write true or false",
    }
    return forms.get(kind, message)


def _pattern_help(pattern: str, value: object) -> str:
    if pattern in (m.ID_PATTERN, m.REF_PATTERN):
        good = re.sub(r"[^a-z0-9.]+", "-", str(value).lower()).strip("-")
        return f"is no id: small letters, digits and single hyphens, for example {good!r}"
    if pattern.startswith("^[12][0-9]{3}"):
        return "is no date: write 2026, 2026-11 or 2026-11-20"
    if pattern == r"^[^\n]*$":
        return "must stand on one line"
    if pattern == r"^[A-Z]{3}$":
        return "is no currency code: write three capitals, for example 'EUR'"
    if "world" in pattern:
        return "is no country code: write two capitals such as 'IN', or 'EU' or 'world'"
    if "a-z]{2,3}" in pattern:
        return "is no language code: write for example 'en' or 'pt-BR'"
    return f"does not match {pattern}"
