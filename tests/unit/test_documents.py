"""One file or one folder is one document: what it is called, what makes it another, and what is left of a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphmodel.errors import FileRefused
from ingest.pipeline import Asked, prepare
from tests.tables import codes, csv_file, links

GRANT = {"financeur": "Ville", "bénéficiaire": "Comité local", "montant": "1000"}
FUNDING = "financeur;bénéficiaire;montant\nVille;Comité local;1000\n"


def work(path: Path, **asked: str) -> str:
    return prepare(path, Asked(**asked)).document.work  # type: ignore[arg-type]


@pytest.mark.parametrize("asked", [{}, {"publisher": "Ville", "title": "Subventions"}])
def test_two_files_are_two_works_whatever_their_titles(tmp_path: Path, asked: dict[str, str]) -> None:
    for year in ("2021", "2022"):
        (tmp_path / year).mkdir()
        csv_file(tmp_path / year / "financements.csv", [GRANT, {"financeur": year, "bénéficiaire": "B"}])
    works = [work(tmp_path / year / "financements.csv", **asked) for year in ("2021", "2022")]
    assert works[0] != works[1]


def test_a_correction_takes_the_work_of_what_it_corrects(tmp_path: Path) -> None:
    read = prepare(csv_file(tmp_path / "financements.csv", [GRANT]), Asked(replaces="doc:1", work="le premier"))
    assert (read.document.work, read.document.replaces) == ("le premier", "doc:1")
    assert links(read, "FINANCES")[0]["from"] == "name:organisation/doc.le-premier/ville"


def test_a_text_file_is_fictional_when_a_person_says_so(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "financements.csv", [GRANT])
    assert [prepare(path, Asked(fictional=said)).document.fictional for said in (False, True)] == [False, True]


def test_a_folder_names_each_file_that_it_leaves(tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    (folder / "FINANCEMENTS.CSV").write_text(FUNDING, encoding="utf-8")
    (folder / "essaimages.tsv").write_text("innovation\tde\tvers\nI\tA\tB\n", encoding="utf-8")
    (folder / "vide.csv").write_bytes(b"")
    for name in ("notes.docx", "annexe.xlsx", ".cache"):
        (folder / name).write_bytes(b"x")
    read = prepare(folder)
    assert [one.kind for one in read.file.tables] == ["funding", "spreads"]
    told = [(one.code, one.value) for one in read.findings if one.code.startswith("file-")]
    assert told == [("file-left", "annexe.xlsx"), ("file-left", "notes.docx"), ("file-aside", "vide.csv")]
    assert read.choice, "one of its tables could not be read: that is no complete import"


def test_a_folder_without_any_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vide.csv").write_bytes(b"")
    with pytest.raises(FileRefused) as refusal:
        prepare(tmp_path)
    (tmp_path / "vide.csv").unlink()
    with pytest.raises(FileRefused) as nothing:
        prepare(tmp_path)
    assert (refusal.value.code, nothing.value.code) == ("empty", "file-missing")


def test_the_document_is_said_once(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "document.csv", [{"titre": "A", "éditeur": "E"}, {"titre": "B", "éditeur": "E"}])
    read = prepare(path)
    (table,) = read.file.tables
    assert (read.document.title, table.rows_read, table.rows_set_aside) == ("A", 2, 1)
    assert codes(read) == ["about-once"]
