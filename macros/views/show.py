"""What a page prints: a view by its name, a claim, the sources it cited."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from macros.kinds import KINDS
from macros.views.page import Page

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_PARTS = frozenset("page ui lists cited claim sources_here check chart reckoner filters downloads moved manifest".split())
"""Templates that are parts of others."""


@cache
def view_names() -> frozenset[str]:
    """Names that `show` knows: templates for pages."""
    return frozenset(path.stem for path in TEMPLATES.glob("*.j2") if "." not in path.stem and "-" not in path.stem) - _PARTS


def show(page: Page, name: str, meta: Mapping[str, Any]) -> Markup:
    """The view `name` as HTML. On a record's page the template gets the record, and its `id`."""
    context: dict[str, Any] = {"id": str(meta.get(name, ""))}
    kind = next((kind for kind, model in KINDS.items() if model.kind.scheme == name), None)
    if kind and name in meta:
        context[name] = getattr(page.watch, kind)[context["id"]]
    return page.render(name, **context)
