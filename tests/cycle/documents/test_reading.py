"""Whole documents: text, raw rows, drafts, letterheads, repairs, nothing lost."""

from __future__ import annotations

import json
from datetime import date

from parindex.cycle.documents import reading
from parindex.cycle.documents.blocks import At, Blocks, Cell, Line, Paragraph, Row, Table
from parindex.cycle.documents.outline import Deadline, DeadlineKind, Draft, Passage, RawRow
from tests.cycle.documents.texts import CRITERIA_HEAD, SOURCE, TASK_HEAD, TODAY, directory, read, told


def of_blocks(*blocks: Paragraph | Table) -> reading.Reading:
    """The reading of literal blocks."""
    return reading.read(Blocks(blocks, pages=2), source=SOURCE, directory=directory(), today=TODAY)


def table(*rows: tuple[str, ...], bordered: bool = True, page: int = 1) -> Table:
    """A table of these cells."""
    return Table(
        tuple(
            Row(
                tuple(Cell(tuple(Line(part) for part in text.split("\n") if part)) for text in cells),
                At(page, number),
            )
            for number, cells in enumerate(rows, start=1)
        ),
        bordered=bordered,
    )


def test_a_letterhead_without_rules_is_text() -> None:
    found = of_blocks(
        table(
            ("UBND TỈNH\nSỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("Số: 5/KH-SNV", "Hà Nội, ngày 2 tháng 3 năm 2026"),
            bordered=False,
        ),
        Paragraph("KẾ HOẠCH", At(1)),
        Paragraph("Cải thiện", At(1)),
    )

    assert [passage.text for passage in found.text] == [
        "UBND TỈNH",
        "SỞ NỘI VỤ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 5/KH-SNV",
        "Hà Nội, ngày 2 tháng 3 năm 2026",
        "KẾ HOẠCH",
        "Cải thiện",
    ]
    assert (found.document.number, found.document.issuer, found.document.issued_on) == (
        "5/KH-SNV",
        "SỞ NỘI VỤ",
        date(2026, 3, 2),
    )


def test_a_table_of_another_kind_is_raw() -> None:
    found = of_blocks(table(("TT", "Họ tên", "Chức vụ"), ("1", "An", "Thư ký")))

    assert found.raw == (
        RawRow(("TT", "Họ tên", "Chức vụ"), None, At(1, 1)),
        RawRow(("1", "An", "Thư ký"), None, At(1, 2)),
    )
    assert [(one.code, one.table, one.row) for one in found.findings] == [
        ("ROW_UNREAD", None, 1),
        ("ROW_UNREAD", None, 2),
    ]


def test_rows_above_the_header_are_its_heading() -> None:
    found = of_blocks(
        table(
            ("Phụ lục 2", "", ""),
            ("Chỉ số cải cách hành chính", "", ""),
            ("STT", "Tiêu chí", "Điểm tối đa"),
            ("1", "Một", "3"),
        )
    )

    assert [passage.text for passage in found.text] == ["Phụ lục 2", "Chỉ số cải cách hành chính"]
    assert [(one.annex, one.title, len(one.rows)) for one in found.tables] == [
        (2, "Chỉ số cải cách hành chính", 1)
    ]


def test_a_page_number_between_the_pieces_does_not_divide_a_table() -> None:
    head = ("STT", "Tiêu chí", "Điểm tối đa")
    found = of_blocks(
        Paragraph("PAPI"),
        table(head, ("1", "Một", "3")),
        Paragraph("- 12 -", At(2)),
        table(head, ("2", "Hai", "3"), page=2),
    )

    assert [[row.path for row in one.rows] for one in found.tables] == [["1", "2"]]
    assert [row.at for row in found.tables[0].rows] == [At(1, 1), At(2, 2)]
    assert [passage.text for passage in found.text] == ["PAPI"]


def test_a_page_turned_inside_a_table_cuts_rows_too() -> None:
    head = ("STT", "Tiêu chí", "Điểm tối đa", "Chủ trì")
    first, second = table(head, ("1", "Một", "3", "Sở Y tế")), table(("", "hai", "", ""), page=2)
    whole = Table((*first.rows, *second.rows))

    assert [row.name for row in of_blocks(Paragraph("PAPI"), whole).tables[0].rows] == ["Một hai"]


def test_lines_of_a_title_are_one_passage() -> None:
    found = of_blocks(
        Paragraph("KẾ HOẠCH"),
        Paragraph("Cải thiện Chỉ số"),
        Paragraph("Hài lòng năm 2026"),
        Paragraph("Căn cứ luật;"),
    )

    assert [passage.text for passage in found.text] == [
        "KẾ HOẠCH",
        "Cải thiện Chỉ số Hài lòng năm 2026",
        "Căn cứ luật;",
    ]


def test_drafts_from_prose() -> None:
    found = read(
        "KẾ HOẠCH\nCải thiện năm 2026\n\nII. NỘI DUNG\n\n2.1. Chỉ đạo\n\n"
        "- Kiểm tra biên chế (*hoàn thành trong quý III/2026*).\n"
        "- Việc khác (xem phụ lục).\n+ Tổ chức đối thoại, kết thúc trước tháng 11/2026.\n"
    )

    assert found.drafts == (
        Draft(
            "Kiểm tra biên chế",
            Deadline("hoàn thành trong quý III/2026", DeadlineKind.QUARTER, date(2026, 9, 30)),
            "2.1",
            At(block=4),
        ),
        Draft(
            "Tổ chức đối thoại, kết thúc trước tháng 11/2026.",
            Deadline("kết thúc trước tháng 11/2026", DeadlineKind.DATE, date(2026, 10, 31)),
            "2.1",
            At(block=6),
        ),
    )
    assert found.tables == ()


def test_slips_are_proposed_and_never_applied() -> None:
    text = (
        f"Bảng điểm\n\n{CRITERIA_HEAD}1\tChỉ số Hải lòng\t3\t2\t3\tSở Y tế\n"
        f"2\tCAI CÁCH cái cách làm\t3\t2\t3\tSở Y tế\n"
    )

    assert told(text) == [
        ("TEXT_REPAIRED", "t1", "1", "name", "Hải lòng", "Hài lòng"),
        ("TEXT_REPAIRED", "t1", "2", "name", "CAI CÁCH", "CẢI CÁCH"),
    ]
    assert read(text).tables[0].rows[0].name == "Chỉ số Hải lòng"


def test_every_phrase_stands_in_the_answer() -> None:
    text = (
        "Số: 3/KH-UBND\n\nKẾ HOẠCH\nTên\n\nĐoạn một.\n\nPhụ lục 1\nViệc\n\n"
        f"{TASK_HEAD}A\tPhần\nI\tMục\n1\tViệc một\tQuý I/2026\tSở Y tế (thuốc)\tHội Y\tBáo "
        f"cáo\nII\tMục trống\n"
        f"\nPhụ lục 2\nChỉ số\n\n{CRITERIA_HEAD}1\tTiêu\t3\tlạ\t2\tSở X\n\tNhóm\t\t\t\t\n\tTổng\t3\t2\t2\n"
    )
    answer = json.dumps(read(text).as_json(), ensure_ascii=False)

    phrases = [part for line in text.split("\n") for part in line.split("\t") if part.strip()]
    assert [phrase for phrase in phrases if phrase.replace(" (thuốc)", "") not in answer] == []
    assert '"thuốc"' in answer


def test_the_form_of_the_answer() -> None:
    answer = read("Đoạn.").as_json("en")

    assert answer == {
        "source": {"name": "van-ban.txt", "sha256": "0" * 64, "media_type": "text/plain", "pages": None},
        "document": {
            "kind": "other",
            "number": None,
            "issued_on": None,
            "place": None,
            "issuer": None,
            "title": None,
        },
        "tables": [],
        "drafts": [],
        "citations": [],
        "text": [{"text": "Đoạn.", "at": {"page": None, "row": None}}],
        "raw": [],
        "findings": [],
    }


def test_the_form_of_a_criteria_table() -> None:
    table = read(f"Phụ lục 1\nSIPAS\n\n{CRITERIA_HEAD}1.\tMột\t3\t2\t≥3\t\n\tTổng\t3\t2\t3\n").as_json()[
        "tables"
    ][0]

    assert table == {
        "id": "t1",
        "kind": "criteria",
        "annex": 1,
        "index": "SIPAS",
        "title": "SIPAS",
        "caption": None,
        "result_year": 2025,
        "target_year": 2026,
        "total": {"name": "Tổng", "max": "3", "result": "2", "target": "3", "comparator": "="},
        "columns": [
            "STT",
            "Tiêu chí",
            "Điểm tối đa",
            "Kết quả năm 2025",
            "Mục tiêu năm 2026",
            "Đơn vị chủ trì",
        ],
        "rows": [
            {
                "path": "1",
                "code": "1",
                "name": "Một",
                "max": "3",
                "result": "2",
                "target": "3",
                "comparator": ">=",
                "leads": [],
                "leads_inherited": False,
                "at": {"page": None, "row": 1},
            }
        ],
    }


def test_passages_keep_their_places() -> None:
    assert of_blocks(Paragraph("Một.", At(1)), Paragraph("Hai.", At(2))).text == (
        Passage("Một.", At(1)),
        Passage("Hai.", At(2)),
    )


def test_a_piece_whose_last_columns_are_blank_goes_on() -> None:
    head = ("STT", "Tiêu chí", "Điểm tối đa", "Chủ trì")
    found = of_blocks(
        Paragraph("PAPI"), table(head, ("1", "Một", "3", "Sở Y tế")), table(("2", "Hai", "3"), page=2)
    )

    assert [(row.path, row.max, row.leads_inherited) for row in found.tables[0].rows] == [
        ("1", "3", False),
        ("2", "3", False),
    ]


def test_a_table_with_a_header_of_another_kind_does_not_go_on() -> None:
    head = ("STT", "Tiêu chí", "Điểm tối đa")
    other = table(("STT", "Họ tên", "Chức vụ"), ("1", "An", "Thư ký"), page=2)
    found = of_blocks(Paragraph("PAPI"), table(head, ("1", "Một", "3")), other)

    assert (len(found.tables[0].rows), len(found.raw)) == (1, 2)


def test_a_signature_below_a_table_is_text() -> None:
    head = ("STT", "Tiêu chí", "Điểm tối đa", "Chủ trì")
    signature = table(("Nơi nhận:\n- Như trên;", "CHỦ TỊCH"), bordered=False)
    found = of_blocks(Paragraph("PAPI"), table(head, ("1", "Một", "3", "")), signature)

    assert [passage.text for passage in found.text] == ["PAPI", "Nơi nhận:", "- Như trên;", "CHỦ TỊCH"]
