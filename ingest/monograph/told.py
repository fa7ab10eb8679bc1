"""How a line of the template becomes a fact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from graphmodel.errors import Label
from ingest.facts.records import ABOUT, Fact, Named
from ingest.monograph.labels import Line

UNSURE = re.compile(
    r"\b(?:en cours|réflexion|envisag|prévu|à venir|projet de|amen[ée]|souhait|pourrai|devrai|à l'étude|pas |peu |"
    r"aucun|sans|jamais|ancien|pris fin|jusqu'en|plus (?:de partenariat|aucun))",
    re.IGNORECASE,
)
"""Words after which a line of the model tells of something that is not so, or not so yet."""


Rule = Literal[
    "card",
    "practice",
    "carried",
    "cycle",
    "natures",
    "innovation",
    "example",
    "funding",
    "partners",
    "plans",
    "officer",
]
RULES: dict[Rule, Label] = {
    "card": Label("carte d'identité du réseau", "identity card of the network"),
    "practice": Label("pratiques des têtes de réseau", "practices of the heads"),
    "carried": Label("innovations portées", "innovations carried"),
    "cycle": Label("cycles d'innovation", "cycles of innovation"),
    "natures": Label("nature des innovations d'un cycle", "nature of the innovations of a cycle"),
    "innovation": Label("innovations remarquables", "remarkable innovations"),
    "example": Label("innovations données en exemple", "innovations given as examples"),
    "funding": Label("financements", "funding"),
    "partners": Label("partenaires", "partners"),
    "plans": Label("projets", "plans"),
    "officer": Label("référent innovation", "innovation officer"),
}
"""The rules of this reader, as people call what each reads."""


def relation(
    type_: str,
    links: Mapping[str, Named],
    line: Line,
    rule: Rule,
    values: Mapping[str, Any] | None = None,
    *,
    status: str = "stated",
    modality: str = "actual",
    choice: str = "",
) -> Fact:
    """The fact that a line, or a part of one, proves."""
    return Fact(
        type_, links, line.page, line.start, line.end, f"monograph-{rule}", values or {}, status, modality, choice
    )


def about(who: Named, line: Line, rule: Rule, values: Mapping[str, Any], **more: str) -> Fact:
    """The fact that a line says of one entity."""
    return relation(who.kind, {ABOUT: who}, line, rule, values, **more)


def joined(first: Line, last: Line) -> Line:
    """Both lines and what stands between them; the first alone where they are not of one page, in that order."""
    if first.page != last.page or last.end <= first.end:
        return first
    return Line(first.page, first.start, last.end, f"{first.text} {last.text}", apart=first.apart)


def among(what: str, line: Line) -> str:
    """The name of a choice between facts, which no other choice of the document has."""
    return f"{what}@{line.page}:{line.start}"


def plain(text: str) -> str:
    """What an item or a title says, without its dash and its stop."""
    return " ".join(text.split()).lstrip("-–• ").rstrip(" .;,:")
