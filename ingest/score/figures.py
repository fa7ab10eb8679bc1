"""The figures of a comparison: counts, what is computed from them, and each fact that was not right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from graphmodel.schema.vocabulary import Status
from ingest.score.matching import Verdict

Line = tuple[str, Status]
"""A kind of fact (a relation, or a property as "Network.domain") and who says so."""
Reason = Literal["", "unknown", "name", "inferred"] | Verdict
"""Why a fact is wrong: nothing like it was found by hand; at the place of such a fact, an end has a name that nobody
wrote down; it was only inferred by hand; or what differs in one like it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """`right`: found. `wrong`: said, and not so. `missing`: not found; always 0 for what is inferred, which nobody has
    to find. `unassigned`: among the answers that were left to a person: neither found nor missing.

    Shares are from 0 to 1, None where they have no meaning.
    """

    right: int = 0
    wrong: int = 0
    missing: int = 0
    unassigned: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.wrong + other.wrong, self.missing + other.missing,
            self.unassigned + other.unassigned,
        )  # fmt: skip

    @property
    def precision(self) -> float | None:
        """Of what was said without leaving a choice, the share that is right."""
        return _share(self.right, self.right + self.wrong)

    def recall(self, status: Status) -> float | None:
        """Of what there is to find, the share that was found; None for what is inferred."""
        if status is Status.INFERRED:
            return None
        return _share(self.right, self.right + self.missing + self.unassigned)

    def f1(self, status: Status) -> float | None:
        """The harmonic mean of both."""
        precision, recall = self.precision, self.recall(status)
        if precision is None or recall is None:
            return None
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Detail:
    """One fact that is not simply right. `what` names its ends; `page` is the number of the page (None where there are
    none) and `passage` the words it rests on; a missing fact has the words that a person noted, and no page.

    `gold` are the hand-made facts it is about: those it misses, or those that it resembles.
    """

    outcome: Literal["wrong", "missing", "unassigned"]
    document: str
    kind: str
    status: Status
    what: str
    page: int | None
    passage: str
    gold: tuple[str, ...]
    reason: Reason = ""


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One document. `overlapping`: of the right facts, how many rest on a passage that holds at least half of the words
    noted by hand. `not_judged`: facts of a kind of which no hand-made fact speaks, by kind."""

    document: str
    lines: Mapping[Line, Counts]
    overlapping: int
    not_judged: Mapping[str, int]
    details: tuple[Detail, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """All documents. A fact that two documents tell is expected in both."""

    documents: tuple[DocumentScore, ...]

    @property
    def lines(self) -> dict[Line, Counts]:
        """Every kind of fact over all documents."""
        return added(one.lines for one in self.documents)

    @property
    def not_judged(self) -> dict[str, int]:
        counted = sum((Counter(one.not_judged) for one in self.documents), Counter[str]())
        return dict(sorted(counted.items()))

    @property
    def overlapping(self) -> int:
        return sum(one.overlapping for one in self.documents)


def added(parts: Iterable[Mapping[Line, Counts]]) -> dict[Line, Counts]:
    """Lines of several documents as one: relations before properties, each stated before inferred."""
    found: dict[Line, Counts] = {}
    for part in parts:
        for line, counts in part.items():
            found[line] = found.get(line, Counts()) + counts
    order = sorted(found, key=lambda line: ("." in line[0], line[0], line[1] != Status.STATED))
    return {line: found[line] for line in order}


def total(lines: Mapping[Line, Counts], status: Status) -> Counts:
    """All kinds of fact of one status."""
    return sum((counts for (_, one), counts in lines.items() if one is status), Counts())


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
