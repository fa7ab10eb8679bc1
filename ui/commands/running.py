"""`demo`, `ui`, `engine`, `doctor`: Essaim started, shown, looked over."""

from __future__ import annotations

import os
import socket
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graphmodel.errors import FileRefused, Label, UsageError
from ui.commands.importing import Json, loaded
from ui.commands.terminal import ASIDE, DONE, REFUSED, Terminal, terminal_of, words

if TYPE_CHECKING:
    from graphmodel.store import Store

EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("trois-documents.xlsx", {}),
    ("reseau-fictif/annuaire.xlsx", {}),
    ("reseau-fictif/essaimages-2010-2024.xlsx", {}),
    ("reseau-fictif/rapport-financeurs.xlsx", {}),
    (
        "reseau-fictif/adherents-2019.csv",
        {
            "network": "Les Lisières",
            "publisher": "Union nationale des Lisières (fictive)",
            "title": "Adhérents des Lisières, 2019 (exemple fictif)",
            "date": "2019",
        },
    ),
    (
        "monographies/lisieres.pdf",
        {
            "network": "Les Lisières",
            "publisher": "Union nationale des Lisières (fictive)",
            "title": "Monographie des Lisières (exemple fictif)",
            "date": "2024",
        },
    ),
)
"""The files of the demonstration, each with what a person says of it. None names a real person."""
FICTIONS = frozenset({"reseau-fictif", "monographies"})
"""The folders whose documents are invented."""
REVIEWER = "démonstration"
"""Who accepted what the template of the example's monograph tells; what its prose tells is left to be reviewed."""
FIRST_PORT, PORTS = 8501, 50

Port = Annotated[int | None, typer.Option(help=words("Le port des écrans.", "The port of the screens."))]


def demo(
    context: typer.Context,
    no_ui: Annotated[
        bool, typer.Option("--no-ui", help=words("S'arrêter une fois les exemples chargés.", "Only load the examples."))
    ] = False,
    port: Port = None,
) -> int:
    from graphmodel.imports import prepare

    terminal = terminal_of(context)
    with terminal.store() as store:
        prepare(store)
        _load_examples(terminal, store, examples())
        counts = store.counts()
    nodes, edges = sum(counts["labels"].get(one, 0) for one in _bases()), sum(counts["types"].values())
    terminal.say(
        f"Le graphe tient {nodes} nœuds et {edges} relations.", f"The graph holds {nodes} nodes, {edges} edges."
    )
    return DONE if no_ui else _serve(terminal, port, True)


def screens(
    context: typer.Context,
    port: Port = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help=words("Ouvrir le navigateur.", "Open the browser."))
    ] = True,
) -> int:
    return _serve(terminal_of(context), port, browser)


def start(context: typer.Context) -> int:
    from graphmodel.store import local

    terminal = _local(context)
    progress = terminal.progress()
    progress.start(Label("Démarrage du moteur local", "Starting the local engine"))
    try:
        lease = local.ensure(terminal.settings)
    finally:
        progress.finish()
    lease.release()
    terminal.data(lease.uri)
    grace = f"{terminal.settings.engine_grace:g}"
    terminal.say(
        f"En marche ; il s'arrête {grace} s après son dernier usage (ESSAIM_ENGINE_GRACE).",
        f"Running; it stops {grace} s after its last use (ESSAIM_ENGINE_GRACE).",
    )
    return DONE


def stop(context: typer.Context) -> int:
    from graphmodel.store import local

    terminal = _local(context)
    stopped = local.stop(terminal.settings)
    terminal.talk(Label("Arrêté.", "Stopped.") if stopped else Label("Il était arrêté.", "It was not running."))
    return DONE


def status(context: typer.Context) -> int:
    from graphmodel.store import local

    terminal = terminal_of(context)
    if uri := terminal.settings.uri:
        terminal.say("Serveur désigné par ESSAIM_GRAPH_URI ; « doctor » l'interroge.", "Server of ESSAIM_GRAPH_URI.")
        terminal.data(uri)
        return DONE
    found = local.status(terminal.settings)
    if found.uri:
        terminal.data(found.uri)
        terminal.say(f"En marche (processus {found.pid}).", f"Running (process {found.pid}).")
    else:
        terminal.say("Arrêté : il démarre quand on s'en sert.", "Stopped: it starts when it is used.")
    terminal.say(f"Données : {found.folder}", f"Data: {found.folder}")
    return DONE


def doctor(context: typer.Context, as_json: Json = False) -> int:
    from ui.doctor import examine

    terminal = terminal_of(context)
    progress = terminal.progress()
    progress.start(Label("Examen", "Looking"))
    try:
        found = examine(terminal.settings)
    finally:
        progress.finish()
    if as_json:
        terminal.json(found.model_dump(mode="json"))
    else:
        for check in found.checks:
            terminal.data(f"{'✓' if check.ok else '✗'} {check.message}")
    if found.engine is None:
        return REFUSED
    return DONE if all(check.ok for check in found.checks) else ASIDE


def examples() -> dict[Path, dict[str, Any]]:
    """The files of the demonstration: those of the checkout, else those that the package carries."""
    here = Path(__file__).resolve().parents[1]
    places = (here.parent / "examples", here / "examples")
    folder = next((one for one in places if (one / EXAMPLES[0][0]).is_file()), None)
    if folder is None:
        raise FileRefused("demo.examples", Label("Les exemples sont introuvables.", "The examples are missing."))
    return {folder / name: said for name, said in EXAMPLES}


def _load_examples(terminal: Terminal, store: Store, files: Mapping[Path, dict[str, Any]]) -> None:
    """Load what is not there yet. People's own documents are never mixed with an invented network."""
    from graphmodel.archive import StoreArchive
    from ingest.documents import sha256_of
    from ingest.pipeline import Asked

    view = StoreArchive(store).view()
    live = {view.documents[uid].sha256 for uid in view.live_documents()}
    wanted = {path: sha256_of(path) for path in files}
    if live - set(wanted.values()):
        terminal.say(
            "Le graphe tient d'autres documents : les exemples n'y sont pas ajoutés. Pour les voir, donnez un autre "
            "dossier par ESSAIM_HOME.",
            "The graph holds other documents: the examples are not added. To see them, give another folder by "
            "ESSAIM_HOME.",
        )
        return
    for path, said in files.items():
        if wanted[path] in live:
            terminal.say(f"{path.name} : déjà chargé.", f"{path.name}: loaded already.")
        else:
            loaded(terminal, store, path, Asked(**said, fictional=path.parent.name in FICTIONS))
            _accept_the_template(store)


def _accept_the_template(store: Store) -> None:
    """Somebody has reviewed what the labels of the monograph tell, so that its facts stand in the graph with their
    passages. A choice is nobody's to make but the reader's."""
    from graphmodel import decisions
    from graphmodel.questions.review import waiting
    from ingest.monograph.reading import RULES

    plain = [card.options[0] for card in waiting(store) if card.rule.startswith(RULES) and len(card.options) == 1]
    if plain:
        decisions.decide_all(store, [("accept", (mark,)) for one in plain for mark in one.marks], REVIEWER)


def _bases() -> Collection[str]:
    from graphmodel.schema.registry import BASES

    return BASES


def _serve(terminal: Terminal, port: int | None, browser: bool) -> int:
    """The screens, until they are interrupted; the address is said before, and once."""
    from ui.server import run

    chosen = port if port is not None else int(os.environ.get("STREAMLIT_SERVER_PORT") or _free_port())
    terminal.say(
        f"Essaim s'ouvre sur http://127.0.0.1:{chosen} (Ctrl-C pour arrêter).",
        f"Essaim opens at http://127.0.0.1:{chosen} (Ctrl-C to stop).",
    )
    return run(chosen, browser)


def _free_port() -> int:
    for port in range(FIRST_PORT, FIRST_PORT + PORTS):
        with socket.socket() as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                one.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise UsageError(
        "ui.port", Label("Aucun port libre : donnez-en un par --port.", "No free port: give one by --port.")
    )


def _local(context: typer.Context) -> Terminal:
    terminal = terminal_of(context)
    if terminal.settings.uri:
        said = Label(
            "ESSAIM_GRAPH_URI désigne un serveur : Essaim ne le démarre ni ne l'arrête.",
            "ESSAIM_GRAPH_URI names a server: Essaim neither starts nor stops it.",
        )
        raise UsageError("engine.remote", said)
    return terminal
