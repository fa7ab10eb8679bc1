"""The words that deny, suppose, allow or put off, and what they make of a clause or of a sentence.

Prose looks for them around the words that say a relation. The reader that a model of language helps looks for them in
the whole sentence, because nothing tells it where the relation is said.
"""

from __future__ import annotations

import re

_NO = "pas|plus|jamais|aucune?|rien|guère|ni|nullement"
_IF = "si|s'ils?|à condition|sous réserve|dans l'hypothèse"
_CAN = r"peu(?:t|vent)|doi(?:t|vent)"
_WILL = r"(?:se|au|fe|i|pour|dev|voud|rejoind|\w*(?:iend|rend|tend)|\w{2,}[ei])r(?:a|ont)|v(?:a|ont)"
_WOULD = r"\w{2,}r(?:ait|aient|iez|ions)\b(?<!\bportrait)(?<!\bretrait)(?<!\battrait)(?<!\bextrait)"
_WISHED = (
    r"(?:réfléchi|envisag|souhait|ambitionn|projett|prévoi|prévu|étudie|espèr|voudr|aimer)\w*"
    r"|(?:objectif|intention|ambition|volonté|vocation|possibilité|pour projet) (?:de|d'|est de|est d')"
    r"|(?:cherch\w+ à|en projet|à l'étude|prochainement|bientôt|d'ici)\b"
)

_HEARSAY = re.compile(
    r"\b(?:en théorie|sur le papier|dit-on|paraît-il|semble-t-il|soi-disant|prétendument|"
    r"(?:selon|d['’]après) (?:la rumeur|certains|la légende)|prétend)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\?(?: ?[»”\")])*\s*\Z")
_DENIED = re.compile(rf"\bn(?:e |')(?!\S+ que\b)(?:\S+ ){{1,3}}(?:{_NO})\b|\b(?:sans|non|pas|jamais)\b")
_DENIED_BEFORE = re.compile(r"\b(?:sans|non|pas|jamais|ni) \Z")
_SUPPOSED = re.compile(
    rf"\b(?:{_IF}|lorsqu[e']|quand|comment|pourquoi|afin|pour que)\b[^,]*\Z",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    rf"\b(?:{_CAN}|pourra(?:it|ient|)?|devrai(?:t|ent)|faut|faudrait|serai(?:t|ent)|aurai(?:t|ent)|"
    r"il s'agit|consistent?|permet(?:tent|tant|tre)?|vis(?:e|ent|ant) à|a pour (?:objectif|objet|but|vocation|"
    r"ambition|finalité)|"
    r"ont pour (?:objectif|objet|but|vocation)|chargée?s? de|afin|pour que|susceptibles?|amenée?s? à)\b"
)
_POSSIBLE_BEFORE = re.compile(rf"\b(?:{_CAN}|pourrait|permet(?:tent)? (?:à|de)|vise(?:nt)? à ce que) \Z")
_TO_COME = re.compile(rf"\b(?:{_WILL})\b(?!-t)")
_DENIED_ANYWHERE = re.compile(
    rf"\b(?:ne|n')\s?(?:\S+\s){{0,4}}?(?:{_NO})\b|\b(?:aucune?|jamais|ni)\b"
    r"|\b(?:faux|inexact|démenti\w*) que?\b|\bnon (?:pas|plus)\b",
    re.IGNORECASE,
)
_PLANNED_ANYWHERE = re.compile(rf"\b(?:{_WOULD}|(?:{_WILL}|{_CAN}|{_IF})\b|{_WISHED})", re.IGNORECASE)


def is_asked(clause: str) -> bool:
    """Whether it is a question."""
    return _ASKED.search(clause) is not None


def is_hearsay(clause: str) -> bool:
    """Whether it only repeats what is said or claimed."""
    return _HEARSAY.search(clause) is not None


def is_supposed(before: str) -> bool:
    """Whether the words `before` a relation make it a supposition, up to the next comma."""
    return _SUPPOSED.search(before) is not None


def is_denied(before: str, said: str) -> bool:
    """Whether a relation is `said` not to be."""
    return _DENIED.search(said) is not None or _DENIED_BEFORE.search(before) is not None


def is_possible(before: str, said: str) -> bool:
    """Whether a relation is only allowed, due or aimed at."""
    return _POSSIBLE.search(said) is not None or _POSSIBLE_BEFORE.search(before) is not None


def is_to_come(said: str) -> bool:
    """Whether a relation is said in the future."""
    return _TO_COME.search(said) is not None


def is_negated(sentence: str) -> bool:
    """Whether anything in the sentence is denied, or all of it asked or hearsay; what exactly is not looked for."""
    return _DENIED_ANYWHERE.search(sentence) is not None or is_asked(sentence) or is_hearsay(sentence)


def is_planned(sentence: str) -> bool:
    """Whether anything in the sentence is wished, planned, possible or due rather than so."""
    return _PLANNED_ANYWHERE.search(sentence) is not None
