"""How many fundings of each funder have a known amount, a range or none: stacked bars, told apart without colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

ROW = 26
_INK = "#262626"
_LOOKS = ("#0072B2", "#56B4E9", "#FFFFFF")


_LEGEND = {
    "orient": "top",
    "title": None,
    "labelLimit": 0,
    "labelFontSize": 13,
    "labelColor": _INK,
    "symbolStrokeColor": _INK,
    "symbolType": "square",
}
_NAMES = {"labelLimit": 260, "labelFontSize": 13, "labelColor": _INK}
_COUNTS = {"tickMinStep": 1, "format": "d", "labelColor": _INK, "titleColor": _INK}


@dataclass(frozen=True, slots=True)
class Bar:
    """One name and its three counts, in the order of the words given to `drawing`."""

    name: str
    counts: tuple[int, int, int]


def drawing(bars: Sequence[Bar], words: tuple[str, str, str], title: str) -> dict[str, Any]:
    """Horizontal bars in the order given, with `words` as legend and `title` below the axis of counts."""
    rows = [
        {"name": bar.name, "what": what, "n": n, "rank": rank, "told": f"{bar.name} : {n}, {what}"}
        for bar in bars
        for rank, (what, n) in enumerate(zip(words, bar.counts, strict=True))
        if n
    ]
    return {
        "width": "container",
        "height": {"step": ROW},
        "data": {"values": rows},
        "usermeta": {"embedOptions": {"renderer": "svg"}},
        "mark": {"type": "bar", "stroke": _INK, "strokeWidth": 1},
        "encoding": {
            "y": {
                "field": "name",
                "type": "nominal",
                "sort": [bar.name for bar in bars],
                "title": None,
                "axis": _NAMES,
            },
            "x": {"field": "n", "type": "quantitative", "title": title, "axis": _COUNTS},
            "color": {
                "field": "what",
                "type": "nominal",
                "scale": {"domain": list(words), "range": list(_LOOKS)},
                "legend": _LEGEND,
            },
            "order": {"field": "rank", "type": "quantitative"},
            "tooltip": {"field": "told", "type": "nominal"},
            "description": {"field": "told", "type": "nominal"},
        },
    }
