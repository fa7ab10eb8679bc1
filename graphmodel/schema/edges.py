"""The edges of the graph: who spread, carries, co-pilots, finances, joins. ★ marks what tells two edges apart."""

from __future__ import annotations

from typing import Annotated, ClassVar

from graphmodel.errors import Label
from graphmodel.schema.nodes import Many, Text, Whole, Yes
from graphmodel.schema.spec import EdgeKind, Prop
from graphmodel.schema.vocabulary import (
    CarryRole,
    Direction,
    FundingKind,
    Mechanism,
    ParticipationRole,
    PartnershipKind,
    Per,
    PilotRole,
    SpreadMode,
    SpreadModel,
    Stage,
)

CENTS = Label("centimes", "cents")
ACTORS = ("Actor",)
ACTOR_OR_TERRITORY = ("Actor", "Territory")


class SpreadTo(EdgeKind):
    """Un acteur ou un territoire a transmis une innovation à un autre."""

    label: ClassVar[Label] = Label("a essaimé vers", "spread to")
    source: ClassVar[tuple[str, ...]] = ACTOR_OR_TERRITORY
    target: ClassVar[tuple[str, ...]] = ACTOR_OR_TERRITORY
    low: ClassVar = "target"
    innovation: Annotated[Text, Prop(Label("innovation", "innovation"), key=True, ref="Innovation")] = None
    place_to: Annotated[Text, Prop(Label("lieu d'arrivée", "place of arrival"), key=True, ref="Territory")] = None
    place_from: Annotated[Text, Prop(Label("lieu de départ", "place of departure"), ref="Territory")] = None
    mode: Annotated[SpreadMode | None, Prop(Label("mode", "mode"))] = None
    model: Annotated[SpreadModel | None, Prop(Label("modèle", "model"))] = None
    direction: Annotated[Direction | None, Prop(Label("sens", "direction"))] = None
    via: Annotated[Text, Prop(Label("par le programme", "via programme"), ref="Programme")] = None
    accompanied: Annotated[Yes, Prop(Label("accompagné", "accompanied"))] = None
    grant_min_cents: Annotated[Whole, Prop(Label("aide minimale", "smallest grant"), group="grant", unit=CENTS)] = None
    grant_max_cents: Annotated[Whole, Prop(Label("aide maximale", "largest grant"), group="grant", unit=CENTS)] = None


class Originated(EdgeKind):
    """L'innovation est née chez cet acteur ou dans ce territoire."""

    label: ClassVar[Label] = Label("est à l'origine de", "originated")
    source: ClassVar[tuple[str, ...]] = ACTOR_OR_TERRITORY
    target: ClassVar[tuple[str, ...]] = ("Innovation",)


class Carries(EdgeKind):
    """L'acteur porte l'innovation, ou l'a adoptée sans que l'on sache de qui."""

    label: ClassVar[Label] = Label("porte", "carries")
    source: ClassVar[tuple[str, ...]] = ACTORS
    target: ClassVar[tuple[str, ...]] = ("Innovation",)
    role: Annotated[CarryRole | None, Prop(Label("rôle", "role"), key=True)] = None
    stage: Annotated[Stage | None, Prop(Label("étape", "stage"), key=True)] = None
    place: Annotated[Text, Prop(Label("lieu", "place"), key=True, ref="Territory")] = None


class AdaptedFrom(EdgeKind):
    """L'innovation est l'adaptation d'une autre."""

    label: ClassVar[Label] = Label("est adaptée de", "is adapted from")
    source: ClassVar[tuple[str, ...]] = ("Innovation",)
    target: ClassVar[tuple[str, ...]] = ("Innovation",)


class CoPilots(EdgeKind):
    """L'acteur pilote ou co-pilote une innovation, un programme ou une implantation."""

    label: ClassVar[Label] = Label("co-pilote", "co-pilots")
    source: ClassVar[tuple[str, ...]] = ACTORS
    target: ClassVar[tuple[str, ...]] = ("Innovation", "Programme", "Actor")
    role: Annotated[PilotRole | None, Prop(Label("rôle", "role"), key=True)] = None
    innovation: Annotated[Text, Prop(Label("innovation", "innovation"), key=True, ref="Innovation")] = None


class Finances(EdgeKind):
    """L'acteur ou le programme finance. Deux lignes égales d'un document sont deux financements."""

    label: ClassVar[Label] = Label("finance", "finances")
    source: ClassVar[tuple[str, ...]] = ("Actor", "Programme")
    target: ClassVar[tuple[str, ...]] = ("Actor", "Innovation", "Programme")
    low: ClassVar = "target"
    innovation: Annotated[Text, Prop(Label("innovation", "innovation"), key=True, ref="Innovation")] = None
    year: Annotated[Whole, Prop(Label("année", "year"), key=True)] = None
    object: Annotated[Text, Prop(Label("objet", "purpose"), key=True)] = None
    amount_cents: Annotated[Whole, Prop(Label("montant", "amount"), key=True, unit=CENTS)] = None
    amount_min_cents: Annotated[Whole, Prop(Label("montant minimal", "smallest amount"), key=True, unit=CENTS)] = None
    amount_max_cents: Annotated[Whole, Prop(Label("montant maximal", "largest amount"), key=True, unit=CENTS)] = None
    reference: Annotated[Text, Prop(Label("référence", "reference"), key=True)] = None
    document: Annotated[Text, Prop(Label("document", "document"), key=True)] = None
    ordinal: Annotated[Whole, Prop(Label("rang parmi les lignes égales", "rank among equal rows"), key=True)] = None
    currency: Annotated[Text, Prop(Label("devise", "currency"))] = None
    per: Annotated[Per | None, Prop(Label("portée du montant", "what the amount stands for"))] = None
    count: Annotated[Whole, Prop(Label("nombre", "number"))] = None
    scope: Annotated[Text, Prop(Label("périmètre", "scope"), fold="any")] = None
    funding_kind: Annotated[FundingKind | None, Prop(Label("forme", "kind of funding"))] = None
    mechanism: Annotated[Mechanism | None, Prop(Label("mécanique", "mechanism"))] = None
    share: Annotated[float | None, Prop(Label("part", "share"), unit=Label("de 0 à 1", "from 0 to 1"))] = None
    condition: Annotated[Text, Prop(Label("condition", "condition"), fold="any")] = None
    allocated_by: Annotated[Text, Prop(Label("attribué par", "allocated by"), fold="any")] = None


class PartnersWith(EdgeKind):
    """Deux acteurs sont partenaires : le lien n'a pas de sens."""

    label: ClassVar[Label] = Label("est partenaire de", "partners with")
    source: ClassVar[tuple[str, ...]] = ACTORS
    target: ClassVar[tuple[str, ...]] = ACTORS
    directed: ClassVar[bool] = False
    kind: Annotated[PartnershipKind | None, Prop(Label("type", "kind"), key=True)] = None
    purpose: Annotated[Text, Prop(Label("objet", "purpose"), fold="any")] = None


class Performs(EdgeKind):
    """La tête de réseau exerce cette fonction, à cette étape : c'est une pratique à son niveau."""

    label: ClassVar[Label] = Label("exerce", "performs")
    source: ClassVar[tuple[str, ...]] = ACTORS
    target: ClassVar[tuple[str, ...]] = ("HeadFunction",)
    stage: Annotated[Stage | None, Prop(Label("étape", "stage"), key=True)] = None
    what: Annotated[Many, Prop(Label("pratiques", "practices"), fold="union")] = ()
    targets: Annotated[Many, Prop(Label("envers", "towards"), fold="union")] = ()


class TakesPartIn(EdgeKind):
    """L'acteur participe au programme ou au cycle."""

    label: ClassVar[Label] = Label("participe à", "takes part in")
    source: ClassVar[tuple[str, ...]] = ACTORS
    target: ClassVar[tuple[str, ...]] = ("Programme", "Cycle")
    role: Annotated[ParticipationRole | None, Prop(Label("rôle", "role"), key=True)] = None


class Evaluates(EdgeKind):
    """L'acteur évalue l'innovation ou le programme."""

    label: ClassVar[Label] = Label("évalue", "evaluates")
    source: ClassVar[tuple[str, ...]] = ACTORS
    target: ClassVar[tuple[str, ...]] = ("Innovation", "Programme")


class Runs(EdgeKind):
    """L'acteur conduit le programme ou anime l'autre acteur."""

    label: ClassVar[Label] = Label("conduit", "runs")
    source: ClassVar[tuple[str, ...]] = ACTORS
    target: ClassVar[tuple[str, ...]] = ("Programme", "Actor")


class Created(EdgeKind):
    """L'acteur a créé le programme ou l'autre acteur."""

    label: ClassVar[Label] = Label("a créé", "created")
    source: ClassVar[tuple[str, ...]] = ACTORS
    target: ClassVar[tuple[str, ...]] = ("Programme", "Actor")


class Owns(EdgeKind):
    """L'acteur détient le programme ou l'autre acteur."""

    label: ClassVar[Label] = Label("détient", "owns")
    source: ClassVar[tuple[str, ...]] = ACTORS
    target: ClassVar[tuple[str, ...]] = ("Programme", "Actor")


class Heads(EdgeKind):
    """L'organisation est la tête du réseau."""

    label: ClassVar[Label] = Label("est la tête de", "heads")
    source: ClassVar[tuple[str, ...]] = ACTORS
    target: ClassVar[tuple[str, ...]] = ACTORS


class MemberOf(EdgeKind):
    """L'acteur est membre du réseau, de la fédération ou de l'union."""

    label: ClassVar[Label] = Label("est membre de", "is member of")
    source: ClassVar[tuple[str, ...]] = ACTORS
    target: ClassVar[tuple[str, ...]] = ACTORS


class UnitOf(EdgeKind):
    """L'établissement appartient à l'organisation."""

    label: ClassVar[Label] = Label("est un établissement de", "is a unit of")
    source: ClassVar[tuple[str, ...]] = ACTORS
    target: ClassVar[tuple[str, ...]] = ACTORS


class LocatedIn(EdgeKind):
    """L'acteur a son siège ou son lieu dans ce territoire."""

    label: ClassVar[Label] = Label("est situé à", "is located in")
    source: ClassVar[tuple[str, ...]] = ACTORS
    target: ClassVar[tuple[str, ...]] = ("Territory",)


class Covers(EdgeKind):
    """La tête territoriale agit sur ce territoire."""

    label: ClassVar[Label] = Label("couvre", "covers")
    source: ClassVar[tuple[str, ...]] = ACTORS
    target: ClassVar[tuple[str, ...]] = ("Territory",)


class PartOf(EdgeKind):
    """Le territoire fait partie d'un autre : lien de référence, que rien n'importe."""

    label: ClassVar[Label] = Label("fait partie de", "is part of")
    source: ClassVar[tuple[str, ...]] = ("Territory",)
    target: ClassVar[tuple[str, ...]] = ("Territory",)


class HasCycle(EdgeKind):
    """Le réseau a connu ce cycle d'innovation."""

    label: ClassVar[Label] = Label("a connu", "has cycle")
    source: ClassVar[tuple[str, ...]] = ACTORS
    target: ClassVar[tuple[str, ...]] = ("Cycle",)
    low: ClassVar = "target"


class InCycle(EdgeKind):
    """L'innovation appartient à ce cycle."""

    label: ClassVar[Label] = Label("appartient à", "belongs to")
    source: ClassVar[tuple[str, ...]] = ("Innovation",)
    target: ClassVar[tuple[str, ...]] = ("Cycle",)
