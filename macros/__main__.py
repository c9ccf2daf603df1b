"""`python -m macros …`: the command line. Each command is one call into the module that does the work."""

from __future__ import annotations

import argparse
import subprocess
import sys
from datetime import date
from pathlib import Path

from macros import catalogue as catalogues
from macros import findings, rules


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Exit status: 0 all well, 1 findings, 2 wrong use."""
    parser = argparse.ArgumentParser(prog="python -m macros", description="Check, extend and export the guide's data.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="every problem of every record, with place and remedy")
    check.add_argument("files", nargs="*", help="only problems of these files")
    check.add_argument("--format", choices=["text", "github"], default="text")
    check.add_argument("--data", type=Path, default=catalogues.DATA)
    commands.add_parser("stats", help="counts, beside what data/promises.yml promises")
    examples = commands.add_parser("examples", help="run the code examples and compare their output")
    examples.add_argument("files", nargs="*", help="only these files in data/skills/")
    examples.add_argument("--write", action="store_true", help="put what was printed into the records")
    options = parser.parse_args(arguments)
    return globals()[f"_{options.command}"](options)  # type: ignore[no-any-return]


def _check(options: argparse.Namespace) -> int:
    loaded, found = catalogues.check(options.data.resolve())
    if loaded:
        found = [*found, *rules.dated(loaded, date.today())]
    if options.files:
        wanted = {Path(file).as_posix().removeprefix("./") for file in options.files}
        found = [f for f in found if f.file in wanted or any(f.file.startswith(w.rstrip("/") + "/") for w in wanted)]
    show = findings.as_annotation if options.format == "github" else str
    for finding in findings.ordered(found, _changed()):
        print(show(finding))
    print(f"{len(found)} problem(s)" if found else "All records are in order.", file=sys.stderr)
    return 1 if found else 0


def _changed() -> set[str]:
    """Data files changed since HEAD or, in a pull request, since its base; empty outside git."""
    run = subprocess.run(["git", "diff", "--name-only", "HEAD", "--", "data"], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return set(run.stdout.split())


def _stats(_: argparse.Namespace) -> int:
    loaded, found = catalogues.check()
    if not loaded:
        print(f"{len(found)} problem(s): run 'make check'", file=sys.stderr)
        return 1
    for name, count in rules.COUNTS.items():
        promised = getattr(loaded.promises, name)
        print(f"{name.replace('_', ' '):<22}{count(loaded):>6}   promised {promised}")
    return 0


def _examples(options: argparse.Namespace) -> int:
    from macros import examples  # only this command and the tests run code

    loaded, _ = catalogues.check()
    if not loaded:
        print("The data cannot be read: run 'make check'.", file=sys.stderr)
        return 1
    wrong = 0
    for run in examples.runs(loaded, frozenset(options.files)):
        line, _ = loaded.documents[run.file].place(run.loc)
        if run.printed is None:
            print(f"{run.file}:{line}: not run, {run.why_not}")
        elif run.printed != examples.expected(loaded, run):
            wrong += 1
            print(f"{run.file}:{line}: prints\n{run.printed}\ninstead of\n{examples.expected(loaded, run)}\n")
            if options.write:  # line numbers move, so one output is written a run
                examples.write_output(catalogues.ROOT / run.file, line, run.printed)
                print("written; run again for the next one")
                break
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
