"""The engine that Essaim ships: found in the installed wheel, shared by every command and screen of one home.

Layout of `ESSAIM_HOME/engine`: the engine's own files, `password` and `runtime.json` {pid, bolt, http} (0600),
`engine.log`, and the lock files: `start.lock` is held by whoever starts or stops, `supervisor.py` tells the others.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from graphmodel.errors import EngineUnreachable, Label
from graphmodel.settings import Settings

try:
    from graphmodel.store import supervisor
except ImportError:  # no advisory locks: Windows
    supervisor = None  # type: ignore[assignment]

USER = "root"
DATABASE = "neo4j"
WHEELS = ("arcadedb_embedded", "arcadedb")
"""The packages that hold a Java and the engine: its name changes from 26.11 on."""
START_PATIENCE = 90.0
COMMAND_TIMEOUT_MS = 28_000
ATTEMPTS = 3


@dataclass(slots=True)
class Lease:
    """The right to use a running engine; it may stop some time after the last lease is released."""

    uri: str
    user: str
    password: str = field(repr=False)
    pid: int
    started: bool
    """Whether this very call started the engine."""
    _handle: int | None = field(repr=False, default=None)

    def release(self) -> None:
        """Give the lease back; a second call does nothing. The system does it for a process that dies."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


@dataclass(frozen=True, slots=True)
class Status:
    """What runs on a home: `pid` and `uri` are None where nothing does."""

    running: bool
    pid: int | None
    uri: str | None
    folder: Path
    log: Path


def ensure(settings: Settings) -> Lease:
    """A lease on the engine of `settings.home`, started where it does not run; raises `EngineUnreachable`."""
    folder = _folder(settings)
    handle = supervisor.wait_lock(folder / "leases.lock", exclusive=False)
    try:
        with _alone(folder):
            started = not supervisor.engine_alive(folder)
            runtime = _start(folder, settings) if started else _join(folder, settings)
    except BaseException:
        os.close(handle)
        raise
    return Lease(_uri(runtime), USER, _password(folder), runtime["pid"], started, handle)


def stop(settings: Settings) -> bool:
    """Stop the engine of `settings.home` whoever uses it; False where none ran."""
    folder = _folder(settings)
    with _alone(folder):
        if not supervisor.engine_alive(folder):
            return False
        supervisor.stop(folder, _read_runtime(folder)["pid"])
    return True


def status(settings: Settings) -> Status:
    """What runs on `settings.home`, without starting anything."""
    folder = _folder(settings)
    log = folder / "engine.log"
    if not supervisor.engine_alive(folder):
        return Status(False, None, None, folder, log)
    runtime = _read_runtime(folder)
    return Status(True, runtime["pid"], _uri(runtime), folder, log)


def _start(folder: Path, settings: Settings) -> dict[str, Any]:
    """Start an engine and wait for it, again where another program took a port that was free a moment ago."""
    for _ in range(ATTEMPTS):
        _prepare(folder)
        _spawn_keeper(folder, settings)
        runtime = _wait_until_ready(folder)
        if runtime is not None:
            return runtime
        supervisor.stop(folder, _read_runtime(folder)["pid"])
    raise _failure(folder, "engine.port", "ne trouve pas de port libre", "finds no free port")


def _join(folder: Path, settings: Settings) -> dict[str, Any]:
    """Use the engine that runs; give it a new keeper where the old one was killed, else it would never stop."""
    if not supervisor.held(folder / "keeper.lock"):
        _spawn_keeper(folder, settings)
    runtime = _wait_until_ready(folder)
    return runtime if runtime is not None else _start(folder, settings)


def _spawn_keeper(folder: Path, settings: Settings) -> None:
    java, classpath = _wheel()
    plan = {
        "java": java,
        "classpath": classpath,
        "heap": settings.engine_heap,
        "grace": settings.engine_grace,
        "command_timeout_ms": COMMAND_TIMEOUT_MS,
    }
    with open(folder / "engine.log", "ab") as log:
        subprocess.run(
            [sys.executable, "-I", supervisor.__file__, str(folder), json.dumps(plan)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            start_new_session=True,
            check=True,
        )


def _wait_until_ready(folder: Path) -> dict[str, Any] | None:
    """The engine's runtime once it answers a query (its port opens before its database does); None where its
    port was taken, in which case the engine neither answers nor ends."""
    limit = time.monotonic() + START_PATIENCE
    while time.monotonic() < limit:
        if supervisor.engine_alive(folder) and _answers(folder):
            return _read_runtime(folder)
        if not supervisor.held(folder / "keeper.lock"):
            raise _failure(folder, "engine.died", "s’est arrêté en démarrant", "ended while starting")
        if "Unable to listen for" in _last_lines(folder, 60):
            return None
        time.sleep(0.05)
    raise _failure(folder, "engine.slow", "ne répond pas", "does not answer")


def _answers(folder: Path) -> bool:
    try:
        runtime = _read_runtime(folder)
        with socket.create_connection(("127.0.0.1", runtime["bolt"]), timeout=1):
            pass
        auth = (USER, _password(folder))
        with (
            GraphDatabase.driver(_uri(runtime), auth=auth, connection_timeout=5) as driver,
            driver.session(database=DATABASE) as session,
        ):
            session.run("RETURN 1 AS one").consume()  # not retried: the caller asks again
    except (OSError, KeyError, ValueError, DriverError, Neo4jError):
        return False
    return True


def _folder(settings: Settings) -> Path:
    """The engine's folder, made where needed; raises `EngineUnreachable` where this machine cannot have one."""
    if supervisor is None:
        raise _unsupported()
    folder = settings.home / "engine"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "start.lock").touch(mode=0o600)
    except OSError as error:
        raise EngineUnreachable(
            "engine.home",
            Label(
                f"Le dossier {folder} n’est pas accessible en écriture ({error.strerror}) : donnez-en un autre "
                "par ESSAIM_HOME.",
                f"The folder {folder} is not writable ({error.strerror}): give another one by ESSAIM_HOME.",
            ),
        ) from error
    return folder


def _prepare(folder: Path) -> None:
    """A fresh log, and a password that the engine will know: it reads the file only when it has no user yet."""
    log = folder / "engine.log"
    if log.exists():
        log.replace(folder / "engine.previous.log")
    (folder / "runtime.json").unlink(missing_ok=True)
    if not (folder / "password").exists():
        (folder / "config" / "server-users.jsonl").unlink(missing_ok=True)
        supervisor.write_private(folder / "password", secrets.token_urlsafe(24))


def _wheel() -> tuple[str, str]:
    """The Java and the class path of the installed wheel."""
    for package in WHEELS:
        spec = importlib.util.find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            java = Path(place) / "jre" / "bin" / "java"
            if java.is_file():
                return str(java), str(Path(place) / "jars" / "*")
    raise _unsupported()


def _unsupported() -> EngineUnreachable:
    return EngineUnreachable(
        "engine.platform",
        Label(
            "Le moteur local n’existe pas pour cette machine : indiquez un serveur Neo4j par ESSAIM_GRAPH_URI.",
            "There is no local engine for this machine: name a Neo4j server by ESSAIM_GRAPH_URI.",
        ),
    )


def _failure(folder: Path, code: str, fr: str, en: str) -> EngineUnreachable:
    tail, log = _last_lines(folder, 5), folder / "engine.log"
    return EngineUnreachable(
        code,
        Label(
            f"Le moteur local {fr}. Son journal : {log}\n{tail}",
            f"The local engine {en}. Its log: {log}\n{tail}",
        ),
    )


def _last_lines(folder: Path, count: int) -> str:
    try:
        text = (folder / "engine.log").read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    return "\n".join(text.splitlines()[-count:])


def _uri(runtime: dict[str, Any]) -> str:
    return f"bolt://127.0.0.1:{runtime['bolt']}"


def _password(folder: Path) -> str:
    return (folder / "password").read_text(encoding="utf-8")


def _read_runtime(folder: Path) -> dict[str, Any]:
    runtime: dict[str, Any] = json.loads((folder / "runtime.json").read_text(encoding="utf-8"))
    return runtime


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One start or stop at a time on this folder."""
    handle = supervisor.wait_lock(folder / "start.lock", exclusive=True)
    try:
        yield
    finally:
        os.close(handle)
