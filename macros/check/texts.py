"""Rules about single texts: addresses, formulas, signs, filler, what is left to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.catalogue import Entry
from macros.check.rule import at, record_rule
from macros.kinds import KINDS, schema_name
from macros.records.addresses import refusal
from macros.records.base import Part
from macros.records.fields import Markdown, Plain, Verbatim, Web
from macros.records.findings import Finding
from macros.records.reader import Document
from macros.records.singles import SINGLES
from macros.text import prose

_FILLER = re.compile(
    r"\b(simply put|cutting-edge|state-of-the-art solutions?|dive into|deep dive|in today's world|it is important to note|it's worth noting|"
    r"game-chang\w+|seamless\w*|world-class|leverag(?:e|es|ing) the power|unlock the|ever-evolving|comprehensive guide)\b",
    re.IGNORECASE,
)
_TODO = re.compile(r"\bTODO\b(?! app| list)")
_CODE = re.compile(r"`[^`]*`")
_QUOTED = re.compile(r"""[“”„«»‘’‚"'][^“”„«»‘’‚"]+[“”„«»‘’"']""")


@record_rule
def safe_addresses(entry: Entry) -> Iterator[Finding]:
    """R301."""
    for loc, url in entry.of(Web):
        if "TODO" not in url and (why := refusal(url)):
            yield at(entry, loc, "R301", f"{url!r} {why}")
    for loc, text in entry.of(Markdown):
        for url in prose.outside_links(text):
            if why := refusal(url):
                yield at(entry, loc, "R301", f"{url!r} {why}")


@record_rule
def formulas_read(entry: Entry) -> Iterator[Finding]:
    """R406."""
    for loc, text in entry.of(Markdown):
        for formula in prose.formulas(text):
            try:
                prose.math(formula.strip())
            except prose.FormulaError as error:
                yield at(entry, loc, "R406", str(error))


@record_rule
def plain_words(entry: Entry) -> Iterator[Finding]:
    """R606. What a claim says is its source's matter."""
    for loc, text in entry.of(Markdown):
        if (found := _FILLER.search(text)) and _FILLER.search(prose.plain(text)):
            yield at(entry, loc, "R606", f"{found[0]!r} says nothing: leave it out or give the number")


@record_rule
def nothing_left_to_do(entry: Entry) -> Iterator[Finding]:
    """R607."""
    for leaf in entry.leaves:
        if isinstance(leaf.value, str) and not isinstance(leaf.mark, Verbatim) and _TODO.search(_CODE.sub("", leaf.value)):
            yield at(entry, leaf.loc, "R607", "still says TODO: write it, or delete the line if the field is not required")
        elif leaf.value == "first-topic":
            yield at(entry, leaf.loc, "R607", "is still the scaffold's 'first-topic': give the topic its own id")


@record_rule
def no_signs_left(entry: Entry) -> Iterator[Finding]:
    """R608."""
    for loc, text in entry.of(Markdown):
        if found := prose.left_as_signs(text):
            remedy = "put code between backticks, write HTML as words, and link to https:// addresses or records of the guide"
            yield at(entry, loc, "R608", f"{found!r} would be printed as it stands: {remedy}")


@record_rule
def plain_text_stays_plain(entry: Entry) -> Iterator[Finding]:
    """R609."""
    for loc, text in entry.of(Plain):
        if found := prose.markup(text):
            yield at(entry, loc, "R609", f"{found!r} is not rendered in this field: write it without signs")


@record_rule
def no_wrapping_quotes(entry: Entry) -> Iterator[Finding]:
    """R610."""
    for loc, text in entry.of(Plain):
        if _QUOTED.fullmatch(text):
            bare = text[1:-1].strip()
            yield at(entry, loc, "R610", f"{text!r} is wrapped in quotes: write {bare!r}", (text, bare))


@record_rule
def names_its_schema(entry: Entry) -> Iterator[Finding]:
    """R111."""
    if _model(entry) is None or entry.document is None or not isinstance(entry.document.data, dict):
        return
    first = f"# yaml-language-server: $schema={'../' if entry.id else ''}schema/{schema_name(entry.kind)}.schema.json"
    written = entry.document.text.partition("\n")[0].rstrip("\r")
    if written != first:
        stale = written if written.startswith("# yaml-language-server:") else ""
        yield Finding("R111", entry.file, f"the first line names no schema, or another: write {first!r}", 1, 1, (stale, first))


@record_rule
def fields_in_order(entry: Entry) -> Iterator[Finding]:
    """R112."""
    model = _model(entry)
    if model is None or entry.record is None or entry.document is None:
        return
    written = list(entry.document.data)
    wanted = [name for name in model.model_fields if name in written]
    for name, first in zip(written, wanted, strict=True):
        if name != first:
            message = f"stands before {first!r}, which comes first: fields keep the order of docs/fields.md"
            yield at(entry, (name,), "R112", message, _reordered(entry.document, wanted, name))
            return


def _reordered(document: Document, wanted: list[str], since: str) -> tuple[str, str] | None:
    """The lines from the field `since` on, and the same in the order that is wanted; a comment above a field moves with it."""
    lines = document.text.replace("\r\n", "\n").rstrip("\n").split("\n")
    begins = {name: document.place((name,))[0] - 1 for name in document.data}
    moved = [name for name in document.data if begins[name] >= begins[since]]
    if any(document.place((name,))[1] != 1 for name in moved):
        return None  # written as {…}
    for name in moved:
        while lines[begins[name] - 1].startswith("#") and begins[name] > min(begins.values()):
            begins[name] -= 1
    ends = dict(zip(moved, [*(begins[name] for name in moved[1:]), len(lines)], strict=True))
    ordered = [line for name in wanted if name in ends for line in lines[begins[name] : ends[name]]]
    return "\n".join(lines[begins[since] :]), "\n".join(ordered)


def _model(entry: Entry) -> type[Part] | None:
    return KINDS.get(entry.kind) or (SINGLES.get(entry.kind) if not entry.id else None)


@record_rule
def python_reads(entry: Entry) -> Iterator[Finding]:
    """R802."""
    for leaf in entry.leaves:
        if not isinstance(leaf.mark, Verbatim) or leaf.loc[-1] not in {"code", "by"} or not isinstance(leaf.value, str):
            continue
        holder: object = entry.document.data if entry.document else None
        for step in leaf.loc[:-1]:
            holder = holder[step] if isinstance(holder, (dict, list)) else None  # type: ignore[index]
        if isinstance(holder, dict) and holder.get("language", "python") == "python":
            try:
                compile(leaf.value, "example", "exec", dont_inherit=True)
            except (SyntaxError, ValueError) as error:
                where = f"line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else "somewhere"
                yield at(entry, leaf.loc, "R802", f"Python cannot read {where} of the code: {getattr(error, 'msg', error)}")
