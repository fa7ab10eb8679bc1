"""Runs one of our modules in this process, under limits that it cannot lift: `limited.py MEMORY MODULE ARGUMENT…`.

Parsers in compiled code ask for gigabytes out of a file of 20 kB, and the failed allocation then aborts the whole
process. So such a process is small, limited, and nobody else's. `ingest.sources.children` starts it.
"""

from __future__ import annotations

import contextlib
import runpy
import sys
from pathlib import Path


def main(memory: int, module: str, arguments: list[str]) -> None:
    """Runs `module`, which may use `memory` bytes and may write no file."""
    _limit(memory)
    # An isolated Python knows the installed packages only, and those that stand beside this very file are meant.
    sys.path.insert(0, str(Path(__file__).parents[2]))
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def alone() -> None:
    """From here on this process opens nothing more, neither a file nor a connection: the system refuses it, to compiled
    code as well. What is open already stays so."""
    _set(NOFILE=0)


def _limit(memory: int) -> None:
    _set(AS=memory, CORE=0, FSIZE=0)


def _set(**limits: int) -> None:
    # Windows has no such limit; there the process of its own and the parent's deadline are what is left.
    with contextlib.suppress(ImportError):
        import resource

        for name, most in limits.items():
            with contextlib.suppress(ValueError, OSError):  # macOS does not limit memory so
                resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3:])
