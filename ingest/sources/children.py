"""Starts one of our modules in a process of its own, with little memory and time, and reads it line by line."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from typing import IO

from ingest.sources import limited

_TICK = 0.1  # seconds between two looks at whether anybody still waits
_AHEAD = 64  # lines read before the parent takes them: a child that talks too much waits


class ChildFailed(Exception):
    """The child ended by itself with `code`, negative when a signal ended it."""

    def __init__(self, code: int) -> None:
        super().__init__(f"exit {code}")
        self.code = code


class ChildTooSlow(Exception):
    """The child was ended at its deadline."""


class ChildUnwanted(Exception):
    """The child was ended because nobody waits for it any more."""


def said(
    module: str, *arguments: str, memory: int, seconds: float, unwanted: Callable[[], bool] = lambda: False
) -> Generator[bytes, None, None]:
    """The lines that `module` writes on stdout, as they come.

    `memory` is in bytes. Raises ChildFailed, ChildTooSlow or ChildUnwanted; whatever happens, no child is left.
    """
    command = [sys.executable, "-I", "-B", limited.__file__, str(memory), module, *arguments]
    deadline = time.monotonic() + seconds
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdout is not None
        lines: queue.Queue[bytes] = queue.Queue(_AHEAD)
        closed = threading.Event()
        listener = threading.Thread(target=_listen, args=(child.stdout, lines, closed), daemon=True)
        listener.start()
        try:
            yield from _until(deadline, lines, unwanted)
            if code := child.wait(max(_TICK, deadline - time.monotonic())):
                raise ChildFailed(code)
        except subprocess.TimeoutExpired:
            raise ChildTooSlow from None
        finally:
            closed.set()
            child.kill()
            listener.join()  # before what it reads is closed under its hands


def _listen(stream: IO[bytes], lines: queue.Queue[bytes], closed: threading.Event) -> None:
    """Puts every line in the queue, and an empty one at the end; gives up once nobody takes them."""
    at_end = False
    while not at_end:
        line = stream.readline()
        at_end = not line
        while not closed.is_set():
            try:
                lines.put(line, timeout=_TICK)
                break
            except queue.Full:
                continue


def _until(deadline: float, lines: queue.Queue[bytes], unwanted: Callable[[], bool]) -> Iterator[bytes]:
    while True:
        if unwanted():
            raise ChildUnwanted
        if time.monotonic() > deadline:
            raise ChildTooSlow
        try:
            line = lines.get(timeout=_TICK)
        except queue.Empty:
            continue
        if not line:
            return
        yield line
