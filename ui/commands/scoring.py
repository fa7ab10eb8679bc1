"""`score`: how well the readers find the facts of documents, against what a person found in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graphmodel.errors import Label
from ui.commands.importing import Json
from ui.commands.readers import SendTo, With, asked_for
from ui.commands.terminal import DONE, Terminal, terminal_of, words

if TYPE_CHECKING:
    from graphmodel.schema.vocabulary import Status
    from ingest.score.figures import Counts, Detail, Line, Score
    from ui.contracts import ScoreAnswer, ScoreLine

GoldFolder = Annotated[
    Path,
    typer.Argument(
        metavar="GOLD",
        help=words(
            "Le dossier des faits relevés à la main : gold_edges.csv, gold_nodes.csv.",
            "The folder of hand-made facts: gold_edges.csv, gold_nodes.csv.",
        ),
    ),
]
Documents = Annotated[
    list[Path], typer.Argument(metavar="FILE", help=words("Les documents à lire.", "The documents to read."))
]
Names = Annotated[
    bool,
    typer.Option(
        "--names", help=words("Donner d'avance les noms du relevé.", "Give the names of the list beforehand.")
    ),
]
Explain = Annotated[
    bool,
    typer.Option("--explain", help=words("Dire chaque fait faux, manqué ou à choisir.", "Tell each fact not right.")),
]


def score(
    context: typer.Context, *, gold: GoldFolder, files: Documents, names: Names = False, explain: Explain = False,
    with_: With = [], send_to: SendTo = "", as_json: Json = False,  # noqa: B006
) -> int:  # fmt: skip
    from ingest.score.counting import score as counted
    from ingest.score.gold import read_gold
    from ingest.score.reading import read_documents

    terminal = terminal_of(context)
    found = read_gold(gold)
    readers = asked_for(terminal, with_, send_to)
    result = counted(found, read_documents(found, files, names, terminal.progress(), readers))
    if as_json:
        terminal.json(answer(result, names).model_dump(mode="json"))
        return DONE
    heads = {name: label.in_(terminal.lang) for name, label in _HEADS.items()}
    rows = [{heads[name]: cell for name, cell in row.items()} for row in _rows(result, terminal.lang)]
    terminal.table(rows, list(heads.values()))
    if explain:
        for one in result.documents:
            for detail in one.details:
                terminal.data("\n" + _told(detail, terminal.lang))
    _conclude(terminal, result)
    return DONE


def answer(result: Score, names: bool) -> ScoreAnswer:
    """The figures as the contract writes them."""
    from ui.contracts import DocumentLine, ScoreAnswer, ScoreDetail

    return ScoreAnswer(
        names=names,
        lines=_lines(result.lines),
        totals=_totals(result.lines),
        documents=[
            DocumentLine(
                document=one.document, lines=_lines(one.lines), totals=_totals(one.lines), overlapping=one.overlapping,
                not_judged=dict(one.not_judged),
            )
            for one in result.documents
        ],
        overlapping=result.overlapping,
        not_judged=result.not_judged,
        details=[
            ScoreDetail.model_validate(
                {name: getattr(detail, name) for name in ScoreDetail.model_fields}
            )
            for one in result.documents for detail in one.details
        ],
    )  # fmt: skip


def called(kind: str) -> Label:
    """A kind of fact in words: a relation, or a property with its class."""
    from graphmodel.schema.registry import EDGES, NODES
    from graphmodel.schema.spec import fields

    if kind in EDGES:
        return EDGES[kind].label
    owner, _, name = kind.partition(".")
    label = next(field.prop.label for field in fields(NODES[owner]) if field.name == name)
    return Label(f"{NODES[owner].label.fr} : {label.fr}", f"{NODES[owner].label.en}: {label.en}")


_HEADS = {
    "document": Label("document", "document"),
    "fact": Label("fait", "fact"),
    "status": Label("statut", "status"),
    "right": Label("justes", "right"),
    "wrong": Label("faux", "wrong"),
    "missing": Label("manqués", "missing"),
    "unassigned": Label("à choisir", "unassigned"),
    "precision": Label("précision", "precision"),
    "recall": Label("rappel", "recall"),
    "f1": Label("F1", "F1"),
}


def _rows(result: Score, lang: str) -> Iterator[dict[str, Any]]:
    """All kinds of fact over all documents, the totals, then the totals of each document."""
    from ingest.score.figures import total

    everything, all_kinds = Label("tous", "all").in_(lang), Label("total", "total").in_(lang)
    for (kind, status), counts in result.lines.items():
        yield _row(everything, called(kind).in_(lang), status, counts, lang)
    for document, lines in [(everything, result.lines), *((one.document, one.lines) for one in result.documents)]:
        for status in dict.fromkeys(status for _, status in lines):
            yield _row(document, all_kinds, status, total(lines, status), lang)


def _row(document: str, fact: str, status: Status, counts: Counts, lang: str) -> dict[str, Any]:
    shares = {"precision": counts.precision, "recall": counts.recall(status), "f1": counts.f1(status)}
    return {
        "document": document, "fact": fact, "status": status.label.in_(lang), "right": counts.right,
        "wrong": counts.wrong, "missing": counts.missing, "unassigned": counts.unassigned,
        **{name: None if share is None else f"{share:.2f}" for name, share in shares.items()},
    }  # fmt: skip


def _lines(lines: Mapping[Line, Counts]) -> list[ScoreLine]:
    return [_line(kind, status, counts) for (kind, status), counts in lines.items()]


def _totals(lines: Mapping[Line, Counts]) -> list[ScoreLine]:
    from graphmodel.schema.vocabulary import Status
    from ingest.score.figures import total

    return [_line("", status, total(lines, status)) for status in Status]


def _line(kind: str, status: Status, counts: Counts) -> ScoreLine:
    from ui.contracts import ScoreLine

    return ScoreLine(
        kind=kind, status=status.value, right=counts.right, wrong=counts.wrong, missing=counts.missing,
        unassigned=counts.unassigned, precision=counts.precision, recall=counts.recall(status), f1=counts.f1(status),
    )  # fmt: skip


_OUTCOMES = {
    "wrong": Label("faux", "wrong"),
    "missing": Label("manqué", "missing"),
    "unassigned": Label("à choisir", "unassigned"),
}
REASONS = {
    "": Label("", ""),
    "unknown": Label("rien de tel dans le relevé", "nothing like it in the list"),
    "name": Label("au bon endroit, sous un nom que le relevé n'a pas", "at the right place, under a name not listed"),
    "inferred": Label("le relevé le déduit, le lecteur le dit", "the list infers it, the reader states it"),
    "class": Label("dit de la mauvaise sorte d'entité", "said of the wrong kind of entity"),
    "modality": Label("un projet n'est pas un fait", "a plan is not a fact"),
    "innovation": Label("une autre innovation", "another innovation"),
    "amount": Label("un autre montant", "another amount"),
    "date": Label("une autre année", "another year"),
    "count": Label("un autre effectif", "another number of members"),
    "value": Label("une autre valeur", "another value"),
}
"""Why a fact is wrong."""


def _told(detail: Detail, lang: str) -> str:
    page = f" p. {detail.page}" if detail.page else ""
    why = REASONS[detail.reason].in_(lang)
    about = ", ".join(detail.gold)
    head = f"{_OUTCOMES[detail.outcome].in_(lang)} · {detail.document}{page} · {called(detail.kind).in_(lang)}"
    parts = [head, f"{detail.what} [{detail.status.label.in_(lang)}]", f"« {' '.join(detail.passage.split())} »"]
    return "\n    ".join(parts + [" · ".join(part for part in (why, about) if part)] * bool(why or about))


def _conclude(terminal: Terminal, result: Score) -> None:
    right = sum(counts.right for counts in result.lines.values())
    terminal.say(
        f"{result.overlapping} faits justes sur {right} citent au moins la moitié des mots relevés.",
        f"{result.overlapping} of {right} right facts rest on at least half of the words in the list.",
    )
    if result.not_judged:
        said = ", ".join(f"{kind} {number}" for kind, number in result.not_judged.items())
        terminal.say(f"Sans avis, le relevé n'en parle pas : {said}.", f"Not judged, the list is silent: {said}.")
