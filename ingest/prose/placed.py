"""Where a body is, said in passing: « La Ruche, à Gap », « l'association La Ruche, de Gap »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphmodel.reference import territories
from ingest.prose.clauses import Clause
from ingest.prose.found import Found
from ingest.prose.mentions import Mention

_LINK = re.compile(r", (?:à |de |d[’'])")
_NEXT = re.compile(r" ?(?:[,.;]|\Z)")
_LIST = re.compile(r",? (?:et |puis |ou )?(?:à|de|en|d[’']|aux?)[ ]?(?=[A-ZÀ-Þ])")
_AN_ASSOCIATION = re.compile(
    r"[Uu]ne (?:petite |jeune |autre )?(?:association|coopérative|entreprise|structure) (?:de |d[’'])\Z"
)


def placed(text: str, clause: Clause, mentions: Sequence[Mention]) -> Iterator[Found]:
    """The bodies of a clause that stand right before a town, which nothing else can be of."""
    inside = [one for one in mentions if clause.start <= one.start and one.end <= clause.end]
    for place in inside:
        if place.letter != "T" or not _is_town(place.name) or _LIST.match(text, place.end, clause.end):
            continue
        before = [one for one in inside if one.end <= place.start]
        body = before[-1] if before else None
        if body is None or body.letter not in "OE" or body.role or body.before >= 0:
            continue
        link = text[body.end : place.start]
        if (_LINK.fullmatch(link) and _NEXT.match(text, place.end, clause.end)) or _is_said_of(text, body, place):
            yield _located(body, place, body.start, place.end)


def _is_said_of(text: str, body: Mention, place: Mention) -> bool:
    """« X, une association de Gap »."""
    link = text[body.end : place.start]
    return link.startswith(", ") and _AN_ASSOCIATION.fullmatch(link, 2) is not None


def _is_town(name: str) -> bool:
    return any(place.level == "commune" for place in territories.find(name))


def _located(body: Mention, place: Mention, start: int, end: int) -> Found:
    return Found("LOCATED_IN", {"from": body, "to": place}, start, end, "placed", {}, "stated", "actual")
