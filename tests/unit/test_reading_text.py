"""A document gives its own sentences, whatever its format and its layout, and nothing that only its layout added."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from graphmodel.errors import EssaimError
from graphmodel.progress import CountingProgress
from ingest.text.cleaning import RawPage, clean
from ingest.text.limits import Limits
from ingest.text.pages import Page
from ingest.text.reading import read
from ingest.text.sentences import sentences
from tests import papers
from tests.papers import Paper

LEFT = [
    "Les têtes de réseau jouent un rôle pri-",
    "mordial d'appui à l'innovation. Les asso-",
    "ciations, ont-elles dit, en sont les pre-",
    "mières actrices : l'innovation sociale naît",
    "près du terrain. Fondé à Rennes par M.",
    "Dupont, le réseau existe en Rhône-",
    "Alpes depuis 2018. Qu'en pensent-",
    "elles ?",
]
RIGHT = [
    "Une réﬂexion a été menée au sein de la",
    "Fédération nationale, avec l'aide de ses",
    "partenaires socio-économiques, de 2018-",
    "2019 à nos jours (cf. p. 12 du guide). Le",
    "diagnostic est socio-",
    "économique : 3 500 personnes aidées,",
    "etc. « Le mot d'ordre ? Agir ! » Au-",
    "delà, rien n'est ﬁni.",
]
SENTENCES = [
    "Les têtes de réseau jouent un rôle primordial d'appui à l'innovation.",
    "Les associations, ont-elles dit, en sont les premières actrices : l'innovation sociale naît près du terrain.",
    "Fondé à Rennes par M. Dupont, le réseau existe en Rhône-Alpes depuis 2018.",
    "Qu'en pensent-elles ?",
    "Une réflexion a été menée au sein de la Fédération nationale, avec l'aide de ses partenaires socio-économiques, "
    "de 2018-2019 à nos jours (cf. p. 12 du guide).",
    "Le diagnostic est socio-économique : 3 500 personnes aidées, etc.",
    "« Le mot d'ordre ?",
    "Agir ! »",
    "Au-delà, rien n'est fini.",
]
WORDS = "Un deux trois quatre cinq six sept huit neuf dix onze douze".title().split()
BLOCKS = [
    "Les réseaux en tête",
    "Le réseau a été créé en 1943. Il agit dans 35 départements & 10 régions.",
    "- accueil des familles",
    "- entraide",
    "Cœur de métier : « l'écoute » <des autres>.",
]


def said(page: Page) -> list[str]:
    return [page.text[start:end] for start, end in sentences(page)]


def texts(path: Path) -> list[str]:
    return [page.text for page in read(path).pages]


def test_two_columns_with_broken_words_and_ligatures_give_their_sentences(tmp_path: Path) -> None:
    file = Paper(tmp_path / "a.pdf").column(50, 700, LEFT).column(320, 700, RIGHT).page().done()
    assert [said(page) for page in read(file).pages] == [SENTENCES]


def test_the_same_words_give_the_same_text_in_every_format(tmp_path: Path) -> None:
    marked = [
        "# " + BLOCKS[0],
        BLOCKS[1].replace("1943", "**1943**"),
        "* accueil des *familles*\n* entraide",
        BLOCKS[4],
    ]
    files = [
        papers.docx(tmp_path / "a.docx", BLOCKS),
        papers.odt(tmp_path / "a.odt", BLOCKS),
        papers.html(tmp_path / "a.html", BLOCKS),
        papers.html(tmp_path / "a.htm", BLOCKS),
        papers.written(tmp_path / "a.md", "\n\n".join(marked)),
        papers.written(
            tmp_path / "a.txt", "\r\n\r\n".join(BLOCKS).replace("familles\r\n", "familles").encode("cp1252")
        ),
    ]
    whole = "\n\n".join(BLOCKS).replace("familles\n\n", "familles\n")
    assert {file.name: texts(file) for file in files} == {file.name: [whole] for file in files}
    assert [read(file).kind for file in files] == ["docx", "odt", "html", "html", "md", "txt"]


def test_headers_footers_page_numbers_and_margins_are_in_the_raw_text_only(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    for number in range(1, 5):
        paper.column(50, 800, ["Les réseaux en tête"]).margin("Livret du parcours")
        paper.column(80, 700, [f"{WORDS[number]} est dit ici.", "Il compte."]).column(300, 30, [f"{number} / 4"]).page()
    pages = read(paper.done()).pages
    assert [page.number for page in pages] == [1, 2, 3, 4]
    assert [page.text for page in pages] == [f"{WORDS[number]} est dit ici.\nIl compte." for number in range(1, 5)]
    assert all(left in pages[2].raw for left in ("Les réseaux en tête", "Livret du parcours", "3 / 4"))


def test_a_title_that_comes_back_now_and_then_is_no_header(tmp_path: Path) -> None:
    parts = [
        f"{'Cycles' if number % 4 == 0 else f'Chapitre {number * 7}'}\n{word}." for number, word in enumerate(WORDS)
    ]
    pages = read(papers.written(tmp_path / "a.txt", "\f".join(parts))).pages
    assert [(page.number, page.text) for page in pages] == list(enumerate(parts, 1))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Dans le 3^{ème} cycle, $\\approx 1\\,945$ et $1^{er}$ rang", "Dans le 3ème cycle, ≈ 1 945 et 1er rang"),
        ("72** fédérations et **10** régions", "72 fédérations et 10 régions"),
        ("Il paie 5 $ puis 6 $ de plus", "Il paie 5 $ puis 6 $ de plus"),
        ("## Titre\nUn _texte_ du [guide](https://exemple.fr), `ici`.", "Titre\n\nUn texte du guide, ici."),
        ("Monographie n° 1\n# Les Bois\nOUVRIR DES LIEUX", "Monographie n° 1\n\nLes Bois\n\nOUVRIR DES LIEUX"),
        ("l’ac\u00adcueil d’Emmau\u0308s\u200b à 5\u00a0M€", "l'accueil d'Emmaüs à 5 M€"),
        ("dans ses \n\ndifférents buts,\n\nc'est mieux", "dans ses différents buts, c'est mieux"),
        ("un « faire-réseau »\naide à agir", "un « faire-réseau » aide à agir"),
        (
            "La régie est née à Foix\nL'Atelier s'y joint. L'associa-\ntion du lieu, on est las\nd'y aller.",
            "La régie est née à Foix L'Atelier s'y joint. L'association du lieu, on est las d'y aller.",
        ),
        ("la Fédération des Bois –\nMayenne suit", "la Fédération des Bois – Mayenne suit"),
        ("Un titre\n*Une ligne penchée*\n* un point *", "Un titre\nUne ligne penchée\n- un point *"),
        ("LE PLAIDOYER\n\nregroupe tout.", "LE PLAIDOYER\n\nregroupe tout."),
        ("LE RÔLE DES TÊTES DE\n\nRÉSEAU\n\nL'INGÉNIERIE", "LE RÔLE DES TÊTES DE RÉSEAU\n\nL'INGÉNIERIE"),
        ("Il faut :\n- agir\n- penser", "Il faut :\n- agir\n- penser"),
        ("Il a un but :\naider.\n\nEnjeux :\n\nagir", "Il a un but : aider.\n\nEnjeux :\n\nagir"),
        ("Le\nM\na\nrg\ne\n d\ne\ns\n l\nig\nn\nes\n texte suit", "texte suit"),
        ("Oui\nNon\nOui\nNon\nOui\nNon\nOui\nNon\nOui\nNon", "Oui\nNon\nOui\nNon\nOui\nNon\nOui\nNon\nOui\nNon"),
        ("X\n" * 12 + "Fin", "X\n" * 12 + "Fin"),
    ],
)
def test_what_only_a_layout_or_a_markup_added_is_gone(raw: str, expected: str) -> None:
    assert [page.text for page in clean([RawPage(None, raw)], "txt")] == [expected]


@pytest.mark.parametrize(
    ("elsewhere", "broken", "whole"),
    [
        ("", "l'inno-\nvation", "l'innovation"),
        ("", "dif-\n\nférents", "différents"),
        ("", "gou-\nver-\nne\u00ad\nment", "gouvernement"),
        ("porte-parole", "porte-\nparole", "porte-parole"),
        ("mot clé, mots-clés", "mots-\nclés", "mots-clés"),
        ("le partage", "par-\ntage", "partage"),
        ("économie", "socio-\néconomie", "socio-économie"),
        ("", "ex-\npérience", "expérience"),
        ("", "celui-\nci", "celui-ci"),
        ("", "mer-\nci", "merci"),
        ("", "a-\nt-il", "a-t-il"),
        ("", "c'est-à-\ndire", "c'est-à-dire"),
        ("", "vis-\nà-vis", "vis-à-vis"),
        ("", "Loire-\nAtlantique", "Loire-Atlantique"),
        ("", "L'INNO-\nVATION", "L'INNOVATION"),
        ("", "ac\u00ad\ncueil", "accueil"),
        ("", "2018-\n2019", "2018-2019"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_stays_only_if_the_word_has_one(elsewhere: str, broken: str, whole: str) -> None:
    pages = [RawPage(1, f"Il dit {broken} ici."), RawPage(2, f"Et {elsewhere}.")]
    assert [page.text for page in clean(pages, "pdf")] == [f"Il dit {whole} ici.", f"Et {elsewhere}."]


def test_every_hyphen_at_the_end_of_a_line_of_a_real_booklet_is_settled(shared: Path) -> None:
    file = next(shared.glob("seeds/001_*.txt"))
    (page,) = read(file).pages
    assert page.number is None
    broken = [page.clean_span(*match.span()) for match in re.finditer(r"[^\W\d_]+-\s*\n\s*[^\W\d_]+", page.raw)]
    whole = [page.text[start:end] for start, end in broken]
    assert len(whole) > 100
    assert [word for word in whole if not word.isalpha()] == ["ont-elles"]


def long_paper(path: Path, pages: int) -> Path:
    paper = Paper(path / "a.pdf")
    for number in range(pages):
        paper.column(50, 700, [f"Le texte {number} est dit ici, et il com-", "mence une autre ligne."] * 20).page()
    return paper.done()


class Impatient(CountingProgress):
    """Gives up as soon as it was told of so many pages, and remembers when."""

    def __init__(self, pages: int) -> None:
        super().__init__()
        self.pages, self.since = pages, 0.0

    def cancelled(self) -> bool:
        if self.done >= self.pages and not self.since:
            self.since = time.monotonic()
        return self.since > 0


def test_a_pdf_is_told_page_by_page_first_read_then_clean(tmp_path: Path) -> None:
    told = CountingProgress()
    assert len(read(long_paper(tmp_path, 40), progress=told).pages) == 40
    assert (told.totals, told.done, told.finished) == ([40, 40], 80, 2)
    assert [label.fr for label in told.labels] == ["Lecture du document", "Mise au propre du texte"]


@pytest.mark.parametrize("pages", [5, 250, 300, 450])
def test_a_document_that_nobody_wants_any_more_is_left_within_a_second(tmp_path: Path, pages: int) -> None:
    progress = Impatient(pages)
    with pytest.raises(EssaimError) as stopped:
        read(long_paper(tmp_path, 300), Limits(), progress)
    assert (stopped.value.code, stopped.value.sentence.fr) == ("cancelled", "Interrompu à votre demande.")
    assert (time.monotonic() - progress.since < 1, progress.finished) == (True, len(progress.totals))


def test_a_single_page_that_is_long_to_clean_is_left_within_a_second(tmp_path: Path) -> None:
    progress = Impatient(1)
    with pytest.raises(EssaimError, match="Interrompu"):
        read(papers.written(tmp_path / "a.txt", "a\n" * 1_400_000), Limits(), progress)
    assert (progress.done, time.monotonic() - progress.since < 1) == (1, True)
