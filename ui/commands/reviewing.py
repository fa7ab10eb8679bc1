"""`review`: the facts that were read in texts, asked about one by one, or decided by their marks."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from graphmodel.errors import Label, UsageError
from ui.commands.importing import Json
from ui.commands.terminal import DONE, terminal_of, words

if TYPE_CHECKING:
    from graphmodel.store import Store


def review(
    context: typer.Context,
    document: Annotated[
        str, typer.Option(help=words("Un document, par son titre.", "One document, by its title."))
    ] = "",
    *,
    rule: Annotated[str, typer.Option(help=words("Une règle de lecture.", "One reading rule."))] = "",
    accept: Annotated[
        list[str], typer.Option(metavar="MARK", help=words("Accepter ce fait ; se répète.", "Accept; may be repeated."))
    ] = [],  # noqa: B006 (typer copies it)
    reject: Annotated[
        list[str], typer.Option(metavar="MARK", help=words("Refuser ce fait ; se répète.", "Reject; may be repeated."))
    ] = [],  # noqa: B006
    accept_rule: Annotated[
        str, typer.Option(metavar="RULE", help=words("Accepter toute une règle.", "Accept all of a rule."))
    ] = "",
    as_json: Json = False,
) -> int:
    from graphmodel import decisions
    from ui.commands import review_queue as queue
    from ui.viewmodels.propositions import Filter

    terminal = terminal_of(context)
    with terminal.store() as store:
        work = queue.Work(terminal, store, Filter(_document(store, document), rule))
        asked = queue.asked(work.cards(), accept, reject, accept_rule)
        taken = decisions.decide_all(store, asked, progress=terminal.progress()) if asked else []
        if as_json:
            work.renew()
            terminal.data(queue.answer(work, taken).model_dump_json(indent=1))
        elif asked:
            count = len(taken)
            many = "s" if count > 1 else ""
            terminal.say(f"{count} décision{many} enregistrée{many}.", f"{count} decision{many} recorded.")
        elif sys.stdin.isatty():
            work.ask(sys.stdin)
        else:
            work.listed()
    return DONE


def _document(store: Store, asked: str) -> str:
    """The uid of a document of prose by its title or uid."""
    from graphmodel.archive import StoreArchive
    from graphmodel.names import fold

    if not asked:
        return ""
    view = StoreArchive(store).view()
    live = {
        uid: one.title for uid, one in view.documents.items() if uid in view.live_documents() and one.kind == "text"
    }
    found = [uid for uid, title in live.items() if asked == uid or fold(title) == fold(asked)]
    if len(found) == 1:
        return found[0]
    titles = ", ".join(sorted({f"{title} ({uid})" for uid, title in live.items()})) or "–"
    said = Label(
        f"« {asked} » ne désigne pas un document de texte. Il y a : {titles}.",
        f"“{asked}” is not the name of one document of prose. There are: {titles}.",
    )
    raise UsageError("review.document", said)
