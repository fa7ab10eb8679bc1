"""What a column of a table may be. The sheets of the template (`ingest.sheets`) are declared with it from the schema:
headers, lists of values and types come from `graphmodel.schema`, and are not said again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from graphmodel.errors import Label
from graphmodel.names import fold
from graphmodel.schema.spec import Declared, Field, fields
from graphmodel.schema.vocabulary import Vocabulary

Shape = Literal[
    "text", "list", "whole", "amount", "share", "yes", "choice", "choices", "code", "day", "when", "names", "places"
]
"""How a cell is read. `list`, `choices`, `names` and `places` hold several values, `amount` is one sum or a range in
cents, `day` is a date kept as text, `when` an interval, `names` other rows, `places` territories by code or name."""

SEPARATOR = ";"
EXAMPLE = Label("exemple — à effacer", "example — delete me")
"""A row that holds these words in any cell is the template's own example, never a fact."""

EUROS = Label("€", "€")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a closed list: its identifier in the graph and what people read."""

    id: str
    label: Label


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `kinds`: which classes or bases a name may mean, the first being what an unknown name becomes.
    `edge`: on a sheet of entities, the relation that each name of the cell makes (`incoming`: towards the row)."""

    name: str
    label: Label
    shape: Shape = "text"
    help: Label | None = None
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    kinds: tuple[str, ...] = ()
    edge: str = ""
    incoming: bool = False
    unit: Label | None = None
    example: str = ""

    def header(self, lang: str) -> str:
        """What the template writes: the label, and the unit where there is one."""
        unit = f" ({self.unit.in_(lang)})" if self.unit else ""
        return self.label.in_(lang) + unit

    def known_as(self) -> frozenset[str]:
        """Every folded header that means this column."""
        headers = (self.label.fr, self.label.en, self.header("fr"), self.header("en"))
        return frozenset(fold(one) for one in (*self.aliases, *headers))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the template. Its rows describe an `entity` class or state a `relation` type (or neither, for the
    sheets with a reader of their own). A row without one of `needs` is set aside."""

    name: str
    label: Label
    help: Label
    columns: tuple[Column, ...]
    needs: tuple[str, ...]
    entity: str = ""
    relation: str = ""
    aliases: tuple[str, ...] = ()
    by_name: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})

    def known_as(self) -> frozenset[str]:
        """Every folded title that means this sheet."""
        return frozenset(fold(one) for one in (*self.aliases, self.label.fr, self.label.en, self.name))


def choices_of(vocabulary: type[Vocabulary]) -> tuple[Choice, ...]:
    """The closed list of a vocabulary."""
    return tuple(Choice(member.value, member.label) for member in vocabulary)


def choices_among(kinds: Mapping[str, type[Declared]], names: Iterable[str]) -> tuple[Choice, ...]:
    """A closed list of declared kinds, by their labels."""
    return tuple(Choice(name, kinds[name].label) for name in names)


def of(
    kind: type[Declared], *names: str, examples: Mapping[str, str] | None = None, **aliases: tuple[str, ...]
) -> tuple[Column, ...]:
    """The columns of declared properties, in the order asked, each with its example and other headers."""
    declared = {one.name: one for one in fields(kind)}
    return tuple(_of_field(declared[name], aliases.get(name, ()), (examples or {}).get(name, "")) for name in names)


def _of_field(one: Field, aliases: tuple[str, ...], example: str) -> Column:
    cents = one.name.endswith("_cents")
    unit = EUROS if cents else one.prop.unit
    choices = choices_of(one.item) if isinstance(one.item, type) and issubclass(one.item, Vocabulary) else ()
    shape = _SPECIAL.get(one.name) or ("amount" if cents else _shape(one.item, one.many, bool(choices)))
    return Column(one.name, one.prop.label, shape, aliases=aliases, choices=choices, unit=unit, example=example)


_SPECIAL: Mapping[str, Shape] = dict.fromkeys(("created", "start", "end"), "day")
"""Dates that the graph keeps as text: they are text to the schema and dates to whoever fills a table."""


def _shape(item: Any, many: bool, closed: bool) -> Shape:
    if closed:
        return "choices" if many else "choice"
    if many:
        return "list"
    plain: dict[Any, Shape] = {bool: "yes", int: "whole", float: "share", str: "text"}
    return plain[item]


@cache
def headers(sheet: Sheet) -> dict[str, Column]:
    """The column of each folded header; a label wins over another column's alias."""
    found: dict[str, Column] = {}
    for column in sheet.columns:
        for header in column.known_as():
            found.setdefault(header, column)
    for column in sheet.columns:
        for lang in ("fr", "en"):
            found[fold(column.header(lang))] = column
    return found
