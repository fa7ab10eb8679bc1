"""How long work tells what it does, and learns that nobody waits for it any more."""

from __future__ import annotations

from typing import Protocol

from graphmodel.errors import Label


class Progress(Protocol):
    """Told by the work, shown by whoever started it. `total` is None where the end is not known."""

    def start(self, label: Label, total: int | None = None) -> None: ...
    def advance(self, n: int = 1) -> None: ...
    def finish(self) -> None: ...
    def cancelled(self) -> bool:
        """True once the person gave up; work asks between two batches, never inside one."""
        ...


class NullProgress:
    """Shows nothing and never gives up."""

    def start(self, label: Label, total: int | None = None) -> None:
        return None

    def advance(self, n: int = 1) -> None:
        return None

    def finish(self) -> None:
        return None

    def cancelled(self) -> bool:
        return False


class CountingProgress:
    """Remembers what it was told; gives up after `cancel_after` units, if given."""

    def __init__(self, cancel_after: int | None = None) -> None:
        self.labels: list[Label] = []
        self.totals: list[int | None] = []
        self.done = 0
        self.finished = 0
        self._cancel_after = cancel_after

    def start(self, label: Label, total: int | None = None) -> None:
        self.labels.append(label)
        self.totals.append(total)

    def advance(self, n: int = 1) -> None:
        self.done += n

    def finish(self) -> None:
        self.finished += 1

    def cancelled(self) -> bool:
        return self._cancel_after is not None and self.done >= self._cancel_after
