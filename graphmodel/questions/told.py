"""What one document tells, fact by fact and place by place: what counts, and what waits for a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graphmodel import catalogue
from graphmodel.analysis.projection import Projection
from graphmodel.archive import StoreArchive, decode
from graphmodel.questions import proofs
from graphmodel.questions.cards import readable
from graphmodel.questions.row import Texts
from graphmodel.questions.told_rows import ABOUT, Party, Told
from graphmodel.reference import territories
from graphmodel.schema.registry import NODES
from graphmodel.schema.upsert import base_of
from graphmodel.statements.held import Stored
from graphmodel.statements.records import Kind, State, Statement, prefix_of
from graphmodel.statements.review import MEANT, Review, is_meant, meant, review_of
from graphmodel.store import Store

MOST = 10_000
"""How many statements are read of one document: a register has a hundred thousand, and nobody reads them in a row."""
_BARE = frozenset({"name", "roles"})
_PERMANENT = ("Territory", "HeadFunction")
"""The classes of which some entities stand in the graph without any document."""


@dataclass(frozen=True, slots=True)
class _Reading:
    review: Review
    entities: Mapping[str, Stored]
    names: Mapping[str, str]
    meant: Mapping[str, tuple[str, str, str]]
    """Uid, name and class of those that a person put in the place of an end."""

    def told(self, one: Statement) -> Told:
        about = {ABOUT: one.id} if one.kind is Kind.ENTITY else one.links
        kept = {name: value for name, value in one.values.items() if one.kind is not Kind.ENTITY or name not in _BARE}
        return Told(
            statement=one.id, type=one.type, ends=tuple(self._party(role, link) for role, link in about.items()),
            values=readable(kept), at=one.at, quote=one.quote or None, status=one.status, modality=one.modality,
            state="accepted" if self.review.state(one) is State.ACCEPTED else "proposed",
        )  # fmt: skip

    def _party(self, role: str, link: str) -> Party:
        if is_meant(link):
            uid, name, kind = self.meant[link]
            return Party(role=role, name=name, kind=kind, uid=uid or None)
        one = self.entities[link]
        said = one.statement
        uid = one.target or next((name for name in said.identifiers if name in self.names), "")
        name = said.values.get("name") or self.names.get(uid) or _of_reference(said.identifiers)
        return Party(role=role, name=str(name), kind=said.type, uid=uid if uid in self.names else None)


def told(store: Store, world: Projection, document: str, at: str = "") -> list[Told]:
    """The facts of a document that counts, in the order of their places; `at`: only those of this place."""
    view = proofs.view_of(store, world)
    if document not in view.live_documents():
        return []
    rows = catalogue.read(store, "evidence.document", prefix=prefix_of(document), at=at, limit=MOST)
    found = {one.statement.id: one for one in (decode(row["statement"]) for row in rows)}
    review = review_of(view.in_order())
    facts = [review.corrected(one) for one in _shown([one.statement for one in found.values()], review)]
    links = {link for one in facts for link in one.links.values()}
    put = {link for link in links if is_meant(link)}
    entities = found | _named(store, links - put - found.keys())
    reading = _Reading(review, entities, _names(store, facts, entities), _meant(store, put))
    return [reading.told(one) for one in facts]


def _shown(said: Iterable[Statement], review: Review) -> list[Statement]:
    """Without what only names somebody, what a person refused, and what was left when one of a choice was taken."""
    facts = [one for one in said if one.links or (is_told(one) and one.values.keys() - _BARE)]
    facts = [one for one in facts if one.kind is not Kind.COVERAGE]
    states = {one.id: review.state(one) for one in facts}
    taken = {one.choice for one in facts if one.choice and states[one.id] is State.ACCEPTED}
    return [
        one for one in facts
        if states[one.id] is State.ACCEPTED or (states[one.id] is State.PROPOSED and one.choice not in taken)
    ]  # fmt: skip


def is_told(one: Statement) -> bool:
    """Whether an entity statement says something of its entity, rather than who a fact of a text speaks of."""
    return one.kind is Kind.ENTITY and (one.state is not State.PROPOSED or bool(one.quote))


def _named(store: Store, ids: Collection[str]) -> dict[str, Stored]:
    return {one.statement.id: one for one in StoreArchive(store).named(ids)} if ids else {}


def _names(store: Store, facts: Iterable[Statement], entities: Mapping[str, Stored]) -> dict[str, str]:
    """The names of those that stand in the graph, by uid. A territory of the reference stands there without any
    statement."""
    links = {link for one in facts for link in (one.links.values() if one.links else (one.id,)) if not is_meant(link)}
    asked = {entities[link].target for link in links if entities[link].target}
    asked |= {
        name for link in links for name in entities[link].statement.identifiers
        if NODES[entities[link].statement.type].base in _PERMANENT
    }  # fmt: skip
    return {uid: str(node.properties["name"]) for uid, node in StoreArchive(store).nodes(asked).items()}


def _meant(store: Store, links: Collection[str]) -> dict[str, tuple[str, str, str]]:
    """Uid (empty where nobody stands), name and class of those that links name by an identifier."""
    archive, identifiers = StoreArchive(store), {one.removeprefix(MEANT) for one in links}
    using = archive.entities_using(identifiers) if identifiers else {}
    uids = {one: meant(one, using.get(one, ()), permanent=True) for one in identifiers}
    nodes = archive.nodes({uid for uid in uids.values() if uid})
    found = {}
    for one, uid in uids.items():
        node = nodes.get(uid)
        kind = next((name for name in NODES if node and name in node.labels), base_of(one))
        name = str(node.properties["name"]) if node else _of_reference((one,))
        found[f"{MEANT}{one}"] = (uid if node else "", name, kind)
    return found


def _of_reference(identifiers: Texts) -> str:
    known = (territories.by_uid(one) for one in identifiers)
    return next((one.name for one in known if one), identifiers[0].rpartition("/")[2])
