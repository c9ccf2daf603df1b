"""Run the guide's code examples and compare what they print with what the record says they print."""

from __future__ import annotations

import importlib.util
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from macros.catalogue import Catalogue
from macros.models import Example

SECONDS = 120


@dataclass(frozen=True, slots=True)
class Run:
    """What became of one example. `printed` is None when it was not run."""

    file: str
    loc: tuple[str | int, ...]
    printed: str | None
    why_not: str = ""


def missing(example: Example) -> list[str]:
    """Packages the example needs that are not installed here."""
    return [name for name in example.needs if importlib.util.find_spec(name) is None]


def printed_by(example: Example) -> str:
    """Run `example` alone in an empty folder and return what it prints, trailing space removed.

    Raises `RuntimeError` with the last line of the error when it fails or runs longer than two minutes.
    """
    return _tidy(_sql(example.code) if example.language == "sql" else _python(example.code))


def _python(code: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        env = {
            **os.environ,
            "PYTHONHASHSEED": "0",
            "OMP_NUM_THREADS": "1",
            "PYTHONWARNINGS": "ignore",
            "PYTHONIOENCODING": "utf-8",
            "MPLBACKEND": "Agg",
        }
        try:
            done = subprocess.run(  # noqa: S603  the guide's own examples
                [sys.executable, "-c", code],
                cwd=folder,
                env=env,
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise RuntimeError(f"ran longer than {SECONDS} s") from error
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"exit status {done.returncode}")
    return done.stdout


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


def runs(catalogue: Catalogue, only: frozenset[str] = frozenset()) -> Iterator[Run]:
    """Run every Python and SQL example that has an output, or those of the files in `only`; as many at once as there are cores."""
    asked = [
        (catalogue.file("skills", found.skill_id), ("topics", found.number - 1, "example", "output"), found.topic.example)
        for found in catalogue.topics.values()
        if found.topic.example and found.topic.example.output is not None and found.topic.example.language in {"python", "sql"}
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(lambda one: _run(*one), [one for one in asked if not only or one[0] in only])


def _run(file: str, loc: tuple[str | int, ...], example: Example) -> Run:
    if absent := missing(example):
        return Run(file, loc, None, f"needs {', '.join(absent)}")
    try:
        return Run(file, loc, printed_by(example))
    except RuntimeError as error:
        return Run(file, loc, None, f"failed: {error}")


def expected(catalogue: Catalogue, run: Run) -> str:
    """The output the record gives for a run."""
    skill = catalogue.skills[Path(run.file).stem]
    example = skill.topics[int(run.loc[1])].example
    return _tidy((example.output or "") if example else "")


def write_output(path: Path, line: int, printed: str) -> None:
    """Replace the block under the `output:` key in `line` (counted from 1) of `path` by what was printed."""
    lines = path.read_text(encoding="utf-8").splitlines()
    indent = len(lines[line - 1]) - len(lines[line - 1].lstrip())
    end = line
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > indent):
        end += 1
    block = [f"{' ' * indent}output: |", *(f"{' ' * (indent + 2)}{text}".rstrip() for text in printed.splitlines())]
    path.write_text("\n".join([*lines[: line - 1], *block, *lines[end:]]) + "\n", encoding="utf-8")
