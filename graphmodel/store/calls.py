"""One call to the database: a transaction, retried within bounds, and never longer than its deadline."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, ServerInfo, Session, Transaction
from neo4j.exceptions import DriverError, Neo4jError

from graphmodel.store.failures import in_words, worth_retrying

Answer = TypeVar("Answer")
Work = Callable[[Transaction], Answer]
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 2.0
SERVER_SHARE = 0.9
"""The server is told to give up a little before we do, so that a slow query and a dead server differ."""


class Calls:
    """Runs units of work on one database through one driver. Safe from several threads."""

    def __init__(self, driver: Driver, database: str, address: str, deadline: float) -> None:
        self._driver = driver
        self._database = database
        self._address = address
        self._deadline = deadline
        self._cluster = address.startswith("neo4j")

    def server(self) -> ServerInfo:
        """Who answers, from the handshake."""
        with self._session(READ_ACCESS) as session, self._watched(session):
            return session.run("RETURN 1 AS one").consume().server

    def read(self, work: Work[Answer]) -> Answer:
        """One read, as a transaction."""
        return self._run(READ_ACCESS, work)

    def write(self, work: Work[Answer]) -> Answer:
        """One write, done again where a failure leaves open whether it was done: it must be idempotent."""
        return self._run(WRITE_ACCESS, work)

    def _run(self, mode: str, work: Work[Answer]) -> Answer:
        """The driver's own managed functions have no deadline for an attempt nor for all of them together, and do
        not know that our writes may be done again; hence this loop in their place."""
        with self._session(mode) as session, self._watched(session) as late:
            attempt = 0
            while True:
                try:
                    with session.begin_transaction(timeout=self._deadline * SERVER_SHARE) as transaction:
                        answer = work(transaction)
                        transaction.commit()
                        return answer
                except (DriverError, Neo4jError, BufferError) as error:
                    pause = random.uniform(0.5, 1.5) * min(FIRST_PAUSE * 2**attempt, LONGEST_PAUSE)
                    if not worth_retrying(error, attempt, cluster=self._cluster) or late.wait(pause):
                        raise
                    attempt += 1

    @contextmanager
    def _session(self, mode: str) -> Iterator[Session]:
        """A session that sees what any earlier call of this driver wrote, also on another member of a cluster."""
        try:
            with self._driver.session(
                database=self._database,
                default_access_mode=mode,
                fetch_size=-1,
                bookmark_manager=self._driver.execute_query_bookmark_manager,
            ) as session:
                yield session
        except (DriverError, Neo4jError, OSError, BufferError) as error:
            raise in_words(error, self._address, self._database) from error

    @contextmanager
    def _watched(self, session: Session) -> Iterator[threading.Event]:
        """Cut the session's connection once the deadline is over: the driver waits for an answer for ever."""
        late, done = threading.Event(), threading.Event()

        def watch() -> None:
            pause = self._deadline
            while not done.wait(pause):
                late.set()
                _cut(session)
                pause = 0.2

        threading.Thread(target=watch, name="essaim-deadline", daemon=True).start()
        try:
            yield late
        finally:
            done.set()


def _cut(session: Any) -> None:
    """The driver has no public way to do it; `kill` is its own "no goodbye" (a contract test fails if it goes)."""
    with suppress(Exception):
        session._connection.kill()
