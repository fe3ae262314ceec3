"""Where a title ends: at tables and their names, at sources, signatures and rows of headings."""

from __future__ import annotations

from datetime import date

import pytest

from parindex.cycle.documents import heads
from parindex.cycle.documents.outline import Head
from tests.cycle.documents.texts import CRITERIA_HEAD, TASK_HEAD, read

ROW = "1\tTiếp công dân\t3\t2\t3\tSở Nội vụ\n"


def passages(text: str) -> list[str]:
    """The texts of what stands in no table."""
    return [passage.text for passage in read(text).text]


def test_the_name_of_a_table_is_no_line_of_the_title() -> None:
    text = (
        f"KẾ HOẠCH\n\nGiữ gìn hồ sơ năm 2026\n\nBảng 1. Điểm PAPI\n\n{CRITERIA_HEAD}{ROW}\n"
        f"Nguồn: Sở Nội vụ\n\nBảng 2. Việc phải làm\n\n{TASK_HEAD}1\tMở sổ\tQuý I/2026\tSở Y tế\t\tSổ\n"
    )

    found = read(text)

    assert found.document == Head("plan", title="Giữ gìn hồ sơ năm 2026")
    assert [table.title for table in found.tables] == ["Bảng 1. Điểm PAPI", "Bảng 2. Việc phải làm"]
    assert [passage.text for passage in found.text] == [
        "KẾ HOẠCH",
        "Giữ gìn hồ sơ năm 2026",
        "Bảng 1. Điểm PAPI",
        "Nguồn: Sở Nội vụ",
        "Bảng 2. Việc phải làm",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Biểu số 2. Điểm theo quý",
        "Bảng II: Điểm theo quý",
        "Nguồn: tự tính",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "Nơi nhận",
        "STT",
        "STT Tiêu chí Điểm tối đa",
        "TT Tên nhiệm vụ Thời hạn",
    ],
)
def test_lines_that_end_a_title(line: str) -> None:
    assert heads.read(("KẾ HOẠCH", "Giữ gìn hồ sơ", line)).title == "Giữ gìn hồ sơ"
    assert heads.read(("Phụ lục 1", "Giữ gìn hồ sơ", line)).title == "Giữ gìn hồ sơ"


@pytest.mark.parametrize("line", ["Bảng tin và biểu mẫu", "TT Huế năm 2026", "Nguồn lực năm 2026"])
def test_lines_that_go_on_with_a_title(line: str) -> None:
    assert heads.read(("KẾ HOẠCH", "Giữ gìn hồ sơ", line)).title == f"Giữ gìn hồ sơ {line}"


def test_passages_around_a_table_are_never_one() -> None:
    tasks = f"{TASK_HEAD}1\tMở sổ\tQuý I\tSở Y tế\t\t\n"
    text = f"Bảng PAPI\n\n{CRITERIA_HEAD}{ROW}\nnăm 2026\n\nBảng PAPI năm 2026\n\n{tasks}"

    assert passages(text) == ["Bảng PAPI", "năm 2026", "Bảng PAPI năm 2026"]


def test_a_signature_below_an_annex_alone_names_no_issuer() -> None:
    found = read(f"Phụ lục 1\n\nĐiểm PAPI\n\n{CRITERIA_HEAD}{ROW}\nTM. ỦY BAN NHÂN DÂN\n\nCHỦ TỊCH\n")

    assert found.document == Head("annex", title="Điểm PAPI")
    assert [passage.text for passage in found.text] == [
        "Phụ lục 1",
        "Điểm PAPI",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
    ]


def test_headings_printed_as_prose_stand_apart_from_the_title() -> None:
    title = "Chỉ tiêu cần đạt của các phòng chuyên môn trong cả năm 2026"

    assert passages(f"Phụ lục 1\n{title}\nSTT  Tiêu chí  Điểm\n") == ["Phụ lục 1", title, "STT Tiêu chí Điểm"]


def test_a_letterhead_of_two_sides_on_each_line_names_the_lower_body() -> None:
    text = (
        "UBND THÀNH PHỐ HÀ NỘI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "SỞ NỘI VỤ Độc lập - Tự do - Hạnh phúc\n"
        "Số: 4/KH-SNV Hà Nội, ngày 3 tháng 2 năm 2026\n\nKẾ HOẠCH\nGiữ gìn hồ sơ\n"
    )

    found = read(text)

    assert found.document == Head(
        "plan", "4/KH-SNV", date(2026, 2, 3), "Hà Nội", "SỞ NỘI VỤ", "Giữ gìn hồ sơ"
    )
    assert [passage.text for passage in found.text][:4] == [
        "UBND THÀNH PHỐ HÀ NỘI",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ NỘI VỤ",
        "Độc lập - Tự do - Hạnh phúc",
    ]


def test_the_name_of_the_state_goes_on_in_prose() -> None:
    text = "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam\nnăm 2013 và các luật.\n"

    assert passages(text) == [text.strip().replace("\n", " ")]
