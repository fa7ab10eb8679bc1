"""Who spread which innovation to whom, by which ways, and where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphmodel.analysis.places import abroad, spots_of
from graphmodel.analysis.projection import Belonging, Projection, projection
from graphmodel.errors import Label, UsageError
from graphmodel.names import fold
from graphmodel.questions import cascade, proofs
from graphmodel.questions.arguments import (
    AnEnd,
    ANetwork,
    AnInnovation,
    AnyInnovation,
    Certainty,
    Limit,
    MaxHops,
    Paths,
    SameYear,
    StatedOnly,
)
from graphmodel.questions.chains import Wish, chains, hops_of, is_territory, path_rows, spread_address, touch
from graphmodel.questions.registry import question
from graphmodel.questions.rows import Imported, PathHop, Proof, Spread, SpreadStep, TreeStep
from graphmodel.schema.vocabulary import Modality, SpreadMode, Status
from graphmodel.store import Store

WORLD = ("spread.edges", "spread.whereabouts", *proofs.READS)


@question("Quels essaimages connaît-on ?", kind="cypher", reads=("spread.edges",), cut=("limit", ""))
def edges(store: Store, innovation: AnyInnovation = "", limit: Limit = 5_000) -> list[Spread]:
    """Which spreads are known?"""
    spreads = projection(store).spreads()
    return [one for one in spreads if innovation in ("", one.innovation)][:limit]


@question("Jusqu'où cette innovation est-elle allée depuis cet acteur ou ce territoire ?",
          kind="analysis", reads=WORLD, cut=("k", "path"))  # fmt: skip
def paths(
    store: Store, source: AnEnd, innovation: AnInnovation, *, mode: Certainty = "possible", same_year: SameYear = True,
    stated_only: StatedOnly = False, max_hops: MaxHops = 8, k: Paths = 20,
) -> list[PathHop]:  # fmt: skip
    """How far did this innovation go from this actor or territory?"""
    world = projection(store)
    hops = hops_of(world.spreads(), stated_only=stated_only).get(innovation, [])
    wish = Wish(mode, same_year, max_hops, k)
    return path_rows(store, world, chains(hops, source, "", wish, world.whereabouts()))


@question("Par quels chemins une innovation est-elle allée d'un acteur ou territoire à un autre ?",
          kind="analysis", reads=WORLD, cut=("k", "path"))  # fmt: skip
def between(
    store: Store, source: AnEnd, target: AnEnd, *, innovation: AnyInnovation = "", mode: Certainty = "possible",
    same_year: SameYear = True, stated_only: StatedOnly = False, max_hops: MaxHops = 8, k: Paths = 5,
) -> list[PathHop]:  # fmt: skip
    """By which ways did an innovation go from one actor or territory to another?"""
    if source == target:
        raise UsageError(
            "ask.same_ends",
            Label("Choisissez deux extrémités différentes.", "Choose two ends that differ."),
        )
    world = projection(store)
    wish = Wish(mode, same_year, max_hops, k)
    found = [
        chain
        for uid, hops in hops_of(world.spreads(), stated_only=stated_only).items()
        if innovation in ("", uid)
        for chain in chains(hops, source, target, wish, world.whereabouts())
    ]
    return path_rows(store, world, sorted(found, key=lambda one: one.rank)[:k])


@question("Comment cette innovation s'est-elle répandue, depuis ses origines ?",
          kind="analysis", reads=(*WORLD, "spread.holders"))  # fmt: skip
def tree(
    store: Store, innovation: AnInnovation, *, mode: Certainty = "possible", same_year: SameYear = True,
    stated_only: StatedOnly = False,
) -> list[TreeStep]:  # fmt: skip
    """How did this innovation spread, from its origins?"""
    world = projection(store)
    found = cascade.grow(world, innovation, mode=mode, same_year=same_year, stated_only=stated_only)
    borne_out = proofs.proofs(store, world, {one.edge for one in found if one.edge})
    return [one.row(borne_out.get(one.edge, ())) for one in found]


@question("Qui a transmis quoi à cet acteur ou à ce territoire ?", kind="analysis", reads=WORLD)
def who_gave(store: Store, receiver: AnEnd, innovation: AnyInnovation = "") -> list[SpreadStep]:
    """Who gave what to this actor or territory?"""
    return _one_side(store, receiver, "to", innovation)


@question("À qui cet acteur ou ce territoire a-t-il transmis, et quoi ?", kind="analysis", reads=WORLD)
def who_received(store: Store, giver: AnEnd, innovation: AnyInnovation = "") -> list[SpreadStep]:
    """Who received what from this actor or territory?"""
    return _one_side(store, giver, "from", innovation)


@question("Quelles innovations sont venues d'ailleurs : de l'étranger, ou de hors du réseau ?",
          kind="analysis", reads=(*WORLD, "spread.belonging", "spread.heads"))  # fmt: skip
def imported(store: Store, network: ANetwork = "", innovation: AnyInnovation = "") -> list[Imported]:
    """Which innovations came from elsewhere: from abroad, or from outside the network?

    Where it is only inferred that the receiver belongs to the network, so is the answer.
    """
    world = projection(store)
    inside = world.belonging(network)
    found = [
        (one if not network or inside.of(one.to) else one.model_copy(update={"status": Status.INFERRED.value}), outside)
        for one in world.spreads()
        if innovation in ("", one.innovation) and (not network or inside.of(one.to) is not None)
        if (outside := _outside(world, one, inside if network else None))
    ]
    steps = _steps(store, world, [one for one, _ in found])
    return [Imported(**dict(step), outside=outside) for step, (_, outside) in zip(steps, found, strict=True)]


def _one_side(store: Store, uid: str, end: str, innovation: str) -> list[SpreadStep]:
    world = projection(store)
    known = world.whereabouts()

    def stands(one: Spread) -> bool:
        if is_territory(uid):
            return touch(one, end, uid, known) is True
        return uid == (one.from_ if end == "from" else one.to)

    found = [one for one in world.spreads() if innovation in ("", one.innovation) and stands(one)]
    return _steps(store, world, sorted(found, key=_latest_first))


def _latest_first(one: Spread) -> tuple[object, ...]:
    """What happened before what is planned, the latest first, undated ones last, then by names."""
    said = one.since_max or one.since_min or ""
    backwards = tuple(-ord(sign) for sign in said) or (1,)
    return (
        one.modality == Modality.PLANNED,
        backwards,
        fold(one.to_name),
        fold(one.from_name),
        one.to,
        one.from_,
        one.key,
    )


def _steps(store: Store, world: Projection, found: Iterable[Spread]) -> list[SpreadStep]:
    found = list(found)
    borne_out: Mapping[str, tuple[Proof, ...]] = proofs.proofs(store, world, {spread_address(one) for one in found})
    return [SpreadStep(**dict(one), proofs=borne_out.get(spread_address(one), ())) for one in found]


def _outside(world: Projection, one: Spread, inside: Belonging | None) -> tuple[str, ...]:
    known = world.whereabouts()
    from_abroad = abroad(spots_of(one.from_, one.from_kind, one.place_from, known))
    to_abroad = abroad(spots_of(one.to, one.to_kind, one.place_to, known))
    because = {
        "foreign": from_abroad and not to_abroad,
        "network": inside is not None and inside.of(one.from_) is None,
        "said": one.mode == SpreadMode.IMPORTATION,
    }
    return tuple(code for code, holds in because.items() if holds)
