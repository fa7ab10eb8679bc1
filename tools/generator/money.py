"""Who finances whom: exact sums, ranges, sums nobody knows, gifts in kind, two equal rows, plans."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from graphmodel.schema.vocabulary import FundingKind, Modality
from tools.generator import names
from tools.generator.bodies import NATIONAL, Body
from tools.generator.world import LAST, World

TOLD_TWICE = 3
"""How many grants the document on spreads tells again under the same reference: they are the same grants."""


class Grant(NamedTuple):
    """One row of money, in whole euros. `low` and `high` alone are a range; none of the three: unknown."""

    funder: Body
    beneficiary: Body
    year: int
    purpose: str
    kind: FundingKind
    euros: int | None = None
    low: int | None = None
    high: int | None = None
    reference: str = ""
    innovation: str = ""
    modality: Modality = Modality.ACTUAL


_PURPOSES = ("Démarrage", "Essaimage", "Formation des équipes", "Équipement", "Évaluation", "Fonctionnement")


def grants(world: World) -> Iterator[Grant]:
    """All rows of money; the first has an equal twin at the end, and the first three bear references."""
    rnd = world.chance("grants")
    heads = [NATIONAL, *world.regional, *world.federations.values()]
    houses = [one for local in world.local.values() for one in local]
    twin = None
    for number in range(world.grants - 1):
        funder = rnd.choice(world.funders)
        year = rnd.randint(2012, LAST)
        planned = number >= TOLD_TWICE and rnd.random() < 0.03
        made = Grant(
            funder, rnd.choice(heads if rnd.random() < 0.3 else houses), year, rnd.choice(_PURPOSES),
            rnd.choice((FundingKind.SUBSIDY, FundingKind.GRANT, FundingKind.PATRONAGE)),
            innovation=rnd.choice(names.INNOVATIONS)[0] if rnd.random() < 0.4 else "",
            modality=Modality.PLANNED if planned else Modality.ACTUAL,
        )  # fmt: skip
        sure = number < TOLD_TWICE or number == TOLD_TWICE + 1
        draw = 0.0 if sure else rnd.random()
        euros = rnd.randint(5, 600) * 100
        if draw < 0.78:
            made = made._replace(euros=euros)
        elif draw < 0.86:
            made = made._replace(low=euros, high=euros + rnd.randint(1, 80) * 100)
        elif draw < 0.92:
            made = made._replace(kind=FundingKind.IN_KIND, purpose="Matériel prêté")
        if number < TOLD_TWICE or number % 6 == 0:
            made = made._replace(reference=f"{funder.code}-{year}-{number + 1:06d}")
        twin = made if number == TOLD_TWICE + 1 else twin
        yield made
    if twin:
        yield twin


def totals(rows: Iterator[Grant]) -> list[Mapping[str, Any]]:
    """What each funder gave, actual and planned apart, in cents: an oracle that adds rows and knows no graph."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in rows:
        sums = found[one.funder.name, one.modality]
        sums["fundings"] += 1
        if one.euros is not None:
            sums["known"] += 1
            sums["known_sum"] += one.euros * 100
        elif one.low is not None and one.high is not None:
            sums["ranges"] += 1
            sums["range_min_sum"] += one.low * 100
            sums["range_max_sum"] += one.high * 100
        else:
            sums["unknown"] += 1
    keys = ("fundings", "known", "known_sum", "ranges", "range_min_sum", "range_max_sum", "unknown")
    return [
        {"funder": funder, "modality": modality, **{key: sums[key] for key in keys}}
        for (funder, modality), sums in sorted(found.items())
    ]
