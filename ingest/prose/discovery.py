"""Names that nobody gave beforehand, by the grammar around them: « la Fondation X », « le programme « X » »,
« Nom long (SIGLE) ». Persons are never found: a capital alone proves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphmodel.names import are_initials, fold
from ingest.facts.records import KnownName
from ingest.prose.located import place_of
from ingest.prose.mentions import Mention


def either(*words: str) -> str:
    """A pattern for any of these words; `s?` and the like may stand in them."""
    return "|".join(sorted("|".join(words).split("|"), key=len, reverse=True))


_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒ][\w’'&.+-]*[\w+]"
_ARTICLE = r"(?:(?:Les?|La|Une?|Aux?|En|Mon|Ma|Mes|Nos|Tous|À)[ ]|L['’])"
_HAS_ARTICLE = re.compile(r"(?:Les?|La)[ ]|L['’]")
_LINK = r"(?:(?:de la|de l['’]|du|des|de|d['’]|la|le|les|l['’]|en|pour|à|aux|au|sur|&)[ ]?)"
_OTHER_BODY = (
    r"(?!(?:à (?:la |l['’])?|aux? |pour (?:la |le |l['’])?|sur (?:la |le |l['’])?|en )"
    r"(?:Fédération|Union|Fondation|Association|Confédération|Réseau|Mouvement|Coopérative|Ligue|Collectif|Coordination|"
    r"L['’]|La |Le |Les ))"
)
_NAME = rf"{_ARTICLE}?{_CAPITAL}(?:[ ]{_OTHER_BODY}{_LINK}{{0,2}}{_CAPITAL}|[ ]\d{{1,4}}\b(?![ ]?[%€]))*"
_IN_QUOTES = r"[«“\"]\s?(?P<quoted>[^«»“”\"\n]{2,60}?)\s?[»”\"]"
_TO = r"(?:de la |de l['’]|du |des |de |d['’]|pour (?:la |le |l['’]|les )?)"

# What a body calls itself.
_NETWORKS = "réseau|mouvement|confédération|fédération|union|coordination|ligue"
_BODIES = (
    "fondation|fonds de dotation|fonds|association|collectif|coopérative|entreprise|société|agence|ministère|caisse|"
    "conseil départemental|conseil régional|région|ville|métropole|communauté de communes|"
    "communauté d['’]agglomération|"
    "département|mairie|commune|université|institut|laboratoire|cabinet|mission locale|maison|groupe|banque|mutuelle|"
    "mutualité|ong|centre|comité|office|secours|délégation|préfecture|observatoire|chambre|pôle|cluster|start-?up|scop|"
    "scic|structure|club|espace|cercle|régie|foyer|syndicat|conseil|direction"
)
_QUALIFIED = (
    r"(?:[ ](?:nationale?|régionale?|départementale?|locale?|française?|internationale?|interfédérale?|familiale?|"
    r"solidaire|populaire|centrale|publique|municipale|intercommunale|diocésaine|agricole|d['’]épargne|"
    r"sociale?|culturel|d['’]entreprise|coopérative?|citoyenne?|générale?|européenne?))*"
)
_BODY = re.compile(
    rf"\b(?P<head>(?i:{either(_NETWORKS, _BODIES)}){_QUALIFIED})[ ](?:(?P<own>{_TO}?{_NAME})|{_IN_QUOTES})"
)
_APPOSED = re.compile(r"(?i:association|réseau|mouvement|collectif|entreprise|structure|ong|start-?up)")
# « la Fédération des centres sociaux de l'Ain »: its capital makes a name of the lower-case words after it.
_PLAIN = r"[a-zàâçéèêëîïôûœ-]{3,}"
_ADJECTIVE = (
    r"sociaux|sociales|sociale|social|rurale?s?|ruraux|familiaux|familiales|populaires?|solidaires?|locales?|locaux|"
    r"nationale?s?|françaises?|français|catholique|protestante|agricole|familiale?|handicapées|mentaux|publique|"
    r"civique|"
    r"écologique|énergétique|actifs|intermédiaires|économique"
)
_TITLED = re.compile(
    rf"(?<=[\w'’,(] )?(?P<name>(?:Fédération|Confédération|Union|Ligue|Agence|Caisse|Office|Secours|Mutualité|"
    rf"Fondation|"
    rf"Cercle|Syndicat|Laboratoire|Association|Société|Mouvement|Réseau|Coordination|Ministère|Direction|Banque|Fonds|Centre|Institut|Observatoire|Délégation|Chambre|"
    rf"Collectif|Comité|Conseil|Haut[- ]Commissariat){_QUALIFIED}"
    rf"(?:[ ](?:catholique|populaire|protestante|islamique|français)"
    rf"|(?:[ ]{_TO}(?:{_PLAIN})(?:[ ](?:{_ADJECTIVE}))?){{1,2}})(?:[ ]{_TO}{_NAME}|[ ]{_NAME})?)(?!\w)"
)
_OPENS = re.compile(r"(?:\b(?:[Ll][ea]|[Ll]es|du|des|la|le|au|aux|par|avec|et|chez|notre|une?)[ ]|\b[LldD]e?['’])\Z")

# Bodies known by their initials alone, but for those that are no body.
_SPELLED = (
    "Caf|Cnaf|Carsat|Urssaf|Adapei|Apei|Udaf|Unaf|Uriopss|Ademe|Cress|Crous|Dreets|Drac|Insee|Opco|Ddets|Cnav|Msa|Cpam"
)
_INITIALS = re.compile(
    r"(?:(?<=\b[Ll]['’])|(?<=\b[Ll][ae] )|(?<=\b[Ll]es )|(?<=\bpar )|(?<=\bavec )|(?<=\bd['’])|(?<=\bde )|"
    r"(?<=\bdu )|(?<=\bet )|(?<=, ))"
    rf"(?P<name>(?:[A-ZÉ]{{3,7}}|{_SPELLED})(?:-[A-ZÉ]{{3,}})?(?:[ ]{_TO}{_NAME}|"
    rf"[ ][A-ZÀ-Þ][a-zà-ÿ][\w’-]+)?)(?![\w-])(?! [A-ZÀ-Þ]{{3}})"
)
_NO_BODY = frozenset((
    "ess", "rsa", "qpv", "iae", "siae", "pme", "tpe", "etp", "cdi", "cdd", "ehpad", "chrs", "hlm", "rh", "pdf",
    "rgpd", "tic", "odd", "rse", "cpo", "dla", "ptce", "covid", "ami", "aap", "btp", "tva", "sdf", "bafa", "mjc",
    "ccas", "cias", "mdph", "pmi", "epci", "zrr", "zru", "rep", "tdr", "nbsp", "scop", "scic", "sarl", "sas", "sasu",
    "eurl", "esat", "ime", "samu", "siao", "insee", "cog", "naf", "ape", "siret", "siren", "usa", "onu", "dom",
    "tom", "pib", "vae", "bts", "cap", "bep", "dut", "iut", "cnv", "ong", "tiers", "lgbt", "vih", "vhs", "sms",
    "url", "qr", "gps", "pac", "plui", "plu", "scot", "projet", "projets", "reseau", "reseaux", "action", "sociale",
    "social", "tete", "les", "des", "une", "pour", "dans", "avec", "par", "sur", "vous", "nous",
))  # fmt: skip
_QUOTES = re.compile(r"[«“»”\"]\s?|\s(?=[»”])")
_OF_ITS_PLACE = re.compile(
    r"ville|région|département|métropole|communauté de communes|communauté d['’]agglomération|mission locale|"
    r"centre social|"
    r"université|préfecture|conseil départemental|conseil régional"
)
"""Bodies whose place is their name."""
_AND_MORE = re.compile(rf" et {_CAPITAL}(?: {_CAPITAL})*")
_LOCAL = frozenset((
    "ars", "caf", "cpam", "carsat", "ddets", "dreets", "drac", "udaf", "cress", "crous", "adapei", "apei", "uriopss",
    "urssaf", "cpie",
))  # fmt: skip
"""Bodies that only a place tells apart: « l'ARS » alone is nobody."""

# What a programme or an innovation calls itself.
_PROGRAMMES = (
    "programme|dispositif|appel à projets|appel à manifestation d['’]intérêt|accélérateur|incubateur|parcours|plan|"
    "démarche|stratégie|campagne|concours|prix|fabrique"
)
_INNOVATIONS = (
    "projet|service|innovation|solution|concept|modèle|méthode|expérimentation|initiative|plateforme|label|outil|"
    "application|opération"
)
_THING = re.compile(
    rf"\b(?P<head>(?i:{either(_PROGRAMMES, _INNOVATIONS)}))(?P<many>s?)"
    r"(?:[ ](?:d['’]|de )[a-zéèêàâôîûç-]+(?:[ ][a-zéèêàâôîûç-]+){0,2})?"
    r"(?:[ ](?:national|régional|départemental|local|social|expérimental|innovant|numérique|solidaire)e?s?)?"
    rf"(?:[ ](?:intitulée?|baptisée?|nommée?|appelée?|dénommée?))?[ ](?:de |d['’])?(?:{_IN_QUOTES}|(?P<own>{_NAME}))"
)
_QUOTED = re.compile(rf"\b(?i:le|la|les|du|des|un|une|au)[ ]{_IN_QUOTES}")
_ONE_OF_TWO = re.compile(r"[ ](?:et|&)[ ][A-ZÀ-ÖØ-Þ]")
_GOES_ON = re.compile(
    r"[ ](?:d['’]|de |des |du )(?!la\b|l['’]|ce|son\b|sa\b|ses\b|leurs?\b|un|plus|nombreu|ré)[a-zà-ÿ]"
)
# A thing that is passed on is an innovation, whatever it is called.
_PASSED_ON = re.compile(
    r"essaim|dupliqu|transfér|répliqu|déploy(?:é|er)|modélis|expérimentée?s?\b|importée?s? |\bnée?s? (?:à|au|en|"
    r"dans)\b",
    re.IGNORECASE,
)
_NEAR = 240  # characters

_A_BODY = (
    "association|réseau|fédération|union|fondation|mouvement|entreprise|coopérative|ONG|collectif|fonds|start-?up|"
    "mutuelle"
)
# « X est une association », at the start of a sentence, names X.
_DEFINED = re.compile(
    rf"(?:[Ll](?:e|a|es) |[Ll]['’])?(?P<name>[A-ZÀ-ÖØ-Þ][^\s,;.:()]*(?: [^\s,;.:()\d]+){{0,5}}?)"
    rf"(?:, (?:une |l['’])?| est (?:une |l['’]|la |le |un |la première |le premier ))"
    rf"(?:petite? |grande? |jeune |vaste )?(?P<noun>{_A_BODY})\b(?! [A-ZÀ-Þ«])"
)
_NOT_DEFINED = re.compile(
    r"(?i:il|elle|ce|cet|cette|celui|celle|notre|son|sa|leur|un|une|tout|chaque|qui|depuis|pour|dans|en|selon|avec|"
    r"par|à|au|afin|"
    rf"{_A_BODY}|programme|dispositif|projet|structure|tête)\b|\S*['’]|.*\b(?:a|ont|est|sont|de|du|des|par|pour|"
    rf"avec|dans|en)\Z"
)

_NOT_A_NAME = re.compile(
    r"(?:[IVX]+|\d+|Covid.*|COVID.*|France|Europe|Janvier|Février|Mars|Avril|Mai|Juin|Juillet|Août|Septembre|Octobre|"
    r"Novembre|Décembre)\Z"
)
_SMALL = re.compile(
    r"(?i:de|du|des|la|le|les|un|une|pour|par|dans|en|et|à|aux?|sur|avec|son|sa|ses|qui|que|dont|ce|cette|nous|il|"
    r"elle)\Z"
)
# What may follow a name. Any other word in lower case may be a part of it: « l'association Pain partagé ».
_BEGUN = (
    r"(?:créé|fondé|cofondé|né|basé|situé|implanté|installé|lancé|porté|piloté|copiloté|co-piloté|animé|coordonné|"
    r"financé|initié|conçu|soutenu|développé|membre|engagé|labellisé|reconnu|spécialisé|composé|constitué|dirigé|mené)e?s?"
)
_DOES = (
    r"(?:co-?|re|ré)?(?:accompagn|accueill|achèt|adapt|adhèr|adopt|agi|aid|amplifi|anim|appart|appliqu|apport|appui|"
    r"assoc|assur|attribu|bénéfici|cherch|choisi|collabor|commenc|compt|conçoi|condui|confi|consacr|construi|contribu|"
    r"coordonn|cré|défend|démarr|déploi|détien|dévelop|devien|devr|diffus|dirig|dispos|distribu|doi|donn|dur|édit|"
    r"emploi|emprunt|encourag|engag|envisag|essaim|étend|évalu|exerc|expériment|export|fai|fédèr|financ|fond|form|"
    r"fourni|gèr|héberg|import|impuls|initi|inspir|instaur|interv|invent|invit|lanc|mèn|met|milit|mobilis|modélis|"
    r"mont|mutualis|nou|octroi|offr|opèr|organis|ouvr|particip|permet|peu|pilot|plaid|port|possèd|poursui|pren|prépar|"
    r"prêt|prévoi|produi|promeu|propos|publi|rassembl|reçoi|regroup|rejoin|remet|répliqu|répond|représent|repren|"
    r"réuni|sert|sign|souhait|soutien|sui|subventionn|test|tien|transfèr|transmet|travail|utilis|v|verse|veu|vien|vis)"
    r"(?:e|es|ent|t|ient|iennent|oit|oivent|ît|issent|ts|d|s|ssent|vent|nent|nnent|ait|aient|a|ont|ra|ront|rait|raient|era|eront|c|ttent|ille|illent|ge|"
    r"ppe|ppent|isent|lent|èrent|it|irent|ut|urent|int|inrent)?"
)
_MAY_FOLLOW = re.compile(
    r"(?:a|ont|avait|avaient|aura|auront|est|sont|était|étaient|fut|furent|sera|seront|ou|ni|mais|qui|que|dont|où|ne|"
    r"se|y|en|le|la|les|lui|leur|à|au|aux|dans|de|du|des|par|pour|avec|sur|sous|chez|vers|depuis|dès|lors|afin|ainsi|"
    r"aussi|également|puis|comme|grâce|auprès|entre|sans|selon|via|pendant|durant|après|avant|face|notamment|désormais|"
    r"déjà|toujours|ensuite|donc|alors|enfin|actuellement|aujourd|jusqu|lorsque|quand|car|contre|parmi|concernant|"
    r"il|elle|ils|elles|un|une|plusieurs|son|sa|ses|leurs|ce|cette|ces|d|l|n|s|qu|"
    rf"{_BEGUN}|{_DOES})(?![\w-])"
)
# « le programme Marches entre voisins »: no article, as in a name.
_NAMED_SO = re.compile(
    r"(?:entre|sans|contre|sous)[ ](?!(?:l|d|les?|la|des|du|un|une|deux|trois|\w+re|ces?|cette|ses|son|sa)\b)"
    r"[a-zà-ÿœ]"
)
_LOWER = re.compile(r"[ ](?P<et>(?:et|&)[ ])?(?=[a-zà-ÿœ])")
_DASHED = re.compile(rf"[ ][-–—][ ](?:{_NAME})(?![\w’'-])")
_DASH = re.compile(r"[ ][-–—][ ](?=[a-zà-ÿ])")
_SIGLE = re.compile(r"\((?P<short>[A-ZÀ-Þ][A-Za-zÀ-ÿ0-9&'’.-]{1,11})\)")
_LONGEST_NAME = 90


def goes_on(text: str, stop: int, end: int) -> bool:
    """Whether the word after a name may be a part of it, so that nobody knows where the name ends."""
    lower = _LOWER.match(text, stop, end)
    if lower is None:
        return False
    return _NAMED_SO.match(text, lower.end(), end) is not None or _MAY_FOLLOW.match(text, lower.end(), end) is None


def dashed(text: str, stop: int, end: int) -> int:
    """Where a name that goes on after a dash ends: « Fédération X – Rhône »; `stop` where it does not, and -1 where
    what follows may be said in passing: « X – Y et Z – a créé… »."""
    more = _DASHED.match(text, stop, end)
    if not more:
        return stop
    return -1 if _DASH.search(text, more.end(), end) or goes_on(text, more.end(), end) else more.end()


def definitions(text: str) -> Iterator[KnownName]:
    """What the document itself defines: « Nom long (SIGLE) » makes both spellings of one body."""
    for match in _SIGLE.finditer(text):
        short = match["short"]
        begin = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _LONGEST_NAME)
        before = re.split(r"[.;:!?«»()]", text[begin : match.start()])[-1].rstrip()
        starts = [found.start() for found in re.finditer(r"(?<![\w-])[A-ZÀ-ÖØ-ÞŒ]", before)]
        for start in reversed(starts):
            if are_initials(short, before[start:]):
                yield KnownName(
                    "Network" if letter_of(before[start:]) == "N" else "Organisation", before[start:], (short,)
                )
                break


def bodies(text: str, start: int, end: int) -> Iterator[Mention]:
    """Bodies named after what they are. « l'association X » is X; « la Fondation X » keeps its first word."""
    for match in _BODY.finditer(text, start, end):
        group = "quoted" if match["quoted"] else "own"
        own, head = match[group], match["head"]
        if _no_name(own) or match[0].isupper():
            continue
        if _GOES_ON.match(text, match.end(group)):
            continue  # « l'association Enjeux d'enfants »: where does its name end?
        hangs = re.match(_TO, own) is not None
        if head.islower() and hangs and not _OF_ITS_PLACE.fullmatch(head):
            continue  # « une association de Lyon » has no name
        stop = match.end(group)
        if group == "own" and (more := _AND_MORE.match(text, stop, end)):
            stop = more.end()  # « l'association Brin et Paille »; the reader knows whether they are two
        whole = dashed(text, stop, end)
        if whole < 0 or (group == "own" and goes_on(text, whole, end)):
            continue
        place = place_of(text[match.start("head") : whole])
        letter, stop = letter_of(head) if whole == stop and not place else "O", whole
        apposed = head[0].islower() and (_APPOSED.fullmatch(head) or _HAS_ARTICLE.match(own))
        begin = match.start(group) if apposed else match.start("head")
        yield Mention(begin, stop, letter, _titled(_QUOTES.sub("", text[begin:stop])), rank=3)
    for match in _TITLED.finditer(text, start, end):
        begin, stop = match.span("name")
        whole = dashed(text, stop, end)
        if whole >= 0 and _OPENS.search(text, max(start, match.start() - 8), match.start()):
            letter = letter_of(match["name"]) if whole == stop else "O"
            yield Mention(begin, whole, letter, text[begin:whole], rank=3)
    defined = _DEFINED.match(text, start, end)
    if defined and not _NOT_DEFINED.match(defined["name"]):
        yield Mention(*defined.span("name"), letter_of(defined["noun"]), defined["name"], rank=4)
    for match in _INITIALS.finditer(text, start, end):
        first, *rest = fold(match["name"]).split(" ")
        if first not in _NO_BODY and (rest or first not in _LOCAL):
            yield Mention(match.start("name"), match.end("name"), "O", match["name"], rank=4)


def _no_name(own: str) -> bool:
    return _NOT_A_NAME.match(own) is not None or _SMALL.match(own) is not None or not any(map(str.isupper, own))


def _titled(name: str) -> str:
    return name[0].upper() + name[1:]


def letter_of(head: str) -> str:
    """« N » for what calls itself a network, a federation, a union…, « O » for any other body."""
    return "N" if re.match(rf"(?i:{_NETWORKS})\b", head) else "O"


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def passed_on(name: str, text: str) -> bool:
    """Whether a text says of a thing, somewhere, that it spread, was tried or was born: then it is an innovation."""
    near = (
        text[max(0, found.start() - _NEAR // 4) : min(_line_end(text, found.end()), found.end() + _NEAR // 2)]
        for found in re.finditer(re.escape(name), text)
    )
    return any(map(_PASSED_ON.search, near))


def things(text: str, start: int, end: int) -> Iterator[Mention]:
    """Programmes and innovations that have a name of their own, between quotes or with a capital."""
    for match in _THING.finditer(text, start, end):
        group = "quoted" if match["quoted"] else "own"
        name = match[group]
        if _no_name(name) or not name[0].isupper() or (group == "quoted" and len(name.split()) > 8):
            continue
        open_end = goes_on(text, match.end(), end) or _GOES_ON.match(text, match.end())
        if group == "own" and (open_end or (not match["many"] and _ONE_OF_TWO.match(text, match.end()))):
            continue  # « le programme Lire et Relire »: where does its name end?
        programme = re.fullmatch(rf"(?i:{either(_PROGRAMMES)})", match["head"])
        passed_on = _PASSED_ON.search(text, match.end(), min(_line_end(text, match.end()), match.end() + _NEAR))
        yield Mention(match.start(group), match.end(group), "P" if programme and not passed_on else "I", name, rank=3)
    for match in _QUOTED.finditer(text, start, end):
        name = match["quoted"]
        if name[0].isupper() and len(name.split()) < 7 and not re.search(r"[.!?,;:]", name):
            yield Mention(match.start("quoted"), match.end("quoted"), "I", name, rank=5)
