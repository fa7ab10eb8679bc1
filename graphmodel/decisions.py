"""What people decide: which names are one body, which statements hold, which of two values shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from graphmodel import imports
from graphmodel.archive import StoreArchive
from graphmodel.errors import Label, UsageError
from graphmodel.imports import SILENT, changing
from graphmodel.progress import Progress
from graphmodel.schema.registry import ends_allowed
from graphmodel.schema.upsert import base_of
from graphmodel.statements.draft import BadValue, check_values
from graphmodel.statements.identity import SCHEMES
from graphmodel.statements.plan import Change
from graphmodel.statements.records import Decision, Statement, decision_id
from graphmodel.statements.review import Review, ends_of
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
        _check_corrections(archive, ordered)
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


def _check_corrections(archive: StoreArchive, asked: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Refuse a correction that the schema would not have let in, or of an end that would then be nobody."""
    about = {mark: told for kind, (mark, *rest) in asked if kind == "edit" for told in rest}
    if not about:
        return
    found = {one.statement.fingerprint: one.statement for one in archive.fingerprinted(about.keys())}
    for mark, told in about.items():
        statement = found.get(mark)
        if statement is None:
            said = Label("Ce fait n'est plus dans le graphe.", "This fact is not in the graph any more.")
            raise UsageError("statement-unknown", said)
        decision = Decision("", "edit", (mark, told))
        try:
            corrected = Review({mark: decision}).corrected(statement)
            check_values(corrected.kind, corrected.type, corrected.values)
        except BadValue as problem:
            said = Label(f"Valeur refusée : {problem.value}.", f"Value refused: {problem.value}.")
            raise UsageError("value-refused", said) from problem
        if ends := ends_of(decision):
            _check_ends(statement, ends, _standing(archive, asked, ends.values()))
            _check_apart(archive, statement, ends)


def _check_ends(statement: Statement, ends: Mapping[str, str], standing: Collection[str]) -> None:
    for role, identifier in ends.items():
        if role not in statement.links or _base(identifier) not in ends_allowed(statement.type, role):
            said = Label("Ce lien ne peut pas avoir cela à ce bout.", "This cannot stand at this end.")
            raise UsageError("end-refused", said)
        if identifier not in standing:
            said = Label(f"{identifier} n'est pas dans le graphe.", f"{identifier} is not in the graph.")
            raise UsageError("end-unknown", said)


def _check_apart(archive: StoreArchive, statement: Statement, ends: Mapping[str, str]) -> None:
    """Refuse an end that the document calls by the name of the other end."""
    links = {role: statement.links[role] for role in ("from", "to")}
    told = {one.statement.id: one.statement.identifiers for one in archive.named(set(links.values()))}
    names = [{ends[role]} if role in ends else set(told.get(link, ())) for role, link in links.items()]
    if names[0] & names[1]:
        raise UsageError("ends-equal", Label("Les deux bouts sont la même chose.", "Both ends are the same."))


def _standing(
    archive: StoreArchive, asked: Sequence[tuple[str, Sequence[str]]], identifiers: Collection[str]
) -> set[str]:  # fmt: skip
    """Those of these identifiers that mean somebody, or will once what is accepted beside them stands."""
    accepted = {about[0] for kind, about in asked if kind == "accept"}
    told = archive.fingerprinted(accepted) if accepted else []
    found = {name for one in told for name in one.statement.identifiers} | archive.entities_using(identifiers).keys()
    return found | {one for one in identifiers if imports.REFERENCE.permanent(one)}


def _base(identifier: str) -> str:
    try:
        return base_of(identifier)
    except KeyError:
        return ""


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
