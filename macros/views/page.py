"""From records to HTML: one Jinja environment, and a `Page` that knows where links lead and which claims it printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from macros.ask import learn, question
from macros.ask.hours import total
from macros.ask.shelves import area_of
from macros.ask.uses import is_overdue
from macros.catalogue import Catalogue
from macros.kinds import KINDS, SCHEMES
from macros.kinds.claim import Claim
from macros.kinds.term import Term
from macros.records.base import Record
from macros.records.codes import CODES, Code
from macros.records.fields import Markdown, Plain, Verbatim
from macros.records.singles import Vocabulary
from macros.text import prose
from macros.text.listing import code
from macros.text.words import Speaker
from macros.views import labels
from macros.views.watch import Read, Watch


def address(catalogue: Catalogue, scheme: str, id: str) -> str:
    """Address of a record from the root of the site; a topic is an anchor on its skill's page. These addresses never break."""
    match scheme:
        case "page":
            return id
        case "topic":
            skill, _, topic = id.partition(".")
            return f"{SCHEMES['skill'].kind.address.format(skill)}#{topic}"
        case "resource":
            return f"resources/{area_of(catalogue, id)}/#{id}"
        case _:
            return SCHEMES[scheme].kind.address.format(id)


def figure(claim: Claim, vocabulary: Vocabulary, say: Speaker, *, unit: bool = True) -> str:
    """The number of a claim as printed: `66 %`, `63,650–194,410 USD a year`. Empty when it has none."""
    if claim.figure is None:
        return ""
    numbers = [claim.figure] if claim.to is None else [claim.figure, claim.to]
    text = "–".join(f"{n:.10g}" if claim.unit == "year" else say.number(n).replace("-", "−") for n in numbers)
    label = vocabulary.word("units", claim.unit).label if unit and claim.unit else ""
    return f"{text}\u00a0{label}" if label else text


def speaker(catalogue: Catalogue) -> Speaker:
    """The guide's words."""
    key = ("speaker",)
    if key not in catalogue.answers:
        catalogue.answers[key] = Speaker(catalogue.words, catalogue.guide.language)
    found: Speaker = catalogue.answers[key]
    return found


def printed(text: str, catalogue: Catalogue) -> str:
    """Prose as plain text with each claim's figure in its place."""

    def show(found: re.Match[str]) -> str:
        claim = catalogue.of(Claim)[found[1]]
        return figure(claim, catalogue.vocabulary, speaker(catalogue)) or claim.says

    return prose.plain(re.sub(r"<claim:([a-z0-9-]+)>", show, text))


@question
def term_names(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """(name in small letters, term) of every name under which a term is explained, longest first."""
    names = {name.lower(): id for id, term in catalogue.of(Term).items() for name in (term.title, *term.aliases)}
    return tuple(sorted(names.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _terms(catalogue: Catalogue) -> Mapping[str, list[tuple[str, str]]]:
    """First word → (name as HTML, term) of the names that begin with it, longest first."""
    key = ("names of terms",)
    if key not in catalogue.answers:
        found: dict[str, list[tuple[str, str]]] = {}
        for name, id in term_names(catalogue):
            html = str(escape(name))
            if first := _WORD.match(html):
                found.setdefault(first[0], []).append((html, id))
        catalogue.answers[key] = found
    known: Mapping[str, list[tuple[str, str]]] = catalogue.answers[key]
    return known


_WORD = re.compile(r"(?<![\w-])\w+")
_GOES_ON = re.compile(r"[\w-]")
_LEFT_ALONE = re.compile(r"(<(?:a|code|pre|math|th|strong)\b.*?</(?:a|code|pre|math|th|strong)>|<[^>]*>)", re.DOTALL)
"""Parts of a text in which no term is explained."""


@dataclass(frozen=True, slots=True)
class Told:
    """A text of a record, with the name of its field where another field begins."""

    field: str
    text: str
    prose: bool
    code: bool


@dataclass
class Page:
    """The page being rendered: relative links, claims cited so far, terms already explained, and all it asked."""

    catalogue: Catalogue
    url: str
    """Address from the root of the site: `skills/python/`, or empty for the home page."""
    today: date
    edit: str = ""
    """Address of the repository for edit and report links; empty when there is none."""
    cited: dict[str, int] = field(default_factory=dict)
    explained: set[str] = field(default_factory=set)
    watch: Watch = field(init=False)

    def __post_init__(self) -> None:
        self.watch = Watch(self.catalogue)
        self.say = speaker(self.catalogue)

    @property
    def reads(self) -> set[Read]:
        """What this page asked the catalogue."""
        return self.watch.reads

    @property
    def day(self) -> str:
        """The day of the build, `2026-11-20`."""
        return self.today.isoformat()

    def href(self, target: str) -> str:
        """`target` (from the root of the site) relative to this page."""
        path, mark, anchor = target.partition("#")
        if mark and path == self.url:
            return f"#{anchor}"
        ups = self.url.count("/")
        return ("../" * ups + path or "./") + mark + anchor

    def to(self, scheme: str, id: str) -> str:
        """Relative address of a record."""
        if scheme == "resource":
            self.reads.add(("ask", "area_of", id))
        return self.href(address(self.catalogue, scheme, id))

    def there(self, target: str) -> bool:
        """Whether a page stands at `target` (`role/`): a fork may leave it out. Without docs/ every page counts as there."""
        found = self.watch.ask.page_addresses()
        return not found or target.partition("#")[0] in found

    def cite(self, id: str, text: str | None = None) -> Markup:
        """A claim's figure, or `text`, with a mark that leads to its source at the foot of the page."""
        claim: Claim = self.watch.claims[id]
        number = self.cited.setdefault(id, len(self.cited) + 1)
        shown = Markup(text) if text else escape(self.figure(claim) or claim.says)  # noqa: S704  rendered by prose
        return self.render("claim", id=id, claim=claim, number=number, shown=shown, overdue=self.overdue(claim))

    def figure(self, claim: Claim) -> str:
        """The number of a claim as printed."""
        return figure(claim, self.catalogue.vocabulary, self.say)

    def overdue(self, claim: Claim) -> bool:
        """Whether the claim should have been looked at again by the build's date."""
        return is_overdue(claim, self.day)

    def link(self, scheme: str, id: str, text: str | None) -> str:
        """HTML of a link inside prose."""
        if scheme == "claim":
            return str(self.cite(id, text))
        label = text or str(escape(self.name(scheme, id)))
        return f'<a href="{escape(self.to(scheme, id))}">{label}</a>'

    def name(self, scheme: str, id: str) -> str:
        """Title of a record."""
        return id if scheme == "page" else str(self.watch.ask.title(scheme, id))

    def names(self, scheme: str, ids: Iterable[str]) -> str:
        """Titles of records, one after another."""
        return ", ".join(self.name(scheme, id) for id in ids)

    def prose(self, text: str, *, inline: bool = False, explain: bool = True) -> Markup:
        """A text field as HTML, with the first use of each glossary term explained in place."""
        html = prose.render(text, self.link, inline=inline)
        return self._explain(html) if explain else html

    def says(self, key: str, **values: Any) -> Markup:
        """A sentence of the engine that holds Markdown, as HTML on one line. Values are plain text, or HTML that is left as it is."""
        safe: dict[str, Any] = {}
        kept: dict[int, str] = {}
        for name, value in values.items():
            if isinstance(value, Markup):
                place = _PLACES + len(kept)
                safe[name], kept[place] = chr(place), str(value)
            else:
                safe[name] = value if type(value) in (int, float) else _ESCAPED.sub(r"\\\g<0>", str(value))
        return Markup(str(prose.render(self.say(key, **safe), self.link, inline=True)).translate(kept))  # noqa: S704  rendered by prose

    def _explain(self, html: Markup) -> Markup:
        self.reads.add(("ask", "term_names"))
        known = _terms(self.catalogue)
        if not known:
            return html
        parts = _LEFT_ALONE.split(str(html))
        return Markup("".join(part if part.startswith("<") else self._explain_words(part, known) for part in parts))  # noqa: S704

    def _explain_words(self, text: str, known: Mapping[str, list[tuple[str, str]]]) -> str:
        """`text` with the first use of each term explained. Each word is looked up once, however many terms there are."""
        lower, done, shown = text.lower(), 0, ""
        for word in _WORD.finditer(lower):
            start = word.start()
            for name, id in known.get(word[0], ()) if start >= done else ():
                end = start + len(name)
                if not lower.startswith(name, start) or _GOES_ON.match(lower, end):
                    continue
                if id not in self.explained:
                    self.explained.add(id)
                    definition = escape(self.watch.terms[id].definition)
                    link = f'<a class="term" href="{escape(self.to("term", id))}" data-tip="{definition}">{text[start:end]}</a>'
                    shown += text[done:start] + link
                    done = end
                break
        return shown + text[done:] if shown else text

    def render(self, template: str, **context: Any) -> Markup:
        """A template with everything it may ask for."""
        found = environment(self.catalogue).get_template(f"{template}.j2")
        html = found.render(page=self, c=self.watch, ask=self.watch.ask, v=self.catalogue.vocabulary, guide=self.catalogue.guide, **context)
        return Markup(html)  # noqa: S704  autoescaped

    def leaves(self, kind: str, id: str) -> list[Told]:
        """The texts of a record field by field, for a kind without a template of its own."""
        told, last = [], ""
        for leaf in self.catalogue.entry(kind, id).leaves:
            field = str(leaf.loc[0])
            if isinstance(leaf.mark, (Markdown, Plain, Verbatim)) and isinstance(leaf.value, str) and field != "title":
                told.append(
                    Told("" if field == last else field, leaf.value, isinstance(leaf.mark, Markdown), isinstance(leaf.mark, Verbatim))
                )
                last = field
        self.reads.add(("record", kind, id))
        return told

    @property
    def codes(self) -> list[Code]:
        """What `check` can say."""
        return [*CODES.values()]

    @property
    def kinds(self) -> Mapping[str, type[Record]]:
        """Every kind of record."""
        return KINDS


_ESCAPED = re.compile(r"[\\`*_\[\]<>$|]")
_PLACES = 0xE000
"""First of the letters that no text has (Unicode's private area), which hold the place of HTML inside a sentence."""


# ---------------------------------------------------------------- the environment


def stamp(text: str) -> str:
    """A date as precise as it is known, as an Atom time: `2026-11` → `2026-11-01T00:00:00Z`."""
    return f"{text}{'-01-01'[: 10 - len(text)]}T00:00:00Z" if len(text) == 4 else f"{text}{'-01' if len(text) == 7 else ''}T00:00:00Z"


def shuffled(steps: tuple[str, ...]) -> list[str]:
    """`steps` in another order, the same in every build: by the letters from their end."""
    mixed = sorted(steps, key=lambda step: step[::-1])
    return mixed if tuple(mixed) != steps else mixed[::-1]


_ENVIRONMENTS: dict[tuple[str, str, bool], Environment] = {}
"""(version of the words, language, escaping) → environment with its compiled templates."""


def environment(catalogue: Catalogue, *, escaping: bool = True) -> Environment:
    """Templates with the filters and words of the guide's language. Without `escaping`, for plain text where `&` stays `&`."""
    language = catalogue.guide.language
    key = (catalogue.entries[f"data/words/{language}.yml"].version, language, escaping)
    if key not in _ENVIRONMENTS:
        learn()
        made = Environment(
            loader=PackageLoader("macros"),
            autoescape=escaping,  # noqa: S701  without it for plain text only
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        say = speaker(catalogue)
        made.filters.update(
            number=say.number, hours=say.hours, minutes=say.minutes, months=say.months, month=say.month, code=code, plain=prose.plain, total_hours=total,
            stamp=stamp, shuffled=shuffled, language=say.language_name, country=say.country_name,
        )  # fmt: skip
        made.globals.update(
            say=say, one=partial(labels.one, catalogue), many=partial(labels.many, catalogue), counted=partial(labels.counted, catalogue),
        )  # fmt: skip
        _ENVIRONMENTS[key] = made
    return _ENVIRONMENTS[key]
