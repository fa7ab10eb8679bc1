"""`export`, `restore`, `template`: files out, a whole graph back in, an empty table to fill."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphmodel.errors import FileRefused, Label, UsageError
from ui.commands.terminal import DONE, terminal_of, words

if TYPE_CHECKING:
    from graphmodel.store import Store


def export(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help=words(
                ".jsonl (sauvegarde complète), .graphml ou .xlsx.", ".jsonl (complete backup), .graphml or .xlsx."
            ),
        ),
    ],
) -> int:
    terminal = terminal_of(context)
    write = _writer(file)
    if not file.absolute().parent.is_dir():
        said = Label(f"Le dossier de {file} n'existe pas.", f"The folder of {file} does not exist.")
        raise UsageError("export.folder", said)
    progress = terminal.progress()
    with terminal.store() as store:
        progress.start(Label(f"Écriture de {file.name}", f"Writing {file.name}"))
        draft = file.with_name(f"{file.name}.partiel")  # what is cut on the way never passes for a backup
        try:
            count = write(store, draft)
            draft.replace(file)
        finally:
            progress.finish()
            draft.unlink(missing_ok=True)
    terminal.say(f"{file} : {count} lignes écrites.", f"{file}: {count} rows written.")
    return DONE


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=words("Une sauvegarde .jsonl.", "A .jsonl backup."))],
) -> int:
    from graphmodel import dump

    terminal = terminal_of(context)
    try:
        dump.read(file)  # before any engine starts for a file that is none
    except (KeyError, TypeError, ValueError) as problem:
        said = Label(f"{file.name} n'est pas une sauvegarde.", f"{file.name} is no backup.")
        raise FileRefused("not-a-dump", said) from problem
    progress = terminal.progress()
    with terminal.store() as store:
        progress.start(Label(f"Lecture de {file.name}", f"Reading {file.name}"))
        try:
            count = dump.restore(store, file, progress)
        finally:
            progress.finish()
    terminal.say(
        f"{count} lignes restaurées ; le graphe est bien celui de la sauvegarde.",
        f"{count} rows restored; the graph is the one of the backup.",
    )
    return DONE


def template(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help=words("Le classeur à écrire.", "The workbook."))],
) -> int:
    from ingest.template import write_template

    terminal = terminal_of(context)
    if file.suffix.lower() != ".xlsx":
        raise UsageError("template.form", Label("Donnez un nom en .xlsx.", "Give a name that ends in .xlsx."))
    if file.exists():
        said = Label(f"{file} existe déjà : donnez un autre nom.", f"{file} is there already: give another name.")
        raise UsageError("template.exists", said)
    file.touch()  # an unwritable place is said as such, before the workbook is made
    write_template(file, terminal.lang)
    terminal.say(
        f"{file} : remplissez-le, puis essaim ingest {file.name}.", f"{file}: fill it, then essaim ingest {file.name}."
    )
    return DONE


def _writer(file: Path) -> Callable[[Store, Path], int]:
    from graphmodel import dump
    from ui.commands import formats

    writers = {".jsonl": dump.export, ".graphml": formats.graphml, ".xlsx": formats.xlsx}
    if file.suffix.lower() not in writers:
        known = ", ".join(writers)
        said = Label(f"Donnez un nom qui finit par {known}.", f"Give a name that ends in one of {known}.")
        raise UsageError("export.form", said)
    return writers[file.suffix.lower()]
