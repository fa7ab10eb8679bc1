"""Sums of money as people write them in French tables, to whole cents. No float ever touches a sum."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import isfinite

from ingest.sources.cells import Value


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum (`low == high`) or a range, in cents of `currency` (ISO 4217). `ambiguous`: the text reads in two
    ways and that must be reported: "3 à 10 000 €" (read as 3,000 to 10,000), "1.200" (1,200), "12,500" (12.50)."""

    low: int
    high: int
    currency: str = "EUR"
    ambiguous: bool = False

    @property
    def exact(self) -> bool:
        """One sum rather than a range."""
        return self.low == self.high


HIGHEST = 10**12
"""Units: beyond any sum that is granted, and far below what 64 bits of cents hold."""

_SATURATED = Decimal(10**16)
"""What larger sums are read as: above `HIGHEST`, and still a number that a decimal context can round."""

# Groups of three after a space, a dot or an apostrophe, then decimals; or plain digits with a decimal mark.
_NUMBER = (
    r"-?(?:\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+\.\d+|\d+(?:[.,]\d+)?)"
)
# "1.200" and "12,500": thousands to one reader, decimals to another.
_TWO_WAYS = re.compile(r"-?\d{1,3}[.,]\d{3}")
_UNIT = r"(?:mds?|milliards?|millions?|milliers?|m|k)?\s*(?:d['’]\s*)?(?:euros?|eur|€|chf|usd|\$|cad|gbp|£)?"
_ONE = re.compile(rf"(?P<a>{_NUMBER})\s*(?P<ua>{_UNIT})")
_RANGE = re.compile(
    rf"(?:entre|de)?\s*(?P<a>{_NUMBER})\s*(?P<ua>{_UNIT})\s*(?:et|à|a|-|–|—)\s*(?P<b>{_NUMBER})\s*(?P<ub>{_UNIT})"
)
# Nearly every sum of a large file: digits, and one or two decimals.
_PLAIN = re.compile(r"(\d{1,15})(?:[.,](\d\d?))?", re.ASCII)
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_SCALES = (("md", 10**9), ("milliard", 10**9), ("millier", 10**3), ("million", 10**6), ("m", 10**6), ("k", 10**3))
_CURRENCIES = {"chf": "CHF", "usd": "USD", "$": "USD", "cad": "CAD", "gbp": "GBP", "£": "GBP"}


def cents_of(value: Decimal) -> int:
    """Whole cents of a sum in units, halves away from zero; beyond reason, a number that is beyond reason too."""
    value = max(-_SATURATED, min(value, _SATURATED))
    return int((value * 100).quantize(Decimal(1), ROUND_HALF_UP))


def amount_of(value: Value) -> Amount | None:
    """The sum in a cell, None where there is none to read. A number of a spreadsheet is euros."""
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        # repr is the shortest decimal that gives a float back: 12500.1 is 12500.10, not 12500.0999…
        cents = cents_of(Decimal(repr(value)))
        return Amount(cents, cents)
    if not isinstance(value, str):
        return None
    if plain := _PLAIN.fullmatch(value):
        cents = int(plain[1]) * 100 + int((plain[2] or "0").ljust(2, "0"))
        return Amount(cents, cents)
    return parse_amount(value)


@lru_cache(maxsize=65_536)
def parse_amount(text: str) -> Amount | None:
    """The sum or range in `text` (whole text, or None).

    >>> parse_amount("12 500,50")
    Amount(low=1250050, high=1250050, currency='EUR', ambiguous=False)
    >>> parse_amount("3 à 10 K€")
    Amount(low=300000, high=1000000, currency='EUR', ambiguous=False)
    """
    plain = _SPACES.sub(" ", text.replace("−", "-")).strip().casefold()
    if one := _ONE.fullmatch(plain):
        cents = cents_of(_number(one["a"]) * _scale(one["ua"]))
        return Amount(cents, cents, _currency(one["ua"]), _TWO_WAYS.fullmatch(one["a"]) is not None)
    if found := _RANGE.fullmatch(plain):
        return _range(found)
    return None


def _range(found: re.Match[str]) -> Amount | None:
    low, high = _number(found["a"]), _number(found["b"])
    scale, currency, ambiguous = _scale(found["ub"]), _currency(found["ub"]), False
    own = _scale(found["ua"])
    if own == 1 and not found["ua"].strip():
        own = scale
        if scale == 1 and low < 1000 <= high and high % 1000 == 0:
            own, ambiguous = 1000, True
    low, high = low * own, high * scale
    if low > high:
        return None
    return Amount(cents_of(low), cents_of(high), currency, ambiguous)


def _number(text: str) -> Decimal:
    bare = re.sub(r"[ '’]", "", text)
    if "," in bare and "." in bare:
        thousands = "." if bare.rfind(",") > bare.rfind(".") else ","
        bare = bare.replace(thousands, "")
    elif re.fullmatch(r"-?\d{1,3}(\.\d{3})+", bare):
        bare = bare.replace(".", "")
    return Decimal(bare.replace(",", "."))


def _scale(unit: str) -> int:
    return next((scale for word, scale in _SCALES if unit.strip().startswith(word)), 1)


def _currency(unit: str) -> str:
    return next((code for mark, code in _CURRENCIES.items() if mark in unit), "EUR")
