"""Properties that say one thing in two ways: a duration in months and the two dates between which it ran. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from graphmodel.dates import DateProblem, When, parse_when
from graphmodel.schema.spec import NodeKind, Restated
from graphmodel.statements.records import Statement

Preference = Mapping[str, int]
"""How much a person prefers what each statement, by id, says of the duration; 0 is not at all."""


def clashes(kind: type[NodeKind], shown: Mapping[str, Any]) -> list[Restated]:
    """Those of a class whose duration cannot be that between its dates."""
    return [one for one in kind.restated if _clash(one, shown)]


def loses(one: Restated, statements: Sequence[Statement], preferred: Preference) -> bool | None:
    """Whether the duration gives way to the dates, by what a person prefers; None where nobody settled the matter."""
    best = max(statements, key=lambda said: (preferred.get(said.id, 0), said.id))
    if not preferred.get(best.id):
        return None
    return best.values.get(one.months) is None


def nearness(one: Restated, length: Mapping[str, Any], dates: Mapping[str, Any]) -> float | None:
    """How near the months that one thing lasts are to those between the dates of another, 1 where they may be the same.
    None where these are not two halves of one story, a length without dates and dates without a length, or where one of
    the dates is not known to the month."""
    months, ends = length.get(one.months), [dates.get(name) for name in (one.start, one.end)]
    whole = dates.get(one.months) or any(length.get(name) for name in (one.start, one.end))
    between = _between(*map(str, ends)) if months and all(ends) and not whole else None
    if between is None or months is None:
        return None
    nearest = min(max(months, between[0]), between[1])
    return float(min(months, nearest) / max(months, nearest))


def told(one: Restated, values: Mapping[str, Any]) -> str:
    """The dates that a statement gives, as it writes them; empty where it gives none."""
    parts = [str(values[name]) for name in (one.start, one.end) if values.get(name)]
    return " – ".join(parts)


def _clash(one: Restated, shown: Mapping[str, Any]) -> bool:
    months, start, end = (shown.get(name) for name in (one.months, one.start, one.end))
    if months is None or not start or not end:
        return False
    between = _between(str(start), str(end))
    return between is not None and not between[0] <= months <= between[1]


def _between(start: str, end: str) -> tuple[int, int] | None:
    """The least and the most months from a date to another, the last month counted or not; None where one of them is
    not known to the month: between two years a programme lives, and its duration is that of a turn of it."""
    try:
        began, ended = parse_when(start), parse_when(end)
    except DateProblem:
        return None
    first, last = (_ends(began), _ends(ended))
    if first is None or last is None:
        return None
    return max(_months(first[1], last[0]), 0), _months(first[0], last[1]) + 1


def _ends(when: When) -> tuple[date, date] | None:
    low, high = when.since_min, when.until_max or when.since_max
    return (low, high) if low and high and _months(low, high) == 0 else None


def _months(one: date, other: date) -> int:
    return (other.year - one.year) * 12 + other.month - one.month
