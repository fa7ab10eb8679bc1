"""SIREN, SIRET and RNA numbers of a row: checked, reported at their cell, and turned into identifiers."""

from __future__ import annotations

from collections.abc import Callable

from graphmodel.codes import CodeCheck, check_rna, check_siren, check_siret, siren_in, siren_of
from graphmodel.statements import identifiers
from ingest.reading import Row
from ingest.values import Note

_CODES: dict[str, tuple[Callable[[object], CodeCheck], str, str]] = {
    "siren": (check_siren, "siren-length", "siren-check"),
    "siret": (check_siret, "siren-length", "siren-check"),
    "rna": (check_rna, "rna-format", "rna-format"),
}


def legal_codes(row: Row, kind: str = "") -> tuple[str, list[str]]:
    """The class of an actor (`kind`, or what its codes say) and the identifiers that its codes give it.
    `row.values` keeps the clean codes only.

    A SIRET names an establishment; of a legal person it gives the SIREN, and stays an attribute. A network is not a
    legal person: the SIREN written beside it is its head's and stays an attribute, or the two would become one.
    """
    found = {name: code for name in _CODES if (code := _checked(row, name))}
    for name in _CODES:
        row.values.pop(name, None)
    kind = kind or ("Establishment" if "siret" in found else "Organisation")
    if kind == "Establishment":
        row.values |= {"siret": found["siret"]} if "siret" in found else {}
        return kind, [identifiers.siret(found["siret"])] if "siret" in found else []
    siren = found.get("siren") or siren_of(found.get("siret", ""))
    if found.get("siret") and not found["siret"].startswith(siren):
        row.note("siret-elsewhere", "siret", siren=siren)
        del found["siret"]
    row.values |= {name: code for name, code in (found | {"siren": siren}).items() if code}
    if kind != "Organisation":
        return kind, []
    ways = [identifiers.siren(siren)] if siren else []
    return kind, [*ways, *([identifiers.rna(found["rna"])] if "rna" in found else [])]


def _checked(row: Row, name: str) -> str:
    cell = row.cells.get(name)
    if cell is None:
        return ""
    check, refused, suspect = _CODES[name]
    answer = siren_in(cell.value) if name == "siren" else check(cell.value)
    if answer.problem:
        code = {"refused": refused, "suspect": suspect, "ok": "code-padded"}[answer.code]
        words = {"number": len(cell.text), "read": answer.value or ""}
        row.table.tell(Note(code, words, answer.problem, answer.suggestion), row.number, cell)
    return answer.value or ""
