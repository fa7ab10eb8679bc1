"""Where prose stands in a document: which lines are sentences, and what the headings above them speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphmodel.names import fold
from graphmodel.schema.vocabulary import Function, Stage
from ingest.prose.mentions import Mention
from ingest.text.pages import Page, Span
from ingest.text.sentences import lines, paragraphs, sentences

_ENDS = re.compile(r"(?:[.!?…:;]|[.!?…] ?[»”\")\]])\s*\d{0,2}\Z")
_BULLET = re.compile(r"\s*(?:[-–—•*▪►✓➢]|o )\s*")
_LIKE_A_BOOK = re.compile(
    r"https?://|www\.|\bEd°|\b[ÉEe]d(?:itions?|s)?\. |\bISBN\b|\bn°\s?\d+,|^\d+ ?- ?(?:Cf|cf|Voir)\b|\bpp?\. ?\d"
    r"|^(?:Source|Sources|Crédits?|Photos?|Figure|Tableau|Illustration|Légende|Graphique|Carte|©)\b[^.]*[:©\d]"
    r"|(?:[ÉE]tude|Guide(?: pratique)?|Rapport|Outil|Livre blanc|Panorama|Tribune|Revue)\b[^.]*,[^.]*(?:19|"
    r"20)\d\d ?\.?$"
    r"|[.!?»] [^.]*, (?:19|20)\d\d ?\.?$"
)
_FEWEST_WORDS = 2
_HEADING = 90  # characters

_FUNCTIONS: dict[str, Function] = {
    "plaidoyer": Function.ADVOCACY, "fonction operateur": Function.OPERATOR, "operateur": Function.OPERATOR,
    "accompagnement personnalise": Function.PERSONAL_SUPPORT, "mise en reseau": Function.NETWORKING,
    "mise en reseau et animation": Function.NETWORKING, "animation": Function.NETWORKING,
    "ingenierie": Function.ENGINEERING, "pilotage de projets": Function.PROJECT_STEERING,
}  # fmt: skip
_STAGES: dict[str, Stage] = {
    "emergence": Stage.EMERGENCE, "susciter l innovation": Stage.EMERGENCE, "experimentation": Stage.EXPERIMENTATION,
    "experimenter": Stage.EXPERIMENTATION, "modelisation": Stage.MODELLING, "modeliser": Stage.MODELLING,
    "diffusion essaimage": Stage.SPREAD, "diffuser et essaimer": Stage.SPREAD, "essaimer": Stage.SPREAD,
    "essaimage": Stage.SPREAD, "deployer a grande echelle": Stage.LARGE_SCALE,
    "deploiement a grande echelle": Stage.LARGE_SCALE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """What the headings say of the lines below them: a function, a stage, and the last heading itself."""

    function: Function | None = None
    stage: Stage | None = None
    title: Span | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of prose. `paragraph` and `line` number the one that it stands in, from 0."""

    start: int
    end: int
    paragraph: int
    line: int
    section: Section


def prose(page: Page) -> Iterator[Sentence]:
    """The sentences of a page that may say something: no heading, caption, table, footnote or reference."""
    cuts = sentences(page)
    blocks = paragraphs(page)
    section, rank, block = Section(), 0, 0
    for number, (start, end) in enumerate(lines(page)):
        while block + 1 < len(blocks) and blocks[block + 1][0] <= start:
            block += 1
        while rank < len(cuts) and cuts[rank][0] < start:
            rank += 1
        text = page.text[start:end]
        if is_heading(text):
            section = _below(section, text, (start, end))
        for first, stop in _inside(cuts, rank, end):
            cut = _glued(page, first, stop) if first == start else 0
            if cut:
                section = _below(section, page.text[first:cut].rstrip(), (first, cut - 1))
            begin = cut or first
            if is_prose(page.text[begin:stop], text):
                yield Sentence(begin, stop, block, number, section)


# A title that the layout sets right above its text: the line below it begins a sentence with one of these words.
_OPENS = re.compile(
    r"(?:L['’]|D['’]|(?:Les?|La|Une?|En|De|Depuis|Dès|Dans|Ces?|Cet|Cette|Ils?|Elles?|Nous|Tout|Toute|Tous|Toutes|Pour|"
    r"Avec|Chez|Aux?|À|Selon|Après|Avant|Chaque|Notre|Nos|On|Si|Deux|Trois|Plusieurs|Imaginée?|Créée?|Née?|Lancée?)[ ])"
)
_STATES = re.compile(
    r"(?<!\bqui )(?<!\bque )(?<!\boù )(?<!\bs['’])\b(?:a|ont|est|sont|était|étaient|sera|seront|fut|avait|(?!\w*ment\b)"
    r"\w{3,}(?:ent|ait|aient))\b"
)
_GOES_ON = re.compile(
    r"(?:[,;:.!?…)»]|\b(?:de|du|des|d['’]|l['’]|la|le|les|un|une|à|au|aux|et|ou|par|pour|avec|chez|dans|en|sur|sous|vers|entre|"
    r"depuis|que|qui|dont|où|est|a|ont|sont|[\wé]+(?:ent|ient|[éi]|[^s]e))) ?\Z"
)
_TITLE, _SHOUTED = 70, 20  # characters


def _glued(page: Page, start: int, stop: int) -> int:
    """Where the sentence itself begins, when the first line of the layout is a title that nothing sets apart from it;
    0 when it is not one. A title states nothing, ends without a stop, and a capital opens the line below it."""
    first, last = page.raw_span(start, stop)
    end = page.raw.find("\n", first, last)
    if end < 0:
        return 0
    cut = page.clean_span(end + 1, last)[0]
    title = page.text[start:cut]
    fits = len(title) <= _TITLE and len(title.split()) > 1 and not _BULLET.match(title)
    if not fits or _GOES_ON.search(title.rstrip()) or _STATES.search(title):
        return 0
    return cut if _OPENS.match(page.text, cut, stop) and not page.text[cut : cut + _SHOUTED].isupper() else 0


def _inside(cuts: Sequence[Span], rank: int, end: int) -> Iterator[Span]:
    while rank < len(cuts) and cuts[rank][1] <= end:
        yield cuts[rank]
        rank += 1


def is_heading(line: str) -> bool:
    """Whether a line is a title: short, and without the stop of a sentence."""
    return len(line) <= _HEADING and not _ENDS.search(line) and not _BULLET.match(line)


def is_prose(sentence: str, line: str) -> bool:
    """Whether a sentence states something in words."""
    letters = [letter for letter in sentence if letter.isalpha()]
    if len(sentence.split()) < _FEWEST_WORDS or sum(map(str.isupper, letters)) * 2 > len(letters):
        return False
    if 2 * sum(map(str.isdigit, sentence)) > len(letters) or _LIKE_A_BOOK.search(sentence):
        return False
    return not is_heading(line)


def _below(section: Section, title: str, span: Span) -> Section:
    name = re.sub(r"^(?:l|la|le|les) ", "", fold(title))
    function, stage = _FUNCTIONS.get(name), _STAGES.get(name)
    if function:
        return Section(function, section.stage, span)
    if stage:
        return Section(None, stage, span)
    return Section(None, section.stage, span)


_FUNCTION = re.compile(
    r"\b(?:(?P<advocacy>plaidoyer)|(?P<operator>fonction (?:d['’])?opérateur)|"
    r"(?P<personal_support>accompagnement personnalisé)"
    r"|(?P<networking>mise en réseau(?:(?: et| ?/) (?:l['’])?animation)?|animation(?= ?[,.;]| du réseau))|"
    r"(?P<engineering>ingénierie)"
    r"|(?P<project_steering>pilotage de projets?))\b",
    re.IGNORECASE,
)


def functions(text: str, start: int, end: int) -> Iterator[Mention]:
    """The six functions of a head of network, where a sentence names them."""
    for match in _FUNCTION.finditer(text, start, end):
        yield Mention(match.start(), match.end(), "F", str(match.lastgroup), rank=3)
