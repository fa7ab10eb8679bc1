"""What people read in place of the name of a rule: what it looks for, and a sentence in which it finds it.

Nothing is said here twice: a rule of sentences is called by the relation or the property that it states, a rule of the
template and a table by the label that stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from graphmodel.errors import Label
from graphmodel.schema.registry import EDGES, NODES
from graphmodel.schema.spec import fields
from ingest.monograph.told import RULES
from ingest.prose.rules import source
from ingest.sheets import SHEETS

_PARTS = re.compile(r"(?P<reader>[a-z]+)[-.:](?P<name>.+)")


def looks_for(rule: str, found: Iterable[str] = ()) -> tuple[Label, ...]:
    """What a rule looks for. One that no reader declares is called by the types of the facts that it `found`."""
    parts = _PARTS.fullmatch(rule)
    known = _labels().get((_reader(parts["reader"]), parts["name"])) if parts else None
    return (known,) if known else tuple(_stated(one) for one in dict.fromkeys(found))


def example(rule: str) -> str:
    """A sentence of our own that a rule of sentences reads; empty for any other rule."""
    found = _PARTS.fullmatch(rule)
    row = _sentences().get(found["name"]) if found and _reader(found["reader"]) == "prose" else None
    return str(row["says"][0]["text"]) if row and row.get("says") else ""


def _reader(name: str) -> str:
    """The reader of syntax reads by the rules of sentences."""
    return "prose" if name == "nlp" else name


@cache
def _sentences() -> Mapping[str, Mapping[str, Any]]:
    return {row["id"]: row for row in source()["rule"]}


@cache
def _labels() -> Mapping[tuple[str, str], Label]:
    said = {("prose", name): _stated(str(row["type"])) for name, row in _sentences().items()}
    told = {("monograph", str(name)): label for name, label in RULES.items()}
    return said | told | {("tabular", sheet.name): sheet.label for sheet in SHEETS}


def _stated(name: str) -> Label:
    """A relation by its verb, a property or a class by its label."""
    if name in EDGES:
        verb = EDGES[name].label
        return Label(f"« {verb.fr} »", f"“{verb.en}”")
    if name in NODES:
        return NODES[name].label
    return next(one.prop.label for kind in NODES.values() for one in fields(kind) if one.name == name)
