"""Keeps one local engine: starts it, waits until nobody uses it, stops it. Runs as a process of its own.

Standard library only and no import of Essaim: it outlives the command that started it and must stay small.
Three advisory locks tell the truth even after kill -9, because the system drops them with their holder:
`engine.lock` is held by the engine itself (it inherits the open file), `keeper.lock` by this process,
`leases.lock` is shared by the engine's clients.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

POLL = 0.2
STOP_PATIENCE = 20.0


def wait_lock(path: Path, *, exclusive: bool) -> int:
    """An open file that holds `path`, alone or with other sharers, as soon as nobody is in the way."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH)
    return handle


def try_lock(path: Path, *, exclusive: bool) -> int | None:
    """Like `wait_lock`, but None where somebody is in the way."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def held(path: Path) -> bool:
    """Whether somebody holds `path` alone. Asked of the system, never of a pid that another may bear by now;
    asked as a sharer, so that two who ask at once do not take each other for the holder."""
    handle = try_lock(path, exclusive=False)
    if handle is None:
        return True
    os.close(handle)
    return False


def engine_alive(folder: Path) -> bool:
    """Whether an engine runs on `folder`."""
    return held(folder / "engine.lock")


def write_private(path: Path, text: str) -> None:
    """Replace `path` at once by `text`, readable by its owner only."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on now; somebody may still come first, so a start is tried more than once."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def start_engine(folder: Path, plan: dict[str, Any]) -> int:
    """Start the engine of `plan` on `folder`: its pid. It inherits the lock that says that it lives."""
    lock = wait_lock(folder / "engine.lock", exclusive=True)
    bolt, http = free_ports(2)
    with open(folder / "engine.log", "ab") as log:
        engine = subprocess.Popen(
            command_line(folder, plan, bolt, http),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=(lock,),
            start_new_session=True,
        )
    os.close(lock)
    write_private(folder / "runtime.json", json.dumps({"pid": engine.pid, "bolt": bolt, "http": http}))
    return engine.pid


def command_line(folder: Path, plan: dict[str, Any], bolt: int, http: int) -> list[str]:
    """Both listeners are bound to the loopback by name (their own default is every address) and the password is
    a path: whoever lists the processes of the machine reads this line."""
    settings = {
        "server.rootPath": folder,
        "server.rootPasswordPath": folder / "password",
        "server.mode": "development",  # production hides the text of errors
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": http,
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server.defaultDatabases": "neo4j[root]",
        "bolt.host": "127.0.0.1",
        "bolt.port": bolt,
        "bolt.maxMessageSize": 256 * 1024 * 1024,  # a batch of long pages passes the 16 MB of the default
        "bolt.packstream.maxValueLength": 64 * 1024 * 1024,
        "txWalFlush": 2,  # the default, 0, loses what was committed when the power goes
        "command.timeout": plan["command_timeout_ms"],
    }
    return [
        plan["java"],
        f"-Xmx{plan['heap']}",
        "-Djava.awt.headless=true",
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        *(f"-Darcadedb.{name}={value}" for name, value in settings.items()),
        "-cp",
        plan["classpath"],
        "com.arcadedb.server.ArcadeDBServer",
    ]


def watch(folder: Path, pid: int, grace: float) -> None:
    """Return once the engine ended, by itself or because nobody held a lease for `grace` seconds."""
    idle_since: float | None = None
    while engine_alive(folder):
        time.sleep(POLL)
        alone = try_lock(folder / "leases.lock", exclusive=True)
        if alone is None:
            idle_since = None
            continue
        idle_since = idle_since or time.monotonic()
        if time.monotonic() - idle_since >= grace:
            stop(folder, pid)  # while alone: a client that comes now waits here, then starts a new engine
        os.close(alone)


def stop(folder: Path, pid: int) -> None:
    """End the engine, gently first."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, sign)
        limit = time.monotonic() + STOP_PATIENCE
        while time.monotonic() < limit:
            if not engine_alive(folder):
                return
            time.sleep(0.05)


def main(folder: Path, plan: dict[str, Any]) -> None:
    """Start the engine of `folder`, or adopt the one whose keeper died; then keep it until nobody needs it."""
    for sign in (signal.SIGINT, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)  # Ctrl-C ends the command that started us, not the engine
    wait_lock(folder / "keeper.lock", exclusive=True)
    if os.fork():
        os._exit(0)  # whoever started us need not wait for our end, the child keeps the lock
    if engine_alive(folder):
        pid = int(json.loads((folder / "runtime.json").read_text(encoding="utf-8"))["pid"])
    else:
        pid = start_engine(folder, plan)
    watch(folder, pid, plan["grace"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]))
