"""Whatever a file holds: findings inside it, of known codes, a bounded number of them, and never a traceback."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import HERE, ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from trees import HOME_PAGE, PAGE, TODAY, Tree

from macros.author.repair import repair
from macros.catalogue import _entry
from macros.check import check
from macros.check.rule import RECORD_RULES
from macros.kinds import KINDS
from macros.records.codes import CODES
from macros.records.findings import Finding
from macros.records.singles import SINGLES

MODELS = {**KINDS, **SINGLES}
SAMPLES = {
    kind: [
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "data").glob(f"{kind}/*.yml"))[:3] or [ROOT / "data" / f"{kind}.yml"]
    ]
    for kind in MODELS
}
ODD = [
    "\u200b",
    "\u202e",
    "\x00",
    "\x85",
    "\u2028",
    "\r",
    "\t",
    "\ufeff",
    "\U0001f600",
    "e\u0301",
    "\ud7ff",
    "#",
    ": ",
    "- ",
    '"',
    "'",
    "[",
    "{",
    "&a ",
    "*a",
    "!!x ",
    "%",
    "---\n",
    "...\n",
    "|",
    ">",
    "$\\x$",
    "[a](b)",
    "TODO",
    "\n",
]
VALUES = [
    "",
    "null",
    "true",
    "-1",
    "99999999999999999999",
    "1e9",
    "[]",
    "{}",
    "[[]]",
    "[1, {a: b}]",
    "{x: [y]}",
    '""',
    "2026-13",
    "~",
    "x" * 5000,
    "<claim:no>",
    "TODO",
]


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, str]:
    """A kind, and a real record of it after a few of the accidents that happen to files."""
    kind = draw(st.sampled_from(sorted(SAMPLES)))
    text = draw(st.sampled_from(SAMPLES[kind]))
    for accident in draw(st.lists(st.sampled_from(ACCIDENTS), min_size=1, max_size=3)):
        text = accident(draw, text)
    return kind, text


def a_line_lost(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    return "\n".join(lines[:at] + lines[at + 1 :])


def a_line_twice(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at, to = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines)))
    return "\n".join([*lines[:to], lines[at], *lines[to:]])


def cut_short(draw: st.DrawFn, text: str) -> str:
    return text[: draw(st.integers(0, len(text)))]


def an_odd_sign(draw: st.DrawFn, text: str) -> str:
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.sampled_from(ODD)) + text[at:]


def another_value(draw: st.DrawFn, text: str) -> str:
    places = [found.span(1) for found in re.finditer(r"(?m)[:-] (\S.*?)(?=[,}\]]|$)", text)]
    begin, end = draw(st.sampled_from(places)) if places else (0, 0)
    return text[:begin] + draw(st.sampled_from(VALUES)) + text[end:]


BAKERS = [f"data/{path.relative_to(HERE / 'baker').as_posix()}" for path in sorted((HERE / "baker").rglob("*.yml"))] + [
    PAGE,
    HOME_PAGE,
    "mkdocs.yml",
]
ACCIDENTS = [a_line_lost, a_line_twice, cut_short, an_odd_sign, another_value]
QUIET = settings(deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))


def inside(found: list[Finding], content: bytes) -> None:
    lines = content.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    assert len(found) <= 20 + 4 * len(lines) + len(content) // 50
    for finding in found:
        assert finding.code in CODES
        assert 1 <= finding.line <= len(lines), finding
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1, finding
        assert "\n" not in str(finding)


def findings(folder: Path, kind: str, content: bytes) -> list[Finding]:
    path = folder / "x.yml"
    path.write_bytes(content)
    entry = _entry(path, "data/x.yml", kind, "" if kind in SINGLES else "x", MODELS[kind])
    return [*entry.findings, *(finding for rule in RECORD_RULES for finding in rule(entry))]


@settings(QUIET, max_examples=300)
@given(damaged())
def test_a_damaged_record(tmp_path_factory: pytest.TempPathFactory, record: tuple[str, str]) -> None:
    kind, text = record
    content = text.encode()
    inside(findings(tmp_path_factory.getbasetemp(), kind, content), content)


@settings(QUIET, max_examples=100)
@given(st.sampled_from(sorted(SAMPLES)), st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 255)), min_size=1, max_size=5))
def test_damaged_bytes(tmp_path_factory: pytest.TempPathFactory, kind: str, hits: list[tuple[int, int]]) -> None:
    content = bytearray(SAMPLES[kind][0].encode())
    for at, byte in hits:
        content[at % len(content)] = byte
    inside(findings(tmp_path_factory.getbasetemp(), kind, bytes(content)), bytes(content))


@settings(QUIET, max_examples=120)
@given(st.data())
def test_a_damaged_file_in_a_whole_tree(tree: Tree, data: st.DataObject) -> None:
    """The whole check, before and after the repairs, which are never needed twice."""
    file = data.draw(st.sampled_from(BAKERS))
    text = (tree.read(file) or b"").decode()
    for accident in data.draw(st.lists(st.sampled_from(ACCIDENTS), min_size=1, max_size=2)):
        text = accident(data.draw, text)
    before = {path.relative_to(tree.root).as_posix(): path.read_bytes() for path in tree.root.rglob("*") if path.is_file()}
    with tree.changed({**before, file: text}):
        for content in (text.encode(), None):
            found = check(tree.store, TODAY, tree.docs)[1]
            inside([finding for finding in found if finding.file == file], content or tree.read(file) or b"")
            assert len(found) < 60
            repair(tree.store, TODAY, tree.docs)
        assert repair(tree.store, TODAY, tree.docs) == []
    for made in {path.relative_to(tree.root).as_posix() for path in tree.root.rglob("*") if path.is_file()} - before.keys():
        tree.write(made, None)
    assert tree.told() == []


@settings(QUIET, max_examples=100)
@given(st.text(max_size=200), st.sampled_from(sorted(SAMPLES)))
def test_any_text(tmp_path_factory: pytest.TempPathFactory, text: str, kind: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    inside(findings(tmp_path_factory.getbasetemp(), kind, content), content)
