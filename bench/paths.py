"""Times of the search for paths of spread: 101 territories × 800 edges of one innovation, five kinds of dates.

    python bench/paths.py [repeats]

Prints, for each kind of dates, mode and switch, the median and the worst time in milliseconds over random
pairs of territories (k = 5, max_hops = 8; each pair three times, the best kept), then the same for reach and
forest from one territory.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial

from graphmodel.analysis.paths import Hop, reach, search, tree
from graphmodel.analysis.timing import NEVER_KNOWN, Mode

TERRITORIES = [f"cog:dep:{number:03}" for number in range(101)]
EDGES = 800
MODES: tuple[Mode, ...] = ("certain", "possible")


def year(rng: random.Random) -> tuple[int, int]:
    chosen = rng.randint(1990, 2025)
    return date(chosen, 1, 1).toordinal(), date(chosen, 12, 31).toordinal()


def day(rng: random.Random) -> tuple[int, int]:
    chosen = date(1990, 1, 1).toordinal() + rng.randrange(13_000)
    return chosen, chosen


def vague(rng: random.Random) -> tuple[int, int]:
    lo = date(1990, 1, 1).toordinal() + rng.randrange(13_000)
    return lo, lo + rng.randrange(5_000)


DATES: dict[str, Callable[[random.Random], tuple[int, int]]] = {
    "none dated": lambda rng: NEVER_KNOWN,
    "years": year,
    "days": day,
    "vague": vague,
    "two in three undated": lambda rng: NEVER_KNOWN if rng.random() < 2 / 3 else year(rng),
}


def graph(rng: random.Random, kind: str, spread: str) -> list[Hop]:
    """Random ends, or a ring where paths are long: territories pass on to the eight that follow."""
    hops = []
    for number in range(EDGES):
        source = rng.randrange(101)
        target = (source + rng.randint(1, 100 if spread == "random" else 8)) % 101
        hops.append(Hop(str(number), TERRITORIES[source], TERRITORIES[target], *DATES[kind](rng)))
    return hops


def milliseconds(work: Callable[[], object]) -> float:
    took = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return min(took) * 1000


def main(repeats: int) -> None:
    print(f"{'edges':8}{'dates':22}{'mode':10}{'same year':11}{'median':>8}{'worst':>8}{'found':>7}")
    for spread in ("random", "ring"):
        for kind in DATES:
            for mode in MODES:
                for same_year in (True, False):
                    took, found = pairs(repeats, spread, kind, mode, same_year=same_year)
                    figures = f"{statistics.median(took):8.1f}{max(took):8.1f}{found:7.1f}"
                    print(f"{spread:8}{kind:22}{mode:10}{'yes' if same_year else 'no':11}{figures}")
    hops = graph(random.Random(8), "years", "random")
    for name, work in (("reach", partial(reach, hops)), ("forest", partial(tree, hops))):
        took = [milliseconds(partial(work, {node}, mode="possible", same_year=True)) for node in TERRITORIES]
        print(f"{name} from one territory: median {statistics.median(took):.1f}, worst {max(took):.1f}")


def pairs(repeats: int, spread: str, kind: str, mode: Mode, *, same_year: bool) -> tuple[list[float], float]:
    """The times over random pairs, and how many paths were found on average (5 at most)."""
    rng, took, found = random.Random(7), list[float](), 0
    for _ in range(repeats):
        hops = graph(rng, kind, spread)
        one, other = rng.sample(TERRITORIES, 2)
        asked = partial(search, hops, {one}, {other}, mode=mode, same_year=same_year, max_hops=8, k=5)
        took.append(milliseconds(asked))
        found += len(asked())
    return took, found / repeats


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
