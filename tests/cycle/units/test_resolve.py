"""What one item of a lead or partner cell names: units, groups, or nothing that is certain."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parindex.cycle.units.directory import Directory, Resolution
from parindex.cycle.units.expressions import Group
from tests.seeds import needs_seeds, seed

BEFORE = date(2024, 5, 30)
AFTER = date(2026, 5, 1)
HANOI = Directory.packaged()


def units(printed: str, *, on: date = AFTER) -> tuple[str, ...]:
    """The units alone; nothing else may have been understood."""
    found = HANOI.resolve(printed, on=on)
    assert found == Resolution(units=found.units)
    return found.units


def groups(printed: str, *, on: date = AFTER) -> tuple[str, ...]:
    """The groups alone; nothing else may have been understood."""
    found = HANOI.resolve(printed, on=on)
    assert found == Resolution(groups=found.groups)
    return found.groups


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Sở Nội vụ", ("Sở Nội vụ",)),
        ("sở nội vụ", ("Sở Nội vụ",)),
        ("So Noi vu", ("Sở Nội vụ",)),
        ("Sờ Nội vu", ("Sở Nội vụ",)),
        ("Sở Nộii vụ", ("Sở Nội vụ",)),
        ("Sở Xây Dựg", ("Sở Xây dựng",)),
        ("SNV", ("Sở Nội vụ",)),
        ("Sở Nội vụ Hà Nội", ("Sở Nội vụ",)),
        ("Sở Nội vụ thành phố Hà Nội", ("Sở Nội vụ",)),
        ("Giám đốc Sở Nội vụ", ("Sở Nội vụ",)),
        ("Sở TP", ("Sở Tư pháp",)),
        ("Sở KH&CN", ("Sở Khoa học và Công nghệ",)),
        ("Sở KHCN", ("Sở Khoa học và Công nghệ",)),
        ("Sở Khoa học & Công nghệ", ("Sở Khoa học và Công nghệ",)),
        ("Sở GD-ĐT", ("Sở Giáo dục và Đào tạo",)),
        ("Sở NN&MT", ("Sở Nông nghiệp và Môi trường",)),
        ("Sở Quy hoạch – Kiến trúc", ("Sở Quy hoạch - Kiến trúc",)),
        ("Sở QH-KT", ("Sở Quy hoạch - Kiến trúc",)),
        ("Văn phòng UBND Thành phố", ("Văn phòng UBND Thành phố",)),
        ("VP UBND TP", ("Văn phòng UBND Thành phố",)),
        ("VPUBND TP", ("Văn phòng UBND Thành phố",)),
        ("Văn phòng Ủy ban nhân dân thành phố Hà Nội", ("Văn phòng UBND Thành phố",)),
        ("Thanh tra TP", ("Thanh tra Thành phố",)),
        ("Công an TP Hà Nội", ("Công an Thành phố",)),
        ("TT Phục vụ HCC Thành phố", ("Trung tâm Phục vụ hành chính công Thành phố",)),
        ("Chánh Văn phòng UBND Thành phố", ("Văn phòng UBND Thành phố",)),
        ("Trưởng phòng Văn hóa - Xã hội", ("Phòng Văn hóa - Xã hội",)),
        ("Sở Nội vụ - cơ quan thường trực", ("Sở Nội vụ",)),
        ("Sở Nội vụ là cơ quan đầu mối, tổng hợp, báo cáo UBND Thành phố", ("Sở Nội vụ",)),
        ("Trung tâm PVHCC", ("Trung tâm Phục vụ hành chính công Thành phố",)),
        ("BHXH TP", ("Bảo hiểm xã hội Thành phố",)),
        ("Viện NCPT KT-XH Hà Nội", ("Viện nghiên cứu phát triển kinh tế - xã hội Hà Nội",)),
        (
            "Viện Nghiên cứu phát triển kinh tế xã hội",
            ("Viện nghiên cứu phát triển kinh tế - xã hội Hà Nội",),
        ),
        ("MTTQ Việt Nam TPHN", ("Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Hà Nội",)),
        ("UBND TP", ("UBND thành phố Hà Nội",)),
        ("Chủ tịch UBND Thành phố", ("UBND thành phố Hà Nội",)),
        ("Văn phòng HĐND và UBND phường", ("Văn phòng HĐND - UBND phường",)),
        ("VP HĐND-UBND", ("Văn phòng HĐND - UBND phường",)),
        ("Văn phòng HĐND&UBND phường Yên Hòa", ("Văn phòng HĐND - UBND phường",)),
        ("Phòng Kinh tế, Hạ tầng – Đô thị", ("Phòng Kinh tế, Hạ tầng và Đô thị",)),
        ("Phòng Kinh tế, Hạ tầng và Đô thị phường", ("Phòng Kinh tế, Hạ tầng và Đô thị",)),
        ("Phòng KT-HT&ĐT", ("Phòng Kinh tế, Hạ tầng và Đô thị",)),
        ("P. Văn hóa - Xã hội", ("Phòng Văn hóa - Xã hội",)),
        ("UBND phường Yên Hòa", ("Phường Yên Hòa",)),
        ("UBND P. Yên Hoà", ("Phường Yên Hòa",)),
        ("Phường Văn Miếu – Quốc Tử Giám", ("Phường Văn Miếu - Quốc Tử Giám",)),
        ("Hoàn Kiếm", ("Phường Hoàn Kiếm",)),
    ],
)
def test_one_unit_however_it_is_printed(printed: str, expected: tuple[str, ...]) -> None:
    assert units(printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Sở Nội vụ, Sở Tư pháp", ("Sở Nội vụ", "Sở Tư pháp")),
        ("Thanh tra Thành phố phố, Sở Y tế", ("Thanh tra Thành phố", "Sở Y tế")),
        ("Sở Nội vụ/Sở Tài chính", ("Sở Nội vụ", "Sở Tài chính")),
        ("Sở Nội vụ, Tư pháp và Tài chính", ("Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính")),
        ("Các Sở: Nội vụ, Y tế; Thanh tra Thành phố", ("Sở Nội vụ", "Sở Y tế", "Thanh tra Thành phố")),
        ("Các Sở: NV, TC, KH&CN", ("Sở Nội vụ", "Sở Tài chính", "Sở Khoa học và Công nghệ")),
        ("Các Sở, ngành: Nội vụ, Tài chính", ("Sở Nội vụ", "Sở Tài chính")),
        ("Sở Văn hóa, Thể thao và Du lịch", ("Sở Văn hóa và Thể thao", "Sở Du lịch")),
        ("Sở Nội vụ chủ trì, phối hợp với Sở Tài chính", ("Sở Nội vụ", "Sở Tài chính")),
        ("Sở Y tế (khám chữa bệnh) Sở Xây dựng", ("Sở Y tế", "Sở Xây dựng")),
        ("UBND các phường: Yên Hòa, Láng và xã Thanh Trì", ("Phường Yên Hòa", "Phường Láng", "Xã Thanh Trì")),
        (
            "UBND các xã, phường: Yên Hòa, Thanh Trì, Sóc Sơn",
            ("Phường Yên Hòa", "Xã Thanh Trì", "Xã Sóc Sơn"),
        ),
        ("UBND phường Yên Hòa, Láng", ("Phường Yên Hòa", "Phường Láng")),
        (
            "Các phòng: Văn hóa - Xã hội; Kinh tế, Hạ tầng và Đô thị",
            ("Phòng Văn hóa - Xã hội", "Phòng Kinh tế, Hạ tầng và Đô thị"),
        ),
        ("Sở Nội vụ; Sở Nội vụ", ("Sở Nội vụ",)),
    ],
)
def test_several_units_in_the_order_printed(printed: str, expected: tuple[str, ...]) -> None:
    assert units(printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Các sở, ban, ngành, UBND cấp huyện", ("departments", "districts")),
        ("Sở ngành", ("departments",)),
        ("Sở, ban, ngành, UBND cấp huyện, UBND cấp xã", ("departments", "districts", "communes")),
        ("Các Sở, ngành, UBND các quận, huyện, thị xã", ("departments", "districts")),
        ("UBND các huyện, thị xã, thành phố", ("districts",)),
        ("UBND cấp huyện, cấp xã", ("districts", "communes")),
        ("UBND các quận, huyện, thị xã, UBND các xã, phường, thị trần", ("districts", "communes")),
        ("Ủy ban nhân dân các xã, phường, đặc khu", ("communes",)),
        ("UBND 126 xã, phường", ("communes",)),
        ("UBND các xã, phường thuộc Thành phố", ("communes",)),
        ("UBND cấp xã được chọn khảo sát", ("communes",)),
        ("Thủ trưởng các sở, ngành; Chủ tịch UBND các xã, phường", ("departments", "communes")),
        ("Các Sở, cơ quan tương đương Sở, UBND xã, phường", ("departments", "communes")),
        ("Các cơ quan chuyên môn thuộc UBND Thành phố", ("departments",)),
        ("Các sở, ban, ngành, đoàn thể Thành phố", ("departments", "other")),
        ("Các cơ quan, đơn vị, địa phương", ("all",)),
        ("Các sở, ngành, địa phương", ("all",)),
        ("Các cấp, các ngành", ("all",)),
        ("Các cơ quan, đơn vị thuộc Thành phố", ("all",)),
        ("Các cơ quan có liên quan", ("related",)),
        ("Cơ quan, đơn vị liên quan", ("related",)),
        ("Các sở, ngành có liên quan", ("related",)),
        ("Các sở, ngành, UBND cấp xã và các đơn vị liên quan", ("departments", "communes", "related")),
        ("UBND cấp xã, đơn vị liên quan", ("communes", "related")),
        ("Các phòng, ban, đơn vị sự nghiệp thuộc phường", ("divisions",)),
        ("Các phòng chuyên môn, đơn vị sự nghiệp", ("divisions",)),
        ("Trưởng các phòng, ban, đơn vị", ("divisions",)),
        ("Các phòng, ban, ngành, đoàn thể phường", ("divisions", "other")),
        ("Các đơn vị thuộc Sở", ("divisions",)),
        ("Các đơn vị trực thuộc", ("divisions",)),
        ("Các cơ quan cấp xã", ("communes",)),
        ("Các đơn vị sự nghiệp thuộc Thành phố", ("other",)),
        ("Các cơ quan, đơn vị được kiểm tra", ("other",)),
        ("Các cơ quan khảo sát", ("other",)),
        ("Các phương tiện truyền thông", ("other",)),
        ("Các sở, ngành; các xã, phường; các cơ quan liên quan", ("departments", "communes", "related")),
        ("Các thành viên Ban Chỉ đạo", ("other",)),
        ("Công an cấp huyện, cấp xã", ("other",)),
        ("Tòa án nhân dân cấp huyện", ("other",)),
        ("UBND, Mặt trận Tổ quốc Việt Nam cấp huyện", ("districts", "other")),
        ("HĐND, UBND cấp xã", ("communes",)),
        ("UBND các cấp", ("communes",)),
        ("Ủy ban MTTQ các cấp", ("other",)),
        ("Công an các xã, phường", ("other",)),
        ("Văn phòng HĐND - UBND các xã, phường", ("communes",)),
        ("Văn phòng HĐND và UBND cấp huyện", ("districts",)),
        ("Văn phòng HĐND và UBND quận, huyện, thị xã", ("districts",)),
        ("Đảng ủy, UBND các xã, phường", ("communes", "other")),
        ("Cán bộ, công chức, người dân", ("other",)),
        ("Các Sở, ngành theo lĩnh vực phụ trách", ("departments",)),
        ("Các cơ quan, đơn vị theo chức năng, nhiệm vụ", ("all",)),
        ("HĐND cấp xã", ("other",)),
        ("UBND cấp huyện, các tổ chức kinh doanh điện", ("districts", "other")),
        ("Các cơ quan ngành dọc đóng trên địa bàn và các đơn vị liên quan", ("related", "other")),
    ],
)
def test_collective_expressions(printed: str, expected: tuple[str, ...]) -> None:
    assert groups(printed) == expected


def test_localities_are_districts_and_communes_until_the_district_level_ended() -> None:
    assert groups("Các địa phương", on=BEFORE) == ("districts", "communes")
    assert groups("Các địa phương", on=AFTER) == ("communes",)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Sở Tư pháp và UBND cấp xã", Resolution(units=("Sở Tư pháp",), groups=("communes",))),
        (
            "Các Sở: Nội vụ, Y tế và UBND cấp xã",
            Resolution(units=("Sở Nội vụ", "Sở Y tế"), groups=("communes",)),
        ),
        ("Sở Nội vụ cùng các Sở, ngành", Resolution(units=("Sở Nội vụ",), groups=("departments",))),
        ("Công an Thành phố, Công an cấp xã", Resolution(units=("Công an Thành phố",), groups=("other",))),
        ("Sở Nội vụ và các cơ quan liên quan", Resolution(units=("Sở Nội vụ",), groups=("related",))),
        (
            "Văn phòng HĐND – UBND phường theo dõi, đôn đốc, các phòng, ban theo nhiệm vụ được giao",
            Resolution(units=("Văn phòng HĐND - UBND phường",), groups=("divisions",)),
        ),
        (
            "Văn phòng UBND Thành phố theo dõi, hướng dẫn, báo cáo UBND Thành phố",
            Resolution(units=("Văn phòng UBND Thành phố",)),
        ),
    ],
)
def test_units_groups_and_clauses_mixed(printed: str, expected: Resolution) -> None:
    assert HANOI.resolve(printed, on=AFTER) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Sở KH&ĐT", ("Sở Tài chính",)),
        ("Sở TN&MT", ("Sở Nông nghiệp và Môi trường",)),
        ("Sở Nông nghiệp và PTNT", ("Sở Nông nghiệp và Môi trường",)),
        ("Sở TT&TT", ("Sở Khoa học và Công nghệ", "Sở Văn hóa và Thể thao")),
        ("Sở LĐ-TB&XH", ("Sở Nội vụ", "Sở Y tế", "Sở Giáo dục và Đào tạo")),
        ("Đài PTTH HN", ("Báo và Phát thanh, Truyền hình Hà Nội",)),
    ],
)
def test_a_dissolved_unit_is_its_successors(printed: str, expected: tuple[str, ...]) -> None:
    assert units(printed) == expected


def test_the_last_day_and_the_first_day() -> None:
    assert units("Sở TT&TT", on=date(2025, 2, 28)) == ("Sở Thông tin và Truyền thông",)
    assert units("Sở TT&TT", on=date(2025, 3, 1)) == ("Sở Khoa học và Công nghệ", "Sở Văn hóa và Thể thao")


def test_one_name_two_units_told_apart_by_the_day() -> None:
    assert units("Sơn Tây", on=date(2025, 6, 30)) == ("Thị xã Sơn Tây",)
    assert units("Sơn Tây", on=date(2025, 7, 1)) == ("Phường Sơn Tây",)


@pytest.mark.parametrize(
    ("printed", "on", "candidates", "unknown"),
    [
        ("UBND phường Yên Hòa", BEFORE, ("Phường Yên Hòa",), ("ubnd phường yên hòa",)),
        ("Thị xã Sơn Tây", AFTER, ("Thị xã Sơn Tây",), ("thị xã sơn tây",)),
        ("Bộ Nội vụ", AFTER, ("Sở Nội vụ",), ("bộ nội vụ",)),
        ("Tòa án nhân dân Thành phố", AFTER, (), ("tòa án nhân dân thành phố",)),
        ("Công an Thành phố Hồ Chí Minh", AFTER, (), ("công an thành phố hồ chí minh",)),
        ("Sở Ngoại giao", AFTER, (), ("sở ngoại giao",)),
        ("Công an", AFTER, ("Công an Thành phố",), ("công an",)),
        ("Ban Tổ chức Thành ủy", AFTER, (), ("ban tổ chức thành ủy",)),
        ("Phòng Nội vụ cấp huyện", AFTER, (), ("phòng nội vụ cấp huyện",)),
        ("Xã Đông Mai", AFTER, (), ("xã đông mai",)),
        ("", AFTER, (), ("",)),
    ],
)
def test_nothing_is_guessed(
    printed: str, on: date, candidates: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    assert HANOI.resolve(printed, on=on) == Resolution(candidates=candidates, unknown=unknown)


def test_two_near_names_are_candidates_not_an_answer() -> None:
    found = HANOI.resolve("Phường Yên Hà", on=AFTER)
    assert found.units == ()
    assert found.candidates[0] == "Phường Yên Hòa"


def test_an_ambiguous_name_is_not_chosen_by_chance() -> None:
    twins = Directory.load("city: Tỉnh Bắc Ninh\nwards: [Tân An, Tấn An]\n")
    assert twins.resolve("phuong tan an", on=AFTER).candidates == ("Phường Tân An", "Phường Tấn An")
    assert twins.resolve("Phường Tấn An", on=AFTER) == Resolution(units=("Phường Tấn An",))


def test_the_unread_part_of_an_item_is_told() -> None:
    found = HANOI.resolve("Sở Nội vụ, Đoàn kiểm tra liên ngành", on=AFTER)
    assert found.units == ("Sở Nội vụ",)
    assert found.unknown == ("đoàn kiểm tra liên ngành",)


def test_an_item_as_long_as_a_page_is_no_list_of_units() -> None:
    assert HANOI.resolve("Sở Nội vụ, " * 200, on=AFTER).units == ()


@given(st.text(alphabet="SởNộivụđ ,;:-–/&()các xãphườngUBND0126.", max_size=60), st.dates())
def test_whatever_is_printed_has_an_answer_of_known_names(printed: str, on: date) -> None:
    found = HANOI.resolve(printed, on=on)
    assert set(found.units) <= {unit.name for unit in HANOI.at(on)}
    assert set(found.groups) <= {group.value for group in Group}
    assert found.units or found.groups or found.unknown


@given(
    st.lists(st.sampled_from([unit.name for unit in HANOI.at(AFTER)]), min_size=1, max_size=5, unique=True)
)
def test_a_list_of_whole_names_is_read_back(names: list[str]) -> None:
    assert HANOI.resolve("; ".join(names), on=AFTER) == Resolution(units=tuple(names))
    assert HANOI.resolve(", ".join(names), on=AFTER) == Resolution(units=tuple(names))


@needs_seeds
@pytest.mark.parametrize("number", ["000", "002"])
def test_every_owner_of_a_real_criteria_table_is_known(number: str) -> None:
    rows = [line.split("\t") for line in seed(number).read_text("utf-8").splitlines()]
    owners = {row[5].strip() for row in rows if len(row) == 6 and row[2][:1].isdigit()}
    owners = {
        owner for owner in owners if owner and not owner.endswith("-")
    }  # cut by a page: the reader joins
    assert owners
    for owner in owners:
        found = HANOI.resolve(owner, on=AFTER)
        assert (found.units or found.groups, found.unknown) != ((), ()), owner
        assert found.unknown == (), owner


def test_the_office_of_one_council_is_no_collective() -> None:
    assert HANOI.resolve("Văn phòng HĐND và UBND huyện", on=BEFORE) == Resolution(
        unknown=("văn phòng hđnd ubnd huyện",)
    )
    assert HANOI.resolve("Văn phòng HĐND và UBND thị xã, các phòng chuyên môn", on=BEFORE) == Resolution(
        groups=("divisions",), unknown=("văn phòng hđnd ubnd thị xã",)
    )
