"""Kinds of records: one module each, found by looking into this folder. To add one, see CONTRIBUTING.md."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from macros.records.base import Record


def _found() -> dict[str, type[Record]]:
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    models = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Record) and "kind" in vars(value)
    }
    return {model.kind.folder: model for model in sorted(models, key=lambda model: (model.kind.rank, model.kind.folder))}


KINDS: dict[str, type[Record]] = _found()
"""Folder under `data/` → what one file there holds."""

SCHEMES: dict[str, type[Record]] = {model.kind.scheme: model for model in KINDS.values()}
"""Scheme of a link inside text → kind it leads to. `topic:` and `page:` stand beside these."""


def schema_name(kind: str) -> str:
    """Name of the schema of a kind: `skills` → `skill`, `education` stays."""
    return kind.removesuffix("s") if kind in KINDS else kind
