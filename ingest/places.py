"""Which territory a cell means: by code, else by a name that is not shared, never by a silent guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graphmodel.errors import Label
from graphmodel.names import fold
from graphmodel.reference import territories
from graphmodel.reference.territories import Level, Territory
from graphmodel.schema.vocabulary import TerritoryLevel
from ingest.values import Note

COLUMN_LEVELS: dict[str, Level] = {
    "commune": "commune", "commune_code": "commune", "department": "department", "region": "region",
}  # fmt: skip
"""The columns that say by themselves what kind of territory they hold."""

_ALL = re.compile(r"(?:tous les |toutes les |all )?(?P<what>departements?|departments|regions?)(?: de france)?")
_ALL_LEVELS: dict[str, Level] = {"d": "department", "r": "region"}
_DETAILED = re.compile(r"(?P<name>.+?)\s*\((?P<detail>[^()]+)\)")
_LEVEL_WORDS: dict[str, Level] = {
    "departement": "department", "region": "region", "commune": "commune", "ville": "commune", "epci": "epci",
    "pays": "foreign",
}  # fmt: skip


_LEVEL_BY_LENGTH: dict[int, Level] = {
    1: "department", 2: "department", 3: "department", 4: "commune", 5: "commune", 9: "epci",
}  # fmt: skip


_CITY_OF_POSTAL_CODE = {
    str(first + number): commune
    for first, arrondissements, commune in ((75_000, 20, "75056"), (69_000, 9, "69123"), (13_000, 16, "13055"))
    for number in range(1, arrondissements + 1)
}
_LABELS = {one.value: one.label for one in TerritoryLevel}
_ARRONDISSEMENT = re.compile(r"751\d\d|6938\d|132\d\d")
_TOWN = 5_000  # inhabitants: whoever writes « Loire » seldom means the village of Loiré


@dataclass(frozen=True, slots=True)
class Placed:
    """The uids that a text means (none: it could not be told), and what has to be said about it."""

    uids: tuple[str, ...] = ()
    note: Note | None = None


@lru_cache(maxsize=65_536)
def place(text: str, level: Level | None = None, within: str = "", *, coded: bool = False) -> Placed:
    """The territory that `text` names. `within` is the uid of a département that settles between homonyms; `coded`
    tells that the cell is declared to hold an official code, so that five digits are no postal code."""
    if (found := _ALL.fullmatch(fold(text))) and found["what"].endswith("s"):
        return Placed(tuple(one.uid for one in territories.of_level(_ALL_LEVELS[found["what"][0]])))
    if found_by_code := _by_code(text, level, coded=coded):
        return found_by_code
    if (found := _DETAILED.fullmatch(text)) and not territories.find(text, level):
        return _detailed(found["name"], found["detail"], level)
    return _settled(text, territories.find(text, level), level, within)


def _by_code(text: str, level: Level | None, *, coded: bool) -> Placed | None:
    bare = re.sub(r"\s", "", text).upper()
    if not re.fullmatch(r"\d{1,3}|2[AB]|\d{5}|2[AB]\d{3}|\d{4}|\d{9}", bare):
        return None
    asked = level or _LEVEL_BY_LENGTH[len(bare)]
    if asked == "commune" and not coded:
        return _by_doubtful_code(bare)
    found = territories.resolve_code(asked, bare)
    if found is None:
        return Placed((), Note("postal-code" if asked == "commune" else "territory-unknown"))
    padded = len(bare) < len(found.code) and found.code.endswith(bare)
    return Placed((found.uid,), Note("code-padded", {"read": found.code}) if padded else None)


def _by_doubtful_code(bare: str) -> Placed:
    """Five digits where nothing says which code they are: most people write postal codes, which name no one commune
    but in the three cities that are cut into arrondissements. What is understood is said with its name."""
    code = _CITY_OF_POSTAL_CODE.get(bare) or bare
    found = territories.resolve_code("commune", code)
    if found is None or (found.code != code.zfill(5) and not _ARRONDISSEMENT.fullmatch(code)):
        return Placed((), Note("postal-code"))
    return Placed((found.uid,), Note("place-guessed", {"read": described(found)}))


def _detailed(name: str, detail: str, level: Level | None) -> Placed:
    """« Vienne (38) », « Paris (commune) »."""
    if word := _LEVEL_WORDS.get(fold(detail)):
        return _settled(name, territories.find(name, word), word, "")
    inside = territories.resolve_code("department", detail) or next(iter(territories.find(detail, "department")), None)
    if inside is None:
        return Placed((), Note("territory-unknown"))
    return _settled(name, territories.find(name, level or "commune"), level or "commune", inside.uid)


def _settled(text: str, found: tuple[Territory, ...], level: Level | None, within: str) -> Placed:
    if within:
        found = tuple(one for one in found if one.uid == within or within in territories.ancestors(one.uid))
    if not found:
        return Placed((), Note("territory-unknown"))
    best = [one for one in found if one.level == found[0].level]
    exact = [one for one in best if fold(one.name) == fold(text)] or best
    if len(exact) > 1:
        return Placed((), Note("place-ambiguous", {"choices": ", ".join(map(_with_department, exact[:4]))}))
    chosen = exact[0]
    if level is None and any(_rivals(one, chosen) for one in found):
        return Placed((chosen.uid,), Note("place-guessed", {"read": described(chosen)}))
    return Placed((chosen.uid,))


def _rivals(other: Territory, chosen: Territory) -> bool:
    """Whether a homonym may be meant as well: not the same ground under another title (Paris, La Réunion), nor a
    village beside a region or a département."""
    if other.uid == chosen.uid or (other.population and other.population == chosen.population):
        return False
    return chosen.level not in ("region", "department") or (other.population or 0) >= _TOWN


def described(one: Territory) -> Label:
    """A territory told from its homonyms: « Vienne (département, 86) », « Rennes (35) »."""
    if one.level not in ("region", "department"):
        return Label(_with_department(one), _with_department(one))
    word = _LABELS[one.level]
    return Label(f"{one.name} ({word.fr}, {one.code})", f"{one.name} ({word.en}, {one.code})")


def _with_department(one: Territory) -> str:
    return f"{one.name} ({(territories.department_of(one.uid) or one.uid).rsplit(':', 1)[-1]})"


_POSTAL = re.compile(r"(?:.*\D)?(?P<code>\d{5})\s+(?P<name>[^,;]{2,}?)(?:\s+cedex.*)?", re.IGNORECASE | re.DOTALL)
_CORSICA: dict[str, str] = {"200": "2A", "201": "2A", "202": "2B", "206": "2B"}


@lru_cache(maxsize=65_536)
def place_of_address(address: str, region: str = "") -> str:
    """The uid of the commune at the end of a French address; else of the département that its postal code leaves no
    doubt about; else nothing. `region` is the uid of the region that the row gives, if any.

    A postal code is not a communal code, and a few communes are served from the next département. So the commune must
    bear the name, lie in the département of the postal code and be the only one; a name that is found elsewhere only
    makes the postal code doubtful too.
    """
    found = _POSTAL.fullmatch(address.strip())
    if found is None:
        return _only(territories.find(address, "commune"), region)
    department = department_of_postal_code(found["code"])
    communes = territories.find(found["name"], "commune")
    if not department or (region and region not in territories.ancestors(department)):
        return ""
    return _only(communes, department) or (department if _none_elsewhere(communes, department) else "")


def _only(communes: tuple[Territory, ...], above: str) -> str:
    inside = [one.uid for one in communes if not above or above in territories.ancestors(one.uid)]
    return inside[0] if len(inside) == 1 else ""


def _none_elsewhere(communes: tuple[Territory, ...], department: str) -> bool:
    return not communes or any(department in territories.ancestors(one.uid) for one in communes)


def department_of_postal_code(code: str) -> str:
    """The uid of the département whose number begins the postal code; empty where none does."""
    digits = _CORSICA.get(code[:3]) or (code[:3] if code.startswith("97") else code[:2])
    found = territories.resolve_code("department", digits)
    return found.uid if found and found.level == "department" else ""
