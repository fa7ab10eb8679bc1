"""The project's own files, found without git so that an exported copy is guarded like a checkout."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("graphmodel", "ingest", "ui", "cypher")

_HIDDEN_BUT_OURS = {".ci", ".streamlit"}
_MADE_BY_TOOLS = {"__pycache__", "build", "dist", "node_modules"}


def files(*suffixes: str, under: Path = ROOT) -> Iterator[Path]:
    """Every file of the project below `under`, only those ending in one of `suffixes` if any is given."""
    for folder, subfolders, names in os.walk(under):
        subfolders[:] = sorted(name for name in subfolders if _is_ours(name))
        yield from (Path(folder, name) for name in sorted(names) if not suffixes or name.endswith(suffixes))


def _is_ours(folder: str) -> bool:
    if folder.startswith("."):
        return folder in _HIDDEN_BUT_OURS
    return folder not in _MADE_BY_TOOLS and not folder.endswith(".egg-info")


def text(path: Path) -> str:
    """The file's text; empty for a binary file, where no rule about words applies."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def shown(path: Path) -> str:
    """The path as a reader of the repository knows it."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
