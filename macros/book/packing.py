"""Zip files that are the same wherever they are made."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

from macros.web.build import build_date


def archive(path: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    """A zip that is the same wherever it is made, dated by the build. A file called `mimetype` is stored, not packed."""
    day = build_date()
    with zipfile.ZipFile(path, "w") as made:
        for name, content in files:
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(info, content, compresslevel=9)
    return path
