"""The words of the screens: `ui/i18n/<language>/<page>.toml`, read once, asked for as `t("page.key")`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from graphmodel.errors import Label
from graphmodel.schema.vocabulary import Vocabulary
from graphmodel.settings import LANGUAGES
from ui import format as write


class Translator:
    """Words in one language. A key that is missing is a programming error (KeyError), which a test looks for."""

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGUAGES else "fr"
        self._words = catalogue(self.lang)

    def __call__(self, key: str, **fields: object) -> str:
        """The words of `key`, its {fields} filled in; whole numbers are grouped as the language does."""
        shown = {name: self._shown(value) for name, value in fields.items()}
        return self._words[key].format(**shown)

    def count(self, key: str, n: int, **fields: object) -> str:
        """The words of `key.one` or `key.many` for `n` things; {n} is the number. Zero is singular in French."""
        one = n < 2 if self.lang == "fr" else n == 1
        return self(f"{key}.one" if one else f"{key}.many", n=n, **fields)

    def label(self, label: Label) -> str:
        """A pair of words in the language of the screen."""
        return label.in_(self.lang)

    def word(self, vocabulary: type[Vocabulary], identifier: str | None) -> str:
        """The words of a member of a closed list; empty for None."""
        return next((self.label(one.label) for one in vocabulary if one == identifier), "")

    def number(self, n: float) -> str:
        """A number as people write it."""
        return write.number(n, self.lang)

    def _shown(self, value: object) -> object:
        return self.number(value) if isinstance(value, int) and not isinstance(value, bool) else value


@cache
def catalogue(lang: str) -> dict[str, str]:
    """All words of a language: "page.key" and the text."""
    folder = files("ui.i18n") / lang
    found: dict[str, str] = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            page = file.name.removesuffix(".toml")
            found |= dict(_flat(page, tomllib.loads(file.read_text(encoding="utf-8"))))
    return found


def _flat(prefix: str, table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}.{name}", value)
        else:
            yield f"{prefix}.{name}", value
