"""Work beside the page: what it tells, how it is stopped, and what is never stopped half way."""

from __future__ import annotations

import threading

import pytest

from graphmodel.apply import UPDATING
from graphmodel.errors import EssaimError, Label
from graphmodel.progress import Progress
from ui.components.work import Task

READING = Label("Lecture", "Reading")
LONG = 30.0


class Steps:
    """Work that goes on one step at a time, when it is told to."""

    def __init__(self, label: Label = READING) -> None:
        self.label, self.begun, self.go_on = label, threading.Event(), threading.Event()

    def __call__(self, progress: Progress) -> str:
        progress.start(self.label, 10)
        progress.advance(4)
        self.begun.set()
        assert self.go_on.wait(LONG)
        if progress.cancelled() and self.label != UPDATING:
            raise EssaimError("cancelled", READING)
        progress.advance(6)
        return "done"


def test_work_tells_how_far_it_is_and_then_what_came_of_it() -> None:
    steps = Steps()
    task = Task(steps)
    assert steps.begun.wait(LONG)
    assert (task.label, task.done, task.total, task.finished_within(0), task.stoppable) == (READING, 4, 10, False, True)
    steps.go_on.set()
    assert task.finished_within(LONG)
    assert task.result() == "done"


def test_work_that_writes_ends_where_it_asks_and_is_waited_for() -> None:
    steps = Steps()
    task = Task(steps)
    assert steps.begun.wait(LONG)
    task.stop()
    assert (task.finished_within(0), task.stoppable) == (False, False)
    steps.go_on.set()
    assert task.finished_within(LONG)
    with pytest.raises(EssaimError) as stopped:
        task.result()
    assert stopped.value.code == "cancelled"


def test_once_the_graph_is_changing_nobody_is_offered_to_stop() -> None:
    steps = Steps(UPDATING)
    task = Task(steps)
    assert steps.begun.wait(LONG)
    assert not task.stoppable
    task.stop()
    steps.go_on.set()
    assert task.finished_within(LONG)
    assert task.result() == "done"


def test_work_that_writes_nothing_is_let_go_at_once() -> None:
    steps = Steps()
    task = Task(steps, harmless=True)
    assert steps.begun.wait(LONG)
    task.stop()
    assert task.finished_within(0)
    steps.go_on.set()


def test_a_failure_is_told_to_whoever_asks_for_the_result() -> None:
    def fail(_: Progress) -> None:
        raise EssaimError("broken", READING)

    task = Task(fail)
    assert task.finished_within(LONG)
    with pytest.raises(EssaimError):
        task.result()
