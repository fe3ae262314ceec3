"""PDFs to blocks, set by typst as an office program would."""

from __future__ import annotations

import io
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from parindex.cycle.documents.blocks import (
    At,
    Block,
    Cell,
    Line,
    Merge,
    Paragraph,
    Start,
    Style,
    Table,
)
from parindex.cycle.documents.formats import pdf, pictures
from parindex.engine.values.findings import Finding, Severity, Words
from tests.cycle.documents.formats import packing

LEFT, UP = Cell(merge=Merge.LEFT), Cell(merge=Merge.UP)
LONG = (
    "Thực hiện Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030, Thành phố tiếp tục "
    "rà soát từng tiêu chí, phân tích nguyên nhân mất điểm và giao đơn vị chịu trách nhiệm khắc phục"
)
PAR = "#set par(justify: true, first-line-indent: (amount: 12.7mm, all: true), spacing: 6pt + 0.65em)\n"


TABLE = "#table(columns: (12mm, 60mm, 20mm, 40mm), inset: (x: 1.9mm, y: 1mm),"


def cell(*lines: str) -> Cell:
    return Cell(tuple(Line(line) for line in lines))


def read(source: str) -> tuple[Block, ...]:
    return pdf.read(packing.a_pdf(source)).blocks


def texts(source: str) -> list[str]:
    return [block.text for block in read(source) if isinstance(block, Paragraph)]


def cells(block: Block) -> list[tuple[Cell, ...]]:
    assert isinstance(block, Table)
    return [row.cells for row in block.rows]


def test_paragraphs_with_their_faces():
    source = (
        "#align(center)[*KẾ HOẠCH*]\n\n"
        + PAR
        + f"{LONG}.\n\n_Căn cứ Luật Tổ chức chính quyền địa phương;_\n\n{LONG}."
    )
    found = read(source)
    assert [
        (block.text, block.at.page, block.at.block, block.style, block.bold, block.italic, block.centred)
        for block in found
        if isinstance(block, Paragraph)
    ] == [
        ("KẾ HOẠCH", 1, 0, Style.BODY, True, False, True),
        (f"{LONG}.", 1, 1, Style.BODY, False, False, False),
        ("Căn cứ Luật Tổ chức chính quyền địa phương;", 1, 2, Style.BODY, False, True, False),
        (f"{LONG}.", 1, 3, Style.BODY, False, False, False),
    ]
    left, top, right, bottom = found[1].at.box or (0, 0, 0, 0)
    assert 85 <= left < right <= 556
    assert 56 <= top < bottom <= 140


@pytest.mark.parametrize("spacing", ["0.65em", "6pt + 0.65em", "14pt"])
@pytest.mark.parametrize("indent", ["0mm", "12.7mm"])
def test_paragraphs_by_spacing_and_indent(spacing: str, indent: str):
    lines = [f"{LONG}.", "- Sở Nội vụ chủ trì;", f"- {LONG}.", f"{LONG};", f"{LONG}.", "Hết."]
    setting = (
        f"#set par(justify: true, first-line-indent: (amount: {indent}, all: true), spacing: {spacing})\n"
    )
    assert texts(setting + "\n\n".join(line.replace("- ", r"\- ") for line in lines)) == lines


def test_a_dash_at_the_beginning_of_a_wrapped_line():
    """A range of years may break before its dash: that is no item."""
    for letters in range(8, 27):
        text = "a" * letters + " kinh tế - xã hội giai đoạn 2021 - 2030 của Thành phố" * 3
        assert [cells(b) for b in read(f"{TABLE} [1], [{text}], [9], [])")] == [
            [(cell("1"), cell(text), cell("9"), Cell())]
        ]


def test_centred_titles():
    title = f"Nâng cao Chỉ số; {LONG}"
    assert texts(f"#align(center)[*KẾ HOẠCH* \\ *{title}*]") == ["KẾ HOẠCH", title]


def test_a_paragraph_over_two_pages_and_page_numbers():
    numbered = "#set page(header: context align(center, counter(page).display()), footer: [Dự thảo lần 2])\n"
    many = [f"{number * 7} {LONG} {LONG} lần thứ {number}." for number in range(1, 24)]
    found = pdf.read(packing.a_pdf(numbered + PAR + "\n\n".join(many)))
    assert found.pages == 3
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)] == [*many, "Dự thảo lần 2"]
    assert [block.at.page for block in found.blocks][-1] is None


@pytest.mark.parametrize("shape", ["1", "- 1 -", "Trang 1", "Trang 1/9", "1/9"])
def test_page_numbers_of_every_shape(shape: str):
    display = shape.replace("-", "\\-").replace("1", "#counter(page).display()", 1)
    source = f"#set page(footer: context align(center)[{display}])\nMột\n#pagebreak()\nHai"
    assert texts(source) == ["Một", "Hai"]


def test_a_letterhead_is_read_column_by_column():
    source = """#grid(columns: (3fr, 4fr), align: center,
      [UBND THÀNH PHỐ HÀ NỘI \\ *SỞ NỘI VỤ* \\ Số: 12/KH-SNV],
      [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\
       *Độc lập - Tự do - Hạnh phúc* \\ _Hà Nội, ngày 05 tháng 02 năm 2026_])
    #v(5mm)
    #align(center)[*KẾ HOẠCH*]
    """
    assert texts(source) == [
        "UBND THÀNH PHỐ HÀ NỘI",
        "SỞ NỘI VỤ",
        "Số: 12/KH-SNV",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hà Nội, ngày 05 tháng 02 năm 2026",
        "KẾ HOẠCH",
    ]


def test_the_name_of_a_place_under_its_committee():
    source = """#grid(columns: (3fr, 5fr), align: center,
      [*ỦY BAN NHÂN DÂN* \\ *PHƯỜNG YÊN HÒA*], [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập*])"""
    assert texts(source)[:2] == ["ỦY BAN NHÂN DÂN", "PHƯỜNG YÊN HÒA"]


def test_recipients_beside_the_signature():
    source = """Hết.
    #v(5mm)
    #grid(columns: (1fr, 1fr),
      [#set text(11pt)
       #strong[_Nơi nhận:_] \\ \\- Thường trực Thành ủy; \\ \\- Các Sở, ban, ngành; \\
       \\- UBND xã, phường; \\ \\- Lưu: VT.],
      align(center)[*TM. ỦY BAN NHÂN DÂN* \\ *CHỦ TỊCH* #v(2cm) *Nguyễn Văn A*])"""
    assert texts(source) == [
        "Hết.",
        "Nơi nhận:",
        "- Thường trực Thành ủy;",
        "- Các Sở, ban, ngành;",
        "- UBND xã, phường;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Văn A",
    ]


def test_footnotes():
    source = (
        PAR + f"Kế hoạch năm 2025#footnote[{LONG}.] "
        "và năm 2026#footnote[Quyết định số 2.]\\; xong.\n\nDiện tích 20 m#super[3]."
    )
    found = read(source)
    assert [(block.text, block.style) for block in found if isinstance(block, Paragraph)] == [
        ("Kế hoạch năm 2025 và năm 2026; xong.", Style.BODY),
        ("Diện tích 20 m3.", Style.BODY),
        (f"{LONG}.", Style.FOOTNOTE),
        ("Quyết định số 2.", Style.FOOTNOTE),
    ]


def test_a_raised_figure_that_is_no_footnote_stays():
    assert texts("Diện tích 20 m#super[2] và 10#super[3].") == ["Diện tích 20 m2 và 103."]


def test_letters_in_pieces_are_composed():
    assert texts(unicodedata.normalize("NFD", "Tiến độ thực hiện Kế hoạch")) == ["Tiến độ thực hiện Kế hoạch"]


@pytest.mark.parametrize(
    "text", ["Nghị quyết số 57-NQ/TW và Kế hoạch số 164/KH-UBND", "15/7/2021 - 30/11/2025"]
)
def test_hyphens_at_which_a_line_breaks(text: str):
    for width in range(26, 60):
        source = f"#table(columns: (10mm, {width}mm), inset: (x: 1.9mm), [1], [{text}])"
        assert [cells(block) for block in read(source)] == [[(cell("1"), cell(text))]]


def test_a_table_between_paragraphs():
    source = f"Trên.\n{TABLE} [STT], [Tiêu chí], [Điểm], [Đơn vị], [1], [{LONG}], [9.5], [])\nDưới."
    above, table, below = read(source)
    assert (above.at.page, above.at.block, below.at.block) == (1, 0, 2)
    assert cells(table) == [
        (cell("STT"), cell("Tiêu chí"), cell("Điểm"), cell("Đơn vị")),
        (cell("1"), cell(LONG), cell("9.5"), Cell()),
    ]
    assert isinstance(table, Table)
    assert [(row.at.page, row.at.row) for row in table.rows] == [(1, 1), (1, 2)]
    (_, top, _, first), (_, second, _, bottom) = (row.at.box or (0, 0, 0, 0) for row in table.rows)
    assert top < first == second < bottom


def test_cells_merged_both_ways():
    source = f"""{TABLE}
      table.cell(rowspan: 2)[STT], table.cell(rowspan: 2)[Tiêu chí], table.cell(colspan: 2)[Điểm],
      [Tối đa], [Kết quả],
      [1], table.cell(colspan: 2, rowspan: 2)[Cả hai], [a],
      [2], [b],
      table.cell(colspan: 4)[Tổng])"""
    assert [cells(block) for block in read(source)] == [
        [
            (cell("STT"), cell("Tiêu chí"), cell("Điểm"), LEFT),
            (UP, UP, cell("Tối đa"), cell("Kết quả")),
            (cell("1"), cell("Cả hai"), LEFT, cell("a")),
            (cell("2"), UP, LEFT, cell("b")),
            (cell("Tổng"), LEFT, LEFT, LEFT),
        ]
    ]


def test_hard_lines_in_a_cell():
    source = f"""{TABLE} [1], [Báo cáo \\ {LONG} \\ Kết luận], [9],
      [\\- Sở Nội vụ; \\ \\- Văn phòng UBND Thành phố phối hợp])"""
    assert [cells(block) for block in read(source)] == [
        [
            (
                cell("1"),
                cell("Báo cáo", LONG, "Kết luận"),
                cell("9"),
                cell("- Sở Nội vụ;", "- Văn phòng UBND Thành phố phối hợp"),
            )
        ]
    ]


def test_bullets_in_a_cell():
    source = f"{TABLE} [1], [• Một \\ • Hai], [9], [x])"
    items = Cell((Line("Một", Start.ITEM), Line("Hai", Start.ITEM)))
    assert [cells(block) for block in read(source)] == [[(cell("1"), items, cell("9"), cell("x"))]]


def test_a_name_with_a_dash_is_one_line():
    rows = "[1], [Văn phòng HĐND - UBND phường], [2], [kinh tế - xã hội năm]"
    source = f"#table(columns: (12mm, 32mm), inset: (x: 1.9mm), {rows})"
    assert [cells(block) for block in read(source)] == [
        [(cell("1"), cell("Văn phòng HĐND - UBND phường")), (cell("2"), cell("kinh tế - xã hội năm"))]
    ]


def test_a_table_over_pages():
    rows = ", ".join(f"[{number}], [{LONG}], [1], [Sở Nội vụ]" for number in range(1, 31))
    source = f"{TABLE} table.header([STT], [Tiêu chí], [Điểm], [Đơn vị]), {rows})"
    found = read(source)
    assert [block.at.page for block in found] == [1, 2, 3, 4, 5, 6]
    heads = [cells(block)[0] for block in found]
    assert heads == [(cell("STT"), cell("Tiêu chí"), cell("Điểm"), cell("Đơn vị"))] * 6
    for column, text in ((1, f"{LONG} " * 30), (3, "Sở Nội vụ " * 30)):
        assert (
            " ".join(row[column].text for b in found for row in cells(b)[1:] if row[column].text)
            == text.strip()
        )


def test_a_table_open_at_its_sides():
    source = """#table(columns: (12mm, 60mm, 20mm), stroke: (x, y) => (
      top: 0.5pt, bottom: 0.5pt, left: if x > 0 { 0.5pt }), [1], [Một], [9], [2], [Hai], [8])"""
    assert [cells(block) for block in read(source)] == [
        [(cell("1"), cell("Một"), cell("9")), (cell("2"), cell("Hai"), cell("8"))]
    ]


def test_a_box_is_no_table():
    assert texts("#rect[Đóng khung]") == ["Đóng khung"]


def test_a_page_on_its_side():
    flipped = f"#page(flipped: true)[{TABLE} [1], [Một], [9], [x])]"
    assert [cells(block) for block in read(flipped)] == [[(cell("1"), cell("Một"), cell("9"), cell("x"))]]


def test_a_page_whose_text_runs_up_the_sheet():
    """A landscape annex bound into portrait sheets is drawn at a right angle."""
    turned = f"#rotate(-90deg, reflow: true)[#block(width: 200mm)[Phụ lục 2 {TABLE} [1], [Một], [9], [x])]]"
    first, table = read(turned)
    assert isinstance(first, Paragraph)
    assert (first.text, cells(table)) == ("Phụ lục 2", [(cell("1"), cell("Một"), cell("9"), cell("x"))])


def test_letters_set_sideways_in_a_header():
    source = f"{TABLE} [STT], rotate(-90deg, reflow: true)[Điểm tối đa], [Kết quả], [Mục tiêu năm])"
    assert [cells(block) for block in read(source)] == [
        [(cell("STT"), cell("Điểm tối đa"), cell("Kết quả"), cell("Mục tiêu năm"))]
    ]


def test_a_scanned_page_says_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    found = pdf.read(packing.scanned_pdf())
    assert (found.blocks, found.pages) == ((), 1)
    assert found.findings == (
        Finding(
            code="UNREADABLE",
            severity=Severity.ERROR,
            message=Words(
                vi="Trang 1 là ảnh quét, không có lớp chữ nên không đọc được.",
                en="Page 1 is a scanned picture without text and could not be read.",
            ),
            remedy=Words(
                vi="Hãy gửi bản Word, Excel hoặc PDF xuất từ phần mềm soạn thảo, "
                "hoặc nhờ quản trị viên cài tesseract với tiếng Việt (vie).",
                en="Send the Word, Excel or PDF that the program wrote, "
                "or have the administrator install tesseract with Vietnamese (vie).",
            ),
            page=1,
        ),
    )


def test_a_blank_page_is_no_scan():
    found = pdf.read(packing.a_pdf("Một\n#pagebreak()\n#pagebreak()\nBa"))
    assert (found.pages, [block.at.page for block in found.blocks], found.findings) == (3, [1, 3], ())


@pytest.mark.ocr
def test_a_scanned_page_through_tesseract():
    picture = Image.open(
        io.BytesIO(pictures.png(packing.a_pdf("#set text(16pt)\nSở Nội vụ chủ trì"), number=1, scale=4))
    )
    out = io.BytesIO()
    picture.convert("L").save(out, format="PDF", resolution=288)
    (block,) = pdf.read(out.getvalue()).blocks
    assert block == Paragraph("Sở Nội vụ chủ trì", At(page=1, block=0))


def test_several_threads_at_once():
    """pdfium cannot run in two threads: readers and pictures wait for one another."""
    data = packing.a_pdf(f"{LONG}\n{TABLE} [1], [{LONG}], [9], [x])")
    alone = pdf.read(data)
    with ThreadPoolExecutor(4) as pool:
        images = [pool.submit(pictures.png, data, number=1) for _ in range(8)]
        found = list(pool.map(pdf.read, [data] * 8))
    assert found == [alone] * 8
    assert len({image.result() for image in images}) == 1
