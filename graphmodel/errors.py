"""Failures that a user can act on: one sentence in French and in English, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """The same words in French and in English."""

    fr: str
    en: str

    def in_(self, lang: str) -> str:
        """The words in `lang` ("fr" or "en"); French is what any other language gets."""
        return self.en if lang == "en" else self.fr


class EssaimError(Exception):
    """An expected failure. `code` is stable, `sentence` is for people, `exit_code` is the command line's (2, 3)."""

    exit_code = 3

    def __init__(self, code: str, sentence: Label) -> None:
        super().__init__(sentence.fr)
        self.code = code
        self.sentence = sentence


class UsageError(EssaimError):
    """The request itself makes no sense: an unknown question, a parameter of the wrong kind."""

    exit_code = 2


class EngineUnreachable(EssaimError):
    """No graph engine answers, or the local one cannot start."""


class FileRefused(EssaimError):
    """A file that cannot be read at all; nothing of it entered the graph."""
