"""Each rule has a bad record, and its message is pinned: changing one is a visible decision.

`make expected` writes tests/bad/expected.txt anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
import shutil
import time
from datetime import date
from pathlib import Path

from macros.findings import Finding, as_annotation, ordered

from macros import catalogue as catalogues
from macros import charts, rules

BAD = Path(__file__).parent / "bad"


def overlay(tmp_path: Path) -> Path:
    """The baker's data with every bad record laid over it."""
    root = tmp_path / "data"
    shutil.copytree(Path(__file__).parent / "baker", root)
    shutil.copytree(BAD, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    (root / "resources" / "large.yml").write_bytes(b"title: " + b"x" * 200_000)
    return root


def test_every_message_is_pinned(tmp_path: Path) -> None:
    loaded, found = catalogues.check(overlay(tmp_path))
    assert loaded is not None
    found = [*found, *rules.dated(loaded, date(2026, 11, 20)), *charts.findings(loaded)]
    printed = "".join(f"{finding}\n" for finding in ordered(found))
    if os.environ.get("UPDATE"):
        (BAD / "expected.txt").write_text(printed, encoding="utf-8")
    assert printed == (BAD / "expected.txt").read_text(encoding="utf-8"), "run 'make expected' and read the difference"


def test_every_code_has_a_bad_record() -> None:
    pinned = (BAD / "expected.txt").read_text(encoding="utf-8")
    missing = [code for code in rules.CODES if f" {code} " not in pinned and not code.startswith("R7")]
    assert missing == [], "add a record to tests/bad/ that breaks each of these rules"


def test_changed_files_come_first() -> None:
    found = [Finding("R203", "data/a.yml", "x"), Finding("R203", "data/b.yml", "x")]
    assert [f.file for f in ordered(found, changed={"data/b.yml"})] == ["data/b.yml", "data/a.yml"]


def test_an_annotation_cannot_be_forged() -> None:
    finding = Finding("R202", "data/a,b:c.yml", "100 %\n::error::forged", 3, 1)
    assert as_annotation(finding) == "::error file=data/a%2Cb%3Ac.yml,line=3,col=1::R202 100 %25%0A::error::forged"


def test_ten_thousand_records_need_no_other_design(tmp_path: Path) -> None:
    """Twice the records take about twice the work, not four times (a ratio in one run, not a time)."""
    source = (Path(__file__).parent / "baker" / "resources" / "oven-film.yml").read_text(encoding="utf-8")

    def seconds(count: int) -> float:
        root = tmp_path / str(count)
        shutil.copytree(Path(__file__).parent / "baker", root)
        for number in range(count):
            (root / "resources" / f"film-{number}.yml").write_text(source.replace("/oven", f"/oven-{number}"), encoding="utf-8")
        began = time.perf_counter()
        loaded, _ = catalogues.check(root)
        assert loaded is not None
        assert len(loaded.resources) == count + 2
        return time.perf_counter() - began

    seconds(50)
    assert seconds(1000) < 8 * seconds(250)
