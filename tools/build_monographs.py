"""Builds the fictional monographs of examples/monographies from their sources, and finds the quotations of their
hand-made facts again.

    python tools/build_monographs.py [--into DIR]

Equal sources give equal bytes: nothing here reads a clock. `ambrevoix.md` is its own source.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.monographs.paper import paper  # noqa: E402 (the project is next to this file, installed or not)
from tools.monographs.places import place  # noqa: E402
from tools.monographs.source import blocks  # noqa: E402
from tools.monographs.word import word  # noqa: E402

MONOGRAPHS = ROOT / "examples" / "monographies"
SOURCES = ROOT / "tools" / "monographs"
HEADER = "Document d’exemple – réseau fictif – Les Lisières"


def build(into: Path = MONOGRAPHS) -> list[Path]:
    """Write the documents that have a source, under `into`; gives their paths."""
    into.mkdir(parents=True, exist_ok=True)
    return [
        paper(into / "lisieres.pdf", blocks(SOURCES / "lisieres.md"), HEADER),
        word(into / "coudrivage.docx", blocks(SOURCES / "coudrivage.md")),
        word(into / "brasemont.docx", blocks(SOURCES / "brasemont.md")),
    ]


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--into", type=Path, default=MONOGRAPHS)
    target = arguments.parse_args().into
    for written in build(target):
        print(f"{written.stat().st_size:>8} {written}")
    if target == MONOGRAPHS:
        place(target)
