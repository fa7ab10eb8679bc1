"""What was planted, for tests to find again: verdicts, paths, contradictions, sums. It is written down from the
choices of the fiction, never read back from a graph."""

from __future__ import annotations

from typing import Any

from tools.generator import names
from tools.generator.bodies import (
    DEPARTMENTS,
    INFERRED,
    ISOLATED,
    LINKED,
    PARTLY,
    PLANNED,
    SILENT,
    UNCOVERED,
    UNDATED,
    Body,
)
from tools.generator.money import grants, totals
from tools.generator.rows import contradicted
from tools.generator.world import BACKWARDS, BROKEN, CHAIN, FIRST, LAST, REACHES_GROUP, VAGUE, World


def plants(world: World) -> dict[str, Any]:
    """Every planted fact, as plain values. Territories are codes of départements, actors are names."""
    return {
        "exemple_fictif": True,
        "seed": world.seed,
        "network": names.NETWORK,
        "verdicts": _verdicts(),
        "paths": _paths(world),
        "contradictions": _contradictions(world),
        "amounts": totals(grants(world)),
        "spreads": len(world.told),
    }


def _verdicts() -> list[dict[str, Any]]:
    """Each question about départements, with the whole answer: verdict, then reason, then the codes."""
    chain = {"innovation": names.INNOVATIONS[CHAIN][0], "until": str(LAST), "direction": "received"}
    reached: dict[str, dict[str, list[str]]] = {
        "linked": {"linked": ["37", "53", "72", "86"]},
        "possibly": {"planned": ["44"], "inferred": ["49"], "undated": ["22"]},
    }
    known = [code for reasons in reached.values() for codes in reasons.values() for code in codes]
    others = [code for code in DEPARTMENTS if code not in (*known, *UNCOVERED)]
    unknown = {"partial": list(PARTLY), "silence": list(SILENT)}
    return [
        {
            "why": "tout le réseau, sur la période que le document dit couvrir entièrement",
            "innovation": "", "since": str(FIRST), "until": str(LAST), "direction": "received",
            "expected": {
                "linked": {"linked": list(LINKED)},
                "possibly": {"planned": list(PLANNED), "inferred": list(INFERRED), "undated": list(UNDATED)},
                "isolated": {"isolated": list(ISOLATED)},
                "undocumented": unknown,
            },
        },
        {
            "why": "une innovation : reçue, seulement déduite, en projet, sans date",
            **chain, "since": str(FIRST),
            "expected": {**reached, "isolated": {"isolated": others}, "undocumented": unknown},
        },
        {
            "why": "la même, depuis 2005 : la liste ne commence qu'en 2010, personne n'est plus isolé",
            **chain, "since": "2005",
            "expected": {**reached, "undocumented": {"period": others, **unknown}},
        },
        {
            "why": "un groupe de 72 fédérations sans nom a été atteint : aucune n'est reliée, toutes le sont peut-être",
            "innovation": names.INNOVATIONS[REACHES_GROUP][0], "since": "2005", "until": str(LAST),
            "direction": "received", "expected": {"possibly": {"group": list(DEPARTMENTS)}},
        },
    ]  # fmt: skip


def _paths(world: World) -> list[dict[str, Any]]:
    def asked(number: int, start: str, end: str, best: list[Body], certainty: str | None) -> dict[str, Any]:
        return {
            "innovation": names.INNOVATIONS[number][0], "from": start, "to": end,
            "best": [one.name for one in best], "certainty": certainty,
        }  # fmt: skip

    vague = [world.house(code) for code in ("63", "43", "07")]
    return [
        asked(CHAIN, "35", "86", world.chain(), "certain"),
        asked(VAGUE, "63", "07", vague, "possible"),
        asked(BROKEN, "21", "01", [], None),
        asked(BACKWARDS, "59", "80", [], None),
    ]


def _contradictions(world: World) -> list[dict[str, Any]]:
    return [
        {"code": body.code, "name": body.name, "property": column, "annuaire": said, "rapport-financeurs": otherwise}
        for body, column, said, otherwise in contradicted(world)
    ]
