"""Good documents that somebody or some disk damaged, always in the same way: what comes of them is only that it is
pages or a reason."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import papers
from tests.hostile.case import BLOCKS, READ, Case

LINES = [f"Le réseau {n} a été créé en {1900 + n} par les inno-\nvateurs. Il dure." for n in range(40)]


def paper(path: Path) -> Path:
    return papers.Paper(path).column(50, 700, LINES).page().column(50, 700, LINES).page().done()


MAKERS: dict[str, Callable[[Path], Path]] = {
    "pdf": paper,
    "docx": lambda path: papers.docx(path, BLOCKS * 20),
    "odt": lambda path: papers.odt(path, BLOCKS * 20),
    "html": lambda path: papers.html(path, BLOCKS * 20),
    "md": lambda path: papers.written(path, "# Titre\n\n**Le** [réseau](a)\n\n- un\n- deux\n" * 20),
    "txt": lambda path: papers.written(path, "\f".join(LINES)),
}


@cache
def good(suffix: str) -> bytes:
    with TemporaryDirectory() as folder:
        return MAKERS[suffix](Path(folder) / f"a.{suffix}").read_bytes()


def cut(dice: random.Random, data: bytearray) -> bytes:
    return bytes(data[: dice.randrange(20, len(data))])


def beheaded(dice: random.Random, data: bytearray) -> bytes:
    return bytes(data[dice.randrange(4, len(data) // 2) :])


def flipped(dice: random.Random, data: bytearray) -> bytes:
    for _ in range(dice.randint(1, 40)):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(data)


def blank(dice: random.Random, data: bytearray) -> bytes:
    start, size = dice.randrange(len(data)), dice.randint(8, 400)
    data[start : start + size] = bytes(len(data[start : start + size]))
    return bytes(data)


def shuffled(dice: random.Random, data: bytearray) -> bytes:
    """As from a disk that gave its blocks in another order."""
    size = max(16, len(data) // 8)
    blocks = [bytes(data[at : at + size]) for at in range(0, len(data), size)]
    dice.shuffle(blocks)
    return b"".join(blocks)


def repeated(dice: random.Random, data: bytearray) -> bytes:
    start = dice.randrange(len(data) // 2)
    return bytes(data[: start * 2] + data[start:])


def mixed(dice: random.Random, data: bytearray) -> bytes:
    others = [other for other in map(good, MAKERS) if other != data]
    other = dice.choice(others)
    return bytes(data[: len(data) // 2]) + other[len(other) // 2 :]


def swollen(dice: random.Random, data: bytearray) -> bytes:
    """Its numbers made as big as can be."""
    for at in dice.sample(range(len(data)), len(data) // 12):
        if chr(data[at]).isdigit():
            data[at] = ord("9")
    data[dice.randrange(len(data)) :] += b"\xff" * 9
    return bytes(data)


DAMAGES = (cut, beheaded, flipped, blank, shuffled, repeated, mixed, swollen)


def damaged(suffix: str, damage: Callable[[random.Random, bytearray], bytes]) -> bytes:
    return damage(random.Random(f"{suffix} {damage.__name__}"), bytearray(good(suffix)))


CASES = [
    Case(f"{suffix} {damage.__name__}", READ, suffix, partial(damaged, suffix, damage))
    for suffix in MAKERS
    for damage in DAMAGES
] + [
    Case(f"{held} named {named}", READ, named, partial(good, held))
    for held in MAKERS
    for named in ("pdf", "txt")
    if held != named
]
