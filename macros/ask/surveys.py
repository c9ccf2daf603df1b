"""The tables in `data/surveys/`, and numbers counted from their rows again."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from pathlib import Path

from macros.kinds.claim import Claim, Row

_Z = 1.959964
"""Half-width of a 95 % interval in standard errors."""


class TableError(ValueError):
    """A chart or a claim asks for a table, a column or rows that are not there."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a row gives: the number in the claim's unit, its 95 % interval, and how many answered."""

    value: float
    interval: tuple[float, float] | None
    n: int | None
    part: int | None = None
    """How many of them gave the answer."""

    @property
    def numbers(self) -> tuple[float, ...]:
        """Everything that may be printed of it."""
        return tuple(number for number in (self.value, *(self.interval or ()), self.n, self.part) if number is not None)


@lru_cache(maxsize=32)
def _read(path: Path, _: int) -> tuple[dict[str, str], ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def table(root: Path, name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table, read once as long as it does not change. Raises `TableError` when there is none."""
    path = root / "surveys" / name
    if not path.is_file():
        raise TableError(f"no table data/surveys/{name}")
    return _read(path, path.stat().st_mtime_ns)


def selected(root: Path, name: str, where: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of a table that have these values. Raises `TableError` when there are none."""
    rows = table(root, name)
    for column in where:
        if column not in rows[0]:
            raise TableError(f"{name} has no column {column!r}; it has {', '.join(rows[0])}")
    found = [row for row in rows if all(row[column] == value for column, value in where.items())]
    if not found:
        raise TableError(f"no row of {name} has {dict(where)}")
    return found


def counted(root: Path, row: Row) -> Counted:
    """The number that `row` stands for. Raises `TableError` when the table does not hold exactly what is asked."""
    first = _counted(root, row, row.where)
    if not row.minus:
        return first
    second = _counted(root, row, {**row.where, **row.minus})
    if first.interval is None or second.interval is None:
        raise TableError("a difference needs two numbers with intervals")
    (low, high), (other_low, other_high) = first.interval, second.interval
    gap = first.value - second.value  # Newcombe's interval, as in role_contrasts.csv
    below = sqrt((first.value - low) ** 2 + (other_high - second.value) ** 2)
    above = sqrt((high - first.value) ** 2 + (second.value - other_low) ** 2)
    return Counted(gap, (gap - below, gap + above), first.n, first.part)


def _counted(root: Path, row: Row, where: Mapping[str, str]) -> Counted:
    found = selected(root, row.table, where)
    if row.categories:
        found = [each for each in found if each["category"] in row.categories]
        missing = set(row.categories) - {each["category"] for each in found}
        if missing:
            raise TableError(f"no row of {row.table} has the category {', '.join(map(repr, sorted(missing)))}")
    if len(found) != max(1, len(row.categories)):
        raise TableError(f"{len(found)} rows of {row.table} have {dict(where)}: name more columns")
    one = found[0]
    if not one.get(row.value):
        raise TableError(f"{row.table} has no {row.value!r} in that row")
    if row.value == "share":
        part, total = sum(int(each["n"]) for each in found), int(one["total"])
        return _share(total - part if row.rest else part, total, row.table, found)
    if len(found) > 1:
        raise TableError(f"only shares can be added up, not {row.value!r}")
    scale = 100.0 if row.value == "gap" else 1.0
    own = row.value in {"gap", "mean", "median"} and one.get("ci_low")
    interval = (float(one["ci_low"]) * scale, float(one["ci_high"]) * scale) if own else None
    n = one.get("total") or one.get("n")
    return Counted(
        float(one[row.value]) * scale, interval, int(n) if n else None, int(one["n"]) if one.get("n") and one.get("total") else None
    )


def _share(part: int, total: int, name: str, found: list[dict[str, str]]) -> Counted:
    if {int(each["total"]) for each in found} != {total}:
        raise TableError(f"the rows of {name} are shares of different people and cannot be added up")
    low, high = wilson(part, total)
    return Counted(100 * part / total, (100 * low, 100 * high), total, part)


def wilson(part: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    share, square = part / total, _Z**2
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = _Z * sqrt(share * (1 - share) / total + square / (4 * total**2)) / (1 + square / total)
    return middle - half, middle + half


def decimals(*numbers: float) -> int:
    """Digits after the point, as printed."""
    return max(len(f"{number:.10g}".partition(".")[2]) for number in numbers)


def rounds_to(exact: float, stated: float, digits: int) -> bool:
    """Whether `exact`, printed with so many digits after the point, is what is stated."""
    return abs(exact - stated) <= 0.5 * 10.0**-digits + 1e-9


def differences(claim: Claim, found: Sequence[Counted]) -> Iterator[tuple[str, str]]:
    """(field, what the table gives) wherever a claim says something else than the first of the rows found for it."""
    exact, *others = found
    if claim.figure is None or not rounds_to(exact.value, claim.figure, decimals(claim.figure)):
        yield "figure", f"{exact.value:.10g}"
    if claim.to is not None and not any(rounds_to(other.value, claim.to, decimals(claim.to)) for other in others):
        yield "to", "no row of 'beside' has this value"
    if claim.n is not None and claim.n != exact.n:
        yield "n", str(exact.n)
    if claim.interval is not None:
        digits = decimals(*claim.interval)
        if exact.interval is None:
            yield "interval", "there is none for this column"
        elif not all(rounds_to(mine, stated, digits) for mine, stated in zip(exact.interval, claim.interval, strict=True)):
            yield "interval", "[{:.10g}, {:.10g}]".format(*(round(end, digits + 2) for end in exact.interval))
