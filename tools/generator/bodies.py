"""Who exists: the network, its heads at three levels, its associations in real communes, and those around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from graphmodel.reference import territories
from graphmodel.schema.vocabulary import FunderKind, Level, Role, Sector
from tools.generator import names

REGISTER = "lisieres"
"""Where the codes are from: nobody here has a SIREN, which could belong to somebody real."""

ISOLATED = ("05", "09", "15", "23", "48", "52", "55", "70")
"""Covered, and nothing ever arrived."""
PARTLY, SILENT = ("2A", "2B", "58", "90"), ("971", "972", "973", "974", "976")
UNCOVERED = (*PARTLY, *SILENT)
"""Nothing arrived that the documents tell, and none claims to tell all: one speaks of the first, none of the last."""
INFERRED, PLANNED, UNDATED = ("03", "19"), ("36", "41"), ("65", "82", "88")
"""What arrived is only read between the lines, only a plan, or of an unknown date."""
HEADLESS = (*UNCOVERED, *ISOLATED[:3], "08", "10", "16", "18", "24", "39", "46", "47", "61")
HEADLESS_REGIONS = ("01", "02", "03", "04", "06", "94")

DEPARTMENTS = tuple(one.code for one in territories.of_level("department"))
LINKED = tuple(code for code in DEPARTMENTS if code not in (*ISOLATED, *UNCOVERED, *INFERRED, *PLANNED, *UNDATED))


class Body(NamedTuple):
    """An actor. `place`, by `level`: the code of a commune or of a département, the name of a region."""

    name: str
    code: str
    role: Role | None = None
    level: Level | None = None
    department: str = ""
    place: str = ""
    sector: Sector | None = None
    funder_kind: FunderKind | None = None


NATIONAL = Body(names.NATIONAL_HEAD, "N1", Role.NATIONAL_HEAD, Level.NATIONAL)
GROUP = Body(names.GROUP, "", Role.TERRITORIAL_HEAD, Level.DEPARTMENTAL)
"""The federations as one document counts them, without naming one."""


def regional_heads() -> list[Body]:
    """Twelve unions of a region."""
    return [
        Body(
            f"Union des Lisières – {one.name}",
            f"R{one.code}",
            Role.TERRITORIAL_HEAD,
            Level.REGIONAL,
            "",
            f"{one.name} (région)",
        )
        for one in territories.of_level("region")
        if one.code not in HEADLESS_REGIONS
    ]


def departmental_heads() -> dict[str, Body]:
    """Eighty federations, by the code of their département."""
    return {
        one.code: Body(
            f"Fédération des Lisières – {one.name}", f"D{one.code}", Role.TERRITORIAL_HEAD, Level.DEPARTMENTAL,
            one.code, one.code,
        )
        for one in territories.of_level("department")
        if one.code not in HEADLESS
    }  # fmt: skip


def associations(count: int) -> Iterator[Body]:
    """As many associations, spread evenly over all départements, in the most populated communes of each."""
    for place, code in enumerate(DEPARTMENTS):
        share = count // len(DEPARTMENTS) + (place < count % len(DEPARTMENTS))
        yield from _local(code, share)


def _local(department: str, count: int) -> Iterator[Body]:
    towns = _towns(department)[: max(8, count // 3)]
    for number in range(count):
        turn, place = divmod(number, len(towns))
        code, town = towns[place]
        again, word = divmod(turn, len(names.PLACES))
        house = names.PLACES[(word + place) % len(names.PLACES)]
        name = f"{house} des Lisières {names.at(town)}" + (f" n° {again + 1}" if again else "")
        yield Body(name, f"L{department}-{number + 1:04d}", Role.ASSOCIATION, Level.LOCAL, department, code)


@cache
def _towns(department: str) -> list[tuple[str, str]]:
    """Communes by code and name, most populated first; homonyms bear their département, as on an envelope."""
    return [
        (one.code, f"{one.name} ({department})" if len(territories.find(one.name, "commune")) > 1 else one.name)
        for one in _by_department()[f"cog:dep:{department}"]
    ]


@cache
def _by_department() -> dict[str, list[territories.Territory]]:
    found: dict[str, list[territories.Territory]] = defaultdict(list)
    for one in territories.of_level("commune"):
        found[one.parents[-1]].append(one)
    for towns in found.values():
        towns.sort(key=lambda one: (-(one.population or 0), one.code))
    return found


def funders() -> list[Body]:
    """Those who finance."""
    return [
        Body(name, f"F{number:02d}", Role.FUNDER, funder_kind=FunderKind[kind])
        for number, (name, kind) in enumerate(names.FUNDERS, 1)
    ]


def partners() -> list[Body]:
    """Those outside the network who work with it."""
    return [
        Body(name, f"P{number:02d}", Role.EXTERNAL_PARTNER, sector=Sector[sector])
        for number, (name, sector) in enumerate(names.PARTNERS, 1)
    ]
