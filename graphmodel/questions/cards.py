"""The card of an entity: its properties, then its edges, each with the words of the schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from graphmodel import catalogue
from graphmodel.names import fold
from graphmodel.questions.row import decimal_text
from graphmodel.questions.rows import CardLine, Spread
from graphmodel.schema.registry import EDGES, NODES
from graphmodel.schema.spec import Field, fields
from graphmodel.statements.fold import WHEN
from graphmodel.store import Store

DOUBTS = ("contradicted", "inferred")
"""What names, on nodes and edges, the values that are in dispute and those that no document states."""

SHOWN_APART = frozenset({"key", "status", "modality", "sources", "fictional", *DOUBTS, *WHEN})


def card(store: Store, theme: str, uid: str, limit: int) -> list[CardLine]:
    """The lines of one entity; `theme` holds the two files that read it, `limit` bounds the edges."""
    found = catalogue.read(store, f"{theme}.card", uid=uid)
    if not found:
        return []
    edges = catalogue.read(store, f"{theme}.edges", uid=uid, limit=limit)
    return in_order([*_properties(found[0]), *map(_edge, edges)])[:limit]


def in_order(lines: Iterable[CardLine]) -> list[CardLine]:
    """Properties as declared, then edges that go out, then those that come in, by type and name."""
    sections = ("property", "out", "in")
    return sorted(
        lines,
        key=lambda one: (
            sections.index(one.section),
            one.name if one.uid else "",
            fold(one.uid_name or ""),
            one.uid or "",
            one.key or "",
        ),
    )


def of_spread(one: Spread, section: Literal["out", "in"]) -> CardLine:
    """A spread as its giver ("out") or its receiver ("in") shows it."""
    out = section == "out"
    names = ("innovation", "place_from", "place_to", "mode", "model", "direction", "via", "accompanied")
    standing = ("key", "when_label", "status", "modality", "sources", "contradicted", "inferred")
    return CardLine(
        section=section,
        name="SPREAD_TO",
        fr=EDGES["SPREAD_TO"].label.fr,
        en=EDGES["SPREAD_TO"].label.en,
        value={name: said for name in names if (said := getattr(one, name)) is not None},
        uid=one.to if out else one.from_,
        uid_name=one.to_name if out else one.from_name,
        uid_kind=one.to_kind if out else one.from_kind,
        **{name: getattr(one, name) for name in standing},
    )


def readable(values: Mapping[str, Any]) -> dict[str, Any]:
    """Stored values as answers give them: cents become text with two decimals, under the name of the amount."""
    return {
        name.removesuffix("_cents"): decimal_text(value) if name.endswith("_cents") else value
        for name, value in sorted(values.items())
    }


def _properties(row: Mapping[str, Any]) -> list[CardLine]:
    kind = next(NODES[label] for label in NODES if label in row["labels"])
    return [_property(one, row["properties"]) for one in fields(kind) if one.name in row["properties"]]


def _property(one: Field, properties: Mapping[str, Any]) -> CardLine:
    ((name, value),) = readable({one.name: properties[one.name]}).items()
    whole = one.prop.group or one.name
    return CardLine(
        section="property",
        name=name,
        fr=one.prop.label.fr,
        en=one.prop.label.en,
        value=value,
        sources=properties.get("sources", 0),
        **{told: tuple(one for one in properties.get(told, ()) if one == whole) for told in DOUBTS},
    )


def _edge(row: Mapping[str, Any]) -> CardLine:
    said = row["properties"]
    kind = EDGES[row["type"]]
    return CardLine(
        section="out" if row["out"] or not kind.directed else "in",
        name=row["type"],
        fr=kind.label.fr,
        en=kind.label.en,
        value=readable({name: value for name, value in said.items() if name not in SHOWN_APART}),
        uid=row["uid"],
        uid_name=row["name"],
        uid_kind=row["kind"],
        **{name: said.get(name) for name in ("key", "when_label", "status", "modality")},
        sources=said.get("sources", 0),
        **{told: tuple(said.get(told, ())) for told in DOUBTS},
    )
