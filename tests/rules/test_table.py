"""The table of codes: every code is used and tested, and its examples are as wrong and as right as they say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from conftest import ROOT
from trees import BAKING, BOOK, CHART, CLAIM, DOUGH, FILM, HOME_PAGE, PROMISES, ROUTE, ROWS, Tree

from macros.records.codes import CODES, Code

HOSTS = {
    "R112": FILM, "R205": DOUGH, "R402": "data/roles/baker.yml", "R405": "data/guide.yml", "R502": CLAIM, "R604": BAKING, "R606": BAKING, "R607": ROUTE, "R608": DOUGH, "R609": ROUTE,
    "R707": HOME_PAGE, "R801": "data/charts/work.yml", "R802": DOUGH,
}  # fmt: skip
"""Code → the baker's record into which its examples are written; the book, unless another is named."""
BESIDE = {
    "R604": {PROMISES: "# yaml-language-server: $schema=schema/promises.schema.json\nexplanation_words: [5, 140]\n"},
    "R801": {"data/charts/work.yml": CHART, **ROWS},
}
_FIELD = re.compile(r"(?m)^(?:#.*\n)?([a-z_]+):(?= |$)")


def fields(example: str) -> list[str]:
    """Names of the fields in an example, none when it is no YAML lines."""
    names = _FIELD.findall(example)
    return names if len(names) >= len([line for line in example.split("\n") if not line.startswith("#")]) else []


def spliced(host: str, example: str, names: set[str]) -> str:
    """The record with the example in place of its fields `names`."""
    blocks = re.compile(rf"(?m)^( *)(?:- )?(?:{'|'.join(sorted(names))}):.*\n(?:\1 +.*\n)*")
    found = blocks.search(host)
    assert found, names
    written = "".join(f"{found[1]}{line}\n" for line in example.split("\n"))
    return host[: found.start()] + written + blocks.sub("", host[found.end() :])


MISTAKES = Path(__file__).parent / "test_contributors_mistakes.py"
"""Whose scratch repository is asked about code that changed."""
CLAIMS = Path(__file__).parent.parent / "test_claims.py"
"""Whose survey tables are asked about counted claims, with the examples of their codes."""
EXAMPLES = [code for code in CODES.values() if fields(code.wrong) and fields(code.right) and code.code not in {"R408", "R804", "R805"}]


@pytest.mark.parametrize("code", EXAMPLES, ids=lambda code: code.code)
def test_the_examples_of_a_code_are_wrong_and_right(tree: Tree, code: Code) -> None:
    file = HOSTS.get(code.code, BOOK)
    names = {*fields(code.wrong), *fields(code.right)}
    with tree.changed(BESIDE.get(code.code, {})):
        host = (tree.read(file) or b"").decode()
        if code.right.startswith("#"):
            host = host.partition("\n")[2]
        for example, expected in ((code.wrong, {code.code}), (code.right, set())):
            with tree.changed({file: spliced(host, example, names)}):
                assert {each.split(" ")[1] for each in tree.told()} == expected, tree.told()


def codes_in(paths: Iterable[Path], before: str) -> set[str]:
    return {code for path in paths for code in re.findall(before + r"(R[1-9]\d{2})\b", path.read_text(encoding="utf-8"))}


def test_every_code_stands_in_the_table_and_is_used() -> None:
    used = codes_in((path for path in (ROOT / "macros").rglob("*.py") if path.name != "codes.py"), '"')
    assert used == CODES.keys()


def test_every_code_has_a_test() -> None:
    assert codes_in(Path(__file__).parent.glob("test_r*.py"), r'\(\s*"') | codes_in([MISTAKES, CLAIMS], '"') == CODES.keys()
