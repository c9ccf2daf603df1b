"""Types of fields. A type says once what a field is; rendering, rules, links, schemas, search and API read it from here.

A type is a Python type with a mark beside it. `leaves` walks data along its model and gives every leaf with its mark,
also in a record that has mistakes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from macros.records.reader import Loc

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"


class FieldError(ValueError):
    """A mistake in one field or of several together, reported at the field one would change (a path inside the model, or empty)."""

    def __init__(self, field: str, message: str, code: str = "R208") -> None:
        super().__init__(message)
        self.field, self.code = field, code


# ---------------------------------------------------------------- marks


class Mark:
    """What a leaf is, beyond its Python type."""


@dataclass(frozen=True, slots=True)
class Plain(Mark):
    """Text that is printed as it stands; Markdown in it would be shown as signs."""


@dataclass(frozen=True, slots=True)
class Markdown(Mark):
    """Text that is rendered: see `macros.text.prose`."""


@dataclass(frozen=True, slots=True)
class Verbatim(Mark):
    """Code and output: shown letter by letter."""


@dataclass(frozen=True, slots=True)
class Web(Mark):
    """An address outside the guide."""


@dataclass(frozen=True, slots=True)
class Day(Mark):
    """A date; `past` ones never lie in the future."""

    past: bool = False


@dataclass(frozen=True, slots=True)
class To(Mark):
    """The id of another record: of one of these schemes."""

    schemes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class From(Mark):
    """A word of a closed list in `data/vocabulary.yml`."""

    words: str

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        """The schema says which list it is; `macros.outputs.schema` puts the words in."""
        return {**handler(core_schema), "x-words": self.words}


@dataclass(frozen=True, slots=True)
class Own(Mark):
    """An id that the record gives itself or a part of it."""


PLAIN, MARKDOWN, VERBATIM, OWN = Plain(), Markdown(), Verbatim(), Own()


_ID, _REF = Field(max_length=60), Field(max_length=121)
"""Limits only: what a reference or a word of a list should be is said by the rules that know the others."""


def _text(value: object) -> object:
    """`2026` for 2026: a year without quotes is a whole number in YAML."""
    return str(value) if type(value) in (int, float) else value


def _on_the_calendar(text: str) -> str:
    if len(text) == 10:
        try:
            date.fromisoformat(text)
        except ValueError:
            raise FieldError("", f"{text} is no day of the calendar", "R206") from None
    return text


def _rising(pair: Any) -> Any:
    if pair[0] > pair[1]:
        raise ValueError(f"runs from low to high: write [{pair[1]}, {pair[0]}]")
    return pair


# ---------------------------------------------------------------- types

Id: TypeAlias = Annotated[str, Field(pattern=ID_PATTERN, max_length=60), OWN]
Text: TypeAlias = Annotated[str, PLAIN]
Line: TypeAlias = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\n]*$"), PLAIN]
"""One line of plain text, short enough for a table cell or a search result."""
Prose: TypeAlias = Annotated[str, Field(min_length=1, max_length=4000), MARKDOWN]
"""A little Markdown: paragraphs, lists, **bold**, `code`, $formulas$, [links](skill:python), <claim:some-id>."""
ProseLine: TypeAlias = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\n]*$"), MARKDOWN]
"""The same on one line."""
Code: TypeAlias = Annotated[str, Field(min_length=1, max_length=4000), VERBATIM]
Output: TypeAlias = Annotated[str, VERBATIM]
Address: TypeAlias = Annotated[str, Field(max_length=300), Web()]
_Date: TypeAlias = Annotated[
    str,
    BeforeValidator(_text),
    Field(pattern=r"^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"),
    AfterValidator(_on_the_calendar),
]
Month: TypeAlias = Annotated[_Date, Day()]
"""A date as precise as it is known: `2026`, `2026-11` or `2026-11-20`."""
Seen: TypeAlias = Annotated[_Date, Day(past=True)]
"""A date of something that has happened."""
Hours: TypeAlias = Annotated[tuple[Annotated[int, Field(ge=1, le=5000)], ...], Field(min_length=2, max_length=2), AfterValidator(_rising)]
"""From–to, in hours of a learner who does the exercises: `[3, 6]`."""
Span: TypeAlias = Annotated[tuple[int, int], AfterValidator(_rising)]
"""From–to, in the unit the field's name says."""
Country: TypeAlias = Annotated[str, _ID, From("countries")]
"""Two-letter country code (ISO 3166-1), `EU`, or `world`."""
Language: TypeAlias = Annotated[str, _ID, From("languages")]
"""Language code (BCP 47): `en`, `pt-BR`."""
Currency: TypeAlias = Annotated[str, _ID, From("currencies")]
"""Currency code (ISO 4217): `EUR`."""
Depth: TypeAlias = Annotated[int, Field(ge=1, le=4)]
"""Level of a skill: 1 explains, 2 does with help, 3 does alone, 4 decides for others."""
Needs: TypeAlias = tuple[Literal["numpy", "pandas", "sklearn", "scipy", "matplotlib", "torch"], ...]
"""Packages beyond the standard library."""

SkillId: TypeAlias = Annotated[str, _ID, To(("skill",))]
Ref: TypeAlias = Annotated[str, _REF, To(("skill", "topic"))]
"""A skill (`python`) or one of its topics (`python.functions`)."""
ProjectId: TypeAlias = Annotated[str, _ID, To(("project",))]
RoleId: TypeAlias = Annotated[str, _ID, To(("role",))]
ClaimId: TypeAlias = Annotated[str, _ID, To(("claim",))]

AreaId: TypeAlias = Annotated[str, _ID, From("areas")]
FormatId: TypeAlias = Annotated[str, _ID, From("formats")]
LevelId: TypeAlias = Annotated[str, _ID, From("levels")]
CostId: TypeAlias = Annotated[str, _ID, From("costs")]
AccountId: TypeAlias = Annotated[str, _ID, From("accounts")]
UnitId: TypeAlias = Annotated[str, _ID, From("units")]
StrengthId: TypeAlias = Annotated[str, _ID, From("strengths")]
EntryId: TypeAlias = Annotated[str, _ID, From("entries")]
AttributeId: TypeAlias = Annotated[str, _ID, From("attributes")]
GroupId: TypeAlias = Annotated[str, _ID, From("groups")]


# ---------------------------------------------------------------- walking data along its model


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value of a record with its path and what it is."""

    loc: Loc
    mark: Mark
    value: Any


@dataclass(frozen=True, slots=True)
class _Shape:
    """How to walk a type: fields of a model, entries of a list or mapping, or a leaf."""

    model: type[BaseModel] | None = None
    inner: _Shape | None = None
    mark: Mark | None = None
    key: Mark | None = None


def _mark_of(metadata: tuple[Any, ...]) -> Mark | None:
    return next((part for part in reversed(metadata) if isinstance(part, Mark)), None)


def _shape(annotation: Any, mark: Mark | None = None) -> _Shape:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *metadata = get_args(annotation)
        return _shape(inner, _mark_of(tuple(metadata)) or mark)
    if origin in {Union, UnionType}:
        return _shape(next(part for part in get_args(annotation) if part is not NoneType), mark)
    if origin is tuple:
        return _Shape(inner=_shape(get_args(annotation)[0], mark))
    if origin is dict:
        key, value = get_args(annotation)
        return _Shape(inner=_shape(value, mark), key=_shape(key).mark)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _Shape(model=annotation)
    return _Shape(mark=mark)


@cache
def shapes(model: type[BaseModel]) -> Mapping[str, _Shape]:
    """Field → how to walk it."""
    hints = get_type_hints(model, include_extras=True)
    return {name: _shape(hints[name]) for name in model.model_fields}


def leaves(model: type[BaseModel], data: Any) -> Iterator[Leaf]:
    """Every marked leaf of `data`, as written. What does not fit the model is passed over: it has a finding of its own."""
    if isinstance(data, dict):
        known = shapes(model)
        for name, value in data.items():
            if name in known:
                yield from _leaves(known[name], value, (name,))


def _leaves(shape: _Shape, value: Any, loc: Loc) -> Iterator[Leaf]:
    if shape.model is not None:
        if isinstance(value, dict):
            known = shapes(shape.model)
            for name, part in value.items():
                if name in known:
                    yield from _leaves(known[name], part, (*loc, name))
    elif shape.inner is not None:
        if isinstance(value, list):
            for index, part in enumerate(value):
                yield from _leaves(shape.inner, part, (*loc, index))
        elif isinstance(value, dict):
            for key, part in value.items():
                if shape.key:
                    yield Leaf((*loc, key), shape.key, key)
                yield from _leaves(shape.inner, part, (*loc, key))
    elif shape.mark is not None and value is not None:
        yield Leaf(loc, shape.mark, value)


def model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel]:
    """The model that holds the last field of `loc`, to know which names are allowed there."""
    shape = _Shape(model=model)
    for step in loc[:-1]:
        if shape.model is not None and isinstance(step, str) and step in shape.model.model_fields:
            shape = shapes(shape.model)[step]
        while shape.model is None and shape.inner is not None and shape.inner.model is not None:
            shape = shape.inner
        if shape.model is not None:
            model = shape.model
    return model
