"""An import in words: what is asked, what was noticed, what changes, and what was imported before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphmodel.statements import identifiers
from graphmodel.statements.draft import Draft, Proof
from graphmodel.statements.records import Document, State
from ingest.findings import finding
from ingest.pipeline import Asked, Prepared, prepare
from ingest.report import GraphCounts, IngestReport
from ui.i18n import Translator
from ui.viewmodels import import_ as model

FR, EN = Translator("fr"), Translator("en")


def read(folder: Path, text: str, **said: str) -> Prepared:
    path = folder / "Liste.csv"
    path.write_text(text, encoding="utf-8")
    return prepare(path, Asked(**said))


@pytest.fixture
def organisations(tmp_path: Path) -> Prepared:
    return read(tmp_path, "nom;classe;rôle\nAlpha;organisation;association\nBêta;organisation;association\n")


def test_a_file_is_asked_only_what_it_does_not_say(tmp_path: Path, organisations: Prepared) -> None:
    assert model.questions(organisations) == ("publisher", "date")
    said = read(tmp_path, "nom;classe;rôle\nAlpha;organisation;association\n", publisher="Alpha", date="2020")
    assert model.questions(said) == ()


def test_a_list_of_members_is_asked_whose_it_is_and_what_it_covers(tmp_path: Path) -> None:
    text = "siret;raison sociale;code postal;enseigne\n73282932000074;Alpha;35000;A\n"
    found = read(tmp_path, text)
    assert (found.file.source, found.choice, len(found.statements)) == ("network", True, 0)
    assert model.questions(found) == ("network", "publisher", "date", "covers")
    answered = read(tmp_path, text, network="Les Essais")
    assert answered.statements
    assert model.questions(answered) == model.questions(found), "what was asked stays on screen once answered"


def test_the_file_is_called_what_it_is(organisations: Prepared) -> None:
    assert model.recognised(FR, organisations) == "« Liste.csv » est reconnu comme : modèle d'Essaim, 2 lignes."
    table = model.sheets_table(FR, organisations.file.tables)
    assert table.rows == (("(feuille unique)", "Organisations", 2, 2, 0, "", ""),)


def test_an_unknown_file_says_so(tmp_path: Path) -> None:
    found = read(tmp_path, "zig;zag\n1;2\n")
    assert model.recognised(FR, found) == "« Liste.csv » n'est pas reconnu : dites ce que veut dire chaque colonne."
    assert model.groups(FR, found.findings) == [], "what the page asks by itself is not told twice"


def told(row: int, code: str = "date-impossible", value: str = "31/02/2021") -> Any:
    return finding(code, file="f.xlsx", sheet="Dates", row=row, column="C", value=value)


def test_equal_findings_are_one_with_all_their_places_and_the_gravest_come_first() -> None:
    found = model.groups(FR, [told(4, "encoding", "cp1252"), told(2), told(9)])
    places = tuple(f"feuille « Dates », ligne {row}, colonne C" for row in (2, 9))
    assert [(one.severity, one.count) for one in found] == [("error", 2), ("info", 1)]
    assert (found[0].message, found[0].places) == ("« 31/02/2021 » n'existe pas au calendrier.", places)
    assert found[0].suggestion == "Vérifiez le jour et le mois (JJ/MM/AAAA)."


def test_no_option_of_the_command_line_is_shown_to_who_has_buttons() -> None:
    found = model.groups(EN, [finding("column-unknown", file="f.xlsx", value="truc")])
    assert [(one.message, one.suggestion) for one in found] == [
        ("The column “truc” is not recognised; it is ignored.", "")
    ]


def test_what_is_noticed_only_in_the_graph_is_told_apart(organisations: Prepared) -> None:
    there = finding("work-there", file="Liste.csv", value="Liste", run="run:1")
    assert organisations.findings
    report = IngestReport(
        run=None, graph=GraphCounts(), file=organisations.file, findings=[*organisations.findings, there]
    )
    assert model.found_there(organisations, report) == [there]
    assert [(one.severity, one.message, one.suggestion) for one in model.groups(FR, [there])] == [
        ("warning", "Un autre fichier du même titre, « Liste », est déjà importé (run:1) : les deux comptent.", "")
    ]


def test_a_difference_says_only_what_changes() -> None:
    counts = GraphCounts(nodes_added=1, edges_added=3)
    assert model.difference(FR, counts, {"a": "b"}) == (
        "Ce que cela change dans le graphe : 1 acteur, innovation ou lieu de plus, 3 liens de plus, "
        "1 acteur reconnu comme un autre."
    )
    assert model.difference(EN, GraphCounts(), {}) == "It changes nothing in the graph: all is there already."


def test_the_last_line_is_plain(organisations: Prepared) -> None:
    done = IngestReport(run="run:1", graph=GraphCounts(nodes_added=2), file=organisations.file, findings=[])
    assert model.last_line(FR, done) == (
        "« Liste.csv » est importé. 2 lignes lues, 2 acceptées, 0 mise de côté. "
        "Ce que cela change dans le graphe : 2 acteurs, innovations ou lieux de plus."
    )
    again = IngestReport(run=None, graph=GraphCounts(), file=organisations.file, findings=[])
    assert model.last_line(FR, again) == "« Liste.csv » est déjà importé, à l'identique : il n'y a rien à faire."


def run(state: str, files: list[str], at: str = "2026-03-01T10:20:00+00:00") -> dict[str, Any]:
    return {"run": f"run:{files[0]}", "at": at, "files": files, "publisher": "Alpha", "state": state,
            "counts": {"rows_read": 3, "rows_set_aside": 1}}  # fmt: skip


def test_past_imports_are_told_with_their_state() -> None:
    runs = [run("partial", ["b.csv"]), run("undone", ["a.csv"])]
    assert model.runs_table(FR, runs).rows == (
        ("b.csv", "Alpha", "1er mars 2026, 10:20", "pas fini", 3, 1, None),
        ("a.csv", "Alpha", "1er mars 2026, 10:20", "annulé", 3, 1, None),
    )
    assert model.run_name(EN, runs[0]) == "b.csv, 1 March 2026"
    assert model.answer(FR, runs) == "1 import est en place, du 1er mars 2026."
    assert model.answer(FR, runs[1:]) == "Rien n'est encore importé. Déposez un tableau, ou partez du modèle."
    assert [one["state"] in model.UNFINISHED for one in runs] == [True, False]


def test_the_territories_to_choose_are_names_that_reading_understands(tmp_path: Path) -> None:
    names = model.places()
    assert {"France", "Bretagne", "Ille-et-Vilaine"} <= set(names)
    assert len(names) == len(set(names)) > 110
    text = "siret;raison sociale;code postal;enseigne\n73282932000074;Alpha;35000;A\n"
    assert read(tmp_path, text, network="Les Essais", covers=" ; ".join(names)).statements


def draft(*facts: tuple[str, str]) -> Draft:
    """A text that proposes that someone carries something, once a fact: its relation and its quote."""
    made = Draft(Document("doc:1", "w", "s", "Récit", kind="text"))
    bare = Proof("p1:0-1", state=State.PROPOSED)
    names = [made.entity(kind, [identifiers.named(kind, "doc.w", "A")], {"name": "A"}, bare)
             for kind in ("Organisation", "Innovation")]  # fmt: skip
    for place, (kind, quote) in enumerate(facts, 2):
        proof = Proof(f"p1:{place}-9", quote, state=State.PROPOSED)
        if kind == "Organisation":
            known = [identifiers.named(kind, "doc.w", "A")]
            made.entity(kind, known, {"name": "A", "employees": place}, proof)
        else:
            made.relation(kind, {"from": names[0], "to": names[1]}, {}, proof)
    return made


def test_the_facts_that_a_text_proposes_are_counted_by_kind_and_bare_names_are_not() -> None:
    made = draft(("CARRIES", "a"), ("CARRIES", "b"), ("ORIGINATED", "c"), ("Organisation", "d"))
    assert model.proposed(FR, made.statements()).rows == (
        ("Est à l'origine de", 1), ("Porte ou a adopté", 2), ("Informations : organisation", 1),
    )  # fmt: skip


def test_a_text_is_called_a_text_and_promises_nothing_of_the_graph(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text("Il pleut sur la plaine.", encoding="utf-8")
    found = prepare(path, Asked(publisher="Alpha"))
    assert model.read(FR, found).startswith("« note.md » est un texte : 1 page lue, ")
    report = IngestReport(run="run:1", graph=GraphCounts(), file=found.file, findings=[])
    assert "Cela ne change rien" not in model.last_line(FR, report)


def test_only_texts_may_be_corrected_by_a_text_and_no_two_are_called_the_same() -> None:
    one, other = (Document(f"doc:{n}abc", f"w{n}", f"s{n}", "Récit", "Alpha", kind="text") for n in "12")
    table = Document("doc:3", "w3", "s3", "Liste")
    assert model.earlier([other, table, one]) == {
        "doc:1abc": "Récit, Alpha (1abc)", "doc:2abc": "Récit, Alpha (2abc)",
    }  # fmt: skip


def test_a_fact_written_down_by_hand_is_called_so_among_the_imports() -> None:
    by_hand = run("live", ["Entretien"]) | {"counts": {"by_hand": 1, "statements": 4}}
    assert model.runs_table(FR, [by_hand]).rows[0][0] == "Saisi à la main : Entretien"
    text = run("live", ["r.pdf"]) | {"counts": {"pages": 3, "proposed": 57, "statements": 90}}
    assert model.runs_table(FR, [text]).rows[0][-1] == 57
