"""The engine's words in the guide's language: sentences from `data/words/`, numbers, dates and plurals through Babel."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from macros.records.singles import Words

NB = "\u00a0"


@lru_cache(maxsize=8)
def locale_of(language: str) -> Locale:
    """Babel's locale of a language code such as `en` or `pt-BR`. Raises `UnknownLocaleError` for none."""
    return Locale.parse(language, sep="-")


def language_known(language: str) -> bool:
    """Whether a language code names a language."""
    try:
        base = locale_of("en").languages
        return language.partition("-")[0] in base and (language in base or bool(locale_of(language)))
    except (UnknownLocaleError, ValueError):
        return False


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """Two-letter country codes (ISO 3166-1), with `EU` and `world`."""
    codes = {str(code) for code in locale_of("en").territories}
    no_countries = {"EZ", "QO", "UN", "XA", "XB", "XK", "ZZ"}  # parts of CLDR that name no country
    return frozenset({code for code in codes if re.fullmatch("[A-Z]{2}", code)} - no_countries | {"world"})


class Speaker:
    """Says the engine's sentences in one language."""

    def __init__(self, words: Words, language: str) -> None:
        self.words = words
        self.language = language
        self.locale = locale_of(language)

    def __call__(self, key: str, **values: Any) -> str:
        """The sentence `key`, with `{names}` filled in. Of several forms, that of the plural of `n` is taken.

        Raises `KeyError` for a sentence that is not there.
        """
        found = self.words.get(key)
        if isinstance(found, Mapping):
            form = self.locale.plural_form(values["n"])
            found = found.get(form, found.get("other"))
        return self.fill(str(found), values)

    def fill(self, text: str, values: Mapping[str, Any]) -> str:
        """`text` with `{names}` replaced; numbers are printed as the language does."""

        def value(found: re.Match[str]) -> str:
            given = values[found[1]]
            return self.number(given) if type(given) in (int, float) else str(given)

        return re.sub(r"\{(\w+)\}", value, text) if values else text

    def number(self, value: float, *, digits: int = 0) -> str:
        """`1,115`; with `digits`, so many after the point."""
        return _decimal(value, f"#,##0.{'0' * digits}" if digits else "#,##0.##########", self.locale)

    def language_name(self, code: str) -> str:
        """`pt-BR` → `Portuguese (Brazil)`."""
        return str(locale_of(code).get_display_name(self.locale) or code) if language_known(code) else code

    def country_name(self, code: str) -> str:
        """`IN` → `India`."""
        return str(self.locale.territories.get(code, code))

    def hours(self, pair: tuple[int, ...]) -> str:
        """`3–6 h`."""
        return self("measures.hours", range=self._range(pair)).replace(" ", NB)

    def minutes(self, pair: tuple[int, ...]) -> str:
        """`40–90 min`."""
        return self("measures.minutes", range=self._range(pair)).replace(" ", NB)

    def months(self, pair: tuple[int, int] | None) -> str:
        """`18–24 months`, or a dash."""
        return self("measures.months", n=pair[1], range=self._range(pair)).replace(" ", NB) if pair else "–"

    def _range(self, pair: tuple[int, ...]) -> str:
        low, high = pair
        return self.number(low) if low == high else f"{self.number(low)}–{self.number(high)}"

    def month(self, text: str) -> str:
        """`2026-11` → `November 2026`; `2026-11-20` → `20 November 2026`; nothing stays nothing."""
        return _month(text, self.words_pattern, self.locale) if text else ""

    @property
    def words_pattern(self) -> tuple[str, str]:
        """Patterns of a month and of a day."""
        return str(self.words.get("measures.month")), str(self.words.get("measures.day"))


@lru_cache(maxsize=4096)
def _decimal(value: float, pattern: str, locale: Locale) -> str:
    return str(format_decimal(value, format=pattern, locale=locale))


@lru_cache(maxsize=4096)
def _month(text: str, patterns: tuple[str, str], locale: Locale) -> str:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return text
    day = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    return str(format_date(day, format=patterns[len(parts) - 2], locale=locale))
