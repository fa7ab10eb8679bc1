"""The command `essaim`: a thin rim. It parses, calls, prints; a command imports what is heavy when it runs."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from graphmodel.errors import EssaimError, Label, UsageError
from graphmodel.settings import collect_seldom, load_settings
from ui.commands import asking, files, importing, reviewing, running, scoring
from ui.commands.terminal import ENGLISH, REFUSED, USAGE, Terminal, essaim_version, words

INTERRUPTED = 130
_LIBRARY_SAYS = {
    "fr": {
        "Usage:": "Usage :",
        "Arguments:": "Arguments :",
        "Options:": "Options :",
        "Commands:": "Commandes :",
        "COMMAND [ARGS]": "COMMANDE [ARGS]",
        "[required]": "[obligatoire]",
        "[default: ": "[par défaut : ",
        "Show this message and exit.": "Cette aide.",
        "<str>": "TEXTE",
        " <path>": "",
        " <list[Path]>": "",
        "<int>": "NOMBRE",
    },
    "en": {"<str>": "TEXT", " <path>": "", " <list[Path]>": "", "<int>": "NUMBER"},
}
"""What the library says by itself, and what people read instead."""


def _said(text: str) -> str:
    for theirs, ours in _LIBRARY_SAYS.get(language(), {}).items():
        text = text.replace(theirs, ours)
    return text


class Command(TyperCommand):
    """One command, its help in the language of the person."""

    def get_help(self, ctx: Any) -> str:
        return _said(super().get_help(ctx))


class Group(TyperGroup):
    """The list of commands, in the order in which they were declared."""

    def get_help(self, ctx: Any) -> str:
        return _said(super().get_help(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            import difflib

            known = self.list_commands(ctx)
            near = ", ".join(difflib.get_close_matches(args[0], known, n=2) or known)
            said = Label(f"Pas de commande « {args[0]} ». Essayez : {near}.", f"No command “{args[0]}”. Try: {near}.")
            raise UsageError("cli.command", said)
        return super().resolve_command(ctx, args)


def _group(**options: Any) -> typer.Typer:
    return typer.Typer(
        cls=Group,
        rich_markup_mode=None,
        add_completion=False,
        no_args_is_help=True,
        context_settings={"max_content_width": 100},
        **options,
    )


app = _group(
    help=words(
        "Essaim : qui a essaimé quelle innovation sociale vers qui, avec la preuve de chaque fait.",
        "Essaim: who spread which social innovation to whom, with the evidence of every fact.",
    )
)
engine = _group()


@app.callback()
def options(
    context: typer.Context,
    lang: Annotated[
        str, typer.Option(metavar="fr|en", help=words("La langue (ESSAIM_LANG).", "The language (ESSAIM_LANG)."))
    ] = "",
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, help=words("La version d'Essaim.", "The version of Essaim."))
    ] = False,
) -> None:
    if version:
        typer.echo(essaim_version())
        raise typer.Exit
    if lang:
        os.environ["ESSAIM_LANG"] = lang  # the screens that a command starts speak it too
    context.obj = Terminal(load_settings())


def _add(group: typer.Typer, name: str, function: Callable[..., int], fr: str, en: str) -> None:
    group.command(name, cls=Command, help=words(fr, en))(function)


_add(app, "demo", running.demo, "Charger les exemples et ouvrir les écrans.", "Load the examples, open the screens.")
_add(app, "ui", running.screens, "Ouvrir les écrans.", "Open the screens.")
_add(
    app, "ingest", importing.ingest,
    "Importer des tableaux.",
    "Import tables.",
)  # fmt: skip
_add(app, "review", reviewing.review, "Relire les faits lus dans des textes.", "Review the facts read in texts.")
_add(app, "runs", importing.runs, "Lister les imports, le dernier d'abord.", "List the imports, the last first.")
_add(app, "undo", importing.undo, "Annuler un import ; les décisions restent.", "Undo an import; decisions stay.")
_add(app, "questions", asking.questions, "Lister ce que l'on peut demander.", "List what may be asked.")
_add(app, "ask", asking.ask, "Poser une question au graphe.", "Ask the graph a question.")
_add(app, "export", files.export, "Écrire tout le graphe dans un fichier.", "Write the whole graph to a file.")
_add(
    app, "restore", files.restore,
    "Charger une sauvegarde.",
    "Load a backup.",
)  # fmt: skip
_add(app, "template", files.template, "Écrire un classeur à remplir.", "Write a workbook to fill.")
_add(
    app, "score", scoring.score,
    "Mesurer ce que les lecteurs trouvent dans des documents.",
    "Measure what the readers find in documents.",
)  # fmt: skip
app.add_typer(
    engine,
    name="engine",
    help=words("Le moteur local : start, stop, status.", "The local engine: start, stop, status."),
)
_add(engine, "start", running.start, "Démarrer le moteur local.", "Start the local engine.")
_add(engine, "stop", running.stop, "Arrêter le moteur local.", "Stop the local engine.")
_add(engine, "status", running.status, "Dire s'il est en marche.", "Say whether it runs.")
_add(
    app, "doctor", running.doctor, "Examiner l'installation et le graphe.", "Look over the installation and the graph."
)


def main() -> None:
    """The console script."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line; gives its exit code. An expected failure is one sentence, whatever failed."""
    os.environ |= _language_of(arguments)
    collect_seldom()
    try:
        code = command().main(list(arguments), prog_name="essaim", standalone_mode=False)
    except EssaimError as failure:
        return _failed(failure.sentence, failure.exit_code)
    except OSError as failure:
        if not failure.filename:
            raise
        return _failed(_of_system(failure), REFUSED)
    except Exception as failure:
        if not hasattr(failure, "format_message"):  # what the parser of arguments raises, under any version's name
            raise
        return _failed(_misuse(failure), USAGE)
    if code == INTERRUPTED:
        _failed(Label("Interrompu. Ce qui était commencé se reprend.", "Stopped. What was begun can go on."), code)
    return int(code or 0)


def command() -> Any:
    """The command line with its help in the language of the environment."""
    made = typer.main.get_command(app)
    if language() == "en":
        _into_english(made)
    return made


def language() -> str:
    """The language of help and of what fails before the settings are read."""
    return os.environ.get("ESSAIM_LANG") or "fr"


def _language_of(arguments: Sequence[str]) -> dict[str, str]:
    """The language asked for before the command, in time for its help."""
    for place, word in enumerate(arguments):
        if word.startswith("--lang="):
            return {"ESSAIM_LANG": word.removeprefix("--lang=")}
        if word == "--lang" and place + 1 < len(arguments):
            return {"ESSAIM_LANG": arguments[place + 1]}
        if not word.startswith("-"):
            break
    return {}


def _into_english(one: Any) -> None:
    one.help = ENGLISH.get(one.help, one.help)
    for param in one.params:
        if getattr(param, "help", None):
            param.help = ENGLISH.get(param.help, param.help)
    for child in getattr(one, "commands", {}).values():
        _into_english(child)


def _failed(sentence: Label, code: int) -> int:
    typer.echo(sentence.in_(language()), err=True)
    return code


def _of_system(failure: OSError) -> Label:
    """What the system refused, about which file."""
    fr = _SYSTEM.get(failure.errno or 0, failure.strerror)
    return Label(f"{failure.filename} : {fr}.", f"{failure.filename}: {failure.strerror}.")


_SYSTEM = {
    errno.ENOENT: "fichier ou dossier introuvable",
    errno.EACCES: "accès refusé",
    errno.EROFS: "disque en lecture seule",
    errno.EISDIR: "c'est un dossier, pas un fichier",
    errno.ENOTDIR: "ce chemin passe par un fichier",
    errno.ENOSPC: "le disque est plein",
}


def _misuse(failure: Any) -> Label:
    """What is wrong with a command line, in both languages; the parser itself knows English only."""
    name, context = type(failure).__name__, getattr(failure, "ctx", None)
    if name == "NoArgsIsHelpError":
        return Label(*[failure.format_message()] * 2)
    param = getattr(failure, "param", None)
    what = getattr(failure, "option_name", None) or (getattr(param, "metavar", None) or param.name if param else "")
    if param and param.param_type_name == "option":
        what = max(param.opts, key=len)
    fr, en = {
        "MissingParameter": (f"Il manque {what}.", f"{what} is missing."),
        "NoSuchOption": (f"Option inconnue : {what}.", f"Unknown option: {what}."),
        "BadOptionUsage": (f"{what} attend une valeur.", f"{what} wants a value."),
        "BadParameter": (f"{what} : valeur impossible.", f"{what}: impossible value."),
    }.get(name) or _extra(failure.format_message())
    where = context.command_path if context else "essaim"
    return Label(f"{fr} Aide : {where} --help", f"{en} Help: {where} --help")


def _extra(message: str) -> tuple[str, str]:
    found = re.search(r"extra argument\S* \((.*)\)", message)
    return (f"Argument en trop : {found[1]}.", f"Too many arguments: {found[1]}.") if found else (message, message)


if __name__ == "__main__":
    main()
