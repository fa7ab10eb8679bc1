"""Sheets and home page in words: the right list for each word, both sides of a dispute, nothing invented."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

from graphmodel.questions.rows import CardLine, Contradiction, Count, Evidence
from ui.i18n import Translator
from ui.viewmodels import accueil, fiches

FR, EN = Translator("fr"), Translator("en")


def line(section: str, name: str, value: Any, **more: Any) -> CardLine:
    values: dict[str, Any] = {
        "section": section, "name": name, "fr": name, "en": name, "value": value, "uid": None, "uid_name": None,
        "uid_kind": None, "key": None, "when_label": None, "status": None, "modality": None, "sources": 1,
        "contradicted": (), "inferred": (),
    }  # fmt: skip
    return CardLine.model_validate(values | more)


def edge(name: str, section: str = "out", value: dict[str, Any] | None = None, **more: Any) -> CardLine:
    other = {"uid": "siren:1", "uid_name": "Fédé", "uid_kind": "Organisation", "key": "k", "status": "stated"}
    return line(section, name, value or {}, **(other | {"modality": "actual"} | more))


@pytest.mark.parametrize(
    ("owner", "name", "said", "words"),
    [
        ("Organisation", "level", "departmental", "départementale"),
        ("Territory", "level", "department", "département"),
        ("CARRIES", "role", "adopter", "adoptant"),
        ("CO_PILOTS", "role", "lead", "pilote"),
        ("Organisation", "budget", "1234.50", "1\u202f234,50\u00a0€"),
        ("Organisation", "has_innovation_officer", True, "oui"),
        ("Innovation", "natures", ["invention", "extension"], "Invention, Extension"),
        ("Programme", "duration_months", 18, "18 mois"),
        ("FINANCES", "year", 2019, "2019"),
        ("SPREAD_TO", "innovation", "name:x", "Relais"),
    ],
)
def test_a_value_is_said_in_the_words_of_what_it_belongs_to(owner: str, name: str, said: Any, words: str) -> None:
    assert fiches.value(FR, owner, name, said, {"name:x": "Relais"}) == words


def test_what_sort_of_entity_it_is_comes_first() -> None:
    assert fiches.about(FR, {"Actor", "Organisation", "Funder"}) == "Organisation, financeur"
    assert fiches.about(EN, {"Territory"}) == "Territory"


@pytest.mark.parametrize(
    ("roles", "inferred", "words"),
    [
        ((), ("class", "name"), "Organisation (déduit)"),
        (("Funder",), ("roles",), "Organisation, financeur (rôle déduit)"),
        (
            ("Funder", "NationalHead"),
            ("roles",),
            "Organisation, tête de réseau nationale, financeur (rôles en partie déduits)",
        ),
    ],
)
def test_a_class_and_roles_that_no_document_states_are_said_to_be_inferred(
    roles: tuple[str, ...], inferred: tuple[str, ...], words: str
) -> None:
    assert fiches.about(FR, {"Actor", "Organisation", *roles}, inferred) == words


def test_a_property_that_no_document_states_is_shown_as_inferred() -> None:
    card = [line("property", "sector", "public"), line("property", "employees", 12, inferred=("employees",))]
    assert fiches.identity(FR, {"Actor", "Organisation"}, card) == [("sector", "public"), ("employees", "12 (déduit)")]


@pytest.mark.parametrize(
    ("status", "row"),
    [
        (
            "stated",
            ("Fédé", "2015 (date déduite)",
             "innovation : name:x · mode : adaptation (déduit) · aide minimale : 1\u202f000\u00a0€ (déduit)",
             "dit par un document", ""),
        ),
        (
            "inferred",
            ("Fédé", "2015", "innovation : name:x · mode : adaptation · aide minimale : 1\u202f000\u00a0€",
             "déduit", ""),
        ),
    ],
)  # fmt: skip
def test_a_stated_edge_says_what_of_it_is_only_inferred_and_an_inferred_one_says_it_once(
    status: str, row: tuple[str, ...]
) -> None:
    said = {"innovation": "name:x", "mode": "adaptation", "grant_min": "1000.00"}
    card = [
        edge("SPREAD_TO", value=said, when_label="2015", status=status, inferred=("grant", "mode", "when")),
    ]
    assert fiches.table(FR, fiches.edges(FR, card, {}, {}), [""]).rows == (row,)


def test_edges_are_grouped_by_kind_and_direction_in_the_order_of_the_schema() -> None:
    card = [edge("MEMBER_OF", "in"), edge("SPREAD_TO"), edge("MEMBER_OF"), edge("SPREAD_TO", "in")]
    lines = fiches.edges(FR, card, {}, {})
    groups = [(fiches.heading(FR, kind, out), len(some)) for kind, out, some in fiches.grouped(lines)]
    assert groups == [("A essaimé vers", 1), ("A reçu de", 1), ("Est membre de", 1), ("A pour membres", 1)]


def test_a_partnership_reads_the_same_from_both_ends() -> None:
    said = {fiches.heading(FR, "PARTNERS_WITH", out) for out in (True, False)}
    assert said == {"Est partenaire de"}


def test_an_edge_names_the_entities_that_it_mentions() -> None:
    card = [edge("SPREAD_TO", value={"innovation": "name:x", "mode": "adaptation"})]
    assert fiches.mentioned(card) == {"name:x"}
    (one,) = fiches.edges(FR, card, {"name:x": "Relais"}, {})
    assert one.details == "innovation : Relais · mode : adaptation"


def test_a_plan_and_a_guess_are_said_beside_each_edge() -> None:
    card = [edge("FINANCES", status="inferred", modality="planned")]
    table = fiches.table(FR, fiches.edges(FR, card, {}, {}), [""])
    assert table.rows == (("Fédé", "", "", "déduit, en projet", ""),)


def contradiction(value: Any, shown: bool, title: str) -> Contradiction:
    return Contradiction(
        about="siren:1", name="Fédé", property="created", value=value, shown=shown, document=title, title=title,
        at=("F!B2",), quote=None, as_of_low=None, as_of_high=None, status="stated", statement=title,
    )  # fmt: skip


def at(title: str, place: str = "F!B2") -> str:
    """The title of a document, as a link that opens it at this place."""
    return f"[**{title}**](document?{urlencode({'doc': title, 'at': place})}&lang=fr)"


def test_a_dispute_shows_both_values_with_both_sources() -> None:
    rows = [contradiction("1943", True, "Rapport"), contradiction("1945", False, "Livret")]
    assert fiches.disputes(FR, ["Actor", "Organisation"], rows, {}) == [
        (
            "Fédé : création",
            [
                f"1943 (retenu) : {at('Rapport')}, feuille « F », ligne 2, colonne B",
                f"1945 : {at('Livret')}, feuille « F », ligne 2, colonne B",
            ],
        )
    ]


def test_a_dispute_on_the_state_of_an_edge_is_told_in_words() -> None:
    said = {"about": "SPREAD_TO|siren:1|siren:2|k", "name": "A → B", "property": "modality"}
    rows = [contradiction(one, False, "Rapport").model_copy(update=said) for one in ("actual", "ended")]
    assert fiches.disputes(FR, ["Actor", "Organisation"], rows, {}) == [
        (
            "A → B : état",
            [
                f"effectif : {at('Rapport')}, feuille « F », ligne 2, colonne B",
                f"terminé : {at('Rapport')}, feuille « F », ligne 2, colonne B",
            ],
        )
    ]


def test_a_dispute_on_a_class_is_told_in_words() -> None:
    rows = [
        contradiction("Network", True, "Réseaux").model_copy(update={"property": "class"}),
        contradiction("Organisation", False, "Subventions").model_copy(update={"property": "class"}),
    ]
    assert fiches.disputes(FR, ["Actor", "Network"], rows, {}) == [
        (
            "Fédé : sorte d'acteur",
            [
                f"réseau (retenu) : {at('Réseaux')}, feuille « F », ligne 2, colonne B",
                f"organisation : {at('Subventions')}, feuille « F », ligne 2, colonne B",
            ],
        )
    ]


def test_a_statement_says_where_it_stands_and_in_how_many_other_places() -> None:
    row = Evidence(
        statement="s", kind="entity", type="Organisation", document="d", title="Rapport", publisher=None,
        document_date="2019", at=("F!A2", "F!A3"), count=7, cites=None, quote="q", when_label=None, as_of_low=None,
        as_of_high=None, status="stated", modality="actual", rule=None, fictional=False,
        values={"level": "national", "employees": 18},
    )  # fmt: skip
    assert fiches.statements(FR, [row]).rows == (
        (
            "Rapport, 2019",
            "feuille « F », ligne 2, colonne A, feuille « F », ligne 3, colonne A (et 5 autres)",
            "niveau : nationale · salariés : 18",
            "q",
            "dit par un document",
        ),
    )


def count(what: str, name: str, total: int, **more: int) -> Count:
    parts = dict.fromkeys(("stated", "inferred", "planned", "undated", "contradicted"))
    return Count.model_validate({"what": what, "name": name, "total": total} | parts | more)


def test_a_graph_that_holds_only_the_reference_is_empty() -> None:
    held = accueil.holdings([count("label", "Territory", 369), count("label", "HeadFunction", 6)])
    assert (held.empty, accueil.answer(FR, held)) == (
        True, "Le graphe est encore vide : aucun document n'a été importé.",
    )  # fmt: skip


def test_what_is_inferred_is_said_with_the_number_that_it_is_part_of() -> None:
    held = accueil.holdings(
        [
            count("label", "Actor", 2),
            count("label", "Innovation", 1),
            count("type", "SPREAD_TO", 3, inferred=1, planned=1),
            count("document", "live", 1),
        ]
    )
    assert accueil.answer(FR, held) == (
        "Le graphe réunit 2 acteurs, 1 innovation et 3 transmissions (dont 1 déduite, 1 en projet), d'après 1 document."
    )
