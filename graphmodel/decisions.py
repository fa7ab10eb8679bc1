"""What people decide: which names are one body, which statements hold, which of two values shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from graphmodel import imports
from graphmodel.archive import StoreArchive
from graphmodel.errors import Label, UsageError
from graphmodel.imports import SILENT, changing
from graphmodel.progress import Progress
from graphmodel.schema.upsert import base_of
from graphmodel.statements.draft import BadValue, check_values
from graphmodel.statements.identity import SCHEMES
from graphmodel.statements.plan import Change
from graphmodel.statements.records import Decision, decision_id
from graphmodel.statements.review import Review
from graphmodel.store.store import Store

PAIRS = ("same", "different")
ABOUT = {"same": 2, "different": 2, "accept": 1, "reject": 1, "prefer": 2, "edit": 2}
"""By kind, how many things a decision names."""


def decide(store: Store, kind: str, about: Sequence[str], by: str = "", progress: Progress = SILENT) -> str:
    """Record a decision and fold what it touches. Returns its id; taken twice it is one, and counts as taken last.

    `about`: two identifiers (same, different), a fingerprint (accept, reject), a fingerprint and a property (prefer) or
    a fingerprint and a `correction` (edit). Raises `UsageError` for a kind that there is not, or for things that such
    a decision cannot be about.
    """
    return decide_all(store, [(kind, about)], by, progress)[0]


def decide_all(
    store: Store, asked: Sequence[tuple[str, Sequence[str]]], by: str = "", progress: Progress = SILENT
) -> list[str]:
    """Take several decisions in this order, as one change of the graph: all of them stand, or none. Returns their
    ids."""
    ordered = [(kind, tuple(sorted(about)) if kind in PAIRS else tuple(about)) for kind, about in asked]
    for kind, about in ordered:
        _check(kind, about)
    made = {decision_id(kind, about): (kind, about) for kind, about in ordered}
    with changing(store, f"decision {next(iter(made), '')}", progress) as (archive, view):
        standing = view.decisions
        _check_corrections(archive, [about for kind, about in ordered if kind == "edit"])
        last = max((one.number for one in standing.values()), default=0)
        if len(made) == 1 and (one := standing.get(next(iter(made)))) and one.number == last:
            return [one.id]
        at = datetime.now(UTC).isoformat(timespec="seconds")
        taken = {key: Decision(key, *what, by, at, last + place) for place, (key, what) in enumerate(made.items(), 1)}
        after = replace(view, decisions={**standing, **taken})
        imports.decide(archive, Change(view, after), progress)
    return [decision_id(kind, about) for kind, about in ordered]


def prefer(store: Store, statement: str, name: str, by: str = "", progress: Progress = SILENT) -> str:
    """Decide that what a statement (its id) says of a property shows. Returns the decision."""
    found = StoreArchive(store).named([statement])
    if not found:
        said = Label("Ce document n'est plus dans le graphe.", "This document is not in the graph any more.")
        raise UsageError("statement-unknown", said)
    return decide(store, "prefer", (found[0].statement.fingerprint, name), by, progress)


def retract(store: Store, *decisions: str, progress: Progress = SILENT) -> None:
    """Take decisions back: they leave no trace in the graph."""
    with changing(store, f"retract {decisions[0]}", progress) as (archive, view):
        standing = view.decisions
        if unknown := [one for one in decisions if one not in standing]:
            said = Label(f"Aucune décision « {unknown[0]} ».", f"No decision “{unknown[0]}”.")
            raise UsageError("decision-unknown", said)
        after = replace(view, decisions={key: one for key, one in standing.items() if key not in decisions})
        imports.decide(archive, Change(view, after), progress)


def _check_corrections(archive: StoreArchive, about: Sequence[Sequence[str]]) -> None:
    """Refuse a correction that the schema would not have let in."""
    if not about:
        return
    found = {one.statement.fingerprint: one.statement for one in archive.fingerprinted({mark for mark, _ in about})}
    for mark, told in about:
        statement = found.get(mark)
        if statement is None:
            said = Label("Ce fait n'est plus dans le graphe.", "This fact is not in the graph any more.")
            raise UsageError("statement-unknown", said)
        try:
            corrected = Review({mark: Decision("", "edit", (mark, told))}).corrected(statement)
            check_values(corrected.kind, corrected.type, corrected.values)
        except BadValue as problem:
            said = Label(f"Valeur refusée : {problem.value}.", f"Value refused: {problem.value}.")
            raise UsageError("value-refused", said) from problem


def _check(kind: str, about: Sequence[str]) -> None:
    if len(set(about)) != ABOUT.get(kind):
        said = Label(
            f"Une décision « {kind} » ne peut porter sur {list(about)}.",
            f"A decision “{kind}” cannot be about {list(about)}.",
        )
        raise UsageError("decision-malformed", said)
    if kind not in PAIRS:
        return
    if unknown := [one for one in about if one.partition(":")[0] not in SCHEMES]:
        raise UsageError("identifier-unknown", Label(f"Identifiant inconnu : {unknown[0]}.", f"Unknown: {unknown[0]}."))
    if kind == "same" and len({base_of(one) for one in about}) > 1:
        said = Label(
            f"{about[0]} et {about[1]} ne sont pas de même nature.", f"{about[0]} and {about[1]} differ in kind."
        )
        raise UsageError("same-of-two-kinds", said)
