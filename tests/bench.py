"""`make bench`: weight and speed of this site and of stock Material with the same text, measured in one run.

Both sites are built from nothing, served compressed from this machine, and opened in Chromium on a slowed processor and
a slowed line. The table goes to the terminal and into docs/speed.md.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any, ClassVar
from urllib.parse import urlsplit

from chromium import installed
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"Home": "", "A skill (evaluation)": "skills/model-evaluation/", "Resources": "resources/"}
QUERY = "leakage"
RUNS = 3
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER = 4
"""How many times slower the processor is made."""


# ---------------------------------------------------------------- the two sites


def build(root: Path, site: Path, *options: str) -> float:
    """Build from nothing; seconds it took. Raises `CalledProcessError` when the build fails."""
    shutil.rmtree(site, ignore_errors=True)
    began = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", *options, "--site-dir", str(site)]
    subprocess.run(command, cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "", "REPO_URL": ""}, check=True)
    return time.perf_counter() - began


def stock(site: Path, root: Path) -> None:
    """The same text as a Material project with default settings: every article of the built site as plain Markdown."""
    for path in sorted(site.rglob("index.html")):
        html = path.read_text(encoding="utf-8")
        if "<article" in html:
            reader = Markdown()
            reader.feed(html[html.index("<article") : html.index("</article>")])
            target = root / "docs" / path.relative_to(site).with_suffix(".md")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(reader.text(), encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_name: Stock\ntheme:\n  name: material\nplugins:\n  - search\n", encoding="utf-8")


class Markdown(HTMLParser):
    """An article as plain Markdown: headings, paragraphs, lists, tables, links, emphasis and code. Folds stand open, forms go."""

    BLOCKS = frozenset("p div section header figure figcaption details summary dl dt dd blockquote caption tr ul ol table".split())
    INLINE: ClassVar = {"strong": "**", "b": "**", "em": "*", "code": "`"}
    LEFT_OUT = frozenset("nav form button script noscript svg".split())

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.lists: list[str] = []
        self.skipped: list[str] = []
        self.links: list[str] = []
        self.code = self.row = False

    def text(self) -> str:
        """What was read."""
        return re.sub(r"\n{3,}", "\n\n", "".join(self.parts)).strip() + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipped or tag in self.LEFT_OUT:
            self.skipped += [tag] if tag in self.LEFT_OUT else []
        elif tag == "pre":
            self.code = True
            self.parts.append("\n\n```\n")
        elif self.code:
            pass
        elif re.fullmatch("h[1-6]", tag):
            self.parts.append(f"\n\n{'#' * int(tag[1])} ")
        elif tag in {"ul", "ol"}:
            self.lists.append("1. " if tag == "ol" else "- ")
            self.parts.append("\n\n" if len(self.lists) == 1 else "\n")
        elif tag == "li":
            self.parts.append("\n" + "    " * (len(self.lists) - 1) + (self.lists[-1] if self.lists else "- "))
        elif tag in {"td", "th"}:
            self.parts.append("| ")
        elif tag == "tr":
            self.row = True
            self.parts.append("\n")
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
            self.parts.append("[")
        elif tag in self.INLINE:
            self.parts.append(self.INLINE[tag])
        elif tag in self.BLOCKS:
            self.parts.append(self.space())

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            if tag == self.skipped[-1]:
                self.skipped.pop()
        elif tag == "pre":
            self.code = False
            self.parts.append("\n```\n\n")
        elif self.code:
            pass
        elif tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
            self.parts.append("\n\n" if not self.lists else "")
        elif tag == "tr":
            self.row = False
            self.parts.append("|")
        elif tag == "thead":
            cells = "".join(self.parts).rpartition("\n")[2].count("| ")
            self.parts.append("\n" + "|---" * cells + "|")
        elif tag == "a" and self.links:
            self.parts.append(f"]({self.links.pop()})")
        elif tag in self.INLINE:
            self.parts.append(self.INLINE[tag])
        elif tag in self.BLOCKS or re.fullmatch("h[1-6]", tag):
            self.parts.append(self.space())

    def space(self) -> str:
        """What parts two blocks where we are: nothing breaks a row of a table or an entry of a list."""
        return " " if self.row or self.lists else "\n\n"

    def handle_data(self, data: str) -> None:
        if not self.skipped and (data.strip() or not "".join(self.parts[-1:]).endswith("\n")):
            self.parts.append(data if self.code else re.sub(r"\s+", " ", data.replace("|", "\\|") if self.row else data))


# ---------------------------------------------------------------- the server


class Compressed(http.server.SimpleHTTPRequestHandler):
    """Files packed by gzip as a host does, over connections that stay open. Counts what it gives, also to workers, which CDP leaves out."""

    protocol_version = "HTTP/1.1"
    given: ClassVar[list[int]] = []
    """Bytes of each answer."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body, packed = _body(path)
        self.given.append(len(body))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@functools.cache
def _body(path: Path) -> tuple[bytes, bool]:
    packed = path.suffix in {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest"}
    content = path.read_bytes()
    return (gzip.compress(content, 6), True) if packed else (content, False)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Address of the site on this machine."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Compressed, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


# ---------------------------------------------------------------- the browser

OBSERVER = """
window.seen = { fcp: 0, lcp: 0, cls: 0, tasks: [] };
const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
watch("paint", (entry) => { if (entry.name === "first-contentful-paint") seen.fcp = entry.startTime; });
watch("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
watch("longtask", (entry) => { seen.tasks.push([entry.startTime, entry.duration]); });
"""
"""Runs before the page's own scripts and writes down what the browser reports."""


@dataclass(frozen=True)
class Load:
    """One cold load of a page."""

    requests: int
    foreign: int
    kilobytes: float
    fcp: float
    lcp: float
    tbt: float
    cls: float


@contextmanager
def slowed(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page with nothing in its cache on a slow line and processor, and the addresses it asks for."""
    context = browser.new_context(viewport={"width": 412, "height": 823}, service_workers="block")
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.add_init_script(OBSERVER)
    asked: list[str] = []
    session = context.new_cdp_session(page)
    session.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    Compressed.given.clear()
    yield page, asked
    context.close()


def load(browser: Browser, address: str) -> Load:
    """Open `address` cold and wait until it is quiet."""
    with slowed(browser) as (page, asked):
        page.goto(address, wait_until="load")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(2000)
        seen = page.evaluate("seen")
        foreign = sum(url.startswith("http") and urlsplit(url).hostname != "127.0.0.1" for url in asked)
        blocked = sum(max(0.0, min(length, start + length - seen["fcp"]) - 50) for start, length in seen["tasks"])
        return Load(
            len(Compressed.given), foreign, sum(Compressed.given) / 1000, seen["fcp"] / 1000, seen["lcp"] / 1000, blocked, seen["cls"]
        )


@dataclass(frozen=True)
class Search:
    """From the first touch of the search to its first answer."""

    seconds: float
    kilobytes: float


def search(browser: Browser, address: str, opener: str, field: str, hit: str) -> Search:
    """Open the home page, let it settle, open the search, type, wait for an answer that is shown."""
    with slowed(browser) as (page, _):
        page.goto(address, wait_until="load")
        page.wait_for_load_state("networkidle")
        Compressed.given.clear()
        began = time.perf_counter()
        page.locator(opener).first.click()
        page.locator(field).first.press_sequentially(QUERY)
        page.locator(hit).first.wait_for(state="visible")
        seconds = time.perf_counter() - began
        page.wait_for_load_state("networkidle")
        return Search(seconds, sum(Compressed.given) / 1000)


OUR_SEARCH = ("[data-search-open]", "dialog.search input", "dialog.search .hits a")
STOCK_SEARCH = ("label.md-header__button[for=__search]", "input.md-search__input", ".md-search-result__item a")


def middle(found: list[Any]) -> dict[str, float]:
    """The median of each value."""
    return {name: median(getattr(each, name) for each in found) for name in vars(found[0])}


# ---------------------------------------------------------------- the table

FORMATS = {
    "requests": ".0f",
    "foreign": ".0f",
    "kilobytes": ",.0f",
    "fcp": ".2f",
    "lcp": ".2f",
    "tbt": ",.0f",
    "cls": ".3f",
    "seconds": ".2f",
}
LABELS = {
    "requests": "requests to its own host", "foreign": "requests to other hosts", "kilobytes": "transferred, kB", "fcp": "first paint (FCP), s", "lcp": "largest paint (LCP), s",
    "tbt": "blocked (TBT), ms", "cls": "movement (CLS)", "seconds": "first result, s",
}  # fmt: skip

Rows = list[tuple[str, str, str, str]]


def row(label: str, ours: float, theirs: float | None, form: str) -> tuple[str, str, str, str]:
    """What was measured, ours, stock, ratio."""
    if theirs is None:
        return label, f"{ours:{form}}", "–", "–"
    return label, f"{ours:{form}}", f"{theirs:{form}}", f"{ours / theirs:.2f}" if theirs else "–"


def markdown(rows: Rows) -> str:
    """The table."""
    head = [("Measured", "This guide", "Stock Material", "Ratio"), ("---", "---", "---", "---")]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [*head, *rows])


def measured(ours: Path, theirs: Path) -> Rows:
    """All that a browser can tell of two built sites. The sites take turns, so that a busy moment hits both."""
    rows: Rows = []
    found = installed()
    quiet = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ]
    with served(ours) as here, served(theirs) as there, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=quiet)
        load(browser, here)  # the first page of a fresh browser is slower than any other
        for name, path in PAGES.items():
            pairs = [(load(browser, here + path), load(browser, there + path)) for _ in range(RUNS)]
            one, two = (middle(list(side)) for side in zip(*pairs, strict=True))
            rows += [row(f"{name}: {LABELS[key]}", one[key], two[key], FORMATS[key]) for key in one]
        answers = [(search(browser, here, *OUR_SEARCH), search(browser, there, *STOCK_SEARCH)) for _ in range(RUNS)]
        one, two = (middle(list(side)) for side in zip(*answers, strict=True))
        rows += [row(f"Search for “{QUERY}”: {LABELS[key]}", one[key], two[key], FORMATS[key]) for key in one]
        browser.close()
    return rows


def seconds(command: list[str]) -> float:
    """Median time of a command, whatever it answers."""

    def once() -> float:
        began = time.perf_counter()
        subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        return time.perf_counter() - began

    return median(once() for _ in range(RUNS))


def timed(make: Callable[[], float]) -> float:
    """Median of several builds."""
    return median(make() for _ in range(RUNS))


def day() -> str:
    """The date of the measured state: SOURCE_DATE_EPOCH when it is set, else the last commit's."""
    epoch = (
        os.environ.get("SOURCE_DATE_EPOCH")
        or subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    )
    when = datetime.fromtimestamp(int(epoch), UTC)
    return f"{when.day} {when:%B %Y}"


REPORT = """---
title: "Speed"
description: "Weight and speed of this guide beside stock Material with the same text, measured in one run."
hide: [toc]
---

# Speed

The same text twice: as this guide, and as a stock [Material for MkDocs](https://squidfunk.github.io/mkdocs-material/) site with
default settings. Both were measured in one run with `make bench`, on {date}.

{table}

## How to read it {{ #read }}

- **Ratio** is ours divided by stock: below 1 is less waiting or less weight. The machine is shared, so trust ratios more than
  seconds, and differences under a tenth not at all.
- Each value of a page or of search is the median of {runs} cold loads, with nothing in the cache, in Chromium on a telephone's
  screen (412 × 823), with a processor made {slower} times slower and a slow 4G line (1.6 Mbit/s down, 150 ms). Build and check
  times are medians of {runs}, not slowed.
- **kB** is what the server sent, compressed by gzip, without headers. **FCP** is when the first text shows, **LCP** when the largest part does,
  **TBT** is how long tasks kept the page from answering after the first text, **CLS** is how much moved by itself.
- Requests to other hosts were counted and refused at once, not waited for. A real reader of the stock site waits for them, so its
  times are flattered, and the fonts that the refused style sheet would ask for are missing from its count.
- Stock has the articles' text as plain Markdown: no data, no macros, no filters, no planner, no formulas as MathML, and no feeds or API. It
  builds less, so the build times compare two different amounts of work.
- Search runs from the first touch to the first shown hit for “{query}”, on a page that has settled. Stock loads its index with
  every page, before anybody asks: its price is in the kB of its pages. Ours loads on the first touch. Workers of both are on the
  slow line, but a browser slows only the page itself, not its workers.
- One page of a skill holds all its topics. It is the heaviest kind of page that people read; resources is one list of everything.

## Machine and commands {{ #machine }}

{cores} cores, {system}, Python {python}, Chromium {chromium}, MkDocs {mkdocs}, Material {material}.

```text
make bench
python -m mkdocs build --strict      # ours
python -m mkdocs build               # stock: site_name, theme: material, plugins: search
python -m macros check
```
"""


def report(rows: Rows) -> str:
    """docs/speed.md."""
    found = installed()
    browser = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout if found else ""
    number = re.search(r"\d[\d.]+", browser)
    return REPORT.format(
        table=markdown(rows), date=day(), runs=RUNS, slower=SLOWER, query=QUERY, cores=os.cpu_count(), system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(), chromium=number[0] if number else "of Playwright", mkdocs=version("mkdocs"), material=version("mkdocs-material"),
    )  # fmt: skip


def main() -> None:
    """Build both sites, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, help="measure this built site and do not build ours")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "speed.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site, root = Path(folder, "ours"), Path(folder, "stock")
        ours = None if options.site else timed(lambda: build(ROOT, site, "--strict"))
        site = options.site or site
        stock(site, root)
        theirs = timed(lambda: build(root, root / "site"))
        rows = measured(site, root / "site")
        if ours:
            rows.append(row("Build from nothing, s", ours, theirs, ".1f"))
        rows.append(row("`make check`, s", seconds([sys.executable, "-m", "macros", "check"]), None, ".2f"))
    print(markdown(rows))
    options.out.write_text(report(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
