"""What a contributor does by following CONTRIBUTING.md alone: start a record, make mistakes, be told, finish."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, bakery

from macros.kinds import SCHEMES


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree of their own: the baker's data, our code."""
    for name in ("docs", "macros"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    bakery(tmp_path)
    run(tmp_path, "pages", "--fresh")
    return tmp_path


def run(tree: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "macros", *words], cwd=tree, capture_output=True, text=True, check=False)


FILLED = {
    "title: TODO": "title: Letters on Sourdough",
    "url: TODO": "url: https://example.org/letters",
    "format: TODO": "format: book",
    "level: TODO": "level: beginner",
    "state: TODO": "state: free",
    "teaches: [TODO]": "teaches: [dough.hydration]",
    "why: TODO": "why: Ten letters from a bakery in Lagos, for a first month.",
}


def test_a_resource_from_nothing(tree: Path) -> None:
    assert run(tree, "new", "resource", "sourdough-letters").returncode == 0
    record = tree / "data" / "resources" / "sourdough-letters.yml"
    text = record.read_text(encoding="utf-8")
    assert text.endswith("\n")
    told = run(tree, "check").stdout.splitlines()
    assert {line.split()[1] for line in told} == {"R607"}, told
    assert len(told) == len(FILLED), "one message for each thing that is left to write"
    for blank, answer in FILLED.items():
        assert blank in text
        text = text.replace(blank, answer)
    record.write_text(text, encoding="utf-8")
    done = run(tree, "check")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_every_kind_of_record_can_be_started(tree: Path, scheme: str) -> None:
    done = run(tree, "new", scheme, "a-new-one")
    assert done.returncode == 0, done.stderr
    told = run(tree, "check").stdout.splitlines()
    assert told
    assert {line.split()[1] for line in told} == {"R607"}, told


def test_a_skill_brings_its_page_when_it_is_written(tree: Path) -> None:
    record = tree / "data" / "skills" / "pastry.yml"
    text = (tree / "data" / "skills" / "baking.yml").read_text(encoding="utf-8")
    record.write_text(text.replace("title: Baking", "title: Pastry"), encoding="utf-8")
    assert "docs/skills/pastry.md:1:1: R701" in run(tree, "check").stdout
    mended = run(tree, "check", "--fix")
    assert "mended docs/skills/pastry.md" in mended.stdout
    assert "pastry.md" not in run(tree, "check").stdout


@pytest.mark.parametrize(("id", "better"), [("My Book", "my-book"), ("../x", "x"), ("Ü", "an-id"), ("a--b", "a-b")])
def test_a_bad_id_is_answered_with_a_good_one(tree: Path, id: str, better: str) -> None:
    done = run(tree, "new", "resource", id)
    assert done.returncode == 2
    assert repr(better) in done.stderr


def test_an_id_is_never_taken_twice(tree: Path) -> None:
    done = run(tree, "new", "resource", "bread-book")
    assert done.returncode == 2
    assert "there already" in done.stderr


def test_annotations_for_a_pull_request(tree: Path) -> None:
    record = tree / "data" / "resources" / "oven-film.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("baking.steam", "baking.stem"), encoding="utf-8")
    done = run(tree, "check", "--format", "github")
    assert done.returncode == 1
    assert (
        "::error file=data/resources/oven-film.yml,line=7,col=11::R402 teaches.0: 'baking' has no topic 'stem' (did you mean 'steam'?)"
        in done.stdout
    )


def test_a_retitled_skill_asks_for_its_page(tree: Path) -> None:
    record = tree / "data" / "skills" / "dough.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("title: Dough", "title: Doughs"), encoding="utf-8")
    assert "R702" in run(tree, "check").stdout
    page = tree / "docs" / "skills" / "dough.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nWords a person wrote.\n", encoding="utf-8")
    run(tree, "pages")
    assert run(tree, "check").returncode == 0
    text = page.read_text(encoding="utf-8")
    assert 'title: "Doughs"' in text
    assert "Words a person wrote." in text
