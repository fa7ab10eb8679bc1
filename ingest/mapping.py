"""Which sheet a table is, and which column each header means. What is not certain is guessed aloud or asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from graphmodel.names import PROPOSE_FROM, differ_by_place_or_number, fold, similar
from ingest.columns import Column, Sheet, headers
from ingest.confirmed import Chosen
from ingest.findings import finding
from ingest.reading import Table
from ingest.sources.cells import RawTable, column_letter
from ingest.sources.tables import HeaderFound, find_header
from ingest.values import reader_of

SLIP = 90
"""From this ratio on, a header is another one mistyped. A shared word is no slip: a sum asked is no sum granted."""

_ENOUGH = 2
_UNTITLED = 3
_YEAR = 4
_HELP = {"aide", "help", "lisez moi", "readme", "listes", "lists"}
_ONLY_BY_TITLE = {"about", "territories"}
"""Their columns are words of any table (a title and a date, a name and a code): headers alone never make these."""

_NEVER_GUESSED = {"amount", "code"}


def written_mapping(file: str, tables: Iterable[RawTable], sheets: Sequence[Sheet]) -> dict[str, Any]:
    """What to confirm: for each table the likeliest sheet and columns, and the columns that may be chosen."""
    proposed = []
    for table in tables:
        if table.hidden or not table.rows or is_help(table):
            continue
        sheet, header = _likeliest(table, sheets)
        found = _columns(header.columns, sheet, Chosen()) if header and sheet else {}
        if header is None or len(found) < _ENOUGH:  # one lucky word is no header: the first row is, more often
            sheet, found = None, {}
            words = {position: one.text for position, one in enumerate(table.rows[0].cells) if one.text}
        else:
            words = header.columns
        columns: dict[str, str | None] = {}
        for position, text in words.items():  # the first of two equal headers is the one that a mapping can name
            columns.setdefault(text, found[position].name if position in found else None)
        proposed.append({"sheet": table.sheet, "as": sheet.name if sheet else None, "columns": columns})
    allowed = {sheet.name: [column.name for column in sheet.columns] for sheet in sheets}
    return {"file": file, "tables": proposed, "allowed": allowed}


def is_help(table: RawTable) -> bool:
    """A sheet of explanations, as the template has one."""
    return table.sheet is not None and fold(table.sheet) in _HELP


def mapped(
    file: str,
    table: RawTable,
    sheets: Sequence[Sheet],
    chosen: Chosen | None = None,
    *,
    alone: bool = True,
    asks: bool = False,
) -> Table | None:
    """The table with its columns; None when neither title nor headers say which sheet it is, or a mapping leaves it.
    `alone`: the file's name may speak for its only table. `asks`: a person is asked before anything is loaded."""
    asked = [one for one in sheets if chosen and fold(chosen.sheet) in one.known_as()]
    titled = [one for one in sheets if is_titled(table, one)]
    named = [one for one in sheets if alone and _names(Path(file).stem, one)]
    if chosen and not asked:
        return None
    possible = asked or titled or [one for one in sheets if one.name not in _ONLY_BY_TITLE or one in named]
    sheet, header = _likeliest(table, possible, chosen, named)
    if sheet is None or header is None:
        return None
    made = Table(file, table, sheet, header.row_index, _columns(header.columns, sheet, chosen or Chosen()))
    missing = set(sheet.needs) - {column.name for column in made.columns.values()}
    speaks = sheet in named or _enough(header.columns, sheet, asks=asks)
    if not (titled or asked) and (missing or not speaks):
        return None
    for one in (*table.findings, *header.findings):
        made.tally.add(replace(one, file=file))
    _report(made, header.columns, missing, chosen or Chosen())
    return made


def is_titled(table: RawTable, sheet: Sheet) -> bool:
    """Whether the title of the table names this sheet."""
    return table.sheet is not None and _names(table.sheet, sheet)


def repeated(tables: Iterable[Table]) -> list[tuple[Table, Table]]:
    """Untitled tables most of whose rows another table of the same sheet holds, each with that one: a summary beside
    what it sums up, whose grants would count twice. Who is described twice is one body still."""
    kept: list[Table] = []
    found = []
    for one in sorted(tables, key=lambda table: not is_titled(table.raw, table.sheet)):
        counts = one.sheet.relation and not is_titled(one.raw, one.sheet)
        like = [other for other in kept if other.sheet is one.sheet] if counts else []
        twin = next((other for other in like if _repeats(one, other)), None)
        if twin:
            found.append((one, twin))
        else:
            kept.append(one)
    return found


def _repeats(one: Table, other: Table) -> bool:
    shared = [name for name in one.positions if name in other.positions]
    rows, known = _told(one, shared), set(_told(other, shared))
    return bool(rows) and 2 * sum(row in known for row in rows) >= len(rows)


def _told(table: Table, columns: Sequence[str]) -> list[str]:
    """What the rows say in these columns, whatever the spelling of a sum."""
    readers = [(table.positions[name], reader_of(table.sheet.by_name[name])) for name in columns]
    rows = [row.values for row in table.raw.rows[table.header + 1 :]]
    said = [[read(row[at])[0] if row[at] is not None else None for at, read in readers] for row in rows]
    return [repr(row) for row in said if any(value is not None for value in row)]


def _names(title: str, sheet: Sheet) -> bool:
    """Whether a title is one of the sheet, the year of an edition apart."""
    words = fold(title).split()
    bare = " ".join(word for word in words if not (word.isdigit() and len(word) == _YEAR))
    return bool({" ".join(words), bare} & sheet.known_as())


def _enough(words: Mapping[int, str], sheet: Sheet, *, asks: bool) -> bool:
    """Whether headers alone say what the table is: three that are known, and half of all unless a person is asked."""
    known = len(_exact(words, sheet))
    return known >= _UNTITLED and (asks or 2 * known >= len(words))


def _likeliest(
    table: RawTable, sheets: Sequence[Sheet], chosen: Chosen | None = None, named: Sequence[Sheet] = ()
) -> tuple[Sheet | None, HeaderFound | None]:
    """The sheet that the file is named after if it has what that needs; else the one that most headers speak of, those
    that it needs counting double; then the one with the fewest columns."""
    best: tuple[tuple[bool, int, bool, int], Sheet | None, HeaderFound | None] = ((False, 0, False, 0), None, None)
    said = {fold(one) for one in (chosen.columns if chosen else ())}
    for sheet in sheets:
        known = headers(sheet).keys() | said
        header = find_header(table, lambda text, known=known: fold(text) in known)  # type: ignore[misc]
        if header is None:
            continue
        names = {column.name for column in _exact(header.columns, sheet).values()} or said
        needs = set(sheet.needs)
        score = len(names) + len(names & needs)
        ranked = (sheet in named and needs <= names, score, sheet in named, -len(sheet.columns))
        if score and ranked > best[0]:
            best = (ranked, sheet, header)
    return best[1], best[2]


def _exact(words: Mapping[int, str], sheet: Sheet) -> dict[int, Column]:
    known = headers(sheet)
    found: dict[int, Column] = {}
    for position, text in words.items():
        column = known.get(fold(text))
        if column and column not in found.values():
            found[position] = column
    return found


def _columns(words: Mapping[int, str], sheet: Sheet, chosen: Chosen) -> dict[int, Column]:
    """The column at each position: as the person said, as the header says, else the header it is a slip of, once each:
    a second column of one field would take the place of the first."""
    found: dict[int, Column] = {}
    for position, text in words.items():
        name = chosen.columns.get(text)
        if name and sheet.by_name[name] not in found.values():
            found[position] = sheet.by_name[name]
    rest = {position: text for position, text in words.items() if text not in chosen.columns}
    for position, column in _exact(rest, sheet).items():
        if column not in found.values():
            found[position] = column
    known = headers(sheet)
    for position, text in rest.items():
        if fold(text) not in known:
            near = _slip_of(text, _guessable(sheet))
            if near and near not in found.values():
                found[position] = near
    return found


def _guessable(sheet: Sheet) -> list[Column]:
    """Never what makes the fact: a sum, a code, or what the row cannot do without."""
    return [one for one in sheet.columns if one.shape not in _NEVER_GUESSED and one.name not in sheet.needs]


def _slip_of(text: str, columns: Iterable[Column]) -> Column | None:
    """The column whose header differs by a letter or two only, whole against whole, and by no number."""
    return _closest(text, columns, lambda one, other: fuzz.ratio(fold(one), other), SLIP)


def _perhaps(text: str, columns: Iterable[Column]) -> Column | None:
    """The column that may be meant: good enough to ask a person, never to read a value."""
    return _closest(text, columns, similar, PROPOSE_FROM)


def _closest(text: str, columns: Iterable[Column], alike: Callable[[str, str], float], least: float) -> Column | None:
    scored = [
        (alike(text, one), column)
        for column in columns
        for one in sorted(column.known_as())
        if not differ_by_place_or_number(text, one)
    ]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= least else None


def _report(made: Table, words: Mapping[int, str], missing: Iterable[str], chosen: Chosen) -> None:
    number, known = made.raw.rows[made.header].number, headers(made.sheet)
    for position, text in words.items():
        column = made.columns.get(position)
        if column is None:
            made.ignored.append(text)
            _report_ignored(made, position, text, chosen)
        elif known.get(fold(text)) is column or chosen.columns.get(text):
            made.used[text] = column.name
        else:
            made.guessed[text] = column.name
            _note(made, "column-guessed", position, value=text, field=column.label.fr)
    for name in missing:
        label = made.sheet.by_name[name].label.fr
        made.tally.add(finding("column-missing", file=made.file, sheet=made.name, row=number, field=label))


def _report_ignored(made: Table, position: int, text: str, chosen: Chosen) -> None:
    """Why a column is not read: it says again what another says, it resembles one, or nobody knows it."""
    said = chosen.columns.get(text)
    meant = made.sheet.by_name[said] if said else headers(made.sheet).get(fold(text))
    taken = {column.name: column_letter(at) for at, column in made.columns.items()}
    if meant and meant.name in taken and (said or text not in chosen.columns):
        _note(made, "column-twice", position, value=text, field=meant.label.fr, other=taken[meant.name])
    elif text not in chosen.columns and (near := _perhaps(text, made.sheet.columns)):
        _note(made, "column-near", position, value=text, field=near.label.fr)
    else:  # without its letter: sixty unknown columns are one thing to read, not sixty
        row = made.raw.rows[made.header].number
        made.tally.add(finding("column-unknown", file=made.file, sheet=made.name, row=row, value=text))


def _note(made: Table, code: str, position: int, **words: object) -> None:
    row, letter = made.raw.rows[made.header].number, column_letter(position)
    made.tally.add(finding(code, file=made.file, sheet=made.name, row=row, column=letter, **words))  # type: ignore[arg-type]
