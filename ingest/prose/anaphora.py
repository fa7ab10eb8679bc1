"""« Elle », « ce programme », « l'association », « nous »: who is meant, where only one can be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graphmodel.names import fold
from ingest.prose.mentions import Mention

_BODY, _THING = "NOE", "IPJQ"
_NOUNS: tuple[tuple[str, str], ...] = (
    ("tête de réseau|association|fédération|réseau|mouvement|union|fondation|fonds|collectif|structure|organisation|"
     "coopérative|ONG|entreprise|institution", _BODY),
    ("programme|dispositif|parcours|appel à projets|accélérateur|incubateur|démarche|innovation|projet|initiative|"
     "solution|expérimentation|concept|service|méthode|outil|plateforme", _THING),
)  # fmt: skip
_ANY_NOUN = "|".join(nouns for nouns, _ in _NOUNS)
_CLASS = {noun: letters for nouns, letters in _NOUNS for noun in nouns.split("|")}
_REFERS = re.compile(
    rf"(?:(?<![\w’'-])|(?<=\bqu[’']))(?:(?P<pronoun>[Ee]lle|[Ii]l)(?=[ ])"
    rf"|(?:(?P<this>[Cc]et |[Cc]ette |[Cc]e )|[Ll][’']|[Ll][ea] )(?P<noun>{_ANY_NOUN})(?=[ ,](?!d[eu]s? |d[’']|"
    rf"[A-ZÀ-Þ«]))"
    rf"|(?P<us>[Nn]ous(?=[ ])|[Nn]otre (?:réseau|association|fédération|mouvement|fondation|union|organisation)\b))"
)
_IMPERSONAL = re.compile(
    r"[Ii]l (?:s['’]agit|est (?:possible|important|nécessaire|recommandé|à noter)|faut|y a|revient|existe)"
)
_FEMININE = re.compile(
    r"(?:la |une |l )?(?:federation|association|union|fondation|confederation|ligue|cooperative|mutualite|agence|"
    r"croix|banque|caisse|demarche|plateforme)\b"
)
_MASCULINE = re.compile(
    r"(?:le |un )?(?:reseau|mouvement|fonds|collectif|secours|institut|programme|dispositif|projet|parcours|service|"
    r"comite)\b"
)
_GOVERNED = re.compile(
    r"(?:\b(?:de|du|des|avec|par|pour|chez|sur|dans|en|aux?|à)|\bd[’'])[ ]?(?:l[’']|la |le |les )?(?:[«“\"] ?)?\Z"
)


def governed(text: str, at: int) -> bool:
    """Whether what begins there hangs on a preposition: « avec X », « le président de X »."""
    return _GOVERNED.search(text, max(0, at - 20), at) is not None


@dataclass(frozen=True, slots=True)
class Before:
    """What a sentence may refer to: the mentions of the one before it, in the same paragraph, and where that began;
    the publisher; and what the document named so far."""

    mentions: Sequence[Mention] = ()
    start: int = -1
    us: Mention | None = None
    document: Iterable[Mention] = ()


def resolved(text: str, start: int, end: int, mentions: Sequence[Mention], before: Before) -> Iterator[Mention]:
    """Mentions for the pronouns and nouns of a sentence that can only mean one entity."""
    for match in _REFERS.finditer(text, start, end):
        if any(one.start < match.end() and match.start() < one.end for one in mentions):
            continue
        if match["us"]:
            if before.us is not None:
                yield before.us.at(match.start(), match.end())
            continue
        if match["pronoun"] and _IMPERSONAL.match(text, match.start()):
            continue
        meant = _meant(text, match, mentions, before)
        if meant is None and match["this"]:
            meant = only_one(match["noun"], before.document)
            meant = meant and meant.at(match.start(), match.end())
        if meant is not None:
            yield meant


def _meant(text: str, match: re.Match[str], mentions: Sequence[Mention], before: Before) -> Mention | None:
    letters = _CLASS[match["noun"]] if match["noun"] else _BODY + _THING
    own = [one for one in mentions if one.end <= match.start() and one.letter in letters]
    candidates, begin = (own, -1) if own else ([one for one in before.mentions if one.letter in letters], before.start)
    if match["pronoun"] and not own:
        candidates = [one for one in before.mentions if one.letter in _BODY + _THING]
    candidates = [one for one in candidates if one.letter not in "JQ"] or candidates
    if match["noun"]:  # « ce fonds » is the one that is called a fund
        called = [one for one in candidates if fold(match["noun"]) in fold(one.name).split()]
        candidates = called or [one for one in candidates if _may_be(match["noun"], one, text)]
    if len({one.key for one in candidates}) != 1:
        return None
    meant = candidates[0]
    if match["pronoun"] and (governed(text, meant.start) or not _agrees(match["pronoun"], meant.name)):
        return None
    return replace(meant.at(match.start(), match.end()), before=meant.before if meant.before >= 0 else begin)


def only_one(noun: str, said: Iterable[Mention]) -> Mention | None:
    """The one thing, of all those that a document named so far, whose name begins with this word."""
    called = {one.key: one for one in said if one.letter in _THING and fold(one.name).split(" ")[0] == fold(noun)}
    return next(iter(called.values())) if len(called) == 1 else None


def _may_be(noun: str, one: Mention, text: str) -> bool:
    """Whether a body whose name does not say so may be called a network, an association…"""
    if one.letter not in _BODY:
        return True
    if noun in ("fondation", "fonds", "coopérative", "ONG", "entreprise", "collectif", "institution"):
        return False
    whole = noun in ("réseau", "mouvement", "fédération", "union", "tête de réseau")
    return (one.letter == "N" or not whole) and not governed(text, one.start)


def _agrees(pronoun: str, name: str) -> bool:
    wrong = _MASCULINE if pronoun.lower() == "elle" else _FEMININE
    return wrong.match(fold(name)) is None
