"""The Store: the graph as the rest of Essaim knows it. It carries text to the engine and plain values back."""

from __future__ import annotations

import json
import re
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Any, Self

from neo4j import Driver, Transaction

from graphmodel.errors import EssaimError, Label
from graphmodel.progress import NullProgress, Progress
from graphmodel.schema import ddl
from graphmodel.store.calls import Calls
from graphmodel.store.lock import WriterLock
from graphmodel.store.meta import read_meta, write_meta
from graphmodel.store.texts import text as own
from graphmodel.store.values import plain

Row = Mapping[str, Any]
Counts = Mapping[str, Mapping[str, int]]
"""{"labels": {label: nodes}, "types": {type: relationships}}."""
Step = tuple[str, Sequence[Row]]
BATCH = 5_000
SILENT = NullProgress()


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """The engine that answers, from its own words."""

    name: str
    version: str
    edition: str
    address: str
    bundled: bool
    """Whether it is the engine that Essaim starts by itself."""


@dataclass(frozen=True, slots=True)
class CountProblem:
    """A label or a type that does not hold what was counted when the graph was last published."""

    what: str
    remembered: int
    found: int
    readable: int


class Store:
    """One database. Reads and writes are managed transactions with a deadline in seconds; a write must be
    idempotent (`MERGE` by key), because an answer lost on the way is asked for again."""

    def __init__(
        self, driver: Driver, database: str, *, address: str = "", deadline: float = 30.0, lease: Any = None
    ) -> None:
        """`address` is for messages; `lease` is the right to use the local engine, which closing releases."""
        self._driver = driver
        self._lease = lease
        self._lock: WriterLock | None = None
        self._schema_is_there = False
        self.reference_is_there = False
        """Whether this store saw in the graph what it holds without any statement."""
        self._calls = Calls(driver, database, address, deadline)
        self.engine = self._ask_engine()

    def close(self) -> None:
        """Close the connections and let the local engine go, once nobody else uses it."""
        self._driver.close()
        if self._lease is not None:
            self._lease.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask_engine(self) -> EngineInfo:
        info = self._calls.server()
        bundled = re.search(r"ArcadeDB ([\w.]+)", info.agent)
        address = f"{info.address[0]}:{info.address[1]}"
        if bundled:
            return EngineInfo("ArcadeDB", bundled[1], "", address, self._lease is not None)
        kernel = self.read(own("components"))[0]
        return EngineInfo("Neo4j", kernel["versions"][0], kernel["edition"], address, False)

    # Reading and writing

    def read(self, text: str, /, **params: Any) -> list[dict[str, Any]]:
        """The rows of a query, as plain Python values."""

        def work(transaction: Transaction) -> list[dict[str, Any]]:
            return _rows(transaction, text, params)

        return self._calls.read(work)

    def write(
        self,
        text: str,
        rows: Sequence[Row],
        *,
        batch: int = BATCH,
        progress: Progress = SILENT,
        **params: Any,
    ) -> None:
        """Run an `UNWIND $rows` statement, `batch` rows a transaction; what is committed stays when one fails.

        Raises `EssaimError` ("cancelled") between two batches once `progress` says so.
        """
        for start in range(0, len(rows), min(batch, BATCH)):
            if progress.cancelled():
                raise EssaimError("cancelled", Label("Interrompu à votre demande.", "Stopped as you asked."))
            some = rows[start : start + min(batch, BATCH)]
            self._commit([(text, some)], params)
            progress.advance(len(some))

    def transaction(
        self, steps: Sequence[Step], *, receipt: str | None = None, published: Counts | None = None
    ) -> None:  # fmt: skip
        """Several `UNWIND $rows` statements as one transaction. With a `receipt`, a transaction that bears it is
        done once, whatever is lost on the way and however often it is asked for. `published`: the same transaction
        makes the next graph version and notes by how much the graph grew; it is done once too."""
        if published is not None:
            self._publish(steps, published)
            return
        if receipt is not None:
            steps = [*steps, (own("set_receipt"), [{"id": receipt}])]
        self._commit(steps, {}, receipt)

    def _commit(self, steps: Sequence[Step], params: Row, receipt: str | None = None) -> None:
        if self._lock is not None:
            self._lock.check()

        def work(transaction: Transaction) -> None:
            if receipt is not None and _rows(transaction, own("receipt"), {"id": receipt}):
                return
            _run(transaction, steps, params)

        self._calls.write(work)

    def forget_receipts(self, prefix: str) -> None:
        """Delete the receipts whose name starts by `prefix`: their run is over."""
        self.write(own("delete_receipts"), self.read(own("receipts_from"), prefix=prefix))

    def wipe(self) -> None:
        """Delete every node and relationship; constraints and indexes stay."""

        def work(transaction: Transaction) -> None:
            transaction.run(own("wipe"), size=BATCH).consume()

        while self.read(own("some_node")):
            self._calls.write(work)

    # Schema and what the graph knows about itself

    def ensure_schema(self) -> None:
        """Create the constraints and indexes that are missing, once for this store: each costs a round trip."""
        if self._schema_is_there:
            return
        for statement in (own("meta_constraint"), own("receipt_constraint"), *ddl.statements()):
            # one a transaction: a schema statement may not share one with data, nor always with another
            self._calls.write(partial(_rows, text=statement, params={}))
        self._schema_is_there = True

    def graph_version(self) -> int:
        """Grows with each published change of the graph; 0 for a graph that never had one."""
        return int(self._meta("graph").get("version", 0))

    def bump(self) -> int:
        """Make the next graph version, and return it."""
        return self._publish()

    def _publish(self, steps: Sequence[Step] = (), change: Counts | None = None) -> int:
        """Write, make the next graph version and note what the graph holds more: all of it, or nothing."""
        if steps and self._lock is not None:
            self._lock.check()

        def work(transaction: Transaction) -> int:
            write_meta(transaction, "graph", {"asked_by": token})  # nobody else changes it before our commit
            noted, _ = read_meta(transaction, "graph")
            if noted.get("bumped_by") != token:  # else the answer to our own commit was lost
                _run(transaction, steps, {})
                noted["version"] = int(noted.get("version", 0)) + 1
                write_meta(transaction, "graph", {"version": noted["version"], "bumped_by": token})
                counts = read_meta(transaction, "counts")[0] if change is not None else {}
                if change is not None and counts:
                    write_meta(transaction, "counts", _noted(counts, change))
            return int(noted["version"])

        token = secrets.token_hex(8)
        return self._calls.write(work)

    def _meta(self, purpose: str) -> dict[str, Any]:
        return self._calls.read(lambda transaction: read_meta(transaction, purpose)[0])

    def _set_meta(self, purpose: str, properties: dict[str, Any]) -> None:
        self._calls.write(lambda transaction: write_meta(transaction, purpose, properties))

    @contextmanager
    def writing(self, owner: str) -> Iterator[None]:
        """The right to change the graph, for one writer at a time. `owner` is told to a second one, who gets
        `EssaimError` ("writer.busy"). A writer that died holds it for `graphmodel.store.lock.LEASE` seconds."""
        self.ensure_schema()
        lock = WriterLock(self._calls, owner)
        with lock:
            self._lock = lock
            try:
                yield
            finally:
                self._lock = None

    # Whether everything is still there

    def counts(self) -> dict[str, dict[str, int]]:
        """{"labels": {label: nodes}, "types": {type: relationships}}, read row by row."""
        found, _ = self._count()
        return found

    def _count(self) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]:
        counts: dict[str, dict[str, int]] = {"labels": {}, "types": {}}
        readable: dict[str, dict[str, int]] = {"labels": {}, "types": {}}
        for row in self.read(own("count_nodes")):
            for label in row["labels"]:
                if label not in ("Meta", "Receipt"):
                    _add(counts["labels"], label, row["nodes"])
                    _add(readable["labels"], label, row["keys"])
        for row in self.read(own("count_edges")):
            _add(counts["types"], row["type"], row["edges"])
            _add(readable["types"], row["type"], row["keys"])
        return counts, readable

    def remember_counts(self, change: Counts | None = None) -> None:
        """Note how much the graph holds, for `check_counts`: what was noted plus `change`, else counted row by row."""
        noted = self._meta("counts")
        if change is None or not noted:
            counts, readable = self._count()
            self._set_meta("counts", {"counts": json.dumps(counts), "readable": json.dumps(readable)})
        else:
            self._set_meta("counts", _noted(noted, change))

    def check_counts(self) -> list[CountProblem]:
        """What is missing or unreadable since `remember_counts`: the local engine opens damaged files silently."""
        noted = self._meta("counts")
        if not noted:
            return []
        then, then_readable = json.loads(noted["counts"]), json.loads(noted["readable"])
        now, now_readable = self._count()
        return [
            CountProblem(name, then[kind].get(name, 0), now[kind].get(name, 0), now_readable[kind].get(name, 0))
            for kind in ("labels", "types")
            for name in sorted(then[kind].keys() | now[kind].keys())
            if then[kind].get(name) != now[kind].get(name)
            or then_readable[kind].get(name) != now_readable[kind].get(name)
        ]


def _rows(transaction: Transaction, text: str, params: Row) -> list[dict[str, Any]]:
    result = transaction.run(text, dict(params))
    keys = result.keys()
    return [{key: plain(value) for key, value in zip(keys, record.values(), strict=True)} for record in result]


def _run(transaction: Transaction, steps: Sequence[Step], params: Row) -> None:
    for text, rows in steps:
        for start in range(0, len(rows), BATCH):
            some = [dict(row) for row in rows[start : start + BATCH]]
            transaction.run(text, {**params, "rows": some}).consume()


def _noted(counts: Row, change: Counts) -> dict[str, str]:
    return {name: json.dumps(_changed(json.loads(counts[name]), change)) for name in ("counts", "readable")}


def _changed(noted: Counts, change: Counts) -> dict[str, dict[str, int]]:
    kinds = {kind: Counter(noted[kind]) for kind in ("labels", "types")}
    for kind, counts in kinds.items():
        counts.update(change[kind])
    return {kind: {name: count for name, count in counts.items() if count} for kind, counts in kinds.items()}


def _add(counts: dict[str, int], name: str, count: int) -> None:
    counts[name] = counts.get(name, 0) + count
