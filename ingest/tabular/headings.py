"""What the words above a column mean: a column of the template, and what they say beside it (whose, which unit, when).

The words themselves are those that `ingest.sheets` declares; only what people write around them is known here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graphmodel.names import fold
from graphmodel.schema.registry import NODES
from graphmodel.schema.vocabulary import Role
from ingest.columns import Column, Sheet, headers
from ingest.prose.gazetteer import stem
from ingest.text.pages import Cell

Owner = Literal["", "head", "network"]

_HEAD = r"(?:tdr|tetes?(?: de reseaux?)?(?: nationales?)?|siege(?: national)?)"
_LINK = r"(?:de la|a la|dans la|pour la|du|de|au|des|dans le|pour le)"
_OF_HEAD = re.compile(rf"(?P<stem>.+?) (?:{_LINK} )?{_HEAD}")
_OF_NETWORK = re.compile(rf"(?P<stem>.+?) (?:au sein )?(?:{_LINK} )?reseaux?")
_SAYS_HEAD = re.compile(r"\b(?:tdr|tetes? de reseaux?)\b")
_ONLY_HEAD = re.compile(rf"(?:la |les )?{_HEAD}")
_ONLY_NETWORK = re.compile(r"(?:le |les )?reseaux?")
_MONEY = re.compile(r"\(?\b(?:en )?(?P<scale>k|m|milliers d['’]|millions d['’])? ?(?:€|euros?)\)?\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?P<stem>.+?) (?:en |au 31 12 |fin )?(?P<year>(?:19|20)\d\d)")
_NUMBER_OF = re.compile(r"(?:nombre|nb|nbre)(?: total)? (?:de |d |des )?(?P<stem>.+)")
_DATE_OF = re.compile(r"(?:date|annee) (?:de |d )(?P<stem>.+)")
_NAME_OF = re.compile(r"(?:noms?|intitules?|denominations?) (?:de la |de l |du |des |de |d )?(?P<stem>.+)")
_EITHER = re.compile(r"\s*/\s*|\s+ou\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column that is understood. `owner`: whose its values are said to be; `unit`: that of its sums (« k€ »);
    `year`: that of its values (0: none is said); `text`: the words themselves."""

    column: Column
    text: str
    owner: Owner = ""
    unit: str = ""
    year: int = 0


@dataclass(frozen=True, slots=True)
class Naming:
    """A heading of names: the class of what they name (empty: some actor), the roles that it says. `bare`: it says
    « nom » and no more, as above persons or places."""

    kind: str
    roles: tuple[str, ...] = ()
    is_head: bool = False
    bare: bool = False


def said(cells: Sequence[Cell]) -> str:
    """The words above a column, from the top."""
    return " ".join(" ".join(cell.text.split()) for cell in cells)


def heading(cells: Sequence[Cell], sheet: Sheet) -> Heading | None:
    """What the cells above a column mean in this sheet; None where that is not certain."""
    owner: Owner = ""
    if len(cells) > 1 and _ONLY_HEAD.fullmatch(fold(cells[0].text)):
        owner, cells = "head", cells[1:]
    elif len(cells) > 1 and _ONLY_NETWORK.fullmatch(fold(cells[0].text)):
        owner, cells = "network", cells[1:]
    words = said(cells)
    found = _found(words, sheet)
    if found is None and len(cells) > 1:
        found = _found(said(tuple(reversed(cells))), sheet)
    if found is None or (owner and found.owner not in ("", owner)):
        return None
    return Heading(found.column, words, owner or found.owner, found.unit, found.year)


def naming(cells: Sequence[Cell], sheet: Sheet) -> Naming | None:
    """Whether the cells above a column say that it holds the names of what the sheet describes."""
    folded = fold(said(cells))
    known = _namings(sheet)
    if found := known.get(singular(folded)):
        return found
    if sheet.entity == "Organisation" and _ONLY_HEAD.fullmatch(folded):
        return Naming("Organisation", is_head=True)
    named = _NAME_OF.fullmatch(folded)
    return known.get(singular(named["stem"])) if named else None


def _found(words: str, sheet: Sheet) -> Heading | None:
    whole = _of_one(words, sheet)
    if whole is not None:
        return whole
    parts = [_of_one(part, sheet) for part in _EITHER.split(words)]
    same = {part.column.name: part for part in parts if part is not None}
    return next(iter(same.values())) if len(same) == 1 and None not in parts else None


def _of_one(words: str, sheet: Sheet) -> Heading | None:
    money = _MONEY.search(words)
    bare = words[: money.start()] if money and money.start() else words
    unit = f"{_SCALES[(money['scale'] or '')[:6].lower()]}€" if money else ""
    for words_alone, owner, year in _stems(fold(bare)):
        column = _column(words_alone, sheet)
        if column is None or (unit and column.shape != "amount"):
            continue
        says: Owner = "head" if _SAYS_HEAD.search(fold(bare)) else owner
        return Heading(column, words, says, unit, year)
    return None


_SCALES = {"": "", "k": "k", "m": "M", "millie": "k", "millio": "M"}


def _stems(folded: str) -> list[tuple[str, Owner, int]]:
    """The words, then the words without a year, then without their owner."""
    stems: list[tuple[str, Owner, int]] = [(folded, "", 0)]
    if dated := _YEAR.fullmatch(folded):
        stems.append((dated["stem"], "", int(dated["year"])))
    for dateless, _, year in tuple(stems):
        if of_head := _OF_HEAD.fullmatch(dateless):
            stems.append((of_head["stem"], "head", year))
        elif of_network := _OF_NETWORK.fullmatch(dateless):
            stems.append((of_network["stem"], "network", year))
    return stems


def _column(folded: str, sheet: Sheet) -> Column | None:
    exact = headers(sheet).get(folded) or _singulars(sheet).get(singular(folded))
    if exact:
        return exact
    for pattern, shapes in ((_NUMBER_OF, ("whole",)), (_DATE_OF, ("day", "when"))):
        if (of := pattern.fullmatch(folded)) and (column := _column(of["stem"], sheet)) and column.shape in shapes:
            return column
    return None


@cache
def _singulars(sheet: Sheet) -> Mapping[str, Column]:
    """The columns by their headers in the singular; what would mean two columns means none."""
    found: dict[str, set[str]] = {}
    for folded, column in headers(sheet).items():
        found.setdefault(singular(folded), set()).add(column.name)
    return {words: sheet.by_name[next(iter(names))] for words, names in found.items() if len(names) == 1}


@cache
def _namings(sheet: Sheet) -> Mapping[str, Naming]:
    """By singular heading: the title of the sheet, the header of its names, the role or the class whose label it is."""
    base, names = NODES[sheet.entity].base, sheet.by_name["name"]
    found = {singular(fold(one)): Naming(sheet.entity) for one in (*sheet.known_as(), *names.aliases)}
    for role in Role if base == "Actor" else ():
        if role is not Role.FUNDER:  # beside a funder stands what it gives, not what it has
            found[singular(fold(role.label.fr))] = Naming("Organisation", (role.value,))
    for kind, declared in NODES.items():
        if declared.base == base:
            found |= {singular(fold(one)): Naming(kind) for one in (declared.label.fr, declared.label.en)}
    bare = Naming("" if base == "Actor" else sheet.entity, bare=True)
    return found | {fold(one): bare for one in (names.label.fr, names.label.en)}


def singular(folded: str) -> str:
    """Folded words without the marks of their plural."""
    return " ".join(stem(word) for word in folded.split())
