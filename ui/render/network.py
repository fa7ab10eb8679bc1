"""Plain nodes and edges to a pyvis network: what the screen draws and the file that people take away. Pure."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape

from pyvis.network import Network

from ui.render import layout, palette

DRAWN = 400
"""More nodes than this are a ball of wool; the rest is gathered and said."""

LABELLED = 40
"""Up to so many edges bear their date."""

OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "keyboard": False, "zoomView": True, "hideEdgesOnDrag": False},
    "nodes": {
        "borderWidth": 1.5,
        "borderWidthSelected": 4,
        "font": {"size": 16, "color": palette.INK, "strokeWidth": 4, "strokeColor": "#ffffff"},
        "widthConstraint": {"maximum": 190},
    },
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.7}},
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45},
        "font": {"size": 14, "color": palette.INK, "strokeWidth": 4, "strokeColor": "#ffffff", "align": "horizontal"},
    },
}


@dataclass(frozen=True, slots=True)
class Node:
    """`note` is what is said of it when it is pointed at."""

    uid: str
    name: str
    figure: palette.Figure
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """`said` is what a document states; what is only inferred is drawn dotted and lighter, with its word."""

    source: str
    target: str
    label: str = ""
    note: str = ""
    said: bool = True
    directed: bool = True


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes in order of importance. `gathered` counts those that stand behind a "and n more"."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    gathered: int = 0
    positions: dict[str, layout.Position] = field(default_factory=dict)


def drawn(nodes: Sequence[Node], edges: Sequence[Edge], more: Callable[[int], str], most: int = DRAWN) -> Drawing:
    """What will be drawn: at most `most` nodes; the others are gathered behind who gave to them, under the
    words that `more` gives for their number."""
    kept = {node.uid for node in nodes} if len(nodes) <= most else {node.uid for node in nodes[: most * 3 // 4]}
    inside = [edge for edge in edges if edge.source in kept and edge.target in kept]
    hidden: Counter[str] = Counter()
    seen: set[str] = set()
    for edge in edges:
        if edge.source in kept and edge.target not in kept | seen:
            seen.add(edge.target)
            hidden[edge.source] += 1
    bundles = hidden.most_common(most - len(kept))
    gathered = [Node(f"+{uid}", more(n), palette.FIGURES["group"]) for uid, n in bundles]
    shown = (*(node for node in nodes if node.uid in kept), *gathered)
    lines = (*inside, *(Edge(uid, f"+{uid}") for uid, _ in bundles))
    places = layout.layered((node.uid for node in shown), ((edge.source, edge.target) for edge in lines))
    return Drawing(shown, lines, len(nodes) - len(kept), places)


def network(drawing: Drawing) -> Network:
    """The pyvis network: positions given, nothing left to compute in the browser."""
    net = Network(height="640px", width="100%", directed=True, cdn_resources="in_line")
    net.set_options(json.dumps(OPTIONS))
    for node in drawing.nodes:
        x, y = drawing.positions[node.uid]
        figure = node.figure
        net.add_node(
            node.uid, label=node.name, title=node.note or node.name, shape=figure.shape, size=figure.size, x=x, y=y,
            color={"background": figure.colour, "border": palette.INK,
                   "highlight": {"background": figure.colour, "border": "#000000"},
                   "hover": {"background": figure.colour, "border": "#000000"}},
        )  # fmt: skip
    for edge in drawing.edges:
        net.add_edge(
            edge.source, edge.target, title=edge.note, label=edge.label if len(drawing.edges) <= LABELLED else "",
            color=palette.LINE if edge.said else palette.FAINT, dashes=False if edge.said else [2, 6],
            width=2 if edge.said else 1.5, arrows="to" if edge.directed else "",
        )  # fmt: skip
    return net


_FETCHED = re.compile(r"<link\b[^>]*>|<script\b[^>]*\bsrc\s*=[^>]*>\s*</script>|<center>\s*<h1>\s*</h1>\s*</center>")
_CSP = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'unsafe-inline'; "
    "style-src 'unsafe-inline'; img-src data: blob:\">"
)


def standalone(net: Network, title: str, answer: str, lang: str) -> str:
    """One HTML file that opens without any network: pyvis's own page without what it fetches, and forbidden to."""
    page = _FETCHED.sub("", net.generate_html(notebook=False))
    page = page.replace("<html>", f'<!DOCTYPE html>\n<html lang="{escape(lang)}">', 1)
    page = page.replace('<meta charset="utf-8">', f'<meta charset="utf-8">{_CSP}<title>{escape(title)}</title>', 1)
    before, body, after = page.rpartition("<body>")
    words = f'<main style="font-family:sans-serif"><h1>{escape(title)}</h1><p>{escape(answer)}</p></main>'
    return f"{before}{body}{words}{after}"
