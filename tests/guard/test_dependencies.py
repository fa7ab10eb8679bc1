"""What Essaim imports, what it is made of, and under which licences."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.guard import tree

PROJECT = tomllib.loads((tree.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
COPYLEFT = re.compile(r"\bA?GPL|GNU (Affero )?General Public")


def run_time() -> set[str]:
    """The names of all distributions that running Essaim here needs, its dependencies' own included."""
    todo, seen = [Requirement(line) for line in PROJECT["dependencies"]], set()
    while todo:
        need = todo.pop()
        name = canonicalize_name(need.name)
        asked = [{"extra": extra} for extra in ("", *need.extras)]
        if name in seen or (need.marker and not need.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        for line in metadata.requires(name) or []:
            child = Requirement(line)
            if child.marker is None or any(child.marker.evaluate(extra) for extra in asked):
                child.marker = None
                todo.append(child)
    return seen


def licences(name: str) -> list[str]:
    """What a distribution declares: its SPDX expression, else its classifiers, else the first line it wrote."""
    about = metadata.metadata(name)
    classified = [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    written = (about.get("License") or "").strip().splitlines()[:1]
    return [about["License-Expression"]] if "License-Expression" in about else classified or written


def binds_us(licence: str) -> bool:
    """Whether every alternative that the licence offers is a GPL or an AGPL (the LGPL is neither)."""
    return all(COPYLEFT.search(choice) for choice in re.split(r"\s+OR\s+", licence))


def test_no_run_time_dependency_is_under_the_gpl() -> None:
    needed = run_time()
    assert {"neo4j", "streamlit", "arcadedb-embedded", "jinja2"} <= needed, "the closure is followed"
    assert {name: licences(name) for name in needed if any(map(binds_us, licences(name)))} == {}


def test_every_run_time_dependency_says_its_licence() -> None:
    assert [name for name in sorted(run_time()) if not licences(name)] == []


@pytest.mark.parametrize(
    ("licence", "binds"),
    [
        ("GPL-3.0-only", True),
        ("License :: OSI Approved :: GNU Affero General Public License v3", True),
        ("LGPL-2.1-or-later", False),
        ("MIT OR GPL-2.0-only", False),
        ("Apache-2.0", False),
    ],
)
def test_a_gpl_is_told_from_an_lgpl_and_from_a_choice(licence: str, binds: bool) -> None:
    assert binds_us(licence) is binds


def test_our_package_names_belong_to_nobody_else() -> None:
    owners = metadata.packages_distributions()
    assert {name: owners[name] for name in tree.PACKAGES if set(owners.get(name, [])) - {"essaim"}} == {}
    assert not set(tree.PACKAGES) & sys.stdlib_module_names


def test_every_import_is_absolute() -> None:
    relative = [
        f"{tree.shown(path)}:{node.lineno}"
        for path in tree.files(".py")
        for node in ast.walk(ast.parse(tree.text(path), tree.shown(path)))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


@pytest.mark.skipif(not (tree.ROOT / "ui" / "cli.py").exists(), reason="ui/cli.py is not written yet")
def test_help_appears_without_loading_the_heavy_libraries() -> None:
    script = """if True:
        import json, sys
        from ui.cli import main
        sys.argv = ["essaim", "--help"]
        try:
            main()
        except SystemExit as end:
            assert not end.code, end.code
        print(json.dumps(sorted({"streamlit", "neo4j", "pandas"} & set(sys.modules))))
    """
    command = [sys.executable, "-c", script]
    answer = subprocess.run(command, cwd=tree.ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert "Usage" in answer.stdout
    assert json.loads(answer.stdout.splitlines()[-1]) == []
