"""Which names may be two spellings of one body: proposed to a person, never joined (docs/decisions/0005). Pure.

Names are told apart first, by what makes two bodies of them: a place, a number, a level, one letter. Only names that
agree on all of these are compared, so that a country-wide list of local associations costs no more than its namesakes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal, NamedTuple

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from graphmodel.names import PROPOSE_FROM, are_initials, fold, marks, similar
from graphmodel.reference.territories import spelled

How = Literal["equal", "initials", "close", "disputed", "restated"]
"""Their names are equal, one is the initials of the other, they are close; an identifier is in dispute; or one tells
how long it lasts and the other between which dates (`graphmodel.analysis.halves`)."""

NAMESAKES = 8
"""A name that more entities bear is nobody's own."""
_SLICE = 512  # rows compared at once: what keeps the matrix small


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FORMS = _words(
    "a asso assoc association associations au aux d de des du en et eurl gie l la le les loi nos notre par pour reseau"
    " reseaux sa sarl sas scea scic scop sur un une 1901"
)
"""Words that one document writes and another leaves out."""
_COMMON = _FORMS | _words(
    "accueil acteur acteurs adherent adherents amicale amis antenne antennes associatif associatifs associative"
    " associatives atelier ateliers benevole benevoles cafe cafes centre centres club clubs collectif collectifs"
    " collectivite collectivites college colleges comite comites commune communes cooperative cooperatives creche"
    " creches departement departemental departementale departementales departements ecole ecoles entreprise entreprises"
    " epicerie epiceries equipe equipes etablissement etablissements etat famille federation federations fete fetes"
    " financeur financeurs fondation fondations foyer foyers groupe groupes habitant habitants jardin jardins jeune"
    " jeunes lieu lieux local locale locales locaux lycee lycees mairie mairies maison maisons mecene mecenes membre"
    " membres mission missions national nationale nationales organisme organismes parent parents partage partages"
    " partenaire partenaires prive prives public publics recyclerie recycleries regie regies region regional regionale"
    " regionales regions relais ressourcerie ressourceries section sections service services social sociale sociales"
    " sociaux solidaire solidaires structure structures territoire territoires territorial territoriale territoriales"
    " tete tetes tiers union unions ville villes"
)
"""A name of nothing but these is a common noun (tiers-lieux, épicerie solidaire): it names whatever is of that sort."""
_LEVEL = re.compile(
    r"nationa|regiona|departementa|interregiona|interdepartementa|internationa|europe|local(?!i)|locaux"
)
_OPPOSED = _words("nord sud est ouest haut haute bas basse hommes femmes filles garcons ancien anciens nouveau")
_ELIDED = frozenset("acdejlmnsty")
_LONGEST = 12  # letters of a name that is made of initials
_STATED = re.compile(r"(.*\S)\s*\(([^()\s]+)\)\s*")


class Named(NamedTuple):
    """An entity by its names, the one that shows first. Only entities of one `base` may be one."""

    uid: str
    base: str
    names: tuple[str, ...]


class Likeness(NamedTuple):
    """Two entities (uids, sorted) of which one may be the other, by their names."""

    one: str
    other: str
    how: How
    score: float


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One name of an entity. `apart`: what makes it another name than those that look like it."""

    uid: str
    text: str
    folded: str
    apart: frozenset[str]
    core: tuple[str, ...]


def common_noun(name: str) -> bool:
    """Whether a name says a sort of thing and nobody in particular.

    >>> common_noun("Les tiers-lieux"), common_noun("Le Tiers-lieu de Redon")
    (True, False)
    """
    return all(word in _COMMON for word in fold(name).split())


def likenesses(entities: Iterable[Named], places: AbstractSet[str]) -> list[Likeness]:
    """The pairs worth a look, by uids. `places` as in `graphmodel.reference.territories.spellings`."""
    found: dict[tuple[str, str], Likeness] = {}
    by_base: dict[str, list[Named]] = defaultdict(list)
    for one in entities:
        by_base[one.base].append(one)
    for some in by_base.values():
        main = {one.uid: _apart(one.names[0], places) for one in some}
        spelt = [made for one in some for made in _spellings(one, places)]
        for like in (*_alike(spelt), *_initials(spelt, some)):
            known = found.get((like.one, like.other))
            if _fit(like, main) and (known is None or like.score > known.score):
                found[like.one, like.other] = like
    return [found[pair] for pair in sorted(found)]


def _fit(like: Likeness, main: Mapping[str, frozenset[str]]) -> bool:
    """Whether the names that show agree too; initials may leave out the place that the long name says."""
    one, other = main[like.one], main[like.other]
    return one == other or (like.how == "initials" and (one <= other or other <= one))


def _spellings(one: Named, places: AbstractSet[str]) -> Iterator[_Spelling]:
    """The names of an entity that may be compared; « Nom long (SIGLE) » also goes by its long name."""
    for text in dict.fromkeys(long for name in one.names for long in (name, _long_and_short(name)[0])):
        if folded := fold(text):
            core = tuple(sorted(word for word in folded.split() if word not in _FORMS))
            if not common_noun(text):
                yield _Spelling(one.uid, text, folded, _apart(text, places), core)


def _long_and_short(name: str) -> tuple[str, str]:
    """« Nom long (SIGLE) » in two, where the one spells the other; else the name and nothing."""
    stated = _STATED.fullmatch(name)
    return (stated[1], stated[2]) if stated and are_initials(stated[2], stated[1]) else (name, "")


def _apart(name: str, places: AbstractSet[str]) -> frozenset[str]:
    """Places, numbers, levels, sides and lone letters: names that differ in these are never one body."""
    text = spelled(name)
    words = text.split()
    levels = {found[0] for word in words if (found := _LEVEL.match(word))}
    letters = {word for word in words if len(word) == 1 and word not in _ELIDED}
    return marks(text, places) | levels | letters | _OPPOSED.intersection(words)


def _alike(spelt: Sequence[_Spelling]) -> Iterator[Likeness]:
    """Equal names, names equal but for words that may be left out, and close ones."""
    blocks: dict[frozenset[str], dict[str, list[_Spelling]]] = defaultdict(lambda: defaultdict(list))
    for one in spelt:
        blocks[one.apart][one.folded].append(one)
    for block in blocks.values():
        own = {name: some for name, some in block.items() if len({one.uid for one in some}) <= NAMESAKES}
        for some in own.values():
            yield from _pairs(combinations(some, 2), "equal", 1.0)
        for name, near in _candidates(own):
            score = similar(own[name][0].text, own[near][0].text)
            if score >= PROPOSE_FROM:
                yield from _pairs(product(own[name], own[near]), "close", score)


def _candidates(block: dict[str, list[_Spelling]]) -> set[tuple[str, str]]:
    """Pairs of different names of a block that `similar` is worth asking about."""
    names = sorted(block)
    found = {(names[i], names[j]) for forms in (_sorted_words, _no_spaces) for i, j in _close([*map(forms, names)])}
    cores: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in names:
        cores[block[name][0].core].append(name)
    return found | {pair for some in cores.values() for pair in combinations(some, 2)}


def _close(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs of places whose texts are close, all compared with all in compiled code."""
    if len(texts) < 2:
        return
    least = round(PROPOSE_FROM * 100)
    for start in range(0, len(texts), _SLICE):
        scores = cdist(
            texts[start : start + _SLICE], texts[start:], scorer=fuzz.ratio, score_cutoff=least, dtype=np.uint8
        )
        rows, columns = np.nonzero(scores)
        yield from ((start + int(i), start + int(j)) for i, j in zip(rows, columns, strict=True) if i < j)


def _initials(spelt: Sequence[_Spelling], entities: Collection[Named]) -> Iterator[Likeness]:
    """One goes by the initials of the other: those that its own name states, or those that its words make."""
    stated: dict[str, set[str]] = defaultdict(set)
    for one in entities:
        for name in one.names:
            stated[fold(_long_and_short(name)[1])].add(one.uid)
    longs: dict[str, list[_Spelling]] = defaultdict(list)
    for each in spelt:
        for start in _starts(each.folded.split()):
            longs[start].append(each)
    for short in spelt:
        if " " in short.folded or not 3 <= len(short.folded) <= _LONGEST:
            continue
        own = ((uid, 1.0) for uid in sorted(stated.get(short.folded, ())))
        near = (long for long in longs.get(short.folded[:2], ()) if short.apart <= long.apart)
        made = ((long.uid, 0.9) for long in near if are_initials(short.folded, long.folded))
        yield from (_like(uid, short.uid, "initials", score) for uid, score in (*own, *made) if uid != short.uid)


def _starts(words: Sequence[str]) -> set[str]:
    """The first two letters that initials of these words may have: small words may be skipped, others taken whole."""
    found: set[str] = set()
    for place, word in enumerate(words[:-1]):
        found.add(word[:2])
        for near in words[place + 1 :]:
            found.add(word[0] + near[0])
            if near not in _FORMS:
                break
        if word not in _FORMS:
            break
    return found


def _pairs(some: Iterable[tuple[_Spelling, _Spelling]], how: How, score: float) -> Iterator[Likeness]:
    return (_like(one.uid, other.uid, how, score) for one, other in some if one.uid != other.uid)


def _sorted_words(name: str) -> str:
    return " ".join(sorted(name.split()))


def _no_spaces(name: str) -> str:
    return name.replace(" ", "")


def _like(one: str, other: str, how: How, score: float) -> Likeness:
    low, high = sorted((one, other))
    return Likeness(low, high, how, score)
