"""What is known of territories: which are linked, which are isolated, and of which nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated

from graphmodel import catalogue
from graphmodel.analysis import verdicts as verdict
from graphmodel.analysis.places import Grain, names_at
from graphmodel.analysis.projection import Projection, projection
from graphmodel.archive import decode
from graphmodel.errors import Label, UsageError
from graphmodel.questions import cards, proofs
from graphmodel.questions.arguments import ANetwork, AnyInnovation, Arg, ATerritory, Limit, Since, Until
from graphmodel.questions.chains import touch
from graphmodel.questions.registry import question
from graphmodel.questions.rows import CardLine, Proof, Reason, TerritoryVerdict
from graphmodel.questions.scope import Direction, Scope
from graphmodel.schema.vocabulary import CoverageKind, Modality, Status
from graphmodel.statements.held import Stored
from graphmodel.statements.records import Document
from graphmodel.store import Store

PROOFS_SHOWN = 3
"""How many facts of one reason are borne out in the answer; the others are counted in its sentence."""

TheDirection = Annotated[Direction, Arg("reçu, transmis, ou l'un des deux", "received, given, or either")]
TheLevel = Annotated[Grain, Arg("départements ou régions", "départements or regions")]


@question("Quels territoires sont reliés, peut-être reliés, isolés ou non documentés ?", kind="analysis",
          reads=("spread.edges", "spread.holders", "spread.whereabouts", "spread.belonging", "spread.heads",
                 "territory.coverages", *proofs.READS))  # fmt: skip
def verdicts(
    store: Store, *, network: ANetwork = "", innovation: AnyInnovation = "", level: TheLevel = "department",
    since: Since = "", until: Until = "", direction: TheDirection = "linked",
) -> list[TerritoryVerdict]:  # fmt: skip
    """Which territories are linked, possibly linked, isolated or undocumented?"""
    if since and until and since > until:
        raise UsageError(
            "ask.period",
            Label("La période finit avant de commencer.", "The period ends before it begins."),
        )
    world = projection(store)
    scope = Scope(world, network, innovation, level, direction)
    lists = world.listing(network) if network else ()
    names = names_at(level)
    documents = proofs.view_of(store, world).documents
    claims = _claims(store, world)
    found = verdict.find(
        verdict.Asked(lists, since, until), names, list(scope.facts()), [_coverage(one, documents) for one in claims]
    )
    shown = {one for finding in found for because in finding.reasons for one in because.proofs[:PROOFS_SHOWN]}
    borne_out: dict[str, tuple[Proof, ...]] = {one.statement.id: (proofs.proof(one, documents),) for one in claims}
    borne_out |= proofs.proofs(store, world, shown - borne_out.keys())
    return [
        TerritoryVerdict(
            territory=one.territory,
            name=names[one.territory],
            verdict=one.verdict.value,
            reasons=tuple(_reason(because, borne_out) for because in one.reasons),
        )
        for one in found
    ]


@question(
    "Que sait-on de ce territoire ?",
    kind="analysis",
    reads=("territory.card", "territory.edges", "spread.edges", "spread.whereabouts"),
    cut=("limit", ""),
)
def card(store: Store, territory: ATerritory, limit: Limit = 500) -> list[CardLine]:
    """What is known of this territory?"""
    world = projection(store)
    known = world.whereabouts()
    lines = cards.card(store, "territory", territory, limit)
    there = {(line.section, line.uid, line.key) for line in lines}
    for one in world.spreads():
        for section, end in (("out", "from"), ("in", "to")):
            other = one.to if end == "from" else one.from_
            if (section, other, one.key) not in there and touch(one, end, territory, known):
                lines.append(cards.of_spread(one, "out" if end == "from" else "in"))
    return cards.in_order(lines)[:limit]


def _claims(store: Store, world: Projection) -> list[Stored]:
    """What documents that count claim to list of spreads, stated and not planned."""
    read = partial(catalogue.read, store, "territory.coverages")
    live = proofs.view_of(store, world).live_documents()
    claims = [decode(row["statement"]) for row in world.part("coverages", read)]
    return [
        one
        for one in claims
        if one.statement.doc in live
        and one.statement.type == CoverageKind.SPREAD
        and one.statement.status == Status.STATED
        and one.statement.modality == Modality.ACTUAL
    ]


def _coverage(one: Stored, documents: Mapping[str, Document]) -> verdict.Coverage:
    said = one.statement
    return verdict.Coverage(
        id=said.id,
        network=one.target.split("|")[1],
        territories=frozenset(said.values["territories"]),
        since=said.values["since"],
        until=said.values["until"],
        exhaustive=said.values["exhaustive"],
        title=documents[said.doc].title,
        written=documents[said.doc].date.high or documents[said.doc].date.low,
    )


def _reason(because: verdict.Because, borne_out: Mapping[str, tuple[Proof, ...]]) -> Reason:
    shown = tuple(proof for one in because.proofs[:PROOFS_SHOWN] for proof in borne_out.get(one, ()))
    return Reason(code=because.code, fr=because.sentence.fr, en=because.sentence.en, proofs=shown)
