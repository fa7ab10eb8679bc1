"""Loading grants: through Essaim, then the very same writes by the bare driver; undoing; a funder that changes name.

Both load the same run: what Essaim sends to the engine is noted as it goes, batch by batch, and sent again, as rows
already computed, to an empty graph. So the ratio says what validation, identity, folding and planning cost.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from neo4j import Driver, GraphDatabase, ManagedTransaction

from graphmodel import imports
from graphmodel.statements import identifiers
from graphmodel.statements.draft import Draft, Proof
from graphmodel.statements.records import Document, Span, Statement, digest
from graphmodel.store import Store
from tests.engines import Server

SEED = 7
FUNDERS = 40
TRANSACTION = 5_000
PURPOSES = ("Démarrage", "Essaimage", "Formation", "Équipement", "Fonctionnement")

Batch = list[tuple[str, list[dict[str, Any]]]]


@dataclass(frozen=True, slots=True)
class Timed:
    """One measure: what, over how many rows, in how many seconds; `against` is what it is compared with."""

    what: str
    rows: int
    seconds: float
    against: float | None = None

    @property
    def ratio(self) -> float | None:
        """How fast it is, 1 being as fast as what it is compared with."""
        return self.against / self.seconds if self.against is not None else None


def document(name: str) -> Document:
    """An invented document of 2024."""
    uid = f"doc:{digest('bench', name)[:16]}"
    return Document(uid, name, digest(name), name, date=Span("2024-01-01", "2024-12-31"))


Grant = tuple[int, dict[str, Any]]
"""The rank of a funder, and what is said of the grant."""


def rows(count: int) -> list[Grant]:
    """`count` grants of forty funders, made up before anything is measured."""
    chance = random.Random(SEED)
    return [(chance.randrange(FUNDERS), _said(row, chance)) for row in range(count)]


def grants(about: Document, made_up: Sequence[Grant]) -> list[Statement]:
    """The grants, each to an association of its own with its SIREN, as an importer would say them."""
    draft = Draft(about)
    for row, (rank, said) in enumerate(made_up):
        giver = _body(draft, f"Fonds {rank}", 100_000_000 + rank, "Funder", row)
        taker = _body(draft, f"Association {row}", 200_000_000 + row, "Association", row)
        draft.relation("FINANCES", {"from": giver, "to": taker}, said, Proof(f"F!A{row + 2}"))
    return draft.statements()


def of_one_funder(about: Document, made_up: Sequence[Grant]) -> list[Statement]:
    """The grants, all of one funder that is known by its name only."""
    draft = Draft(about)
    named = identifiers.named("Organisation", "fr", "Fonds des Lisières")
    giver = draft.entity("Organisation", [named], {"name": "Fonds des Lisières"}, Proof("F!A2"))
    for row, (_, said) in enumerate(made_up):
        taker = _body(draft, f"Association {row}", 200_000_000 + row, "Association", row)
        draft.relation("FINANCES", {"from": giver, "to": taker}, said, Proof(f"F!A{row + 2}"))
    return draft.statements()


def its_siren(about: Document) -> list[Statement]:
    """One line: the SIREN of that funder."""
    draft = Draft(about)
    known = [identifiers.named("Organisation", "fr", "Fonds des Lisières"), "siren:300000000"]
    draft.entity("Organisation", known, {"name": "Fonds des Lisières", "siren": "300000000"}, Proof("F!A2"))
    return draft.statements()


def measures(server: Server, size: int, funder: int) -> Iterator[Timed]:
    """Load and undo `size` grants, then re-key a funder of `funder` grants."""
    with server.open(deadline=600) as store:
        _empty(store)
        with _noted(store) as batches:
            loaded, run = _load(store, f"{size} grants", grants, size)
        _, undone = _clock(lambda: imports.undo(store, run))
        _empty(store)
        bare = _bare(server, batches)
        yield Timed("import (brouillon, identité, pliage, écriture)", size, loaded, bare)
        yield Timed("pilote nu, mêmes écritures", size, bare)
        yield Timed("annulation de cet import", size, undone)
        _empty(store)
        first, _ = _load(store, "one funder", of_one_funder, funder)
        about = document("its siren")
        _, rekeyed = _clock(lambda: imports.load(store, about, its_siren(about), options={}))
        yield Timed("import d'un financeur sans SIREN", funder, first)
        yield Timed("ce financeur reçoit son SIREN", funder, rekeyed)
        store.wipe()


def _body(draft: Draft, name: str, siren: int, role: str, row: int) -> str:
    values = {"name": name, "siren": str(siren), "roles": (role,)}
    return draft.entity("Organisation", [f"siren:{siren}"], values, Proof(f"F!A{row + 2}"))


def _said(row: int, chance: random.Random) -> dict[str, Any]:
    year = chance.randint(2012, 2024)
    values = {"year": year, "object": chance.choice(PURPOSES), "amount_cents": chance.randint(50_000, 6_000_000)}
    return values | {"reference": f"{year}-{row}", "currency": "EUR"}


def _empty(store: Store) -> None:
    store.wipe()
    imports.prepare(store)


def _load(
    store: Store, name: str, said: Callable[[Document, Sequence[Grant]], Sequence[Statement]], count: int
) -> tuple[float, str]:
    """The seconds of validation and load together, and the run."""
    about, made_up = document(name), rows(count)
    loaded, seconds = _clock(lambda: imports.load(store, about, said(about, made_up), options={}))
    assert loaded.run is not None
    return seconds, loaded.run


@contextmanager
def _noted(store: Store) -> Iterator[list[Batch]]:
    """Every transaction that the store commits meanwhile."""
    batches: list[Batch] = []
    commit = store.transaction

    def note(steps: Sequence[tuple[str, Sequence[Any]]], *, receipt: str | None = None) -> None:
        batches.append([(text, [dict(row) for row in rows]) for text, rows in steps])
        commit(steps, receipt=receipt)

    store.transaction = note  # type: ignore[method-assign]
    try:
        yield batches
    finally:
        del store.transaction


def _bare(server: Server, batches: Sequence[Batch]) -> float:
    """The seconds that the driver alone takes for the same batches."""

    def send(driver: Driver) -> None:
        with driver.session(database=server.database) as session:
            for batch in batches:
                session.execute_write(_write, batch)

    with GraphDatabase.driver(server.uri, auth=server.auth) as driver:
        driver.verify_connectivity()
        return _clock(lambda: send(driver))[1]


def _write(transaction: ManagedTransaction, batch: Batch) -> None:
    for text, rows in batch:
        for start in range(0, len(rows), TRANSACTION):
            transaction.run(text, rows=rows[start : start + TRANSACTION]).consume()


def _clock(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start
