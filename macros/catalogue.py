"""The catalogue: every record of `data/`, read and validated, indexed, immutable. Loading knows no rules.

A `Store` keeps what it read, so that a second look at `data/` reads only the files that changed.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from macros.kinds import KINDS, SCHEMES
from macros.kinds.skill import Skill, Topic
from macros.records.base import Part, Record
from macros.records.fields import ID_PATTERN, Leaf, Mark, leaves
from macros.records.findings import Finding, nearest
from macros.records.messages import explained
from macros.records.reader import Document, Loc, read
from macros.records.singles import SINGLES, Guide, Promises, Vocabulary, Words

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
DOCS = ROOT / "docs"

R = TypeVar("R", bound=Record)
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])$")
_NO_RECORDS = frozenset({"schema", "surveys"})
"""Folders of `data/` whose files are no records."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: its text as data with places, its record when it is valid, and what is wrong with it when it is not."""

    file: str
    """Relative to the project: `data/skills/python.yml`."""
    kind: str
    """Folder, or the name of a file that stands alone."""
    id: str
    version: str
    """Hash of the content."""
    document: Document | None
    record: Part | None
    findings: tuple[Finding, ...]
    leaves: tuple[Leaf, ...]
    """Every leaf with its mark, also of a record that is not valid."""
    by_mark: Mapping[type[Mark], tuple[Leaf, ...]]
    """The same leaves, parted by the kind of their mark."""

    def place(self, loc: Loc) -> tuple[int, int]:
        """Line and column of a field."""
        return self.document.place(loc) if self.document else (1, 1)

    def of(self, mark: type[Mark]) -> Iterator[tuple[Loc, str]]:
        """Path and text of the leaves with this mark."""
        for leaf in self.by_mark.get(mark, ()):
            if isinstance(leaf.value, str):
                yield leaf.loc, leaf.value


@dataclass(frozen=True, slots=True)
class TopicIn:
    """A topic together with the skill it belongs to."""

    skill_id: str
    skill: Skill
    topic: Topic
    number: int

    @property
    def ref(self) -> str:
        """`skill.topic`."""
        return f"{self.skill_id}.{self.topic.id}"


@dataclass(frozen=True)
class Catalogue:
    """All records by kind and id, in the order in which lists show them."""

    root: Path
    guide: Guide
    vocabulary: Vocabulary
    promises: Promises
    words: Words
    entries: Mapping[str, Entry] = field(repr=False)
    """File → what was read from it."""
    answers: dict[tuple[Any, ...], Any] = field(default_factory=dict, repr=False, compare=False)
    """What was asked of it already; see `macros.ask`."""

    def of(self, model: type[R]) -> Mapping[str, R]:
        """The valid records of a kind."""
        return cast("Mapping[str, R]", self.records[model.kind.folder])

    def optional(self, kind: str) -> Mapping[str, Any]:
        """The valid records of a kind that a guide may be without, even without its model."""
        return self.records.get(kind, {})

    @cached_property
    def records(self) -> Mapping[str, Mapping[str, Record]]:
        """Kind → id → record, each kind in its own order."""
        found: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        for entry in self.entries.values():
            if entry.kind in found and entry.record is not None:
                found[entry.kind][entry.id] = cast("Record", entry.record)
        return {kind: KINDS[kind].in_order(records, self.vocabulary) for kind, records in found.items()}

    @cached_property
    def broken(self) -> frozenset[tuple[str, str]]:
        """(kind, id) of the files whose record is not valid."""
        return frozenset((entry.kind, entry.id) for entry in self.entries.values() if entry.record is None)

    def __getattr__(self, name: str) -> Mapping[str, Record]:
        """`catalogue.skills`, for templates; Python code says `catalogue.of(Skill)`, which is typed."""
        if name in KINDS:
            return self.records[name]
        raise AttributeError(name)

    @cached_property
    def topics(self) -> Mapping[str, TopicIn]:
        """`skill.topic` → topic, in learning order."""
        return {
            f"{skill_id}.{topic.id}": TopicIn(skill_id, skill, topic, number)
            for skill_id, skill in self.of(Skill).items()
            for number, topic in enumerate(skill.topics, 1)
        }

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """Former id → present id, for skills (`old` → `new`) and topics (`skill.old` → `skill.new`)."""
        skills = {old: id for id, skill in self.of(Skill).items() for old in skill.formerly}
        topics = {f"{t.skill_id}.{old}": ref for ref, t in self.topics.items() for old in t.topic.formerly}
        return skills | topics

    def file(self, kind: str, id: str) -> str:
        """File of a record, relative to the project: `data/skills/python.yml`."""
        return f"data/{kind}/{id}.yml"

    def entry(self, kind: str, id: str) -> Entry:
        """What was read from a record's file."""
        return self.entries[self.file(kind, id)]

    def knows(self, scheme: str, id: str) -> bool:
        """Whether there is such a record or topic, be it valid or not: what is broken has findings of its own."""
        if scheme == "topic":
            return id in self.topics or ("skills", id.partition(".")[0]) in self.broken
        kind = SCHEMES[scheme].kind.folder
        return id in self.records[kind] or (kind, id) in self.broken

    @cached_property
    def version(self) -> str:
        """SHA-256 over all of the data but the engine's words, so that two outputs can be compared."""
        digest = hashlib.sha256()
        for file in sorted(file for file, entry in self.entries.items() if entry.kind != "words"):
            digest.update(f"{file}\0{self.entries[file].version}\0".encode())
        return f"sha256:{digest.hexdigest()}"


class Store:
    """The files of `data/`, read once each and again when they change."""

    def __init__(self, root: Path = DATA) -> None:
        self.root = root
        self._entries: dict[str, Entry] = {}
        self._stamps: dict[str, tuple[int, int]] = {}
        self._misplaced: dict[str, Finding] = {}
        self._catalogue: Catalogue | None = None
        self._findings: list[Finding] = []
        self._looked = False

    def load(self) -> tuple[Catalogue | None, list[Finding]]:
        """The catalogue and what is wrong with single files. Never raises for bad content.

        No catalogue comes back when one of the files that stand alone is unusable, for every record depends on them.
        """
        if self._look() or not self._looked:
            self._looked = True
            self._catalogue, self._findings = self._assemble()
        return self._catalogue, self._findings

    def _look(self) -> bool:
        """Read new and changed files, forget those that are gone; whether anything differs from the last look."""
        seen: dict[str, tuple[int, int]] = {}
        changed = False
        for path, relative, stamp in _files(self.root):
            seen[relative] = stamp
            if self._stamps.get(relative) == stamp:
                continue
            changed = True
            self._entries.pop(relative, None)
            self._misplaced.pop(relative, None)
            if found := self._read(path, Path(relative)):
                self._entries[relative] = found
        for gone in self._stamps.keys() - seen.keys():
            changed = True
            self._entries.pop(gone, None)
            self._misplaced.pop(gone, None)
        self._stamps = seen
        return changed

    def _read(self, path: Path, relative: Path) -> Entry | None:
        name, stem = f"data/{relative.as_posix()}", relative.stem
        if len(relative.parts) == 1 and relative.suffix == ".yml" and stem in SINGLES:
            return _entry(path, name, stem, "", SINGLES[stem])
        if len(relative.parts) == 2 and relative.parts[0] == "words" and relative.suffix == ".yml":
            return _entry(path, name, "words", stem, Words)
        if problem := _misplaced(relative):
            self._misplaced[relative.as_posix()] = Finding("R109", name, problem)
            return None
        kind = relative.parts[0]
        return _entry(path, name, kind, stem, KINDS[kind])

    def _assemble(self) -> tuple[Catalogue | None, list[Finding]]:
        entries = {entry.file: entry for _, entry in sorted(self._entries.items())}
        findings = [*self._misplaced.values(), *(finding for entry in entries.values() for finding in entry.findings)]
        singles: dict[str, Any] = {}
        for name, model in SINGLES.items():
            found = entries.get(f"data/{name}.yml")
            if found is None and name != "promises":
                fields = ", ".join(key for key, info in model.model_fields.items() if info.is_required())
                findings.append(Finding("R109", f"data/{name}.yml", f"is missing: write it; it needs {fields} (see docs/fields.md)"))
            singles[name] = found.record if found else (Promises() if name == "promises" else None)
        guide = singles["guide"]
        if isinstance(guide, Guide):
            words = entries.get(f"data/words/{guide.language}.yml")
            if words is None:
                findings.append(Finding("R109", f"data/words/{guide.language}.yml", "is missing: copy data/words/en.yml and translate it"))
            singles["words"] = words.record if words else None
        if not all(singles.get(name) for name in (*SINGLES, "words")):
            return None, findings
        return Catalogue(self.root, entries=entries, **singles), findings


def _files(root: Path) -> Iterator[tuple[Path, str, tuple[int, int]]]:
    """Every file that ought to be a record: path, name from `root`, and (time, size)."""

    def walk(folder: str, prefix: str) -> Iterator[tuple[Path, str, tuple[int, int]]]:
        with os.scandir(folder) as found:
            for each in found:
                name = f"{prefix}{each.name}"
                if each.is_dir():
                    if name not in _NO_RECORDS:
                        yield from walk(each.path, f"{name}/")
                else:
                    stat = each.stat()
                    yield Path(each.path), name, (stat.st_mtime_ns, stat.st_size)

    yield from walk(str(root), "")


def _entry(path: Path, name: str, kind: str, id: str, model: type[Part]) -> Entry:
    raw, document, problems = read(path, name=name)
    version = hashlib.sha256(raw).hexdigest()[:24]
    if document is None:
        return Entry(name, kind, id, version, None, None, tuple(problems), (), {})
    record: Part | None = None
    try:
        if not problems:
            record = model.model_validate(document.data)
    except ValidationError as error:
        problems = [*explained(error.errors(), document, model, name)]
    found = tuple(leaves(model, document.data))
    by_mark: dict[type[Mark], list[Leaf]] = {}
    for leaf in found:
        by_mark.setdefault(type(leaf.mark), []).append(leaf)
    parted = {mark: tuple(those) for mark, those in by_mark.items()}
    return Entry(name, kind, id, version, document, record, tuple(problems), found, parted)


def _misplaced(relative: Path) -> str | None:
    """Why a file may not stand where it stands."""
    if len(relative.parts) != 2 or relative.parts[0] not in KINDS:
        folder = relative.parts[0]
        return f"no kind of record is called {folder!r}{nearest(folder, KINDS)}: records stand in data/<kind>/<id>.yml"
    if relative.suffix != ".yml":
        return f"ends in {relative.suffix!r}: records end in .yml"
    stem = relative.stem
    if not re.fullmatch(ID_PATTERN, stem) or len(stem) > 60 or _RESERVED.match(stem):
        good = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:60]
        return f"the name {stem!r} is no id: use small letters, digits and single hyphens, at most 60, for example {good + '.yml'!r}"
    return None


_STORES: dict[Path, Store] = {}


def store(root: Path = DATA) -> Store:
    """The store of a folder, one for the life of the program."""
    return _STORES.setdefault(root, Store(root))
