"""Every figure is counted again from the tables we ship, and every citation prints its claim's figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from math import sqrt
from pathlib import Path

import pytest

from macros.ask.surveys import TableError, counted, differences, rounds_to, selected, table, wilson
from macros.ask.uses import newest_fact
from macros.catalogue import DATA, Catalogue, Store
from macros.check import check
from macros.check.claims import numbers
from macros.kinds.claim import Beside, Claim, Row
from macros.records.fields import Markdown
from macros.text import prose
from tests.conftest import bakery

SHARES = sorted(path.name for path in (DATA / "surveys").glob("*.csv") if "share" in table(DATA, path.name)[0])


def of_tables(guide: Catalogue) -> Iterator[tuple[str, Claim]]:
    return ((id, claim) for id, claim in guide.of(Claim).items() if claim.row)


# ---------------------------------------------------------------- the guide's own claims


def test_every_claim_of_a_survey_is_counted_again(guide: Catalogue) -> None:
    claims = dict(of_tables(guide))
    assert len(claims) >= 120
    wrong = {
        id: found for id, claim in claims.items() if (found := [*differences(claim, [counted(DATA, row) for row in claim.counted_from])])
    }
    assert wrong == {}


def test_no_survey_claim_goes_without_its_row(guide: Catalogue) -> None:
    """Official statistics keep their own tables: only few of their figures are in ours."""
    ours = {claim.source.url for _, claim in of_tables(guide) if claim.strength != "official"}
    assert [id for id, claim in guide.of(Claim).items() if claim.source.url in ours and claim.row is None] == []


def test_one_survey_counts_one_base(guide: Catalogue) -> None:
    """Of one survey, year, role and question all claims have the same number of people."""
    seen: dict[tuple[str, ...], int] = {}
    for id, claim in of_tables(guide):
        assert claim.row is not None
        if claim.n and claim.row.value == "share":
            base = tuple(claim.row.where.get(column, "") for column in ("survey", "year", "role", "dimension"))
            assert seen.setdefault(base, claim.n) == claim.n, id


# ---------------------------------------------------------------- the tables


@pytest.mark.parametrize("name", SHARES)
def test_shares_and_their_intervals_follow_from_the_counts(name: str) -> None:
    for row in table(DATA, name):
        part, total = int(row["n"]), int(row["total"])
        assert rounds_to(part / total, float(row["share"]), 4), row
        assert all(rounds_to(mine, float(row[key]), 4) for mine, key in zip(wilson(part, total), ("ci_low", "ci_high"), strict=True)), row


def test_contrasts_follow_from_the_counts() -> None:
    for row in table(DATA, "role_contrasts.csv"):
        ends, shares = [], []
        for side in "ab":
            part, total = int(row[f"n_{side}"]), int(row[f"total_{side}"])
            shares.append(part / total)
            ends.append(wilson(part, total))
        (low_a, high_a), (low_b, high_b) = ends
        gap = shares[0] - shares[1]
        low = gap - sqrt((shares[0] - low_a) ** 2 + (high_b - shares[1]) ** 2)
        high = gap + sqrt((high_a - shares[0]) ** 2 + (shares[1] - low_b) ** 2)
        assert all(rounds_to(mine, float(row[key]), 4) for mine, key in ((gap, "difference"), (low, "ci_low"), (high, "ci_high"))), row


# ---------------------------------------------------------------- counting

BREAD = """survey,year,role,dimension,category,n,total,share,ci_low,ci_high
Ovens,2024,Baker,bread,Rye,20,100,0.2,0.1334,0.2888
Ovens,2024,Baker,bread,Wheat,50,100,0.5,0.4038,0.5962
Ovens,2023,Baker,bread,Rye,10,100,0.1,0.0552,0.1744
Ovens,2024,Miller,bread,Rye,3,10,0.3,0.1078,0.6032
"""
PAY = """survey,year,role,category,n,p25,median,p75,ci_low,ci_high
Ovens,2024,Baker,all,40,20000,30000,41000,28000,32000
"""
RYE = {"year": "2024", "role": "Baker", "category": "Rye"}


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    (tmp_path / "surveys").mkdir()
    (tmp_path / "surveys" / "bread.csv").write_text(BREAD)
    (tmp_path / "surveys" / "pay.csv").write_text(PAY)
    return tmp_path


COUNTED = {
    "a row": (Row(table="bread.csv", where=RYE), 20, (13.3, 28.9), 100),
    "rows added up": (Row(table="bread.csv", where={"year": "2024", "role": "Baker"}, categories=("Rye", "Wheat")), 70, (60.4, 78.1), 100),
    "everybody else": (Row(table="bread.csv", where=RYE, rest=True), 80, (71.1, 86.7), 100),
    "a difference": (Row(table="bread.csv", where=RYE, minus={"year": "2023"}), 10, (0.0, 19.9), 100),
    "a median": (Row(table="pay.csv", where={"role": "Baker"}, value="median"), 30000, (28000, 32000), 40),
    "a quartile has no interval": (Row(table="pay.csv", where={"role": "Baker"}, value="p25"), 20000, None, 40),
}


@pytest.mark.parametrize(("row", "value", "interval", "n"), COUNTED.values(), ids=COUNTED)
def test_a_row_gives_its_number(tables: Path, row: Row, value: float, interval: tuple[float, float] | None, n: int) -> None:
    found = counted(tables, row)
    assert found.n == n
    assert found.value == pytest.approx(value)
    assert found.interval == (interval and pytest.approx(interval, abs=0.1))


def test_a_further_row_differs_only_in_what_it_says() -> None:
    first = Row(table="bread.csv", where=RYE)
    assert Beside(where={"role": "Miller"}).beside(first) == Row(table="bread.csv", where={**RYE, "role": "Miller"})
    assert Beside(categories=("Rye", "Wheat")).beside(first).where == {"year": "2024", "role": "Baker"}


REFUSED = {
    "no table": (Row(table="cake.csv", where=RYE), "no table data/surveys/cake.csv"),
    "no column": (Row(table="bread.csv", where={"colour": "brown"}), "bread.csv has no column 'colour'; it has survey, year"),
    "no row": (Row(table="bread.csv", where={**RYE, "category": "Rice"}), "no row of bread.csv has"),
    "several rows": (Row(table="bread.csv", where={"role": "Baker"}), "3 rows of bread.csv have {'role': 'Baker'}: name more columns"),
    "no category": (
        Row(table="bread.csv", where={"year": "2024"}, categories=("Rye", "Rice")),
        "no row of bread.csv has the category 'Rice'",
    ),
    "no such number": (Row(table="bread.csv", where=RYE, value="median"), "bread.csv has no 'median' in that row"),
}


@pytest.mark.parametrize(("row", "message"), REFUSED.values(), ids=REFUSED)
def test_a_row_that_is_not_there_is_told(tables: Path, row: Row, message: str) -> None:
    with pytest.raises(TableError) as refused:
        counted(tables, row)
    assert str(refused.value).startswith(message)


def test_shares_of_different_people_are_not_added_up(tables: Path) -> None:
    (tables / "surveys" / "bread.csv").write_text(BREAD + "Ovens,2024,Baker,cake,Cream,5,50,0.1,0.04,0.21\n")
    with pytest.raises(TableError, match="shares of different people"):
        counted(tables, Row(table="bread.csv", where={"year": "2024", "role": "Baker"}, categories=("Rye", "Cream")))
    assert len(selected(tables, "bread.csv", {"year": "2024", "role": "Baker"})) == 3


NUMBERS = {
    "16.5 percent of 1,387 people": [16.5, 1387],
    "5 percent, five of 9": [5],
    "in 2025, on 12 May, Articles 17, 20 and 21, SOC 15-2051, SR 11-7": [],
    "−20 % [−31 to −8]": [20, 31],
    "about 1.9 million": [1_900_000],
    "from 18 to 24 months": [18, 24],
    "interval [71-82]": [71, 82],
    "2022/23, Python 3": [],
}


@pytest.mark.parametrize(("text", "found"), NUMBERS.items())
def test_numbers_in_words(text: str, found: list[float]) -> None:
    assert [number for number, _ in numbers(text)] == found


# ---------------------------------------------------------------- the rules


@pytest.fixture
def kitchen(tmp_path: Path) -> Callable[..., list[str]]:
    """The findings after writing a claim about bread, and a question that cites it."""

    def findings(claim: str, answer: str = "Bake.", page: str = "") -> list[str]:
        root = bakery(tmp_path / "kitchen")
        (root / "surveys").mkdir()
        (root / "surveys" / "bread.csv").write_text(BREAD)
        bread = root / "claims" / "flour-price.yml"
        bare = (
            bread.read_text()
            .replace("figure: 1.2\nunit: eur\n", "")
            .replace("A kilogram of flour cost 1.20 euros", "Share of bakers who eat rye")
        )
        bread.write_text(bare + claim)
        project = root / "projects" / "first-loaf.yml"
        project.write_text(project.read_text().replace("Write down every weight.", answer))
        docs = None
        if page:
            docs = root.parent / "docs"
            docs.mkdir()
            (docs / "page.md").write_text(page)
        return [str(each) for each in check(Store(root), date(2026, 11, 20), docs)[1] if each.code in {"R407", "R804", "R805"}]

    return findings


GOOD = 'figure: 20\nunit: percent\nn: 100\ninterval: [13, 29]\nrow: {table: bread.csv, where: {year: "2024", role: Baker, category: Rye}}\n'
RULES = {
    "a claim that agrees with its row": (GOOD, []),
    "another figure": (GOOD.replace("20", "21", 1), ["R804 figure: is not what bread.csv gives: 20"]),
    "another n": (GOOD.replace("n: 100", "n: 99"), ["R804 n: is not what bread.csv gives: 100"]),
    "another interval": (GOOD.replace("[13, 29]", "[13, 30]"), ["R804 interval: is not what bread.csv gives: [13.34, 28.88]"]),
    "a row that is not there": (
        GOOD.replace("Rye", "Rice"),
        [
            "R804 row: no row of bread.csv has {'year': '2024', 'role': 'Baker', 'category': 'Rice'}: look at the table's columns and spelling"
        ],
    ),
    "a number without a row": (
        GOOD + "note: Wheat has 50 percent.\n",
        ["R805 note: 50 stands in none of the rows: name its row in 'beside', or leave it out"],
    ),
    "the same number with its row": (GOOD + "beside: [{where: {category: Wheat}}]\nnote: Wheat has 50 percent.\n", []),
}


@pytest.mark.parametrize(("claim", "found"), RULES.values(), ids=RULES)
def test_a_claim_says_what_its_row_says(kitchen: Callable[..., list[str]], claim: str, found: list[str]) -> None:
    assert [line.split(": ", 1)[1] for line in kitchen(claim)] == found


CITED = {
    "the claim's own figure": ("[20 % eat rye](claim:flour-price)", 0),
    "another figure": ("[30 % eat rye](claim:flour-price)", 1),
    "words alone": ("[one in five](claim:flour-price)", 0),
    "a year": ("[since 2024](claim:flour-price)", 0),
}


@pytest.mark.parametrize(("words", "count"), CITED.values(), ids=CITED)
def test_a_citation_prints_its_claims_figure(kitchen: Callable[..., list[str]], words: str, count: int) -> None:
    found = [line for line in kitchen(GOOD, words) if "R407" in line]
    assert len(found) == count
    assert all("30 is no number of the claim 'flour-price' that '30 % eat rye' cites" in line for line in found)


def test_a_page_prints_its_claims_figure(kitchen: Callable[..., list[str]]) -> None:
    page = 'First\n{{ claim("flour-price", "20 %") }} and {{ claim("flour-price", "31 %") }}\n'
    assert [line.split(": ", 1)[0] for line in kitchen(GOOD, page=page) if "R407" in line] == ["docs/page.md:2:1"]


# ---------------------------------------------------------------- age


def cited_with_text(guide: Catalogue, kind: str, cut: str | None) -> Iterator[tuple[str, str, Claim]]:
    """(place, sentence or whole text, claim) of every citation in the records of a kind."""
    for entry in guide.entries.values():
        if entry.kind == kind:
            for loc, text in entry.of(Markdown):
                for part in re.split(cut, text) if cut else [text]:
                    for scheme, id in prose.references(part):
                        if scheme == "claim":
                            yield f"{entry.file} {loc}", part, guide.of(Claim)[id]


@pytest.mark.parametrize(("kind", "cut"), [("questions", r"(?<=[.?!])\s+(?=[A-Z<\[\"])|\n\n"), ("education", None)])
def test_evidence_older_than_three_years_says_so(guide: Catalogue, kind: str, cut: str | None) -> None:
    """A measurement that speaks of a time three years before our newest fact shows its year where it is printed."""
    newest = newest_fact(guide)
    limit = f"{int(newest[:4]) - 3}{newest[4:7]}"
    silent = [
        (place, part)
        for place, part, claim in cited_with_text(guide, kind, cut)
        if claim.as_of[:7] < limit
        and (claim.figure is not None or claim.n)
        and claim.unit != "year"
        and not re.search(r"\b(19|20)\d\ds?\b", re.sub(r"claim:[a-z0-9-]+", "", part))
    ]
    assert silent == []


PRICED = {
    "a price with its year": ("EUR 20 (2025)", []),
    "no year": ("EUR 20", ["R408 programmes.0.price: 'EUR 20' has no year: say of which year the price is"]),
    "another price": (
        "EUR 30 (2025)",
        ["R407 programmes.0.price: 30 is no number of the claims that stand beside it: cite the claim that prints it"],
    ),
    "no price": ("not checked yet", []),
}


@pytest.mark.parametrize(("price", "found"), PRICED.values(), ids=PRICED)
def test_a_price_has_its_year_and_its_claim(tmp_path: Path, price: str, found: list[str]) -> None:
    root = bakery(tmp_path)
    claim = root / "claims" / "flour-price.yml"
    claim.write_text(claim.read_text().replace("figure: 1.2\n", "figure: 20\n").replace("1.20", "20"))
    route = root / "education" / "apprenticeship.yml"
    plain = re.sub(r"(?ms)^programmes:.*?(?=^\w|\Z)", "", route.read_text())
    line = f'{{name: A mill, country: DE, url: "https://example.org/mill", price: "{price}", as_of: 2025-01, claims: [flour-price]}}'
    route.write_text(f"{plain}programmes:\n  - {line}\n")
    told = [str(each) for each in check(Store(root), date(2026, 11, 20))[1] if each.code in {"R407", "R408"}]
    assert [each.split(": ", 1)[1] for each in told] == found
