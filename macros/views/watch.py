"""A catalogue that remembers what was asked of it, so that a page is rendered again only when an answer differs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from macros.ask import QUESTIONS, versioned
from macros.catalogue import Catalogue

Read = tuple[Any, ...]
"""What was asked: ("record", kind, id), ("ids", kind) or ("ask", question, arguments …)."""


def version(catalogue: Catalogue, read: Read) -> str:
    """A hash of the answer to a read; empty when there is none any more."""
    match read:
        case ("record", "topics", ref):
            found = catalogue.topics.get(ref)
            return catalogue.entry("skills", found.skill_id).version if found else ""
        case ("record", kind, id):
            entry = catalogue.entries.get(catalogue.file(kind, id))
            return entry.version if entry else ""
        case ("ids", kind):
            return _ids(catalogue, kind)
        case ("ask", name, *arguments):
            try:
                return versioned(catalogue, name, tuple(arguments))
            except KeyError:
                return ""
        case _:
            raise ValueError(f"no such read: {read!r}")


def _ids(catalogue: Catalogue, kind: str) -> str:
    key = ("version of ids", kind)
    if key not in catalogue.answers:
        ids = catalogue.topics if kind == "topics" else catalogue.records.get(kind, {})
        catalogue.answers[key] = hashlib.sha256("\0".join(ids).encode()).hexdigest()[:24]
    known: str = catalogue.answers[key]
    return known


class Watched(Mapping[str, Any]):
    """A mapping of records that notes each look into it."""

    def __init__(self, kind: str, records: Mapping[str, Any], reads: set[Read]) -> None:
        self._kind, self._records, self._reads = kind, records, reads

    def __getitem__(self, id: str) -> Any:
        self._reads.add(("record", self._kind, id))
        return self._records[id]

    def __iter__(self) -> Iterator[str]:
        self._reads.add(("ids", self._kind))
        return iter(self._records)

    def __len__(self) -> int:
        self._reads.add(("ids", self._kind))
        return len(self._records)


class Asking:
    """`ask.unlocks("python")` for templates: every question by its name."""

    def __init__(self, catalogue: Catalogue, reads: set[Read]) -> None:
        self._catalogue, self._reads = catalogue, reads

    def __getattr__(self, name: str) -> Any:
        if name not in QUESTIONS:
            raise AttributeError(name)

        def asked(*arguments: Any) -> Any:
            self._reads.add(("ask", name, *arguments))
            return QUESTIONS[name](self._catalogue, *arguments)

        return asked


class Watch:
    """What templates call `c`: the records by kind, and the files that stand alone (a change of those renders everything)."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.reads: set[Read] = set()
        self.ask = Asking(catalogue, self.reads)
        self.guide, self.vocabulary, self.promises, self.root = catalogue.guide, catalogue.vocabulary, catalogue.promises, catalogue.root

    def __getattr__(self, name: str) -> Watched:
        if name == "topics":
            return Watched(name, self.catalogue.topics, self.reads)
        if name.startswith("_"):
            raise AttributeError(name)
        return Watched(name, self.catalogue.records.get(name, {}), self.reads)  # a kind that was taken out has no records
