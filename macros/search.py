"""Search: what can be found, as a small table of titles for the first answer and a Pagefind index of the texts."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from macros.catalogue import Catalogue
from macros.render import TEMPLATES, address, printed


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
    c = catalogue

    def hit(kind: str, scheme: str, id: str, title: str, *texts: str, names: tuple[str, ...] = (), line: str = "") -> Hit:
        return Hit(kind, address(scheme, id), title, names, line, " ".join(printed(text, c) for text in texts))

    for id, s in c.skills.items():
        yield hit(
            "Skill",
            "skill",
            id,
            s.title,
            s.summary,
            s.job,
            *(level.does for level in s.levels.values()),
            *s.mistakes,
            names=s.aliases,
            line=s.summary,
        )
    for ref, found in c.topics.items():
        t = found.topic
        questions = (check.question for check in t.checks)
        yield hit("Topic", "topic", ref, t.title, t.explanation, t.outcome, *questions, names=t.aliases, line=found.skill.title)
    for id, q in c.questions.items():
        yield hit("Question", "question", id, q.title, q.answer, names=q.also)
    for id, p in c.projects.items():
        yield hit("Project", "project", id, p.title, p.summary, p.brief)
    for id, role in c.roles.items():
        yield hit("Role", "role", id, role.title, role.summary, role.differs, *role.week, names=role.aliases)
    for id, route in c.education.items():
        yield hit("Route", "route", id, route.title, route.summary, *(cell.short or "" for cell in route.cells.values()))
    for id, e in c.experience.items():
        yield hit("Route", "experience", id, e.title, e.summary, e.counts, e.first)
    for id, b in c.backgrounds.items():
        yield hit("Starting point", "background", id, b.title, b.summary, b.brings, b.first_job)
    for id, d in c.domains.items():
        yield hit("Domain", "domain", id, d.title, d.summary, d.data, d.metric, *(law.name for law in d.laws), names=d.aliases)
    for id, term in c.terms.items():
        yield hit("Term", "term", id, term.title, names=term.aliases, line=term.definition)
    for id, r in c.resources.items():
        yield hit("Resource", "resource", id, r.title, r.why, line=", ".join(r.authors))


def titles(catalogue: Catalogue) -> list[list[Any]]:
    """Every title the search knows: [title, kind, address, other names, one line]. Small, for exact hits and corrections."""
    return [[hit.title, hit.kind, hit.url, list(hit.names), hit.line] for hit in hits(catalogue)]


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
            yield f"{where}/" if where else "", "Page", reader.title, " ".join(reader.parts)


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


def index(catalogue: Catalogue, site: Path) -> None:
    """The Pagefind index: every skill, topic, question, term, resource and page is a hit of its own.

    Records become small files in a folder, which Pagefind's own program indexes. (Its Python interface takes a tenth
    of a second for each record, and may end the program before the last file is on disk.)
    Raises `CalledProcessError` when Pagefind fails.
    """
    shutil.rmtree(site / "pagefind", ignore_errors=True)
    template = TEMPLATES.get_template("record.html.j2")
    with tempfile.TemporaryDirectory() as folder:
        for number, (url, kind, title, text) in enumerate(records(catalogue, site)):
            Path(folder, f"{number:05}.html").write_text(
                template.render(url=url or "./", kind=kind, title=title, text=text), encoding="utf-8"
            )
        command = [
            sys.executable,
            "-m",
            "pagefind",
            "--site",
            folder,
            "--output-path",
            str((site / "pagefind").resolve()),
            "--force-language",
            "en",
            "--quiet",
        ]
        subprocess.run(command, check=True)  # noqa: S603  our own arguments
    for extra in (
        "pagefind-ui.js",
        "pagefind-ui.css",
        "pagefind-modular-ui.js",
        "pagefind-modular-ui.css",
        "pagefind-highlight.js",
        "pagefind-component-ui.js",
        "pagefind-component-ui.css",
    ):
        (site / "pagefind" / extra).unlink(missing_ok=True)
