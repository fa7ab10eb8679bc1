"""Which sheet a table is, and which column each header means. What is not certain is guessed aloud or asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphmodel.errors import Label, UsageError
from graphmodel.names import fold, similar
from ingest.columns import Column, Sheet, headers
from ingest.findings import finding
from ingest.reading import Table
from ingest.sources.cells import RawTable, column_letter
from ingest.sources.tables import HeaderFound, find_header

GUESS_FROM = 0.9
_ENOUGH = 2
_HELP = {"aide", "help", "lisez moi", "readme", "listes", "lists"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person wrote in a mapping for one table: the sheet it is, and the column of each header (None: none)."""

    sheet: str = ""
    columns: Mapping[str, str | None] = field(default_factory=dict)


def read_mapping(path: Path) -> dict[str | None, Chosen]:
    """The mapping that a person confirmed, by title of sheet (None: the only table). Raises UsageError."""
    try:
        tables = json.loads(path.read_text(encoding="utf-8"))["tables"]
        return {one.get("sheet"): Chosen(one.get("as") or "", dict(one.get("columns", {}))) for one in tables}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        sentence = Label(
            f"La correspondance « {path.name} » n'est pas lisible : reprenez celle qu'Essaim a écrite.",
            f"The mapping “{path.name}” cannot be read: start again from the one that Essaim wrote.",
        )
        raise UsageError("mapping-unreadable", sentence) from problem


def written_mapping(file: str, tables: Iterable[RawTable], sheets: Sequence[Sheet]) -> dict[str, Any]:
    """What to confirm: for each table the likeliest sheet and columns, and the columns that may be chosen."""
    proposed = []
    for table in tables:
        if table.hidden or not table.rows or is_help(table):
            continue
        sheet, header = _likeliest(file, table, sheets)
        found = _columns(header.columns, sheet, Chosen()) if header and sheet else {}
        if header is None or len(found) < _ENOUGH:  # one lucky word is no header: the first row is, more often
            sheet, found = None, {}
            words = {position: one.text for position, one in enumerate(table.rows[0].cells) if one.text}
        else:
            words = header.columns
        columns = {text: found[i].name if i in found else None for i, text in words.items()}
        proposed.append({"sheet": table.sheet, "as": sheet.name if sheet else None, "columns": columns})
    allowed = {sheet.name: [column.name for column in sheet.columns] for sheet in sheets}
    return {"file": file, "tables": proposed, "allowed": allowed}


def is_help(table: RawTable) -> bool:
    """A sheet of explanations, as the template has one."""
    return table.sheet is not None and fold(table.sheet) in _HELP


def mapped(file: str, table: RawTable, sheets: Sequence[Sheet], chosen: Chosen | None = None) -> Table | None:
    """The table with its columns; None when its title and headers are no sheet's, or a mapping says to leave it."""
    asked = [one for one in sheets if chosen and fold(chosen.sheet) in one.known_as()]
    titled = [one for one in sheets if table.sheet is not None and fold(table.sheet) in one.known_as()]
    if chosen and not asked:
        return None
    sheet, header = _likeliest(file, table, asked or titled or sheets, chosen)
    if sheet is None or header is None:
        return None
    made = Table(file, table, sheet, header.row_index, _columns(header.columns, sheet, chosen or Chosen()))
    missing = set(sheet.needs) - {column.name for column in made.columns.values()}
    if missing and not (titled or asked):
        return None
    for one in (*table.findings, *header.findings):
        made.tally.add(one)
    _report(made, header.columns, missing, chosen or Chosen())
    return made


def _likeliest(
    file: str, table: RawTable, sheets: Sequence[Sheet], chosen: Chosen | None = None
) -> tuple[Sheet | None, HeaderFound | None]:
    """The sheet that most headers speak of, those that it needs counting double; then the one that the file is named
    after, then the one with the fewest columns (a name, a level and a code are a territory before an organisation)."""
    best: tuple[tuple[int, bool, int], Sheet | None, HeaderFound | None] = ((0, False, 0), None, None)
    said = {fold(one) for one in (chosen.columns if chosen else ())}
    for sheet in sheets:
        known = headers(sheet).keys() | said
        header = find_header(table, lambda text, known=known: fold(text) in known)  # type: ignore[misc]
        if header is None:
            continue
        names = {column.name for column in _exact(header.columns, sheet).values()} or said
        score = len(names) + len(names & set(sheet.needs))
        ranked = (score, fold(Path(file).stem) in sheet.known_as(), -len(sheet.columns))
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
    """The column at each position: as the person said, as the header says, else the closest header, once each."""
    said = {position: chosen.columns[text] for position, text in words.items() if text in chosen.columns}
    known = headers(sheet) | sheet.by_name
    found = {at: column for at, name in said.items() if name and (column := known.get(name) or known.get(fold(name)))}
    rest = {position: text for position, text in words.items() if position not in said}
    for position, column in _exact(rest, sheet).items():
        if column not in found.values():
            found[position] = column
    for position, text in rest.items():
        free = [one for one in sheet.columns if one not in found.values()]
        if position not in found and (near := _closest(text, free)):
            found[position] = near
    return found


def _closest(text: str, columns: Iterable[Column]) -> Column | None:
    scored = [(max(similar(text, one) for one in column.known_as()), column) for column in columns if len(text) > 3]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= GUESS_FROM else None


def _report(made: Table, words: Mapping[int, str], missing: Iterable[str], chosen: Chosen) -> None:
    number, known = made.raw.rows[made.header].number, headers(made.sheet)
    place = {"file": made.file, "sheet": made.name}
    for position, text in words.items():
        column, letter = made.columns.get(position), column_letter(position)
        if column is None:
            made.ignored.append(text)
            # Without its letter: sixty unknown columns are one thing to read, not sixty.
            made.tally.add(finding("column-unknown", row=number, value=text, **place))  # type: ignore[arg-type]
        elif known.get(fold(text)) is column or chosen.columns.get(text):
            made.used[text] = column.name
        else:
            made.guessed[text] = column.name
            words_of = {"value": text, "field": column.label.fr}
            made.tally.add(finding("column-guessed", row=number, column=letter, **words_of, **place))  # type: ignore[arg-type]
    for name in missing:
        label = made.sheet.by_name[name].label.fr
        made.tally.add(finding("column-missing", row=number, field=label, **place))  # type: ignore[arg-type]
