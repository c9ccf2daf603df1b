"""The house: rooms with one purpose, no circle; a kind has one home; a build asks once and keeps what still holds."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from conftest import EPOCH, ROOT, bakery, build

from macros.catalogue import Catalogue, Store
from macros.kinds import KINDS
from macros.views.page import Page
from macros.views.show import show, view_names
from macros.views.watch import version
from macros.web.build import forge

MACROS = ROOT / "macros"


# ---------------------------------------------------------------- rooms


def imports(path: Path) -> Iterator[str]:
    """Modules of the house that a module names, inside functions too; what only types need is left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("macros"):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("macros"))


def modules() -> dict[str, Path]:
    found = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in MACROS.rglob("*.py")}
    return {name: path for name, path in found.items() if "theme" not in name}


def graph() -> dict[str, set[str]]:
    """Module → modules it imports."""
    known = modules()

    def home(name: str) -> str:
        while name not in known:
            name = name.rpartition(".")[0]
        return name

    return {name: {home(target) for target in imports(path)} - {name, "macros"} for name, path in known.items()}


def test_no_module_needs_itself_however_far_round() -> None:
    assert list(TopologicalSorter(graph()).static_order())


def test_the_picture_of_the_house_goes_one_way() -> None:
    """Rooms, too, know only the rooms below them. docs/architecture.md draws them in this order."""

    def room(name: str) -> str:
        return name.split(".")[1] if "." in name else name

    rooms: dict[str, set[str]] = {}
    for name, targets in graph().items():
        rooms.setdefault(room(name), set()).update(room(target) for target in targets)
    order = list(TopologicalSorter({name: targets - {name} for name, targets in rooms.items()}).static_order())
    drawn = re.findall(r"^\| `(\w+)", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(drawn) == sorted(set(order) - {"macros", "__main__"})
    place = {name: number for number, name in enumerate(drawn)}
    assert [(name, target) for name in drawn for target in rooms[name] if target in place and place[target] > place[name]] == []


def test_templates_name_kinds_that_exist() -> None:
    """A template may ask for records of a kind that was taken out and gets none; a misspelling must not pass for that."""
    named = {
        (found, path.name)
        for path in (MACROS / "templates").rglob("*.j2")
        for found in re.findall(r"\bc\.(\w+)", path.read_text(encoding="utf-8"))
    }
    known = {*KINDS, "topics", "guide", "vocabulary", "promises", "root", "ask"}
    assert {(name, file) for name, file in named if name not in known} == set()


def test_every_line_of_a_template_can_be_read() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (*(MACROS / "templates").rglob("*.j2"), *(MACROS / "theme").rglob("*.html"))
        if path.name != "frame.html"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120
    ]
    assert long == []


# ---------------------------------------------------------------- kinds

BREAD = '''"""Loaves, as a test's own kind."""

from __future__ import annotations

from typing import ClassVar

from macros.records.base import Kind, Record
from macros.records.fields import Line, Prose, SkillId


class Loaf(Record):
    """A loaf worth baking."""

    kind: ClassVar = Kind("loaves", "loaf", "loaves/{}/", "Loaf", "Loaves")

    title: Line
    skill: SkillId
    crumb: Prose
    """How it looks inside."""
'''
PAGE = "{% extends 'page.j2' %}\n{% block body %}<h1>{{ loaf.title }}</h1>{{ page.prose(loaf.crumb) }}{% endblock %}\n"
RYE = """# yaml-language-server: $schema=../schema/loave.schema.json
title: Rye sourdough
skill: dough
crumb: Dense, **moist** and grey; see [hydration](topic:dough.hydration).
"""


def tree(root: Path) -> Path:
    """A fork of the baker's own at `root`."""
    for name in ("docs", "macros"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    bakery(root)
    return root


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "macros", *words], cwd=root, capture_output=True, text=True, check=False)


def test_a_new_kind_is_one_model_one_template_one_record(tmp_path: Path) -> None:
    root = tree(tmp_path)
    run(root, "pages", "--fresh")
    (root / "macros" / "kinds" / "loaf.py").write_text(BREAD, encoding="utf-8")
    (root / "macros" / "templates" / "loaf.j2").write_text(PAGE, encoding="utf-8")
    (root / "data" / "loaves").mkdir()
    (root / "data" / "loaves" / "rye.yml").write_text(RYE, encoding="utf-8")
    assert "docs/loaves/rye.md:1:1: R701" in run(root, "check").stdout
    assert run(root, "pages").returncode == run(root, "schema").returncode == 0
    done = run(root, "check")
    assert done.returncode == 0, done.stdout
    done = build(root, root / "site", SITE_URL="https://example.org/", SOURCE_DATE_EPOCH=EPOCH)
    assert done.returncode == 0, done.stdout + done.stderr
    site = root / "site"
    page = (site / "loaves" / "rye" / "index.html").read_text(encoding="utf-8")
    assert "<strong>moist</strong>" in page
    assert 'href="../../skills/dough/#hydration"' in page
    assert json.loads((site / "api" / "v1" / "loaves.json").read_text(encoding="utf-8"))["items"][0]["title"] == "Rye sourdough"
    assert any("loaves/rye/" in path.read_text(encoding="utf-8") for path in (site / "search").glob("*.json"))
    assert '"loaf":{"one":"Loaf","many":"Loaves"' in (site / "assets" / "js" / "words.js").read_text(encoding="utf-8")
    assert "https://example.org/loaves/rye/" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert json.loads((root / "data" / "schema" / "loave.schema.json").read_text(encoding="utf-8"))["title"] == "Loaf"
    code = "from macros.catalogue import store; from macros.book.chapters import book; print([(c.title, c.html) for _, p in book(store().load()[0], []) for c in p])"
    book = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert "('Loaves'," in book.stdout, book.stderr
    assert "Dense, <strong>moist</strong>" in book.stdout
    record = root / "data" / "loaves" / "rye.yml"
    record.write_text(RYE.replace("skill: dough", "skill: dogh").replace("**moist**", "<b>moist</b>"), encoding="utf-8")
    told = run(root, "check").stdout
    assert "data/loaves/rye.yml:3:1: R402 skill: no skill 'dogh' (did you mean 'dough'?)" in told
    assert "data/loaves/rye.yml:4:1: R608" in told


def test_a_kind_without_its_file_leaves_no_trace(tmp_path: Path) -> None:
    root = tree(tmp_path)
    for name in ("kinds/domain.py", "templates/domain.j2", "templates/domains.j2", "templates/book/domains.j2"):
        (root / "macros" / name).unlink()
    run(root, "pages", "--fresh")
    assert run(root, "check").stdout == ""
    done = build(root, root / "site", SOURCE_DATE_EPOCH=EPOCH)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (root / "site" / "domains").exists()
    left = [path for path in (root / "site").rglob("*.html") if "domains/" in path.read_text(encoding="utf-8")]
    assert left == []
    assert not (root / "site" / "api" / "v1" / "domains.json").exists()


# ---------------------------------------------------------------- what is rendered again


def rendered(catalogue: Catalogue, view: str, **meta: str) -> Page:
    page = Page(catalogue, f"{view}/", date(2026, 11, 28))
    show(page, view, meta)
    return page


def stale(page: Page, now: Catalogue) -> bool:
    return any(version(page.catalogue, read) != version(now, read) for read in page.reads)


def test_an_edit_reaches_the_pages_that_show_it_and_no_other(tmp_path: Path) -> None:
    data = bakery(tmp_path)
    found = Store(data)
    before = found.load()[0]
    assert before
    pages = {
        "dough": rendered(before, "skill", skill="dough"),
        "baking": rendered(before, "skill", skill="baking"),
        "craft": rendered(before, "shelf", shelf="craft"),
        "sources": rendered(before, "sources"),
        "roles": rendered(before, "roles"),
    }

    def edited(file: str, old: str, new: str) -> set[str]:
        path = data / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        now = found.load()[0]
        assert now
        reached = {name for name, page in pages.items() if stale(page, now)}
        path.write_text(text, encoding="utf-8")
        return reached

    assert edited("resources/bread-book.yml", "why: ", "why: Truly, ") == {"dough", "baking", "craft"}, "it teaches both"
    assert edited("claims/flour-price.yml", "1.2", "1.3") == {"dough", "sources"}
    assert edited("skills/baking.yml", "title: Baking", "title: Oven work") >= {"baking", "dough"}
    assert edited("roles/baker.yml", "summary: Bakes", "summary: Bakes good") == {"roles"}


def test_a_second_look_reads_only_what_changed(tmp_path: Path) -> None:
    data = bakery(tmp_path)
    found = Store(data)
    first = found.load()[0]
    assert found.load()[0] is first, "nothing changed: the same catalogue"
    (data / "roles" / "baker.yml").touch()
    os.utime(data / "roles" / "baker.yml", (1, 1))
    second = found.load()[0]
    assert first
    assert second
    same = [file for file, entry in second.entries.items() if first.entries[file] is entry]
    assert len(same) == len(second.entries) - 1


def test_a_build_with_and_without_its_cache_is_the_same(tmp_path: Path) -> None:
    """And the cache lies in an ignored folder, may be deleted, and is not read where CI is set."""
    root = tree(tmp_path)
    run(root, "pages", "--fresh")
    trees = []
    for name, environment in {"cold": {}, "warm": {}, "ci": {"CI": "true"}}.items():
        done = build(root, root / name, SOURCE_DATE_EPOCH=EPOCH, **{"CI": "", **environment})
        assert done.returncode == 0, done.stderr
        trees.append({path.relative_to(root / name): path.read_bytes() for path in (root / name).rglob("*") if path.is_file()})
        if name == "warm":
            for kept in (root / ".cache" / "views").glob("*.json"):
                text = kept.read_text(encoding="utf-8")
                kept.write_text(text.replace("Baker", "Butcher"), encoding="utf-8")
    assert trees[0] == trees[1] == trees[2]
    done = build(root, root / "kept", SOURCE_DATE_EPOCH=EPOCH, CI="")
    assert "Butcher" in (root / "kept" / "roles" / "baker" / "index.html").read_text(encoding="utf-8"), "the cache is really read"
    assert "/.cache/" in (ROOT / ".gitignore").read_text(encoding="utf-8")


def test_serve_tells_what_it_built_again_and_keeps_the_last_good_site(tmp_path: Path) -> None:
    root = tree(tmp_path)
    run(root, "pages", "--fresh")
    steps = """
import json, logging, sys
from pathlib import Path
logging.disable(logging.CRITICAL)
from macros.catalogue import DATA, DOCS
from macros.web import serve
state = serve.State()
rebuilder = serve.Rebuilder(Path("served").resolve(), state)
rebuilder._write_outputs = lambda: None
told = []
def say():
    told.append({"rebuilt": state.rebuilt, "findings": state.findings, "page": "Fine loaves" in Path("served/roles/baker/index.html").read_text()})
rebuilder.first(); say()
role, good = DATA / "roles" / "baker.yml", (DATA / "roles" / "baker.yml").read_text()
for text in (good.replace("Bakes bread", "Fine loaves: bakes bread"), good.replace("Bakes bread", "Fine loaves; bakes bread")):
    role.write_text(text); rebuilder.again({role}); say()
page = DOCS / "roles" / "index.md"
page.write_text(page.read_text() + "\\nA sentence.\\n"); rebuilder.again({page}); say()
print(json.dumps(told), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", steps], cwd=root, capture_output=True, text=True, check=False)
    first, broken, mended, prose = json.loads(done.stderr.strip().splitlines()[-1])
    assert first == {"rebuilt": ["*"], "findings": [], "page": False}
    assert [line.split(" ")[1] for line in broken["findings"]] == ["R103"]
    assert broken["page"] is False, "the last good site stays"
    assert mended["findings"] == []
    assert mended["page"] is True
    assert "roles/baker/" in mended["rebuilt"]
    assert not {"glossary/", "skills/dough/", "sources/"} & {*mended["rebuilt"]}
    assert prose["rebuilt"] == ["roles/"]


@pytest.mark.parametrize(
    ("origin", "address"),
    [
        ("git@github.com:owner/name.git", "https://github.com/owner/name"),
        ("https://user:token@github.com/owner/name.git", "https://github.com/owner/name"),
        ("ssh://git@codeberg.org/owner/name", "https://codeberg.org/owner/name"),
        ("https://gitlab.com/group/sub/name.git", "https://gitlab.com/group/sub/name"),
        ("https://example.org/owner/name.git", ""),
        ("/srv/git/name.git", ""),
        ("", ""),
    ],
)
def test_the_repository_is_found_without_telling_a_token(origin: str, address: str) -> None:
    assert forge(origin) == address


def test_a_view_that_is_gone_is_no_view(baker: Catalogue) -> None:
    assert {"skill", "home", "sources"} <= view_names()
    with pytest.raises(Exception, match="nowhere"):
        show(Page(replace(baker), "", date(2026, 11, 28)), "nowhere", {})
