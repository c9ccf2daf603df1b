"""Dates as people write them, read as the guide writes them where there is one way to read them."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_WAYS = (
    r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})([-/.](?P<d>\d{1,2}))?",  # 2026-11-5
    r"(?P<word>[A-Za-z]{3,9})\.?,? (?P<y>\d{4})",  # November 2026
    r"(?P<d>\d{1,2})(\.|st|nd|rd|th)? (?P<word>[A-Za-z]{3,9})\.?,? (?P<y>\d{4})",  # 5 November 2026
    r"(?P<word>[A-Za-z]{3,9})\.? (?P<d>\d{1,2})(st|nd|rd|th)?,? (?P<y>\d{4})",  # November 5, 2026
    r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})",  # 20.11.2026
    r"(?P<m>\d{1,2})[-/.](?P<d>\d{1,2})[-/.](?P<y>\d{4})",  # 11/20/2026
    r"(?P<m>\d{1,2})[-/.](?P<y>\d{4})",  # 11/2026
)


def as_iso(text: str) -> str | None:
    """`2026-11-05` for "2026-11-5", "5 November 2026" and the like; None for what is no date, or may be two."""
    found = {iso for way in _WAYS if (parts := re.fullmatch(way, text.strip())) and (iso := _iso(parts.groupdict()))}
    return found.pop() if len(found) == 1 else None


def _iso(parts: dict[str, str | None]) -> str | None:
    word = (parts.get("word") or "").lower()
    months = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)] if word else [int(parts["m"] or 0)]
    try:
        day = date(int(parts["y"] or 0), months[0], int(parts.get("d") or 1))
    except (ValueError, IndexError):
        return None
    return day.isoformat()[: 10 if parts.get("d") else 7]
