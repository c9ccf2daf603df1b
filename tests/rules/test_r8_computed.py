"""R8: charts have their rows, code can be read and prints what the record says."""

from __future__ import annotations

import pytest
from trees import CHART, DOUGH, ROWS, Case, Tree, line, whole

CASES = [
    whole("R801", "data/charts/work.yml", CHART, CHART.replace("work.csv", "wrok.csv"),
         "4:1: table: no table data/surveys/wrok.csv: look at the table's columns and spelling", beside=ROWS),
    whole("R801", "data/charts/work.yml", CHART, CHART.replace("role: Baker", "role: Backer"),
         "4:1: table: no row of work.csv has {'role': 'Backer'}: look at the table's columns and spelling", beside=ROWS),
    whole("R801", "data/charts/work.yml", CHART, CHART.replace("where: {role: Baker}", "where: {role: Baker}\nvalue: median"),
         "4:1: table: no column 'median': look at the table's columns and spelling", beside=ROWS),
    line("R802", DOUGH, "print(flour * 0.65)", "print(flour * 0.65",
         "29:7: topics.0.example.code: Python cannot read line 2 of the code: '(' was never closed"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_cannot_be_computed_is_told_so_and_a_mended_one_is_not(tree: Tree, case: Case) -> None:
    with tree.changed(case.broken(tree)):
        assert tree.told() == [*case.told]
    with tree.changed(case.mended(tree)):
        assert tree.told() == []
