"""What whole sentences tell where others have items: whose practice it is, and what the network and its head are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graphmodel.names import fold
from graphmodel.schema.vocabulary import Function, Level
from ingest.facts.records import Fact, Named
from ingest.monograph.heads import core
from ingest.monograph.labels import Kind, Line, level_of
from ingest.monograph.told import about, plain, relation
from ingest.monograph.zones import Monograph

_STOP = re.compile(r"(?<=[.!?…]) +(?=[A-ZÀ-ÝŒ\d])|(?<=\w) ?; ?")
_LEVEL_WORDS = r"nationa(?:l|le|ux|les)|régiona(?:l|le|ux|les)|départementa(?:l|le|ux|les)|loca(?:l|le|ux|les)"
_AT = re.compile(
    rf"(?:[-–•*] ?)?(?:au|à l['’]|à) (?:niveau|échelon|échelle) (?P<level>{_LEVEL_WORDS}),? ?|"
    r"(?:[-–•*] ?)?(?:en|dans les) (?P<place>régions?|départements?),? ?",
    re.IGNORECASE,
)
_HEADS = r"fédérations?|unions?|comités?|délégations?|têtes? de réseau|têtes?|antennes?|coordinations?|ligues?"
_WHO = re.compile(
    rf"(?:[-–•*] ?)?(?:(?:les|la|le|nos|ses) |"
    rf"l['’])(?P<who>(?:{_HEADS})(?: (?:{_LEVEL_WORDS}))?(?: du réseau)?)(?![\w’'-])",
    re.IGNORECASE,
)
_TITLE = 60
_NOT = re.compile(
    r"\b(?:n['’]|ne |pas\b|jamais\b|plus de\b|pourrai|devrai|voudrai|souhait|envisag|prévoi|projett|bientôt|aimerai|"
    r"si )",
    re.IGNORECASE,
)
_DO = (
    (Function.ADVOCACY, r"plaide(?:nt)?|interpelle(?:nt)?|défend(?:ent)?|milite(?:nt)?|(?:porte|portent|"
        r"fait entendre|font entendre) "
     r"(?:la (?:voix|parole)|sa voix|leur voix)|mène(?:nt)? (?:le|un) plaidoyer"),
    (Function.NETWORKING, r"anime(?:nt)? (?!(?:le |la |un |une |des |les )?(?:atelier|séance|programme|projet))|"
     r"met(?:tent)? (?:les \w+ )?en (?:réseau|lien|relation)|organise(?:nt)? (?:des |les |une |la )?(?:rencontre|"
     r"journée|échange)s?|"
     r"relie(?:nt)?|fait circuler|font circuler|fait se rencontrer|font se rencontrer"),
    (Function.ENGINEERING, r"forme(?:nt)?|outille(?:nt)?|édite(?:nt)?|publie(?:nt)?|modélise(?:nt)?|"
     r"(?:produi(?:t|sent)|conçoi(?:t|vent)|rédige(?:nt)?|élabore(?:nt)?) (?:des |les |un |une |ses )?(?:guide|"
     r"outil|kit|mallette|méthode|enquête|étude|référentiel|formation)s?"),
    (Function.PERSONAL_SUPPORT, r"accompagne(?:nt)?|conseille(?:nt)?|épaule(?:nt)?|"
        r"aide(?:nt)? (?:\w+ )?(?:associations|comités|clubs|équipes|porteurs|"
     r"structures|adhérents|au montage|à monter)"),
    (Function.PROJECT_STEERING, r"pilote(?:nt)?|expérimente(?:nt)?|teste(?:nt)?|met(?:tent)? à l['’](?:épreuve|essai)|"
     r"(?:condui(?:t|sent)|mène(?:nt)?) (?:des |les |ses )?(?:projets|expérimentations|essais)"),
    (Function.OPERATOR, r"gère(?:nt)?|exploite(?:nt)?|fait (?:fonctionner|tourner)|font (?:fonctionner|tourner)"),
)  # fmt: skip
_DOES = tuple((one, re.compile(rf"(?<![\w’'-])(?:{words})(?![\w-])", re.IGNORECASE)) for one, words in _DO)
_NAMED = re.compile(
    r"(?:fonction (?:de |d['’])|rôle (?:de |d['’])|assure(?:nt)? (?:le |la |l['’]|un |une )|exerce(?:nt)? (?:le |"
    r"la |l['’]|un |une )|"
    r"fait (?:du |de la |de l['’])|font (?:du |de la |de l['’])|se consacre(?:nt)? (?:au |à la |à l['’]))"
    r"(?P<name>plaidoyer|opérateur|accompagnement personnalisé|mise en réseau|animation|ingénierie|"
    r"pilotage de projets?)",
    re.IGNORECASE,
)
_BY_NAME = {
    "plaidoyer": Function.ADVOCACY, "operateur": Function.OPERATOR,
    "accompagnement personnalise": Function.PERSONAL_SUPPORT,
    "mise en reseau": Function.NETWORKING, "animation": Function.NETWORKING, "ingenierie": Function.ENGINEERING,
    "pilotage de projet": Function.PROJECT_STEERING, "pilotage de projets": Function.PROJECT_STEERING,
}  # fmt: skip


def sentences(line: Line) -> Iterator[Line]:
    """The sentences of a line, without the blanks between them."""
    at = 0
    for stop in _STOP.finditer(line.text):
        yield line.cut(at, stop.start())
        at = stop.end()
    yield line.cut(at, len(line.text))


# Practices --------------------------------------------------------------------------------------------------


def practised(monograph: Monograph) -> Iterator[tuple[str, str, Line]]:
    """The practices that sentences tell: the level, the function, the sentence. Where labels give both, none."""
    kinds = {section.label.kind for section in monograph.sections}
    if Kind.LEVEL in kinds:
        return
    for section in monograph.below(Kind.PRACTICES, Kind.FUNCTION):
        level, named = "", section.label.value if section.label.kind is Kind.FUNCTION else ""
        for line in section.body:
            if len(line.text) <= _TITLE and line.text[-1] not in ".:;" and (match := _AT.match(line.text)):
                level = _level(match["level"] or match["place"])
                continue
            for sentence in sentences(line):
                yield from _of_sentence(monograph, sentence, level, named)


def _of_sentence(monograph: Monograph, line: Line, level: str, named: str) -> Iterator[tuple[str, str, Line]]:
    at = _AT.match(line.text)
    rest = line.text[at.end() :] if at else line.text
    who = _WHO.match(rest)
    said = _level(at["level"] or at["place"]) if at else ""
    of_who = _whose(monograph, rest, who)
    if (said and of_who and said != of_who) or _NOT.search(line.text):
        return
    whose = said or of_who or level
    functions = [named] if named else list(dict.fromkeys(_functions(rest[who.end() if who else 0 :])))
    for function in functions if whose else ():
        yield whose, function, line


def _functions(words: str) -> Iterator[str]:
    for match in _NAMED.finditer(words):
        yield _BY_NAME[fold(match["name"])].value
    for function, does in _DOES:
        if does.search(words):
            yield function.value


def _whose(monograph: Monograph, words: str, who: re.Match[str] | None) -> str:
    """The level of whom a sentence speaks of first; empty where it does not say."""
    if who and (level := level_of(fold(who["who"]))):
        return level
    if who and fold(who["who"]) == "tete de reseau":
        return Level.NATIONAL.value
    head = monograph.named_head
    names = [name for name in (head.name, head.short) if name] if head else []
    begins = re.sub(r"\A(?:[Ll][ea] |[Ll]['’])", "", words)
    return Level.NATIONAL.value if any(re.match(rf"{re.escape(name)}(?!\w)", begins) for name in names) else ""


def _level(words: str | None) -> str:
    return level_of(fold(words or ""))


# The card ---------------------------------------------------------------------------------------------------

_MISSION = re.compile(
    r"\b(?:s['’]est donnée? pour|se donne pour|a pour) (?:missions?|vocation|but|objet) (?:principale? )?(?:de |"
    r"d['’]|: ?)(?P<what>[^.;]{8,200})"
    r"|\b(?:sa|leur|notre) mission(?: est (?:de |d['’])| ?: ?)(?P<is>[^.;]{8,200})"
)
_DOMAIN = re.compile(
    r"\b(?:œuvre|intervient|agit|travaille) dans (?:le (?:domaine|champ|secteur) (?:de la |de l['’]|du |des |de |"
    r"d['’]))(?P<what>[^.;,]{3,90})"
)


def card(monograph: Monograph) -> Iterator[Fact]:
    """The domain and the missions, where no label gives them and one sentence below the title of the card does."""
    for kind, name, told in ((Kind.DOMAIN, "domain", _DOMAIN), (Kind.MISSIONS, "missions", _MISSION)):
        if any(one.label.kind is kind for one in monograph.sections):
            continue
        found = [
            (line, match)
            for section in monograph.below(Kind.CARD, Kind.NETWORK, Kind.DYNAMIC)
            for line in section.body
            for match in told.finditer(line.text)
        ]
        if len(found) == 1:
            line, match = found[0]
            words = next(filter(None, match.groups()))
            yield about(monograph.network, line.cut(*match.span()), "card", {name: plain(words[0].upper() + words[1:])})


def heads(monograph: Monograph) -> Iterator[Fact]:
    """« la Fédération nationale des X », where a sentence of the card names it and no label does."""
    head = monograph.named_head
    if head is None or any(one.label.kind is Kind.HEAD for one in monograph.sections):
        return
    links = {"from": monograph.head, "to": monograph.network}
    for section in monograph.below(Kind.CARD):
        for line in (one for whole in section.body for one in sentences(whole)):
            if head.name.casefold() in line.text.casefold() and owner(monograph, line) is Kind.HEAD:
                yield relation("HEADS", links, line, "card")
                return


def owner(monograph: Monograph, line: Line) -> Kind | None:
    """Whose a sentence of the card is, by its subject: the network's or its head's."""
    folded = f"{fold(line.text)} "
    head, network = monograph.named_head, fold(core(monograph.name))
    heads = [fold(name) for name in ((head.name, head.short) if head else ()) if name]
    heads += ["tete de reseau", "federation nationale", "union nationale", "confederation nationale", "siege"]
    if any(re.match(rf"(?:[\w ]{{0,30}}? )??(?:la |le |l )?{re.escape(name)} ", folded) for name in heads):
        return Kind.HEAD
    if re.match(rf"(?:le reseau |notre reseau |{re.escape(network)} |le mouvement )", folded):
        return Kind.NETWORK
    return None


def who(monograph: Monograph, level: str, known: Mapping[str, Named]) -> Named | None:
    """The head, or the group of heads that the card counts at a level."""
    return monograph.head if level == Level.NATIONAL else known.get(level)


def performed(monograph: Monograph, actors: Mapping[str, Named]) -> Iterator[Fact]:
    """The practices that sentences tell, of the head or of the heads that the card counts."""
    for level, function, line in practised(monograph):
        actor = who(monograph, level, actors)
        if actor is not None and (level == Level.NATIONAL or actor.values["member_role"] == "TerritorialHead"):
            links = {"from": actor, "to": Named("HeadFunction", function)}
            yield relation("PERFORMS", links, line, "practice", {"what": (plain(line.text),)})
