"""« Elle », « ce programme », « l'association », « nous »: who is meant, where only one can be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graphmodel.names import fold
from ingest.prose.clitics import clitics
from ingest.prose.mentions import Mention

_BODY, _THING = "NOE", "IPJQ"
_NOUNS: tuple[tuple[str, str], ...] = (
    ("tête de réseau|association|fédération|réseau|mouvement|union|fondation|fonds|collectif|structure|organisation|"
     "coopérative|ONG|entreprise|institution", _BODY),
    ("programme|dispositif|parcours|appel à projets|accélérateur|incubateur|démarche|innovation|projet|initiative|"
     "solution|expérimentation|concept|service|méthode|outil|plateforme", _THING),
)  # fmt: skip
_ANY_NOUN = "|".join(nouns for nouns, _ in _NOUNS)
_CLASS = {noun: letters for nouns, letters in _NOUNS for noun in nouns.split("|")}
# « l'association voisine » is another one.
_APART = (
    r"(?:voisine?|sœur|jumelle|mère|homologue|partenaire|marraine|filleule|lauréate?|bénéficiaire|locale?|d'origine)s?"
)
_REFERS = re.compile(
    rf"(?:(?<![\w’'-])|(?<=\bqu[’']))(?:(?P<pronoun>[Ee]lle|[Ii]l)(?=[ ])"
    rf"|(?P<last>[Cc]e(?:lle|lui)-ci|[Cc]e(?:tte dernière|(?:t| )dernier))(?=[ ,])"
    rf"|(?:(?P<this>[Cc]et |[Cc]ette |[Cc]e |[Cc](?:ette|e) même )|[Ll][’']|[Ll][ea] )"
    rf"(?P<noun>{_ANY_NOUN})(?=[ ,](?!d[eu]s? |d[’']|[A-ZÀ-Þ«]|{_APART}\b))"
    rf"|(?P<us>[Nn]ous(?=[ ])|[Nn]otre (?:réseau|association|fédération|mouvement|fondation|union|organisation)\b))"
)
_IMPERSONAL = re.compile(
    r"[Ii]l (?:s['’]agit|est (?:possible|important|nécessaire|recommandé|à noter)|faut|y a|revient|existe)"
)
_FEMININE = re.compile(
    r"(?:la |une |l )?(?:federation|association|union|fondation|confederation|ligue|cooperative|mutualite|agence|"
    r"croix|banque|caisse|demarche|plateforme)\b"
)
_MASCULINE = re.compile(
    r"(?:le |un )?(?:reseau|mouvement|fonds|collectif|secours|institut|programme|dispositif|projet|parcours|service|"
    r"comite)\b"
)
_GOVERNED = re.compile(
    r"(?:\b(?:de|du|des|avec|par|pour|chez|sur|dans|en|aux?|à)|\bd[’'])[ ]?(?:l[’']|la |le |les )?(?:[«“\"] ?)?\Z"
)


# Only somebody does these things: « Elle a transmis… » after « X pilote la Voisinade » means X.
_DOES = re.compile(
    r" (?:n['’]|l['’]|[yY] |lui |leur )?(?:a|avait|aura) (?:\w+ment |ensuite |aussi |également |déjà )?(?:transmis|"
    r"confié|transféré|repris|adopté|financé|cofinancé|subventionné|versé|accordé|attribué|fondé|créé|imaginé|inventé|conçu|"
    r"signé|adhéré|rejoint|embauché|recruté|modélisé|importé|expérimenté|testé|piloté|copiloté|co-piloté|mis en place|"
    r"mis au point|consacré|dupliqué|répliqué|formé)e?s?\b"
)
_BACK = 3  # sentences
_OBJECT_BEFORE = re.compile(r"\bl['’](?:a|ont|avait|avaient)\b")
_CALLED = re.compile(r"(?:appelle(?:nt)?|nom de|nommée?|baptisée?) (?:la |le |les |l['’])?[«“\"]? ?\Z")
_FORM = re.compile(
    r"\b(?:(?P<SF>la|une|cette|sa|ma)|(?P<SM>le|un|ce|cet|du|au)|(?P<P>les|des|ces|ses|leurs|nos|aux)|"
    r"(?P<S>l|de l|son))(?: |['’])(?:(?:[\w-]+ )?[«“\"] ?)?\Z",
    re.IGNORECASE,
)
_OWN_FORM = re.compile(
    r"(?:(?P<SF>la|une|cette|sa)|(?P<SM>le|un|ce|cet)|(?P<P>les|ces|des)|(?P<S>l))(?: |['’])", re.IGNORECASE
)


_UNNAMED = re.compile(
    r"(?<!\best )(?<!\bpas )(?<!était )(?<!\bcomme )(?<!\bdans )(?<!\bpour )(?<!\bavec )(?<!\bpar )(?<!\bsur )"
    r"(?<!\bde )(?<!\ben )(?<!\bà )(?<!d['’])\b(?P<a>[Uu]ne?) \w{3,}"
)


_A_NAME = re.compile(r"\b(?P<a>[Ll][ea]) [A-ZÀ-Þ][\w’'-]{2,}")


def form(text: str, one: Mention) -> str:
    """« S » or « P », then « F » or « M »: what the words of a mention say of its number and gender; else empty."""
    found = _OWN_FORM.match(text, one.start, one.end) or _FORM.search(text, max(0, one.start - 24), one.start)
    told = str(found.lastgroup) if found else ""
    if "F" not in told and "M" not in told and told != "P":
        name = fold(one.name)
        told = "SF" if _FEMININE.match(name) else "SM" if _MASCULINE.match(name) else told
    return told


def may_agree(told: str, wanted: str) -> bool:
    """Whether two forms may be of one entity: « S » and « SF » may, « SM » and « SF » may not."""
    return all(one == other for one, other in zip(told, wanted, strict=False))


def _named_elsewhere(text: str, one: Mention) -> bool:
    """Whether a sentence only says how something is called: « où elle porte le nom de X »."""
    return _CALLED.search(text, max(0, one.start - 24), one.start) is not None


def governed(text: str, at: int) -> bool:
    """Whether what begins there hangs on a preposition: « avec X », « le président de X »."""
    return _GOVERNED.search(text, max(0, at - 20), at) is not None


@dataclass(frozen=True, slots=True)
class Before:
    """What a sentence may refer to: the mentions of the one before it, in the same paragraph, and where that began;
    the publisher; what the document named so far; the mentions of the paragraph so far, with where its sentences
    begin; and those of the heading above."""

    mentions: Sequence[Mention] = ()
    start: int = -1
    us: Mention | None = None
    document: Iterable[Mention] = ()
    paragraph: Sequence[Mention] = ()
    starts: Sequence[int] = ()
    title: Sequence[Mention] = ()


def resolved(text: str, start: int, end: int, mentions: Sequence[Mention], before: Before) -> Iterator[Mention]:
    """Mentions for the pronouns and nouns of a sentence that can only mean one entity."""
    found = list(_referring(text, start, end, mentions, before))
    yield from found
    said = sorted((*mentions, *found), key=lambda one: one.start)

    def stood_for(at: int, letters: str, wanted: str) -> Mention | None:
        return _stood_for(text, _Small(at, letters, wanted), said, before)

    for role, begin, stop, meant in clitics(text, start, end, said, stood_for):
        yield replace(meant.at(begin, stop), role=role)


def _referring(text: str, start: int, end: int, mentions: Sequence[Mention], before: Before) -> Iterator[Mention]:
    for match in _REFERS.finditer(text, start, end):
        if any(one.start < match.end() and match.start() < one.end for one in mentions):
            continue
        if match["us"]:
            if before.us is not None:
                yield before.us.at(match.start(), match.end())
            continue
        if match["pronoun"] and _IMPERSONAL.match(text, match.start()):
            continue
        meant = _latest(text, match, before) if match["last"] else _meant(text, match, mentions, before)
        if meant is None and match["this"]:
            meant = only_one(match["noun"], before.document)
            meant = meant and meant.at(match.start(), match.end())
        if meant is not None:
            yield meant


def _meant(text: str, match: re.Match[str], mentions: Sequence[Mention], before: Before) -> Mention | None:
    letters = _CLASS[match["noun"]] if match["noun"] else _BODY + _THING
    own = [one for one in mentions if one.end <= match.start() and one.letter in letters]
    if match["pronoun"]:
        own = [one for one in own if not governed(text, one.start)]
        if own and _OBJECT_BEFORE.search(text, own[-1].end, match.start()):
            return None  # « X l'a importée de Wallonie, où elle… »
    said = [one for one in before.mentions if one.letter in letters]
    candidates, begin = (own, -1) if own else (said, before.start)
    if match["noun"] and not candidates and letters == _THING:
        candidates = [one for one in before.paragraph if one.letter in "IP"]
        begin = _sentence_of(candidates[-1], before) if candidates else -1
    candidates = [one for one in candidates if one.letter not in "JQ"] or candidates
    if match["pronoun"]:
        candidates = [one for one in candidates if not _named_elsewhere(text, one)]
        wanted = "SF" if match["pronoun"].lower() == "elle" else "SM"
        doers = [one for one in candidates if one.letter in _BODY] if _DOES.match(text, match.end()) else []
        candidates = doers or candidates
        if len({one.key for one in candidates}) > 1:
            candidates = [one for one in candidates if may_agree(form(text, one), wanted)]
    if match["noun"]:  # « ce fonds » is the one that is called a fund
        called = [one for one in candidates if fold(match["noun"]) in fold(one.name).split()]
        candidates = called or [one for one in candidates if _may_be(match["noun"], one, text)]
    if len({one.key for one in candidates}) != 1:
        return None
    meant = candidates[0]
    if match["pronoun"] and (governed(text, meant.start) or not _agrees(match["pronoun"], meant.name)):
        return None
    return replace(meant.at(match.start(), match.end()), before=meant.before if meant.before >= 0 else begin)


def _latest(text: str, match: re.Match[str], before: Before) -> Mention | None:
    """« Celle-ci »: whom the sentence before named last, where its words say that it is feminine."""
    said = [one for one in before.mentions if one.letter in _BODY + "IP" and not one.role]
    wanted = "SF" if "lle" in match["last"] or "tte" in match["last"] else "SM"
    if not said or form(text, said[-1]) != wanted:
        return None
    last = said[-1]
    return replace(last.at(match.start(), match.end()), before=last.before if last.before >= 0 else before.start)


@dataclass(frozen=True, slots=True)
class _Small:
    """A small word before a verb: where it stands, the letters of what it may mean, and its number and gender."""

    at: int
    letters: str
    form: str


def _stood_for(text: str, word: _Small, said: Sequence[Mention], before: Before) -> Mention | None:
    """The only entity that a small word may stand for: of its own sentence, else of the one before, else of the few
    before that, else of the heading. Who does it is not what it is done to."""
    earlier = [one for one in said if one.end <= word.at]
    subject = max((one for one in earlier if one.letter in _BODY), key=lambda one: one.end, default=None)
    far = before.starts[-_BACK] if len(before.starts) >= _BACK else 0
    lately = [one for one in before.paragraph if one.start >= far]
    for scope in (earlier, before.mentions, lately, before.title):
        fitting = [
            one
            for one in scope
            if one.letter in word.letters
            and may_agree(form(text, one), word.form)
            and not (subject and one.key == subject.key)
            and not _named_elsewhere(text, one)
        ]
        if len({one.key for one in fitting}) > 1:
            return None
        if fitting and scope is before.title:
            return replace(fitting[-1], before=-1)
        if fitting:
            last = fitting[-1]
            if word.form and something_else(text, last.end, word.at, word.form, (*before.paragraph, *said)):
                return None
            begin = -1 if scope is earlier else _sentence_of(last, before)
            return replace(last, before=last.before if last.before >= 0 else begin)
        if scope is before.mentions and any(one.letter in "IP" for one in scope):
            return None  # the nearest thing does not agree: another word may stand for it
    return None


def something_else(text: str, start: int, end: int, wanted: str, mentions: Sequence[Mention]) -> bool:
    """Whether a thing that nobody knows stands in `start:end`, of the form `wanted` (`form`; empty: any): « X a ouvert
    une buvette. Y l'a financée. »"""
    return any(
        may_agree("SF" if found["a"].lower() in ("une", "la") else "SM", wanted)
        and not any(one.start < found.end() and found.start() < one.end for one in mentions)
        for pattern in (_UNNAMED, _A_NAME)
        for found in pattern.finditer(text, start, end)
    )


def _sentence_of(one: Mention, before: Before) -> int:
    """Where the sentence of a mention of this paragraph begins."""
    return max((start for start in before.starts if start <= one.start), default=one.start)


def only_one(noun: str, said: Iterable[Mention]) -> Mention | None:
    """The one thing, of all those that a document named so far, whose name begins with this word."""
    called = {one.key: one for one in said if one.letter in _THING and fold(one.name).split(" ")[0] == fold(noun)}
    return next(iter(called.values())) if len(called) == 1 else None


def _may_be(noun: str, one: Mention, text: str) -> bool:
    """Whether a body whose name does not say so may be called a network, an association…"""
    if one.letter not in _BODY:
        return True
    if noun in ("fondation", "fonds", "coopérative", "ONG", "entreprise", "collectif", "institution"):
        return False
    whole = noun in ("réseau", "mouvement", "fédération", "union", "tête de réseau")
    return (one.letter == "N" or not whole) and not governed(text, one.start)


def _agrees(pronoun: str, name: str) -> bool:
    wrong = _MASCULINE if pronoun.lower() == "elle" else _FEMININE
    return wrong.match(fold(name)) is None
