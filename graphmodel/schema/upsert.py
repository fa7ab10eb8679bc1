"""The statements that write and read back nodes and edges, generated from the declarations, never from data.

What exists is known before anything is written, so new nodes and edges are created, not merged: a merge by several
labels makes the local engine read the whole graph, and a merge of an edge walks the edges of its end.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from graphmodel.schema.registry import BASES, EDGES, NODES, ROLES

_CLASS_BASES = {name.lower(): kind.base for name, kind in NODES.items()}


def base_of(uid: str) -> str:
    """The base label of the entity that a uid names, which its scheme and class tell."""
    scheme, _, rest = uid.partition(":")
    if scheme in ("siren", "rna", "siret"):
        return "Actor"
    if scheme == "cog":
        return "Territory"
    return _CLASS_BASES[rest.split("/", 1)[0].replace("-", "")]


@cache
def create_node(labels: frozenset[str]) -> str:
    """Rows {properties}: new nodes that bear exactly these labels."""
    return f"UNWIND $rows AS row CREATE (n:{_checked(labels)}) SET n = row.properties"


@cache
def set_node(base: str) -> str:
    """Rows {uid, properties}: the properties of nodes that exist."""
    return f"UNWIND $rows AS row MATCH (n:{_checked([base])} {{uid: row.uid}}) SET n = row.properties"


@cache
def add_label(base: str, label: str) -> str:
    """Rows {uid}: nodes that get a label."""
    return f"UNWIND $rows AS row MATCH (n:{_checked([base])} {{uid: row.uid}}) SET n:{_checked([label])}"


@cache
def drop_label(base: str, label: str) -> str:
    """Rows {uid}: nodes that lose a label."""
    return f"UNWIND $rows AS row MATCH (n:{_checked([base])} {{uid: row.uid}}) REMOVE n:{_checked([label])}"


@cache
def delete_node(base: str) -> str:
    """Rows {uid}: nodes that go, once their edges are gone."""
    return f"UNWIND $rows AS row MATCH (n:{_checked([base])} {{uid: row.uid}}) DELETE n"


@cache
def read_nodes(base: str) -> str:
    """`$uids`: the labels and properties of nodes."""
    found = f"MATCH (n:{_checked([base])} {{uid: uid}})"
    return f"UNWIND $uids AS uid {found} RETURN labels(n) AS labels, properties(n) AS node"


@cache
def create_edge(kind: str, source: str, target: str) -> str:
    """Rows {source, target, properties}: new edges between nodes of these bases."""
    return (
        f"UNWIND $rows AS row MATCH (a:{_checked([source])} {{uid: row.source}}) "
        f"MATCH (b:{_checked([target])} {{uid: row.target}}) CREATE (a)-[r:{_type(kind)}]->(b) SET r = row.properties"
    )


@cache
def set_edge(kind: str, source: str, target: str) -> str:
    """Rows {source, target, key, properties}: the properties of edges that exist."""
    return f"UNWIND $rows AS row MATCH {_address(kind, source, target)} SET r = row.properties"


@cache
def delete_edge(kind: str, source: str, target: str) -> str:
    """Rows {source, target, key}: edges that go."""
    return f"UNWIND $rows AS row MATCH {_address(kind, source, target)} DELETE r"


@cache
def read_edges(kind: str, source: str, target: str) -> str:
    """`$rows` {source, target, key}: the properties of the edges that exist."""
    return (
        f"UNWIND $rows AS row MATCH {_address(kind, source, target)} "
        "RETURN row.source AS source, row.target AS target, row.key AS key, properties(r) AS edge"
    )


@cache
def dump_nodes(base: str) -> str:
    """A page of `$size` nodes after the uid `$after`, in order of uid."""
    return (
        f"MATCH (n:{_checked([base])}) WHERE n.uid > $after "
        "RETURN n.uid AS uid, labels(n) AS labels, properties(n) AS properties ORDER BY n.uid LIMIT $size"
    )


@cache
def dump_edges(base: str) -> str:
    """`$uids`: every edge that leaves these nodes."""
    return (
        f"UNWIND $uids AS uid MATCH (a:{_checked([base])} {{uid: uid}})-[r]->(b) RETURN r.key AS key, "
        "type(r) AS type, a.uid AS `from`, b.uid AS `to`, properties(r) AS properties"
    )


def _address(kind: str, source: str, target: str) -> str:
    """The pattern of one edge, started at the end that touches few: the local engine walks from there."""
    near, far = f"(b:{_checked([target])} {{uid: row.target}})", f"(a:{_checked([source])} {{uid: row.source}})"
    edge = f"[r:{_type(kind)} {{key: row.key}}]"
    return f"{near}<-{edge}-{far}" if EDGES[kind].low == "target" else f"{far}-{edge}->{near}"


_LABELS = frozenset({*BASES, *NODES, *ROLES})


def _checked(labels: Iterable[str]) -> str:
    asked = sorted(labels)
    if unknown := set(asked) - _LABELS:
        raise ValueError(f"not labels of the schema: {sorted(unknown)}")
    return ":".join(asked)


def _type(kind: str) -> str:
    if kind not in EDGES:
        raise ValueError(f"not a type of the schema: {kind}")
    return kind
