"""The local engine as a process: shared, private, and gone when nobody needs it. Each test has a home of its own."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graphmodel.errors import EngineUnreachable
from graphmodel.settings import Settings, load_settings
from graphmodel.store import local, open_store, supervisor

PUT = "UNWIND $rows AS row MERGE (t:Territory {uid: row.uid}) ON CREATE SET t.name = row.name"
GRACE = 1.0
CLIENT = """
import sys
from graphmodel.settings import load_settings
from graphmodel.store import local
lease = local.ensure(load_settings())
print(lease.pid, flush=True)
sys.stdin.read()
"""

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Settings]:
    """Settings of a new home, whose engine is stopped after the test."""
    environment = {"ESSAIM_HOME": str(tmp_path), "ESSAIM_ENGINE_HEAP": "256m", "ESSAIM_ENGINE_GRACE": str(GRACE)}
    settings = load_settings(environment)
    yield settings
    local.stop(settings)


def client(settings: Settings) -> subprocess.Popen[str]:
    """Another program that uses the engine until its standard input is closed; it prints the engine's pid."""
    env = os.environ | {"ESSAIM_HOME": str(settings.home), "ESSAIM_ENGINE_HEAP": "256m"}
    env["ESSAIM_ENGINE_GRACE"] = str(settings.engine_grace)
    return subprocess.Popen(
        [sys.executable, "-c", CLIENT], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def pid_of(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


def comes_true(fact: Callable[[], bool], patience: float = 15.0) -> bool:
    limit = time.monotonic() + patience
    while time.monotonic() < limit:
        if fact():
            return True
        time.sleep(0.05)
    return False


def runs(settings: Settings) -> bool:
    return local.status(settings).running


def listening(pid: int) -> set[str]:
    """The addresses on which a process listens, as the system knows them."""
    inodes = set()
    for name in os.listdir(f"/proc/{pid}/fd"):
        with contextlib.suppress(FileNotFoundError):  # closed since it was listed: it listens no more
            inodes |= set(re.findall(r"socket:\[(\d+)\]", os.readlink(f"/proc/{pid}/fd/{name}")))
    found = set()
    for family, table in ((socket.AF_INET, "tcp"), (socket.AF_INET6, "tcp6")):
        for line in Path(f"/proc/{pid}/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in inodes:
                words = bytes.fromhex(fields[1].split(":")[0])
                address = b"".join(words[at : at + 4][::-1] for at in range(0, len(words), 4))
                found.add(socket.inet_ntop(family, address).removeprefix("::ffff:"))
    return found


def test_programs_that_start_at_once_share_one_engine_that_ends_after_the_last(home: Settings) -> None:
    with client(home) as one, client(home) as other:
        pid = pid_of(one)
        assert (pid_of(other), local.status(home).pid) == (pid, pid)
        one.kill()  # a program that dies gives its lease back too
        time.sleep(GRACE + 1)
        assert runs(home)
    assert comes_true(lambda: not runs(home))


@pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="reads /proc")
def test_nobody_else_can_reach_the_engine_or_read_its_password(home: Settings) -> None:
    with open_store(home) as store:
        lease = local.ensure(home)
        folder = home.home / "engine"
        spoken = Path(f"/proc/{lease.pid}/cmdline").read_bytes() + Path(f"/proc/{lease.pid}/environ").read_bytes()
        assert lease.password.encode() not in spoken
        assert lease.password not in repr(lease)
        assert listening(lease.pid) == {"127.0.0.1"}
        assert {oct(path.stat().st_mode & 0o777) for path in (folder / "password", folder / "runtime.json")} == {
            "0o600"
        }
        assert oct(folder.stat().st_mode & 0o777) == "0o700"
        assert (store.engine.name, store.engine.bundled) == ("ArcadeDB", True)
        lease.release()


def test_an_engine_that_was_killed_starts_again_with_all_that_was_committed(home: Settings) -> None:
    rows = [{"uid": f"cog:{number}", "name": "Rennes"} for number in range(500)]
    with open_store(home) as store:
        store.ensure_schema()
        store.write(PUT, rows)
        killed = local.status(home).pid
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        assert comes_true(lambda: not runs(home))
        start = time.monotonic()
        with pytest.raises(EngineUnreachable):
            store.read("RETURN 1 AS one")
        assert time.monotonic() - start < 5
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as innocent:
        supervisor.write_private(
            home.home / "engine" / "runtime.json", json.dumps({"pid": innocent.pid, "bolt": 1, "http": 2})
        )
        with open_store(home) as store:
            assert store.read("MATCH (t:Territory) WHERE t.name = 'Rennes' RETURN count(t.uid) AS n") == [{"n": 500}]
            assert local.status(home).pid not in (killed, innocent.pid)
        assert (local.stop(home), local.stop(home)) == (True, False)
        assert innocent.poll() is None
        innocent.communicate(b"\n")


def test_an_engine_whose_keeper_was_killed_still_ends_after_the_last_client(home: Settings) -> None:
    lease = local.ensure(home)
    keeper = parent(lease.pid)
    os.kill(keeper, signal.SIGKILL)
    assert comes_true(lambda: not supervisor.held(home.home / "engine" / "keeper.lock"))
    second = local.ensure(home)
    assert (second.pid, second.started) == (lease.pid, False)
    lease.release()
    second.release()
    assert comes_true(lambda: not runs(home))


def parent(pid: int) -> int:
    answer = subprocess.run(["ps", "-o", "ppid=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(answer.stdout)


def test_a_data_file_that_was_cut_is_noticed(home: Settings) -> None:
    with open_store(home) as store:
        store.ensure_schema()
        store.write(PUT, [{"uid": f"cog:{number}", "name": "R" * 100} for number in range(5_000)])
        store.remember_counts()
        assert store.check_counts() == []
    local.stop(home)
    largest = max((home.home / "engine" / "databases" / "neo4j").glob("Territory_*.bucket"), key=size)
    os.truncate(largest, size(largest) // 2)
    with open_store(home) as store:
        assert [problem.what for problem in store.check_counts()] == ["Territory"]


def size(path: Path) -> int:
    return path.stat().st_size


def test_an_engine_that_dies_while_starting_shows_its_last_words(home: Settings) -> None:
    (home.home / "engine" / "databases").mkdir(parents=True)
    (home.home / "engine" / "databases").rmdir()
    (home.home / "engine" / "databases").write_text("not a folder", encoding="utf-8")
    with pytest.raises(EngineUnreachable) as caught:
        local.ensure(home)
    assert caught.value.code == "engine.died"
    assert "engine.log" in caught.value.sentence.fr


def test_a_port_that_is_taken_is_recognised_by_what_the_engine_says(home: Settings) -> None:
    folder, (java, classpath) = home.home / "engine", local._wheel()
    folder.mkdir(parents=True)
    (folder / "password").write_text("not-a-secret", encoding="utf-8")
    plan = {"java": java, "classpath": classpath, "heap": "256m", "command_timeout_ms": 1000}
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = supervisor.command_line(folder, plan, taken.getsockname()[1], supervisor.free_ports(1)[0])
        with subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as engine:
            timer = threading.Timer(60, engine.kill)
            timer.start()
            assert engine.stdout is not None
            assert any("Unable to listen for" in line for line in engine.stdout)
            timer.cancel()
            engine.kill()


def test_a_home_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EngineUnreachable, match="ESSAIM_HOME"):
        local.ensure(load_settings({"ESSAIM_HOME": str(tmp_path / "file")}))


def test_a_machine_without_a_local_engine_is_told_to_name_a_server(
    home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "WHEELS", ())
    with pytest.raises(EngineUnreachable, match="ESSAIM_GRAPH_URI"):
        local.ensure(home)
