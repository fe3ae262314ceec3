"""Checks before a unit or a membership changes: what may not be, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from parindex.engine.access.actors import Actor
from parindex.engine.values.findings import Words
from parindex.engine.values.periods import Period
from parindex.engine.values.vietnamese import squeeze

LONGEST_NAME = 200


class Unfit(ValueError):
    """The change cannot be made; ``words`` say why and what to do."""

    def __init__(self, vi: str, en: str) -> None:
        """Keep both sentences; the exception's text is the Vietnamese one."""
        super().__init__(vi)
        self.words = Words(vi=vi, en=en)


def name(text: str) -> str:
    """``text`` as a name. Raises Unfit when it is blank or too long."""
    given = squeeze(text)
    if not given or len(given) > LONGEST_NAME:
        raise Unfit(
            f"Tên phải có từ 1 đến {LONGEST_NAME} ký tự. Nhập lại tên.",
            f"A name has 1 to {LONGEST_NAME} characters. Enter it again.",
        )
    return given


def in_order(since: date | None, until: date | None) -> None:
    """Raise Unfit unless ``since`` comes before ``until``."""
    if since is not None and until is not None and since >= until:
        raise Unfit(
            "Ngày kết thúc phải sau ngày bắt đầu. Chọn lại ngày.",
            "The end must come after the start. Choose another day.",
        )


def inside(period: Period, on: date, *, unit: str) -> None:
    """Raise Unfit unless the day ``on`` falls inside the life of ``unit``, after its first day."""
    if on not in period or on == period.start:
        raise Unfit(
            f"Ngày đã chọn nằm ngoài thời gian hoạt động của {unit}. "
            "Chọn một ngày sau ngày thành lập và trước ngày kết thúc.",
            f"The day lies outside the life of {unit}. Choose a day after it was set up and before it ended.",
        )


def exists(period: Period, on: date, *, unit: str) -> None:
    """Raise Unfit unless ``unit`` exists on the day ``on``."""
    if on not in period:
        raise Unfit(
            f"{unit} không hoạt động vào ngày đã chọn. Chọn đơn vị khác hoặc ngày khác.",
            f"{unit} does not exist on that day. Choose another unit or another day.",
        )


def free(wanted: Period, taken: Iterable[Period], *, called: str) -> None:
    """Raise Unfit when a unit called so exists within ``wanted`` already."""
    if any(overlap(wanted, period) for period in taken):
        raise Unfit(
            f"Đã có đơn vị tên {called} trong thời gian này. Dùng đơn vị đó hoặc đặt tên khác.",
            f"A unit called {called} exists in that time already. Use that unit or another name.",
        )


def not_held(wanted: Period, taken: Iterable[Period], *, person: str) -> None:
    """Raise Unfit when the person holds the very role within ``wanted`` already."""
    if any(overlap(wanted, period) for period in taken):
        raise Unfit(
            f"{person} đã giữ vai trò này tại đơn vị trong thời gian đó. Kết thúc vai trò cũ trước.",
            f"{person} holds this role at the unit in that time already. End the old one first.",
        )


def successors(names: Iterable[str], *, least: int) -> None:
    """Raise Unfit unless there are ``least`` different successors."""
    if len(set(names)) < least:
        raise Unfit(
            f"Cần ít nhất {least} đơn vị khác nhau. Chọn thêm đơn vị.",
            f"At least {least} different units are needed. Choose more.",
        )


def overlap(one: Period, other: Period) -> bool:
    """Whether two periods share a day; a period that ends as it starts has none."""
    if _is_empty(one) or _is_empty(other):
        return False
    begins_before = one.start is None or other.end is None or one.start < other.end
    return begins_before and (other.start is None or one.end is None or other.start < one.end)


def _is_empty(period: Period) -> bool:
    return period.start is not None and period.end is not None and period.start >= period.end


def not_oneself(person: int, *, by: Actor) -> None:
    """Raise Unfit when somebody would close their own account or take their own role."""
    if by.person == person:
        raise Unfit(
            "Không thể tự khóa tài khoản hoặc tự kết thúc vai trò của mình. Hãy nhờ một quản trị khác.",
            "Nobody closes their own account or ends their own role. Ask another administrator.",
        )


def not_to_oneself(person: int, *, by: Actor) -> None:
    """Raise Unfit when somebody would give themselves a role."""
    if by.person == person:
        raise Unfit(
            "Không thể tự giao vai trò cho mình. Hãy nhờ một quản trị khác.",
            "Nobody gives themselves a role. Ask another administrator.",
        )


def somebody_is_left(managers: frozenset[int], *, without: int) -> None:
    """Raise Unfit when ``without`` is the last of those who give roles: nobody could give one again."""
    if managers == {without}:
        raise Unfit(
            "Đây là người quản trị cuối cùng; nếu bỏ sẽ không còn ai giao được vai trò. "
            "Giao vai trò quản trị cho người khác trước.",
            "This is the last administrator; nobody could give a role any more. "
            "Give somebody else the role of administrator first.",
        )
