"""Where nodes stand: givers left of receivers. Pure: a picture is the same at each visit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import mean

import networkx as nx

COLUMN, ROW, TALLEST = 240, 96, 8
"""Pixels between columns and rows, and how many nodes a column holds before it is folded."""

Position = tuple[int, int]


def layered(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> dict[str, Position]:
    """(x, y) in pixels. A node stands right of all that give to it; those that give to each other share a column."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    whole = nx.condensation(graph)
    members = whole.nodes(data="members")
    layers = [
        sorted(one for part in generation for one in members[part]) for generation in nx.topological_generations(whole)
    ]
    return _placed(layers, {node: list(graph.predecessors(node)) for node in graph})


def _placed(layers: Sequence[Sequence[str]], givers: Mapping[str, Sequence[str]]) -> dict[str, Position]:
    placed: dict[str, Position] = {}
    x = 0
    for layer in layers:
        height = {node: _height(givers[node], placed) for node in layer}
        ordered = sorted(layer, key=lambda node: (height[node], node))
        folds = -(-len(ordered) // TALLEST)
        columns: dict[int, list[str]] = defaultdict(list)
        for rank, node in enumerate(ordered):
            columns[rank % folds].append(node)
        for column, some in sorted(columns.items()):
            top = -(len(some) - 1) * ROW // 2 + (ROW // 2 if column % 2 else 0)
            placed |= {node: (x, top + row * ROW) for row, node in enumerate(some)}
            x += COLUMN
    return placed


def _height(givers: Sequence[str], placed: Mapping[str, Position]) -> float:
    known = [placed[giver][1] for giver in givers if giver in placed]
    return mean(known) if known else 0.0
