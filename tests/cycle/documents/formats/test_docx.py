"""Word documents to blocks: everything a clerk's file holds, in order, as printed."""

from __future__ import annotations

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from parindex.cycle.documents.blocks import (
    At,
    Block,
    Blocks,
    Cell,
    Line,
    Merge,
    Paragraph,
    Row,
    Start,
    Style,
    Table,
)
from parindex.cycle.documents.formats import docx as reader
from tests.cycle.documents.formats import packing
from tests.cycle.documents.formats.packing import WORD, paragraph, word

LEFT, UP = Cell(merge=Merge.LEFT), Cell(merge=Merge.UP)


def texts(data: bytes) -> list[str]:
    return [block.text for block in reader.read(data).blocks if isinstance(block, Paragraph)]


def read(body: str, **parts: str) -> tuple[Block, ...]:
    return reader.read(word(body, parts=parts)).blocks


def said(body: str, **parts: str) -> list[str]:
    return texts(word(body, parts=parts))


def cell(*lines: str) -> Cell:
    return Cell(tuple(Line(line) for line in lines))


def grid(*rows: str, columns: int = 2, borders: str = "single", widths: tuple[int, ...] = ()) -> str:
    sides = "".join(
        f'<w:{s} w:val="{borders}"/>' for s in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns_told = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths or (2000,) * columns)
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid>{columns_told}</w:tblGrid>"
        + "".join(rows)
        + "</w:tbl>"
    )


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tc(*lines: str, properties: str = "") -> str:
    body = "".join(paragraph(line) for line in lines) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{body}</w:tc>"


def table(*blocks: Block) -> Table:
    found = [block for block in blocks if isinstance(block, Table)]
    assert len(found) == 1
    return found[0]


def cells(*blocks: Block) -> list[tuple[Cell, ...]]:
    return [row.cells for row in table(*blocks).rows]


def test_a_document_as_python_docx_writes_it():
    document = docx.Document()
    document.add_heading("I. MỤC ĐÍCH", 1)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run("KẾ HOẠCH").bold = True
    mixed = document.add_paragraph()
    mixed.add_run("Năm 2026 ").bold = True
    mixed.add_run("phấn đấu")
    document.add_paragraph().add_run("(Kèm theo Kế hoạch)").italic = True
    ruled = document.add_table(1, 2)
    ruled.style = "Table Grid"
    ruled.cell(0, 0).text = "STT"
    ruled.cell(0, 1).text = "Tiêu chí\nthành phần"
    document.add_paragraph("Hết")
    assert reader.read(packing.saved(document)) == Blocks(
        blocks=(
            Paragraph("I. MỤC ĐÍCH", At(block=0), Style.HEADING, bold=True),
            Paragraph("KẾ HOẠCH", At(block=1), bold=True, centred=True),
            Paragraph("Năm 2026 phấn đấu", At(block=2)),
            Paragraph("(Kèm theo Kế hoạch)", At(block=3), italic=True),
            Table(
                rows=(
                    Row((cell("STT"), Cell((Line("Tiêu chí"), Line("thành phần", Start.BREAK)))), At(row=1)),
                ),
                at=At(block=4),
            ),
            Paragraph("Hết", At(block=5)),
        )
    )


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("<w:t>Sở</w:t><w:tab/><w:t>Nội vụ</w:t>", "Sở Nội vụ"),
        ("<w:t>Sở\u00a0Nội\u00a0vụ</w:t>", "Sở Nội vụ"),
        ("<w:t>57</w:t><w:noBreakHyphen/><w:t>NQ/TW</w:t>", "57-NQ/TW"),
        ("<w:t>cải</w:t><w:softHyphen/><w:t>\u00ad cách</w:t>", "cải cách"),
        ('<w:sym w:font="Symbol" w:char="F0B3"/><w:t>85</w:t>', "≥85"),
        ("<w:t>Nâng</w:t><w:lastRenderedPageBreak/><w:t> cao</w:t>", "Nâng cao"),
        ('<w:t>Nâng</w:t><w:br w:type="page"/><w:t> cao</w:t>', "Nâng cao"),
        ("<w:rPr><w:caps/></w:rPr><w:t>Kế hoạch</w:t>", "KẾ HOẠCH"),
        ("<w:t>Tie\u0302\u0301n độ</w:t>", "Tiến độ"),
        ("<w:t>\uf0b7 Báo cáo</w:t>", "- Báo cáo"),
    ],
)
def test_letters(run: str, text: str):
    assert said(f"<w:p><w:r>{run}</w:r></w:p>") == [text]


def test_hidden_text_is_not_printed():
    assert said(paragraph("ẩn", run="<w:vanish/>") + paragraph("hiện")) == ["hiện"]


def test_forced_lines_of_the_body_are_paragraphs():
    body = "<w:p><w:r><w:t>KẾ HOẠCH</w:t><w:br/><w:t>Nâng cao</w:t><w:cr/><w:t>Chỉ số</w:t></w:r></w:p>"
    assert said(body) == ["KẾ HOẠCH", "Nâng cao", "Chỉ số"]


def test_tracked_changes():
    body = (
        "<w:p><w:r><w:t>Điểm </w:t></w:r><w:ins><w:r><w:t>92.90</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>91.43</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t> mới</w:t></w:r></w:moveTo></w:p>"
    )
    assert said(body) == ["Điểm 92.90 mới"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    first = paragraph("Sở ", properties="<w:rPr><w:del/></w:rPr>")
    assert said(first + paragraph("Nội vụ")) == ["Sở Nội vụ"]


def test_a_deleted_row():
    rows = (tr(tc("a"), tc("b")), tr(tc("x"), tc("y"), properties="<w:del/>"), tr(tc("c"), tc("d")))
    assert cells(*read(grid(*rows))) == [(cell("a"), cell("b")), (cell("c"), cell("d"))]


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (FIELD.format(code=" REF a ", result="Phụ lục 1"), "Xem Phụ lục 1 ."),
        (FIELD.format(code=" PAGE ", result="7"), "Xem ."),
        (FIELD.format(code=r" NUMPAGES \* Arabic ", result="34"), "Xem ."),
        ('<w:fldSimple w:instr=" DATE "><w:r><w:t>30/5/2024</w:t></w:r></w:fldSimple>', "Xem 30/5/2024 ."),
        ('<w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple>', "Xem ."),
        ('<w:hyperlink r:id="x"><w:r><w:t>địa chỉ</w:t></w:r></w:hyperlink>', "Xem địa chỉ ."),
        ("<w:sdt><w:sdtContent><w:r><w:t>ô</w:t></w:r></w:sdtContent></w:sdt>", "Xem ô ."),
        ("<w:smartTag><w:r><w:t>thẻ</w:t></w:r></w:smartTag>", "Xem thẻ ."),
    ],
)
def test_fields_and_links(inner: str, text: str):
    body = f"<w:p><w:r><w:t xml:space='preserve'>Xem </w:t></w:r>{inner}<w:r><w:t> .</w:t></w:r></w:p>"
    assert said(body) == [text.replace("  ", " ")]


def test_a_field_over_several_paragraphs():
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText></w:r></w:p>'
        '<w:p><w:r><w:fldChar w:fldCharType="separate"/><w:t>I. MỤC ĐÍCH</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>II. NỘI DUNG</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert said(body) == ["I. MỤC ĐÍCH", "II. NỘI DUNG"]


def test_content_controls_and_custom_xml_around_blocks():
    inner = f"<w:sdt><w:sdtContent>{grid(tr(tc('a'), tc('b')))}</w:sdtContent></w:sdt>"
    body = f"<w:customXml>{paragraph('trước')}</w:customXml>{inner}{paragraph('sau')}"
    first, ruled, last = read(body)
    assert (first, last) == (Paragraph("trước", At(block=0)), Paragraph("sau", At(block=2)))
    assert cells(ruled) == [(cell("a"), cell("b"))]


def test_content_controls_around_rows_and_cells():
    row = f"<w:sdt><w:sdtContent>{tr(tc('a'), tc('b'))}</w:sdtContent></w:sdt>"
    holder = f"<w:sdt><w:sdtContent>{tc('c')}</w:sdtContent></w:sdt>"
    assert cells(*read(grid(row, tr(holder, tc("d"))))) == [(cell("a"), cell("b")), (cell("c"), cell("d"))]


def test_text_boxes_are_read_once_after_their_paragraph():
    box = f"<w:txbxContent>{paragraph('trong hộp')}</w:txbxContent>"
    drawing = (
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p><w:r><w:t>ngoài</w:t></w:r><w:r>{drawing}</w:r></w:p>" + paragraph("sau")
    assert said(body) == ["ngoài", "trong hộp", "sau"]


def test_footnotes_and_endnotes_stand_at_the_end_in_order():
    body = (
        '<w:p><w:r><w:t>Kế hoạch</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r>'
        '<w:r><w:t xml:space="preserve"> và báo cáo</w:t><w:endnoteReference w:id="1"/></w:r></w:p>'
        '<w:p><w:r><w:t>Hết</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    notes = (
        f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("Quyết định số 2")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("Quyết định số 3")}{paragraph("của UBND")}</w:footnote>'
        "</w:footnotes>"
    )
    ends = f'<w:endnotes xmlns:w="{WORD}"><w:endnote w:id="1">{paragraph("Cuối")}</w:endnote></w:endnotes>'
    assert read(body, footnotes=notes, endnotes=ends) == (
        Paragraph("Kế hoạch và báo cáo", At(block=0)),
        Paragraph("Hết", At(block=1)),
        Paragraph("Quyết định số 3 của UBND", At(block=2), Style.FOOTNOTE),
        Paragraph("Quyết định số 2", At(block=3), Style.FOOTNOTE),
        Paragraph("Cuối", At(block=4), Style.FOOTNOTE),
    )


def test_headers_only_where_they_say_something_new():
    header = f'<w:hdr xmlns:w="{WORD}">{paragraph("Dự thảo")}{paragraph("Kế hoạch")}{paragraph("2")}</w:hdr>'
    body = paragraph("Kế hoạch") + '<w:sectPr><w:headerReference r:id="rheader1"/></w:sectPr>'
    assert read(body, header1=header) == (
        Paragraph("Kế hoạch", At(block=0)),
        Paragraph("Dự thảo", At(block=1)),
    )


def test_merged_cells():
    rows = (
        tr(tc("tất cả", properties='<w:gridSpan w:val="3"/>')),
        tr(tc("a", properties='<w:vMerge w:val="restart"/>'), tc("b"), tc("c")),
        tr(tc(properties="<w:vMerge/>"), tc("d", properties='<w:gridSpan w:val="2"/>')),
        tr(tc(properties='<w:vMerge w:val="continue"/>'), tc("e"), tc("f")),
    )
    assert cells(*read(grid(*rows, columns=3))) == [
        (cell("tất cả"), LEFT, LEFT),
        (cell("a"), cell("b"), cell("c")),
        (UP, cell("d"), LEFT),
        (UP, cell("e"), cell("f")),
    ]


def test_a_cell_merged_both_ways():
    both = '<w:gridSpan w:val="2"/><w:vMerge {}/>'
    rows = (
        tr(tc("a", properties=both.format('w:val="restart"')), tc("b")),
        tr(tc(properties=both.format("")), tc("c")),
        tr(tc("d"), tc("e"), tc("f")),
    )
    assert cells(*read(grid(*rows, columns=3))) == [
        (cell("a"), LEFT, cell("b")),
        (UP, LEFT, cell("c")),
        (cell("d"), cell("e"), cell("f")),
    ]


def test_text_in_a_continued_cell_is_not_lost():
    rows = (
        tr(tc("a", properties='<w:vMerge w:val="restart"/>'), tc("b")),
        tr(tc("x", properties="<w:vMerge/>"), tc("c")),
    )
    assert cells(*read(grid(*rows))) == [(cell("a"), cell("b")), (cell("x"), cell("c"))]


def test_a_continued_cell_at_the_top_is_blank():
    rows = (tr(tc(properties="<w:vMerge/>"), tc("b")), tr(tc("c"), tc("d")))
    assert cells(*read(grid(*rows))) == [(Cell(), cell("b")), (cell("c"), cell("d"))]


def test_rows_of_different_length_are_filled_to_the_grid():
    rows = (
        tr(tc("a"), tc("b"), tc("c")),
        tr(tc("d")),
        tr(tc("e"), properties='<w:gridBefore w:val="2"/>'),
        tr(tc("f"), tc("g"), properties='<w:gridAfter w:val="1"/>'),
    )
    assert cells(*read(grid(*rows, columns=3))) == [
        (cell("a"), cell("b"), cell("c")),
        (cell("d"), Cell(), Cell()),
        (Cell(), Cell(), cell("e")),
        (cell("f"), cell("g"), Cell()),
    ]


def test_slivers_of_the_grid_are_no_columns():
    """Rows drawn by hand end a millimetre apart: Word's grid then has columns nobody sees."""
    wide = '<w:gridSpan w:val="2"/>'
    rows = (tr(tc("a", properties=wide), tc("b")), tr(tc("c"), tc("d", properties=wide)))
    assert cells(*read(grid(*rows, widths=(2000, 60, 2000)))) == [
        (cell("a"), cell("b")),
        (cell("c"), cell("d")),
    ]


def test_a_narrow_column_with_cells_of_its_own_stays():
    rows = (tr(tc("a"), tc("1"), tc("b")),)
    assert cells(*read(grid(*rows, widths=(2000, 60, 2000)))) == [(cell("a"), cell("1"), cell("b"))]


def test_repeated_header_rows():
    head = "<w:tblHeader/>"
    rows = (
        tr(tc("a"), tc("b"), properties=head),
        tr(tc("c"), tc("d"), properties=head),
        tr(tc("e"), tc("f")),
    )
    assert [row.repeats for row in table(*read(grid(*rows))).rows] == [True, True, False]


def test_nested_tables_are_lines_of_their_cell():
    inner = grid(tr(tc("x"), tc("y")))
    rows = (tr(f"<w:tc>{paragraph('trước')}{inner}{paragraph('sau')}</w:tc>", tc("b")),)
    assert cells(*read(grid(*rows))) == [(cell("trước", "x", "y", "sau"), cell("b"))]


def test_a_letterhead_is_read_column_by_column():
    rows = (tr(tc("UBND THÀNH PHỐ"), tc("CỘNG HÒA", "Độc lập")), tr(tc("Số: 1/KH"), tc("Hà Nội, ngày")))
    assert said(grid(*rows, borders="nil")) == [
        "UBND THÀNH PHỐ",
        "Số: 1/KH",
        "CỘNG HÒA",
        "Độc lập",
        "Hà Nội, ngày",
    ]


def test_a_letterhead_with_a_row_across():
    rows = (
        tr(tc("a"), tc("b")),
        tr(tc("giữa", properties='<w:gridSpan w:val="2"/>')),
        tr(tc("c"), tc("d")),
        tr(tc("e"), tc("f")),
    )
    assert said(grid(*rows, borders="none")) == ["a", "b", "giữa", "c", "e", "d", "f"]


def test_a_table_of_three_columns_without_rules_stays_a_table():
    found = table(*read(grid(tr(tc("a"), tc("b"), tc("c")), columns=3, borders="nil")))
    assert (found.bordered, found.rows[0].cells) == (False, (cell("a"), cell("b"), cell("c")))


def test_rules_of_the_cells_count_over_those_of_the_table():
    side = "".join(f'<w:{name} w:val="{{0}}"/>' for name in ("top", "left", "bottom", "right"))
    drawn = f"<w:tcBorders>{side.format('single')}</w:tcBorders>"
    bare = f"<w:tcBorders>{side.format('nil')}</w:tcBorders>"
    ruled = read(grid(tr(tc("a", properties=drawn), tc("b", properties=drawn)), borders="nil"))
    assert table(*ruled).bordered
    assert said(grid(tr(tc("a", properties=bare), tc("b", properties=bare)))) == ["a", "b"]


def test_rules_of_a_table_style():
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:type="table" w:styleId="base"><w:tblPr><w:tblBorders>'
        '<w:insideH w:val="single"/><w:insideV w:val="single"/></w:tblBorders></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="mine"><w:basedOn w:val="base"/></w:style></w:styles>'
    )
    body = f'<w:tbl><w:tblPr><w:tblStyle w:val="mine"/></w:tblPr>{tr(tc("a"), tc("b"))}</w:tbl>'
    assert table(*read(body, styles=styles)).bordered


def test_styles_are_inherited():
    styles = (
        f'<w:styles xmlns:w="{WORD}">'
        '<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/>'
        '<w:pPr><w:jc w:val="center"/></w:pPr>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="b">'
        '<w:basedOn w:val="a"/><w:rPr><w:b w:val="0"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="loop"/></w:style>'
        '<w:style w:type="character" w:styleId="c"><w:rPr><w:b/></w:rPr></w:style></w:styles>'
    )
    body = (
        paragraph("một")
        + paragraph("hai", properties='<w:pStyle w:val="a"/>')
        + paragraph("ba", properties='<w:pStyle w:val="b"/>')
        + paragraph("bốn", properties='<w:pStyle w:val="loop"/>', run='<w:rStyle w:val="c"/>')
        + paragraph(
            "năm", properties='<w:outlineLvl w:val="0"/><w:jc w:val="both"/>', run='<w:i w:val="off"/>'
        )
    )
    assert read(body, styles=styles) == (
        Paragraph("một", At(block=0), italic=True),
        Paragraph("hai", At(block=1), Style.HEADING, bold=True, centred=True),
        Paragraph("ba", At(block=2), Style.HEADING, centred=True),
        Paragraph("bốn", At(block=3), bold=True),
        Paragraph("năm", At(block=4), Style.HEADING),
    )


def test_pages_of_words_last_layout():
    turn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = (
        paragraph("một")
        + f"<w:p>{turn}<w:r><w:t>hai</w:t></w:r></w:p>"
        + f"<w:p><w:r><w:t>còn</w:t></w:r>{turn}<w:r><w:t> nữa</w:t></w:r></w:p>"
        + grid(
            tr(tc("a"), tc("b")),
            tr(f"<w:tc><w:p>{turn}<w:r><w:t>c</w:t></w:r></w:p></w:tc>", tc("d")),
            tr(
                f"<w:tc><w:p><w:r><w:t>e</w:t></w:r>{turn}<w:r><w:t>e</w:t></w:r></w:p></w:tc>",
                f"<w:tc><w:p><w:r><w:t>f</w:t></w:r>{turn}<w:r><w:t>f</w:t></w:r></w:p></w:tc>",
            ),
            tr(tc("g"), tc("h")),
        )
    )
    found = reader.read(word(body))
    pages = [block.at.page for block in found.blocks]
    assert (found.pages, pages) == (5, [1, 2, 2, 3])
    assert [row.at.page for row in table(*found.blocks).rows] == [3, 4, 4, 5]


def test_no_pages_without_a_layout():
    found = reader.read(word(paragraph("một") + paragraph("hai")))
    assert (found.pages, [block.at.page for block in found.blocks]) == (None, [None, None])


def test_strict_documents():
    data = word(paragraph("Kế hoạch"))
    strict = "http://purl.oclc.org/ooxml"
    inner = f"<w:body>{paragraph('Kế hoạch')}</w:body>"
    body = f'<w:document xmlns:w="{strict}/wordprocessingml/main">{inner}</w:document>'
    relations = (
        f'<Relationships xmlns="{packing.PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{strict}/officeDocument/relationships/officeDocument" Target="/word/document.xml"/>'
        "</Relationships>"
    )
    assert texts(packing.repacked(data, {"word/document.xml": body, "_rels/.rels": relations})) == [
        "Kế hoạch"
    ]


def test_ten_thousand_rows():
    rows = tuple(tr(tc(str(number)), tc("Nội dung")) for number in range(10_000))
    found = table(*read(grid(*rows)))
    assert (len(found.rows), found.rows[-1].cells) == (10_000, (cell("9999"), cell("Nội dung")))


def test_a_cell_of_a_megabyte():
    text = "nội dung " * 110_000
    assert cells(*read(grid(tr(tc(text), tc("b"))))) == [(cell(text.strip()), cell("b"))]
