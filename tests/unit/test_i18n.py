"""The words of the screens: the same in both languages, all used, none missing."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from graphmodel.schema.registry import EDGES
from graphmodel.schema.vocabulary import Stage
from ui import format as write
from ui.i18n import Translator, catalogue
from ui.render.palette import FIGURES

UI = Path(write.__file__).parent
PLURAL = re.compile(r"\.(one|many)$")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def asked() -> set[str]:
    """A pattern for every text of the code that begins like a key: a part that is computed may be anything, and what
    is whole may be the beginning of a longer key."""
    pages = {key.split(".")[0] for key in catalogue("fr")}
    found: set[str] = set()
    for file in UI.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
        joined = [node for node in nodes if isinstance(node, ast.JoinedStr)]
        inside = {id(part) for node in joined for part in node.values}
        found |= {"".join(_pattern(part) for part in node.values) for node in joined}
        whole = [node for node in nodes if isinstance(node, ast.Constant) and id(node) not in inside]
        found |= {rf"{_pattern(node)}(\..+)?" for node in whole}
    return {text for text in found if re.match(rf"({'|'.join(pages)})\\\.", text)}


def _pattern(part: ast.expr) -> str:
    return re.escape(part.value) if isinstance(part, ast.Constant) and isinstance(part.value, str) else ".+"


def _keys() -> set[str]:
    """What may be asked for: every key, and for the two of a plural what they share."""
    keys = set(catalogue("fr"))
    plural = {PLURAL.sub("", key) for key in keys if key.endswith(".one") and f"{key[:-3]}many" in keys}
    return plural | {key for key in keys if PLURAL.sub("", key) not in plural}


def test_both_languages_have_the_same_keys_with_the_same_fields() -> None:
    french, english = catalogue("fr"), catalogue("en")
    assert {key: fields(text) for key, text in french.items()} == {key: fields(text) for key, text in english.items()}


def test_no_words_are_empty() -> None:
    assert [key for lang in ("fr", "en") for key, text in catalogue(lang).items() if not text.strip()] == []


def test_every_key_is_used_somewhere() -> None:
    patterns = [re.compile(text) for text in asked()]
    unused = [key for key in sorted(_keys()) if not any(pattern.fullmatch(key) for pattern in patterns)]
    assert unused == []


def test_every_key_that_the_code_asks_for_exists() -> None:
    missing = [text for text in sorted(asked()) if not any(re.fullmatch(text, key) for key in _keys())]
    assert missing == []


def test_every_sort_of_edge_has_a_heading_seen_from_either_end() -> None:
    words = catalogue("fr")
    out = {f"fiches.out.{kind}" for kind in EDGES}
    into = {f"fiches.in.{kind}" for kind, edge in EDGES.items() if edge.directed}
    assert (out | into) - words.keys() == set()


def test_every_figure_has_words() -> None:
    assert {f"common.figure.{name}" for name in FIGURES} - catalogue("fr").keys() == set()


@pytest.mark.parametrize(
    ("lang", "n", "words"),
    [("fr", 0, "0 preuve"), ("fr", 1, "1 preuve"), ("fr", 2, "2 preuves"), ("en", 0, "0 proofs"), ("en", 1, "1 proof")],
)
def test_zero_is_singular_in_french_and_plural_in_english(lang: str, n: int, words: str) -> None:
    assert Translator(lang).count("common.proofs", n) == words


def test_numbers_are_grouped_as_each_language_does() -> None:
    said = [Translator(lang).count("common.proofs", 12345) for lang in ("fr", "en")]
    assert said == ["12\u202f345 preuves", "12,345 proofs"]


def test_a_field_is_never_read_as_a_format() -> None:
    assert Translator("fr")("common.sheet", name="{0.__class__}") == "Fiche : {0.__class__}"


def test_a_word_of_a_closed_list_is_in_the_language_of_the_screen() -> None:
    said = [Translator(lang).word(Stage, "modelling") for lang in ("fr", "en")]
    assert (said, Translator("fr").word(Stage, None)) == (["Modélisation", "Modelling"], "")


def test_a_language_that_nobody_speaks_here_becomes_french() -> None:
    assert Translator("de").lang == "fr"


def test_a_missing_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        Translator("fr")("common.nothing")
