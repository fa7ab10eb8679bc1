"""Real engines for the tests: the one that Essaim ships, and Neo4j Community in two series.

Neo4j comes from ESSAIM_TEST_NEO4J_URI (with ESSAIM_TEST_NEO4J_USER and _PASSWORD; a server whose data may be wiped),
else from Maven and a JDK, else from Docker. ESSAIM_TEST_ENGINES=local,neo4j-5 restricts which are used;
ESSAIM_REQUIRE_NEO4J=1 turns a missing Neo4j from a skip into a failure.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version as installed
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graphmodel.settings import load_settings
from graphmodel.store import Store, connect, local

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".cache" / "neo4j"
POM = ROOT / "tests" / "neo4j" / "pom.xml"
PATIENCE = 120.0


class Missing(Exception):
    """This engine cannot run here; says why."""


@dataclass(frozen=True)
class Series:
    """One series of Neo4j: what to fetch, what to run, on which versions of Java."""

    version: str
    main: str
    java: range
    image: str
    options: tuple[str, ...] = ()


SERIES = {
    "neo4j-5": Series("5.26.30", "org.neo4j.server.CommunityEntryPoint", range(17, 22), "neo4j:5.26-community"),
    "neo4j-current": Series(
        "2026.08.1",
        "org.neo4j.server.Neo4jCommunity",
        range(21, 99),
        "neo4j:2026.08-community",
        ("--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"),
    ),
}
ENGINES = ("local", *SERIES)


@dataclass(frozen=True)
class Server:
    """A running engine; `guard` is the file to lock during a test where other workers use the same server."""

    uri: str
    auth: tuple[str, str] | None
    database: str = "neo4j"
    pid: int | None = None
    guard: Path | None = None

    def open(self, *, deadline: float = 30.0, uri: str | None = None) -> Store:
        """A Store of its own, to be closed by who asked; `uri` to go through a proxy."""
        return connect(uri or self.uri, self.auth, self.database, deadline=deadline)


def wanted() -> tuple[str, ...]:
    """The engines to test, by ESSAIM_TEST_ENGINES."""
    chosen = os.environ.get("ESSAIM_TEST_ENGINES")
    return tuple(name for name in ENGINES if name in chosen.split(",")) if chosen else ENGINES


def describe(name: str) -> str:
    """One line for the report's header, without starting anything."""
    if name == "local":
        return f"local (ArcadeDB of arcadedb-embedded {installed('arcadedb-embedded')})"
    if name == "neo4j-5" and os.environ.get("ESSAIM_TEST_NEO4J_URI"):
        return f"{name} (ESSAIM_TEST_NEO4J_URI)"
    series = SERIES[name]
    try:
        return f"{name} (Neo4j {series.version}, Java {java_for(series)[0]})"
    except Missing as reason:
        return f"{name} (skipped: {reason})"


@contextlib.contextmanager
def running(name: str, folder: Path) -> Iterator[Server]:
    """The engine `name`, with its files in `folder`, ended at the end. Raises `Missing`."""
    if name == "local":
        with running_local(folder) as server:
            yield server
    elif os.environ.get("ESSAIM_TEST_NEO4J_URI"):
        yield given_neo4j(name)
    else:
        with running_neo4j(SERIES[name], folder) as server:
            yield server


@contextlib.contextmanager
def running_local(folder: Path) -> Iterator[Server]:
    """The engine that Essaim ships, started by Essaim's own launcher."""
    env = {"ESSAIM_HOME": str(folder), "ESSAIM_ENGINE_HEAP": "512m", "ESSAIM_ENGINE_GRACE": "5"}
    settings = load_settings(env)
    lease = local.ensure(settings)
    try:
        yield Server(lease.uri, (lease.user, lease.password), local.DATABASE, lease.pid)
    finally:
        lease.release()
        local.stop(settings)


def given_neo4j(name: str) -> Server:
    """The server that the environment names: one, whatever its series, shared by all workers."""
    if name != "neo4j-5":
        raise Missing("ESSAIM_TEST_NEO4J_URI names one server only")
    env = os.environ
    auth = (env.get("ESSAIM_TEST_NEO4J_USER", "neo4j"), env.get("ESSAIM_TEST_NEO4J_PASSWORD", ""))
    CACHE.mkdir(parents=True, exist_ok=True)
    return Server(env["ESSAIM_TEST_NEO4J_URI"], auth if auth[1] else None, guard=CACHE / "given.lock")


@contextlib.contextmanager
def running_neo4j(series: Series, folder: Path) -> Iterator[Server]:
    """A Neo4j of this series from Maven, else from Docker."""
    try:
        _, java = java_for(series)
        jars = maven_jars(series)
    except Missing as reason:
        with docker_neo4j(series, reason) as server:
            yield server
        return
    port, password = free_port(), secrets.token_urlsafe(16)
    write_configuration(folder, port)
    with open(folder / "console.log", "wb") as log:
        process = subprocess.Popen(neo4j_command(series, java, jars, folder), cwd=folder, stdout=log, stderr=log)
    try:
        server = Server(f"bolt://127.0.0.1:{port}", ("neo4j", password), pid=process.pid)
        wait_for_first_login(server, process)
        yield server
    finally:
        process.kill()  # SIGTERM takes ten seconds, and nobody keeps these data
        process.wait()


def neo4j_command(series: Series, java: Path, jars: Path, folder: Path) -> list[str]:
    packages = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
    # where it exists, `setpriv` ends the server with a test run that is killed
    leash = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
    return [
        *leash,
        str(java),
        "-Xms256m",
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",  # tests are short: a third of the start is the second compiler's
        "-Dio.netty.tryReflectionSetAccessible=true",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in packages),
        *series.options,
        "-cp",
        f"{jars}/*",
        series.main,
        f"--home-dir={folder}",
        f"--config-dir={folder / 'conf'}",
    ]


def write_configuration(folder: Path, port: int) -> None:
    for name in ("conf", "data", "logs", "plugins", "import", "run"):
        (folder / name).mkdir(parents=True)
    lines = (
        "server.default_listen_address=127.0.0.1",
        f"server.bolt.listen_address=127.0.0.1:{port}",
        "server.http.enabled=false",
        "server.https.enabled=false",
        "dbms.usage_report.enabled=false",
        "dbms.security.auth_enabled=true",
        "server.memory.pagecache.size=64m",
    )
    (folder / "conf" / "neo4j.conf").write_text("\n".join(lines), encoding="utf-8")


def wait_for_first_login(server: Server, process: subprocess.Popen[bytes] | None) -> None:
    """Change the password that Neo4j is born with: that it answers is at once the proof that it is ready."""
    assert server.auth is not None
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit and (process is None or process.poll() is None):
        try:
            with (
                GraphDatabase.driver(server.uri, auth=("neo4j", "neo4j")) as driver,
                driver.session(database="system") as session,
            ):
                session.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=server.auth[1]).consume()
                return
        except AuthError:
            raise
        except (DriverError, Neo4jError):
            time.sleep(0.2)
    raise AssertionError(f"Neo4j did not answer at {server.uri}")


def java_for(series: Series) -> tuple[int, Path]:
    """The oldest installed Java that runs this series."""
    homes = [Path(home) for home in (os.environ.get("JAVA_HOME"),) if home]
    homes += [*Path("/usr/lib/jvm").glob("*"), *Path("/Library/Java/JavaVirtualMachines").glob("*/Contents/Home")]
    found = sorted((major, home) for home in homes if (major := java_major(home)) in series.java)
    if not found:
        raise Missing(f"no JDK {series.java.start} or later that Neo4j {series.version} accepts")
    return found[0][0], found[0][1] / "bin" / "java"


def java_major(home: Path) -> int:
    with contextlib.suppress(OSError):
        release = (home / "release").read_text(encoding="utf-8")
        if match := re.search(r'JAVA_VERSION="(\d+)', release):
            return int(match[1])
    return 0


def maven_jars(series: Series) -> Path:
    """The folder of the server's jars, fetched once."""
    jars = CACHE / series.version
    CACHE.mkdir(parents=True, exist_ok=True)
    with locked(CACHE / "maven.lock"):
        if jars.is_dir():
            return jars
        if shutil.which("mvn") is None:
            raise Missing("no Maven")
        draft = CACHE / f"{series.version}.draft"
        shutil.rmtree(draft, ignore_errors=True)
        options = {"neo4j.version": series.version, "includeScope": "runtime", "outputDirectory": draft}
        defines = [f"-D{name}={value}" for name, value in options.items()]
        done = subprocess.run(
            ["mvn", "-q", "-B", "-f", POM, "dependency:copy-dependencies", *defines],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise Missing(f"Maven did not fetch Neo4j {series.version}: {done.stdout.strip()[-300:]}")
        draft.rename(jars)
    return jars


@contextlib.contextmanager
def docker_neo4j(series: Series, reason: Missing) -> Iterator[Server]:
    """A container of this series, where a Docker engine runs; else `reason` stands."""
    docker = shutil.which("docker")
    if docker is None or subprocess.run([docker, "info"], capture_output=True, check=False).returncode != 0:
        raise reason
    port, password = free_port(), secrets.token_urlsafe(16)
    command = [docker, "run", "--rm", "--detach", "--publish", f"127.0.0.1:{port}:7687", series.image]
    container = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    try:
        server = Server(f"bolt://127.0.0.1:{port}", ("neo4j", password))
        wait_for_first_login(server, None)
        yield server
    finally:
        subprocess.run([docker, "kill", container], capture_output=True, check=False)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Alone among all workers on `path`."""
    with open(path, "w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
