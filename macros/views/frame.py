"""What the theme's frame says around every page: name, sections, footer, colours. Written from data/ into the theme.

Two engines read the theme, and neither can be handed data at build; so `python -m macros pages` writes it, and `check`
says when it is stale.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from macros.catalogue import Catalogue
from macros.records.findings import Finding
from macros.views.page import speaker
from macros.views.schema import schemas

FRAME = "macros/theme/frame.html"
_FOOT = ("about", "contribute", "help-wanted", "sources", "offline", "accessibility")
"""Pages linked at the foot, those of them that exist."""
_LOST = ("", "skills", "resources", "glossary")
"""Pages offered where none was found."""


def frame(catalogue: Catalogue, docs: Path) -> str:
    """The text of the frame's file."""
    say, guide = speaker(catalogue), catalogue.guide
    words = catalogue.words.get("frame")
    values: dict[str, object] = {
        "name": guide.title,
        "description": guide.description,
        "language": guide.language,
        "direction": say.locale.text_direction,
        "licence": guide.licence,
        "paper": list(guide.look.paper),
        "card": guide.look.card or "",
        "say": {key: value for key, value in words.items() if isinstance(value, str)},
        "foot": [[f"{name}/", words["foot"][name]] for name in _FOOT if _exists(docs, name)],
        "lost": [[f"{name}/" if name else ".", *words["lost"][name or "home"]] for name in _LOST if not name or _exists(docs, name)],
    }
    lines = [f"{{% set {name} = {json.dumps(value, ensure_ascii=False)} %}}" for name, value in values.items()]
    return "\n".join(["{#- Written by 'python -m macros pages' from data/guide.yml and data/words/; edit those. -#}", *lines]) + "\n"


def _exists(docs: Path, name: str) -> bool:
    return (docs / f"{name}.md").is_file() or (docs / name / "index.md").is_file()


def named(catalogue: Catalogue, config: str) -> str:
    """mkdocs.yml with the guide's name and description."""
    for key, value in (("site_name", catalogue.guide.title), ("site_description", catalogue.guide.description)):
        line = f"{key}: {json.dumps(value, ensure_ascii=False)}"
        config = re.sub(rf"(?m)^{key}:.*$", lambda _, line=line: line, config)  # type: ignore[misc]
    return config


def stale(catalogue: Catalogue, docs: Path) -> Iterator[Finding]:
    """R710."""
    for path, _ in _differing(catalogue, docs):
        name = path.relative_to(docs.parent).as_posix()
        yield Finding("R710", name, "differs from what data/ says: run 'python -m macros pages'")


def write(catalogue: Catalogue, docs: Path) -> list[Path]:
    """Write what is stale; the files that changed."""
    changed = []
    for path, wanted in _differing(catalogue, docs):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted, encoding="utf-8")
        changed.append(path)
    return changed


def _differing(catalogue: Catalogue, docs: Path) -> Iterator[tuple[Path, str]]:
    """(file, text it should have) of what was not written from the data as it is now."""
    wanted = {f"data/schema/{name}": text for name, text in schemas(catalogue)}
    if (docs.parent / FRAME).parent.is_dir():
        wanted[FRAME] = frame(catalogue, docs)
    config = docs.parent / "mkdocs.yml"
    if config.is_file():
        wanted["mkdocs.yml"] = named(catalogue, config.read_text(encoding="utf-8"))
    for name, text in wanted.items():
        path = docs.parent / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield path, text
