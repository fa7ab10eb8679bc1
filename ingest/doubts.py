"""What ingestion says of what people really write in cells: totals, postal codes, other currencies, codes for names.
By code: severity, level, French, English, and what to do in both; `ingest.messages` makes the catalogue of it."""

from __future__ import annotations

from ingest.meanings import Words

DOUBTS: dict[str, Words] = {
    "total-name": (
        "warning", "cell",
        "« {value} » : un total, ou une structure de ce nom ? La ligne est mise de côté.",
        "“{value}”: a total, or a body of that name? The row is set aside.",
        "Si c'est une structure, écrivez son SIREN ou son nom complet ; si c'est un total, effacez la ligne.",
        "If it is a body, write its SIREN or its full name; if it is a total, delete the row.",
    ),
    "header-again": (
        "info", "row", "L'en-tête est répété sur cette ligne, ignorée.", "The header is said again here: row ignored.",
        "", "",
    ),
    "postal-code": (
        "error", "cell",
        "« {value} » n'est pas le code officiel d'une commune : un code postal ?",
        "“{value}” is not the official code of a municipality: a postal code?",
        "Donnez le nom ou le code officiel.", "Give the name or the official code.",
    ),
    "place-twice": (
        "warning", "cell",
        "« {value} » est déjà à la ligne {other}, dans un autre territoire ; celui de cette ligne n'est pas retenu.",
        "“{value}” is on row {other} already, in another territory; that of this row is left out.",
        "Vérifiez lequel est le bon.", "Check which one is right.",
    ),
    "value-several": (
        "warning", "cell",
        "« {value} » donne plusieurs valeurs où « {field} » n'en attend qu'une : « {read} » est retenu.",
        "“{value}” gives several values where “{field}” takes one: “{read}” is kept.",
        "N'en laissez qu'une, ou écrivez une ligne par valeur.", "Leave only one, or write one row a value.",
    ),
    "value-alone": (
        "warning", "cell",
        "« {field} » ne dit rien sans « {other} » : la cellule est ignorée.",
        "“{field}” says nothing without “{other}”: the cell is ignored.",
        "Remplissez « {other} », ou videz cette cellule.", "Fill “{other}”, or empty this cell.",
    ),
    "amount-range": (
        "warning", "cell",
        "« {value} » donne deux montants, « {field} » n'en a qu'un : la cellule est ignorée.",
        "“{value}” gives two amounts, “{field}” takes one: the cell is ignored.",
        "Écrivez un seul montant.", "Write one amount.",
    ),
    "currency-other": (
        "error", "cell",
        "« {value} » n'est pas dans la devise attendue ({read}) : le montant n'est pas retenu.",
        "“{value}” is not in the currency expected ({read}): the amount is left out.",
        "Écrivez une seule devise, ou convertissez le montant.", "Write one currency, or convert the amount.",
    ),
    "code-unlike": (
        "error", "cell",
        "« {value} » ressemble à un code et n'en est pas un.", "“{value}” looks like a code and is none.",
        "Écrivez le nom de la structure, ou son SIREN entier.", "Write the name of the body, or its whole SIREN.",
    ),
    "merged-amount": (
        "warning", "cell",
        "Le montant {value} est fusionné sur plusieurs lignes : compté une fois, sur la première ; celle-ci reste sans "
        "montant.",
        "The amount {value} is merged over several rows: counted once, on the first; this one is left without amount.",
        "Écrivez la part de chaque ligne.", "Write the share of each row.",
    ),
}  # fmt: skip
