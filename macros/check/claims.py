"""Rules about numbers: a claim's are its table's, and words beside a citation hold the claim's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from macros.ask.surveys import TableError, counted, differences
from macros.catalogue import Catalogue
from macros.check.rule import at, catalogue_rule
from macros.kinds.claim import Claim
from macros.kinds.route import Route
from macros.records.fields import Markdown
from macros.records.findings import Finding
from macros.text import pages, prose

_NUMBER = re.compile(
    r"(?<![\w.,/])(?<![A-Za-z]-)[−-]?(\d[\d,]*(?:\.\d+)?)(?:\s*(million|billion))?(?=\s*(%|per ?cent\b|points\b)|(?![\w/]))"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NO_NUMBER = re.compile(
    rf"\bSR \d+-\d+|\b\d\d-\d{{4}}(?:\.\d+)?\b|\b\d{{4}}-\d\d(?:-\d\d)?\b|\b(?:Art|art)(?:icles?|s?\.) [\d ,and]+|\b\d\d? (?=(?:{_MONTHS})\b)"
)
"""Letters of a regulator, occupation codes, dates and articles of a law."""
_YEAR = re.compile(r"\b20[0-9]{2}\b")
_PRICE = re.compile(r"\b[A-Z]{3} [0-9]")
_CURRENCIES = frozenset({"usd", "gbp", "eur", "inr"})
_SCALE = {"": 1.0, "million": 1e6, "billion": 1e9}


def numbers(text: str, *, small: bool = False) -> Iterator[tuple[float, float]]:
    """(number, step to the next that could be printed) of numbers with two or more digits and of shares in `text`, without signs.

    Years, days and codes are no numbers here. `small` takes single digits too.
    """
    for found in _NUMBER.finditer(_NO_NUMBER.sub(lambda code: " " * len(code[0]), text)):
        digits, scale, share = found[1].rstrip(","), found[2] or "", found[3]
        bare = digits.replace(",", "")
        if not (small or share or scale) and len(bare.replace(".", "")) < 2:
            continue
        if re.fullmatch("(19|20)[0-9]{2}", digits) and not share:
            continue
        yield float(bare) * _SCALE[scale], 10 ** -len(bare.partition(".")[2]) * _SCALE[scale]


def _among(number: float, step: float, allowed: Iterable[float]) -> bool:
    return any(abs(abs(other) - number) <= step / 2 + 1e-9 for other in allowed)


@catalogue_rule
def counted_again(catalogue: Catalogue) -> Iterator[Finding]:
    """R804 and R805."""
    for id, claim in catalogue.of(Claim).items():
        if not claim.counted_from:
            continue
        entry = catalogue.entry("claims", id)
        try:
            found = [counted(catalogue.root, row) for row in claim.counted_from]
        except TableError as error:
            yield at(entry, ("row",), "R804", f"{error}: look at the table's columns and spelling")
            continue
        for field, exact in differences(claim, found):
            yield at(entry, (field,), "R804", f"is not what {claim.counted_from[0].table} gives: {exact}")
        allowed = [number for each in found for number in each.numbers]
        allowed += [
            float(part)
            for row in claim.counted_from
            for name in (*row.categories, *row.where.values())
            for part in re.findall(r"\d+", name)
        ]
        for field, text in (("says", claim.says), ("note", claim.note or "")):
            for number, step in numbers(text):
                if not _among(number, step, allowed):
                    yield at(
                        entry, (field,), "R805", f"{number:,.10g} stands in none of the rows: name its row in 'beside', or leave it out"
                    )


def printed_numbers(claim: Claim) -> list[float]:
    """Every number that a reader of the sources sees of a claim."""
    own = [number for number in (claim.figure, claim.to, *(claim.interval or ()), claim.n) if number is not None]
    return [*map(float, own), *(number for text in (claim.says, claim.scope) for number, _ in numbers(text, small=True))]


def _strangers(catalogue: Catalogue, id: str, words: str) -> Iterator[str]:
    claim = catalogue.of(Claim).get(id)
    if claim is None:
        return
    for number, step in numbers(words):
        if not _among(number, step, printed_numbers(claim)):
            yield f"{number:,.10g} is no number of the claim {id!r} that {words!r} cites: cite the claim that prints it, or write the claim's own"


@catalogue_rule
def citations_print_their_figure(catalogue: Catalogue) -> Iterator[Finding]:
    """R407, in records."""
    for entry in catalogue.entries.values():
        for loc, text in entry.of(Markdown):
            if "](claim:" in text:
                for scheme, id, words in prose.linked(text):
                    if scheme == "claim":
                        for message in _strangers(catalogue, id, words):
                            yield at(entry, loc, "R407", message)


@catalogue_rule
def prices_are_dated_and_cited(catalogue: Catalogue) -> Iterator[Finding]:
    """R407 and R408, in the comparison of routes."""
    for id, route in catalogue.of(Route).items():
        entry = catalogue.entry("education", id)
        for index, programme in enumerate(route.programmes):
            loc = ("programmes", index, "price")
            known = [claim for name in programme.claims if (claim := catalogue.of(Claim).get(name))]
            allowed = [number for claim in known for number in printed_numbers(claim)]
            for number, step in numbers(programme.price):
                if not _among(number, step, allowed):
                    yield at(
                        entry, loc, "R407", f"{number:,.10g} is no number of the claims that stand beside it: cite the claim that prints it"
                    )
            if _PRICE.search(programme.price) and not _YEAR.search(programme.price):
                yield at(entry, loc, "R408", f"{programme.price!r} has no year: say of which year the price is")
        cost = route.cells.get("cost")
        if cost and cost.short and not _YEAR.search(prose.plain(cost.short)) and any(_money(catalogue, cost.short)):
            yield at(entry, ("cells", "cost", "short"), "R408", "this price has no year: say of which year it is")


def _money(catalogue: Catalogue, text: str) -> Iterator[str]:
    for scheme, id in prose.references(text):
        claim = catalogue.of(Claim).get(id) if scheme == "claim" else None
        if claim and claim.unit and claim.unit.split("-")[0] in _CURRENCIES:
            yield id


def page_citations(catalogue: Catalogue, docs: Path) -> Iterator[Finding]:
    """R407, in pages."""
    for path in pages.sources(docs):
        for id, words, line in _worded(pages.text_of(path)):
            for message in _strangers(catalogue, id, words):
                yield Finding("R407", f"docs/{path.relative_to(docs).as_posix()}", message, line)


@lru_cache(maxsize=4096)
def _worded(text: str) -> tuple[tuple[str, str, int], ...]:
    return tuple(pages.worded(text))
