"""Reading units: what an actor sees, searches and may offer."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from parindex.cycle.units import queries
from parindex.cycle.units.facts import Kind
from parindex.cycle.units.models import Unit
from parindex.engine.access.actors import SYSTEM, Actor
from parindex.engine.access.permissions import Permission
from parindex.engine.values.vietnamese import fold
from parindex.foundation.accounts.models import Person
from tests.cycle.units.conftest import TODAY, Cast, unit


def test_a_person_sees_the_units_of_their_province(province: Unit, cast: Cast) -> None:
    names = [each.name for each in queries.visible(cast.officer)]

    assert names == [
        "Tỉnh Bắc Ninh",
        "UBND tỉnh Bắc Ninh",
        "Sở Nội vụ",
        "Sở Tài chính",
        "Sở Kế hoạch và Đầu tư",
        "Phường Từ Sơn",
        "Phường Kinh Bắc",
        "Xã Gia Bình",
        "Phòng Kinh tế",
    ]
    assert [each.name for each in queries.visible(cast.stranger)] == ["Tỉnh Lạ", "Sở Nội vụ", "Phường Xa Lạ"]
    assert list(queries.visible(Actor(person=1, name=""))) == []
    assert queries.visible(SYSTEM).count() == 12


def test_one_unit_is_found_within_the_province_only(province: Unit, cast: Cast) -> None:
    ward = unit("phuong-tu-son")

    assert queries.get(ward.pk, by=cast.officer) == ward
    assert queries.coded("phuong-tu-son", by=cast.officer) == ward
    with pytest.raises(Unit.DoesNotExist):
        queries.get(ward.pk, by=cast.stranger)
    with pytest.raises(Unit.DoesNotExist):
        queries.coded("phuong-tu-son", by=cast.stranger)


def test_existing_leaves_out_what_has_ended(province: Unit, cast: Cast) -> None:
    ended = unit("so-ke-hoach-va-dau-tu")

    assert ended in queries.existing(cast.officer, on=date(2025, 2, 28))
    assert ended not in queries.existing(cast.officer, on=date(2025, 3, 1))
    assert unit("phuong-tu-son") not in queries.existing(cast.officer, on=date(2025, 6, 30))


def test_searching_needs_no_diacritics(province: Unit, cast: Cast) -> None:
    found = queries.matching(queries.visible(cast.officer), "KINH  bac")
    assert [each.name for each in found] == ["Phường Kinh Bắc"]
    assert [each.name for each in queries.matching(queries.visible(cast.officer), "snv")] == ["Sở Nội vụ"]


def test_a_form_offers_the_units_where_one_may_act(province: Unit, cast: Cast) -> None:
    offered = queries.permitted(cast.officer, Permission.DOCUMENT_UPLOAD, on=TODAY)
    assert [each.name for each in offered] == ["Phường Từ Sơn", "Phòng Kinh tế"]
    assert list(queries.permitted(cast.officer, Permission.UNIT_EDIT, on=TODAY)) == []
    assert queries.permitted(cast.administrator, Permission.UNIT_EDIT, on=TODAY).count() == 8
    assert queries.permitted(SYSTEM, Permission.UNIT_EDIT, on=TODAY).count() == 11


def test_a_form_fetches_nothing_of_the_units_above(province: Unit, cast: Cast) -> None:
    offered = queries.permitted(SYSTEM, Permission.DOCUMENT_UPLOAD, on=TODAY)

    assert (str(offered.query).count("JOIN"), offered.count()) == (
        0,
        queries.existing(SYSTEM, on=TODAY).count(),
    )


def test_units_called_by_their_official_names(province: Unit, cast: Cast) -> None:
    ward, division = unit("phuong-tu-son"), unit("phuong-tu-son-phong-kinh-te")

    assert queries.called(["Sở Nội vụ", "Phòng Kinh tế", "Không có"], on=TODAY, owner=ward) == {
        "Sở Nội vụ": unit("so-noi-vu"),
        "Phòng Kinh tế": division,
    }
    assert queries.called(["Phòng Kinh tế"], on=TODAY, owner=province) == {}
    assert queries.called(["Sở Kế hoạch và Đầu tư"], on=TODAY, owner=province) == {}


def test_names_outside_the_life_of_a_unit_are_still_names(province: Unit) -> None:
    ward = unit("phuong-tu-son")
    assert queries.names([ward.pk], on=date(2020, 1, 1)) == {ward.pk: "Phường Từ Sơn"}


def test_the_words_of_every_kind() -> None:
    assert [kind.words.vi for kind in Kind if not kind.words.vi or not kind.words.en] == []
    assert Kind.COMMUNE.words.vi == "Xã, phường"


def test_a_unit_tells_its_life(province: Unit) -> None:
    ward = unit("phuong-tu-son")
    assert (ward.exists_on(date(2025, 6, 30)), ward.exists_on(date(2025, 7, 1))) == (False, True)
    assert str(ward) == "Phường Từ Sơn"


def test_the_directory_is_counted_and_ordered_kind_by_kind(province: Unit, cast: Cast) -> None:
    rows = queries.visible(cast.officer)

    assert queries.kinds(rows) == dict(Counter(each.kind for each in rows))
    ordered = [each.kind for each in queries.by_kind(rows)]
    assert ordered == sorted(ordered, key=list(Kind).index)
    assert [each.pk for each in queries.by_kind(rows)] == [
        each.pk for each in sorted(rows, key=lambda each: (list(Kind).index(Kind(each.kind)), each.position))
    ]


def test_people_are_found_by_their_own_name_and_their_units(province: Unit, cast: Cast) -> None:
    one = queries.memberships(SYSTEM)[0]
    Person.objects.filter(pk=one.person_id).update(search=fold(one.person.full_name))
    rows = queries.memberships(SYSTEM)

    assert [each.pk for each in queries.people(rows, "")] == [
        each.pk for each in sorted({row.person for row in rows}, key=lambda each: (each.full_name, each.pk))
    ]
    assert one.person in queries.people(rows, f"{one.person.full_name} {one.unit.name}")
    assert list(queries.people(rows, f"{one.person.full_name} khongdau")) == []
    assert list(queries.people(rows.none(), "")) == []
