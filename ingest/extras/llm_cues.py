"""Which words say a relation, and which ones speak to a machine: judged here, never by the model."""

from __future__ import annotations

import re

from graphmodel.names import fold

_ADDRESSED = re.compile(
    r"\b(?:ignorez?|oubliez?|disregard|forget)\b.{0,60}?\b(?:instructions?|consignes?|prompt)\b"
    r"|\b(?:system prompt|prompt système|assistant\s*:|répond(?:s|ez) (?:par|avec|uniquement|seulement)|json)\b"
    r"|\"(?:quote|subject|facts)\"",
    re.IGNORECASE | re.DOTALL,
)
_MADE = r"cre(?:e\w*|a|ation\w*|at\w+)|lanc\w+|initi\w+"
_CUES = {
    "SPREAD_TO": r"essaim\w*|transm\w+|transfer\w+|diffus\w+|dupliqu\w+|duplication|deplo[iy]\w+|repris\w*|import\w+|"
    r"export\w+|adapt\w+|inspir\w+|accompagn\w+|parrain\w*|confi\w+",
    "ORIGINATED": rf"ne|nee|nes|nees|origine|invent\w+|{_MADE}|imagin\w+|con[cs]u\w*|venu\w*|pionni\w+",
    "CARRIES": r"port(?:e|es|ee|ees|ent|eurs?|euses?|er|age)|adopt\w+|experiment\w+|m(?:is|ise|ises|et|ettent) en "
    r"(?:place|oeuvre)|develop\w+|propos\w+",
    "ADAPTED_FROM": r"adapt\w+|inspir\w+|issu\w*|derive\w*|transpos\w+",
    "CO_PILOTS": r"(?:co ?)?pilot\w+|coordon\w+|co ?port\w+|co ?constru\w+",
    "FINANCES": r"(?:co ?)?financ\w+|subvention\w*|mecen\w+|bourses?|dotations?|fonds|dote\w*|aides?|soutien financier",
    "PARTNERS_WITH": r"parten\w+|allian\w+|conventions?|ensemble|collabor\w+|aux cotes|s associ\w+",
    "TAKES_PART_IN": r"particip\w+|benefici\w+|laureat\w*|accompagn\w+|rejoint|integr\w+|retenu\w*|selectionn\w+|"
    r"contribu\w+",
    "EVALUATES": r"evalu\w+",
    "RUNS": r"conduit|conduite|anim\w+|gere\w*|dirige\w*|pilot\w+|mene\w*",
    "CREATED": rf"{_MADE}|fond(?:e|ee|es|ees|a|er|ation)",
    "OWNS": r"detien\w+|detenu\w*|proprietaire|possed\w+",
    "HEADS": r"tete\w*|federe\w*|nationale?",
    "MEMBER_OF": r"membres?|adher\w+|affili\w+|regroup\w+|federe\w*|rassembl\w+|rejoint",
    "UNIT_OF": r"etablissements?|antennes?|sites?|delegations?|appartien\w+",
    "LOCATED_IN": r"sieges?|situe\w*|base\w*|install\w+|implant\w+",
    "COVERS": r"couvr\w+|interv\w+|agi\w+|territoires?|departement\w*|region\w*",
}
"""Stems of folded words that say each relation."""

_WORDS = {name: re.compile(rf"\b(?:{stems})\b") for name, stems in _CUES.items()}


def is_addressed_to_a_machine(paragraph: str) -> bool:
    """Whether the paragraph gives orders to whoever extracts facts from it: then none of its sentences is a proof."""
    return _ADDRESSED.search(paragraph) is not None


def says(relation: str, words: str) -> bool:
    """Whether a word of the relation stands in `words`, from which names are taken out."""
    return _WORDS[relation].search(fold(words)) is not None
