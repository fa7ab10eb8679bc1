"""`ingest`, `runs`, `undo`: documents in, listed, and out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graphmodel.errors import FileRefused, Label, UsageError
from ui.commands.readers import SendTo, With, asked_for
from ui.commands.terminal import DONE, REFUSED, Terminal, terminal_of, words

if TYPE_CHECKING:
    from graphmodel.statements.records import Document
    from graphmodel.store import Store
    from ingest.facts.records import Reader
    from ingest.pipeline import Asked
    from ingest.report import IngestReport
    from ui.contracts import IngestAnswer

Json = Annotated[bool, typer.Option("--json", help=words("Un objet JSON sur la sortie.", "One JSON object."))]


Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE",
        help=words(
            "Les fichiers : xlsx, ods, csv ; pdf, docx, odt, html, md, txt.",
            "The files: xlsx, ods, csv; pdf, docx, odt, html, md, txt.",
        ),
    ),
]
As = Annotated[
    str, typer.Option("--as", metavar="KIND", help=words("De quelle sorte est le fichier.", "The kind of file."))
]
About = Annotated[str, typer.Option(help=words("Le réseau dont parle le fichier.", "The network it is about."))]
By = Annotated[str, typer.Option(help=words("Qui a publié le fichier.", "Who published the file."))]
Title = Annotated[str, typer.Option(help=words("Le titre du document.", "The title of the document."))]
Date = Annotated[str, typer.Option(help=words("Sa date : 2023, mars 2020.", "Its date: 2023, mars 2020."))]
Licence = Annotated[str, typer.Option(help=words("Sa licence.", "Its licence."))]
Series = Annotated[
    str,
    typer.Option(
        help=words(
            "Sa série : le nom commun des éditions successives d'une même liste.",
            "Its series: the name that successive editions of one list share.",
        )
    ),
]
Covers = Annotated[
    str,
    typer.Option(
        metavar="« 35 ; 22 »",
        help=words("Les territoires que le fichier couvre entièrement.", "The territories that it covers wholly."),
    ),
]
Mapping_ = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help=words("La correspondance des colonnes.", "What each column means.")),
]
Replaces = Annotated[
    str, typer.Option(metavar="RUN", help=words("L'import que ce fichier corrige.", "The import that this corrects."))
]
Fictional = Annotated[
    bool,
    typer.Option(
        "--fictional",
        help=words("Le fichier est un exemple inventé, à montrer comme tel.", "The file is an invented example."),
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=words("Dire ce qui changerait, ne rien écrire.", "Write nothing."))
]


def ingest(
    context: typer.Context, *, files: Files, kind: As = "", network: About = "", publisher: By = "",
    title: Title = "", date: Date = "", licence: Licence = "", series: Series = "", covers: Covers = "",
    mapping: Mapping_ = None, replaces: Replaces = "", fictional: Fictional = False,
    with_: With = [], send_to: SendTo = "", dry_run: DryRun = False, as_json: Json = False,  # noqa: B006
) -> int:  # fmt: skip
    from ingest.pipeline import Asked

    terminal = terminal_of(context)
    asked = Asked(kind, network, publisher, title, date, licence, series, replaces, covers, mapping, fictional)
    with terminal.store() as store:
        if replaces:
            corrected = _document_of(store, replaces)
            asked = replace(asked, replaces=corrected.uid, work=corrected.work)
        readers = asked_for(terminal, with_, send_to)
        reports = [_one(terminal, store, path, asked, dry_run=dry_run, readers=readers) for path in files]
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


def loaded(
    terminal: Terminal, store: Store, path: Path, asked: Asked, *, dry_run: bool = False, readers: Sequence[Reader] = ()
) -> IngestReport:  # fmt: skip
    """Read one file and load it; `readers` are those of prose, where a person asked for others."""
    from ingest import pipeline
    from ingest.documents import is_prose
    from ingest.facts.known import known_names

    progress = terminal.progress()
    try:
        names = known_names(store) if is_prose(path, asked.profile) else ()
        prepared = pipeline.prepare(path, asked, progress, names, readers)
        report = pipeline.ingest(store, prepared, dry_run=dry_run, progress=progress)
    finally:
        progress.finish()
    name = report.file.file
    terminal.say(f"{name} : {report.in_words('fr')}", f"{name}: {report.in_words('en')}")
    return report


def changes(counts: Mapping[str, int], what: Label) -> Label:
    """What became of the graph, in words; only what is not zero."""
    told = [(n, "s" if n > 1 else "", *_CHANGES[name]) for name in _CHANGES if (n := counts.get(name, 0))]
    french = ", ".join(f"{n} {noun}{s} {done}{s}" for n, s, noun, done, _, _ in told) or "rien ne change"
    english = ", ".join(f"{n} {noun}{s} {done}" for n, s, _, _, noun, done in told) or "nothing changes"
    return Label(f"{what.fr} : {french}.", f"{what.en}: {english}.")


_CHANGES = {
    "nodes_added": ("nœud", "ajouté", "node", "added"),
    "nodes_changed": ("nœud", "changé", "node", "changed"),
    "nodes_removed": ("nœud", "retiré", "node", "removed"),
    "edges_added": ("relation", "ajoutée", "edge", "added"),
    "edges_changed": ("relation", "changée", "edge", "changed"),
    "edges_removed": ("relation", "retirée", "edge", "removed"),
}
_STATES = {
    "loading": Label("interrompu au début", "cut at the start"),
    "partial": Label("interrompu", "cut"),
    "live": Label("en place", "live"),
    "undoing": Label("annulation interrompue", "undoing was cut"),
    "undone": Label("annulé", "undone"),
}


def _told(counts: dict[str, int]) -> str:
    if "proposed" in counts:
        return f"{counts['proposed']} à relire"
    return f"{counts['rows_accepted']}/{counts['rows_read']}" if "rows_read" in counts else ""


def _one(
    terminal: Terminal, store: Store, path: Path, asked: Asked, *, dry_run: bool, readers: Sequence[Reader]
) -> IngestReport | FileRefused:  # fmt: skip
    """One file among others, and all there is to say of it: a refused one does not stop the rest."""
    from ingest.findings import render

    try:
        report = loaded(terminal, store, path, asked, dry_run=dry_run, readers=readers)
    except FileRefused as refusal:
        terminal.say(f"{path.name} : {refusal.sentence.fr}", f"{path.name}: {refusal.sentence.en}")
        return refusal
    if report.findings:
        typer.echo(render(report.findings, terminal.lang), err=True)
    if dry_run:
        terminal.talk(changes(report.graph.model_dump(), Label("Le graphe changerait", "The graph would change")))
    elif report.run:
        terminal.talk(changes(report.graph.model_dump(), Label(f"Import {report.run}", f"Import {report.run}")))
    return report


def _document_of(store: Store, name: str) -> Document:
    """The document of an import; a command that Essaim wrote names the document itself."""
    from graphmodel.archive import StoreArchive

    view = StoreArchive(store).view()
    found = view.documents.get(view.runs[name].doc if name in view.runs else name)
    if found is None:
        raise UsageError("run-unknown", Label(f"Aucun import « {name} ».", f"There is no import “{name}”."))
    return found


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
