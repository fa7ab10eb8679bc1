"""The facts of the monographs that a document holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.facts.records import Context, Fact
from ingest.monograph import card, cycles, innovations, practices, resources
from ingest.monograph.labels import Kind
from ingest.monograph.zones import Monograph, monographs
from ingest.text.pages import Page

_PARTS = (card.facts, cycles.facts, innovations.facts, practices.facts, resources.facts)
_OF_PROSE = frozenset({"IN_CYCLE", "Innovation"})
"""Facts whose passages are prose, which others read too."""
RULES = "monograph-"
"""How the names of all rules of the template begin."""
Zone = tuple[int, int, int]
"""The position of a page, the first character and the one after the last."""


def read_monographs(pages: Sequence[Page], context: Context) -> list[Fact]:
    """What each monograph tells of its network, in the order of its parts; none where the document holds no monograph.

    Facts that the layout leaves open (whose level, whose budget) are given for each possibility, of one `choice`.
    """
    return [fact for one in monographs(pages, context) for fact in _facts(one)]


def spans(pages: Sequence[Page], context: Context) -> list[Zone]:
    """The characters that the template covers, in order and apart: its labels, and the passages of its facts. The prose
    of a monograph is not among them (its dynamic, the text of its cycles and innovations, its key points): naming
    an innovation tells only of which cycle it is, and a description may tell more.
    """
    zones: list[Zone] = []
    for one in monographs(pages, context):
        zones += ((line.page, line.start, line.end) for line in one.lines if line.kind is not Kind.TEXT)
        zones += ((fact.page, fact.start, fact.end) for fact in _facts(one) if fact.type not in _OF_PROSE)
    return list(_merged(sorted(zones)))


def _facts(monograph: Monograph) -> Iterator[Fact]:
    return (fact for part in _PARTS for fact in part(monograph))


def _merged(zones: Sequence[Zone]) -> Iterator[Zone]:
    """The same characters, each once."""
    page, start, end = -1, 0, 0
    for zone in zones:
        if zone[0] == page and zone[1] <= end:
            end = max(end, zone[2])
            continue
        if page >= 0:
            yield page, start, end
        page, start, end = zone
    if page >= 0:
        yield page, start, end
