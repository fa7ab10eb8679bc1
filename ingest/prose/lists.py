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
_OF_IT = r"(?: (?:(?:au|du|à la|de la|à l['’]|de l['’]|d['’]un|d['’]une) )?(?P<noun>programme|parcours|dispositif|démarche|projet|expérimentation))"
_OURS = r"(?:(?:les|nos|ses|leurs|principaux) )*"


@dataclass(frozen=True, slots=True)
class Titled:
    """What a title says of the names below it: `role` is the end at which they stand."""

    rule: str
    title: re.Pattern[str]
    type: str
    role: str
    values: dict[str, Any]


_TITLES = (
    Titled("participants-list", re.compile(rf"{_OURS}participant(?:e?s|\.e\.s|·e·s)?{_OF_IT} ?:?\s*", re.I), "TAKES_PART_IN",
           "from", {"role": "member"}),
    Titled("laureates-list", re.compile(rf"{_OURS}(?:lauréats|bénéficiaires|structures accompagnées){_OF_IT} ?:?\s*", re.I),
           "TAKES_PART_IN", "from", {"role": "beneficiary"}),
    Titled("funders-list", re.compile(rf"{_OURS}(?:financeurs|partenaires financiers|mécènes|soutiens financiers)(?: du réseau)? ?:?\s*", re.I),
           "FINANCES", "from", {}),
    Titled("partners-list", re.compile(rf"{_OURS}partenaires(?: (?:du réseau|associatifs|institutionnels|publics|privés|opérationnels))? ?:?\s*", re.I),
           "PARTNERS_WITH", "to", {}),
    Titled("members-list", re.compile(rf"{_OURS}(?:membres|adhérents|membres fondateurs|associations membres)(?: du réseau)? ?:?\s*", re.I),
           "MEMBER_OF", "from", {}),
)  # fmt: skip


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
    other = "to" if titled.role == "from" else "from"
    for one in run:
        if one.letter in "NOE" and one.key != subject.key:
            links = {titled.role: one, other: subject}
            yield Found(titled.type, links, start, one.end, titled.rule, titled.values, "stated", "actual")
