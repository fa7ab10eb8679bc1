"""Codes of French bodies: SIREN, SIRET and RNA, as they arrive from spreadsheets.

A wrong check digit is a doubt (`suspect`: the code is kept, and the person told), an impossible shape is not
a code (`refused`). What a spreadsheet took away is given back only where the check digit confirms it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from graphmodel.errors import Label

_LA_POSTE = "356000000"
_NO_PLACE = "00000"  # places are numbered from 00001: these zeros are digits that a spreadsheet rounded away
_DESTROYED = re.compile(r"\d+(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
_AMOUNT = re.compile(r"-\d.*|\d+[.,]\d\d?")
_FILLERS = re.compile(r"[\s.\u00a0\u202f\u200b\u2060\ufeff'’_-]+")
_CHECK = Label("Vérifiez le numéro.", "Check the number.")
_RNA = re.compile(r"W\d[\dA-Z]\d{7}")


@dataclass(frozen=True, slots=True)
class CodeCheck:
    """What a cell is as a code. `value` is None where there is none: an empty cell (ok) or a refused one.

    `problem` next to "ok" tells what was repaired.
    """

    value: str | None
    code: Literal["ok", "suspect", "refused"] = "ok"
    problem: Label | None = None
    suggestion: Label | None = None


def clean_code(value: object) -> CodeCheck:
    """The code in a cell without spaces, dots and hyphens, in capitals; 123456789.0 is 123456789.

    Refused: « 2,43E+13 », of which the spreadsheet has thrown the last digits away.
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return CodeCheck(None)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    if _DESTROYED.fullmatch(text.replace(" ", "")):
        problem = Label(
            f"« {text} » : le tableur a remplacé le code par un nombre arrondi, les derniers chiffres sont perdus.",
            f"“{text}”: the spreadsheet turned the code into a rounded number, the last digits are lost.",
        )
        suggestion = Label(
            "Reprenez le code dans le fichier d'origine, dans une colonne au format Texte.",
            "Take the code from the original file, in a column with the Text format.",
        )
        return CodeCheck(None, "refused", problem, suggestion)
    text = re.sub(r"\.0$", "", text)
    if _AMOUNT.fullmatch(text):
        return CodeCheck(text)  # left as it is: without its sign or comma it might pass for a code
    return CodeCheck(_FILLERS.sub("", text).upper() or None)


def check_siren(value: object) -> CodeCheck:
    """A SIREN: nine digits whose Luhn sum is a multiple of ten."""
    cleaned = clean_code(value)
    return cleaned if cleaned.value is None else _numbered(cleaned.value, "SIREN", 9)


def check_siret(value: object) -> CodeCheck:
    """A SIRET: a SIREN and five digits, both under Luhn; La Poste has its own rule (digits sum to a multiple of 5).

    Source: Insee; La Poste (356 000 000) has more places than the Luhn key allows, its head office keeps it.
    """
    cleaned = clean_code(value)
    return cleaned if cleaned.value is None else _numbered(cleaned.value, "SIRET", 14)


def siren_in(value: object) -> CodeCheck:
    """The SIREN in a cell that holds a SIREN or a SIRET, even one whose last five digits were rounded to zeros."""
    cleaned = clean_code(value)
    if cleaned.value is None or len(cleaned.value) < 12:
        return check_siren(value)
    place = check_siret(value)
    siren = siren_of(place.value or cleaned.value)
    if place.value is None and not (cleaned.value.endswith(_NO_PLACE) and _luhn(siren)):
        return place
    return CodeCheck(siren, "suspect" if place.value is None else place.code, place.problem, place.suggestion)


def check_rna(value: object) -> CodeCheck:
    """An RNA number: W, then nine characters, digits but for the second, a letter in Corsica and overseas.

    W751515517 (Paris), W2A1000123 (Corse-du-Sud), W9P1002760 (French Polynesia). It has no check digit.
    Associations under the local law of Alsace and Moselle have no such number.
    """
    cleaned = clean_code(value)
    code = cleaned.value
    if code is None or _RNA.fullmatch(code):
        return cleaned
    problem = Label(
        f"« {code} » n'est pas un numéro RNA (W suivi de neuf caractères).",
        f"“{code}” is not an RNA number (W and nine characters).",
    )
    repaired = next((tried for tried in ("W" + code, code.replace("O", "0")) if _RNA.fullmatch(tried)), None)
    suggestion = Label(
        f"Serait-ce {repaired} ?" if repaired else "Vérifiez le numéro ; sans numéro RNA, laissez vide.",
        f"Could it be {repaired}?" if repaired else "Check the number; leave it empty where there is none.",
    )
    return CodeCheck(None, "refused", problem, suggestion)


def siren_of(siret: str) -> str:
    """The SIREN of the legal person that a SIRET belongs to: its first nine digits."""
    return siret[:9]


def format_code(code: str) -> str:
    """A code as people read it: 356 000 000, 356 000 000 00048 (no-break spaces); an RNA number as it is."""
    if not code.isdecimal():
        return code
    groups = (code[0:3], code[3:6], code[6:9], code[9:])
    return "\u00a0".join(group for group in groups if group)


def _numbered(code: str, name: str, length: int) -> CodeCheck:
    valid = _luhn if length == 9 else _is_siret
    if not re.fullmatch(r"[0-9]+", code) or not length - 2 <= len(code) <= length or not code.strip("0"):
        return _refused(code, name, length)
    if len(code) < length:
        restored = code.zfill(length)
        if not valid(restored):
            return _refused(code, name, length)
        missing = length - len(code)
        problem = Label(
            f"« {code} » a perdu {missing} zéro(s) au début : lu comme {format_code(restored)}, dont la clé est juste.",
            f"“{code}” lost {missing} leading zero(s): read as {format_code(restored)}, whose key is right.",
        )
        suggestion = Label("Mettez la colonne au format Texte.", "Give the column the Text format.")
        return CodeCheck(restored, "ok", problem, suggestion)
    if valid(code):
        return CodeCheck(code)
    if code.endswith(_NO_PLACE) and length == 14:
        return _rounded(code)
    problem = Label(
        f"La clé du {name} {format_code(code)} est fausse : un chiffre est sans doute erroné.",
        f"The check digit of {name} {format_code(code)} is wrong: one digit is probably mistaken.",
    )
    return CodeCheck(code, "suspect", problem, _CHECK)


def _rounded(code: str) -> CodeCheck:
    siren = format_code(siren_of(code))
    problem = Label(
        f"« {code} » : le tableur a arrondi le SIRET, ses cinq derniers chiffres sont perdus.",
        f"“{code}”: the spreadsheet rounded the SIRET, its last five digits are lost.",
    )
    suggestion = _CHECK
    if _luhn(siren_of(code)):
        suggestion = Label(f"Le SIREN {siren} est encore lisible.", f"The SIREN {siren} can still be read.")
    return CodeCheck(None, "refused", problem, suggestion)


def _refused(code: str, name: str, length: int) -> CodeCheck:
    problem = Label(
        f"« {code} » n'est pas un {name} ({length} chiffres).", f"“{code}” is not a {name} ({length} digits)."
    )
    suggestion = _CHECK
    if name == "SIREN" and len(code) == 14 and code.isdecimal() and _is_siret(code):
        siren = format_code(siren_of(code))
        suggestion = Label(f"C'est un SIRET : le SIREN est {siren}.", f"This is a SIRET: the SIREN is {siren}.")
    elif name == "SIRET" and len(code) == 9 and code.isdecimal() and _luhn(code):
        suggestion = Label("C'est un SIREN : il manque les cinq derniers chiffres.", "This is a SIREN.")
    elif _RNA.fullmatch(code):
        suggestion = Label("C'est un numéro RNA.", "This is an RNA number.")
    return CodeCheck(None, "refused", problem, suggestion)


def _is_siret(code: str) -> bool:
    if code.endswith(_NO_PLACE):
        return False
    la_poste = code.startswith(_LA_POSTE) and sum(map(int, code)) % 5 == 0
    return la_poste or (_luhn(code) and _luhn(siren_of(code)))


def _luhn(code: str) -> bool:
    """True when the digits, every second one from the right doubled and its digits added, sum to a multiple of 10."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in code[-2::-2])
    return (sum(doubled) + sum(map(int, code[::-2]))) % 10 == 0
