"""Rows that state nothing: the template's example, and totals."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphmodel.names import fold
from ingest.amounts import amount_of
from ingest.columns import EXAMPLE, Column
from ingest.sources.cells import RawRow, RawTable, Value, column_letter

_EXAMPLES = {fold(EXAMPLE.fr), fold(EXAMPLE.en)}
_QUICK = re.compile(r"\W*(?:sous|grand|sub|tota|cumul|ensemble)", re.IGNORECASE)
_TOTAL = re.compile(r"(?:(?:sous|grand|sub) )?(?:totals?|totaux)\b|subtotals?\b|cumul\b|ensemble(?: des .+)?$")
_LONG_CODE = re.compile(r"\d{9}")
_LEGAL = ("siren", "siret", "rna")
_FREE = ("text", "list")


def is_example(raw: RawRow) -> bool:
    """Whether this is the example that the template shows."""
    return any(words in fold(cell.text) for cell in raw.cells for words in _EXAMPLES)


def total_of(raw: RawRow, table: RawTable, columns: dict[int, Column]) -> tuple[str, int] | None:
    """What to say of a row of totals, and the position of the cell that tells it; None for any other row.

    A company may be called « Total »: where other words stand in the row a person has to look, and where a legal code
    does it is no total. A cell that only repeats a merged one says nothing of its own row.
    """
    if not any(isinstance(value, str) and _QUICK.match(value) for value in raw.values):
        return None
    found = next((at for at in _told(raw, table, columns) if _is_total(raw.values[at])), None)
    if found is None or any(raw.values[at] is not None for at, one in columns.items() if one.name in _LEGAL):
        return None
    rest = (value for at, value in enumerate(raw.values) if at != found and not _repeats(raw, table, at))
    return ("total-name" if any(map(_is_words, rest)) else "total-row"), found


def _told(raw: RawRow, table: RawTable, columns: dict[int, Column]) -> Iterable[int]:
    """The cells that may say « total »: the names, and whatever stands first."""
    first = next(
        (at for at, value in enumerate(raw.values) if value is not None and not _repeats(raw, table, at)), None
    )
    for at, column in columns.items():
        if (column.shape == "names" or column.name == "name") and not _repeats(raw, table, at):
            yield at
    if first is not None and (first not in columns or columns[first].shape not in _FREE):
        yield first


def _repeats(raw: RawRow, table: RawTable, at: int) -> bool:
    return bool(table.repeated) and (raw.number, column_letter(at)) in table.repeated


def _is_total(value: Value) -> bool:
    return (
        isinstance(value, str)
        and _TOTAL.match(fold(value)) is not None
        and not _LONG_CODE.search(value.replace(" ", ""))
    )


def _is_words(value: Value) -> bool:
    return isinstance(value, str) and any(map(str.isalpha, value)) and amount_of(value) is None and not _is_total(value)
