"""Isolated territories in words: four counts that are never added up, a list in order, a question for each choice."""

from __future__ import annotations

from typing import Any

import pytest

from graphmodel.questions.rows import Entity, Proof, Reason, TerritoryVerdict
from graphmodel.schema.vocabulary import Verdict
from ui.i18n import Translator
from ui.viewmodels import territoires as model

FR, EN = Translator("fr"), Translator("en")


def row(code: str, verdict: Any, *codes: str, proofs: tuple[Proof, ...] = ()) -> TerritoryVerdict:
    reasons = tuple(Reason(code=one, fr=f"Parce que {one}.", en=f"Because {one}.", proofs=proofs) for one in codes)
    return TerritoryVerdict(territory=f"cog:dep:{code}", name=f"Nom {code}", verdict=verdict, reasons=reasons)


def proof(document: str, cites: str | None = None) -> Proof:
    return Proof(document=document, title="Annuaire", at="Adhérents!C12", cites=cites, quote=None, statement="s1")


def entity(uid: str, name: str) -> Entity:
    return Entity(uid=uid, name=name, kind="Innovation", roles=(), level=None, aliases=(), sources=1)


ROWS = [
    row("09", "linked", "linked"),
    row("35", "undocumented", "silence"),
    row("01", "undocumented", "period"),
    row("22", "isolated", "isolated"),
    row("2A", "possibly", "planned", "undated"),
]


def test_the_answer_keeps_the_four_counts_apart() -> None:
    assert (
        model.answer(FR, ROWS, "department")
        == "1 isolé, 1 peut-être relié, 2 non documentés, 1 relié, sur 5 départements."
    )
    assert (
        model.answer(EN, ROWS, "department")
        == "1 isolated, 1 possibly linked, 2 undocumented, 1 linked, out of 5 départements."
    )


def test_a_region_is_feminine_and_none_is_singular_in_french() -> None:
    assert (
        model.answer(FR, [row("53", "isolated"), row("11", "isolated"), row("24", "linked")], "region")
        == "2 isolées, 0 peut-être reliée, 0 non documentée, 1 reliée, sur 3 régions."
    )


@pytest.mark.parametrize("t", [FR, EN])
def test_a_country_that_nobody_documents_is_not_called_isolated(t: Translator) -> None:
    told = model.answer(t, [row("35", "undocumented"), row("22", "undocumented")], "department")
    assert "isol" not in told
    assert "2 départements" in told


def test_the_list_begins_with_the_isolated_and_ends_with_the_linked() -> None:
    assert [one.territory[-2:] for one in model.kept(ROWS, [])] == ["22", "2A", "01", "35", "09"]
    assert [one.territory[-2:] for one in model.kept(ROWS, ["linked", "isolated"])] == ["22", "09"]


def test_a_line_says_why_and_where_it_is_written_once_each() -> None:
    proofs = (proof("doc:1"), proof("doc:1"), proof("doc:1", "p. 4"))
    table = model.table(FR, [row("2A", "possibly", "planned", "undated", proofs=proofs)], "department")
    assert table.columns == ("Département", "Code", "Ce qu'on sait", "Pourquoi", "Où c'est écrit")
    where = "Annuaire, feuille « Adhérents », ligne 12, colonne C ; Annuaire, p. 4"
    assert table.rows == (("Nom 2A", "2A", "peut-être relié", "Parce que planned. Parce que undated.", where),)


def test_a_page_is_fictional_as_soon_as_one_proof_is() -> None:
    rows = [row("22", "isolated", "isolated", proofs=(proof("doc:1"),))]
    assert model.fictional(rows, {"doc:1"})
    assert not model.fictional(rows, {"doc:2"})


def test_a_list_that_stops_too_early_is_counted_to_suggest_other_dates() -> None:
    assert model.partly_listed(ROWS) == 1


def blanks(t: Translator, innovation: str = "", network: str = "") -> dict[str, model.Blank]:
    return model.blanks(
        t, innovations=[entity("i1", "Relais")], networks=[entity("n1", "Réseau")],
        innovation=innovation, network=network, year=1942,
    )  # fmt: skip


def test_the_question_has_a_list_for_each_of_its_words() -> None:
    for t in (FR, EN):
        made = blanks(t)
        sentence = t(
            "territoires.question", **{name: f"[{next(iter(one.options.values()))}]" for name, one in made.items()}
        )
        assert sentence.count("[") == len(made)
    assert blanks(FR)["since"].options == {"*": "(toujours)", "1942": "1942", "1941": "1941", "1940": "1940"}
    assert blanks(FR, network="n1")["network"].default == "n1"


def test_the_grammar_follows_the_innovation_that_is_chosen() -> None:
    assert blanks(FR)["direction"].options["received"] == "reçu"  # n'ont reçu aucune innovation
    assert blanks(FR, "i1")["direction"].options["received"] == "pas reçu"  # n'ont pas reçu Relais


def test_what_is_chosen_becomes_what_is_asked() -> None:
    anything = {
        "level": "department",
        "direction": "linked",
        "innovation": "*",
        "network": "*",
        "since": "*",
        "until": "*",
    }
    nothing = {"direction": "linked", "innovation": "", "network": "", "since": "", "until": ""}
    assert model.asked(anything) == ("department", nothing)
    chosen = anything | {"level": "region", "innovation": "i1", "since": "2010", "until": "2024"}
    assert model.asked(chosen) == (
        "region",
        nothing | {"innovation": "i1", "since": "2010-01-01", "until": "2024-12-31"},
    )


def test_every_territory_of_the_map_is_told_with_its_verdict() -> None:
    assert [one.told for one in model.areas(EN, ROWS[:2])] == ["Nom 09: linked", "Nom 35: undocumented"]


def test_the_four_verdicts_are_all_shown_and_explained() -> None:
    assert set(model.ORDER) == set(Verdict)
    for t in (FR, EN):
        assert all(t(f"territoires.method.{verdict.value}").startswith("**") for verdict in Verdict)
