"""Who finances, who pilots together, who stands around a network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from graphmodel import catalogue
from graphmodel.analysis.projection import projection
from graphmodel.names import fold
from graphmodel.questions import proofs
from graphmodel.questions.arguments import ACTOR, ANetwork, AnyActor, AnyInnovation, Arg
from graphmodel.questions.registry import question
from graphmodel.questions.rows import CoPilot, FunderAmounts, Tie
from graphmodel.store import Store

AFunder = Annotated[str, Arg("un financeur ; vide : tous", "a funder; empty: all", (*ACTOR, "Programme"))]
TheNetwork = Annotated[str, Arg("un réseau ou sa tête", "a network or its head", ACTOR)]
FirstYear = Annotated[int, Arg("première année ; 0 : toutes", "first year; 0: any", at_least=0)]
LastYear = Annotated[int, Arg("dernière année ; 0 : toutes", "last year; 0: any", at_least=0)]


@question("Qui finance, combien, et de combien de financements ignore-t-on le montant ?",
          kind="analysis", reads=("partnership.funders", *proofs.READS))  # fmt: skip
def funders(
    store: Store, *, funder: AFunder = "", network: ANetwork = "", innovation: AnyInnovation = "", first: FirstYear = 0,
    last: LastYear = 0,
) -> list[FunderAmounts]:  # fmt: skip
    """Who finances, how much, and for how many fundings is the amount unknown?"""
    found = catalogue.read(
        store, "partnership.funders", funder=funder, network=network, innovation=innovation,
        first=first, since=f"{first:04d}-01-01", last=last, until=f"{last:04d}-12-31",
    )  # fmt: skip
    told = _documents(store, found)
    return [_amounts(row, told) for row in found]


@question("Qui entoure ce réseau, et par quels liens ?", kind="analysis",
          reads=("partnership.ties", "partnership.ties_by_innovation"))  # fmt: skip
def ecosystem(store: Store, network: TheNetwork) -> list[Tie]:
    """Who stands around this network, and by which ties?"""
    direct = catalogue.rows(store, "partnership.ties", Tie, network=network)
    through = catalogue.rows(store, "partnership.ties_by_innovation", Tie, network=network)
    return sorted([*direct, *through], key=_by_partner)


@question("Qui co-pilote avec qui, et quoi ?", kind="cypher", reads=("partnership.copilots",))
def copilots(
    store: Store, actor: AnyActor = "", innovation: AnyInnovation = "", network: ANetwork = ""
) -> list[CoPilot]:
    """Who co-pilots with whom, and what?"""
    return catalogue.rows(store, "partnership.copilots", CoPilot, actor=actor, innovation=innovation, network=network)


def _amounts(row: Mapping[str, Any], told: Mapping[str, frozenset[str]]) -> FunderAmounts:
    twice = 0
    for beneficiary, *fundings in row["alike"]:
        documents = [
            frozenset({document}) if document else told.get(_funding(row, beneficiary, key), frozenset())
            for key, document in fundings
        ]
        twice += len(documents) - max(Counter(one for some in documents for one in some).values(), default=1)
    return FunderAmounts(**{name: value for name, value in row.items() if name != "alike"}, possibly_twice=twice)


def _documents(store: Store, rows: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    """The documents (as works) that tell each funding with a reference, where it is like another: the edge itself does
    not say it."""
    edges = {
        _funding(row, beneficiary, key)
        for row in rows
        for beneficiary, *fundings in row["alike"]
        for key, document in fundings
        if not document
    }
    if not edges:
        return {}
    world = projection(store)
    works = {uid: document.work for uid, document in proofs.view_of(store, world).documents.items()}
    found = proofs.proofs(store, world, edges)
    return {edge: frozenset(works[one.document] for one in some) for edge, some in found.items()}


def _funding(row: Mapping[str, Any], beneficiary: str, key: str) -> str:
    return proofs.address("FINANCES", row["funder"], beneficiary, key)


def _by_partner(one: Tie) -> tuple[object, ...]:
    return fold(one.partner_name), one.partner, one.type, one.innovation or "", one.actor, one.key, one.out
