"""JSON Schemas for editors, made from the models and the closed lists. Committed in data/schema/ and tested fresh."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from macros.catalogue import Catalogue
from macros.kinds import KINDS, schema_name
from macros.records.singles import SINGLES, Vocabulary


def schemas(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(file name, text) of every schema: `skill.schema.json` for data/skills/ and so on."""
    for kind, model in (*KINDS.items(), *SINGLES.items()):
        schema = model.model_json_schema()
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        _fill_in(schema, catalogue.vocabulary)
        yield f"{schema_name(kind)}.schema.json", json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _fill_in(schema: Any, vocabulary: Vocabulary) -> None:
    """Put the words of closed lists where a field takes them."""
    if isinstance(schema, dict):
        if (words := schema.pop("x-words", None)) in Vocabulary.model_fields:
            schema.pop("maxLength", None)
            schema["enum"] = [word.id for word in getattr(vocabulary, words)]
        for value in schema.values():
            _fill_in(value, vocabulary)
    elif isinstance(schema, list):
        for value in schema:
            _fill_in(value, vocabulary)
