"""`python -m macros …`: the command line. Each command is one call into the room that does the work."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from macros.ask.uses import counts
from macros.author import repair, scaffold
from macros.catalogue import DATA, DOCS, ROOT, Catalogue, store
from macros.check import check
from macros.kinds import SCHEMES
from macros.records.fields import Markdown, Web
from macros.records.findings import Finding, as_annotation, ordered
from macros.text.prose import outside_links
from macros.web.build import build_date, check_date

Command = Callable[[argparse.Namespace], int]


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Exit status: 0 all well, 1 findings, 2 wrong use."""
    parser = argparse.ArgumentParser(prog="python -m macros", description="Check, extend and export the guide's data.")
    commands = parser.add_subparsers(required=True)

    def command(name: str, run: Command, says: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=says)
        made.set_defaults(run=run)
        return made

    check = command("check", _check, "every problem of every record and page, with place and remedy")
    check.add_argument("files", nargs="*", help="only problems of these files")
    check.add_argument("--format", choices=["text", "github"], default="text")
    check.add_argument("--data", type=Path, default=DATA)
    check.add_argument(
        "--fix", action="store_true", help="write the repairs that need no thought: schema line, dates, quotes, order, pages"
    )
    check.add_argument("--no-run", action="store_true", help="do not run code examples that changed")
    command("stats", _stats, "counts, beside what data/promises.yml promises")
    new = command("new", _new, "start a record, and its page")
    new.add_argument("kind", choices=list(SCHEMES))
    new.add_argument("id", help="small letters, digits and hyphens; becomes the file name and never changes")
    page = command("pages", _pages, "write what follows from data/: pages of records, schemas, frame of the theme, name in mkdocs.yml")
    page.add_argument("--fresh", action="store_true", help="after replacing data/ by another profession's: drop pages of prose")
    command("schema", _pages, "the same: data/schema/ is written with the rest")
    export = command("export", _export, "write API, feeds and search index into a built site")
    export.add_argument("site", type=Path)
    books = command("books", _books, "write the offline zip, the EPUB and the PDF from a built site")
    books.add_argument("site", type=Path)
    books.add_argument("out", type=Path)
    command("links", _links, "every outside address of the data, one a line, for a link checker")
    examples = command("examples", _examples, "run code and compare what it prints")
    examples.add_argument("files", nargs="*", help="only these files in data/")
    examples.add_argument("--write", action="store_true", help="put what was printed into the records")
    serve = command("serve", _serve, "show the site while you write: an edit appears by itself")
    serve.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    run: Command = options.run
    return run(options)


def _docs(data: Path) -> Path | None:
    return DOCS if data == DATA else None


def _check(options: argparse.Namespace) -> int:
    data = options.data.resolve()
    if options.fix:
        for path in repair.repair(store(data), check_date(), _docs(data)):
            print(f"mended {path.relative_to(data.parent)}")
    loaded, found = check(store(data), check_date(), _docs(data))
    changed_files = _changed()
    if loaded and data == DATA and not options.no_run:
        found = [*found, *_printed_otherwise(loaded, frozenset(changed_files))]
    if options.files:
        wanted = {Path(file).as_posix().removeprefix("./") for file in options.files}
        if strange := [name for name in sorted(wanted) if not (data.parent / name).exists()]:
            print(f"no such file: {', '.join(strange)}", file=sys.stderr)
            return 2
        found = [f for f in found if f.file in wanted or any(f.file.startswith(w.rstrip("/") + "/") for w in wanted)]
    show = as_annotation if options.format == "github" else str
    for finding in ordered(found, changed_files):
        print(show(finding))
    print(f"{len(found)} problem(s)" if found else "Everything is in order.", file=sys.stderr)
    return 1 if found else 0


def _changed() -> set[str]:
    """Files of data/ and docs/ changed since HEAD, and new ones; empty outside git."""
    found: set[str] = set()
    for command in (["diff", "--name-only", "HEAD"], ["ls-files", "--others", "--exclude-standard"]):
        run = subprocess.run(["git", *command, "--", "data", "docs"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603, S607
        found |= set(run.stdout.split())
    return found


def _printed_otherwise(catalogue: Catalogue, changed: frozenset[str]) -> list[Finding]:
    """R803: code in changed files that prints something else than the record says."""
    from macros.author import examples  # runs code

    found = []
    if records := frozenset(file for file in changed if file in catalogue.entries):
        for run in examples.runs(catalogue, records):
            entry, loc = catalogue.entries[run.listing.file], run.listing.loc
            where = ".".join(map(str, loc))
            if run.printed is None and run.why_not.startswith("failed"):
                found.append(Finding("R803", entry.file, f"{where}: the code {run.why_not}", *entry.place(loc)))
            elif run.printed is not None and not run.listing.agrees(run.printed):
                message = f"{where}: the code prints {run.printed[:200]!r}: run 'python -m macros examples --write {entry.file}'"
                found.append(Finding("R803", entry.file, message, *entry.place(loc)))
    return found


def _loaded() -> Catalogue:
    """The catalogue even if promises are not kept yet, for commands that help to keep them. Raises `SystemExit` without one."""
    loaded, found = store().load()
    if loaded is None:
        raise SystemExit("\n".join(map(str, found)))
    return loaded


def _stats(_: argparse.Namespace) -> int:
    loaded = _loaded()
    for name, count in counts(loaded).items():
        promised = loaded.promises.counts.get(name)
        print(f"{name.replace('_', ' '):<30}{count:>6}" + (f"   promised {promised}" if promised is not None else ""))
    return 0


def _new(options: argparse.Namespace) -> int:
    try:
        path = scaffold.record(_loaded(), options.kind, options.id, build_date())
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    for each in (path, *repair.pages(_loaded(), DOCS)):
        print(f"wrote {each.relative_to(ROOT)}")
    print("Fill in every TODO, then run: make check")
    return 0


def _pages(options: argparse.Namespace) -> int:
    loaded = _loaded()
    changed = scaffold.fresh(loaded, DOCS, ROOT / "mkdocs.yml") if getattr(options, "fresh", False) else repair.pages(loaded, DOCS)
    for path in changed:
        print(f"{'wrote' if path.is_file() else 'removed'} {path.relative_to(ROOT)}")
    print(f"{len(changed)} page(s) changed")
    return 0


def _export(options: argparse.Namespace) -> int:
    from macros import outputs  # needs Pagefind

    loaded, found = check(store(), check_date(), DOCS)
    if found or loaded is None:
        print("\n".join(map(str, found)), file=sys.stderr)
        return 1
    outputs.everything(loaded, options.site)
    return 0


def _books(options: argparse.Namespace) -> int:
    from macros import book  # needs a browser
    from macros.outputs import downloads

    loaded = _loaded()
    for path in book.make(loaded, options.site, options.out):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    downloads.page(loaded, options.site)
    return 0


def _links(_: argparse.Namespace) -> int:
    for entry in _loaded().entries.values():
        for _loc, url in entry.of(Web):
            print(url)
        for _loc, text in entry.of(Markdown):
            for url in outside_links(text):
                print(url)
    return 0


def _examples(options: argparse.Namespace) -> int:
    from macros.author import examples  # only this command, `check` on changed files and the tests run code

    loaded = _loaded()
    if strange := set(options.files) - set(loaded.entries):
        print(f"no such record: {', '.join(sorted(strange))}", file=sys.stderr)
        return 2
    wrong = 0
    for run in examples.runs(loaded, frozenset(options.files)):
        listing = run.listing
        line, _ = loaded.entries[listing.file].place(listing.loc)
        if run.printed is None:
            wrong += run.why_not.startswith("failed")
            print(f"{listing.file}:{line}: not run, {run.why_not}")
        elif not listing.agrees(run.printed):
            wrong += 1
            print(f"{listing.file}:{line}: prints\n{run.printed}\ninstead of\n{listing.expected}\n")
            if options.write and listing.tolerance is None:  # line numbers move, so one output is written a run
                examples.write_output(ROOT / listing.file, line, run.printed)
                print("written; run again for the next one")
                break
    return 1 if wrong else 0


def _serve(options: argparse.Namespace) -> int:
    from macros.web import serve

    return serve.run(options.port)


if __name__ == "__main__":
    sys.exit(main())
