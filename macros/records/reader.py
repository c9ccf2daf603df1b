"""Strict YAML for files that strangers send: plain data with positions, or a finding.

Accepted is the part of YAML a person expects: mappings, lists, text, whole numbers, true, false and null.
Everything else (tags, anchors, aliases, repeated keys, deep nesting, invisible characters) is refused with its
place. The text is read as a stream of events, so that no hostile nesting can exhaust the stack, and every value is
built here: nothing in a file can name a Python type.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from macros.records.findings import Finding

MAX_BYTES = 96 * 1024
"""A skill with twelve taught topics takes about 40 kB; anything far above is no record."""
MAX_DEPTH = 8
"""Our deepest field (`topics` → topic → `checks` → check → text) needs six."""

_NO_TEXT = re.compile("[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\r(?!\n)")
"""Characters that YAML forbids, and those at which it would begin a line where editors begin none."""

Step: TypeAlias = str | int
Loc: TypeAlias = tuple[Step, ...]

_WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_QUOTE = "a quote is opened here and not closed where the text ends: close it"
_SIGN = "a text cannot begin with this sign: put the whole text in quotes"
_ENTRY = "every entry of a list begins with '- ', all in one column: add it, or indent this line as the list's lines are"
_PLAIN_WORDS = (
    # part of what the parser says, whether the mistake stands where the thing was opened, what a person should do
    ("end of stream", True, _QUOTE),
    ("',' or '", False, "a comma or a closing bracket is missing here"),
    ("mapping values", False, "a colon and a space inside text: put the whole text in quotes"),
    ("tab character", False, "a tab is never indentation: type spaces"),
    ("cannot start any token", False, _SIGN),
    ("alphabetic or numeric", True, _SIGN),
    ("keys are not allowed", False, _SIGN),
    ("sequence entries", False, "a list begins on a line of its own, or is written in brackets: [one, two]"),
    ("expected ':'", True, "no colon and space behind the field: write 'field: value', or indent the line if it goes on from above"),
    ("'-' indicator", False, _ENTRY),
    ("<block end>", False, _ENTRY),
    ("expected key", False, "this line is indented differently from those beside it: fields of one record begin in one column"),
    ("node content", False, "a value is missing here: write it, and close each bracket that is opened"),
    ("escape", False, 'behind a backslash between double quotes only n, t, \\ and " may stand: use single quotes around the text'),
    ("line break", False, "nothing may stand behind '|' or '>': the text begins on the next line"),
)
_ELSE = (False, "cannot be read: look at quotes and indentation here; '---', '...', '%' and '!' need quotes")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed file: its data and where each part of it stands."""

    data: Any
    places: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    """Path of keys and indexes → (line, column), both counted from 1."""
    text: str = ""

    def place(self, loc: Loc) -> tuple[int, int]:
        """Line and column of `loc`, or of the closest part above it that is written in the file."""
        while loc and loc not in self.places:
            loc = loc[:-1]
        return self.places.get(loc, (1, 1))


class _Refused(Exception):  # noqa: N818  a signal inside this module, not an error others see
    def __init__(self, code: str, event: yaml.Event, message: str) -> None:
        self.code, self.message, self.at = code, message, _at(event)


def _at(event: yaml.Event) -> tuple[int, int]:
    """Line and column of an event, both counted from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def read(path: Path, *, name: str) -> tuple[bytes, Document | None, list[Finding]]:
    """Content and parsed text of the file at `path`; `name` is how findings call it. Never raises for bad content."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        return b"", None, [Finding("R102", name, f"{size:,} bytes, at most {MAX_BYTES:,} are allowed: split the record")]
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return raw, None, [Finding("R101", name, f"byte {error.start} is not UTF-8: save the file as UTF-8", line)]
    return raw, *parse(text, name=name)


def parse(text: str, *, name: str) -> tuple[Document | None, list[Finding]]:
    """Parse `text`; the first fatal problem, or every invisible character, becomes a finding."""
    if found := _NO_TEXT.search(text):
        line, column = text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
        return None, [Finding("R108", name, _invisible(found[0][0]), line, column)]
    places: dict[Loc, tuple[int, int]] = {}
    try:
        events = _checked(yaml.parse(text, Loader=_Loader))
        data = _document(events, places)
    except _Refused as refused:
        return None, [Finding(refused.code, name, refused.message, *refused.at)]
    except yaml.MarkedYAMLError as error:
        return None, [_unreadable(error, text, name)]
    document = Document(data, places, text)
    findings = [Finding("R108", name, why, *document.place(loc)) for loc, why in _bad_characters(data, ())]
    findings += _lost_as_comment(text, places, name)
    return document, findings


def _unreadable(error: yaml.MarkedYAMLError, text: str, name: str) -> Finding:
    """R103, where the mistake was made, which may be far above the place where the parser noticed it."""
    why, noticed, opened = str(error.problem), error.problem_mark, error.context_mark or error.problem_mark
    if noticed is None or opened is None:
        return Finding("R103", name, _ELSE[1])
    at_opening, words = next((row[1:] for row in _PLAIN_WORDS if row[0] in why), _ELSE)
    lines = f"{text}\n".split("\n")
    before, behind = lines[noticed.line][: noticed.column], "".join([lines[noticed.line][noticed.column :], *lines[noticed.line + 1 :]])
    quote, bracket = _left_open(text, noticed)
    if quote:
        at_opening, words, opened = True, _QUOTE, quote
    elif bracket and "end of stream" not in why and (bracket.line < noticed.line or not behind.strip()):
        at_opening, words, opened = True, "a bracket is opened here and never closed", bracket
    elif "expected key" in why and before.strip():
        words = "the text goes on behind a closing quote or bracket: put the whole text in quotes"
    elif "mapping values" in why and re.fullmatch(r"\s*[\w-]+", before):
        words = "the line above is no 'field: value', or this one is indented differently: fields of one record begin in one column"
    elif "any token" in why and behind.startswith("\t"):
        words = "a tab is never indentation: type spaces"
    mark = opened if at_opening else noticed
    return Finding("R103", name, words, mark.line + 1, mark.column + 1)


def _left_open(text: str, noticed: yaml.Mark) -> tuple[yaml.Mark | None, yaml.Mark | None]:
    """Where a quoted text begins that runs over several lines up to the mistake, and the innermost bracket that is open there."""
    quote, brackets = None, []
    try:
        for token in yaml.scan(text, Loader=_Loader):
            end = token.end_mark
            if (end.line, end.column) > (noticed.line, noticed.column):
                break
            if isinstance(token, (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)):
                brackets.append(token.start_mark)
            elif isinstance(token, (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)) and brackets:
                brackets.pop()
            elif isinstance(token, yaml.ScalarToken) and token.style in {"'", '"'} and token.start_mark.line < end.line == noticed.line:
                quote = token.start_mark
    except yaml.YAMLError:
        pass
    return quote, brackets[-1] if brackets else None


_COMMENT_IN_TEXT = re.compile(r"^[^'\"#|>]*[:-] [^'\"#|>\[{][^#]*? (#[^\s#].*)$")


def _lost_as_comment(text: str, places: dict[Loc, tuple[int, int]], name: str) -> Iterator[Finding]:
    """R110: `title: C #3` ends at the number sign. A comment that a person means has a space after it."""
    if " #" not in text:
        return
    begins = {line for line, _ in places.values()}
    for number, line in enumerate(text.split("\n"), 1):
        if number in begins and (found := _COMMENT_IN_TEXT.match(line)):
            yield Finding("R110", name, f"{found[1]!r} is cut off as a comment: put the whole text in quotes", number, found.start(1) + 1)


def _checked(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    """Refuse what a record never needs, before anything is built from it."""
    depth = documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Refused("R103", event, "a second document begins with '---': one record a file")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused("R105", event, "anchors (&) and aliases (*) are not allowed: write the value out, or put the text in quotes")
        if tag := getattr(event, "tag", None):
            raise _Refused("R104", event, f"the tag {tag!r} is not allowed: remove it, or put the text in quotes")
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            if depth > MAX_DEPTH:
                raise _Refused("R107", event, f"nested deeper than {MAX_DEPTH} levels: flatten it")
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
        yield event


def _document(events: Iterator[yaml.Event], places: dict[Loc, tuple[int, int]]) -> Any:
    for event in events:
        if isinstance(event, (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            places[()] = _at(event)
            value = _value(event, events, (), places)
            for _ in events:  # let the checks see the rest of the stream
                pass
            return value
    return None


def _value(event: yaml.Event, events: Iterator[yaml.Event], loc: Loc, places: dict[Loc, tuple[int, int]]) -> Any:
    match event:
        case yaml.ScalarEvent():
            return _scalar(event)
        case yaml.SequenceStartEvent():
            values: list[Any] = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                here = (*loc, len(values))
                places[here] = _at(event)
                values.append(_value(event, events, here, places))
            return values
        case _:
            mapping: dict[str, Any] = {}
            while not isinstance(event := next(events), yaml.MappingEndEvent):
                if not isinstance(event, yaml.ScalarEvent):
                    raise _Refused("R103", event, "a key must be a word: did you mean quotes around {…} or […]?")
                key, here = event.value, (*loc, event.value)
                if key in mapping:
                    first = places[here][0]
                    raise _Refused("R106", event, f"{key!r} stands here and in line {first}: keep one of the two")
                places[here] = _at(event)
                mapping[key] = _value(next(events), events, here, places)
            return mapping


def _scalar(event: yaml.ScalarEvent) -> str | int | bool | None:
    """Quoted text stays text; plain `true`, `false`, `null` and whole numbers are what they look like."""
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else text


def _bad_characters(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    match value:
        case str():
            if why := bad_character(value):
                yield loc, why
        case list():
            for index, part in enumerate(value):
                yield from _bad_characters(part, (*loc, index))
        case dict():
            for key, part in value.items():
                if why := bad_character(key):
                    yield (*loc, key), why
                yield from _bad_characters(part, (*loc, key))


def _invisible(character: str) -> str:
    label = unicodedata.name(character, "a control character")
    return f"the invisible character U+{ord(character):04X} ({label}) is not allowed: delete it or type a plain space"


_HARMLESS = re.compile(r"[\n -~¡-¬®-ɏ–—‘’“”„…€×−÷→←≈≤≥≠]*")
"""Letters and signs of most texts, composed and visible: passed without a closer look."""


def bad_character(text: str) -> str | None:
    """Why `text` may not be shown, or None. Invisible and direction-changing characters hide what a line says.

    Source of the threat: CVE-2021-42574 ("Trojan Source").
    """
    if _HARMLESS.fullmatch(text):
        return None
    for character in text:
        category = unicodedata.category(character)
        if character != "\n" and (category in {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"} or (category == "Zs" and character != " ")):
            return _invisible(character)
    if not unicodedata.is_normalized("NFC", text):
        return "letters and accents are stored apart: save the text in Unicode form NFC"
    for word in re.findall(r"[^\W\d_]{2,}", text):
        scripts = {unicodedata.name(c, "").split(" ")[0] for c in word} & {"LATIN", "CYRILLIC", "GREEK"}
        if len(scripts) > 1 and ("CYRILLIC" in scripts or len(word) > 3):
            return f"{word!r} mixes {' and '.join(sorted(s.title() for s in scripts))} letters: type it again in one alphabet"
    return None
