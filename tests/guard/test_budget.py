"""Files and functions stay short enough to be read in one sitting."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.guard import tree

FILE, VIEW, FUNCTION = 400, 80, 40


def too_long(path: Path) -> list[str]:
    """What in a Python file exceeds its budget, as `place: lines`."""
    source = tree.text(path)
    lines = len(source.splitlines())
    allowed = VIEW if path.parent == tree.ROOT / "ui" / "views" else FILE
    found = [f"{tree.shown(path)}: {lines}"] if lines > allowed else []
    for node in ast.walk(ast.parse(source, tree.shown(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            length = node.end_lineno - node.lineno + 1
            if length > FUNCTION:
                found.append(f"{tree.shown(path)}:{node.lineno} {node.name}: {length}")
    return found


def test_every_file_view_and_function_keeps_its_budget() -> None:
    assert [offence for path in tree.files(".py") for offence in too_long(path)] == []


def test_a_file_and_a_function_one_line_over_budget_are_named(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.write_text("def slow():\n" + "    x = 1\n" * FUNCTION + "\n" * (FILE - FUNCTION), encoding="utf-8")
    assert too_long(path) == [f"long.py: {FILE + 1}", f"long.py:1 slow: {FUNCTION + 1}"]
