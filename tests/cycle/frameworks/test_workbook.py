"""The workbook of a framework: what is written reads back equal; what cannot be read is told by its row."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given, settings

from parindex.cycle.documents.blocks import Paragraph, Unusable
from parindex.cycle.documents.formats import xlsx
from parindex.cycle.frameworks import packs, reading, wording, workbook
from parindex.cycle.frameworks.rules import KINDS
from parindex.engine.scoring.specs import CriterionSpec, FrameworkSpec
from tests.cycle.frameworks import files
from tests.cycle.frameworks.test_importing import WHOLE
from tests.cycle.frameworks.test_writing import frameworks

HEADS = ("Cấp", "Mã", "Nội dung", "Điểm tối đa", "Loại quy tắc", "Tham số", "Căn cứ", "Tình trạng")
ABOUT = (("Mã tệp", "x"), ("Tổng điểm", "1,5"))


def made(*rows: tuple[str | int, ...], heads: tuple[str, ...] = HEADS) -> bytes:
    """A workbook as a person makes it: its own order of columns, numbers as numbers, a title above."""
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Tiêu chí")
        sheet.write(0, 0, "BỘ TIÊU CHÍ NĂM 2025")
        for down, row in enumerate((heads, *rows), start=1):
            for at, value in enumerate(row):
                sheet.write(down, at, value)
        about = book.add_worksheet("Thông tin")
        for down, (label, value) in enumerate(ABOUT):
            about.write(down, 0, label)
            about.write(down, 1, value)
    return data.getvalue()


def read(data: bytes) -> reading.Reading:
    return reading.of(workbook.compose(data))


def test_the_sheet_of_a_framework_reads_as_an_official_expects() -> None:
    spec = reading.read(WHOLE.encode()).spec
    title, *tables = xlsx.read(workbook.write(spec)).blocks
    assert isinstance(title, Paragraph)
    assert title.text == "Bộ chỉ số xã, phường"
    assert [table.at.sheet for table in tables] == ["Bộ tiêu chí", "Thông tin", "Hướng dẫn"]
    rows = [[cell.text for cell in row.cells] for row in tables[0].rows]
    assert rows[0] == [column.value for column in workbook.Column]
    assert rows[2] == [
        *("2", "1.10", "Kế hoạch", "1.50", "", "", "Đơn vị tự chấm", "", "Bắt buộc", "Kế hoạch đã ký"),
        *("Theo tỷ lệ", '{floor: "0.8", empty: zero}', "Điều 1", "Đúng văn bản", "", "Nộp trước 31/01"),
    ]


@pytest.mark.parametrize("pack", packs.IDS)
def test_a_pack_goes_through_a_workbook_unchanged(pack: str) -> None:
    assert read(workbook.write(packs.spec(pack))).spec == packs.spec(pack)


@settings(max_examples=60)
@given(frameworks)
def test_what_is_written_reads_back_equal(spec: FrameworkSpec) -> None:
    assert read(workbook.write(spec)).spec == spec


def test_a_workbook_made_by_hand_is_read() -> None:
    data = made(
        (1, "I", "Chỉ đạo"),
        (2, "1.1", "Kế hoạch", 1.5, "theo ty le", '{floor: "0.8"}', "Điều 1", "assumed"),
        (2, "1.2", "Báo cáo", "0,5", "yes_no", "", "Điều 2", "Minh họa"),
    )
    spec = read(data).spec
    assert (spec.id, spec.total, [node.path for node in spec.criteria[0].children]) == (
        "x",
        "1.5",
        ["I/1.1", "I/1.2"],
    )
    first, second = spec.criteria[0].children
    assert isinstance(first, CriterionSpec)
    assert (first.max, first.rule and first.rule.kind, first.rule and first.rule.floor) == (
        "1.5",
        "ratio",
        "0.8",
    )
    assert (second.max, second.rule and second.rule.status) == ("0.5", "illustrative")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (((2, "1", "a"),), "Dòng 3: cột “Cấp” ghi “2”"),
        (((1, "1", "a"), (3, "2", "b")), "Dòng 4: cột “Cấp” ghi “3”"),
        ((("x", "1", "a"),), "Dòng 3: cột “Cấp” ghi “x”"),
        (((1, "1", "a", "1", "yes_no", "[1]"),), "Dòng 3: cột “Tham số” phải viết dạng"),
        (((1, "1", "a", "1", "yes_no", "{kind: count}"),), "Dòng 3: cột “Tham số” phải viết dạng"),
        (((1, "1", "a", "1", "yes_no", "{a: "),), "Dòng 3, cột “Tham số”:"),
        (((1, "1", "a", "một"),), "Dòng 3: “một” của mục “max” không phải là số"),
        ((), "Không thấy bảng tiêu chí"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_row(rows: tuple[tuple[str | int, ...], ...], said: str) -> None:
    with pytest.raises(Unusable) as refusal:
        read(made(*rows))
    assert refusal.value.vi.startswith(said)


def test_findings_name_the_row() -> None:
    found = read(made((1, "1", "a", "1", "theo bac", "{}", "Điều 1"))).findings
    assert ("RULE_INCOMPLETE", "error", "1") in files.told(found)
    assert {each.row for each in found if each.code == "RULE_INCOMPLETE"} == {3}


@pytest.mark.parametrize("data", [b"", b"PK", b"schema: parindex/framework/1"])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(Unusable):
        workbook.compose(data)


def test_a_text_longer_than_a_cell_is_refused() -> None:
    long = CriterionSpec(path="1", code="1", name="x" * (workbook.LONGEST_CELL + 1))
    with pytest.raises(Unusable):
        workbook.write(FrameworkSpec(id="x", criteria=(long,)))


def test_every_kind_has_its_words() -> None:
    assert set(wording.KINDS) == set(wording.HINTS) == set(KINDS)
