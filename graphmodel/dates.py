"""Dates as documents write them: intervals that keep their text and never invent a day.

A `When` holds two ends, each an interval because it may be vague:

- **an event** (« mars 2020 ») took place, or something began, on one unknown day between `since_min` and
  `since_max`; `until_*` is None: no end is said, which is not "still going on";
- **a duration** (« 2019-2021 ») began between `since_min` and `since_max` (in 2019) and ended between
  `until_min` and `until_max` (in 2021);
- « entre 2019 et 2021 » is an event again: one day, somewhere in three years;
- « depuis 2010 » began in 2010, « avant 2018 » has only `since_max` (31 December 2017), « après 2018 » only
  `since_min`, « jusqu'en 2018 » an end in 2018 and a beginning no later than that.

Choices that the text leaves open: « vers » is ± 2 of the unit said (years, months, weeks); « début », « mi »
and « fin » are thirds (of a year: January to April, May to August, September to December); numbers are
day/month/year; two-digit years are 1950 to 2049. What has two readings is refused with both of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from math import isfinite

from graphmodel.errors import Label
from graphmodel.moments import DAY, FIRST_YEAR, LAST_YEAR, DateProblem, Moment, moment, named

__all__ = [
    "UNKNOWN",
    "DateProblem",
    "When",
    "from_properties",
    "parse_when",
    "sentence",
    "to_properties",
    "when_from_value",
]

_ENDS = ("since_min", "since_max", "until_min", "until_max")
_EXCEL_ZERO = date(1899, 12, 30)
_EXCEL_DAYS = range(10_000, 73_416)  # 1927 to 2100: a smaller number is a year or a slip, not a date


@dataclass(frozen=True, slots=True)
class When:
    """From when to when, with the text as written; an end that is not known is None."""

    label: str
    since_min: date | None = None
    since_max: date | None = None
    until_min: date | None = None
    until_max: date | None = None


UNKNOWN = When("")


def parse_when(text: str) -> When:
    """The date that `text` says, without ends where it says « date inconnue »; raises `DateProblem` otherwise.

    >>> parse_when("mars 2020").since_max
    datetime.date(2020, 3, 31)
    """
    return _read(" ".join(text.split())).when


def when_from_value(value: object) -> When:
    """The date of a cell: text, a date, a year as a number, or the number of a day as spreadsheets count them.

    Spreadsheet days count from 30 December 1899; numbers outside 1927 to 2100 are refused.
    """
    if value is None or value != value:  # noqa: PLR0124 (NaN and NaT are not equal to themselves)
        return UNKNOWN
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return parse_when(f"{day:%d/%m/%Y}")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if FIRST_YEAR <= value <= LAST_YEAR and value == int(value):
            return parse_when(str(int(value)))
        if isfinite(value) and int(value) in _EXCEL_DAYS:
            return when_from_value(_EXCEL_ZERO + int(value) * DAY)
        raise DateProblem("date-unreadable", format(value, ".15g"))
    return parse_when(str(value))


def to_properties(when: When) -> dict[str, str]:
    """The interval as graph properties: ISO dates and `when_label`; what is not known is left out."""
    ends = {name: getattr(when, name) for name in _ENDS}
    properties = {name: end.isoformat() for name, end in ends.items() if end is not None}
    return properties | ({"when_label": when.label} if when.label else {})


def from_properties(properties: Mapping[str, object]) -> When:
    """The interval that `to_properties` wrote; other properties are ignored."""
    ends = {name: date.fromisoformat(str(properties[name])) for name in _ENDS if properties.get(name)}
    return When(str(properties.get("when_label") or ""), **ends)


def sentence(when: When, lang: str = "fr") -> str:
    """The date inside a sentence: « en mars 2020 », « vers 1980 », « depuis 2010 », « date inconnue ».

    Said from the label where it gives the same interval, else from the interval.
    """
    try:
        said = _read(when.label)
    except DateProblem:
        return _in_words(when).in_(lang)
    same = all(getattr(said.when, name) == getattr(when, name) for name in _ENDS)
    return (said.phrase if same else _in_words(when)).in_(lang)


# Reading ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Said:
    when: When
    phrase: Label


_NOBODY_KNOWS = Label("date inconnue", "unknown date")
_NO_DATE = {
    *("", "?", "-", "/", "inconnu", "inconnue", "date inconnue", "non date", "non datee", "sans date", "s.d"),
    *("nc", "n.c", "nd", "n.d", "na", "n/a", "non renseigne", "non precise", "unknown", "unknown date", "undated"),
}
_TODAY = {"", "...", "…", "aujourd'hui", "ce jour", "nos jours", "maintenant", "present", "today", "now"}
_MARKS = re.compile("[\u0300-\u036f]")
_SIGNS = str.maketrans("‐‑‒–—−’ʼ\u00a0\u202f", "------''  ")
_OPEN = re.compile(r"(depuis|a partir de|a partir du|a compter de|a compter du|des|since|starting) (.+)")
_CLOSED = re.compile(r"(?:jusqu'(?:en|aux?|a) |until |till |up to )(.+)")
_BEFORE = re.compile(r"(?:avant|before) (.+)")
_LATER = re.compile(r"(?:apres|after) (.+)")
_BETWEEN = re.compile(r"(?:entre|between) (.+?) (?:et|and) (.+)")
_FROM = re.compile(r"^(?:de l'|de |du |des |d'|depuis |a partir de |from |since )")
_TO = re.compile(r" (?:a|aux?|jusqu'(?:en|a|aux?)|to|until|till) (?:l')?| ?(?:->|→) ?| - |-|/")
_SHORT_PERIOD = re.compile(r"(\d{4})[-/](\d\d)")
_SERIAL = re.compile(r"\d{5}")


@lru_cache(maxsize=16_384)
def _read(label: str) -> _Said:
    """What `label` says, whole; the problem names the label as it was written."""
    plain = unicodedata.normalize("NFKD", label.translate(_SIGNS)).casefold()
    plain = _MARKS.sub("", plain.translate(_SIGNS)).strip(' .,;«»"')
    plain = re.sub(r"^(\d{4,5})\.0$", r"\1", plain)  # a number that a library wrote as text
    if plain in _NO_DATE:
        return _Said(When(label), _NOBODY_KNOWS)
    if _SERIAL.fullmatch(plain) and int(plain) in _EXCEL_DAYS:
        return _read(f"{_EXCEL_ZERO + int(plain) * DAY:%d/%m/%Y}")
    try:
        return _interval(label, _two_years(plain))
    except DateProblem as problem:
        if problem.code == "date-unreadable" and len(set(re.findall(r"\b\d{4}\b", plain))) > 1:
            raise DateProblem("date-several", label) from None
        raise DateProblem(problem.code, label, problem.suggestion) from None


def _two_years(plain: str) -> str:
    """« 2019-20 » as « 2019-2020 »; 2009-10 is left alone, as it may be a month."""
    match = _SHORT_PERIOD.fullmatch(plain)
    if not match or int(match[2]) != (int(match[1]) + 1) % 100 or 1 <= int(match[2]) <= 12:
        return plain
    return f"{match[1]}-{int(match[1]) + 1}"


def _interval(label: str, plain: str) -> _Said:
    for pattern, build in ((_BETWEEN, _between), (_CLOSED, _closed), (_BEFORE, _before), (_LATER, _after)):
        if match := pattern.fullmatch(plain):
            return build(label, *(moment(text) for text in match.groups()))
    try:
        return _event(label, moment(plain))
    except DateProblem as problem:
        if problem.code in ("date-impossible", "date-ambiguous", "date-out-of-range"):
            raise
        found = _period(label, plain)
        if found is None and (match := _OPEN.fullmatch(plain)):
            return _since(label, moment(match[2]))
        if found is None:
            raise
        return found


def _period(label: str, plain: str) -> _Said | None:
    """A beginning and an end, wherever the text can be cut into two moments; None where it cannot."""
    plain = _FROM.sub("", plain)
    refused: DateProblem | None = None
    for cut in _TO.finditer(plain):
        left, right = plain[: cut.start()].strip(), plain[cut.end() :].strip()
        try:
            if right in _TODAY:
                return _since(label, moment(left))
            end = moment(right)
            return _duration(label, _begun(left, end), end)
        except DateProblem as problem:
            if problem.code != "date-unreadable":
                refused = refused or problem
    if refused is not None:
        raise refused
    return None


def _begun(left: str, end: Moment) -> Moment:
    """The beginning of a period; what it leaves out, it has from the end: « janvier à mars 2021 »."""
    problem: DateProblem | None = None
    for rest in ("", f" {end.lo:%Y}", f"/{end.lo:%m/%Y}"):
        try:
            return moment(left + rest)
        except DateProblem as raised:
            problem = problem or raised
    raise problem or DateProblem("date-unreadable", left)


# What is said -----------------------------------------------------------------------------------------------


def _event(label: str, at: Moment) -> _Said:
    return _Said(When(label, at.lo, at.hi), at.at)


def _since(label: str, at: Moment) -> _Said:
    return _Said(When(label, at.lo, at.hi), Label(f"depuis {at.plain}", f"since {at.en}"))


def _closed(label: str, at: Moment) -> _Said:
    until = f"en {at.fr}" if at.article == "" else at.end
    return _Said(When(label, None, at.hi, at.lo, at.hi), Label(f"jusqu'{until}", f"until {at.en}"))


def _before(label: str, at: Moment) -> _Said:
    return _Said(When(label, None, at.lo - DAY), Label(f"avant {at.plain}", f"before {at.en}"))


def _after(label: str, at: Moment) -> _Said:
    return _Said(When(label, at.hi + DAY), Label(f"après {at.plain}", f"after {at.en}"))


def _between(label: str, one: Moment, other: Moment) -> _Said:
    _in_order(label, one, other)
    words = Label(f"entre {one.plain} et {other.plain}", f"between {one.en} and {other.en}")
    return _Said(When(label, one.lo, other.hi), words)


def _duration(label: str, begun: Moment, ended: Moment) -> _Said:
    _in_order(label, begun, ended)
    bounds = (begun.lo, min(begun.hi, ended.hi), max(begun.lo, ended.lo), ended.hi)
    return _Said(When(label, *bounds), Label(f"{begun.start} {ended.end}", f"from {begun.en} to {ended.en}"))


def _in_order(label: str, one: Moment, other: Moment) -> None:
    if one.lo > other.lo or one.hi > other.hi:
        raise DateProblem("date-backwards", label)


def _named(lo: date, hi: date) -> Moment:
    """The moment from `lo` to `hi`, in words of days where the calendar has no name for it."""
    first, last = named(lo, lo), named(hi, hi)
    assert first is not None
    assert last is not None
    return named(lo, hi) or Moment(lo, hi, "none", f"{first.start} {last.end}", f"{first.en} to {last.en}")


def _in_words(when: When) -> Label:
    """The interval in words, whatever its label."""
    lo, hi, end = when.since_min, when.since_max, when.until_max or when.until_min
    if end is not None and lo is None:
        return _closed("", _named(when.until_min or end, end)).phrase
    if end is not None and lo is not None:
        return _duration("", _named(lo, hi or lo), _named(when.until_min or end, end)).phrase
    if lo is not None and hi is not None:
        exact = named(lo, hi)
        return exact.at if exact else _between("", _named(lo, lo), _named(hi, hi)).phrase
    if lo is not None:
        return _after("", _named(lo - DAY, lo - DAY)).phrase
    return _before("", _named(hi + DAY, hi + DAY)).phrase if hi is not None else _NOBODY_KNOWS
