"""Writing files, and forms of text that several outputs use."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from macros.catalogue import Catalogue
from macros.views.page import Page, environment


def write(path: Path, text: str) -> bool:
    """Write `text`, but touch no file that already says the same; whether it was written."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return True


def as_json(value: Any) -> str:
    """JSON for people and programs."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def compact(value: Any) -> str:
    """JSON for scripts."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def filled(catalogue: Catalogue, template: str, *, escaping: bool = True, **values: Any) -> str:
    """A template that is no page. Without `escaping`, plain text where `&` stays `&`."""
    return environment(catalogue, escaping=escaping).get_template(template).render(c=catalogue, guide=catalogue.guide, **values)


def bare_page(catalogue: Catalogue, url: str, template: str, **values: Any) -> str:
    """A whole page outside the frame, shown at `url`. Nothing on it depends on the day."""
    return Page(catalogue, url, date.min).render(template, **values)
