"""The CSV beside every table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from macros.catalogue import Catalogue
from macros.kinds.claim import Claim
from macros.kinds.project import Project
from macros.kinds.resource import Resource
from macros.kinds.role import Role
from macros.kinds.route import Route
from macros.kinds.skill import Skill
from macros.kinds.stage import Stage
from macros.views.page import printed


def files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The CSV beside every table."""
    yield "data/resources.csv", table(
        ["id", "title", "link", "authors", "format", "level", "hours_from", "hours_to", "cost", "cost_as_of", "account", "language", "origin", "year", "teaches", "why"],
        ([id, r.title, r.url, "; ".join(r.authors), r.format, r.level, *(r.hours or ("", "")), r.cost.state, r.cost.as_of, r.cost.account, r.language, r.origin, r.year or "",
          " ".join(r.teaches), r.why] for id, r in catalogue.of(Resource).items()),
    )  # fmt: skip
    yield "data/claims.csv", table(
        ["id", "says", "figure", "to", "unit", "interval_low", "interval_high", "n", "scope", "as_of", "review_by", "strength", "publisher", "source", "link"],
        ([id, k.says, _number(k.figure), _number(k.to), k.unit or "", *(k.interval or ("", "")), k.n or "", k.scope, k.as_of, k.review_by, k.strength, k.source.publisher,
          k.source.title, k.source.url] for id, k in catalogue.of(Claim).items()),
    )  # fmt: skip
    yield (
        "data/skills.csv",
        table(
            ["id", "title", "area", "topic", "topic_title", "hours_from", "hours_to", "outcome"],
            (
                [t.skill_id, t.skill.title, t.skill.area, t.topic.id, t.topic.title, *t.topic.hours, t.topic.outcome]
                for t in catalogue.topics.values()
            ),
        ),
    )
    yield "data/education.csv", table(
        ["route", "row", "known", "text"],
        ([id, key, "yes" if cell.short else "no good evidence", printed(" ".join(filter(None, (cell.short, cell.text, cell.unknown))), catalogue)]
         for id, route in catalogue.of(Route).items() for key, cell in route.cells.items()),
    )  # fmt: skip
    yield (
        "data/matrix.csv",
        table(
            ["role", "skill", "junior", "mid", "senior"],
            (
                [role.title, catalogue.of(Skill)[cell.skill].title, cell.junior, cell.mid, cell.senior]
                for role in catalogue.of(Role).values()
                for cell in role.matrix
            ),
        ),
    )
    yield (
        "data/interview-plan.csv",
        table(
            ["stage", "minutes_from", "minutes_to", "question", "a_good_answer_shows", "skill"],
            (
                [
                    stage.title,
                    *(stage.minutes or ("", "")),
                    printed(ask.question, catalogue),
                    printed(ask.shows, catalogue),
                    ask.skill or "",
                ]
                for stage in catalogue.of(Stage).values()
                for ask in stage.questions
            ),
        ),
    )
    yield (
        "data/projects.csv",
        table(
            ["id", "title", "step", "hours_from", "hours_to", "proves", "summary"],
            (
                [id, p.title, p.step or "", *p.hours, " ".join(f"{proof.skill}:{proof.level}" for proof in p.proves), p.summary]
                for id, p in catalogue.of(Project).items()
            ),
        ),
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def table(header: list[str], rows: Iterable[list[Any]]) -> str:
    """CSV text. A cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(
            [f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t" and not re.fullmatch(r"-?[\d.]+", cell) else cell for cell in row]
        )
    return out.getvalue()
