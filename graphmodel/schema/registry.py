"""Every declared kind by its name in the graph."""

from __future__ import annotations

import re
from functools import cache

from graphmodel.schema import edges, nodes
from graphmodel.schema.spec import EdgeKind, NodeKind, fields, key_fields
from graphmodel.schema.vocabulary import Role


def _kinds(module: object, parent: type) -> dict[str, type]:
    found = {name: kind for name, kind in vars(module).items() if isinstance(kind, type) and issubclass(kind, parent)}
    return {name: kind for name, kind in found.items() if "label" in vars(kind)}


def relationship_type(kind: type[EdgeKind]) -> str:
    """The name of the relationship in the graph: `SpreadTo` is `SPREAD_TO`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).upper()


NODES: dict[str, type[NodeKind]] = _kinds(nodes, NodeKind)
"""By class label, in order of declaration."""

EDGES: dict[str, type[EdgeKind]] = {relationship_type(kind): kind for kind in _kinds(edges, EdgeKind).values()}
"""By relationship type, in order of declaration."""

BASES: tuple[str, ...] = tuple(dict.fromkeys(kind.base for kind in NODES.values()))
"""The labels that carry a unique `uid`; an entity has exactly one."""

ROLES: tuple[str, ...] = tuple(Role)


@cache
def refs(kind: type[EdgeKind]) -> tuple[str, ...]:
    """The properties of an edge that name another entity (an innovation, a place, a programme)."""
    return tuple(field.name for field in fields(kind) if field.prop.ref)


@cache
def ends_allowed(kind: str, role: str) -> frozenset[str]:
    """The base labels of what may stand at an end of an edge (`kind` is its type), or be named by it; none for a role
    that it does not have, and for what is no edge."""
    edge = EDGES.get(kind)
    if edge is None:
        return frozenset()
    if role in ("from", "to"):
        return frozenset(edge.source if role == "from" else edge.target)
    return frozenset(NODES[one.prop.ref].base for one in fields(edge) if one.name == role and one.prop.ref)


LINKS: tuple[str, ...] = (
    "from",
    "to",
    *dict.fromkeys(name for kind in EDGES.values() for name in refs(kind)),
)
"""What a relation statement may point at: its two ends and every entity that its edge names."""

KEYS: dict[str, tuple[str, ...]] = {name: tuple(f.name for f in key_fields(kind)) for name, kind in EDGES.items()}
