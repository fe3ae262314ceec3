"""Cells that hold several leads, partners or deliverables."""

from __future__ import annotations

from datetime import date

import pytest

from parindex.cycle.documents import items, leads
from parindex.cycle.documents.blocks import Cell, Line, Start
from parindex.cycle.documents.outline import Lead
from tests.cycle.documents.texts import directory


def cell(*texts: str, start: Start = Start.PARAGRAPH) -> Cell:
    """A cell of these lines."""
    return Cell(tuple(Line(text, start) for text in texts))


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        (cell("Sở Y tế; Sở Nội vụ;"), ("Sở Y tế", "Sở Nội vụ")),
        (cell("Sở Y tế, Sở Nội vụ."), ("Sở Y tế, Sở Nội vụ",)),
        (cell("Sở Y tế (thuốc; vật tư), Sở Nội vụ"), ("Sở Y tế (thuốc; vật tư)", "Sở Nội vụ")),
        (cell("- Sở Y tế - Sở Nội vụ"), ("Sở Y tế", "Sở Nội vụ")),
        (cell("- Sở Y tế;", "- Các Sở, ban, ngành"), ("Sở Y tế", "Các Sở, ban, ngành")),
        (
            cell("- Văn phòng HĐND - UBND phường - Phòng Văn hóa - Xã hội"),
            ("Văn phòng HĐND - UBND phường", "Phòng Văn hóa - Xã hội"),
        ),
        (cell("Viện kinh tế - xã hội Hà Nội"), ("Viện kinh tế - xã hội Hà Nội",)),
        (cell("- Sở Y tế (khám - Sở Nội vụ phối hợp)"), ("Sở Y tế (khám - Sở Nội vụ phối hợp)",)),
        (cell("Sở Y tế", "Sở Nội vụ", start=Start.ITEM), ("Sở Y tế", "Sở Nội vụ")),
        (cell("Văn phòng", "UBND Thành phố"), ("Văn phòng UBND Thành phố",)),
        (cell("Chủ trì: Sở Y tế, phối hợp: Sở Nội vụ"), ("Chủ trì: Sở Y tế", "phối hợp: Sở Nội vụ")),
        (cell("Chủ trì: Sở Y tế", "Phối hợp: Sở Nội vụ"), ("Chủ trì: Sở Y tế", "Phối hợp: Sở Nội vụ")),
        (cell("Chủ trì: Sở Y tế - Phối hợp: Sở Nội vụ"), ("Chủ trì: Sở Y tế", "Phối hợp: Sở Nội vụ")),
        (cell("Chủ trì: Sở Y tế Phối hợp: Sở Nội vụ"), ("Chủ trì: Sở Y tế", "Phối hợp: Sở Nội vụ")),
        (cell("Sở Y tế (tổng hợp, phối hợp: Sở Nội vụ)"), ("Sở Y tế (tổng hợp, phối hợp: Sở Nội vụ)",)),
        (
            cell("Chủ trì:", "- Sở Y tế", "- Sở Nội vụ", "Phối hợp:", "- Sở Tư pháp"),
            ("Chủ trì: Sở Y tế", "Sở Nội vụ", "Phối hợp: Sở Tư pháp"),
        ),
        (
            cell("Chủ trì: Sở Y tế", "Phối hợp:", "- Sở Nội vụ", "- Sở Tư pháp"),
            ("Chủ trì: Sở Y tế", "Phối hợp: Sở Nội vụ", "Sở Tư pháp"),
        ),
        (cell("1. Chủ trì: Sở Y tế", "2. Phối hợp: Sở X"), ("1. Chủ trì: Sở Y tế", "2. Phối hợp: Sở X")),
        (cell("1. Chủ trì: Sở Y tế 2. Phối hợp: Sở X"), ("1. Chủ trì: Sở Y tế", "2. Phối hợp: Sở X")),
        (cell("-nt-"), ("-nt-",)),
        (Cell(), ()),
    ],
)
def test_units_of_a_cell(printed: Cell, found: tuple[str, ...]) -> None:
    assert items.of_units(printed) == found


@pytest.mark.parametrize(
    ("item", "name", "scope"),
    [
        ("Sở Y tế (khám, chữa bệnh)", "Sở Y tế", "khám, chữa bệnh"),
        ("Sở Y tế (mục (a))", "Sở Y tế", "mục (a)"),
        ("Sở Y tế (cũ) phối hợp", "Sở Y tế (cũ) phối hợp", None),
        ("(cả năm)", "(cả năm)", None),
        ("Sở Y tế", "Sở Y tế", None),
    ],
)
def test_the_scope_ends_the_item(item: str, name: str, scope: str | None) -> None:
    assert items.scope_of(item) == (name, scope)


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        (cell("Kế hoạch; báo cáo"), ("Kế hoạch; báo cáo",)),
        (cell("- Kế hoạch - 100% hồ sơ đúng hạn"), ("Kế hoạch", "100% hồ sơ đúng hạn")),
        (cell("- Báo cáo giai đoạn 2021 - 2025"), ("Báo cáo giai đoạn 2021 - 2025",)),
        (cell("(1) Cuộc thi; (2) Hội nghị"), ("Cuộc thi;", "Hội nghị")),
        (cell("Kế hoạch", "Báo cáo"), ("Kế hoạch", "Báo cáo")),
        (cell("Báo cáo phát triển kinh tế - xã hội"), ("Báo cáo phát triển kinh tế - xã hội",)),
        (cell("- Quy chế phối hợp", "- Biên bản", start=Start.ITEM), ("Quy chế phối hợp", "Biên bản")),
    ],
)
def test_products_of_a_cell(printed: Cell, found: tuple[str, ...]) -> None:
    assert items.of_products(printed) == found


def test_units_at_the_documents_date() -> None:
    printed = cell("Sở Kế hoạch và Đầu tư (đầu tư); Các sở, ban, ngành, UBND cấp xã; Hội X")

    before = leads.read(printed, directory=directory(), on=date(2024, 5, 30))
    after = leads.read(printed, directory=directory(), on=date(2026, 1, 1))

    assert before == (
        Lead("Sở Kế hoạch và Đầu tư", "đầu tư", ("Sở Kế hoạch và Đầu tư",)),
        Lead("Các sở, ban, ngành, UBND cấp xã", None, (), ("departments", "communes")),
        Lead("Hội X"),
    )
    assert after[0] == Lead("Sở Kế hoạch và Đầu tư", "đầu tư", ("Sở Tài chính",))


def test_two_units_that_lost_their_line_end() -> None:
    printed = cell("Sở Y tế (y tế công) Sở Nội vụ (biên chế)")

    assert leads.read(printed, directory=directory(), on=date(2026, 1, 1)) == (
        Lead("Sở Y tế (y tế công) Sở Nội vụ", "biên chế", ("Sở Y tế", "Sở Nội vụ")),
    )


HOME = Lead("Sở Nội vụ", None, ("Sở Nội vụ",))
JUSTICE = Lead("Sở Tư pháp", None, ("Sở Tư pháp",))


@pytest.mark.parametrize(
    ("printed", "led", "helped"),
    [
        (
            cell("Cơ quan chủ trì: Sở Nội vụ; Cơ quan phối hợp: Các sở, ngành; Sở Tư pháp"),
            (Lead("Cơ quan chủ trì: Sở Nội vụ", None, ("Sở Nội vụ",)),),
            (Lead("Cơ quan phối hợp: Các sở, ngành", None, (), ("departments",)), JUSTICE),
        ),
        (
            cell("Sở Nội vụ (chủ trì), Sở Tư pháp (phối hợp), Sở Nội vụ"),
            (Lead("Sở Nội vụ", "chủ trì", ("Sở Nội vụ",)), HOME),
            (Lead("Sở Tư pháp", "phối hợp", ("Sở Tư pháp",)),),
        ),
        (
            cell("Phối hợp: Sở Tư pháp. Đơn vị chủ trì: Sở Nội vụ"),
            (Lead("Đơn vị chủ trì: Sở Nội vụ", None, ("Sở Nội vụ",)),),
            (Lead("Phối hợp: Sở Tư pháp", None, ("Sở Tư pháp",)),),
        ),
        (
            cell("Chủ trì, phối hợp: Các sở: Tư pháp; Y tế"),
            (
                Lead("Chủ trì, phối hợp: Các sở: Tư pháp", None, ("Sở Tư pháp",)),
                Lead("Y tế", None, ("Sở Y tế",)),
            ),
            (),
        ),
        (cell("Sở Nội vụ; Sở Tư pháp"), (HOME, JUSTICE), ()),
        (
            cell("Sở Nội vụ chủ trì; Sở Tư pháp phối hợp"),
            (Lead("Sở Nội vụ chủ trì", None, ("Sở Nội vụ",)),),
            (Lead("Sở Tư pháp phối hợp", None, ("Sở Tư pháp",)),),
        ),
        (
            cell("Sở Nội vụ chủ trì, Sở Tư pháp phối hợp"),
            (Lead("Sở Nội vụ chủ trì, Sở Tư pháp phối hợp", None, ("Sở Nội vụ", "Sở Tư pháp")),),
            (),
        ),
    ],
)
def test_leads_and_partners_in_one_cell(
    printed: Cell, led: tuple[Lead, ...], helped: tuple[Lead, ...]
) -> None:
    assert leads.parted(printed, directory=directory(), on=date(2026, 1, 1)) == (led, helped)
