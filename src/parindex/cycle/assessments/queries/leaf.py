"""One leaf of a sheet in the inspector: what is asked, what stands there, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from parindex.cycle.assessments import gaps, kinds, questions, scored, sheets, states
from parindex.cycle.assessments.book import Leaf
from parindex.cycle.assessments.models import Cell
from parindex.cycle.assessments.queries import lines
from parindex.cycle.assessments.queries.opened import Reading
from parindex.cycle.assessments.sheetpages import LeafPage, LineItem, Row, SheetPage
from parindex.cycle.assessments.sheets import Line
from parindex.cycle.evidence.models import Item
from parindex.engine.scoring import leaves, traces
from parindex.engine.scoring.outcomes import Bests
from parindex.engine.scoring.specs import EMPTY_RULE, CriterionSpec, walk
from parindex.engine.values.findings import Finding, Words

_NAMING = ("number", "title", "name", "link", "issued_on")


class NoSuchLeaf(LookupError):
    """The sheet has no such leaf, or it is not the reader's to see."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What an answer is worth, and why in sentences."""

    state: str
    points: Decimal
    max: Decimal
    trace: tuple[Words, ...]


class Stood(Protocol):
    """How a leaf stands after a save."""

    @property
    def state(self) -> str:
        """Scored, unanswered or not applicable."""

    @property
    def points_micro(self) -> int | None:
        """What it earned."""


def page(reading: Reading, sheet: SheetPage, criterion: int) -> LeafPage:
    """The leaf ``criterion`` of a sheet that was read. Raises NoSuchLeaf."""
    row = next((each for each in sheet.rows if each.criterion == criterion and each.is_leaf), None)
    if row is None:
        raise NoSuchLeaf(criterion)
    leaf = reading.book.leaves[criterion]
    cells = reading.lines.get(criterion, {})
    shown = _shown(reading, row, cells)
    answer = shown.answer if shown else None
    made = worth(reading, leaf, answer)
    rule = leaf.spec.rule or EMPTY_RULE
    order = [each.criterion for each in sheet.rows if each.is_leaf]
    at = order.index(criterion)
    return LeafPage(
        row=row,
        line=_line(reading, leaf),
        question=questions.of(rule, max=leaf.spec.max),
        answer=answer,
        note=shown.note if shown else "",
        max_micro=leaf.max_micro,
        points_micro=shown.cell_points if shown else None,
        trace=made.trace,
        rule_kind=rule.kind,
        citation=rule.citation or "",
        status=rule.status or "",
        evidence_required=leaf.spec.evidence is not None and leaf.spec.evidence.required,
        evidence_note=(leaf.spec.evidence.note or "") if leaf.spec.evidence else "",
        criterion_note=leaf.spec.note or rule.note or "",
        last=item(reading, shown) if shown else None,
        appraisals=tuple(_later(reading, cells)),
        before=order[at - 1] if at else None,
        after=order[at + 1] if at + 1 < len(order) else None,
    )


def worth(reading: Reading, leaf: Leaf, answer: Any) -> Worth:
    """What ``answer`` is worth for this unit now, and why. Raises AnswerRefused.

    Why it is worth that against the best of the group names the figure of another unit: not told before
    the results are published.
    """
    bests = _bests(reading, leaf, answer) if leaf.is_relative and answer is not None else None
    score = leaves.score(leaf.spec, answer, framework=reading.book.spec, best=bests)
    if bests is None or reading.cycle.state == states.PUBLISHED:
        trace = traces.explain(leaf.spec, answer, score, framework=reading.book.spec, best=bests)
    else:
        trace = (_AGAINST_THE_BEST,)
    return Worth(score.state.value, score.points, score.max, trace)


def lacking(reading: Reading, leaf: Leaf, saved: Stood, *, note: str) -> tuple[Finding, ...]:
    """What the leaf still lacks now that it stands as ``saved``; one query."""
    rows = Item.objects.filter(
        attachments__assessment=reading.assessment.pk,
        attachments__criterion=leaf.criterion,
        attachments__stage__act__in=(kinds.SCORE, kinds.CONSOLIDATE),
        attachments__removed_at=None,
    )
    answered = gaps.Answered(
        path=leaf.spec.path,
        state=saved.state,
        points_micro=saved.points_micro or 0,
        asks_evidence=leaf.spec.evidence is not None and leaf.spec.evidence.required,
        note=note,
        evidence=tuple(
            gaps.Shown(str(each), each.issued_on) for each in rows.only(*_NAMING).order_by("attachments__pk")
        ),
    )
    return gaps.of(answered, since=reading.cycle.since, until=reading.cycle.until)


def item(reading: Reading, line: Line) -> LineItem:
    """One line as people read it."""
    window = next(each for each in reading.windows if each.stage == line.stage)
    return LineItem(
        number=line.number,
        stage_key=window.key,
        stage=kinds.stage(reading.cycle.kind, window.key).title,
        answer=line.answer,
        state=line.state,
        decision=line.decision,
        points_micro=line.points_micro,
        note=line.note,
        origin=line.origin,
        at=line.at,
        by_name=line.by_name,
    )


def _shown(reading: Reading, row: Row, cells: Mapping[int, Line]) -> Line | None:
    """The unit's own last line; of a leaf that others fill, what stands."""
    if row.is_own:
        return sheets.own(cells, reading.windows)
    return next((each for each in cells.values() if each.is_standing), None)


def _later(reading: Reading, cells: Mapping[int, Line]) -> list[LineItem]:
    own = sheets.scoring_stages(reading.windows)
    return [
        item(reading, cells[each.stage])
        for each in reading.windows
        if each.stage in cells and each.stage not in own
    ]


def _line(reading: Reading, leaf: Leaf) -> tuple[tuple[str, str], ...]:
    above = leaf.spec.path.split("/")[:-1]
    wanted = {"/".join(above[:length]) for length in range(1, len(above) + 1)}
    nodes: list[CriterionSpec] = [each.node for each in walk(reading.book.spec) if each.node.path in wanted]
    return tuple((node.code, node.name) for node in nodes)


def _bests(reading: Reading, leaf: Leaf, answer: Any) -> Bests:
    """The best values of the peer group, the answer in question taken for the unit's own."""
    rows = Cell.objects.filter(
        cycle=reading.cycle.pk,
        criterion=leaf.criterion,
        is_standing=True,
        assessment__group=reading.assessment.group_id,
    )
    others = list(rows.exclude(assessment=reading.assessment.pk).order_by("assessment", "pk"))
    return scored.bests(leaf, [*lines.answers_of(others), answer], book=reading.book)


_AGAINST_THE_BEST = Words(
    "Điểm tính theo đơn vị có kết quả tốt nhất trong nhóm đến lúc này; "
    "số liệu của đơn vị đó chỉ hiện sau khi công bố kết quả.",
    "Points are measured against the best unit of the group so far; "
    "its figure is shown once the results are published.",
)
