"""`score`: what the readers find in a document, against an invented list of hand-made facts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest import documents
from ingest.extras import nlp
from ingest.facts.records import Context, Fact, KnownName, Named
from ingest.text.pages import Page
from tests.cli.conftest import Essaim
from tests.hand_made import BUS, FEDERATIONS, FUND, NETWORK, PAPER, TEXT, about, fact, hand_made, told, write
from ui.contracts import ScoreAnswer

FOUND = [
    fact("FINANCES", FUND, FEDERATIONS),
    fact("FINANCES", Named("Organisation", "Mairie de Tulle"), FEDERATIONS),
    fact("COVERS", NETWORK, Named("Territory", "Sornay")),
    about(BUS, natures=("invention",), status="inferred"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A list of two facts and of an inferred one, and the document that it is about."""
    (tmp_path / PAPER).write_text(TEXT, encoding="utf-8")
    return write(
        tmp_path,
        hand_made(
            told("fund:aubier", "FUNDS", "grp:feds"),
            told("net:passerelles", "RUNS", "prog:elan"),
            told("inno:bus", "HAS_NATURE", "nature:invention", how="inferred"),
        ),
    )


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[Context]:
    """What an invented reader is told before it finds what it always finds."""
    contexts: list[Context] = []

    def reader(pages: Sequence[Page], context: Context) -> list[Fact]:
        contexts.append(context)
        return FOUND

    monkeypatch.setattr(documents, "READERS", (reader,))
    return contexts


@pytest.mark.usefixtures("given")
def test_a_person_reads_one_line_a_kind_of_fact_then_the_totals(nowhere: Essaim, folder: Path) -> None:
    ran = nowhere("score", folder, folder / PAPER)
    assert (ran.code, [line.split("\t") for line in ran.out.splitlines()]) == (0, [
        ["document", "fait", "statut", "justes", "faux", "manqués", "à choisir", "précision", "rappel", "F1"],
        ["tous", "finance", "dit par le document", "1", "1", "0", "0", "0.50", "1.00", "0.67"],
        ["tous", "conduit", "dit par le document", "0", "0", "1", "0", "", "0.00", ""],
        ["tous", "innovation : natures", "déduit", "1", "0", "0", "0", "1.00", "", ""],
        ["tous", "total", "dit par le document", "1", "1", "1", "0", "0.50", "0.50", "0.50"],
        ["tous", "total", "déduit", "1", "0", "0", "0", "1.00", "", ""],
        [PAPER, "total", "dit par le document", "1", "1", "1", "0", "0.50", "0.50", "0.50"],
        [PAPER, "total", "déduit", "1", "0", "0", "0", "1.00", "", ""],
    ])  # fmt: skip
    assert ran.err.splitlines() == [
        "2 faits justes sur 2 citent au moins la moitié des mots relevés.",
        "Sans avis, le relevé n'en parle pas : COVERS 1.",
    ]
    assert nowhere("--lang", "en", "score", folder, folder / PAPER).out.startswith("document\tfact\tstatus\tright")


@pytest.mark.usefixtures("given")
def test_each_fact_that_is_not_right_is_explained(nowhere: Essaim, folder: Path) -> None:
    told_of = nowhere("score", folder, folder / PAPER, "--explain").out.split("\n\n")[1:]
    assert [one.splitlines() for one in told_of] == [
        [
            f"faux · {PAPER} · finance",
            "    Mairie de Tulle → fédérations départementales [dit par le document]",
            "    « le fonds Aubier finance les fédérations »",
            "    au bon endroit, sous un nom que le relevé n'a pas · e1",
        ],
        [
            f"manqué · {PAPER} · conduit",
            "    Les Passerelles → Programme « Élan » [dit par le document]",
            "    « le fonds Aubier finance les fédérations »",
            "    e2",
        ],
    ]


@pytest.mark.usefixtures("given")
def test_programs_read_the_same_figures(nowhere: Essaim, folder: Path) -> None:
    ran = nowhere("score", folder, folder / PAPER, "--json")
    answer = ScoreAnswer.model_validate_json(ran.out)
    counted = {(one.kind, one.status): (one.right, one.wrong, one.missing, one.recall) for one in answer.lines}
    assert counted == {
        ("FINANCES", "stated"): (1, 1, 0, 1.0),
        ("RUNS", "stated"): (0, 0, 1, 0.0),
        ("Innovation.natures", "inferred"): (1, 0, 0, None),
    }
    assert (answer.names, answer.overlapping, answer.not_judged) == (False, 2, {"COVERS": 1})
    [document] = answer.documents
    assert (document.document, document.lines, document.totals) == (PAPER, answer.lines, answer.totals)
    assert [(one.outcome, one.reason, one.gold) for one in answer.details] == [
        ("wrong", "name", ["e1"]),
        ("missing", "", ["e2"]),
    ]


def test_names_are_known_beforehand_only_where_asked(nowhere: Essaim, folder: Path, given: list[Context]) -> None:
    assert nowhere("score", folder, folder / PAPER).code == 0
    assert nowhere("score", folder, folder / PAPER, "--names").code == 0
    without, known = given
    assert without.names == ()
    assert KnownName("Organisation", "Fonds Aubier", ("Fonds Aubier", "Aubier")) in known.names


@pytest.mark.usefixtures("given")
def test_a_file_is_known_by_its_name_whatever_its_form(nowhere: Essaim, folder: Path) -> None:
    (folder / "passerelles.md").write_text(TEXT, encoding="utf-8")
    assert nowhere("score", folder, folder / "passerelles.md", "--json").json["documents"][0]["document"] == PAPER
    both = nowhere("score", folder, folder / "passerelles.md", folder / PAPER)
    assert (both.code, both.err) == (2, "passerelles.md : deux fichiers sont ce document.\n")


@pytest.mark.usefixtures("given")
@pytest.mark.parametrize(
    ("name", "text", "code", "said"),
    [
        ("autre.txt", TEXT, 2, "autre.txt : le relevé ne parle pas de ce document.\n"),
        (PAPER, "", 3, "passerelles.txt : "),
        ("gold_edges.csv", "a,b\n1,2\n", 3, "gold_edges.csv : il manque source_file, quote, subject, predicate"),
        ("gold_nodes.csv", None, 3, "gold_nodes.csv : fichier ou dossier introuvable.\n"),
    ],
)
def test_what_cannot_be_scored_is_one_sentence(
    name: str, text: str | None, code: int, *, said: str, nowhere: Essaim, folder: Path
) -> None:
    if text is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(text, encoding="utf-8")
    ran = nowhere("score", folder, folder / (name if name.endswith(".txt") else PAPER))
    assert (ran.code, ran.out, said in ran.err, "Traceback" in ran.err) == (code, "", True, False)


def test_a_reader_that_reads_prose_too_is_the_only_one_asked(
    monkeypatch: pytest.MonkeyPatch, nowhere: Essaim, folder: Path, given: list[Context]
) -> None:
    monkeypatch.setattr(nlp, "available", lambda: True)
    monkeypatch.setattr(nlp, "read_with_syntax", lambda pages, context: FOUND[:1])
    ran = nowhere("--lang", "en", "score", folder, folder / PAPER, "--with", "syntax")
    assert (ran.code, ran.out.splitlines()[1].split("\t")[3:5], given) == (0, ["1", "0"], [])


def test_a_reader_that_is_not_there_is_refused_before_anything_is_read(
    monkeypatch: pytest.MonkeyPatch, nowhere: Essaim, folder: Path, given: list[Context]
) -> None:
    monkeypatch.setattr(nlp, "available", lambda: False)
    refused = [nowhere("score", folder, folder / PAPER, "--with", name) for name in ("syntax", "magie")]
    assert [(ran.code, ran.out) for ran in refused] == [(2, ""), (2, "")]
    assert "make setup-nlp" in refused[0].err
    assert "Lecture inconnue : magie. Connues : syntax, model." in refused[1].err
    assert given == []
