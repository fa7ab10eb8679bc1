"""« le banc » after « Banc des lettres », « l'Union » after « Union des foyers », « le projet » where only one is told
of: what a document named in full once, and then by its first word alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from graphmodel.names import fold
from ingest.prose.discovery import goes_on
from ingest.prose.mentions import Mention
from ingest.text.pages import Span

_BODY, _THING = "NOE", "IP"
_HEADS = (
    "Fédération|Confédération|Union|Ligue|Entente|Alliance|Coordination|Collectif|Mouvement|Fondation|Réseau|Cercle|"
    "Coopérative|Mutuelle|Syndicat|Groupement|Agence|Institut|Université|Comité|Comptoir|Maison|Fonds"
)
_ONE = r"(?:(?<![\w’'-])(?:[Ll]e |[Ll]a |[Dd]u |[Aa]u |[Dd]e la |[Àà] la )|\b[Ll][’']|\b[Dd]e l[’']|[Àà] l[’'])"
_CAPITAL = re.compile(rf"{_ONE}(?P<name>{_HEADS})(?![\w’'-])")
_SMALL = re.compile(
    rf"{_ONE}(?P<name>(?:comité|cercle|club|antenne|délégation|ligue|coordination|coopérative|groupement|syndicat|mutuelle|"
    r"université|institut|centre|atelier|régie)(?: (?:régional|départemental|local|national)e?)?)(?![\w’'-])"
)
_THE = r"(?<![\w’'-])(?:[Ll]e |[Ll]a |[Cc]e |[Cc]et |[Cc]ette |[Ll][’'])"
_ANY_THING = re.compile(rf"{_THE}(?P<name>projet|dispositif|initiative)(?![\w’'-])")
_COMPLETED = re.compile(
    r" ?(?:(?:d[eu]s?|pour|à(?! la | l['’]| [A-ZÀ-Þ])|aux?|qui|que|dont|où) |d[’']|[A-ZÀ-Þ«(]|"
    r"[-–—])"
)
_LEAST = 4
"""Letters of a first word that is no mere « le », and no number."""
_GENERAL = frozenset((
    "projet", "programme", "reseau", "association", "service", "plan", "appel", "dispositif", "nuit",
    "jour", "temps", "vie", "monde", "mise", "lieu", "point", "prix", "fete",
    "place", "petit", "grand", "parcours", "demarche", "idee", "ecole", "reseaux", "travail",
    "culture", "economie", "famille", "familles",
))  # fmt: skip
"""First words that mean too many other things; so do words for what is done, « la modélisation »."""
_DEED = re.compile(r".*(?:[st]ion|ment|ance|ence|isme|age|ique|ité)\Z")


def shortened(
    text: str, span: Span, named: Sequence[Mention], paragraph: Sequence[Mention], below: Sequence[Mention]
) -> Iterator[Mention]:
    """The short names of a sentence that can only mean one entity. `named`: all that the document named before it;
    `paragraph`, `below`: what the paragraph, and the text below the same heading, named before it."""
    start, end = span
    yield from _known_by(text, _CAPITAL.finditer(text, start, end), [one for one in named if one.letter in _BODY], None)
    near = [one for one in paragraph if one.letter in _BODY]
    yield from _known_by(text, _SMALL.finditer(text, start, end), near, None)
    things = [one for one in named if one.letter in _THING]
    for word in {_first(one) for one in things} - {""}:
        pattern = re.compile(rf"{_THE}(?P<name>{re.escape(word)})(?![\w’'-])")
        yield from _known_by(text, pattern.finditer(text, start, end), things, below)
    if not any(one.letter in _THING for one in paragraph):
        told = {one.key: one for one in below if one.letter in _THING}
        for match in _ANY_THING.finditer(text, start, end):
            if len(told) == 1 and not _COMPLETED.match(text, match.end(), end):
                yield next(iter(told.values())).at(match.start(), match.end())


def _first(one: Mention) -> str:
    """The first word of a name of several, as a sentence writes it; empty where it is none of its own."""
    words = re.sub(r"\A(?:L[’']|L[ea]s? )", "", one.name).split(" ")
    word = words[0].lower()
    return word if len(words) > 1 and len(word) >= _LEAST and word.isalpha() and _means_one(word) else ""


def _means_one(word: str) -> bool:
    return fold(word) not in _GENERAL and _DEED.match(word) is None


def _known_by(
    text: str, found: Iterable[re.Match[str]], named: Sequence[Mention], below: Sequence[Mention] | None
) -> Iterator[Mention]:
    """Where these words mean the one entity whose name begins with them; `below`: and which is told of there."""
    for match in found:
        if _COMPLETED.match(text, match.end()) or goes_on(text, match.end(), len(text)):
            continue
        words = fold(match["name"])
        meant = {one.key: one for one in named if fold(one.name).startswith(f"{words} ")}
        if len(meant) == 1 and (below is None or any(one.key in meant for one in below)):
            yield next(iter(meant.values())).at(*match.span("name"))
