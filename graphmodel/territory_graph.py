"""What the graph holds without any statement: countries, regions, départements, and the six functions of a head."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

from graphmodel.reference import territories
from graphmodel.schema.vocabulary import Function
from graphmodel.statements.fold import Edge, Node, edge_key, search_text
from graphmodel.statements.identifiers import COUNTRY, named

PERMANENT_LEVELS = frozenset(get_args(territories.Level)) - {"epci", "commune"}
"""Territories that stay; a commune or an EPCI enters with the first statement that refers to it and goes with the
last."""

DECLARED = ("level", "code", "population", "lat", "lon", "rural")


class OfficialCode:
    """The reference as folding asks for it (`graphmodel.statements.plan.Reference`)."""

    def properties(self, uid: str) -> Mapping[str, Any]:
        """Name, level, code, population and position of a territory; the name of a function; else nothing."""
        if uid in functions():
            return functions()[uid]
        territory = territories.by_uid(uid) if uid.startswith("cog:") else None
        if territory is None:
            return {}
        known = {name: getattr(territory, name) for name in DECLARED}
        return {"name": territory.name} | {name: value for name, value in known.items() if value is not None}

    def permanent(self, uid: str) -> Node | None:
        """The node that needs no statement, or None."""
        if uid in functions():
            base = "HeadFunction"
        else:
            territory = territories.by_uid(uid) if uid.startswith("cog:") else None
            if territory is None or territory.level not in PERMANENT_LEVELS:
                return None
            base = "Territory"
        properties = dict(self.properties(uid))
        rest = {"uid": uid, "search": search_text([properties["name"]]), "sources": 0}
        return Node(uid, base, frozenset({base}), properties | rest)

    def edges(self, uid: str) -> list[Edge]:
        """The links of a territory to those above it that stay."""
        territory = territories.by_uid(uid) if uid.startswith("cog:") else None
        above = [territories.by_uid(parent) for parent in territory.parents] if territory else []
        key = edge_key({})
        properties = {"key": key, "status": "stated", "modality": "actual", "sources": 0}
        return [
            Edge("PART_OF", uid, one.uid, key, properties) for one in above if one and one.level in PERMANENT_LEVELS
        ]


@cache
def functions() -> dict[str, dict[str, Any]]:
    """The six reference nodes of the functions of a head, by uid."""
    return {function_uid(function): {"name": function.label.fr, "function": function.value} for function in Function}


def function_uid(function: Function) -> str:
    """The uid of a function of a head of network."""
    return named("HeadFunction", COUNTRY, function.value)


@cache
def permanent_uids() -> tuple[str, ...]:
    """All that stays: functions, France, its regions, départements and collectivities, foreign countries."""
    levels = sorted(PERMANENT_LEVELS, key=get_args(territories.Level).index)
    return (*functions(), *(one.uid for level in levels for one in territories.of_level(level)))
