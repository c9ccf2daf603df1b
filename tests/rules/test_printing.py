"""How findings are printed, and that a second look at the data works on what changed alone."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from types import FrameType

import pytest
from trees import BAKING, CRUMB, NEW, Tree

from macros import catalogue as catalogues
from macros import check as checks
from macros.catalogue import Entry
from macros.check.rule import RECORD_RULES
from macros.records.findings import Finding, as_annotation, ordered


def test_changed_files_come_first() -> None:
    found = [Finding("R203", "data/a.yml", "x"), Finding("R203", "data/b.yml", "x")]
    assert [f.file for f in ordered(found, changed={"data/b.yml"})] == ["data/b.yml", "data/a.yml"]


def test_an_annotation_cannot_be_forged() -> None:
    finding = Finding("R202", "data/a,b:c.yml", "100 %\n::error::forged", 3, 1)
    assert as_annotation(finding) == "::error file=data/a%2Cb%3Ac.yml,line=3,col=1::R202 100 %25%0A::error::forged"


def test_a_second_look_reads_and_asks_only_what_changed(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    done: Counter[str] = Counter()
    read = catalogues.read

    def counted_read(*arguments: object, **options: object) -> object:
        done["files read"] += 1
        return read(*arguments, **options)  # type: ignore[arg-type]

    def counted_rule(_: Entry) -> Iterator[Finding]:
        done["rules asked"] += 1
        yield from ()

    tree.told()
    monkeypatch.setattr(catalogues, "read", counted_read)
    monkeypatch.setattr(checks, "RECORD_RULES", [*RECORD_RULES, counted_rule])
    tree.told()
    assert done == {}
    with tree.changed({BAKING: (tree.read(BAKING) or b"").replace(b"The oven holds", b"Each oven holds")}):
        tree.told()
        tree.told()
    assert done == {"files read": 1, "rules asked": 1}
    tree.told()
    assert done == {"files read": 2, "rules asked": 1}, "what was read before is read again, but no rule is asked twice about one content"


def test_twice_the_records_take_twice_the_work(tree: Tree) -> None:
    """Counted in calls, not in time."""

    def calls(count: int) -> int:
        films = {
            NEW.replace("crumb", f"crumb-{n}"): CRUMB.replace("/crumb", f"/crumb-{n}").replace(": Crumb", f": Crumb {n}")
            for n in range(count)
        }
        seen = 0

        def call(_: FrameType, event: str, __: object) -> None:
            nonlocal seen
            seen += event == "call"

        with tree.changed(films):
            sys.setprofile(call)
            try:
                told = tree.told()
            finally:
                sys.setprofile(None)
            assert told == []
        return seen

    fixed = calls(0)
    assert calls(160) - fixed < 2.5 * (calls(80) - fixed)
