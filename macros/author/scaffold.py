"""`python -m macros new …`: a record to fill in, made from its model. `pages --fresh`: the pages of another profession."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from macros.catalogue import Catalogue
from macros.check.texts import schema_name
from macros.kinds import KINDS, SCHEMES
from macros.records.base import Part
from macros.records.fields import ID_PATTERN, Day, From, To
from macros.records.singles import Vocabulary
from macros.text import pages
from macros.views import frame, stubs
from macros.views.show import view_names

INDENT = "  "


def record(catalogue: Catalogue, scheme: str, id: str, today: date) -> Path:
    """Write the record `id` to be filled in and return its path. Raises `ValueError` for a bad or taken id."""
    if not re.fullmatch(ID_PATTERN, id) or len(id) > 60:
        good = re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-") or "an-id"
        raise ValueError(f"{id!r} is no id: small letters, digits and single hyphens, at most 60, for example {good!r}")
    model = SCHEMES[scheme]
    kind = model.kind.folder
    path = catalogue.root / kind / f"{id}.yml"
    if path.exists():
        raise ValueError(f"{path} is there already: choose another id, or edit it")
    head = [
        f"# yaml-language-server: $schema=../schema/{schema_name(kind)}.schema.json",
        "# Fill in every TODO; `make check` tells what is left, docs/fields.md what each field is for.",
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*head, *_lines(model, catalogue.vocabulary, today, "")]) + "\n", encoding="utf-8")
    return path


def _lines(model: type[Part], vocabulary: Vocabulary, today: date, indent: str) -> Iterator[str]:
    """`field: TODO` lines of what the model requires, each with its help."""
    hints = get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        if info.is_required() or name in model.STARTS_WITH:
            help_text = (info.description or "").splitlines()
            yield from _field(name, hints[name], help_text[0] if help_text else "", vocabulary, today, indent)


def _field(name: str, annotation: Any, says: str, vocabulary: Vocabulary, today: date, indent: str) -> Iterator[str]:
    marks: list[Any] = []
    while get_origin(annotation) in {Annotated, Union, UnionType}:
        inner, *metadata = get_args(annotation)
        marks = [*metadata, *marks] if get_origin(annotation) is Annotated else marks
        annotation = next(part for part in (inner, *metadata) if part is not NoneType) if get_origin(annotation) is not Annotated else inner
    mark = next((mark for mark in reversed(marks) if isinstance(mark, (From, To, Day))), None)
    comment = f"  # {says}" if says else ""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield f"{indent}{name}:{comment}"
        yield from _lines(annotation, vocabulary, today, indent + INDENT)
    elif origin is dict:
        keys = get_args(arguments[0]) if get_origin(arguments[0]) is Literal else [word.id for word in vocabulary.attributes]
        yield f"{indent}{name}:{comment}"
        for key in keys:
            yield from _field(str(key), arguments[1], "", vocabulary, today, indent + INDENT)
    elif origin is tuple and _part(arguments[0]):
        yield f"{indent}{name}:{comment}"
        first, *rest = _lines(_part(arguments[0]), vocabulary, today, indent + INDENT + INDENT)  # type: ignore[arg-type]
        yield f"{indent}{INDENT}- {first.strip()}"
        yield from rest
    elif origin is tuple:
        pair = (len(arguments) == 2 and arguments[1] is not Ellipsis) or any(
            getattr(limit, "max_length", None) == 2 for mark in marks for limit in getattr(mark, "metadata", ())
        )
        yield f"{indent}{name}: {'[TODO, TODO]' if pair else '[TODO]'}{comment}"
    elif isinstance(mark, Day):
        yield f"{indent}{name}: {today.isoformat()}{comment}"
    elif isinstance(mark, From) and mark.words in Vocabulary.model_fields:
        yield f"{indent}{name}: TODO  # one of: {', '.join(word.id for word in getattr(vocabulary, mark.words))}"
    else:
        yield f"{indent}{name}: TODO{comment}"


def _part(annotation: Any) -> type[Part] | None:
    return annotation if isinstance(annotation, type) and issubclass(annotation, Part) else None


def fresh(catalogue: Catalogue, docs: Path, config: Path) -> list[Path]:
    """Make docs/ fit other data: pages that only hold prose go, with their line in the navigation; the others keep
    their heading and their calls of `show`, and lose the prose beside them. A view of a kind without records goes too.
    """
    changed: list[Path] = []
    for path in pages.sources(docs):
        text, body = pages.text_of(path), pages.body(path)
        front = re.sub(r"(?m)^description: .*\n", "", text.removesuffix(body))  # it speaks of the old guide
        kept = re.findall(r'(?m)^(?:# .*|\{\{ show\("\w+"\) \}\})$', body)
        if not any("show(" in line for line in kept) or _empty(catalogue, pages.SHOWN.findall(body)):
            path.unlink()
            changed.append(path)
        elif (short := front + "\n" + "\n\n".join(kept) + "\n") != text:
            path.write_text(short, encoding="utf-8")
            changed.append(path)
    settings, _, nav = config.read_text(encoding="utf-8").partition("\nnav:\n")

    def stands(line: str) -> bool:
        entry = re.fullmatch(r"\s+- [^:]+: (\S+\.md)\s*", line)
        return not entry or (docs / entry[1]).is_file()

    left = "".join(line for line in nav.splitlines(keepends=True) if stands(line))
    left = re.sub(r"(?m)^  - [^:\n]+:\n(?!      - )", "", left)  # a section whose pages are all gone
    config.write_text(f"{settings}\nnav:\n{left}", encoding="utf-8")
    return [*changed, *stubs.write(catalogue, docs), *frame.write(catalogue, docs)]


def _empty(catalogue: Catalogue, views: list[str]) -> bool:
    """Whether a page shows nothing but lists of records that are not there, or of kinds that are gone."""
    held = {model.kind.list_view: bool(catalogue.records[kind]) for kind, model in KINDS.items()}
    held["glossary"] = bool(held.get("glossary") or catalogue.topics)  # it lists the topics too
    known = view_names()
    return bool(views) and all(view not in known or not held.get(view, True) for view in views)
