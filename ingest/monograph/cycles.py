"""The cycles of innovation: when each began, what it was about, of what nature its innovations were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphmodel.schema.vocabulary import Nature
from ingest.facts.records import Fact, Named
from ingest.monograph.labels import Kind, Line
from ingest.monograph.told import about, among, joined, plain, relation
from ingest.monograph.zones import Monograph

_NATURE = "|".join(one.label.fr for one in Nature)
_AND = r"(?: ?[+,/&] ?| et )"
_NATURES = re.compile(rf"(?i:\+? ?(?:{_NATURE})(?:{_AND}(?:{_NATURE}))*)(?= [A-ZÀ-Ý]|\.?\Z)")
_BY_WORD = {one.label.fr.casefold(): one for one in Nature}
_PERIOD = re.compile(r"(?P<start>.*\d{2,4}) ?(?:-|–|—|à|/|→) ?(?P<end>.*)")
_SINCE = re.compile(r"(?:depuis|dès|à partir de|de|en) ", re.IGNORECASE)
_EXPLAINED = 40
"""Characters of the shortest sentence that explains a lone nature; shorter words are the key of a drawing."""
_LONGEST_THEME = 220


@dataclass(frozen=True, slots=True)
class Cycle:
    """One cycle: the label that gives its rank, its date if one stands beside it, the lines below."""

    rank: Line
    date: Line | None
    body: tuple[Line, ...]

    @property
    def theme(self) -> Line | None:
        """The first line of its text."""
        return self.body[0] if self.body and len(self.body[0].text) <= _LONGEST_THEME else None


@dataclass(frozen=True, slots=True)
class _Block:
    """Natures that stand together, and the line that holds them. `own`: right below a label that announces them."""

    line: Line
    natures: tuple[str, ...]
    own: bool = False


def cycles(monograph: Monograph) -> list[Cycle]:
    """The cycles of a monograph, each rank once. Where labels are heaped up, above their dates or texts, nothing tells
    which date or text belongs to which."""
    lines = monograph.lines
    found: dict[str, Cycle] = {}
    for at, line in enumerate(lines):
        if line.kind is Kind.RANK and line.value not in found:
            start, end = _heap(lines, at)
            dates = [one for one in lines[start:end] if one.kind is Kind.DATE]
            ranks = [one for one in lines[start:end] if one.kind is Kind.RANK]
            alone = len(ranks) == 1
            date = dates[0] if alone and len(dates) == 1 else None
            found[line.value] = Cycle(line, date, tuple(_text(lines, end)) if alone else ())
    return list(found.values())


def _heap(lines: Sequence[Line], at: int) -> tuple[int, int]:
    """The run of ranks and dates around this line, with no text between them."""
    start, end = at, at + 1
    while start and lines[start - 1].kind in (Kind.RANK, Kind.DATE):
        start -= 1
    while end < len(lines) and lines[end].kind in (Kind.RANK, Kind.DATE):
        end += 1
    return start, end


def _text(lines: Sequence[Line], start: int) -> Iterator[Line]:
    for line in lines[start:]:
        if line.kind is not Kind.TEXT or line.capital or _NATURES.match(line.text):
            return
        yield line


def named(monograph: Monograph, cycle: Cycle) -> Named:
    """The cycle by its rank, which is all that tells it from the others of its network."""
    return Named("Cycle", cycle.rank.value, {"rank": int(cycle.rank.value)}, monograph.name)


def facts(monograph: Monograph) -> Iterator[Fact]:
    """What the cycles tell."""
    found = cycles(monograph)
    for cycle in found:
        links = {"from": monograph.network, "to": named(monograph, cycle)}
        yield relation("HAS_CYCLE", links, cycle.rank, "cycle")
        if cycle.date:
            yield about(links["to"], _both(cycle.date, cycle.rank), "cycle", _period(cycle.date.text))
        if cycle.theme:
            yield about(links["to"], cycle.theme, "cycle", {"theme": plain(cycle.theme.text)})
    yield from _natures(monograph, found)


def _both(one: Line, other: Line) -> Line:
    first, last = sorted((one, other), key=lambda line: (line.page, line.start))
    return joined(first, last)


def _period(words: str) -> dict[str, str]:
    """« 1998 - 2012 » is a beginning and an end, « ≈1980 » or « depuis 1980 » a beginning."""
    words = words.strip("()")
    period = _PERIOD.fullmatch(words)
    if period is None:
        return {"start": _SINCE.sub("", words)}
    end = {"end": period["end"]} if period["end"][-1].isdigit() else {}
    return {"start": _SINCE.sub("", period["start"]).strip(), **end}


# Natures ----------------------------------------------------------------------------------------------------


def _natures(monograph: Monograph, found: Sequence[Cycle]) -> Iterator[Fact]:
    """The natures of each cycle: those that stand inside it, else the n-th of as many, else a choice."""
    within = {cycle.rank.value: _blocks(monograph, *_reach(monograph, found, cycle)) for cycle in found}
    every = _blocks(monograph, 0, len(monograph.lines))
    if not monograph.is_mixed and every and all(block.own for block in every) and max(map(len, within.values())) == 1:
        for cycle in found:
            for block in within[cycle.rank.value]:
                yield about(named(monograph, cycle), block.line, "natures", {"natures": block.natures})
        return
    if monograph.is_mixed or len(every) != len(found) or not found:
        yield from _choices(monograph, found, every)
        return
    if all(len(blocks) == 1 for blocks in within.values()):
        status = "stated"
    elif _stand_together(monograph, every):
        status = "inferred"
    else:
        yield from _choices(monograph, found, every)
        return
    for cycle, block in zip(found, every, strict=True):
        yield about(named(monograph, cycle), block.line, "natures", {"natures": block.natures}, status=status)


def _choices(monograph: Monograph, found: Sequence[Cycle], every: Sequence[_Block]) -> Iterator[Fact]:
    """For each cycle, all natures that the monograph speaks of."""
    several = {block.natures: block for block in every}
    for cycle in found if len(several) > 1 else ():
        for natures, block in several.items():
            choice = among("natures", cycle.rank)
            yield about(named(monograph, cycle), block.line, "natures", {"natures": natures}, choice=choice)


def _reach(monograph: Monograph, found: Sequence[Cycle], cycle: Cycle) -> tuple[int, int]:
    """From the rank of a cycle to the next one, or to the next part of the monograph."""
    lines = monograph.lines
    start = lines.index(cycle.rank)
    ends = (Kind.RANK, Kind.PRACTICES, Kind.LEVEL, Kind.MODEL, Kind.KEY_POINTS)
    return start, next((at for at in range(start + 1, len(lines)) if lines[at].kind in ends), len(lines))


def _blocks(monograph: Monograph, start: int, end: int) -> list[_Block]:
    """The natures named at the beginning of a line, with what a next line adds: « + Transformation »."""
    lines, found, at = monograph.lines, list[_Block](), start
    while at < end:
        line, match = lines[at], _NATURES.match(lines[at].text)
        place, at = at, at + 1
        if match is None or line.kind is not Kind.TEXT:
            continue
        words, rest = match[0], line.text[match.end() :].lstrip(".")
        whole = line.cut(0, match.end())
        more = _NATURES.fullmatch(lines[at].text) if at < end and not rest else None
        if more and (more[0].startswith("+") or words.endswith("+")):
            words, whole = f"{words} {more[0]}", joined(line, lines[at])
            at += 1
        natures = tuple(_BY_WORD[word.casefold()].value for word in re.findall(_NATURE, words, re.IGNORECASE))
        explained = rest or (lines[at].text if at < end else "")
        label = next(iter(lines[place - 1 : place]), line)
        own = label.kind is Kind.QUALIFICATION and (line.inline or monograph.qualified_each)
        if own or len(natures) > 1 or (len(explained) >= _EXPLAINED and explained[-1] in ".…"):
            found.append(_Block(joined(label, whole) if line.inline else whole, natures, own))
    return found


def _stand_together(monograph: Monograph, blocks: Sequence[_Block]) -> bool:
    """Whether nothing but their explanations stands between these blocks, below their label."""
    lines = monograph.lines
    first, last = ((line.line.page, line.line.start) for line in (blocks[0], blocks[-1]))
    between = [line for line in lines if first <= (line.page, line.start) <= last]
    above = next((line.kind for line in reversed(lines[: lines.index(between[0])])), None)
    return above is Kind.QUALIFICATION and all(line.kind is Kind.TEXT for line in between)
