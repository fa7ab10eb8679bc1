"""A fact written down by hand, in words: what may be added, who may be chosen, what it will say and change. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphmodel.names import PROPOSE_FROM, fold, similar
from graphmodel.reference import territories
from graphmodel.schema.registry import NODES
from graphmodel.statements.records import Statement
from ingest.columns import Column
from ingest.hand_form import ABOUT, ENTITIES, RELATIONS, Fact, Written
from ui.i18n import Translator
from ui.viewmodels import document, fiches

OFFERED = 3
"""How many entities are offered in place of a new name."""
SHORT = 4
"""Letters below which a name stands inside too many others."""
MANY = 3_000
"""Above so many names, likeness is not looked for: it would take seconds."""
KINDS = (*RELATIONS, *ENTITIES)
"""What may be added, in the order of the list."""


@dataclass(frozen=True, slots=True)
class Known:
    """An entity that may be chosen: its name, and the words that tell it from others in a list."""

    uid: str
    name: str
    kind: str
    words: str


def known(t: Translator, rows: Iterable[Mapping[str, Any]]) -> list[Known]:
    """What may be chosen, each with its class and whose it is; no two in the same words, for the words choose.
    `rows` have `uid, name, kind, owners`."""
    found = [Known(row["uid"], row["name"], row["kind"], _words(t, row)) for row in rows]
    times = Counter(one.words for one in found)
    told = [one if times[one.words] == 1 else replace(one, words=_told_apart(one)) for one in found]
    again = Counter(one.words for one in told)
    apart = [one if again[one.words] == 1 else replace(one, words=f"{one.words} ({one.uid})") for one in told]
    return sorted(apart, key=lambda one: (one.words.casefold(), one.uid))


def _words(t: Translator, row: Mapping[str, Any]) -> str:
    owners = [one for one in dict.fromkeys(row["owners"]) if one != row["name"]][:2]
    return f"{row['name']} ({', '.join([t.label(NODES[row['kind']].label), *owners])})"


def _told_apart(one: Known) -> str:
    """Its code, or what its name is unique in: a commune, a network, a document; else its whole identifier."""
    scheme, _, rest = one.uid.partition(":")
    if scheme != "name":
        return f"{one.words} · {scheme.upper()} {rest}"
    scope = rest.split("/")[1]
    commune = territories.by_uid(f"cog:com:{scope.removeprefix('com.')}") if scope.startswith("com.") else None
    return f"{one.words} · {commune.name if commune else scope.rpartition('.')[2].replace('-', ' ')}"


def like(name: str, rows: Sequence[Known]) -> list[Known]:
    """The entities whose names are nearly the one that a person is about to write as new, the nearest first."""
    folded = fold(name)
    if len(folded) < SHORT:
        return []
    near = ((_nearness(folded, name, one, alike=len(rows) <= MANY), one) for one in rows)
    found = sorted((-score, one.words, one.uid, one) for score, one in near if score >= PROPOSE_FROM)
    return [one for *_, one in found[:OFFERED]]


def _nearness(folded: str, name: str, one: Known, *, alike: bool) -> float:
    """From 0 to 1: the same name, one inside the other, or as alike as two spellings."""
    other = fold(one.name)
    if folded == other:
        return 1.0
    if f" {folded} " in f" {other} " or (len(other) >= SHORT and f" {other} " in f" {folded} "):
        return PROPOSE_FROM
    return similar(name, one.name) if alike else 0.0


def end_label(t: Translator, kind: str, role: str) -> str:
    """The question that an end of the fact answers."""
    if role in ("from", "to"):
        return t(f"saisir.end.{kind}.{role}")
    words = t("saisir.about") if role == ABOUT else fiches.label(t, kind, role)
    return words[:1].upper() + words[1:]


def column_label(t: Translator, column: Column) -> str:
    """The question that a value answers."""
    words = column.header(t.lang)
    return words[:1].upper() + words[1:]


def main(fact: Fact, made: Written) -> Statement:
    """The statement that says the fact itself; the others only name its ends."""
    return next(one for one in made.statements if one.type == fact.type and (one.links or ABOUT in fact.ends))


def sentence(t: Translator, fact: Fact, said: Statement, values: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What the fact will say, as every page will say it; `values` are readable, `names` those of the graph, by uid."""
    ends = {role: names.get(who.uid, who.uid) if who.uid else who.name for role, who in fact.ends.items()}
    kept = {name: value for name, value in values.items() if ABOUT not in ends or name != "name"}
    return document.told(t, fact.type, ends, kept, status=said.status, modality=said.modality)
