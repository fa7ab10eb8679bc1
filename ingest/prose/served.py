"""Whom an innovation is for and what it cannot do without, in the words of the sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.facts.records import ABOUT
from ingest.prose.clauses import Clause
from ingest.prose.found import Found
from ingest.prose.mentions import KINDS, Mention

_HOW = r"(?:d[’']abord |surtout |avant tout |principalement |en priorité |aussi |aujourd[’']hui )?"
_WORDS = r"(?P<words>[^.;:«»()]{4,110}?)(?=[.;:(]|, (?:et |qui |où |mais |dont )|\Z)"
_TO = (
    r"(?:à |aux? )(?:tou(?:s|tes) les |l[’']ensemble des )?(?!(?:partir|travers|terme|nouveau|l[’']essaimage|"
    r"la diffusion)\b)"
)
_FOR = re.compile(
    rf"(?:,? (?:qui )?s[’']adresse(?:nt)? {_HOW}|,? (?:(?:qui )?(?:est|sont) )?{_HOW}(?:destiné|réservé|dédié|"
    rf"ouvert)e?s? {_HOW}){_TO}{_WORDS}"
)
_NEEDS = re.compile(
    r",? (?:qui )?(?:ne (?:se conçoit|fonctionne|marche|tient|vit|vaut|va|peut (?:exister|fonctionner|se faire|"
    r"vivre|marcher)) "
    r"(?:pas )?sans |n[’']existe pas sans |(?:ne (?:fonctionne|marche|tient|vit|vaut) |n[’']est possible )qu(?:e |"
    r"[’'])(?:avec |grâce à )?"
    rf"|(?:suppose|exige|requi(?:ert|èrent)|nécessite)(?:nt)? ){_WORDS}"
)


def served(text: str, clause: Clause, mentions: Sequence[Mention]) -> Iterator[Found]:
    """The audience and the conditions of the innovations of a clause."""
    things = [one for one in mentions if one.letter == "I" and not one.role]
    for one in things:
        if not clause.start <= one.start or one.end > clause.end:
            continue
        for name, pattern in (("audience", _FOR), ("conditions", _NEEDS)):
            if match := pattern.match(text, one.end, clause.end):
                start = min(clause.start, one.before) if one.before >= 0 else clause.start
                words = match["words"].strip(" ,")
                yield Found(KINDS[one.letter], {ABOUT: one}, start, clause.end, name, {name: words}, "stated", "actual")
