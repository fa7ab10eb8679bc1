"""The decisions that people took, each with what it names: entities, or a document's statement."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from graphmodel.analysis.projection import Projection
from graphmodel.archive import StoreArchive
from graphmodel.names import fold
from graphmodel.questions import disputes, proofs
from graphmodel.questions.review_rows import Taken
from graphmodel.schema.registry import EDGES, NODES
from graphmodel.statements.fold import Node
from graphmodel.statements.held import Stored
from graphmodel.statements.records import Decision, Document, Kind
from graphmodel.store import Store


def taken(store: Store, world: Projection) -> list[Taken]:
    """Every decision, the last first."""
    view = proofs.view_of(store, world)
    made = list(reversed(view.in_order()))
    archive = StoreArchive(store)
    pairs = {one for decision in made if _paired(decision) for one in decision.about}
    marks = {decision.about[0] for decision in made if not _paired(decision)}
    users = archive.entities_using(pairs) if pairs else {}
    live = view.live_documents()
    said = {
        one.statement.fingerprint: one
        for one in (archive.fingerprinted(marks) if marks else ())
        if one.statement.doc in live
    }
    linked = proofs.linked(store, said.values())
    uids = {uid for some in users.values() for uid in some} | {uid for one in said.values() for uid in _about(one)}
    known = archive.nodes(uids | {uid for uid in linked.values() if ":" in uid}) if uids else {}
    return [
        _pair(one, users, known)
        if _paired(one)
        else _statement(one, said.get(one.about[0]), view.documents, linked, known)
        for one in made
    ]


def _paired(decision: Decision) -> bool:
    return decision.kind in ("same", "different")


def _pair(decision: Decision, users: Mapping[str, Collection[str]], known: Mapping[str, Node]) -> Taken:
    names = tuple(_called(one, users.get(one, ()), known) for one in decision.about)
    return _row(decision, names=names, asleep=any(one not in users for one in decision.about))


def _called(identifier: str, uids: Collection[str], known: Mapping[str, Node]) -> str:
    """What an identifier calls its entity: the spelling that it is made of, else the name that shows, else itself."""
    bearers = [known[uid].properties for uid in sorted(uids) if uid in known]
    scheme, _, rest = identifier.partition(":")
    slug = rest.rpartition("/")[2]
    spellings = [name for one in bearers for name in (one["name"], *one.get("aliases", ()))]
    own = (name for name in spellings if fold(name).replace(" ", "-") == slug)
    nobody = slug.replace("-", " ") if scheme in ("name", "reg") else f"{scheme.upper()} {rest}"
    return next(own, spellings[0] if spellings else nobody)


def _statement(
    decision: Decision, one: Stored | None, documents: Mapping[str, Document], linked: Mapping[str, str],
    known: Mapping[str, Node],
) -> Taken:  # fmt: skip
    attribute = decision.about[1] if decision.kind == "prefer" else None
    if one is None:
        return _row(decision, property=attribute, asleep=True)
    kind = EDGES.get(one.statement.type) or NODES.get(one.statement.type)
    value = disputes.value_of(kind, attribute, disputes.told_by(one, linked)) if kind and attribute else None
    value = known[value].properties["name"] if isinstance(value, str) and value in known else value
    names = tuple(str(known[uid].properties["name"]) for uid in _about(one) if uid in known)
    title, place = documents[one.statement.doc].title, one.statement.at[0]
    return _row(
        decision, names=names, owner=one.statement.type, property=attribute, value=value, title=title, place=place
    )


def _about(one: Stored) -> tuple[str, ...]:
    """The entity of which a statement speaks, or the two ends of its edge."""
    if one.statement.kind is Kind.COVERAGE:
        return ()
    ends = one.target.split("|")
    return tuple(uid for uid in (ends[1:3] if len(ends) > 1 else ends) if ":" in uid)


def _row(decision: Decision, **more: Any) -> Taken:
    empty: dict[str, Any] = dict.fromkeys(("owner", "property", "value", "title", "place"))
    said = {"decision": decision.id, "kind": decision.kind, "at": decision.at, "by": decision.by or None}
    return Taken(**{**empty, "names": (), "asleep": False, **said, "about": decision.about, **more})
