"""Paths and cascades in words: nobody may take a guess for a fact, or a missing date for a date."""

from __future__ import annotations

from typing import Any

import pytest

from graphmodel.questions.rows import PathHop, Proof, Spread, TreeStep
from ui.i18n import Translator
from ui.viewmodels import essaimage as model
from ui.viewmodels import spreads

FR, EN = Translator("fr"), Translator("en")
PROOF = Proof(document="doc:1", title="Rapport", at="Feuille!C2", cites=None, quote="il a transmis", statement="s1")


def hop(source: str, target: str, path: int = 1, rank: int = 1, **more: Any) -> PathHop:
    values: dict[str, Any] = {
        "path": path, "hop": rank, "innovation": "i", "innovation_name": "Relais", "from": source.lower(),
        "from_name": source, "from_kind": "Organisation", "to": target.lower(), "to_name": target,
        "to_kind": "Organisation", "key": f"{source}{target}", "when_label": "2012", "since_min": "2012-01-01",
        "since_max": "2012-12-31", "certainty": "certain", "status": "stated", "modality": "actual", "mode": None,
        "via_name": None, "place_from": None, "place_from_name": None, "place_to": None, "place_to_name": None,
        "inferred": (), "proofs": (PROOF,),
    }  # fmt: skip
    return PathHop.model_validate(values | more)


def twig(target: str, source: str | None = None, generation: int = 1, **more: Any) -> TreeStep:
    values: dict[str, Any] = {
        "generation": generation, "root": None, "to": target.lower(), "to_name": target, "to_kind": "Organisation",
        "from": source and source.lower(), "from_name": source, "from_kind": "Organisation", "type": "SPREAD_TO",
        "key": "k", "when_label": None, "since_min": None, "since_max": None, "certainty": "possible",
        "status": "stated", "modality": "actual", "mode": None, "via_name": None, "place_from": None,
        "place_to": None, "inferred": (), "proofs": (),
    }  # fmt: skip
    return TreeStep.model_validate(values | more)


GUESSED: dict[str, Any] = {
    "when_label": "2012", "since_min": "2012-01-01", "since_max": "2012-12-31", "mode": "adaptation",
    "via_name": "Essor", "place_to_name": "Rennes", "inferred": ("mode", "via", "when"),
}  # fmt: skip
"""A spread that a document states, of which a reader infers when, how and by which programme."""


def undated(**more: Any) -> dict[str, Any]:
    return {"when_label": None, "since_min": None, "since_max": None, **more}


def only(*hops: PathHop) -> model.Step:
    (chain,) = model.chains(hops, FR)
    return chain.steps[0]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, r"**A** a transmis « Relais » à **B** (2012, dit par un document)"),
        (undated(), r"**A** a transmis « Relais » à **B** (date inconnue, dit par un document)"),
        ({"status": "inferred"}, r"**A** a transmis « Relais » à **B** (2012, déduit)"),
        (
            {"place_to_name": "Rennes", "mode": "adaptation", "via_name": "Essor", "modality": "ended"},
            r"**A** a transmis « Relais » à **B** (2012, à Rennes, adaptation, par le programme « Essor », terminé, "
            r"dit par un document)",
        ),
    ],
)
def test_a_hop_says_when_where_how_and_who_says_so(more: dict[str, Any], words: str) -> None:
    assert model.sentence(FR, only(hop("A", "B", **more))) == words


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            FR,
            "**A** a transmis à **B** (2012, date déduite, à Rennes, adaptation, mode déduit, "
            "par le programme « Essor », programme déduit, dit par un document)",
        ),
        (
            EN,
            "**A** gave it to **B** (2012, inferred date, in Rennes, adaptation, inferred mode, through the programme "
            "“Essor”, inferred programme, stated by a document)",
        ),
    ],
)
def test_a_stated_hop_says_what_of_it_is_only_inferred(lang: Translator, words: str) -> None:
    (chain,) = model.chains([hop("A", "B", **GUESSED)], lang)
    assert model.sentence(lang, chain.steps[0], innovation=False) == words


def test_a_hop_that_is_inferred_as_a_whole_says_so_once() -> None:
    assert model.sentence(FR, only(hop("A", "B", status="inferred", inferred=("innovation", "when")))) == (
        "**A** a transmis « Relais » à **B** (2012, déduit)"
    )


def test_an_inferred_date_is_told_wherever_the_date_is() -> None:
    (chain,) = model.chains([hop("A", "B", **GUESSED)], FR)
    (row,) = model.table(FR, chain.steps, ["p"]).rows
    assert row == (
        1, "A", "B", "Relais", "2012 (date déduite)", "Rennes", "dit par un document", "ordre sûr",
        "adaptation (mode déduit)", "p",
    )  # fmt: skip
    (edge,) = model.drawing(FR, [], chain.steps, {}).edges
    assert (edge.label, edge.said, edge.note) == (
        "2012 (date déduite)",
        True,
        "A → B\nRelais, 2012, date déduite, à Rennes, adaptation, mode déduit, par le programme « Essor », "
        "programme déduit, dit par un document",
    )


def test_a_cascade_says_how_many_of_its_dates_are_inferred() -> None:
    dated = {name: said for name, said in GUESSED.items() if name != "place_to_name"}
    roots, steps = model.cascade([twig("A", generation=0, root="giver"), twig("B", "A", **dated)], FR, "Relais")
    assert model.answer_cascade(FR, "Relais", roots, steps) == (
        "« Relais » a gagné 1 acteur ou territoire depuis A. À savoir : 1 date est déduite."
    )


def test_names_from_documents_stay_words() -> None:
    said = model.sentence(FR, only(hop("[a](x)", "*B*")))
    assert said.startswith(r"**\[a\]\(x\)** a transmis « Relais » à **\*B\***")


def test_rows_of_a_path_become_one_chain_in_order() -> None:
    found = model.chains([hop("A", "B"), hop("B", "C", rank=2), hop("A", "C", path=2)], FR)
    assert [(chain.number, chain.names) for chain in found] == [(1, ["A", "B", "C"]), (2, ["A", "C"])]


def test_an_order_that_dates_do_not_prove_is_called_possible() -> None:
    doubtful: dict[str, Any] = {"certainty": "possible"}
    (chain,) = model.chains([hop("A", "B", **doubtful), hop("B", "C", rank=2, **doubtful)], FR)
    assert model.heading(FR, chain) == (
        "**Chemin 1** · A → B → C · 2 étapes, ordre possible : les dates connues ne le prouvent pas"
    )


def test_one_hop_has_no_order_to_doubt() -> None:
    (chain,) = model.chains([hop("A", "B", certainty="possible")], EN)
    assert model.heading(EN, chain) == "**Way 1** · A → B · 1 step"


@pytest.mark.parametrize(
    ("hops", "target", "words"),
    [
        ([], "B", "Aucun chemin connu ne mène de A à B, avec ces options."),
        ([], "", "Aucune transmission connue ne part de A, avec ces options."),
        ([hop("A", "B")], "B", "Un chemin connu mène de A à B : 1 étape."),
        (
            [hop("A", "B"), hop("B", "C", rank=2), hop("A", "D", path=2), hop("D", "C", path=2, rank=2)],
            "C",
            "2 chemins connus mènent de A à C ; le meilleur : 2 étapes, ordre sûr.",
        ),
        (
            [hop("A", "B"), hop("A", "B", path=2)],
            "",
            "Depuis A, l'innovation est allée jusqu'à 1 acteur ou territoire.",
        ),
    ],
)
def test_the_answer_is_one_sentence(hops: list[PathHop], target: str, words: str) -> None:
    assert model.answer_chains(FR, model.chains(hops, FR), "A", target) == words


def test_a_cascade_says_how_much_of_it_is_undated_and_inferred() -> None:
    rows = [
        twig("A", generation=0, root="originated"),
        twig("B", "A", status="inferred"),
        twig("C", "A", since_min="2019-01-01", since_max="2019-12-31"),
    ]
    roots, steps = model.cascade(rows, FR, "Relais")
    assert model.answer_cascade(FR, "Relais", roots, steps) == (
        "« Relais » a gagné 2 acteurs ou territoires depuis A. "
        "À savoir : 1 transmission est sans date et 1 est déduite, aucun document ne la dit."
    )
    assert [(root.name, root.reason) for root in roots] == [("A", "originated")]


def test_nothing_known_is_not_a_cascade_of_zero() -> None:
    assert model.answer_cascade(FR, "Relais", [], []) == (
        "On ne connaît aucune transmission de « Relais », avec ces options."
    )


def test_the_drawing_tells_stated_from_inferred_and_says_dates() -> None:
    chains = model.chains([hop("A", "B"), hop("B", "C", rank=2, status="inferred", **undated())], FR)
    drawing = model.drawing(FR, [], chains[0].steps, {"a": ("NationalHead",)})
    assert [(edge.source, edge.target, edge.label, edge.said) for edge in drawing.edges] == [
        ("a", "b", "2012", True),
        ("b", "c", "date inconnue déduit", False),
    ]
    assert [(node.name, node.figure.name) for node in drawing.nodes] == [
        ("A", "head"), ("B", "association"), ("C", "association"),
    ]  # fmt: skip


def test_several_spreads_between_two_ends_are_one_line_with_all_dates() -> None:
    later = hop("A", "B", path=2, when_label="2015", since_min="2015-01-01", since_max="2015-12-31", status="inferred")
    steps = [step for chain in model.chains([hop("A", "B"), later], FR) for step in chain.steps]
    (edge,) = model.drawing(FR, [], steps, {}).edges
    assert (edge.label, edge.said) == ("2012, 2015", True)


def test_the_table_says_the_same_as_the_picture() -> None:
    steps = model.chains([hop("A", "B"), hop("B", "C", rank=2, **undated(modality="ended"))], FR)[0].steps
    table = model.table(FR, steps, ["p1", "p2"])
    assert table.columns == (
        "Chemin", "De", "À", "Innovation", "Date", "Lieu", "Qui le dit", "Ordre des dates", "Mode", "Preuve",
    )  # fmt: skip
    assert table.rows == (
        (1, "A", "B", "Relais", "2012", None, "dit par un document", "ordre sûr", "", "p1"),
        (1, "B", "C", "Relais", "date inconnue", None, "dit par un document (terminé)", "ordre sûr", "", "p2"),
    )
    assert "Innovation" not in model.table(FR, steps, ["p1", "p2"], brief=True).columns


def test_around_a_node_a_spread_on_two_paths_is_told_once() -> None:
    chains = model.chains([hop("A", "B"), hop("B", "C", rank=2), hop("A", "B", path=2), hop("B", "D", 2, 2)], FR)
    received, gave = model.around([step for chain in chains for step in chain.steps], "b")
    assert ([step.source for step in received], [step.target for step in gave]) == (["a"], ["c", "d"])


def test_ends_offer_actors_then_the_territories_that_they_touch() -> None:
    row = hop("Zoé", "B", place_to="cog:com:35238", place_to_name="Rennes")
    names = [name for name in Spread.model_fields if name in PathHop.model_fields]
    one = Spread.model_validate(
        {Spread.model_fields[name].alias or name: getattr(row, name) for name in names}
        | {"model": None, "direction": None, "via": None, "accompanied": None, "grant_min": None, "grant_max": None}
        | {"sources": 1, "contradicted": ()}
    )
    starts, stops = model.ends([one], {}, FR)
    assert starts == {"zoé": "Zoé"}
    assert stops == {"b": "B", "cog:reg:53": "Bretagne (région)", "cog:dep:35": "Ille-et-Vilaine (département)"}


def test_what_one_end_received_is_answered_whatever_the_innovation() -> None:
    assert model.answer_one_side(FR, [], "A", "received") == "On ne connaît rien que A ait reçu."
    step = only(hop("B", "A"))
    assert model.answer_one_side(FR, [step, step], "A", "received") == "A a reçu des innovations 2 fois."


def test_the_longest_way_of_a_cascade_leads_from_a_root_to_its_end() -> None:
    rows = [twig("A", generation=0, root="giver"), twig("B", "A"), twig("C", "B", generation=2), twig("D", "A")]
    found = spreads.furthest(rows)
    assert found is not None
    assert [one.to for one in found] == ["a", "c"]
    assert spreads.furthest(rows[:2]) is None
