"""One official document with every feature a writer must draw."""

from __future__ import annotations

from parindex.foundation.writers.content import (
    Align,
    Annex,
    Cell,
    Column,
    Content,
    Heading,
    Letterhead,
    Line,
    Paper,
    Paragraph,
    Role,
    Row,
    Run,
    Signature,
    Start,
    Table,
    bold,
    cell,
    italic,
    line,
)

# Every letter of the Vietnamese alphabet with every tone.
LETTERS = (
    "aàáảãạ ăằắẳẵặ âầấẩẫậ bcdđ eèéẻẽẹ êềếểễệ gh iìíỉĩị klmn oòóỏõọ ôồốổỗộ ơờớởỡợ pqrst uùúủũụ ưừứửữự "
    "vx yỳýỷỹỵ "
    "AÀÁẢÃẠ ĂẰẮẲẴẶ ÂẦẤẨẪẬ BCDĐ EÈÉẺẼẸ ÊỀẾỂỄỆ GH IÌÍỈĨỊ KLMN OÒÓỎÕỌ ÔỒỐỔỖỘ ƠỜỚỞỠỢ PQRST UÙÚỦŨỤ ƯỪỨỬỮỰ "
    "VX YỲÝỶỸỴ"
)
COLUMNS = (
    Column(6, Align.CENTRE),
    Column(40),
    Column(10, Align.CENTRE, figures=True),
    Column(10, Align.CENTRE, figures=True, mark=","),
    Column(20),
)
HEAD = (
    Row(
        (
            Cell((bold("STT"),), down=2),
            Cell((bold("Tiêu chí"),), down=2),
            Cell((bold("Điểm"),), across=2),
            Cell((bold("Đơn vị chủ trì"),), down=2),
        )
    ),
    Row((cell(bold("Tối đa")), cell(bold("Mục tiêu")))),
)
LEADS = (line("Sở Nội vụ", Start.ITEM), line("Sở Tài chính", Start.ITEM))
ROWS = (
    Row((cell(bold("I")), Cell((bold("CHỈ ĐẠO | ĐIỀU HÀNH"),), across=4))),
    Row(
        (cell(line("1")), cell(italic("Kiểm tra")), cell(line("2.50")), cell(line(">2")), Cell(LEADS, down=2))
    ),
    Row(
        (
            cell(line("1.1")),
            cell(line("Một"), line("Hai", Start.BREAK)),
            cell(line("1.5")),
            cell(line("2,3956")),
        )
    ),
)


def plan(*, rows: tuple[Row, ...] = ROWS) -> Content:
    """A plan with a footnote and one wide annex."""
    table = Table(COLUMNS, HEAD, rows)
    prose = (Run("Bảng chữ cái: "), Run(LETTERS, bold=True), Run(" hết", note="Quyết định số 1/QĐ-UBND."))
    return Content(
        letterhead=Letterhead("", "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI", "KH-UBND", "Hà Nội", 2026),
        kind="KẾ HOẠCH",
        title="Cải thiện các chỉ số\nnăm 2026",
        body=(
            Paragraph(line("Căn cứ Luật Tổ chức chính quyền địa phương;"), Role.BASIS),
            Heading("I. MỤC ĐÍCH"),
            Paragraph(Line(prose)),
        ),
        recipients=("- Như trên;", "- Lưu: VT."),
        signature=Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Văn A"),
        annexes=(
            Annex(
                "Phụ lục 1",
                "CHỈ TIÊU NĂM 2026",
                "(Kèm theo Kế hoạch số /KH-UBND)",
                (table,),
                Paper.LANDSCAPE,
            ),
        ),
    )


def long_plan() -> Content:
    """A plan whose table goes on over several pages."""
    row = Row(
        (
            cell(line("1")),
            cell(line("Tiêu chí " * 8)),
            cell(line("1")),
            cell(line("1")),
            cell(line("Sở Y tế")),
        )
    )
    return plan(rows=(row,) * 80)
