"""What waits for a decision, in words: what matters first, why a value shows, what speaks for one body and against."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

from graphmodel.decisions import ABOUT
from graphmodel.questions.review_rows import PossiblySame, Side, Taken
from graphmodel.questions.rows import Contradiction
from ui.i18n import Translator
from ui.viewmodels import relecture as model

FR, EN = Translator("fr"), Translator("en")


def said(attribute: str, value: Any, title: str = "Livret", *, about: str = "siren:1", **more: Any) -> Contradiction:
    known: dict[str, Any] = {
        "about": about, "name": "Fédé", "property": attribute, "value": value, "shown": False, "document": title,
        "title": title, "at": ("F!B2",), "quote": None, "as_of_low": None, "as_of_high": None, "status": "stated",
        "statement": f"{title}.1",
    }  # fmt: skip
    return Contradiction.model_validate(known | more)


def at(title: str, place: str = "F!B2") -> str:
    """The title of a document, as a link that opens it at this place."""
    return f"[**{title}**](document?{urlencode({'doc': title, 'at': place})}&lang=fr)"


def year(number: int) -> dict[str, str]:
    return {"as_of_low": f"{number}-01-01", "as_of_high": f"{number}-12-31"}


def side(uid: str, name: str, **more: Any) -> Side:
    known: dict[str, Any] = {
        "uid": uid, "name": name, "kind": "Organisation", "aliases": (), "places": (), "networks": (), "codes": (),
        "sources": 1, "relations": 0,
    }  # fmt: skip
    return Side.model_validate(known | more)


def pair(**more: Any) -> PossiblySame:
    known: dict[str, Any] = {
        "one": side("siren:1", "Asso"), "other": side("name:x", "Asso"), "how": "equal", "score": 1.0, "pros": (),
        "cons": (),
    }  # fmt: skip
    return PossiblySame.model_validate(known | more)


def taken(kind: str, **more: Any) -> Taken:
    empty = dict.fromkeys(("by", "owner", "property", "value", "title", "place"))
    known = {"decision": "d", "kind": kind, "at": "2026-11-26T09:00:00+00:00", "about": ("a", "b"), "names": ()}
    return Taken.model_validate({**empty, "asleep": False, **known, **more})


def test_dates_come_first_then_amounts_then_roles_then_the_rest() -> None:
    names = ("employees", "modality", "budget_cents", "created", "grant", "when")
    rows = [said(name, value) for name in names for value in (1, 2)]
    expected = ["created", "when", "budget_cents", "grant", "modality", "employees"]
    assert [one.attribute for one in model.disputes(rows)] == expected


def test_a_network_keeps_the_disputes_of_its_members_and_of_edges_that_touch_them() -> None:
    rows = [said("created", 1), said("when", 2, about="HEADS|siren:2|siren:1|k"), said("created", 3, about="siren:3")]
    kept = model.disputes(rows, {"siren:1"})
    assert [one.about for one in kept] == ["siren:1", "HEADS|siren:2|siren:1|k"]


def test_a_value_is_shown_once_with_all_the_documents_that_give_it() -> None:
    rows = (
        said("employees", 27, "Bilan", shown=True, quote="27 salariés", **year(2022)),
        said("employees", 25, "Livret", at=("p3:1-2",)),
        said("employees", 25, "Note", status="inferred"),
    )
    assert model.values(FR, "Organisation", model.Dispute(rows), {}) == [
        model.Value(
            "27", True, False,
            (f"{at('Bilan')}, feuille « F », ligne 2, colonne B (2022)  \n« 27 salariés »",), "Bilan.1",
        ),
        model.Value(
            "25", False, False,
            (f"{at('Livret', 'p3:1-2')}, page 3 (sans date)",
             f"{at('Note')}, feuille « F », ligne 2, colonne B (sans date)"), "Livret.1",
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("shown", "other", "words"),
    [
        (year(2022), year(2020), "Celle qui s'affiche vient du document le plus récent."),
        (year(2022), {}, "Celle qui s'affiche vient du seul côté qui donne une date."),
        (year(2022), year(2022), "Les dates se recouvrent : rien ne départage"),
        ({}, {}, "Aucun de ces documents ne donne de date"),
        (year(2020), year(2022) | {"status": "inferred"}, "dite par un document ; l'autre est seulement déduite"),
    ],
)
def test_a_card_says_why_its_value_shows(shown: dict[str, str], other: dict[str, str], words: str) -> None:
    dispute = model.Dispute((said("employees", 1, shown=True, **shown), said("employees", 2, **other)))
    assert words in model.why(FR, dispute)


def test_an_edge_in_dispute_is_a_short_sentence() -> None:
    dispute = model.Dispute((said("when", 1, about="SPREAD_TO|siren:1|siren:2|k"),))
    assert model.title(FR, dispute, {"siren:1": "A", "siren:2": "B"}) == "A a essaimé vers B"


@pytest.mark.parametrize(
    ("row", "bulk"),
    [
        (pair(pros=("same_commune",)), True),
        (pair(pros=("same_commune",), how="close"), False),
        (pair(pros=("same_commune",), cons=("other_network",)), False),
        (pair(pros=("same_network",)), False),
        (pair(pros=("same_commune",), other=side("name:x", "Fonds", aliases=("Asso",))), False),
    ],
)
def test_only_equal_names_of_one_commune_with_nothing_against_are_accepted_together(
    row: PossiblySame, bulk: bool
) -> None:
    assert model.identical(row) is bulk


def test_a_pair_says_what_speaks_for_it_and_against_it() -> None:
    row = pair(how="close", pros=("same_network",), cons=("other_place", "other_kind"))
    told = (model.pros(FR, row), model.cons(EN, row))
    assert told == (
        ["noms presque pareils", "même réseau ou même porteur"],
        ["not the same municipality", "not the same sort of actor"],
    )


def test_a_name_that_only_one_side_shows_first_is_said_to_be_another_name() -> None:
    row = pair(other=side("name:x", "Fonds", aliases=("Asso",)))
    assert model.pros(FR, row) == ["l'un s'appelle aussi comme l'autre"]


def test_what_no_name_shows_is_shown_by_both_passages() -> None:
    told = {"document": "doc", "title": "Livret", "at": "p2:5-30", "quote": "*huit* mois", "statement": "s"}
    row = pair(how="restated", one=side("a", "parcours", passages=(told,)), cons=("other_length",))
    assert model.passages(FR, row.one) == [
        "« \\*huit\\* mois »  \n[**Livret**](document?doc=doc&at=p2%3A5-30&lang=fr), page 2"
    ]
    assert model.passages(FR, row.other) == []
    assert [words for words in (*model.pros(EN, row), *model.cons(EN, row)) if words.startswith("relecture.")] == []


def test_a_side_says_what_is_known_and_what_is_not() -> None:
    one = side("siren:1", "Asso", places=("Rennes",), codes=("siren:123", "reg:organisation/lisieres/d01"), relations=2)
    assert model.facts(FR, one) == [
        ("Sorte", "organisation"), ("Où", "Rennes"), ("Réseau ou porteur", "inconnu"),
        ("Codes", "SIREN 123, lisieres d01"), ("Connu par", "1 document, 2 liens"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (taken("same", names=("A", "B")), "« A » et « B » sont une seule et même entité."),
        (taken("different", names=("A", "B")), "« A » et « B » sont deux."),
        (
            taken("prefer", names=("Fédé",), owner="Organisation", property="employees", value=27, title="Bilan",
                  place="F!A1"),
            "Fédé : « 27 » est retenu (salariés), d'après Bilan, feuille « F », ligne 1, colonne A.",
        ),
        (taken("prefer", asleep=True), "Une valeur retenue, dont le document n'est plus dans le graphe."),
    ],
)  # fmt: skip
def test_a_decision_is_a_sentence(one: Taken, words: str) -> None:
    assert model.decision(FR, one) == words


def test_decisions_make_a_table_with_their_day_and_whether_they_sleep() -> None:
    table = model.decisions(FR, [taken("same", names=("A", "B"), asleep=True)])
    assert table.rows == (("26 novembre 2026", "« A » et « B » sont une seule et même entité.", "en sommeil"),)


@pytest.mark.parametrize("kind", sorted(ABOUT))
@pytest.mark.parametrize("t", [FR, EN], ids=["fr", "en"])
def test_every_kind_of_decision_is_a_sentence_awake_or_asleep(t: Translator, kind: str) -> None:
    known = {"names": ("Asso", "Fédé"), "owner": "MEMBER_OF", "title": "Livret", "place": "p3:1-2"}
    said = [model.decision(t, taken(kind, **known, asleep=asleep)) for asleep in (False, True)]
    assert all(one.endswith(".") for one in said)
