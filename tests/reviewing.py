"""A small world to review: two documents of prose whose facts wait, and a table that already knows one of their names.

The text of the first document tries everything that a screen could mistake for markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphmodel import imports
from graphmodel.statements import identifiers
from graphmodel.statements.draft import Draft, Proof
from graphmodel.statements.records import Document, PageText, State, Statement
from graphmodel.store import Store
from tests.contract.documents import load, org, written

HOSTILE = '<img src=x onerror="document.title=1"> **Gras** $x^2$ :red[rouge] [ici](javascript:1)'
CARRY, MONEY, COUNT, LEVEL = "porte.actif", "somme.versée", "effectif", "portage.niveau"
FIRST, SECOND = "Récit", "Bilan"

PAGES = (
    "Un récit d'essai.\n\nDans la vallée, l'association Ambre porte le relais depuis 2012. Chacun y vient.\n"
    "L'association Brume porte le jardin partagé.\n"
    f"L'association Cime porte {HOSTILE}.\n\nFin de la page.",
    "La fondation Dune a donné 5 000 € au relais en 2019.\nL'association Étoile emploie 25 salariés.\n"
    "L'école du dehors est portée par la tête de réseau.\n",
)


@dataclass(slots=True)
class Telling:
    """A document of prose in the making: each fact is proved by words of one of its pages."""

    document: Document
    texts: tuple[str, ...]
    draft: Draft = field(init=False)

    def __post_init__(self) -> None:
        self.draft = Draft(self.document)

    def proof(self, page: int, quote: str, rule: str, **how: str) -> Proof:
        start = self.texts[page - 1].index(quote)
        return Proof(f"p{page}:{start}-{start + len(quote)}", quote, rule=rule, state=State.PROPOSED, **how)

    def named(self, kind: str, name: str, proof: Proof, **values: Any) -> str:
        known = [identifiers.named(kind, identifiers.scope_of_document(self.document.work), name)]
        bare = Proof(proof.at, rule=proof.rule, state=State.PROPOSED)
        return self.draft.entity(kind, known, {"name": name, **values}, bare)

    def carries(self, who: str, what: str, proof: Proof, values: Mapping[str, Any] = {}, **of: Any) -> None:
        ends = {"from": self.named("Organisation", who, proof, **of), "to": self.named("Innovation", what, proof)}
        self.draft.relation("CARRIES", ends, {"role": "carrier", **values}, proof)

    def load(self, store: Store) -> None:
        pages = [PageText(self.document.uid, number, text) for number, text in enumerate(self.texts, 1)]
        imports.load(store, self.document, self.draft.statements(), options={}, pages=pages)


def first() -> Telling:
    """The first document: six facts, one of which leaves a choice."""
    told = Telling(Document("doc:recit", "récit", "sha-recit", FIRST, kind="text"), PAGES)
    when = {"since_min": "2012-01-01", "since_max": "2012-12-31", "when_label": "depuis 2012"}
    told.carries("Ambre", "relais", told.proof(1, "l'association Ambre porte le relais depuis 2012", CARRY), when)
    told.carries("Brume", "jardin partagé", told.proof(1, "L'association Brume porte le jardin partagé.", CARRY))
    told.carries("Cime", HOSTILE, told.proof(1, f"L'association Cime porte {HOSTILE}.", CARRY))
    money = told.proof(2, "La fondation Dune a donné 5 000 € au relais en 2019.", MONEY)
    ends = {"from": told.named("Organisation", "Dune", money, roles=("Funder",)),
            "to": told.named("Innovation", "relais", money)}  # fmt: skip
    told.draft.relation("FINANCES", ends, {"amount_cents": 500_000, "year": 2019}, money)
    count = told.proof(2, "L'association Étoile emploie 25 salariés.", COUNT)
    known = [identifiers.named("Organisation", identifiers.scope_of_document(told.document.work), "Étoile")]
    told.draft.entity("Organisation", known, {"name": "Étoile", "employees": 25}, count)
    level = told.proof(2, "L'école du dehors est portée par la tête de réseau.", LEVEL, choice="niveau")
    for head, where in (("Faîte", "national"), ("Faîte Sud", "regional")):
        told.carries(head, "école du dehors", level, roles=("NationalHead",), level=where)
    return told


def second() -> Telling:
    """The second document: a fact that the first one tells too, and a plan that nobody wrote down as such."""
    texts = ("L'association Brume porte le jardin partagé, dit le bilan.\nElle voudrait une ruche.\n",)
    told = Telling(Document("doc:bilan", "bilan", "sha-bilan", SECOND, kind="text"), texts)
    told.carries("Brume", "jardin partagé", told.proof(1, "L'association Brume porte le jardin partagé", CARRY))
    plan = told.proof(1, "Elle voudrait une ruche.", CARRY, status="inferred", modality="planned")
    told.carries("Brume", "ruche", plan)
    return told


def fill(store: Store) -> None:
    """The table, then the two documents."""
    load(store, written("liste", lambda draft: (org(draft, "Ambre", "siren:552100554"),)))
    for told in (first(), second()):
        told.load(store)


def carried(store: Store) -> set[tuple[str, str]]:
    """Who carries what in the graph."""
    rows = store.read("MATCH (a:Actor)-[:CARRIES]->(b:Innovation) RETURN a.name AS who, b.name AS what")
    return {(row["who"], row["what"]) for row in rows}


def mark(statements: list[Statement], words: str) -> str:
    """The fingerprint of the statement whose quote holds these words."""
    return next(one.fingerprint for one in statements if words in one.quote)
