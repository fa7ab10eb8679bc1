"""From an edge or an entity to the statements that bear it out, each with its document and its place there.

Only statements that count: what they fold into is what is asked about, and their document is live and not replaced.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from graphmodel.analysis.projection import Projection
from graphmodel.archive import StoreArchive
from graphmodel.questions.rows import Proof
from graphmodel.statements.held import Address, Stored
from graphmodel.statements.plan import View
from graphmodel.statements.records import Document
from graphmodel.store import Store

READS = ("statements.about", "statements.view")
"""The files that reading proofs asks."""


def address(kind: str, source: str, target: str, key: str) -> str:
    """The address of an edge as one text: what facts and contradictions are named by."""
    return "|".join((kind, source, target, key))


def view_of(store: Store, world: Projection) -> View:
    """Documents, runs and decisions."""
    return world.part("view", StoreArchive(store).view)


def statements(store: Store, world: Projection, targets: Collection[str]) -> list[Stored]:
    """The statements that fold into these targets and count, by document, place and id."""
    live = view_of(store, world).live_documents()
    found = StoreArchive(store).about(targets) if targets else []
    counting = (one for one in found if one.statement.doc in live)
    return sorted(counting, key=lambda one: (one.statement.doc, _place(one.statement.at[0]), one.statement.id))


def proofs(store: Store, world: Projection, edges: Iterable[str]) -> dict[str, tuple[Proof, ...]]:
    """For each edge, given by its `address`, its proofs."""
    documents = view_of(store, world).documents
    found: dict[str, list[Proof]] = defaultdict(list)
    for one in statements(store, world, {_target(edge) for edge in edges}):
        found[_address(one)].append(proof(one, documents))
    return {edge: tuple(some) for edge, some in found.items()}


def linked(store: Store, said: Iterable[Stored]) -> dict[str, str]:
    """The uids of the entities that relation statements name, by the id of the entity statement they point at."""
    ids = {link for one in said for link in one.statement.links.values()}
    return {one.statement.id: one.target for one in StoreArchive(store).named(ids)} if ids else {}


def proof(one: Stored, documents: Mapping[str, Document]) -> Proof:
    """A statement as a proof."""
    said = one.statement
    return Proof(
        document=said.doc,
        title=documents[said.doc].title,
        at=said.at[0],
        cites=said.cites or None,
        quote=said.quote or None,
        statement=said.id,
    )


def target_of(edge: Address) -> tuple[str, int]:
    """The target that the statements of an edge have, and their rank among equal rows."""
    kind, source, target, key = edge
    base, _, rank = key.partition(".")
    return "|".join((kind, source, target, base)), int(rank or 0)


def _target(edge: str) -> str:
    kind, source, target, key = edge.split("|")
    return target_of((kind, source, target, key))[0]


def _address(one: Stored) -> str:
    return f"{one.target}.{one.ordinal}" if one.ordinal else one.target


def _place(at: str) -> str:
    """`Feuille!C9` before `Feuille!C12`."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(9), at)
