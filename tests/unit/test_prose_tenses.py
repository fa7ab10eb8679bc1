"""The simple past of stories says what the compound past says."""

from __future__ import annotations

import pytest

from ingest.prose.tenses import told
from tests.unit.test_prose_rules import said, shown


@pytest.mark.parametrize(
    ("simple", "compound"),
    [
        ("<N0> créa <I1>", "<N0> a créé <I1>"),
        ("<N0> et <N2> créèrent <I1>", "<N0> et <N2> ont créé <I1>"),
        ("<N0> lança <P1>", "<N0> a lancé <P1>"),
        ("<N0> engagea <P1>", "<N0> a engagé <P1>"),
        ("<N0> transmit <I1> à <O2>", "<N0> a transmis <I1> à <O2>"),
        ("<N0> reprirent <I1>", "<N0> ont repris <I1>"),
        ("<N0> conçut <I1>", "<N0> a conçu <I1>"),
        ("<N0> soutint <I1>", "<N0> a soutenu <I1>"),
        ("<I1> naquit à <T2>", "<I1> est né à <T2>"),
        ("<I1> vit le jour chez <N0>", "<I1> a vu le jour chez <N0>"),
        ("<N0> créera <I1>", "<N0> créera <I1>"),
        ("<N0> va à <T1>", "<N0> va à <T1>"),
        ("<N0> crée <I1>", "<N0> crée <I1>"),
        ("<N0> met <I1> à part", "<N0> met <I1> à part"),
    ],
)
def test_a_simple_past_is_said_as_a_compound_one(simple: str, compound: str) -> None:
    assert told(simple) == compound


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("En 2012, Lueur créa la Voisinade.", ["Lueur > ORIGINATED > Voisinade | when=2012"]),
        (
            "En 2012, Lueur créa la Voisinade, puis la transmit aux Ateliers du Levant.",
            [
                "Lueur > ORIGINATED > Voisinade | when=2012",
                "Lueur > SPREAD_TO > Ateliers du Levant | innovation=Voisinade, when=2012",
            ],
        ),
        (
            "La Voisinade plaît. Lueur la confia en 2014 aux Ateliers du Levant.",
            ["Lueur > SPREAD_TO > Ateliers du Levant | innovation=Voisinade, when=2014"],
        ),
        ("L'association Brindille adopta la Voisinade.", ["Brindille > CARRIES > Voisinade | role=adopter"]),
        ("Lueur ne créa pas la Voisinade.", []),
        ("Lueur passa la Voisinade en revue.", []),
        ("Si Lueur créa la Voisinade, nul ne s'en souvient.", []),
    ],
)
def test_what_a_story_tells_is_read(text: str, facts: list[str]) -> None:
    assert sorted(map(shown, said(text))) == facts
