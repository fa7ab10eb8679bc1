"""Findings: what was noticed while reading a file, as values, each with its exact place and what to do about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graphmodel.errors import FileRefused, Label
from ingest.messages import CATALOGUE, Level, Severity

SHOWN = 3  # how many findings of one kind a person reads before the rest becomes noise
LONGEST_VALUE = 120
_LEVELS: tuple[Level, ...] = ("file", "sheet", "header", "row", "cell")
# Control characters of a hostile file would otherwise reach the terminal that prints the report.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed at one place. `row` is the number that a spreadsheet shows, `column` its letter.

    `count` is how many times it was noticed when the others of its group are not shown (see `group`).
    """

    file: str
    sheet: str | None
    row: int | None
    column: str | None
    page: int | None
    code: str
    severity: Severity
    level: Level
    value: str | None
    message: Label
    suggestion: Label | None
    count: int = 1


def finding(
    code: str,
    *,
    file: str,
    sheet: str | None = None,
    row: int | None = None,
    column: str | None = None,
    page: int | None = None,
    value: object = None,
    **words: object,
) -> Finding:
    """A finding whose words come from the catalogue; `value` and `words` fill its placeholders, labels in theirs.

    Raises KeyError for a code or a placeholder that nobody declared: that is a fault of the caller, not of a file.
    """
    entry = CATALOGUE[code]
    shown = None if value is None else _shown(value)
    filled = words | {"value": shown or ""}
    suggestion = _fill(entry.suggestion, filled) if entry.suggestion else None
    message = _fill(entry.sentence, filled)
    return Finding(file, sheet, row, column, page, code, entry.severity, entry.level, shown, message, suggestion)


def refused(code: str, *, value: object = None, **words: object) -> FileRefused:
    """The exception that stops the reading of a whole file, with its sentence and what to do."""
    entry = CATALOGUE[code]
    filled = words | {"value": "" if value is None else value}
    told = [_fill(label, filled) for label in (entry.sentence, entry.suggestion) if label]
    return FileRefused(code, Label(" ".join(label.fr for label in told), " ".join(label.en for label in told)))


class Tally:
    """Collects findings and keeps those that a person will read: one fault may be repeated a million times."""

    def __init__(self) -> None:
        self._shown: dict[tuple[str, str | None, str, str | None], list[Finding]] = {}
        self._unshown: Counter[tuple[str, str | None, str, str | None]] = Counter()

    def add(self, found: Finding) -> None:
        """Keeps `found`, or counts it when three of its code, sheet and column are kept already."""
        key = (found.file, found.sheet, found.code, found.column)
        kept = self._shown.setdefault(key, [])
        if len(kept) < SHOWN:
            kept.append(found)
        else:
            self._unshown[key] += found.count

    def grouped(self) -> list[Finding]:
        """What was kept, from the file down to its cells; the last of a group counts those not shown."""
        groups = sorted(self._shown.items(), key=lambda item: _LEVELS.index(item[1][0].level))
        return [
            replace(found, count=found.count + self._unshown[key]) if found is kept[-1] else found
            for key, kept in groups
            for found in kept
        ]


def group(findings: Iterable[Finding]) -> list[Finding]:
    """The first three of each code, sheet and column, the last of them counting the rest; headers before rows.

    The counts add up to those of `findings`, and grouping twice changes nothing.
    """
    tally = Tally()
    for found in findings:
        tally.add(found)
    return tally.grouped()


def render(findings: Iterable[Finding], lang: str) -> str:
    """One line a finding: `Financements!E9 [date-impossible] « 31/02/2021 » n'existe pas… → Vérifiez…`."""
    return "\n".join(_line(found, lang) for found in findings)


def as_json(found: Finding, lang: str) -> dict[str, str | int | None]:
    """The finding as the `--json` contract writes it."""
    return {
        "file": found.file,
        "sheet": found.sheet,
        "row": found.row,
        "column": found.column,
        "page": found.page,
        "code": found.code,
        "severity": found.severity,
        "value": found.value,
        "message": found.message.in_(lang),
        "suggestion": found.suggestion.in_(lang) if found.suggestion else None,
        "count": found.count,
    }


def _line(found: Finding, lang: str) -> str:
    parts = [_place(found), f"[{found.code}]", found.message.in_(lang)]
    if found.count > 1:
        rest = Label("(et {n} autre(s) semblable(s))", "(and {n} more like it)")
        parts.append(rest.in_(lang).format(n=found.count - 1))
    if found.suggestion:
        parts.append(f"→ {found.suggestion.in_(lang)}")
    return " ".join(parts)


def _place(found: Finding) -> str:
    inside = f"p{found.page}" if found.page else f"{found.column or ''}{found.row or ''}"
    where = _shown(found.sheet or found.file)
    return f"{where}!{inside}" if inside else where


def _fill(label: Label, words: Mapping[str, object]) -> Label:
    def said(lang: str) -> str:
        inside = {name: _shown(word.in_(lang) if isinstance(word, Label) else word) for name, word in words.items()}
        return label.in_(lang).format(**inside)

    return Label(said("fr"), said("en"))


def _shown(value: object) -> str:
    text = _CONTROLS.sub(" ", str(value)).strip()
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
