"""`make bench SCALE=4`: what grows when the guide grows. Our own data several times over, checked, built and edited.

Every record is copied under another id and title; the copy of a resource teaches the copy of its skill. Numbers are those of
one run: processor seconds (both of user and system), bytes as gzip sends them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALONE = {"schema", "surveys", "words"}
EDIT = """
import json, logging, sys, time
from pathlib import Path
logging.disable(logging.CRITICAL)
from macros.catalogue import DATA, DOCS
from macros.web import serve
state = serve.State()
rebuilder = serve.Rebuilder(Path("served").resolve(), state)
rebuilder._write_outputs = lambda: None
sys.stdout = sys.stderr
rebuilder.first()
took = {}
for name, path, old, new in (("a record", DATA / "skills" / "git.yml", "job: |\\n", "job: |\\n  First. "), ("a page of prose", DOCS / "role.md", "\\n# ", "\\n# The ")):
    text, times = path.read_text(), []
    for written in (text.replace(old, new, 1), text) * 2:
        path.write_text(written)
        began = time.perf_counter()
        rebuilder.again({path})
        times.append(time.perf_counter() - began)
    took[name] = sorted(times)[1]
sys.__stdout__.write(json.dumps(took))
"""


def copies(text: str, kind: str, number: int) -> str:
    """A record as its own copy."""
    text = re.sub(r"(?m)^(formerly|step):.*\n", "", text)
    text = re.sub(r"(?m)^title: ([\"']?)(.*?)([\"']?)$", rf"title: \1\2 {number}\3", text, count=1)
    if kind == "resources":
        text = re.sub(
            r"(?m)^url: \"?(\S+?)\"?$", lambda url: f"url: {url[1].partition('#')[0]}{'&' if '?' in url[1] else '?'}copy={number}", text
        )
        text = teaches_copies(text, number)
    return text


def teaches_copies(text: str, number: int) -> str:
    """`teaches: [python.functions]` → `teaches: [python-x2.functions]`, in `best_for` and `parts` too."""

    def renamed(found: re.Match[str]) -> str:
        refs = [re.sub(r"^([a-z0-9-]+)", rf"\1-x{number}", ref.strip()) for ref in found[2].split(",")]
        return f"{found[1]}: [{', '.join(refs)}]"

    text = re.sub(r"(?m)^(teaches|best_for): \[(.*)\]", renamed, text)
    return re.sub(r"(topic: )([a-z0-9-]+)(?=\.)", rf"\1\2-x{number}", text)


def multiplied(target: Path, times: int) -> Path:
    """A tree at `target` with our data `times` over."""
    for name in ("docs", "macros", "data"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", target)
    for folder in (folder for folder in (target / "data").iterdir() if folder.is_dir() and folder.name not in ALONE):
        for path in sorted(folder.glob("*.yml")):
            text = path.read_text(encoding="utf-8")
            for number in range(2, times + 1):
                (folder / f"{path.stem}-x{number}.yml").write_text(copies(text, folder.name, number), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "macros", "pages"], cwd=target, check=True, stdout=subprocess.DEVNULL)
    return target


def cpu(command: list[str], root: Path, **environment: str) -> float:
    """Processor seconds of a command. Raises `CalledProcessError` when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "", "REPO_URL": "", "CI": "", **environment}
    subprocess.run(command, cwd=root, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def sent(path: Path) -> int:
    """Bytes of a file as gzip sends it."""
    return len(gzip.compress(path.read_bytes(), 9))


def searched(site: Path, query: str) -> int:
    """Bytes of scripts and titles before the first result: what `search.js` loads for a query of one word."""
    index = json.loads((site / "search" / "words.json").read_text(encoding="utf-8"))
    first = max((place for place, word in enumerate(index["shards"]) if word <= query[:-1]), default=0)
    last = max((place for place, word in enumerate(index["shards"]) if word <= f"{query}\uffff"), default=0)
    scripts = [
        site / "assets" / "js" / f"{name}.js" for name in ("search", "search-box", "search-core", "plain", "element", "say", "words")
    ]
    shards = [site / "search" / f"{place}.json" for place in range(first, min(last, first + 5) + 1)]
    return sum(sent(path) for path in (*scripts, site / "search" / "words.json", *shards))


def rows(root: Path, python: str = sys.executable) -> Iterator[tuple[str, str]]:
    """(what, value) of the tree at `root`."""
    build = [python, "-m", "mkdocs", "build", "--strict", "--site-dir", str(root / "site")]
    shutil.rmtree(root / ".cache", ignore_errors=True)
    pages = len(list((root / "docs").rglob("*.md")))
    yield "records", f"{sum(1 for path in (root / 'data').glob('*/*.yml') if path.parent.name not in ALONE):,}"
    yield "pages", f"{pages:,}"
    yield "check, CPU s", f"{cpu([python, '-m', 'macros', 'check', '--no-run'], root):.1f}"
    cold = cpu(build, root)
    yield "build from nothing, CPU s", f"{cold:.1f}"
    yield "of it for each page, CPU ms", f"{1000 * cold / pages:.0f}"
    yield "the same build again, CPU s", f"{cpu(build, root):.1f}"
    largest = max((path for path in (root / "site").rglob("*.html") if "pagefind" not in path.parts), key=sent)
    yield "largest page, kB", f"{sent(largest) / 1000:.0f} ({largest.parent.relative_to(root / 'site').as_posix()}/)"
    yield (
        "before the first search result, kB",
        f"{max(searched(root / 'site', word) for word in ('leakage', 'learning', 'python')) / 1000:.0f}",
    )
    done = subprocess.run([python, "-c", EDIT], cwd=root, capture_output=True, text=True, check=True)
    for name, took in json.loads(done.stdout).items():
        yield f"edit of {name}, seen after s", f"{took:.2f}"


def table(scales: list[int], tell: Callable[[str], None] = print) -> str:
    """The growth as a table in Markdown, a column a scale."""
    columns: dict[int, dict[str, str]] = {}
    for times in scales:
        with tempfile.TemporaryDirectory() as folder:
            columns[times] = dict(rows(multiplied(Path(folder), times)))
        tell(f"{times}× " + json.dumps(columns[times], ensure_ascii=False))
    head = ["Measured", *(f"{times}× our data" for times in scales)]
    lines = [head, ["---"] * len(head), *([name, *(columns[times][name] for times in scales)] for name in columns[scales[0]])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scales", nargs="+", type=int)
    print(table(parser.parse_args().scales))
