"""A baker's tree to break and to mend: data, pages and navigation, small enough to be checked in hundredths of a second."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from macros.catalogue import Catalogue, Store
from macros.check import check
from macros.views import frame, stubs

TODAY = date(2026, 11, 20)
HOME = '---\ntitle: "Baker Guide"\nrender_macros: true\n---\n\n# Baker\n\n{{ show("home") }}\n\nBegin with [dough](skills/dough.md).\n'
CONFIG = 'site_name: "?"\nsite_description: "?"\n\nnav:\n  - Home: index.md\n'


class Tree:
    """A tree of files that are changed for a moment and put back."""

    def __init__(self, root: Path) -> None:
        self.root, self.docs = root, root / "docs"
        self.store = Store(root / "data")
        self._clock = 0
        self.write("docs/index.md", HOME)
        self.write("mkdocs.yml", CONFIG)
        stubs.write(self.loaded, self.docs)
        frame.write(self.loaded, self.docs)

    @property
    def loaded(self) -> Catalogue:
        loaded, _ = self.store.load()
        assert loaded is not None
        return loaded

    def told(self) -> list[str]:
        """What a check prints."""
        return [str(finding) for finding in check(self.store, TODAY, self.docs)[1]]

    def read(self, file: str) -> bytes | None:
        """Content of a file; None when there is none."""
        path = self.root / file
        return path.read_bytes() if path.is_file() else None

    def write(self, file: str, content: bytes | str | None) -> None:
        """Write a file, or remove it. Its time is set by hand: two writes of one size may fall into one tick of the clock."""
        path = self.root / file
        if content is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        self._clock += 1
        os.utime(path, ns=(self._clock, self._clock))

    @contextmanager
    def changed(self, files: Mapping[str, bytes | str | None]) -> Iterator[None]:
        """These files as given, and afterwards as before."""
        before = {file: self.read(file) for file in files}
        try:
            for file, content in files.items():
                self.write(file, content)
            yield
        finally:
            for file, content in before.items():
                self.write(file, content)

    def with_line(self, file: str, old: str, new: str) -> str:
        """The file's text with `new` in place of `old`, which stands there once."""
        text = (self.read(file) or b"").decode()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        return text.replace(old, new)


@dataclass(frozen=True)
class Case:
    """The smallest change that breaks a rule, what is told of it, and the same place in order."""

    code: str
    file: str
    right: str | None
    wrong: str | bytes | None
    told: tuple[str, ...]
    whole: bool = False
    """Whether `right` and `wrong` are all of the file, or a piece of the baker's file."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Other files of the tree, in order."""

    def broken(self, tree: Tree) -> Mapping[str, bytes | str | None]:
        return {**self.beside, self.file: self.wrong if self.whole else tree.with_line(self.file, str(self.right), str(self.wrong))}

    def mended(self, tree: Tree) -> Mapping[str, bytes | str | None]:
        return {**self.beside, self.file: self.right if self.whole and self.right is not None else tree.read(self.file)}

    def __str__(self) -> str:
        return f"{self.code}-{self.file.rpartition('/')[2]}"


def line(code: str, file: str, right: str, wrong: str, *told: str, **beside: Any) -> Case:
    """A piece of the baker's file, which is right, and what breaks it."""
    return Case(code, file, right, wrong, _full(code, file, told), **beside)


def whole(code: str, file: str, right: str | None, wrong: str | bytes | None, *told: str, **beside: Any) -> Case:
    """A whole file that is right (None: as in the tree, or none), and one that is not (None: it is missing)."""
    return Case(code, file, right, wrong, _full(code, file, told), whole=True, **beside)


def _full(code: str, file: str, told: tuple[str, ...]) -> tuple[str, ...]:
    """`3:1: message` stands for `file:3:1: CODE message`; what is told of another file is given whole."""
    parts = (each.partition(": ") for each in told)
    return tuple(
        f"{place}: {message}" if "/" in place or ".yml" in place else f"{file}:{place}: {code} {message}" for place, _, message in parts
    )


FILM, BOOK, DOUGH, BAKING = (
    "data/resources/oven-film.yml",
    "data/resources/bread-book.yml",
    "data/skills/dough.yml",
    "data/skills/baking.yml",
)
CLAIM, ROLE, ROUTE, PROJECT = (
    "data/claims/flour-price.yml",
    "data/roles/baker.yml",
    "data/education/apprenticeship.yml",
    "data/projects/first-loaf.yml",
)
NEW, PROMISES, PAGE, HOME_PAGE = "data/resources/crumb.yml", "data/promises.yml", "docs/skills/dough.md", "docs/index.md"
CRUMB = """# yaml-language-server: $schema=../schema/resource.schema.json
title: Crumb
url: https://example.org/crumb
format: book
level: beginner
cost: {state: free, as_of: 2026-10}
teaches: [dough]
why: Photographs of a hundred crumbs, for a first month.
added: 2026-10-01
"""
"""One more resource."""
CHART = """# yaml-language-server: $schema=../schema/chart.schema.json
title: Bakers bake
means: Most do.
table: work.csv
where: {role: Baker}
unit: eur
wording: What do you do?
scope: One street
as_of: 2026
caveat: It is one street.
source: {title: T, publisher: P, url: "https://example.org/p"}
"""
ROWS = {"data/surveys/work.csv": "role,category,n,total,share,ci_low,ci_high\nBaker,Bakes,9,10,0.9,0.8,0.95\n"}
