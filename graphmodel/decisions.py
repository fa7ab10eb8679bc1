"""What people decide: which names are one body, which statements hold, which of two values shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from graphmodel.archive import StoreArchive, encode_decision, text
from graphmodel.errors import Label, UsageError
from graphmodel.imports import SILENT, changing, settle_decision
from graphmodel.progress import Progress
from graphmodel.schema.upsert import base_of
from graphmodel.statements.identity import SCHEMES
from graphmodel.statements.records import Decision, decision_id
from graphmodel.store.store import Store

PAIRS = ("same", "different")
ABOUT = {"same": 2, "different": 2, "accept": 1, "reject": 1, "prefer": 2}
"""By kind, how many things a decision names."""


def decide(store: Store, kind: str, about: Sequence[str], by: str = "", progress: Progress = SILENT) -> str:
    """Record a decision and fold what it touches. Returns its id; taken twice it is one, and counts as taken last.

    `about`: two identifiers (same, different), a fingerprint (accept, reject) or a fingerprint and a property (prefer).
    Raises `UsageError` for a kind that there is not, or for things that such a decision cannot be about.
    """
    ordered = tuple(sorted(about)) if kind in PAIRS else tuple(about)
    _check(kind, ordered)
    made = decision_id(kind, ordered)
    with changing(store, f"decision {made}", progress) as archive:
        decisions = archive.view().decisions
        last = max((one.number for one in decisions.values()), default=0)
        if made in decisions and decisions[made].number == last:
            return made
        at = datetime.now(UTC).isoformat(timespec="seconds")
        taken = Decision(made, kind, ordered, by, at, last + 1)
        row = {"id": made, "properties": encode_decision(taken) | {"pending": "taken"}}
        store.transaction([(text("set_decision"), [row])])
        settle_decision(store, made, True, progress, more=made not in decisions)
    return made


def prefer(store: Store, statement: str, name: str, by: str = "", progress: Progress = SILENT) -> str:
    """Decide that what a statement (its id) says of a property shows. Returns the decision."""
    found = StoreArchive(store).named([statement])
    if not found:
        said = Label("Ce document n'est plus dans le graphe.", "This document is not in the graph any more.")
        raise UsageError("statement-unknown", said)
    return decide(store, "prefer", (found[0].statement.fingerprint, name), by, progress)


def retract(store: Store, decision: str, progress: Progress = SILENT) -> None:
    """Take a decision back: it leaves no trace in the graph."""
    with changing(store, f"retract {decision}", progress) as archive:
        if decision not in archive.view().decisions:
            said = Label(f"Aucune décision « {decision} ».", f"No decision “{decision}”.")
            raise UsageError("decision-unknown", said)
        row = {"id": decision, "properties": {"pending": "retracted"}}
        store.transaction([(text("set_decision"), [row])])
        settle_decision(store, decision, False, progress, more=-1)


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
