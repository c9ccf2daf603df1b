"""The built site, crawled: links, anchors, headings, ids, weight, and nothing a stranger could have put in."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from conftest import EPOCH, ROOT, build

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "path", "rect", "circle"}


class Page(HTMLParser):
    """What a crawl needs to know of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.title = ""
        self.scripts: list[tuple[str | None, str]] = []
        self.inline: list[str] = []
        self._in: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        for name in ("href", "src"):
            if values.get(name) and tag != "base":
                self.links.append(str(values[name]))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.inline += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        if tag in {"script", "title", "style"}:
            self._in.append(tag)
            if tag == "script":
                self.scripts.append((values.get("src"), values.get("type") or ""))
            if tag == "style":
                self.inline.append("<style>")

    def handle_endtag(self, tag: str) -> None:
        if self._in and self._in[-1] == tag:
            self._in.pop()

    def handle_data(self, data: str) -> None:
        if self._in == ["title"]:
            self.title += data


@cache
def read(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def pages(site: Path) -> list[Path]:
    return [path for path in sorted(site.rglob("*.html")) if "pagefind" not in path.parts]


def crawl(site: Path, base: str = "https://example.org/REPO/") -> list[str]:
    """Every link inside the site, which stands at `base`, that leads nowhere."""
    broken = []
    for path in pages(site):
        here = base + re.sub(r"index\.html$", "", path.relative_to(site).as_posix())
        for link in read(path).links:
            target = urljoin(here, link)
            if not target.startswith(base):
                if link.startswith(("http:", "javascript:", "data:", "//")) and not link.startswith(base):
                    broken.append(f"{here}: {link} (scheme)")
                continue
            parts = urlsplit(target)
            file = site / unquote(parts.path.removeprefix(urlsplit(base).path))
            file = file / "index.html" if file.is_dir() or parts.path.endswith("/") else file
            if parts.path.endswith("/edit/main/") or "/owner/" in target:
                continue
            if not file.is_file():
                broken.append(f"{here}: {link}")
            elif parts.fragment and file.suffix == ".html" and parts.fragment not in read(file).ids:
                broken.append(f"{here}: {link} (no such place on the page)")
    return broken


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    assert crawl(site)[:20] == []


def test_every_page_has_one_h1_ordered_headings_and_its_own_title(site: Path) -> None:
    wrong = []
    for path in pages(site):
        page = read(path)
        if len(page.headings) == 1 and "refresh" in path.read_text(encoding="utf-8")[:600]:
            continue  # a redirect
        if page.headings.count(1) != 1:
            wrong.append(f"{path}: {page.headings.count(1)} h1")
        jumps = [(a, b) for a, b in zip(page.headings, page.headings[1:], strict=False) if b > a + 1]
        if jumps:
            wrong.append(f"{path}: headings jump {jumps[:3]}")
    assert wrong[:10] == []
    titles = Counter(read(path).title for path in pages(site))
    assert [title for title, count in titles.items() if count > 1] == []


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    twice = {str(path): [id for id, count in Counter(read(path).ids).items() if count > 1] for path in pages(site)}
    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_nothing_inline_that_the_policy_forbids(site: Path) -> None:
    """Scripts come from files of this site; the policy needs no hash, so an injected script has nowhere to hide."""
    for path in pages(site):
        page, html = read(path), path.read_text(encoding="utf-8")
        if "refresh" in html[:600]:
            continue
        assert page.inline == [], path
        assert all(src and not src.startswith(("http", "//")) for src, _ in page.scripts), path
        assert html.index("Content-Security-Policy") < html.index("<title"), path


def test_links_to_the_outside_are_https_and_pay_nobody(site: Path) -> None:
    outside = {link for path in pages(site) for link in read(path).links if "://" in link}
    assert [link for link in outside if not link.startswith("https://")] == []
    assert [link for link in outside if re.search(r"[?&](utm_|ref=|tag=|fbclid|gclid|aff)", link)] == []


BUDGETS = {
    "index.html": 45_000,
    "resources/index.html": 45_000,
    "sources/index.html": 60_000,
    "skills/index.html": 45_000,
    "skills/map/index.html": 45_000,
}


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def test_pages_are_light(site: Path) -> None:
    """Transfer as GitHub Pages sends it (gzip). The frame (style, script, font, mark) is paid once."""
    frame = [
        site / "assets/css/guide.css",
        site / "assets/js/palette.js",
        site / "assets/js/site.js",
        site / "assets/js/frame.js",
        site / "assets/js/reading.js",
    ]
    once = sum(map(compressed, frame)) + sum((site / "assets" / name).stat().st_size for name in ("fonts/heading.woff2", "img/mark.svg"))
    assert once + compressed(site / "index.html") < 90_000
    for name, most in BUDGETS.items():
        assert compressed(site / name) < most, name
    lists = {site / "sources" / "index.html"}  # one list of everything
    heavy = {
        str(path.relative_to(site)): compressed(path)
        for path in site.rglob("index.html")
        if path not in lists and compressed(path) > 45_000
    }
    assert heavy == {}


def test_nothing_of_the_theme_is_shipped_that_no_page_loads(site: Path) -> None:
    assert not list(site.rglob("*.map"))
    assert not (site / "assets" / "javascripts").exists()
    assert not (site / "assets" / "stylesheets").exists()


def test_every_promised_file_is_there(site: Path) -> None:
    for name in "feed.xml llms.txt llms-full.txt manifest.webmanifest sw.js offline.json sitemap.xml 404.html data/resources.csv data/claims.csv data/matrix.csv".split():
        assert (site / name).stat().st_size > 0, name
    for name in "skills resources education experience glossary sources plan".split():
        assert (site / name / "index.html").is_file(), name


def test_the_404_page_works_from_any_depth(site: Path) -> None:
    links = [link for link in read(site / "404.html").links if "example.org/REPO" in link or link.startswith("/REPO/")]
    assert links, "absolute paths, since the page is shown at any address"
    assert not [link for link in read(site / "404.html").links if link.startswith(("../", "assets"))]


def test_the_original_post_is_answered(site: Path) -> None:
    """What the post describes, and the page and place that answers it."""
    answers = {
        "1 Programming skills": "skills/#programming", "2 Mathematics and statistics": "skills/#mathematics", "3 Machine learning frameworks": "skills/#frameworks",
        "4 Data analysis and visualization": "skills/#data", "5 Domain expertise": "skills/domain-expertise/", "Python": "skills/python/", "linear algebra": "skills/linear-algebra/",
        "calculus": "skills/calculus/", "probability": "skills/probability/", "TensorFlow": "skills/tensorflow-jax/", "PyTorch": "skills/pytorch/", "Scikit-learn": "skills/scikit-learn/",
        "healthcare": "domains/health/", "finance": "domains/finance/", "natural language processing": "skills/nlp/", "computer vision": "skills/computer-vision/",
        "Bachelor's degree": "education/#bachelors", "Master's degree": "education/#masters-campus", "Ph.D.": "education/#phd", "Internships": "experience/#internship",
        "Research experience": "experience/#research", "Industry experience": "experience/#feeder-role", "What is a machine learning engineer?": "role/",
        "Step 1 online courses": "start/#courses", "Step 2 books": "start/#books", "Step 3 (missing): build projects": "start/#projects", "Step 4 competitions": "start/#compete-and-apply",
        "Andrew Ng's course": "original-post/", "the book that does not exist": "original-post/",
    }  # fmt: skip
    for item, target in answers.items():
        name, _, anchor = target.partition("#")
        page = site / name / "index.html"
        assert page.is_file(), f"{item}: {target}"
        assert not anchor or anchor in read(page).ids, f"{item}: {target}"
    post = (site / "original-post" / "index.html").read_text(encoding="utf-8")
    for words in ("Mitchell", "Jordan", "Machine Learning Specialization"):
        assert words in post


def test_two_builds_of_one_commit_are_the_same(tmp_path: Path) -> None:
    trees = []
    for name in ("one", "two"):
        done = build(ROOT, tmp_path / name, SOURCE_DATE_EPOCH=EPOCH)
        assert done.returncode == 0, done.stdout + done.stderr
        trees.append({path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file()})
    assert trees[0].keys() == trees[1].keys()
    assert [str(path) for path in trees[0] if trees[0][path] != trees[1][path]] == []


def test_the_second_engine_builds_the_same_pages(site: Path, second: Path) -> None:
    assert crawl(second)[:20] == []
    assert {path.relative_to(second) for path in second.rglob("index.html")} >= {
        path.relative_to(site) for path in site.rglob("index.html")
    }


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as Zensical builds it, with the outputs of `python -m macros export`."""
    root = tmp_path_factory.mktemp("second")
    for name in ("docs", "macros", "data"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    env = {**os.environ, "SITE_URL": "https://example.org/REPO/", "REPO_URL": "https://example.org/owner/REPO"}
    for command in (["zensical", "build", "--clean"], ["macros", "export", "site"]):
        done = subprocess.run([sys.executable, "-m", *command], cwd=root, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"
