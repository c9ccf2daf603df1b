"""Pictures drawn at build: geometry only, the templates write the SVG. Nothing is loaded in the reader's browser."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from macros.ask import question
from macros.ask.surveys import TableError, selected
from macros.catalogue import Catalogue
from macros.kinds.chart import Chart
from macros.kinds.skill import Skill


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: value and 95 % interval in the chart's unit, and where they stand on a scale from 0 to 100."""

    series: str
    value: float
    low: float
    high: float
    n: int
    total: int
    at: float
    at_low: float
    at_high: float
    tone: int
    """Number of its series, from 0."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart ready to draw: categories in order, each with a bar for every series that has one."""

    rows: tuple[tuple[str, tuple[Bar, ...]], ...]
    series: tuple[str, ...]
    zero: float
    """Where zero stands on the scale, 0 unless values are negative."""
    top: float


def rows_of(chart: Chart, root: Path) -> list[dict[str, str]]:
    """The rows of the chart's table that it asks for. Raises `TableError` when there are none."""
    rows = selected(root, chart.table, chart.where)
    if chart.only and chart.series:
        rows = [row for row in rows if row[chart.series] in chart.only]
    if chart.categories:
        rows = [row for row in rows if row["category"] in chart.categories]
    if not rows:
        raise TableError(f"no row of {chart.table} has {chart.where}")
    return rows


@question
def bars(catalogue: Catalogue, id: str) -> Bars:
    """The bars of a chart. Raises `TableError` when its table, a column or every row is missing."""
    try:
        return drawn(catalogue.of(Chart)[id], catalogue.root)
    except (KeyError, ValueError, ZeroDivisionError) as error:
        problem = f"no column {error}" if isinstance(error, KeyError) else str(error)
        raise error if isinstance(error, TableError) else TableError(problem) from error


def drawn(chart: Chart, root: Path) -> Bars:
    """The chart's bars. Shares become per cent; the interval is the table's own."""
    rows = rows_of(chart, root)
    scale = 100.0 if chart.value in {"share", "gap"} else 1.0
    names = _in_order((row[chart.series] if chart.series else "" for row in rows), chart.only)
    categories = _in_order((row["category"] for row in sorted(rows, key=lambda r: -float(r[chart.value]))), chart.categories)[: chart.most]
    numbers = [float(row[key]) * scale for row in rows for key in (chart.value, "ci_high", "ci_low") if row["category"] in categories]
    top, bottom = max(numbers), min(0.0, *numbers)
    if chart.value == "share":
        top = 100.0 if top > 60 else top

    def at(value: float) -> float:
        return round((value - bottom) / (top - bottom) * 100, 2)

    found: dict[str, dict[str, Bar]] = defaultdict(dict)
    for row in rows:
        name = row[chart.series] if chart.series else ""
        value, low, high = (float(row[key]) * scale for key in (chart.value, "ci_low", "ci_high"))
        found[row["category"]].setdefault(
            name,
            Bar(
                chart.labels.get(name, name),
                value,
                low,
                high,
                int(row["n"]),
                int(row.get("total") or row["n"]),
                at(value),
                at(low),
                at(high),
                names.index(name),
            ),
        )
    return Bars(
        tuple(
            (chart.labels.get(category, category), tuple(found[category][name] for name in names if name in found[category]))
            for category in categories
        ),
        tuple(chart.labels.get(name, name) for name in names),
        at(0.0),
        top,
    )


def _in_order(values: Iterable[str], wanted: tuple[str, ...]) -> list[str]:
    seen = list(dict.fromkeys(values))
    return [value for value in wanted if value in seen] if wanted else seen


# ---------------------------------------------------------------- the skill map


NODE_WIDTH, NODE_HEIGHT, GAP_X, GAP_Y, LANE_PAD, LEFT = 152, 34, 46, 8, 14, 8


@dataclass(frozen=True, slots=True)
class Node:
    """A skill on the map, in SVG units."""

    id: str
    x: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """The band of one area."""

    id: str
    label: str
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class SkillMap:
    """The whole field: lanes are areas, a skill stands right of everything it needs, edges lead from need to skill."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str, str], ...]
    """(from, to, path)"""


@question
def skill_map(catalogue: Catalogue) -> SkillMap:
    """A layered grid: column = longest chain of prerequisites, lane = area, in learning order inside a cell."""
    column: dict[str, int] = {}
    for id, skill in catalogue.of(Skill).items():  # prerequisites come first
        column[id] = 1 + max((column[need.skill] for need in skill.needs if need.skill in column), default=-1)
    y = 0
    lanes: list[Lane] = []
    nodes: dict[str, Node] = {}
    for area in catalogue.vocabulary.areas:
        cells: dict[int, list[str]] = defaultdict(list)
        for id, skill in catalogue.of(Skill).items():
            if skill.area == area.id:
                cells[column[id]].append(id)
        if not cells:
            continue
        height = max(map(len, cells.values())) * (NODE_HEIGHT + GAP_Y) + 2 * LANE_PAD + 18
        for x, ids in cells.items():
            for place, id in enumerate(ids):
                title = catalogue.of(Skill)[id].title
                nodes[id] = Node(id, LEFT + x * (NODE_WIDTH + GAP_X), y + LANE_PAD + 18 + place * (NODE_HEIGHT + GAP_Y), _lines(title))
        lanes.append(Lane(area.id, area.label, y, height))
        y += height + 8
    edges = tuple(
        (need.skill, id, _curve(nodes[need.skill], nodes[id]))
        for id, skill in catalogue.of(Skill).items()
        for need in skill.needs
        if need.skill in nodes
    )
    width = LEFT * 2 + (max(column.values(), default=0) + 1) * (NODE_WIDTH + GAP_X) - GAP_X
    return SkillMap(width, y, tuple(lanes), tuple(nodes.values()), edges)


def _lines(title: str) -> tuple[str, ...]:
    """A title in at most two lines of about 22 letters."""
    if len(title) <= 22:
        return (title,)
    words = title.split()
    cut = min(range(1, len(words)), key=lambda i: abs(len(" ".join(words[:i])) - len(" ".join(words[i:])))) if len(words) > 1 else 1
    return (" ".join(words[:cut]), " ".join(words[cut:])) if len(words) > 1 else (title,)


def _curve(start: Node, end: Node) -> str:
    x1, y1, x2, y2 = start.x + NODE_WIDTH, start.y + NODE_HEIGHT // 2, end.x, end.y + NODE_HEIGHT // 2
    bend = max(24, (x2 - x1) // 2)
    return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
