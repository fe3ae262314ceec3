"""Loading a directory into the tables: additions, changes, and the same file twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from parindex.cycle.units import checks, specs
from parindex.cycle.units.actions import changing, loading
from parindex.cycle.units.comparison import Change, Difference
from parindex.cycle.units.directory import Directory
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import SYSTEM, Place
from parindex.engine.access.checks import Refused
from parindex.foundation.audit.models import HistoryRow
from tests.cycle.units.conftest import AT, PROVINCE, TODAY, Cast, unit


def test_a_first_load_keeps_the_whole_tree(province: Unit) -> None:
    ward, division = unit("phuong-tu-son"), unit("phuong-tu-son-phong-kinh-te")

    assert province.place == Place((province.pk,))
    assert ward.place == Place((province.pk, ward.pk))
    assert division.place == Place((province.pk, ward.pk, division.pk))
    assert (ward.since, ward.search, ward.kind) == (date(2025, 7, 1), "phuong tu son", "commune")
    assert [u.name for u in Unit.objects.filter(origins__predecessor__name="Sở Kế hoạch và Đầu tư")] == [
        "Sở Tài chính"
    ]
    row = HistoryRow.objects.filter(event="directory.loaded").order_by("pk")[0]
    assert (row.subject_label, row.facts, row.person_name) == (
        "Tỉnh Bắc Ninh",
        {"added": 9, "changed": 0},
        "Parindex",
    )


def test_the_tables_give_the_directory_back(province: Unit) -> None:
    assert specs.directory(province.pk).units == Directory.load(PROVINCE).units


def test_reading_the_directory_again_costs_one_query(
    province: Unit, cast: Cast, django_assert_num_queries: Callable
) -> None:
    first = specs.directory(province.pk)
    with django_assert_num_queries(1):
        assert specs.directory(province.pk) is first
    changing.give_alias(unit("so-noi-vu"), text="Sở Tổ chức", by=cast.administrator, at=AT)
    assert specs.directory(province.pk) is not first


def test_the_last_directories_built_are_kept(db: None) -> None:
    for number in range(9):
        made = loading.load(Directory.load(f"city: Tỉnh {number}"), by=SYSTEM, at=AT)
        assert specs.directory(Unit.objects.get(code=f"tinh-{number}").pk).units == made.added
    assert len(specs.directory().units) == 9


def test_the_packaged_directory_is_used_while_none_is_kept(db: None) -> None:
    assert specs.directory() == Directory.packaged()


def test_the_same_file_again_changes_nothing(province: Unit, cast: Cast) -> None:
    before = HistoryRow.objects.count()

    assert loading.load(Directory.load(PROVINCE), by=cast.administrator, at=AT) == Difference()
    assert HistoryRow.objects.count() == before


def test_a_newer_file_adds_and_changes(province: Unit, cast: Cast) -> None:
    newer = (
        PROVINCE.replace("aliases: [SNV]", "aliases: [SNV, Sở NV], note: mới")
        .replace("communes: [Gia Bình]", "communes: [Gia Bình, Lương Tài]")
        .replace(
            "wards: [Từ Sơn, Kinh Bắc]",
            "wards: [{name: Từ Sơn, until: 2027-01-01, successors: [Xã Gia Bình]}]",
        )
    )
    told = loading.compare(Directory.load(newer), by=cast.administrator, at=AT)

    assert told == loading.load(Directory.load(newer), by=cast.administrator, at=AT)
    assert [u.name for u in told.added] == ["Xã Lương Tài"]
    assert told.changes == (
        Change("so-noi-vu", "Sở Nội vụ", "note", "", "mới"),
        Change("so-noi-vu", "Sở Nội vụ", "aliases", "", "Sở NV"),
        Change("phuong-tu-son", "Phường Từ Sơn", "until", "", "2027-01-01"),
        Change("phuong-tu-son", "Phường Từ Sơn", "successors", "", "Xã Gia Bình"),
    )
    assert told.kept == ("Phường Kinh Bắc",)
    assert told.changed == ("so-noi-vu", "phuong-tu-son")
    kept = {u.code: u for u in specs.directory(province.pk).units}
    assert (kept["so-noi-vu"].aliases, kept["so-noi-vu"].note) == (("SNV", "Sở NV"), "mới")
    assert (kept["phuong-tu-son"].until, kept["phuong-tu-son"].successors) == (
        date(2027, 1, 1),
        ("Xã Gia Bình",),
    )
    assert unit("so-noi-vu").search == "so noi vu snv so nv"
    assert unit("xa-luong-tai").place.lineage[0] == province.pk
    rows = HistoryRow.objects.filter(event="unit.corrected").values_list("subject_label", "facts")
    assert rows[0] == ("Sở Nội vụ", {"field": "note", "before": "", "after": "mới"})
    assert not loading.compare(Directory.load(newer), by=cast.administrator, at=AT)


def test_a_newer_file_corrects_a_name_and_a_start(province: Unit, cast: Cast) -> None:
    newer = PROVINCE.replace(
        "communes: [Gia Bình]", "communes: [{name: Gia Bính, code: xa-gia-binh, since: 2025-08-01}]"
    )
    loading.load(Directory.load(newer), by=cast.administrator, at=AT)

    commune = unit("xa-gia-binh")
    assert (commune.name, commune.since) == ("Xã Gia Bính", date(2025, 8, 1))
    assert list(commune.names.values_list("text", "since", "until")) == [
        ("Xã Gia Bính", date(2025, 8, 1), None)
    ]


def test_loading_does_not_undo_a_rename_or_a_correction(province: Unit, cast: Cast) -> None:
    changing.rename(unit("so-noi-vu"), name="Sở Tổ chức", on=date(2026, 6, 1), by=cast.administrator, at=AT)
    changing.correct(
        unit("xa-gia-binh"),
        name="Xã Gia Bính",
        since=date(2025, 7, 1),
        until=None,
        note="",
        by=cast.administrator,
        at=AT,
    )

    assert loading.load(Directory.load(PROVINCE), by=cast.administrator, at=AT) == Difference()


def test_only_the_system_sets_up_a_province(province: Unit, cast: Cast) -> None:
    new = Directory.load("city: Tỉnh Mới\n")
    with pytest.raises(Refused):
        loading.load(new, by=cast.administrator, at=AT)
    with pytest.raises(Refused):
        loading.compare(new, by=cast.administrator, at=AT)
    assert loading.load(new, by=SYSTEM, at=AT).added == new.units


def test_a_stranger_loads_nothing(province: Unit, cast: Cast) -> None:
    newer = Directory.load(PROVINCE.replace("Gia Bình", "Gia Bình Mới"))
    for actor in (cast.stranger, cast.officer):
        with pytest.raises(Refused):
            loading.load(newer, by=actor, at=AT)
    assert not Unit.objects.filter(name="Xã Gia Bình Mới").exists()


def test_a_directory_without_a_province_is_refused(db: None) -> None:
    with pytest.raises(checks.Unfit) as wrong:
        loading.load(Directory.load("departments: [Sở A]"), by=SYSTEM, at=AT)
    assert wrong.value.words.en == "The directory names no province. Add the key city."


def test_the_whole_of_hanoi_loads(db: None) -> None:
    difference = loading.load(Directory.packaged(), by=SYSTEM, at=AT)

    assert len(difference.added) == Unit.objects.count() == len(Directory.packaged().units)
    assert specs.directory().units == Directory.packaged().units
    assert specs.directory().resolve("Sở TT&TT", on=TODAY).units == (
        "Sở Khoa học và Công nghệ",
        "Sở Văn hóa và Thể thao",
    )
