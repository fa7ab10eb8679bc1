"""« Elle l'a transmise à Y », « X y a participé », « Y en est le co-pilote »: the small words before a verb that stand
for a thing, who is meant, and the sentence as it would be said with its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ingest.prose.mentions import Mention

_HAS = r"(?:a|ont|avait|avaient|aura|auront)"
_BE = r"(?:est|sont|était|étaient|fut|furent|a été|ont été|sera|seront)"
_HOW = r"(?:(?:\w+ment|ensuite|aussi|depuis|déjà|d['’]abord|même|bientôt|enfin) )?"
_VOWEL_VERB = (
    r"(?:(?:expérimente|adopte|adapte|anime|évalue|essaime|organise|importe|utilise|emprunte|accueille|accompagne|exporte|"
    r"initie|intègre|étend)(?:nt)?\b|(?:expériment|adopt|adapt|anim|évalu|essaim|organis|import|emprunt|accompagn|export|"
    r"initi|intégr|abandonn|install)(?:a|èrent)\b)"
)
_VERB = (
    r"(?:(?:finance|cofinance|porte|pilote|co-?pilote|duplique|réplique|diffuse|développe|teste|subventionne|coordonne|"
    r"gère|mène|modélise|propose|déploie|confie|transfère|lance|évalue|expérimente|adopte)(?:nt)?|repren(?:d|nent)|"
    r"transmet(?:tent)?|condui(?:t|sent)|soutien(?:t|nent)|reçoi(?:t|vent)|"
    r"(?:financ|finanç|confi|dupliqu|diffus|développ|test|subventionn|pilot|port|mont|modélis|propos|transfér|lanç|lanc|cré|"
    r"fond|imagin|invent)(?:a|èrent)|(?:transmi|repri|reçu|conçu|soutin|rejoigni)(?:t|rent))\b"
)
# What is done to a body as well as to a thing: « l'a financée » may mean either.
_TO_ANYBODY = re.compile(
    r"\w*(?:financ|soutenu|soutien|cré|fond|aid|accompagn|subventionn|rejoint|intégr|accueill|lanc)"
)
_CLITICS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("l", re.compile(rf"(?<=[ ,])l['’](?=(?:{_HAS} {_HOW}(?P<done>\w+)|(?P<does>{_VOWEL_VERB})))")),
    ("l", re.compile(rf"(?<=[ ,])(?:l[ea]|les) (?=(?P<does>{_VERB}))")),
    ("l", re.compile(rf"(?<=[ ,])les (?=(?:{_HAS} (?P<done>\w+)))")),
    ("y", re.compile(rf"(?<=[ ,])y (?=(?:{_HAS} )?(?:particip|pris part|prend|prennent|contribu|prêt(?:e|é) |"
        "apport(?:e|é) "
                     r"|été (?:accueilli|admis|retenu|sélectionné|accompagné|associé|invité))|adhèr)")),
    ("e", re.compile(
        rf"(?<=[ ,])en (?={_BE} (?:aussi |également )?(?:l['’]|les? |la |une? |des )?(?:co-?pilote|pilote|partenaire|"
        r"lauréat|bénéficiaire|financeu|porteu|cofinanceu|coordinat|animat))")),
    ("g", re.compile(
        rf"(?:(?<=[ ,])|(?<=s[’']))en (?=(?:{_HAS} )?(?:fait (?:profiter|bénéficier)|mesur|évalu|étudi|analys|assur|"
        rf"revien|"
        r"incomb|est (?:confié|assuré|revenu|saisi|emparé|inspiré)|sont (?:saisi|emparé|inspiré)))")),
    ("d", re.compile(rf"(?<=[ ,])(?:leur|lui) (?=(?:{_HAS} )?(?P<given>\w+) [^.;:]{{0,60}}?(?:€|euros?))")),
)  # fmt: skip
_TO_THINGS = re.compile(r"consacr|invest")

Meant = Callable[[int, str, str], Mention | None]
"""Who is meant at a place by a word with these letters, which agrees with these words."""


def clitics(
    text: str, start: int, end: int, mentions: Sequence[Mention], meant: Meant
) -> Iterator[tuple[str, int, int, Mention]]:
    """The small words of a sentence that can only mean one entity: what each is, where it stands, whom it means."""
    for role, pattern in _CLITICS:
        for match in pattern.finditer(text, start, end):
            if any(one.start < match.end() and match.start() < one.end for one in mentions):
                continue
            said = match.groupdict()
            if match[0].strip() in ("le", "la", "les") and said.get("does") and not _subject(text, match, mentions):
                continue  # « le social et la finance »
            wanted = _agreeing(match[0], said)
            one = meant(match.start(), "NOEGSIP", wanted) if role == "d" else None
            one = one or meant(match.start(), _letters(role, said), wanted)
            if one is not None:
                yield role, match.start(), match.start() + len(match[0].rstrip()), one


def _subject(text: str, match: re.Match[str], mentions: Sequence[Mention]) -> bool:
    before = text[: match.start()].rstrip()
    return re.search(r"\b(?:qui|[Ee]lles?|[Ii]ls?|nous|puis)\Z", before[-8:]) is not None or any(
        one.end == len(before) and one.letter in "NOEGS" for one in mentions
    )


def _letters(role: str, said: dict[str, str | None]) -> str:
    if role == "d":
        return "IP" if _TO_THINGS.match(said["given"] or "") else "NOEGS"
    done = said.get("done") or said.get("does") or ""
    return "IPNOE" if role == "l" and _TO_ANYBODY.match(done) else "IP"


def _agreeing(word: str, said: dict[str, str | None]) -> str:
    """« F », « M », « S », « P »: what a clitic and its participle say of the gender and number of what they mean."""
    word = word.strip().lower()
    done = said.get("done") or ""
    if word in ("les", "leur"):
        return "P"
    if word == "lui":
        return "S"
    if word in ("la", "le"):
        return "SF" if word == "la" else "SM"
    if word.startswith("l"):
        if re.search(r"(?:é|u|is|it|rt)e\Z", done):
            return "SF"
        return "SM" if re.search(r"(?:é|u|is|it|rt)\Z", done) else "S"
    return ""


_WORD = r"(?:(?!<)[^\W\d_][\w'-]*)"
_OBJECT = re.compile(
    rf"(<[A-Z]\d+>)~l (?:({_HAS}) )?({_HOW})({_WORD})((?: (?:en place|en œuvre|au point|sur pied|à l'essai|"
    rf"à l'épreuve))?)"
)
_PLACE = re.compile(rf"(<[A-Z]\d+>)~y ((?:{_HAS} )?(?:été )?{_WORD}(?: part| (?:son|ses|leurs?) {_WORD})?)")
_OF_THAT = re.compile(
    rf"(<[A-Z]\d+>)~g ((?:{_HAS} |{_BE} )?{_WORD}(?: (?:profiter|bénéficier))?(?: (?:les? |la |l')(?!<){_WORD})?)"
)
_SELF_OF = re.compile(rf"s'(<[A-Z]\d+>)~g ({_BE} {_WORD})")
_OF_IT = re.compile(
    rf"(<[A-Z]\d+>)~e ({_BE} (?:l'|les? |la |une? |des )?{_WORD}(?: (?:stratégique|financier|principal|historique))?)"
)
_TO_IT = re.compile(r"(<[A-Z]\d+>)~d ([^<>.;:]{0,60}<M\d+>)")


def moved(said: str) -> str:
    """A clause with each of these words where its name would stand: `<N0> <I1>~l a transmise à <O2>` is
    `<N0> a transmis <I1> à <O2>`."""
    said = _OBJECT.sub(_moved_object, said)
    said = _PLACE.sub(r"\2 à \1", said)
    said = _OF_IT.sub(r"\2 de \1", said)
    said = _OF_THAT.sub(r"\2 de \1", _SELF_OF.sub(_moved_self, said))
    said = _TO_IT.sub(r"\2 à \1", said)
    return re.sub(r"(<[A-Z]\d+>)~\w", r"\1", said)


def _moved_self(match: re.Match[str]) -> str:
    """« s'en est emparé », « s'en sont emparés »."""
    oneself = "se " if match[2].startswith("s") else "s'"
    return f"{oneself}{match[2]} de {match[1]}"


def _moved_object(match: re.Match[str]) -> str:
    token, has, how, done, rest = match.groups()
    if not has:
        return f"{how}{done}{rest} {token}"
    return f"{has} {how}{invariable(done)}{rest} {token}"


def invariable(done: str) -> str:
    """A participle that agrees with nothing: « transmise » is « transmis »."""
    return re.sub(r"(?<=[éu])(?:e|s|es)\Z|(?<=is|it|rt)(?:e|es)\Z", "", done)
