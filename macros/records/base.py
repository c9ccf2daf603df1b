"""What every record has in common, and what is said once about each kind of record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self, TypeVar

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from macros.records.singles import Vocabulary

R = TypeVar("R", bound="Record")


class Part(BaseModel):
    """A part of a record: frozen, and strict about its fields. A field's docstring is its help text everywhere."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    STARTS_WITH: ClassVar[tuple[str, ...]] = ()
    """Optional fields that a new record begins with: most need them."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record, described once. Folder, addresses, labels, search, lists, API and book are read from here."""

    folder: str
    """`data/<folder>/<id>.yml`; also the file in the API."""
    scheme: str
    """Word before the colon in links inside text: `[words](skill:python)`."""
    address: str
    """Where a record is shown, seen from the root: `skills/{}/` for a page of its own, `questions/#{}` for a place on one."""
    one: str
    """Label of one record, where `data/words/` has none: "Skill"."""
    many: str
    """Label of several: "Skills"."""
    rank: int = 50
    """Place among kinds that answer a search equally well, and in lists of kinds: small comes first."""
    page_title: str = "{}"
    """Title of a record's page, where the record's own could be mistaken for another's."""
    api: bool = True
    """Whether the API has a file of these records."""
    linked: bool = True
    """Whether text may link to a record of this kind."""
    found: bool = True
    """Whether a search finds records of this kind."""
    table: tuple[str, str] | None = None
    """Name of the kind's table (`data/<name>.csv`) and its columns, parted by spaces; see `Record.rows`."""
    chapter: tuple[str, int] | None = ("practice", 90)
    """Part of the book (`begin`, `practice`, `reference`) and place in it of the chapter with these records; none for no chapter."""

    @property
    def has_pages(self) -> bool:
        """Whether each record has a page of its own."""
        return self.address.endswith("{}/")

    @property
    def list_view(self) -> str:
        """Name of the page with all records of the kind, of its template and of its chapter: `questions` of `questions/#{}`."""
        return re.sub(r"/?#?\{\}/?$", "", self.address).rpartition("/")[2]


class Printer(Protocol):
    """What a row of a table may ask for."""

    def text(self, prose: str) -> str:
        """Prose as plain text, with the figures of its claims."""

    def title(self, scheme: str, id: str) -> str:
        """Title of another record."""


class Record(Part):
    """One file of `data/`. A subclass with a `kind` is a kind of record; see CONTRIBUTING.md, "Add a kind"."""

    kind: ClassVar[Kind]

    @property
    def name(self) -> str:
        """What a link to the record says."""
        return str(getattr(self, "title", ""))

    @property
    def names(self) -> tuple[str, ...]:
        """Other names people search for."""
        return tuple(getattr(self, "aliases", ()))

    @property
    def line(self) -> str:
        """One line that tells it apart in search."""
        return ""

    @property
    def description(self) -> str:
        """Description of its page."""
        return str(getattr(self, "summary", self.name))

    @classmethod
    def in_order(cls, records: Mapping[str, Self], _: Vocabulary) -> Mapping[str, Self]:
        """The records as lists show them: by `order`, then by id."""
        return dict(sorted(records.items(), key=lambda pair: (*pair[1].place(), pair[0])))

    def rows(self, id: str, printer: Printer) -> Iterator[list[Any]]:
        """The record's rows in the table of its kind."""
        raise NotImplementedError(f"{type(self).__name__} {id!r} has no rows for {printer}")

    def place(self) -> tuple[Any, ...]:
        """Sort key among records of its kind."""
        return (getattr(self, "order", 0),)
