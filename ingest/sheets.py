"""The sheets of the template, in the order of the workbook."""

from __future__ import annotations

from dataclasses import replace

from graphmodel.errors import Label
from graphmodel.schema import edges, nodes
from graphmodel.schema.registry import EDGES, NODES
from graphmodel.schema.vocabulary import CoverageKind, Function, Modality, Status
from ingest.columns import Choice, Column, Sheet, choices_among, choices_of, of

ACTOR = ("Organisation", "Actor")
ACTOR_OR_PLACE = ("Organisation", "Actor", "Territory")
ACTOR_CLASSES = tuple(name for name, kind in NODES.items() if kind.base == "Actor")
END_KINDS = (Choice("Actor", Label("acteur", "actor")), Choice("Territory", nodes.Territory.label))
BONDS = ("MEMBER_OF", "HEADS", "UNIT_OF", "OWNS", "CREATED", "RUNS", "TAKES_PART_IN", "EVALUATES")

DOCUMENT = Column(
    "document", Label("document", "document"), aliases=("source",), example="Rapport d'activité 2023",
    help=Label("Ce que la ligne cite elle-même : le titre d'un rapport, une adresse.", "What the row itself cites."),
)  # fmt: skip
PROOF = (
    DOCUMENT,
    Column("place_in", Label("endroit", "place in document"), aliases=("page", "pages"), example="p. 12",
           help=Label("La page ou le passage de ce document.", "The page or passage of that document.")),
    Column("quote", Label("citation", "quote"), aliases=("extrait",),
           help=Label("Les mots mêmes du document.", "The very words of the document.")),
    Column("as_of", Label("en date du", "as of"), "when", aliases=("date du fait", "date de la source"),
           help=Label("Quand cela était vrai, si ce n'est pas la date du document.",
                      "When this was so, if not the date of the document.")),
    Column("status", Label("statut", "status"), "choice", choices=choices_of(Status),
           help=Label("« déduit » : le document ne le dit pas, vous le lisez entre les lignes.",
                      "“inferred”: the document does not say it, you read it between the lines.")),
    Column("modality", Label("modalité", "modality"), "choice", choices=choices_of(Modality),
           help=Label("Un projet n'est pas un fait : dites « en projet ».", "A plan is not a fact: say “planned”.")),
)  # fmt: skip


def _names(
    name: str,
    fr: str,
    en: str,
    kinds: tuple[str, ...],
    *,
    edge: str = "",
    incoming: bool = False,
    aliases: tuple[str, ...] = (),
    help: Label | None = None,  # noqa: A002
    example: str = "",
) -> Column:
    label = Label(fr, en)
    return Column(name, label, "names", help, aliases, (), kinds, edge, incoming, None, example)


def _place(name: str, fr: str, en: str, *aliases: str, example: str = "", edge: str = "") -> Column:
    return Column(name, Label(fr, en), "places", aliases=aliases, edge=edge, example=example)


NETWORK = _names(
    "network", "réseau", "network", ("Network", "Actor"), example="Réseau des relais",
    help=Label("Le réseau dans lequel ce nom est unique.", "The network inside which this name is unique."),
)  # fmt: skip
LOCATION = (
    _place("commune", "commune", "municipality", "ville", example="Rennes"),
    _place("commune_code", "code commune", "municipality code", "code insee", "cog", example="35238"),
    _place("department", "département", "department", "code département", example="35"),
    _place("region", "région", "region", "code région"),
)
WHEN = Column(
    "when", Label("date", "date"), "when", aliases=("depuis", "quand", "période", "année"), example="mars 2020",
    help=Label("« 2019 », « mars 2020 », « 2012-2015 », « depuis 2010 », « années 90 ».", "“2019”, “mars 2020”, …"),
)  # fmt: skip
INNOVATION = _names("innovation", "innovation", "innovation", ("Innovation",), example="Le relais de quartier")


def _actor_columns() -> tuple[Column, ...]:
    shared = of(
        nodes.Organisation, "level", "sector", "funder_kind", "legal_form", "created", "employees", "budget_cents",
        "has_innovation_officer", "address", "website", "aliases", "description",
        aliases=("alias", "sigle", "nom d'usage"), created=("année de création", "créée en"), website=("site", "url"),
        budget_cents=("budget annuel",), employees=("nombre de salariés", "effectif salarié"),
        level=("type de tête de réseau",),
    )  # fmt: skip
    network = of(
        nodes.Network, "network_kind", "domain", "missions", "member_count", "member_unit", "innovation_budget_cents",
        member_unit=("unité",), member_count=("adhérents", "membres", "nombre de membres"),
    )  # fmt: skip
    return (*shared, *network, *of(nodes.Group, "count", "member_role"))


ORGANISATIONS = Sheet(
    "organisations",
    Label("Organisations", "Organisations"),
    Label(
        "Une ligne par structure, réseau, site ou groupe que le document compte sans le nommer.",
        "One row a body, network, site or group that the document counts without naming it.",
    ),
    (
        *of(nodes.Organisation, "name", examples={"name": "Association du Relais"}, name=("structure", "dénomination")),
        Column("class", Label("classe", "class"), "choice", choices=choices_among(NODES, ACTOR_CLASSES),
               aliases=("catégorie",), example="organisation"),
        *of(nodes.Organisation, "roles", roles=("rôle",), examples={"roles": "association"}),
        Column("siren", Label("SIREN", "SIREN"), "code"),
        Column("siret", Label("SIRET", "SIRET"), "code"),
        Column("rna", Label("RNA", "RNA"), "code", aliases=("numéro RNA", "n° RNA")),
        Column("code", Label("code", "code"), "code", aliases=("code interne", "n° d'adhérent"), example="0042"),
        Column("register", Label("registre", "register"), aliases=("registre du code",), example="adhérents",
               help=Label("D'où vient ce code : il y est unique.", "Where the code is from: it is unique there.")),
        NETWORK,
        _names("member_of", "membre de", "member of", ("Network", "Actor"), edge="MEMBER_OF", example="oui",
               aliases=("adhérent de",), help=Label("Des noms, ou « oui » pour le réseau de la ligne.",
                                                    "Names, or “yes” for the network of the row.")),
        _names("heads", "tête de", "heads", ("Network", "Actor"), edge="HEADS"),
        _names("unit_of", "établissement de", "unit of", ACTOR, edge="UNIT_OF", aliases=("antenne de", "site de")),
        *LOCATION,
        _place("covers", "territoires couverts", "territories covered", "couvre", edge="COVERS", example="35 ; 22"),
        *_actor_columns(),
        *PROOF,
    ),
    ("name",),
    entity="Organisation",
    aliases=("Structures", "Acteurs"),
)  # fmt: skip

INNOVATIONS = Sheet(
    "innovations",
    Label("Innovations", "Innovations"),
    Label("Une ligne par innovation sociale.", "One row a social innovation."),
    (
        *of(nodes.Innovation, "name", examples={"name": "Le relais de quartier"}),
        NETWORK,
        *of(
            nodes.Innovation, "description", "natures", "types", "stage", "themes", "audience", "needs", "conditions",
            "transfer_cost", "transfer_ease", "period", "aliases",
            aliases=("alias",), types=("type",), natures=("nature",),
            examples={"stage": "Expérimentation", "natures": "Invention", "themes": "enfance ; parentalité"},
        ),
        _names("born_at", "née chez", "originated at", ACTOR_OR_PLACE, edge="ORIGINATED", incoming=True,
               aliases=("origine",), example="Association du Relais"),
        Column("born_on", Label("née en", "originated in"), "when", example="2012"),
        _names("carried_by", "portée par", "carried by", ACTOR, edge="CARRIES", incoming=True),
        *of(edges.Carries, "role"),
        _place("place", "lieu", "place"),
        _names("adapted_from", "adaptée de", "adapted from", ("Innovation",), edge="ADAPTED_FROM"),
        *PROOF,
    ),
    ("name",),
    entity="Innovation",
)  # fmt: skip

SPREADS = Sheet(
    "spreads",
    Label("Essaimages", "Spreads"),
    Label(
        "Qui a transmis une innovation à qui. Sans donneur connu : feuille Innovations, « portée par », rôle adoptant.",
        "Who passed an innovation on to whom. Giver unknown: sheet Innovations, “carried by”, role adopter.",
    ),
    (
        INNOVATION,
        _names("from", "de", "from", ACTOR_OR_PLACE, aliases=("depuis l'organisation", "donneur"),
               example="Association du Relais"),
        Column("from_kind", Label("type de", "from kind"), "choice", aliases=("type du donneur",), choices=END_KINDS),
        _names("to", "vers", "to", ACTOR_OR_PLACE, aliases=("receveur",), example="Le Relais du Pays basque"),
        Column("to_kind", Label("type vers", "to kind"), "choice", aliases=("type du receveur",), choices=END_KINDS),
        _place("place_from", "lieu de départ", "place of departure", example="35"),
        _place("place_to", "lieu d'arrivée", "place of arrival", example="64"),
        WHEN,
        *of(edges.SpreadTo, "mode", "model", "direction", direction=("sens de circulation",),
            examples={"mode": "adaptation"}),
        _names("via", "par le programme", "via programme", ("Programme",)),
        *of(edges.SpreadTo, "accompanied", "grant_min_cents", "grant_max_cents",
            grant_min_cents=("aide min",), grant_max_cents=("aide max",)),
        *PROOF,
    ),
    ("innovation", "from", "to"),
    relation="SPREAD_TO",
)  # fmt: skip

STEERING = Sheet(
    "steering",
    Label("Copilotages", "Steering"),
    Label("Qui pilote ou co-pilote une innovation, un programme ou une implantation.", "Who leads or co-leads what."),
    (
        _names("from", "acteur", "actor", ACTOR, example="Association du Relais"),
        _names("to", "cible", "target", ("Innovation", "Programme", "Actor"), aliases=("pilote quoi",),
               example="Le relais de quartier"),
        *of(edges.CoPilots, "role", examples={"role": "pilote"}),
        INNOVATION,
        WHEN,
        *PROOF,
    ),
    ("from", "to"),
    relation="CO_PILOTS",
)  # fmt: skip

FUNDING = Sheet(
    "funding",
    Label("Financements", "Funding"),
    Label("Une ligne par financement. Un montant inconnu reste vide.", "One row a grant. Leave unknown sums empty."),
    (
        _names("from", "financeur", "funder", ("Organisation", "Actor", "Programme"), example="Fondation de France"),
        _names("to", "bénéficiaire", "beneficiary", ("Organisation", "Actor", "Innovation", "Programme"),
               example="Association du Relais"),
        INNOVATION,
        *of(edges.Finances, "year", examples={"year": "2022"}),
        replace(WHEN, aliases=WHEN.aliases[:-1]),  # its years have a column of their own
        *of(edges.Finances, "object", "amount_cents", "amount_min_cents", "amount_max_cents", "currency", "per",
            "count", "scope", "funding_kind", "mechanism", "share", "condition", "reference", "allocated_by",
            amount_min_cents=("montant min",), amount_max_cents=("montant max",), per=("portée",),
            examples={"object": "Ouverture d'un relais", "amount_cents": "12 500,50", "funding_kind": "subvention"}),
        *PROOF,
    ),
    ("from", "to"),
    relation="FINANCES",
)  # fmt: skip

PARTNERSHIPS = Sheet(
    "partnerships",
    Label("Partenariats", "Partnerships"),
    Label("Deux acteurs partenaires, sans sens.", "Two partners; the order does not matter."),
    (
        _names("from", "acteur", "actor", ACTOR, example="Association du Relais"),
        _names("to", "partenaire", "partner", ACTOR, example="Université de Rennes"),
        *of(edges.PartnersWith, "kind", "purpose", examples={"kind": "expérimentation"}),
        WHEN,
        *PROOF,
    ),
    ("from", "to"),
    relation="PARTNERS_WITH",
)  # fmt: skip

PRACTICES = Sheet(
    "practices",
    Label("Pratiques", "Practices"),
    Label("Ce qu'une tête de réseau fait à son niveau, par fonction et par étape.", "What a head does at its level."),
    (
        _names("from", "acteur", "actor", ACTOR, example="Fédération des relais"),
        Column("function", nodes.HeadFunction.label, "choice", choices=choices_of(Function), example="Ingénierie"),
        *of(edges.Performs, "stage", "what", "targets", what=("pratique",), targets=("cibles",),
            examples={"what": "boîte à outils ; formation"}),
        WHEN,
        *PROOF,
    ),
    ("from", "function"),
    relation="PERFORMS",
)  # fmt: skip

PROGRAMMES = Sheet(
    "programmes",
    Label("Programmes", "Programmes"),
    Label("Un programme, un dispositif d'appui, un appel à projets.", "A programme, a support scheme, a call."),
    (
        *of(nodes.Programme, "name", examples={"name": "Cap essaimage"}),
        NETWORK,
        *of(nodes.Programme, "start", "end", "duration_months", "grant_min_cents", "grant_max_cents", "includes",
            "eligibility", "aliases", "description", includes=("contenu",), grant_min_cents=("aide min",),
            grant_max_cents=("aide max",), aliases=("alias",), examples={"start": "2021"}),
        _names("run_by", "conduit par", "run by", ACTOR, edge="RUNS", incoming=True, example="Fédération des relais"),
        _names("created_by", "créé par", "created by", ACTOR, edge="CREATED", incoming=True),
        _names("participants", "participants", "participants", ACTOR, edge="TAKES_PART_IN", incoming=True),
        *of(edges.TakesPartIn, "role"),
        _names("evaluated_by", "évalué par", "evaluated by", ACTOR, edge="EVALUATES", incoming=True),
        *PROOF,
    ),
    ("name",),
    entity="Programme",
)  # fmt: skip

BONDS_SHEET = Sheet(
    "bonds",
    Label("Appartenances", "Bonds"),
    Label("Les liens entre structures, un par ligne.", "What binds bodies, one bond a row."),
    (
        _names("from", "de", "from", ACTOR, example="Association du Relais"),
        Column("relation", Label("type", "kind"), "choice", choices=choices_among(EDGES, BONDS),
               aliases=("relation", "lien"), example="est membre de"),
        _names("to", "vers", "to", ("Organisation", "Actor", "Programme", "Innovation"), example="Réseau des relais"),
        *of(edges.TakesPartIn, "role"),
        WHEN,
        *PROOF,
    ),
    ("from", "relation", "to"),
    relation="*",
)  # fmt: skip

CYCLES = Sheet(
    "cycles",
    Label("Cycles", "Cycles"),
    Label("Les cycles d'innovation d'un réseau.", "The innovation cycles of a network."),
    (
        NETWORK,
        *of(nodes.Cycle, "rank", "start", "end", "theme", "natures", natures=("nature",),
            examples={"rank": "1", "start": "1998"}),
        _names("innovations", "innovations", "innovations", ("Innovation",), edge="IN_CYCLE", incoming=True),
        *PROOF,
    ),
    ("network", "rank"),
    entity="Cycle",
)  # fmt: skip

TERRITORIES = Sheet(
    "territories",
    Label("Territoires", "Territories"),
    Label(
        "Seulement les territoires étrangers ou ceux que le code officiel ne connaît pas (un quartier, un « pays »).",
        "Only foreign territories, or those unknown to the official code.",
    ),
    (
        *of(nodes.Territory, "name", "level", "code", examples={"name": "Québec", "level": "territoire étranger"}),
        *PROOF,
    ),
    ("name",),
    entity="Territory",
)

COVERAGE = Sheet(
    "coverage",
    Label("Couverture", "Coverage"),
    Label(
        "Ce que le document prétend couvrir : sans elle, un territoire absent est « non documenté », jamais « isolé ».",
        "What the document claims to cover: without it an absent territory is “undocumented”, never “isolated”.",
    ),
    (
        Column("kind", Label("nature", "kind"), "choice", choices=choices_of(CoverageKind), example="essaimages"),
        NETWORK,
        _place("territories", "territoires", "territories", example="tous les départements"),
        Column("since", Label("depuis", "since"), "when", example="2010"),
        Column("until", Label("jusqu'à", "until"), "when", example="2023"),
        Column("exhaustive", Label("exhaustif", "exhaustive"), "yes", example="oui"),
        *PROOF[:3],
    ),
    ("kind", "territories"),
)  # fmt: skip

ABOUT = Sheet(
    "about",
    Label("Document", "Document"),
    Label("Une seule ligne : le document que ce classeur transcrit.", "One row: the document this workbook holds."),
    (
        Column("title", Label("titre", "title"), example="Monographie du réseau des relais"),
        Column("publisher", Label("éditeur", "publisher"), example="Réseau des relais"),
        Column("date", Label("date", "date"), "when", example="2023"),
        Column("licence", Label("licence", "licence")),
        Column("series", Label("série", "series"),
               help=Label("Le nom commun des éditions successives d'une même liste.", "Editions of one same list.")),
        Column("fictional", Label("exemple fictif", "fictional example"), "yes", aliases=("fictif",)),
    ),
    ("title",),
)  # fmt: skip

SHEETS: tuple[Sheet, ...] = (
    ABOUT, ORGANISATIONS, INNOVATIONS, SPREADS, STEERING, FUNDING, PARTNERSHIPS, PRACTICES, PROGRAMMES, BONDS_SHEET,
    CYCLES, TERRITORIES, COVERAGE,
)  # fmt: skip
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
