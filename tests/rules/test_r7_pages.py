"""R7: pages and records agree, pages run nothing but our macros, links and menus lead somewhere."""

from __future__ import annotations

import pytest
from trees import HOME_PAGE, PAGE, Case, Tree, line, whole

CASES = [
    whole("R701", PAGE, None, None, "1:1: this record has no page yet: run 'python -m macros pages'"),
    whole("R701", "docs/skills/left-over.md", None, '---\nskill: left-over\nrender_macros: true\n---\n\n{{ show("skill") }}\n',
         "1:1: no record has this id: run 'python -m macros pages', or move the text elsewhere"),
    line("R702", PAGE, 'title: "Dough"', 'title: "Doughs"',
         "1:1: the lines above the second '---' differ from the record: run 'python -m macros pages'"),
    line("R702", PAGE, "render_macros: true\n", "",
         "1:1: the lines above the second '---' differ from the record: run 'python -m macros pages'"),
    line("R703", HOME_PAGE, "Begin with", "{{ config.theme }} Begin with",
         "10:1: '{{ config.theme }} Begin with ': a page may only call {{ show(\"…\") }}, claim, count and sources"),
    line("R703", HOME_PAGE, "Begin with", "{% raw %} Begin with",
         "10:1: '{% raw %} Begin with [dough](s': a page may only call {{ show(\"…\") }}, claim, count and sources"),
    line("R703", HOME_PAGE, 'show("home")', "show('home')",
         '8:1: "{{ show(\'home\') }}": a page may only call {{ show("…") }}, claim, count and sources'),
    line("R704", HOME_PAGE, "Begin with", '{{ claim("flour-prize") }} Begin with',
         "10:1: no claim 'flour-prize' (did you mean 'flour-price'?)"),
    line("R705", HOME_PAGE, 'show("home")', 'show("hoem")', "8:1: no view 'hoem' (did you mean 'home'?)"),
    line("R705", HOME_PAGE, "Begin with", '{{ count("skils") }} Begin with', "10:1: no count 'skils' (did you mean 'skills'?)"),
    line("R706", HOME_PAGE, "render_macros: true\n", "",
         "2:1: {{ show(\"home\") }} is not run: write 'render_macros: true' between two lines '---' at the top"),
    line("R706", HOME_PAGE, "render_macros: true", "render_macros: false",
         "3:1: {{ show(\"home\") }} is not run: write 'render_macros: true' between two lines '---' at the top"),
    line("R706", HOME_PAGE, '{{ show("home") }}', "", '3:1: this page calls nothing: write its {{ show("…") }} again, or delete this line'),
    line("R706", PAGE, '{{ show("skill") }}', "",
         "9:1: this page shows its record no more: write {{ show(\"skill\") }} below the second '---'"),
    line("R707", HOME_PAGE, 'title: "Baker Guide"', "title: Baker: a guide",
         "2:13: a colon and a space inside text: put the whole text in quotes"),
    line("R707", HOME_PAGE, 'title: "Baker Guide"', "Baker Guide",
         "3:14: the line above is no 'field: value', or this one is indented differently: fields of one record begin in one column"),
    line("R707", HOME_PAGE, "render_macros: true\n---", "render_macros: true",
         "1:1: the lines at the top are opened with '---' and never closed: add a line '---' below them"),
    whole("R708", "docs/new.md", None, "# New\n",
         "1:1: is in no menu: add a line such as '- Its title: new.md' under 'nav:' in mkdocs.yml"),
    line("R708", "mkdocs.yml", "  - Home: index.md", "  - Home: index.md\n  - Plan: paln.md",
         "6:1: the navigation names 'paln.md', which is not there"),
    line("R709", HOME_PAGE, "(skills/dough.md)", "(skills/duogh.md)", "10:12: no page 'skills/duogh.md' (did you mean 'skills/dough.md'?)"),
    line("R709", HOME_PAGE, "(skills/dough.md)", "(skills/duogh/)", "10:12: no page 'skills/duogh/' (did you mean 'skills/dough/'?)"),
    line("R709", PAGE, '{{ show("skill") }}', '{{ show("skill") }}\n\nSee [baking](../bakking/).',
         "12:5: no page 'skills/bakking/' (did you mean 'skills/baking/'?)"),
    line("R710", "mkdocs.yml", 'site_name: "Baker Guide"', 'site_name: "Another"',
         "1:1: differs from what data/ says: run 'python -m macros pages'"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_page_that_breaks_a_rule_is_told_so_and_a_mended_one_is_not(tree: Tree, case: Case) -> None:
    with tree.changed(case.broken(tree)):
        assert tree.told() == [*case.told]
    with tree.changed(case.mended(tree)):
        assert tree.told() == []
