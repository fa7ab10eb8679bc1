"""Documents damaged or built to do harm give a text or a finding with a name: in time, in memory, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

import pytest

from ingest.messages import CATALOGUE
from ingest.text.limits import Limits
from ingest.text.messages import DOCUMENTS
from ingest.text.pages import Kind
from ingest.text.reading import read
from tests import papers
from tests.hostile import CASES, watched
from tests.hostile.case import READ
from tests.papers import Paper

linux = pytest.mark.skipif(sys.platform != "linux", reason="what a process touches is heard on Linux only")
SECONDS, MEGABYTES = 30, 953  # a gigabyte as disks are sold
KINDS = get_args(Kind)


@dataclass(frozen=True, slots=True)
class House:
    """A process that reads what it is asked to, in a folder of its own."""

    process: subprocess.Popen[str]
    folder: Path

    def read(self, path: Path, seconds: float) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"path": str(path), "seconds": seconds}) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    command = [sys.executable, watched.__file__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=folder) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield House(process, folder)


def there(*folders: Path) -> dict[str, int]:
    """Every file below these folders, with its size."""
    return {str(file): file.stat().st_size for folder in folders for file in folder.rglob("*")}


def beyond_limits(answer: dict[str, Any]) -> dict[str, Any]:
    most = {"seconds": SECONDS, "megabytes": MEGABYTES}
    return {name: answer[name] for name, limit in most.items() if answer[name] >= limit}


def touched(answer: dict[str, Any], path: Path) -> set[str]:
    """What was opened, asked or started but for the document itself and its parser."""
    own = {f"open {path}", f"open {Path('/dev/null')}", "subprocess.Popen", "os.kill"}
    return set(answer["reader"]) - own


@linux
@pytest.mark.parametrize("name", CASES)
def test_a_hostile_document_gives_a_text_or_a_reason_and_nothing_else(house: House, tmp_path: Path, name: str) -> None:
    case = CASES[name]
    path = case.build(tmp_path)
    before = there(tmp_path, house.folder)
    answer = house.read(path, case.seconds)
    outcome, reasons = answer["outcome"], [code for code, severity, *_ in answer["findings"] if severity == "error"]
    assert outcome in ({case.expected} if case.expected != READ else {*KINDS, *CATALOGUE})
    assert (answer["pages"] > 0, reasons) == ((True, []) if outcome in KINDS else (False, [outcome]))
    assert answer["whole"]
    assert [french for french, english in said(answer) if french[-1] not in ".:" or "{" in french] == []
    assert [french for french, english in said(answer) if french == english] == []
    assert beyond_limits(answer) == {}
    assert touched(answer, path) == set()
    assert answer["parser"] in ([], [f"open {path}", "may open 0"]), "the parser opens the file, then nothing any more"
    assert there(tmp_path, house.folder) == before


def said(answer: dict[str, Any]) -> list[tuple[str, str]]:
    return [(french, english) for *_, french, english in answer["findings"]]


def test_the_hostile_documents_are_many_different_and_of_every_format(tmp_path: Path) -> None:
    seen = {}
    for case in CASES.values():
        path = case.build(tmp_path)
        seen[path.suffix, sha256(path.read_bytes()).digest()] = case
        path.unlink()
    formats = Counter(case.suffix for case in seen.values())
    assert (len(seen), len(seen) >= 300) == (len(CASES), True)
    assert {kind: formats[kind] >= 25 for kind in KINDS} == dict.fromkeys(KINDS, True)
    told = {code for code, message in DOCUMENTS.items() if message[0] == "error"}
    assert told <= {case.expected for case in seen.values()}


def test_what_cannot_be_read_at_all_is_refused_by_its_name(tmp_path: Path) -> None:
    locked = Paper(tmp_path / "a.pdf", "secret").column(50, 700, ["Le réseau a été créé."]).page().done()
    pictures = Paper(tmp_path / "b.pdf").page().page().done()
    told = {path.name: [found.code for found in read(path).findings] for path in (locked, pictures, tmp_path / "c.pdf")}
    assert told == {"a.pdf": ["pdf-encrypted"], "b.pdf": ["pdf-no-text"], "c.pdf": ["file-missing"]}
    assert [found.code for found in read(tmp_path).findings] == ["file-missing"], "a folder is no document"


def test_a_document_that_takes_too_long_says_so(tmp_path: Path) -> None:
    text = read(papers.written(tmp_path / "a.txt", "Le réseau dure."), Limits(seconds=0.0))
    assert [(found.code, found.message.fr) for found in text.findings] == [
        ("document-slow", "Le document n'a pas pu être lu en 0 secondes.")
    ]


def test_a_page_that_is_a_picture_among_others_is_named(tmp_path: Path) -> None:
    file = Paper(tmp_path / "a.pdf").column(50, 700, ["Le réseau dure."]).page().page().done()
    text = read(file)
    assert [page.text for page in text.pages] == ["Le réseau dure.", ""]
    assert [(found.code, found.message.fr) for found in text.findings] == [
        ("pages-without-text", "1 page(s) sur 2 n'ont pas de texte, dont la page 2.")
    ]


def test_a_document_of_nothing_but_what_repeats_says_what_it_repeats(tmp_path: Path) -> None:
    text = read(papers.written(tmp_path / "a.txt", "Le réseau dure.\f" * 3 + "Le réseau dure."))
    assert [page.text for page in text.pages] == ["Le réseau dure."] * 4


@pytest.mark.parametrize("letters", ["\u200b\u2060", "\u200b\f\u2060"])
def test_a_document_of_letters_that_nobody_sees_holds_no_text(tmp_path: Path, letters: str) -> None:
    text = read(papers.written(tmp_path / "a.md", letters))
    assert (text.kind, [found.code for found in text.findings]) == (None, ["document-no-text"])


@linux
def test_what_a_reader_touches_is_heard(house: House, tmp_path: Path) -> None:
    path = papers.written(tmp_path / "a.txt", "Le réseau dure.")
    answer = house.read(path, 25.0)
    assert answer["parser"] == [f"open {path}", "may open 0"]
    assert {f"open {path}", "subprocess.Popen"} <= set(answer["reader"])
