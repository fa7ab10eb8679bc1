"""Territories of the Code officiel géographique 2026, and the countries of the world.

Read-only, from the tables in `data/` (sources, licences, limits: docs/reference/territories.md). Each table
is read on first use and kept; only what asks for communes reads communes.

A uid is `cog:<table>:<code>`: cog:country:FR, cog:reg:53, cog:dep:35, cog:coll:988 (an overseas collectivity,
level "other"), cog:epci:243500139, cog:com:35238.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from graphmodel.names import fold

Level = Literal["country", "region", "department", "epci", "commune", "foreign", "other"]


@dataclass(frozen=True, slots=True)
class Territory:
    """A place. `parents`: uids one step up. `lat`, `lon`: the middle, in degrees. None is unknown, never zero.

    `density`: inhabitants per km². `rural`: INSEE's density grid, unknown so far. `kind`: of an EPCI (CC, CA,
    CU, METRO, MET69).
    """

    uid: str
    level: Level
    code: str
    name: str
    parents: tuple[str, ...]
    population: int | None
    lat: float | None
    lon: float | None
    density: float | None
    rural: bool | None
    kind: str | None


# Best answer first, where one name belongs to several levels: Paris the département before Paris the commune,
# Grenade the commune before Grenada.
_TABLES: dict[Level, tuple[str, str, int]] = {  # level: (part of the uid, file, digits of a code)
    "country": ("country", "countries", 2),
    "region": ("reg", "regions", 2),
    "department": ("dep", "departments", 2),
    "other": ("coll", "collectivities", 3),
    "epci": ("epci", "epci", 9),
    "commune": ("com", "communes", 5),
    "foreign": ("country", "countries", 2),
}
_RANK = {level: rank for rank, level in enumerate(_TABLES)}
_UPWARD = {level: rank for rank, level in enumerate(("epci", "department", "other", "region", "country"))}

# A column of countries names foreign ones too; a column of départements holds 975 to 989 too.
_ALSO: dict[Level, Level] = {"country": "foreign", "department": "other"}


@cache
def of_level(level: Level) -> tuple[Territory, ...]:
    """All territories of a level, sorted by code. `country` is France alone; the rest of the world is `foreign`."""
    return tuple(place for place in _table(_TABLES[level][0]).values() if place.level == level)


def by_uid(uid: str) -> Territory | None:
    """The territory of that uid, None for any other string."""
    scheme, _, rest = uid.partition(":")
    part = rest.partition(":")[0]
    return _table(part).get(uid) if scheme == "cog" and part in _files() else None


def resolve_code(level: Level, code: str) -> Territory | None:
    """The territory a file means by that code in a column of that level; None if no territory has it.

    Tolerates lost leading zeros, lower case and spaces. The code of a former commune or of an arrondissement
    gives today's commune; an overseas collectivity is accepted among départements, any country among countries.
    """
    for asked in _asked(level):
        part, _, digits = _TABLES[asked]
        bare = re.sub(r"\s", "", code).upper().zfill(digits)
        place = by_uid(_other_codes().get((asked, bare), f"cog:{part}:{bare}"))
        if place and (place.level == asked or (asked, bare) in _other_codes()):
            return place
    return None


def find(name: str, level: Level | None = None) -> tuple[Territory, ...]:
    """All territories of that name, whatever its accents, case, hyphens, "St", "s/", "Cedex" or arrondissement.

    Best first: country, region, département, overseas collectivity, EPCI, commune, foreign country; then those
    that bear the name today before those that took over who bore it; then the most populated. `level` as in
    `resolve_code`. More than one answer is for the caller to settle: this module never guesses.
    """
    key = spelled(name)
    wanted = _asked(level) if level else get_args(Level)
    parts = dict.fromkeys(_TABLES[one][0] for one in wanted)
    places = [place for part in parts for place in _names(part).get(key, ()) if place.level in wanted]
    return tuple(sorted(places, key=lambda p: (_RANK[p.level], spelled(p.name) != key, -(p.population or 0), p.code)))


@cache
def spellings() -> frozenset[str]:
    """Every name by which a territory goes, former ones included, spelled as `spelled` spells."""
    return frozenset(name for part in _files() for name in _names(part))


def ancestors(uid: str) -> tuple[str, ...]:
    """All uids above, nearest first: EPCI, département (or overseas collectivity), region, country."""
    above: dict[str, Level] = {}
    todo = [uid]
    while todo:
        place = by_uid(todo.pop())
        for parent in map(by_uid, place.parents if place else ()):
            if parent and parent.uid not in above:
                above[parent.uid] = parent.level
                todo.append(parent.uid)
    return tuple(sorted(above, key=lambda one: _UPWARD[above[one]]))


def department_of(uid: str) -> str | None:
    """The département that holds all of a commune, EPCI or département; None for anything else."""
    place = by_uid(uid)
    candidates = (uid, *place.parents) if place else ()
    return next((one for one in candidates if one.startswith("cog:dep:")), None)


def departments_of(uid: str) -> tuple[str, ...]:
    """All départements that a territory touches, sorted by code; empty abroad and in overseas collectivities."""
    if whole := department_of(uid):
        return (whole,)
    place = by_uid(uid)
    if place and place.level == "epci":
        return _departments_of_epci()[uid]
    return tuple(one.uid for one in of_level("department") if uid in ancestors(one.uid))


def map_position(lat: float, lon: float, department: str) -> tuple[float, float]:
    """Where a point of that département (uid) lies on the outlines in ui/static, as (lat, lon).

    Overseas départements are drawn beside the mainland; everything else stays where it is.
    """
    across, right, up, top = _insets().get(department, (1.0, 0.0, 1.0, 0.0))
    return up * lat + top, across * lon + right


def _rows(file: str) -> Iterator[list[str]]:
    packed = (files("graphmodel.reference") / "data" / f"{file}.csv.gz").read_bytes()
    rows = csv.reader(io.StringIO(gzip.decompress(packed).decode()))
    next(rows)
    return rows


@cache
def _files() -> dict[str, tuple[Level, str]]:
    return {part: (level, file) for level, (part, file, _) in reversed(_TABLES.items())}


@cache
def _table(part: str) -> dict[str, Territory]:
    default, file = _files()[part]
    table = {}
    parents_of: dict[str, tuple[str, ...]] = {}  # 28 communes share theirs: one tuple for all
    for code, name, above, population, lat, lon, density, kind in _rows(file):
        parents = parents_of.get(above)
        if parents is None:
            parents = parents_of[above] = tuple(f"cog:{parent}" for parent in above.split())
        level: Level = "foreign" if part == "country" and code != "FR" else default
        people = int(population) if population else None
        middle = (float(lat), float(lon)) if lat else (None, None)
        dense = float(density) if density else None
        uid = f"cog:{part}:{code}"
        table[uid] = Territory(uid, level, code, name, parents, people, middle[0], middle[1], dense, None, kind or None)
    return table


@cache
def _aliases() -> tuple[tuple[str, str, str, str], ...]:
    """(level, code, name, uid), code or name empty where the territory has only the other."""
    return tuple((level, code, name, f"cog:{uid}") for level, code, name, uid in _rows("aliases"))


@cache
def _other_codes() -> dict[tuple[str, str], str]:
    return {(level, code): uid for level, code, _, uid in _aliases() if code}


@cache
def _names(part: str) -> dict[str, tuple[Territory, ...]]:
    table = _table(part)
    named: dict[str, dict[str, Territory]] = {}
    for place in table.values():
        named.setdefault(spelled(place.name), {})[place.uid] = place
    for _, _, name, uid in _aliases():
        if name and uid in table:
            named.setdefault(spelled(name), {})[uid] = table[uid]
    return {key: tuple(places.values()) for key, places in named.items()}


@cache
def _departments_of_epci() -> dict[str, tuple[str, ...]]:
    touched: dict[str, set[str]] = {}
    for commune in of_level("commune"):
        *epci, above = commune.parents
        for one in epci:
            touched.setdefault(one, set()).add(above)
    return {epci: tuple(sorted(departments)) for epci, departments in touched.items()}


@cache
def _insets() -> dict[str, tuple[float, float, float, float]]:
    return {f"cog:dep:{code}": (float(a), float(b), float(c), float(d)) for code, a, b, c, d in _rows("insets")}


def _asked(level: Level) -> tuple[Level, ...]:
    return (level, _ALSO[level]) if level in _ALSO else (level,)


_CEDEX = re.compile(r" cedex( \d+)?$")
_ARRONDISSEMENT = re.compile(r"(paris|lyon|marseille) 0?(\d+)(er|e|eme|ieme)?( arrondissement)?")
_EPCI = re.compile(r"communaute (?:de (c)ommunes|d (a)gglomeration|(u)rbaine)\b")
_SPELLED_OUT = {"st": "saint", "ste": "sainte", "s": "sur", "ss": "sous"}


def spelled(name: str) -> str:
    """`name` folded, and what only a reference of places may fold further: "St", "s/", "Cedex".

    >>> spelled("CCAS de St-Brieuc")
    'ccas de saint brieuc'
    """
    folded = _CEDEX.sub("", fold(name))
    if arrondissement := _ARRONDISSEMENT.fullmatch(folded):
        return f"{arrondissement[1]} {arrondissement[2]}"
    folded = _EPCI.sub(lambda found: f"c{found[found.lastindex or 0]}", folded)
    return " ".join([_SPELLED_OUT.get(word, word) for word in folded.split()])
