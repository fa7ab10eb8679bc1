"""What a reader is expected to find in a document: hand-made facts as relations and properties of the schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graphmodel.errors import FileRefused, Label
from graphmodel.schema.registry import EDGES, NODES
from graphmodel.schema.vocabulary import Modality, Status
from ingest.score.crosswalk import LEFT_OUT, Rule, rule_of, rules
from ingest.score.gold import Gold, GoldFact
from ingest.score.naming import FUNCTION, Ids, Naming

PLANNED = ("à venir", "en projet", "en réflexion", "en cours de réflexion")
"""What the attribute « status » of a hand-made fact says of something that is not so yet."""
_AMOUNTS = {
    "amount": "amount_cents", "amount_min": "amount_min_cents", "amount_max": "amount_max_cents",
    "grant_min": "grant_min_cents", "grant_max": "grant_max_cents",
}  # fmt: skip
"""In euros there, in cents here."""
AMOUNTS = tuple(_AMOUNTS.values())


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing to find. `kind` is a relation or a property ("Network.domain"); `sources` and `targets` are the
    entities that its ends may be (a property has no target, and no source where any owner will do).

    `ids` and `quotes` are those of every hand-made fact that says it. `first` is one of these: its attributes count.
    """

    kind: str
    status: Status
    sources: Ids
    targets: Ids
    ids: tuple[str, ...]
    quotes: tuple[str, ...]
    first: GoldFact
    planned: bool = False
    innovation: str = ""
    towards: Ids = frozenset()
    amounts: tuple[tuple[str, int], ...] = ()

    @property
    def is_property(self) -> bool:
        return "." in self.kind


def expected(gold: Gold, naming: Naming, document: str) -> list[Expected]:
    """What is to be found in a document, each thing once, in the order of the list.

    What is said several times is stated where it is stated once. Raises FileRefused for a predicate nobody knows.
    """
    found: dict[object, Expected] = {}
    for fact in gold.facts:
        if fact.document != document:
            continue
        for one in _of(fact, rule_of(fact), naming):
            known = found.setdefault(_same(one), one)
            if known is not one:
                status = Status.STATED if Status.STATED in (known.status, one.status) else Status.INFERRED
                merged = replace(known, status=status, ids=known.ids + one.ids, quotes=known.quotes + one.quotes)
                found[_same(one)] = merged
    return list(found.values())


def judged(gold: Gold) -> frozenset[str]:
    """The relations, and the properties by base of their class ("Actor.created"), that a hand-made list can judge."""
    kinds = {rule.becomes for rule in rules() if rule.becomes != LEFT_OUT} | {"IN_CYCLE"}
    kinds |= {rule.becomes for fact in gold.facts if (rule := rule_of(fact)).becomes != LEFT_OUT}
    return frozenset(map(based, kinds))


def based(kind: str) -> str:
    """A property under the base of its class, so that what is said of the wrong class is seen."""
    owner, dot, name = kind.partition(".")
    return f"{NODES[owner].base}.{name}" if dot and owner in NODES else kind


def _same(one: Expected) -> object:
    """What two hand-made facts share when they say one thing."""
    said = f"{one.first.object} {one.first.attributes.get('value', '')}" if one.is_property else ""
    directed = one.is_property or EDGES[one.kind].directed
    ends = (one.sources, one.targets) if directed else frozenset((one.sources, one.targets))
    return one.kind, ends, one.planned, one.innovation, one.towards, one.amounts, said


def _of(fact: GoldFact, rule: Rule, naming: Naming) -> Iterator[Expected]:
    """What one hand-made fact says: nothing where it is left out; two things where it gives the cycle too."""
    if rule.becomes == LEFT_OUT:
        return
    one = _ended(fact, rule, naming)
    if not one.is_property and not naming.can_be_named(one.sources | one.targets):
        told = f"{fact.id} : {fact.subject} {fact.predicate} {fact.object}"
        fr, en = f"{told} : ce ne sont pas deux entités du graphe.", f"{told}: these are no entities of the graph."
        raise FileRefused("gold-kind", Label(fr, en))
    amounts = tuple((name, round(100 * value)) for key, name in _AMOUNTS.items() if (value := fact.attributes.get(key)))
    yield replace(one, amounts=amounts, innovation=_innovation(fact, rule))
    rank = fact.attributes.get("cycle") if rule.becomes in ("ORIGINATED", "CARRIES") else None
    if rank and (cycle := naming.cycle(rank, fact.subject)):
        yield replace(one, kind="IN_CYCLE", sources=frozenset({fact.object}), targets=cycle)


def _ended(fact: GoldFact, rule: Rule, naming: Naming) -> Expected:
    """A hand-made fact between the ends that its rule gives it."""
    status = Status.INFERRED if rule.status == "inferred" else fact.status
    subject, target = (_ids(fact, end, naming) for end in ("subject", "object"))
    function = rule.function or str(fact.attributes.get("function") or "").removeprefix(FUNCTION)
    functions = frozenset({f"{FUNCTION}{function}"}) if function else frozenset[str]()
    one = Expected(rule.becomes, status, subject, target, (fact.id,), (fact.quote,), fact, _planned(fact, rule))
    match rule.ends:
        case "reversed":
            return replace(one, sources=target, targets=subject)
        case "practice":
            return replace(one, targets=functions)
        case "target":
            return replace(one, targets=functions, towards=target)
        case "subject" | "head":
            return replace(one, targets=frozenset())
        case "place":
            return replace(one, sources=frozenset(), targets=frozenset())
    return one


def _ids(fact: GoldFact, end: str, naming: Naming) -> Ids:
    """What an end may be: itself, what heads it, and what the person would accept as well ("or_subject")."""
    also = fact.attributes.get(f"or_{end}", ())
    return frozenset().union(*(naming.either(one) for one in (getattr(fact, end), *also)))


def _planned(fact: GoldFact, rule: Rule) -> bool:
    modality = rule.modality or fact.attributes.get("modality")
    return modality == Modality.PLANNED or fact.attributes.get("status") in PLANNED


def _innovation(fact: GoldFact, rule: Rule) -> str:
    """A spread is one of an innovation; elsewhere the innovation is a detail."""
    return str(fact.attributes.get("innovation") or "") if rule.becomes == "SPREAD_TO" else ""
