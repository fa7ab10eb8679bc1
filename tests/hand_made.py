"""An invented list of hand-made facts: the network Les Passerelles, its head, its groups, a fund, its cycles."""

from __future__ import annotations

import csv
import json
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graphmodel.schema.vocabulary import Status
from ingest.facts.records import ABOUT, Fact, Named
from ingest.score.gold import Gold, GoldFact, GoldNode
from ingest.text.pages import Page

PAPER = "passerelles.txt"
QUOTE = "le fonds Aubier finance les fédérations"
TEXT = f"En 2019, {QUOTE} à hauteur de huit mille euros. Rien d'autre ne compte dans cette phrase-là."
PAGES = (Page(None, TEXT, TEXT, array("L", range(len(TEXT)))),)
ON_QUOTE = (TEXT.index(QUOTE), TEXT.index(QUOTE) + len(QUOTE))
ELSEWHERE = (TEXT.index("Rien"), len(TEXT))

NODES: Sequence[tuple[str, str, str, dict[str, Any]]] = (
    ("net:passerelles", "Network", "Les Passerelles", {"aliases": ["réseau des Passerelles"]}),
    ("head:passerelles", "Head", "Les Passerelles (tête de réseau nationale)", {}),
    ("net:voisines", "Network", "Voisines", {}),
    ("grp:feds", "OrgGroup", "Fédérations départementales Les Passerelles", {"cardinality": 12}),
    ("grp:assos", "OrgGroup", "Associations adhérentes", {}),
    ("grp:tiers-lieux", "OrgGroup", "Tiers-lieux", {}),
    ("fund:aubier", "Funder", "Fonds Aubier", {"aliases": ["Aubier"]}),
    ("org:mairie", "Partner", "Mairie de Sornay", {}),
    ("inno:bus", "Innovation", "Bus des métiers ruraux (BMR)", {}),
    ("inno:tiers-lieux", "Innovation", "Tiers-lieux", {}),
    ("prog:elan", "Programme", "Programme « Élan »", {}),
    ("cyc:pas:1", "Cycle", "1er cycle", {"order": 1}),
    ("cyc:pas:2", "Cycle", "2e cycle", {"order": 2}),
    ("terr:sornay", "Territory", "Sornay 4e", {}),
    ("fn:advocacy", "HeadFunction", "Plaidoyer", {}),
    ("fn:engineering", "HeadFunction", "Ingénierie", {}),
    ("nature:invention", "InnovationNature", "Invention", {}),
    ("nature:extension", "InnovationNature", "Extension", {}),
    ("dom:mobilite", "Domain", "Mobilité des jeunes ruraux", {}),
    ("metric:created", "Metric", "Année de création", {}),
    ("metric:budget", "Metric", "Budget", {}),
    ("metric:head_employees", "Metric", "Salariés de la tête", {}),
    ("per:lou", "Person", "Lou Ambre", {}),
)


def told(
    subject: str, predicate: str, target: str, *, how: str = "explicit", quote: str = QUOTE, document: str = PAPER,
    **attributes: Any,
) -> GoldFact:  # fmt: skip
    """One hand-made fact; its identifier comes with the list."""
    read = Status.STATED if how == "explicit" else Status.INFERRED
    return GoldFact("", document, 0, quote, subject, predicate, target, attributes, read)


def hand_made(*facts: GoldFact) -> Gold:
    """The list, its facts named e1, e2…"""
    nodes = {row[0]: GoldNode(row[0], row[1], row[2], tuple(row[3].get("aliases", ())), "", row[3]) for row in NODES}
    names = ("id", "document", "line", "quote", "subject", "predicate", "object", "attributes", "status")
    numbered = [
        GoldFact(f"e{rank}", *(getattr(fact, name) for name in names[1:])) for rank, fact in enumerate(facts, start=1)
    ]
    return Gold(nodes, tuple(numbered))


def write(folder: Path, gold: Gold) -> Path:
    """The two files of a list."""
    with (folder / "gold_nodes.csv").open("w", encoding="utf-8", newline="") as text:
        table = csv.writer(text)
        table.writerow(("source_file", "quote", "type", "subject", "predicate", "object", "attributes", "status"))
        for node in gold.nodes.values():
            attributes = json.dumps(dict(node.attributes), ensure_ascii=False)
            table.writerow((PAPER, node.quote, node.type, node.id, "name", node.name, attributes, "explicit"))
    with (folder / "gold_edges.csv").open("w", encoding="utf-8", newline="") as text:
        table = csv.writer(text)
        table.writerow(("source_file", "quote", "subject", "predicate", "object", "attributes", "status", "id", "line"))
        for fact in gold.facts:
            status = "explicit" if fact.status is Status.STATED else "inferred"
            attributes = json.dumps(dict(fact.attributes), ensure_ascii=False)
            ends = (fact.subject, fact.predicate, fact.object)
            table.writerow((fact.document, fact.quote, *ends, attributes, status, fact.id, fact.line))
    return folder


NETWORK, VOISINES = Named("Network", "Les Passerelles"), Named("Network", "Voisines")
HEAD = Named("Organisation", "Les Passerelles, tête de réseau nationale")
FEDERATIONS = Named("Group", "fédérations départementales", network="Les Passerelles")
FUND, TOWN = Named("Organisation", "Fonds Aubier"), Named("Organisation", "Mairie de Sornay")
BUS, ELAN = Named("Innovation", "Bus des métiers ruraux"), Named("Programme", "Élan")


def fact(
    kind: str, source: Named, target: Named, span: tuple[int, int] = ON_QUOTE, *, innovation: Named | None = None,
    status: str = "stated", modality: str = "actual", choice: str = "", **values: Any,
) -> Fact:  # fmt: skip
    """A relation that a reader found."""
    links = {"from": source, "to": target} | ({"innovation": innovation} if innovation else {})
    return Fact(kind, links, 0, *span, "test", values, status, modality, choice)


def about(
    named: Named, span: tuple[int, int] = ON_QUOTE, choice: str = "", status: str = "stated", **values: Any
) -> Fact:
    """What a reader found of an entity itself."""
    return Fact(named.kind, {ABOUT: named}, 0, *span, "test", values, status, "actual", choice)
