"""The guide of another profession: ten files of data, no line of code."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import EPOCH, ROOT, bakery, build
from test_site import crawl


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree with the baker's data in place of ours, built."""
    root = tmp_path_factory.mktemp("fork")
    for name in ("docs", "macros"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    bakery(root)
    done = subprocess.run([sys.executable, "-m", "macros", "pages", "--fresh"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    done = build(root, root / "site", SOURCE_DATE_EPOCH=EPOCH)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def test_ten_files_make_a_whole_site(fork: Path) -> None:
    assert len(list((fork / "data").rglob("*.yml"))) == 11, "ten files and the words of the engine"
    pages = {path.parent.relative_to(fork / "site").as_posix() for path in (fork / "site").rglob("index.html")}
    assert {
        ".",
        "skills",
        "skills/dough",
        "skills/baking",
        "resources",
        "projects/first-loaf",
        "roles/baker",
        "education",
        "glossary",
        "sources",
        "plan",
    } <= pages
    home = (fork / "site" / "index.html").read_text(encoding="utf-8")
    assert "How do I become a baker?" in home
    assert "learning engineer" not in re.sub(r"<head>.*?</head>", "", home, flags=re.DOTALL).replace("Machine Learning Engineer Guide", "")


def test_a_strangers_text_is_only_text(fork: Path) -> None:
    for page in (fork / "site").rglob("index.html"):
        html = page.read_text(encoding="utf-8")
        assert "<b>about</b>" not in html
        assert "A Book <b>" not in html
    index = (fork / "site" / "resources" / "craft" / "index.html").read_text(encoding="utf-8")
    assert "A Book &lt;b&gt;about&lt;/b&gt; Bread &amp; {{ 7*7 }}" in index
    assert "49" not in re.findall(r"A Book.*", index)[0][:80]


def test_an_old_number_is_marked_on_the_day_of_the_build(fork: Path) -> None:
    page = (fork / "site" / "skills" / "dough" / "index.html").read_text(encoding="utf-8")
    assert "1.2\u00a0EUR" in page
    assert "Due for review" not in page, "built in November 2025, due in December 2025"
    done = build(fork, fork / "later", SOURCE_DATE_EPOCH="1767225600")  # 1 January 2026
    assert done.returncode == 0, done.stderr
    assert "Due for review since December 2025" in (fork / "later" / "skills" / "dough" / "index.html").read_text(encoding="utf-8")


def test_an_old_address_still_finds_its_page(fork: Path) -> None:
    assert (fork / "site" / "skills" / "mixing" / "index.html").is_file()
    assert 'id="water-share"' in (fork / "site" / "skills" / "dough" / "index.html").read_text(encoding="utf-8")


def test_bad_data_stops_the_build_with_the_findings(fork: Path) -> None:
    record = fork / "data" / "resources" / "oven-film.yml"
    good = record.read_text(encoding="utf-8")
    try:
        record.write_text(good.replace("format: video", "format: vidoe"), encoding="utf-8")
        done = build(fork, fork / "half")
        assert done.returncode != 0
        assert "data/resources/oven-film.yml:4:1: R401 format: 'vidoe'" in done.stdout + done.stderr
        assert not (fork / "half" / "resources" / "index.html").exists()
    finally:
        record.write_text(good, encoding="utf-8")


def test_a_page_that_runs_code_is_refused(fork: Path) -> None:
    page = fork / "docs" / "evil.md"
    page.write_text('---\nrender_macros: true\n---\n\n{{ cycler.__init__.__globals__.os.popen("id").read() }}\n', encoding="utf-8")
    try:
        done = subprocess.run([sys.executable, "-m", "macros", "check"], cwd=fork, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert "docs/evil.md:5:1: R703" in done.stdout
        built = build(fork, fork / "half")
        assert built.returncode != 0
        assert "uid=" not in built.stdout + built.stderr
    finally:
        page.unlink()


OURS = re.compile(
    r"machine.learning|\bMLE?\b|deep.learning|data.scien|neural|pytorch|dollar|\bUSD\b|\bGPU|Creative Commons|CC BY", re.IGNORECASE
)
"""Words of our guide. The engine's own words (`data/words/`) hold none of them but the name of a language code is written in."""


def test_no_output_speaks_of_our_profession(fork: Path) -> None:
    """Pages, feed, API, tables, scripts, styles, worker, manifest: everything the fork publishes, and its book."""
    found = []
    for path in sorted((fork / "site").rglob("*")):
        if (
            path.is_file()
            and "pagefind" not in path.parts
            and path.suffix in {".html", ".xml", ".txt", ".json", ".js", ".css", ".csv", ".svg", ".webmanifest"}
        ):
            text = path.read_text(encoding="utf-8")
            found += [
                f"{path.relative_to(fork / 'site')}: {text[max(0, hit.start() - 40) : hit.end() + 20]!r}" for hit in OURS.finditer(text)
            ]
    code = "import json; from macros.catalogue import store; from macros.book.chapters import book; print(json.dumps([c.html for _, p in book(store().load()[0], []) for c in p]))"
    book = subprocess.run([sys.executable, "-c", code], cwd=fork, capture_output=True, text=True, check=False)
    found += [f"book: {hit[0]!r}" for html in json.loads(book.stdout) for hit in OURS.finditer(html)]
    assert "\n".join(found) == ""


@pytest.mark.parametrize("base", ["https://bread.example/", "https://bread.example/sub/"])
def test_no_link_is_dead(fork: Path, base: str) -> None:
    done = build(fork, fork / "linked", SITE_URL=base, SOURCE_DATE_EPOCH=EPOCH)
    assert done.returncode == 0, done.stderr
    assert crawl(fork / "linked", base)[:20] == []
    feed = (fork / "linked" / "feed.xml").read_text(encoding="utf-8")
    assert "<id>tag:bread.example,2026:" in feed
