"""Bodies that the model and the key points name: who finances, who is a partner, what is planned, who innovates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphmodel.dates import parse_when, to_properties
from graphmodel.names import fold
from graphmodel.schema.vocabulary import Role
from ingest.amounts import parse_amount
from ingest.facts.records import Fact, Named
from ingest.monograph.actors import BODY, THE, actor, outside
from ingest.monograph.card import groups
from ingest.monograph.casing import sentence_case
from ingest.monograph.labels import Kind, Line
from ingest.monograph.told import UNSURE, about, plain, relation
from ingest.monograph.zones import Monograph, Section

_EUROS = r"\d[\d ]*(?:[.,]\d+)? ?(?:[Mm]|[Kk]|millions?|milliers?)?(?: d['’]| )?(?:€|euros?)"
_LENT = re.compile(
    rf"(?:[-–•*] ?)?(?P<what>(?:Du|De la|Des|Un|Une|Le|La|Les) [^.:,]{{3,60}}?) "
    rf"(?P<how>prêté|donné|offert|fourni|mis)e?s?(?: à disposition)? par {THE}(?P<who>{BODY})"
    r"(?: (?P<to>(?:aux?|à la|à) [^,.;:]{3,60}))?\.?"
)
_IN_KIND = re.compile(
    r"\b(?:matériel|locaux|local|salles?|véhicules?|outils?|camions?|fourgons?|temps|terrains?|bureaux|ordinateurs?|"
    r"denrées|tissus?|machines?|mobilier)\b",
    re.IGNORECASE,
)
_COVER = re.compile(
    r"(?:[-–•*] ?)?(?P<who>[^.:;]{3,120}?) (?:couvr|financ|souti|abond)(?:ent|e|ennent|ent) "
    r"(?:l['’]essentiel|le budget|le réseau|la dynamique|l['’]innovation|l['’]ensemble)[^.;]{0,60}\.?"
)
_PAYS = re.compile(
    rf"(?:[-–•*] ?)?(?i:{THE})(?P<who>{BODY})(?:, (?P<owned>propriété (?:de |d['’])?(?P<owner>[^,]{{2,60}})),)? "
    rf"(?:verse|attribue|accorde|apporte|remet|donne)(?: chaque année)? "
    rf"(?:de (?P<low>\d[\d ]*) à (?P<high>{_EUROS})|(?P<sum>{_EUROS})) "
    r"(?P<to>(?P<each>à chaque )[^,.;:]{3,60}|aux? [^,.;:]{3,60}|à [^,.;:]{3,60})\.?"
)
_SINCE = re.compile(r"\b(?P<since>(?:depuis|en|dès) (?:18|19|20)\d\d)\b")
_WITH = re.compile(
    rf"(?:Avec|Un partenariat avec|Partenariat avec|(?P<alliance>Alliance|Une alliance) avec) {THE}(?P<who>{BODY})"
    rf"(?:, (?:notre )?partenaire(?P<strategic> stratégique)?(?: (?P<whose>(?:de la |du |de l['’]|de )[^,.;]+?))?)?"
    rf"(?: (?:depuis|dès) (?:19|20)\d\d)?(?:,? (?:pour|autour d[eu]|sur) [^.;]{{3,60}})?\.?"
)
_BETWEEN = re.compile(
    rf"(?:Une? )?(?P<what>Alliance|alliance|Partenariat|partenariat|Convention|convention|Accord|accord)"
    rf"(?P<strategic> stratégique)?(?: (?:nou|sign|conclu|pass)\w*)?(?: (?:depuis|en) (?:19|20)\d\d)? entre "
    rf"(?P<one>[^,.;:]+?) et {THE}(?P<who>{BODY})\.?"
)
_PATRON = re.compile(
    rf"(?:Un |Le )?[Mm]écénat(?P<skills> de compétences| en nature)?(?: financier)? "
    rf"(?:du |de la |de l['’]|des |de |d['’])(?P<who>{BODY})"
    rf"(?: (?:auprès|au profit|en faveur) (?P<whom>(?:du|de la|de l['’]|des|de) ?[^,.;]+?))?\.?"
)
_GROUPED = re.compile(r"(?:Avec )?(?:des|les) (?P<who>[^,.;:()]+?)(?:, [^,.;:()]{3,40})?\.?")
_SECTORS = (
    (r"(?:communautés de communes|communes|villes|métropoles|départements|régions|caisses publiques|mairies|"
     r"agences publiques|services publics|préfectures|intercommunalités|conseils départementaux|bibliothèques|"
     r"médiathèques|écoles|collèges|lycées|hôpitaux|musées)(?: de [a-zé]+)?", "public"),
    (r"(?:entreprises(?: locales)?|banques|commerçants|artisans)", "private"),
    (r"(?:universités|laboratoires|écoles d['’]ingénieurs)", "research"),
)  # fmt: skip
_WILL = (
    r"(?:réfléchi(?:t|ssent) à|envisage(?:nt)? de|prévoi(?:t|ent) de|projette(?:nt)? de|souhaite(?:nt)?|"
    r"travaille(?:nt)? à) ?(?:lancer|créer|ouvrir|mettre en place|développer|bâtir|monter)"
)
_PLAN = re.compile(
    rf"(?:[-–•*] ?)?(?P<who>[^,.;:]{{3,70}}?) {_WILL} (?:(?:un|une|le|la|son|sa) |l['’])(?P<what>[^,.;:()]{{3,80}})"
)
_STUDIED = re.compile(
    r"(?P<what>(?:Un|Une|Le|La|L['’])\s?[^,.;:«»]{3,80}?)(?:,? ?« (?P<name>[^«»]{2,60}) »,?)? "
    r"(?:est|sont) (?:à l['’]étude|en projet|en cours de réflexion|en réflexion)(?: (?P<where>(?:à|au) [^,.;:]{2,60}))?"
)
_UNIT = re.compile(
    r"\b(?:cellule|pôle|service|mission|direction|département|équipe|laboratoire|labo) (?:d['’]|de l['’])?"
    r"innovations?\b|"
    r"\b(?:référente?s?|chargée?s?|responsables?|chargée?s? de mission) (?:de l['’]|d['’])?innovations?\b",
    re.IGNORECASE,
)


def funding(monograph: Monograph, line: Line) -> Iterator[Fact]:
    """Named bodies that give money or things."""
    if UNSURE.search(line.text):
        return
    yield from _lent(monograph, line)
    yield from _covered(monograph, line)
    yield from _paid(monograph, line)


def _lent(monograph: Monograph, line: Line) -> Iterator[Fact]:
    match = _LENT.fullmatch(line.text)
    if match is None or not (_IN_KIND.search(match["what"]) or match["how"] in ("prêté", "mis")):
        return
    to = _receiver(monograph, match["to"]) if match["to"] else monograph.network
    links = {"from": outside(monograph, match["who"], Role.FUNDER), "to": to}
    yield relation("FINANCES", links, _whole(line), "funding", {"funding_kind": "in_kind"})


def _covered(monograph: Monograph, line: Line) -> Iterator[Fact]:
    match = _COVER.fullmatch(line.text)
    for words in re.split(r", | et (?=la |le |les |l['’])", match["who"]) if match else ():
        payer = re.fullmatch(rf"(?i:{THE}){_asis(BODY)}", words)
        paid = re.fullmatch(r"(?i:les )?(?:cotisations|contributions) (?P<whose>(?:des|de la|du|de l['’]) ?.+)", words)
        known = actor(monograph, groups(monograph), paid["whose"]) if paid else None
        if known and known != monograph.network:
            values = {"funding_kind": "member_contribution"}
            yield relation("FINANCES", {"from": known, "to": monograph.network}, _whole(line), "funding", values)
        elif payer and actor(monograph, groups(monograph), words) is None:
            funder = outside(monograph, payer["body"], Role.FUNDER)
            yield relation("FINANCES", {"from": funder, "to": monograph.network}, _whole(line), "funding")


def _asis(pattern: str) -> str:
    return f"(?P<body>{pattern})"


def _paid(monograph: Monograph, line: Line) -> Iterator[Fact]:
    match = _PAYS.fullmatch(line.text)
    if match is None or match["who"][:1].isdigit():
        return
    payer = actor(monograph, groups(monograph), match["who"]) or outside(monograph, match["who"], Role.FUNDER)
    sums = [parse_amount(one) for one in ([f"{match['low']} €", match["high"]] if match["low"] else [match["sum"]])]
    exact = [one.low for one in sums if one and one.exact and not one.ambiguous and one.currency == "EUR"]
    if len(exact) != len(sums):
        return
    names = ("amount_min_cents", "amount_max_cents") if len(exact) > 1 else ("amount_cents",)
    values = dict(zip(names, exact, strict=True)) | {"currency": "EUR"}
    values |= {"per": "beneficiary"} if match["each"] else {}
    links = {"from": payer, "to": _receiver(monograph, match["to"])}
    yield relation("FINANCES", links, _whole(line), "funding", values)
    owner = actor(monograph, groups(monograph), match["owner"]) if match["owner"] else None
    if owner and owner != payer:
        yield relation("OWNS", {"from": owner, "to": payer}, line.cut(0, match.end("owned")), "funding")


def _receiver(monograph: Monograph, words: str) -> Named:
    """Whom « aux ateliers qui démarrent » means: one that is known, else a group by these words."""
    known = actor(monograph, groups(monograph), words)
    name = re.sub(r"\A(?:aux?|à (?:chaque|la|le|les)?) ?", "", words, flags=re.IGNORECASE)
    return known or Named("Group", sentence_case(name), network=monograph.name)


# Partners ---------------------------------------------------------------------------------------------------


def partners(monograph: Monograph, line: Line) -> Iterator[Fact]:
    """Partners whom an item names, or groups of one sector."""
    if UNSURE.search(line.text):
        return
    for pattern, found in ((_WITH, _with), (_BETWEEN, _between), (_PATRON, _patron)):
        if match := pattern.fullmatch(line.text):
            yield from found(monograph, line, match)
            return
    yield from _grouped(monograph, line)


def _with(monograph: Monograph, line: Line, match: re.Match[str]) -> Iterator[Fact]:
    whose = actor(monograph, groups(monograph), match["whose"]) if match["whose"] else monograph.network
    if whose:
        kind = "strategic" if match["strategic"] else "alliance" if match["alliance"] else ""
        yield _partner(monograph, whose, match["who"], line, kind)


def _between(monograph: Monograph, line: Line, match: re.Match[str]) -> Iterator[Fact]:
    one = actor(monograph, groups(monograph), match["one"])
    if one:
        kind = "strategic" if match["strategic"] else "alliance" if fold(match["what"]) == "alliance" else ""
        yield _partner(monograph, one, match["who"], line, kind)


def _patron(monograph: Monograph, line: Line, match: re.Match[str]) -> Iterator[Fact]:
    whom = actor(monograph, groups(monograph), match["whom"]) if match["whom"] else monograph.network
    if whom:
        yield _partner(monograph, whom, match["who"], line, "patronage")
        form = {"funding_kind": "in_kind" if match["skills"] else "patronage"}
        back = {"from": outside(monograph, match["who"], Role.EXTERNAL_PARTNER), "to": whom}
        yield relation("FINANCES", back, _whole(line), "partners", form, status="inferred")


def _partner(monograph: Monograph, whose: Named, who: str, line: Line, kind: str) -> Fact:
    links = {"from": whose, "to": outside(monograph, who, Role.EXTERNAL_PARTNER)}
    since = _SINCE.search(line.text)
    values = ({"kind": kind} if kind else {}) | (to_properties(parse_when(since["since"])) if since else {})
    return relation("PARTNERS_WITH", links, _whole(line), "partners", values)


def _grouped(monograph: Monograph, line: Line) -> Iterator[Fact]:
    """« Avec des communes et des caisses publiques »: each kind is a group, where all are of sectors that are known."""
    match = _GROUPED.fullmatch(line.text)
    words = re.split(r", | et (?:des |les )?", match["who"]) if match else []
    kinds = [next((sector for known, sector in _SECTORS if re.fullmatch(known, one)), "") for one in words]
    if not all(kinds):
        return
    for one, sector in zip(words, kinds, strict=True):
        values = {"roles": (Role.EXTERNAL_PARTNER.value,), "sector": sector}
        group = Named("Group", monograph.its(f"{one} partenaires"), values, monograph.name)
        kind = {"kind": "public"} if sector == "public" else {}
        yield relation("PARTNERS_WITH", {"from": monograph.network, "to": group}, _whole(line), "partners", kind)


# Plans, and who innovates -----------------------------------------------------------------------------------


def plans(monograph: Monograph, line: Line) -> Iterator[Fact]:
    """What the network or its head means to do: a plan, not a fact."""
    for pattern, whose in ((_PLAN, "who"), (_STUDIED, "where")):
        match = pattern.match(line.text) if pattern is _PLAN else pattern.search(line.text)
        if match is None:
            continue
        named = match.groupdict()
        words = named[whose]
        who = actor(monograph, groups(monograph), words) if words else monograph.network
        what = named.get("name") or re.sub(r"\A(?i:(?:une?|le|la) |l['’])", "", match["what"]).strip()
        told = re.search(r"« (?P<name>[^«»]+) »", what)
        if who and not re.match(r"\A(?:développement|création|lancement|mise|déploiement)\b", what):
            programme = Named("Programme", sentence_case(plain(told["name"] if told else what)), network=monograph.name)
            yield relation("RUNS", {"from": who, "to": programme}, _whole(line), "plans", modality="planned")
        return


def officer(monograph: Monograph, section: Section, line: Line) -> Iterator[Fact]:
    """« Un pôle innovation à la fédération nationale »: the head has somebody for innovation."""
    national = section.label.kind is Kind.ECHELON and section.label.value == "national"
    if not _UNIT.search(line.text) or UNSURE.search(line.text):
        return
    of_head = re.search(
        r".*\b(?:à|de|au sein de|dans) (?P<who>(?:la |l['’]|le )?[^,.;:]{2,60}?)"
        r"(?: (?:depuis|dès|en) (?:19|20)\d\d)?(?:, [^.;:]*)?[ .]*\Z",
        line.text,
    )
    whose = actor(monograph, groups(monograph), of_head["who"]) if of_head else None
    if whose == monograph.head or (national and whose is None):
        yield about(monograph.head, _whole(line), "officer", {"has_innovation_officer": True})


def _whole(line: Line) -> Line:
    """The line without its dash."""
    dash = re.match(r"[-–•*] ?", line.text)
    return line.cut(dash.end() if dash else 0, len(line.text))
