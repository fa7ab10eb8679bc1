"""How far innovations went: their order, and the longest way of a cascade. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphmodel.questions.rows import InnovationPanel, TreeStep


def happened(one: InnovationPanel) -> int:
    """How many spreads of an innovation happened, stated or inferred."""
    return one.spreads_stated + one.spreads_inferred


def ranked(innovations: Iterable[InnovationPanel]) -> list[InnovationPanel]:
    """The innovations, the one that spread most first."""
    return sorted(innovations, key=lambda one: (-happened(one), one.name, one.innovation))


def furthest(cascade: Sequence[TreeStep]) -> tuple[TreeStep, TreeStep] | None:
    """The root and the end of a longest way of a cascade that has more than one hop."""
    steps = {row.to: row for row in cascade}
    last = max(cascade, key=lambda row: row.generation, default=None)
    if last is None or last.generation < 2:
        return None
    first = last
    while first.generation and first.from_ in steps:
        first = steps[first.from_]
    return first, last
