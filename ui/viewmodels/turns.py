"""How a fact is said: one turn of phrase for each relation, one for a property where its label alone says too little.

`{a}` is who the fact starts from, `{b}` what it goes to, `{of}` the same after « de », `{to}` after « à »; what stands
between two pairs of stars is what the fact asserts.
"""

from __future__ import annotations

from graphmodel.errors import Label

RELATIONS: dict[str, Label] = {
    "SPREAD_TO": Label("{a} **a essaimé**{innovation} vers {b}", "{a} **spread**{innovation} to {b}"),
    "ORIGINATED": Label("{a} **est à l'origine** {of}", "{a} **is the origin** {of}"),
    "CARRIES": Label("{a} **porte** {b}", "{a} **carries** {b}"),
    "CARRIES adopter": Label("{a} **a adopté** {b}", "{a} **adopted** {b}"),
    "ADAPTED_FROM": Label("{a} **est une adaptation** {of}", "{a} **is an adaptation** {of}"),
    "CO_PILOTS": Label("{a} **pilote ou co-pilote** {b}", "{a} **leads or co-pilots** {b}"),
    "CO_PILOTS lead": Label("{a} **pilote** {b}", "{a} **leads** {b}"),
    "CO_PILOTS co_pilot": Label("{a} **co-pilote** {b}", "{a} **co-pilots** {b}"),
    "CO_PILOTS associate": Label("{a} **s'associe au pilotage** {of}", "{a} **takes part in the steering** {of}"),
    "FINANCES": Label("{a} **finance** {b}", "{a} **finances** {b}"),
    "PARTNERS_WITH": Label("{a} **et** {b} **sont partenaires**", "{a} **and** {b} **are partners**"),
    "PERFORMS": Label("{a} **exerce** {b}", "{a} **performs** {b}"),
    "TAKES_PART_IN": Label("{a} **participe** {to}", "{a} **takes part** {to}"),
    "TAKES_PART_IN beneficiary": Label("{a} **bénéficie** {of}", "{a} **is a beneficiary** {of}"),
    "TAKES_PART_IN member": Label("{a} **est membre** {of}", "{a} **is a member** {of}"),
    "TAKES_PART_IN contributor": Label("{a} **contribue** {to}", "{a} **takes part as a contributor** {to}"),
    "EVALUATES": Label("{a} **évalue** {b}", "{a} **evaluates** {b}"),
    "RUNS": Label("{a} **conduit** {b}", "{a} **runs** {b}"),
    "RUNS Actor": Label("{a} **anime** {b}", "{a} **runs** {b}"),
    "CREATED": Label("{a} **a créé** {b}", "{a} **created** {b}"),
    "OWNS": Label("{a} **détient** {b}", "{a} **owns** {b}"),
    "HEADS": Label("{a} **est la tête** {of}", "{a} **is the head** {of}"),
    "MEMBER_OF": Label("{a} **est membre** {of}", "{a} **is a member** {of}"),
    "UNIT_OF": Label("{a} **est un établissement** {of}", "{a} **is a unit** {of}"),
    "LOCATED_IN": Label("{a} **se situe** dans {b}", "{a} **is located** in {b}"),
    "COVERS": Label("{a} **agit** dans {b}", "{a} **acts** in {b}"),
    "PART_OF": Label("{a} **fait partie** {of}", "{a} **is part** {of}"),
    "HAS_CYCLE": Label("{a} **a connu** {b}", "{a} **went through** {b}"),
    "IN_CYCLE": Label("{a} **relève** {of}", "{a} **is part** {of}"),
}
"""By relation, then by relation and role or class of the other end: that role is then said and not repeated."""

THINGS: dict[str, Label] = {
    "Innovation": Label("l'innovation « {name} »", "the innovation “{name}”"),
    "Programme": Label("le programme « {name} »", "the programme “{name}”"),
    "Cycle": Label("le cycle d'innovation « {name} »", "the innovation cycle “{name}”"),
    "HeadFunction": Label("la fonction « {name} »", "the function “{name}”"),
    "Network": Label("le réseau {name}", "the network {name}"),
    "Group": Label("le groupe « {name} »", "the group “{name}”"),
    "Territory": Label("le territoire « {name} »", "the territory “{name}”"),
    "Territory commune": Label("la commune « {name} »", "the municipality “{name}”"),
    "Territory epci": Label("l'intercommunalité « {name} »", "the intermunicipal body “{name}”"),
    "Territory department": Label("le département « {name} »", "the département “{name}”"),
    "Territory region": Label("la région « {name} »", "the region “{name}”"),
    "Territory country": Label("le pays « {name} »", "the country “{name}”"),
    "Territory foreign": Label("le pays « {name} »", "the country “{name}”"),
}
"""How what is no organisation is named in a sentence."""

LINKS: dict[str, Label] = {
    "innovation": Label("pour {name}", "for {name}"),
    "via": Label("par {name}", "through {name}"),
    "place": Label("dans {name}", "in {name}"),
    "place_to": Label("dans {name}", "in {name}"),
    "place_from": Label("depuis {name}", "from {name}"),
}
"""What else a relation names."""

SAID: dict[str, Label] = {
    "stage": Label("à l'étape {value}", "at the stage {value}"),
    "amount": Label("à hauteur de {value}", "with {value}"),
    "per": Label("{value}", "{value}"),
    "year": Label("en {value}", "in {value}"),
    "grant": Label("avec une aide de {value}", "with a grant of {value}"),
}
"""Properties of a relation that follow in the sentence; the others come after it, by their label."""

VERBS: dict[str, Label] = {
    "roles": Label("**est** {value}", "**acts as** {value}"),
    "employees": Label("**emploie** {value} salariés", "**has** {value} employees"),
    "members": Label("**compte** {value}", "**has** {value}"),
    "count": Label("**compte** {value} membres", "**has** {value} members"),
    "budget": Label("**a un budget** de {value}", "**has a budget** of {value}"),
    "stage": Label("**en est à l'étape** {value}", "**is at the stage** {value}"),
    "aliases": Label("**s'appelle aussi** {value}", "**is also called** {value}"),
    "audience": Label("**s'adresse à** : {value}", "**is meant for**: {value}"),
    "grant": Label("**donne une aide** de {value}", "**gives a grant** of {value}"),
    "duration_months": Label("**dure** {value}", "**lasts** {value}"),
}
"""Properties of an entity that make a verb; the others are said by their label."""

HAS = Label("**a pour** {label} : {value}", "**has as** {label}: {value}")
MENTIONED = Label("Le document **nomme** {a} : {kind}", "The document **names** {a}: {kind}")
HEAD = Label("tête de réseau {level}", "{level} head of network")
MEMBERS = Label("adhérents", "members")
PLANNED = {
    "planned": Label("en projet", "planned"),
    "ended": Label("terminé", "ended"),
    "abandoned": Label("abandonné", "given up"),
}
INFERRED = Label("déduit", "inferred")
AND = Label(" et ", " and ")
RANGE = Label("{low} à {high}", "{low} to {high}")
FROM = Label("{low} au moins", "at least {low}")
UP_TO = Label("{high} au plus", "at most {high}")
