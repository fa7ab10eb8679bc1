"""A monograph as a Word document: titles, a list, a table. Equal sources give equal bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from tools.monographs.source import Block, cells

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DATE = (2024, 1, 1, 0, 0, 0)
_SIZES = {"title": 40, "section": 26, "heading": 22}  # half-points
_PARTS = {"document.main": "document", "styles": "styles", "numbering": "numbering"}


def word(path: Path, blocks: Iterable[Block]) -> Path:
    """Write the .docx."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _parts("".join(_body(blocks))).items():
            member = zipfile.ZipInfo(name, _DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + content)
    return path


def _body(blocks: Iterable[Block]) -> Iterator[str]:
    rows: list[str] = []
    for block in [*blocks, Block("words", "")]:
        if block.kind == "row":
            rows.append("".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in cells(block.text)))
            continue
        if rows:
            grid = f"<w:tblGrid>{'<w:gridCol/>' * rows[0].count('<w:tc>')}</w:tblGrid>"
            yield f"<w:tbl><w:tblPr>{_BORDERS}</w:tblPr>{grid}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
            rows = []
        if block.text:
            yield _paragraph(block.text, block.kind)


def _paragraph(text: str, kind: str = "words") -> str:
    properties = f'<w:pStyle w:val="{kind}"/>' if kind in _SIZES else ""
    if kind == "item":
        properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    words = f'<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{words}</w:p>"


_BORDERS = "<w:tblBorders>{}</w:tblBorders>".format(
    "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
)


def _parts(body: str) -> dict[str, str]:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="heading {rank}"/>'
        f'<w:pPr><w:spacing w:before="240" w:after="60"/><w:outlineLvl w:val="{rank - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for rank, (name, size) in enumerate(_SIZES.items(), 1)
    )
    bullet = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="•"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    types = "".join(
        f'<Override PartName="/word/{file}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for kind, file in _PARTS.items()
    )
    links = "".join(
        f'<Relationship Id="r{file}" Type="{_OFFICE}/{file}" Target="{file}.xml"/>' for file in ("styles", "numbering")
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_MAIN}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{_MAIN}">{styles}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{_MAIN}">{bullet}</w:numbering>',
    }
