"""Names that are known, found in a text: those of the graph, those of the whole country, and territories."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from graphmodel.names import are_initials, fold
from graphmodel.reference import territories
from ingest.facts.records import KnownName
from ingest.prose.mentions import Mention, apart

LETTERS = {
    "Network": "N", "Organisation": "O", "Establishment": "E", "Group": "G", "Innovation": "I", "Programme": "P",
    "Territory": "T",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"(?:l['’]|(?:le|la|les)\s+)", re.IGNORECASE)
_TWO_NAMES = re.compile(r"\s*([^()]+?)\s*\(([^()]+)\)\s*")
_QUOTED = re.compile(r"[«“\"]\s*([^«»“”\"]{3,60}?)\s*[»”\"]")
_SHORT = 4  # an acronym of four letters or fewer is often a word too: « aide », « caf »
_CLASS_WORDS = {"programme", "dispositif", "reseau", "association", "projet", "parcours"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, and its folded form."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One way of writing a known name."""

    known: KnownName
    spelling: str
    rank: int

    @property
    def acronym(self) -> bool:
        """Written in capitals, in one word."""
        return " " not in self.spelling and self.spelling.isupper() and len(self.spelling) > 1


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    return fold(word)


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a text, each with its place."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(match.start(), match.end(), _folded(match[0])) for match in found]


def stem(word: str) -> str:
    """A folded word without the mark of its plural."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


Key = tuple[str, ...]


def key_of(spelling: str) -> Key:
    """What two spellings of one name share. A name of one word keeps its « s »."""
    words = fold(spelling).split()
    return tuple(map(stem, words)) if len(words) > 1 else tuple(words)


class Gazetteer:
    """Names, by how they begin."""

    def __init__(self, names: Iterable[KnownName], rank: int = 0) -> None:
        self._by_start: dict[str, dict[Key, list[Entry]]] = defaultdict(dict)
        for known in names:
            if known.kind in LETTERS:
                self.add(known, rank)

    def add(self, known: KnownName, rank: int = 0) -> None:
        """One more name, with all its spellings."""
        for spelling in spellings_of(known):
            key = key_of(spelling)
            if key:
                entries = self._by_start[stem(key[0])].setdefault(key, [])
                if all(entry.known != known for entry in entries):
                    entries.append(Entry(known, spelling, rank))

    def find(self, text: str, words: Sequence[Word], scopes: Sequence[str] = ()) -> list[Mention]:
        """Every name in a run of words, the longest at each place. `scopes`: the networks, by name, that the place
        speaks of, nearest first; a name that several entities bear is the one of the nearest scope, or nobody."""
        found = (self._longest(text, words, at, scopes) for at in range(len(words)))
        return apart(filter(None, found))

    def _longest(self, text: str, words: Sequence[Word], at: int, scopes: Sequence[str]) -> Mention | None:
        candidates = self._by_start.get(stem(words[at].folded), {})
        for key in sorted(candidates, key=len, reverse=True):
            length = len(key)
            run = words[at : at + length]
            said = tuple(word.folded if length == 1 else stem(word.folded) for word in run)
            if said != key or not _close(text, run):
                continue
            entry = _meant(text, run, candidates[key], scopes)
            if entry:
                known = entry.known
                span = run[0].start, run[-1].end
                return Mention(*span, LETTERS[known.kind], known.name, network=known.network, rank=entry.rank)
        return None


def _close(text: str, run: Sequence[Word]) -> bool:
    """Whether nothing but a blank, a dash or an apostrophe stands between the words."""
    return all(re.fullmatch(r"[\s'’\-‐‑–—/«»“”\"]{1,4}", text[a.end : b.start]) for a, b in pairwise(run))


def _meant(text: str, run: Sequence[Word], entries: Sequence[Entry], scopes: Sequence[str]) -> Entry | None:
    """The entity that a spelling means here, None where it means none or where several could be."""
    written = text[run[0].start : run[-1].end]
    fitting = [entry for entry in entries if _written_as(written, text, run, entry)]
    for scope in scopes:
        inside = [entry for entry in fitting if _in_scope(entry.known, scope)]
        if len(inside) == 1:
            return inside[0]
    anywhere = [entry for entry in fitting if not entry.known.network or _proper(written, entry)]
    return anywhere[0] if len(anywhere) == 1 == len(fitting) else None


def _in_scope(known: KnownName, scope: str) -> bool:
    named = f" {fold(known.name)} "
    return fold(known.network) == fold(scope) or (not known.network and f" {fold(scope)} " in named)


def _proper(written: str, entry: Entry) -> bool:
    """Whether a name is written as a name: with the capital that a common noun has not."""
    return entry.known.kind != "Innovation" or written[0].isupper()


def _written_as(written: str, text: str, run: Sequence[Word], entry: Entry) -> bool:
    if entry.acronym:
        return written.isupper() or (len(written) > _SHORT and written[0].isupper())
    if entry.known.kind in ("Innovation", "Group", "Territory") or (entry.known.kind == "Programme" and len(run) > 1):
        return entry.known.kind != "Territory" or written[0].isupper() or entry.spelling[0].islower()
    return any(letter.isupper() for letter in written) or not any(letter.isupper() for letter in entry.spelling)


def spellings_of(known: KnownName) -> Iterator[str]:
    """The ways of writing a known name: as given, without its article, and both sides of « Nom long (SIGLE) »."""
    for given in dict.fromkeys((known.name, *known.spellings)):
        yield given
        if article := _ARTICLE.match(given):
            yield given[article.end() :]
        if quoted := _QUOTED.search(given):
            yield quoted[1]
        if both := _TWO_NAMES.fullmatch(given):
            outside, inside = both.groups()
            if are_initials(inside, outside) or are_initials(outside, inside):
                yield inside
            yield outside


_OTHER_WORD = {"dehors": "hors"}
_SMALL_WORDS = frozenset((
    "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par", "pour", "s", "sur", "un",
    "une", "dans",
))  # fmt: skip


class Described:
    """Known groups, innovations and programmes whose name is a description: « Projets soutenus par X en 2019 ».

    What a text only describes is one of them where every word of its name stands in the passage, and the description
    begins as it does."""

    def __init__(self, names: Iterable[KnownName]) -> None:
        self._by_start: dict[str, list[tuple[frozenset[str], KnownName]]] = defaultdict(list)
        for known in names:
            if known.kind in ("Group", "Innovation", "Programme"):
                for spelling in _parts(known):
                    words = contents(spelling)
                    if len(words) > 1:
                        self._by_start[words[0]].append((frozenset(words), known))

    def meant(self, one: Mention, passage: str) -> Mention:
        """The mention, of the known entity where only one fits."""
        words = contents(one.name)
        if not words or not self._by_start[words[0]]:
            return one
        said = {*contents(passage), *words}
        fitting = {
            (known.kind, known.name): known
            for name, known in self._by_start[words[0]]
            if _spelled(words, name) <= name <= _spelled(said, name) and LETTERS[known.kind] in _CLASSES[one.letter]
        }
        if len(fitting) != 1:
            return one
        known = next(iter(fitting.values()))
        return replace(one, letter=_NAMED_AS.get(one.letter, one.letter), name=known.name, network=known.network)


_LONG = 12  # letters


def _spelled(words: Iterable[str], name: Iterable[str]) -> set[str]:
    """The words, each very long one as the name spells it where only a letter or two differ: people mistype those."""
    long = [word for word in name if len(word) >= _LONG]
    near = {word: [one for one in long if Levenshtein.distance(word, one, score_cutoff=2) <= 2] for word in words}
    return {near[word][0] if len(word) >= _LONG and len(near[word]) == 1 else word for word in words}


def _parts(known: KnownName) -> Iterator[str]:
    for given in (known.name, *known.spellings):
        yield given
        if both := _TWO_NAMES.fullmatch(given):
            yield from both.groups()


_CLASSES = {"G": "G", "S": "G", "H": "G", "J": "I", "Q": "P"}
_NAMED_AS = {"H": "G", "J": "I", "Q": "P"}


def contents(text: str) -> list[str]:
    """The words of a text that mean something, without their plural."""
    return [stem(_OTHER_WORD.get(word, word)) for word in fold(text).split() if word not in _SMALL_WORDS]


@cache
def national() -> Gazetteer:
    """The bodies that the whole country knows by name."""
    text = (files("graphmodel.reference") / "data" / "national_bodies.csv").read_text(encoding="utf-8")
    names = [
        KnownName(row["class"], row["name"], tuple(filter(None, row["aliases"].split("|"))))
        for row in csv.DictReader(text.splitlines(), delimiter=";")
    ]
    return Gazetteer(names, rank=1)


# Territories ------------------------------------------------------------------------------------------------------

_PLACE = re.compile(
    r"(?:(?:(?<=[\s'’(])|^)(?:à la|à l['’]|[àÀ]|aux?|[Ee]n|[Dd]ans les?|[Dd]ans la|[Dd]ans l['’]|[Dd]epuis|[Vv]ers|"
    r"chez|sur|entre|et|[Dd]e la|[Dd]e l['’]|[Dd]u|[Dd]es|[Dd]e|[Dd]['’]|gagn(?:é|e|ent)|attei(?:nt|gnent)|"
    r"conqui(?:s|ert))|,)\s*"
    r"(?P<name>(?:(?:Les?|La|L['’]|Saint|Sainte) ?)?[A-ZÀ-ÖØ-Þ][\w’'-]+(?:[ -](?:(?:de|du|des|la|le|les|l['’]|d['’]|"
    r"en|sur|et|lès)[ -]?){0,2}"
    r"[A-ZÀ-ÖØ-Þ][\w’'-]+){0,4})"
)
_ABROAD = {
    "quebec", "wallonie", "flandre", "catalogne", "ecosse", "angleterre", "pays de galles", "baviere", "californie",
    "lombardie", "pays basque", "amerique du nord", "europe", "scandinavie", "ontario", "montreal", "bruxelles",
    "barcelone", "londres", "berlin", "new york", "geneve", "lausanne",
}  # fmt: skip
"""Places outside the reference (which knows countries) from which French networks are wont to import."""


def places(text: str, start: int, end: int) -> list[Mention]:
    """Territories written with a capital, after a preposition of place (or after another one, in a list)."""
    found = []
    at = start
    while match := _PLACE.search(text, at, end):
        words = match["name"]
        at = match.end()
        while words:
            if _is_place(words):
                begin = match.start("name")
                at = begin + len(words)
                found.append(Mention(begin, at, "T", words, rank=4))
                break
            words = _shorter(words)
    return found


def _shorter(name: str) -> str:
    """A name without its last word, and without the small words that then end it."""
    cut = re.sub(r"[\s-]+[^\s-]+$", "", name)
    return re.sub(r"(?:\s+(?:de|du|des|la|le|les|en|sur|et|l['’]|d['’]))+$", "", cut) if cut != name else ""


@lru_cache(maxsize=16_384)
def is_home(name: str) -> bool:
    """Whether a place is a part of France."""
    return any(place.level not in ("country", "foreign") for place in territories.find(name))


@lru_cache(maxsize=16_384)
def _is_place(name: str) -> bool:
    if name.isupper() and len(name) < 6:
        return False  # the initials of a body
    return territories.spelled(name) in territories.spellings() or fold(name) in _ABROAD
