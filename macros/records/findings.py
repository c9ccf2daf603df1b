"""What a check finds, and how it is printed: one shape for every message."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem in one file. `message` names the value, the rule and the remedy."""

    code: str
    file: str
    message: str
    line: int = 1
    column: int = 1
    fix: tuple[str, str] | None = field(default=None, compare=False)
    """What to write instead, where it is mechanical: (old, new), from that place on. An empty `old` stands for a new line before it."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.message}"


def ordered(findings: Iterable[Finding], changed: Collection[str] = ()) -> list[Finding]:
    """Sorted by file, line and code; files named in `changed` come first, since a report may be cut."""
    return sorted(set(findings), key=lambda f: (f.file not in changed, f.file, f.line, f.column, f.code, f.message))


def as_annotation(finding: Finding) -> str:
    """The finding as a GitHub Actions workflow command, escaped as its toolkit does."""
    message = f"{finding.code} {finding.message}".replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    file = finding.file.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    return f"::error file={file},line={finding.line},col={finding.column}::{message}"


def nearest(value: object, known: Iterable[str]) -> str:
    """` (did you mean 'x'?)` for the known word closest to `value`, or nothing when none is close."""
    words = sorted(set(known))
    close = difflib.get_close_matches(str(value).lower(), words, n=1, cutoff=0.6)
    if not close:  # 'algebra' for 'linear-algebra'
        close = [word for word in words if str(value).lower() in word and len(str(value)) > 3][:1]
    return f" (did you mean {close[0]!r}?)" if close else ""
