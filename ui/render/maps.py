"""The map of territories, as a Vega-Lite drawing: one look a verdict, recognisable without colour.

The outlines are files that the app itself serves (`ui/static`, see docs/reference/territories.md): a browser keeps
them, and an answer sends no more than one line a territory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from graphmodel.schema.vocabulary import Verdict

Grain = Literal["department", "region"]

HEIGHT = 560
CLICKED = "territory"
"""The name of the selection that a click makes; it holds codes."""

_FILES: Mapping[str, str] = {"department": "departements", "region": "regions"}
_LEVELS: Mapping[str, str] = {"department": "dep", "region": "reg"}
_PLAIN: Mapping[str, str] = {Verdict.LINKED: "#0072B2", Verdict.ISOLATED: "#E69F00"}
_STRIPED: Mapping[str, tuple[str, int, bool]] = {  # colour, stripes across the shape, whether they fall
    Verdict.POSSIBLY: ("#56B4E9", 8, True),
    Verdict.UNDOCUMENTED: ("#8A8A8A", 12, False),
}
VERDICTS = tuple(one.value for one in Verdict)
_PAPER, _INK, _CHOSEN = "#FFFFFF", "#262626", "#000000"

# Beside what the outlines moved: right of the island, or above where the mainland is too near. Longitude, latitude.
_OVERSEAS = (
    ("Guadeloupe", -5.4, 47.35),
    ("Martinique", -3.85, 45.35),
    ("Guyane", -3.65, 44.15),
    ("La Réunion", -3.75, 42.95),
    ("Mayotte", -3.95, 41.8),
)
_PARIS = (-2.4, 50.75)


@dataclass(frozen=True, slots=True)
class Area:
    """One territory to draw: its official code, its verdict, and the words that hovering and screen readers give."""

    code: str
    name: str
    verdict: str
    told: str


def code_of(uid: str) -> str:
    """The official code in the uid of a territory.

    >>> code_of("cog:dep:2A")
    '2A'
    """
    return uid.rpartition(":")[2]


def uid_of(level: Grain, code: str) -> str:
    """The uid of a territory that the map shows.

    >>> uid_of("region", "53")
    'cog:reg:53'
    """
    return f"cog:{_LEVELS[level]}:{code}"


def clicked(event: Any) -> str | None:
    """The code that a click chose, from what the chart sends back; None for a click beside the territories."""
    chosen = event.get("selection", {}).get(CLICKED) if event else None
    code = chosen[0].get("code") if chosen and isinstance(chosen, list) else None
    return code if isinstance(code, str) else None


def drawing(
    level: Grain, areas: Iterable[Area], *, zoom: str, chosen: str = "", faded: Sequence[str] = ()
) -> dict[str, Any]:
    """The map. `zoom` is the label of the enlarged Île-de-France, `chosen` a code to outline, `faded` verdicts that
    a filter leaves out: they stay, pale, so that the country keeps its shape."""
    return {
        "width": "container",
        "height": HEIGHT,
        "autosize": {"type": "fit", "contains": "padding"},
        "projection": {"type": "mercator"},
        "config": {"view": {"stroke": None}, "font": "inherit"},
        # as SVG every territory is an element with a name, and printing stays sharp
        "usermeta": {"embedOptions": {"renderer": "svg"}},
        "layer": [_outlines(level, list(areas), chosen, faded), _labels(level, zoom)],
    }


def swatch(verdict: str) -> str:
    """The look of a verdict as CSS, for a legend in words."""
    if plain := _PLAIN.get(verdict):
        return f"background:{plain}"
    colour, _, falls = _STRIPED[verdict]
    angle = 135 if falls else 45
    return f"background:repeating-linear-gradient({angle}deg,{colour} 0 3px,{_PAPER} 3px 6px)"


def legend(entries: Iterable[tuple[str, str]]) -> str:
    """The legend as HTML, from (verdict, words)."""
    box = f"display:inline-block;width:1.4rem;height:1rem;border:1.5px solid {_INK};margin-right:.45rem"
    items = "".join(
        f'<li style="display:flex;align-items:center"><span aria-hidden="true" style="{box};{swatch(verdict)}"></span>'
        f"{escape(words)}</li>"
        for verdict, words in entries
    )
    return f'<ul style="display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;list-style:none;padding:0;margin:0">{items}</ul>'


def _outlines(level: Grain, areas: Sequence[Area], chosen: str, faded: Sequence[str]) -> dict[str, Any]:
    rows = [
        {"code": one.code, "name": one.name, "verdict": one.verdict, "told": one.told, "chosen": one.code == chosen}
        for one in areas
    ]
    source = {"url": f"app/static/{_FILES[level]}.geojson", "format": {"type": "json", "property": "features"}}
    words = ["name", "verdict", "told", "chosen"]
    return {
        "data": source,
        "transform": [
            {"calculate": "datum.properties.code", "as": "code"},
            {"lookup": "code", "from": {"data": {"values": rows}, "key": "code", "fields": words}},
        ],
        "params": [{"name": CLICKED, "select": {"type": "point", "fields": ["code"], "on": "click"}}],
        "mark": {"type": "geoshape", "stroke": _INK, "strokeWidth": 0.6, "strokeJoin": "round", "cursor": "pointer"},
        "encoding": {
            "fill": {"condition": [_look(one) for one in Verdict], "value": _PAPER},
            "stroke": {"condition": {"test": "datum.chosen", "value": _CHOSEN}, "value": _INK},
            "strokeWidth": {"condition": {"test": "datum.chosen", "value": 3.5}, "value": 0.6},
            "opacity": {"condition": {"test": _among(faded), "value": 0.15}, "value": 1},
            "tooltip": {"field": "told", "type": "nominal"},
            "description": {"field": "told", "type": "nominal"},
        },
    }


def _look(verdict: Verdict) -> dict[str, Any]:
    fill: Any = _PLAIN.get(verdict) or _stripes(*_STRIPED[verdict])
    return {"test": f"datum.verdict === '{verdict.value}'", "value": fill}


def _stripes(colour: str, count: int, falls: bool) -> dict[str, Any]:
    """Vega knows no pattern, but a gradient whose colours change at once is one."""
    edges = [(index / (2 * count), (index + 1) / (2 * count)) for index in range(2 * count)]
    stops = [
        {"offset": edge, "color": _PAPER if index % 2 else colour} for index, pair in enumerate(edges) for edge in pair
    ]
    top, bottom = (1, 0) if falls else (0, 1)
    return {"gradient": "linear", "x1": 0, "y1": top, "x2": 1, "y2": bottom, "stops": stops}


def _among(verdicts: Sequence[str]) -> str:
    known = [one.value for one in Verdict if one.value in verdicts]
    return " || ".join(f"datum.verdict === '{one}'" for one in known) or "false"


def _labels(level: Grain, zoom: str) -> dict[str, Any]:
    places = [*_OVERSEAS, (zoom, *_PARIS)] if level == "department" else list(_OVERSEAS)
    rows = [{"text": text, "lon": lon, "lat": lat} for text, lon, lat in places]
    return {
        "data": {"values": rows},
        "mark": {"type": "text", "fontSize": 12, "align": "left", "baseline": "middle", "color": _INK},
        "encoding": {
            "longitude": {"field": "lon", "type": "quantitative"},
            "latitude": {"field": "lat", "type": "quantitative"},
            "text": {"field": "text", "type": "nominal"},
        },
    }
