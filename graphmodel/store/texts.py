"""The few statements that the Store itself needs, kept as files beside the questions."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def text(name: str) -> str:
    """The statement `cypher/store/<name>.cypher`."""
    return (files("cypher") / "store" / f"{name}.cypher").read_text(encoding="utf-8")
