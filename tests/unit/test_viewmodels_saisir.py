"""A fact written down by hand in words: no two choices alike, near names offered, every question in both languages."""

from __future__ import annotations

import pytest

from graphmodel.schema.vocabulary import Modality
from graphmodel.statements.records import Kind, Statement
from ingest.by_hand import Written
from ingest.hand_form import Fact, Who, columns_of, roles_of
from ui.i18n import Translator
from ui.viewmodels import saisir as model
from ui.viewmodels.saisir import Known

FR, EN = Translator("fr"), Translator("en")


def row(uid: str, name: str, kind: str = "Organisation", *owners: str) -> dict[str, object]:
    return {"uid": uid, "name": name, "kind": kind, "owners": list(owners)}


def test_no_two_entities_are_offered_in_the_same_words() -> None:
    rows = [
        row("siren:732829320", "Relais"), row("name:organisation/com.35238/relais", "Relais"),
        row("name:organisation/net.reg.network.reseau.les-essais/relais", "Relais"),
        row("name:organisation/doc.essais/relais", "Relais"), row("name:organisation/net.x.essais/relais", "Relais"),
        row("siren:1", "Alpha", "Organisation", "Les Essais", "Les Essais", "Alpha"),
    ]  # fmt: skip
    words = {one.uid: one.words for one in model.known(FR, rows)}
    assert len(set(words.values())) == len(rows)
    assert words["siren:1"] == "Alpha (organisation, Les Essais)"
    assert words["siren:732829320"] == "Relais (organisation) · SIREN 732829320"
    assert words["name:organisation/com.35238/relais"] == "Relais (organisation) · Rennes"
    assert words["name:organisation/net.reg.network.reseau.les-essais/relais"] == "Relais (organisation) · les essais"


def known(*names: str) -> list[Known]:
    return [Known(name, name, "Organisation", name) for name in names]


@pytest.mark.parametrize(
    ("name", "there", "offered"),
    [
        ("Comptoir des lucioles", ["Comptoir des Lucioles", "Autre"], ["Comptoir des Lucioles"]),
        ("Lucioles", ["Le Comptoir des Lucioles"], ["Le Comptoir des Lucioles"]),
        ("RuralMouv", ["Rural Mouv'"], ["Rural Mouv'"]),
        ("UDAF 34", ["UDAF 35"], []),
        ("ADM", ["Le relais ADM"], []),
        ("Maison Corail", ["Cercle Vert"], []),
        ("Relais", ["Relais 1", "Relais 2", "Relais 3", "Relais 4", "Relais"], ["Relais", "Relais 1", "Relais 2"]),
    ],
)
def test_a_name_close_to_one_that_is_there_is_offered_before_it_becomes_new(
    name: str, there: list[str], offered: list[str]
) -> None:
    assert [one.name for one in model.like(name, known(*there))] == offered


def test_every_end_and_every_value_is_asked_in_words_of_both_languages() -> None:
    for t in (FR, EN):
        for kind in model.KINDS:
            assert t(f"saisir.kind.{kind}")
            asked = [model.end_label(t, kind, role) for role in roles_of(kind)]
            asked += [model.column_label(t, column) for column in columns_of(kind)]
            assert len(set(asked)) == len(asked), (kind, asked)
            for column in columns_of(kind):
                if column.shape not in ("choice", "choices", "yes"):
                    assert t(f"saisir.how.{column.shape}")


def test_the_sentence_says_who_is_meant_by_name_and_what_was_typed() -> None:
    ends = {"from": Who(uid="siren:1"), "to": Who(kind="Organisation", name="Corail"), "innovation": Who(uid="i")}
    fact = Fact(type="SPREAD_TO", ends=ends, modality=Modality.PLANNED)
    said = Statement(
        "s", Kind.RELATION, "SPREAD_TO", "doc:1", "", ("hand",), links={"from": "a"}, modality="planned"
    )  # fmt: skip
    entity = Statement("a", Kind.ENTITY, "Organisation", "doc:1", "", ("hand",))
    made = Written(document=None, statements=[entity, said])  # type: ignore[arg-type]
    assert model.main(fact, made) is said
    names = {"siren:1": "Alpha", "i": "Relais"}
    assert model.sentence(FR, fact, said, {"mode": "adaptation"}, names) == (
        "Alpha a essaimé vers Corail — innovation : Relais · mode : adaptation (en projet)"
    )


def test_the_sentence_of_a_property_does_not_repeat_the_name() -> None:
    fact = Fact(type="Organisation", ends={"about": Who(uid="siren:1")})
    said = Statement("s", Kind.ENTITY, "Organisation", "doc:1", "", ("hand",))
    values = {"name": "Alpha", "employees": 14}
    assert model.sentence(EN, fact, said, values, {"siren:1": "Alpha"}) == "Alpha — employees: 14"
