"""The mapping that a person confirms: written beside the file, read back, and checked name by name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from rapidfuzz import process

from graphmodel.errors import Label, UsageError
from graphmodel.names import fold
from ingest.columns import Column, Sheet, headers

_LIKE = 60
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person wrote in a mapping for one table: the sheet it is, and the column of each header (None: none)."""

    sheet: str = ""
    columns: Mapping[str, str | None] = field(default_factory=dict)


def read_mapping(path: Path, sheets: Sequence[Sheet]) -> dict[str | None, Chosen]:
    """The mapping that a person confirmed, by title of sheet (None: the only table). Raises UsageError."""
    try:
        tables = json.loads(path.read_text(encoding="utf-8"))["tables"]
        if not all(isinstance(one, dict) for one in tables):
            raise TypeError(tables)
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as problem:
        sentence = Label(
            f"La correspondance « {path.name} » n'est pas lisible : reprenez celle qu'Essaim a écrite.",
            f"The mapping “{path.name}” cannot be read: start again from the one that Essaim wrote.",
        )
        raise UsageError("mapping-unreadable", sentence) from problem
    found: dict[str | None, Chosen] = {}
    for one in tables:
        title, chosen = _checked(path.name, one, sheets)
        if title in found:
            raise _wrong(path.name, title, "elle y est deux fois", "it is there twice")
        found[title] = chosen
    return found


def write_mapping(beside: Path, proposal: Mapping[str, Any]) -> tuple[Path, bool]:
    """Where the proposal stands, and whether another mapping stood in its way: what a person filled in is never
    written over. Raises OSError."""
    data = (json.dumps(proposal, ensure_ascii=False, indent=1) + "\n").encode()
    for target in _names_for(beside):
        try:
            with target.open("xb") as file:
                file.write(data)
        except FileExistsError:
            if not target.is_file() or target.read_bytes() != data:
                continue
        return target, target != next(_names_for(beside))
    raise AssertionError("numbers do not end")


def _names_for(beside: Path) -> Iterator[Path]:
    for number in count(1):
        yield beside.with_name(f"{beside.name}.mapping{f'-{number}' if number > 1 else ''}.json")


def _checked(file: str, said: Mapping[str, Any], sheets: Sequence[Sheet]) -> tuple[str | None, Chosen]:
    title, kind, columns = said.get("sheet"), said.get("as"), said.get("columns", {})
    if not isinstance(title, str | None):
        raise _wrong(file, title, "« sheet » attend un titre de feuille", "“sheet” wants the title of a sheet")
    if not isinstance(columns, dict):
        raise _wrong(file, title, "« columns » attend un champ par en-tête", "“columns” wants a field a header")
    if kind is None or kind == "":
        return title, Chosen()
    sheet = next((one for one in sheets if isinstance(kind, str) and fold(kind) in one.known_as()), None)
    if sheet is None:
        known = ", ".join(one.name for one in sheets)
        said_ = _short(kind)
        raise _wrong(file, title, f"« as » vaut « {said_} » ; connus : {known}", f"“as” is “{said_}”; known: {known}")
    return title, Chosen(sheet.name, _fields(file, title, sheet, columns))


def _fields(file: str, title: str | None, sheet: Sheet, columns: Mapping[str, Any]) -> dict[str, str | None]:
    """The field of each header. Two headers of one field would silently lose the values of one."""
    known = headers(sheet) | sheet.by_name
    found: dict[str, str | None] = {}
    for header, name in columns.items():
        if name is None or name == "":
            found[header] = None
            continue
        column = known.get(name) or known.get(fold(name)) if isinstance(name, str) else None
        if column is None:
            raise _wrong(file, title, *_no_field(header, name, sheet, known))
        if column.name in found.values():
            first = next(one for one, taken in found.items() if taken == column.name)
            raise _wrong(
                file, title,
                f"« {first} » et « {header} » vont tous deux à « {column.name} » ; laissez l'un à null",
                f"“{first}” and “{header}” both go to “{column.name}”; leave one of them null",
            )  # fmt: skip
        found[header] = column.name
    return found


def _no_field(header: str, name: object, sheet: Sheet, known: Mapping[str, Column]) -> tuple[str, str]:
    near = process.extractOne(fold(str(name)), list(known), score_cutoff=_LIKE)
    hint = known[near[0]].name if near else ", ".join(column.name for column in sheet.columns)
    return (
        f"« {header} » va à « {_short(name)} », qui n'est pas un champ de « {sheet.name} » ; peut-être : {hint}",
        f"“{header}” goes to “{_short(name)}”, which is no field of “{sheet.name}”; perhaps: {hint}",
    )


def _wrong(file: str, title: object, fr: str, en: str) -> UsageError:
    where_fr, where_en = (f", feuille « {_short(title)} »", f", sheet “{_short(title)}”") if title else ("", "")
    sentence = Label(f"Correspondance « {file} »{where_fr} : {fr}.", f"Mapping “{file}”{where_en}: {en}.")
    return UsageError("mapping-wrong", sentence)


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
