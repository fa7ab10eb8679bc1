"""Who finances, who pilots together, who stands around a network."""

from __future__ import annotations

from typing import Annotated

from graphmodel import catalogue
from graphmodel.names import fold
from graphmodel.questions.arguments import ACTOR, ANetwork, AnyActor, AnyInnovation, Arg
from graphmodel.questions.registry import question
from graphmodel.questions.rows import CoPilot, FunderAmounts, Tie
from graphmodel.store import Store

AFunder = Annotated[str, Arg("un financeur ; vide : tous", "a funder; empty: all", (*ACTOR, "Programme"))]
TheNetwork = Annotated[str, Arg("un réseau ou sa tête", "a network or its head", ACTOR)]
FirstYear = Annotated[int, Arg("première année ; 0 : toutes", "first year; 0: any", at_least=0)]
LastYear = Annotated[int, Arg("dernière année ; 0 : toutes", "last year; 0: any", at_least=0)]


@question("Qui finance, combien, et de combien de financements ignore-t-on le montant ?",
          kind="cypher", reads=("partnership.funders",))  # fmt: skip
def funders(
    store: Store, *, funder: AFunder = "", network: ANetwork = "", innovation: AnyInnovation = "", first: FirstYear = 0,
    last: LastYear = 0,
) -> list[FunderAmounts]:  # fmt: skip
    """Who finances, how much, and for how many fundings is the amount unknown?"""
    return catalogue.rows(
        store, "partnership.funders", FunderAmounts,
        funder=funder, network=network, innovation=innovation, first=first, last=last,
    )  # fmt: skip


@question("Qui entoure ce réseau, et par quels liens ?", kind="analysis",
          reads=("partnership.members", "partnership.ties", "partnership.ties_by_innovation"))  # fmt: skip
def ecosystem(store: Store, network: TheNetwork) -> list[Tie]:
    """Who stands around this network, and by which ties?"""
    members = {row["uid"] for row in catalogue.read(store, "partnership.members", network=network)}
    direct = catalogue.rows(store, "partnership.ties", Tie, network=network)
    through = catalogue.rows(store, "partnership.ties_by_innovation", Tie, network=network)
    return sorted((one for one in [*direct, *through] if one.partner not in members), key=_by_partner)


@question("Qui co-pilote avec qui, et quoi ?", kind="cypher", reads=("partnership.copilots",))
def copilots(store: Store, actor: AnyActor = "", innovation: AnyInnovation = "") -> list[CoPilot]:
    """Who co-pilots with whom, and what?"""
    return catalogue.rows(store, "partnership.copilots", CoPilot, actor=actor, innovation=innovation)


def _by_partner(one: Tie) -> tuple[object, ...]:
    return fold(one.partner_name), one.partner, one.type, one.innovation or "", one.actor, one.key, one.out
