"""The parts of a Word package that are the same for every official document."""

from __future__ import annotations

from typing import Final

from parindex.foundation.writers import decree

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FONT = decree.FONT
_FONTS = f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>'


def _xml(text: str) -> bytes:
    return (_DECLARATION + text).encode()


CONTENT_TYPES: Final = _xml(
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("numbering", "numbering"),
            ("settings", "settings"),
            ("footnotes", "footnotes"),
            ("header1", "header"),
            ("header2", "header"),
        )
    )
    + '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)

ROOT_RELATIONS: Final = _xml(
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/>'
    "</Relationships>"
)

PAGE_HEADER: Final = "rId5"
FIRST_HEADER: Final = "rId6"
DOCUMENT_RELATIONS: Final = _xml(
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}.xml"/>'
        for number, kind, target in (
            (1, "styles", "styles"),
            (2, "numbering", "numbering"),
            (3, "settings", "settings"),
            (4, "footnotes", "footnotes"),
            (5, "header", "header1"),
            (6, "header", "header2"),
        )
    )
    + "</Relationships>"
)

# No author and no clock: the same content gives the same bytes.
CORE: Final = _xml(
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<dcterms:created xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:created>'
    "</cp:coreProperties>"
)

SETTINGS: Final = _xml(
    f'<w:settings xmlns:w="{WORD}"><w:footnotePr>'
    '<w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="vi-VN"/></w:settings>'
)

NUMBERING: Final = _xml(
    f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">'
    '<w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="-"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="142" w:hanging="142"/></w:pPr>'
    f"<w:rPr>{_FONTS}</w:rPr></w:lvl></w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)

FIRST_PAGE: Final = _xml(
    f'<w:hdr xmlns:w="{WORD}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>'
)
LATER_PAGES: Final = _xml(
    f'<w:hdr xmlns:w="{WORD}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
)


def _style(name: str, *, paragraph: str = "", run: str = "", title: str = "", based: str = "Normal") -> str:
    """One paragraph style."""
    default = ' w:default="1"' if name == "Normal" else ""
    basis = "" if name == "Normal" else f'<w:basedOn w:val="{based}"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{title or name}"/>{basis}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _size(points: int) -> str:
    return f'<w:sz w:val="{points * 2}"/><w:szCs w:val="{points * 2}"/>'


_INDENT = f'<w:ind w:firstLine="{round(decree.FIRST_LINE_MM * 56.6929)}"/>'
_GAP = f'<w:spacing w:before="0" w:after="{decree.PARAGRAPH_GAP_PT * 20}"/>'
_CENTRED = '<w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/>'
_KEEP = "<w:keepNext/>"

STYLES: Final = _xml(
    f'<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}'
    f'{_size(decree.BODY_SIZE)}<w:lang w:val="vi-VN" w:eastAsia="vi-VN"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
    + _style("Normal", paragraph='<w:spacing w:before="0" w:after="0"/>')
    + _style("Body", title="Body Text", paragraph=_GAP + _INDENT + '<w:jc w:val="both"/>')
    + _style("Basis", based="Body", run="<w:i/><w:iCs/>")
    + _style(
        "Heading1",
        title="heading 1",
        paragraph=f'{_KEEP}<w:spacing w:before="120" w:after="120"/>{_INDENT}<w:jc w:val="both"/>'
        '<w:outlineLvl w:val="0"/>',
        run="<w:b/><w:bCs/>",
    )
    + _style(
        "Heading2",
        title="heading 2",
        paragraph=f'{_KEEP}{_GAP}{_INDENT}<w:jc w:val="both"/><w:outlineLvl w:val="1"/>',
        run="<w:b/><w:bCs/>",
    )
    + _style(
        "Heading3",
        title="heading 3",
        paragraph=f'{_KEEP}{_GAP}{_INDENT}<w:jc w:val="both"/><w:outlineLvl w:val="2"/>',
        run="<w:b/><w:bCs/><w:i/><w:iCs/>",
    )
    + _style("Centred", paragraph=_KEEP + _CENTRED)
    + _style("Kind", paragraph=_KEEP + _CENTRED, run="<w:b/><w:bCs/>")
    + _style("Title", paragraph=_KEEP + _CENTRED, run="<w:b/><w:bCs/>")
    + _style(
        "AnnexLabel",
        paragraph=f'{_KEEP}{_CENTRED}<w:outlineLvl w:val="0"/>',
        run="<w:b/><w:bCs/>",
    )
    + _style("AnnexTitle", paragraph=_KEEP + _CENTRED, run="<w:b/><w:bCs/>")
    + _style("Caption", title="caption", paragraph=_KEEP + _CENTRED, run="<w:i/><w:iCs/>")
    + _style("Letterhead", paragraph=_CENTRED, run=_size(decree.HEADING_SIZE))
    + _style("Nation", based="Letterhead", run=_size(decree.NATION_SIZE))
    + _style("Cell", paragraph='<w:spacing w:before="60" w:after="60"/>', run=_size(decree.TABLE_SIZE))
    + _style(
        "Recipients", paragraph='<w:spacing w:before="0" w:after="0"/>', run=_size(decree.RECIPIENTS_SIZE)
    )
    + _style("Header", title="header", paragraph=_CENTRED, run=_size(decree.PAGE_NUMBER_SIZE))
    + _style("FootnoteText", title="footnote text", paragraph='<w:jc w:val="both"/>', run=_size(10))
    + "</w:styles>"
)
