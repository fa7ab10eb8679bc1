"""The entities of the graph. A docstring here is the definition shown to users in the reference."""

from __future__ import annotations

from typing import Annotated, ClassVar

from graphmodel.errors import Label
from graphmodel.schema.spec import NodeKind, Prop, Restated
from graphmodel.schema.vocabulary import (
    Function,
    FunderKind,
    InnovationType,
    Level,
    Nature,
    NetworkKind,
    Role,
    Sector,
    Stage,
    TerritoryLevel,
)

Text = str | None
Whole = int | None
Yes = bool | None
Many = tuple[str, ...]


class Entity(NodeKind):
    """What every entity has, whatever its kind."""

    name: Annotated[Text, Prop(Label("nom", "name"), fold="any")] = None
    aliases: Annotated[Many, Prop(Label("autres noms", "other names"), fold="union")] = ()
    description: Annotated[Text, Prop(Label("description", "description"), fold="any")] = None


class Actor(Entity):
    """Whoever acts: a legal person, a network, a site or an unnamed group."""

    base: ClassVar[str] = "Actor"
    roles: Annotated[tuple[Role, ...], Prop(Label("rôles", "roles"), fold="union")] = ()
    level: Annotated[Level | None, Prop(Label("niveau", "level"))] = None
    sector: Annotated[Sector | None, Prop(Label("secteur", "sector"))] = None
    funder_kind: Annotated[FunderKind | None, Prop(Label("type de financeur", "kind of funder"))] = None
    employees: Annotated[Whole, Prop(Label("salariés", "employees"))] = None
    created: Annotated[Text, Prop(Label("création", "created"), fold="timeless")] = None
    website: Annotated[Text, Prop(Label("site web", "website"), fold="any")] = None
    address: Annotated[Text, Prop(Label("adresse", "address"), fold="any")] = None


class Organisation(Actor):
    """Une personne morale : association, fédération, collectivité, entreprise, fondation."""

    label: ClassVar[Label] = Label("organisation", "organisation")
    siren: Annotated[Text, Prop(Label("SIREN", "SIREN"))] = None
    siret: Annotated[Text, Prop(Label("SIRET du siège", "SIRET of the head office"), fold="any")] = None
    rna: Annotated[Text, Prop(Label("RNA", "RNA"))] = None
    legal_form: Annotated[Text, Prop(Label("forme juridique", "legal form"), fold="any")] = None
    budget_cents: Annotated[Whole, Prop(Label("budget", "budget"), unit=Label("centimes", "cents"))] = None
    has_innovation_officer: Annotated[Yes, Prop(Label("référent innovation", "innovation officer"))] = None


class Network(Actor):
    """Un réseau d'associations : à distinguer de sa tête nationale, qui est une organisation."""

    label: ClassVar[Label] = Label("réseau", "network")
    siren: Annotated[Text, Prop(Label("SIREN", "SIREN"))] = None
    rna: Annotated[Text, Prop(Label("RNA", "RNA"))] = None
    network_kind: Annotated[NetworkKind | None, Prop(Label("type de réseau", "kind of network"))] = None
    domain: Annotated[Text, Prop(Label("domaine", "domain"), fold="any")] = None
    missions: Annotated[Text, Prop(Label("missions", "missions"), fold="any")] = None
    member_count: Annotated[Whole, Prop(Label("nombre d'adhérents", "number of members"))] = None
    member_unit: Annotated[Text, Prop(Label("unité des adhérents", "unit of members"), fold="any")] = None
    budget_cents: Annotated[Whole, Prop(Label("budget", "budget"), unit=Label("centimes", "cents"))] = None
    innovation_budget_cents: Annotated[
        Whole, Prop(Label("budget de l'innovation", "innovation budget"), unit=Label("centimes", "cents"))
    ] = None


class Establishment(Actor):
    """Un lieu d'une organisation : établissement, antenne, site, désigné par son SIRET."""

    label: ClassVar[Label] = Label("établissement", "establishment")
    siret: Annotated[Text, Prop(Label("SIRET", "SIRET"))] = None


class Group(Actor):
    """Un ensemble que le document compte sans le nommer : « 72 fédérations départementales »."""

    label: ClassVar[Label] = Label("groupe non nommé", "unnamed group")
    count: Annotated[Whole, Prop(Label("effectif", "count"))] = None
    member_role: Annotated[Role | None, Prop(Label("rôle des membres", "role of members"))] = None


class Innovation(Entity):
    """Une réponse nouvelle à un besoin social, portée par un réseau et qui peut essaimer."""

    label: ClassVar[Label] = Label("innovation", "innovation")
    base: ClassVar[str] = "Innovation"
    natures: Annotated[tuple[Nature, ...], Prop(Label("natures", "natures"), fold="union")] = ()
    types: Annotated[tuple[InnovationType, ...], Prop(Label("types", "types"), fold="union")] = ()
    stage: Annotated[Stage | None, Prop(Label("étape", "stage"))] = None
    themes: Annotated[Many, Prop(Label("thèmes", "themes"), fold="union")] = ()
    audience: Annotated[Text, Prop(Label("public", "audience"), fold="any")] = None
    needs: Annotated[Many, Prop(Label("besoins", "needs"), fold="union")] = ()
    conditions: Annotated[Text, Prop(Label("conditions", "conditions"), fold="any")] = None
    transfer_cost: Annotated[Text, Prop(Label("coût du transfert", "transfer cost"))] = None
    transfer_ease: Annotated[Text, Prop(Label("facilité du transfert", "ease of transfer"))] = None
    period: Annotated[Text, Prop(Label("période", "period"), fold="any")] = None


class Programme(Entity):
    """Un programme, un dispositif d'appui, un appel à projets, un parcours."""

    label: ClassVar[Label] = Label("programme", "programme")
    base: ClassVar[str] = "Programme"
    restated: ClassVar[tuple[Restated, ...]] = (Restated("duration_months", "start", "end"),)
    start: Annotated[Text, Prop(Label("début", "start"))] = None
    end: Annotated[Text, Prop(Label("fin", "end"))] = None
    duration_months: Annotated[Whole, Prop(Label("durée", "duration"), unit=Label("mois", "months"))] = None
    grant_min_cents: Annotated[
        Whole, Prop(Label("aide minimale", "smallest grant"), group="grant", unit=Label("centimes", "cents"))
    ] = None
    grant_max_cents: Annotated[
        Whole, Prop(Label("aide maximale", "largest grant"), group="grant", unit=Label("centimes", "cents"))
    ] = None
    includes: Annotated[Many, Prop(Label("contenu de l'appui", "what it includes"), fold="union")] = ()
    eligibility: Annotated[Text, Prop(Label("éligibilité", "eligibility"), fold="any")] = None


class Territory(Entity):
    """Un territoire du Code officiel géographique, ou un territoire que seul un document nomme."""

    label: ClassVar[Label] = Label("territoire", "territory")
    base: ClassVar[str] = "Territory"
    level: Annotated[TerritoryLevel | None, Prop(Label("niveau", "level"), fold="any")] = None
    code: Annotated[Text, Prop(Label("code", "code"), fold="any")] = None
    population: Annotated[Whole, Prop(Label("population", "population"), fold="any")] = None
    lat: Annotated[float | None, Prop(Label("latitude", "latitude"), fold="any")] = None
    lon: Annotated[float | None, Prop(Label("longitude", "longitude"), fold="any")] = None
    rural: Annotated[Yes, Prop(Label("rural", "rural"), fold="any")] = None


class Cycle(Entity):
    """Un cycle d'innovation d'un réseau : une période, un thème, des natures."""

    label: ClassVar[Label] = Label("cycle d'innovation", "innovation cycle")
    base: ClassVar[str] = "Cycle"
    rank: Annotated[Whole, Prop(Label("rang", "rank"))] = None
    start: Annotated[Text, Prop(Label("début", "start"))] = None
    end: Annotated[Text, Prop(Label("fin", "end"))] = None
    theme: Annotated[Text, Prop(Label("thème", "theme"), fold="any")] = None
    natures: Annotated[tuple[Nature, ...], Prop(Label("natures", "natures"), fold="union")] = ()


class HeadFunction(Entity):
    """Une des six fonctions d'une tête de réseau : un nœud de référence, que rien n'importe."""

    label: ClassVar[Label] = Label("fonction", "function")
    base: ClassVar[str] = "HeadFunction"
    function: Annotated[Function | None, Prop(Label("fonction", "function"), fold="any")] = None
