"""What the cell of a column says, as a property of the graph; nothing where its words say more than can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graphmodel.codes import check_rna, check_siren, check_siret
from graphmodel.names import fold
from graphmodel.schema.vocabulary import Level
from ingest.amounts import parse_amount
from ingest.monograph.labels import level_of
from ingest.monograph.told import plain
from ingest.name_cells import is_nobody
from ingest.tabular.headings import Heading, singular
from ingest.values import items, reader_of

NOT_SO = re.compile(
    r"\b(?:prev\w*|object\w*|cibles?|estim\w*|environ|demand(?:e|ee|es|ees)|refus\w*|rejet\w*|annul\w*|sollicit\w*|"
    r"attente|etude|abandon\w*|retenu\w*|(?:de)?favorable|projet|cours|envisag\w*|hypothese|souhait\w*|avis|decision|"
    r"ancien\w*|dissou\w*|ferme\w*|sorti\w*)\b"
)
"""Folded words that make of what stands beside them something else than a fact."""
GONE = re.compile(r"\b(?:dissou\w*|ferme\w*|cesse\w*|radie\w*|sorti\w*|ancien\w*|candidat\w*|attente|depart\w*)\b")
"""Folded words that tell of a body that it is no more, or not yet, what its table lists."""

_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?!\d)|\d+")
_ASIDE = re.compile(r"\s*\((?P<aside>[^()]*)\)")
_NOTE = re.compile(r"\s*(?:[*†¹²³⁴⁵]+|\(\d{1,2}\))$")
_COUNTED = re.compile(r"(?P<number>\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?!\d)|\d+)\s+(?P<words>[^\d]+)")
_STOP = re.compile(
    r"(?:de|des|du|d|et|issue?s?|representant\w*|dont|reparti\w*|qui|en|sur|a|au|aux|pour|dans|par|soit|ou)"
)
_JOINS = {"", "et", "ainsi que"}
_PEOPLE_AT_WORK = re.compile(r"(?:salarie|benevole|employe|etp|volontaire)")
_UNIT_WORDS = 3
_OTHER_UNIT = re.compile(r"\b(?:etp|equivalents?|temps plein|temps partiel|benevoles?|volontaires?|jours?|heures?)\b")
_CURRENCY = re.compile(r"€|eur|\$|£|chf", re.IGNORECASE)
_SCALED = re.compile(r"\b(?:k|m)\s?€|\b(?:milliers|millions) d['’]euros", re.IGNORECASE)
_LEAST_BARE = 1000_00
"""Cents below which a bare number is more likely one of thousands or millions."""
_CODES = {"siren": check_siren, "siret": check_siret, "rna": check_rna}


def says_nothing(text: str) -> bool:
    """Whether a cell is empty in its author's eyes: « - », « nc », « / »."""
    return not fold(text) or is_nobody(text.strip())


def read(heading: Heading, text: str) -> Any:
    """The value of a cell that is no sum and no name; None where it says none, or says it in doubt."""
    column = heading.column
    if says_nothing(text):
        return None
    if column.shape == "whole":
        return _whole(heading, text)
    if column.shape == "text":
        return _joined(text)
    if column.name in _CODES:
        checked = _CODES[column.name](text.strip())
        return checked.value if checked.code == "ok" and checked.problem is None else None
    value, notes = reader_of(column)(_as_written(heading, text))
    if (value is None or notes) and column.name == "level":
        return _level(text)
    return None if notes or value in ("", (), []) else value


def _as_written(heading: Heading, text: str) -> str:
    """The words of a cell as the template would hold them: a share keeps its sign, a date loses its aside."""
    shape, words = heading.column.shape, " ".join(text.split())
    if shape == "list":
        return "\n".join(map(plain, items(text)))
    if shape in ("day", "when"):
        return _without_aside(words)
    if shape == "share" and "%" not in words:
        return f"{words} %" if "%" in heading.text else "?"
    return words


def sums(heading: Heading, text: str, page: str) -> tuple[Mapping[str, Any], bool]:
    """The sum of a cell, or both ends of a range, in cents, with the currency where it is not the euro; and whether the
    euro had to be understood. Nothing where the sum could be one of thousands: a small bare number, any on a page that
    counts in them, or a unit in the cell that the heading contradicts."""
    words = _NOTE.sub("", " ".join(text.split()))
    bare = not re.search(r"[^\W\d_]|€|\$|£", words)
    if bare and heading.unit:
        words = f"{words} {heading.unit}"
    elif (bare and _SCALED.search(page)) or (not bare and heading.unit not in ("", "€")):
        return {}, False
    amount = parse_amount(words)
    if amount is None or amount.ambiguous or amount.low <= 0 or not (bare or _CURRENCY.search(words)):
        return {}, False
    if bare and not heading.unit and amount.low < _LEAST_BARE:
        return {}, False
    stem = heading.column.name.removesuffix("_cents")
    if amount.exact or stem.endswith(("_min", "_max")):
        found: dict[str, Any] = {heading.column.name: amount.low}
    else:
        found = {f"{stem}_min_cents": amount.low, f"{stem}_max_cents": amount.high}
    return found | ({} if amount.currency == "EUR" else {"currency": amount.currency}), bare and not heading.unit


def members(text: str) -> Sequence[tuple[int, str]]:
    """How many members a cell counts, and of what: « 215 associations (850 sites) » counts 215. Several where it counts
    several kinds; none where its words are no plain count."""
    words = _without_aside(_NOTE.sub("", " ".join(text.split())))
    if _NUMBER.fullmatch(words):
        return [(_number(words), "")]
    found: list[tuple[int, str]] = []
    at = 0
    while match := _COUNTED.match(words, at):
        unit, rest = _unit(match["words"])
        if not unit or _PEOPLE_AT_WORK.match(fold(unit)):
            return []
        found.append((_number(match["number"]), unit))
        at = match.end()
        if rest not in _JOINS:
            return found
    return found if at == len(words) else []


def _unit(words: str) -> tuple[str, str]:
    """The words that say what is counted, to the first that goes on about it; and the rest, folded."""
    written = words.split()
    kept: list[str] = []
    for word in written:
        if _STOP.fullmatch(fold(word.split("'")[0].split("’")[0])) or not fold(word):
            break
        kept.append(word.rstrip(",;+."))
        if word[-1] in ",;+." or len(kept) == _UNIT_WORDS:
            break
    unit = " ".join(kept)
    return (unit if fold(unit) else ""), fold(" ".join(written[len(kept) :]))


def _whole(heading: Heading, text: str) -> int | None:
    """A number, beside which only the words of the heading are said again, or an aside."""
    words = _without_aside(_NOTE.sub("", " ".join(text.split())))
    match = _NUMBER.match(words)
    if match is None:
        return None
    rest = words[match.end() :].strip()
    known = {singular(word) for word in fold(heading.text).split()}
    again = {singular(word) for word in fold(rest).split()}
    if rest and not (again and again <= known and not re.search(r"[%€+–-]", rest)):
        return None
    value, notes = reader_of(heading.column)(match[0])
    return None if notes else value


def _without_aside(text: str) -> str:
    """The words without what stands between parentheses at their end or inside, where that does not undo them."""
    asides = [fold(match["aside"]) for match in _ASIDE.finditer(text)]
    return (
        text
        if any(one.search(aside) for aside in asides for one in (NOT_SO, GONE, _OTHER_UNIT))
        else _ASIDE.sub("", text).strip()
    )


def _joined(text: str) -> str:
    """The words of a cell on one line, the items of a list one after the other."""
    lines = [line for line in text.split("\n") if line.strip()]
    listed = [line.lstrip().startswith(("- ", "• ", "– ", "* ")) for line in lines]
    if any(listed):
        return " ; ".join(map(plain, lines))
    return " ".join(text.split())


def _level(text: str) -> str | None:
    """« Coordination sectorielle régionale » is of the level that one of its words says."""
    found = level_of(fold(text))
    return found if found in {one.value for one in Level} else None


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))
