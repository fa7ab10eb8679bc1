"""The readers that a person may ask for beside the rules: a model of syntax, a model of language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from graphmodel.errors import Label, UsageError
from ui.commands.terminal import Terminal, words

if TYPE_CHECKING:
    from ingest.facts.records import Context, Fact, Reader
    from ingest.text.pages import Page

With = Annotated[
    list[str],
    typer.Option(
        "--with",
        metavar="syntax|model",
        help=words(
            "Lire aussi les textes par leur syntaxe (syntax), par un modèle de langue (model).",
            "Read texts by their syntax (syntax), by a language model (model) too.",
        ),
    ),
]
SendTo = Annotated[
    str,
    typer.Option(
        metavar="HOST",
        help=words(
            "Accepter d'envoyer le texte à cet hôte, quand le modèle est ailleurs.",
            "Agree to send the text to this host, where the model is elsewhere.",
        ),
    ),
]


def asked_for(terminal: Terminal, names: Sequence[str], host: str) -> tuple[Reader, ...]:
    """The readers of prose, with those of these names. Raises UsageError for one that there is not, or that is not set
    up."""
    from ingest.documents import READERS

    if unknown := [one for one in names if one not in _READERS]:
        known = ", ".join(_READERS)
        fr, en = (
            f"Lecture inconnue : {unknown[0]}. Connues : {known}.",
            f"Unknown reader: {unknown[0]}. Known: {known}.",
        )
        raise UsageError("reader-unknown", Label(fr, en))
    asked = [reader(terminal, host) for name, reader in _READERS.items() if name in names]
    return (*asked,) if _ALONE in names else (*READERS, *asked)


def _model(terminal: Terminal, host: str) -> Reader:
    """Says where the text goes before any of it does, and afterwards what became of all that came back."""
    from ingest.extras.llm import destination, read_with_model

    terminal.talk(destination(terminal.settings).sentence)

    def read(pages: Sequence[Page], context: Context) -> list[Fact]:
        done = read_with_model(pages, context, terminal.settings, terminal.progress(), agreed=host)
        terminal.talk(done.account.sentence())
        return done.facts

    return read


def _syntax(_: Terminal, __: str) -> Reader:
    """Raises UsageError where what it needs is not installed, before anything is read."""
    from ingest.extras.nlp import MISSING, available, read_with_syntax

    if not available():
        raise UsageError("nlp.missing", MISSING)
    return read_with_syntax


_ALONE = "syntax"
"""The reader that reads all that the readers of prose read, in one go."""
_READERS: dict[str, Callable[[Terminal, str], Reader]] = {"syntax": _syntax, "model": _model}
