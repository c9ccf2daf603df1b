"""Which addresses a record may hold, and which are the same."""

from __future__ import annotations

import pytest

from macros.records.addresses import normalised, refusal

REFUSED = """
http://example.org/ ; javascript:alert(1) ; data:text/html,x ; //example.org/x ; ftp://example.org/ ; HTTPS://example.org/ ; example.org/x
https://user@example.org/ ; https://user:pw@example.org/ ; https://example.org:8443/ ; https://127.0.0.1/ ; https://localhost/ ; https://[::1]/
https://example.org./ ; https://Example.org/ ; https://exa mple.org/ ; https://example.org/a\\b ; https://example.org/"x ; https://example.org/'x
https://example.org/<x> ; https://example.org/^x ; https://example.org/`x ; https://example.org/{x} ; https://example.org/a|b ; https://xn--pple-43d.com/
https://ex\u0430mple.org/ ; https://bit.ly/abc ; https://example.org/?utm_source=x ; https://example.org/?ref=me ; https://example.org/?a=1&tag=me-20
https://example.org/?fbclid=1 ; https://example.org/?irclickid=1 ; https://example.org/?ranMID=1 ; https://-example.org/ ; https://example/ ; https://
"""


@pytest.mark.parametrize("url", [url.strip() for line in REFUSED.strip().splitlines() for url in line.split(" ; ")])
def test_refused(url: str) -> None:
    assert refusal(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "https://sub.example.co.uk/a/b.html?x=1&y=2#part",
        "https://arxiv.org/abs/1706.03762",
        "https://www.youtube.com/watch?v=aircAruvnKk",
    ],
)
def test_allowed(url: str) -> None:
    assert refusal(url) is None


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("https://www.example.org/a/", "https://example.org/a"),
        ("https://example.org/a/index.html", "https://example.org/a"),
        ("https://youtu.be/aircAruvnKk", "https://www.youtube.com/watch?v=aircAruvnKk"),
        ("https://arxiv.org/pdf/1706.03762v5.pdf", "https://arxiv.org/abs/1706.03762"),
        ("https://github.com/Owner/Name/tree/main", "https://github.com/owner/name"),
        ("https://example.org/a#part", "https://example.org/a"),
    ],
)
def test_the_same_address(one: str, two: str) -> None:
    assert normalised(one) == normalised(two)
