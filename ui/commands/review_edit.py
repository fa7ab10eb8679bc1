"""A proposed fact put right on a terminal: its values one a line, each typed by the schema as on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TextIO

import typer

from graphmodel.errors import Label
from graphmodel.names import fold
from graphmodel.questions.review_rows import End, Option
from ui.commands.terminal import Terminal
from ui.i18n import Translator
from ui.viewmodels import corrections, facts
from ui.viewmodels.corrections import Entry, Unreadable
from ui.viewmodels.ends import Meant, labels

HOW = Label(
    "numéro = valeur ou nom (rien après = : n'est plus dit) ; Entrée accepte ainsi, x abandonne",
    "number = value or name (nothing after =: not said any more); Enter accepts it so, x gives up",
)
SHOWN = 20
"""How many of those whose names hold a text are listed."""
_LINE = Label("Écrivez « numéro = valeur ».", "Write “number = value”.")


@dataclass(slots=True)
class Correction:
    """A fact on its way. `say` prints a line without what would command the terminal; `others` gives who else an end
    may be."""

    terminal: Terminal
    t: Translator
    option: Option
    say: Callable[[str], None]
    others: Callable[[End], Mapping[str, Meant]]
    typed: dict[str, Any] = field(default_factory=dict)
    meant: dict[str, Meant] = field(default_factory=dict)

    def ask(self, lines: TextIO) -> tuple[dict[str, Any], str, dict[str, Meant]] | None:
        """What a person put right: values, state and, by role, ends; None where they gave up."""
        entries = corrections.entries(self.t, self.option)
        ends = [end for end in self.option.ends if labels(self.option, end.role)]
        self._listed(entries, ends)
        while True:
            typer.echo(f"{self.t.label(HOW)} > ", err=True, nl=False)
            line = lines.readline()
            if not line or line.strip().lower() == "x":
                return None
            try:
                if not line.strip():
                    return *corrections.changed(entries, self.typed, self.option), self.meant
                self._set(entries, ends, line, lines)
            except Unreadable as problem:
                self.terminal.talk(problem.sentence)

    def _listed(self, entries: Sequence[Entry], ends: Sequence[End]) -> None:
        for number, one in enumerate(entries, 1):
            told = ", ".join(_words(one, one.value))
            choice = f" ({', '.join(one.words.values())})" if one.words else ""
            self.say(f"  {number} {one.label} : {told or '–'}{choice}")
        for number, end in enumerate(ends, len(entries) + 1):
            self.say(f"  {number} {self.t('propositions.correct.end', name=facts.called(self.t, end))}")

    def _set(self, entries: Sequence[Entry], ends: Sequence[End], line: str, lines: TextIO) -> None:
        """One value or end; it must be readable before the next is asked for."""
        number, sign, text = (part.strip() for part in line.partition("="))
        if not sign or not number.isdecimal() or not 0 < int(number) <= len(entries) + len(ends):
            raise Unreadable(_LINE)
        if int(number) > len(entries):
            self._put(ends[int(number) - len(entries) - 1], text, lines)
            return
        entry = entries[int(number) - 1]
        value = _value(entry, text)
        corrections.changed([entry], {entry.name: value}, self.option)
        self.typed[entry.name] = value

    def _put(self, end: End, text: str, lines: TextIO) -> None:
        """Somebody else at an end: of those whose name holds the text, the one that a person picks."""
        self.meant.pop(end.role, None)
        if not text:
            return
        found = [one for one in self.others(end).values() if fold(text) in fold(one.words)][:SHOWN]
        if not found:
            raise Unreadable(Label(f"Personne ne s'appelle « {text} » ici.", f"Nobody is called “{text}” here."))
        for number, one in enumerate(found, 1):
            self.say(f"    {number} {one.words}")
        typer.echo("> ", err=True, nl=False)
        key = lines.readline().strip()
        if not key.isdecimal() or not 0 < int(key) <= len(found):
            raise Unreadable(Label("Rien n'est remplacé.", "Nothing is replaced."))
        self.meant[end.role] = found[int(key) - 1]


def _words(entry: Entry, value: Any) -> list[str]:
    """A value as people read it."""
    if not value:
        return []
    if entry.words:
        return [entry.words.get(one, one) for one in ([value] if isinstance(value, str) else value)]
    return [" ; ".join(str(value).splitlines())]


def _value(entry: Entry, text: str) -> Any:
    """What was typed, as the field of the page would give it; words by themselves or by their code."""
    if entry.shape == "lines":
        return "\n".join(text.split(";"))
    if not entry.words:
        return text
    codes = [_code(entry, one) for one in (text.split(",") if entry.shape == "words" else [text]) if one.strip()]
    return codes if entry.shape == "words" else (codes[0] if codes else "")


def _code(entry: Entry, text: str) -> str:
    for code, words in entry.words.items():
        if fold(text) in (fold(code), fold(words)):
            return code
    words = ", ".join(entry.words.values())
    raise Unreadable(
        Label(
            f"{entry.label} : « {text} » n'est pas l'un de : {words}.", f"{entry.label}: “{text}” is none of: {words}."
        )
    )
