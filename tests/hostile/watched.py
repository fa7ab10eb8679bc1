"""Reads documents for a test and tells what came of each, what it cost, and what was touched on the way.

Run as it is, this is a process that reads one file after the other, each in a process of its own. Run with arguments,
it stands in for `ingest.sources.limited`, which it then runs as it is: with an ear to what Python opens, asks of the
network, starts or changes from that moment on.
"""

from __future__ import annotations

import json
import os
import resource
import runpy
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
OWN = (sys.prefix, sys.base_prefix, str(ROOT / "ingest"), str(ROOT / "graphmodel"))
CHANGES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
EAR = "ESSAIM_TEST_EAR"
DOINGS = ("socket.", "subprocess.", "shutil.", "urllib.", "tempfile.", "os.")
HARMLESS = {"os.listdir", "os.scandir", "os.putenv"}


def listen(tell: Callable[[str], None]) -> None:
    """Tells once each file that is opened (but for the program's own, to be read), and whatever else goes outside."""
    told: set[str] = set()

    def hear(event: str, args: tuple[Any, ...]) -> None:
        what = ""
        if event == "open" and not isinstance(args[0], int):
            path, own = os.fsdecode(args[0]), not args[2] & CHANGES
            what = "" if own and path.startswith(OWN) else f"open {path}"
        elif event == "resource.setrlimit" and args[0] == resource.RLIMIT_NOFILE:
            what = f"may open {args[1][1]}"
        elif event.startswith(DOINGS) and event not in HARMLESS:
            what = event
        if what and what not in told:
            told.add(what)
            tell(what)

    sys.addaudithook(hear)


def child() -> None:
    ear = os.open(os.environ[EAR], os.O_WRONLY)
    listen(lambda what: void(os.write(ear, f"{what}\n".encode(errors="replace"))))
    runpy.run_path(str(ROOT / "ingest" / "sources" / "limited.py"), run_name="__main__")


def void(_: object) -> None:
    return None


def keep_house() -> None:
    """Answers each line `{"path": …, "seconds": …}` by one line."""
    sys.path.insert(0, str(ROOT))
    from ingest.sources import limited
    from ingest.text import reading  # noqa: F401, so that no reader has to load it again

    limited.__file__ = __file__
    os.environ[EAR] = os.path.abspath("ear")
    os.mkfifo("ear")
    print("open", flush=True)
    for line in sys.stdin:
        reader = os.fork()
        if not reader:
            print(json.dumps(read(**json.loads(line))), flush=True)
            os._exit(0)
        if os.waitpid(reader, 0)[1]:
            print('{"outcome": "the reader itself died"}', flush=True)


def read(path: str, seconds: float) -> dict[str, Any]:
    from ingest.text.limits import Limits
    from ingest.text.reading import read

    ear = os.open("ear", os.O_RDONLY | os.O_NONBLOCK)
    heard: list[str] = []
    listen(heard.append)
    begin = time.monotonic()
    text = read(path, Limits(seconds=seconds))
    took = time.monotonic() - begin
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "outcome": text.kind or text.findings[-1].code,
        "pages": len(text.pages),
        "whole": all(len(page.offsets) == len(page.text) and "\x00" not in page.text for page in text.pages),
        "findings": [(found.code, found.severity, found.message.fr, found.message.en) for found in text.findings],
        "seconds": took,
        "cpu": own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime,
        "megabytes": max(own.ru_maxrss, children.ru_maxrss) / 1_024,
        "reader": heard,
        "parser": os.read(ear, 2**16).decode().splitlines(),
    }


if __name__ == "__main__":
    child() if sys.argv[1:] else keep_house()
