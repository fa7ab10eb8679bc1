"""Nothing in the project names the machine it was written on, nor fetches from anywhere but the app itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.guard import tree

MACHINE_PATH = re.compile(r"(?<![\w.~/-])(?:/(?:work|root|home|Users|tmp|opt/wheels)/\w|[A-Z]:\\\\?Users)")
REGISTRY = re.compile(
    r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs|repo1?[.]maven|docker[.]io|artifactor[y]|^--(?:extra-)?index-url",
    re.MULTILINE,
)
ADDRESS = re.compile(r"https?://[^\s\"'`)>\]]*")
# Addresses that no browser and no program fetches, or that are this machine.
INSIDE = ("http://www.w3.org/", "http://127.0.0.1", "http://localhost")


def found(pattern: re.Pattern[str], path: Path) -> list[str]:
    """Where the pattern occurs in a file, as `path:line: what`."""
    lines = enumerate(tree.text(path).splitlines(), start=1)
    return [f"{tree.shown(path)}:{n}: {hit[0]}" for n, line in lines for hit in pattern.finditer(line)]


def fetched(path: Path) -> list[str]:
    """The outside addresses in a file."""
    return [place for place in found(ADDRESS, path) if not place.split(": ", 1)[1].startswith(INSIDE)]


def test_no_file_holds_a_path_of_one_machine() -> None:
    assert [place for path in tree.files() for place in found(MACHINE_PATH, path)] == []


def test_no_file_holds_the_address_of_a_package_registry() -> None:
    assert [place for path in tree.files() for place in found(REGISTRY, path)] == []


def test_no_screen_names_an_address_outside_the_app() -> None:
    code = tree.files(".py", ".js", ".mjs", ".css", ".html", ".svg", ".toml", under=tree.ROOT / "ui")
    assert [place for path in code for place in fetched(path)] == []


@pytest.mark.parametrize(
    ("planted", "caught"),
    [
        ("see /" + "home/me/x", True),
        ("open('/" + "tmp/x')", True),
        ("C:" + "\\Users\\me", True),
        ("https://example.org/home/page", False),
        ("/tmp", False),
        ("./" + "work/x", False),
    ],
)
def test_a_machine_path_is_told_from_an_address(planted: str, caught: bool, tmp_path: Path) -> None:
    (tmp_path / "planted.txt").write_text(planted, encoding="utf-8")
    assert bool(found(MACHINE_PATH, tmp_path / "planted.txt")) is caught


def test_an_outside_address_is_told_from_an_xml_name(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<svg xmlns="http://www.w3.org/2000/svg"><img src="https://cdn.example/x.js">', encoding="utf-8")
    assert fetched(page) == ["page.html:1: https://cdn.example/x.js"]
