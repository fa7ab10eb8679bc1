"""A clause said the other way round: « la Voisinade, que Lueur a créée », « c'est de Lueur qu'ils la tiennent »."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = r"<[A-Z]\d+>"
_HAS = r"(?:a|ont|avait|avaient|aura|auront)"
_PAST = re.compile(r"(?<=[éu])(?:e|s|es)\Z|(?<=is|it|rt)(?:e|es)\Z")
# « X, le fonds que Y a fondé »: what Y does is done to X.
_WHOM = re.compile(
    rf"(?<!\bde )(?<!\bà )(?<!\bchez )(?<!\bavec )(?<!\bpar )(?P<what><[A-Z]\d+>),? (?:(?:l'|la |le |les |"
    rf"une? )?[a-zà-ÿ][^<>.;:,]{{0,40}}? )?que (?P<who><[NOEG]\d+>) "
    rf"(?:(?P<has>{_HAS}) (?P<done>(?:[a-zà-ÿ-]+ment )?[a-zà-ÿ-]+)|(?P<does>[a-zà-ÿ-]+))(?P<rest>[^,;:]*)"
)
_CLEFT = re.compile(
    rf"\A(?:c'est|ce fut|c'était) (?P<how>(?:auprès|grâce|sur le modèle|à l'exemple|avec l'aide|avec l'appui|"
    rf"de chez|chez|"
    rf"à partir de l'expérience) ?(?:de |à )?|de |à )(?P<who>{_TOKEN}) que (?P<rest><[A-Z].*)",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"\A(?P<how>auprès de|grâce à|sur le modèle de|à l'exemple de|avec l'aide de|avec l'appui de|avec le soutien de|"
    rf"à partir de l'expérience de|à l'invitation de|sur les conseils de|d'après l'exemple de) (?P<who>{_TOKEN}), "
    r"(?P<rest><[A-Z][^,;:]*)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r",? \b(?:(?:dès )?la même année|l'année (?:suivante|d'après|précédente)|(?:deux|trois|quatre|cinq|six|sept|"
    r"huit|neuf|"
    r"dix|quelques|un|une|\d+) (?:ans?|mois|années?|semaines?) (?:plus tard|après)|le mois suivant|dans la foulée|"
    r"sans tarder|"
    r"d'emblée|depuis peu|depuis longtemps|presque aussitôt|aussitôt|entre-temps|pour sa part|à l'époque|"
    r"par la même occasion)"
    r"\b(?:,(?= ))?",
    re.IGNORECASE,
)

_WITHOUT = re.compile(r", (?:sans (?:en )?(?:être|avoir|jamais)|bien qu'|quoique|même si) ?[^,<>;:]{3,60},")
_YEARLY = re.compile(r",? ?\b(?:chaque année|tous les ans|annuellement)\b(?:,(?= ))?", re.IGNORECASE)


def plainer(said: str) -> str:
    """A clause without the words that date it by another one: « la même année », « deux ans plus tard »."""
    said = _WITHOUT.sub("", _WHEN.sub("", said))
    if len(_YEARLY.findall(said)) == said.count("<M") == 1:  # the reader asks beside a sum whether it comes every year
        said = re.sub(r"(<M\d+>)", r"\1 par an", _YEARLY.sub("", said))
    return said


def turned(said: str) -> Iterator[str]:
    """The same clause in the plain order, where it puts something else first."""
    for match in _WHOM.finditer(said):
        verb = f"{match['has']} {_PAST.sub('', match['done'])}" if match["has"] else match["does"]
        yield f"{match['who']} {verb} {match['what']}{match['rest']}"
        if said.startswith(", ", match.end()):
            yield f"{said[: match.start()]}{match['what']} {said[match.end() + 2 :]}"
    for pattern in (_CLEFT, _FIRST):
        if begun := pattern.match(said):
            yield f"{begun['rest'].rstrip('.')} {begun['how'].strip().lower()} {begun['who']}"
