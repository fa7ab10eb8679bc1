"""What people write for a value of a closed list, beside its labels. Only where no other reading exists: refusé,
demandé or à l'étude are no fact, and stand nowhere here."""

from __future__ import annotations

from collections.abc import Mapping

_SPELLINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "modality": {
        "actual": ("réalisé", "effectué", "accordé", "attribué", "versé", "en place", "mis en œuvre"),
        "planned": ("prévu", "planifié", "programmé", "projeté", "projet"),
        "ended": ("terminé", "achevé", "fini"),
        "abandoned": ("abandonné", "annulé"),
    },
    "status": {"stated": ("dit", "explicite"), "inferred": ("déduit", "implicite")},
    "relation": {
        "MEMBER_OF": ("adhérent", "adhérent de", "adhère à"),
        "UNIT_OF": ("antenne", "antenne de", "site de"),
    },
    "sector": {"public": ("publique",)},
}


def inflected(column: str, choice: str) -> tuple[str, ...]:
    """The other spellings of a value in this column, in both genders and numbers where it is one word."""
    words = _SPELLINGS.get(column, {}).get(choice, ())
    return tuple(word + ending for word in words for ending in _endings(word))


def _endings(word: str) -> tuple[str, ...]:
    if " " in word:
        return ("",)
    return ("", "s") if word.endswith("e") else ("", "e", "s", "es")
