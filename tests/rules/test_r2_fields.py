"""R2: fields are known, there, of the right form and size, and fit together."""

from __future__ import annotations

import pytest
from trees import BAKING, BOOK, CLAIM, CRUMB, DOUGH, FILM, NEW, ROUTE, Case, Tree, line, whole

CHECK = "  - question: You have 800 g of flour and want 70 %. How much water?"
OPTION = "{text: A, right: true, because: B}"
FIELDS = "formerly, title, url, authors, publisher, format, level, hours, cost, language, origin, year, edition, status, seen, licence, teaches, best_for, parts, why, not_for, archive, added"
CASES = [
    whole("R201", NEW, CRUMB, "- a list\n- of things\n",
         f"1:1: a record is 'field: value' lines, this is a list; the fields of Resource are {FIELDS}"),
    whole("R201", NEW, CRUMB, "title\n",
         f"1:1: a record is 'field: value' lines, this is a single value; the fields of Resource are {FIELDS}"),
    whole("R201", NEW, CRUMB, "", f"1:1: the file is empty: a record is 'field: value' lines; the fields of Resource are {FIELDS}"),
    whole("R201", NEW, CRUMB, "# only a comment\n",
         f"1:1: the file is empty: a record is 'field: value' lines; the fields of Resource are {FIELDS}"),
    line("R202", FILM, "level: beginner", "levle: beginner", f"5:1: levle: unknown field (did you mean 'level'?); allowed are {FIELDS}"),
    line("R202", FILM, "state: paid, ", "stat: paid, ",
         "6:8: cost.stat: unknown field (did you mean 'state'?); allowed are state, as_of, account, price"),
    line("R203", FILM, "level: beginner\n", "",
         "2:1: level: is missing (What it asks of its reader: `beginner`, `intermediate` or `advanced`): add 'level:'"),
    line("R203", FILM, "state: paid, ", "",
         "6:1: cost.state: is missing (`free` (all of it), `preview`, `audit`, `aid`, `paid` or `unknown`): add 'state:'"),
    line("R204", FILM, "title: The Oven Film", "title: 2026",
         "2:1: title: 2026 has the wrong form: write text; put it in quotes if it looks like a number, true or null"),
    line("R204", FILM, "title: The Oven Film", "title:",
         "2:1: title: is empty: write text; put it in quotes if it looks like a number, true or null"),
    line("R204", FILM, "teaches: [baking.steam]", "teaches: baking.steam",
         "7:1: teaches: 'baking.steam' has the wrong form: write a list: [one, two]"),
    line("R204", FILM, "{amount: 5, currency: EUR}", "5 euros",
         "6:37: cost.price: '5 euros' has the wrong form: write 'field: value' lines"),
    line("R204", FILM, "amount: 5", "amount: five",
         "6:45: cost.price.amount: 'five' has the wrong form: write a whole number, without units"),
    line("R204", BOOK, "[5, 9]", "ten", "7:1: hours: 'ten' has the wrong form: write a list: [one, two]"),
    line("R204", BOOK, "[5, 9]", "{from: 5, to: 9}", "7:1: hours: this has the wrong form: write a list: [one, two]"),
    line("R204", CLAIM, "figure: 1.2", 'figure: "1,2"', "3:1: figure: '1,2' has the wrong form: write a number, without units or commas"),
    line("R204", ROUTE, 'share: {unknown: "No count found (November 2026)."}', "share: nothing",
         "10:3: cells.share: 'nothing' has the wrong form: write 'field: value' lines"),
    line("R204", ROUTE, "cost: {low: 0, high: 0, currency: EUR, year: 2026}", "cost: [0, 0]",
         "4:1: cost: this has the wrong form: write 'field: value' lines"),
    line("R205", FILM, "currency: EUR}", "currency: EUR, per: weak}",
         "6:71: cost.price.per: 'weak' is not allowed; write 'once', 'month' or 'year'"),
    line("R205", DOUGH, "language: python", "language: pyhton",
         "28:7: topics.0.example.language: 'pyhton' is not allowed (did you mean 'python'?); write 'python', 'sql', 'bash', 'yaml', 'text', 'dockerfile', 'java' or 'c'"),
    line("R206", FILM, "added: 2026-09-01", "added: last week", "9:1: added: 'last week' is no date: write 2026, 2026-11 or 2026-11-20"),
    line("R206", FILM, "added: 2026-09-01", "added: September 2026",
         "9:1: added: 'September 2026' is no date as we write them: write 2026-09"),
    line("R206", FILM, "added: 2026-09-01", "added: 2026-02-31", "9:1: added: 2026-02-31 is no day of the calendar"),
    line("R206", DOUGH, "formerly: [mixing]", "formerly: [My Mixing]",
         "2:12: formerly.0: 'My Mixing' is no id: small letters, digits and single hyphens, for example 'my-mixing'"),
    line("R206", FILM, "title: The Oven Film", 'title: "The\\nFilm"', "2:1: title: 'The\\nFilm' must stand on one line"),
    line("R207", FILM, "why: One oven, one night, no words; shows steam better than text can.", "why: Good.",
         "8:1: why: is too short (5 characters): at least 20"),
    line("R207", FILM, "title: The Oven Film", f"title: {'x' * 201}", "2:1: title: is too long (201 characters): at most 200"),
    line("R207", FILM, "teaches: [baking.steam]", "teaches: []", "7:1: teaches: is too short (0 entries): at least 1"),
    line("R207", BOOK, "hours: [5, 9]", "hours: [5]", "7:1: hours: is too short (1 entries): at least 2"),
    line("R207", BAKING, "level: 2", "level: 9", "8:20: needs.0.level: 9 is out of range: less than or equal to 4"),
    line("R208", BOOK, "hours: [5, 9]", "hours: [9, 5]", "7:1: hours: runs from low to high: write [5, 9]"),
    line("R208", ROUTE, "months_full_time: [36, 36]", "months_full_time: [36, 12]",
         "5:1: months_full_time: runs from low to high: write [12, 36]"),
    line("R208", CLAIM, "unit: eur\n", "", "3:1: figure: a figure needs a unit: add unit, for example 'percent'"),
    line("R208", CLAIM, "unit: eur", "to: 1\nunit: eur", "4:1: to: is the upper end of a range: it needs a smaller 'figure'"),
    line("R208", CLAIM, "unit: eur", "unit: eur\ninterval: [2, 1]", "5:1: interval: runs from low to high: write [1, 2]"),
    line("R208", BAKING, '  3: {does: "Alone, bakes a night\'s batch.", hours: [60, 120]}\n', "",
         "9:1: levels: needs 1, 2, 3 and 4; missing: 3"),
    line("R208", ROUTE, '{short: "Nothing; you are paid"}', "{}",
         "9:3: cells.cost: a cell has either 'short' or 'unknown': write what is known, or say what was not found"),
    line("R208", ROUTE, '{short: "Nothing; you are paid"}', "{short: x, unknown: y}",
         "9:20: cells.cost.unknown: a cell has either 'short' or 'unknown': write what is known, or say what was not found"),
    line("R208", DOUGH, CHECK, CHECK.replace("- question", "- kind: number\n        question"),
         "36:9: topics.0.checks.0.kind: a check of kind 'number' needs tolerance, by, says"),
    line("R208", DOUGH, CHECK, CHECK.replace("- question", "- kind: choice\n        options: [" + OPTION + "]\n        question"),
         "37:9: topics.0.checks.0.options: a choice needs a right and a wrong option"),
    line("R208", DOUGH, CHECK, CHECK.replace("- question", "- kind: order\n        question"),
         "36:9: topics.0.checks.0.kind: a check of kind 'order' needs steps, says"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_field_that_breaks_a_rule_is_told_so_and_a_mended_one_is_not(tree: Tree, case: Case) -> None:
    with tree.changed(case.broken(tree)):
        assert tree.told() == [*case.told]
    with tree.changed(case.mended(tree)):
        assert tree.told() == []
