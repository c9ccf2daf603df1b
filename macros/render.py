"""From records to HTML: one Jinja environment, and a `Page` that knows where links lead and which claims it printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from html import unescape
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from macros import models as m
from macros import prose
from macros.catalogue import Catalogue

TEMPLATES = Environment(loader=PackageLoader("macros"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)

ADDRESSES = {
    "skill": "skills/{}/", "role": "roles/{}/", "project": "projects/{}/", "domain": "domains/{}/", "background": "backgrounds/{}/",
    "route": "education/#{}", "experience": "experience/#{}", "question": "questions/#{}", "claim": "sources/#{}",
    "term": "glossary/#{}", "resource": "resources/#{}", "page": "{}",
}  # fmt: skip
"""Where each kind of record is shown, seen from the root of the site. These addresses never break."""


def address(scheme: str, id: str) -> str:
    """Address of a record from the root of the site; a topic is an anchor on its skill's page."""
    if scheme == "topic":
        skill, _, topic = id.partition(".")
        return f"skills/{skill}/#{topic}"
    return ADDRESSES[scheme].format(id)


def figure(claim: m.Claim, vocabulary: m.Vocabulary, *, unit: bool = True) -> str:
    """The number of a claim as printed: `66 %`, `63,650–194,410 USD a year`. Empty when it has none."""
    if claim.figure is None:
        return ""
    numbers = [claim.figure] if claim.to is None else [claim.figure, claim.to]
    separate = claim.unit != "year"
    text = "–".join(_number(n, separate=separate) for n in numbers)
    label = next((u.label for u in vocabulary.units if u.id == claim.unit), "") if unit else ""
    return f"{text}\u00a0{label}" if label else text


def _number(value: float, *, separate: bool = True) -> str:
    sign, value = ("−", -value) if value < 0 else ("", value)
    text = f"{value:,.10g}" if separate else f"{value:.10g}"
    if "e" in text:
        text = f"{value:,.0f}"
    return sign + text


@dataclass
class Page:
    """The page being rendered: relative links, claims cited so far, terms already explained."""

    catalogue: Catalogue
    url: str
    """Address from the root of the site: `skills/python/`, or empty for the home page."""
    today: date
    edit: str = ""
    """Address of the repository for edit and report links; empty when there is none."""
    cited: dict[str, int] = field(default_factory=dict)
    explained: set[str] = field(default_factory=set)

    def href(self, target: str) -> str:
        """`target` (from the root of the site) relative to this page."""
        path, mark, anchor = target.partition("#")
        if mark and path == self.url:
            return f"#{anchor}"
        ups = self.url.count("/")
        return ("../" * ups + path or "./") + mark + anchor

    def to(self, scheme: str, id: str) -> str:
        """Relative address of a record."""
        return self.href(address(scheme, id))

    def cite(self, id: str, text: str | None = None) -> Markup:
        """A claim's figure, or `text`, with a mark that leads to its source at the foot of the page."""
        claim = self.catalogue.claims[id]
        number = self.cited.setdefault(id, len(self.cited) + 1)
        shown = Markup(text) if text else escape(figure(claim, self.catalogue.vocabulary) or claim.says)  # noqa: S704  rendered by prose
        mark = TEMPLATES.get_template("claim.j2")
        html = mark.render(id=id, claim=claim, number=number, shown=shown, overdue=self.overdue(claim))
        return Markup(html)  # noqa: S704  autoescaped

    def overdue(self, claim: m.Claim) -> bool:
        """Whether the claim should have been looked at again by the build's date."""
        return claim.review_by < self.today.isoformat()[: len(claim.review_by)]

    def link(self, scheme: str, id: str, text: str | None) -> str:
        """HTML of a link inside prose."""
        if scheme == "claim":
            return str(self.cite(id, text))
        label = text or str(escape(self.name(scheme, id)))
        return f'<a href="{escape(self.to(scheme, id))}">{label}</a>'

    def name(self, scheme: str, id: str) -> str:
        """Title of a record."""
        if scheme == "topic":
            return self.catalogue.topics[id].topic.title
        return str(getattr(self.catalogue.records[m.SCHEMES[scheme]][id], "title", id)) if scheme in m.SCHEMES else id

    def prose(self, text: str, *, inline: bool = False) -> Markup:
        """A text field as HTML, with the first use of each glossary term explained in place."""
        html = prose.render(text, self.link, inline=inline)
        return self._explain(html)

    def _explain(self, html: Markup) -> Markup:
        pattern, terms = _terms(self.catalogue)
        if pattern is None:
            return html
        parts = re.split(r"(<(?:a|code|pre|math|th|strong)\b.*?</(?:a|code|pre|math|th|strong)>|<[^>]*>)", str(html), flags=re.DOTALL)

        def mark(found: re.Match[str]) -> str:
            id = terms[unescape(found[0]).lower()]
            if id in self.explained:
                return found[0]
            self.explained.add(id)
            term = self.catalogue.terms[id]
            return f'<a class="term" href="{escape(self.to("term", id))}" data-tip="{escape(term.definition)}">{found[0]}</a>'

        return Markup("".join(part if part.startswith("<") else pattern.sub(mark, part) for part in parts))  # noqa: S704

    def render(self, template: str, **context: Any) -> Markup:
        """A template with everything it may ask for."""
        html = TEMPLATES.get_template(f"{template}.j2").render(page=self, c=self.catalogue, v=self.catalogue.vocabulary, **context)
        return Markup(html)  # noqa: S704  autoescaped


def printed(text: str, catalogue: Catalogue) -> str:
    """Prose as plain text with each claim's figure in its place."""

    def show(found: re.Match[str]) -> str:
        claim = catalogue.claims[found[1]]
        return figure(claim, catalogue.vocabulary) or claim.says

    return prose.plain(re.sub(r"<claim:([a-z0-9-]+)>", show, text))


@lru_cache(maxsize=2)
def _term_table(titles: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str] | None, Mapping[str, str]]:
    terms = {name.lower(): id for name, id in titles}
    if not terms:
        return None, terms
    longest = sorted(terms, key=lambda name: (-len(name), name))
    return re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, map(str, map(escape, longest)))) + r")(?![\w-])", re.IGNORECASE), terms


def _terms(catalogue: Catalogue) -> tuple[re.Pattern[str] | None, Mapping[str, str]]:
    return _term_table(tuple((name, id) for id, term in catalogue.terms.items() for name in (term.title, *term.aliases)))


_RENDERING: dict[str, tuple[object, Page]] = {}


def page_of(meta: Mapping[str, Any], catalogue: Catalogue, url: str, today: date, edit: str) -> Page:
    """The `Page` at `url`: one for each time it is built, which its own metadata tells apart.

    It is not kept in the metadata, since Zensical takes nothing but plain values from there.
    """
    seen, page = _RENDERING.get(url, (None, None))
    if page is None or seen is not meta:
        page = Page(catalogue, url, today, edit)
        _RENDERING[url] = (meta, page)
    return page


# ---------------------------------------------------------------- filters


def hours(pair: tuple[int, ...]) -> str:
    """`3–6 h`."""
    low, high = pair
    return f"{low:,}\u00a0h" if low == high else f"{low:,}–{high:,}\u00a0h"


def months(pair: tuple[int, int] | None) -> str:
    """`18–24 months`, or a dash."""
    if pair is None:
        return "–"
    low, high = pair
    return f"{low}\u00a0months" if low == high else f"{low}–{high}\u00a0months"


def month(text: str) -> str:
    """`2026-11` → `November 2026`; `2026-11-20` → `20 November 2026`; nothing stays nothing."""
    if not text:
        return ""
    names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
    parts = [int(part) for part in text.split("-")]
    words = [str(parts[0])]
    if len(parts) > 1:
        words.insert(0, names[parts[1] - 1])
    if len(parts) > 2:
        words.insert(0, str(parts[2]))
    return " ".join(words)


def stamp(text: str) -> str:
    """A date as precise as it is known, as an Atom time: `2026-11` → `2026-11-01T00:00:00Z`."""
    return f"{text}{'-01-01'[: 10 - len(text)]}T00:00:00Z" if len(text) == 4 else f"{text}{'-01' if len(text) == 7 else ''}T00:00:00Z"


def total_hours(topics: tuple[m.Topic, ...]) -> tuple[int, int]:
    """Sum of the topics' ranges."""
    return sum(t.hours[0] for t in topics), sum(t.hours[1] for t in topics)


def shuffled(steps: tuple[str, ...]) -> list[str]:
    """`steps` in another order, the same in every build: by the letters from their end."""
    mixed = sorted(steps, key=lambda step: step[::-1])
    return mixed if tuple(mixed) != steps else mixed[::-1]


LANGUAGES = {"en": "English", "es": "Spanish", "pt": "Portuguese", "pt-BR": "Portuguese (Brazil)", "fr": "French", "de": "German", "zh": "Chinese",
             "hi": "Hindi", "ru": "Russian", "ja": "Japanese", "ko": "Korean", "it": "Italian", "ar": "Arabic", "pl": "Polish", "tr": "Turkish", "id": "Indonesian"}  # fmt: skip


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """`1 topic`, `12 topics`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def number(value: int) -> str:
    """`1,115`."""
    return f"{value:,}"


TEMPLATES.filters.update(
    number=number,
    hours=hours,
    months=months,
    month=month,
    code=prose.code,
    plain=prose.plain,
    total_hours=total_hours,
    stamp=stamp,
    shuffled=shuffled,
)
TEMPLATES.globals.update(figure=figure, counted=counted, language_names=LANGUAGES)
