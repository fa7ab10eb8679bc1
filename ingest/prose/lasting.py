"""How long a programme lasts and between which dates it ran, where a clause says it of the programme itself.

« un parcours de neuf mois », « une démarche de concertation, de mai 2017 à mars 2018 »: lengths and dates become
tokens of their own, which the rules of `rules.toml` name by `Length`, `Period`… Only there: to all other rules a date
is no part of what they read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from graphmodel.dates import DateProblem, parse_when
from ingest.facts.records import ABOUT
from ingest.prose.amounts import MONTH, NUMBER_WORDS, YEAR, count_of, dates
from ingest.prose.clauses import Clause, readings
from ingest.prose.found import MOST, Found, matches, meant, modality_of
from ingest.prose.mentions import KINDS, Mention, apart
from ingest.prose.rules import Rule, rules

_LENGTH, _PERIOD, _BETWEEN, _MOMENT, _SINCE, _UNTIL = _TIMES = ("L", "D", "B", "Y", "Z", "U")
"""The letters of these tokens: months; from one date to another; between two dates, which may be one day in between;
a date; since when; until when."""
_MONTHS = {"mois": 1, "an": 12, "ans": 12, "année": 12, "années": 12}
_LASTS = re.compile(
    rf"(?<![\w,.-])(?P<count>\d{{1,3}}|(?i:une?|{NUMBER_WORDS}))[ \u00a0\u202f](?P<unit>mois|an(?:née)?s?)"
    r"(?P<half> et demie?)?(?![\w-])"
)
_ABOUT_SO = re.compile(
    r"(?:\b(?:plus|moins|près|presque|environ|quelques?|autour|aux alentours|tous|toutes|à|et|ou|entre|"
    r"au moins|au plus|âgée?s?|jusqu['’]à|premi(?:er|ère)s?|derni(?:er|ère)s?)|[-–/]) ?(?:d(?:e |['’])|les )?\Z"
)
_OR_SO = re.compile(
    r" ?(?:(?:à|ou|et|[-–/]) ?(?:\d|plus\b|davantage\b|une?\b|(?:" + NUMBER_WORDS + r")\b)|minim|maxim|environ|"
    r"renouvelable|reconductible|par |au (?:moins|plus|minimum|maximum)|plus tôt|plus tard|après|avant|d['’](?:âge|"
    r"existence|ancienneté|expérience))"
)
_POINT = rf"(?:(?:début |fin |mi-)?(?:(?:\d{{1,2}}|1er) )?{MONTH}(?: {YEAR})?|(?:début |fin |mi-)?{YEAR})"
_FULL = rf"(?:(?:début |fin |mi-)?(?:(?:\d{{1,2}}|1er) )?{MONTH} {YEAR}|(?:début |fin |mi-)?{YEAR})"
_SPANS = tuple(
    (letter, re.compile(rf"(?<![\w’'-]){how}(?![\w-])"))
    for letter, how in (
        (
            _PERIOD,
            rf"(?i:depuis |de |du |d['’])(?:le )?(?P<low>{_POINT}) (?:à|au|jusqu['’](?:à|au|en)) (?P<high>{_FULL})",
        ),
        (_PERIOD, rf"(?P<low>{_FULL}) ?[-–] ?(?P<high>{_FULL})"),
        (_BETWEEN, rf"(?i:entre )(?:le )?(?P<low>{_POINT}) et (?:le )?(?P<high>{_FULL})"),
    )
)  # fmt: skip
_AGED = re.compile(
    r"(?:\b(?!parcours |concours )\w+[sx]|\b(?:enfant|personne|jeune|adulte|adolescente?|bébé|élève|femme|homme|"
    r"fille|garçon|parent|bénéficiaire)) (?:de |d['’])\Z"
)
_LONGEST = 120  # months
_NEAR = 30  # characters
_HAS_YEAR = re.compile(YEAR)
_OF_LENGTH = re.compile(r",?(?: d['’]une durée)?[ ](?:de |d['’])?\Z")
_ELIDED = re.compile(r"^(?:en|le|dans|depuis|dès|à partir de|jusqu['’]en) (?:le )?", re.IGNORECASE)


def told(text: str, clause: Clause, mentions: Sequence[Mention]) -> Iterator[Found]:
    """What a clause says of how long a programme lasts, and when; `mentions` are those of its sentence."""
    here = [one.letter for one in mentions if clause.start <= one.start and one.end <= clause.end]
    if len(here) > MOST or not {"P", "Q"} & set(here):
        return
    times = [one for one in _times(text, clause.start, clause.end) if not _an_age(text, one, mentions)]
    if not times:
        return
    said = [*(_before(text, one, times) for one in mentions), *times]
    kept: dict[tuple[Any, ...], Found] = {}
    letters = frozenset((*here, *(one.letter for one in times)))
    for reading in dict.fromkeys((*_readings(text, clause, said, [_LENGTH]), *_readings(text, clause, said, _TIMES))):
        for rule in _rules():
            for match in matches(rule, reading, letters):
                for one in _found(rule, match, clause, said):
                    kept.setdefault(one.key, one)
    yield from kept.values()


@cache
def _rules() -> tuple[Rule, ...]:
    """The rules that read lengths and dates."""
    slots = {"length", "span", "when"}
    return tuple(rule for rule in rules() if any(slots & set(pattern.slots) for pattern in rule.patterns))


def _times(text: str, start: int, end: int) -> list[Mention]:
    """The lengths and the dates of a clause, as mentions whose values are properties of Programme or « when »."""
    found = [
        Mention(match.start(), match.end(), letter, match[0], values)
        for letter, pattern in _SPANS
        for match in pattern.finditer(text, start, end)
        if (values := _ends(match["low"], match["high"]))
    ]
    for match in _LASTS.finditer(text, start, end):
        months = _months(match)
        exact = not _ABOUT_SO.search(text, start, match.start()) and not _OR_SO.match(text, match.end(), end)
        if exact and 0 < months <= _LONGEST:
            found.append(Mention(match.start(), match.end(), _LENGTH, match[0], {"duration_months": months}))
    for first, last, when in dates(text, start, end):
        if letter := _kind_of_moment(when):
            said = _ELIDED.sub("", when["when_label"])
            found.append(Mention(first, last, letter, text[first:last], {"when": said}, rank=1))
    return apart(found)


def _an_age(text: str, time: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a length inside a description may be how old somebody is: « un programme pour des jeunes de 18 ans »."""
    inside = any(one.letter == "Q" and one.start < time.start < one.end for one in mentions)
    return inside and time.letter == _LENGTH and _AGED.search(text, max(0, time.start - _NEAR), time.start) is not None


def _months(match: re.Match[str]) -> int:
    count = count_of(match["count"]) or 0
    unit = _MONTHS[match["unit"].lower()]
    return 0 if match["half"] and unit == 1 else count * unit + (6 if match["half"] else 0)


def _ends(low: str, high: str) -> dict[str, str]:
    """The two dates of a period, each readable alone; nothing where they do not make one."""
    if not _HAS_YEAR.search(low):
        year = _HAS_YEAR.search(high)
        low = f"{low} {year[0]}" if year else low
    try:
        parse_when(f"de {low} à {high}")
        parse_when(low), parse_when(high)
    except DateProblem:
        return {}
    return {"start": low, "end": high}


def _kind_of_moment(when: Mapping[str, str]) -> str:
    if "until_max" in when:
        return "" if "since_min" in when else _UNTIL
    if not {"since_min", "since_max"} <= set(when):
        return ""
    return _SINCE if re.match(r"(?i:depuis|dès|à partir)", when["when_label"]) else _MOMENT


def _before(text: str, one: Mention, times: Sequence[Mention]) -> Mention:
    """A mention without the length that its words hold: « parcours de neuf mois » is still its name."""
    for time in times:
        if one.letter in "PQ" and one.start < time.start < one.end:
            cut = _OF_LENGTH.search(text, one.start, time.start)
            return replace(one, end=cut.start() if cut else time.start)
    return one


def _readings(text: str, clause: Clause, said: Sequence[Mention], times: Sequence[str]) -> tuple[str, ...]:
    """A clause as the rules read it, with a token for each mention and for each time of these letters; other dates
    vanish, as they do for all other rules."""
    parts, at = [], clause.start
    for start, number, one in sorted((one.start, number, one) for number, one in enumerate(said)):
        if at <= start and one.end <= clause.end:
            token = "\0" if one.letter in _TIMES and one.letter not in times else f"<{one.letter}{number}>"
            parts += [text[at:start], token, f"~{one.role} " if one.role else ""]
            at = one.end
    return readings("".join((*parts, text[at : clause.end])))


def _found(rule: Rule, match: re.Match[str], clause: Clause, said: Sequence[Mention]) -> Iterator[Found]:
    """What a rule says here of one programme. Plans are left out, as for all that is said of an entity itself."""
    slots = {name: meant(value, said) for name, value in match.groupdict().items() if value}
    if modality_of(rule, match) != "actual":
        return
    (one,) = slots["about"]
    (time,) = slots.get("length") or slots.get("span") or slots["when"]
    values = {rule.type: time.values["when"]} if "when" in time.values else dict(time.values)
    start = min(clause.start, one.before) if one.before >= 0 else clause.start
    yield Found(KINDS[one.letter], {ABOUT: one}, start, clause.end, rule.id, values, "stated", "actual")
