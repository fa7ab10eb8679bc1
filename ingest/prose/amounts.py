"""Sums, counts and dates as sentences say them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graphmodel.dates import DateProblem, parse_when, to_properties
from graphmodel.names import fold
from ingest.amounts import Amount, parse_amount
from ingest.prose.mentions import MONEY, Mention

_NUMBER = r"\d{1,3}(?:[  \u202f.]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_UNIT = r"(?:[kKM]|Mds?|milliards?|millions?|milliers?)?\s?(?:d['’]\s?)?(?:€|euros?\b|EUR\b)"
_RANGE = re.compile(
    rf"(?P<whole>entre\s(?:{_NUMBER})\s?(?:{_UNIT})?\s?et\s(?:{_NUMBER})\s?{_UNIT}"
    rf"|(?:{_NUMBER})\s?(?:{_UNIT})?\s?(?:à|-|–)\s?(?:{_NUMBER})\s?{_UNIT})"
)
_ONE = re.compile(rf"(?P<whole>(?:{_NUMBER})\s?{_UNIT})")
_ONES = (
    "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
)  # fmt: skip
_TENS = {"trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "cent": 100, "mille": 1000}
_UP_TO_69 = {
    f"{ten}{'-et-' if one == 1 else '-'}{_ONES[one - 1]}": value + one
    for ten, value in (("vingt", 20), *_TENS.items()) if value < 100 for one in range(1, 10)
}  # fmt: skip
_WORDS = {fold(word): number for number, word in enumerate(_ONES, 1)} | _TENS | {"une": 1}
_WORDS |= {fold(word) + more: number for word, number in _UP_TO_69.items() for more in ("", "e"[: number % 10 == 1])}
NUMBER_WORDS = "|".join(
    sorted((*_ONES[1:], *_TENS, *(word.replace("-et-", "[- ]et[- ]") for word in _UP_TO_69)), key=len, reverse=True)
)
"""The numbers that people write in letters, as a pattern."""

_CENTURY = "(?:18|19|20)"
YEAR = rf"{_CENTURY}\d\d"
MONTH = r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_MOMENT = rf"(?:(?:(?:\d{{1,2}}|1er) )?{MONTH} )?{YEAR}"
DATE = re.compile(
    rf"\b(?P<said>(?:[Dd]e|[Dd]epuis|[Dd]u|[Ee]ntre) {_MOMENT} (?:à|au|et|jusqu'en) {_MOMENT}"
    rf"|(?:[Dd]epuis|[Dd]ès|[Àà] partir de|[Aa]vant|[Aa]près|[Jj]usqu['’]en|[Vv]ers) (?:le )?{_MOMENT}"
    rf"|(?:[Dd](?:epuis|ès) |[Àà] )l['’](?:automne|été|hiver) (?:de )?{YEAR}|[Aa]u (?:printemps|début|milieu) "
    rf"(?:de |d['’])?{_MOMENT}|[Àà] la (?:fin|mi-)(?: de |d['’]|de )?{_MOMENT}|(?:[Dd]ébut|[Ff]in|[Mm]i-) ?{_MOMENT}"
    rf"|[Ee]n (?:(?:début|fin) )?{_MOMENT}|[Ll]e (?:1er|\d{{1,2}}) {MONTH} {YEAR}"
    rf"|(?:date(?:nt)? de|remonte(?:nt)? à) (?:l['’]année )?{_MOMENT}"
    rf"|(?:[Dd]ans|[Dd]epuis|[Àà] la fin|[Aa]u début|[Aa]u milieu) (?:d)?(?:l)?es années (?:{_CENTURY}\d0|\d0)"
    rf"|{YEAR}-{YEAR})\b"
)
_PREFIX = re.compile(
    r"^(?:date(?:nt)? de(?: l['’]année)?|remonte(?:nt)? à(?: l['’]année)?|en|le|dans les|dans|de|du)\s+(?=\S)",
    re.IGNORECASE,
)


def money(text: str, start: int, end: int) -> list[Mention]:
    """The sums in a text, as mentions whose values are properties of FINANCES, in cents."""
    found: list[Mention] = []
    for pattern in (_RANGE, _ONE):
        for match in pattern.finditer(text, start, end):
            amount = parse_amount(match["whole"].strip())
            if amount and all(match.end() <= one.start or one.end <= match.start() for one in found):
                found.append(Mention(match.start(), match.end(), MONEY, match["whole"], _values(amount)))
    return found


def _values(amount: Amount) -> dict[str, Any]:
    """A sum as properties; one whose unit had to be understood says so with `inferred`, which the reader takes off."""
    values: dict[str, Any] = {"currency": amount.currency}
    if amount.exact:
        values["amount_cents"] = amount.low
    else:
        values |= {"amount_min_cents": amount.low, "amount_max_cents": amount.high}
    return values | ({"inferred": True} if amount.ambiguous else {})


def count_of(words: str) -> int | None:
    """The number that begins a phrase: « 12 », « 2 500 », « treize »; None for « une dizaine », which is a guess."""
    if digits := re.match(r"\d{1,3}(?:[  \u202f.]\d{3})+|\d+", words):
        return int(re.sub(r"\D", "", digits[0]))
    first = fold(words).split(" ")
    if any(word.rstrip("s").endswith("aine") for word in first[:2]):
        return None
    for length in (3, 2, 1):
        number = _WORDS.get(" ".join(first[:length]))
        if number is not None:
            return number
    return None


def dates(text: str, start: int, end: int) -> Iterator[tuple[int, int, dict[str, str]]]:
    """The dates of a text: where, and as properties of a relation."""
    for match in DATE.finditer(text, start, end):
        said = match["said"]
        for words in (said[:1].lower() + said[1:], _PREFIX.sub("", said)):
            try:
                yield match.start(), match.end(), to_properties(parse_when(words))
                break
            except DateProblem:
                continue
