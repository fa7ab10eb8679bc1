"""The rules of `rules.toml`, ready to match: relations as people write them in French."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

SPECS = {
    "Actor": "NOEGS", "Named": "NOE", "Network": "N", "Organisation": "O", "Group": "GS", "Group~": "GSH",
    "Chosen": "S", "Innovation": "I", "Innovation~": "IJ", "Programme": "P", "Programme~": "PQ", "Thing": "IP",
    "Thing~": "IPJQ", "Territory": "T", "Function": "F", "Cycle": "C",
    "Length": "L", "Period": "D", "Between": "B", "Moment": "Y", "Since": "Z", "Until": "U",
}  # fmt: skip
"""What may stand in a slot of a pattern. With « ~ », a description will do."""

_SLOT = re.compile(r"\{(?P<name>\w+):(?P<spec>[\w|~]+)(?P<single>!?)\}")
_MACRO = re.compile(r"@(\w+)")
_BETWEEN = (
    r"(?:, [a-zéèêàâîôûç][\w'-]*(?: [\w'-]+)?(?=,| et ))?(?:, (?:et |ainsi que |ou |puis )?| et | ou | ainsi que |"
    r" puis |, mais aussi | comme )"
    r"(?:de |à |par |avec |d'|pour |en |dans |vers |chez |aux côtés de |auprès de )?(?:l'|les? |la )?"
)
# Who stands here is no complement of something else: « le président de X » is not X.
_SUBJECT = (
    r"(?:^|(?<=[,:;.)\-•–] )|(?<=\bcas de )|(?<=\best )|(?<=\bce sont )|(?<=\bpuis )|(?<=\bdont )|(?<=\boù )"
    r"|(?<=[^>] et )|(?:(?<=\bà )|(?<=\bpar )|(?<=\bvers )|(?<=\bchez )|(?<=\bavec ))(?=<[A-Z]\d+>, qui ))"
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. `needs`: for each slot, the letters one of which the sentence must hold."""

    regex: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `fixed` gives links that no word names (« HeadFunction:advocacy »), `takes` those that the sentence
    before gives, `instead` another relation for a class of target, `called` how the name in a slot must begin,
    `towards` the letters of what a practice is for, anywhere after the pattern, `unless` the clauses that it leaves
    alone."""

    id: str
    type: str
    patterns: tuple[Pattern, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    takes: Mapping[str, str] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    towards: str = ""
    modality: str = ""
    status: str = "stated"
    pairs: bool = False
    unless: re.Pattern[str] | None = None


@cache
def source() -> dict[str, Any]:
    """The rules as written, with their macros, examples and the names that the examples suppose known: those of plain
    sentences, then those of stories."""
    plain, stories = (
        tomllib.loads((files("ingest.prose") / name).read_text(encoding="utf-8"))
        for name in ("rules.toml", "stories.toml")
    )
    ids = [{rule["id"] for rule in one["rule"]} | one["macros"].keys() for one in (plain, stories)]
    if twice := ids[0] & ids[1]:
        raise ValueError(f"rules or macros of one name in both files: {sorted(twice)}")
    return {**plain, "macros": plain["macros"] | stories["macros"], "rule": plain["rule"] + stories["rule"]}


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, compiled."""
    written = source()
    return tuple(_rule(row, written["macros"]) for row in written["rule"])


def _rule(row: Mapping[str, Any], macros: Mapping[str, str]) -> Rule:
    patterns = tuple(compiled(pattern, macros) for pattern in row["match"])
    rest = {
        key: row[key]
        for key in ("values", "fixed", "takes", "instead", "called", "towards", "modality", "status", "pairs")
        if key in row
    }
    unless = compiled(row["unless"], macros).regex if "unless" in row else None
    return Rule(row["id"], row["type"], patterns, unless=unless, **rest)


def compiled(pattern: str, macros: Mapping[str, str]) -> Pattern:
    """A pattern as an expression over reduced clauses. `@word` is a macro, `{link:Classes}` a slot (of one mention, or
    of several in a list; `!` after the classes: of one), and a leading `^` asks for the place of a subject."""
    spelled = pattern.removeprefix("^")
    while _MACRO.search(spelled):
        spelled = _MACRO.sub(lambda found: macros[found[1]], spelled)
    needs: list[frozenset[str]] = []
    names: list[str] = []
    follows = macros["verb"]
    while _MACRO.search(follows):
        follows = _MACRO.sub(lambda found: macros[found[1]], follows)

    def slot(found: re.Match[str]) -> str:
        letters = "".join(SPECS[spec] for spec in found["spec"].split("|"))
        needs.append(frozenset(letters))
        names.append(found["name"])
        one = rf"<[{letters}]\d+>"
        subject = found.start() == 0
        more = "" if found["single"] else rf"(?:{_BETWEEN}{one}{'' if subject else f'(?!,? {follows})'})*"
        return rf"(?P<{found['name']}>{one}{more})"

    body = _SLOT.sub(slot, spelled)
    needs += [frozenset(letters) for letters in re.findall(r"\(\?P<\w+><\[?([A-Z]+)\]?\\d", spelled)]
    start = _SUBJECT if pattern.startswith("^") else ""
    return Pattern(re.compile(start + body, re.IGNORECASE), tuple(needs), tuple(names))
