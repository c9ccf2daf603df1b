"""JSON Schemas for editors, made from the models and the closed lists. Committed in data/schema/ and tested fresh."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from macros import models as m
from macros.catalogue import Catalogue
from macros.rules import CLOSED


def schemas(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(file name, text) of every schema: `skill.schema.json` for data/skills/ and so on."""
    for kind, model in (*m.KINDS.items(), *m.SINGLES.items()):
        schema = model.model_json_schema()
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        for (closed_kind, field), words in CLOSED.items():
            if closed_kind == kind:
                _close(schema, field, [word.id for word in getattr(catalogue.vocabulary, words)])
        yield f"{singular(kind)}.schema.json", json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def singular(kind: str) -> str:
    """Name of the schema of a kind: `skills` → `skill`, `education` stays."""
    return kind.removesuffix("s") if kind in m.KINDS and kind not in m.SINGLES else kind


def _close(schema: Any, field: str, words: list[str]) -> None:
    """Allow only `words` where `field` is defined."""
    if isinstance(schema, dict):
        for name, value in schema.get("properties", {}).items():
            if name == field and isinstance(value, dict):
                value.pop("pattern", None)
                value.pop("maxLength", None)
                value["enum"] = words
        for value in schema.values():
            _close(value, field, words)
    elif isinstance(schema, list):
        for value in schema:
            _close(value, field, words)
