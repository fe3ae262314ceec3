"""The directory: loading it, its facts at a day, and errors a clerk can act on."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from parindex.cycle.units import reading
from parindex.cycle.units.directory import Directory, DirectoryError, Kind, Unit
from tests.seeds import SHARED, needs_seeds

BEFORE, AFTER = date(2024, 5, 30), date(2026, 5, 1)

NOT_YAML = "Correct this line: check indentation, brackets and quotes; no key twice, no & and *."
BAC_NINH = """
city: Tỉnh Bắc Ninh
city_body: UBND tỉnh Bắc Ninh
departments:
  - {name: Sở Nội vụ, aliases: [SNV]}
  - {name: Văn phòng UBND tỉnh}
other_bodies:
  - {name: Công an tỉnh, kind: central_agency, since: 2025-03-01}
dissolved:
  - {name: Sở Ngoại vụ, until: 2025-03-01, successors: [Văn phòng UBND tỉnh], note: theo sắp xếp}
districts_until_2025:
  huyen: [Gia Bình]
  thanh_pho: [Từ Sơn]
wards: [Từ Sơn]
communes: [Gia Bình]
ward_divisions: [Phòng Kinh tế]
"""


def test_the_shape_of_another_province() -> None:
    two_tiers = date(2025, 7, 1)
    assert Directory.load(BAC_NINH).units == (
        Unit("Tỉnh Bắc Ninh", Kind.CITY, "tinh-bac-ninh"),
        Unit("UBND tỉnh Bắc Ninh", Kind.CITY_BODY, "ubnd-tinh-bac-ninh"),
        Unit("Sở Nội vụ", Kind.DEPARTMENT, "so-noi-vu", aliases=("SNV",)),
        Unit("Văn phòng UBND tỉnh", Kind.DEPARTMENT, "van-phong-ubnd-tinh"),
        Unit("Công an tỉnh", Kind.CENTRAL_AGENCY, "cong-an-tinh", since=date(2025, 3, 1)),
        Unit(
            "Sở Ngoại vụ",
            Kind.DEPARTMENT,
            "so-ngoai-vu",
            until=date(2025, 3, 1),
            successors=("Văn phòng UBND tỉnh",),
            note="theo sắp xếp",
        ),
        Unit("Phường Từ Sơn", Kind.COMMUNE, "phuong-tu-son", since=two_tiers),
        Unit("Xã Gia Bình", Kind.COMMUNE, "xa-gia-binh", since=two_tiers),
        Unit("Huyện Gia Bình", Kind.DISTRICT, "huyen-gia-binh", until=two_tiers),
        Unit("Thành phố Từ Sơn", Kind.DISTRICT, "thanh-pho-tu-son", until=two_tiers),
        Unit("Phòng Kinh tế", Kind.DIVISION, "phong-kinh-te"),
    )


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("UBND tỉnh", "UBND tỉnh Bắc Ninh"),
        ("VP UBND tỉnh Bắc Ninh", "Văn phòng UBND tỉnh"),
        ("Sở Nội vụ tỉnh", "Sở Nội vụ"),
        ("Công an tỉnh Bắc Ninh", "Công an tỉnh"),
        ("Từ Sơn", "Phường Từ Sơn"),
    ],
)
def test_names_of_another_province(printed: str, expected: str) -> None:
    assert Directory.load(BAC_NINH).resolve(printed, on=AFTER).units == (expected,)


def test_a_province_named_without_its_level() -> None:
    bare = Directory.load("city: Bắc Ninh\ncity_body: UBND tỉnh Bắc Ninh\ndepartments: [Sở Nội vụ]\n")
    for printed in ("Sở Nội vụ tỉnh Bắc Ninh", "Sở Nội vụ Bắc Ninh", "Sở Nội vụ tỉnh"):
        assert bare.resolve(printed, on=AFTER).units == ("Sở Nội vụ",)
    assert bare.resolve("UBND tỉnh", on=AFTER).units == ("UBND tỉnh Bắc Ninh",)


def test_a_provincial_city_before_the_district_level_ended() -> None:
    bac_ninh = Directory.load(BAC_NINH)
    assert bac_ninh.resolve("UBND thành phố Từ Sơn", on=BEFORE).units == ("Thành phố Từ Sơn",)


def test_hanoi_at_two_days() -> None:
    hanoi = Directory.packaged()
    before = Counter(unit.kind for unit in hanoi.at(BEFORE))
    after = Counter(unit.kind for unit in hanoi.at(AFTER))
    assert (before[Kind.DISTRICT], before[Kind.COMMUNE]) == (30, 0)
    assert (after[Kind.DISTRICT], after[Kind.COMMUNE]) == (0, 126)
    assert (after[Kind.DEPARTMENT], after[Kind.DEPARTMENT_EQUIVALENT]) == (15, 1)


def test_a_ward_whose_own_name_resembles_its_level() -> None:
    listed = Directory.load("city: Thành phố Hà Nội\nwards: [Phương Liệt, phường Láng]\ncommunes: [Xa La]\n")
    assert [unit.name for unit in listed.units] == [
        "Thành phố Hà Nội",
        "Phường Phương Liệt",
        "phường Láng",
        "Xã Xa La",
    ]


def test_find_gives_the_units_themselves() -> None:
    found = Directory.packaged().find("Sở Nội vụ và UBND phường Yên Hòa", on=AFTER)
    assert [(unit.code, unit.kind) for unit in found] == [
        ("so-noi-vu", Kind.DEPARTMENT),
        ("phuong-yen-hoa", Kind.COMMUNE),
    ]


@needs_seeds
def test_the_packaged_facts_are_the_shared_ones() -> None:
    shared = Directory.load((SHARED / "data" / "hanoi_units.yaml").read_text("utf-8"))
    ours = Directory.packaged()
    assert [u.name for u in ours.units] == [u.name for u in shared.units]
    assert [(u.since, u.until, u.aliases, u.successors) for u in ours.units] == [
        (u.since, u.until, u.aliases, u.successors) for u in shared.units
    ]


def test_every_own_name_and_alias_is_found() -> None:
    hanoi = Directory.packaged()
    for unit in hanoi.units:
        day = unit.since or BEFORE
        for name in (unit.name, *unit.aliases):
            assert hanoi.resolve(name, on=day).units == (unit.name,), name


def test_successors_are_followed_to_the_end() -> None:
    chain = Directory.load(
        "dissolved:\n"
        "  - {name: Ban A, until: 2020-01-01, successors: [Ban B]}\n"
        "  - {name: Ban B, until: 2022-01-01, successors: [Ban C]}\n"
        "departments: [Ban C]\n"
    )
    assert chain.resolve("Ban A", on=date(2021, 1, 1)).units == ("Ban B",)
    assert chain.resolve("Ban A", on=AFTER).units == ("Ban C",)


def test_successors_in_a_circle_end_the_search() -> None:
    circle = Directory.load(
        "dissolved:\n"
        "  - {name: Ban A, until: 2020-01-01, successors: [Ban B]}\n"
        "  - {name: Ban B, until: 2020-01-01, successors: [Ban A]}\n"
    )
    assert circle.resolve("Ban A", on=AFTER).units == ()


def test_a_division_followed_by_its_ward() -> None:
    ward = Directory.load("wards: [An]\nward_divisions: [Phòng Kinh tế]\n")
    for printed in ("Phòng Kinh tế phường An", "Phòng Kinh tế - phường", "Phòng Kinh tế UBND phường An"):
        assert ward.resolve(printed, on=AFTER).units == ("Phòng Kinh tế",)


def test_divisions_of_named_wards() -> None:
    wards = Directory.load(
        "wards: [An, Bình]\nward_divisions: {Phường An: [Phòng Kinh tế], Phường Bình: [Phòng Kinh tế]}\n"
    )
    assert [(unit.code, unit.parent) for unit in wards.units[2:]] == [
        ("phuong-an-phong-kinh-te", "Phường An"),
        ("phuong-binh-phong-kinh-te", "Phường Bình"),
    ]
    assert wards.resolve("Phòng Kinh tế", on=AFTER).units == ("Phòng Kinh tế",)


@pytest.mark.parametrize(
    ("text", "key", "remedy"),
    [
        ("", "units", "Give at least city, departments and communes."),
        ("- a", "units", "Give at least city, departments and communes."),
        ("city: [", "dòng 1", NOT_YAML),
        ("city: A\ncity: B", "dòng 2", NOT_YAML),
        ("wards: &a [A]\ncommunes: *a", "dòng 2", NOT_YAML),
        ("city: \0", "dòng 1", NOT_YAML),
        ("city: " + "[" * 5000, "dòng 1", NOT_YAML),
        ("2025: [A]", "2025", "Use: " + ", ".join(sorted(reading.KEYS)) + "."),
        ("departements: []", "departements", "Use: departments."),
        ("departments: Sở Nội vụ", "departments", "Write a list."),
        ("departments: [3]", "departments[1].name", "Write a name (text, not blank)."),
        ("departments: ['  ']", "departments[1].name", "Write a name (text, not blank)."),
        ("departments: [{nam: Sở A}]", "departments[1].nam", "Use: name."),
        ("other_bodies: [{name: A, kind: presse}]", "other_bodies[1].kind", "Use: press."),
        ("departments: [{name: A, since: soon}]", "departments[1].since", "Write a date such as 2025-07-01."),
        ("departments: [{name: A, aliases: B}]", "departments[1].aliases", "Write a list of names."),
        (
            "districts_until_2025: [A]",
            "districts_until_2025",
            "Write a table of quan, huyen, thi_xa, thanh_pho.",
        ),
        ("districts_until_2025: {huyn: [A]}", "districts_until_2025.huyn", "Use: huyen."),
        (
            "departments: [Sở A, Sở A]",
            "Sở A",
            "Remove one of them, or let since and until follow one another.",
        ),
        (
            "departments: [{name: A, since: 2025-01-02, until: 2025-01-02}]",
            "A.until",
            "Correct since or until.",
        ),
        ("dissolved: [{name: A, successors: [Bb]}]\ndepartments: [Bbc]", "A.successors", "Use: Bbc."),
        ("ward_divisions: {Phường A: [Phòng B]}\nwards: [Aa]", "Phòng B.parent", "Use: Phường Aa."),
    ],
)
def test_a_wrong_file_is_told_by_key_and_remedy(text: str, key: str, remedy: str) -> None:
    with pytest.raises(DirectoryError) as wrong:
        Directory.load(text)
    assert (wrong.value.key, wrong.value.remedy.en) == (key, remedy)
    assert str(wrong.value) == wrong.value.words().vi
    assert wrong.value.words().en == f"{key}: {wrong.value.problem.en} {remedy}"


def test_a_huge_file_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(DirectoryError) as wrong:
        reading.units("#" * 5_000_001)
    assert wrong.value.key == "units"


def test_answers_are_remembered() -> None:
    hanoi = Directory.packaged()
    assert hanoi.resolve("Sở Nội vụ", on=AFTER) is hanoi.resolve("Sở Nội vụ", on=AFTER)


def test_one_name_twice_in_turn_gets_two_codes() -> None:
    again = Directory.load(
        "departments:\n"
        "  - {name: Sở A, until: 2020-01-01}\n"
        "  - {name: Sở A, since: 2022-01-01}\n"
        "  - {name: Sở Á}\n"
    )
    assert [unit.code for unit in again.units] == ["so-a", "so-a-2", "so-a-3"]
    assert again.resolve("Sở A", on=date(2021, 1, 1)).units == ()
    assert again.resolve("Sở A", on=AFTER).units == ("Sở A",)
