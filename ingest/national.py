"""Names that are known nationwide: local authorities of the official geographical code, and a small shipped list of
national bodies (`graphmodel/reference/data/national_bodies.csv`, each with its sources, and its SIREN where two of them
agree or a register gives it).

Two documents that name one of them mean one entity, because its name has the country as scope. Nothing else does.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from graphmodel.names import fold
from graphmodel.reference import territories
from graphmodel.reference.territories import Level, Territory
from graphmodel.statements import identifiers


@dataclass(frozen=True, slots=True)
class NationalBody:
    """A body whose name the whole country shares. `local_homonyms`: local members bear the same name, so that the
    name alone means the national body only where nothing local stands beside it."""

    name: str
    kind: str
    identifiers: tuple[str, ...]
    local_homonyms: bool = False


def identify(
    name: str, kinds: tuple[str, ...] = ("Organisation", "Network"), *, local: bool = False
) -> NationalBody | None:
    """The national body or local authority of that name, in the first of `kinds` that has one; None for any other.

    `local` tells that the row speaks of a local body (it gives a commune, a département or a network).
    """
    for kind in kinds:
        body = _bodies().get((kind, fold(name)))
        if body and not (local and body.local_homonyms):
            return body
    return _local_authority(name) if "Organisation" in kinds else None


def local_authority(place: Territory) -> NationalBody | None:
    """The authority that governs a région, a département, an EPCI or a commune."""
    word = _WORDS.get(place.level)
    if word is None:
        return None
    known = [identifiers.named("Organisation", identifiers.COUNTRY, f"{word} {place.name} {place.code}")]
    if place.level == "epci":
        known.insert(0, identifiers.siren(place.code))  # the code of an EPCI is its SIREN
    return NationalBody(place.name, "Organisation", tuple(known))


_WORDS: dict[Level, str] = {"region": "région", "department": "département", "epci": "epci", "commune": "commune"}
_OF = r"(?:de l |de la |du |des |de |d |le |la |les |l )?"
_FORMS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    ("region", re.compile(rf"(?:conseil regional|region|collectivite territoriale) {_OF}(?P<name>.+)")),
    ("department", re.compile(rf"(?:conseil departemental|conseil general|departement) {_OF}(?P<name>.+)")),
    ("commune", re.compile(r"(?:ville|commune|mairie|municipalite) (?:de |d |des |du )?(?P<name>.+)")),
    (
        "epci",
        re.compile(
            r"(?P<name>(?:communaute|cc|ca|cu|metropole|eurometropole|grand) .+|.+ (?:metropole|agglomeration|agglo))"
        ),
    ),
)


@lru_cache(maxsize=65_536)
def _local_authority(name: str) -> NationalBody | None:
    folded = fold(name)
    for level, form in _FORMS:
        found = form.fullmatch(folded)
        places = territories.find(found["name"], level) if found else ()
        if len(places) == 1 and places[0].level == level:
            return local_authority(places[0])
    return None


@cache
def _bodies() -> dict[tuple[str, str], NationalBody]:
    """By class and folded name; a name that two of them bear is left out."""
    known: dict[tuple[str, str], set[NationalBody]] = defaultdict(set)
    for row in _rows():
        codes = [identifiers.siren(row["siren"])] if row["siren"] else []
        name = identifiers.named(row["class"], identifiers.COUNTRY, row["name"])
        body = NationalBody(row["name"], row["class"], (*codes, name), row["shared"] == "oui")
        for spelling in (row["name"], *row["aliases"].split("|")):
            if spelling:
                known[row["class"], fold(spelling)].add(body)
    return {key: next(iter(bodies)) for key, bodies in known.items() if len(bodies) == 1}


def _rows() -> list[dict[str, str]]:
    text = (files("graphmodel.reference") / "data" / "national_bodies.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))
