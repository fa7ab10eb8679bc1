"""What the heads of the network do, level by level, for each of the six functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graphmodel.names import fold
from graphmodel.schema.vocabulary import Function, Level, PilotRole, Stage
from ingest.facts.records import Fact, Named
from ingest.monograph.card import groups
from ingest.monograph.innovations import examples, innovation, told
from ingest.monograph.labels import TERRITORIAL, Kind, Line
from ingest.monograph.spoken import performed
from ingest.monograph.told import among, joined, plain, relation
from ingest.monograph.zones import Monograph, Section

_ITEM = re.compile(r"[-–•] ?(?=.*[^\W\d_])")
_EXPERIMENTAL = re.compile(
    r"\b(?:en phase|à titre|de manière|au stade) (?:d')?expériment(?:al|ale|ation)\b|\AExpérimentations? ",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    r"\b(?:portage|expérimentations?|essais?|tests?|mises? à l['’](?:épreuve|essai))\b", re.IGNORECASE
)
_TRIED = re.compile(r"\b(?:expérimentations?|essais?|tests?|mises? à l['’](?:épreuve|essai))\b", re.IGNORECASE)
_ANIMATED = re.compile(
    r"\banimation (?:des|de (?:leurs|ses|nos)) (?P<who>(?:fédérations|unions|comités|délégations) \w+)", re.IGNORECASE
)
_LED = re.compile(
    r"\b(?P<how>animation|co-?pilotage|pilotage) (?:du|des|de) projets? (?P<name>[A-ZÀ-ÝŒ][^,.;:()«»]{2,60}?)"
    r"(?= et |[,.;:()]|\Z)",
    re.IGNORECASE,
)
_DEFENDED = re.compile(
    r"\b(?:défendre|promouvoir|défense de|promotion de|en faveur de|en appui (?:à|de|du|des)|soutenir) ?", re.IGNORECASE
)
_HEADS = {
    Level.REGIONAL.value: "Têtes de réseau régionales",
    Level.DEPARTMENTAL.value: "Têtes de réseau départementales",
    Level.LOCAL.value: "Têtes de réseau locales",
    TERRITORIAL: "Têtes de réseau territoriales",
}


def facts(monograph: Monograph) -> Iterator[Fact]:
    """The practices of each level. Where the layout does not tell which level they are of, there is a fact for each
    level of the monograph, all of one choice."""
    actors = groups(monograph)
    yield from performed(monograph, actors)
    found = [
        (level, section, items)
        for level, section in _under(monograph)
        if not section.heaped and (items := _items(section))
    ]
    levels = list(dict.fromkeys(one.label.value for one in monograph.sections if one.label.kind is Kind.LEVEL))
    sure = _is_sure([(level, section.label.value) for level, section, _ in found], monograph)
    if not all(levels) or (not sure and len(levels) < 2):
        return
    for level, section, items in found:
        who = [_actor(monograph, one, actors) for one in ([level] if sure else levels)]
        yield from _performed(monograph, section, items, who, actors)


def _under(monograph: Monograph) -> Iterator[tuple[str, Section]]:
    """The sections of the functions, with the level whose label stands last above them."""
    level = ""
    for section in monograph.sections:
        if section.label.kind is Kind.LEVEL:
            level = section.label.value
        elif section.label.kind is Kind.FUNCTION:
            yield level, section


def _is_sure(told: Sequence[tuple[str, str]], monograph: Monograph) -> bool:
    """Whether each level has its own functions below it, none of them twice."""
    labels = [one.label.value for one in monograph.sections if one.label.kind is Kind.LEVEL]
    return (
        len(set(labels)) == len(labels) and {level for level, _ in told} == set(labels) and len(set(told)) == len(told)
    )


def _actor(monograph: Monograph, level: str, actors: Mapping[str, Named]) -> Named:
    """The national head, or the group of heads of a level as the card calls it."""
    if level == Level.NATIONAL:
        return monograph.head
    name = monograph.its(_HEADS[level])
    known = actors.get(level)
    if known is not None and known.values["member_role"] == "TerritorialHead":
        name = known.name
    values = {"member_role": "TerritorialHead"} | ({"level": level} if level != TERRITORIAL else {})
    return Named("Group", name, values, monograph.name)


def _items(section: Section) -> list[Line]:
    """The items below a function; without any dash, its first line."""
    if not section.body:
        return []
    if not _ITEM.match(section.body[0].text):
        first = section.body[0]
        return [first] if not first.capital and len(first.text) > 3 and first.text[0].isalpha() else []
    items: list[Line] = []
    for line in section.body:
        if dash := _ITEM.match(line.text):
            items.append(line.cut(dash.end(), len(line.text)))
        elif not line.apart and line.kind is Kind.TEXT and not line.capital and items[-1].text[-1] not in ".!?…":
            items[-1] = joined(items[-1], line)
        else:
            break
    return items


def _towards(monograph: Monograph, items: Sequence[Line]) -> tuple[str, ...]:
    """The innovations of the monograph that advocacy defends by name."""
    names = dict.fromkeys(name for item in items if _DEFENDED.search(item.text) for name in told(monograph, item.text))
    return tuple(names)


def _performed(
    monograph: Monograph, section: Section, items: Sequence[Line], who: Sequence[Named], actors: Mapping[str, Named]
) -> Iterator[Fact]:
    function = Named("HeadFunction", section.label.value)
    staged: dict[str, list[Line]] = {}
    for item in items:
        stage = Stage.EXPERIMENTATION.value if _EXPERIMENTAL.search(item.text) else ""
        staged.setdefault(stage, []).append(item)
    for stage, lines in staged.items():
        targets = _towards(monograph, lines) if section.label.value == Function.ADVOCACY else ()
        values = {"what": tuple(plain(line.text) for line in lines)} | ({"stage": stage} if stage else {})
        values |= {"targets": targets} if targets else {}
        choice = among("level", lines[0]) if len(who) > 1 else ""
        for actor in who:
            links = {"from": actor, "to": function}
            yield relation("PERFORMS", links, _run(lines), "practice", values, choice=choice)
        for line in lines:
            yield from _carried(monograph, line, stage, who)
            yield from _led(monograph, line, who)
            yield from _animated(actors, line, who)


def _run(lines: Sequence[Line]) -> Line:
    return joined(lines[0], lines[-1])


def _carried(monograph: Monograph, line: Line, stage: str, who: Sequence[Named]) -> Iterator[Fact]:
    """« Portage de projets (ex : …) », « Expérimentation de services (ex : …) »."""
    if not _CARRIED.search(line.text):
        return
    stage = stage or (Stage.EXPERIMENTATION.value if _TRIED.search(line.text) else "")
    for name in examples(line.text):
        choice = among(f"carrier {fold(name)}", line) if len(who) > 1 else ""
        values = {"role": "carrier"} | ({"stage": stage} if stage else {})
        for actor in who:
            links = {"from": actor, "to": innovation(monograph, name)}
            yield relation("CARRIES", links, line, "carried", values, choice=choice)


def _led(monograph: Monograph, line: Line, who: Sequence[Named]) -> Iterator[Fact]:
    """« Animation des projets Ruches de ville »."""
    for match in _LED.finditer(line.text):
        if match["name"][0].islower():
            continue
        to = innovation(monograph, match["name"])
        values = {"role": PilotRole.CO_PILOT.value} if match["how"].lower().startswith("co") else {}
        choice = among(f"pilot {fold(match['name'])}", line) if len(who) > 1 else ""
        for actor in who:
            cut = line.cut(*match.span())
            yield relation("CO_PILOTS", {"from": actor, "to": to}, cut, "practice", values, choice=choice)


def _animated(actors: Mapping[str, Named], line: Line, who: Sequence[Named]) -> Iterator[Fact]:
    """« Animation des fédérations départementales », where the card counts them and one level only may be meant."""
    match = _ANIMATED.search(line.text)
    known = [group for group in actors.values() if match and fold(group.name).startswith(fold(match["who"]))]
    if match and len(known) == len(who) == 1 and known[0].name != who[0].name:
        yield relation("RUNS", {"from": who[0], "to": known[0]}, line.cut(*match.span()), "practice")
