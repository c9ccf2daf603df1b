"""`python -m macros new …`: a record to fill in, and its page. `pages --fresh`: the pages of another profession."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from macros import models as m
from macros import pages
from macros.catalogue import Catalogue
from macros.export import plain_template

STARTED = {"skill": "skills", "resource": "resources", "project": "projects"}


def record(catalogue: Catalogue, kind: str, id: str, today: date) -> Path:
    """Write the record `id` to be filled in and return its path. Raises `ValueError` for a bad or taken id."""
    if not re.fullmatch(m.ID_PATTERN, id) or len(id) > 60:
        good = re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-") or "an-id"
        raise ValueError(f"{id!r} is no id: small letters, digits and single hyphens, at most 60, for example {good!r}")
    path = catalogue.root / STARTED[kind] / f"{id}.yml"
    if path.exists():
        raise ValueError(f"{path} is there already: choose another id, or edit it")
    v = catalogue.vocabulary
    lists = {name: [word.id for word in getattr(v, name)] for name in ("areas", "formats", "levels", "costs", "accounts")}
    first = next(iter(catalogue.topics), "a-skill")
    text = plain_template(
        f"new/{STARTED[kind]}.yml.j2", {"id": id, "today": today.isoformat(), "example": first, "skill": first.partition(".")[0], **lists}
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def fresh(catalogue: Catalogue, docs: Path, config: Path) -> list[Path]:
    """Make docs/ fit other data: pages that only hold prose go, with their line in the navigation; the others keep
    their heading and their calls of `show`, and lose the prose beside them.
    """
    changed: list[Path] = []
    for path in sorted(docs.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        front = text.removesuffix(pages.body(path))
        kept_lines = re.findall(r'(?m)^(?:# .*|\{\{ show\("\w+"\) \}\})$', pages.body(path))
        if not any("show(" in line for line in kept_lines):
            path.unlink()
            changed.append(path)
        elif (short := front + "\n" + "\n\n".join(kept_lines) + "\n") != text:
            path.write_text(short, encoding="utf-8")
            changed.append(path)
    settings, _, nav = config.read_text(encoding="utf-8").partition("\nnav:\n")

    def stands(line: str) -> bool:
        entry = re.fullmatch(r"\s+- [^:]+: (\S+\.md)\s*", line)
        return not entry or (docs / entry[1]).is_file()

    left = "".join(line for line in nav.splitlines(keepends=True) if stands(line))
    left = re.sub(r"(?m)^  - [^:\n]+:\n(?!      - )", "", left)  # a section whose pages are all gone
    config.write_text(f"{settings}\nnav:\n{left}", encoding="utf-8")
    return [*changed, *pages.write(catalogue, docs)]
