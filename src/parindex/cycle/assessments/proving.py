"""When evidence may be shown for a leaf or taken off it: exactly while the unit may write the leaf; pure."""

from __future__ import annotations

from parindex.cycle.assessments import gates, kinds, sources
from parindex.cycle.assessments.gates import Facts, Lock, Locked, Window
from parindex.engine.scoring.specs import Source
from parindex.engine.values.findings import Words

STAGE_OVER = Lock(
    Words(
        "Minh chứng này đã trình ở bước trước, bước đó đã khóa.",
        "This was shown at an earlier stage, which is closed.",
    ),
    Words(
        "Muốn thay, hãy thêm minh chứng mới ở bước hiện tại.",
        "To replace it, add other evidence at this stage.",
    ),
)
SHOWN_WHERE_LOCKED = Lock(
    Words(
        "Minh chứng này đang trình ở một bước đã khóa nên thông tin về nó không sửa được nữa.",
        "This is shown at a stage that is closed; what is said of it no longer changes.",
    ),
    Words(
        "Muốn sửa, hãy đề nghị Sở Nội vụ mở lại tiêu chí có minh chứng này.",
        "To correct it, ask the reform office to reopen the criterion that shows it.",
    ),
)
_MEASURED = frozenset({Source.SURVEY, Source.IMPORTED})


def window(facts: Facts, source: Source) -> Window:
    """The stage for which the unit shows evidence now. Raises gates.Locked.

    For what a council decides, too: the unit's request comes with evidence while it scores.
    """
    locked = sources.lock(source) if source in _MEASURED else None
    if locked is not None:
        raise Locked(locked)
    if _explains(facts):
        return gates.explaining(facts)
    return gates.scoring(facts)


def _explains(facts: Facts) -> bool:
    """Whether it is the time of explanations and this very leaf is not open for scoring."""
    is_time = any(
        each.act == kinds.EXPLAIN and each.opens_at <= facts.now < gates.closes_at(facts, each)
        for each in facts.windows
    )
    return is_time and _is_closed(facts)


def _is_closed(facts: Facts) -> bool:
    try:
        gates.scoring(facts)
    except Locked:
        return True
    return False
