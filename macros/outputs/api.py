"""The API: one file a kind, in one envelope. `id`, `title` and `url` of every record, and its fields as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.catalogue import Catalogue
from macros.kinds import KINDS
from macros.kinds.claim import Claim
from macros.kinds.term import Term
from macros.outputs.files import as_json
from macros.records.base import Record
from macros.text import prose
from macros.views.page import address, figure, speaker

SCHEMA_VERSION = 1
"""Rises when a field changes its meaning."""


def files(catalogue: Catalogue, site_url: str = "") -> Iterator[tuple[str, str]]:
    """(path, text) of every file of the API."""
    found = api(catalogue, site_url)
    overview = [
        {"id": name, "title": name.capitalize(), "url": f"{site_url}api/v1/{name}.json", "count": len(rows)} for name, rows in found.items()
    ]
    for name, rows in {**found, "index": overview}.items():
        envelope = {"schema_version": SCHEMA_VERSION, "generated_from": catalogue.version, "count": len(rows), "items": rows}
        yield f"api/v1/{name}.json", as_json(envelope)


def api(catalogue: Catalogue, site_url: str = "") -> dict[str, list[dict[str, Any]]]:
    """Name of the file → its items, each with `id`, `title` and `url`."""
    found: dict[str, list[dict[str, Any]]] = {
        "areas": [
            {"id": a.id, "title": a.label, "url": f"{site_url}skills/#{a.id}", "description": a.description}
            for a in catalogue.vocabulary.areas
        ]
    }
    for kind, model in KINDS.items():
        if model.kind.api:
            found[kind] = [item(catalogue, id, record, site_url) for id, record in catalogue.records[kind].items()]
    terms = [
        {
            "id": id,
            "title": t.title,
            "url": site_url + address(catalogue, "term", id),
            "aliases": list(t.aliases),
            "definition": t.definition,
        }
        for id, t in catalogue.of(Term).items()
    ]
    topics = [
        {
            "id": ref,
            "title": t.topic.title,
            "url": site_url + address(catalogue, "topic", ref),
            "aliases": list(t.topic.aliases),
            "definition": prose.plain(t.topic.explanation),
        }
        for ref, t in catalogue.topics.items()
    ]
    found["glossary"] = terms + topics
    return found


def item(catalogue: Catalogue, id: str, record: Record, site_url: str) -> dict[str, Any]:
    """One record as the API gives it. A field `url`, which leads outside, is called `link` here."""
    fields = record.model_dump(mode="json", exclude_none=True)
    if "url" in fields:
        fields["link"] = fields.pop("url")
    if isinstance(record, Claim):
        fields["printed"] = figure(record, catalogue.vocabulary, speaker(catalogue))
    fields.pop("title", None)
    return {"id": id, "title": record.name or id, "url": site_url + address(catalogue, record.kind.scheme, id), **fields}
