"""How each sort of thing looks: a colour of Okabe and Ito and a shape, never a colour alone. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graphmodel.schema.vocabulary import Role

INK, LINE, FAINT = "#1f1f1f", "#5b5b5b", "#767676"


@dataclass(frozen=True, slots=True)
class Figure:
    """`shape` is what vis-network calls it; `glyph` is the same for legends; words: `common.figure.<name>`."""

    name: str
    colour: str
    shape: str
    glyph: str
    size: int = 16


FIGURES = {
    one.name: one
    for one in (
        Figure("head", "#0072B2", "star", "★", 20),
        Figure("federation", "#56B4E9", "triangle", "▲"),
        Figure("association", "#009E73", "dot", "●", 13),
        Figure("group", "#FFFFFF", "dot", "○", 18),
        Figure("partner", "#CC79A7", "square", "■", 13),
        Figure("funder", "#E69F00", "diamond", "◆"),
        Figure("innovation", "#D55E00", "hexagon", "⬢"),
        Figure("programme", "#F0E442", "square", "■", 13),
        Figure("territory", "#D9D9D9", "triangleDown", "▼"),
    )
}

_BY_ROLE = {
    Role.NATIONAL_HEAD: "head",
    Role.TERRITORIAL_HEAD: "federation",
    Role.FUNDER: "funder",
    Role.EXTERNAL_PARTNER: "partner",
    Role.ASSOCIATION: "association",
}
_BY_KIND = {
    "Network": "head",
    "Group": "group",
    "Innovation": "innovation",
    "Programme": "programme",
    "Territory": "territory",
}


def figure(kind: str, roles: Collection[str] = ()) -> Figure:
    """How an entity is drawn: by its class where that says it all, else by its first role, else as a body."""
    role = next((name for one, name in _BY_ROLE.items() if one in roles), "association")
    return FIGURES[_BY_KIND.get(kind, role)]
