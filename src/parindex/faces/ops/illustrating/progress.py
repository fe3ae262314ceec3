"""Progress: how a unit went about a task it owes, drawn from chance; its words call it illustrative."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from parindex.cycle.monitoring.actions.carrying import CarriedEntry
from parindex.cycle.monitoring.states import Kind
from parindex.faces.ops.illustrating.chances import Chance

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_DONE_OF_PAST, _LATE_OF_DONE, _VERIFIED, _RETURNED, _TOLD_OF_OPEN, _EARLY = 88, 18, 78, 6, 55, 14
_STARTED = (
    "Đã phân công phòng chuyên môn, đang triển khai (số liệu minh họa).",
    "Đã ban hành văn bản triển khai, đang tổng hợp kết quả (số liệu minh họa).",
    "Đang rà soát, hoàn thiện dự thảo (số liệu minh họa).",
)
_FINISHED = (
    "Đã hoàn thành, có báo cáo kết quả gửi kèm (số liệu minh họa).",
    "Đã ban hành văn bản và tổ chức thực hiện xong (số liệu minh họa).",
    "Đã thực hiện đủ chỉ tiêu được giao (số liệu minh họa).",
)
_OBSTACLES = (
    "Chờ hướng dẫn của sở quản lý ngành (số liệu minh họa).",
    "Thiếu nhân lực sau sắp xếp đơn vị hành chính (số liệu minh họa).",
    "Phần mềm dùng chung chưa có chức năng tổng hợp (số liệu minh họa).",
)
_REASONS = (
    "Chưa gửi kèm văn bản đã ký (số liệu minh họa).",
    "Số liệu chưa khớp với báo cáo tháng (số liệu minh họa).",
)
_OFFICE = "Chuyên viên cải cách hành chính"


@dataclass(frozen=True, slots=True)
class Duty:
    """One assignment whose course is drawn."""

    key: int
    task: str
    unit: str
    due_on: date | None
    turn: int


@dataclass(frozen=True, slots=True)
class Season:
    """From which day tasks were worked on, up to today."""

    since: date
    today: date


def course(duty: Duty, season: Season, *, seed: str) -> Iterator[CarriedEntry]:
    """What was reported and decided on one assignment up to today, oldest first."""
    chance = Chance(seed).of(duty.unit, duty.task, str(duty.turn))
    due_on, today = duty.due_on, season.today
    is_past = due_on is not None and due_on < today
    is_done = chance.of("done").happens(percent=_DONE_OF_PAST if is_past else _EARLY)
    if due_on is None or not is_done or season.since >= today:
        if chance.of("told").happens(percent=_TOLD_OF_OPEN) and season.since < today:
            yield _begun(duty, season, chance)
        return
    late = chance.of("late").happens(percent=_LATE_OF_DONE)
    shift = chance.of("days").number(1, 20)
    wanted = due_on + timedelta(days=shift) if late else due_on - timedelta(days=shift)
    done_on = max(season.since + timedelta(days=1), min(wanted, today - timedelta(days=4)))
    if done_on >= today:
        yield _begun(duty, season, chance)
        return
    yield from _finished(duty, done_on, season, chance)


def _finished(duty: Duty, done_on: date, season: Season, chance: Chance) -> Iterator[CarriedEntry]:
    total = chance.of("total").number(4, 60)
    yield CarriedEntry(
        duty.key,
        Kind.DONE,
        _moment(done_on, chance.of("moment")),
        f"Cán bộ đầu mối {duty.unit}",
        text=chance.of("finished").pick(_FINISHED),
        done=total,
        total=total,
        done_on=done_on,
    )
    decided = min(
        done_on + timedelta(days=chance.of("decided").number(1, 5)), season.today - timedelta(days=1)
    )
    if decided <= done_on:
        return
    at = _moment(decided, chance.of("verdict"))
    if chance.of("returned").happens(percent=_RETURNED):
        yield CarriedEntry(duty.key, Kind.RETURNED, at, _OFFICE, text=chance.of("why").pick(_REASONS))
    elif chance.of("verified").happens(percent=_VERIFIED):
        yield CarriedEntry(duty.key, Kind.VERIFIED, at, _OFFICE)


def _begun(duty: Duty, season: Season, chance: Chance) -> CarriedEntry:
    days = (season.today - season.since).days
    day = season.since + timedelta(days=chance.of("begun").number(days // 3, days - 1))
    total = chance.of("total").number(4, 60)
    is_stuck = chance.of("stuck").happens(percent=25)
    return CarriedEntry(
        duty.key,
        Kind.PROGRESS,
        _moment(day, chance.of("moment")),
        f"Cán bộ đầu mối {duty.unit}",
        text=chance.of("started").pick(_STARTED),
        done=chance.of("part").number(0, total - 1),
        total=total,
        obstacle=chance.of("obstacle").pick(_OBSTACLES) if is_stuck else "",
        proposal="Đề nghị Sở Nội vụ hướng dẫn (số liệu minh họa)." if is_stuck else "",
    )


def _moment(day: date, chance: Chance) -> datetime:
    """A moment of the day within working hours."""
    return datetime.combine(day, time(8), ZONE) + timedelta(minutes=chance.number(0, 8 * 60))
