"""Proposed facts on their way to a person: one plain sentence each, a passage in its page, a queue that keeps its
place, decisions that say no more than what was answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from graphmodel.questions.review_rows import Candidate, End, Option, Passage, Proposal
from graphmodel.schema.registry import BASES, EDGES, NODES
from graphmodel.schema.spec import Field, fields
from graphmodel.schema.vocabulary import Vocabulary
from graphmodel.statements.records import Decision, PageText
from graphmodel.statements.review import correction
from ui.i18n import Translator
from ui.viewmodels import ends, facts, rules
from ui.viewmodels import propositions as model
from ui.viewmodels.propositions import Done, Filter, Queue
from ui.viewmodels.saisir import Known

FR, EN = Translator("fr"), Translator("en")
CODE = re.compile(r"[a-z]+_[a-z]+|[A-Z]{3,}_[A-Z]+|\bNone\b|[{}]|\*\*|\bcog:|\bname:|  | ,")
"""What no sentence may hold: names of code, slots that nothing filled, stars, spaces gone astray."""

MONEY = tuple(one.name for kind in (*EDGES.values(), *NODES.values()) for one in fields(kind) if "_cents" in one.name)


def end(role: str, kind: str, name: str, *codes: str, candidates: tuple[Candidate, ...] = (), **values: Any) -> End:
    known = codes or (f"name:{kind.lower()}/doc/{name.lower()}",)
    return End(role=role, name=name, kind=kind, identifiers=known, others=(), values=values, candidates=candidates)


def option(type_: str, *ends: End, status: str = "stated", modality: str = "actual", **values: Any) -> Option:
    return Option(type=type_, ends=ends, values=values, status=status, modality=modality, marks=("m1",))


def card(name: str, *options: Option, rule: str = "r", at: str = "p1:0-5", doc: str = "doc:a") -> Proposal:
    passage = Passage(document=doc, title=doc, at=at, quote="Alpha", statement="s")
    made = options or (option("CARRIES", end("from", "Organisation", name), end("to", "Innovation", "jardin")),)
    return Proposal(card=name, options=made, passages=(passage,), rule=rule, accepted=0, decided=0, expected=0.5)


ALPHA, GARDEN = end("from", "Organisation", "Alpha"), end("to", "Innovation", "jardin")
HEAD = end("from", "Organisation", "Alpha", roles=("NationalHead",), level="national")

SENTENCES = [
    (option("CARRIES", HEAD, GARDEN, stage="experimentation", role="carrier"),
     "Alpha (tête de réseau nationale) porte l'innovation « jardin » à l'étape Expérimentation.",
     "Alpha (national head of network) carries the innovation “jardin” at the stage Experimentation."),
    (option("CARRIES", ALPHA, GARDEN, role="adopter", modality="planned", status="inferred"),
     "Alpha a adopté l'innovation « jardin », en projet (déduit).",
     "Alpha adopted the innovation “jardin”, planned (inferred)."),
    (option("SPREAD_TO", end("from", "Organisation", "Les Relais"), end("to", "Territory", "x", "cog:com:35238"),
            end("innovation", "Innovation", "jardin"), since_min="2012-01-01", since_max="2012-12-31",
            when_label="2012", mode="duplication", grant_min_cents=100_000, grant_max_cents=500_000),
     "« Les Relais » a essaimé l'innovation « jardin » vers la commune « Rennes » avec une aide de 1\u202f000\u00a0€ à "
     "5\u202f000\u00a0€ en 2012, mode : duplication.",
     "Les Relais spread the innovation “jardin” to the municipality “Rennes” with a grant of €1,000 to €5,000 in 2012, "
     "mode: duplication."),
    (option("FINANCES", ALPHA, GARDEN, amount_max_cents=500_050, per="year", year=2019, share=0.125),
     "Alpha finance l'innovation « jardin » en 2019 à hauteur de 5\u202f000,50\u00a0€ au plus par an, "
     "part : 12,5\u00a0%.",
     "Alpha finances the innovation “jardin” in 2019 with at most €5,000.50 per year, share: 12.5%."),
    (option("TAKES_PART_IN", ALPHA, end("to", "Programme", "Élan"), role="beneficiary"),
     "Alpha bénéficie du programme « Élan ».", "Alpha is a beneficiary of the programme “Élan”."),
    (option("TAKES_PART_IN", ALPHA, end("to", "Programme", "Élan")),
     "Alpha participe au programme « Élan ».", "Alpha takes part in the programme “Élan”."),
    (option("MEMBER_OF", ALPHA, end("to", "Organisation", "Ossature")),
     "Alpha est membre d'Ossature.", "Alpha is a member of Ossature."),
    (option("HEADS", ALPHA, end("to", "Organisation", "Les Relais")),
     "Alpha est la tête de « Les Relais ».", "Alpha is the head of Les Relais."),
    (option("PERFORMS", ALPHA, end("to", "HeadFunction", "Plaidoyer"), what=("lettres", "visites")),
     "Alpha exerce la fonction « Plaidoyer », pratiques : lettres, visites.",
     "Alpha performs the function “Advocacy”, practices: lettres, visites."),
    (option("Organisation", end("about", "Organisation", "Alpha", employees=25), employees=25, budget_cents=9_000_000),
     "Alpha emploie 25 salariés et a un budget de 90\u202f000\u00a0€.",
     "Alpha has 25 employees and has a budget of €90,000."),
    (option("Network", end("about", "Network", "Alpha"), member_count=1500, member_unit="clubs"),
     "Le réseau Alpha compte 1\u202f500 clubs.", "The network Alpha has 1,500 clubs."),
    (option("Innovation", end("about", "Innovation", "jardin"), themes=("lien",)),
     "L'innovation « jardin » a pour thèmes : lien.", "The innovation “jardin” has as themes: lien."),
    (option("Organisation", end("about", "Organisation", "Alpha", roles=("TerritorialHead",)), level="departmental"),
     "Alpha est tête de réseau départementale.", "Alpha acts as departmental head of network."),
    (option("Organisation", end("about", "Organisation", "Alpha")),
     "Le document nomme Alpha : organisation.", "The document names Alpha: organisation."),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "french", "english"), SENTENCES)
def test_a_fact_is_one_plain_sentence(fact: Option, french: str, english: str) -> None:
    assert (facts.plain(FR, fact), facts.plain(EN, fact)) == (french, english)


def sample(field: Field) -> Any:
    """A value that the schema takes."""
    if isinstance(field.item, type) and issubclass(field.item, Vocabulary):
        one: Any = next(iter(field.item)).value
    else:
        one = {int: 4200, float: 0.5, bool: True}.get(field.item, "mot")
    return (one,) if field.many else one


def everything() -> Iterator[Any]:
    """Every relation between every kind of ends with all that it can say, and every entity with all of its own."""
    kinds = {base: [name for name, kind in NODES.items() if kind.base == base] for base in BASES}
    for name, kind in EDGES.items():
        values = {field.name: sample(field) for field in fields(kind) if not field.prop.ref}
        links = [end(field.name, field.prop.ref, "Lien") for field in fields(kind) if field.prop.ref]
        for source in (one for base in kind.source for one in kinds[base]):
            for target in (one for base in kind.target for one in kinds[base]):
                ends = (end("from", source, "Départ"), end("to", target, "Arrivée"), *links)
                yield pytest.param(option(name, *ends, **values), kind, id=f"{name}-{source}-{target}")
    for name, kind in NODES.items():
        values = {field.name: sample(field) for field in fields(kind) if field.name not in ("name", "roles")}
        yield pytest.param(option(name, end("about", name, "Chose"), **values), kind, id=name)


@pytest.mark.parametrize(("fact", "kind"), list(everything()))
@pytest.mark.parametrize("t", [FR, EN], ids=["fr", "en"])
def test_every_relation_and_every_property_has_words(t: Translator, fact: Option, kind: Any) -> None:
    said = facts.plain(t, fact)
    assert CODE.findall(said) == []
    assert said[0].isupper() or said[0] in "«“"
    assert said.endswith(".")
    words = [word for one in fields(kind) for word in expected(t, one) if one.name in fact.values]
    assert [word for word in words if word not in said] == []


def expected(t: Translator, field: Field) -> list[str]:
    """What must be read of a property: the word of a list, the number; its label at least where it is yes or no."""
    if field.name in ("document", "ordinal", "role"):
        return []
    if isinstance(field.item, type) and issubclass(field.item, Vocabulary):
        return [t.label(next(iter(field.item)).label)]
    by_name = {"year": ["4200"], "rank": ["4200"], "share": ["50"]} | {name: ["42"] for name in MONEY}
    by_type = {int: [t.number(4200)], float: [t.number(0.5)], bool: [t.label(field.prop.label), t("common.yes")]}
    return by_name.get(field.name) or by_type.get(field.item, ["mot"])


def test_what_a_name_holds_is_never_a_turn_of_phrase() -> None:
    hostile = option("CARRIES", end("from", "Organisation", "{b} **x** <b>"), GARDEN)
    assert [(one.text, one.strong) for one in facts.sentence(FR, hostile)] == [
        ("{b} **x** <b> ", False), ("porte", True), (" l'innovation « jardin »", False), (".", False),
    ]  # fmt: skip


RAW = "Début.\r\n\r\nAvant,\u00ad l'asso\x07 Alpha porte\nle jar-\ndin ici. Après.\x0c" + "mot " * 400


def passage(quote: str, text: str = RAW, at: str = "") -> Passage:
    start = text.index(quote.split(" ", maxsplit=1)[0])
    return Passage(document="doc:a", title="A", at=at or f"p2:{start}-{start + len(quote)}", quote=quote, statement="s")


def test_a_passage_is_shown_in_its_page_as_text_that_a_person_can_read() -> None:
    found = model.window(passage("Alpha porte\nle jar-\ndin"), [PageText("doc:a", 1, "x"), PageText("doc:a", 2, RAW)])
    assert (found.before, found.passage) == ("Début.\n\nAvant, l'asso ", "Alpha porte\nle jar-\ndin")
    assert found.after.startswith(" ici. Après.\nmot mot")
    assert (found.cut_before, found.cut_after, found.after.endswith("mot"), found.quote) == (False, True, True, "")
    assert len(found.after) <= model.AROUND


def test_what_essaim_read_is_said_where_the_page_writes_it_otherwise() -> None:
    found = model.window(passage("Alpha porte", at="p2:24-35"), [PageText("doc:a", 2, RAW)])
    assert found.quote == "Alpha porte"


@pytest.mark.parametrize("at", ["p9:0-5", "p2:10-99999", "Feuille!C3"])
def test_without_its_page_a_passage_is_its_quote(at: str) -> None:
    found = model.window(passage("Alpha porte", at=at), [PageText("doc:a", 2, RAW)])
    assert found == model.Window("", "Alpha porte", "")


def queue(*names: str) -> Queue:
    made = Queue()
    made.renew("m", 1, [card(name) for name in names])
    return made


EVERY = Filter()


def test_the_place_in_the_queue_counts_what_was_answered() -> None:
    one = queue("a", "b", "c", "d")
    one.go(EVERY, 1)
    seen = [(one.at, one.place(EVERY))]
    done = Done("accept", (one.cards[1],), ("d1",))
    one.beyond(EVERY, {"b"})
    one.settle("n", 2, done)
    one.done.append(done)
    seen.append((one.at, one.place(EVERY)))
    one.beyond(EVERY, {"c"})
    one.done.append(Done("unsure", (one.cards[1],)))
    seen += [(one.at, one.place(EVERY))]
    assert seen == [("b", (2, 4)), ("c", (3, 4)), ("d", (4, 4))]
    assert [each.card for each in one.open(EVERY)] == ["a", "d"]
    one.beyond(EVERY, {"d"})
    assert one.at == "a"


def test_a_card_that_waits_again_is_no_longer_answered() -> None:
    one = queue("a", "b")
    one.done = [Done("accept", (one.cards[0],), ("d1",)), Done("unsure", (one.cards[1],))]
    one.renew("n", 2, one.cards)
    assert [(each.kind, [c.card for c in each.cards]) for each in one.done] == [("unsure", ["b"])]


def test_the_rate_of_a_rule_follows_what_was_just_answered() -> None:
    one = queue("a", "b", "c")
    one.settle("n", 2, Done("accept", one.cards[:1]))
    one.settle("o", 3, Done("reject", one.cards[:1]))
    assert [(each.card, each.accepted, each.decided, one.mark) for each in one.cards] == [("c", 1, 2, "o")]


def test_arrows_stop_at_both_ends() -> None:
    one = queue("a", "b")
    places = []
    for step in (-1, 1, 1, -1):
        one.go(EVERY, step)
        places.append(one.at)
    assert places == ["a", "b", "b", "a"]


def test_cards_are_filtered_by_document_and_by_rule() -> None:
    made = [card("a", rule="x"), card("b", rule="y"), card("c", rule="y", doc="doc:b")]
    kept = [[one.card for one in made if wanted.keeps(one)] for wanted in (Filter("doc:a"), Filter("doc:a", "y"))]
    assert kept == [["a", "b"], ["b"]]


def test_many_are_accepted_at_once_but_never_a_choice() -> None:
    two = (option("CARRIES", ALPHA, GARDEN), option("CARRIES", HEAD, GARDEN))
    made = [card("a"), card("b", rule="s"), card("c", *two), card("d", at="p2:1-5"), card("e", doc="doc:b")]
    by_rule, by_page = model.of_rule(made, made[0]), model.of_page(made, made[0])
    assert [[one.card for one in some] for some in (by_rule, by_page)] == [["a", "d", "e"], ["a", "b"]]
    assert model.set_of(by_page) == model.set_of(reversed(by_page)) != model.set_of(by_rule)


def known(uid: str, name: str = "Alpha", kind: str = "Organisation") -> Candidate:
    return Candidate(uid=uid, name=name, kind=kind)


@pytest.mark.parametrize(
    ("candidates", "preferred"),
    [((known("siren:1"),), "siren:1"), ((known("siren:1"), known("siren:2")), ""),
     ((known("siren:1", "Autre"),), ""), ((known("siren:1", kind="Establishment"),), ""),
     ((known("siren:1"), known("siren:2", "Autre")), "siren:1")],
)  # fmt: skip
def test_only_the_one_entity_of_equal_name_and_class_is_preferred(
    candidates: tuple[Candidate, ...], preferred: str
) -> None:
    fact = option("CARRIES", end("from", "Organisation", "Alpha", candidates=candidates), GARDEN)
    (join,) = model.joins(FR, fact, [])
    assert (join.role, join.preferred) == ("from", preferred)
    pairs = [("same", ("name:organisation/doc/alpha", preferred))] if preferred else []
    assert model.accepting(fact, [join]) == [("accept", ("m1",)), *pairs]
    assert model.accepting(fact, [join], {"from": ""}) == [("accept", ("m1",))]


def test_what_a_person_said_of_a_name_is_not_asked_again() -> None:
    fact = option(
        "CARRIES", end("from", "Organisation", "Alpha", candidates=(known("siren:1"), known("siren:2"))), GARDEN
    )
    said = [Decision("d", kind, ("name:organisation/doc/alpha", uid)) for kind, uid in
            (("same", "siren:1"), ("different", "siren:2"))]  # fmt: skip
    (join,) = model.joins(FR, fact, said)
    assert (join.known, join.preferred, [one.uid for one in join.candidates]) == ("Alpha", "", ["siren:1"])
    (left,) = model.joins(FR, fact, said[1:])
    assert left.preferred == "siren:1"


def test_the_queue_is_read_anew_where_another_document_means_the_same_name() -> None:
    one, same_document = card("a"), card("b")
    other = end("from", "Organisation", "Alpha", "name:organisation/doc.z/alpha")
    accepted = [card("x", option("CARRIES", ALPHA, end("to", "Innovation", "ruche")))]
    elsewhere = card("c", option("CARRIES", other, GARDEN))
    assert [model.unsettled([each], accepted) for each in (one, same_document, elsewhere)] == [False, False, True]


def test_a_rule_says_what_it_finds_where_by_an_example_and_how_often_people_kept_it() -> None:
    some = card("a", rule="prose.carries").model_copy(update={"accepted": 9, "decided": 10})
    spread = option("SPREAD_TO", ALPHA, end("to", "Organisation", "Bêta"))
    made = [some, card("b", rule="autre"), card("c", spread, rule="llm.modele"), card("d", rule="tabular-funding")]
    made.append(card("e", rule="monograph-practice"))
    assert rules.rules(FR, made) == {
        "autre": "« porte », lu dans le texte (encore jamais relue)",
        "llm.modele": "« a essaimé vers », lu par un modèle de langue (encore jamais relue)",
        "monograph-practice": "pratiques des têtes de réseau, lu sous un intitulé de la monographie "
        "(encore jamais relue)",
        "prose.carries": "« porte », lu dans une phrase, comme : « La Voisinade est portée par Lueur et les Ateliers "
        "du Levant. » (retenus : 9 sur 10)",
        "tabular-funding": "Financements, lu dans un tableau (encore jamais relue)",
    }
    assert rules.called(EN, [some]) == "“carries”, read in a sentence"


def test_what_no_rule_found_is_never_accepted_with_the_rest() -> None:
    made = [card("a", rule=""), card("b", rule="")]
    assert (model.of_rule(made, made[0]), rules.rules(FR, made)) == ([], {})


def test_another_end_is_a_name_of_the_document_or_an_entity_of_the_graph_that_may_stand_there() -> None:
    fact = card("a", option("CARRIES", ALPHA, GARDEN))
    brume = end("from", "Organisation", "Brume").model_copy(update={"mark": "m-brume"})
    others = [
        fact,
        card("b", option("CARRIES", brume, end("to", "Innovation", "ruche"))),
        card("c", option("CARRIES", end("from", "Organisation", "Cime"), GARDEN), doc="doc:b"),
    ]
    known = [Known("siren:1", "Dune", "Network", "Dune (réseau)"), Known(ALPHA.identifiers[0], "Alpha", "x", "Alpha")]
    found = ends.choices(FR, fact.options[0], ALPHA, card=fact, cards=others, known=known)
    assert [(one.words, one.identifier, one.mark) for one in found.values()] == [
        ("Brume (organisation, nommé dans ce document)", brume.identifiers[0], "m-brume"),
        ("Dune (réseau)", "siren:1", ""),
    ]
    assert [ends.labels(fact.options[0], role) for role in ("from", "to", "via")] == [("Actor",), ("Innovation",), ()]
    assert ends.labels(option("Organisation", end("about", "Organisation", "Alpha")), "about") == ()


def test_who_takes_the_place_of_an_end_counts_and_the_one_it_replaces_is_joined_with_nobody() -> None:
    known = Candidate(uid="siren:1", name="Alpha", kind="Organisation")
    same = end("from", "Organisation", "Alpha", candidates=(known,))
    fact = option("CARRIES", same, GARDEN)
    joins = model.joins(FR, fact, [])
    brume = ends.Meant("name:organisation/doc/brume", "Brume", "m-brume")
    told = correction({}, "", {"from": brume.identifier})
    assert model.correcting(fact, joins, {}, "", {"from": brume}) == [("edit", ("m1", told)), ("accept", ("m-brume",))]
    assert model.correcting(fact, joins, {"stage": None}, "") == [
        ("edit", ("m1", correction({"stage": None}))), ("same", (same.identifiers[0], "siren:1"))
    ]  # fmt: skip
    assert model.correcting(fact, joins, {}, "") == model.accepting(fact, joins)
