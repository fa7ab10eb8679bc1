"""Which territory a spread touches, at each of its ends (design §2.6).

In this order: the place said on the spread; the end itself where it is a territory; what a head of network covers;
where a local body is located. National bodies have no place: a head office in Paris does not make Paris the source.
Territories are those of the official code; a place that only a document names is itself and lies in no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from graphmodel.reference import territories
from graphmodel.schema.vocabulary import HAPPENED, Level, Modality, Role, Status

Grain = Literal["department", "region"]

_FINER = (Level.REGIONAL, Level.DEPARTMENTAL, Level.INFRA_DEPARTMENTAL, Level.LOCAL)
_REACHES: dict[Grain, frozenset[str | None]] = {
    "region": frozenset({None, *_FINER}),
    "department": frozenset({None, *_FINER[1:]}),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A territory that an end stands for. `sure`: stated, and nothing else is as likely. `whole`: it acts on all of
    it, so that the parts of the territory are touched too, and not just some unknown part."""

    territory: str
    sure: bool = True
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What is known of where an actor stands. `unnamed`: it is a group that documents count without naming."""

    actor: str
    national: bool = False
    unnamed: bool = False
    level: str | None = None
    covers: tuple[Spot, ...] = ()
    located: tuple[Spot, ...] = ()

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Where it stands for a spread that says no place."""
        return () if self.national else self.covers or self.located


Somewhere = Literal["group", "unplaced"]
"""Who may stand in any territory: a group that nobody named, or whoever acts in a place that nobody knows."""


def whereabouts(rows: Iterable[Mapping[str, Any]]) -> dict[str, Whereabouts]:
    """By actor, from rows of `spread.whereabouts`: one row for each place that an actor covers or is located in."""
    by_actor: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_actor.setdefault(row["actor"], []).append(row)
    return {actor: _of_one(actor, some) for actor, some in by_actor.items()}


def spots_of(end: str, kind: str, said: str | None, known: Mapping[str, Whereabouts]) -> tuple[Spot, ...]:
    """Where one end of a spread or adoption stands; `said` is the place that the document gives it there."""
    if said:
        return (Spot(said),)
    if kind == "Territory":
        return (Spot(end),)
    return known[end].spots if end in known else ()


def anywhere(end: str, kind: str, said: str | None, known: Mapping[str, Whereabouts], grain: Grain) -> Somewhere | None:
    """Whether one end of a spread or adoption, taken as by `spots_of`, may stand in any territory of a level.

    So may an unnamed group whose members are of that level or a finer one, an actor that is not national and of whom
    no place is said, and a place that only a document names: it lies somewhere, in none that the code tells.
    """
    spots, stands = spots_of(end, kind, said, known), known.get(end)
    if spots:
        return "unplaced" if any(territories.by_uid(spot.territory) is None for spot in spots) else None
    if stands and stands.unnamed:
        return "group" if stands.level in _REACHES[grain] else None
    return None if stands and stands.national else "unplaced"


def touches(spots: Iterable[Spot], territory: str) -> bool | None:
    """Whether spots touch a territory of any level: True surely, False perhaps, None not."""
    answers = {answer for spot in spots if (answer := _touch(spot, territory)) is not None}
    return max(answers, default=None)


def at_level(spots: Iterable[Spot], grain: Grain) -> dict[str, bool]:
    """The départements or regions that spots touch, each with whether that is sure."""
    found: dict[str, bool] = {}
    for spot in spots:
        inside, some = _held(spot.territory, grain)
        for uid in (inside,) if inside else some:
            found[uid] = found.get(uid, False) or (spot.sure and (spot.whole or inside is not None))
    return found


def names_at(grain: Grain) -> dict[str, str]:
    """Every territory of a level by uid, in order of code, with its name."""
    return {one.uid: one.name for one in territories.of_level(grain)}


def abroad(spots: Iterable[Spot]) -> bool:
    """Whether all spots (one at least) lie in foreign countries."""
    levels = [one.level if (one := territories.by_uid(spot.territory)) else None for spot in spots]
    return bool(levels) and all(level == "foreign" for level in levels)


def includes(covered: frozenset[str], territory: str) -> bool:
    """Whether a list of territories holds all of one: itself, one above it, or every département of a region."""
    parts = set(territories.departments_of(territory)) - {territory}
    return territory in covered or bool(covered & set(_above(territory))) or (bool(parts) and parts <= covered)


def _of_one(actor: str, rows: Sequence[Mapping[str, Any]]) -> Whereabouts:
    first = rows[0]
    unnamed = first["kind"] == "Group"
    covers = tuple(_spot(row, whole=not unnamed) for row in rows if row["tie"] == "COVERS" and _counts(row))
    located = tuple(_spot(row, whole=False) for row in rows if row["tie"] == "LOCATED_IN" and _counts(row))
    if len({_held(spot.territory, "department")[0] or spot.territory for spot in located}) > 1:
        located = tuple(Spot(spot.territory, sure=False) for spot in located)  # nobody says which of its sites it was
    return Whereabouts(actor, _national(first), unnamed, first["level"], covers, located)


def _national(row: Mapping[str, Any]) -> bool:
    level, roles = row["level"], row["roles"]
    if Role.NATIONAL_HEAD in roles or level == Level.NATIONAL:
        return True
    return level is None and Role.TERRITORIAL_HEAD not in roles and (row["kind"] == "Network" or bool(row["heads"]))


def _counts(row: Mapping[str, Any]) -> bool:
    return row["modality"] in HAPPENED


def _spot(row: Mapping[str, Any], *, whole: bool) -> Spot:
    return Spot(row["territory"], row["status"] == Status.STATED and row["modality"] == Modality.ACTUAL, whole)


def _touch(spot: Spot, territory: str) -> bool | None:
    if territory == spot.territory or territory in _above(spot.territory):
        return spot.sure
    wider = spot.territory in _above(territory) or territory in _held(spot.territory, "department")[1]
    if not wider or _is_country(spot.territory):
        return None
    return spot.sure and spot.whole


@lru_cache(maxsize=65_536)
def _above(uid: str) -> tuple[str, ...]:
    return territories.ancestors(uid)


@lru_cache(maxsize=65_536)
def _held(uid: str, grain: Grain) -> tuple[str | None, tuple[str, ...]]:
    """The one territory of that level that holds all of a place, else those that it overlaps; a country overlaps
    none: what is said of France is said of no département."""
    if _is_country(uid):
        return None, ()
    departments = territories.departments_of(uid)
    if grain == "department":
        whole = territories.department_of(uid)
        return whole, () if whole else departments
    regions = tuple(sorted({above for one in departments for above in _above(one) if above.startswith("cog:reg:")}))
    return (regions[0], ()) if len(regions) == 1 else (None, regions)


def _is_country(uid: str) -> bool:
    return uid.startswith("cog:country:")
