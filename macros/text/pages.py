"""The committed pages under docs/: their text, where they are shown, and which macros they call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

CALL = re.compile(r"""\{\{ (?:show|claim|count|sources)\((?:"[^"\\{}]*"(?:, "[^"\\{}]*")?)?\) \}\}""")
"""A call a page may hold."""
SHOWN = re.compile(r'\{\{ show\("([^"]*)"\) \}\}')
_CITED = re.compile(r'\{\{ claim\("([^"]+)"(?:, "([^"]*)")?')
FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


def body(path: Path) -> str:
    """What stands under a page's front matter."""
    return FRONT.sub("", text_of(path), count=1)


def text_of(path: Path) -> str:
    """The page's text, read once as long as it does not change."""
    stat = path.stat()
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=20_000)
def _read(path: Path, _: int, __: int) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def sources(docs: Path) -> list[Path]:
    """Every page of the guide, in order."""
    return sorted(docs.rglob("*.md"))


def addresses(docs: Path) -> tuple[str, ...]:
    """Address of every page of the guide, in order; none while there is no `docs`."""
    return tuple(address(path, docs) for path in sources(docs))


def cited(docs: Path) -> Iterator[tuple[str, str]]:
    """(claim, address of the page) of every claim that prose cites."""
    for path in sources(docs):
        for found in _CITED.finditer(text_of(path)):
            yield found[1], address(path, docs)


def citations(text: str) -> Iterator[tuple[str, int]]:
    """(claim, line) of every claim that a page's text cites."""
    for found in _CITED.finditer(text):
        yield found[1], text.count("\n", 0, found.start()) + 1


def worded(text: str) -> Iterator[tuple[str, str, int]]:
    """(claim, words, line) of every citation that prints words of its own."""
    for found in _CITED.finditer(text):
        if found[2]:
            yield found[1], found[2], text.count("\n", 0, found.start()) + 1


def address(path: Path, docs: Path) -> str:
    """Where a page's file is shown, from the root of the site: `docs/hiring/index.md` at `hiring/`."""
    name = path.relative_to(docs).with_suffix("").as_posix()
    return "" if name == "index" else f"{name.removesuffix('/index')}/"
