"""A class that documents dispute is written on every engine as it folds, and written back when one of them goes."""

from __future__ import annotations

from graphmodel import imports
from graphmodel.statements.draft import Draft, Proof
from graphmodel.statements.records import Document
from graphmodel.store import Store


def load(store: Store, name: str, kind: str) -> str:
    draft = Draft(Document(f"doc:{name}", f"work {name}", f"sha-{name}", name))
    draft.entity(kind, ["siren:1"], {"name": "Réseau des Lisières"}, Proof("O!A1"))
    run = imports.load(store, draft.document, draft.statements(), options={}).run
    assert run is not None
    return run


def labels(store: Store) -> list[list[str]]:
    found = store.read("MATCH (n:Actor {uid: 'siren:1'}) RETURN labels(n) AS labels ORDER BY n.uid")
    counted = store.read("MATCH (n:Network) RETURN count(n) AS networks")
    return [sorted(row["labels"]) for row in found] + [["Network"] * counted[0]["networks"]]


def test_an_organisation_becomes_the_network_that_a_document_describes_until_that_document_is_undone(
    store: Store,
) -> None:
    store.wipe()
    imports.prepare(store)
    load(store, "grants", "Organisation")
    assert labels(store) == [["Actor", "Organisation"], []]
    run = load(store, "networks", "Network")
    assert labels(store) == [["Actor", "Network"], ["Network"]]
    imports.undo(store, run)
    assert labels(store) == [["Actor", "Organisation"], []]
