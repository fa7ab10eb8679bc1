"""The closed lists of the field, each word with its French and English label. All the rest is generated from here."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from graphmodel.errors import Label


class Vocabulary(StrEnum):
    """A closed list. The member is its stable identifier; `label` is what people read."""

    label: Label

    def __new__(cls, identifier: str, fr: str, en: str) -> Self:
        member = str.__new__(cls, identifier)
        member._value_ = identifier
        member.label = Label(fr, en)
        return member


class Level(Vocabulary):
    """Where a head of network acts."""

    NATIONAL = "national", "nationale", "national"
    REGIONAL = "regional", "régionale", "regional"
    DEPARTMENTAL = "departmental", "départementale", "departmental"
    INFRA_DEPARTMENTAL = "infra_departmental", "infra-départementale", "infra-departmental"
    LOCAL = "local", "locale", "local"


class TerritoryLevel(Vocabulary):
    """What kind of territory."""

    COUNTRY = "country", "pays", "country"
    REGION = "region", "région", "region"
    DEPARTMENT = "department", "département", "department"
    EPCI = "epci", "intercommunalité (EPCI)", "intermunicipal body (EPCI)"
    COMMUNE = "commune", "commune", "municipality"
    FOREIGN = "foreign", "territoire étranger", "foreign territory"
    OTHER = "other", "autre territoire", "other territory"


class NetworkKind(Vocabulary):
    """How a network is built."""

    SECTORAL = "sectoral", "réseau sectoriel", "sectoral network"
    TERRITORIAL = "territorial", "réseau territorial", "territorial network"
    COLLECTIVE = "collective", "collectif", "collective"
    NETWORK_OF_NETWORKS = "network_of_networks", "réseau de réseaux", "network of networks"


class Role(Vocabulary):
    """What an actor does in the ecosystem: the role labels that live statements give."""

    NATIONAL_HEAD = "NationalHead", "tête de réseau nationale", "national head of network"
    TERRITORIAL_HEAD = "TerritorialHead", "tête de réseau territoriale", "territorial head of network"
    ASSOCIATION = "Association", "association", "association"
    EXTERNAL_PARTNER = "ExternalPartner", "partenaire externe", "external partner"
    FUNDER = "Funder", "financeur", "funder"


class Sector(Vocabulary):
    """The sector of an external partner."""

    ASSOCIATIVE = "associative", "associatif", "associative"
    PUBLIC = "public", "public", "public"
    PRIVATE = "private", "privé", "private"
    RESEARCH = "research", "recherche", "research"


class FunderKind(Vocabulary):
    """What kind of body finances."""

    ENDOWMENT_FUND = "endowment_fund", "fonds de dotation", "endowment fund"
    FOUNDATION = "foundation", "fondation", "foundation"
    STATE = "state", "État", "State"
    LOCAL_AUTHORITY = "local_authority", "collectivité territoriale", "local authority"
    PUBLIC_BODY = "public_body", "organisme public", "public body"
    COMPANY = "company", "entreprise", "company"
    NETWORK_HEAD = "network_head", "tête de réseau", "head of network"
    EUROPEAN = "european", "Union européenne", "European Union"
    OTHER = "other", "autre", "other"


class Function(Vocabulary):
    """The six functions of a head of network."""

    ADVOCACY = "advocacy", "Plaidoyer", "Advocacy"
    OPERATOR = "operator", "Fonction opérateur", "Operator"
    PERSONAL_SUPPORT = "personal_support", "Accompagnement personnalisé", "Personal support"
    NETWORKING = "networking", "Mise en réseau et animation", "Networking"
    ENGINEERING = "engineering", "Ingénierie", "Engineering"
    PROJECT_STEERING = "project_steering", "Pilotage de projets", "Project steering"


class Stage(Vocabulary):
    """Where an innovation stands. It is a place, not a score."""

    EMERGENCE = "emergence", "Émergence", "Emergence"
    EXPERIMENTATION = "experimentation", "Expérimentation", "Experimentation"
    MODELLING = "modelling", "Modélisation", "Modelling"
    SPREAD = "spread", "Diffusion / Essaimage", "Spread"
    LARGE_SCALE = "large_scale", "Industrialisation / Déploiement à grande échelle", "Large scale deployment"


class Nature(Vocabulary):
    """The nature of an innovation, on two axes: solution or process, new or adapted."""

    INVENTION = "invention", "Invention", "Invention"
    EXTENSION = "extension", "Extension", "Extension"
    TRANSFORMATION = "transformation", "Transformation", "Transformation"
    OPTIMISATION = "optimisation", "Optimisation", "Optimisation"


class InnovationType(Vocabulary):
    """What the innovation changes; several may hold at once."""

    SOLUTIONS = "solutions", "Solutions", "Solutions"
    ACCESS = "accessibility_distribution", "Accessibilité et distribution", "Accessibility and distribution"
    GOVERNANCE = "organisation_governance", "Organisation et gouvernance", "Organisation and governance"
    MODEL = "socioeconomic_model", "Modèle socio-économique", "Socio-economic model"
    TECHNOLOGY = "technology", "Technologie", "Technology"


class Resource(Vocabulary):
    """The three resources of a socio-economic model."""

    HUMAN = "human", "Richesses humaines", "Human resources"
    FINANCIAL = "financial", "Financements", "Funding"
    PARTNERSHIP = "partnership", "Partenariats", "Partnerships"


class SpreadMode(Vocabulary):
    """How the innovation changed on its way."""

    DUPLICATION = "duplication", "duplication", "duplication"
    ADAPTATION = "adaptation", "adaptation", "adaptation"
    IMPORTATION = "importation", "importation", "importation"
    AUDIENCE_EXTENSION = "audience_extension", "élargissement du public", "audience extension"


class SpreadModel(Vocabulary):
    """How giver and receiver stay bound."""

    INTEGRATED = "integrated", "modèle intégré", "integrated"
    FEDERATION = "federation", "fédération", "federation"
    SOCIAL_FRANCHISE = "social_franchise", "franchise sociale", "social franchise"
    DISSEMINATION = "dissemination", "dissémination", "dissemination"
    INTERNAL = "internal_capillarity", "essaimage interne par capillarité", "internal capillarity"


class Direction(Vocabulary):
    """Which way a spread ran inside a network."""

    TOP_DOWN = "top_down", "descendante", "top-down"
    PEER_TO_PEER = "peer_to_peer", "entre pairs", "peer to peer"
    BOTTOM_UP = "bottom_up", "ascendante", "bottom-up"


class CarryRole(Vocabulary):
    """Whether an actor carries an innovation or adopted it from a giver nobody named."""

    CARRIER = "carrier", "porteur", "carrier"
    ADOPTER = "adopter", "adoptant", "adopter"


class PilotRole(Vocabulary):
    """Who leads and who joins."""

    LEAD = "lead", "pilote", "lead"
    CO_PILOT = "co_pilot", "co-pilote", "co-pilot"
    ASSOCIATE = "associate", "associé", "associate"


class PartnershipKind(Vocabulary):
    """What binds two partners."""

    STRATEGIC = "strategic", "stratégique", "strategic"
    ALLIANCE = "alliance", "alliance", "alliance"
    PUBLIC = "public", "public", "public"
    PATRONAGE = "patronage", "mécénat", "patronage"
    EXPERIMENTATION = "experimentation", "expérimentation", "experimentation"
    PUBLICATION = "publication", "publication", "publication"


class ParticipationRole(Vocabulary):
    """How an actor takes part in a programme or a cycle."""

    BENEFICIARY = "beneficiary", "bénéficiaire", "beneficiary"
    MEMBER = "member", "membre", "member"
    CONTRIBUTOR = "contributor", "contributeur", "contributor"


class FundingKind(Vocabulary):
    """What form the money takes."""

    GRANT = "grant", "bourse", "grant"
    ENDOWMENT_FUND = "endowment_fund", "fonds de dotation", "endowment fund"
    IN_KIND = "in_kind", "dotation en nature", "in kind"
    PATRONAGE = "patronage", "mécénat", "patronage"
    SUBSIDY = "subsidy", "subvention", "subsidy"
    MULTI_YEAR = "multi_year_agreement", "convention pluriannuelle d'objectifs", "multi-year agreement"
    CO_FUNDING = "co_funding", "cofinancement", "co-funding"
    MEMBER_CONTRIBUTION = "member_contribution", "contribution des membres", "member contribution"


class Mechanism(Vocabulary):
    """What the money pays for."""

    PROJECT = "project", "projet", "project"
    MISSION = "mission", "mission", "mission"


class Per(Vocabulary):
    """What one amount stands for."""

    BENEFICIARY = "beneficiary", "par bénéficiaire", "per beneficiary"
    PROJECT = "project", "par projet", "per project"
    YEAR = "year", "par an", "per year"
    TOTAL = "total", "au total", "in total"


class Status(Vocabulary):
    """Who says so: a document, or a person or a rule reading between its lines. Order = strength."""

    STATED = "stated", "dit par le document", "stated"
    INFERRED = "inferred", "déduit", "inferred"


class Modality(Vocabulary):
    """Whether the fact is so. A plan is not a fact."""

    ACTUAL = "actual", "effectif", "actual"
    PLANNED = "planned", "en projet", "planned"
    ENDED = "ended", "terminé", "ended"
    ABANDONED = "abandoned", "abandonné", "abandoned"


HAPPENED = frozenset({Modality.ACTUAL, Modality.ENDED})
"""What ended did happen; a plan, kept or given up, did not."""


class CoverageKind(Vocabulary):
    """What kind of facts a document claims to list."""

    SPREAD = "spread", "essaimages", "spreads"
    FINANCE = "finance", "financements", "funding"
    MEMBERS = "members", "adhérents", "members"
    PARTNERSHIP = "partnership", "partenariats", "partnerships"


class Verdict(Vocabulary):
    """What is known of a territory for a stated question."""

    LINKED = "linked", "relié", "linked"
    POSSIBLY = "possibly", "peut-être relié", "possibly linked"
    ISOLATED = "isolated", "isolé", "isolated"
    UNDOCUMENTED = "undocumented", "non documenté", "undocumented"
