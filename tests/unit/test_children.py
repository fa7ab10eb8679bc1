"""A parser runs in a process of its own, that has little memory and little time, writes no file, and never stays."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ingest.sources.children import ChildFailed, ChildTooSlow, ChildUnwanted, said

ROOT = Path(__file__).parents[2]
MEMORY = 2**29
linux = pytest.mark.skipif(sys.platform != "linux", reason="the system limits no process")


def test_a_child_is_read_line_by_line() -> None:
    lines = list(said("calendar", "2026", "2", memory=MEMORY, seconds=20))
    assert [line.split() for line in lines[:2]] == [
        [b"February", b"2026"],
        [b"Mo", b"Tu", b"We", b"Th", b"Fr", b"Sa", b"Su"],
    ]


@linux
def test_a_child_that_asks_for_more_memory_than_it_may_fails() -> None:
    with pytest.raises(ChildFailed) as failure:
        list(said("timeit", "-n1", "-r1", "bytearray(2**30)", memory=MEMORY, seconds=20))
    assert failure.value.code == 1


@linux
def test_a_child_writes_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a" * 10_000)
    with pytest.raises(ChildFailed):
        list(said("zipfile", "-c", str(tmp_path / "a.zip"), str(tmp_path / "a.txt"), memory=MEMORY, seconds=20))
    assert (tmp_path / "a.zip").stat().st_size == 0


def test_a_child_that_takes_too_long_is_ended() -> None:
    begin = time.monotonic()
    with pytest.raises(ChildTooSlow):
        list(said("timeit", "-n1", "-r1", "-s", "import time", "time.sleep(60)", memory=MEMORY, seconds=0.5))
    assert time.monotonic() - begin < 20


def test_a_child_that_nobody_waits_for_is_ended() -> None:
    looks = iter([False, False, True])
    begin = time.monotonic()
    with pytest.raises(ChildUnwanted):
        list(
            said(
                "timeit", "-s", "import time", "time.sleep(60)", memory=MEMORY, seconds=60, unwanted=lambda: next(looks)
            )
        )
    assert time.monotonic() - begin < 20


def test_a_child_whose_first_line_was_enough_is_ended() -> None:
    lines = said("calendar", "2026", memory=MEMORY, seconds=20)
    before = threading.active_count()
    first = next(lines)
    lines.close()
    assert (first.split(), threading.active_count()) == ([b"2026"], before)


OPENS = """
import socket, sys
from ingest.sources import limited
print(open(sys.argv[1]).read())
limited.alone()
for way in (lambda: open(sys.argv[1]), socket.socket, lambda: socket.create_connection(("127.0.0.1", 9))):
    try:
        way()
        print("opened")
    except OSError as error:
        print(error.errno == 24)
"""


@linux
def test_once_it_is_alone_a_process_opens_neither_file_nor_connection(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("mot")
    command = [sys.executable, "-c", OPENS, file]
    done = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["mot", "True", "True", "True"]
