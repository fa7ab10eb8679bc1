"""The reader of syntax finds what the words alone do not tell, and is silent where a sentence doubts."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest

from graphmodel.errors import UsageError
from ingest.extras import nlp, nlp_tree
from ingest.extras.nlp_clauses import plain
from ingest.extras.nlp_tree import Tree, Word
from ingest.facts.records import ABOUT, Context, Fact, KnownName
from ingest.prose.reader import read_prose
from ingest.prose.rules import source
from ingest.text.pages import Page

CAST = [KnownName(one["kind"], one["name"], network=one.get("network", "")) for one in source()["cast"]]
needs_spacy = pytest.mark.usefixtures("syntax")
pytestmark = pytest.mark.xdist_group("the model of syntax")

FOUND = [
    ("La Halte Nomade, que les Ateliers du Levant portent depuis 2018, attire du monde.",
     ["Ateliers du Levant > CARRIES > Halte Nomade | depuis 2018"]),
    ("La Voisinade, que la Fondation Aubier avait financée à ses débuts, vit seule.",
     ["Fondation Aubier > FINANCES > Voisinade"]),
    ("Depuis dix ans, la Fondation Aubier accompagne Lueur et, avec constance, finance la Voisinade.",
     ["Fondation Aubier > FINANCES > Voisinade"]),
    ("La Fondation Aubier continue de financer la Voisinade.", ["Fondation Aubier > FINANCES > Voisinade"]),
    ("La Fondation Aubier a la particularité de financer la Voisinade.", ["Fondation Aubier > FINANCES > Voisinade"]),
    ("Lueur fonda les Ateliers du Levant et créa ensuite la Halte Nomade.",
     ["Lueur > CREATED > Ateliers du Levant", "Lueur > ORIGINATED > Halte Nomade"]),
    ("Longtemps animé par Lueur, le programme Cap Relais est coordonné, non sans peine, par les Ateliers du Levant.",
     ["Ateliers du Levant > CO_PILOTS > Cap Relais", "Lueur > CO_PILOTS > Cap Relais"]),
    ("La Halte Nomade a été testée en 2017, dans trois quartiers, par les Ateliers du Levant.",
     ["Ateliers du Levant > CARRIES > Halte Nomade | en 2017"]),
    ("Passerelles Solidaires, dont Lueur est membre depuis 2003, pilote Cap Relais.",
     ["Lueur > MEMBER_OF > Passerelles Solidaires | depuis 2003"]),
    ("La Fondation Aubier verse chaque printemps, depuis 2015, 20 000 € aux Ateliers du Levant.",
     ["Fondation Aubier > FINANCES > Ateliers du Levant | 2000000"]),
    ("Lueur a non seulement conçu la Voisinade, mais aussi financé la Halte Nomade.",
     ["Lueur > FINANCES > Halte Nomade", "Lueur > ORIGINATED > Voisinade"]),
    ("Partenaire historique de Lueur, la Fondation Aubier finance aussi la Voisinade.",
     ["Fondation Aubier > PARTNERS_WITH > Lueur"]),
    ("La Voisinade doit beaucoup à Lueur, qui la porte, et à la Fondation Aubier, qui la finance.",
     ["Fondation Aubier > FINANCES > Voisinade", "Lueur > CARRIES > Voisinade"]),
    ("La Fondation Aubier et Lueur, qui se connaissent de longue date, ont lancé ensemble Cap Relais.",
     ["Fondation Aubier > CO_PILOTS > Cap Relais", "Lueur > CO_PILOTS > Cap Relais"]),
]  # fmt: skip
ACROSS = [
    ("Ce que dit Marie. Les Ateliers du Levant, que la Fondation Aubier a toujours financés, dorment.",
     ["Fondation Aubier > FINANCES > Ateliers du Levant"]),
    ("La Voisinade est née à Rennes. Les Ateliers du Levant l'ont reprise en 2020.",
     ["Ateliers du Levant > CARRIES > Voisinade | en 2020"]),
    ("Cap Relais plaît. La Fondation Aubier le pilote, et Lueur y participe.",
     ["Fondation Aubier > CO_PILOTS > Cap Relais", "Lueur > TAKES_PART_IN > Cap Relais"]),
    ("Cap Relais plaît aux jeunes. Les Ateliers du Levant l'animent chaque été.",
     ["Ateliers du Levant > CO_PILOTS > Cap Relais"]),
]  # fmt: skip
SILENT = [
    "La Fondation Aubier, que Lueur voudrait convaincre de financer la Voisinade, hésite.",
    "Pour financer la Voisinade, Lueur a rencontré la Fondation Aubier.",
    "Les Ateliers du Levant, qui ne portent plus la Halte Nomade, aident Lueur.",
    "Si la Fondation Aubier finançait la Voisinade, Lueur respirerait.",
    "Le directeur de Lueur a fondé les Ateliers du Levant.",
    "La Voisinade, dont rêvait Lueur, n'a pas été reprise par les Ateliers du Levant.",
    "Lueur regrette que la Fondation Aubier finance la Halte Nomade.",
    "L'idée que Lueur finance la Voisinade amuse la Fondation Aubier.",
    "Lueur rêve d'une Voisinade que les Ateliers du Levant porteraient.",
    "La Voisinade ressemble à la Halte Nomade. Lueur l'a créée en 2012.",
    "Lueur parle de la Voisinade. La Fondation Aubier la financerait volontiers.",
    "Un ancien partenaire de Lueur, la Fondation Aubier, est parti.",
    "Lueur a demandé à la Fondation Aubier de financer la Voisinade.",
    "La Fondation Aubier refuse de financer la Voisinade et Lueur le déplore.",
    "Lueur espère que les Ateliers du Levant adopteront la Voisinade.",
    "Est-ce Lueur qui a créé la Voisinade ?",
    "La Fondation Aubier a failli financer la Voisinade.",
    "Le président des Ateliers du Levant, ancien de Lueur, pilote Cap Relais.",
    "La Fondation Aubier, à qui Lueur a demandé de financer la Voisinade, réfléchit.",
    "Les Ateliers du Levant, contrairement à Lueur, ne financent pas la Voisinade.",
    "La Fondation Aubier a rencontré le responsable de la Voisinade, que Lueur a recruté.",
    "La Voisinade, ni financée ni portée par Lueur, survit.",
    "Lueur a renoncé à financer la Voisinade.",
    "Cap Relais et la Voisinade se ressemblent. La Fondation Aubier la finance.",
    "Faute de pouvoir créer la Voisinade, Lueur soutient d'autres idées.",
    "Lueur et les Ateliers du Levant se demandent qui finance la Voisinade.",
    "La Fondation Aubier a promis de financer la Voisinade si Lueur la porte.",
    "Lueur refuse que les Ateliers du Levant pilotent Cap Relais.",
    "Personne, pas même Lueur, ne pilote Cap Relais.",
    "Il paraît que Lueur finance la Voisinade.",
    "Un club proche de Lueur a créé la Voisinade.",
    "Candidate à Cap Relais, Lueur attend la réponse de la Fondation Aubier.",
    "La Fondation Aubier n'a ni créé ni financé la Voisinade.",
    "Lueur, qui avait pensé créer la Voisinade, a changé d'avis.",
    "La Voisinade a été présentée à la Fondation Aubier par Lueur.",
    "Lueur soutiendra la Voisinade si la Fondation Aubier la finance.",
    "Les Ateliers du Levant accusent Lueur de copier la Voisinade.",
    "Lueur cherche un partenaire pour porter la Voisinade.",
    "La Fondation Aubier, qui ne finance que des crèches, a reçu Lueur et la Voisinade.",
    "Les bénévoles des Ateliers du Levant ont créé la Voisinade avec Lueur.",
    "Rien ne dit que Lueur a créé la Voisinade.",
    "Sollicitée pour financer la Voisinade, la Fondation Aubier a décliné.",
    "Lueur aurait pu créer la Voisinade, mais les Ateliers du Levant ont préféré attendre.",
    "Lueur demande à qui appartient la Voisinade, que personne ne finance.",
    "La Fondation Aubier croit en la Voisinade ; Lueur moins, qui la juge trop chère.",
    "Il y a dix ans, Lueur voulait encore financer la Voisinade.",
    "La Halte Nomade et la Voisinade plaisent à Lueur, qui la porte.",
    "Une association financée par la Fondation Aubier porte la Voisinade avec conviction.",
    "Lueur, que la Fondation Aubier n'a jamais financée, porte plainte.",
    "La Fondation Aubier financerait la Voisinade, que Lueur porterait.",
    "Les Ateliers du Levant, où Lueur a créé une crèche, parlent de la Voisinade.",
    "La Voisinade, dont la Fondation Aubier a refusé le financement, appartient à Lueur.",
    "Lueur a tenté de créer la Voisinade.",
    "Les salariés que Lueur a formés portent la Voisinade.",
    "Passerelles Solidaires, à laquelle adhère Lueur, dort.",
    "Passerelles Solidaires, à qui Lueur a confié la Voisinade, dort.",
    "Passerelles Solidaires, auprès de qui Lueur a repris la Voisinade, a dix ans.",
    "La Voisinade a dix ans. Lueur, en 2015, l'a reprise des Tourangeaux.",
    "L'atelier rennais a transmis la Voisinade, en 2010, à Lueur, qui l'a reprise à l'identique.",
    "La Voisinade a dix ans. Lueur l'a essaimée vers l'atelier Le Fuseau, à Lisieux, vers 2016.",
    "Ce dispositif plaît : trois ans plus tard, les Ateliers du Levant ont créé Cap Lueur, en 2018.",
    "La sœur de Lueur, une petite association, finance la Voisinade.",
    "Lueur a beau financer la Voisinade, la Fondation Aubier l'ignore.",
    "Plutôt que de financer la Voisinade, Lueur a choisi d'aider la Halte Nomade.",
    "Les Ateliers du Levant ont failli être fondés par Lueur.",
    "La Fondation Aubier a étudié la demande de Lueur de financer la Voisinade.",
    "Lueur conseille aux Ateliers du Levant de porter la Voisinade.",
]


def page_of(text: str) -> Page:
    return Page(None, text, text, array("I", range(len(text))))


def shown(fact: Fact) -> str:
    said = fact.values.get("amount_cents") or fact.values.get("when_label")
    return f"{fact.links['from'].name} > {fact.type} > {fact.links['to'].name}" + (f" | {said}" if said else "")


def new(text: str) -> list[Fact]:
    return by_tree(read([page_of(text)]))


def by_tree(facts: Sequence[Fact]) -> list[Fact]:
    return [one for one in facts if one.rule.startswith("nlp.")]


def read(pages: Sequence[Page]) -> list[Fact]:
    return nlp.read_with_syntax(pages, Context(CAST))


@needs_spacy
@pytest.mark.parametrize(("text", "facts"), [*FOUND, *ACROSS], ids=[text[:40] for text, _ in (*FOUND, *ACROSS)])
def test_what_a_sentence_builds_is_found_and_the_tree_says_nothing_else(text: str, facts: list[str]) -> None:
    found = read([page_of(text)])
    assert set(facts) - set(map(shown, found)) == set()
    assert set(map(shown, by_tree(found))) - set(facts) == set()


@needs_spacy
def test_the_tree_tells_what_the_words_do_not() -> None:
    """Rules of words that come to find one of these sentences take it from the tree: most must be left to it."""
    told = [text for text, _ in FOUND if new(text)]
    assert len(told) > len(FOUND) / 2


@needs_spacy
@pytest.mark.parametrize("text", SILENT)
def test_a_sentence_that_doubts_denies_or_wishes_says_nothing(text: str) -> None:
    assert list(map(shown, new(text))) == []


@needs_spacy
def test_what_prose_found_in_a_sentence_is_not_said_again() -> None:
    for rule in source()["rule"]:
        for one in rule["says"]:
            old = {mark(fact) for fact in read_prose([page_of(one["text"])], Context(CAST))}
            assert [shown(fact) for fact in new(one["text"]) if mark(fact) in old] == [], one["text"]


def mark(fact: Fact) -> object:
    return fact.type, frozenset(link.name for name, link in fact.links.items() if name in ("from", "to", ABOUT))


@needs_spacy
def test_the_passage_begins_where_the_pronoun_is_explained() -> None:
    text = "La saison fut belle. Cap Relais plaît aux jeunes. Les Ateliers du Levant l'animent chaque été. Il pleut."
    (fact,) = read([page_of(text)])
    told = "Cap Relais plaît aux jeunes. Les Ateliers du Levant l'animent chaque été."
    assert (shown(fact), text[fact.start : fact.end]) == ("Ateliers du Levant > CO_PILOTS > Cap Relais", told)


@needs_spacy
def test_the_same_pages_give_the_same_facts_whatever_is_read_with_them() -> None:
    pages = [page_of(text) for text, _ in FOUND]
    together = by_tree(read(pages))
    alone = [fact for text, _ in FOUND for fact in new(text)]
    assert [(shown(fact), fact.rule) for fact in together] == [(shown(fact), fact.rule) for fact in alone]
    assert together == by_tree(read(pages))


@needs_spacy
def test_what_the_words_tell_comes_first_and_what_the_tree_tells_after_it() -> None:
    pages = [page_of(text) for text, _ in FOUND]
    found = read(pages)
    assert found == [*read_prose(pages, Context(CAST)), *by_tree(found)]


@needs_spacy
def test_a_person_is_nobody() -> None:
    assert new("Marie Dupuis, qui a fondé les Ateliers du Levant, aide Lueur.") == []


def test_without_the_extra_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp_tree, "find_spec", lambda name: None)
    assert not nlp.available()
    with pytest.raises(UsageError) as refused:
        nlp.read_with_syntax([page_of("Lueur a créé la Voisinade.")], Context(CAST))
    assert (refused.value.code, "make setup-nlp" in refused.value.sentence.fr) == ("nlp.missing", True)


def test_another_model_than_the_one_that_was_measured_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp_tree, "find_spec", lambda name: object())
    monkeypatch.setattr(nlp_tree, "version", lambda name: "3.9.0")
    assert not nlp.available()


def tree_of(*words: str) -> Tree:
    """A tree by hand: « text/POS/dep>head », and « <3> » as text for the mention 3."""
    tree = []
    for at, written in enumerate(words):
        text, pos, rest = written.rsplit("/", 2)
        dep, head = rest.split(">")
        name = int(text[1:-1]) if text.startswith("<") else -1
        tree.append(Word(at, text, text, pos, dep, int(head), 10 * at, {}, name, name >= 0))
    for word in tree:
        if word.head != word.at:
            tree[word.head].children.append(word.at)
    return tree


PASSIVE = ("<0>/NOUN/nsubj:pass>3", "a/AUX/aux:tense>3", "été/AUX/aux:pass>3", "créée/VERB/root>3", "hier/ADV/advmod>3",
           "par/ADP/case>6", "<1>/NOUN/obl:agent>3")  # fmt: skip
RELATIVE = ("<0>/NOUN/nsubj>6", ",/PUNCT/punct>4", "que/SCONJ/mark>4", "<1>/NOUN/nsubj>4", "finance/VERB/acl>0",
            ",/PUNCT/punct>4", "dort/VERB/root>6")  # fmt: skip
SEVERAL = ("<0>/NOUN/nsubj>3", "et/CCONJ/cc>2", "<1>/NOUN/conj>0", "aident/VERB/root>3", "<2>/NOUN/obj>3")
NEVER = ("<0>/NOUN/nsubj>3", "n'/ADV/advmod>3", "a/AUX/aux:tense>3", "créé/VERB/root>3", "jamais/ADV/advmod>3",
         "<1>/NOUN/obj>3")  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (PASSIVE, {"<#0> a été créé par <#1>."}),
        (RELATIVE, {"<#1> finance <#0>."}),
        (SEVERAL, {"<#0> et <#1> aident <#2>."}),
        (NEVER, {"<#0> n'a créé jamais <#1>."}),
        ((*SEVERAL, "?/PUNCT/punct>3"), set()),
    ],
)
def test_a_sentence_is_taken_apart(words: Sequence[str], said: set[str]) -> None:
    assert {one.said for one in plain(tree_of(*words), {})} == said
