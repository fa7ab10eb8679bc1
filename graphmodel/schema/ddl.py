"""Constraints and indexes, generated from the declarations: uniqueness and range indexes only, as both engines have."""

from __future__ import annotations

from graphmodel.schema.registry import BASES, LINKS

LINKED = (*LINKS, "network")
"""The roles under which a relation or coverage statement points at entity statements."""

UNIQUE = {
    **dict.fromkeys(BASES, "uid"),
    "Document": "uid",
    "Page": "id",
    "Run": "id",
    "Statement": "id",
    "Identifier": "id",
    "Decision": "id",
}
"""By label, the property that no two nodes share."""

INDEXED = {"Statement": ("target", "fingerprint", *(f"{link}_statement" for link in LINKED))}
"""By label, the properties that are looked up. All hold values that seldom repeat (a link is stored with the id of
its statement behind it): the local engine forgets a repeated entry slowly."""


def statements() -> list[str]:
    """The statements that make an empty database ready; each may run again."""
    unique = [
        f"CREATE CONSTRAINT unique_{label.lower()} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{name} IS UNIQUE"
        for label, name in UNIQUE.items()
    ]
    indexed = [
        f"CREATE INDEX {label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"
        for label, names in INDEXED.items()
        for name in names
    ]
    return unique + indexed
