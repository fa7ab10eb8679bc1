"""The words of a marked-up document, in the order in which a person sees them, and only those that a person sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphmodel.errors import FileRefused
from ingest.text.office import docx, odt
from ingest.text.web import html
from tests import papers

MOST = 10_000
OPEN, CLOSE = '<w:r><w:t xml:space="preserve">', "</w:t></w:r>"  # written { and } below


def word(path: Path, body: str) -> str:
    document = f'<w:document xmlns:w="{papers.WORD}" xmlns:mc="m"><w:body>{body}</w:body></w:document>'
    return docx(papers.zipped(path / "a.docx", {"word/document.xml": document}).read_bytes(), MOST).text


def open_document(path: Path, body: str) -> str:
    spaces = " ".join(f'xmlns:{name}="{name}"' for name in ("office", "text", "table", "draw"))
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    parts = {"mimetype": papers.ODT_TYPE, "META-INF/manifest.xml": "<m/>", "content.xml": content}
    return odt(papers.zipped(path / "a.odt", parts).read_bytes(), MOST).text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{Le }{réseau}", "Le réseau"),
        ("{a}<w:br/>{b}<w:tab/>{c}", "a\nb\tc"),
        ("{porte}<w:noBreakHyphen/>{parole}", "porte‑parole"),
        ("{gardé}<w:del>{ôté}</w:del><w:ins>{ajouté}</w:ins>", "gardéajouté"),
        ("<w:moveFrom>{ici}</w:moveFrom><w:moveTo>{là}</w:moveTo>", "là"),
        ("<mc:AlternateContent><mc:Choice>{a}</mc:Choice><mc:Fallback>{a}</mc:Fallback></mc:AlternateContent>", "a"),
        ("<w:pPr><w:numPr/><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>{a}", "- a"),
        ("<w:pPr><w:numPr/></w:pPr></w:p><w:p>{pas un item}", "pas un item"),
    ],
)
def test_a_word_document_says_what_its_reader_sees(tmp_path: Path, body: str, text: str) -> None:
    runs = body.replace("{", OPEN).replace("}", CLOSE)
    assert word(tmp_path, f"<w:p>{runs}</w:p>") == text


def test_a_word_document_whose_part_has_another_number_is_read(tmp_path: Path) -> None:
    file = papers.zipped(tmp_path / "a.docx", {"word/document2.xml": papers.word_xml(["Le réseau"])})
    assert docx(file.read_bytes(), MOST).text == "Le réseau"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<text:h>Titre</text:h>\n <text:p>a\n   b</text:p>", "Titre\n\na b"),
        ('<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d</text:p>', "a   b\tc\nd"),
        ("<text:p>a<text:note>bas de page</text:note> b</text:p>", "a b"),
        ("<text:p>a<office:annotation><text:p>non</text:p></office:annotation> b</text:p>", "a b"),
        ("<text:tracked-changes><text:p>ôté</text:p></text:tracked-changes><text:p>a</text:p>", "a"),
        (
            "<table:table><table:table-cell><text:p>a</text:p></table:table-cell><text:p>b</text:p></table:table>",
            "a\n\nb",
        ),
        (
            "<text:list><text:list-item><text:p/></text:list-item><text:list-item><text:p>a</text:p><text:p>b</text:p>"
            "</text:list-item><text:list-item><text:p>c</text:p></text:list-item></text:list><text:p>d</text:p>",
            "- a\n\nb\n\n- c\n\nd",
        ),
    ],
)
def test_an_opendocument_says_what_its_reader_sees(tmp_path: Path, body: str, text: str) -> None:
    assert open_document(tmp_path, body) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Le <b>réseau</b>\n  des <i>familles</i>.</p>", "Le réseau des familles."),
        ("<ul><li>a<li>b</ul><p>c", "- a\n- b\n\nc"),
        ("<ul><li></li></ul><p>a</p>", "a"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\nb"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\n\nb"),
        ("<head><title>t</title><body>a<br>b &amp; &eacute;&#8217;", "a\nb & é’"),
        ("a<script>x = '<p>b</p>'</script><style>c</style><template>d</template><svg><text>e</text></svg>f", "af"),
        ("<!-- a --><?c?>d", "d"),
        ("</p></div>a", "a"),
        ("<![if !supportLists]>a<![endif]>b", "ab"),
        ("a<![quoi]>b", "ab"),
        (f"a&#{'9' * 9_000};b&#x{'f' * 9};c&#233;", "a\ufffdb\ufffdcé"),
    ],
)
def test_a_web_page_says_what_its_reader_sees(source: str, text: str) -> None:
    assert html(source, MOST).text == text


def test_words_beyond_the_limit_are_refused() -> None:
    with pytest.raises(FileRefused) as refusal:
        html("mot " * MOST, MOST)
    assert refusal.value.sentence.fr == "Le document a plus de 10000 caractères. Découpez-le en plusieurs fichiers."
