"""A sentence reduced to what the rules read: `<N0> et <O1> ont lancé <P2>`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.prose.amounts import dates
from ingest.prose.clitics import moved
from ingest.prose.later import Anchor, apart_from, other_years, relatives, year_of
from ingest.prose.mentions import Mention
from ingest.prose.relatives import inside_relative, relative
from ingest.prose.tenses import told
from ingest.prose.turned import plainer, turned

_CLAUSE = re.compile(r"\s*;\s*")
_SPACES = re.compile(r"\s+")
# « chez X, à Lisieux, »: where X is, and no other place of arrival.
_WHERE = re.compile(r"(?:(?<=[NOE]\d>)|(?<=[NOE]\d\d>)), (?:à|en|dans|de) <T\d+>(?= ?(?:[,.;]|\Z))")
_WE = re.compile(r"(<[NOE]\d+>) (?!avons\b)(\w{2,})ons\b")
_DATE_APART = re.compile(r", ?\0,(?= (?!<))")
_WHICH = re.compile(r",? (?:laquelle|lequel|lesquels|lesquelles) ")
_QUOTES = re.compile(r"[«»“”\"<>]")
_APART = re.compile(r"(?<=[\w>)])[‐‑](?=\w)")
_TOKEN = r"<[A-Z]\d+>"
# « le réseau X », « la ville de Lyon »: the word before only says what kind of thing it is.
_KIND_WORD = re.compile(
    r"\b(?:(?:tête de )?réseau|mouvement|association|organisation|structure|collectif|ong|coopérative|start-?up|"
    r"entreprise|atelier|café|ferme|épicerie|recyclerie|ressourcerie|cabinet|groupe)"
    r"(?: nationale?| régionale?| locale?| associatif| solidaire| française?)? (?=<[NOE]\d+>)"
    r"|\b(?:programme|dispositif|projet|services?|plateforme|innovation|solution|appel à projets|accélérateur|"
    r"incubateur|"
    r"label|démarche|concept|parcours|outil|méthode|initiative|action|expérimentation)s?"
    r"(?: (?:national|régional|départemental|local|social|expérimental|innovant|numérique|solidaire)e?s?)?"
    r"(?: (?:intitulée?|baptisée?|nommée?|appelée?|dénommée?))? (?=<[PI]\d+>)"
    r"|\b(?:concept|modèle|principe|idée) (?:de |d')(?:la |l'|les? )?(?=<[PI]\d+>)"
    r"|\b(?:ville|commune|région|département|métropole|agglomération|pays|province|territoire|quartier|village)s? "
    r"(?:de |d')?(?:la |l'|les? )?(?=<T\d+>)",
    re.IGNORECASE,
)
_OF_THE = ((re.compile(rf"\b(du|des) (?={_TOKEN})", re.I), "de "), (re.compile(rf"\b(aux?) (?={_TOKEN})", re.I), "à "))
_DETERMINER = re.compile(
    rf"(?:\b(?:l'|(?:les?|la|une?|son|sa|ses|leurs?|notre|nos|votre|ce|cet|cette|ces) )|\bde l'|"
    rf"\bde la )?(?:\b(?:premi(?:er|ère)s?|nouve(?:l|lle|au|aux)|célèbre|fameux|propre) )?(?={_TOKEN})",
    re.IGNORECASE,
)
_OF_ELIDED = re.compile(rf"\bd'(?={_TOKEN})", re.IGNORECASE)
# « a créé des jardins »: what is created, not whose it is.
_SOME = re.compile(
    rf"\b(?P<verb>(?:(?:a|ont|avons) (?:\w+ ){{0,2}}(?!bénéficié|hérité|parlé|profité)\w+(?:é|is|it|u)|"
    rf"(?:co-?)?(?:finance|pilote|porte|"
    rf"anime|crée|développe|expérimente|accompagne|déploie|propose|teste|adopte|importe|fédère|regroupe|"
    rf"rassemble)(?:nt)?"
    rf"|soutien(?:t|nent)|réuni(?:t|ssent)) )des (?={_TOKEN})",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\([^()<>]*\)|\s*\[[^\]]*\]")
_ADVERBS = re.compile(
    r",? \b(?:ainsi(?! que)|également|aussi(?! (?:bien|que))|notamment|par exemple|par ailleurs|en effet|enfin|"
    r"d'ailleurs|donc|alors|"
    r"initialement|conjointement|aujourd'hui|désormais|récemment|principalement|directement|très|plutôt|"
    r"particulièrement|largement|historiquement|actuellement|progressivement|depuis toujours|activement|fortement|"
    r"financièrement|déjà|ensuite|parallèlement|en parallèle|toujours|tous deux|toutes deux|tous|elle-même|lui-même|"
    r"dans un premier temps|au départ|en premier lieu|depuis lors|en outre|ensemble|spécifiquement|essentiellement|"
    r"successivement|officiellement|régulièrement|chaque année|de (?:son|leur) côté|à (?:son|leur) tour|"
    r"quant à (?:elle|lui|eux|elles)|à l'identique|telle? quelle?|par la suite|"
    r"(?:\w+|\d+) (?:ans|mois|semaines) (?:plus tard|après)|peu après|plus tard|bientôt|d'abord|"
    r"longtemps(?= (?!alli|associ)\w+é))\b(?:,(?= ))?",
    re.IGNORECASE,
)
# « d'abord à X, ensuite à Y » is a list.
_THEN = re.compile(r", (?:ensuite|enfin|plus tard) (?=(?:à|par|vers|chez|en|dans|auprès de) <)")
_FIRST_ADVERB = re.compile(
    r"^(?:[-–—•*▪►✓➢] ?)?(?:(?:Ainsi|Seule?s?|Également|Aussi|Par exemple|Par ailleurs|En effet|Enfin|Aujourd'hui|"
    r"Désormais|Récemment|"
    r"Historiquement|Actuellement|Depuis(?=,)|Ensuite|Parallèlement|En parallèle|En outre|De même|De plus|Concrètement|"
    r"Initialement|À l'origine(?! d)|C'est ainsi que|En ce sens|À ce titre|Pour cela|Pour ce faire|Dans ce cadre|"
    r"En 1er lieu)\b,? )",
    re.IGNORECASE,
)
_INCISE = re.compile(
    r", (?:aux côtés|grâce|avec|en lien|en partenariat|en collaboration|à l'occasion|dans le cadre|pour|afin|via|"
    r"après|face|"
    r"au sein|selon|sous|depuis|lors|à travers|par|forte?|soucieu|conscient|convaincu|comme|dès|en|à partir|"
    r"notamment|dont|où|que|qu(?=')|au (?:terme|bout|cours|nom)|à (?:la suite|l'issue|force)|(?:sur|dans) tout|partout|"
    r"malgré|sans|pendant|durant|tout au long|faute|(?:à|dans) <T\d+(?=>))\b"
    r"(?:[^<>,;:]|<[A-Z]\d+>|>){0,90},"
)
_APPOSITION = re.compile(
    rf"({_TOKEN}), (?:l'|la |le |les |une? |premi|association |réseau |fédération |fondation |structure |membre |"
    rf"situé|basé|"
    r"implanté|né|filiale |spécialis|engag|réuni|regroup|(?:lancé|créé|fondé|initié|porté|soutenu|reconnu|agréé|"
    r"labellisé|ouvert|installé|destiné)e?s?\b|qui (?=regroupe|réunit|rassemble|fédère|compte|agit|œuvre|"
    r"intervient|travaille))(?:(?! (?:a|ont|est|sont|sera|seront|avait|était) )[^;:.,]){0,110}, ?"
)


_PARTICIPLE = r"(?!puis|mais|depuis|jamais|soit|fait)(?:né|[a-zà-ÿ]{2,}(?:é|is|it|u))e?s?\b"
_JOINS = re.compile(r"\b(?:et|puis|ensuite|enfin),? ?\Z")
_DATED_ASIDE = re.compile(
    r"(?:\A|\A(?i:après) (?:l['’]|s['’]|y )?(?:avoir|être) |, (?:qui (?:a été|est) )?)"
    rf"(?P<done>(?i:{_PARTICIPLE}))[^,]*\Z"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """The clean characters `start:end`, as the rules read them: in full, then without what is said in passing.

    `when` holds the date of the clause as properties, empty where it has none or several; it stands at `when_at`,
    and goes with the participle of an aside only where that is `in_passing`: « X, fondé en 1990, … ». It `opens` what
    follows where a conjunction comes right before it: « à X, puis, en 1990, à Y ». `when_from` is where an earlier
    date that it hangs on is told (« l'année suivante »), -1 for none; `anchor` the date on which a later one may
    hang. `relative` is the one of the readings that a relative clause gives, if any; `relative_dated` tells that the
    date is that clause's."""

    start: int
    end: int
    readings: tuple[str, ...]
    when: dict[str, str]
    when_at: int
    in_passing: str
    letters: frozenset[str]
    opens: bool = False
    when_from: int = -1
    relative: str = ""
    relative_dated: bool = False
    anchor: Anchor | None = None


def clauses(
    text: str, start: int, end: int, mentions: Sequence[Mention], anchor: Anchor | None = None
) -> Iterator[Clause]:
    """The clauses of a sentence; tokens are numbered as `mentions` is, `anchor` is the last date told before it."""
    begin = start
    for stop in (*_CLAUSE.finditer(text, start, end), None):
        last = stop.start() if stop else end
        if last > begin:
            clause = _clause(text, begin, last, mentions, anchor)
            anchor = clause.anchor
            yield clause
        begin = stop.end() if stop else end


def _clause(text: str, start: int, end: int, mentions: Sequence[Mention], anchor: Anchor | None) -> Clause:
    said: list[str] = []
    times: list[tuple[int, dict[str, str]]] = []
    letters = set()
    at = start
    for first, last, token, date in sorted(_pieces(text, start, end, mentions)):
        if first < at:
            continue
        said += (text[at:first], token)
        at = last
        if date:
            times.append((first, date))
        elif date is None:
            letters.add(token[1])
    every, of_relative = _read("".join((*said, text[at:end])))
    when_at, when = times[0] if len(times) == 1 else (start, {})
    aside = _DATED_ASIDE.search(text[start:when_at]) if times else None
    done = aside["done"].lower() if aside else ""
    clause = Clause(start, end, every, when, when_at, done, frozenset(letters))
    clause = _hung(text, clause, times, anchor)
    before = text[start : clause.when_at]
    dated = inside_relative(before) if clause.when else False
    return replace(clause, opens=_JOINS.search(before) is not None, relative=of_relative, relative_dated=dated)


def readings(said: str) -> tuple[str, ...]:
    """A clause in tokens as the rules read it: in full, without asides, and what a relative clause of it says."""
    return _read(said)[0]


def _read(said: str) -> tuple[tuple[str, ...], str]:
    """The readings of a clause, and the one of them that a relative clause gives, if any."""
    of_relative, full = relative(tidy(said))
    short = _without_asides(full)
    every = (full, short, of_relative, *turned(full), *turned(short))
    return tuple(dict.fromkeys(filter(None, every))), of_relative


def _hung(text: str, clause: Clause, times: Sequence[tuple[int, dict[str, str]]], anchor: Anchor | None) -> Clause:
    """The clause with the date that hangs on an earlier one, and the date on which a later one may hang. A clause that
    tells a date and one that hangs on it tells two, so none."""
    spans = [(first, last) for first, last, _ in dates(text, clause.start, clause.end)]
    hanging = list(relatives(text, clause.start, clause.end))
    if times:
        if apart_from(text, hanging, spans):
            return replace(clause, when={}, when_at=clause.start)
        year = year_of(clause.when)
        sure = year is not None and not clause.in_passing and not other_years(text[clause.start : clause.end], year)
        return replace(clause, anchor=Anchor(year, clause.start) if sure and year is not None else None)
    if other_years(text[clause.start : clause.end], None) or len(hanging) > 1 or (hanging and anchor is None):
        return clause
    if not hanging or anchor is None:
        return replace(clause, anchor=anchor)
    (one,) = hanging
    later = Anchor(anchor.year + one.years, anchor.start)
    return replace(clause, when=one.after(anchor), when_at=one.start, when_from=anchor.start, anchor=later)


def _pieces(
    text: str, start: int, end: int, mentions: Sequence[Mention]
) -> Iterator[tuple[int, int, str, dict[str, Any] | None]]:
    for number, one in enumerate(mentions):
        if start <= one.start and one.end <= end:
            yield one.start, one.end, f"<{one.letter}{number}>" + (f"~{one.role} " if one.role else ""), None
    for first, last, when in dates(text, start, end):
        yield first, last, "\0", when
    for hanging in relatives(text, start, end):
        yield hanging.start, hanging.end, "\0", {}


def tidy(said: str) -> str:
    """One clause in its plain form: no quotes, no determiner before a token, no aside, no adverb."""
    said = re.sub(r"<([A-Z]\d+)>", "\1\\1\2", said)
    said = _SPACES.sub(" ", _QUOTES.sub(" ", said)).replace("’", "'").replace("\1", "<").replace("\2", ">").strip()
    said = told(moved(_DATE_APART.sub(lambda one: "" if "<" in one.string[: one.start()] else ",", said)))
    said = plainer(re.sub(r",? ?\0(?=,)", "", said))
    said = re.sub(r"(?:^|,? ?)\0,? ?", " ", said).strip()
    said = _OF_ELIDED.sub("de ", _SOME.sub(r"\g<verb>", said))
    for _ in range(2):
        for pattern, short in _OF_THE:
            said = pattern.sub(short, said)
        said = re.sub(rf"\b(de|à) (?:l'|la |les )(?={_TOKEN})", r"\1 ", said, flags=re.I)
        said = _DETERMINER.sub("", said)
        said = _KIND_WORD.sub("", said)
    said = re.sub(rf"\b(d)'(?={_TOKEN})", r"\1e ", said)
    said = _WHERE.sub("", _WHICH.sub(", qui ", said))
    said = _WE.sub(lambda one: f"{one[1]} {one[2].replace('ç', 'c').removesuffix('ge')}ent", said)
    said = re.sub(rf"\b(de|à) (?:l'|la |les )(?={_TOKEN})", r"\1 ", said, flags=re.I)
    said = re.sub(r"(<[NOE]\d+>) \(<[NOE]\d+>\)", r"\1", said.removeprefix(", "))
    said = _THEN.sub(", puis ", _FIRST_ADVERB.sub("", _ASIDE.sub("", said)))
    said = _SPACES.sub(" ", _ADVERBS.sub("", said)).strip()
    said = re.sub(r"\A[Cc]'est,? que (?=<)|(?<=\A)[Cc]e sont (?=<[^<>]+>,? qui )", "", said)
    return re.sub(r"\b(et|puis),(?= )", r"\1", re.sub(r" (?=[,.)])", "", said))


# « X, tête de file, a … »: a few words without a name or a verb.
_FEW_WORDS = re.compile(
    rf"({_TOKEN}), (?!qui |que |qu'|dont |où |et |ou |ni |puis |mais |non |pas |jamais |peut-être |semble|aurai|serai)"
    r"(?!à )"
    r"(?!(?:[^,]* )?(?:a|ont|est|sont|était|avait|avaient|étaient|sera|seront|aura|n'\w+) )"
    r"[a-zà-ÿ][^<>,;:.]{2,50}, (?=(?:a|ont|avait|avaient|est|sont) )"
)


def _without_asides(said: str) -> str:
    said = _FEW_WORDS.sub(r"\1 ", said)
    for _ in range(2):
        said = _APPOSITION.sub(r"\1 ", _INCISE.sub("", said))
    return _SPACES.sub(" ", said)
