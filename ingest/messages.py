"""Every sentence that ingestion can say about a file, by code, in French and in English.

A code is stable: it is printed by the command line and kept in `--json`. The words between braces are filled by
`ingest.findings.finding` (`{value}` is always the offending value) and are the same in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graphmodel.errors import Label
from ingest.doubts import DOUBTS
from ingest.facts.messages import FACTS
from ingest.meanings import MEANINGS
from ingest.text.messages import DOCUMENTS

Severity = Literal["info", "warning", "error"]
Level = Literal["file", "sheet", "header", "row", "cell"]


@dataclass(frozen=True, slots=True)
class Message:
    """What a code says, how grave it is, what part of a file it is about, and what to do."""

    severity: Severity
    level: Level
    sentence: Label
    suggestion: Label | None


def _say(severity: Severity, level: Level, fr: str, en: str, *suggestion: str) -> Message:
    return Message(severity, level, Label(fr, en), Label(*suggestion) if any(suggestion) else None)


_REFUSALS = {
    "file-missing": _say(
        "error", "file",
        "« {value} » n'est pas un fichier lisible.", "“{value}” is not a readable file.",
        "Vérifiez le chemin et les droits de lecture.", "Check the path and that you may read it.",
    ),
    "empty": _say(
        "error", "file",
        "Le fichier est vide.", "The file is empty.",
        "Exportez-le de nouveau depuis son logiciel d'origine.", "Export it again from where it came.",
    ),
    "too-big": _say(
        "error", "file",
        "Le fichier pèse {size} Mo ; la limite est de {limit} Mo.", "The file is {size} MB; the limit is {limit} MB.",
        "Découpez-le en plusieurs fichiers.", "Split it into several files.",
    ),
    "unknown-type": _say(
        "error", "file",
        "Ce fichier n'est pas un tableau que je sais lire.", "This file is not a table that I can read.",
        "Enregistrez-le en .xlsx, .xls, .ods ou .csv.", "Save it as .xlsx, .xls, .ods or .csv.",
    ),
    "web-page": _say(
        "error", "file",
        "Ce fichier est une page web ou du XML, pas un tableur, malgré son nom.",
        "This file is a web page or XML, not a spreadsheet, whatever its name says.",
        "Ouvrez-le dans un tableur et enregistrez-le en .xlsx.", "Open it in a spreadsheet and save it as .xlsx.",
    ),
    "not-a-zip": _say(
        "error", "file",
        "Ce fichier porte un nom de classeur mais n'en est pas un.", "This file is named as a workbook but is not one.",
        "Ouvrez-le dans un tableur et enregistrez-le de nouveau.", "Open it in a spreadsheet and save it again.",
    ),
    "encrypted": _say(
        "error", "file",
        "Le classeur est protégé par un mot de passe.", "The workbook is protected by a password.",
        "Enregistrez-en une copie sans mot de passe.", "Save a copy without a password.",
    ),
    "workbook-broken": _say(
        "error", "file",
        "Le classeur est abîmé et ne peut pas être lu.", "The workbook is damaged and cannot be read.",
        "Ouvrez-le dans un tableur et enregistrez-le de nouveau.", "Open it in a spreadsheet and save it again.",
    ),
    "xml-entities": _say(
        "error", "file",
        "Le classeur contient un DOCTYPE ({value}) : aucun tableur n'en écrit, il est refusé par prudence.",
        "The workbook holds a DOCTYPE ({value}): no spreadsheet writes one, it is refused for safety.",
        "Demandez une autre copie à qui vous l'a transmis.", "Ask whoever sent it for another copy.",
    ),
    "zip-bomb": _say(
        "error", "file",
        "Le classeur s'étend ou se déplie démesurément (limite : {limit} Mo) ; il est refusé par prudence.",
        "The workbook spreads or unfolds out of proportion (limit: {limit} MB); it is refused for safety.",
        "Copiez le tableau seul dans un classeur neuf, ou enregistrez-le en CSV.",
        "Copy the table alone into a new workbook, or save it as CSV.",
    ),
    "unsafe-member": _say(
        "error", "file",
        "Le classeur contient un élément au nom suspect : « {value} ».",
        "The workbook holds a part with a suspicious name: “{value}”.",
        "Demandez une autre copie à qui vous l'a transmis.", "Ask whoever sent it for another copy.",
    ),
    "sheet-too-large": _say(
        "error", "sheet",
        "La feuille « {value} » s'étend sur {rows} lignes et {columns} colonnes, presque toutes vides.",
        "The sheet “{value}” spreads over {rows} rows and {columns} columns, nearly all empty.",
        "Copiez le tableau seul dans une feuille neuve.", "Copy the table alone into a new sheet.",
    ),
}  # fmt: skip

_READING = {
    "encoding": _say(
        "info", "file",
        "Le fichier n'est pas en UTF-8 ; il a été lu en {value}.", "The file is not UTF-8; it was read as {value}.",
        "Si des accents sont faux, enregistrez en « CSV UTF-8 ».", "If accents are wrong, save it as “CSV UTF-8”.",
    ),
    "bytes-undecodable": _say(
        "warning", "file",
        "{number} octet(s) ne correspondent à aucun caractère en {value}.",
        "{number} byte(s) stand for no character in {value}.",
        "Vérifiez les accents, ou enregistrez en « CSV UTF-8 ».", "Check the accents, or save it as “CSV UTF-8”.",
    ),
    "nul-bytes": _say(
        "warning", "file",
        "{number} octet(s) nul(s) ont été retirés du texte.", "{number} NUL byte(s) were taken out of the text.",
        "Vérifiez que le fichier est complet.", "Check that the file is whole.",
    ),
    "accents-broken": _say(
        "warning", "file",
        "Des accents ont été abîmés avant l'export ({number} fois), par exemple « {value} ».",
        "Accents were broken before the export ({number} times), for example “{value}”.",
        "Exportez de nouveau depuis la source, en UTF-8.", "Export it again from the source, as UTF-8.",
    ),
    "hidden-sheet": _say(
        "info", "sheet",
        "La feuille « {value} » est masquée : elle n'a pas été lue.", "The sheet “{value}” is hidden: it was not read.",
        "Affichez-la dans le tableur pour qu'elle soit lue.", "Unhide it in the spreadsheet to have it read.",
    ),
    "empty-sheet": _say(
        "info", "sheet", "La feuille « {value} » est vide.", "The sheet “{value}” is empty.",
    ),
    "merged-cells": _say(
        "info", "sheet",
        "{number} groupe(s) de cellules fusionnées : chaque cellule reçoit la valeur du groupe.",
        "{number} group(s) of merged cells: each cell takes the value of its group.",
    ),
    "formula-without-value": _say(
        "warning", "cell",
        "Formule non calculée : la cellule est lue comme vide.", "Formula never computed: the cell is read as empty.",
        "Ouvrez le classeur dans Excel ou LibreOffice et enregistrez-le.",
        "Open the workbook in Excel or LibreOffice and save it.",
    ),
    "error-value": _say(
        "warning", "cell",
        "La cellule contient l'erreur {value} ; elle est lue comme vide.",
        "The cell holds the error {value}; it is read as empty.",
        "Corrigez la formule, ou saisissez la valeur.", "Mend the formula, or type the value.",
    ),
    "quote-unclosed": _say(
        "warning", "row",
        "Un guillemet est ouvert et jamais fermé ; la ligne a été lue sans lui.",
        "A quotation mark is opened and never closed; the row was read without it.",
        "Supprimez-le ou fermez-le, et vérifiez cette ligne.", "Delete or close it, and check this row.",
    ),
    "row-long": _say(
        "warning", "row",
        "La ligne a {found} cellules, l'en-tête en a {expected} : elle est mise de côté.",
        "The row has {found} cells, the header {expected}: it is set aside.",
        "Un séparateur ou une virgule décimale hors guillemets ? Mettez la valeur entre guillemets.",
        "A separator or decimal comma outside quotation marks? Put the value in quotation marks.",
    ),
    "row-short": _say(
        "warning", "row",
        "La ligne a {found} cellules, l'en-tête en a {expected}.", "The row has {found} cells, the header {expected}.",
        "Vérifiez le séparateur et les guillemets.", "Check the separator and the quotation marks.",
    ),
}  # fmt: skip

_HEADERS = {
    "no-header": _say(
        "error", "header",
        "Aucune ligne d'en-tête n'a été reconnue dans les {number} premières lignes.",
        "No header row was recognised in the first {number} rows.",
        "Partez d'un modèle (`essaim template`), ou donnez une correspondance (`--mapping`).",
        "Start from a template (`essaim template`), or give a mapping (`--mapping`).",
    ),
    "column-duplicate": _say(
        "warning", "header",
        "L'en-tête « {value} » est écrit {number} fois (colonnes {columns}).",
        "The header “{value}” is written {number} times (columns {columns}).",
        "Donnez un nom à chacune, ou n'en gardez qu'une.", "Give each a name of its own, or keep only one.",
    ),
    "column-unnamed": _say(
        "info", "header",
        "{number} colonne(s) ont des valeurs mais pas d'en-tête ({columns}) : ignorée(s).",
        "{number} column(s) hold values but have no header ({columns}): ignored.",
        "Donnez-leur un en-tête pour qu'elles soient lues.", "Give them a header to have them read.",
    ),
    "column-unknown": _say(
        "warning", "header",
        "La colonne « {value} » n'est pas reconnue ; elle est ignorée.",
        "The column “{value}” is not recognised; it is ignored.",
        "Ajoutez-la à la correspondance (`--mapping`) si elle compte.",
        "Add it to the mapping (`--mapping`) if it matters.",
    ),
    "column-guessed": _say(
        "info", "header",
        "La colonne « {value} » a été lue comme « {field} ».", "The column “{value}” was read as “{field}”.",
        "Corrigez la correspondance (`--mapping`) si c'est faux.", "Mend the mapping (`--mapping`) if this is wrong.",
    ),
    "column-near": _say(
        "warning", "header",
        "La colonne « {value} » n'est pas reconnue ; elle est ignorée.",
        "The column “{value}” is not recognised; it is ignored.",
        "Si c'est « {field} », écrivez-le ainsi, ou dites-le dans la correspondance (`--mapping`).",
        "If it is “{field}”, write it so, or say so in the mapping (`--mapping`).",
    ),
    "column-twice": _say(
        "warning", "header",
        "La colonne « {value} » dit « {field} », comme la colonne {other} ; elle est ignorée.",
        "The column “{value}” says “{field}”, as the column {other} does; it is ignored.",
        "Si c'est elle qu'il faut lire, supprimez l'autre ou donnez une correspondance (`--mapping`).",
        "If it is the one to read, delete the other or give a mapping (`--mapping`).",
    ),
    "column-missing": _say(
        "error", "header",
        "Il manque la colonne « {field} ».", "The column “{field}” is missing.",
        "Ajoutez-la, ou dites quelle colonne la remplace (`--mapping`).",
        "Add it, or say which column stands for it (`--mapping`).",
    ),
}  # fmt: skip

_ROWS = {
    "required": _say(
        "error", "row",
        "« {field} » est vide : la ligne est mise de côté.", "“{field}” is empty: the row is set aside.",
        "Complétez cette cellule.", "Fill this cell.",
    ),
    "total-row": _say("info", "row", "Ligne de total, ignorée.", "Total row, ignored."),
    "duplicate-row": _say(
        "warning", "row",
        "Cette ligne est identique à la ligne {other}.", "This row is identical to row {other}.",
        "Supprimez l'une des deux si c'est un doublon.", "Delete one of them if it is a duplicate.",
    ),
    "name-unknown": _say(
        "warning", "cell",
        "« {value} » n'est décrit nulle part.", "“{value}” is described nowhere.",
        "Ajoutez cette structure, ou vérifiez l'orthographe.", "Add this body, or check the spelling.",
    ),
    "name-missing": _say(
        "warning", "row",
        "Le code {value} n'a pas de nom.", "The code {value} has no name.",
        "Ajoutez le nom de la structure.", "Add the name of the body.",
    ),
    "row-linkless": _say(
        "warning", "row",
        "Cette ligne ne relie rien : il manque « {field} ».", "This row links nothing: “{field}” is missing.",
        "Complétez la ligne.", "Fill the row.",
    ),
}  # fmt: skip

_CELLS = {
    "date-impossible": _say(
        "error", "cell",
        "« {value} » n'existe pas au calendrier.", "“{value}” is not in the calendar.",
        "Vérifiez le jour et le mois (JJ/MM/AAAA).", "Check the day and the month (DD/MM/YYYY).",
    ),
    "date-format": _say(
        "error", "cell",
        "« {value} » n'est pas une date.", "“{value}” is not a date.",
        "Écrivez JJ/MM/AAAA, MM/AAAA ou AAAA.", "Write DD/MM/YYYY, MM/YYYY or YYYY.",
    ),
    "date-serial": _say(
        "warning", "cell",
        "{value} est lu comme une date de tableur : {read}.", "{value} is read as a spreadsheet date: {read}.",
        "Mettez la cellule au format Date.", "Set the cell's format to Date.",
    ),
    "amount-format": _say(
        "error", "cell",
        "« {value} » n'est pas un montant.", "“{value}” is not an amount.",
        "Écrivez un nombre, par exemple 8000 ou 8 000,00.", "Write a number, such as 8000 or 8000.00.",
    ),
    "amount-ambiguous": _say(
        "warning", "cell",
        "« {value} » peut se lire de deux façons ; lu comme {read}.", "“{value}” reads in two ways; read as {read}.",
        "Écrivez chaque montant en entier.", "Write each amount in full.",
    ),
    "number-format": _say(
        "error", "cell",
        "« {value} » n'est pas un nombre.", "“{value}” is not a number.",
        "Écrivez un nombre en chiffres.", "Write a number in digits.",
    ),
    "number-range": _say(
        "warning", "cell",
        "{value} est hors des bornes attendues ({low} à {high}).", "{value} is out of bounds ({low} to {high}).",
        "Vérifiez l'unité et la valeur.", "Check the unit and the value.",
    ),
    "code-rounded": _say(
        "error", "cell",
        "« {value} » est un code arrondi par le tableur : ses chiffres sont perdus.",
        "“{value}” is a code rounded by the spreadsheet: its digits are lost.",
        "Mettez la colonne au format Texte et exportez de nouveau.", "Set the column to Text and export again.",
    ),
    "siren-length": _say(
        "error", "cell",
        "« {value} » a {number} chiffres ; il en faut 9 (SIREN) ou 14 (SIRET).",
        "“{value}” has {number} digits; 9 (SIREN) or 14 (SIRET) are needed.",
        "Un zéro en tête a-t-il été perdu ?", "Was a leading zero lost?",
    ),
    "siren-check": _say(
        "warning", "cell",
        "La clé de contrôle de « {value} » est fausse.", "The check digit of “{value}” is wrong.",
        "Vérifiez une inversion de chiffres dans l'annuaire des entreprises.",
        "Look for swapped digits in the register of companies.",
    ),
    "rna-format": _say(
        "error", "cell",
        "« {value} » n'est pas un numéro RNA.", "“{value}” is not an RNA number.",
        "Il s'écrit W suivi de 9 chiffres.", "It is written W and 9 digits.",
    ),
    "territory-unknown": _say(
        "error", "cell",
        "« {value} » n'est pas un territoire connu.", "“{value}” is not a known territory.",
        "Donnez le code officiel (par exemple 35, 2A, 974).", "Give the official code (such as 35, 2A, 974).",
    ),
    "code-padded": _say(
        "warning", "cell",
        "« {value} » est lu comme {read} : un zéro en tête a été perdu.",
        "“{value}” is read as {read}: a leading zero was lost.",
        "Mettez la colonne au format Texte.", "Set the column to Text.",
    ),
    "choice-unknown": _say(
        "error", "cell",
        "« {value} » n'est pas une valeur prévue pour « {field} ».", "“{value}” is not one of the values of “{field}”.",
        "Valeurs possibles : {choices}.", "Possible values: {choices}.",
    ),
    "choice-guessed": _say(
        "warning", "cell",
        "« {value} » est lu comme « {read} ».", "“{value}” is read as “{read}”.",
        "Corrigez la cellule si c'est faux.", "Mend the cell if this is wrong.",
    ),
    "text-long": _say(
        "warning", "cell",
        "Le texte dépasse {limit} caractères.", "The text is longer than {limit} characters.",
        "Résumez-le, ou vérifiez le séparateur.", "Shorten it, or check the separator.",
    ),
}  # fmt: skip

_UNDERSTOOD = {code: _say(*words) for code, words in (MEANINGS | DOUBTS | DOCUMENTS | FACTS).items()}

CATALOGUE: dict[str, Message] = {**_REFUSALS, **_READING, **_HEADERS, **_ROWS, **_CELLS, **_UNDERSTOOD}
