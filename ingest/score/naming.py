"""Which hand-made entity a name means: names and other names as a person wrote them, folded."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from graphmodel.names import are_initials, fold
from graphmodel.schema.registry import NODES
from graphmodel.schema.vocabulary import Function
from ingest.facts.records import KnownName, Named
from ingest.score.gold import Gold, GoldNode

Ids = frozenset[str]

KINDS: dict[str, tuple[str, ...]] = {
    "OrgGroup": ("Group",),
    "GovernanceBody": ("Group", "Organisation"),
    "Head": ("Organisation",),
    "Association": ("Organisation", "Establishment"),
    "Partner": ("Organisation", "Network", "Establishment"),
    "Funder": ("Organisation", "Network", "Establishment"),
    "Network": ("Network", "Organisation"),
}
"""The classes of the schema that a type of hand-made entity may be, the likeliest first; another type is a class. A
network and the body that heads it often share one name; a group that is counted is never a body with a name."""

UNNAMED_HEAD = ("tête de réseau", "tête de réseau nationale")
"""What follows the name of a network where a document speaks of its head without naming it."""
FUNCTION = "fn:"
"""How the identifier of a function of a head begins; the rest is its identifier in the schema."""

_SMALL = {"le", "la", "les", "l", "un", "une", "des", "du", "de", "d"}
_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_QUOTED = re.compile(r"«\s*([^«»]+?)\s*»")
_DISTRICT = re.compile(r" \d+(?:er|e|eme)(?: arrondissement)?$")
_REFERENCE = ("Cycle", "HeadFunction")


class Naming:
    """The entities of a hand-made list, found by what a document may call them."""

    def __init__(self, gold: Gold) -> None:
        self._nodes = gold.nodes
        self._found: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._within: dict[str, set[str]] = defaultdict(set)
        self._heads: dict[str, set[str]] = defaultdict(set)
        for fact in gold.facts:
            if fact.predicate == "HEADS":
                self._heads[fact.object].add(fact.subject)
            elif fact.predicate == "HAS_CYCLE":
                self._within[fact.object].add(fact.subject)
            elif fact.predicate == "MEMBER_OF" and _is_group(gold.nodes[fact.subject]):
                self._within[fact.subject].add(fact.object)
        for node in gold.nodes.values():
            if node.attributes.get("head") in gold.nodes:
                self._heads[node.id].add(node.attributes["head"])
        for node in gold.nodes.values():
            for kind in _kinds(node):
                for spelling in _spellings(node):
                    self._found[kind, _plain(spelling, kind)].add(node.id)
            if node.type == "Network":
                for spelling in (f"{name}, {head}" for name in _written(node) for head in UNNAMED_HEAD):
                    self._found["Organisation", _plain(spelling)] |= self._heads.get(node.id, {node.id})

    def may_describe(self, named: Named, identifiers: Ids) -> bool:
        """Whether a group that a reader describes in its own words may be these: groups, and of its network."""
        return named.kind == "Group" and all(
            _is_group(self._nodes[one]) and self._may_lie_in(one, named.network) for one in identifiers
        )

    def may_call(self, named: Named, identifiers: Ids) -> bool:
        """Whether a programme without a name, which a reader calls in the words of the document, may be these."""
        unnamed = named.kind == "Programme" and named.name[:1].islower()
        return unnamed and all("Programme" in _kinds(self._nodes[one]) for one in identifiers)

    def either(self, identifier: str) -> Ids:
        """An entity; a network, or any body that heads it."""
        return frozenset((identifier, *self._heads.get(identifier, ())))

    def ids(self, named: Named) -> Ids:
        """The entities that a name of a document may mean: none, one, or several that share it."""
        if named.kind == "Cycle":
            return frozenset(node for node in self._cycles(named.name) if self._may_lie_in(node, named.network))
        if named.kind == "HeadFunction":
            return _functions(named.name)
        found = {node for name in self._forms(named) for node in self._found.get((named.kind, name), ())}
        return frozenset(node for node in found if self._may_lie_in(node, named.network))

    def anybody(self, name: str) -> Ids:
        """The entities of any kind that a name may mean, where a reader gives the name alone."""
        return frozenset().union(*(self.ids(Named(kind, name)) for kind in NODES if kind not in _REFERENCE))

    def cycle(self, rank: int, actor: str) -> Ids:
        """The cycle of that rank of a network; of an actor, of the network that it heads or that it is a group of."""
        headed = (network for network, heads in self._heads.items() if actor in heads)
        networks = {actor, *self._within.get(actor, ()), *headed}
        return frozenset(node for node in self._cycles(str(rank)) if networks & self._within.get(node, set()))

    def can_be_named(self, identifiers: Ids) -> bool:
        """Whether these are entities of the graph: a study, a metric or a person is none."""
        return all(one.startswith(FUNCTION) or _kinds(self._nodes[one]) for one in identifiers)

    def known(self) -> tuple[KnownName, ...]:
        """Every entity as a reader may know it beforehand."""
        kept = (one for one in self._nodes.values() if (kinds := _kinds(one)) and kinds[0] not in _REFERENCE)
        return tuple(
            KnownName(_kinds(one)[0], one.name, tuple(dict.fromkeys(_written(one))), self._network_of(one.id))
            for one in kept
        )

    def _forms(self, named: Named) -> Iterator[str]:
        """A name, plain; of what lies in a network, with and without the name of the network at its end."""
        plain = _plain(named.name, named.kind)
        yield plain
        for network in self._network_names(named.network):
            end = f" {_plain(network, named.kind)}"
            yield plain.removesuffix(end) if plain.endswith(end) else plain + end

    def _network_names(self, network: str) -> set[str]:
        """Every name of a network, the given one included; none for none."""
        named = self.ids(Named("Network", network)) if network else ()
        return {network, *(name for one in named for name in _written(self._nodes[one]))} if network else set()

    def _network_of(self, identifier: str) -> str:
        networks = sorted(self._within.get(identifier, ()))
        return self._nodes[networks[0]].name if len(networks) == 1 else ""

    def _cycles(self, rank: str) -> Iterator[str]:
        return (one.id for one in self._nodes.values() if one.type == "Cycle" and _rank(one) == rank.strip())

    def _may_lie_in(self, identifier: str, network: str) -> bool:
        """False for what is known to be inside other networks only."""
        inside = self._within.get(identifier)
        if not network or not inside:
            return True
        named = self.ids(Named("Network", network)) | self.ids(Named("Organisation", network))
        return any(named & self.either(one) for one in inside)


def _functions(name: str) -> Ids:
    """By identifier, or by the words that people read."""
    return frozenset(f"{FUNCTION}{one}" for one in Function if name == one or fold(name) == fold(one.label.fr))


def _kinds(node: GoldNode) -> tuple[str, ...]:
    return KINDS.get(node.type) or ((node.type,) if node.type in NODES else ())


def _is_group(node: GoldNode) -> bool:
    return "Group" in _kinds(node)


def _rank(node: GoldNode) -> str:
    return str(node.attributes.get("order") or node.id.rsplit(":", 1)[-1])


def _written(node: GoldNode) -> Iterator[str]:
    """What the person wrote, and the same without what stands in brackets; what stands in quotation marks is a name,
    and so are initials in brackets. Of a head, the brackets are all that tells it from its network."""
    for name in (node.name, *node.aliases):
        yield name
        if quoted := _QUOTED.search(name):
            yield quoted[1]
        if (aside := _ASIDE.search(name)) and node.type != "Head":
            bare = _ASIDE.sub("", name)
            yield bare
            if are_initials(aside[1], bare):
                yield aside[1]


def _spellings(node: GoldNode) -> Iterator[str]:
    """Every way in which a document or a reader may name an entity."""
    for name in _written(node):
        yield name
        if node.type == "Head":
            yield _ASIDE.sub("", name)
        elif node.type == "Territory":  # a district stands for its commune
            yield _DISTRICT.sub("", fold(name))
    if _is_group(node):
        yield node.quote


def _plain(name: str, kind: str = "") -> str:
    """The folded name without its article. A group has a description rather than a name: without any small word, nor
    the number of its members."""
    words = fold(name).split()
    if kind == "Group":
        words = [word for word in words if word not in _SMALL] or words
    while len(words) > 1 and (words[0] in _SMALL or (kind == "Group" and words[0].isdigit())):
        words = words[1:]
    return " ".join(words)
