"""Facts that were read in texts, reviewed on the command line: by a person who answers, or by a program with marks."""

from __future__ import annotations

import io

import pytest

from graphmodel.imports import prepare
from graphmodel.questions import review
from tests import reviewing
from tests.cli.conftest import Essaim, Ran
from ui.contracts import ReviewAnswer, ReviewCard


class Keyboard(io.StringIO):
    """What a person types, one answer a line."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def told(essaim: Essaim) -> Essaim:
    """The little world, nothing decided."""
    with essaim.store() as store:
        prepare(store)
        reviewing.fill(store)
    return essaim


def typed(essaim: Essaim, *answers: str, arguments: tuple[str, ...] = ()) -> Ran:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", Keyboard("".join(f"{one}\n" for one in answers)))
        return essaim("review", *arguments)


def carried(essaim: Essaim) -> set[tuple[str, str]]:
    with essaim.store() as store:
        return reviewing.carried(store)


def waiting(essaim: Essaim, *arguments: str) -> list[ReviewCard]:
    return ReviewAnswer.model_validate_json(essaim("review", "--json", *arguments).out).waiting


def of(essaim: Essaim, words: str) -> ReviewCard:
    return next(one for one in waiting(essaim) if words in one.options[0].fact)


def test_the_queue_is_printed_for_programs_and_for_people(told: Essaim) -> None:
    cards = waiting(told)
    assert len(cards) == 7
    money = of(told, "Dune").options[0]
    assert (money.values, money.type) == ({"amount": "5000.00", "year": 2019}, "FINANCES")
    ran = told("review")
    assert (ran.code, [one.card for one in cards if one.card not in ran.out]) == (0, [])
    assert "Dans la vallée, « l'association Ambre porte le relais depuis 2012 ». Chacun y vient." in ran.out
    assert "7 faits en attente." in ran.err
    english = told("review", ESSAIM_LANG="en")
    assert "Dune finances the innovation “relais” in 2019 with €5,000." in english.out


def test_marks_are_accepted_and_rejected_together(told: Essaim) -> None:
    yes, no = of(told, "Brume porte l'innovation « jardin"), of(told, "Cime")
    ran = told("review", "--accept", yes.options[0].marks[0], "--reject", no.card, "--json")
    answer = ReviewAnswer.model_validate_json(ran.out)
    assert (len(answer.waiting), len(answer.decisions)) == (5, 3)  # the garden is told by two documents
    assert carried(told) == {("Brume", "jardin partagé")}


def test_all_of_a_rule_in_one_document_are_accepted_and_no_name_is_joined(told: Essaim) -> None:
    ran = told("review", "--document", "récit", "--accept-rule", reviewing.CARRY)
    assert (ran.code, "4 décisions enregistrées." in ran.err) == (0, True)
    assert carried(told) == {("Ambre", "relais"), ("Brume", "jardin partagé"), ("Cime", reviewing.HOSTILE)}
    with told.store() as store:
        assert store.read("MATCH (a:Actor {name: 'Ambre'}) RETURN count(a) AS n") == [{"n": 2}]


def test_one_of_facts_that_exclude_each_other_is_accepted_by_its_mark(told: Essaim) -> None:
    choice = next(one for one in waiting(told) if len(one.options) > 1)
    assert told("review", "--accept", choice.card).code == 2
    ran = told("review", "--accept", choice.options[1].marks[0])
    assert (ran.code, carried(told)) == (0, {("Faîte Sud", "école du dehors")})


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("--accept", "rien"), "Rien n'attend sous rien."), (("--accept-rule", "x"), "Rien n'attend de la règle x."),
     (("--document", "x"), "Il y a : Bilan (doc:bilan), Récit (doc:recit).")],
)  # fmt: skip
def test_what_is_not_there_is_refused_and_nothing_is_decided(
    told: Essaim, arguments: tuple[str, ...], words: str
) -> None:
    ran = told("review", *arguments)
    assert (ran.code, words in ran.err, carried(told)) == (2, True, set())


def test_accepting_and_rejecting_one_fact_makes_no_sense(told: Essaim) -> None:
    card = of(told, "Cime").card
    ran = told("review", "--accept", card, "--reject", card)
    assert (ran.code, "accepter ou refuser ?" in ran.err) == (2, True)


def test_a_person_answers_card_after_card_and_stops(told: Essaim) -> None:
    ran = typed(told, "a", "?", "r", "z", "p", "q", arguments=("--document", "Récit", "--rule", reviewing.CARRY))
    assert (ran.code, carried(told)) == (0, {("Brume", "jardin partagé")})
    headings = [line.split(" · ")[0] for line in ran.out.splitlines() if line.startswith("──")]
    assert headings == [f"── Fait {n} sur 3" for n in (1, 2, 2, 3, 2, 3)]
    assert "Touche inconnue : rien n'est enregistré." in ran.err
    assert "Reste 2 faits à relire." in ran.err


def test_a_person_joins_a_name_or_says_that_it_is_somebody_else(told: Essaim) -> None:
    only = ("--document", "Récit", "--rule", reviewing.CARRY)
    ran = typed(told, "n", "m", "1", "z", "m", "0", "q", arguments=only)
    assert ran.code == 0, ran.err
    assert "1 Ambre (SIREN 552100554)" in ran.out
    with told.store() as store:
        rows = store.read("MATCH (a:Actor)-[:CARRIES]->() RETURN a.uid AS uid")
        assert rows == [{"uid": "name:organisation/doc.recit/ambre"}]
        assert [one.kind for one in review.decisions(store)] == ["accept"]


def test_a_number_chooses_among_facts_that_exclude_each_other(told: Essaim) -> None:
    ran = typed(told, "a", "2", arguments=("--rule", reviewing.LEVEL))
    assert (ran.code, carried(told)) == (0, {("Faîte Sud", "école du dehors")})


def finances(essaim: Essaim) -> list[tuple[object, ...]]:
    with essaim.store() as store:
        rows = store.read(
            "MATCH ()-[r:FINANCES]->() RETURN r.amount_cents AS cents, r.year AS year, r.modality AS modality"
        )
        return [(one["cents"], one["year"], one["modality"]) for one in rows]


def number_of(ran: Ran, label: str) -> str:
    """The number under which a terminal lists a value."""
    return next(line.split()[0] for line in ran.out.splitlines() if line[:2] == "  " and f" {label}" in line)


def test_a_person_puts_a_fact_right_and_takes_it_back(told: Essaim) -> None:
    only = ("--rule", reviewing.MONEY)
    seen = typed(told, "c", "x", "q", arguments=only)
    assert finances(told) == []
    amount, year, state = (number_of(seen, one) for one in ("montant", "année", "état"))
    ran = typed(
        told, "c", f"{amount} = beaucoup", f"{amount} = 6 500,50", f"{state} = peut-être", f"{state} = en projet",
        f"{year} =", "rien", "99 = 1", "", "q", arguments=only,
    )  # fmt: skip
    assert finances(told) == [(650_050, None, "planned")]
    refused = ("« beaucoup » n'est pas un montant", "« peut-être » n'est pas l'un de", "Écrivez « numéro = valeur »")
    assert [words for words in refused if words not in ran.err] == []
    with told.store() as store:
        assert [one.kind for one in review.decisions(store)] == ["edit"]


def test_a_correction_is_undone_and_a_fact_put_right_by_nothing_is_accepted_as_it_is(told: Essaim) -> None:
    only = ("--document", "Récit", "--rule", reviewing.CARRY)
    stage = number_of(typed(told, "c", "x", "q", arguments=only), "étape")
    ran = typed(told, "c", f"{stage} = expérimentation", "", "z", "c", "", "q", arguments=only)
    assert (ran.code, carried(told)) == (0, {("Brume", "jardin partagé")})
    with told.store() as store:
        assert store.read("MATCH ()-[r:CARRIES]->() RETURN r.stage AS stage") == [{"stage": None}]
        kinds = {one.kind for one in review.decisions(store)}
    assert kinds == {"accept", "same"}  # two documents tell it


def test_a_person_says_who_is_meant_an_entity_of_the_graph_or_another_name_of_the_document(told: Essaim) -> None:
    only = ("--rule", reviewing.MONEY)
    seen = typed(told, "c", "x", "q", arguments=only)
    giver, thing = number_of(seen, "Au lieu de « Dune »"), number_of(seen, "Au lieu de « relais »")
    answers = (
        "c",
        f"{giver} = personne",
        f"{giver} = ambre",
        "9",
        f"{giver} = AMBRE",
        "2",
        f"{thing} = jardin",
        "1",
        "",
    )
    ran = typed(told, *answers, arguments=only)
    lines = [line.strip() for line in ran.out.splitlines()]
    assert {"1 Ambre (organisation, nommé dans ce document)", "2 Ambre (organisation)"} <= {*lines}
    assert [words for words in ("Personne ne s'appelle « personne »", "Rien n'est rempl") if words not in ran.err] == []
    with told.store() as store:
        rows = store.read("MATCH (a)-[:FINANCES]->(b) RETURN a.uid AS giver, b.name AS thing")
        assert rows == [{"giver": "siren:552100554", "thing": "jardin partagé"}]
        assert reviewing.carried(store) == set()
        assert sorted(one.kind for one in review.decisions(store)) == ["accept", "edit"]


def test_one_of_facts_that_exclude_each_other_is_put_right(told: Essaim) -> None:
    ran = typed(told, "c", "c 3", "c 2", "", arguments=("--rule", reviewing.LEVEL))
    assert (ran.code, carried(told)) == (0, {("Faîte Sud", "école du dehors")})
    assert "Touche inconnue" in ran.err
    assert "Ce nombre n'est pas dans la liste." in ran.err


def test_what_a_document_holds_never_commands_the_terminal(essaim: Essaim) -> None:
    telling = reviewing.Telling(reviewing.first().document, ("Rouge \x1b[31m porte\x07 le relais.\n",))
    telling.carries("Rouge \x1b[31m", "relais", telling.proof(1, "Rouge \x1b[31m porte\x07 le relais.", "r"))
    with essaim.store() as store:
        prepare(store)
        telling.load(store)
    ran = essaim("review")
    assert "Rouge [31m porte le relais." in ran.out
    assert not set("\x1b\x07") & set(ran.out)
