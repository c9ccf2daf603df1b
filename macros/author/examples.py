"""Run the guide's code examples and compare what they print with what the record says they print."""

from __future__ import annotations

import importlib.util
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from macros.catalogue import ROOT, Catalogue
from macros.records.fields import Verbatim

SECONDS = 120


@dataclass(frozen=True, slots=True)
class Listing:
    """Code that stands in a record with what it prints."""

    file: str
    loc: tuple[str | int, ...]
    """Field with the output."""
    language: str
    code: str
    needs: tuple[str, ...]
    expected: str
    tolerance: float | None = None
    """When the output is a number: how far it may be off."""

    def agrees(self, printed: str) -> bool:
        """Whether `printed` is what the record says."""
        if self.tolerance is None:
            return printed == self.expected
        try:
            return abs(float(printed) - float(self.expected)) <= self.tolerance
        except ValueError:
            return False


@dataclass(frozen=True, slots=True)
class Run:
    """What became of one listing. `printed` is None when it was not run."""

    listing: Listing
    printed: str | None
    why_not: str = ""


def missing(needs: tuple[str, ...]) -> list[str]:
    """Packages of `needs` that are not installed here."""
    return [name for name in needs if importlib.util.find_spec(name) is None]


_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONWARNINGS": "ignore",
    "PYTHONIOENCODING": "utf-8",
    "MPLBACKEND": "Agg",
}


class Runner:
    """Runs code, each piece alone in an empty folder. Made once for many pieces; to be closed."""

    def __init__(self) -> None:
        env = {**os.environ, **_ENVIRONMENT}
        command = [sys.executable, "-m", "macros.author.fork"]
        self._fork = (
            subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")  # noqa: S603  our own
            if hasattr(os, "fork")
            else None
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._fork and self._fork.stdin and self._fork.stdout:
            self._fork.stdin.close()
            self._fork.stdout.close()
            self._fork.wait()

    def printed_by(self, language: str, code: str) -> str:
        """What the code prints, trailing space removed.

        Raises `RuntimeError` with the last line of the error when it fails or runs longer than two minutes.
        """
        return _tidy(_sql(code) if language == "sql" else self._python(code))

    def _python(self, code: str) -> str:
        if self._fork is None or self._fork.stdin is None or self._fork.stdout is None:
            return _alone(code)
        self._fork.stdin.write(json.dumps({"code": code, "seconds": SECONDS}) + "\n")
        self._fork.stdin.flush()
        answer = json.loads(self._fork.stdout.readline())
        if "failed" in answer:
            raise RuntimeError(answer["failed"])
        return str(answer["printed"])


def _alone(code: str) -> str:
    """The same in a fresh Python, where nothing can be forked."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, **_ENVIRONMENT}
        command = [sys.executable, "-c", code]
        try:
            options: dict[str, Any] = {"capture_output": True, "text": True, "encoding": "utf-8", "timeout": SECONDS, "check": False}
            done = subprocess.run(command, cwd=folder, env=env, **options)  # noqa: S603  the guide's own
        except subprocess.TimeoutExpired as error:
            raise RuntimeError(f"ran longer than {SECONDS} s") from error
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"exit status {done.returncode}")
    return str(done.stdout)


def _sql(code: str) -> str:
    """Every statement in an empty SQLite database; each SELECT prints a header and its rows, columns joined by ' | '."""
    lines: list[str] = []
    with sqlite3.connect(":memory:") as database:
        statement = ""
        for line in code.splitlines(keepends=True):
            statement += line
            if not sqlite3.complete_statement(statement):
                continue
            try:
                rows = database.execute(statement)
            except sqlite3.Error as error:
                raise RuntimeError(str(error)) from error
            if rows.description:
                lines.append(" | ".join(column[0] for column in rows.description))
                lines.extend(" | ".join("NULL" if v is None else str(v) for v in row) for row in rows)
            statement = ""
    if statement.strip():
        raise RuntimeError("the last statement has no semicolon")
    return "\n".join(lines)


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def listings(catalogue: Catalogue) -> Iterator[Listing]:
    """Every piece of code that stands beside what it prints, in any record: examples, and checks whose answer is computed."""
    for entry in catalogue.entries.values():
        if entry.document is None:
            continue
        for leaf in entry.leaves:
            if not isinstance(leaf.mark, Verbatim) or leaf.loc[-1] not in {"code", "by"}:
                continue
            holder: Any = entry.document.data
            for step in leaf.loc[:-1]:
                holder = holder[step]
            field = "answer" if leaf.loc[-1] == "by" else "output"
            language, expected = holder.get("language", "python"), holder.get(field)
            if expected is None or language not in {"python", "sql"}:
                continue
            tolerance = float(holder.get("tolerance", 0)) if field == "answer" else None
            printed = str(expected).replace("−", "-") if field == "answer" else _tidy(str(expected))
            yield Listing(entry.file, (*leaf.loc[:-1], field), language, leaf.value, tuple(holder.get("needs", ())), printed, tolerance)


def runs(catalogue: Catalogue, only: frozenset[str] = frozenset()) -> Iterator[Run]:
    """Run every listing, or those of the files in `only`; as many at once as there are cores."""
    asked = [listing for listing in listings(catalogue) if not only or listing.file in only]
    cores = min(os.cpu_count() or 1, len(asked)) or 1
    shares = [asked[place::cores] for place in range(cores)]
    with ThreadPoolExecutor(cores) as pool:
        for found in pool.map(_share, shares):
            yield from found


def _share(asked: list[Listing]) -> list[Run]:
    with Runner() as runner:
        return [_run(runner, listing) for listing in asked]


def _run(runner: Runner, listing: Listing) -> Run:
    if absent := missing(listing.needs):
        return Run(listing, None, f"needs {', '.join(absent)}")
    try:
        return Run(listing, runner.printed_by(listing.language, listing.code))
    except RuntimeError as error:
        return Run(listing, None, f"failed: {error}")


def write_output(path: Path, line: int, printed: str) -> None:
    """Replace the block under the `output:` key in `line` (counted from 1) of `path` by what was printed."""
    lines = path.read_text(encoding="utf-8").splitlines()
    indent = len(lines[line - 1]) - len(lines[line - 1].lstrip())
    end = line
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > indent):
        end += 1
    block = [f"{' ' * indent}output: |", *(f"{' ' * (indent + 2)}{text}".rstrip() for text in printed.splitlines())]
    path.write_text("\n".join([*lines[: line - 1], *block, *lines[end:]]) + "\n", encoding="utf-8")
