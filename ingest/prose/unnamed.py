"""What a document describes and does not name: « treize associations », « un programme de soutien à l'entraide »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphmodel.names import fold
from ingest.prose.amounts import MONTH, NUMBER_WORDS, YEAR, count_of
from ingest.prose.mentions import Mention

_MEMBERS = (
    r"associations?|fédérations?|unions?|structures?|antennes?|clubs?|centres sociaux|centres?|groupes?|réseaux|réseau|"
    r"organisations?|projets?|collectivités?|communes?|villes?|villages?|départements?|régions?|pays|entreprises?|"
    r"établissements?|partenaires?|acteurs?|sites?|lieux|territoires?|adhérents?|membres?|délégations?|fondations?|"
    r"coopératives?|universités?|écoles?|lycées?|métropoles?|intercommunalités?|équipes?|foyers?|start-?ups?|"
    r"têtes de réseaux?|bailleurs?|laboratoires?|chercheurs|missions locales|maisons?|quartiers?|régies?|relais|"
    r"comités?|"
    r"implantations?|filiales?|associatifs|jardins|crèches|tiers-lieux|ateliers|cafés|fermes|épiceries|recycleries|ressourceries|bibliothèques|boutiques|fablabs?|lauréats|bénévoles"
)
_QUALITY = (
    r"sociaux|sociales|rurales?|ruraux|locale?s?|locaux|régionale?s?|régionaux|départementale?s?|départementaux|"
    r"nationale?s?|nationaux|publics?|publiques|privée?s?|associatifs?|associatives|françaises?|français|"
    r"territoriale?s?|"
    r"territoriaux|adhérentes?|membres|partenaires|volontaires|pilotes|lauréate?s|étrangers?|européen(?:ne)?s?|"
    r"solidaires|"
    r"économiques|spécialisée?s|extérieure?s|externes|internes|innovants?|innovantes?"
)
_COMPLEMENT = (
    r"de (?:la |l['’])?(?:recherche|terrain|quartier|proximité|formation|territoire|projets)|"
    r"d['’](?:insertion|habitants|acteurs|élus|économie sociale et solidaire|associations|entreprises)|de [A-Z]\w+|"
    r"d(?:e |['’])(?!la |l['’]|leurs? |son |sa |ses |cet |cette |ce |un |une )[a-zéèêàâôîûç-]+(?: (?:ou|et) d(?:e |"
    r"['’])[a-zéèêà-]+)?|"
    r"du [a-zéè]+|des [a-zéè]+|(?:dans et |au sein et )?(?:en de)?hors du réseau|au sein du réseau|"
    r"à fort impact(?: social)?"
)
_MORE = rf"(?:[ ](?:{_QUALITY}|{_COMPLEMENT}))*"
_CHOSEN = (
    r"(?:[ ](?:sélectionnée?s|accompagnée?s|retenue?s|soutenue?s|participante?s|bénéficiaires|lauréate?s|fondateurs|"
    r"fondatrices))"
)
_ABOUT = (
    r"(?i:une )?(?:dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|centaine)s? "
    r"(?:de |d['’])"
)
_COUNTED = re.compile(
    rf"(?<![\w,.-])(?P<group>(?:\d{{1,3}}(?:[  \u202f]\d{{3}})*|(?i:{NUMBER_WORDS})|{_ABOUT})"
    rf"[ ]?(?:(?:autres|nouvelles|nouveaux|premières|premiers|grandes|"
    rf"grands)[ ])?(?:{_MEMBERS}){_MORE}{_CHOSEN}?)(?!\w)"
)
_SPECIFIC = re.compile(rf"\b(?i:les|des|aux)[ ](?P<group>(?:autres[ ])?(?:{_MEMBERS}){_MORE}{_CHOSEN})(?!\w)")
_TOGETHER = re.compile(
    r"\b[Uu]n[ ](?P<group>(?:collectif|groupement|consortium|groupe)[ ]d(?:e |['’])[a-zéèêà-]+"
    r"(?:[ ](?!(?:pour|par|qui|et|ou|de|du|des|à|au|afin|dans|en|sur|dont|a|est)\b)[a-zéèêà-]+)?)(?=[ ,.;)]|$)"
)
_SOME = re.compile(
    r"\b(?P<some>(?i:des|d['’]autres|plusieurs|de nombreuses|de nombreux|certaines?|certains|les|aux|ses|leurs|aucune?|"
    r"une autre|un autre|d['’]une? autre|d['’]|de|par))[ ]?"
    rf"(?P<group>(?:{_MEMBERS}){_MORE})(?!\w)"
)
_ONE_OTHER = re.compile(r"(?i:aucune?|.*une? autre)\Z")


def groups(text: str, start: int, end: int) -> Iterator[Mention]:
    """Unnamed parties: counted or whole ones (« G »), chosen ones (« S »), and described ones (« H »)."""
    for match in _COUNTED.finditer(text, start, end):
        count = count_of(match["group"])
        yield _group(match, "G", 5, {} if count is None else {"count": count})
    for match in _TOGETHER.finditer(text, start, end):
        yield _group(match, "G", 5)
    for match in _SPECIFIC.finditer(text, start, end):
        yield _group(match, "S", 5)
    for match in _SOME.finditer(text, start, end):
        several = re.match(r"\S+[sx]\b", match["group"])
        if (several and " " in match["group"]) or _ONE_OTHER.match(
            match["some"]
        ):  # « la tête de réseau » has no group in it
            yield _group(match, "H", 7)


def _group(match: re.Match[str], letter: str, rank: int, values: dict[str, int] | None = None) -> Mention:
    name = re.sub(r"\s+", " ", match["group"])
    return Mention(match.start("group"), match.end("group"), letter, name, values or {}, rank=rank)


# Programmes and innovations ---------------------------------------------------------------------------------------

_STOP = (
    r"qui|que|dont|afin|pour|par|en|avec|a|ont|est|sont|aux? côtés?|auprès|grâce|sous|lors|selon|depuis|peu(?:t|"
    r"vent)|doi(?:t|vent)|consiste|permet|vise|ne|se|s['’]\w+|n['’]\w+|favorise|propose|reste|devient"
)
_END = (
    r"(?=[.,;:()!?\n«»]|[ ](?:qui|que|dont|afin|pour|par|en|avec|auprès|grâce|a|ont|est|sont|portée?s?|initiée?s?|"
    r"lancée?s?|"
    r"financée?s?|soutenue?s?|pilotée?s?|animée?s?|créée?s?|destinée?s?|dédiée?s?|visant|permettant|associant|"
    r"réunissant|"
    r"depuis|dans|sur|où|à destination|et|mise?s? en|aux côtés|sous|lors|selon)\b"
    rf"|[ ](?:de |du |entre |d['’])(?:(?:\d{{1,2}}|1er) )?(?:{MONTH}|{YEAR})\b|$)"
)
_PROGRAMMES = (
    "programme|dispositif|appel à projets|accélérateur|incubateur|parcours|plan|démarche|stratégie|campagne|concours|"
    "cellule|observatoire|formation|recherche-action"
)
_INNOVATIONS = (
    "projet|service|services|innovation|solution|solutions|concept|modèle|méthode|expérimentation|initiative|"
    "plateforme|"
    "outil|application|réponse|lieu"
)
_DESCRIBED = tuple(
    (letter, re.compile(rf"(?<!\bau )\b(?P<name>(?i:{heads})(?:[ ](?!(?:{_STOP})\b)[\w’'-]+){{1,7}}?){_END}"))
    for letter, heads in (("Q", _PROGRAMMES), ("J", _INNOVATIONS))
)
# « une formation de deux ans aux bénévoles »: what follows a length is no part of the name, unless it says of what.
_LASTING = re.compile(r"(\w[ ](?:de |d['’])[\w-]+[ ](?:mois|ans?|années?))[ ](?!de |d['’]|du |et demie?\b).*")
_COMPLETED = re.compile(r"[ ](?:(?:de|du|des|à|au|aux)[ ]|d['’])\w")
_VAGUE = re.compile(
    r"\w+ (?:(?:de|du|des|d|a|au|aux|la|le|l|les) )*(?:grande echelle|projets?|l innovation|la tete de reseau)\Z"
)


def descriptions(text: str, start: int, end: int) -> Iterator[Mention]:
    """Programmes and innovations that are described and not named: « un programme de soutien à l'entraide »."""
    for letter, pattern in _DESCRIBED:
        for match in pattern.finditer(text, start, end):
            name = _LASTING.sub(r"\1", match["name"])
            if _COMPLETED.search(name) and not _VAGUE.match(fold(name)):
                yield Mention(match.start("name"), match.start("name") + len(name), letter, name, rank=6)
