"""What docker compose starts: pinned, without rights it does not need, and closed to the outside."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml
from neo4j import GraphDatabase
from neo4j.exceptions import ClientError

from tests import engines
from tests.guard import tree
from tests.required import missing

COMPOSE: dict[str, Any] = yaml.safe_load(tree.text(tree.ROOT / "docker-compose.yml"))
SERIES = engines.SERIES["neo4j-5"]
GRAPH, APP = COMPOSE["services"]["graph"], COMPOSE["services"]["app"]


def dockerfile() -> list[tuple[int, str, str]]:
    """The Dockerfile's instructions: stage (0 before the first FROM), keyword and the rest, on one line."""
    source = re.sub(r"^#.*\n", "", tree.text(tree.ROOT / "Dockerfile"), flags=re.MULTILINE)
    stage, found = 0, []
    for line in source.replace("\\\n", " ").splitlines():
        keyword, _, rest = line.partition(" ")
        if keyword:
            stage += keyword == "FROM"
            found.append((stage, keyword, " ".join(rest.split())))
    return found


def instructions(keyword: str, stage: int) -> list[str]:
    return [rest for at, word, rest in dockerfile() if (at, word) == (stage, keyword)]


def copied() -> list[str]:
    """What the build stage takes from the repository."""
    return [name for line in instructions("COPY", 1) for name in line.split()[:-1]]


def test_the_images_are_pinned_to_exact_versions() -> None:
    assert GRAPH["image"] == f"neo4j:{SERIES.version}-community", "the one that the tests run against"
    [base] = instructions("ARG", 0)
    assert re.fullmatch(r"BASE=python:3\.13\.\d+-slim-bookworm", base)
    assert [rest for _, word, rest in dockerfile() if word == "FROM"] == ["${BASE} AS build", "${BASE}"]


def neo4j_settings() -> dict[str, str]:
    """Neo4j's settings as its image spells them out from the environment: `_` is a dot, `__` an underscore."""
    return {
        name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_"): value
        for name, value in GRAPH["environment"].items()
        if name != "NEO4J_AUTH_FILE"
    }


def test_neo4j_runs_with_limits_and_without_what_it_does_not_need() -> None:
    assert neo4j_settings() == {
        "server.bolt.advertised_address": "graph:7687",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "server.memory.heap.initial_size": "1g",
        "server.memory.heap.max_size": "1g",
        "server.memory.pagecache.size": "512m",
        "db.transaction.timeout": "60s",
        "db.lock.acquisition.timeout": "30s",
        "db.memory.transaction.max": "256m",
        "dbms.memory.transaction.total.max": "512m",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "dbms.security.procedures.allowlist": "db.awaitIndexes",
        "dbms.usage_report.enabled": "false",
    }


@pytest.mark.slow
def test_a_real_neo4j_takes_these_settings_and_refuses_to_read_files(tmp_path: Path) -> None:
    try:
        (_, java), jars = engines.java_for(SERIES), engines.maven_jars(SERIES)
    except engines.Missing as reason:
        missing("NEO4J", str(reason))
    port, password = engines.free_port(), "a password of this test"
    engines.write_configuration(tmp_path, port)
    settings = neo4j_settings() | {"server.bolt.listen_address": f"127.0.0.1:{port}"}
    (tmp_path / "conf" / "neo4j.conf").write_text("\n".join(f"{key}={value}" for key, value in settings.items()))
    with open(tmp_path / "console.log", "wb") as log:
        process = subprocess.Popen(engines.neo4j_command(SERIES, java, jars, tmp_path), stdout=log, stderr=log)
    try:
        engines.wait_for_first_login(engines.Server(f"bolt://127.0.0.1:{port}", ("neo4j", password)), process)
        with GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=("neo4j", password)) as driver:
            assert driver.execute_query("CALL db.awaitIndexes(5)").records == []
            with pytest.raises(ClientError, match="configuration property"):
                driver.execute_query("LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line")
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("service", [GRAPH, APP], ids=["graph", "app"])
def test_a_container_has_no_root_and_no_capability(service: dict[str, Any]) -> None:
    uid, gid = service["user"].split(":")
    assert int(uid) > 0
    assert int(gid) > 0
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"pids_limit", "mem_limit", "restart"} <= service.keys()
    assert not {"cap_add", "privileged", "network_mode", "pid", "devices"} & service.keys()


def test_the_app_writes_nowhere_but_in_memory() -> None:
    assert APP["read_only"] is True
    assert [mount.split(":")[0] for mount in APP["tmpfs"]] == ["/tmp", "/var/lib/essaim"]
    assert "volumes" not in APP


def test_only_this_machine_reaches_the_screens_and_nothing_outside_reaches_bolt() -> None:
    assert APP["ports"] == ["127.0.0.1:8501:8501"]
    assert "ports" not in GRAPH
    assert (GRAPH["networks"], APP["networks"]) == (["bolt"], ["bolt", "front"])
    assert COMPOSE["networks"]["bolt"] == {"internal": True}


def test_the_app_waits_for_a_graph_that_answers_a_query() -> None:
    assert APP["depends_on"] == {"graph": {"condition": "service_healthy"}}
    kind, command = GRAPH["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    assert command.endswith("cypher-shell -u neo4j 'RETURN 1'")
    assert " -p" not in command, "a password on a command line is seen by every process"
    [health] = instructions("HEALTHCHECK", 2)
    assert "127.0.0.1:8501/_stcore/health" in health


def test_the_password_reaches_both_by_file_only() -> None:
    assert GRAPH["environment"]["NEO4J_AUTH_FILE"] == "/run/secrets/neo4j_auth"
    assert APP["environment"] == {
        "ESSAIM_GRAPH_URI": "neo4j://graph:7687",
        "ESSAIM_GRAPH_USER": "neo4j",
        "ESSAIM_GRAPH_PASSWORD_FILE": "/run/secrets/graph_password",
        "ESSAIM_GRAPH_DATABASE": "neo4j",
    }
    assert (GRAPH["secrets"], APP["secrets"]) == (["neo4j_auth"], ["graph_password"])
    assert COMPOSE["secrets"] == {name: {"file": f".secrets/{name}"} for name in ("neo4j_auth", "graph_password")}
    assert not re.search(r"passw|secret", tree.text(tree.ROOT / "Dockerfile"), re.IGNORECASE)


def test_both_forms_of_the_password_agree_and_are_written_once(tmp_path: Path) -> None:
    shutil.copytree(tree.ROOT / "tools", tmp_path / "tools")
    subprocess.run([tmp_path / "tools" / "secrets.sh"], check=True, capture_output=True)
    auth, password = (tmp_path / ".secrets" / name for name in ("neo4j_auth", "graph_password"))
    first = password.read_text()
    assert re.fullmatch(r"[0-9a-f]{48}", first)
    assert auth.read_text() == f"neo4j/{first}"
    modes = [path.stat().st_mode & 0o777 for path in (auth.parent, auth, password)]
    assert modes == [0o700, 0o444, 0o444]
    assert (auth.parent / ".gitignore").read_text() == "*\n"
    subprocess.run([tmp_path / "tools" / "secrets.sh"], check=True, capture_output=True)
    assert password.read_text() == first


def test_the_image_is_built_from_hashes_by_stages_and_ends_without_root() -> None:
    install, package = instructions("RUN", 1)
    assert "--no-deps --require-hashes --requirement constraints.txt" in install
    assert "--no-deps --no-build-isolation ." in package
    assert instructions("COPY", 2) == ["--from=build /opt/essaim /opt/essaim"]
    assert instructions("USER", 2) == ["10001:10001"] == [APP["user"]]


def test_the_build_sees_only_what_it_copies() -> None:
    ignored = tree.text(tree.ROOT / ".dockerignore").split("\n")
    assert ignored[1] == "*"
    assert {line[1:] for line in ignored if line.startswith("!")} == set(copied())
    assert [name for name in copied() if not (tree.ROOT / name).exists()] == []


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("hatchling") is None, reason="hatchling is not installed here")
def test_the_build_step_makes_a_package_that_finds_its_own_files(tmp_path: Path) -> None:
    source, venv = tmp_path / "src", tmp_path / "venv"
    source.mkdir()
    for name in copied():
        subprocess.run(["cp", "-R", tree.ROOT / name, source], check=True)
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    [site] = venv.glob("lib/*/site-packages")
    # Stands for the step before, which needs the network: the packages of this environment.
    (site / "installed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    step = instructions("RUN", 1)[1].replace("/opt/essaim", str(venv))
    subprocess.run(["sh", "-ec", step], cwd=source, check=True, capture_output=True)

    shipped = {path.relative_to(site) for path in site.glob("cypher/**/*.cypher")}
    assert shipped == {path.relative_to(tree.ROOT) for path in tree.files(".cypher", under=tree.ROOT / "cypher")}
    where = "import importlib, sys; print(*(importlib.import_module(name).__file__ for name in sys.argv[1:]))"
    python = [venv / "bin" / "python", "-Ic", where, *tree.PACKAGES]
    seen = subprocess.run(python, check=True, capture_output=True, text=True)
    assert seen.stdout.split() == [str(site / name / "__init__.py") for name in tree.PACKAGES]
    if (tree.ROOT / "ui" / "cli.py").exists():
        subprocess.run([venv / "bin" / "essaim", "--help"], check=True, capture_output=True, cwd=tmp_path)
