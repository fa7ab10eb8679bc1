"""Texts that are nearly the same are told, whole or as a part, and texts that are not are left alone."""

from __future__ import annotations

import random

from ingest.sketches import shared, sketch

WORDS = [f"mot{n}" for n in range(3_000)]


def text(seed: int, words: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words))


def test_a_text_is_found_in_itself_in_a_longer_one_and_in_a_corrected_one() -> None:
    one = text(1, 4_000)
    corrected = one.replace("mot7 ", "mot8 ").replace("mot99 ", "")
    told = [one, f"{text(2, 30_000)} {one} {text(3, 30_000)}", corrected, one.upper()]
    assert [round(shared(sketch([one]), sketch([other])), 1) for other in told] == [1.0, 1.0, 1.0, 1.0]


def test_texts_of_the_same_words_in_another_order_share_nothing() -> None:
    words = text(1, 4_000).split()
    other = " ".join(random.Random(5).sample(words, len(words)))
    assert shared(sketch([" ".join(words)]), sketch([other])) < 0.05


def test_half_of_a_text_is_half() -> None:
    one, half = text(1, 4_000), text(4, 2_000)
    assert 0.4 < shared(sketch([one]), sketch([" ".join([*one.split()[:2_000], half])])) < 0.6


def test_a_few_words_say_nothing() -> None:
    assert (sketch(["trois mots seulement"]), shared((), sketch([text(1, 500)]))) == ((), 0.0)


def test_pages_are_one_text() -> None:
    one = text(1, 1_000).split()
    assert sketch([" ".join(one[:400]), " ".join(one[400:])]) == sketch([" ".join(one)])
