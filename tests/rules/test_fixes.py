"""`check --fix` writes what needs no thought, keeps the rest of a file, and touches no file without a finding."""

from __future__ import annotations

import pytest
from trees import BAKING, BOOK, CRUMB, FILM, HOME_PAGE, NEW, PAGE, TODAY, Tree

from macros.author.repair import repair
from macros.records.dates import as_iso

SUMMARY = "summary: Turning dough into bread with heat and steam.\n"
JOB = "job: |\n  The oven holds forty loaves. Jonas turns the trays after ten minutes, because the back is hotter.\n"
SCHEMA = CRUMB.split("\n")[0]
DATES = {
    "2026-11-5": "2026-11-05", "2026/11/05": "2026-11-05", "2026-1": "2026-01", "November 2026": "2026-11", "Nov 2026": "2026-11",
    "Sept. 2026": "2026-09", "5 November 2026": "2026-11-05", "5. November 2026": "2026-11-05", "November 5, 2026": "2026-11-05",
    "Nov 5th, 2026": "2026-11-05", "20.11.2026": "2026-11-20", "11/20/2026": "2026-11-20", "05.05.2026": "2026-05-05", "11/2026": "2026-11",
    "05.11.2026": None, "5/11/2026": None, "31.02.2026": None, "2026-13": None, "Ma 2026": None, "last week": None, "2026-11-31": None, "": None,
}  # fmt: skip


@pytest.mark.parametrize(("written", "iso"), DATES.items(), ids=DATES)
def test_a_date_is_read_where_it_can_be_read_in_one_way(written: str, iso: str | None) -> None:
    assert as_iso(written) == iso


MENDED = {
    # what is wrong: (file, what was there, what was written, what is there after the repair)
    "a date of one digit": (FILM, "added: 2026-09-01", "added: 2026-9-1  # seen by hand", "added: 2026-09-01  # seen by hand"),
    "a date in words": (FILM, "added: 2026-09-01", "added: September 2026", "added: 2026-09"),
    "a date in quotes": (FILM, "added: 2026-09-01", 'added: "20.9.2026"', 'added: "2026-09-20"'),
    "a date inside braces": (FILM, "as_of: 2026-10", "as_of: Oct 2026", "as_of: 2026-10"),
    "quotes of a word processor": (FILM, "title: The Oven Film", "title: “The Oven Film”", "title: The Oven Film"),
    "quotes round what needs quotes": (FILM, "title: The Oven Film", "title: “@ the oven”", 'title: "@ the oven"'),
    "quotes inside quotes": (FILM, "title: The Oven Film", "title: '“The Oven Film”'", "title: 'The Oven Film'"),
    "quotes behind backslashes": (FILM, "title: The Oven Film", 'title: "\\"Ovens: a film\\""', 'title: "Ovens: a film"'),
    "quotes in a list": (BOOK, "authors: [A. Baker]", "authors: [“A. Baker”, B]", "authors: [A. Baker, B]"),
    "quotes round a number": (FILM, "title: The Oven Film", "title: “2026”", 'title: "2026"'),
    "no schema": (FILM, SCHEMA + "\n", "", SCHEMA + "\n"),
    "another schema": (FILM, SCHEMA, SCHEMA.replace("resource", "skill"), SCHEMA),
    "the order of two fields": (
        FILM,
        "format: video\nlevel: beginner\n",
        "# what it asks\nlevel: beginner  # of anybody\nformat: video\n",
        "format: video\n# what it asks\nlevel: beginner  # of anybody\n",
    ),
    "the order of a block": (
        BAKING,
        SUMMARY + JOB + "needs:\n",
        JOB + "\n# in one line\n" + SUMMARY + "needs:\n",
        "# in one line\n" + SUMMARY + JOB + "\nneeds:\n",
    ),
    "a page that shows its record no more": (PAGE, '---\n\n{{ show("skill") }}\n', "---\n\nWords.\n", '---\n\n{{ show("skill") }}\n\nWords.\n'),
    "render_macros missing": (HOME_PAGE, 'title: "Baker Guide"\nrender_macros: true\n', 'title: "Baker Guide"\n', 'render_macros: true\ntitle: "Baker Guide"\n'),
    "render_macros false": (HOME_PAGE, "render_macros: true", "render_macros: no", "render_macros: true"),
    "no front matter": (HOME_PAGE, '---\ntitle: "Baker Guide"\nrender_macros: true\n---\n', "", "---\nrender_macros: true\n---\n"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "right", "wrong", "mended"), MENDED.values(), ids=MENDED)
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_what_is_mechanical_is_mended_once_and_nothing_else_is_touched(
    tree: Tree, file: str, right: str, wrong: str, mended: str, ending: str
) -> None:
    broken, wanted = (tree.with_line(file, right, text).replace("\n", ending).encode() for text in (wrong, mended))
    others = {path: path.stat().st_mtime_ns for path in tree.root.rglob("*") if path.is_file()}
    with tree.changed({file: broken}):
        path = tree.root / file
        assert tree.told() != []
        assert repair(tree.store, TODAY, tree.docs) == [path]
        assert path.read_bytes() == wanted
        assert tree.told() == []
        assert repair(tree.store, TODAY, tree.docs) == []
        assert {each for each, time in others.items() if each.stat().st_mtime_ns != time} == {path}


def test_the_front_matter_of_a_page_is_its_records_again_and_its_words_stay(tree: Tree) -> None:
    page = (tree.read(PAGE) or b"").decode() + "\nWords.\n"
    with tree.changed({PAGE: page.replace('title: "Dough"', "title: Doughs: a study")}):
        assert repair(tree.store, TODAY, tree.docs) == [tree.root / PAGE]
        assert (tree.read(PAGE) or b"").decode() == page


def test_several_repairs_of_one_file(tree: Tree) -> None:
    wrong = CRUMB.replace(SCHEMA + "\n", "").replace("title: Crumb", "title: “Crumb”").replace("2026-10-01", "1 October 2026")
    wrong = wrong.replace("format: book\nlevel: beginner", "level: beginner\nformat: book").replace("as_of: 2026-10", "as_of: 2026-7")
    with tree.changed({NEW: wrong}):
        assert repair(tree.store, TODAY, tree.docs) == [tree.root / NEW]
        assert (tree.read(NEW) or b"").decode() == CRUMB.replace("as_of: 2026-10", "as_of: 2026-07")
        assert tree.told() == []


LEFT = {
    "a date that may be two": (FILM, "added: 2026-09-01", "added: 05.11.2026"),
    "a date written with escapes": (FILM, "added: 2026-09-01", 'added: "20\\u00326-9-1"'),
    "an unknown field": (FILM, "level: beginner", "levle: beginner"),
    "a file that cannot be read": (FILM, "title: The Oven Film", 'title: "“The Oven Film”'),
}


@pytest.mark.parametrize(("file", "right", "wrong"), LEFT.values(), ids=LEFT)
def test_what_needs_thought_is_left(tree: Tree, file: str, right: str, wrong: str) -> None:
    with tree.changed({file: tree.with_line(file, right, wrong)}):
        told, written = tree.told(), tree.read(file)
        assert repair(tree.store, TODAY, tree.docs) == []
        assert (tree.told(), tree.read(file)) == (told, written)


def test_a_record_in_braces_is_told_and_left(tree: Tree) -> None:
    fields = ["level: beginner", "format: book", *(line for line in CRUMB.split("\n")[1:-1] if not line.startswith(("level", "format")))]
    braces = SCHEMA + "\n{" + ", ".join(fields).replace("crumbs, for", "crumbs for") + "}\n"
    with tree.changed({NEW: braces}):
        assert [message.split(" ")[1] for message in tree.told()] == ["R112"]
        assert repair(tree.store, TODAY, tree.docs) == []
