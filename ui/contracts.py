"""What `--json` prints, as models: the contract that programs may lean on. Keys may be added, never changed.

One object on stdout; amounts are text with two decimals ("1234.50"), dates are ISO, unknown is null.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field, RootModel

from ingest.report import IngestJson, Model


class IngestAnswer(IngestJson):
    """`ingest`: all files of one command. `runs` holds one run a file, in their order (null where nothing was loaded:
    dry run, file already live, refused, choice to make), `run` the last of them; `graph` adds the files up."""

    runs: list[str | None]


class RunLine(Model):
    """`runs`: one import."""

    run: str
    at: str = Field(description="instant, ISO 8601, UTC; empty for a run that was restored")
    files: list[str]
    publisher: str
    counts: dict[str, int]
    state: Literal["loading", "partial", "live", "undoing", "undone"]


class UndoAnswer(Model):
    """`undo`: what went and what changed. Something may come back: what the undone document had replaced."""

    run: str
    nodes_removed: int
    nodes_changed: int
    edges_removed: int
    edges_changed: int
    nodes_added: int
    edges_added: int


class ParamLine(Model):
    """One argument of a question."""

    name: str
    type: Literal["str", "int", "bool", "date", "uid", "list", "choice"]
    default: Any
    doc: str
    required: bool
    choices: list[str]


class QuestionLine(Model):
    """`questions`: one question."""

    name: str
    doc: str
    params: list[ParamLine]
    columns: list[str]
    kind: Literal["cypher", "analysis"]


class AskAnswer(Model):
    """`ask`: the rows, each with all `columns`. `truncated`: more rows exist than were asked for."""

    question: str
    params: dict[str, Any]
    engine: str
    graph_version: int
    columns: list[str]
    rows: list[dict[str, Any]]
    truncated: bool


class EngineLine(Model):
    """The engine that answers; `bundled` says that Essaim starts it by itself."""

    name: str
    version: str
    address: str
    bundled: bool


class Check(Model):
    """One thing looked at, and what was found, in the language asked."""

    name: str
    ok: bool
    message: str


class DoctorAnswer(Model):
    """`doctor`. Where no engine answers, `engine`, `graph_version` and `counts` are null and a check says why."""

    essaim: str
    engine: EngineLine | None
    home: str
    graph_version: int | None
    schema_version: str
    counts: dict[Literal["labels", "types"], dict[str, int]] | None
    checks: list[Check]


class ScoreLine(Model):
    """Counts of one kind of fact (a relation, or a property as "Network.domain"; empty: all kinds) and one status.

    `right`: found. `wrong`: said, and not so. `missing`: not found; what was inferred by hand is never missing and has
    no recall. `unassigned`: among the answers that a person will choose from: neither found nor missing, and no fault.
    """

    kind: str
    status: Literal["stated", "inferred"]
    right: int
    wrong: int
    missing: int
    unassigned: int
    precision: float | None
    recall: float | None
    f1: float | None


class DocumentLine(Model):
    """One document. `overlapping`: right facts whose passage has at least half of the words noted by hand.
    `not_judged`: facts of kinds of which the list does not speak, by kind."""

    document: str
    lines: list[ScoreLine]
    totals: list[ScoreLine]
    overlapping: int
    not_judged: dict[str, int]


class ScoreDetail(Model):
    """One fact that is not simply right. `gold`: the hand-made facts that it misses or resembles. `reason`: what makes
    it wrong (unknown: nothing like it; name: only a name differs; inferred: stated, though only inferred by hand)."""

    outcome: Literal["wrong", "missing", "unassigned"]
    document: str
    kind: str
    status: Literal["stated", "inferred"]
    what: str
    page: int | None
    passage: str
    gold: list[str]
    reason: str


class ScoreAnswer(Model):
    """`score`: over all documents, and each apart. `names`: whether the names were known beforehand."""

    names: bool
    lines: list[ScoreLine]
    totals: list[ScoreLine]
    documents: list[DocumentLine]
    overlapping: int
    not_judged: dict[str, int]
    details: list[ScoreDetail]


class ReviewCandidate(Model):
    """An entity of the graph that bears the name of an end."""

    uid: str
    name: str
    kind: str


class ReviewEnd(Model):
    """Who or what a proposed fact speaks of, as its document calls it; `mark` names what names it."""

    role: str
    name: str
    kind: str
    identifiers: list[str]
    others: list[str]
    values: dict[str, Any]
    candidates: list[ReviewCandidate]
    mark: str


class ReviewOption(Model):
    """One proposed fact. `fact` says it in the language asked; any of `marks` names it for `--accept`, `--reject`."""

    fact: str
    type: str
    ends: list[ReviewEnd]
    values: dict[str, Any]
    status: str
    modality: str
    marks: list[str]


class ReviewPassage(Model):
    """Where a document tells it, word for word."""

    document: str
    title: str
    at: str
    quote: str
    statement: str


class ReviewCard(Model):
    """One thing to decide: a fact, or several `options` that exclude each other. `card` names it for `--accept` (one
    option) and `--reject`. `rule_label` says in words which rule found it; `accepted` of `decided` facts of that rule
    were kept so far."""

    card: str
    options: list[ReviewOption]
    passages: list[ReviewPassage]
    rule: str
    rule_label: str
    accepted: int
    decided: int
    expected: float


class ReviewAnswer(Model):
    """`review`: what still waits, and the ids of the decisions that this command took."""

    waiting: list[ReviewCard]
    decisions: list[str]


class RunsAnswer(RootModel[list[RunLine]]):
    """`runs`: the imports, the last first."""


class QuestionsAnswer(RootModel[list[QuestionLine]]):
    """`questions`: every question, by theme."""


CONTRACT: dict[str, type[BaseModel]] = {
    "ingest": IngestAnswer,
    "runs": RunsAnswer,
    "undo": UndoAnswer,
    "questions": QuestionsAnswer,
    "ask": AskAnswer,
    "review": ReviewAnswer,
    "doctor": DoctorAnswer,
    "score": ScoreAnswer,
}
"""By command."""
