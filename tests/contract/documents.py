"""Documents of one's own, and what a graph holds after them: shared by the tests of imports, decisions and cuts."""

from __future__ import annotations

import random
from collections.abc import Callable

from graphmodel import dump, imports
from graphmodel.statements import identifiers
from graphmodel.statements.draft import Draft, Proof
from graphmodel.statements.records import Document, Statement
from graphmodel.store import Store
from tests.worlds import document

Made = tuple[Document, list[Statement]]


def made(seed: int, number: int, replaces: str = "") -> Made:
    """A random document of a tiny crowded world."""
    doc, _, statements = document(random.Random(seed * 100 + number), number, replaces)
    return doc, statements


def written(name: str, write: Callable[[Draft], None], replaces: str = "") -> Made:
    """A document of one's own."""
    doc = Document(f"doc:{name}", f"work {name}", f"sha-{name}", name, replaces=replaces)
    draft = Draft(doc, "")
    write(draft)
    return doc, draft.statements()


def load(store: Store, one: Made) -> str:
    run = imports.load(store, *one, options={}).run
    assert run is not None
    return run


def bytes_of(store: Store) -> list[str]:
    """The dump. Decisions keep a number, which tells their order and nothing else."""
    return list(dump.lines(store))


def graph_of(store: Store) -> list[str]:
    return [line for line in bytes_of(store) if line.startswith(('{"edge"', '{"node"', '{"labels"'))]


def fresh(store: Store) -> None:
    store.wipe()
    imports.prepare(store)


def after(store: Store, *documents: Made) -> list[str]:
    fresh(store)
    for one in documents:
        load(store, one)
    return bytes_of(store)


def org(draft: Draft, name: str, *codes: str, row: int = 1, **values: object) -> str:
    known = [identifiers.named("Organisation", "fr", name), *codes]
    return draft.entity("Organisation", known, {"name": name, **values}, Proof(f"O!A{row}"))
