"""A list of hand-made facts: read, refused where it does not hold together, and the names that it gives."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graphmodel.errors import FileRefused
from graphmodel.schema.registry import EDGES, NODES
from graphmodel.schema.spec import fields
from graphmodel.schema.vocabulary import Function, Modality
from ingest.facts.records import KnownName, Named
from ingest.score.crosswalk import LEFT_OUT, rules
from ingest.score.expected import expected
from ingest.score.gold import read_gold
from ingest.score.naming import Naming
from tests.hand_made import PAPER, hand_made, told, write

FUNDS = ("fund:aubier", "FUNDS", "grp:feds")
MEMBER = ("grp:feds", "MEMBER_OF", "net:passerelles")


def test_a_list_is_read_as_it_was_written(tmp_path: Path) -> None:
    gold = hand_made(told(*FUNDS, amount=8000), told("inno:bus", "HAS_NATURE", "nature:invention", how="inferred"))
    assert read_gold(write(tmp_path, gold)) == gold


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("subject", "org:nobody", "gold_edges.csv:2 : « org:nobody » n'est déclaré nulle part."),
        ("status", "certain", "gold_edges.csv:2 : « certain » n'est déclaré nulle part."),
        ("attributes", "{", "gold_edges.csv:2 : attributes n'est pas un objet JSON."),
        ("attributes", "[1]", "gold_edges.csv:2 : attributes n'est pas un objet JSON."),
    ],
)
def test_a_list_that_does_not_hold_together_is_refused_with_the_row(
    column: str, cell: str, said: str, tmp_path: Path
) -> None:
    path = write(tmp_path, hand_made(told(*FUNDS))) / "gold_edges.csv"
    with path.open(encoding="utf-8", newline="") as text:
        [row] = csv.DictReader(text)
    with path.open("w", encoding="utf-8", newline="") as text:
        table = csv.DictWriter(text, list(row))
        table.writeheader()
        table.writerow(row | {column: cell})
    with pytest.raises(FileRefused) as refusal:
        read_gold(tmp_path)
    assert refusal.value.sentence.fr == said


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    write(tmp_path, hand_made(told(*FUNDS)))
    (tmp_path / "gold_edges.csv").write_bytes("source_file,é".encode("cp1252"))
    with pytest.raises(FileRefused, match="n'est pas un CSV en UTF-8"):
        read_gold(tmp_path)


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (("net:passerelles", "DREAMS_OF", "prog:elan"), "e1 : net:passerelles DREAMS_OF prog:elan : aucune relation"),
        (("net:passerelles", "RUNS", "dom:mobilite"), "e1 : net:passerelles RUNS dom:mobilite : ce ne sont pas deux"),
    ],
)
def test_a_fact_that_the_schema_cannot_hold_is_refused(ends: tuple[str, str, str], said: str) -> None:
    gold = hand_made(told(*ends))
    with pytest.raises(FileRefused, match=said):
        expected(gold, Naming(gold), PAPER)


@pytest.mark.parametrize(
    ("file", "document"), [(PAPER, PAPER), ("passerelles.docx", PAPER), ("passerelles-2.txt", ""), ("", "")]
)
def test_a_file_is_the_document_of_its_name_or_of_its_name_without_ending(file: str, document: str) -> None:
    assert hand_made(told(*FUNDS)).document(file) == document


def test_every_rule_leads_to_something_of_the_schema_or_says_why_not() -> None:
    properties = {f"{name}.{field.name}" for name, kind in NODES.items() for field in fields(kind)}
    left = [rule for rule in rules() if rule.becomes == LEFT_OUT]
    kept = [rule for rule in rules() if rule.becomes != LEFT_OUT]
    assert [rule for rule in left if not rule.reason or rule.ends] == []
    assert [rule for rule in kept if rule.becomes not in properties | EDGES.keys() or not rule.ends] == []
    assert {rule.function for rule in rules()} - set(Function) == {""}
    assert {rule.modality for rule in rules()} - set(Modality) == {""}


def test_the_names_of_a_list_may_be_known_beforehand() -> None:
    known = Naming(hand_made(told(*MEMBER))).known()
    assert {one for one in known if one.kind in ("Group", "Programme", "Territory") or "Passerelles" in one.name} == {
        KnownName("Network", "Les Passerelles", ("Les Passerelles", "réseau des Passerelles")),
        KnownName("Organisation", "Les Passerelles (tête de réseau nationale)",
                  ("Les Passerelles (tête de réseau nationale)",)),
        KnownName("Group", "Fédérations départementales Les Passerelles",
                  ("Fédérations départementales Les Passerelles",), "Les Passerelles"),
        KnownName("Group", "Associations adhérentes", ("Associations adhérentes",)),
        KnownName("Group", "Tiers-lieux", ("Tiers-lieux",)),
        KnownName("Programme", "Programme « Élan »", ("Programme « Élan »", "Élan")),
        KnownName("Territory", "Sornay 4e", ("Sornay 4e",)),
    }  # fmt: skip
    assert {one.kind for one in known} & {"Cycle", "HeadFunction", "Domain", "Person"} == set()


@pytest.mark.parametrize(
    ("named", "ids"),
    [
        (Named("Innovation", "le BMR"), {"inno:bus"}),
        (Named("Innovation", "BUS DES METIERS RURAUX"), {"inno:bus"}),
        (Named("Innovation", "bus"), set()),
        (Named("Programme", "élan"), {"prog:elan"}),
        (Named("Organisation", "Aubier"), {"fund:aubier"}),
        (Named("Innovation", "Aubier"), set()),
        (Named("Organisation", "Les Passerelles"), {"net:passerelles", "head:passerelles"}),
        (Named("Group", "12 fédérations départementales", network="réseau des Passerelles"), {"grp:feds"}),
        (Named("Group", "Fédérations départementales des Passerelles"), {"grp:feds"}),
        (Named("Group", "Associations adhérentes des Passerelles", network="Les Passerelles"), {"grp:assos"}),
        (Named("Group", "Associations adhérentes des Passerelles"), set()),
        (Named("Group", "Fédérations régionales des Passerelles"), set()),
        (Named("Organisation", "Voisines, tête de réseau nationale"), {"org:mairie"}),
        (Named("Organisation", "Voisines, tête de réseau régionale"), set()),
        (Named("HeadFunction", "advocacy"), {"fn:advocacy"}),
        (Named("HeadFunction", "Plaidoyer"), {"fn:advocacy"}),
        (Named("Cycle", "2"), {"cyc:pas:2"}),
        (Named("Cycle", "3"), set()),
    ],
)
def test_a_name_means_the_entities_that_were_so_written(named: Named, ids: set[str]) -> None:
    gold = hand_made(told(*MEMBER), told("org:mairie", "HEADS", "net:voisines"))
    assert Naming(gold).ids(named) == ids
