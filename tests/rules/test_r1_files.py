"""R1: a file is one record, readable, at its place, of characters one can see."""

from __future__ import annotations

import pytest
from trees import CRUMB, FILM, NEW, Case, Tree, line, whole

SCHEMA = CRUMB.split("\n")[0]
CASES = [
    whole("R101", NEW, CRUMB, CRUMB.replace("Crumb", "Crème").encode("latin-1"), "2:1: byte 72 is not UTF-8: save the file as UTF-8"),
    whole("R102", NEW, CRUMB, CRUMB + "# x\n" * 30_000, "1:1: 120,264 bytes, at most 98,304 are allowed: split the record"),
    line("R103", FILM, "title: The Oven Film", "title: The Oven: a film",
         "2:16: a colon and a space inside text: put the whole text in quotes"),
    line("R103", FILM, "title: The Oven Film", 'title: "The Oven Film',
         "2:8: a quote is opened here and not closed where the text ends: close it"),
    line("R103", FILM, "[baking.steam]", "[baking.steam", "7:10: a bracket is opened here and never closed"),
    line("R103", FILM, "currency: EUR}}", "currency: EUR}", "6:7: a bracket is opened here and never closed"),
    line("R103", FILM, "currency: EUR}}", 'currency: "EUR}}', "6:66: a quote is opened here and not closed where the text ends: close it"),
    line("R103", FILM, "level: beginner", "level beginner",
         "5:1: no colon and space behind the field: write 'field: value', or indent the line if it goes on from above"),
    line("R103", FILM, "level: beginner", "  level: beginner",
         "5:8: the line above is no 'field: value', or this one is indented differently: fields of one record begin in one column"),
    line("R103", FILM, "level: beginner", "\tlevel: beginner", "5:1: a tab is never indentation: type spaces"),
    line("R103", FILM, "title: The Oven Film", "title: @The Oven Film",
         "2:8: a text cannot begin with this sign: put the whole text in quotes"),
    line("R103", FILM, "title: The Oven Film", 'title: "Oven" Film',
         "2:15: the text goes on behind a closing quote or bracket: put the whole text in quotes"),
    line("R103", FILM, "title: The Oven Film", "title: *Oven* Film",
         "2:8: a text cannot begin with this sign: put the whole text in quotes"),
    line("R103", FILM, "title: The Oven Film", 'title: "C:\\Oven"',
         '2:11: behind a backslash between double quotes only n, t, \\ and " may stand: use single quotes around the text'),
    line("R103", FILM, "teaches: [baking.steam]", "teaches: - baking.steam",
         "7:10: a list begins on a line of its own, or is written in brackets: [one, two]"),
    line("R103", FILM, "teaches: [baking.steam]", "teaches:\n  - baking.steam\n  dough.hydration: x",
         "9:3: every entry of a list begins with '- ', all in one column: add it, or indent this line as the list's lines are"),
    line("R103", FILM, "teaches: [baking.steam]", "teaches:\n  - baking.steam\n - dough",
         "9:2: this line is indented differently from those beside it: fields of one record begin in one column"),
    line("R103", FILM, "teaches: [baking.steam]", "teaches: [baking.steam dough: x: y]",
         "7:32: a comma or a closing bracket is missing here"),
    line("R103", FILM, "teaches: [baking.steam]", "teaches: ]",
         "7:10: a value is missing here: write it, and close each bracket that is opened"),
    line("R103", FILM, "added: 2026-09-01", "added: |2026\n  09",
         "9:10: nothing may stand behind '|' or '>': the text begins on the next line"),
    line("R103", FILM, "added: 2026-09-01", "added: 2026-09-01\n---\ntitle: Another",
         "10:1: a second document begins with '---': one record a file"),
    line("R103", FILM, "added: 2026-09-01", "added: 2026-09-01\n...\ntitle: Another",
         "11:1: cannot be read: look at quotes and indentation here; '---', '...', '%' and '!' need quotes"),
    line("R103", FILM, "teaches: [baking.steam]", "? [teaches]\n: x", "7:3: a key must be a word: did you mean quotes around {…} or […]?"),
    line("R104", FILM, "title: The Oven Film", "title: !!python/name:os.system The Oven Film",
         "2:8: the tag 'tag:yaml.org,2002:python/name:os.system' is not allowed: remove it, or put the text in quotes"),
    line("R105", FILM, "title: The Oven Film", "title: &film The Oven Film",
         "2:8: anchors (&) and aliases (*) are not allowed: write the value out, or put the text in quotes"),
    line("R106", FILM, "level: beginner", "level: beginner\ntitle: Again", "6:1: 'title' stands here and in line 2: keep one of the two"),
    line("R107", FILM, "title: The Oven Film", "title: [[[[[[[[[deep]]]]]]]]]", "2:15: nested deeper than 8 levels: flatten it"),
    line("R108", FILM, "title: The Oven Film", "title: The O\u200bven Film",
         "2:1: the invisible character U+200B (ZERO WIDTH SPACE) is not allowed: delete it or type a plain space"),
    line("R108", FILM, "title: The Oven Film", "title: The \x07 Film",
         "2:12: the invisible character U+0007 (a control character) is not allowed: delete it or type a plain space"),
    line("R108", FILM, "title: The Oven Film", "title: The Ov\u0435n Film",
         "2:1: 'Ovеn' mixes Cyrillic and Latin letters: type it again in one alphabet"),
    line("R108", FILM, "title: The Oven Film", "title: Cafe\u0301",
         "2:1: letters and accents are stored apart: save the text in Unicode form NFC"),
    whole("R109", "data/resources/My Book.yml", None, CRUMB,
         "1:1: the name 'My Book' is no id: use small letters, digits and single hyphens, at most 60, for example 'my-book.yml'"),
    whole("R109", "data/resources/con.yml", None, CRUMB,
         "1:1: the name 'con' is no id: use small letters, digits and single hyphens, at most 60, for example 'con.yml'"),
    whole("R109", "data/resources/readme.txt", None, CRUMB, "1:1: ends in '.txt': records end in .yml"),
    whole("R109", "data/resuorces/crumb.yml", None, CRUMB,
         "1:1: no kind of record is called 'resuorces' (did you mean 'resources'?): records stand in data/<kind>/<id>.yml"),
    line("R110", FILM, "title: The Oven Film", "title: The Oven #3", "2:17: '#3' is cut off as a comment: put the whole text in quotes"),
    line("R111", FILM, SCHEMA + "\n", "",
         "1:1: the first line names no schema, or another: write '# yaml-language-server: $schema=../schema/resource.schema.json'"),
    line("R111", FILM, SCHEMA, SCHEMA.replace("resource", "skill"),
         "1:1: the first line names no schema, or another: write '# yaml-language-server: $schema=../schema/resource.schema.json'"),
    line("R112", FILM, "url: https://example.org/oven\nformat: video", "format: video\nurl: https://example.org/oven",
         "3:1: format: stands before 'url', which comes first: fields keep the order of docs/fields.md"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_file_that_breaks_a_rule_is_told_so_and_a_mended_one_is_not(tree: Tree, case: Case) -> None:
    with tree.changed(case.broken(tree)):
        assert tree.told() == [*case.told]
    with tree.changed(case.mended(tree)):
        assert tree.told() == []
