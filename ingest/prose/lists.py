"""Lists of names under a title that says what they are: « Les participants au parcours », « Nos financeurs »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.prose.found import Found
from ingest.prose.gazetteer import words_of
from ingest.prose.mentions import Mention
from ingest.prose.sections import is_heading
from ingest.text.pages import Page, Span
from ingest.text.sentences import lines

_FEWEST = 2  # names
_LONGEST = 2500  # characters
_OF_IT = (
    r"(?: (?:(?:au|du|à la|de la|à l['’]|de l['’]|d['’]un|d['’]une) )?(?P<noun>programme|parcours|dispositif|"
    r"démarche|projet|expérimentation))"
)
_OURS = r"(?:(?:les|nos|ses|leurs|principaux) )*"


@dataclass(frozen=True, slots=True)
class Titled:
    """What a title says of the names below it: `end` is the link that they are."""

    rule: str
    title: re.Pattern[str]
    type: str
    end: str
    values: dict[str, Any]


def _titled(rule: str, words: str, kind: str, end: str, **values: Any) -> Titled:
    return Titled(rule, re.compile(rf"{_OURS}{words} ?:?\s*", re.IGNORECASE), kind, end, values)


_PARTNERS = r"partenaires(?: (?:du réseau|associatifs|institutionnels|publics|privés|opérationnels))?"
_MEMBERS = r"(?:membres|adhérents|membres fondateurs|associations membres)(?: du réseau)?"
_FUNDERS = r"(?:financeurs|partenaires financiers|mécènes|soutiens financiers)(?: du réseau)?"
_HELPED = rf"(?:lauréats|bénéficiaires|structures accompagnées){_OF_IT}"
_TITLES = (
    _titled("list-participants", rf"participant(?:e?s|\.e\.s|·e·s)?{_OF_IT}", "TAKES_PART_IN", "from", role="member"),
    _titled("list-helped", _HELPED, "TAKES_PART_IN", "from", role="beneficiary"),
    _titled("list-funders", _FUNDERS, "FINANCES", "from"),
    _titled("list-partners", _PARTNERS, "PARTNERS_WITH", "to"),
    _titled("list-members", _MEMBERS, "MEMBER_OF", "from"),
)


def titles(page: Page) -> Iterator[tuple[Span, Titled, str, Span]]:
    """Each title of a list: where, what it says, the kind of thing that it names if any, and where names may follow."""
    for start, end in lines(page):
        text = page.text[start:end]
        if is_heading(text.rstrip(": ")):
            for titled in _TITLES:
                if match := titled.title.fullmatch(text):
                    noun = (match.groupdict().get("noun") or "").lower()
                    yield (start, end), titled, noun, (end, min(len(page.text), end + _LONGEST))


def listed(text: str, span: Span, bodies: Sequence[Mention]) -> list[Mention]:
    """The names that follow one another from the beginning of a span, with no other word between them."""
    run: list[Mention] = []
    rest = iter(sorted(bodies, key=lambda one: one.start))
    one = next(rest, None)
    for word in words_of(text, *span):
        while one and one.end <= word.start:
            one = next(rest, None)
        if one is None or not one.start <= word.start < one.end:
            break
        if not run or run[-1] is not one:
            run.append(one)
    return run if len(run) >= _FEWEST else []


def facts_of(titled: Titled, start: int, run: Sequence[Mention], subject: Mention) -> Iterator[Found]:
    """One relation for each name of a list; its passage goes from the title to the name."""
    other = "to" if titled.end == "from" else "from"
    for one in run:
        if one.letter in "NOE" and one.key != subject.key:
            links = {titled.end: one, other: subject}
            yield Found(titled.type, links, start, one.end, titled.rule, titled.values, "stated", "actual")
