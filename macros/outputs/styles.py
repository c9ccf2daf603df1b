"""One style sheet from many: the entry's imports are put in its place, and the areas get their colours."""

from __future__ import annotations

import re
from pathlib import Path

from macros.catalogue import Catalogue
from macros.outputs.files import write

_IMPORT = re.compile(r'^@import "([\w-]+\.css)"(?: layer\(([\w.-]+)\))?;$', re.MULTILINE)


def hues(catalogue: Catalogue) -> str:
    """A rule for each area. Areas without a colour of their own are spread evenly over the circle."""
    areas = catalogue.vocabulary.areas
    return "\n".join(
        f".area-{area.id}{{--hue:{area.hue if area.hue is not None else round(360 * place / len(areas))}}}"
        for place, area in enumerate(areas)
    )


def flat(entry: Path) -> str:
    """The style sheet `entry` with what it imports in its place. Raises `OSError` for a sheet that is not there."""

    def sheet(found: re.Match[str]) -> str:
        text = (entry.parent / found[1]).read_text(encoding="utf-8").strip()
        return f"@layer {found[2]} {{\n{text}\n}}" if found[2] else text

    return _IMPORT.sub(sheet, entry.read_text(encoding="utf-8"))


def write_flat(catalogue: Catalogue, site: Path) -> None:
    """Put the flat sheet into the site, and take out what went into it."""
    source = catalogue.root.parent / "docs" / "assets" / "css" / "guide.css"
    if source.is_file():
        write(site / "assets" / "css" / "guide.css", f"{flat(source)}\n{hues(catalogue)}\n")
        for name, _ in _IMPORT.findall(source.read_text(encoding="utf-8")):
            (site / "assets" / "css" / name).unlink(missing_ok=True)
