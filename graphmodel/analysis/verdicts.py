"""Linked, possibly linked, isolated or undocumented: what is known of each territory for one question (design §2.6).

- **linked**: an actual, stated spread or adoption touches it, surely in the period where one is asked;
- **possibly**: only facts that are planned, inferred, undated, perhaps outside the period or perhaps elsewhere, or an
  unnamed group of that network and level was reached (72 of 101 counts as neither 1 nor 72), or somebody of whom
  nobody knows where. A stated fact whose date somebody inferred may lie in any period: its date proves neither that
  it does nor, of a territory with a complete list, that it does not;
- **isolated**: none of these, and exhaustive coverages of that kind and network include it for the whole period; of a
  head of several networks, coverages of each of them;
- **undocumented**: the rest. A mere mention is no coverage, and a list that stops before the period ends proves
  nothing about its end; one that does not say when it stops knows nothing beyond the date of its document. Where no
  period is asked, the period is all time, and such a list has no end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from graphmodel.analysis.places import Somewhere, includes
from graphmodel.errors import Label
from graphmodel.schema.vocabulary import HAPPENED, Status, Verdict

SHOWN = 3
"""How many facts a sentence names; the others are counted."""

ANY_NETWORK = "*"
"""The network of a coverage that is not limited to one."""

_LAST_DAY = date.max.isoformat()


@dataclass(frozen=True, slots=True)
class Fact:
    """A spread or adoption that the question is about, at one of its ends.

    `id` finds its proofs; `label` tells it in a few words. `touched` says which territories of the level asked it
    touches, each with whether that is sure; `anywhere` why its end may stand in any of them. `guessed`: a document
    states the fact, and its date is only inferred.
    """

    id: str
    label: Label
    status: str
    modality: str
    since_min: str | None
    since_max: str | None
    touched: Mapping[str, bool] = field(default_factory=dict)
    anywhere: Somewhere | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a document claims to list. Empty `since`: no limit; empty `until`: not said, and `written` is the last day
    of the date of the document, empty where nobody knows it."""

    id: str
    network: str
    territories: frozenset[str]
    since: str
    until: str
    exhaustive: bool
    title: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question. `lists`: groups of networks, of each of which a complete list of one is complete; none where no
    network in particular is asked. ISO days or ""."""

    lists: tuple[frozenset[str], ...] = ()
    since: str = ""
    until: str = ""

    @property
    def groups(self) -> tuple[frozenset[str], ...]:
        """The groups of `lists`; where no network is asked, one that only lists of all networks are of."""
        return self.lists or (frozenset(),)


@dataclass(frozen=True, slots=True)
class Because:
    """One reason: a stable code, the sentence, and the facts or coverages that it rests on."""

    code: str
    sentence: Label
    proofs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one territory, with its reasons, the weightiest first."""

    territory: str
    verdict: Verdict
    reasons: tuple[Because, ...]


WEAK = ("planned", "inferred", "undated", "guessed", "date", "place", "group", "unplaced")
"""Why a fact links a territory only possibly, the weightiest doubt first: a fact has the first that applies."""


def find(
    asked: Asked, territories: Iterable[str], facts: Sequence[Fact], coverages: Sequence[Coverage]
) -> list[Finding]:
    """The verdict on each territory, in the order given."""
    relevant = _of(frozenset().union(*asked.groups), coverages)
    by_territory: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    anywhere: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for territory, sure in fact.touched.items():
            by_territory[territory][standing(fact, asked, sure)].append(fact)
        if fact.anywhere:
            code = standing(fact, asked, True)
            anywhere[fact.anywhere if code == "linked" else code].append(fact)
    return [_finding(asked, one, by_territory.get(one, {}), anywhere, relevant) for one in territories]


def standing(fact: Fact, asked: Asked, sure: bool) -> str:
    """What one fact says of a territory that it touches: "linked", a doubt of `WEAK`, or "outside" the period."""
    when = _in_period(fact, asked)
    if when == "outside":
        return "outside"
    if fact.modality not in HAPPENED:
        return "planned"
    if fact.status != Status.STATED:
        return "inferred"
    return when or ("linked" if sure else "place")


def includes_period(spans: Iterable[tuple[str, str]], since: str, until: str) -> bool:
    """Whether days from `since` to `until` (ISO, "" for no limit) all lie in the spans, taken together."""
    reached = since
    for start, end in sorted(spans):
        if start and (not reached or start > reached):
            return False
        if end in ("", _LAST_DAY) or (until and end >= until):
            return True
        if not reached or end >= reached:
            reached = (date.fromisoformat(end) + timedelta(days=1)).isoformat()
    return False


def _in_period(fact: Fact, asked: Asked) -> str:
    """Empty where the fact surely began in the period, else "undated", "guessed", "outside" or "date"."""
    if not asked.since and not asked.until:
        return ""
    low, high = fact.since_min or "", fact.since_max or ""
    if fact.guessed and (low or high):
        return "guessed"
    if (asked.until and low > asked.until) or (asked.since and high and high < asked.since):
        return "outside"
    if not low and not high:
        return "undated"
    sure = (not asked.since or (low and low >= asked.since)) and (not asked.until or (high and high <= asked.until))
    return "" if sure else "date"


def _of(group: frozenset[str], coverages: Iterable[Coverage]) -> list[Coverage]:
    return [one for one in coverages if one.network == ANY_NETWORK or one.network in group]


def _until(coverage: Coverage, asked: Asked) -> str | None:
    """The last day that a list speaks of, "" for no limit; None where nobody knows it."""
    unlimited = coverage.until or not (asked.since or asked.until)
    return coverage.until if unlimited else coverage.written or None


def _complete(coverages: Iterable[Coverage], asked: Asked) -> bool:
    """Whether lists, taken together, speak of the whole period."""
    spans = [(one.since, until) for one in coverages if (until := _until(one, asked)) is not None]
    return includes_period(spans, asked.since, asked.until)


def _finding(
    asked: Asked,
    territory: str,
    here: Mapping[str, list[Fact]],
    anywhere: Mapping[str, list[Fact]],
    coverages: Sequence[Coverage],
) -> Finding:
    if linked := here.get("linked"):
        return Finding(territory, Verdict.LINKED, (_because("linked", linked),))
    facts = {code: [*here.get(code, ()), *anywhere.get(code, ())] for code in WEAK}
    doubts = tuple(_because(code, some) for code, some in facts.items() if some)
    if doubts:
        return Finding(territory, Verdict.POSSIBLY, doubts)
    covered = [one for one in coverages if includes(one.territories, territory)]
    complete = [one for one in covered if one.exhaustive]
    outside = here.get("outside", [])
    aside = (_because("outside", outside),) if outside else ()
    if all(_complete(_of(group, complete), asked) for group in asked.groups):
        titles = sorted({one.title for one in complete})
        return Finding(territory, Verdict.ISOLATED, (_isolated(titles, complete), *aside))
    return Finding(territory, Verdict.UNDOCUMENTED, (_undocumented(covered, complete, asked), *aside))


def _because(code: str, facts: Sequence[Fact]) -> Because:
    unique = list({fact.id: fact for fact in facts}.values())
    fr, en = _SENTENCES[code]
    return Because(code, Label(fr + _listed(unique, "fr"), en + _listed(unique, "en")), tuple(f.id for f in unique))


def _listed(facts: Sequence[Fact], lang: str) -> str:
    named = " ; ".join(fact.label.in_(lang) for fact in facts[:SHOWN])
    rest = len(facts) - SHOWN
    more = "" if rest <= 0 else (f" ; and {rest} more" if lang == "en" else f" ; et {rest} de plus")
    return f"{named}{more}."


def _isolated(titles: Sequence[str], complete: Sequence[Coverage]) -> Because:
    fr = f"Aucun fait trouvé, alors que la liste est complète pour ce territoire : {' ; '.join(titles)}."
    en = f"No fact found, although the list is complete for this territory: {' ; '.join(titles)}."
    return Because("isolated", Label(fr, en), tuple(one.id for one in complete))


def _undocumented(covered: Sequence[Coverage], complete: Sequence[Coverage], asked: Asked) -> Because:
    code = "partial" if covered else "silence"
    if complete:
        code = "period" if all(_of(group, complete) for group in asked.groups) else "networks"
    fr, en = _SENTENCES[code]
    spans = sorted({(one.since, _until(one, asked)) for one in complete}, key=str)
    ends = [(since or "…", "?" if until is None else until or "…") for since, until in spans]
    said_fr = " ; ".join(f"{since} à {until}" for since, until in ends)
    said_en = " ; ".join(f"{since} to {until}" for since, until in ends)
    sentence = Label(fr.format(spans=said_fr), en.format(spans=said_en))
    return Because(code, sentence, tuple(one.id for one in complete or covered))


_SENTENCES = {
    "linked": ("Dit et effectif : ", "Stated and actual: "),
    "planned": ("Seulement en projet ou abandonné : ", "Only planned or abandoned: "),
    "inferred": ("Seulement déduit, aucun document ne le dit : ", "Only inferred, no document states it: "),
    "undated": ("Sans date, peut-être dans la période : ", "Undated, perhaps in the period: "),
    "guessed": ("Date déduite, peut-être dans la période : ", "Inferred date, perhaps in the period: "),
    "date": (
        "Daté trop largement pour être sûrement dans la période : ",
        "Dated too widely to be surely in the period: ",
    ),
    "place": ("Lieu dit trop largement ou mal établi : ", "Place said too widely or poorly known: "),
    "group": ("Un groupe non nommé est concerné, peut-être ici : ", "An unnamed group is concerned, perhaps here: "),
    "unplaced": ("On ne sait pas où, peut-être ici : ", "Nobody knows where, perhaps here: "),
    "outside": ("Hors de la période demandée : ", "Outside the period asked: "),
    "silence": (
        "Aucun document ne dit couvrir ce territoire pour cette question : on ne sait pas.",
        "No document claims to cover this territory for this question: nobody knows.",
    ),
    "partial": (
        "Un document parle de ce territoire sans prétendre tout lister : on ne sait pas.",
        "A document speaks of this territory without claiming to list everything: nobody knows.",
    ),
    "networks": (
        "La liste n'est complète que pour une partie des réseaux de cette tête : on ne sait pas pour les autres.",
        "The list is complete for a part of the networks of this head only: nobody knows about the others.",
    ),
    "period": (
        "La liste n'est complète que sur une partie de la période ({spans}) : on ne sait pas pour le reste.",
        "The list is complete for a part of the period only ({spans}): nobody knows about the rest.",
    ),
}
