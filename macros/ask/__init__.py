"""Questions about the catalogue that several rooms ask: answered once, and known by name.

A question is a pure function of the catalogue and of plain arguments. Its answer is kept with the catalogue, and a page
that asked it is rendered again only when the answer differs. Templates say `ask.goal_hours("ml-engineer", ())`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from functools import wraps
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Concatenate, ParamSpec, TypeVar

from macros.catalogue import Catalogue

P = ParamSpec("P")
T = TypeVar("T")
QUESTIONS: dict[str, Callable[..., Any]] = {}
"""Name → question."""


def question(function: Callable[Concatenate[Catalogue, P], T]) -> Callable[Concatenate[Catalogue, P], T]:
    """Register a question and keep its answers."""
    name = function.__name__

    @wraps(function)
    def asked(catalogue: Catalogue, /, *arguments: P.args, **_: P.kwargs) -> T:
        key = (name, *arguments)
        if key not in catalogue.answers:
            catalogue.answers[key] = function(catalogue, *arguments)  # type: ignore[call-arg]
        answer: T = catalogue.answers[key]
        return answer

    QUESTIONS[name] = asked
    return asked


def versioned(catalogue: Catalogue, name: str, arguments: tuple[Hashable, ...]) -> str:
    """A hash of the answer, the same for the same answer in every run."""
    key = ("version", name, *arguments)
    if key not in catalogue.answers:
        answer = QUESTIONS[name](catalogue, *arguments)
        catalogue.answers[key] = hashlib.sha256(repr(answer).encode()).hexdigest()[:24]
    version: str = catalogue.answers[key]
    return version


def learn() -> None:
    """Read every module of this room, so that all questions are known."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
