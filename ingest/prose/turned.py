"""A clause said the other way round: « avec l'aide de Lueur, ils l'ont ouverte »."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = r"<[A-Z]\d+>"
_CLEFT = re.compile(
    rf"\A(?:c'est|ce fut|c'était) (?P<how>(?:auprès|grâce|sur le modèle|à l'exemple|avec l'aide|avec l'appui|"
    rf"de chez|chez|"
    rf"à partir de l'expérience) ?(?:de |à )?|de |à )(?P<who>{_TOKEN}) que (?P<rest><[A-Z].*)",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"\A(?P<how>auprès de|grâce à|avec l'aide de|avec l'appui de|avec le soutien de|"
    rf"à partir de l'expérience de|à l'invitation de|sur les conseils de) (?P<who>{_TOKEN}), "
    r"(?P<rest><[A-Z][^,;:]*)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r",? \b(?:(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|quelques|un|une|\d+) (?:mois|semaines?) "
    r"(?:plus tard|après)|quelques années (?:plus tard|après)|le mois suivant|dans la foulée|sans tarder|d'emblée|"
    r"depuis peu|depuis longtemps|presque aussitôt|aussitôt|entre-temps|pour sa part|à l'époque|"
    r"par la même occasion)\b(?:,(?= ))?",
    re.IGNORECASE,
)
"""Dates that tell no year; those that hang on one are read before (`later`)."""
_WITHOUT = re.compile(r", (?:sans (?:en )?(?:être|avoir|jamais)|bien qu'|quoique|même si) ?[^,<>;:]{3,60},")
_YEARLY = re.compile(r",? ?\b(?:chaque année|tous les ans|annuellement)\b(?:,(?= ))?", re.IGNORECASE)


def plainer(said: str) -> str:
    """A clause without the words that date it and tell no year: « aussitôt », « trois mois plus tard »."""
    said = _WITHOUT.sub("", _WHEN.sub("", said))
    if len(_YEARLY.findall(said)) == said.count("<M") == 1:  # the reader asks beside a sum whether it comes every year
        said = re.sub(r"(<M\d+>)", r"\1 par an", _YEARLY.sub("", said))
    return said


def turned(said: str) -> Iterator[str]:
    """The same clause in the plain order, where it puts something else first."""
    for pattern in (_CLEFT, _FIRST):
        if begun := pattern.match(said):
            yield f"{begun['rest'].rstrip('.')} {begun['how'].strip().lower()} {begun['who']}"
