"""A monograph told in tables and sentences gives the facts that items and labels give; what is denied gives none."""

from __future__ import annotations

import pytest

from ingest.facts.records import ABOUT, Context, Fact
from ingest.monograph.reading import read_monographs
from ingest.text.cleaning import RawPage, clean

TABLE = """| Domaine | Loisirs de rivière |
|---|---|
| Missions | Mettre à l'eau ceux qui n'y vont pas |
| Tête de réseau | Fédération nationale des Gués Ouverts (FNGO), créée en 1974, 15 salariés |
| Réseau | 12 unions régionales, 310 associations adhérentes, 2 100 salariés |
| Budget de la tête de réseau | 1,35 million d'euros |"""
SENTENCES = """Créée en 1974, la Fédération nationale des Gués Ouverts (FNGO) compte 15 salariés. Le réseau réunit \
12 unions régionales et 310 associations adhérentes, qui emploient 2 100 salariés. Il s'est donné pour mission de \
mettre à l'eau ceux qui n'y vont pas. Le réseau agit dans le domaine des loisirs de rivière.

Budget de la tête de réseau : 1,35 million d'euros"""
TOLD = (
    "Le premier cycle va de 1974 à 1990 : on ouvre les berges. Depuis 1990, un deuxième cycle met les bateaux à l'eau."
)
DATED = "1974-1990 : Ouvrir les berges\n\nOn ouvre tout.\n\n1990-2015 : Mettre à l'eau\n\nOn met tout à l'eau."
PRACTICES = (
    "La tête de réseau plaide pour les berges. Les unions régionales accompagnent les associations. "
    "Au niveau national, la fédération édite des guides. Les unions régionales n'animent rien."
)
HEAD = "Fédération nationale des Gués Ouverts"
UNIONS = "Unions régionales Gués Ouverts"


def read(card: str = TABLE, cycles: str = TOLD, practices: str = PRACTICES) -> list[Fact]:
    text = "\n\n".join((
        "Monographie n° 9", "Gués Ouverts", "Le réseau en bref", card, "Les cycles d'innovation", cycles,
        "Les pratiques", practices, "Le modèle économique", "L'argent manque.", "À retenir", "Rien n'est simple.",
    ))  # fmt: skip
    return read_monographs(clean([RawPage(None, text)], "txt"), Context())


def figures(facts: list[Fact]) -> set[tuple[str, str, object]]:
    kept = ("domain", "missions", "employees", "created", "budget_cents", "member_count")
    return {
        (fact.links[ABOUT].name, name, value)
        for fact in facts
        if ABOUT in fact.links and not fact.choice
        for name, value in fact.values.items()
        if name in kept
    }


@pytest.mark.parametrize("card", [TABLE, SENTENCES])
def test_a_card_in_a_table_or_in_sentences_tells_the_same(card: str) -> None:
    found = read(card=card)
    assert figures(found) == {
        ("Gués Ouverts", "domain", "Loisirs de rivière"),
        ("Gués Ouverts", "missions", "Mettre à l'eau ceux qui n'y vont pas"),
        (HEAD, "employees", 15),
        (HEAD, "created", "1974"),
        (HEAD, "budget_cents", 135_000_000),
        ("Gués Ouverts", "employees", 2100),
        ("Gués Ouverts", "member_count", 310),
    }
    heads = [(one.links["from"].name, one.links["to"].name) for one in found if one.type == "HEADS"]
    assert heads == [(HEAD, "Gués Ouverts")]
    assert {one.links["from"].name for one in found if one.type == "MEMBER_OF"} == {
        UNIONS,
        "Associations adhérentes Gués Ouverts",
    }


@pytest.mark.parametrize(
    ("cycles", "periods"),
    [
        (TOLD, [("1", "1974", "1990"), ("2", "1990", None)]),
        (DATED, [("1", "1974", "1990"), ("2", "1990", "2015")]),
    ],
)
def test_cycles_are_told_by_sentences_or_by_dated_titles(
    cycles: str, periods: list[tuple[str, str, str | None]]
) -> None:
    found = read(cycles=cycles)
    assert [one.links["to"].name for one in found if one.type == "HAS_CYCLE"] == [rank for rank, _, _ in periods]
    dated = [one for one in found if one.type == "Cycle" and "start" in one.values]
    assert [(one.links[ABOUT].name, one.values["start"], one.values.get("end")) for one in dated] == periods


@pytest.mark.parametrize(
    "cycles",
    [
        "Le deuxième cycle va de 1990 à 2015. Le premier cycle va de 1974 à 1990.",
        "Le premier cycle de formation plaît à tous.",
        "1974-1990 : on ouvre les berges.",
        "On parle souvent de cycles.",
    ],
)
def test_ranks_that_do_not_follow_one_another_are_no_cycles(cycles: str) -> None:
    assert [one for one in read(cycles=cycles) if one.type == "HAS_CYCLE"] == []


def test_practices_are_told_by_sentences_that_name_their_level() -> None:
    found = [(one.links["from"].name, one.links["to"].name) for one in read() if one.type == "PERFORMS"]
    assert found == [(HEAD, "advocacy"), (UNIONS, "personal_support"), (HEAD, "engineering")]


@pytest.mark.parametrize(
    "practices",
    [
        "Les unions régionales n'animent plus rien.",
        "Les unions régionales pourraient plaider un jour.",
        "Chacun anime ce qu'il veut.",
        "Au niveau régional, la fédération nationale plaide pour les berges.",
        "Les unions départementales plaident.",
    ],
)
def test_practices_that_are_denied_or_of_nobody_are_none(practices: str) -> None:
    assert [one for one in read(practices=practices) if one.type == "PERFORMS"] == []
