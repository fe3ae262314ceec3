"""Who may write what when: facts in, the open window or the reason of the lock out; pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from parindex.cycle.assessments import kinds, states
from parindex.engine.values.findings import Words


@dataclass(frozen=True, slots=True)
class Window:
    """One stage of a cycle: open from ``opens_at``; ``closes_at`` is the first moment too late."""

    stage: int
    key: str
    act: str
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides whether one cell may be written now."""

    now: datetime
    cycle_state: str
    sheet_state: str
    windows: tuple[Window, ...]
    is_admitted: bool = False
    extended: tuple[tuple[int, datetime], ...] = ()
    """(stage, until) for this unit, the one granted last coming last."""
    reopened_until: datetime | None = None
    """Until when this very cell is open again."""
    decision: str = ""
    """What the last appraisal said of this cell."""


@dataclass(frozen=True, slots=True)
class Lock:
    """Why a cell is closed, since or until when, and who can open it."""

    why: Words
    remedy: Words
    moment: datetime | None = field(default=None)


class Locked(Exception):
    """The cell is closed; ``lock`` says why and who can open it."""

    def __init__(self, lock: Lock) -> None:
        """Keep the lock."""
        super().__init__(lock.why.en)
        self.lock = lock


_OFFICE = Words(
    "Đề nghị Sở Nội vụ gia hạn cho đơn vị hoặc mở lại tiêu chí này.",
    "Ask the reform office to extend the deadline or to reopen this criterion.",
)


def scoring(facts: Facts) -> Window:
    """The window in which the unit may score the cell now. Raises Locked."""
    _cycle_is_open(facts)
    if _is_reopened(facts):
        return own_last(facts.windows)
    if facts.sheet_state == states.SUBMITTED:
        raise Locked(
            Lock(Words("Đơn vị đã nộp bản tự chấm điểm.", "The self-assessment has been submitted."), _OFFICE)
        )
    if facts.sheet_state == states.APPROVAL:
        raise Locked(
            Lock(
                Words("Bản tự chấm điểm đang chờ lãnh đạo duyệt.", "The sheet lies before the leader."),
                Words("Đề nghị lãnh đạo đơn vị trả lại để sửa.", "Ask the unit's leader to hand it back."),
            )
        )
    return _open_now(facts, (kinds.SCORE, kinds.CONSOLIDATE))


def submitting(facts: Facts) -> Window:
    """The window in which the unit may lay before its leader and submit now. Raises Locked."""
    _cycle_is_open(facts)
    return _open_now(facts, (kinds.SCORE, kinds.CONSOLIDATE))


def appraising(facts: Facts) -> Window:
    """The window in which an appraiser may decide on the cell now. Raises Locked."""
    _cycle_is_open(facts)
    if facts.sheet_state != states.SUBMITTED and not facts.is_admitted:
        raise Locked(
            Lock(
                Words("Đơn vị chưa nộp bản tự chấm điểm.", "The unit has not submitted its sheet."),
                Words(
                    "Sở Nội vụ có thể gia hạn cho đơn vị hoặc quyết định vẫn tính điểm.",
                    "The reform office may extend the deadline or admit the unit.",
                ),
            )
        )
    return _open_now(facts, (kinds.APPRAISE, kinds.DECIDE))


def filling(facts: Facts) -> Window:
    """The window into which figures of measures may be written now. Raises Locked."""
    _cycle_is_open(facts)
    return _open_now(facts, tuple(sorted(kinds.COUNTING)))


def explaining(facts: Facts) -> Window:
    """The window in which the unit may explain the cell now. Raises Locked."""
    _cycle_is_open(facts)
    window = _open_now(facts, (kinds.EXPLAIN,))
    if facts.decision not in (states.ASKED, states.CHANGED, states.RETURNED):
        raise Locked(
            Lock(
                Words("Tiêu chí này không phải giải trình.", "This criterion needs no explanation."),
                Words(
                    "Chỉ giải trình những tiêu chí cơ quan thẩm định yêu cầu hoặc đã sửa điểm.",
                    "Only criteria that the appraiser asked about or changed are explained.",
                ),
            )
        )
    return window


def own_last(windows: tuple[Window, ...]) -> Window:
    """The last stage in which the unit itself scores: what is written there outdoes its earlier words."""
    return [each for each in windows if each.act in (kinds.SCORE, kinds.CONSOLIDATE)][-1]


def closes_at(facts: Facts, window: Window) -> datetime:
    """The first moment too late for this unit, extensions counted."""
    later = [until for stage, until in facts.extended if stage == window.stage]
    return max(window.closes_at, later[-1]) if later else window.closes_at


def _is_reopened(facts: Facts) -> bool:
    return facts.reopened_until is not None and facts.now < facts.reopened_until


def _cycle_is_open(facts: Facts) -> None:
    if facts.cycle_state == states.PREPARING:
        raise Locked(
            Lock(
                Words("Kỳ đánh giá chưa mở.", "The cycle is not open yet."),
                Words("Chờ Sở Nội vụ mở kỳ đánh giá.", "Wait for the reform office to open it."),
            )
        )
    if facts.cycle_state != states.OPEN:
        raise Locked(
            Lock(
                Words("Kết quả của kỳ đánh giá đã chốt.", "The results of the cycle are frozen."),
                Words(
                    "Sau khi chốt, điểm chỉ thay đổi bằng quyết định điều chỉnh kết quả.",
                    "After the freeze, scores change only by a decision that reissues the results.",
                ),
            )
        )


def _open_now(facts: Facts, acts: tuple[str, ...]) -> Window:
    windows = [each for each in facts.windows if each.act in acts]
    for window in windows:
        if window.opens_at <= facts.now < closes_at(facts, window):
            return window
    raise Locked(_closed(facts, windows))


def _closed(facts: Facts, windows: list[Window]) -> Lock:
    coming = [each.opens_at for each in windows if facts.now < each.opens_at]
    if coming:
        return Lock(
            Words("Chưa đến thời gian của bước này.", "The time of this stage has not come."),
            Words("Chờ đến ngày mở theo lịch của kỳ.", "Wait for the day set in the calendar."),
            moment=min(coming),
        )
    past = [closes_at(facts, each) for each in windows]
    return Lock(
        Words("Đã hết thời hạn của bước này.", "The deadline of this stage has passed."),
        _OFFICE,
        moment=max(past, default=None),
    )
