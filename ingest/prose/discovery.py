"""Names that nobody gave beforehand, by the grammar around them: « la Fondation X », « le programme « X » »,
« Nom long (SIGLE) », « treize associations ». Persons are never found: a capital alone proves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphmodel.names import are_initials, fold
from ingest.facts.records import KnownName
from ingest.prose.amounts import NUMBER_WORDS, count_of
from ingest.prose.mentions import Mention

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒ][\w’'&.+-]*[\w+]"
_LINK = r"(?:(?:de la|de l['’]|du|des|de|d['’]|la|le|les|l['’]|en|pour|à|aux|au|sur|&)[ ]?)"
_NAME = rf"{_CAPITAL}(?:[ ]{_LINK}{{0,2}}{_CAPITAL}|[ ]\d{{2,4}}\b){{0,6}}"
_IN_QUOTES = r"[«“\"]\s?(?P<quoted>[^«»“”\"\n]{2,60}?)\s?[»”\"]"

# What a body calls itself, and the class that it then has.
_NETWORKS = "réseau|mouvement|confédération|fédération|union|coordination|ligue"
_BODIES = (
    "fondation|fonds de dotation|fonds|association|collectif|coopérative|entreprise|société|agence|ministère|caisse|"
    "conseil départemental|conseil régional|région|ville|métropole|communauté de communes|communauté d['’]agglomération|"
    "département|mairie|commune|université|institut|laboratoire|cabinet|mission locale|maison|groupe|banque|"
    "mutuelle|mutualité|ONG|centre|comité|office|secours|délégation|préfecture|observatoire|chambre|pôle|cluster|"
    "start-up|startup|scop|scic|structure|club|comité|espace|cercle|régie|foyer|institution|syndicat|think tank"
)
_HEAD = rf"(?:{_NETWORKS}|{_BODIES})"
_KIND_OF_HEAD = r"(?:[ ](?:nationale?|régionale?|départementale?|locale?|française?|internationale?|interfédérale?|familiale?|d['’]entreprise|de dotation|coopérative?|citoyenne?))*"
_BODY = re.compile(
    rf"\b(?P<head>(?i:{_HEAD}){_KIND_OF_HEAD})[ ]"
    rf"(?:(?P<own>(?:de la |de l['’]|du |des |de |d['’]|pour (?:la |le |l['’]|les )?)?{_NAME})|{_IN_QUOTES})"
)
_APPOSED = re.compile(r"(?i:association|réseau|mouvement|collectif|entreprise|structure|ong|coopérative|start-?up|cabinet)")

_PROGRAMMES = (
    "programme|dispositif|appel à projets|appel à manifestation d['’]intérêt|accélérateur|incubateur|parcours|plan|démarche|"
    "stratégie|campagne|concours|prix|fabrique"
)
_INNOVATIONS = "projet|service|innovation|solution|concept|méthode|expérimentation|initiative|plateforme|label|outil|action|application"
_THING = re.compile(
    rf"\b(?P<head>(?i:{_PROGRAMMES}|{_INNOVATIONS}))s?(?:[ ](?:d['’]|de )[\wéèêàâôîûç-]+(?:[ ][a-zéèêàâôîûç-]+){{0,2}})?"
    rf"(?:[ ](?:national|régional|départemental|local|social|expérimental|innovant|numérique|solidaire)e?s?)?"
    rf"(?:[ ](?:intitulée?|baptisée?|nommée?|appelée?|dénommée?))?[ ](?:{_IN_QUOTES}|(?P<own>{_NAME}))"
)
_NOT_A_NAME = re.compile(r"(?:[IVX]+|\d+|Covid.*|COVID.*|France|Europe|Janvier|Février|Mars|Avril|Mai|Juin|Juillet|Août|Septembre|Octobre|Novembre|Décembre)\Z")
_SMALL = re.compile(r"(?i:de|du|des|la|le|les|un|une|pour|par|dans|en|et|à|aux?|sur|avec|son|sa|ses|qui|que|dont|ce|cette|nous|il|elle)\b|(?i:[ld]['’])")
_SIGLE = re.compile(r"\((?P<short>[A-ZÀ-Þ][A-Za-zÀ-ÿ0-9&'’.-]{1,11})\)")
_LONGEST_NAME = 90

# Unnamed parties --------------------------------------------------------------------------------------------------

_PEOPLE_OF = (
    "associations?|fédérations?|unions?|structures?|antennes?|clubs?|centres sociaux|centres?|groupes?|réseaux|réseau|"
    "organisations?|projets?|collectivités?|communes?|villes?|villages?|départements?|régions?|pays|entreprises?|"
    "établissements?|partenaires?|acteurs?|sites?|lieux|territoires?|adhérents?|membres?|délégations?|"
    "fondations?|coopératives?|universités?|écoles?|lycées?|métropoles?|intercommunalités?|équipes?|foyers?|startups?|start-up|"
    "têtes de réseau|têtes de réseaux|bailleurs?|laboratoires?|chercheurs|missions locales|maisons?|quartiers?|régies?|relais|comités?|implantations?|filiales?|associatifs"
)
_MORE = r"(?:[ ](?:(?:sociaux|sociales|rurales?|ruraux|locale?s?|locaux|régionale?s?|régionaux|départementale?s?|départementaux|nationale?s?|nationaux|publics?|publiques|privée?s?|associatifs?|associatives|françaises?|français|territoriale?s?|territoriaux|adhérentes?|membres|partenaires|volontaires|pilotes|lauréate?s|étrangers?|européennes?|européens?|solidaires|économiques|spécialisée?s|extérieure?s|externes|internes|en (?!\d)[a-zéè]+|de (?:la |l['’])?(?:recherche|terrain|quartier|proximité|formation|territoire|France|projets)|d['’](?:insertion|habitants|acteurs|élus|économie sociale et solidaire|associations|entreprises)|de [A-Z]\w+|du [a-zéè]+|des [a-zéè]+)))*"
_DONE = r"(?:[ ](?:sélectionnée?s|accompagnée?s|retenue?s|soutenue?s|participante?s|bénéficiaires|lauréate?s|adhérentes?|membres|fondateurs|fondatrices))"
_COUNTED = re.compile(
    rf"(?<![\w,.-])(?P<group>(?P<many>\d{{1,3}}(?:[  \u202f]\d{{3}})*|(?i:{NUMBER_WORDS})|(?i:une )?(?:dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|centaine|vingtaines?|centaines) (?:de |d['’]))"
    rf"[ ]?(?:(?:autres|nouvelles|nouveaux|premières|premiers|grandes|grands)[ ])?(?:{_PEOPLE_OF}){_MORE}(?:{_DONE})?)(?!\w)"
)
_SPECIFIC = re.compile(rf"\b(?i:les|des|aux)[ ](?P<group>(?:autres[ ])?(?:{_PEOPLE_OF}){_MORE}{_DONE})(?!\w)")
_TOGETHER = re.compile(r"\b[Uu]n[ ](?P<group>(?:collectif|groupement|consortium|groupe)[ ]d(?:e |['’])[a-zéèêà-]+(?:[ ](?!(?:pour|par|qui|et|ou|de|du|des|à|au|afin|dans|en|sur|dont|a|est)\b)[a-zéèêà-]+)?)(?=[ ,.;)]|$)")
_SOME = re.compile(rf"\b(?i:des|d['’]autres|plusieurs|de nombreuses|de nombreux|certaines|certains|les|aux|ses|leurs|aucune|aucun|une autre|un autre|d['’]|de|d['’]une autre|par)[ ]?(?P<group>(?:{_PEOPLE_OF}){_MORE})(?!\w)")


def definitions(text: str) -> Iterator[KnownName]:
    """What the document itself defines: « Nom long (SIGLE) » makes both spellings of one body."""
    for match in _SIGLE.finditer(text):
        short = match["short"]
        begin = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _LONGEST_NAME)
        before = re.split(r"[.;:!?«»()]", text[begin : match.start()])[-1].rstrip()
        starts = [found.start() for found in re.finditer(r"(?<![\w-])[A-ZÀ-ÖØ-ÞŒ]", before)]
        for start in reversed(starts):
            long = before[start:]
            if are_initials(short, long):
                yield KnownName(_kind_of(long), long, (short,))
                break


def _kind_of(name: str) -> str:
    return "Network" if re.match(rf"(?i:{_NETWORKS})\b", name) else "Organisation"


def bodies(text: str, start: int, end: int) -> Iterator[Mention]:
    """Bodies named after what they are. « l'association X » is X; « la Fondation X » keeps its first word."""
    for match in _BODY.finditer(text, start, end):
        own, head = match["quoted"] or match["own"], match["head"]
        if _NOT_A_NAME.match(own) or _SMALL.match(own) and own[0].isupper() or text[match.start() : match.end()].isupper() or (head.islower() and re.match(r"d(?:e |u |es |['’])", own) and head != "ville"):
            continue
        begin, name = match.start("head"), f"{head} {own}"
        if head[0].islower() and _APPOSED.fullmatch(head):
            name, begin = own, match.start("quoted" if match["quoted"] else "own")
            if re.match(r"(?:de|du|des|d['’]|pour)\b", name):
                continue
        stop = match.end("quoted" if match["quoted"] else "own")
        yield Mention(begin, stop, _letter(head), name[0].upper() + name[1:], rank=3)


def _letter(head: str) -> str:
    return "N" if re.match(r"(?i:réseau|mouvement|fédération|confédération|union|ligue)", head) else "O"


def things(text: str, start: int, end: int) -> Iterator[Mention]:
    """Programmes and innovations that have a name of their own, between quotes or with a capital."""
    for match in _THING.finditer(text, start, end):
        group = "quoted" if match["quoted"] else "own"
        name = match[group]
        if _NOT_A_NAME.match(name) or _SMALL.match(name) or not name[0].isupper() or (group == "quoted" and len(name.split()) > 8):
            continue
        letter = "P" if re.fullmatch(rf"(?i:{_PROGRAMMES})", match["head"]) else "I"
        yield Mention(match.start(group), match.end(group), letter, name, rank=3)


def groups(text: str, start: int, end: int) -> Iterator[Mention]:
    """Unnamed parties: counted or specific ones (« G »), and those that only some facts may have as an end (« H »)."""
    for pattern, letter, rank in ((_COUNTED, "G", 5), (_SPECIFIC, "S", 5), (_TOGETHER, "G", 5), (_SOME, "H", 7)):
        for match in pattern.finditer(text, start, end):
            name = re.sub(r"\s+", " ", match["group"])
            if pattern is _SOME and not (re.match(r"\S+[sx]\b", name) or re.match(r"(?i:aucune?|.*autre)", match[0])):
                continue  # « la tête de réseau » has no group in it
            count = count_of(name) if pattern is _COUNTED else None
            values = {} if count is None else {"count": count}
            yield Mention(match.start("group"), match.end("group"), letter, name, values, rank=rank)


# Described programmes and innovations -----------------------------------------------------------------------------

_END = r"(?=[.,;:()!?\n«»]|[ ](?:qui|que|dont|afin|pour|par|en|avec|auprès|grâce|a|ont|est|sont|portée?s?|initiée?s?|lancée?s?|financée?s?|soutenue?s?|pilotée?s?|animée?s?|créée?s?|destinée?s?|dédiée?s?|visant|permettant|associant|réunissant|depuis|dans|sur|où|à destination|et|mise?s? en|aux côtés)\b|$)"
_DESCRIBED_PROGRAMME = re.compile(
    rf"\b(?P<name>(?i:{_PROGRAMMES}|incubateur|cellule|observatoire|formation|recherche-action|expérimentation)(?:[ ](?!(?:qui|que|dont|afin|pour|par|en|avec|a|ont|est|sont)\b)[\w’'-]+){{1,7}}?){_END}"
)
_DESCRIBED_INNOVATION = re.compile(
    rf"\b(?P<name>(?i:{_INNOVATIONS}|réponse|lieu|lieux|services|solutions)(?:[ ](?!(?:qui|que|dont|afin|pour|par|en|avec|a|ont|est|sont)\b)[\w’'-]+){{1,6}}?){_END}"
)
_EMPTY = re.compile(r"(?i:\w+ (?:social|innovant|adapté|national|local|spécifique|dédié|pilote|ambitieux|complet|global|unique|original)e?s?)\Z")


def descriptions(text: str, start: int, end: int) -> Iterator[Mention]:
    """Programmes and innovations that are described and not named: « un programme de soutien à l'entraide »."""
    for pattern, letter in ((_DESCRIBED_PROGRAMME, "Q"), (_DESCRIBED_INNOVATION, "J")):
        for match in pattern.finditer(text, start, end):
            name = match["name"]
            if re.search(r"[ ](?:de|du|des|d['’]|à|au|aux)(?:[ ]|(?<=['’]))\w", name) and not _EMPTY.match(fold(name)):
                yield Mention(match.start("name"), match.end("name"), letter, name, rank=6)
