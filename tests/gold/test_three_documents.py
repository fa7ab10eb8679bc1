"""The example of the three documents against the hand-made facts: nothing lost, nothing invented, nothing copied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from graphmodel.names import fold
from graphmodel.schema.registry import EDGES
from graphmodel.schema.vocabulary import Status
from graphmodel.store import Store
from ingest.pipeline import ingest, prepare
from ingest.score.crosswalk import LEFT_OUT, Rule, rule_of, rules
from ingest.score.gold import GoldFact, read_gold
from tests.gold.crosswalk import (
    LONGEST_COMMON,
    Line,
    called,
    edges_of,
    head_of,
    lines,
    longest_common,
    names,
    place_of,
)
from tools.build_examples import EXAMPLES, TEXT_FORM

WORKBOOK = EXAMPLES / f"{TEXT_FORM}.xlsx"


@pytest.fixture
def gold(shared: Path) -> list[GoldFact]:
    return list(read_gold(shared / "data" / "gold").facts)


def test_every_hand_made_fact_has_a_row_at_its_line_or_a_reason_for_having_none(gold: list[GoldFact]) -> None:
    kept, left = Counter[str](), Counter[str]()
    missing = []
    for fact in gold:
        rule = rule_of(fact)
        if rule.becomes == LEFT_OUT:
            assert rule.reason, rule
            left[fact.predicate] += 1
        elif any(_says(line, fact, rule) for line in lines() if place_of(fact) in line.places):
            kept[fact.predicate] += 1
        else:
            missing.append((fact.id, place_of(fact), fact.subject, fact.predicate, fact.object))
    for predicate in sorted(kept | left):
        print(f"{predicate:16} {kept[predicate]:4} kept {left[predicate]:4} left out")
    print(f"{'all':16} {kept.total():4} kept {left.total():4} left out")
    assert missing == []


def test_every_relation_of_the_example_stands_at_a_line_where_a_person_found_a_fact(gold: list[GoldFact]) -> None:
    known = {place_of(fact) for fact in gold}
    stray = [
        (line.sheet.name, edge, line.places - known) for line in lines() for edge in edges_of(line)
        if not line.places <= known
    ]  # fmt: skip
    assert stray == []


def test_no_sentence_of_the_documents_is_copied(shared: Path) -> None:
    told = " ".join(fold(path.read_text(encoding="utf-8")) for path in sorted((shared / "seeds").glob("*.txt")))
    copied = {
        str(cell) for line in lines() for name, cell in line.cells.items()
        if name not in ("document", "place_in") and longest_common(fold(str(cell)).split(), told) > LONGEST_COMMON
    }  # fmt: skip
    assert copied == set()


def test_every_rule_of_the_crosswalk_serves(gold: list[GoldFact]) -> None:
    used = {rule_of(fact) for fact in gold}
    assert [rule for rule in rules() if rule not in used] == []


def test_the_workbook_is_read_without_a_row_set_aside_or_a_column_lost() -> None:
    read = prepare(WORKBOOK)
    severities = {one.severity for one in read.findings}
    ignored = [(one.sheet, one.columns.ignored, one.columns.guessed) for one in read.file.tables if one.columns.ignored]
    assert sum(one.rows_set_aside for one in read.file.tables) == 0
    assert (ignored, "error" in severities) == ([], False)


def test_fourteen_statements_of_spread_fold_to_eleven_edges(store: Store) -> None:
    read = prepare(WORKBOOK)
    ingest(store, read)
    told = [one.status for one in read.statements if one.type == "SPREAD_TO"]
    edges = store.read(
        "MATCH (a)-[r:SPREAD_TO]->(b) MATCH (i:Innovation {uid: r.innovation}) RETURN a.name AS giver, "
        "b.name AS receiver, i.name AS innovation_name, r.status AS status, r.when_label AS date_label"
    )
    assert Counter(told) == {"stated": 1, "inferred": 13}
    assert sorted(tuple(row.values()) for row in edges) == sorted(SPREADS)


def test_money_told_in_several_places_is_counted_once(store: Store) -> None:
    ingest(store, prepare(WORKBOOK))
    rows = store.read(
        "MATCH (a)-[r:FINANCES]->(b) RETURN a.name AS giver, r.amount_cents AS exact, r.amount_min_cents AS low, "
        "r.amount_max_cents AS high"
    )
    sums = sorted((row["giver"], row["exact"], row["low"], row["high"]) for row in rows if row["exact"] or row["low"])
    assert len(rows) == len([line for line in lines() if line.sheet.name == "funding"])
    assert sums == [
        ("Emmaüs Innove", None, 300_000, 1_000_000),
        ("Familles Rurales, tête de réseau nationale", 80_000_000, None, None),
        ("Fonds de dotation RuralMouv", None, 800_000, 1_500_000),
    ]


def test_the_two_values_in_dispute_show_by_themselves(store: Store) -> None:
    ingest(store, prepare(WORKBOOK))
    rows = store.read("MATCH (n) WHERE n.contradicted IS NOT NULL RETURN n.name AS title, n.contradicted AS disputed")
    assert sorted((row["title"], row["disputed"]) for row in rows) == [
        ("Familles Rurales 1", ["start"]),
        ("Parcours innovation des têtes de réseau", ["duration_months"]),
    ]


FR_HEAD, FEDERATIONS = "Familles Rurales, tête de réseau nationale", "Fédérations départementales Familles Rurales"
YOUTH, SERVICES = "Réussite de la jeunesse selon Proxité", "Services aux familles en milieu rural"
SPREADS: list[tuple[str, str, str, str, str | None]] = [
    (
        "Croix-Rouge française", "Partie du réseau de la Croix-Rouge française devenue tiers-lieux",
        "Tiers-lieux de la Croix-Rouge française", "inferred", None,
    ),
    (FR_HEAD, FEDERATIONS, "Points de médiation numérique", "inferred", None),
    (FR_HEAD, FEDERATIONS, "Tiers-lieux en milieu rural", "inferred", None),
    ("Milieu urbain", "Milieu rural", SERVICES, "inferred", None),
    (
        "Porteurs externes accompagnés par la Croix-Rouge française", "Terrains d'essai de la Croix-Rouge française",
        "Solutions externes testées à la Croix-Rouge française", "inferred", None,
    ),
    ("Première association locale de Familles Rurales", "Familles Rurales", SERVICES, "inferred", "1943"),
    ("Projet de terrain à l'origine de Proxité", "Antennes régionales de Proxité", YOUTH, "inferred", None),
    ("Proxité", "Antennes régionales de Proxité", YOUTH, "inferred", None),
    ("Québec", "ADMR", "Relayage", "inferred", None),
    ("Québec", "France", "Relayage", "inferred", None),
    (
        "Structures Emmaüs marraines", "Structures Emmaüs retenues à l'appel à projets",
        "Innovations simples d'Emmaüs", "stated", None,
    ),
]  # fmt: skip


def _says(line: Line, fact: GoldFact, rule: Rule) -> bool:
    status = Status.INFERRED if rule.status == "inferred" else fact.status
    if line.cells["status"] != status.label.fr:
        return False
    return _HOW[rule.ends](line, fact, rule.becomes) and _same_figures(line, fact)


def _relation(line: Line, fact: GoldFact, becomes: str) -> bool:
    ends = (called(fact.subject), called(fact.object))
    wanted = [ends] if EDGES[becomes].directed else [ends, ends[::-1]]
    return any(
        edge.type == becomes and edge.source in subjects and edge.target in objects
        for edge in edges_of(line) for subjects, objects in wanted
    )  # fmt: skip


def _reversed(line: Line, fact: GoldFact, becomes: str) -> bool:
    found = [edge for edge in edges_of(line) if edge.type == becomes]
    return any(one.source in called(fact.object) and one.target in called(fact.subject) for one in found)


def _practice(line: Line, fact: GoldFact, becomes: str) -> bool:
    return any(edge.type == becomes and edge.source in called(fact.subject) for edge in edges_of(line))


def _towards(line: Line, fact: GoldFact, becomes: str) -> bool:
    return _practice(line, fact, becomes) and bool(called(fact.object) & set(names(line.cells.get("targets", ""))))


def _property(line: Line, becomes: str, owners: Iterable[str]) -> bool:
    kind, _, name = becomes.partition(".")
    owner = line.cells.get("rank") if kind == "Cycle" else line.cells.get("name")
    return bool(line.cells.get(name)) and str(owner) in owners


_HOW: dict[str, Callable[[Line, GoldFact, str], bool]] = {
    "same": _relation,
    "reversed": _reversed,
    "function": _relation,
    "practice": _practice,
    "target": _towards,
    "subject": lambda line, fact, becomes: _property(line, becomes, called(fact.subject)),
    "head": lambda line, fact, becomes: _property(line, becomes, [head_of(fact.subject)]),
    "place": lambda line, fact, becomes: bool(line.cells.get(becomes.partition(".")[2])),
}

_FIGURES = {
    "FUNDS": {"amount": "amount_cents", "amount_min": "amount_min_cents", "amount_max": "amount_max_cents",
              "year": "year", "count": "count"},
    "SPREAD_TO": {"grant_min": "grant_min_cents", "grant_max": "grant_max_cents"},
    "HAS_DURATION": {"months": "duration_months"},
}  # fmt: skip
_METRICS = {"metric:members": "member_count", "metric:budget": "budget_cents", "metric:created": "created",
            "metric:head_employees": "employees", "metric:network_employees": "employees",
            "metric:innovation_budget": "innovation_budget_cents"}  # fmt: skip


def _same_figures(line: Line, fact: GoldFact) -> bool:
    """Whether the row gives the very figures of the fact, and its innovation and year."""
    wanted = {column: fact.attributes.get(name) for name, column in _FIGURES.get(fact.predicate, {}).items()}
    if fact.object in _METRICS:
        wanted[_METRICS[fact.object]] = fact.attributes["value"]
    if fact.predicate == "SPREAD_TO":
        wanted["innovation"] = next(iter(called(fact.attributes["innovation"])))
        wanted["when"] = fact.attributes.get("year")
    return all(str(line.cells.get(column) or "") == str(value or "") for column, value in wanted.items())
