"""R3: addresses are honest; ids, addresses and works stand once."""

from __future__ import annotations

import pytest
from trees import BAKING, BOOK, CRUMB, DOUGH, FILM, HOME_PAGE, NEW, Case, Tree, line, whole

CASES = [
    line("R301", FILM, "https://example.org/oven", "http://example.org/oven",
         "3:1: url: 'http://example.org/oven' must start with https://"),
    line("R301", FILM, "https://example.org/oven", "https://bit.ly/oven",
         "3:1: url: 'https://bit.ly/oven' bit.ly hides where it leads: give the address it opens"),
    line("R301", FILM, "https://example.org/oven", "https://example.org/oven?utm_source=x",
         "3:1: url: 'https://example.org/oven?utm_source=x' the parameter 'utm_source' tracks readers or pays somebody: remove it"),
    line("R301", BAKING, "See [hydration]", "See [this](https://example.org/?ref=me) and [hydration]",
         "19:5: topics.0.explanation: 'https://example.org/?ref=me' the parameter 'ref' tracks readers or pays somebody: remove it"),
    line("R301", HOME_PAGE, "(skills/dough.md)", "(http://example.org)", "10:12: 'http://example.org' must start with https://"),
    line("R301", HOME_PAGE, "(skills/dough.md)", "(javascript:alert(1))", "10:12: 'javascript:alert(1' must start with https://"),
    line("R302", BOOK, "https://example.org/bread", "https://www.example.org/oven/index.html",
         "3:1: url: the same address as in data/resources/oven-film.yml: add to that record instead"),
    whole("R302", NEW, CRUMB, CRUMB.replace("/crumb", "/oven"),
         "3:1: url: the same address as in data/resources/oven-film.yml: add to that record instead"),
    line("R303", BAKING, "title: Baking", "formerly: [dough]\ntitle: Baking",
         "2:1: formerly: the id 'dough' belongs to 'dough': choose another"),
    line("R303", BAKING, "title: Baking", "formerly: [mixing]\ntitle: Baking",
         "2:1: formerly: the id 'mixing' belongs to 'dough': choose another"),
    line("R303", DOUGH, "formerly: [water-share]", "formerly: [hydration]",
         "19:5: topics.0.id: the topic id 'hydration' is used twice in this skill: choose another"),
    line("R303", DOUGH, "- question: You have", "- id: a\n        question: x\n        answer: y\n      - id: a\n        question: You have",
         "39:9: topics.0.checks.1.id: the id 'a' is used twice in this topic: choose another"),
    whole("R304", NEW, CRUMB, CRUMB.replace("title: Crumb", "title: The oven film.").replace("book", "video"),
         "2:1: title: title, authors and format are those of data/resources/oven-film.yml: add to that record instead"),
    line("R304", BOOK, '"A Book <b>about</b> Bread & {{ 7*7 }}"', "Crumb",
         "data/resources/crumb.yml:2:1: R304 title: title, authors and format are those of data/resources/bread-book.yml: add to that record instead", beside={NEW: CRUMB}),
    line("R305", BOOK, "topic: dough.hydration", "topic: baking.steam",
         "16:1: parts: 'baking.steam' is not in 'teaches': add it there, or leave the part out"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_name_that_breaks_a_rule_is_told_so_and_a_mended_one_is_not(tree: Tree, case: Case) -> None:
    with tree.changed(case.broken(tree)):
        assert tree.told() == [*case.told]
    with tree.changed(case.mended(tree)):
        assert tree.told() == []
