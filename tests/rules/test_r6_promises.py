"""R6: what the guide promises of its contents and its texts."""

from __future__ import annotations

import pytest
from trees import BAKING, BOOK, CRUMB, FILM, NEW, PROMISES, Case, Tree, line, whole

HEAD = "# yaml-language-server: $schema=schema/promises.schema.json\n"
QUESTION = "data/questions/how-long.yml"
ASKED = """# yaml-language-server: $schema=../schema/question.schema.json
title: How long?
group: start
answer: Three years.
"""
TOPIC = """  - {id: first-topic, title: A, explanation: x, outcome: Do a thing that counts., hours: [1, 2], checks: [{question: x, answer: y}]}
"""
TAUGHT, READ, WATCHED = (
    {PROMISES: f"{HEAD}{promise}: true\n"} for promise in ("every_topic_taught", "every_skill_free_text", "every_skill_watched")
)
SIGNS = (
    "would be printed as it stands: put code between backticks, write HTML as words, and link to https:// addresses or records of the guide"
)
LEFT = "still says TODO: write it, or delete the line if the field is not required"
CASES = [
    line("R601", FILM, "[baking.steam]", "[baking]",
         "data/skills/baking.yml:17:5: R601 topics.0.id: no resource teaches 'baking.steam': add it to 'teaches' of a record in data/resources/", beside=TAUGHT),
    line("R602", BOOK, "[dough.hydration, baking]", "[dough.hydration]",
         "data/skills/baking.yml:2:1: R602 title: no resource that is free in full and read teaches this skill: add one", beside=READ),
    line("R602", BOOK, "state: free", "state: paid",
         "data/skills/baking.yml:2:1: R602 title: no resource that is free in full and read teaches this skill: add one", "data/skills/dough.yml:3:1: R602 title: no resource that is free in full and read teaches this skill: add one", beside=READ),
    whole("R602", NEW, CRUMB.replace("book", "video"), None,
         "data/skills/dough.yml:3:1: R602 title: no video or interactive resource teaches this skill: add one", beside=WATCHED),
    whole("R603", NEW, CRUMB, CRUMB.replace("dough", "dough.hydration"),
         "7:11: teaches.0: 'dough.hydration' already lists 1 resources: replace the weakest, or name a topic with fewer", beside={PROMISES: f"{HEAD}topic_resources: 1\n"}),
    line("R604", BAKING, "**Steam** keeps the crust soft while the loaf grows. See", "See",
         "19:5: topics.0.explanation: 2 words (formulas and code not counted); between 5 and 140 are asked for", beside={PROMISES: f"{HEAD}explanation_words: [5, 140]\n"}),
    whole("R604", QUESTION, ASKED, ASKED.replace("years.", "long years."),
         "4:1: answer: 3 words; at most 2 are asked for", beside={PROMISES: f"{HEAD}answer_words: 2\n"}),
    whole("R605", PROMISES, f"{HEAD}counts: {{skills: 2}}\n", f"{HEAD}counts: {{skills: 3}}\n",
         "2:10: counts.skills: 3 are promised and 2 are there: add the missing ones"),
    whole("R605", PROMISES, f"{HEAD}counts: {{skills: 2}}\n", f"{HEAD}counts: {{skils: 2}}\n",
         "2:10: counts.skils: nothing is counted under 'skils' (did you mean 'skills'?)"),
    line("R606", BAKING, "The oven holds", "It is important to note that the oven holds",
         "5:1: job: 'It is important to note' says nothing: leave it out or give the number"),
    line("R607", FILM, "One oven, one night", "One oven (TODO which?), one night", f"8:1: why: {LEFT}"),
    line("R607", FILM, "https://example.org/oven", "https://TODO", f"3:1: url: {LEFT}"),
    line("R607", FILM, "format: video", "format: TODO", f"4:1: format: {LEFT}"),
    line("R607", BAKING, "hours: [1, 3]", "hours: [TODO, TODO]", f"22:13: topics.0.hours.0: {LEFT}", f"22:19: topics.0.hours.1: {LEFT}"),
    line("R607", BAKING, "topics:\n", f"topics:\n{TOPIC}",
         "17:6: topics.0.id: is still the scaffold's 'first-topic': give the topic its own id"),
    line("R608", BAKING, "**Steam** keeps", "<script>alert(1)</script> keeps", f"19:5: topics.0.explanation: '<script>' {SIGNS}"),
    line("R608", BAKING, "**Steam** keeps", "<b>Steam</b> keeps", f"19:5: topics.0.explanation: '<b>' {SIGNS}"),
    line("R608", BAKING, "**Steam** keeps", "[Steam](http://example.org) keeps",
         f"19:5: topics.0.explanation: '[Steam](http://example.org)' {SIGNS}"),
    line("R608", BAKING, "**Steam** keeps", "[Steam](javascript:alert(1)) keeps",
         f"19:5: topics.0.explanation: '[Steam](javascript:alert(1))' {SIGNS}"),
    line("R608", "docs/index.md", "Begin with", "<script src=x></script> Begin with",
         "10:1: '<script': a page holds nothing that runs or loads: delete it, or put code between backticks"),
    line("R608", "docs/index.md", "Begin with", "<img src=x onerror = alert(1)> Begin with",
         "10:1: '<img src=x onerror =': a page holds nothing that runs or loads: delete it, or put code between backticks"),
    line("R609", FILM, "why: One oven", "why: One [oven](https://example.org)",
         "8:1: why: '[oven](https://example.org)' is not rendered in this field: write it without signs"),
    line("R609", FILM, "why: One oven", "why: One **oven**", "8:1: why: '**oven**' is not rendered in this field: write it without signs"),
    line("R609", FILM, "why: One oven", "why: One *fine* oven", "8:1: why: '*fine*' is not rendered in this field: write it without signs"),
    line("R610", FILM, "title: The Oven Film", "title: “The Oven Film”",
         "2:1: title: '“The Oven Film”' is wrapped in quotes: write 'The Oven Film'"),
    line("R610", FILM, "title: The Oven Film", "title: \"'The Oven Film'\"",
         "2:1: title: \"'The Oven Film'\" is wrapped in quotes: write 'The Oven Film'"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_text_that_breaks_a_promise_is_told_so_and_a_mended_one_is_not(tree: Tree, case: Case) -> None:
    with tree.changed(case.broken(tree)):
        assert tree.told() == [*case.told]
    with tree.changed(case.mended(tree)):
        assert tree.told() == []
