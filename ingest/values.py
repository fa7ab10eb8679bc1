"""From a cell to a value of the shape that its column declares, with what had to be noticed on the way.

A value that cannot be read is left out and noticed; it never becomes zero, an empty word or somebody's guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from rapidfuzz import fuzz

from graphmodel.dates import UNKNOWN, DateProblem, When, when_from_value
from graphmodel.errors import Label
from graphmodel.names import differ_by_place_or_number, fold
from ingest.amounts import HIGHEST, amount_of
from ingest.columns import SEPARATOR, Column
from ingest.messages import CATALOGUE
from ingest.sources.cells import Cell, Value, cell_of
from ingest.spellings import inflected


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say about a cell: a code of the catalogue and its words, or sentences of its own."""

    code: str
    words: Mapping[str, object] = field(default_factory=dict)
    message: Label | None = None
    suggestion: Label | None = None


Read = tuple[Any, tuple[Note, ...]]
"""The value (None where there is none to keep) and what was noticed."""

SLIP = 88
"""From this ratio on, whole against whole, a word is another one mistyped. Part of a word is never a value."""

LEAST = 4
"""Letters below which a word resembles too many others to be short for one."""

YEARS = (1000, 2100)
_MEMORY = 50_000
_QUICK = frozenset({"code", "amount", "whole"})
_TRUE = {"oui", "o", "vrai", "x", "1", "yes", "y", "true"}
_FALSE = {"non", "n", "faux", "0", "no", "false"}
_WHOLE = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d+")
_SPACES = re.compile(r"[ \u00a0\u202f.]")
_DIGITS = 30  # more are beyond any bound, and the interpreter refuses to make a number of thousands of them
_LEADING = re.compile(r"^(?:est|sont|is|are|a|la|le|un|une)\s+")


def reader_of(column: Column) -> Callable[[Value], Read]:
    """The function that reads the cells of a column. Equal cells are read once, where reading is worth remembering."""
    read = _SHAPES[column.shape](column)
    if column.shape == "text":
        return _written
    if column.shape in _QUICK:
        return lambda value: read(cell_of(0, value))
    memory: dict[tuple[type, Value], Read] = {}

    def remembered(value: Value) -> Read:
        key = (type(value), value)
        found = memory.get(key)
        if found is None:
            if len(memory) >= _MEMORY:
                memory.clear()
            found = memory[key] = read(cell_of(0, value))
        return found

    return remembered


def _written(value: Value) -> Read:
    return value.strip() if isinstance(value, str) else cell_of(0, value).text, ()


def items(text: str) -> list[str]:
    """The parts of a cell that holds several values."""
    return [part for one in re.split(rf"[{SEPARATOR}\n]", text) if (part := one.strip())]


def _text(_: Column) -> Callable[[Cell], Read]:
    return lambda cell: (cell.text, ())


def _code(_: Column) -> Callable[[Cell], Read]:
    return lambda cell: (cell.text.lstrip("'").strip(), ())


def _list(_: Column) -> Callable[[Cell], Read]:
    return lambda cell: (tuple(dict.fromkeys(items(cell.text))), ())


def _whole(column: Column) -> Callable[[Cell], Read]:
    def read(cell: Cell) -> Read:
        value = cell.value
        if isinstance(value, date) and column.name == "year":
            return _within(value.year, *bounds)
        if isinstance(value, int) and not isinstance(value, bool):
            return _within(value, *bounds)
        if _WHOLE.fullmatch(cell.text):
            digits = _SPACES.sub("", cell.text)
            return _within(int(digits[:_DIGITS]), *bounds)
        return None, (Note("number-format"),)

    bounds = YEARS if column.name == "year" else (0, HIGHEST)
    return read


def _within(value: int, low: int, high: int) -> Read:
    return (value, ()) if low <= value <= high else (None, (Note("number-range", {"low": low, "high": high}),))


def _amount(_: Column) -> Callable[[Cell], Read]:
    def read(cell: Cell) -> Read:
        amount = amount_of(cell.value)
        if amount is None:
            return None, (Note("amount-format"),)
        if amount.low < 0 or amount.high > HIGHEST * 100:
            return None, (Note("number-range", {"low": 0, "high": HIGHEST}),)
        said = f"{euros(amount.low)} – {euros(amount.high)}" if not amount.exact else euros(amount.low)
        return amount, (Note("amount-ambiguous", {"read": said}),) if amount.ambiguous else ()

    return read


def _share(_: Column) -> Callable[[Cell], Read]:
    def read(cell: Cell) -> Read:
        text = cell.text.replace(" ", "").replace("\u00a0", "").replace(",", ".")
        try:
            value = float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
        except ValueError:
            return None, (Note("number-format"),)
        return (value, ()) if 0 <= value <= 1 else (None, (Note("number-range", {"low": 0, "high": 1}),))

    return read


def _yes(column: Column) -> Callable[[Cell], Read]:
    def read(cell: Cell) -> Read:
        folded = fold(cell.text)
        if folded in _TRUE | _FALSE:
            return folded in _TRUE, ()
        return None, (Note("choice-unknown", {"field": column.label.fr, "choices": "oui, non"}),)

    return read


def _choice(column: Column) -> Callable[[Cell], Read]:
    known = _spellings(column)
    return lambda cell: _one_of(column, known, cell.text)


def _choices(column: Column) -> Callable[[Cell], Read]:
    known = _spellings(column)

    def read(cell: Cell) -> Read:
        whole = known.get(fold(cell.text))
        if whole:
            return (whole,), ()
        parts = [_one_of(column, known, part) for part in re.split(r"[;,\n|]", cell.text) if part.strip()]
        return tuple(dict.fromkeys(value for value, _ in parts if value)), tuple(n for _, notes in parts for n in notes)

    return read


def _when(_: Column) -> Callable[[Cell], Read]:
    def read(cell: Cell) -> Read:
        try:
            when = when_from_value(cell.value)
        except DateProblem as problem:
            return None, (date_note(problem),)
        notes = (Note("date-serial", {"read": when.label}),) if _is_serial(cell, when) else ()
        return (when if when != UNKNOWN else None), notes

    return read


def _day(column: Column) -> Callable[[Cell], Read]:
    read_when = _when(column)

    def read(cell: Cell) -> Read:
        when, notes = read_when(cell)
        return (as_text(when, cell.text) if when else None), notes

    return read


def _several(_: Column) -> Callable[[Cell], Read]:
    return lambda cell: (items(cell.text), ())


_SHAPES: dict[str, Callable[[Column], Callable[[Cell], Read]]] = {
    "text": _text, "code": _code, "list": _list, "whole": _whole, "amount": _amount, "share": _share, "yes": _yes,
    "choice": _choice, "choices": _choices, "when": _when, "day": _day, "names": _several, "places": _several,
}  # fmt: skip


def as_text(when: When, written: str) -> str:
    """A date kept as text: the shortest ISO form that says it exactly, else the words as written."""
    low, high = when.since_min, when.since_max
    if low is None or high is None or when.until_max is not None:
        return written
    if low == high:
        return low.isoformat()
    if (low.month, low.day, high.month, high.day) == (1, 1, 12, 31) and low.year == high.year:
        return str(low.year)
    return written


def euros(cents: int) -> str:
    """Cents as a decimal string with two decimals, as `--json` writes them."""
    sign, cents = ("-", -cents) if cents < 0 else ("", cents)
    return f"{sign}{cents // 100}.{cents % 100:02d}"


def date_note(problem: DateProblem) -> Note:
    """What to say of a date that cannot be read: the date itself knows best."""
    code = problem.code if problem.code in CATALOGUE else "date-format"
    return Note(code, message=problem.problem, suggestion=problem.suggestion)


def _is_serial(cell: Cell, when: When) -> bool:
    """A bare number that was read as the day count of a spreadsheet."""
    number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return number and when != UNKNOWN and not isinstance(cell.value, datetime) and cell.text != when.label


def _spellings(column: Column) -> dict[str, str]:
    """The choice of each accepted spelling: its labels, its identifier, either side of a slash, the first words, and
    what people write for it."""
    exact: dict[str, str] = {}
    for choice in column.choices:
        for label in (choice.label.fr, choice.label.en, choice.id, *inflected(column.name, choice.id)):
            exact[_plain(label)] = choice.id
    loose: dict[str, set[str]] = {}
    for choice in column.choices:
        for label in (choice.label.fr, choice.label.en):
            for short in _shorter(label):
                loose.setdefault(short, set()).add(choice.id)
    return {word: next(iter(ids)) for word, ids in loose.items() if len(ids) == 1} | exact


def _shorter(label: str) -> set[str]:
    words = _plain(label).split()
    starts = {" ".join(words[:length]) for length in range(1, len(words))}
    parts = {_plain(part) for part in label.split("/")} | starts | {_plain(label.split("(", maxsplit=1)[0])}
    return {part for part in parts if len(part) >= LEAST}


def _plain(text: str) -> str:
    folded = fold(text)
    return _LEADING.sub("", folded) or folded


def _one_of(column: Column, known: Mapping[str, str], text: str) -> Read:
    plain = _plain(text)
    if plain in known:
        return known[plain], ()
    near = [(fuzz.ratio(plain, word), word) for word in known if _comparable(plain, word)]
    score, best = max(near, default=(0.0, ""))
    if score >= SLIP:
        return known[best], (Note("choice-guessed", {"read": best}),)
    listed = ", ".join(choice.label.fr for choice in column.choices)
    return None, (Note("choice-unknown", {"field": column.label.fr, "choices": listed}),)


def _comparable(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= LEAST and not differ_by_place_or_number(one, other)
