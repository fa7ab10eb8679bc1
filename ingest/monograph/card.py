"""The identity card: what the network is, and what its national head is, which are two actors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from graphmodel.names import fold
from graphmodel.schema.vocabulary import Level, NetworkKind
from ingest.amounts import parse_amount
from ingest.facts.records import Fact, Named
from ingest.monograph import spoken
from ingest.monograph.labels import TERRITORIAL, Kind, Line, level_of
from ingest.monograph.told import about, among, joined, plain, relation
from ingest.monograph.zones import Monograph, Section

_NUMBER = r"(?<![\d,.])(?P<number>\d{1,3}(?: \d{3})+|\d{1,7})"
_COUNTED = r"(?P<counts>\d{1,3}(?: \d{3})+|\d{1,7})(?![\d,.]*\d)(?! ?%)"
_EMPLOYEES = re.compile(
    rf"(?<!dont )(?<!dont près de )(?<!dont plus de ){_NUMBER} (?:salarié|employé|permanent)(?:[\w.·()-]*\w)?|"
    rf"\b(?:(?:nombre de )?(?:salarié|employé)(?:[\w.·()-]*\w)?|effectifs?(?: salariés?)?) ?: {_COUNTED}"
    r"(?! (?:bénévole|adhérent|membre|association|ETP))",
    re.IGNORECASE,
)
_CREATED = re.compile(
    r"\b(?:(?:créé|fondé|né|constitué)(?:e|\.e|·e|\(e\))?|(?:(?:date|année) de )?(?:création|fondation|naissance))"
    r"(?: le \d{1,2}(?:er)? \w+)?(?: en(?: \w+)?| dès)?\s?:? ?(?:\d{1,2}(?:er)? \w+ )?(?P<year>(?:18|19|20)\d\d)\b"
    r"|\A(?:[-–•*] ?)?(?:(?:existe|active?|présente?) )?depuis (?P<since>(?:18|19|20)\d\d)\.?\Z",
    re.IGNORECASE,
)
_BODIES = "fédération|union|comité|délégation|association|coordination|ligue|antenne"
_KINDS = (
    r"départementa\w+|régiona\w+|loca(?:les?|ux)|territoria\w+|infra-?départementa\w+|adhérente?s?|membres?|affiliée?s?"
)
_GROUP = re.compile(
    rf"{_NUMBER} (?P<name>(?P<noun>{_BODIES})s?(?:(?:/| et | ou )(?:{_BODIES})s?)?(?: (?P<kind>{_KINDS}))?)"
    r"(?!\w)(?! (?:et|ou) (?:départ|régio|loca|natio|infra))",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    rf"{_NUMBER} (?P<name>(?P<noun>[^\W\d_]+[sx](?:-[^\W\d_]+)?)(?: (?:d(?:e |['’])[^\W\d_]+|[^\W\d_]+[sx]))?"
    r" (?:adhérente?s|membres|affiliée?s))(?!\w)",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"(?!(?:ateliers|chantiers|quartiers|cafés|groupements|établissements|foyers ruraux)\b)"
    r"(?:\w*(?:eur|euse|rice|iste|ien|ant|ent|ard|arde|er|é|ée)s|\w+iennes|familles|personnes|jeunes|femmes|hommes|"
    r"membres|parents|élèves|particuliers|ménages|individus|gens|amie?s|citoyenne?s|médecins|élu.*|bénévoles|autres|"
    r"têtes|anciens|artisans|paysanne?s|salariés|licenciés|communes|villes|départements|régions|collectivités|"
    r"entreprises|sociétés|banques|mutuelles|universités|hôpitaux|lycées|collèges|pays|réseaux|métropoles)",
    re.IGNORECASE,
)
"""Members who are persons, or may be, whom no group of the graph stands for; and bodies that are no associations."""
_MEMBERS = re.compile(
    rf"{_NUMBER} (?:(?P<unit>(?!salari|bénévol|employ)[^\W\d]+(?: (?!de |des |d')[^\W\d]+)?) )?"
    r"(?:adhérent|membre|affilié)e?s?\b"
    rf"|\b(?:nombre d['’])?(?:adhérents|membres) ?: {_COUNTED}(?: (?P<counted>(?!salari|bénévol|employ)[^\W\d]+s)\b)?",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"(?<![\d,.])(?<!dont )\d[\d ]*(?:[.,]\d+)? ?(?:md|milliards?|m|millions?|k|milliers?)?(?: d'| )?(?:€|euros?)",
    re.IGNORECASE,
)
_BODY = re.compile(rf"(?:{_BODIES})s?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 160  # a line of the card is no longer
_OWNERS = (Kind.HEAD, Kind.NETWORK)
_NOBODYS = frozenset({Kind.FIGURES, Kind.CARD})
"""Labels below which a figure may be of the head or of the network."""
_OF_HEAD = re.compile(
    r"\bau siège\b|\b(?:à|de|dans) la (?:tête|fédération nationale|union nationale)|\bà l['’]union nationale|"
    r"\bau national\b",
    re.IGNORECASE,
)
_OF_NETWORK = re.compile(r"\b(?:dans|du|de|pour) (?:tout |l['’]ensemble du )?(?:le )?réseau\b", re.IGNORECASE)
_ITEMS = ("- ", "• ", "– ", "* ")


def groups(monograph: Monograph) -> dict[str, Named]:
    """The unnamed groups that the card counts, by their level."""
    found = (named for _, _, named in _counted(monograph))
    return {str(named.values["level"]): named for named in found if "level" in named.values}


def facts(monograph: Monograph) -> Iterator[Fact]:
    """What the card tells."""
    for section in monograph.below(Kind.DOMAIN, Kind.MISSIONS):
        yield _prose(monograph, section)
    yield from spoken.card(monograph)
    yield from spoken.heads(monograph)
    for label in [one.label for one in monograph.sections if one.label.kind is Kind.HEAD][:1]:
        links = {"from": monograph.head, "to": monograph.network}
        named = monograph.named_head
        yield relation("HEADS", links, joined(label, named.line) if named and named.line else label, "card")
    yield from _network_kind(monograph)
    for line, owners in _owned(monograph):
        yield from _figures(monograph, line, owners)
    yield from _members(monograph)
    for section in monograph.below(Kind.BUDGET):
        yield from _budget(monograph, section)
    for line, match, group in _counted(monograph):
        links = {"from": group, "to": monograph.network}
        yield relation("MEMBER_OF", links, line.cut(*match.span()), "card")


def _network_kind(monograph: Monograph) -> Iterator[Fact]:
    """« Lorraine Verte est un réseau sectoriel »."""
    words = {one.label.fr: one.value for one in NetworkKind if one.label.fr.startswith("réseau")}
    name = rf"(?:[Ll]e réseau|[Nn]otre réseau|{re.escape(monograph.name)})"
    told = re.compile(rf"(?<![\w-]){name} est un (?P<kind>{'|'.join(words)})(?!\w)")
    for section in monograph.below(Kind.DYNAMIC, Kind.CARD, Kind.NETWORK):
        for line in section.body:
            if match := told.search(line.text):
                values = {"network_kind": words[match["kind"]]}
                yield about(monograph.network, line.cut(*match.span()), "card", values)
                return


def _prose(monograph: Monograph, section: Section) -> Fact:
    """The domain or the missions: the first run of lines below their label that are written alike."""
    first = last = section.body[0]
    items = [first.text]
    for line in section.body[1:]:
        follows = line.text.startswith(_ITEMS) and items[-1].startswith(_ITEMS)
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
    last: Sequence[Kind] = ()
    for section, after in zip_longest(monograph.sections, monograph.sections[1:]):
        kind, lines = section.label.kind, _short(section, after)
        if kind in _NOBODYS:
            waiting, last = [], ()
            yield from (_spoken(monograph, one) for line in section.body for one in spoken.sentences(line))
        elif kind is Kind.BUDGET and section.label.item:  # one item of several, which go on below it
            yield from ((line, last) for line in lines[1:] if last)
        elif kind in _OWNERS:
            waiting.append(kind)
            told_twice = sum(len(_EMPLOYEES.findall(line.text)) for line in lines) > 1
            last = _OWNERS if len(waiting) > 1 or told_twice else tuple(waiting)
            yield from ((line, _said(line, last)) for line in lines)
            waiting = [] if section.body else waiting
        else:
            waiting, last = [], ()


def _spoken(monograph: Monograph, sentence: Line) -> tuple[Line, Sequence[Kind]]:
    """A sentence or a line that no label gives to the head or to the network, with whose its subject says it is."""
    of = spoken.owner(monograph, sentence)
    return sentence, ((of,) if of else _said(sentence, _OWNERS))


def _short(section: Section, after: Section | None) -> list[Line]:
    """The lines of a section that may be of the card; a date above a cycle is that cycle's."""
    lines = [line for line in section.body if len(line.text) <= _LONGEST]
    if lines and lines[-1].kind is Kind.DATE and after and after.label.kind is Kind.RANK:
        lines.pop()
    return lines


def _said(line: Line, owners: Sequence[Kind]) -> Sequence[Kind]:
    """Whose a line is, where its own words say so."""
    if len(owners) < 2:
        return owners
    of_head, of_network = _OF_HEAD.search(line.text), _OF_NETWORK.search(line.text)
    return owners if bool(of_head) == bool(of_network) else _OWNERS[:1] if of_head else _OWNERS[1:]


def _figures(monograph: Monograph, line: Line, owners: Sequence[Kind]) -> Iterator[Fact]:
    """The headcount and the year of creation, of the head or of the network, never of both."""
    found: list[tuple[re.Match[str], Mapping[str, Any]]] = []
    found += [(match, {"employees": _count(match)}) for match in _EMPLOYEES.finditer(line.text)]
    years = list(_CREATED.finditer(line.text))
    found += [(match, {"created": match["year"] or match["since"]}) for match in years if len(years) == 1]
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
        unit = (match["unit"] or match["counted"] or _WORD.findall(match[0])[-1]).lower()
        choice = among("members", found[0][0]) if len(found) > 1 else ""
        values = {"member_count": _count(match), "member_unit": unit}
        yield about(monograph.network, line.cut(*match.span()), "card", values, choice=choice)


def _budget(monograph: Monograph, section: Section) -> Iterator[Fact]:
    """The budget. Below a bare « Budget » nobody says whose it is; two sums of one owner may be of two years."""
    first = section.body[0]
    lines = [first] if first.inline else [line for line in section.body[:4] if len(line.text) <= _LONGEST]
    told: dict[Sequence[Kind], list[tuple[Line, re.Match[str], int]]] = {}
    for line, match in ((one, match) for one in lines for match in _SUM.finditer(one.text)):
        amount = parse_amount(match[0])
        if amount is None or not amount.exact or amount.ambiguous or amount.currency != "EUR":
            continue
        told.setdefault(_owner(monograph, section, line), []).append((line, match, amount.low))
    for owners, found in told.items():
        if len({cents for _, _, cents in found}) == 1:
            line, match, cents = found[0]
            yield from _one_of(monograph, line, match, {"budget_cents": cents}, owners)


def _owner(monograph: Monograph, section: Section, line: Line) -> Sequence[Kind]:
    """Whose budget it is: as its words say, else, for an item of a list, whose list it is."""
    words = fold(f"{section.label.text} {line.text}")
    of_head = bool(re.search(r"\btete|\bsiege\b|(?:federation|union) nationale", words))
    of_network = "du reseau" in words.replace("tete de reseau", "")
    if of_head != of_network:
        return _OWNERS[:1] if of_head else _OWNERS[1:]
    above = monograph.sections[: monograph.sections.index(section)]
    listed = next((one for one in reversed(above) if not one.label.item), None)
    sure = section.label.item and listed and listed.label.kind in _OWNERS and not listed.heaped
    return (listed.label.kind,) if listed and sure else _OWNERS


def _counted(monograph: Monograph) -> Iterator[tuple[Line, re.Match[str], Named]]:
    """The groups that the card counts without naming them, each once."""
    seen = set[tuple[str, str]]()
    for line, _ in _owned(monograph):
        bodies = [(match, *_kind_of(match)) for match in _GROUP.finditer(line.text)]
        others = [(match, "local", "Association") for match in _OTHERS.finditer(line.text)]
        others = [
            one for one in others if not _PEOPLE.fullmatch(one[0]["noun"]) and not _BODY.fullmatch(one[0]["noun"])
        ]
        for match, level, role in (*bodies, *others):
            if (level, role) not in seen:
                seen.add((level, role))
                values = {"count": _count(match), "member_role": role} | ({"level": level} if level else {})
                yield line, match, Named("Group", monograph.its(match["name"]), values, monograph.name)


def _kind_of(match: re.Match[str]) -> tuple[str, str]:
    """The level and the role of counted bodies."""
    role = "Association" if match["noun"].lower() in ("association", "antenne") else "TerritorialHead"
    words = fold(match["kind"] or "")
    level = Level.INFRA_DEPARTMENTAL.value if words.startswith("infra") else level_of(words)
    return "" if level == TERRITORIAL else level or ("local" if role == "Association" else ""), role


def _count(match: re.Match[str]) -> int:
    named = match.groupdict()
    return int((named["number"] or named["counts"]).replace(" ", ""))
