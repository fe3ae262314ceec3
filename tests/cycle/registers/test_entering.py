"""Registers kept by units: who may, what is kept of every change, and the figures that follow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from parindex.cycle.measures.models import Measure, Reading
from parindex.cycle.registers import checks, queries, ready, tables
from parindex.cycle.registers.actions import defining, entering, importing
from parindex.cycle.registers.actions.defining import Definition, Unsound
from parindex.cycle.registers.actions.entering import Overtaken, Said, Twice, Unfilled, WithoutReason
from parindex.cycle.registers.conditions import Condition, How
from parindex.cycle.registers.counts import Count, Rhythm, Way
from parindex.cycle.registers.models import Entry, Register, Revision
from parindex.cycle.registers.pages import Asked
from parindex.cycle.registers.states import State, WrongStep
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.engine.access.permissions import Permission
from parindex.foundation.audit.models import HistoryRow
from parindex.foundation.jobs import actions as jobs
from tests.cast import AT, TODAY, Cast

FINDING = {"ket_luan": "12/KL-SNV", "noi_dung": "Chậm công khai thủ tục", "da_khac_phuc": "no"}
REMEDIED = FINDING | {"da_khac_phuc": "có", "ngay_khac_phuc": "1/4/2026"}


@pytest.fixture
def register(cast: Cast) -> Register:
    """The register of inspections, with the measures it makes."""
    book = ready.book("kiem-tra-cchc")
    return defining.take_over(book, owner=cast.city, by=cast.actor("reform"), at=AT)


def said(texts: dict[str, str], *, on: date = date(2026, 2, 3)) -> Said:
    return Said(on, texts)


def enter(cast: Cast, register: Register, who: str = "clerk", **rest: Any) -> Entry:
    texts, unit = rest.pop("texts", FINDING), rest.pop("unit", cast.ward)
    return entering.enter(register, said(texts), unit=unit, by=cast.actor(who), at=AT, **rest)


def follow() -> None:
    """Let the worker do what follows from history."""
    moment = iter(range(10**6))
    jobs.work_off(clock=lambda: AT + timedelta(seconds=next(moment)))


def readings(code: str) -> list[tuple[str, int, str, str]]:
    """Every reading of a measure: unit, number, figure, source."""
    rows = Reading.objects.filter(measure__code=code).order_by("unit", "number")
    return [(each.unit.name, each.number, str(each), each.source) for each in rows]


def events() -> list[str]:
    """What history tells of registers."""
    return list(HistoryRow.objects.filter(event__startswith="register").values_list("event", flat=True))


def test_a_ready_made_register_is_taken_over_once(cast: Cast, register: Register) -> None:
    book, by = ready.book("kiem-tra-cchc"), cast.actor("reform")
    assert defining.take_over(book, owner=cast.city, by=by, at=AT) == register
    assert events() == ["register.defined", "register.counted-into", "register.counted-into"]
    made = Measure.objects.order_by("code").values_list("code", "shape")
    assert list(made) == [("kiem-tra-dung-han", "pair"), ("kiem-tra-khac-phuc", "pair")]


@pytest.mark.parametrize("who", ["clerk", "leader", "auditor", "administrator", "stranger"])
def test_only_the_office_defines(cast: Cast, who: str) -> None:
    with pytest.raises(Refused):
        defining.take_over(ready.book("doi-thoai"), owner=cast.city, by=cast.actor(who), at=AT)
    assert not Register.objects.exists()


def test_entries_are_counted_with_their_provenance(cast: Cast, register: Register) -> None:
    first = enter(cast, register)
    enter(cast, register, texts=REMEDIED | {"noi_dung": "Thiếu phiếu hẹn"})
    enter(cast, register, "reform", unit=cast.other_ward, texts=REMEDIED)
    enter(cast, register, texts={"noi_dung": "Đang ghi"}, state=State.DRAFT)
    follow()
    name = register.name
    assert readings("kiem-tra-khac-phuc") == [
        ("Phường Yên Hòa", 1, "1/2", f"{name}, 2 dòng, đến ngày 12/5/2026"),
        ("Phường Cầu Giấy", 1, "1/1", f"{name}, 1 dòng, đến ngày 12/5/2026"),
    ]
    entering.correct(
        first,
        said(REMEDIED),
        state=State.ENTERED,
        reason="Đã khắc phục",
        seen=1,
        by=cast.actor("clerk"),
        at=AT,
    )
    follow()
    assert [row[:3] for row in readings("kiem-tra-khac-phuc")] == [
        ("Phường Yên Hòa", 1, "1/2"),
        ("Phường Yên Hòa", 2, "2/2"),
        ("Phường Cầu Giấy", 1, "1/1"),
    ]


def test_a_figure_that_does_not_change_is_not_recorded_again(cast: Cast, register: Register) -> None:
    entry = enter(cast, register)
    follow()
    before = HistoryRow.objects.filter(event="measure.recorded").count()
    entering.correct(
        entry,
        said(FINDING | {"doan": "Sở Nội vụ"}),
        state=State.ENTERED,
        reason="Bổ sung",
        seen=1,
        by=cast.actor("clerk"),
        at=AT,
    )
    follow()
    assert HistoryRow.objects.filter(event="measure.recorded").count() == before
    assert [row[1] for row in readings("kiem-tra-khac-phuc")] == [1]


def test_what_is_withdrawn_counts_no_more(cast: Cast, register: Register) -> None:
    entry = enter(cast, register, texts=REMEDIED)
    follow()
    held = entering.withdraw(entry, reason="Ghi nhầm đơn vị", seen=1, by=cast.actor("clerk"), at=AT)
    follow()
    assert [row[2] for row in readings("kiem-tra-khac-phuc")] == ["1/1", "0/0"]
    with pytest.raises(WrongStep):
        entering.withdraw(held, reason="Lại", seen=2, by=cast.actor("clerk"), at=AT)
    enter(cast, register, texts=REMEDIED)


def test_every_revision_is_kept_with_its_reason(cast: Cast, register: Register) -> None:
    by, entry = cast.actor("clerk"), enter(cast, register, texts={"noi_dung": "Nháp"}, state=State.DRAFT)
    entering.correct(entry, said(FINDING), state=State.ENTERED, reason="", seen=1, by=by, at=AT)
    with pytest.raises(WithoutReason):
        entering.correct(entry, said(REMEDIED), state=State.ENTERED, reason=" ", seen=2, by=by, at=AT)
    with pytest.raises(WrongStep):
        entering.correct(entry, said(REMEDIED), state=State.DRAFT, reason="Lùi", seen=2, by=by, at=AT)
    entering.correct(entry, said(REMEDIED), state=State.ENTERED, reason="Xong", seen=2, by=by, at=AT)
    with pytest.raises(Overtaken):
        entering.correct(entry, said(FINDING), state=State.ENTERED, reason="Cũ", seen=2, by=by, at=AT)
    kept = Revision.objects.order_by("number").values_list("number", "state", "reason")
    assert list(kept) == [(1, "draft", ""), (2, "entered", "–"), (3, "entered", "Xong")]
    assert Entry.objects.get().is_handled is True
    assert events()[-3:] == ["register-entry.drafted", "register-entry.entered", "register-entry.corrected"]


def test_the_same_line_twice_is_refused(cast: Cast, register: Register) -> None:
    enter(cast, register)
    with pytest.raises(Twice):
        enter(cast, register)
    enter(cast, register, "reform", unit=cast.other_ward)
    assert Entry.objects.count() == 2


def test_what_is_missing_or_yet_to_come_is_told_by_field(cast: Cast, register: Register) -> None:
    texts = {"noi_dung": "", "da_khac_phuc": "có lẽ", "ket_luan": "1"}
    later = Said(TODAY + timedelta(days=1), texts)
    with pytest.raises(Unfilled) as told:
        entering.enter(register, later, unit=cast.ward, by=cast.actor("clerk"), at=AT)
    wrong = {"noi_dung": "required", "da_khac_phuc": "yes_no", "occurred_on": "future"}
    assert told.value.faults == wrong


@pytest.mark.parametrize(
    "who", ["neighbour", "lawyer", "auditor", "city_leader", "administrator", "stranger"]
)
def test_a_stranger_writes_nothing(cast: Cast, register: Register, who: str) -> None:
    entry = enter(cast, register)
    by = cast.actor(who)
    with pytest.raises(Refused):
        entering.enter(register, said(REMEDIED), unit=cast.ward, by=by, at=AT)
    with pytest.raises(Refused):
        entering.correct(entry, said(REMEDIED), state=State.ENTERED, reason="x", seen=1, by=by, at=AT)
    with pytest.raises(Refused):
        entering.withdraw(entry, reason="x", seen=1, by=by, at=AT)


def test_a_unit_sees_its_own_entries_and_nobody_but_recorders_see_drafts(
    cast: Cast, register: Register
) -> None:
    enter(cast, register)
    enter(cast, register, texts=REMEDIED, state=State.DRAFT)
    enter(cast, register, "reform", unit=cast.other_ward)
    seen = {
        who: queries.found(register, Asked(), by=cast.actor(who)).count
        for who in ("clerk", "leader", "neighbour", "reform", "auditor", "city_leader", "administrator")
    }
    expected = {"clerk": 2, "leader": 2, "neighbour": 1, "reform": 3, "auditor": 2, "city_leader": 2}
    assert seen == expected | {"administrator": 0}
    (item,) = queries.listed(by=cast.actor("clerk")).rows
    assert (item.entries, item.handled) == (1, 0)
    assert queries.listed(by=cast.actor("stranger")).count == 0


def test_entries_are_found_by_words_unit_year_and_standing(cast: Cast, register: Register) -> None:
    enter(cast, register)
    enter(cast, register, texts=REMEDIED | {"noi_dung": "Thiếu phiếu hẹn"})
    by = cast.actor("reform")
    asked = {
        "words": Asked(words="cong khai yen hoa"),
        "nothing": Asked(words="khong co"),
        "year": Asked(year=2025),
        "handled": Asked(is_handled=True),
        "open": Asked(is_handled=False),
        "withdrawn": Asked(state="withdrawn"),
        "other": Asked(unit=cast.other_ward.pk),
    }
    counted = {name: queries.found(register, each, by=by).count for name, each in asked.items()}
    assert counted == {
        "words": 1,
        "nothing": 0,
        "year": 0,
        "handled": 1,
        "open": 1,
        "withdrawn": 0,
        "other": 0,
    }


HEADS = "Đơn vị;Ngày;Số kết luận kiểm tra;Tồn tại, kiến nghị;Đã khắc phục"


def bring(cast: Cast, register: Register, who: str, *rows: str) -> int:
    """Import a table as ``who``."""
    by, own = cast.actor(who), ready.book("kiem-tra-cchc").fields
    known = queries.known(register, by=by, on=TODAY)
    taken = checks.taken(tables.read("\n".join((HEADS, *rows)).encode(), own), own, known, today=TODAY)
    if taken.findings:
        raise Unsound(taken.findings)
    keys = {each.unit for each in taken.lines}
    units = [unit for unit in cast.units.values() if unit.pk in keys]
    return importing.bring(register, taken.lines, units=units, file="bảng.csv", by=by, at=AT)


def test_a_table_is_entered_whole_and_counted(cast: Cast, register: Register) -> None:
    enter(cast, register)
    rows = ("Phường Yên Hòa;4/2/2026;13/KL;Thiếu hồ sơ;có", "Phường Cầu Giấy;4/2/2026;13/KL;Thiếu hồ sơ;chưa")
    assert bring(cast, register, "reform", *rows) == 2
    follow()
    assert [row[:3] for row in readings("kiem-tra-khac-phuc")] == [
        ("Phường Yên Hòa", 1, "1/2"),
        ("Phường Cầu Giấy", 1, "0/1"),
    ]
    numbers = Entry.objects.order_by("unit", "number").values_list("unit__name", "number")
    assert list(numbers) == [("Phường Yên Hòa", 1), ("Phường Yên Hòa", 2), ("Phường Cầu Giấy", 1)]
    with pytest.raises(Unsound, match="ENTRY_TWICE") as again:
        bring(cast, register, "reform", *rows)
    assert ([each.row for each in again.value.findings], Entry.objects.count()) == ([2, 3], 3)


def test_a_unit_imports_for_itself_only(cast: Cast, register: Register) -> None:
    with pytest.raises(Unsound, match="UNIT_UNKNOWN"):
        bring(cast, register, "clerk", "Phường Cầu Giấy;4/2/2026;13/KL;Thiếu hồ sơ;có")
    line = checks.Line(cast.other_ward.pk, date(2026, 2, 4), FINDING)
    with pytest.raises(Refused):
        importing.bring(register, [line], units=[cast.other_ward], file="a", by=cast.actor("clerk"), at=AT)
    with pytest.raises(Refused):
        importing.bring(register, [line], units=[cast.ward], file="a", by=cast.actor("clerk"), at=AT)
    assert not Entry.objects.exists()


def test_a_register_in_use_is_revised_without_losing_a_field(cast: Cast, register: Register) -> None:
    book, by = ready.book("kiem-tra-cchc"), cast.actor("reform")
    entry = enter(cast, register)
    less = Definition(name="Khác", fields=book.fields[1:])
    with pytest.raises(Unsound, match="FIELD_KEPT"):
        defining.revise(register, less, seen=1, by=by, at=AT)
    other = Definition(
        name="Sổ khác",
        fields=book.fields,
        handled=(Condition("noi_dung", How.FILLED),),
        handled_as="Đã ghi",
    )
    assert defining.revise(register, other, seen=1, by=by, at=AT).name == "Sổ khác"
    entry.refresh_from_db()
    assert entry.is_handled is True
    with pytest.raises(defining.Overtaken):
        defining.revise(register, other, seen=1, by=by, at=AT)


@pytest.mark.parametrize(
    ("count", "field"),
    [
        (Count(Way.COUNT, Rhythm.YEAR), "measure"),
        (Count(Way.RATIO, Rhythm.YEAR), "part"),
    ],
)
def test_a_count_suits_its_measure(cast: Cast, register: Register, count: Count, field: str) -> None:
    by = cast.actor("reform")
    measure = Measure.objects.get(code="kiem-tra-khac-phuc")
    register.countings.all().delete()
    with pytest.raises(defining.WrongValue, match=field):
        defining.count_into(register, measure, count, by=by, at=AT)


def test_a_count_on_a_field_that_is_not_there_is_refused(cast: Cast, register: Register) -> None:
    by, measure = cast.actor("reform"), Measure.objects.get(code="kiem-tra-khac-phuc")
    register.countings.all().delete()
    part = (Condition("gone", How.FILLED),)
    with pytest.raises(Unsound, match="CONDITION_UNFIT"):
        defining.count_into(register, measure, Count(Way.RATIO, Rhythm.YEAR, part=part), by=by, at=AT)


def test_who_stops_a_count_keeps_its_figures(cast: Cast, register: Register) -> None:
    enter(cast, register)
    follow()
    counting = register.countings.get(measure__code="kiem-tra-khac-phuc")
    defining.stop_counting(counting, by=cast.actor("reform"), at=AT)
    enter(cast, register, texts=REMEDIED)
    follow()
    assert [row[2] for row in readings("kiem-tra-khac-phuc")] == ["0/1"]


def test_the_system_reckons_for_nobody_else(cast: Cast, register: Register) -> None:
    assert SYSTEM.can(Permission.MEASURE_RECORD, at=cast.city.place)
    assert not cast.actor("clerk").can(Permission.MEASURE_RECORD, at=cast.city.place)
