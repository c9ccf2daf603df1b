"""`python -m macros …`: the command line. Each command is one call into the module that does the work."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from macros import catalogue as catalogues
from macros import charts, findings, pages, rules, scaffold, schema


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Exit status: 0 all well, 1 findings, 2 wrong use."""
    parser = argparse.ArgumentParser(prog="python -m macros", description="Check, extend and export the guide's data.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="every problem of every record, with place and remedy")
    check.add_argument("files", nargs="*", help="only problems of these files")
    check.add_argument("--format", choices=["text", "github"], default="text")
    check.add_argument("--data", type=Path, default=catalogues.DATA)
    commands.add_parser("stats", help="counts, beside what data/promises.yml promises")
    new = commands.add_parser("new", help="start a record, and its page")
    new.add_argument("kind", choices=list(scaffold.STARTED))
    new.add_argument("id", help="small letters, digits and hyphens; becomes the file name and never changes")
    page = commands.add_parser("pages", help="write the pages of records: missing ones, and stale front matter")
    page.add_argument("--fresh", action="store_true", help="after replacing data/ by another profession's: drop pages of prose")
    commands.add_parser("schema", help="write data/schema/ from the models")
    export = commands.add_parser("export", help="write API, feeds and search index into a built site")
    export.add_argument("site", type=Path)
    books = commands.add_parser("books", help="write the offline zip, the EPUB and the PDF from a built site")
    books.add_argument("site", type=Path)
    books.add_argument("out", type=Path)
    commands.add_parser("links", help="every outside address of the data, one a line, for a link checker")
    examples = commands.add_parser("examples", help="run the code examples and compare their output")
    examples.add_argument("files", nargs="*", help="only these files in data/skills/")
    examples.add_argument("--write", action="store_true", help="put what was printed into the records")
    options = parser.parse_args(arguments)
    return globals()[f"_{options.command}"](options)  # type: ignore[no-any-return]


def _check(options: argparse.Namespace) -> int:
    loaded, found = catalogues.check(options.data.resolve())
    if loaded:
        found = [*found, *rules.dated(loaded, pages.build_date()), *charts.findings(loaded)]
        if options.data == catalogues.DATA:
            found += [*pages.findings(loaded)]
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
    run = subprocess.run(["git", "diff", "--name-only", "HEAD", "--", "data"], capture_output=True, text=True, check=False)  # noqa: S607
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


def _lenient() -> catalogues.Catalogue:
    """The catalogue even if promises are not kept yet, for commands that help to keep them."""
    loaded, found = catalogues.check()
    if loaded is None:
        raise catalogues.DataError("\n".join(map(str, found)))
    return loaded


def _new(options: argparse.Namespace) -> int:
    loaded = _lenient()
    try:
        path = scaffold.record(loaded, options.kind, options.id, pages.build_date())
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    written = [path, *pages.write(_lenient())]
    for each in written:
        print(f"wrote {each.relative_to(catalogues.ROOT)}")
    print("Fill in what says TODO, then run: make check")
    return 0


def _pages(options: argparse.Namespace) -> int:
    loaded = _lenient()
    changed = scaffold.fresh(loaded, pages.DOCS, catalogues.ROOT / "mkdocs.yml") if options.fresh else pages.write(loaded)
    for path in changed:
        print(f"{'wrote' if path.is_file() else 'removed'} {path.relative_to(catalogues.ROOT)}")
    print(f"{len(changed)} page(s) changed")
    return 0


def _schema(_: argparse.Namespace) -> int:
    from macros.export import write

    for name, text in schema.schemas(_lenient()):
        write(catalogues.DATA / "schema" / name, text)
    return 0


def _export(options: argparse.Namespace) -> int:
    from macros import export

    export.everything(catalogues.load(), options.site)
    return 0


def _books(options: argparse.Namespace) -> int:
    from macros import books, export  # needs a browser

    loaded = catalogues.load()
    for path in books.make(loaded, options.site, options.out):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    export.downloads(loaded, options.site)
    return 0


def _links(_: argparse.Namespace) -> int:
    loaded = _lenient()
    for _kind, _id, record in rules.records(loaded):
        for loc, value in rules.fields(record):
            if loc[-1] in {"url", "archive"} and isinstance(value, str):
                print(value)
    return 0


def _examples(options: argparse.Namespace) -> int:
    from macros import examples  # only this command and the tests run code

    loaded, _ = catalogues.check()
    if not loaded:
        print("The data cannot be read: run 'make check'.", file=sys.stderr)
        return 1
    if strange := set(options.files) - set(loaded.documents):
        print(f"no such record: {', '.join(sorted(strange))}", file=sys.stderr)
        return 2
    wrong = 0
    for run in examples.runs(loaded, frozenset(options.files)):
        listing = run.listing
        line, _ = loaded.documents[listing.file].place(listing.loc)
        if run.printed is None:
            wrong += run.why_not.startswith("failed")
            print(f"{listing.file}:{line}: not run, {run.why_not}")
        elif not listing.agrees(run.printed):
            wrong += 1
            print(f"{listing.file}:{line}: prints\n{run.printed}\ninstead of\n{listing.expected}\n")
            if options.write and listing.tolerance is None:  # line numbers move, so one output is written a run
                examples.write_output(catalogues.ROOT / listing.file, line, run.printed)
                print("written; run again for the next one")
                break
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
