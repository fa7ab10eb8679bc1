"""The fiction as its documents tell it: rows of the template's sheets, one dictionary a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from graphmodel.schema.registry import EDGES, NODES
from graphmodel.schema.vocabulary import (
    CarryRole,
    CoverageKind,
    Function,
    InnovationType,
    Nature,
    NetworkKind,
    ParticipationRole,
    PartnershipKind,
    PilotRole,
    Role,
    Stage,
    Vocabulary,
)
from tools.generator import names
from tools.generator.bodies import DEPARTMENTS, GROUP, NATIONAL, PARTLY, REGISTER, UNCOVERED, Body
from tools.generator.money import TOLD_TWICE, Grant, grants
from tools.generator.world import FIRST, LAST, OLD, Spread, World

Row = dict[str, str | int]
Sheets = dict[str, Iterable[Row]]

CHOSEN = "réseau"
"""The register of networks that a person chooses by name when importing: a list of members without any description
of its network then meets the same network."""

ABOUT: dict[str, Row] = {
    "annuaire": {"title": "Annuaire 2024 des Lisières (exemple fictif)", "date": "2024"},
    "essaimages-2010-2024": {"title": "Essaimages des Lisières, 2010-2024 (exemple fictif)", "date": "2024"},
    "rapport-financeurs": {"title": "Rapport aux financeurs des Lisières (exemple fictif)", "date": "2024"},
}
OTHER_EMPLOYEES, OTHER_YEAR = 5, 4
"""How many federations and associations the report to funders contradicts."""


def documents(world: World) -> dict[str, Sheets]:
    """The three workbooks and the list of members of 2019, by name of file. Each sheet can be walked through once."""
    told: dict[str, Sheets] = {
        "annuaire": {"organisations": directory(world), "coverage": _members_told()},
        "essaimages-2010-2024": _spreads(world),
        "rapport-financeurs": {
            "organisations": _in_report(world),
            "innovations": _innovations_named(),
            "funding": map(_grant, grants(world)),
        },
        "adherents-2019": {"organisations": _members_of_2019(world)},
    }
    who: Row = {"publisher": f"{NATIONAL.name} (fictive)", "licence": "MIT", "fictional": "oui"}
    return told | {name: {"about": [about | who], **told[name]} for name, about in ABOUT.items()}


def directory(world: World) -> Iterator[Row]:
    """Every body of the network, with its place, its size and its year of creation."""
    facts = world.chance("directory")
    yield _network() | {
        "network_kind": NetworkKind.SECTORAL.label.fr, "domain": "Vie des campagnes et des bourgs",
        "member_count": world.associations, "member_unit": "associations", "employees": 4200,
    }  # fmt: skip
    yield _body(NATIONAL) | {"heads": names.NETWORK, "employees": 38, "created": "1971"}
    for one in (*world.regional, *world.federations.values()):
        yield _body(one) | {
            "covers": one.place,
            "member_of": "oui", "employees": facts.randint(2, 25), "created": str(facts.randint(1972, 2005)),
        }  # fmt: skip
    for department, local in world.local.items():
        head = world.federations.get(department)
        for one in local:
            yield _body(one) | {
                "member_of": head.name if head else "oui", "commune_code": one.place,
                "employees": facts.randint(0, 40), "created": str(facts.randint(1950, 2022)),
            }  # fmt: skip


def contradicted(world: World) -> Iterator[tuple[Body, str, int, int]]:
    """Of whom the report says otherwise: the body, the column, what the directory says, what the report says."""
    said = {str(row["code"]): row for row in directory(world)}
    heads = islice(world.federations.values(), OTHER_EMPLOYEES)
    for one in heads:
        employees = int(said[one.code]["employees"])
        yield one, "employees", employees, employees + 3
    for one in islice((local[2] for local in world.local.values()), OTHER_YEAR):
        year = int(said[one.code]["created"])
        yield one, "created", year, year - 2


def _in_report(world: World) -> Iterator[Row]:
    yield _network()
    for one in world.funders:
        kind = one.funder_kind.label.fr if one.funder_kind else ""
        yield _body(one) | {"funder_kind": kind}
    other = {body: {column: value} for body, column, _, value in contradicted(world)}
    helped = {grant.beneficiary: None for grant in grants(world)}
    for one in dict.fromkeys((*other, *helped)):
        yield _body(one) | {name: str(value) for name, value in other.get(one, {}).items()}


def _members_of_2019(world: World) -> Iterator[Row]:
    facts = world.chance("members")
    for department in DEPARTMENTS[20:40]:
        for one in world.local[department]:
            row = _body(one) | {
                "member_of": "oui", "commune_code": one.place, "employees": facts.randint(0, 40), "as_of": "2019",
            }  # fmt: skip
            yield {name: value for name, value in row.items() if name not in ("network", "class", "roles", "level")}


def _spreads(world: World) -> Sheets:
    named = {NATIONAL: None}
    for one in world.told:
        named |= {one.giver: None, one.receiver: None}
    named |= dict.fromkeys(
        [
            *world.regional,
            *world.federations.values(),
            *world.partners,
            *(origin for origin, _ in world.origins.values()),
        ]
    )
    retold = list(islice(grants(world), TOLD_TWICE))
    for grant in retold:
        named |= {grant.funder: None, grant.beneficiary: None}
    return {
        "organisations": _organisations(named),
        "innovations": _innovations(world),
        "spreads": (_spread(place, one) for place, one in enumerate(world.told)),
        "steering": _steering(world),
        "funding": map(_grant, retold),
        "partnerships": _partnerships(world),
        "practices": _practices(world),
        "programmes": _programmes(world),
        "bonds": _bonds(world),
        "cycles": _cycles(),
        "coverage": _spreads_told(),
    }


def _organisations(named: Iterable[Body]) -> Iterator[Row]:
    yield _network()
    for one in named:
        yield _body(one) | ({"sector": one.sector.label.fr} if one.sector else {})


def _network() -> Row:
    return {"name": names.NETWORK, "class": NODES["Network"].label.fr, "code": names.NETWORK, "register": CHOSEN}


def _body(one: Body) -> Row:
    outside = one.role in (Role.FUNDER, Role.EXTERNAL_PARTNER)
    row: Row = {"name": one.name}
    if not outside:
        row["network"] = names.NETWORK
    if one is GROUP:
        return row | {
            "class": NODES["Group"].label.fr, "level": _fr(GROUP.level), "member_role": _fr(GROUP.role), "count": 72
        }  # fmt: skip
    row |= {"class": NODES["Organisation"].label.fr, "code": one.code, "register": REGISTER, "roles": _fr(one.role)}
    return row | ({"level": _fr(one.level)} if one.level else {})


def _fr(word: Vocabulary | None) -> str:
    return word.label.fr if word else ""


def _innovations(world: World) -> Iterator[Row]:
    rnd = world.chance("innovations")
    heads = list(world.federations.values())
    for number, (name, theme, need, audience) in enumerate(names.INNOVATIONS):
        origin, year = world.origins[number]
        yield {
            "name": name, "network": names.NETWORK, "themes": theme, "needs": need, "audience": audience,
            "stage": rnd.choice(list(Stage)).label.fr, "natures": _some(rnd.sample(list(Nature), rnd.randint(1, 2))),
            "types": _some(rnd.sample(list(InnovationType), rnd.randint(1, 2))), "born_at": origin.name,
            "born_on": "années 90" if number in OLD else str(year),
            "carried_by": rnd.choice(heads).name, "role": CarryRole.CARRIER.label.fr,
        }  # fmt: skip


def _innovations_named() -> Iterator[Row]:
    return ({"name": name, "network": names.NETWORK} for name, *_ in names.INNOVATIONS)


def _some(words: Iterable[Vocabulary]) -> str:
    return " ; ".join(word.label.fr for word in words)


def _spread(place: int, one: Spread) -> Row:
    row: Row = {
        "innovation": names.INNOVATIONS[one.innovation][0], "from": one.giver.name, "to": one.receiver.name,
        "place_to": one.place_to, "when": one.when, "mode": one.mode.label.fr, "direction": one.direction.label.fr,
        "via": one.programme, "document": f"Fiche d'essaimage n° {place + 1}", "place_in": f"p. {place % 4 + 1}",
        "status": one.status.label.fr, "modality": one.modality.label.fr,
    }  # fmt: skip
    return row | ({"accompanied": "oui"} if one.programme else {})


def _steering(world: World) -> Iterator[Row]:
    rnd = world.chance("steering")
    leads = [NATIONAL, *world.regional]
    for number, (name, *_) in enumerate(names.INNOVATIONS):
        yield {
            "from": rnd.choice(leads).name,
            "to": name,
            "role": PilotRole.LEAD.label.fr,
            "when": str(FIRST + number % 12),
        }
        yield {"from": rnd.choice(world.partners).name, "to": name, "role": PilotRole.CO_PILOT.label.fr}
    for one in rnd.sample(world.told, 12):
        yield {
            "from": rnd.choice(leads).name, "to": one.receiver.name, "role": PilotRole.ASSOCIATE.label.fr,
            "innovation": names.INNOVATIONS[one.innovation][0], "when": one.when,
        }  # fmt: skip


def _partnerships(world: World) -> Iterator[Row]:
    rnd = world.chance("partnerships")
    for one in world.partners:
        for head in rnd.sample([NATIONAL, *world.regional], 2):
            kind = rnd.choice(list(PartnershipKind))
            yield {
                "from": head.name,
                "to": one.name,
                "kind": kind.label.fr,
                "when": f"depuis {rnd.randint(2008, 2022)}",
            }


def _practices(world: World) -> Iterator[Row]:
    rnd = world.chance("practices")
    for head in (NATIONAL, *world.regional, *islice(world.federations.values(), 40)):
        for function in rnd.sample(list(Function), rnd.randint(2, 4)):
            what = rnd.choice(names.PRACTICES[function.name])
            stage = rnd.choice(list(Stage)).label.fr
            yield {"from": head.name, "function": function.label.fr, "stage": stage, "what": what}


def _programmes(world: World) -> Iterator[Row]:
    rnd = world.chance("programmes")
    for name in names.PROGRAMMES:
        start, low = rnd.randint(FIRST, 2019), rnd.randint(2, 9) * 1000
        yield {
            "name": name, "network": names.NETWORK, "start": str(start), "end": str(start + rnd.randint(2, 5)),
            "duration_months": rnd.choice((6, 9, 12, 18)), "grant_min_cents": low, "grant_max_cents": low * 3,
            "run_by": rnd.choice([NATIONAL, *world.regional]).name,
        }  # fmt: skip


def _bonds(world: World) -> Iterator[Row]:
    rnd = world.chance("bonds")
    role = ParticipationRole.BENEFICIARY.label.fr
    for one in rnd.sample(world.told, 40):
        yield {
            "from": one.receiver.name, "relation": EDGES["TAKES_PART_IN"].label.fr,
            "to": rnd.choice(names.PROGRAMMES), "role": role, "when": one.when,
        }  # fmt: skip


def _cycles() -> Iterator[Row]:
    for rank, (start, end, theme) in enumerate(
        (("1971", "1990", "Ouvrir des lieux"), ("1990", "2010", "Relier les lieux"), ("2010", "", "Essaimer")), 1
    ):
        yield {"network": names.NETWORK, "rank": rank, "start": start, "end": end, "theme": theme}


def _spreads_told() -> Iterator[Row]:
    covered = [code for code in DEPARTMENTS if code not in UNCOVERED]
    said: Row = {
        "kind": CoverageKind.SPREAD.label.fr,
        "network": names.NETWORK,
        "since": str(FIRST),
        "until": str(LAST),
    }
    yield said | {"territories": " ; ".join(covered), "exhaustive": "oui"}
    yield said | {"territories": " ; ".join(PARTLY), "exhaustive": "non"}


def _members_told() -> Iterator[Row]:
    yield {
        "kind": CoverageKind.MEMBERS.label.fr, "network": names.NETWORK, "territories": "tous les départements",
        "since": "2024", "until": "2024", "exhaustive": "oui",
    }  # fmt: skip


def _grant(one: Grant) -> Row:
    row: Row = {
        "from": one.funder.name, "to": one.beneficiary.name, "innovation": one.innovation, "year": one.year,
        "object": one.purpose, "funding_kind": one.kind.label.fr, "reference": one.reference,
        "modality": one.modality.label.fr,
    }  # fmt: skip
    sums = {"amount_cents": one.euros, "amount_min_cents": one.low, "amount_max_cents": one.high}
    return row | {name: value for name, value in sums.items() if value is not None}
