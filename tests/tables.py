"""Small tables as a person would fill them: the sheets of the template as .xlsx, .ods and .csv files."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

from graphmodel.statements.records import Statement
from ingest.pipeline import Asked, Prepared, prepare

Rows = Sequence[Mapping[str, object]]
Book = Mapping[str, Rows]

_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)


def grid(rows: Rows) -> list[list[object]]:
    """The header and the rows, columns in the order in which the rows first name them."""
    headers = list(dict.fromkeys(name for row in rows for name in row))
    return [list(headers), *([row.get(name, "") for name in headers] for row in rows)]


def xlsx(path: Path, book: Book) -> Path:
    """A workbook of these sheets."""
    with xlsxwriter.Workbook(str(path)) as made:
        for title, rows in book.items():
            page = made.add_worksheet(title)
            for number, row in enumerate(grid(rows)):
                page.write_row(number, 0, row)
    return path


def ods(path: Path, book: Book) -> Path:
    """The same as an OpenDocument spreadsheet; every cell is text."""
    tables = "".join(
        f'<table:table table:name="{escape(title)}">'
        + "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in grid(rows))
        + "</table:table>"
        for title, rows in book.items()
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _CONTENT.format(tables))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def csv_file(path: Path, rows: Rows, encoding: str = "utf-8-sig") -> Path:
    """One sheet as a text file with semicolons."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=";").writerows(grid(rows))
    return path


def read_book(folder: Path, book: Book, **asked: str) -> Prepared:
    """The workbook as `prepare` reads it; its work is told, so that its names are the same whatever it holds."""
    said = {"work": "essai"} | ({} if "Document" in book else {"title": "Essai", "publisher": "Nous"})
    return prepare(xlsx(folder / "essai.xlsx", book), Asked(**(said | asked)))  # type: ignore[arg-type]


def said(statements: Sequence[Statement], *kinds: str) -> list[tuple[object, ...]]:
    """What the statements of these types say, sorted: apart from document, run, place and id. All types if none given.

    A link is told by the first identifier of the entity statement that it points at.
    """
    best = {one.id: one.identifiers[0] for one in statements if one.identifiers}
    told = [
        (
            one.type, one.identifiers, tuple(sorted((role, best[link]) for role, link in one.links.items())),
            tuple(sorted((name, repr(value)) for name, value in one.values.items())), one.quote, one.cites,
            one.status, one.modality, one.as_of.low, one.as_of.high, one.count,
        )
        for one in statements
        if one.type in kinds or not kinds
    ]  # fmt: skip
    return sorted(told, key=repr)


def links(prepared: Prepared, kind: str) -> list[dict[str, str]]:
    """The links of every relation of a type, each told by the first identifier at its end, in the order of the rows."""
    best = {one.id: one.identifiers[0] for one in prepared.statements if one.identifiers}
    return [{role: best[link] for role, link in one.links.items()} for one in prepared.statements if one.type == kind]


def values(prepared: Prepared, kind: str) -> list[dict[str, object]]:
    """What the statements of a type say of what they are about."""
    return [dict(one.values) for one in prepared.statements if one.type == kind]


def codes(prepared: Prepared) -> list[str]:
    """The codes of all findings but those that tell of the file as a whole."""
    return sorted(one.code for one in prepared.findings if one.code != "publisher-missing")


def _cell(value: object) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'
