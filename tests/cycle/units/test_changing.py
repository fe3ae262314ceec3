"""Adding, correcting, renaming, merging, splitting and dissolving units."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from parindex.cycle.units import checks, queries, specs
from parindex.cycle.units.actions import changing
from parindex.cycle.units.facts import Kind
from parindex.cycle.units.models import Alias, Succession, Unit, UnitName
from parindex.engine.access.checks import Refused
from parindex.foundation.audit.models import HistoryRow
from tests.cycle.units.conftest import AT, TODAY, Cast, unit

JUNE = date(2026, 6, 1)
START = date(2025, 7, 1)


def last_row() -> tuple[str, str, dict[str, object]]:
    row = HistoryRow.objects.latest("pk")
    assert row.lineage.startswith("/")
    return row.event, row.subject_label, row.facts


def _add(name: str, cast: Cast, *, since: date | None = JUNE, parent: str = "tinh-bac-ninh") -> Unit:
    above = Unit.objects.get(code=parent)
    return changing.add(name, kind=Kind.COMMUNE, parent=above, since=since, by=cast.administrator, at=AT)


def test_add_below_the_province_and_below_a_ward(province: Unit, cast: Cast) -> None:
    added = _add("  Xã   Lương Tài ", cast)

    assert (added.code, added.name, added.province, added.parent) == (
        "xa-luong-tai",
        "Xã Lương Tài",
        province,
        province,
    )
    assert added.place.lineage == (province.pk, added.pk)
    assert queries.visible(cast.administrator).last() == added
    assert last_row() == ("unit.added", "Xã Lương Tài", {})
    ward = unit("phuong-tu-son")
    division = changing.add(
        "Phòng Văn hóa", kind=Kind.DIVISION, parent=ward, since=None, by=cast.administrator, at=AT
    )
    assert (division.code, division.place.lineage) == (
        "phuong-tu-son-phong-van-hoa",
        (province.pk, ward.pk, division.pk),
    )


def test_a_name_is_used_once_at_a_time(province: Unit, cast: Cast) -> None:
    changing.dissolve(unit("xa-gia-binh"), on=JUNE, by=cast.administrator, at=AT)

    again = _add("Xã Gia Bình", cast, since=JUNE)

    assert again.code == "xa-gia-binh-2"
    with pytest.raises(checks.Unfit) as wrong:
        _add("Xã Gia Bình", cast, since=date(2027, 1, 1))
    assert wrong.value.words.en.startswith("A unit called Xã Gia Bình exists in that time already.")


@pytest.mark.parametrize("name", ["", "  ", "a" * 201])
def test_a_name_has_to_be_one(province: Unit, cast: Cast, name: str) -> None:
    with pytest.raises(checks.Unfit):
        _add(name, cast)


def test_a_renamed_unit_is_read_by_its_name_of_the_day(province: Unit, cast: Cast) -> None:
    office = unit("so-noi-vu")
    changing.rename(office, name="Sở Tổ chức", on=JUNE, by=cast.administrator, at=AT)

    assert last_row() == ("unit.renamed", "Sở Tổ chức", {"before": "Sở Nội vụ", "on": "2026-06-01"})
    assert queries.names([office.pk], on=date(2026, 5, 31)) == {office.pk: "Sở Nội vụ"}
    assert queries.names([office.pk], on=JUNE) == {office.pk: "Sở Tổ chức"}
    read = specs.directory(province.pk)
    assert read.resolve("Sở Nội vụ", on=date(2026, 5, 31)).units == ("Sở Nội vụ",)
    assert read.resolve("Sở Nội vụ", on=JUNE).units == ("Sở Tổ chức",)
    assert read.resolve("Sở Tổ chức", on=JUNE).units == ("Sở Tổ chức",)
    assert read.resolve("Sở Tổ chức", on=TODAY).units == ()
    assert queries.called(["Sở Nội vụ"], on=TODAY, owner=province) == {"Sở Nội vụ": office}
    assert queries.called(["Sở Nội vụ", "Sở Tổ chức"], on=JUNE, owner=province) == {"Sở Tổ chức": office}
    assert list(queries.matching(queries.visible(cast.administrator), "noi vu")) == [office]


def test_a_rename_lies_inside_the_life_of_the_name(province: Unit, cast: Cast) -> None:
    ward = unit("phuong-tu-son")
    for day in (START, date(2025, 1, 1)):
        with pytest.raises(checks.Unfit):
            changing.rename(ward, name="Phường Mới", on=day, by=cast.administrator, at=AT)
    with pytest.raises(checks.Unfit):
        changing.rename(ward, name="Phường Kinh Bắc", on=JUNE, by=cast.administrator, at=AT)
    assert ward.names.count() == 1


def test_a_correction_is_told_field_by_field_and_keeps_the_wrong_name(province: Unit, cast: Cast) -> None:
    commune = unit("xa-gia-binh")
    changing.correct(
        commune, name="Xã Gia Bính", since=JUNE, until=None, note=" mới ", by=cast.administrator, at=AT
    )

    rows = HistoryRow.objects.filter(event="unit.corrected").values_list("facts", flat=True)
    assert list(rows) == [
        {"field": "name", "before": "Xã Gia Bình", "after": "Xã Gia Bính"},
        {"field": "since", "before": "2025-07-01", "after": "2026-06-01"},
        {"field": "note", "before": "", "after": "mới"},
    ]
    assert list(commune.names.values_list("text", "since")) == [("Xã Gia Bính", JUNE)]
    assert specs.directory(province.pk).resolve("Xã Gia Bình", on=JUNE).units == ("Xã Gia Bính",)


def test_a_correction_keeps_periods_in_order(province: Unit, cast: Cast) -> None:
    commune = unit("xa-gia-binh")
    for since, until in ((JUNE, JUNE), (JUNE, START)):
        with pytest.raises(checks.Unfit):
            changing.correct(
                commune, name="Xã Gia Bình", since=since, until=until, note="", by=cast.administrator, at=AT
            )
    changing.rename(commune, name="Xã Khác", on=date(2026, 1, 1), by=cast.administrator, at=AT)
    with pytest.raises(checks.Unfit):
        changing.correct(
            commune, name="Xã Khác", since=JUNE, until=None, note="", by=cast.administrator, at=AT
        )


def test_aliases_come_and_go(province: Unit, cast: Cast) -> None:
    office = unit("so-tai-chinh")
    for _ in range(2):
        changing.give_alias(office, text=" Sở  Tiền ", by=cast.administrator, at=AT)

    assert last_row() == ("unit.alias-given", "Sở Tài chính", {"alias": "Sở Tiền"})
    assert HistoryRow.objects.filter(event="unit.alias-given").count() == 1
    assert office.search == "so tai chinh so tien"
    assert specs.directory(province.pk).resolve("Sở Tiền", on=TODAY).units == ("Sở Tài chính",)
    changing.take_alias(office, text="Sở Tiền", by=cast.administrator, at=AT)
    assert last_row() == ("unit.alias-taken", "Sở Tài chính", {"alias": "Sở Tiền"})
    assert specs.directory(province.pk).resolve("Sở Tiền", on=TODAY).units == ()
    with pytest.raises(Alias.DoesNotExist):
        changing.take_alias(office, text="Sở Tiền", by=cast.administrator, at=AT)


def test_merge(province: Unit, cast: Cast) -> None:
    ward, into = unit("phuong-kinh-bac"), unit("phuong-tu-son")
    changing.merge([ward], into=into, on=JUNE, by=cast.administrator, at=AT)

    assert last_row() == (
        "unit.merged",
        "Phường Kinh Bắc",
        {"successor": "Phường Từ Sơn", "on": "2026-06-01"},
    )
    assert list(queries.predecessors(into)) == [ward]
    read = specs.directory(province.pk)
    assert read.resolve("Phường Kinh Bắc", on=date(2026, 5, 31)).units == ("Phường Kinh Bắc",)
    assert read.resolve("Phường Kinh Bắc", on=JUNE).units == ("Phường Từ Sơn",)
    assert ward not in queries.existing(cast.administrator, on=JUNE)
    assert ward in queries.existing(cast.administrator, on=date(2026, 5, 31))


def test_merge_needs_another_unit_that_exists(province: Unit, cast: Cast) -> None:
    ward = unit("phuong-kinh-bac")
    with pytest.raises(checks.Unfit):
        changing.merge([ward], into=ward, on=JUNE, by=cast.administrator, at=AT)
    with pytest.raises(checks.Unfit):
        changing.merge([ward], into=unit("so-ke-hoach-va-dau-tu"), on=JUNE, by=cast.administrator, at=AT)
    assert not Unit.objects.filter(until=JUNE).exists()


def test_split_ends_the_unit_and_what_stands_below_it(province: Unit, cast: Cast) -> None:
    ward = unit("phuong-tu-son")
    into = [unit("phuong-kinh-bac"), unit("xa-gia-binh")]
    changing.split(ward, into=into, on=JUNE, by=cast.administrator, at=AT)

    assert list(queries.successors(ward)) == into
    assert unit("phuong-tu-son-phong-kinh-te").until == JUNE
    assert last_row() == (
        "unit.split",
        "Phường Từ Sơn",
        {"successors": "Phường Kinh Bắc, Xã Gia Bình", "on": "2026-06-01"},
    )


def test_split_needs_two_units_that_exist(province: Unit, cast: Cast) -> None:
    ward, one = unit("phuong-tu-son"), unit("phuong-kinh-bac")
    for into in ([one], [one, one], [one, ward], [one, unit("so-ke-hoach-va-dau-tu")]):
        with pytest.raises(checks.Unfit):
            changing.split(ward, into=into, on=JUNE, by=cast.administrator, at=AT)
    assert unit("phuong-tu-son").until is None


def test_dissolve_once(province: Unit, cast: Cast) -> None:
    commune = unit("xa-gia-binh")
    changing.dissolve(commune, on=JUNE, by=cast.administrator, at=AT)

    assert last_row() == ("unit.dissolved", "Xã Gia Bình", {"on": "2026-06-01"})
    with pytest.raises(checks.Unfit):
        changing.dissolve(commune, on=date(2026, 7, 1), by=cast.administrator, at=AT)


@pytest.mark.parametrize("who", ["officer", "leader", "stranger"])
def test_nobody_else_changes_units(province: Unit, cast: Cast, who: str) -> None:
    by = getattr(cast, who)
    ward, commune, other = unit("phuong-tu-son"), unit("xa-gia-binh"), unit("phuong-kinh-bac")
    deeds: tuple[Callable[[], object], ...] = (
        lambda: changing.add("Xã A", kind=Kind.COMMUNE, parent=province, since=None, by=by, at=AT),
        lambda: changing.correct(ward, name="A", since=None, until=None, note="", by=by, at=AT),
        lambda: changing.rename(ward, name="A", on=JUNE, by=by, at=AT),
        lambda: changing.give_alias(ward, text="A", by=by, at=AT),
        lambda: changing.take_alias(unit("so-noi-vu"), text="SNV", by=by, at=AT),
        lambda: changing.merge([commune], into=ward, on=JUNE, by=by, at=AT),
        lambda: changing.split(ward, into=[commune, other], on=JUNE, by=by, at=AT),
        lambda: changing.dissolve(ward, on=JUNE, by=by, at=AT),
    )
    before = HistoryRow.objects.count()
    for deed in deeds:
        with pytest.raises(Refused):
            deed()
    assert HistoryRow.objects.count() == before


def test_a_merge_across_provinces_is_refused(province: Unit, cast: Cast) -> None:
    foreign = Unit.objects.get(code="phuong-xa-la")
    with pytest.raises(Refused):
        changing.merge([foreign], into=unit("phuong-tu-son"), on=JUNE, by=cast.administrator, at=AT)


def test_the_database_itself_holds_the_invariants(province: Unit) -> None:
    ward = unit("phuong-tu-son")
    same = {"kind": ward.kind, "parent": province, "province": province, "search": ""}
    wrong: tuple[Callable[[], object], ...] = (
        lambda: Unit.objects.create(code="x", name=ward.name, **same),
        lambda: Unit.objects.create(code="x", name=ward.name, since=START, until=JUNE, **same),
        lambda: Unit.objects.create(code=ward.code, name="A", **same),
        lambda: Unit.objects.create(code="tinh-la", name="A", kind="city", search=""),
        lambda: Unit.objects.create(code="x", name="A", since=JUNE, until=JUNE, **same),
        lambda: Unit.objects.create(code="x", name="", **same),
        lambda: Unit.objects.create(code="x", name="A", kind="commune", parent=province, search=""),
        lambda: UnitName.objects.create(unit=ward, text="B"),
        lambda: UnitName.objects.create(unit=ward, text="B", since=START, until=JUNE),
        lambda: UnitName.objects.create(unit=ward, text="B", since=JUNE, until=JUNE),
        lambda: Alias.objects.create(unit=unit("so-noi-vu"), text="SNV"),
        lambda: Alias.objects.create(unit=ward, text=""),
        lambda: Succession.objects.create(predecessor=ward, successor=ward),
        lambda: Succession.objects.create(
            predecessor=unit("so-ke-hoach-va-dau-tu"), successor=unit("so-tai-chinh")
        ),
    )
    for attempt in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
