"""`python -m macros check --fix`: the repairs that need no thought. Everything else stays a message."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from macros.catalogue import Catalogue
from macros.records.findings import Finding
from macros.views import frame, stubs


def repair(findings: Iterable[Finding], root: Path) -> list[Path]:
    """Write what the findings carry as a fix into their files; the files that changed."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.fix is not None:
            by_file.setdefault(finding.file, []).append(finding)
    changed = []
    for file, found in sorted(by_file.items()):
        path = root / file
        lines = path.read_text(encoding="utf-8").split("\n")
        for finding in sorted(found, key=lambda each: -each.line):  # from below, so that line numbers stay true
            old, new = finding.fix or ("", "")
            at = finding.line - 1
            if old:
                lines[at] = lines[at].replace(old, new, 1)
            else:
                lines.insert(at, new)
        path.write_text("\n".join(lines), encoding="utf-8")
        changed.append(path)
    return changed


def pages(catalogue: Catalogue, docs: Path) -> list[Path]:
    """Write missing and stale pages, the frame and the name in mkdocs.yml; the files that changed."""
    return [*stubs.write(catalogue, docs), *frame.write(catalogue, docs)]
