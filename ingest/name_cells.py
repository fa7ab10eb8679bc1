"""What stands where a name is expected and is none: a word for nobody, or a code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graphmodel.codes import CodeCheck, check_rna, check_siren, check_siret
from graphmodel.names import fold
from ingest.values import Note

_NOBODY = {
    "aucun", "aucune", "divers", "diverses", "inconnu", "inconnue", "inconnus", "n a", "n c", "n d", "n r", "na", "nc",
    "nd", "neant", "non communique", "non connu", "non precise", "non renseigne", "none", "nr", "null", "sans objet",
    "unknown", "various",
}  # fmt: skip
# Nobody is called by five digits: they are a code, whole or with its head or its tail lost.
_LIKE_A_CODE = re.compile(r"W?\d{5,}|W\d[\dA-Z]\d{7}")
_ROUNDED = re.compile(r"\d+(?:[.,]\d+)?E\+?\d+")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True, slots=True)
class CodeOfName:
    """A code that stands for a name. `value` is empty where it only looks like one, and `note` says why; else `note`
    says what was repaired, if anything was."""

    scheme: str
    value: str
    note: Note | None


def is_nobody(text: str) -> bool:
    """Whether the cell says that there is no name: « NC », « néant », « divers »."""
    return len(text) <= 16 and fold(text) in _NOBODY


@lru_cache(maxsize=65_536)
def code_in(text: str) -> CodeOfName | None:
    """The SIREN, SIRET or RNA number that stands for a name; None for a name."""
    bare = _SPACES.sub("", text).upper()
    if not (_LIKE_A_CODE.fullmatch(bare) or _ROUNDED.fullmatch(bare)):
        return None
    if bare.startswith("W"):
        return _checked("rna", check_rna(bare))
    return _checked("siret", check_siret(bare)) if len(bare) >= 12 else _checked("siren", check_siren(bare))


def _checked(scheme: str, answer: CodeCheck) -> CodeOfName:
    if answer.code != "ok" or not answer.value:
        return CodeOfName(scheme, "", Note("code-unlike", {}, answer.problem, answer.suggestion))
    words = {"read": answer.value}
    padded = Note("code-padded", words, answer.problem, answer.suggestion) if answer.problem else None
    return CodeOfName(scheme, answer.value, padded)
