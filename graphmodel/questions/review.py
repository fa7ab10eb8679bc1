"""What waits for a person: entities that may be the same, with what speaks for it and against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from graphmodel import catalogue
from graphmodel.analysis import halves
from graphmodel.analysis.projection import Projection, projection
from graphmodel.analysis.twins import Likeness, Named, likenesses
from graphmodel.archive import StoreArchive
from graphmodel.names import fold
from graphmodel.questions import decided, proofs, proposals
from graphmodel.questions.arguments import ADocument, ANetwork
from graphmodel.questions.registry import question
from graphmodel.questions.review_rows import Con, Passage, PossiblySame, Pro, Proposal, Side, Taken
from graphmodel.reference import territories
from graphmodel.schema.registry import NODES
from graphmodel.statements.identifiers import chosen_network, scope_of
from graphmodel.statements.identity import Decided, rank
from graphmodel.store import Store

BELONGS = frozenset({"MEMBER_OF", "UNIT_OF", "HEADS"})
OWNS = frozenset({"ORIGINATED", "CARRIES", "RUNS", "HAS_CYCLE"})
_READS = (
    "review.entities",
    "review.identifiers",
    "review.ties",
    "review.tied",
    "review.told",
    "statements.identifiers",
    *proofs.READS,
)


@question("Quelles entités sont peut-être la même ?", kind="analysis", reads=_READS)
def same(store: Store, network: ANetwork = "") -> list[PossiblySame]:
    """Which entities may be the same?

    Two whose names are alike or that share an identifier; two programmes of one text of which the one tells how long it
    lasts and the other between which dates.

    Never two that differ by a place, a number, a level or a code, nor two that an edge joins, nor common nouns, nor
    what a person decided already. The likeliest come first.
    """
    world = projection(store)
    rows: list[PossiblySame] = world.part("twins", lambda: _ranked(store, world))
    if not network:
        return rows
    inside = members(store, network)
    return [row for row in rows if {row.one.uid, row.other.uid} & inside]


@question(
    "Qu'est-ce que des personnes ont décidé ?",
    kind="analysis",
    reads=("statements.fingerprinted", "statements.named", "statements.identifiers", *proofs.READS[1:]),
)
def decisions(store: Store) -> list[Taken]:
    """What did people decide? The last decision comes first."""
    return decided.taken(store, projection(store))


@question(
    "Quels faits lus dans des textes attendent une relecture ?",
    kind="analysis",
    reads=("review.names", "statements.of_document", *proofs.READS[1:]),
)
def waiting(store: Store, document: ADocument = "") -> list[Proposal]:
    """Which facts read in texts wait for a person?

    One card for each fact, with every passage that tells it; those of the rules that people agree with most come first.
    """
    return proposals.waiting(store, projection(store), document)


def members(store: Store, network: str) -> frozenset[str]:
    """A network or head with all that belongs to it: who heads it, who is below, and what these gave rise to, carry or
    run."""
    below: dict[str, set[str]] = defaultdict(set)
    for tie in _ties(store, projection(store)):
        if tie["type"] in BELONGS:
            below[tie["to"]].add(tie["from"])
        if tie["type"] in OWNS or (tie["type"] == "HEADS" and tie["from"] == network):
            below[tie["from"]].add(tie["to"])
    found, todo = {network}, [network]
    while todo:
        fresh = below[todo.pop()] - found
        found |= fresh
        todo += fresh
    return frozenset(found)


def _ties(store: Store, world: Projection) -> list[dict[str, Any]]:
    return world.part("review ties", lambda: catalogue.read(store, "review.ties"))


def _ranked(store: Store, world: Projection) -> list[PossiblySame]:
    known = {row["uid"]: row for row in catalogue.read(store, "review.entities")}
    entities = {uid: row for uid, row in known.items() if row["kind"] != "Group"}
    users = {row["id"]: row["uids"] for row in catalogue.read(store, "review.identifiers")}
    around = _Around(known, users, _ties(store, world))
    settled = _settled(store, proofs.view_of(store, world).decided())
    named = [Named(uid, _base(row), (row["name"], *row["aliases"])) for uid, row in entities.items()]
    likes = {
        (like.one, like.other): like
        for like in (
            *halves.likenesses(_told(store, entities)),
            *likenesses(named, territories.spellings()),
            *_disputed(users, entities),
        )
        if (like.one, like.other) not in settled and around.may_be_one(like.one, like.other)
    }
    asked = [{"one": one, "other": other} for one, other in sorted(likes)]
    for row in catalogue.read(store, "review.tied", rows=asked) if asked else ():
        del likes[row["one"], row["other"]]
    rows = (around.row(like) for like in likes.values())
    return sorted(_with_passages(store, world, rows), key=_order)


def _told(store: Store, entities: Mapping[str, Mapping[str, Any]]) -> Iterator[halves.Told]:
    """What is told of those things that two properties tell in two ways."""
    for row in catalogue.read(store, "review.told"):
        uid, known = row["uid"], entities[row["uid"]]
        carriers = frozenset(row["carriers"])
        yield halves.Told(uid, NODES[known["kind"]], known["name"], scope_of(uid), row["properties"], carriers)


def _with_passages(store: Store, world: Projection, rows: Iterable[PossiblySame]) -> Iterator[PossiblySame]:
    """The rows, each side with the passages that tell how long it lasts or when it ran where this is the likeness."""
    rows = list(rows)
    uids = {side.uid for row in rows if row.how == "restated" for side in (row.one, row.other)}
    documents = proofs.view_of(store, world).documents
    found: dict[str, list[Passage]] = defaultdict(list)
    for one in proofs.statements(store, world, uids):
        said = one.statement
        again = {name for each in NODES[said.type].restated for name in (each.months, each.start, each.end)}
        if said.quote and again & said.values.keys():
            found[one.target].append(
                Passage(
                    document=said.doc, title=documents[said.doc].title, at=said.at[0], quote=said.quote,
                    statement=said.id,
                )
            )  # fmt: skip
    for row in rows:
        sides = [side.model_copy(update={"passages": tuple(found[side.uid])}) for side in (row.one, row.other)]
        yield row.model_copy(update={"one": sides[0], "other": sides[1]}) if row.how == "restated" else row


def _base(row: Mapping[str, Any]) -> str:
    """What may be one: entities of one base, and a network never with a body, which may be its head."""
    return f"{NODES[row['kind']].base}{'/Network' if row['kind'] == 'Network' else ''}"


def _disputed(users: Mapping[str, Sequence[str]], entities: Mapping[str, Mapping[str, Any]]) -> Iterator[Likeness]:
    """The entities that share an identifier which joins nobody."""
    for uids in users.values():
        for one, other in combinations(sorted(uid for uid in uids if uid in entities), 2):
            if _base(entities[one]) == _base(entities[other]):
                yield Likeness(one, other, "disputed", 1.0)


def _settled(store: Store, said: Decided) -> set[tuple[str, str]]:
    """The pairs of entities that a decision names, by whatever identifier it names them."""
    pairs = [sorted(pair) for pair in said.same | said.different]
    users = StoreArchive(store).entities_using({one for pair in pairs for one in pair}) if pairs else {}
    return {
        (min(left, right), max(left, right))
        for one, other in pairs
        for left in users.get(one, ())
        for right in users.get(other, ())
    }


class _Around:
    """What is known around entities: where they are, whose they are, and their codes."""

    def __init__(
        self, entities: Mapping[str, Mapping[str, Any]], users: Mapping[str, Sequence[str]],
        ties: Iterable[Mapping[str, Any]],
    ) -> None:  # fmt: skip
        self.entities = entities
        self.places: dict[str, dict[str, str]] = defaultdict(dict)
        self.networks: dict[str, dict[str, str]] = defaultdict(dict)
        self.codes: dict[str, set[str]] = defaultdict(set)
        for tie in ties:
            if tie["type"] == "LOCATED_IN":
                self.places[tie["from"]][tie["to"]] = tie["to_name"]
            elif tie["type"] in BELONGS:
                self.networks[tie["from"]][tie["to"]] = tie["to_name"]
            else:
                self.networks[tie["to"]][tie["from"]] = entities[tie["from"]]["name"]
        for code, uids in users.items():
            for uid in uids if not code.startswith("name:") else ():
                if uid in entities and code != chosen_network(entities[uid]["name"]):
                    self.codes[uid].add(code)

    def may_be_one(self, one: str, other: str) -> bool:
        """Whether no code and no place tells them apart."""
        codes, others = _by_scheme(self.codes[one]), _by_scheme(self.codes[other])
        clash = any(codes[scheme].isdisjoint(others[scheme]) for scheme in codes.keys() & others.keys())
        departments, there = self._departments(one), self._departments(other)
        return not clash and not (departments and there and departments.isdisjoint(there))

    def row(self, like: Likeness) -> PossiblySame:
        """The pair with both sides' facts; the better known stands first."""
        sides = sorted((self._side(like.one), self._side(like.other)), key=lambda side: (-side.relations, side.uid))
        pros, cons = self._clues(like.one, like.other)
        if like.how == "restated" and like.score < 1:
            cons = (*cons, "other_length")
        return PossiblySame(one=sides[0], other=sides[1], how=like.how, score=like.score, pros=pros, cons=cons)

    def _clues(self, one: str, other: str) -> tuple[tuple[Pro, ...], tuple[Con, ...]]:
        places, networks = ((frozenset(known[one]), frozenset(known[other])) for known in (self.places, self.networks))
        shared = places[0] & places[1]
        pros: list[Pro] = []
        cons: list[Con] = []
        if shared:
            pros.append("same_commune" if any(uid.startswith("cog:com:") for uid in shared) else "same_place")
        elif all(places):
            cons.append("other_place")
        if networks[0] & networks[1]:
            pros.append("same_network")
        elif all(networks):
            cons.append("other_network")
        if self.entities[one]["kind"] != self.entities[other]["kind"]:
            cons.append("other_kind")
        return tuple(pros), tuple(cons)

    def _side(self, uid: str) -> Side:
        row = self.entities[uid]
        known = (tuple(sorted(names[uid].values())) for names in (self.places, self.networks))
        places, networks = known
        codes = tuple(sorted(self.codes[uid], key=rank))
        facts = {name: row[name] for name in ("uid", "name", "kind", "aliases", "sources", "relations")}
        return Side(**facts, places=places, networks=networks, codes=codes)

    def _departments(self, uid: str) -> set[str]:
        return {code for place in self.places[uid] for code in territories.departments_of(place)}


def _by_scheme(codes: Iterable[str]) -> dict[str, set[str]]:
    """Codes by what they are numbered in: `siren`, or one register."""
    found: dict[str, set[str]] = defaultdict(set)
    for code in codes:
        found[code.rpartition("/")[0] or code.partition(":")[0]].add(code)
    return found


def _order(row: PossiblySame) -> tuple[Any, ...]:
    """What is likeliest first, then by name."""
    names = sorted(fold(side.name) for side in (row.one, row.other))
    return (len(row.cons) - len(row.pros), row.how != "disputed", -row.score, names, row.one.uid, row.other.uid)
