"""What a model refuses, in plain words: one finding a mistake, at the line of its field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from macros.records.dates import as_iso
from macros.records.fields import ID_PATTERN, FieldError, model_at
from macros.records.findings import Finding, nearest
from macros.records.reader import Document, Loc

_FORMS = {
    "string_type": "write text; put it in quotes if it looks like a number, true or null",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number, without units",
    "int_from_float": "write a whole number",
    "float_parsing": "write a number, without units or commas",
    "float_type": "write a number",
    "tuple_type": "write a list: [one, two]",
    "dict_type": "write 'key: value' lines",
    "model_type": "write 'field: value' lines",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
}
_DATE = "is no date: write 2026, 2026-11 or 2026-11-20"
_PATTERNS = {
    "^[12][0-9]{3}": _DATE,
    r"^[^\n]*$": "must stand on one line",
    "^#[0-9a-f]{6}$": "is no colour: write # and six small hexadecimal digits, for example '#0a6464'",
}
"""How a pattern begins → what to write instead."""


def explained(errors: list[ErrorDetails], document: Document, model: type[BaseModel], name: str) -> Iterator[Finding]:
    """One finding for each mistake; what only follows from another mistake is left out."""
    if not isinstance(document.data, dict):
        yield Finding("R201", name, _no_record(document.data, model))
        return
    unknown = {tuple(error["loc"][:-1]) for error in errors if error["type"] == "extra_forbidden"}
    for error in errors:
        loc = tuple(step for step in error["loc"] if step != "[key]")
        if error["type"] == "missing" and _misspelt(loc, unknown, errors):
            continue  # the field is there under another spelling, which has its own finding
        if (
            error["type"] == "too_short"
            and isinstance(error["input"], list)
            and len(error["input"]) >= int(error.get("ctx", {})["min_length"])
        ):
            continue  # pydantic's echo of a bad entry
        yield _explained(error, loc, document, model, name)


def _no_record(data: Any, model: type[BaseModel]) -> str:
    fields = _fields(model)
    if data is None:
        return f"the file is empty: a record is 'field: value' lines; the fields of {model.__name__} are {fields}"
    return f"a record is 'field: value' lines, this is {_called(data)}; the fields of {model.__name__} are {fields}"


def _called(data: Any) -> str:
    return "a list" if isinstance(data, list) else "a single value"


def _misspelt(loc: Loc, unknown: set[tuple[Any, ...]], errors: list[ErrorDetails]) -> bool:
    if loc[:-1] not in unknown:
        return False
    strange = [str(error["loc"][-1]) for error in errors if error["type"] == "extra_forbidden" and tuple(error["loc"][:-1]) == loc[:-1]]
    return bool(nearest(loc[-1], strange))


def _explained(error: ErrorDetails, loc: Loc, document: Document, model: type[BaseModel], name: str) -> Finding:
    value, context = error["input"], error.get("ctx", {})
    holder = model_at(model, loc)
    seen = "this" if isinstance(value, (dict, list)) else f"{value!r}"[:80]
    fix: tuple[str, str] | None = None
    if isinstance(value, str) and value.startswith("TODO"):
        return _finding("R607", name, loc, "still says TODO: write it, or delete the line if the field is not required", document)
    match error["type"]:
        case "extra_forbidden":
            code, why = "R202", f"unknown field{nearest(loc[-1], holder.model_fields)}; allowed are {_fields(holder)}"
        case "missing":
            info = holder.model_fields.get(str(loc[-1]))
            hint = f" ({info.description.splitlines()[0].rstrip('.')})" if info and info.description else ""
            code, why = "R203", f"is missing{hint}: add '{loc[-1]}:'"
        case "literal_error":
            allowed = str(context.get("expected", ""))
            words = re.findall(r"'([^']*)'", allowed)
            code, why = "R205", f"{seen} is not allowed{nearest(value, words)}; write {allowed}"
        case "string_pattern_mismatch":
            code, why = "R206", f"{seen} {_pattern_help(str(context.get('pattern', '')), value)}"
            if why.endswith(_DATE) and (iso := as_iso(str(value))):
                why, fix = f"{seen} is no date as we write them: write {iso}", (str(value), iso)
        case "string_too_long" | "too_long":
            code, why = "R207", f"is too long ({_length(value)}): at most {context.get('max_length')}"
        case "string_too_short" | "too_short":
            code, why = "R207", f"is too short ({_length(value)}): at least {context.get('min_length')}"
        case "value_error":
            problem = context.get("error")
            code, why = "R208", str(problem or error["msg"])
            if isinstance(problem, FieldError):
                code, loc = problem.code, (*loc, *filter(None, [problem.field]))
        case "greater_than_equal" | "less_than_equal" | "greater_than" | "less_than":
            code, why = "R207", f"{seen} is out of range: {error['msg'].removeprefix('Input should be ')}"
        case kind:
            wrong = "is empty" if value is None else f"{seen} has the wrong form"
            code, why = "R204", f"{wrong}: {_FORMS.get(kind, error['msg'])}"
    return _finding(code, name, loc, why, document, fix)


def _finding(code: str, name: str, loc: Loc, why: str, document: Document, fix: tuple[str, str] | None = None) -> Finding:
    where = ".".join(str(step) for step in loc)
    return Finding(code, name, f"{where}: {why}" if where else why, *document.place(loc), fix)


def _fields(model: type[BaseModel]) -> str:
    return ", ".join(model.model_fields)


def _length(value: object) -> str:
    return f"{len(value)} {'characters' if isinstance(value, str) else 'entries'}" if isinstance(value, (str, list, tuple)) else "?"


def _pattern_help(pattern: str, value: object) -> str:
    if pattern == ID_PATTERN:
        good = re.sub(r"[^a-z0-9.]+", "-", str(value).lower()).strip("-")
        return f"is no id: small letters, digits and single hyphens, for example {good!r}"
    return next((words for start, words in _PATTERNS.items() if pattern.startswith(start)), f"does not match {pattern}")
