"""The files that a newcomer looks for are there, and say what is true."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tests.guard import tree

PROJECT = tomllib.loads((tree.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONSTRAINTS = ("constraints.txt", "constraints-dev.txt", "constraints-nlp.txt")
TARGET = re.compile(r"^([a-z][a-z-]*):(?!=)(.*)$", re.MULTILINE)


def targets() -> dict[str, str]:
    """The Makefile's targets, each with the rest of its line."""
    return dict(TARGET.findall(tree.text(tree.ROOT / "Makefile")))


def pins(name: str) -> dict[str, list[str]]:
    """The versions that a constraint file allows each distribution (several where markers tell them apart)."""
    found: dict[str, list[str]] = {}
    for line in tree.text(tree.ROOT / name).splitlines():
        if pin := re.match(r"([A-Za-z0-9._-]+)==([^ ;]+)", line):
            found.setdefault(canonicalize_name(pin[1]), []).append(pin[2])
    return found


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", ".ci/run"])
def test_the_file_that_people_look_for_is_there(name: str) -> None:
    assert len(tree.text(tree.ROOT / name)) > 200


def test_the_licence_is_the_one_that_the_package_declares() -> None:
    licence = tree.text(tree.ROOT / "LICENSE")
    assert (PROJECT["license"], licence.splitlines()[0]) == ("MIT", "MIT License")
    assert "Copyright (c) 2026 the Essaim contributors" in licence


def test_the_changelog_tells_of_this_version() -> None:
    assert re.search(rf"^## \[?{re.escape(PROJECT['version'])}\]?", tree.text(tree.ROOT / "CHANGELOG.md"), re.MULTILINE)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docker-compose.yml", ".ci/run", "tools/setup.sh"])
def test_every_make_command_that_we_write_down_exists(name: str) -> None:
    written = re.findall(r"(?:^\s*|`|: |&& |then )make ([a-z][a-z-]*)", tree.text(tree.ROOT / name), re.MULTILINE)
    assert sorted(set(written) - set(targets())) == []


def test_make_help_lists_every_target_that_people_call() -> None:
    called = {"help", "demo", "setup", "check", "test", "bench", "docs", "lint", "types", "imports"}
    assert called <= {name for name, line in targets().items() if "## " in line}
    answer = subprocess.run(["make"], cwd=tree.ROOT, capture_output=True, text=True, check=True, timeout=30)
    listed = {line.split()[0] for line in answer.stdout.splitlines()}
    assert listed == {name for name, line in targets().items() if "## " in line}


def test_every_dependency_is_pinned_inside_the_range_that_it_is_given() -> None:
    locked = {name: versions for file in CONSTRAINTS for name, versions in pins(file).items()}
    extras = PROJECT["optional-dependencies"]
    needed = [*PROJECT["dependencies"], *extras["dev"], *extras["nlp"]]
    for need in map(Requirement, needed):
        versions = locked[canonicalize_name(need.name)]
        assert all(need.specifier.contains(version) for version in versions), (str(need), versions)


@pytest.mark.parametrize("name", CONSTRAINTS[1:])
def test_the_further_constraints_repeat_nothing(name: str) -> None:
    assert set(pins("constraints.txt")) & set(pins(name)) == set()


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_every_constraint_carries_a_hash_and_no_address(name: str) -> None:
    source = tree.text(tree.ROOT / name)
    blocks = re.split(r"^(?=[A-Za-z0-9])", source, flags=re.MULTILINE)[1:]
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in source


def test_the_scripts_look_for_the_pythons_that_the_package_accepts() -> None:
    accepted = SpecifierSet(PROJECT["requires-python"])
    names = re.search(r"\{PYTHON:-([^}]*)\}", tree.text(tree.ROOT / "tools" / "find_python.sh"))
    assert names is not None
    offered = [name.removeprefix("python") for name in names[1].split()][:-1]
    assert offered == [f"3.{minor}" for minor in range(20, 8, -1) if accepted.contains(f"3.{minor}")]
