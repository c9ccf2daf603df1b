"""Text fields become safe HTML, whatever a stranger writes into them."""

from __future__ import annotations

import contextlib
import re
import time

import pytest

from macros.text import prose


def shown(text: str) -> str:
    return str(prose.render(text, lambda scheme, target, words: f'<a href="{scheme}:{target}">{words or target}</a>'))


HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "[x](data:text/html,x)", "[x](//evil.example)", "[x](http://evil.example)",
    "![x](https://evil.example/x.png)", "<javascript:alert(1)>", "[x](skill:a\" onclick=\"alert(1))", "{: onclick=\"alert(1)\" }", "# heading", "<!-- x -->", "`<b>`",
    "$\\href{javascript:alert(1)}{x}$", "--8<-- \"mkdocs.yml\"", "{{ 7*7 }}", "[a]: https://evil.example\n\n[a]", "<style>*{}</style>", "&lt;script&gt;",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    try:
        html = shown(text)
    except prose.FormulaError:
        return  # refused: `check` reports it as R406
    tags = set(re.findall(r"<(\w+)", html))
    assert tags <= {"p", "code", "a", "em", "strong", "ul", "li", "math", "mrow", "mi", "mo", "mn"}, html
    assert not re.search(r"<[^>]*\bon\w+\s*=", html)
    assert not re.search(r'href="(?!https://|skill:)', html)


def test_links_claims_and_formulas() -> None:
    html = shown("See [Python](skill:python) and <claim:some-id>: $\\frac{1}{2}$")
    assert '<a href="skill:python">Python</a>' in html
    assert '<a href="claim:some-id">some-id</a>' in html
    assert "<mfrac>" in html
    assert list(prose.references("[a](topic:a.b) <claim:c>")) == [("topic", "a.b"), ("claim", "c")]


def test_words_are_counted_without_formulas_and_code() -> None:
    assert prose.words("Two **words** $x^2$ `and code`") == 2


@pytest.mark.parametrize("text", ["*" * 4000, "[" * 4000, "`" * 4000, "$" * 4000, "_a" * 2000, "<a" * 2000, "\\" * 4000, "![" * 2000])
def test_no_text_makes_the_build_slow(text: str) -> None:
    """The longest text a field may hold takes less than a hundred times an ordinary one (a ratio in one run, not a time)."""
    began = time.perf_counter()
    shown("An ordinary sentence with **bold** and `code`. " * 80)
    ordinary = max(time.perf_counter() - began, 0.005)
    began = time.perf_counter()
    with contextlib.suppress(prose.FormulaError):
        shown(text)
    assert time.perf_counter() - began < 100 * ordinary
