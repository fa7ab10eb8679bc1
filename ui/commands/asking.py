"""`questions` and `ask`: what may be asked of the graph, and the answers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graphmodel.errors import Label, UsageError
from ui.commands.importing import Json
from ui.commands.terminal import DONE, Terminal, terminal_of, words

if TYPE_CHECKING:
    from graphmodel.questions.ask import Answer
    from graphmodel.store import Store


def questions(context: typer.Context, as_json: Json = False) -> int:
    from graphmodel.questions.registry import all_questions, contracts

    terminal = terminal_of(context)
    if as_json:
        terminal.json(contracts(terminal.lang))
        return DONE
    for one in all_questions().values():
        terminal.data(f"{one.name}\n    {one.doc.in_(terminal.lang)}")
        for param in one.params:
            choices = " | ".join(param.choices)
            said = f"{param.doc.in_(terminal.lang)}{f' ({choices})' if choices else ''}"
            terminal.data(f"    -p {param.name}=…  {said}{'' if param.required else _default(param.default, terminal)}")
    return DONE


def ask(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help=words("La question : voir « questions ».", "The question."))
    ],
    params: Annotated[
        list[str],
        typer.Option("-p", "--param", metavar="CLE=VALEUR", help=words("Un paramètre.", "An argument, as key=value.")),
    ] = [],  # noqa: B006 (typer copies it)
    as_json: Json = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help=words("Un tableau pour tableur (« ; », UTF-8).", "A table for spreadsheets."))
    ] = False,
) -> int:
    from graphmodel.questions.ask import ask as asked

    terminal = terminal_of(context)
    if as_json and as_csv:
        raise UsageError("ask.form", Label("Choisissez --json ou --csv.", "Choose --json or --csv."))
    given = dict(map(_pair, params))
    with terminal.store() as store:
        answer = asked(store, name, given)
        _warn_of_cut_runs(terminal, store)
    if answer.truncated:
        terminal.say("Réponse tronquée : augmentez la limite.", "The answer is cut: ask for more rows.")
    if as_json:
        terminal.data(answer.json_text())
    elif as_csv:
        _csv(answer)
    else:
        _shown(terminal, answer)
    return DONE


def _default(value: Any, terminal: Terminal) -> str:
    shown = {"": Label("vide", "empty"), True: Label("oui", "yes"), False: Label("non", "no")}.get(value)
    return f" [{shown.in_(terminal.lang) if shown else value}]"


def _pair(text: str) -> tuple[str, str]:
    name, equal, value = text.partition("=")
    if not equal:
        said = Label(f"-p {text} : écrivez -p clé=valeur.", f"-p {text}: write -p key=value.")
        raise UsageError("ask.pair", said)
    return name.strip(), value


def _warn_of_cut_runs(terminal: Terminal, store: Store) -> None:
    from graphmodel import imports

    cut = [one["run"] for one in imports.runs(store) if one["state"] in ("partial", "undoing")]
    if cut:
        terminal.say(
            f"Import interrompu ({', '.join(cut)}) : la réponse est incomplète ; refaites un import ou « undo ».",
            f"An import was cut ({', '.join(cut)}): the answer is incomplete; import again or undo.",
        )


def _csv(answer: Answer) -> None:
    """The same bytes as the screens give."""
    from ui.render.tables import Table, csv_bytes

    rows = answer.model_dump(mode="json", by_alias=True)["rows"]
    table = Table(answer.columns, tuple(tuple(_cell(row[name]) for name in answer.columns) for row in rows))
    sys.stdout.buffer.write(csv_bytes(table))
    sys.stdout.buffer.flush()


def _cell(value: Any) -> Any:
    """A value as a cell: lists of words joined, what is richer as JSON."""
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return " ; ".join(map(str, value))
    if isinstance(value, list | dict):
        from graphmodel.statements.records import canonical

        return canonical(value)
    return value


def _shown(terminal: Terminal, answer: Answer) -> None:
    """What a person reads: names rather than uids, and no column that is empty all along."""
    rows: Sequence[dict[str, Any]] = answer.model_dump(mode="json", by_alias=True)["rows"]
    if not rows:
        terminal.say("Aucune ligne.", "No row.")
        return
    hidden = {name for name in answer.columns if f"{name}_name" in answer.columns} | {"key", "statement"}
    filled = [name for name in answer.columns if any(row[name] not in (None, [], "") for row in rows)]
    terminal.table(rows, [name for name in filled if name not in hidden])
    count = len(rows)
    terminal.say(
        f"{count} ligne{'s' if count > 1 else ''} ; toutes les colonnes : --json ou --csv.",
        f"{count} row{'s' if count > 1 else ''}; all columns: --json or --csv.",
    )
