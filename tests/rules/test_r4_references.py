"""R4: what is named is there."""

from __future__ import annotations

import pytest
from trees import BAKING, BOOK, DOUGH, FILM, ROLE, ROUTE, Case, Tree, line

PROGRAMME = 'programmes: [{name: P, country: DE, url: "https://example.org/p", price: "1", as_of: 2026, claims: [flour-price]}]\n'
CELL = '  share: {unknown: "No count found (November 2026)."}\n'
CASES = [
    line("R401", FILM, "format: video", "format: vidoe",
         "4:1: format: 'vidoe' is none of the formats (did you mean 'video'?); write one of book, video"),
    line("R401", FILM, "format: video", "format: Video",
         "4:1: format: 'Video' is none of the formats (did you mean 'video'?); write one of book, video"),
    line("R401", DOUGH, "area: craft", "area: crafts",
         "4:1: area: 'crafts' is none of the areas (did you mean 'craft'?); write one of craft, heat"),
    line("R401", FILM, "{amount: 5, currency: EUR}", "{amount: 5, currency: Euro}",
         "6:56: cost.price.currency: 'Euro' is no currency code: write three capitals, for example 'EUR'"),
    line("R401", BOOK, "origin: DE", "origin: UK",
         "9:1: origin: 'UK' is no country code: write two capitals such as 'IN', or 'EU' or 'world'"),
    line("R401", BOOK, "origin: DE", "language: xx\norigin: DE",
         "9:1: language: 'xx' is no language code: write for example 'en' or 'pt-BR'"),
    line("R401", ROUTE, CELL, "", "8:1: cells: the row 'share' is missing: add it with 'short', or with 'unknown' when nothing was found"),
    line("R401", ROUTE, "  share: {", "  shares: {",
         "10:3: cells.shares: 'shares' is none of the attributes (did you mean 'share'?); write one of cost, share"),
    line("R402", FILM, "[baking.steam]", "[bakking.steam]", "7:11: teaches.0: no skill 'bakking.steam' (did you mean 'baking'?)"),
    line("R402", FILM, "[baking.steam]", "[baking.stem]",
         "7:11: teaches.0: 'baking' has no topic 'stem' (did you mean 'steam'?); it has steam"),
    line("R402", FILM, "[baking.steam]", "[mixing]", "7:11: teaches.0: 'mixing' is now called 'dough': write that"),
    line("R402", ROLE, "{skill: baking, level: 2}", "{skill: backing, level: 2}",
         "11:37: skills.1.skill: no skill 'backing' (did you mean 'baking'?)"),
    line("R403", DOUGH, "levels:\n", "needs: [{skill: baking, level: 1, why: Heat}]\nlevels:\n",
         "9:1: needs: a ring of prerequisites: dough needs baking needs dough; take one of these out"),
    line("R404", DOUGH, "<claim:flour-price>", "<claim:flour-prize>",
         "23:5: topics.0.explanation: no claim 'flour-prize' (did you mean 'flour-price'?)"),
    line("R404", BAKING, "(topic:dough.hydration)", "(topic:dough.hydratoin)",
         "19:5: topics.0.explanation: no topic 'dough.hydratoin' (did you mean 'dough.hydration'?)"),
    line("R404", BAKING, "(topic:dough.hydration)", "(page:skills/duogh/)",
         "19:5: topics.0.explanation: no page 'skills/duogh/' (did you mean 'skills/dough/'?)"),
    line("R405", ROUTE, CELL, CELL + PROGRAMME.replace("flour-price", "flour-prize"),
         "11:101: programmes.0.claims.0: no claim 'flour-prize' (did you mean 'flour-price'?)"),
    line("R405", "data/guide.yml", "role: baker", "role: bakker", "12:1: role: no role 'bakker' (did you mean 'baker'?)"),
    line("R406", DOUGH, "\\frac{w}{f}", "\\fraq{w}{f}", "23:5: topics.0.explanation: 'h = \\\\fraq{w}{f}': \\fraq is no command we know"),
    line("R406", DOUGH, "\\frac{w}{f}", "\\frac{w", ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_reference_that_breaks_a_rule_is_told_so_and_a_mended_one_is_not(tree: Tree, case: Case) -> None:
    with tree.changed(case.broken(tree)):
        assert tree.told() == [*case.told]
    with tree.changed(case.mended(tree)):
        assert tree.told() == []
