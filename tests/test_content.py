"""What the guide's own data promises: in order, fresh, readable, and code that prints what it says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from macros.ask.hours import goal_hours, levels
from macros.ask.uses import is_due, wanted
from macros.author import examples
from macros.catalogue import DATA, DOCS, Catalogue, store
from macros.check import check as checked
from macros.kinds.correction import Correction
from macros.kinds.project import Project
from macros.kinds.resource import Resource
from macros.kinds.role import Role
from macros.kinds.skill import Checked, Skill
from macros.text import prose


def test_everything_is_in_order() -> None:
    assert [str(finding) for finding in checked(store(), date(2100, 1, 1), DOCS)[1]] == []


def test_code_prints_what_it_says(guide: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    """Every Python and SQL example is run; those whose package is not installed here are counted."""
    wrong, not_run, count = [], 0, 0
    for run in examples.runs(guide):
        count += 1
        where = f"{run.listing.file} {run.listing.loc}"
        if run.printed is None:
            not_run += 1
            if not run.why_not.startswith("needs "):
                wrong.append(f"{where}: {run.why_not}")
        elif not run.listing.agrees(run.printed):
            wrong.append(f"{where}: prints\n{run.printed}\ninstead of\n{run.listing.expected}")
    with capsys.disabled():
        print(f"\n{count} examples, {not_run} not run here (package missing)")
    assert wrong == []
    assert count - not_run > 150


def test_a_topic_is_due_when_its_life_is_over(guide: Catalogue) -> None:
    topic = next(found.topic for found in guide.topics.values() if found.topic.checked)
    short = topic.model_copy(update={"life": "90d", "checked": Checked(on="2026-11-01", tried="Nothing much, but long ago.")})
    assert [is_due(short, day) for day in ("2026-11-28", "2027-01-30", "2027-01-31")] == [False, False, True]
    month = short.model_copy(update={"checked": Checked(on="2026-11", tried="Some day of that month.")})
    assert [is_due(month, day) for day in ("2027-02-28", "2027-03-01")] == [False, True], "a month is over on its last day"
    assert not is_due(short.model_copy(update={"life": None}), "2100-01-01")
    assert not is_due(short.model_copy(update={"checked": None}), "2100-01-01")


def test_help_is_wanted_for_topics_that_age_or_were_never_checked(guide: Catalogue) -> None:
    later = wanted(guide, "2100-01-01")
    topics = {ref: found.topic for ref, found in guide.topics.items()}
    assert set(later["due"]) == {ref for ref, topic in topics.items() if topic.checked and topic.life}
    assert set(later["never_checked"]) == {ref for ref, topic in topics.items() if not topic.checked}


def test_every_correction_stood_somewhere(guide: Catalogue) -> None:
    """A topic that is renamed or taken out takes the place of its corrections along."""
    places = {record.where for record in guide.of(Correction).values() if record.where}
    assert len(places) > 40
    assert {place for place in places if not guide.knows("topic" if "." in place else "skill", place)} == set()
    mended = [record.mended for record in guide.of(Correction).values()]
    assert mended == sorted(mended, reverse=True)


def syllables(word: str) -> int:
    """A count by groups of vowels, silent endings left out: good to about one in ten words."""
    word = re.sub(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]{1,2}", word.removeprefix("y"))))


def grade(text: str) -> float:
    """Flesch–Kincaid grade (Kincaid and others, 1975), formulas and code left out."""
    plain = prose.plain(text, formula=" ", code=" ")
    sentences = [part for part in re.split(r"[.!?:;]+\s", plain) if part.strip()]
    words = re.findall(r"[A-Za-z']+", plain)
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_explanations_read_at_about_grade_ten_or_lower(guide: Catalogue) -> None:
    grades = {ref: grade(found.topic.explanation) for ref, found in guide.topics.items()}
    assert sum(grades.values()) / len(grades) < 8
    assert {ref: round(value, 1) for ref, value in grades.items() if value > 12} == {}


def test_a_check_does_not_quote_the_explanation(guide: Catalogue) -> None:
    for ref, found in guide.topics.items():
        text = prose.plain(found.topic.explanation)
        for check in found.topic.checks:
            if check.kind == "open":
                answer = prose.plain(check.answer or "")
                assert answer not in text, ref
                assert len(answer.split()) >= 12, f"{ref}: a full answer says why"


def test_no_two_topics_say_the_same(guide: Catalogue) -> None:
    """No two explanations share a run of ten words."""
    seen: dict[tuple[str, ...], str] = {}
    twice = []
    for ref, found in guide.topics.items():
        words = re.findall(r"\w+", prose.plain(found.topic.explanation, formula=" ", code=" ").lower())
        for run in {tuple(words[i : i + 10]) for i in range(len(words) - 9)}:
            if seen.setdefault(run, ref) != ref:
                twice.append((seen[run], ref, " ".join(run)))
    assert twice == []


def test_a_plan_fits_a_life(guide: Catalogue) -> None:
    """From nothing to a first job: more than a few months, less than ten years, at ten hours a week."""
    for role in guide.of(Role):
        low, high = goal_hours(guide, role)
        assert 200 < low < high < 5000, role
        order = list(levels(guide, role))
        assert order == [id for id in guide.of(Skill) if id in set(order)]


def test_every_kind_of_way_is_there(guide: Catalogue) -> None:
    """Free, paid and unknown are told apart; several languages; most resources open without an account."""
    states = {resource.cost.state for resource in guide.of(Resource).values()}
    assert {"free", "paid", "unknown"} <= states
    assert len({resource.language for resource in guide.of(Resource).values()}) >= 5
    assert all(project.no_gpu and project.no_cost for project in guide.of(Project).values())


def test_the_list_of_addresses_seen_elsewhere_does_not_rot() -> None:
    """`url-evidence.tsv` says where each address was seen that no public list links; none of them is left over."""
    rows = [line.split("\t") for line in (Path(__file__).parent / "url-evidence.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    files = [
        *DATA.rglob("*.yml"),
        *DATA.rglob("*.json"),
        *DOCS.rglob("*.md"),
        *DOCS.rglob("*.txt"),
        DATA / "surveys" / "README.md",
    ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert [url for url, where, _ in rows if not where or url.rstrip("/") not in text] == []
