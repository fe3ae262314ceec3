"""Letterheads set with tabs, annexes with their caption first, blanks filled with dots."""

from __future__ import annotations

import pytest

from tests.cycle.documents.texts import CRITERIA_HEAD, read, tasks

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
CREED = "Độc lập - Tự do - Hạnh phúc"
BELOW = "Số: 12/KH-UBND\n\nCửa Nam, ngày 5 tháng 1 năm 2026\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2026\n"


def test_body_and_motto_on_one_line_are_two_passages() -> None:
    found = read(f"ỦY BAN NHÂN DÂN {MOTTO}\n\nPHƯỜNG CỬA NAM {CREED}\n\n{BELOW}")

    assert found.document.issuer == "ỦY BAN NHÂN DÂN PHƯỜNG CỬA NAM"
    assert [passage.text for passage in found.text][:4] == [
        "ỦY BAN NHÂN DÂN",
        MOTTO,
        "PHƯỜNG CỬA NAM",
        CREED,
    ]


@pytest.mark.parametrize("line", [MOTTO, CREED, f"Quốc hiệu là {MOTTO}", f"{MOTTO} {CREED}"])
def test_other_lines_with_the_motto_stay_as_they_are(line: str) -> None:
    said = [passage.text for passage in read(f"UBND PHƯỜNG CỬA NAM\n\n{line}\n\n{BELOW}").text]

    assert said[:2] in (["UBND PHƯỜNG CỬA NAM", line], ["UBND PHƯỜNG CỬA NAM", MOTTO])


def test_an_annex_whose_caption_stands_above_its_title() -> None:
    found = read(
        "Phụ lục II\n\n(Ban hành kèm theo Kế hoạch số 12/KH-UBND)\n\nCHỈ TIÊU PAR INDEX NĂM 2026\n\n"
        f"{CRITERIA_HEAD}1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\n"
    )

    assert (found.document.kind, found.document.title) == ("annex", "CHỈ TIÊU PAR INDEX NĂM 2026")


def test_an_annex_whose_title_stands_on_its_line_ends_at_the_caption() -> None:
    found = read("Phụ lục II. CHỈ TIÊU\n\n(Kèm theo Kế hoạch số 12/KH-UBND)\n\nPHẦN CHUNG\n\n")

    assert found.document.title == "CHỈ TIÊU"


def test_cells_of_dots_and_strokes_are_blank() -> None:
    (row,) = tasks("1\tBan hành\t…\t…\t/\t- …\n").rows

    assert (row.leads, row.partners, row.deliverables, row.deadline.kind) == ((), (), (), "unstated")


def test_a_criterion_with_a_lead_of_dots_inherits() -> None:
    found = read(
        f"Chỉ số PAR INDEX\n\n{CRITERIA_HEAD}1\tChỉ đạo\t3\t2\t3\tSở Nội vụ\n1.1\tKế hoạch\t3\t2\t3\t…\n"
    )

    rows = found.as_json("vi")["tables"][0]["rows"]
    assert [[lead["text"] for lead in row["leads"]] for row in rows] == [["Sở Nội vụ"], ["Sở Nội vụ"]]
    assert found.findings == ()
