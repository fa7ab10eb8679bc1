"""`ingest`, `runs`, `undo`: documents in, listed, and out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graphmodel.errors import FileRefused, Label, UsageError
from ui.commands.terminal import DONE, REFUSED, Terminal, terminal_of, words

if TYPE_CHECKING:
    from graphmodel.store import Store
    from ingest.pipeline import Asked
    from ingest.report import IngestReport
    from ui.contracts import IngestAnswer

Json = Annotated[bool, typer.Option("--json", help=words("Un objet JSON sur la sortie.", "One JSON object."))]


def ingest(
    context: typer.Context,
    *,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help=words("Les fichiers : xlsx, ods, csv.", "The files: xlsx, ods, csv.")),
    ],
    kind: Annotated[
        str, typer.Option("--as", metavar="KIND", help=words("De quelle sorte est le fichier.", "The kind of file."))
    ] = "",
    network: Annotated[
        str, typer.Option(help=words("Le réseau dont parle le fichier.", "The network that the file is about."))
    ] = "",
    publisher: Annotated[str, typer.Option(help=words("Qui a publié le fichier.", "Who published the file."))] = "",
    title: Annotated[str, typer.Option(help=words("Le titre du document.", "The title of the document."))] = "",
    date: Annotated[
        str, typer.Option(help=words("La date du document : 2023, mars 2020.", "The date of the document: 2023."))
    ] = "",
    licence: Annotated[str, typer.Option(help=words("La licence du document.", "The licence of the document."))] = "",
    series: Annotated[
        str,
        typer.Option(
            help=words(
                "La série du document : une liste complète y clôt ce qu'elle ne contient plus.",
                "The series of the document: a complete list ends what it no longer contains.",
            )
        ),
    ] = "",
    covers: Annotated[
        str,
        typer.Option(
            metavar="« 35 ; 22 »",
            help=words(
                "Les territoires que le fichier couvre entièrement.", "The territories that the file covers wholly."
            ),
        ),
    ] = "",
    mapping: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=words("La correspondance des colonnes.", "What each column means.")),
    ] = None,
    replaces: Annotated[
        str,
        typer.Option(metavar="RUN", help=words("L'import que ce fichier corrige.", "The import that this corrects.")),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=words("Dire ce qui changerait, ne rien écrire.", "Write nothing."))
    ] = False,
    as_json: Json = False,
) -> int:
    from ingest.pipeline import Asked

    terminal = terminal_of(context)
    asked = Asked(kind, network, publisher, title, date, licence, series, replaces, covers, mapping)
    with terminal.store() as store:
        asked = replace(asked, replaces=_document_of(store, replaces)) if replaces else asked
        reports = [_one(terminal, store, path, asked, dry_run) for path in files]
    if as_json:
        terminal.json(_answer(files, reports, terminal.lang).model_dump(mode="json"))
    return max(REFUSED if isinstance(one, FileRefused) else one.exit_code for one in reports)


def runs(context: typer.Context, as_json: Json = False) -> int:
    from graphmodel import imports

    terminal = terminal_of(context)
    with terminal.store() as store:
        found = imports.runs(store)
    if as_json:
        terminal.json(found)
        return DONE
    if not found:
        terminal.say("Aucun import.", "No import yet.")
        return DONE
    rows = [one | {"state": _STATES[one["state"]].in_(terminal.lang), "counts": _told(one["counts"])} for one in found]
    terminal.table(rows, ("run", "at", "state", "files", "publisher", "counts"))
    return DONE


def undo(
    context: typer.Context,
    run: Annotated[
        str, typer.Argument(metavar="RUN", help=words("L'import, tel que « runs » le nomme.", "The import."))
    ],
    as_json: Json = False,
) -> int:
    from graphmodel import imports

    terminal = terminal_of(context)
    progress = terminal.progress()
    with terminal.store() as store:
        try:
            counts = imports.undo(store, run, progress).counts
        finally:
            progress.finish()
    if as_json:
        terminal.json({"run": run, **counts})
    terminal.talk(changes(counts, Label(f"{run} annulé", f"{run} undone")))
    return DONE


def load_one(
    terminal: Terminal, store: Store, path: Path, asked: Asked, dry_run: bool = False, *, calm: bool = False
) -> IngestReport:
    """Read one file, load it, and tell of it on stderr; `calm` leaves out the findings."""
    from ingest import pipeline
    from ingest.findings import render

    progress = terminal.progress()
    try:
        report = pipeline.ingest(
            store, pipeline.prepare(path, asked, progress=progress), dry_run=dry_run, progress=progress
        )
    finally:
        progress.finish()
    if report.findings and not calm:
        typer.echo(render(report.findings, terminal.lang), err=True)
    terminal.say(f"{path.name} : {report.in_words('fr')}", f"{path.name}: {report.in_words('en')}")
    if (report.run or dry_run) and not calm:
        would = Label("Le graphe changerait", "The graph would change") if dry_run else Label("Graphe", "Graph")
        terminal.talk(changes(report.graph.model_dump(), would))
    if report.run and not calm:
        terminal.say(f"Import {report.run}", f"Import {report.run}")
    return report


def changes(counts: Mapping[str, int], what: Label) -> Label:
    """What became of the graph, in words; only what is not zero."""
    parts = [(counts[name], fr, en) for name, (fr, en) in _CHANGES.items() if counts.get(name)]
    french = ", ".join(f"{n} {fr}" for n, fr, _ in parts) or "rien ne change"
    english = ", ".join(f"{n} {en}" for n, _, en in parts) or "nothing changes"
    return Label(f"{what.fr} : {french}.", f"{what.en}: {english}.")


_CHANGES = {
    "nodes_added": ("nœuds ajoutés", "nodes added"),
    "nodes_changed": ("nœuds changés", "nodes changed"),
    "nodes_removed": ("nœuds retirés", "nodes removed"),
    "edges_added": ("relations ajoutées", "edges added"),
    "edges_changed": ("relations changées", "edges changed"),
    "edges_removed": ("relations retirées", "edges removed"),
}
_STATES = {
    "loading": Label("interrompu au début", "cut at the start"),
    "partial": Label("interrompu", "cut"),
    "live": Label("en place", "live"),
    "undoing": Label("annulation interrompue", "undoing was cut"),
    "undone": Label("annulé", "undone"),
}


def _told(counts: dict[str, int]) -> str:
    return f"{counts['rows_accepted']}/{counts['rows_read']}" if "rows_read" in counts else ""


def _one(terminal: Terminal, store: Store, path: Path, asked: Asked, dry_run: bool) -> IngestReport | FileRefused:
    """One file among others: a refused one does not stop the rest."""
    try:
        return load_one(terminal, store, path, asked, dry_run)
    except FileRefused as refusal:
        terminal.say(f"{path.name} : {refusal.sentence.fr}", f"{path.name}: {refusal.sentence.en}")
        return refusal


def _document_of(store: Store, run: str) -> str:
    """The document of an import."""
    from graphmodel.archive import StoreArchive

    found = StoreArchive(store).view().runs.get(run)
    if found is None:
        raise UsageError("run-unknown", Label(f"Aucun import « {run} ».", f"There is no import “{run}”."))
    return found.doc


def _answer(paths: Sequence[Path], reports: Iterable[IngestReport | FileRefused], lang: str) -> IngestAnswer:
    """The reports of all files as one answer."""
    from ui.contracts import IngestAnswer

    said = list(reports)
    told: list[dict[str, Any]] = [
        _refusal(path.name, one, lang) if isinstance(one, FileRefused) else one.as_json(lang)
        for path, one in zip(paths, said, strict=True)
    ]
    made = [one["run"] for one in told]
    return IngestAnswer.model_validate(
        {
            "run": next((run for run in reversed(made) if run), None),
            "runs": made,
            "graph": {name: sum(one["graph"].get(name, 0) for one in told) for name in _CHANGES},
            "files": [file for one in told for file in one["files"]],
            "findings": [found for one in told for found in one["findings"]],
            "merged": {old: new for one in told for old, new in one["merged"].items()},
            "mapping": next((one["mapping"] for one in told if one["mapping"]), None),
        }
    )


def _refusal(file: str, refused: FileRefused, lang: str) -> dict[str, Any]:
    place = dict.fromkeys(("sheet", "row", "column", "page", "value", "suggestion"))
    words_of = {"code": refused.code, "severity": "error", "message": refused.sentence.in_(lang), "count": 1}
    found = {"file": file, **place, **words_of}
    return {"run": None, "graph": {}, "files": [], "findings": [found], "merged": {}, "mapping": None}
