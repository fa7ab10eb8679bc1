"""Innovations at a glance, and one of them in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from graphmodel import catalogue
from graphmodel.analysis.places import at_level, spots_of
from graphmodel.analysis.projection import Projection, projection
from graphmodel.names import fold
from graphmodel.questions import cards
from graphmodel.questions.arguments import ANetwork, AnInnovation, AnyInnovation, Limit
from graphmodel.questions.registry import question
from graphmodel.questions.rows import CardLine, InnovationPanel, Named, Spread
from graphmodel.schema.vocabulary import HAPPENED, CarryRole, Per, Status
from graphmodel.store import Store

EURO = "EUR"
WHOLE = (None, Per.TOTAL)
"""What an amount must stand for to be added to others: all of a funding. Where nothing is said, that is meant."""


@question("Où en est chaque innovation : qui la porte, la finance, la co-pilote, et jusqu'où est-elle allée ?",
          kind="analysis", reads=("innovation.innovations", "innovation.partners", "spread.edges", "spread.holders",
                                  "spread.whereabouts", "spread.belonging", "spread.heads"))  # fmt: skip
def panorama(store: Store, network: ANetwork = "", innovation: AnyInnovation = "") -> list[InnovationPanel]:
    """Where does each innovation stand: who carries, finances, co-pilots it, and how far did it go?"""
    world = projection(store)
    held = _grouped(world.holders())
    tied = _grouped(catalogue.read(store, "innovation.partners", innovation=innovation))
    spreads: dict[str, list[Spread]] = defaultdict(list)
    for one in world.spreads():
        spreads[one.innovation or ""].append(one)
    return [
        _panel(world, row, held.get(row["uid"], []), tied.get(row["uid"], []), spreads.get(row["uid"], []))
        for row in catalogue.read(store, "innovation.innovations", innovation=innovation)
        if not network or _of_network(world, network, held.get(row["uid"], []), spreads.get(row["uid"], []))
    ]


@question("Que sait-on de cette innovation ?", kind="analysis", reads=("innovation.card", "innovation.edges"),
          cut=("limit", ""))  # fmt: skip
def card(store: Store, innovation: AnInnovation, limit: Limit = 500) -> list[CardLine]:
    """What is known of this innovation?"""
    return cards.card(store, "innovation", innovation, limit)


def _grouped(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["innovation"]].append(row)
    return found


def _of_network(world: Projection, network: str, held: Iterable[Mapping[str, Any]], spreads: Iterable[Spread]) -> bool:
    inside = world.belonging(network)
    actors = {row["actor"] for row in held} | {end for one in spreads for end in (one.from_, one.to)}
    return any(inside.of(actor) is not None for actor in actors)


def _panel(
    world: Projection, row: Mapping[str, Any], held: list[Mapping[str, Any]], tied: list[Mapping[str, Any]],
    spreads: list[Spread],
) -> InnovationPanel:  # fmt: skip
    said = row["properties"]
    happened = [one for one in spreads if one.modality in HAPPENED]
    holders = [{**one, "uid": one["actor"]} for one in held]
    fundings = [one for one in tied if one["type"] == "FINANCES" and _sure(one)]
    exact = [one for one in fundings if one["amount"] is not None]
    known = [one["amount"] for one in exact if one["currency"] == EURO and one["per"] in WHOLE]
    return InnovationPanel(
        innovation=row["uid"],
        name=said["name"],
        **{name: said.get(name) for name in ("description", "stage")},
        **{name: tuple(said.get(name, ())) for name in ("natures", "types", "themes", "contradicted")},
        origins=_named(one for one in holders if one["type"] == "ORIGINATED"),
        carriers=_named(one for one in holders if one["role"] == CarryRole.CARRIER),
        adopters=_named(one for one in holders if one["role"] == CarryRole.ADOPTER),
        copilots=_named(one for one in tied if one["type"] == "CO_PILOTS"),
        funders=_named(one for one in tied if one["type"] == "FINANCES"),
        evaluators=_named(one for one in tied if one["type"] == "EVALUATES"),
        spreads_stated=sum(one.status == Status.STATED for one in happened),
        spreads_inferred=sum(one.status != Status.STATED for one in happened),
        spreads_planned=len(spreads) - len(happened),
        departments=len(_departments(world, happened, held)),
        funding_known=sum(known) if known else None,
        funding_apart=len(exact) - len(known),
        funding_unknown=len(fundings) - len(exact),
        sources=said.get("sources", 0),
    )


def _sure(row: Mapping[str, Any]) -> bool:
    return row["status"] == Status.STATED and row["modality"] in HAPPENED


def _named(rows: Iterable[Mapping[str, Any]]) -> tuple[Named, ...]:
    """Each once, in order of names."""
    names = ("uid", "name", "kind", "role", "status", "modality")
    unique = {tuple(row[name] or "" for name in names): row for row in rows}
    ordered = sorted(unique.items(), key=lambda item: (fold(item[0][1]), item[0]))
    return tuple(Named(**{name: row[name] for name in names}) for _, row in ordered)


def _departments(world: Projection, spreads: Iterable[Spread], held: Iterable[Mapping[str, Any]]) -> set[str]:
    known = world.whereabouts()
    reached = [spots_of(one.to, one.to_kind, one.place_to, known) for one in spreads if one.status == Status.STATED]
    reached += [
        spots_of(row["actor"], row["kind"], row["place"], known)
        for row in held
        if row["role"] == CarryRole.ADOPTER and _sure(row)
    ]
    return {uid for spots in reached for uid, sure in at_level(spots, "department").items() if sure}
