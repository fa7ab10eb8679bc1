"""Money and ties in words: what may be added up and what may not, unknown amounts apart, a drawing that says which."""

from __future__ import annotations

from typing import Any

from graphmodel.questions.rows import CoPilot, FunderAmounts, Tie
from ui.i18n import Translator
from ui.render import palette
from ui.render.bars import Bar
from ui.viewmodels import partenariats as model

FR, EN = Translator("fr"), Translator("en")
NARROW, SOLID = "\u202f", "\u00a0"


def funder(name: str, **said: Any) -> FunderAmounts:
    nothing = {
        "funder": f"uid:{name}", "funder_name": name, "funder_kind": "foundation", "status": "stated",
        "modality": "actual", "currency": "EUR", "per": None, "certainty": "certain", "beneficiaries": 1,
        "fundings": 1, "known": 0, "known_sum": None, "ranges": 0, "range_min_sum": None, "range_max_sum": None,
        "half_open": 0, "unknown": 0, "undated": 0, "possibly_twice": 0, "first_year": None, "last_year": None,
    }  # fmt: skip
    return FunderAmounts(**(nothing | said))


def tie(name: str, kind: str, **said: Any) -> Tie:
    nothing = {
        "actor": "uid:inside", "actor_name": "Dedans", "partner": f"uid:{name}", "partner_name": name,
        "partner_kind": "Organisation", "sector": None, "funder_kind": None, "type": kind, "out": False, "role": None,
        "innovation": None, "innovation_name": None, "key": "k", "when_label": None, "status": "stated",
        "modality": "actual", "sources": 1,
    }  # fmt: skip
    return Tie(**(nothing | said))


KNOWN = funder("A", fundings=3, known=2, known_sum=150_000_00, unknown=1)
RANGE = funder("B", currency="EUR", fundings=1, ranges=1, range_min_sum=300_000, range_max_sum=1_000_000)
INFERRED = funder("C", status="inferred", fundings=1, known=1, known_sum=999_00)
PLANNED = funder("A", modality="planned", fundings=1, unknown=1)
YEARLY = funder("A", per="year", fundings=1, known=1, known_sum=10_000)
DOLLARS = funder("D", currency="USD", fundings=1, known=1, known_sum=500_00, possibly_twice=1)


def test_only_what_may_be_added_up_is() -> None:
    made = model.sums([KNOWN, RANGE, INFERRED, PLANNED, YEARLY, DOLLARS])
    told = [(one.status, one.modality, one.per, one.currency, one.known_sum, one.low, one.unknown) for one in made]
    assert told == [
        ("stated", "actual", None, "EUR", 15_000_000, 300_000, 1),
        ("stated", "actual", None, "USD", 50_000, None, 0),
        ("stated", "actual", "year", "EUR", 10_000, None, 0),
        ("inferred", "actual", None, "EUR", 99_900, None, 0),
        ("stated", "planned", None, "EUR", None, None, 1),
    ]
    assert [one.said for one in made] == [True, True, True, False, False]


def test_no_sum_is_an_unknown_sum_and_never_zero() -> None:
    table = model.sums_table(FR, model.sums([PLANNED]))
    assert table.rows == (("dit par un document, en projet", "non dite", 1, 1, "inconnu", "", 0, 1, 0),)
    assert model.funders_table(FR, [PLANNED]).rows[0][4:9] == (None, None, None, 0, 1)


def test_a_limit_alone_and_a_year_that_nobody_says_are_counted_and_stand_in_no_sum() -> None:
    limit = funder("A", fundings=2, half_open=2, undated=1)
    (made,) = model.sums([limit, KNOWN])
    assert (made.known_sum, made.low, made.high, made.half_open, made.unknown, made.undated) == (
        15_000_000, None, None, 2, 1, 1,
    )  # fmt: skip
    assert model.sums_table(FR, [made]).rows[0][6:] == (2, 1, 1)
    assert model.funders_table(FR, [limit]).rows[0][7:] == (2, 0, "EUR", "", "", 1, None)
    assert model.bars([limit]) == ([Bar("A", (0, 2, 0))], 0)


def test_the_answer_says_what_is_stated_and_counts_the_rest_apart() -> None:
    assert model.answer(FR, "Réseau", [KNOWN, INFERRED, PLANNED], 4, gives=False) == (
        f"Réseau : 2 financeurs, 150{NARROW}000{SOLID}€ dits par un document (2 financements), "
        "2 financements dont le montant est inconnu, 2 déduits ou en projet, comptés à part, 4 acteurs autour."
    )
    assert model.answer(EN, "Fund", [funder("A", beneficiaries=3, unknown=1)], 0, gives=True) == (
        "Fund: 3 beneficiaries, 1 funding of unknown amount."
    )
    assert model.answer(FR, "Réseau", [], 0, gives=False) == "Réseau : aucun financeur connu."


def test_amounts_a_year_and_other_currencies_keep_their_words() -> None:
    told = model.answer(FR, "Réseau", [YEARLY, DOLLARS], 0, gives=False)
    assert f"100{SOLID}€ par an dits par un document" in told
    assert "500 USD dits" in told


def test_unknown_amounts_are_listed_by_funder_the_most_often_first() -> None:
    rows = [KNOWN, PLANNED, funder("E", unknown=3, fundings=3), RANGE]
    assert model.without_amount(FR, rows) == ["E : 3 financements", "A : 2 financements"]


def test_the_table_of_funders_holds_numbers_to_work_with() -> None:
    row = model.funders_table(FR, [funder("A", known=1, known_sum=123_45, first_year=2012, last_year=2012)]).rows[0]
    assert row[:5] == ("A", "fondation", "dit par un document", 1, 123.45)
    assert row[9:12] == ("EUR", "", "2012")


def test_bars_count_only_what_is_stated_and_so() -> None:
    rows = [KNOWN, RANGE, INFERRED, PLANNED, funder("E", unknown=9, fundings=9)]
    assert model.bars(rows) == ([Bar("E", (0, 0, 9)), Bar("A", (2, 0, 1)), Bar("B", (0, 1, 0))], 0)
    assert model.bars(rows, most=1) == ([Bar("E", (0, 0, 9))], 2)


LINKS = model.of_ties(
    FR,
    [
        tie("Fonds", "FINANCES", role="grant", funder_kind="foundation", when_label="2019"),
        tie("Fonds", "PARTNERS_WITH", role="patronage", status="inferred"),
        tie("Labo", "CO_PILOTS", role="co_pilot", sector="research", innovation="i", innovation_name="Relais"),
        tie("Ville", "FINANCES", out=True, modality="planned"),
    ],
)


def test_ties_are_told_with_their_role_and_who_says_so() -> None:
    assert model.links_table(FR, LINKS).rows == (
        ("Fonds", "finance", "bourse", "fondation", "Dedans", "", "2019", "dit par un document"),
        ("Fonds", "est partenaire de", "mécénat", "", "Dedans", "", "date inconnue", "déduit"),
        ("Labo", "co-pilote", "co-pilote", "recherche", "Dedans", "Relais", "date inconnue", "dit par un document"),
        ("Ville", "est financé par", "", "", "Dedans", "", "date inconnue", "dit par un document, en projet"),
    )
    assert model.told(FR, LINKS[0]) == "Fonds : finance (bourse, Dedans, 2019, dit par un document)"


def test_partners_are_counted_once_a_sector_and_tie() -> None:
    twice = [*LINKS, LINKS[2]]
    assert model.by_sector(FR, twice).rows == (
        ("fondation", "finance", 1),
        ("inconnu", "est financé par", 1),
        ("inconnu", "est partenaire de", 1),
        ("recherche", "co-pilote", 1),
    )


def test_money_flows_from_left_to_right_and_what_is_inferred_says_so() -> None:
    drawing = model.drawing(FR, "uid:me", "Réseau", palette.figure("Network"), LINKS)
    assert {node.name: node.figure.name for node in drawing.nodes} == {
        "Réseau": "head", "Fonds": "funder", "Labo": "partner", "Ville": "association",
    }  # fmt: skip
    assert [(e.source, e.target, e.label, e.said, e.directed) for e in drawing.edges] == [
        ("uid:Fonds", "uid:me", "", True, True),
        ("uid:me", "uid:Fonds", "déduit", False, False),
        ("uid:me", "uid:Labo", "", True, False),
        ("uid:me", "uid:Ville", "en projet", True, True),
    ]


def test_those_who_pilot_with_the_subject_are_its_ties_and_itself_is_not() -> None:
    shared = {"role": "lead", "target": "i", "target_name": "Relais", "target_kind": "Innovation", "innovation": None,
              "innovation_name": None, "key": "k", "when_label": None, "status": "stated", "modality": "actual",
              "sources": 1, "pilot_kind": "Organisation", "inside": False}  # fmt: skip
    rows = [CoPilot(pilot=uid, pilot_name=uid.upper(), **shared) for uid in ("me", "you")]
    assert [(one.name, one.what, one.role) for one in model.of_pilots(FR, rows, "me")] == [("YOU", "Relais", "pilote")]
    assert [one.what for one in model.of_pilots(FR, rows, "i")] == ["", ""]
    own = [rows[0].model_copy(update={"inside": True}), rows[1]]
    assert [(one.name, one.inside) for one in model.of_pilots(FR, own, "network")] == [("YOU", "ME")]
