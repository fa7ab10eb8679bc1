"""The innovations that the document calls remarkable, and those that it gives as examples of a cycle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphmodel.names import fold
from ingest.facts.records import Fact, Named
from ingest.monograph.actors import actor
from ingest.monograph.card import groups
from ingest.monograph.cycles import Cycle, cycles, named
from ingest.monograph.heads import core
from ingest.monograph.labels import Kind, Line
from ingest.monograph.told import about, joined, plain, relation
from ingest.monograph.zones import Monograph
from ingest.text.abbreviations import is_shortened

_TITLE, _TITLE_WORDS, _PLAIN_TITLE_WORDS, _TEXT = 80, 12, 8, 20
_SUBTITLE = re.compile(r"(?:DE|DU|DES|D'[^ ]+|VERS) ")
_INLINE = re.compile(r"(?:[-–•] )?(?P<title>[^:.\n]{3,70}?) ?(?::|–|—) (?P<text>\S.{19,})")
_PERIOD = re.compile(
    r"\b(?:les |des )?(?P<period>années (?:19|20)?\d0|(?:depuis|dès|en) (?:19|20)\d\d)\b", re.IGNORECASE
)
_FLOATING = frozenset(
    {Kind.NUMBER, Kind.HEAD, Kind.NETWORK, Kind.BUDGET, Kind.MISSIONS, Kind.RANK, Kind.QUALIFICATION, Kind.REMARKABLE}
)
"""Below which labels a remarkable innovation may be found where the columns of a page are mixed."""
_EXAMPLES = re.compile(r"\((?:ex|par ex|par exemple|exemples?)\.? ?:? (?P<names>[^()]{3,120})\)", re.IGNORECASE)
_MAKES = (
    r"(?:(?:a |ont )?(?:développ|cré|invent|lanc|imagin)(?:ent|e|é)|(?:met|mettent|a mis|ont mis) "
    r"(?:en place|au point))"
)
_DEVELOPS = re.compile(
    rf"\b(?P<who>le réseau|les \w+(?: (?:du réseau|adhérente?s|membres))?) {_MAKES}\b", re.IGNORECASE
)
_NEW = re.compile(
    r"\b(?:innovation|réponse|service|solution|dispositif|action|formule|lieu|projet|outil)s?\b|\blieux\b"
)
_PROPER = (
    r"[A-ZÀ-ÝŒ][\w'’-]*(?: (?:(?:de la|du|des|de|en|à|la|le|les) |de l['’]|[dl]['’])?(?!qui|que|dont|pour|avec|et|ou)"
    r"[\w’-]+){0,5}?"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A title and its text, and the place of its title in the lines of the monograph."""

    title: Line
    text: Line
    at: int


def innovation(monograph: Monograph, words: str) -> Named:
    """An innovation by what the document calls it, inside its network: its name may be a common noun. One that the
    monograph calls remarkable has the name of its title, whatever its article elsewhere."""
    name = monograph.casing.natural(plain(words))
    titles = [monograph.casing.natural(plain(one.title.text)) for one in _remarkable(monograph)]
    name = next((title for title in titles if fold(core(title)) == fold(core(name))), name)
    return Named("Innovation", name, network=monograph.name)


def examples(text: str) -> list[str]:
    """The names in « (ex : …) »; one with « et » is left out, for it may be one name or two."""
    names = [plain(name) for match in _EXAMPLES.finditer(text) for name in re.split(r"[,;]", match["names"])]
    return [name for name in names if len(name) > 2 and fold(name) != "etc" and " et " not in name]


def told(monograph: Monograph, text: str) -> list[str]:
    """The innovations that the monograph calls remarkable and that a text names, in their order."""
    found = [innovation(monograph, one.title.text).name for one in _remarkable(monograph)]
    return [name for name in found if _called(name).search(text)]


def _called(name: str) -> re.Pattern[str]:
    """A name wherever a sentence has it, « des Ruches » for « Les Ruches »; a bare noun must have its capital."""
    words = re.escape(core(name)[:1].upper() + core(name)[1:])
    first = rf"(?i:{words[0]})" if " " in core(name) else words[0]
    return re.compile(rf"(?<![\w-]){first}{words[1:]}(?![\w-])")


def facts(monograph: Monograph) -> Iterator[Fact]:
    """What is told of innovations, by a title and a text or by an example."""
    found = cycles(monograph)
    for one in _remarkable(monograph):
        who = innovation(monograph, one.title.text)
        links = {"from": monograph.network, "to": who}
        yield relation("ORIGINATED", links, one.title, "innovation", status="inferred")
        yield about(who, joined(one.title, one.text), "innovation", {"description": one.text.text})
        if period := _PERIOD.search(one.text.text):
            yield about(who, one.text.cut(*period.span("period")), "innovation", {"period": period["period"]})
        yield from _cycle_of(monograph, one, who, found)
    for cycle in found:
        yield from _given_as_example(monograph, cycle)


def _remarkable(monograph: Monograph) -> Iterator[_Found]:
    label, seen = Kind.NUMBER, {fold(monograph.name)}
    parts = [one for one in monograph.sections if one.label.kind is Kind.REMARKABLE]
    floating = any(not one.body for one in parts)
    plain_titles = not any(_is_capital(line) for one in parts for line in one.body)
    for at, line in enumerate(monograph.lines):
        if line.kind not in (Kind.TEXT, Kind.DATE):
            label = line.kind
            continue
        one = _titled(monograph, at) if label is Kind.REMARKABLE or (floating and label in _FLOATING) else None
        if one is None and label is Kind.REMARKABLE:
            one = _inline(line, at) or (_plainly_titled(monograph, at) if plain_titles else None)
        if one and fold(one.title.text) not in seen:
            seen.add(fold(one.title.text))
            yield one


def _titled(monograph: Monograph, at: int) -> _Found | None:
    """A title in capitals, on one or more lines, above a text that is not."""
    lines = monograph.lines
    above = lines[at - 1] if at else None
    if not _is_capital(lines[at]) or (above is not None and _is_capital(above) and not lines[at].apart):
        return None
    end = at + 1
    while end < len(lines) and _is_capital(lines[end]) and not lines[end].apart:
        end += 1
    title = joined(lines[at], lines[end - 1])
    words = " ".join(line.text for line in lines[at:end])
    if len(words) > _TITLE or len(words.split()) > _TITLE_WORDS or _SUBTITLE.match(words):
        return None
    text = _paragraph(lines, end)
    return _Found(Line(title.page, title.start, title.end, words), text, at) if text else None


def _plainly_titled(monograph: Monograph, at: int) -> _Found | None:
    """A title that its document shows in capitals by its style only: a short line with no stop, above a sentence."""
    line = monograph.lines[at]
    short = len(line.text) <= _TITLE and len(line.text.split()) <= _PLAIN_TITLE_WORDS
    text = _paragraph(monograph.lines, at + 1)
    if not short or not line.text[0].isupper() or not line.text[-1].isalpha() or not text or text.text[-1] not in ".…":
        return None
    return _Found(line, text, at)


def _is_capital(line: Line) -> bool:
    return line.kind is Kind.TEXT and line.capital and line.text[0].isalpha() and line.text[-1] not in ".:;"


def _inline(line: Line, at: int) -> _Found | None:
    """« Title : text » on one line."""
    match = _INLINE.fullmatch(line.text)
    if match is None:
        return None
    return _Found(line.cut(*match.span("title")), line.cut(*match.span("text")), at)


def _paragraph(lines: Sequence[Line], at: int) -> Line | None:
    """The text that begins at this line, to the end of its sentence or to a blank line."""
    if at >= len(lines) or lines[at].kind is not Kind.TEXT or lines[at].capital or lines[at].text.startswith("- "):
        return None
    text = lines[at]
    for line in lines[at + 1 :]:
        ended = text.text[-1] in ".!?…" and not is_shortened(text.text, len(text.text), line.text[0])
        if ended or line.apart or line.kind is not Kind.TEXT or line.capital or line.page != text.page:
            break
        text = joined(text, line)
    return text if len(text.text) >= _TEXT and text.text[0].isupper() else None


def _cycle_of(monograph: Monograph, one: _Found, who: Named, found: Sequence[Cycle]) -> Iterator[Fact]:
    """The cycle inside which it stands, where each cycle has its own; or the one whose text calls it by its name."""
    ranks = [(at, line.value) for at, line in enumerate(monograph.lines) if line.kind is Kind.RANK]
    parts = [section.label for section in monograph.sections if section.label.kind is Kind.REMARKABLE]
    own = len(parts) == len(found) > 1 and not monograph.is_mixed
    spoken = [cycle for cycle in found if any(_called(who.name).search(line.text) for line in cycle.body)]
    for cycle in found:
        links = {"from": who, "to": named(monograph, cycle)}
        above = [value for at, value in ranks if at < one.at]
        if own and above and above[-1] == cycle.rank.value:
            yield relation("IN_CYCLE", links, one.title, "innovation")
        for line in cycle.body:
            said = _called(who.name).search(line.text)
            if said and " " in who.name and not own and len(spoken) == 1:
                aside = line.text.rfind("(", 0, said.start()) > line.text.rfind(")", 0, said.start())
                status = "inferred" if aside else "stated"
                yield relation("IN_CYCLE", links, line.cut(*said.span()), "innovation", status=status)
                break


def _given_as_example(monograph: Monograph, cycle: Cycle) -> Iterator[Fact]:
    """« Le réseau développe des innovations… (ex : …) », « Le réseau crée les Ruches de ville », said of a cycle."""
    makes = re.compile(
        rf"\b(?:[Ll]e réseau|{re.escape(monograph.name)}|{re.escape(core(monograph.name))}) {_MAKES} "
        rf"(?:(?:le|la|les) |l['’])(?P<name>{_PROPER})(?= ?[,.;:(]|\Z)"
    )
    for line in cycle.body:
        for match in makes.finditer(line.text):
            yield from _of_cycle(monograph, cycle, match["name"], line.cut(*match.span()), monograph.network)
        names = examples(line.text)
        develops = _DEVELOPS.search(line.text)
        maker = actor(monograph, groups(monograph), develops["who"]) if develops else None
        for name in names if develops and maker and _NEW.search(line.text) else ():
            yield from _of_cycle(monograph, cycle, name, line, maker)
        known = {fold(core(one)) for one in told(monograph, ", ".join(names))}
        for name in names if known and not (develops and maker and _NEW.search(line.text)) else ():
            if fold(core(name)) not in known:  # the others are found by their name
                links = {"from": innovation(monograph, name), "to": named(monograph, cycle)}
                at = line.text.find(name)
                said = line.cut(at, at + len(name)) if at >= 0 else line
                yield relation("IN_CYCLE", links, said, "example", status="inferred")


def _of_cycle(monograph: Monograph, cycle: Cycle, name: str, line: Line, maker: Named | None) -> Iterator[Fact]:
    who = innovation(monograph, name)
    yield relation("ORIGINATED", {"from": maker or monograph.network, "to": who}, line, "example")
    yield relation("IN_CYCLE", {"from": who, "to": named(monograph, cycle)}, line, "example")
