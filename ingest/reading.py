"""One file being read: its tables with their columns, the statements they make, and what had to be noticed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from graphmodel.dates import When
from graphmodel.errors import Label
from graphmodel.progress import NullProgress, Progress
from graphmodel.statements.draft import FIRST_PLACES, Draft, Proof
from graphmodel.statements.records import Span, Statement
from ingest.columns import Column, Sheet
from ingest.directory import Directory, Entry
from ingest.findings import Tally, finding
from ingest.name_cells import is_nobody
from ingest.other_rows import is_example, total_of
from ingest.sources.cells import Cell, RawRow, RawTable, Value, cell_of, column_letter
from ingest.values import Note, Read, reader_of

_STEP = 1_000
_EXAMPLE_WITHIN = 3  # rows below the header: the template's example stands first, facts need not be searched for it
_NAMES = ("name", "brand")
_SAID_HOW = ("status", "modality")
NOWHEN = Span()


@dataclass(slots=True)
class Table:
    """A table whose columns are known. `columns` gives the column at each position; the rest is reported only."""

    file: str
    raw: RawTable
    sheet: Sheet
    header: int
    columns: dict[int, Column]
    used: dict[str, str] = field(default_factory=dict)
    guessed: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    read: int = 0
    set_aside: set[int] = field(default_factory=set)
    totals: Counter[str] = field(default_factory=Counter)
    tally: Tally = field(default_factory=Tally)
    positions: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.positions = {column.name: position for position, column in sorted(self.columns.items())}

    @property
    def name(self) -> str | None:
        """The title of the sheet; None for a text file."""
        return self.raw.sheet

    @property
    def accepted(self) -> int:
        """How many rows became statements."""
        return self.read - len(self.set_aside)

    def rows(self) -> Iterator[Row]:
        """The rows below the header, each read, without the template's example, totals and rows without a need."""
        readers = [(position, column, reader_of(column)) for position, column in self.columns.items()]
        seen: dict[int, int] = {}
        length = self.raw.length_of(self.raw.rows[self.header].number)
        for index in range(self.header + 1, len(self.raw.rows)):
            raw = self.raw.rows[index]
            if index <= self.header + _EXAMPLE_WITHIN and is_example(raw):
                self.note("example-row", raw.number)
                continue
            self.read += 1
            row = Row(self, raw, {})
            if self._states_nothing(row, length):
                continue
            self._fill(row, readers)
            if row.complete():
                self._same_before(raw, seen)
                yield row

    def note(self, code: str, row: int | None, column: Cell | None = None, **words: object) -> None:
        """Keep a finding at a cell, a row or the table."""
        told: dict[str, Any] = {"value": column.text if column else None} | words
        letter = column.column if column else None
        self.tally.add(finding(code, file=self.file, sheet=self.name, row=row, column=letter, **told))

    def tell(self, note: Note, row: int, cell: Cell) -> None:
        """Keep what a value had to say about its cell."""
        words: dict[str, Any] = dict(note.words)
        found = finding(
            note.code, file=self.file, sheet=self.name, row=row, column=cell.column, value=cell.text, **words
        )
        if note.message:
            found = replace(found, message=note.message, suggestion=note.suggestion)
        self.tally.add(found)

    def _states_nothing(self, row: Row, length: int) -> bool:
        """Whether the row is no fact, or has cells in the wrong columns: then it is set aside with its reason."""
        raw = row.raw
        if length and any(value is not None for value in raw.values[length:]):
            found = max(at for at, value in enumerate(raw.values, 1) if value is not None)
            row.set_aside("row-long", found=found, expected=length)
        elif raw.values == self.raw.rows[self.header].values:  # as in lists that were pasted one below the other
            row.set_aside("header-again")
        elif total := total_of(raw, self.raw, self.columns):
            code, position = total
            self.note(code, raw.number, cell_of(position, raw.values[position]))
            self.set_aside.add(raw.number)
        return raw.number in self.set_aside

    def _fill(self, row: Row, readers: Iterable[tuple[int, Column, Callable[[Value], Read]]]) -> None:
        raw, given = row.raw, row.raw.values
        for position, column, read in readers:
            value = given[position]
            if value is None:
                continue
            if self.raw.repeated and self._counts_twice(raw, position, column):
                self.tell(Note("merged-amount"), raw.number, cell_of(position, value))
                continue
            kept, notes = read(value)
            if column.shape == "names" and any(map(is_nobody, kept)):
                kept = [one for one in kept if not is_nobody(one)] or None
            if kept is not None and not (column.name in _NAMES and is_nobody(kept)):
                row.values[column.name] = kept
            for note in notes:
                self.tell(note, raw.number, cell_of(position, value))

    def _counts_twice(self, raw: RawRow, position: int, column: Column) -> bool:
        """A sum in a cell merged over several rows stands on the first of them: repeated, it would count again."""
        return column.shape == "amount" and (raw.number, column_letter(position)) in self.raw.repeated

    def _same_before(self, raw: RawRow, seen: dict[int, int]) -> None:
        mark = hash(str(raw.values))
        other = seen.setdefault(mark, raw.number)
        if other != raw.number:
            self.note("duplicate-row", raw.number, other=other)


@dataclass(slots=True)
class Row:
    """One row: the values that could be read, by column. Its cells are made when they are asked for."""

    table: Table
    raw: RawRow
    values: dict[str, Any]
    _cells: dict[str, Cell] | None = None

    @property
    def number(self) -> int:
        """The number that a spreadsheet shows."""
        return self.raw.number

    @property
    def cells(self) -> dict[str, Cell]:
        """Every cell that holds something, by column."""
        if self._cells is None:
            given = self.raw.values
            self._cells = {
                name: cell_of(position, given[position])
                for name, position in self.table.positions.items()
                if given[position] is not None
            }
        return self._cells

    def at(self, column: str = "") -> str:
        """The place of the row, or of one of its cells: `Feuille!C12`; `L12` in a text file."""
        if self.table.name is None:
            return f"L{self.raw.number}"
        positions, given = self.table.positions, self.raw.values
        position = positions.get(column)
        if position is None or given[position] is None:
            position = next(one for one in positions.values() if given[one] is not None)
        return f"{self.table.name}!{column_letter(position)}{self.raw.number}"

    def note(self, code: str, column: str = "", **words: object) -> None:
        """Keep a finding at a cell of this row, or at the row."""
        self.table.note(code, self.number, self.cells.get(column), **words)

    def set_aside(self, code: str, column: str = "", **words: object) -> None:
        """Leave this row out of the graph, and say why."""
        self.note(code, column, **words)
        self.table.set_aside.add(self.number)

    def tell(self, note: Note, column: str, said: str = "") -> None:
        """Keep what there is to say of a cell, or of the one name in it that it is about."""
        cell = self.cells[column]
        self.table.tell(note, self.number, cell._replace(text=said) if said else cell)

    def complete(self) -> bool:
        """Whether each needed value is there; else the row is set aside.

        So is a row whose status or modality is not understood: « refusé » or « à l'étude » is no plain fact.
        """
        for name in self.table.sheet.needs:
            if self.values.get(name) in (None, "", [], ()):
                written = name in self.cells and not is_nobody(self.cells[name].text)
                self.set_aside("row-unusable" if written else "required", name, field=self.label(name))
                return False
        for name in _SAID_HOW:
            if name not in self.values and self.written(name) is not None:
                self.set_aside("row-unusable", name, field=self.label(name))
                return False
        return True

    def written(self, column: str) -> Value:
        """What the cell holds, understood or not; None where it is blank or where there is no such column."""
        position = self.table.positions.get(column)
        return None if position is None else self.raw.values[position]

    def label(self, column: str) -> Label:
        """What the header of a column says, for a finding."""
        known = self.table.sheet.by_name.get(column)
        return known.label if known else Label(column, column)

    def proof(self, column: str = "") -> Proof:
        """Where the row stands, what it quotes and cites, and how it is said."""
        get = self.values.get
        cites = ", ".join(str(get(name)) for name in ("document", "place_in") if get(name))
        as_of = get("as_of")
        return Proof(
            self.at(column), get("quote", ""), cites, span_of(as_of) if as_of else NOWHEN,
            get("status", "stated"), get("modality", "actual"),
        )  # fmt: skip


@dataclass(slots=True)
class Reading:
    """The statements of one file in the making. A name that many rows mention is stated once and counted."""

    file: str
    draft: Draft
    directory: Directory
    tables: list[Table]
    covers: tuple[str, ...] = ()
    progress: Progress = field(default_factory=NullProgress)
    _mentions: dict[tuple[str, tuple[str, ...], str, tuple[str, ...]], str] = field(default_factory=dict)
    _again: Counter[str] = field(default_factory=Counter)
    _places: dict[str, list[str]] = field(default_factory=dict)

    def mention(self, entry: Entry, at: str, roles: tuple[str, ...] = ()) -> str:
        """The id of an entity statement that says no more than: the document names this entity here."""
        key = (entry.kind, entry.identifiers, entry.name, roles)
        made = self._mentions.get(key)
        if made is None:
            values = {"name": entry.name} | ({"roles": roles} if roles else {})
            made = self._mentions[key] = self.draft.entity(entry.kind, entry.identifiers, values, Proof(at))
        else:
            self._again[made] += 1
            places = self._places.setdefault(made, [])
            if len(places) < FIRST_PLACES:
                places.append(at)
        return made

    def statements(self) -> list[Statement]:
        """All statements; the mentions with their counts and first places."""
        return [
            replace(one, count=one.count + self._again[one.id], at=(*one.at, *self._places[one.id])[:FIRST_PLACES])
            if one.id in self._again
            else one
            for one in self.draft.statements()
        ]

    def followed(self, table: Table) -> Iterator[Row]:
        """The rows of a table, told to whoever waits for them."""
        title = table.name or self.file
        self.progress.start(Label(f"Lecture : {title}", f"Reading: {title}"), len(table.raw.rows))
        for number, row in enumerate(table.rows(), 1):
            yield row
            if number % _STEP == 0:
                self.progress.advance(_STEP)
        self.progress.finish()

    def named(self, row: Row, column: str, text: str = "", kinds: tuple[str, ...] = ()) -> Entry | None:
        """The entity that a cell (or one name of it) means; None, with a finding at the cell, if it cannot be told."""
        wanted = kinds or row.table.sheet.by_name[column].kinds
        said = text or row.values[column][0]
        found = self.directory.resolve(said, wanted)
        if isinstance(found, Note):
            row.tell(found, column, said)
            return None
        if found.note:
            row.tell(found.note, column, said)
        return found


def span_of(when: When) -> Span:
    """The days that a date may speak of, as statements keep them."""
    low, high = when.since_min, when.until_max or when.since_max
    return Span(low.isoformat() if low else "", high.isoformat() if high else "")
