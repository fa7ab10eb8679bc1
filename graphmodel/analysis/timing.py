"""The order of dated events when dates are intervals, in whole days.

An event lies on one unknown day of its interval [lo, hi]; both ends are proleptic ordinals
(`date.toordinal`), and an end that nobody knows is `UNKNOWN_LO` or `UNKNOWN_HI`. What dates a spread is its
beginning (`since_min`, `since_max`): one that lasted from 2019 to 2021 began in 2019.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final, Literal

Mode = Literal["certain", "possible"]

UNKNOWN_LO: Final = -(10**9)
UNKNOWN_HI: Final = 10**9
NEVER_KNOWN: Final = (UNKNOWN_LO, UNKNOWN_HI)


def days(since_min: str | None, since_max: str | None) -> tuple[int, int]:
    """The interval of two ISO dates as stored on an edge; a missing end is unknown.

    >>> days("1970-01-01", None) == (719163, UNKNOWN_HI)
    True
    """
    lo = date.fromisoformat(since_min).toordinal() if since_min else UNKNOWN_LO
    hi = date.fromisoformat(since_max).toordinal() if since_max else UNKNOWN_HI
    return lo, hi


def as_date(day: int) -> date | None:
    """The calendar day of an ordinal, None where it is unknown."""
    return None if day in NEVER_KNOWN else date.fromordinal(day)


def next_start(day: int, same_year: bool) -> int:
    """The earliest day for what follows an event of `day`: that very day, or else the first of the next year.

    Before an unknown beginning there is always room, after an unknown end there is none: both stay unknown.
    """
    return day if same_year or day in NEVER_KNOWN else _next_new_year(day)


def surely_before(first_hi: int, second_lo: int, same_year: bool) -> bool:
    """True when every day the first event may have is in order with every day of the second."""
    return next_start(first_hi, same_year) <= second_lo


@lru_cache(maxsize=16_384)
def _next_new_year(day: int) -> int:
    year = date.fromordinal(day).year
    return date(year + 1, 1, 1).toordinal() if year < date.max.year else UNKNOWN_HI
