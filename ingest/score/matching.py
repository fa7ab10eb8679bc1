"""Whether a claim is the thing that was expected; and where it is nearly, what keeps it from being so."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Literal

from graphmodel.names import fold, tokens
from graphmodel.schema.registry import EDGES
from graphmodel.schema.vocabulary import HAPPENED, Level, Modality
from ingest.facts.records import ABOUT, Fact
from ingest.score.claims import Claim
from ingest.score.expected import Expected, based
from ingest.score.naming import Naming

Verdict = Literal["right", "class", "modality", "innovation", "amount", "date", "count", "value", "apart"]
"""`right`; the ends agree and something else does not; or `apart`: another thing."""

_SHORT = 4
"""Letters from which a word tells one text from another."""
_YEAR = re.compile(r"\b\d{4}\b")


def verdict(claim: Claim, one: Expected) -> Verdict:
    """How a claim stands to an expected thing, whatever the status of either."""
    if based(claim.kind) != based(one.kind) or not _ends(claim, one):
        return "apart"
    checks: tuple[tuple[Verdict, bool], ...]
    if one.is_property:
        checks = ("class", claim.kind == one.kind), ("value", _same_value(claim.value, one))
    else:
        checks = (
            ("modality", _same_modality(claim.fact, one)),
            ("innovation", not one.innovation or one.innovation in claim.innovations),
            ("amount", claim.amounts == one.amounts),
            ("date", _date_agrees(claim, one)),
            ("count", _count_agrees(claim, one)),
        )
    return next((differs for differs, agrees in checks if not agrees), "right")


def described(claim: Claim, one: Expected, naming: Naming) -> Claim | None:
    """The claim with each group that nobody names taken for the group that was noted, for a group has no name to
    compare, only what its reader calls it; so is a programme without a name of which a property is told. None where it
    holds no such thing. Whoever asks compares the passages."""
    links, told = claim.fact.links, claim
    if one.is_property and ABOUT in links and not claim.sources and one.sources:
        return replace(claim, sources=one.sources) if naming.may_call(links[ABOUT], one.sources) else None
    if one.is_property or ABOUT in links:
        return None
    if not claim.sources and one.sources and naming.may_describe(links["from"], one.sources):
        told = replace(told, sources=one.sources)
    if not claim.targets and one.targets and naming.may_describe(links["to"], one.targets):
        told = replace(told, targets=one.targets)
    return told if told is not claim else None


def half(claim: Claim, one: Expected) -> bool:
    """Whether one end agrees and the other is nobody whom the person named."""
    if claim.kind != one.kind or one.is_property or (claim.sources and claim.targets):
        return False
    return bool(one.sources & claim.sources or one.targets & claim.targets)


def overlaps(passage: str, quote: str) -> bool:
    """Whether at least half of the words of a quote stand in the passage."""
    wanted, told = tokens(quote), list(tokens(passage))
    found = 0
    for word in wanted:
        if word in told:
            told.remove(word)
            found += 1
    return 2 * found >= len(wanted)


def _same_modality(fact: Fact, one: Expected) -> bool:
    return fact.modality == Modality.PLANNED if one.planned else fact.modality in HAPPENED


def _ends(claim: Claim, one: Expected) -> bool:
    if one.towards and not one.towards & claim.towards:
        return False
    ways = [(claim.sources, claim.targets)]
    if not one.is_property and not EDGES[one.kind].directed:
        ways.append((claim.targets, claim.sources))
    return any(
        (not one.sources or one.sources & sources) and (not one.targets or one.targets & targets)
        for sources, targets in ways
    )


def _same_value(value: Any, one: Expected) -> bool:
    """A number or a word of a closed list is the same; a free text has half of its words from the quotes."""
    told, name = one.first.attributes, one.kind.partition(".")[2]
    if name == "created":
        return _YEAR.findall(str(value))[:1] == [str(told.get("value"))]
    if name == "level":
        return any(fold(level.label.fr)[:-1] in fold(str(told.get("value"))) for level in Level if level == value)
    if name == "has_innovation_officer":
        return bool(value)
    if isinstance(value, int | float):
        wanted = told.get("months" if name == "duration_months" else "value")
        return wanted is not None and value == (round(100 * wanted) if name.endswith("_cents") else wanted)
    if one.first.object.startswith(_LISTED):
        return str(value) == one.first.object.rsplit(":", 1)[-1]
    return _alike(str(value), f"{' '.join(one.quotes)} {one.first.object}")


_LISTED = ("nature:", "netkind:")


def _alike(text: str, told: str) -> bool:
    words = {word for word in tokens(text) if len(word) >= _SHORT}
    return bool(words) and 2 * len(words & set(tokens(told))) >= len(words)


def _date_agrees(claim: Claim, one: Expected) -> bool:
    """False where both give a year and they differ; a year on which the person saw documents disagree is free."""
    told, values = one.first.attributes, claim.fact.values
    given = _YEAR.search(" ".join(str(told.get(name) or "") for name in ("year", "since", "start", "when")))
    if not given or "conflict_with" in told:
        return True
    year = given[0]
    if values.get("year"):
        return str(values["year"]) == year
    low, high = str(values.get("since_min", ""))[:4], str(values.get("since_max", ""))[:4]
    return (not low or low <= year) and (not high or year <= high)


def _count_agrees(claim: Claim, one: Expected) -> bool:
    """False where both count the members of a group and the numbers differ."""
    counted = [claim.fact.values.get("count"), *(named.values.get("count") for named in claim.fact.links.values())]
    given = {number for number in counted if number is not None}
    wanted = one.first.attributes.get("count")
    return wanted is None or not given or wanted in given
