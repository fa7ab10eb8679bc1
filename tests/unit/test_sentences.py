"""Sentences end where a French reader ends them."""

from __future__ import annotations

from array import array

import pytest

from ingest.text.pages import Page
from ingest.text.sentences import lines, paragraphs, sentences

TEXTS = [
    ["M. Dupont et Mme Martin l'ont créé.", "Il dure."],
    ["Fondé par J.-P. Durand et É. Roy en 1943.", "Il compte 25 salariés."],
    ["Voir p. 12, art. 3, n° 4 et chap. 2 (cf. Annexe).", "Puis la suite."],
    ["Unions, fédérations, etc. qui regroupent.", "Elles sont 1 200.", "3 500 familles en vivent."],
    ["Des unions, etc.", "Elles durent."],
    ["Il coûte 1.200,50 € ou 3.5 M€.", "C'est cher !", "Est-ce trop ?", "Non…", "Peut-être..."],
    ["« Il faut agir. »", "Elle ajoute : « Avec qui ? »", "« Tous ! » dit-il."],
    ["Il agit (depuis 2018).", "(Voir le guide.)", "Puis rien."],
    ["1. Organiser le cadre de la démarche.", "2. Réaliser un état des lieux."],
    ["Les salarié.e.s et adhérent.e.s ont dit oui.", "D'accord."],
    ["Le site exemple.fr est ouvert.", "Écrivez-nous."],
    ["Il soutient l'art.", "Le budget est au max.", "En fig. 2, il baisse."],
    ["Sans point final"],
]


def page_of(text: str) -> Page:
    return Page(None, text, text, array("I", range(len(text))))


@pytest.mark.parametrize("expected", TEXTS, ids=" ".join)
def test_a_sentence_ends_at_its_stop_and_at_no_other(expected: list[str]) -> None:
    page = page_of(" ".join(expected))
    assert [page.text[start:end] for start, end in sentences(page)] == expected


def test_a_line_end_that_was_kept_ends_a_sentence() -> None:
    page = page_of("Enjeux\nComment agir ? Avec qui\n\n- un item\n- un autre")
    assert [page.text[start:end] for start, end in sentences(page)] == [
        "Enjeux",
        "Comment agir ?",
        "Avec qui",
        "- un item",
        "- un autre",
    ]
    assert [page.text[start:end] for start, end in lines(page)] == [
        "Enjeux",
        "Comment agir ? Avec qui",
        "- un item",
        "- un autre",
    ]
    assert [page.text[start:end] for start, end in paragraphs(page)] == [
        "Enjeux\nComment agir ? Avec qui",
        "- un item\n- un autre",
    ]


def test_an_empty_page_has_no_sentence() -> None:
    assert (sentences(page_of("")), lines(page_of("")), paragraphs(page_of(""))) == ((), (), ())
