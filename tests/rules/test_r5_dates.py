"""R5: what has happened lies in the past, what is to be done in the future."""

from __future__ import annotations

import pytest
from trees import CLAIM, FILM, Case, Tree, line

CASES = [
    line("R501", FILM, "added: 2026-09-01", "added: 2026-11-21",
         "9:1: added: 2026-11-21 is in the future (today is 2026-11-20): write when it was seen"),
    line("R501", FILM, "as_of: 2026-10", "as_of: 2026-12",
         "6:21: cost.as_of: 2026-12 is in the future (today is 2026-11-20): write when it was seen"),
    line("R501", CLAIM, "published: 2025-01", "published: 2027",
         "8:89: source.published: 2027 is in the future (today is 2026-11-20): write when it was seen"),
    line("R502", CLAIM, "review_by: 2025-12", "review_by: 2024-12",
         "7:1: review_by: 2024-12 is before as_of (2025-01): write when to look again"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_date_that_breaks_a_rule_is_told_so_and_a_mended_one_is_not(tree: Tree, case: Case) -> None:
    with tree.changed(case.broken(tree)):
        assert tree.told() == [*case.told]
    with tree.changed(case.mended(tree)):
        assert tree.told() == []
