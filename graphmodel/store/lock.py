"""One writer at a time, over every process and machine that reaches the same database.

The lock is the node (:Meta {id: 'lock'}). Whoever wants it writes to the node first (which makes any other one wait,
or fail and try again at commit), then reads it in a second statement, decides in Python, and writes its name.
Time is the server's. A writer that lives says so every `BEAT` seconds; one that is silent for `LEASE` has lost it.
"""

from __future__ import annotations

import os
import secrets
import socket
import threading
import time
from types import TracebackType
from typing import Any, Self

from neo4j import Transaction

from graphmodel.errors import EssaimError, Label
from graphmodel.store.calls import Calls
from graphmodel.store.meta import read_meta, write_meta

LEASE = 30.0
BEAT = 8.0


class WriterLock:
    """Held inside `with`; `check` before each transaction."""

    def __init__(self, calls: Calls, owner: str) -> None:
        self._calls = calls
        self._owner = owner
        self._token = secrets.token_hex(8)
        self._done = threading.Event()
        self._beats = threading.Thread(target=self._beat, name="essaim-writer", daemon=True)
        self._alive_at = 0.0

    def __enter__(self) -> Self:
        asked = time.time()
        holder = self._calls.write(self._take)
        if holder is not None:
            raise _busy(holder)
        self._alive_at = asked
        self._beats.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._beats.join()
        try:
            self._calls.write(self._give_back)
        except EssaimError:
            if error is None:  # else the reader needs the first failure; the lock ends by itself
                raise

    def check(self) -> None:
        """Raises `EssaimError` ("writer.lost") where another writer may have taken the lock: a machine that slept."""
        if time.time() - self._alive_at > LEASE:
            raise EssaimError(
                "writer.lost",
                Label(
                    "L’écriture a été interrompue trop longtemps et un autre programme peut avoir pris la main : "
                    "relancez la commande.",
                    "Writing was interrupted too long and another program may have taken over: run the command again.",
                ),
            )

    def _beat(self) -> None:
        while not self._done.wait(BEAT):
            asked = time.time()
            try:
                if self._calls.write(self._take) is None:
                    self._alive_at = asked
            except EssaimError:
                continue  # the next beat may pass; `check` says when it is too late

    def _take(self, transaction: Transaction) -> dict[str, Any] | None:
        """Take or keep the lock: None, or its present holder."""
        write_meta(transaction, "lock", {"asked_by": self._token})
        lock, now = read_meta(transaction, "lock")
        if _is_held(lock, now) and lock["token"] != self._token:
            return lock
        mine = {"token": self._token, "owner": self._owner, "host": socket.gethostname(), "pid": os.getpid()}
        since = lock["since_ms"] if lock.get("token") == self._token else now
        write_meta(transaction, "lock", {**mine, "since_ms": since, "until_ms": now + int(LEASE * 1000)})
        return None

    def _give_back(self, transaction: Transaction) -> None:
        write_meta(transaction, "lock", {"asked_by": self._token})
        lock, _ = read_meta(transaction, "lock")
        if lock.get("token") == self._token:
            write_meta(transaction, "lock", {"token": "", "until_ms": 0})


def _is_held(lock: dict[str, Any], now: int) -> bool:
    return bool(lock.get("token")) and lock["until_ms"] > now and not _died_here(lock)


def _died_here(lock: dict[str, Any]) -> bool:
    """Whether the holder was a process of this machine that is no more: no need to wait for its lease to end."""
    if lock["host"] != socket.gethostname() or os.name != "posix":  # elsewhere, signal 0 is not a question
        return False
    try:
        os.kill(lock["pid"], 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _busy(lock: dict[str, Any]) -> EssaimError:
    who, where = lock["owner"], f"{lock['host']}, {lock['pid']}"
    return EssaimError(
        "writer.busy",
        Label(
            f"« {who} » ({where}) est en train de modifier le graphe : attendez qu’il ait fini. S’il a été tué, "
            f"réessayez dans {LEASE:.0f} secondes.",
            f"“{who}” ({where}) is changing the graph: wait until it is done. If it was killed, try again in "
            f"{LEASE:.0f} seconds.",
        ),
    )
