"""From what the driver returns to plain Python: whoever asks the Store never meets a class of the driver."""

from __future__ import annotations

from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

AS_THEY_ARE = frozenset({str, int, float, bool, bytes, type(None)})


def plain(value: Any) -> Any:
    """`value` in str, int, float, bool, bytes, None, datetime types, lists and dicts of them.

    A node or a relationship becomes the dict of its properties, a path the list of the dicts along it, a duration
    its ISO text, a point the list of its coordinates.
    """
    if type(value) in AS_THEY_ARE:
        return value
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, Node | Relationship):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, Path):
        return _along(value)
    return _scalar(value)


def _along(path: Path) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = [plain(path.start_node)]
    for relationship, node in zip(path.relationships, path.nodes[1:], strict=True):
        steps += [plain(relationship), plain(node)]
    return steps


def _scalar(value: Any) -> Any:
    if isinstance(value, Date | DateTime | Time):
        return value.to_native()
    if isinstance(value, Duration):
        return value.iso_format()
    if isinstance(value, Point):
        return [float(coordinate) for coordinate in value]
    return value
