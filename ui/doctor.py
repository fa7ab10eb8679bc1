"""What is well and what is not, each in a sentence: the machine, the engine, what the graph holds."""

from __future__ import annotations

import importlib.util
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

from graphmodel import imports
from graphmodel.errors import EssaimError, Label
from graphmodel.schema import ddl
from graphmodel.settings import Settings
from graphmodel.statements.records import digest
from graphmodel.store import Store, local, open_store
from ui.commands.terminal import essaim_version
from ui.contracts import Check, DoctorAnswer, EngineLine

OLDEST_NEO4J = (5, 26)
SCHEMA_VERSION = digest(ddl.statements())[:8]
"""Changes with the constraints and indexes that this version of Essaim wants."""

Found = tuple[str, bool, Label]


def examine(settings: Settings) -> DoctorAnswer:
    """Look at everything; starts the local engine where it does not run, and writes nothing to the graph but the
    constraints that are missing."""
    checks = list(_machine(settings))
    try:
        store = open_store(settings)
    except EssaimError as failure:
        checks.append(("engine", False, failure.sentence))
        return _answer(settings, checks, None)
    with store:
        return _answer(settings, checks, store)


def _answer(settings: Settings, checks: list[Found], store: Store | None) -> DoctorAnswer:
    if store is not None:
        checks += _graph(store)
    told = [Check(name=name, ok=ok, message=said.in_(settings.lang)) for name, ok, said in checks]
    found = store.engine if store else None
    engine = found and EngineLine(name=found.name, version=found.version, address=found.address, bundled=found.bundled)
    return DoctorAnswer.model_validate(
        {
            "essaim": essaim_version(),
            "engine": engine,
            "home": str(settings.home),
            "graph_version": store.graph_version() if store else None,
            "schema_version": SCHEMA_VERSION,
            "counts": store.counts() if store else None,
            "checks": told,
        }
    )


def _machine(settings: Settings) -> Iterator[Found]:
    if settings.uri is not None:
        yield "address", True, Label(f"Graphe : {settings.uri}.", f"Graph: {settings.uri}.")
        return
    yield _java()
    yield _home(settings.home)
    yield _port()


def _java() -> Found:
    places = [
        Path(place) / "jre" / "bin" / "java"
        for spec in map(importlib.util.find_spec, local.WHEELS)
        for place in (spec.submodule_search_locations if spec else None) or ()
    ]
    java = next((one for one in places if one.is_file()), None)
    if java is None:
        said = Label("Java du moteur local : absent ; indiquez un Neo4j par ESSAIM_GRAPH_URI.",
                     "Java of the local engine: missing; name a Neo4j by ESSAIM_GRAPH_URI.")  # fmt: skip
        return "java", False, said
    return "java", True, Label(f"Java du moteur local : {java}.", f"Java of the local engine: {java}.")


def _home(home: Path) -> Found:
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            pass
    except OSError as problem:
        said = Label(
            f"Dossier des données {home} : pas d'écriture possible ({problem.strerror}) ; donnez-en un autre par "
            "ESSAIM_HOME.",
            f"Data folder {home}: not writable ({problem.strerror}); give another one by ESSAIM_HOME.",
        )
        return "home", False, said
    return "home", True, Label(f"Dossier des données : {home}.", f"Data folder: {home}.")


def _port() -> Found:
    try:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
    except OSError:
        said = Label("Aucun port n'est libre sur 127.0.0.1.", "No port of 127.0.0.1 is free.")
        return "port", False, said
    return "port", True, Label("Un port est libre sur 127.0.0.1.", "A port of 127.0.0.1 is free.")


def _graph(store: Store) -> Iterator[Found]:
    yield _engine(store)
    try:
        store.ensure_schema()
        yield "schema", True, Label("Contraintes et index en place.", "Constraints and indexes are in place.")
    except EssaimError as failure:
        yield "schema", False, failure.sentence
    yield _counts(store)
    yield _runs(store)


def _engine(store: Store) -> Found:
    one = store.engine
    name = " ".join(part for part in (one.name, one.version, one.edition) if part)
    told = Label(f"Moteur : {name}, {one.address}.", f"Engine: {name}, {one.address}.")
    if one.name != "Neo4j" or _numbers(one.version) >= OLDEST_NEO4J:
        return "engine", True, told
    oldest = ".".join(map(str, OLDEST_NEO4J))
    said = Label(f"{told.fr} Trop ancien : il faut {oldest}.", f"{told.en} Too old: {oldest} is needed.")
    return "engine", False, said


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".")[:2] if part.isdecimal())


def _counts(store: Store) -> Found:
    problems = store.check_counts()
    if not problems:
        return "counts", True, Label("Tout ce qui fut compté est là.", "All that was counted is there.")
    told = ", ".join(f"{one.what} {one.found}/{one.remembered}" for one in problems)
    said = Label(
        f"Le graphe ne tient plus ce qui fut compté ({told}) : restaurez une sauvegarde.",
        f"The graph no longer holds what was counted ({told}): restore a backup.",
    )
    return "counts", False, said


def _runs(store: Store) -> Found:
    cut = imports.unfinished(store)
    if not cut:
        return "runs", True, Label("Rien d'interrompu.", "Nothing was cut.")
    said = Label(
        f"Interrompu : {', '.join(cut)}. La prochaine commande qui écrit le termine.",
        f"Cut: {', '.join(cut)}. The next command that writes finishes it.",
    )
    return "runs", False, said
