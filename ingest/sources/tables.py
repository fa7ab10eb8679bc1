"""Files to raw tables, and where the header of a table stands. Nothing is guessed here about what a cell means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.findings import Finding, finding
from ingest.sources.cells import Cell, RawRow, RawTable, Value, column_letter
from ingest.sources.csvfiles import read_csv
from ingest.sources.ods import read_ods
from ingest.sources.sniff import SourceFile
from ingest.sources.spreadsheets import read_xls, read_xlsx

__all__ = ["Cell", "HeaderFound", "RawRow", "RawTable", "Value", "find_header", "read_tables"]

HEADER_WITHIN = 30  # rows that are not blank; titles, logos and notes stand above a header, never a page of them


@dataclass(frozen=True, slots=True)
class HeaderFound:
    """`row_index` is the position in `table.rows` of the header's last row: the data begins after it.

    `columns` gives the header's words by position; columns without any are left out and reported.
    """

    row_index: int
    columns: dict[int, str]
    findings: list[Finding] = field(default_factory=list)


def read_tables(source: SourceFile) -> list[RawTable]:
    """The tables of a file, in its order: one for a CSV, one a sheet for a workbook. Raises FileRefused."""
    if source.kind == "xlsx":
        return read_xlsx(source.path, source.name)
    if source.kind == "xls":
        return read_xls(source.path, source.name)
    if source.kind == "ods":
        return read_ods(source.path, source.name)
    return [read_csv(source.path, source.name, source.encoding or "utf-8", source.delimiter or ";")]


def find_header(table: RawTable, known: Callable[[str], bool]) -> HeaderFound | None:
    """The first row with the most headers that `known` recognises, among the first thirty; None if it knows none.

    A header on two rows (a group over its columns) is one: a column takes its own words where they are enough,
    else "group / column".
    """
    rows = [[cell.text for cell in row.cells] for row in table.rows[:HEADER_WITHIN]]
    scores = [len({text for text in row if text and known(text)}) for row in rows]
    if not any(scores):
        return None
    index = scores.index(max(scores))
    if index + 1 < len(rows) and _is_second_level(rows[index], rows[index + 1], known):
        index += 1
    above = rows[index - 1] if index and _is_group_level(rows[index - 1], rows[index]) else []
    columns = _joined(above, rows[index], known)
    return HeaderFound(index, columns, _header_findings(table, index, columns))


def _is_second_level(row: list[str], below: list[str], known: Callable[[str], bool]) -> bool:
    """Whether `below` still is header: each of its words stands above it too (merged downwards) or is known."""
    words = [(over, text) for over, text in zip(row, below, strict=True) if text]
    return bool(words) and all(over == text or known(text) for over, text in words)


def _is_group_level(above: list[str], row: list[str]) -> bool:
    """Whether `above` groups the columns of `row`: words of its own over several columns, unlike a title over all."""
    groups = Counter(over for over, text in zip(above, row, strict=True) if over and over != text)
    return bool(groups) and (len(groups) > 1 or len([text for text in row if text]) > max(groups.values()))


def _joined(above: list[str], row: list[str], known: Callable[[str], bool]) -> dict[int, str]:
    times = Counter(row)
    columns = {}
    for index, text in enumerate(row):
        over = above[index] if above else ""
        both = f"{over} / {text}" if over and text and over != text else over or text
        enough = text and (times[text] == 1 or over == text) and (known(text) or not over)
        words = text if enough and not known(both) else both
        if words:
            columns[index] = words
    return columns


def _header_findings(table: RawTable, index: int, columns: dict[int, str]) -> list[Finding]:
    header = table.rows[index]
    below = table.rows[index + 1 :]
    unnamed = [
        column_letter(position)
        for position in range(min(table.length_of(header.number) or len(header.values), len(header.values)))
        if position not in columns and any(row.values[position] is not None for row in below)
    ]
    places: dict[str, list[str]] = {}
    for position, words in columns.items():
        places.setdefault(words, []).append(column_letter(position))
    return [
        finding("column-duplicate", file=table.file, sheet=table.sheet, row=header.number, column=letters[1],
                value=words, number=len(letters), columns=", ".join(letters))
        for words, letters in places.items()
        if len(letters) > 1
    ] + [
        finding("column-unnamed", file=table.file, sheet=table.sheet, row=header.number, column=unnamed[0],
                number=len(unnamed), columns=", ".join(unnamed))
        for _ in unnamed[:1]
    ]  # fmt: skip
