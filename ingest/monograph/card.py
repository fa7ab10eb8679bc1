"""The identity card: what the network is, and what its national head is, which are two actors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphmodel.names import fold
from ingest.amounts import parse_amount
from ingest.facts.records import Fact, Named
from ingest.monograph.labels import Kind, Line, level_of
from ingest.monograph.told import about, among, joined, plain, relation
from ingest.monograph.zones import Monograph, Section

_NUMBER = r"(?<![\d,.])(?P<number>\d{1,3}(?: \d{3})+|\d{1,7})"
_EMPLOYEES = re.compile(rf"{_NUMBER} (?:salarié|employé|permanent)(?:[\w.·()]*\w)?", re.IGNORECASE)
_CREATED = re.compile(
    r"\b(?:(?:créé|fondé|né|constitué)(?:e|\.e|·e|\(e\))?|création|fondation)(?: le \d{1,2}(?:er)? \w+)?(?: en)?"
    r"\s?:? ?(?P<year>(?:18|19|20)\d\d)\b",
    re.IGNORECASE,
)
_BODIES = "fédération|union|comité|délégation|association"
_GROUP = re.compile(
    rf"{_NUMBER} (?P<name>(?P<noun>{_BODIES})s?(?:(?:/| et | ou )(?:{_BODIES})s?)?"
    r"(?: (?P<kind>départementa\w+|régiona\w+|loca\w+|adhérentes?|membres?|affiliées?))?)"
    r"(?!\w)(?! (?:et|ou) (?:départ|régio|loca|natio|infra))",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    rf"{_NUMBER} (?:(?P<unit>(?!salari|bénévol|employ)[^\W\d]+(?: (?!de |des |d')[^\W\d]+)?) )?"
    r"(?:adhérent|membre|affilié)e?s?\b",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"(?<![\d,.])\d[\d ]*(?:[.,]\d+)? ?(?:md|milliards?|m|millions?|k|milliers?)?(?: d'| )?(?:€|euros?)", re.IGNORECASE
)
_LONGEST = 160  # a line of the card is no longer
_OWNERS = (Kind.HEAD, Kind.NETWORK)


def groups(monograph: Monograph) -> dict[str, Named]:
    """The unnamed groups that the card counts, by their level."""
    found = (named for _, _, named in _counted(monograph))
    return {str(named.values["level"]): named for named in found if "level" in named.values}


def facts(monograph: Monograph) -> Iterator[Fact]:
    """What the card tells."""
    for section in monograph.below(Kind.DOMAIN, Kind.MISSIONS):
        yield _prose(monograph, section)
    for label in [one.label for one in monograph.sections if one.label.kind is Kind.HEAD][:1]:
        links = {"from": monograph.head, "to": monograph.network}
        named = monograph.named_head
        yield relation("HEADS", links, joined(label, named.line) if named and named.line else label, "card")
    for line, owners in _owned(monograph):
        yield from _figures(monograph, line, owners)
    yield from _members(monograph)
    for section in monograph.below(Kind.BUDGET):
        yield from _budget(monograph, section)
    for line, match, group in _counted(monograph):
        links = {"from": group, "to": monograph.network}
        yield relation("MEMBER_OF", links, line.cut(*match.span()), "card")


def _prose(monograph: Monograph, section: Section) -> Fact:
    """The domain or the missions: the first run of lines below their label that are written alike."""
    first = last = section.body[0]
    items = [first.text]
    for line in section.body[1:]:
        follows = line.text.startswith("- ") and items[-1].startswith("- ")
        if line.page != first.page or not (follows or (_goes_on(last, line))):
            break
        items = [*items, line.text] if follows else [*items[:-1], f"{items[-1]} {line.text}"]
        last = line
    words = " ; ".join(monograph.casing.natural(plain(item)) for item in items)
    name = "domain" if section.label.kind is Kind.DOMAIN else "missions"
    return about(monograph.network, joined(first, last), "card", {name: words})


def _goes_on(above: Line, line: Line) -> bool:
    return not line.apart and line.capital == above.capital and above.text[-1] not in ".!?…"


def _owned(monograph: Monograph) -> Iterator[tuple[Line, Sequence[Kind]]]:
    """The lines of the card with the label they stand below: both, where the layout does not tell which."""
    waiting: list[Kind] = []
    for section in monograph.sections:
        if section.label.kind not in _OWNERS:
            waiting = []
            continue
        waiting.append(section.label.kind)
        lines = [line for line in section.body if len(line.text) <= _LONGEST]
        told_twice = sum(len(_EMPLOYEES.findall(line.text)) for line in lines) > 1
        owners = _OWNERS if len(waiting) > 1 or told_twice else tuple(waiting)
        yield from ((line, owners) for line in lines)
        waiting = [] if section.body else waiting


def _figures(monograph: Monograph, line: Line, owners: Sequence[Kind]) -> Iterator[Fact]:
    """The headcount and the year of creation, of the head or of the network, never of both."""
    found: list[tuple[re.Match[str], Mapping[str, Any]]] = []
    found += [(match, {"employees": _count(match)}) for match in _EMPLOYEES.finditer(line.text)]
    years = list(_CREATED.finditer(line.text))
    found += [(match, {"created": match["year"]}) for match in years if len(years) == 1]
    for match, values in found:
        yield from _one_of(monograph, line, match, values, owners)


def _one_of(
    monograph: Monograph, line: Line, match: re.Match[str], values: Mapping[str, Any], owners: Sequence[Kind]
) -> Iterator[Fact]:
    who = {Kind.HEAD: monograph.head, Kind.NETWORK: monograph.network}
    choice = among(next(iter(values)), line) if len(owners) > 1 else ""
    for owner in owners:
        yield about(who[owner], line.cut(*match.span()), "card", values, choice=choice)


def _members(monograph: Monograph) -> Iterator[Fact]:
    """How many members the network has, and of what; where it counts two kinds, a person says which is meant."""
    found = [(line, match) for line, _ in _owned(monograph) for match in _MEMBERS.finditer(line.text)]
    for line, match in found:
        unit = (match["unit"] or match[0].split()[-1]).lower()
        choice = among("members", found[0][0]) if len(found) > 1 else ""
        values = {"member_count": _count(match), "member_unit": unit}
        yield about(monograph.network, line.cut(*match.span()), "card", values, choice=choice)


def _budget(monograph: Monograph, section: Section) -> Iterator[Fact]:
    """The budget. Below a bare « Budget » nobody says whose it is."""
    lines = [line for line in section.body[:4] if len(line.text) <= _LONGEST]
    for line, match in ((one, match) for one in lines for match in _SUM.finditer(one.text)):
        amount = parse_amount(match[0])
        if amount is None or not amount.exact or amount.ambiguous or amount.currency != "EUR":
            continue
        words = fold(f"{section.label.text} {line.text}")
        of_head, of_network = "tete" in words, "du reseau" in words.replace("tete de reseau", "")
        owners = _OWNERS if of_head == of_network else _OWNERS[:1] if of_head else _OWNERS[1:]
        yield from _one_of(monograph, line, match, {"budget_cents": amount.low}, owners)


def _counted(monograph: Monograph) -> Iterator[tuple[Line, re.Match[str], Named]]:
    """The groups that the card counts without naming them, each once."""
    seen = set[tuple[str, str]]()
    for line, _ in _owned(monograph):
        for match in _GROUP.finditer(line.text):
            role = "Association" if match["noun"].lower() == "association" else "TerritorialHead"
            level = level_of(fold(match["kind"] or "")) or ("local" if role == "Association" else "")
            if (level, role) in seen:
                continue
            seen.add((level, role))
            values = {"count": _count(match), "member_role": role} | ({"level": level} if level else {})
            yield line, match, Named("Group", monograph.its(match["name"]), values, monograph.name)


def _count(match: re.Match[str]) -> int:
    return int(match["number"].replace(" ", ""))
