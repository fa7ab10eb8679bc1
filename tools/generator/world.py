"""Who passed what to whom, and when: a few planted chains, then cascades that grow hop by hop, forward in time."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from graphmodel.schema.vocabulary import Direction, Level, Modality, SpreadMode, Status
from tools.generator import names
from tools.generator.bodies import (
    GROUP,
    INFERRED,
    LINKED,
    NATIONAL,
    PLANNED,
    UNDATED,
    Body,
    associations,
    departmental_heads,
    funders,
    partners,
    regional_heads,
)

SEED = 2024
CHAIN, REACHES_GROUP, BROKEN, BACKWARDS, VAGUE, *OTHERS = range(len(names.INNOVATIONS))
"""The innovations by number: five carry what is planted, the others grow by chance; the last two are old."""
OLD = OTHERS[-2:]
FIRST, LAST = 2010, 2024
"""What the document on spreads claims to cover."""

_LESS_SURE = (
    (Status.INFERRED, Modality.ACTUAL), (Status.STATED, Modality.PLANNED), (Status.STATED, Modality.ENDED),
)  # fmt: skip
_CLEAN = ("{0}", "{0}", "{1} {0}", "{2:02}/{3:02}/{0}", "début {0}")
_ANY = (*_CLEAN, *_CLEAN, "vers {0}", "fin {0}", "")
_MODES = (SpreadMode.DUPLICATION, SpreadMode.DUPLICATION, SpreadMode.ADAPTATION)
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


class Spread(NamedTuple):
    """One spread of the innovation of that number. `when` is the text of a date, empty where nobody knows."""

    innovation: int
    giver: Body
    receiver: Body
    when: str = ""
    status: Status = Status.STATED
    modality: Modality = Modality.ACTUAL
    mode: SpreadMode = SpreadMode.DUPLICATION
    direction: Direction = Direction.PEER_TO_PEER
    place_to: str = ""
    programme: str = ""


@dataclass(slots=True)
class World:
    """The whole fiction. Equal arguments give equal worlds, on any machine."""

    seed: int = SEED
    associations: int = 600
    spreads: int = 300
    grants: int = 260
    regional: list[Body] = field(default_factory=regional_heads)
    federations: dict[str, Body] = field(default_factory=departmental_heads)
    funders: list[Body] = field(default_factory=funders)
    partners: list[Body] = field(default_factory=partners)
    local: dict[str, list[Body]] = field(init=False)
    told: list[Spread] = field(init=False)
    origins: dict[int, tuple[Body, int]] = field(init=False)
    """Where each innovation was born, and in which year."""

    def __post_init__(self) -> None:
        self.local = defaultdict(list)
        for one in associations(self.associations):
            self.local[one.department].append(one)
        self.origins = {
            CHAIN: (self.house("35"), 2010), REACHES_GROUP: (NATIONAL, 2007), BROKEN: (self.house("21"), 2011),
            BACKWARDS: (self.house("59"), 2011), VAGUE: (self.house("63"), 2013),
        }  # fmt: skip
        planted = [*self._planted(), *self._doubtful()]
        self.told = planted + _grown(self, self.spreads - len(planted))

    def chance(self, part: str) -> random.Random:
        """A source of chance for one part: what one part draws never changes another."""
        return random.Random(f"{self.seed}/{part}")

    def house(self, department: str, number: int = 0) -> Body:
        """An association of that département."""
        return self.local[department][number]

    def chain(self) -> list[Body]:
        """The planted path, from Ille-et-Vilaine to Vienne."""
        heads, house = self.federations, self.house
        return [house("35"), heads["53"], house("72"), heads["37"], house("86")]

    def _planted(self) -> list[Spread]:
        house, chain = self.house, self.chain()
        dates = ("2011", "mars 2012", "2014", "septembre 2016")
        hops = zip(chain, chain[1:], dates, strict=False)
        return [
            *(Spread(CHAIN, giver, receiver, when) for giver, receiver, when in hops),
            Spread(CHAIN, chain[4], house("49"), "2018", Status.INFERRED),
            Spread(CHAIN, chain[1], house("44"), "2024", modality=Modality.PLANNED),
            Spread(CHAIN, chain[2], house("22")),
            Spread(REACHES_GROUP, NATIONAL, GROUP, "2008", direction=Direction.TOP_DOWN),
            Spread(BROKEN, house("21"), house("71"), "2012"),
            Spread(BROKEN, house("71", 1), house("01"), "2014"),
            Spread(BACKWARDS, house("59"), house("62"), "2016"),
            Spread(BACKWARDS, house("62"), house("80"), "2012"),
            Spread(VAGUE, house("63"), house("43")),
            Spread(VAGUE, house("43"), house("07"), "2015"),
        ]

    def _doubtful(self) -> list[Spread]:
        """What makes a département only possibly linked, whatever the innovation."""
        house, giver = self.house, self.house("33")
        return [
            *(Spread(OTHERS[0], giver, house(code), "2016", Status.INFERRED) for code in INFERRED),
            *(Spread(OTHERS[0], giver, house(code), "2023", modality=Modality.PLANNED) for code in PLANNED),
            *(Spread(OTHERS[0], giver, house(code)) for code in UNDATED),
        ]


def _grown(world: World, count: int) -> list[Spread]:
    """Cascades: whoever received may give. Each linked département first gets one clean spread of the period."""
    rnd = world.chance("spreads")
    reached: dict[int, list[tuple[Body, int]]] = {}
    for number in OTHERS:
        start = 1992 if number in OLD else rnd.randint(FIRST, 2016)
        root = world.house("33") if number == OTHERS[0] else world.house(rnd.choice(LINKED))
        world.origins[number] = (root, start)
        reached[number] = [world.origins[number]]
    first = rnd.sample(LINKED, len(LINKED))
    recent = [number for number in OTHERS if number not in OLD]
    told = []
    for place in range(count):
        clean = place < len(first)
        number = rnd.choice(recent if clean else OTHERS)
        givers = reached[number][-4:]
        receiver = _receiver(world, rnd, first[place] if clean else rnd.choice(LINKED), givers)
        giver, year = rnd.choice(givers)
        later = min(year + rnd.choice((0, 1, 1, 2)), LAST)
        reached[number].append((receiver, later))
        told.append(_hop(rnd, number, giver, receiver, later, clean=clean))
    return told


def _receiver(world: World, rnd: random.Random, department: str, givers: list[tuple[Body, int]]) -> Body:
    """Somebody of that département who is none of the givers."""
    while True:
        head = world.federations.get(department)
        drawn = head if head and rnd.random() < 0.3 else rnd.choice(world.local[department])
        if all(drawn is not one for one, _ in givers):
            return drawn


def _hop(rnd: random.Random, number: int, giver: Body, receiver: Body, year: int, *, clean: bool) -> Spread:
    status, modality = Status.STATED, Modality.ACTUAL
    if not clean and rnd.random() < 0.2:
        status, modality = rnd.choice(_LESS_SURE)
    down = (giver.level, receiver.level) == (Level.DEPARTMENTAL, Level.LOCAL)
    return Spread(
        number, giver, receiver, _date(rnd, year, clean), status, modality,
        rnd.choice(_MODES),
        Direction.TOP_DOWN if down else Direction.PEER_TO_PEER,
        place_to=receiver.department if rnd.random() < 0.1 else "",
        programme=rnd.choice(names.PROGRAMMES) if rnd.random() < 0.15 else "",
    )  # fmt: skip


def _date(rnd: random.Random, year: int, clean: bool) -> str:
    if year < 2000:
        return "années 90"
    month = rnd.randrange(12)
    return rnd.choice(_CLEAN if clean else _ANY).format(year, _MONTHS[month], rnd.randint(1, 28), month + 1)
