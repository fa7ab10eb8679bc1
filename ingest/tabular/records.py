"""The records of a planned table: their cells by column, what these say, and the facts that they prove."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphmodel.dates import When, to_properties
from graphmodel.names import fold
from ingest.facts.records import ABOUT, Fact, Named
from ingest.money import currency_of
from ingest.other_rows import is_example, total_of
from ingest.sheets import PROOF
from ingest.sources.cells import RawRow, RawTable
from ingest.tabular.headings import Heading
from ingest.tabular.names import Names, territory
from ingest.tabular.plans import Plan
from ingest.tabular.values import GONE, NOT_SO, read, says_nothing, sums
from ingest.tabular.views import Cells, extent, passage, run
from ingest.text.pages import Cell, Page
from ingest.values import items

_MODALITY = next(one for one in PROOF if one.name == "modality")
_MOST_WORDS = 6
"""Of a cell that says in a word what has become of its row."""
_NOBODYS_OWN = frozenset({"whole", "amount", "share"})
"""What a cell merged over several records cannot say of each of them."""


@dataclass(frozen=True, slots=True)
class Sheeted:
    """A table of a page and how it is read. `number` is the position of the page."""

    number: int
    page: Page
    plan: Plan
    names: Names

    def records(self) -> Iterator[Record]:
        """The records that tell something: no total, no example, no heading that comes back, none that did not
        happen."""
        raws = [RawRow(at, [_value(cell) for cell in cells]) for at, cells in enumerate(self.plan.view.records)]
        table = RawTable(None, raws)
        for raw, cells in zip(raws, self.plan.view.records, strict=True):
            if not (is_example(raw) or total_of(raw, table, self.plan.columns)):
                record = Record(self, cells)
                if not record.undone():
                    yield record


@dataclass(frozen=True, slots=True)
class Record:
    """One record."""

    table: Sheeted
    cells: Cells

    @property
    def _by_name(self) -> Mapping[str, tuple[int, Heading]]:
        return {one.column.name: (at, one) for at, one in self.table.plan.headings.items()}

    def cell(self, name: str) -> Cell | None:
        """The cell of a column, where there is one that says something."""
        at, _ = self._by_name.get(name, (-1, None))
        return None if at < 0 or says_nothing(self.cells[at].text) else self.cells[at]

    def headed(self, name: str) -> Heading | None:
        """The heading of a column, where there is one."""
        return self._by_name[name][1] if name in self._by_name else None

    def value(self, name: str) -> Any:
        """What the cell of a column says."""
        cell, heading = self.cell(name), self.headed(name)
        return read(heading, cell.text) if cell and heading else None

    def undone(self) -> bool:
        """Whether a word of it says that it did not happen, or says it in a way that is not understood."""
        doubt = NOT_SO if self.table.plan.subject is None else GONE
        for at, cell in enumerate(self.cells):
            heading = self.table.plan.headings.get(at)
            if heading and heading.column.name in ("status", "modality"):
                if not says_nothing(cell.text) and not _how(heading, cell):
                    return True
            elif heading is None and at not in (self.table.plan.subject, self.table.plan.head):
                folded = fold(cell.text)
                if len(folded.split()) <= _MOST_WORDS and doubt.search(folded):
                    return True
        return False

    def values(self, known: frozenset[str]) -> Iterator[tuple[Heading, Cell, Mapping[str, Any], bool]]:
        """The cells that say a property among `known`, each with what it says, and whether its unit is understood."""
        for at, heading in self.table.plan.headings.items():
            column, cell = heading.column, self.cells[at]
            shared = column.shape in _NOBODYS_OWN and id(self.cells[at]) in self.table.plan.view.shared
            if column.name not in known or shared or says_nothing(cell.text):
                continue
            if column.shape == "amount":
                found, understood = sums(heading, cell.text, self.table.page.text)
                if found and found.keys() <= known:
                    yield heading, cell, found, understood
            elif (value := read(heading, cell.text)) is not None:
                value = currency_of(value) if column.name == "currency" else value
                yield heading, cell, {column.name: value}, False

    def named(self, name: str, network: str = "", kinds: tuple[str, ...] = ()) -> list[Named]:
        """Everybody whom a cell names; nobody at all where one of the names is not told."""
        cell, heading = self.cell(name), self.headed(name)
        if cell is None or heading is None:
            return []
        wanted, is_place = kinds or heading.column.kinds, heading.column.shape == "places" or kinds == ("Territory",)
        names = self.table.names
        found = [territory(one) if is_place else names.named(one, wanted, network) for one in items(cell.text)]
        known = [one for one in found if one is not None]
        return known if len(known) == len(found) else []

    def network(self) -> str:
        """The network that its own column names, if one alone."""
        found = self.named("network", kinds=("Network",))
        return found[0].name if len(found) == 1 and found[0].kind == "Network" else ""

    def when(self, name: str = "when") -> Mapping[str, str]:
        """The date of a column, as properties of a relation."""
        value = self.value(name)
        return to_properties(value) if isinstance(value, When) else {}

    def about(self, who: Named, name: Cell, cell: Cell, values: Mapping[str, Any], **more: Any) -> Fact:
        """What a cell says of whom the record is about."""
        span = passage(self.table.page.text, self.cells, name, cell)
        return self._fact(who.kind, {ABOUT: who}, span, values, **more)

    def relation(
        self, kind: str, links: Mapping[str, Named], cells: list[Cell], values: Mapping[str, Any], **more: Any
    ) -> Fact:
        """What these cells say together: the run that holds them all, else the last of them alone."""
        span = run(self.table.page.text, self.cells, cells) or extent(cells[-1])
        return self._fact(kind, links, span, values, **more)

    def how(self) -> dict[str, str]:
        """The status and the modality that the record itself gives."""
        found: dict[str, str] = {}
        for name in ("status", "modality"):
            cell, heading = self.cell(name), self.headed(name)
            found |= _how(heading, cell) if cell and heading else {}
        return found

    def _fact(
        self, kind: str, links: Mapping[str, Named], span: tuple[int, int], values: Mapping[str, Any], **more: Any
    ) -> Fact:
        rule = f"tabular-{self.table.plan.sheet.name}"
        return Fact(kind, links, self.table.number, *span, rule, values, **{**self.how(), **more})


def _how(heading: Heading, cell: Cell) -> dict[str, str]:
    """What a cell says of how its row is so. Above most tables « statut » is whether it is done, or planned."""
    value = read(heading, cell.text)
    if value:
        return {heading.column.name: value}
    value = read(replace(heading, column=_MODALITY), cell.text)
    return {"modality": value} if value else {}


def _value(cell: Cell) -> str | None:
    return cell.text if cell.text.strip() else None
