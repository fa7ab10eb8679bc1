"""Where it is written: the statements behind an entity or an edge, and those that contradict each other."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated

from graphmodel import catalogue
from graphmodel.analysis.projection import projection
from graphmodel.errors import Label, UsageError
from graphmodel.questions import disputes, proofs, told
from graphmodel.questions.arguments import ENTITIES, Arg
from graphmodel.questions.cards import readable
from graphmodel.questions.disputes import as_of
from graphmodel.questions.registry import question
from graphmodel.questions.rows import Contradiction
from graphmodel.questions.rows import Evidence as Row
from graphmodel.questions.told_rows import Told
from graphmodel.schema.registry import EDGES
from graphmodel.statements.held import Stored
from graphmodel.statements.records import Document
from graphmodel.store import Store

AnyEntity = Annotated[str, Arg("une entité", "an entity", ENTITIES)]
AnyAbout = Annotated[str, Arg("une entité ; vide : toutes", "an entity; empty: all", ENTITIES)]
Relation = Annotated[str, Arg("le type du lien", "the type of the edge", choices=tuple(EDGES))]
Key = Annotated[str, Arg("la clé du lien", "the key of the edge")]
TheDocument = Annotated[str, Arg("l'identifiant d'un document", "the uid of a document")]
APlace = Annotated[str, Arg("un endroit du document ; vide : tous", "a place in the document; empty: all")]


@question("Où est-ce écrit ? (d'une entité par uid, ou d'un lien par relation, source, target et key)",
          kind="analysis", reads=proofs.READS)  # fmt: skip
def of(
    store: Store, *, uid: AnyEntity = "", relation: Relation = "", source: AnyEntity = "", target: AnyEntity = "",
    key: Key = "",
) -> list[Row]:  # fmt: skip
    """Where is it written? (of an entity by uid, or of an edge by relation, source, target and key)"""
    edge = (relation, source, target, key)
    if bool(uid) == any(edge) or (not uid and not all(edge)):
        raise UsageError(
            "ask.evidence",
            Label(
                "Donnez uid, ou bien relation, source, target et key ensemble.",
                "Give uid, or else relation, source, target and key together.",
            ),
        )
    world = projection(store)
    wanted, rank = (uid, 0) if uid else proofs.target_of(edge)
    documents = proofs.view_of(store, world).documents
    found = [one for one in proofs.statements(store, world, [wanted]) if one.ordinal == rank]
    return [_evidence(one, documents[one.statement.doc]) for one in found]


@question("Sur quoi les documents se contredisent-ils ?", kind="analysis",
          reads=("evidence.contradicted_nodes", "evidence.contradicted_edges", *proofs.READS))  # fmt: skip
def contradictions(store: Store, about: AnyAbout = "") -> list[Contradiction]:
    """On what do documents contradict each other?"""
    world = projection(store)
    found = [disputes.of_node(row) for row in catalogue.read(store, "evidence.contradicted_nodes", about=about)]
    found += [disputes.of_edge(row) for row in catalogue.read(store, "evidence.contradicted_edges", about=about)]
    documents = proofs.view_of(store, world).documents
    said: dict[tuple[str, int], list[Stored]] = defaultdict(list)
    for one in proofs.statements(store, world, {dispute.target[0] for dispute in found}):
        said[one.target, one.ordinal].append(one)
    linked = proofs.linked(store, [one for some in said.values() for one in some])
    return [
        row
        for dispute in found
        for name in dispute.disputed
        for row in dispute.rows(name, said[dispute.target], documents, linked)
    ]


@question("Que dit ce document, et où ?", kind="analysis",
          reads=("evidence.document", "statements.named", *proofs.READS[1:]))  # fmt: skip
def document(store: Store, document: TheDocument, at: APlace = "") -> list[Told]:
    """What does this document tell, and where?"""
    return told.told(store, projection(store), document, at)


def _evidence(one: Stored, document: Document) -> Row:
    said, dates = one.statement, as_of(one, document)
    return Row(
        statement=said.id,
        kind=said.kind.value,
        type=said.type,
        document=said.doc,
        title=document.title,
        publisher=document.publisher or None,
        document_date=document.date_label or document.date.low or None,
        at=said.at,
        count=said.count,
        cites=said.cites or None,
        quote=said.quote or None,
        when_label=said.values.get("when_label"),
        as_of_low=dates.low or None,
        as_of_high=dates.high or None,
        status=said.status,
        modality=said.modality,
        rule=said.rule or None,
        fictional=document.fictional,
        values=readable(said.values),
    )
