"""The graph on screen: pyvis builds it, the vis-network file that pyvis ships draws it, a chosen node comes back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files

import streamlit as st

from ui import state
from ui.i18n import Translator
from ui.render import palette
from ui.render.network import Drawing, network

HTML = """<div><div class="es-bar">
<button type="button" class="es-in"></button><button type="button" class="es-out"></button>
<button type="button" class="es-fit"></button><button type="button" class="es-png"></button></div>
<div class="es-canvas" role="application" tabindex="0"></div>
<p class="es-how"></p><div class="es-live" aria-live="polite"></div></div>"""

FOCUS = "noeud"
"""What the link calls the chosen node."""


def show(t: Translator, drawing: Drawing, *, name: str, alt: str, height: int = 540) -> str:
    """Draw it. Returns the uid of the chosen node, "" if none; the link keeps it."""
    nodes, edges, _, _, _, options = network(drawing).get_network_data()
    known = {node.uid for node in drawing.nodes if not node.uid.startswith("+")}
    key = f"graph:{name}"

    def remember() -> None:
        chosen = st.session_state[key].get("selected") or ""
        state.put(FOCUS, chosen if chosen in known else "")  # what the browser sends is never taken at its word

    focus = state.param(FOCUS) if state.param(FOCUS) in known else ""
    _library()
    _component()(
        key=key,
        data={
            "name": name,
            "revision": _revision(nodes, edges),
            "nodes": nodes,
            "edges": edges,
            "options": json.loads(options) if isinstance(options, str) else options,
            "alt": alt,
            "words": {word: t(f"common.graph.{word}") for word in ("in", "out", "fit", "png", "how")},
            "focus": focus,
            "height": height,
        },
        default={"selected": focus or None},
        on_selected_change=remember,
        height="content",
    )
    return focus


def legend(t: Translator, drawing: Drawing) -> None:
    """The shapes and lines that this drawing uses, in words."""
    figures = {node.figure.name: node.figure for node in drawing.nodes}
    shown = [one for one in palette.FIGURES.values() if one.name in figures]
    parts = [_mark(one.glyph, one.colour, t(f"common.figure.{one.name}")) for one in shown]
    if any(edge.said for edge in drawing.edges):
        parts.append(_line("solid", palette.LINE, t("common.stated")))
    if not all(edge.said for edge in drawing.edges):
        parts.append(_line("dotted", palette.FAINT, t("common.inferred")))
    st.html(f"<p class='es-legend'>{' '.join(parts)}</p>")


def _mark(glyph: str, colour: str, words: str) -> str:
    return (
        f"<span class='es-entry'><span aria-hidden='true' class='es-glyph' style='color:{colour}'>{glyph}</span> "
        f"{escape(words)}</span>"
    )


def _line(style: str, colour: str, words: str) -> str:
    return (
        f"<span class='es-entry'><span aria-hidden='true' class='es-line' style='border-top:3px {style} {colour}'>"
        f"</span> {escape(words)}</span>"
    )


def _revision(nodes: Sequence[object], edges: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps([nodes, edges], sort_keys=True).encode()).hexdigest()[:16]


@cache
def _text(package: str, path: str) -> str:
    return (files(package) / path).read_text(encoding="utf-8")


def _library() -> None:
    """Half a megabyte that never changes, mounted apart: in one message with the data it would travel each time."""
    script = _text("pyvis", "lib/vis-9.1.2/vis-network.min.js") + "\nexport default function () {}"
    mount = st.components.v2.component("essaim_vis", html="<span></span>", js=script, isolate_styles=False)
    mount(key="essaim_vis", height=1)


def _component() -> st.components.v2.types.ComponentRenderer:
    script, style = _text("ui.components", "graph.js"), _text("ui.components", "graph.css")
    return st.components.v2.component("essaim_graph", html=HTML, css=style, js=script, isolate_styles=False)
