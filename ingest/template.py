"""Writes the template: an empty workbook that can be filled without this program and read back without a question."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlsxwriter

from graphmodel.errors import Label
from ingest.columns import EXAMPLE, Choice, Column, Sheet
from ingest.sheets import SHEETS

HELP = Label("Aide", "Help")
LISTS = Label("Listes", "Lists")
_ROWS = 1_000  # how far down lists of values and the text format of codes reach
_WIDTH = (12, 42)
_TEXT_SHAPES = {"code", "places", "when", "day"}
"""Columns that a spreadsheet would spoil: 01 would become 1, and « 03/2020 » the first of March."""

_SHAPES = {
    "text": Label("texte", "text"),
    "list": Label("plusieurs valeurs séparées par « ; »", "several values separated by “;”"),
    "whole": Label("nombre entier", "whole number"),
    "amount": Label("montant en euros : 12 500,50 ; 3 à 10 K€", "sum in euros: 12500.50; 3 à 10 K€"),
    "share": Label("de 0 à 1, ou un pourcentage", "0 to 1, or a percentage"),
    "yes": Label("oui ou non", "yes or no"),
    "choice": Label("une valeur de la liste", "one value of the list"),
    "choices": Label(
        "une ou plusieurs valeurs de la liste, séparées par « ; »", "values of the list, separated by “;”"
    ),
    "code": Label("code, au format texte", "code, as text"),
    "day": Label("date ou année", "date or year"),
    "when": Label("date : 2019, mars 2020, 2012-2015, depuis 2010", "date: 2019, mars 2020, 2012-2015, depuis 2010"),
    "names": Label("nom écrit dans une autre feuille, ou code", "name as written in another sheet, or a code"),
    "places": Label("code officiel (35, 2A, 974) ou nom", "official code (35, 2A, 974) or name"),
}
_INTRODUCTION = (
    Label(
        "Une feuille par sorte de fait. Remplissez celles qui vous servent, effacez les autres ; l'ordre des colonnes "
        "est libre. La ligne grise de chaque feuille est un exemple : elle n'est jamais lue.",
        "One sheet a kind of fact. Fill those you need, delete the others; columns may stand in any order. The grey "
        "row of each sheet is an example: it is never read.",
    ),
    Label(
        "Écrivez un nom de la même façon partout. Deux structures de même nom : ajoutez le code, le réseau ou la "
        "commune entre parenthèses, par exemple « ADMR (35) ».",
        "Write a name the same way everywhere. Two bodies of one name: add the code, network or municipality in "
        "brackets, such as “ADMR (35)”.",
    ),
    Label(
        "Ce que vous ne savez pas reste vide : vide n'est pas zéro.",
        "Leave empty what you do not know: it is not zero.",
    ),
)


def write_template(path: Path, lang: str = "fr", sheets: Iterable[Sheet] = SHEETS) -> None:
    """Write the template as a workbook (.xlsx): headers in `lang`, lists of values, an example row, a help sheet."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    looks = {
        "head": book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": True, "valign": "top"}),
        "need": book.add_format({"bold": True, "bg_color": "#CFE0F0", "bottom": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"num_format": "@"}),
        "example": book.add_format({"italic": True, "font_color": "#777777", "num_format": "@"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    written = list(sheets)
    pages = [book.add_worksheet(sheet.label.in_(lang)) for sheet in written]
    lists = _write_lists(book, written, lang)
    for page, sheet in zip(pages, written, strict=True):
        _write_sheet(page, sheet, lang, looks, lists)
    _write_help(book.add_worksheet(HELP.in_(lang)), written, lang, looks)
    pages[0].activate()
    book.close()


def write_csv_templates(folder: Path, lang: str = "fr", sheets: Iterable[Sheet] = SHEETS) -> list[Path]:
    """Write the template as one text file a sheet (`;`, UTF-8 with its mark, which Excel needs), and give the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for sheet in sheets:
        path = folder / f"{sheet.label.in_(lang).lower()}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file, delimiter=";")
            rows.writerow([column.header(lang) for column in sheet.columns])
            rows.writerow(example_row(sheet, lang))
        paths.append(path)
    return paths


def example_row(sheet: Sheet, lang: str = "fr") -> list[str]:
    """One row as an example, its first filled text marked so that it is never read as a fact."""
    cells = [column.example for column in sheet.columns]
    marked = next(place for place, column in enumerate(sheet.columns) if cells[place] and not column.choices)
    cells[marked] = f"{cells[marked]} ({EXAMPLE.in_(lang)})"
    return cells


def _write_sheet(
    page: Any, sheet: Sheet, lang: str, looks: dict[str, Any], lists: dict[tuple[Choice, ...], str]
) -> None:
    page.freeze_panes(1, 1)
    for place, (column, example) in enumerate(zip(sheet.columns, example_row(sheet, lang), strict=True)):
        header = column.header(lang)
        page.write_string(0, place, header, looks["need" if column.name in sheet.needs else "head"])
        page.set_column(
            place, place, min(max(_WIDTH[0], len(header) + 2, len(example) + 2), _WIDTH[1]),
            looks["text"] if column.shape in _TEXT_SHAPES else None,
        )  # fmt: skip
        page.write_string(1, place, example, looks["example"])
        source = lists.get(column.choices) if column.shape == "choice" else None
        if source or column.shape == "yes":
            allowed: Any = source or [word.in_(lang) for word in (Label("oui", "yes"), Label("non", "no"))]
            page.data_validation(1, place, _ROWS, place, _only(allowed, column, lang))
        if column.help:
            page.write_comment(0, place, column.help.in_(lang))


def _only(allowed: Any, column: Column, lang: str) -> dict[str, Any]:
    """A list of values that may still be overruled: an example of one document is no limit for the next."""
    title = Label("Valeur hors de la liste", "Value outside the list").in_(lang)
    return {"validate": "list", "source": allowed, "error_type": "warning", "error_title": title,
            "error_message": column.label.in_(lang)[:255]}  # fmt: skip


def _write_lists(book: Any, sheets: Iterable[Sheet], lang: str) -> dict[tuple[Choice, ...], str]:
    """Every closed list in a hidden sheet, as Excel allows 255 characters only where a list is written in place."""
    page = book.add_worksheet(LISTS.in_(lang))
    page.hide()
    ranges: dict[tuple[Choice, ...], str] = {}
    for column in [column for sheet in sheets for column in sheet.columns if column.choices]:
        if column.choices in ranges:
            continue
        place = len(ranges)
        page.write_string(0, place, column.label.in_(lang))
        for row, choice in enumerate(column.choices, 1):
            page.write_string(row, place, choice.label.in_(lang))
        name = f"liste_{place + 1}"
        letter = xlsxwriter.utility.xl_col_to_name(place, col_abs=True)
        book.define_name(name, f"={LISTS.in_(lang)}!{letter}$2:{letter}${len(column.choices) + 1}")
        ranges[column.choices] = f"={name}"
    return ranges


def _write_help(page: Any, sheets: Iterable[Sheet], lang: str, looks: dict[str, Any]) -> None:
    """What each sheet and column means, in both languages whatever the language of the headers."""
    page.set_column(0, 1, 26)
    page.set_column(2, 3, 70)
    row = 0
    for words in _INTRODUCTION:
        page.write_row(row, 2, (words.fr, words.en), looks["wrap"])
        row += 1
    page.write_row(row + 1, 0, ("feuille / sheet", "colonne / column", "français", "English"), looks["head"])
    row += 2
    for sheet in sheets:
        page.write_row(row, 0, (sheet.label.in_(lang), "", sheet.help.fr, sheet.help.en), looks["wrap"])
        for place, column in enumerate(sheet.columns, row + 1):
            cells = (sheet.label.in_(lang), column.header(lang), _explained(column, "fr"), _explained(column, "en"))
            page.write_row(place, 0, cells, looks["wrap"])
        row += len(sheet.columns) + 1


def _explained(column: Column, lang: str) -> str:
    """The column in words: its name, how it is read, what it is for, the values that it takes."""
    values = ", ".join(choice.label.in_(lang) for choice in column.choices)
    parts = [column.header(lang), _SHAPES[column.shape].in_(lang), column.help.in_(lang) if column.help else "", values]
    return " — ".join(part for part in parts if part)
