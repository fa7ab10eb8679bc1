"""Long work beside the page: it is shown as it goes, and can be stopped until the graph itself is changing.

The work runs in a thread of its own, which draws nothing; a fragment looks at it a few times a second. A page that is
closed meanwhile stops nothing: what is being loaded is loaded whole.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

import streamlit as st

from graphmodel.apply import UPDATING
from graphmodel.errors import EssaimError, Label
from graphmodel.progress import Progress
from ui.i18n import Translator

T = TypeVar("T")
SOON = 0.8
"""Seconds that a page waits before it shows any bar: most files are read in less."""
_LOOK = 0.4


class Task(Generic[T]):
    """Work that runs beside the page, and the progress that it tells (`graphmodel.progress.Progress`).

    `harmless`: it writes nothing, so that it may end at any moment; else it ends where it asks whether to.
    """

    def __init__(self, do: Callable[[Progress], T], *, harmless: bool = False) -> None:
        self.label, self.total, self.done = Label("", ""), 0, 0
        self._do, self._harmless = do, harmless
        self._given_up = threading.Event()
        self._result: list[T] = []
        self._failure: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="essaim-work", daemon=True)
        self._thread.start()

    def finished_within(self, seconds: float) -> bool:
        """Whether it is over, after this long at most. What writes nothing is left to end by itself once given up."""
        if self._harmless and self.cancelled():
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def result(self) -> T:
        """What came of it, once it is over. Raises what it failed with."""
        if self._failure is not None:
            raise self._failure
        return self._result[0]

    def stop(self) -> None:
        """Give up, as soon as it asks."""
        self._given_up.set()

    @property
    def stoppable(self) -> bool:
        """Whether giving up would still be heard."""
        return self.label != UPDATING and not self._given_up.is_set()

    def start(self, label: Label, total: int | None = None) -> None:
        self.label, self.total, self.done = label, total or 0, 0
        self._ask()

    def advance(self, n: int = 1) -> None:
        self.done += n
        self._ask()

    def finish(self) -> None:
        self.total = 0

    def cancelled(self) -> bool:
        return self._given_up.is_set()

    def _ask(self) -> None:
        if self._harmless and self.cancelled():
            raise EssaimError("cancelled", Label("Interrompu à votre demande.", "Stopped as you asked."))

    def _run(self) -> None:
        try:
            self._result.append(self._do(self))
        except Exception as failure:
            self._failure = failure


def watch(t: Translator, task: Task[T], key: str) -> None:
    """Show how far it is, with the button that stops it; the whole page runs again once it is over."""

    @st.fragment(run_every=_LOOK)
    def look() -> None:
        if task.finished_within(0):
            st.rerun(scope="app")
        label, done, total = t.label(task.label), task.done, task.total
        text = f"{label} : {t.number(done)} / {t.number(total)}" if total else label
        st.progress(min(done / total, 1.0) if total else 0.0, text or t("import.working"))
        if task.stoppable:
            st.button(t("import.cancel"), key=f"{key}:stop", on_click=task.stop)
        elif task.cancelled():
            st.write(t("import.cancelling"))
        else:
            st.write(t("import.uncut"))

    look()
