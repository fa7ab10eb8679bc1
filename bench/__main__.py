"""Measures Essaim on this machine and writes bench/results.md.

    python -m bench [--sizes 10000,100000] [--engines local,neo4j-5] [--funder 60000] [--only screens,paths]

Times depend on the machine and on what else it does; ratios are of one run on one engine. The Neo4j of the tests
starts fast and runs with little memory: its own times say nothing of a server that was tuned.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench import asking, grants, paths
from graphmodel.settings import collect_seldom
from tests.engines import ENGINES, Missing, Server, describe, running
from ui.commands.terminal import essaim_version

RESULTS = Path(__file__).parent / "results.md"
PARTS = ("grants", "questions", "paths", "screens")
REPEATS = 5


def main() -> None:
    asked = _arguments()
    collect_seldom()  # as the command does
    lines = list(_heading())
    of_engines = {"grants", "questions"} & set(asked.only)
    for name in asked.engines if of_engines else ():
        with tempfile.TemporaryDirectory(prefix="essaim-bench-", ignore_cleanup_errors=True) as folder:
            try:
                with running(name, Path(folder) / "engine") as server:
                    lines += _engine(name, server, asked)
            except Missing as reason:
                lines += [f"## {name}", "", f"Absent : {reason}.", ""]
    if "paths" in asked.only:
        lines += _paths(asked.repeats)
    if "screens" in asked.only:
        lines += _screens(asked.repeats)
    text = "\n".join(lines).rstrip() + "\n"
    asked.out.write_text(text, encoding="utf-8")
    print(text)


def _arguments() -> argparse.Namespace:
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__, formatter_class=form)
    parser.add_argument("--sizes", type=_numbers, default=[10_000], help="grants to load: 10000,100000")
    parser.add_argument("--engines", type=_words, default=["local", "neo4j-5"], help=", ".join(ENGINES))
    parser.add_argument("--funder", type=int, default=10_000, help="grants of the funder that gains its SIREN")
    parser.add_argument("--only", type=_words, default=list(PARTS), help=", ".join(PARTS))
    parser.add_argument("--repeats", type=int, default=REPEATS, help="times that each question is asked")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the results are written")
    return parser.parse_args()


def _words(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


def _numbers(text: str) -> list[int]:
    return [int(part) for part in _words(text)]


def _heading() -> Iterator[str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    yield "# Mesures"
    yield ""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cœurs, {memory:.0f} Gio"
    yield (
        f"Le {datetime.now(UTC):%Y-%m-%d}, Essaim {essaim_version() or 'non installé'}, "
        f"Python {platform.python_version()}, {machine} ; charge au départ {os.getloadavg()[0]:.1f}. `make bench` "
        "récrit cette page ; un rapport compare deux temps d'un même passage."
    )
    yield ""


def _told(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _engine(name: str, server: Server, asked: argparse.Namespace) -> Iterator[str]:
    yield f"## {describe(name)}"
    yield ""
    if "grants" in asked.only:
        yield "| mesure | lignes | secondes | lignes/s | rapport au pilote nu |"
        yield "|---|---:|---:|---:|---:|"
        for size in asked.sizes:
            for one in grants.measures(server, size, asked.funder):
                _told(f"{name}: {one.what}, {one.rows} rows, {one.seconds:.1f} s")
                ratio = f"{one.ratio:.2f}" if one.ratio is not None else ""
                yield f"| {one.what} | {one.rows} | {one.seconds:.1f} | {one.rows / one.seconds:.0f} | {ratio} |"
        yield ""
    if "questions" in asked.only:
        yield "| question sur les exemples | lignes | première fois (ms) | ensuite (ms) |"
        yield "|---|---:|---:|---:|"
        for each in asking.questions(server, asked.repeats):
            _told(f"{name}: {each.name}, {each.first:.2f} s")
            yield f"| {each.name} | {each.rows} | {each.first * 1000:.0f} | {each.best * 1000:.1f} |"
        yield ""


def _screens(repeats: int) -> Iterator[str]:
    from bench.screens import screens  # asks for a browser

    yield "## Première réponse d'un écran, sur les exemples, moteur local (s)"
    yield ""
    yield "| écran | navigateur neuf | ouvert par un lien | atteint par le menu |"
    yield "|---|---:|---:|---:|"
    for one in screens(repeats):
        reached = f"{one.reached:.2f}" if one.reached is not None else ""
        yield f"| {one.page} | {one.first:.2f} | {one.opened:.2f} | {reached} |"
    yield ""


def _paths(repeats: int) -> Iterator[str]:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        paths.main(repeats)
    yield "## Recherche de chemins (101 territoires, 800 relations d'une innovation ; ms)"
    yield ""
    yield "```text"
    yield out.getvalue().rstrip()
    yield "```"


if __name__ == "__main__":
    main()
