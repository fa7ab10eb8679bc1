"""The socio-economic model and the key points: who pays, who is a partner, what is planned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphmodel.names import fold
from ingest.amounts import parse_amount
from ingest.facts.records import Fact, Named
from ingest.monograph import bodies
from ingest.monograph.actors import actor
from ingest.monograph.card import groups
from ingest.monograph.casing import sentence_case
from ingest.monograph.labels import Kind, Line
from ingest.monograph.told import UNSURE, about, plain, relation
from ingest.monograph.zones import Monograph, Section

_EUROS = r"\d[\d ]*(?:[.,]\d+)? ?(?:[Mm]|[Kk]|millions?|milliers?)?(?: d['’]| )?(?:€|euros?)"
_SHARE = re.compile(
    rf"\b(?:budget|enveloppe)(?: globale?| annuel(?:le)?)? de [^.]{{3,40}}?,? dont (?P<sum>{_EUROS}) "
    r"(?:pour |(?:sont |est )?(?:reversé|redistribué|versé|alloué|attribué|destiné)e?s? )"
    r"(?P<to>(?:le|aux?|à la|à l['’]) ?(?:[\w-]+)(?: (?:région|départ|loca|terri|adhér|membr)\w+)?(?: du réseau)?)"
)
_INNOVATION = re.compile(
    rf"(?:Un|Le) budget(?: global| total|(?: annuel)? (?:dédié|consacré|réservé|affecté) à l['’]innovation)? "
    rf"(?:est )?de (?P<sum>{_EUROS})"
)
_FUND = re.compile(
    r"\b(?:Un|Une|Le|La) (?P<who>fonds de dotation|fondation) finance des projets (?P<where>au sein et hors du réseau|"
    r"dans et hors du réseau|au sein du réseau|dans le réseau|hors du réseau)(?!\w)",
    re.IGNORECASE,
)
_PROJECTS = (("sein|dans", "Projets du réseau"), ("hors", "Projets extérieurs au réseau"))
_PARTNERS = re.compile(
    r"(?:Avec (?:des|les)|(?:Des )?partenariats avec (?:des|les))?\s*(?P<who>(?:acteurs |partenaires |"
    r"structures |organismes )?(?:associati(?:fs|ves|ons)|publi(?:cs|ques)|privé(?:s|es)|entreprises|collectivités))\b"
    r"(?P<rest>.*)",
    re.IGNORECASE,
)
_SECTORS = (
    ("associat", "associative", "Partenaires associatifs"),
    ("publi|collectivites", "public", "Partenaires publics"),
    ("prive|entreprises", "private", "Partenaires privés"),
)
_KINDS = (("alliance", "alliance"), ("mecenat", "patronage"), ("strategique", "strategic"))
_PURPOSE = re.compile(r"\bpour (?P<purpose>[^\W\d_][\w'-]*(?: (?!dans |en )[\w'-]+){0,5})")
_ALONE = re.compile(r"[-–•]")
_DASH = re.compile(r"[-–•] ?")
_PLANNED = re.compile(
    r"\b(?:[Ll]e|[Ll]a) (?P<what>(?:développement|création|lancement|mise en place|déploiement) (?:du |des |de |d')"
    r"[^,.;:()]{3,80}?) (?:est|sont) (?:en cours de réflexion|à l'étude|en projet)\b"
)


def facts(monograph: Monograph) -> Iterator[Fact]:
    """What the model and the key points tell."""
    for section in monograph.below(Kind.FUNDING):
        for line in section.body:
            yield from _innovation(monograph, line)
            yield from _share(monograph, line)
            yield from _fund(monograph, line)
            yield from bodies.funding(monograph, line)
    for section in monograph.below(Kind.PARTNERS):
        for line in _items(section):
            yield from _partners(monograph, line)
            yield from bodies.partners(monograph, line)
    for section in monograph.below(Kind.KEY_POINTS, Kind.OUTLOOK):
        for line in section.body:
            yield from bodies.plans(monograph, line)
    for section in monograph.below(Kind.HUMAN, Kind.ECHELON):
        for line in section.body:
            yield from bodies.officer(monograph, section, line)
    for line in monograph.lines:
        yield from _planned(monograph, line)


def _innovation(monograph: Monograph, line: Line) -> Iterator[Fact]:
    """« Un budget global de 1,5 M€ » heads the financing of the dynamic, which is the network's as a whole."""
    match = None if UNSURE.search(line.text) else _INNOVATION.search(line.text)
    amount = parse_amount(match["sum"]) if match else None
    if match and amount and amount.exact and not amount.ambiguous and amount.currency == "EUR":
        cut = line.cut(*match.span())
        yield about(monograph.network, cut, "funding", {"innovation_budget_cents": amount.low})


def _share(monograph: Monograph, line: Line) -> Iterator[Fact]:
    """« dont 800 k€ pour le réseau »: what the head passes on, read between the lines."""
    match = _SHARE.search(line.text)
    amount = parse_amount(match["sum"]) if match else None
    to = actor(monograph, groups(monograph), match["to"]) if match else None
    if match and amount and amount.exact and not amount.ambiguous and to and to != monograph.head:
        links = {"from": monograph.head, "to": to}
        values = {"amount_cents": amount.low, "currency": amount.currency, "scope": "dynamique d'innovation"}
        yield relation("FINANCES", links, line.cut(*match.span()), "funding", values, status="inferred")


def _fund(monograph: Monograph, line: Line) -> Iterator[Fact]:
    """« Un fonds de dotation finance des projets… »: the document does not name it, so its words do."""
    match = _FUND.search(line.text)
    if match is None or UNSURE.search(line.text):
        return
    is_fund = match["who"].lower() == "fonds de dotation"
    values = {"roles": ("Funder",), "funder_kind": "endowment_fund" if is_fund else "foundation"}
    funder = Named("Organisation", match["who"].capitalize(), values, monograph.name)
    for words, name in _PROJECTS:
        if re.search(rf"\b(?:{words})\b", match["where"]):
            to = Named("Group", monograph.its(name), network=monograph.name)
            form = {"mechanism": "project"} | ({"funding_kind": "endowment_fund"} if is_fund else {})
            yield relation("FINANCES", {"from": funder, "to": to}, line.cut(*match.span()), "funding", form)


def _items(section: Section) -> Iterator[Line]:
    """The items of a list: those that begin with a dash, or the one below each dash that stands alone; where there is
    no dash, every line."""
    dashes = any(_ALONE.match(line.text) for line in section.body)
    after = True
    for line in section.body:
        if _ALONE.fullmatch(line.text):
            after = True
        else:
            dash = _DASH.match(line.text)
            if after or not dashes or dash:
                yield line.cut(dash.end() if dash else 0, len(line.text))
            after = False


def _partners(monograph: Monograph, line: Line) -> Iterator[Fact]:
    """« Avec des acteurs publics », « Acteurs privés dans une logique de mécénat »: partners whom nobody names."""
    match = _PARTNERS.fullmatch(line.text)
    if match is None or UNSURE.search(line.text):
        return
    who, rest = fold(match["who"]), re.sub(r"\([^()]*\)", " ", match["rest"])
    others = [sector for words, sector, _ in _SECTORS if re.search(rf"\b(?:{words})", fold(rest))]
    sector, name = next((sector, name) for words, sector, name in _SECTORS if re.search(words, who))
    if others:
        return  # several kinds of partners in one item: which of them is meant by what follows is not told
    group = Named("Group", monograph.its(name), {"roles": ("ExternalPartner",), "sector": sector}, monograph.name)
    links = {"from": monograph.network, "to": group}
    kinds = [kind for words, kind in _KINDS if words in fold(rest)] or (["public"] if sector == "public" else [])
    purpose = _PURPOSE.search(rest)
    values = ({"kind": kinds[0]} if len(kinds) == 1 else {}) | ({"purpose": purpose["purpose"]} if purpose else {})
    yield relation("PARTNERS_WITH", links, line, "partners", values)
    if kinds == ["patronage"]:
        back = {"from": group, "to": monograph.network}
        yield relation("FINANCES", back, line, "partners", {"funding_kind": "patronage"}, status="inferred")


def _planned(monograph: Monograph, line: Line) -> Iterator[Fact]:
    """« Le développement de … est en cours de réflexion »: a plan of the network, not a fact."""
    if match := _PLANNED.search(line.text):
        programme = Named("Programme", sentence_case(plain(match["what"])), network=monograph.name)
        links = {"from": monograph.network, "to": programme}
        yield relation("RUNS", links, line.cut(*match.span()), "plans", modality="planned")
