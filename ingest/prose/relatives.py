"""« La Voisinade, que Lueur a créée, … »: what a relative clause says, as a sentence of its own."""

from __future__ import annotations

import re

from ingest.prose.clitics import invariable

_ONE = r"<[IPNOE]\d+>"
_SOME = r"<[NOEGS]\d+>(?:(?:,| et|, et| ainsi que) <[NOEGS]\d+>)*"
_HAS = r"(?:a|ont|avait|avaient)"
_IS = r"(?:est|sont|était|étaient|fut|furent|reste|restent|demeure)"
_VERB = r"[\w-]+(?:e|nt|t)"
_REST = rf"(?P<rest>(?: (?!{_HAS}\b|{_IS}\b)[^ ,;:]+)*)"
_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?P<it>{_ONE}),? {shape}"), said)
    for shape, said in (
        (rf"que (?P<who>{_SOME}) (?P<verb>{_HAS} [\w-]+|{_VERB}){_REST}", "{who} {verb} {it}{rest}"),
        (rf"que (?P<verb>{_VERB}) (?P<who>{_SOME}){_REST}", "{who} {verb} {it}{rest}"),
        (rf"dont (?P<who>{_SOME}) (?P<verb>{_IS} [^,;:<>]{{3,50}}?)(?P<rest>)(?=,|\Z|\.)", "{who} {verb} de {it}"),
        (r"dont (?P<who>(?:l'|le |la |les )\w+)(?P<verb>)(?P<rest>(?: [^,;:]*)?)", "{who} de {it}{rest}"),
        (
            rf"(?:auquel|à qui) (?P<verb>participe(?:nt)?|prennent part|{_HAS} participé) (?P<who>{_SOME})(?P<rest>)",
            "{who} {verb} à {it}",
        ),
    )
)
_CLEFT = re.compile(r"(?:c'est|ce sont|est-ce) (?:à|de|chez|en|avec|grâce|par|auprès|dans|pour)\b", re.IGNORECASE)
_DATED = re.compile(r"(?:,| )(?: ?)(?:qu(?:e |['’])|dont |auquel )(?:[^,;:]|, ?\Z)*\Z")
_NOT_RELATIVE = re.compile(r"\b(?:[Cc]['’]est|ainsi|alors|afin|pour|dès lors|bien|tandis|parce|sait|dit|veut)\b[^,]*\Z")


def relative(said: str) -> tuple[str, str]:
    """What the first relative clause of a reduced clause says, empty where there is none or where it denies; and the
    clause without it."""
    for shape, as_said in () if _CLEFT.match(said) else _SHAPES:
        found = shape.search(said)
        if found:
            has, _, done = found["verb"].partition(" ")
            verb = f"{has} {invariable(done)}" if re.fullmatch(_HAS, has) else found["verb"]
            parts = found.groupdict() | {"verb": verb}
            main = f"{said[: found.start()]}{found['it']} {said[found.end() :].lstrip(', ')}".strip()
            denied = re.search(r"\bn(?:e |')", found[0])
            return "" if denied else as_said.format(**parts).rstrip(), main
    return "", said


def inside_relative(before: str) -> bool:
    """Whether what follows this text stands in a relative clause: « X, que Y a créé en » or « X, dont Y est »."""
    found = _DATED.search(before)
    return found is not None and _NOT_RELATIVE.search(before[: found.start()]) is None
