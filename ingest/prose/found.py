"""The rules, applied to one clause: which relations it says, of whom, how surely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, product
from typing import Any

from graphmodel.schema.registry import EDGES
from graphmodel.schema.spec import fields
from ingest.facts.records import ABOUT, Fact, Named
from ingest.prose import doubts
from ingest.prose.amounts import count_of
from ingest.prose.clauses import Clause
from ingest.prose.mentions import KINDS, MONEY, Mention
from ingest.prose.rules import Rule, rules
from ingest.prose.sections import Section

_TOKEN = re.compile(r"<([A-Z])(\d+)>")
_WHEN = ("since_min", "since_max", "until_min", "until_max", "when_label")
_SCOPED = frozenset("GSHJQ")
_OUTSIDE = {"PARTNERS_WITH", "EVALUATES"}
_PLACED = re.compile(r"(?:à|en|dans) (<T\d+>), ", re.IGNORECASE)
MOST = 60
"""Mentions: a clause that names more is no sentence, and would be slow to read."""
_ELSEWHERE = re.compile(r"\b(?:a|ont|avait|est|sont|verse|apporte|accorde)\b")
"""A verb between a relation and a sum: the sum is that verb's."""
_BORN = re.compile(r"(?:né|créé|inventé|imaginé|conçu|fondé|lancé)e?s?")
_NEXT = 24
"""Characters of a date and the words that join a place to it."""
_SHARE = re.compile(r"(\d+(?:,\d+)?) ?% (?:de|du|des)\b|\bà (?:hauteur de )?(\d+(?:,\d+)?) ?%")
_PER = (
    (re.compile(r"\bpar (?:projet|initiative)|chaque projet|chacun"), "project"),
    (re.compile(r"\b(?:par|chaque) (?:structure|association|lauréat|bénéficiaire)"), "beneficiary"),
    (re.compile(r"\bpar an\b|/ ?an\b|chaque année|annuel"), "year"),
    (re.compile(r"\bau total\b|budget global|enveloppe"), "total"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """One relation of one clause; `links` are mentions, or the function that a rule itself names."""

    type: str
    links: Mapping[str, Mention | Named]
    start: int
    end: int
    rule: str
    values: Mapping[str, Any]
    status: str
    modality: str

    @property
    def key(self) -> tuple[Any, ...]:
        """Equal for two findings of one fact."""
        return (
            self.type,
            tuple(sorted((name, _key(link)) for name, link in self.links.items() if name in ("from", "to", ABOUT))),
            tuple(self.values) if ABOUT in self.links else (),
        )

    def fact(self, page: int) -> Fact:
        """For the gate."""
        network = next((one.name for one in self.links.values() if isinstance(one, Mention) and one.letter == "N"), "")
        links = {name: _named(link, "" if self.type in _OUTSIDE else network) for name, link in self.links.items()}
        return Fact(
            self.type, links, page, self.start, self.end, f"prose.{self.rule}", self.values, self.status, self.modality
        )


def _key(link: Mention | Named) -> tuple[str, ...]:
    return link.key if isinstance(link, Mention) else (link.kind, link.name)


def _named(link: Mention | Named, network: str) -> Named:
    if isinstance(link, Named):
        return link
    if link.letter in _SCOPED and not link.network:
        link = replace(link, network=network)
    return link.named


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read before a clause: its headings and whom the last one names, the mentions of its paragraph so far
    (its own included), what the sentence before said, what its own sentence gives examples of, and what the whole
    document said."""

    section: Section
    title: Sequence[Mention]
    mentions: Sequence[Mention]
    before: Sequence[Found]
    examples: Sequence[Mention]
    document: Sequence[Found]


def found_in(clause: Clause, mentions: Sequence[Mention], seen: Seen) -> list[Found]:
    """What one clause says; `mentions` are those of its sentence."""
    kept: dict[tuple[Any, ...], Found] = {}
    if sum(_inside(one, clause) for one in mentions) > MOST or doubts.is_hearsay(clause.readings[0]):
        return []
    for rule in rules():
        for reading in clause.readings:
            for match in matches(rule, reading, clause.letters):
                for one in _read(rule, match, clause, mentions, seen):
                    kept.setdefault(one.key, one)
    piloted = {one.key[1] for one in kept.values() if one.type == "CO_PILOTS"}
    received = {_key(one.links["innovation"]) for one in kept.values() if "innovation" in one.links}
    return [
        one
        for one in kept.values()
        if not (one.values.get("role") == "adopter" and _key(one.links["to"]) in received)
        and not (one.type == "CREATED" and one.key[1] in piloted)
    ]


def matches(rule: Rule, reading: str, letters: frozenset[str]) -> Iterator[re.Match[str]]:
    """Where a rule fits a reading; `letters` are those of its mentions."""
    if rule.unless and rule.unless.search(reading):
        return
    for pattern in rule.patterns:
        if all(need & letters for need in pattern.needs):
            yield from pattern.regex.finditer(reading)


def _read(
    rule: Rule,
    match: re.Match[str],
    clause: Clause,
    mentions: Sequence[Mention],
    seen: Seen,
) -> Iterator[Found]:
    modality = modality_of(rule, match)
    said = {name: meant(value, mentions) for name, value in match.groupdict().items() if value and name != "number"}
    given = _given(rule, seen, said)
    if not modality or given is None:
        return
    values = {
        **(_money(match, clause, mentions) if rule.type == "FINANCES" else {}),
        **_towards(rule, match, mentions),
        **rule.values,
    }
    status = "inferred" if values.pop("inferred", False) else rule.status
    if "about" in said:
        yield from _about(rule, said["about"][0], match, clause, modality)
        return
    for links in _links(rule, said, given):
        if any(not re.match(rf"(?:{begin})\b", _key(links[name])[1].lower()) for name, begin in rule.called.items()):
            continue
        if not {"from", "to"} <= set(links) or _key(links["from"]) == _key(links["to"]):
            continue
        begins = [one.before for one in links.values() if isinstance(one, Mention) and one.before >= 0]
        kind = _type(rule, links)
        if kind == "CARRIES" and (place := _PLACED.match(match.string)):
            links["place"] = meant(place[1], mentions)[0]
        born = kind == "SPREAD_TO" and _BORN.fullmatch(clause.in_passing)
        when = {} if born else _when(links, match, clause, mentions, list(said.values()))
        if kind == "FINANCES":
            when |= _year(when)
        fitting = {name: value for name, value in (values | when).items() if name in _properties(kind)}
        begins += [clause.when_from] if when and clause.when_from >= 0 else []
        yield Found(kind, links, min([clause.start, *begins]), clause.end, rule.id, fitting, status, modality)


def _towards(rule: Rule, match: re.Match[str], mentions: Sequence[Mention]) -> dict[str, tuple[str, ...]]:
    """For what, by name, an actor does what it does."""
    after = meant(match.string[match.end() :], mentions) if rule.towards else []
    names = tuple(dict.fromkeys(one.name for one in after if one.letter in rule.towards))
    return {"targets": names} if names else {}


def _about(rule: Rule, one: Mention, match: re.Match[str], clause: Clause, modality: str) -> Iterator[Found]:
    """What a clause says of an entity itself: the property that the rule is named for, when it gives its value."""
    value: str | int | None = None
    if "number" in match.groupdict():
        value = count_of(match["number"])
    elif clause.when and _of_the_aside(match, clause):
        value = str(re.sub(r"^(?:en|le|depuis) ", "", clause.when["when_label"]))
    if value is not None and modality == "actual":
        dated = clause.when_from if "number" not in match.groupdict() else -1
        start = min(at for at in (clause.start, one.before, dated) if at >= 0)
        yield Found(KINDS[one.letter], {ABOUT: one}, start, clause.end, rule.id, {rule.type: value}, "stated", modality)


@cache
def _properties(kind: str) -> frozenset[str]:
    """What a relation may say beside its ends: its own properties, and when."""
    return frozenset((*(one.name for one in fields(EDGES[kind])), *_WHEN))


def _type(rule: Rule, links: Mapping[str, Mention | Named]) -> str:
    to = links["to"]
    kind = KINDS[to.letter] if isinstance(to, Mention) else to.kind
    return rule.instead.get(kind, rule.type)


def _inside(one: Mention, clause: Clause) -> bool:
    return clause.start <= one.start and one.end <= clause.end


def meant(tokens: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that tokens stand for."""
    return [mentions[int(number)] for _, number in _TOKEN.findall(tokens)]


def _given(rule: Rule, seen: Seen, said: Mapping[str, Sequence[Mention]]) -> dict[str, Mention | Named] | None:
    """The links that no word of the clause gives; None where they cannot be told."""
    given: dict[str, Mention | Named] = {}
    for name, named in rule.fixed.items():
        if named == "section":
            if seen.section.function is None:
                return None
            given[name] = Named("HeadFunction", seen.section.function.value)
        else:
            kind, _, value = named.partition(":")
            given[name] = Named(kind, value)
    for name, source in rule.takes.items():
        where, _, what = source.partition(":")
        links: dict[tuple[str, ...], Mention | Named]
        if where == "paragraph":
            links = {one.key: one for one in seen.mentions if one.letter in what}
        elif where == "example":
            links = {one.key: one for one in seen.examples if one.letter in what}
        elif where == "title":
            links = {one.key: one for one in seen.title if one.letter in what}
        elif where == "origin":
            links = _origins(seen.document, {one.key for one in said.get(what, ())})
        else:
            links = {_key(one.links[what]): one.links[what] for one in seen.before if one.type == where}
        if len(links) != 1:
            return None
        link = next(iter(links.values()))
        given[name] = replace(link, before=link.start) if isinstance(link, Mention) and where != "title" else link
    return given


def _origins(said: Sequence[Found], things: set[tuple[str, str, str]]) -> dict[tuple[str, ...], Mention | Named]:
    """Where an innovation began, or who carries it, as the document said before."""
    for wanted in ("ORIGINATED", "CARRIES"):
        links = {
            _key(one.links["from"]): one.links["from"]
            for one in said
            if one.type == wanted and _key(one.links["to"]) in things
        }
        if links:
            return links
    return {}


def _links(
    rule: Rule, said: Mapping[str, Sequence[Mention]], given: Mapping[str, Mention | Named]
) -> Iterator[dict[str, Mention | Named]]:
    """Each combination of what stands in the slots; where « A, B et C » are all in one slot `all`, each pair."""
    if rule.pairs:
        for one, other in combinations(said["all"], 2):
            yield {"from": one, "to": other}
        return
    names = list(said)
    for chosen in product(*said.values()):
        yield {**given, **dict(zip(names, chosen, strict=True))}


def modality_of(rule: Rule, match: re.Match[str]) -> str:
    """How sure the clause is; empty where it denies, doubts or only speaks in general."""
    before, matched = match.string[: match.start()], match[0]
    if doubts.is_asked(match.string) or doubts.is_supposed(before) or doubts.is_denied(before, matched):
        return ""
    if rule.modality:
        return rule.modality
    if doubts.is_possible(before, matched):
        return ""
    return "planned" if doubts.is_to_come(matched) else "actual"


def _when(
    links: Mapping[str, Mention | Named],
    match: re.Match[str],
    clause: Clause,
    mentions: Sequence[Mention],
    lists: Sequence[Sequence[Mention]],
) -> dict[str, Any]:
    """The date of the clause, where nothing else that it names stands nearer to it: what stands in the same list of
    the same sentence does not, unless the date stands inside of that list."""
    if not clause.when or not _of_the_aside(match, clause):
        return {}
    if clause.relative_dated is not (match.string == clause.relative):
        return {}
    ends = [one for one in links.values() if isinstance(one, Mention) and _inside(one, clause)]
    if not ends:
        return dict(clause.when)
    if any(not _dated(one, of, clause) for of in lists for one in of if one in ends):
        return {}
    first, last = min(one.start for one in ends), max(one.end for one in ends)
    low, high = sorted((clause.when_at, last if clause.when_at > last else first))
    said = {one.key for of in (ends, *lists) for one in of}
    between = [
        one
        for one in mentions
        if low <= one.start < high
        and one.letter in "NOEGSIPT"
        and one.key not in said
        and not _right_after(one, clause)
    ]
    return {} if between and not first <= clause.when_at <= last else dict(clause.when)


def _of_the_aside(match: re.Match[str], clause: Clause) -> bool:
    """Whether a date that only an aside gives goes with what was matched: « X, fondé en 1990, a créé Y » does not say
    when Y was made."""
    done = rf"(?<!\ba )(?<!\bont )(?<!\bavait )(?<!\bavaient )\b{clause.in_passing}(?![\w-])"
    return not clause.in_passing or re.search(done, match[0], re.IGNORECASE) is not None


def _right_after(one: Mention, clause: Clause) -> bool:
    """Whether a place comes right after the date: « en 1990 à Rennes »."""
    return one.letter == "T" and 0 < one.start - clause.when_at <= _NEXT


def _dated(one: Mention, of: Sequence[Mention], clause: Clause) -> bool:
    """Whether a date that stands inside of a list is the one of this member: « à X en 1990 et à Y »."""
    before = [other for other in of if other.start < clause.when_at]
    inside = 0 < len(before) < len(of)
    return not inside or (one in before) is not clause.opens


def _year(when: Mapping[str, Any]) -> dict[str, int]:
    years = {when.get("since_min", "")[:4], when.get("since_max", "")[:4]}
    return {"year": int(years.pop())} if len(years) == 1 and "" not in years and "until_max" not in when else {}


def _between(match: re.Match[str]) -> str:
    """What stands between what was matched and the first sum of the clause; empty where the sum is a part of it."""
    at = match.string.find(f"<{MONEY}")
    if at < 0 or match.start() <= at < match.end():
        return ""
    return match.string[at : match.start()] if at < match.start() else match.string[match.end() : at]


def _money(match: re.Match[str], clause: Clause, mentions: Sequence[Mention]) -> dict[str, Any]:
    """What one sum, or one range, says of a financing; nothing where several stand in the clause."""
    values: dict[str, Any] = {}
    sums = [one for one in mentions if one.letter == MONEY and _inside(one, clause)]
    if len(sums) == 1 and not _ELSEWHERE.search(_between(match)):
        values |= sums[0].values
        values |= next(({"per": per} for pattern, per in _PER if pattern.search(match.string)), {})
    if share := _SHARE.search(match[0]):
        values["share"] = float((share[1] or share[2]).replace(",", ".")) / 100
    return values
