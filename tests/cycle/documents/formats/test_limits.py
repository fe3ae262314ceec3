"""Files made to use up a server: each is refused in one sentence before it is built up in memory."""

from __future__ import annotations

import itertools
import zlib

import pytest

from parindex.cycle.documents.blocks import At, Blocks, Cell, Paragraph, Row, Table, Unusable
from parindex.cycle.documents.formats import (
    docx,
    grids,
    limits,
    opening,
    packages,
    pdf,
    pdfgrids,
    plaintext,
    sheets,
    wordtext,
    xlsx,
)
from parindex.cycle.documents.formats.grids import Placed
from parindex.cycle.documents.formats.pdfium import Rule
from tests.cycle.documents.formats import packing

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TOO_LONG = limits.too_long().vi
TOO_DEEP = limits.too_deep().vi


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(Unusable) as refused:
        opening.open_source(data, name=name)
    return refused.value.vi


def workbook(rows: str, *, merges: str = "") -> bytes:
    part = f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData>{merges}</worksheet>'
    return packing.repacked(packing.an_xlsx(), {"xl/worksheets/sheet1.xml": part})


def printed(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return packing.pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Filter /FlateDecode /Length %d >> stream\n" % len(packed) + packed + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def test_the_sentences_name_a_remedy():
    for refused in (limits.too_long(), limits.too_deep()):
        for sentence in (refused.vi, refused.en):
            assert sentence.endswith(".")
            assert "; " in sentence


def test_the_sum_of_xml_parts(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(packages, "MAX_XML", 300_000)
    data = packing.repacked(packing.word("<w:p/>"), {"word/media/image1.png": bytes(400_000)})
    assert opening.media_type_of(data, name="a.docx") == opening.DOCX
    assert refusal(packing.word("<w:p/>" * 60_000), "a.docx") == TOO_LONG


def test_pieces_of_xml(monkeypatch: pytest.MonkeyPatch):
    assert packages.pieces(b'<a b="1"><c/></a>') == 4
    monkeypatch.setattr(packages, "MAX_PIECES", 1_000)
    assert refusal(packing.word("<w:p><w:r/></w:p>" * 400), "a.docx") == TOO_LONG


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        ("<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
    ],
)
def test_nesting(opens: str, closes: str):
    text = packing.paragraph("Tầng trong cùng")
    shallow = docx.read(packing.word(opens * 30 + text + closes * 30))
    assert shallow == Blocks((Paragraph("Tầng trong cùng", At(block=0)),))
    assert refusal(packing.word(opens * 600 + text + closes * 600), "a.docx") == TOO_DEEP


def test_very_many_runs_are_one_line():
    runs = "<w:r/>" * 1_000 + '<w:r><w:t xml:space="preserve">ba </w:t></w:r>' * 20_000
    (block,) = docx.read(packing.word(f"<w:p>{runs}</w:p>")).blocks
    assert block == Paragraph(("ba " * 20_000).strip(), At(block=0))


def test_fields_left_open_do_not_pile_up():
    begins = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 500
    fields = wordtext.Fields()
    root = packages.parse(f'<w:p xmlns:w="{packing.WORD}">{begins}</w:p>'.encode())
    for mark in root.iter(f"{wordtext.W}fldChar"):
        fields.mark(mark)
        fields.instruct("PAGE " * 300)
    assert [len(code) for _, code in fields.open] == [1000] * 41


def test_a_table_wider_than_any_page():
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr>{packing.paragraph("x")}</w:tc>'
    assert refusal(packing.word(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"), "a.docx") == TOO_LONG


def test_cells_merged_over_very_many_rows():
    merged = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    blank = "<w:tc><w:p/></w:tc>"
    rows = f"<w:tr>{merged.replace('<w:p/>', packing.paragraph('x'))}{blank}{blank}</w:tr>"
    rows += (
        f"<w:tr>{merged}<w:tc>{packing.paragraph('y')}</w:tc><w:tc>{packing.paragraph('z')}</w:tc></w:tr>"
        * 1_000
    )
    (table,) = docx.read(
        packing.word(f'<w:tbl><w:tblPr><w:tblStyle w:val="a"/></w:tblPr>{rows}</w:tbl>')
    ).blocks
    assert len([row for row in table.rows if row.cells[0].merge.value == "up"]) == 1_000


def test_a_sparse_grid():
    """Few cells, each in a row and a column of its own, would make a grid of their square."""
    placed = [Placed(index, index) for index in range(1_000)]
    with pytest.raises(Unusable, match="quá nhiều"):
        grids.rows(placed, ats=[At()] * 1_000)
    assert len(grids.rows(placed[:600], ats=[At()] * 600)) == 600


def test_cells_that_cover_one_another(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "MAX_PLACES", 300)
    placed = [Placed(index, 0, rows=300) for index in range(300)]
    with pytest.raises(Unusable, match="quá nhiều"):
        grids.rows(placed, ats=[At()] * 300)


def test_blocks_and_places_are_counted(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "MAX_BLOCKS", 3)
    assert list(limits.within([Paragraph("a")] * 3)) == [Paragraph("a")] * 3
    with pytest.raises(Unusable, match="quá nhiều"):
        list(limits.within(itertools.repeat(Paragraph("a"))))
    monkeypatch.setattr(limits, "MAX_PLACES", 10)
    table = Table((Row((Cell(), Cell())),) * 3)
    with pytest.raises(Unusable, match="quá nhiều"):
        list(limits.within([table, table]))


def test_a_million_rows_that_are_only_drawn_hold_nothing():
    rows = "".join(f'<row r="{number}"><c r="A{number}" s="1"/></row>' for number in range(1, 20_001))
    look = sheets.CellLook(bordered=True)
    book = sheets.Book(looks=(sheets.CellLook(), look))
    part = f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'
    found = sheets.read(part.encode(), book)
    assert (found.rows, found.blank, len(found.ruled)) == ({}, {}, 20_000)


def test_a_row_without_end(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sheets, "_ENDLESS", 5_000)
    short = '<row r="1"><c r="A1"><v>1</v></c></row>'
    assert xlsx.read(workbook(short * 500)).blocks != ()
    assert refusal(workbook("<row>" + "<c/>" * 2_000 + "</row>"), "a.xlsx") == TOO_LONG


def test_pieces_of_a_sheet(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(packages, "MAX_SHEET_PIECES", 1_000)
    assert refusal(workbook("<row><c/></row>" * 500), "a.xlsx") == TOO_LONG


def test_one_long_text_shown_in_very_many_cells():
    strings = f'<sst xmlns="{SHEET}"><si><t>{"Nội dung " * 10_000}</t></si></sst>'
    book = sheets.book(
        packages.parse(strings.encode()), None, packages.parse(f'<a xmlns="{SHEET}"/>'.encode())
    )
    rows = '<row><c t="s"><v>0</v></c></row>' * 1_000
    part = f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'
    with pytest.raises(Unusable, match="quá nhiều"):
        sheets.read(part.encode(), book)


def test_merged_ranges_that_cover_one_another(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sheets, "_COVERED", 10_000)
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}"><v>1</v></c></row>' for n in range(1, 301))
    merges = '<mergeCell ref="C1:XFD1048576"/>' * 300
    book = sheets.Book(looks=(sheets.CellLook(), sheets.CellLook(bordered=True)))
    body = f"<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>"
    part = f'<worksheet xmlns="{SHEET}">{body}</worksheet>'
    with pytest.raises(Unusable, match="quá nhiều"):
        sheets.read(part.encode(), book)


def test_a_sheet_named_many_times_is_read_once():
    data = workbook('<row r="1"><c r="A1"><v>1</v></c></row>')
    book = packing.part(data, "xl/workbook.xml").decode()
    start = book.index("<sheet ")
    item = book[start : book.index("/>", start) + 2]
    found = xlsx.read(packing.repacked(data, {"xl/workbook.xml": book.replace(item, item * 50)}))
    assert len(found.blocks) == 1


@pytest.mark.parametrize("sign", ["a\tb\n", "| a ", "<b>", "**a ", "[a "])
def test_a_text_of_nothing_but_marks(sign: str):
    with pytest.raises(Unusable, match="quá nhiều"):
        plaintext.read(sign * 650_000)


def test_a_cell_of_one_megabyte_is_read():
    (table,) = plaintext.read("1\t" + "nội dung " * 120_000 + "\tSở\n2\tb\tc\n").blocks
    assert len(table.rows[0].cells[1].text) == 9 * 120_000 - 1


def test_a_page_of_a_million_letters():
    line = b"(" + b"chu viet " * 500 + b") Tj T* "
    assert refusal(printed(b"BT /F 1 Tf 1 TL 72 800 Td " + line * 50 + b"ET"), "a.pdf") == TOO_LONG


def test_letters_of_all_pages(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "MAX_GLYPHS", 100)
    assert refusal(printed(b"BT /F 9 Tf 72 800 Td (" + b"chu viet " * 12 + b") Tj ET"), "a.pdf") == TOO_LONG


def test_a_page_of_very_many_rules():
    rules = b"".join(b"0 %d m 500 %d l S\n" % (at % 800, at % 800) for at in range(20_001))
    assert refusal(printed(rules), "a.pdf") == TOO_LONG


def test_a_mesh():
    flat = [Rule(float(at * 5), 0.0, 1_000.0) for at in range(200)]
    with pytest.raises(Unusable, match="quá nhiều"):
        pdfgrids.grids(flat, flat)


def test_very_many_pages(monkeypatch: pytest.MonkeyPatch):
    data = packing.pictured_pdf(side=72, count=5_001)
    assert refusal(data, "a.pdf") == TOO_LONG


def test_objects_nested_deep():
    nested = b"[" * 20_000 + b"]" * 20_000
    data = printed(b"BT /F 9 Tf 72 700 Td (Ke hoach nam nay) Tj ET").replace(
        b"/Type /Catalog", b"/Type /Catalog /X " + nested
    )
    assert pdf.read(data).pages == 1
