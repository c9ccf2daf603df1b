"""Search: titles in small shards for the first answer and for corrections, and a Pagefind index of the texts."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from importlib.metadata import version
from pathlib import Path
from typing import Any

from macros.catalogue import ROOT, Catalogue
from macros.kinds import KINDS
from macros.outputs.files import compact
from macros.records.fields import Markdown, Plain
from macros.views.labels import ranked
from macros.views.page import address, environment, printed

SHARD_BYTES = 24_000
"""A shard of titles grows no larger than this, unless one word alone fills it."""
MOST_ROWS = 80
"""Rows kept for a word that many names hold: those that begin with it, of the kinds that come first, short before long. Other words of a query bring in the rest."""
CACHE = ROOT / ".cache" / "search"
_UNSAID = frozenset({"formerly", "interviews", "topics", "aliases", "also", "authors", "publisher", "rubric", "labels"})
"""Parts of a record that are found under their own name, or not asked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing the search can find."""

    kind: str
    url: str
    title: str
    names: tuple[str, ...]
    """Other names and wordings."""
    line: str
    """One line that tells it apart, shown under the title."""
    text: str
    """What the text index holds beside title and names."""


def hits(catalogue: Catalogue) -> Iterator[Hit]:
    """Every record and topic as a hit, the kinds in the order in which equal hits are shown."""
    for kind, model in KINDS.items():
        if not model.kind.found:
            continue
        scheme = model.kind.scheme
        for id, record in catalogue.records[kind].items():
            entry = catalogue.entry(kind, id)
            texts = [
                printed(leaf.value, catalogue) if isinstance(leaf.mark, Markdown) else leaf.value
                for leaf in entry.leaves
                if isinstance(leaf.mark, (Markdown, Plain)) and leaf.loc[0] not in _UNSAID and leaf.value not in {record.name, record.line}
            ]
            yield Hit(scheme, address(catalogue, scheme, id), record.name, record.names, record.line, " ".join(texts))
        if kind == "skills":
            for ref, found in catalogue.topics.items():
                topic = found.topic
                text = " ".join(
                    printed(part, catalogue) for part in (topic.explanation, topic.outcome, *(check.question for check in topic.checks))
                )
                yield Hit("topic", address(catalogue, "topic", ref), topic.title, topic.aliases, found.skill.title, text)


# ---------------------------------------------------------------- titles


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Lower case, without accents and marks; British and American endings made one. The twin of `plain` in plain.js: tests/search-words.json."""
    text = text.lower()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.category(c).startswith("M"))
        text = "".join(c if unicodedata.category(c)[0] in "LN" or c in "+#." else " " for c in text)
    tokens = re.split(r"[^\w+#.]+|_", text)
    return " ".join(filter(None, (_same_ending(token.rstrip(".")) for token in tokens)))


_ENDINGS = (
    ("^maths$", "math"),
    ("is(e[ds]?|ing|ation|er)$", r"iz\1"),
    ("^behaviour", "behavior"),
    ("^colour", "color"),
    ("elling$", "eling"),
)
"""British endings → American ones."""


def _same_ending(token: str) -> str:
    for pattern, instead in _ENDINGS:
        token = re.sub(pattern, instead, token)
    return token


def row(hit: Hit) -> list[Any]:
    """A hit as the scripts read it: [title, kind, address, other names, one line]."""
    return [hit.title, hit.kind, hit.url, list(hit.names), hit.line]


def titles(catalogue: Catalogue) -> list[list[Any]]:
    """Every title the search knows."""
    return [row(hit) for hit in hits(catalogue)]


def files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(path, text): the words with their weight and the list of shards, and each shard of rows."""
    rows, weights = titles(catalogue), Counter[str]()
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, (title, kind, _, names, _) in enumerate(rows):
        own = {word for name in (title, *names) for word in plain(name).split()}
        for name in (title, *names):
            weights.update(dict.fromkeys(plain(name).split(), 1 if kind == "resource" else 4))
        for word in own:
            by_word[word].append(number)
    shown = {kind: place for place, kind in enumerate(ranked(catalogue))}
    for word, numbers in by_word.items():
        if len(numbers) > MOST_ROWS:

            def best_first(number: int, word: str = word) -> tuple[Any, ...]:
                title, kind = rows[number][0], rows[number][1]
                return not plain(title).startswith(word), shown[kind], len(title), number

            by_word[word] = sorted(sorted(numbers, key=best_first)[:MOST_ROWS])
    unsaid = {*str(catalogue.words.get("scripts.search.stop")).split()}
    shards = list(_shards({word: numbers for word, numbers in by_word.items() if word not in unsaid}, rows))
    yield "search/words.json", compact({"shards": [first for first, _ in shards], "words": dict(sorted(weights.items()))})
    for place, (_, numbers) in enumerate(shards):
        yield f"search/{place}.json", compact([rows[number] for number in numbers])


def _shards(by_word: dict[str, list[int]], rows: list[list[Any]]) -> Iterator[tuple[str, list[int]]]:
    """(first word, rows) of each shard: words in order, cut where the rows that have them grow too many."""
    size = [len(compact(row)) for row in rows]
    first, held, held_bytes = "", set[int](), 0
    for word in sorted(by_word):
        added = {*by_word[word]} - held
        if held and held_bytes + sum(size[n] for n in added) > SHARD_BYTES:
            yield first, sorted(held)
            first, held, held_bytes, added = word, set(), 0, {*by_word[word]}
        first = first or word
        held |= added
        held_bytes += sum(size[n] for n in added)
    if held:
        yield first, sorted(held)


# ---------------------------------------------------------------- texts


def records(catalogue: Catalogue, site: Path) -> Iterator[tuple[str, str, str, str]]:
    """What the text index holds: (address, kind, title, text)."""
    for hit in hits(catalogue):
        yield hit.url, hit.kind, hit.title, " ".join([*hit.names, hit.line, hit.text])
    for path in sorted(site.rglob("index.html")):
        where = path.parent.relative_to(site).as_posix().removeprefix(".")
        html = path.read_text(encoding="utf-8")
        if "<article" in html and not re.search(r'<article[^>]*>\s*<div class="guide ', html):  # others are covered record by record
            reader = _Text()
            reader.feed(html[html.index("<article") : html.index("</article>")])
            yield f"{where}/" if where else "", "page", reader.title, " ".join(reader.parts)


class _Text(HTMLParser):
    """Text of a page, and its first heading."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.title = ""
        self._heading = False

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self._heading = tag == "h1" and not self.title

    def handle_endtag(self, tag: str) -> None:
        self._heading = self._heading and tag != "h1"

    def handle_data(self, data: str) -> None:
        if text := " ".join(data.split()):
            self.parts.append(text)
            if self._heading:
                self.title = f"{self.title} {text}".strip()


_EXTRAS = ("ui.js", "ui.css", "modular-ui.js", "modular-ui.css", "highlight.js", "component-ui.js", "component-ui.css")
"""Files of Pagefind that no page loads."""


def index(catalogue: Catalogue, site: Path) -> None:
    """The Pagefind index: every skill, topic, question, term, resource and page is a hit of its own.

    Records become small files in a folder, which Pagefind's own program indexes. (Its Python interface takes a tenth
    of a second for each record, and may end the program before the last file is on disk.)
    The index of the same texts is taken from the cache. Raises `CalledProcessError` when Pagefind fails.
    """
    found = list(records(catalogue, site))
    kept = CACHE / hashlib.sha256(compact([found, catalogue.guide.language, version("pagefind")]).encode()).hexdigest()[:32]
    shutil.rmtree(site / "pagefind", ignore_errors=True)
    if kept.is_dir() and not os.environ.get("CI"):
        shutil.copytree(kept, site / "pagefind")
        return
    template, language = environment(catalogue).get_template("record.html.j2"), catalogue.guide.language
    with tempfile.TemporaryDirectory() as folder:
        for number, (url, kind, title, text) in enumerate(found):
            html = template.render(url=url or "./", kind=kind, title=title, text=text, language=language)
            Path(folder, f"{number:05}.html").write_text(html, encoding="utf-8")
        command = [sys.executable, "-m", "pagefind", "--site", folder, "--output-path", str((site / "pagefind").resolve()),
                   "--force-language", catalogue.guide.language.partition("-")[0], "--quiet"]  # fmt: skip
        subprocess.run(command, check=True)  # noqa: S603  our own arguments
    for extra in _EXTRAS:
        (site / "pagefind" / f"pagefind-{extra}").unlink(missing_ok=True)
    if not os.environ.get("CI"):
        shutil.rmtree(CACHE, ignore_errors=True)
        shutil.copytree(site / "pagefind", kept)
