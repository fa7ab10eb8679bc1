"""A fact that a person writes down by hand."""

from __future__ import annotations

from ui.components import shell


def page(frame: shell.Frame) -> None:
    """The page."""
    shell.head(frame, "x", "y")
