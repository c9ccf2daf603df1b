"""Texts for readers of feeds and for assistants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from macros.ask.graph import areas
from macros.catalogue import Catalogue
from macros.kinds.resource import Resource
from macros.outputs.files import filled
from macros.views.page import address

_NEWEST = 50


def files(catalogue: Catalogue, site_url: str = "") -> Iterator[tuple[str, str]]:
    """(path, text) of feed and llms.txt."""
    resources = catalogue.of(Resource).items()
    news = sorted(resources, key=lambda pair: (pair[1].added, pair[0]), reverse=True)[:_NEWEST]
    values: dict[str, Any] = {
        "site_url": site_url,
        "news": news,
        "feed": feed_id(catalogue, site_url),
        "to": lambda scheme, each: site_url + address(catalogue, scheme, each),
        "areas": areas(catalogue),
        "v": catalogue.vocabulary,
    }
    yield "feed.xml", filled(catalogue, "feed.xml.j2", **values)
    yield "llms.txt", filled(catalogue, "llms.txt.j2", escaping=False, **values)
    yield "llms-full.txt", filled(catalogue, "llms-full.txt.j2", escaping=False, **values)


def feed_id(catalogue: Catalogue, site_url: str) -> str:
    """What the ids of the feed begin with: the site's address, or its name while it has none. The year is the scheme's, not ours (RFC 4151)."""
    name = re.sub(r"^https?://", "", site_url).strip("/") or re.sub(r"[^a-z0-9]+", "-", catalogue.guide.title.lower()).strip("-")
    host, _, path = name.partition("/")
    return f"tag:{host},2026:{path + ':' if path else ''}"
