"""Mistakes that contributors made in November 2026 and were not told of, told badly, or told several times."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, bakery
from trees import BAKING, BOOK, CLAIM, CRUMB, DOUGH, FILM, HOME_PAGE, NEW, PAGE, PROJECT, ROLE, TODAY, Tree

from macros.author import repair, scaffold
from macros.kinds import SCHEMES

ONE_MESSAGE = {
    # mistake: (file, what was there, what was written, where and what is told)
    "a view misspelt": (HOME_PAGE, 'show("home")', 'show("hom")', ":8:1: R705"),
    "the call deleted": (HOME_PAGE, '{{ show("home") }}', "", ":3:1: R706"),
    "the call of a record deleted": (PAGE, '{{ show("skill") }}', "", ":9:1: R706"),
    "render_macros removed": (HOME_PAGE, "render_macros: true\n", "", ":2:1: R706"),
    "render_macros of a record's page removed": (PAGE, "render_macros: true\n", "", ":1:1: R702"),
    "front matter broken": (HOME_PAGE, 'title: "Baker', 'title: Baker: "a', ":2:13: R707"),
    "front matter of a record's page broken": (PAGE, 'title: "Dough"', 'title: "Dough', ":1:1: R702"),
    "a dead link in prose": (HOME_PAGE, "skills/dough.md", "skills/dog.md", ":10:12: R709"),
    "a dead address in prose": (HOME_PAGE, "skills/dough.md", "skills/dog/", ":10:12: R709"),
    "a script in prose": (BAKING, "**Steam**", "<script>x</script>", ":19:5: R608"),
    "a tag in prose": (BAKING, "**Steam**", "<b>Steam</b>", ":19:5: R608"),
    "a link without s in prose": (BAKING, "**Steam**", "[Steam](http://example.org)", ":19:5: R608"),
    "a link that runs in prose": (BAKING, "**Steam**", "[Steam](javascript:alert(1))", ":19:5: R608"),
    "smart quotes": (FILM, "The Oven Film", "“The Oven Film”", ":2:1: R610"),
    "a day that is none": (FILM, "2026-09-01", "2026-02-31", ":9:1: R206"),
    "a language that is none": (BOOK, "origin: DE", "language: xx\norigin: DE", ":9:1: R401"),
    "a country that is none": (BOOK, "origin: DE", "origin: UK", ":9:1: R401"),
    "a number sign": (FILM, "The Oven Film", "C #3", ":2:10: R110"),
    "TODO in a sentence": (FILM, "One oven", "One TODO oven", ":8:1: R607"),
    "Markdown in a plain field": (FILM, "One oven", "One [oven](https://example.org)", ":8:1: R609"),
    "the same book elsewhere": (BOOK, "example.org/bread", "www.example.org/oven/", ":3:1: R302"),
    "hours reversed": (DOUGH, "hours: [5, 10]", "hours: [10, 5]", ":11:53: R208"),
    "a level missing": (DOUGH, '  4: {does: "Decides the recipes of the week.", hours: [400, 800]}\n', "", ":9:1: R208"),
    "a claim without unit": (CLAIM, "unit: eur\n", "", ":3:1: R208"),
    "a capital": (FILM, "format: video", "format: Video", ":4:1: R401"),
    "title misspelt": (DOUGH, "title: Dough", "titel: Dough", ":3:1: R202"),
    "title of a project misspelt": (PROJECT, "title: A", "titel: A", ":2:1: R202"),
    "title of a role misspelt": (ROLE, "title: B", "titel: B", ":2:1: R202"),
    "a list without a dash": (BAKING, "needs:\n  - {", "needs:\n  {", ":7:1: R204"),
    "a quote left open": (BOOK, '7*7 }}"', "7*7 }}", ":2:8: R103"),
    "a field without a colon": (FILM, "format: video", "format video", ":4:1: R103"),
    "a skill by a name that is none": (FILM, "baking.steam", "bake.steam", ":7:11: R402"),
    "a skill that cannot be read": (BAKING, "title: Baking", "title: [Baking", ":2:8: R103"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "right", "wrong", "told"), ONE_MESSAGE.values(), ids=ONE_MESSAGE)
def test_one_mistake_is_one_message_at_its_line(tree: Tree, file: str, right: str, wrong: str, told: str) -> None:
    promises = "# yaml-language-server: $schema=schema/promises.schema.json\ncounts: {skills: 2, projects: 1}\nevery_topic_taught: true\n"
    strict = promises + "every_skill_free_text: true\nevery_skill_watched: true\n"
    video = {NEW: CRUMB.replace("book", "video")}
    with tree.changed({**video, "data/promises.yml": strict, file: tree.with_line(file, right, wrong)}):
        (message,) = tree.told()
        assert message.startswith(file + told)
        assert "not valid YAML" not in message
        assert "python -m macros pages" not in message or "R702" in told


@pytest.mark.parametrize("file", [FILM, DOUGH, PROJECT, "data/guide.yml"])
def test_an_empty_file_is_called_empty(tree: Tree, file: str) -> None:
    with tree.changed({file: ""}):
        (message,) = tree.told()
        assert message.startswith(f"{file}:1:1: R201 the file is empty")


@pytest.mark.parametrize(
    ("file", "wrong"), [(DOUGH, b"titel: Dough"), (FILM, b"titel: Film"), (DOUGH, b"title: [Dough"), (PROJECT, b""), (BOOK, b"\xff")]
)
def test_no_page_of_a_broken_record_is_removed(tree: Tree, file: str, wrong: bytes) -> None:
    before = sorted(tree.docs.rglob("*.md"))
    with tree.changed({file: wrong}):
        repair.pages(tree.loaded, tree.docs)
        repair.repair(tree.store, TODAY, tree.docs)
        assert sorted(tree.docs.rglob("*.md")) == before


def test_a_page_in_no_menu_is_told(tree: Tree) -> None:
    with tree.changed({"docs/plan.md": "# Plan\n"}):
        assert [message[:22] for message in tree.told()] == ["docs/plan.md:1:1: R708"]


def test_a_work_under_another_address_is_told(tree: Tree) -> None:
    with tree.changed({NEW: (tree.read(FILM) or b"").replace(b"/oven", b"/elsewhere").replace(b"2026-09", b"2026-10")}):
        assert [message.partition(" title:")[0] for message in tree.told()] == [f"{NEW}:2:1: R304"]


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_nothing_of_a_scaffold_passes_as_written(tree: Tree, scheme: str) -> None:
    folder = SCHEMES[scheme].kind.folder
    with tree.changed({f"data/{folder}/a-new-one.yml": None, f"docs/{folder}/a-new-one.md": None}):
        text = scaffold.record(tree.loaded, scheme, "a-new-one", TODAY).read_text(encoding="utf-8")
        repair.pages(tree.loaded, tree.docs)
        told = [message.partition(" ")[2][:4] for message in tree.told()]
        assert told == ["R607"] * len(re.findall(r"(?m)^[^#\n]*?: .*?TODO|, TODO\]", text)), text


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree of the baker's with our code, under git."""
    root = tmp_path_factory.mktemp("scratch")
    shutil.copytree(ROOT / "macros", root / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    bakery(root)
    (root / "docs").mkdir()
    for command in ("init -q", "add data", "-c user.name=x -c user.email=x@example.org commit -qm x"):
        subprocess.run(["git", *command.split()], cwd=root, check=True)
    return root


def macros(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "macros", *words], cwd=root, capture_output=True, text=True, check=False)


CHANGED = {
    "print(flour / 2)": "R803 topics.0.example.output: the code prints '5.0': run 'python -m macros examples --write data/skills/dough.yml'",
    "print(flour / 0)": "R803 topics.0.example.output: the code failed: ZeroDivisionError: division by zero",
}


@pytest.mark.parametrize(("code", "told"), CHANGED.items(), ids=CHANGED)
def test_code_that_changed_is_run(repository: Path, code: str, told: str) -> None:
    record = repository / DOUGH
    right = record.read_text(encoding="utf-8")
    record.write_text(right.replace("print(flour * 0.65)", code), encoding="utf-8")
    try:
        assert f"{DOUGH}:32:7: {told}\n" in macros(repository, "check").stdout
    finally:
        record.write_text(right, encoding="utf-8")


def test_code_in_a_new_file_is_run_unless_one_asks_not_to(repository: Path) -> None:
    record = repository / "data" / "skills" / "pastry.yml"
    text = (repository / DOUGH).read_text(encoding="utf-8").replace("mixing", "folding").replace("flour * 0.65", "flour / 2")
    record.write_text(text, encoding="utf-8")
    try:
        assert "data/skills/pastry.yml:32:7: R803" in macros(repository, "check").stdout
        assert "R803" not in macros(repository, "check", "--no-run").stdout
        assert macros(repository, "examples", "data/skills/pastry.yml").returncode == 1
    finally:
        record.unlink()


def test_the_examples_of_a_file_that_is_not_there(repository: Path) -> None:
    done = macros(repository, "examples", "data/skills/duogh.yml")
    assert done.returncode == 2
    assert "no such record: data/skills/duogh.yml" in done.stderr
