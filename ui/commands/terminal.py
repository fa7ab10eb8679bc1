"""The terminal: data on stdout, talk on stderr, in the language of the person; and the words of help in both."""

from __future__ import annotations

import csv
import json
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import typer

from graphmodel.errors import Label
from graphmodel.settings import Settings

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from graphmodel.store import Store

ENGLISH: dict[str, str] = {}
"""The English of every sentence of help, by its French."""

DONE, ASIDE, USAGE, REFUSED = 0, 1, 2, 3
"""Exit codes: done; rows set aside or a choice to make; a request that makes no sense; no engine or a refused file."""

PATIENCE = 2.0
"""Seconds of work after which a person is told what goes on."""
EVERY = 5.0
"""Seconds between two lines of progress where there is no terminal to draw a bar on."""
WIDEST = 40
"""Characters of a cell that a terminal shows."""


def words(fr: str, en: str) -> str:
    """A sentence of help: the French, its English kept for whoever asks for it."""
    ENGLISH[fr] = en
    return fr


def essaim_version() -> str:
    """The version of the installed package; empty where the code runs without being installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("essaim")
    except PackageNotFoundError:
        return ""


@dataclass(slots=True)
class Terminal:
    """Where one command reads its settings and says what it has to say."""

    settings: Settings
    started: float = field(default_factory=time.monotonic)
    told: float = 0.0
    """When the last line of progress was written."""

    @property
    def lang(self) -> str:
        return self.settings.lang

    def say(self, fr: str, en: str) -> None:
        """One sentence for the person, on stderr."""
        self.talk(Label(fr, en))

    def talk(self, label: Label) -> None:
        typer.echo(label.in_(self.lang), err=True)

    def data(self, text: str) -> None:
        """One line of what was asked for, on stdout."""
        typer.echo(text)

    def json(self, value: Any) -> None:
        """The one object of `--json`."""
        self.data(json.dumps(value, ensure_ascii=False, indent=1))

    def table(self, rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
        """Rows under their headings: aligned for a person, separated by tabs for a program."""
        cells = [list(columns), *([_text(row[name], self.lang) for name in columns] for row in rows)]
        if not sys.stdout.isatty():
            csv.writer(sys.stdout, delimiter="\t", lineterminator="\n").writerows(cells)
            return
        cells = [[cell if len(cell) <= WIDEST else cell[: WIDEST - 1] + "…" for cell in row] for row in cells]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        for row in cells:
            self.data("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())

    def progress(self) -> TerminalProgress:
        return TerminalProgress(self)

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The graph of the settings, ready to be asked."""
        from graphmodel.imports import prepare
        from graphmodel.store import open_store

        progress = self.progress()
        progress.start(Label("Ouverture du graphe", "Opening the graph"))
        try:
            store = open_store(self.settings)
        finally:
            progress.finish()
        with store:
            if store.graph_version() == 0:
                prepare(store)
            yield store


def terminal_of(context: typer.Context) -> Terminal:
    """The terminal that the options before the command made."""
    found = context.obj
    assert isinstance(found, Terminal)
    return found


def _text(value: Any, lang: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return Label("oui", "yes").in_(lang) if value else Label("non", "no").in_(lang)
    if isinstance(value, list | tuple):
        plain = all(isinstance(one, str | int | float) for one in value)
        return " ; ".join(map(str, value)) if plain else str(len(value))
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict) else str(value)


class TerminalProgress:
    """A bar on a terminal, a line now and then elsewhere; nothing at all for what is done in two seconds."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._label = Label("", "")
        self._total: int | None = None
        self._done = 0
        self._timer: threading.Timer | None = None
        self._bar: Bar | None = None
        self._shown = False

    def start(self, label: Label, total: int | None = None) -> None:
        self.finish()
        self._label, self._total, self._done = label, total, 0
        now = time.monotonic()
        quiet = 0.0 if sys.stderr.isatty() else EVERY - (now - self._terminal.told)
        self._timer = threading.Timer(max(0.0, quiet, PATIENCE - (now - self._terminal.started)), self._show)
        self._timer.daemon = True
        self._timer.start()

    def advance(self, n: int = 1) -> None:
        self._done += n
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=self._done)
        elif self._shown and time.monotonic() - self._terminal.told > EVERY:
            self._tell()

    def finish(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()  # else a bar could appear after its end
        if self._bar is not None:
            self._bar.stop()
        self._timer, self._bar, self._shown = None, None, False

    def cancelled(self) -> bool:
        """Never: Ctrl-C interrupts, and an import that was cut is finished or dropped by the next command."""
        return False

    def _show(self) -> None:
        if not sys.stderr.isatty():
            self._tell()
            return
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn

        columns = (SpinnerColumn(), *Progress.get_default_columns())
        bar = Progress(*columns, console=Console(stderr=True), transient=True)
        bar.add_task(self._label.in_(self._terminal.lang), total=self._total, completed=self._done)
        bar.start()
        self._bar = bar

    def _tell(self) -> None:
        self._terminal.told, self._shown = time.monotonic(), True
        part = f" {self._done}/{self._total}" if self._total else ""
        self._terminal.talk(Label(f"{self._label.fr}…{part}", f"{self._label.en}…{part}"))
