"""The lists of the appraisal desk as files: the same rows that are shown."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.cycle.assessments.turns import Turn
from parindex.cycle.assessments.worklist import (
    CriterionList,
    CycleHead,
    Explanations,
    FullRow,
    LeafHead,
    Progress,
    Queue,
    Tally,
    UnitList,
)
from parindex.engine.values import points
from parindex.engine.values.vietnamese import fold
from parindex.faces.web.appraisal import boards, words
from parindex.faces.web.exporting import Column, Export, Value, marked
from parindex.faces.web.templatetags.words import moment
from parindex.faces.web.templatetags.words import words as spoken


def criterion(data: CriterionList) -> Export:
    """One criterion across units."""
    rows = [(each.row.sheet.unit_name, each.row.sheet.group_name, *_of_row(each)) for each in data.rows]
    export = Export(
        name=_name("tham dinh", words.leaf_code(data.leaf)),
        title=_titled(data.cycle, words.leaf_named(data.leaf)),
        columns=(Column(pgettext("một", "Đơn vị"), 30), Column(pgettext("một", "Nhóm"), 14), *_columns()),
        rows=rows,
    )
    return _said(data.cycle, export)


def unit(data: UnitList) -> Export:
    """The criteria of one unit."""
    rows = [(*_of_leaf(data.leaves[each.row.leaf]), *_of_row(each)) for each in data.rows]
    export = Export(
        name=_name("tham dinh", data.sheet.unit_name),
        title=_titled(data.cycle, data.sheet.unit_name),
        columns=(
            Column(_("Mã"), 10),
            Column(pgettext("một", "Tiêu chí"), 50),
            Column(_("Tối đa"), 10),
            *_columns(),
        ),
        rows=rows,
    )
    return _said(data.cycle, export)


def queue(data: Queue, by: str) -> Export:
    """What waits, by criterion or by unit."""
    if by == "unit":
        titled = [(each.group_name, each.unit_name, tally) for each, tally in data.sheets]
        first = (Column(pgettext("một", "Nhóm"), 16), Column(pgettext("một", "Đơn vị"), 34))
    else:
        titled = [(words.leaf_code(leaf), leaf.spec.name, tally) for leaf, tally in data.leaves]
        first = (Column(_("Mã"), 10), Column(pgettext("một", "Tiêu chí"), 60))
    export = Export(
        name=_name("viec tham dinh", data.cycle.name),
        title=_titled(data.cycle, _("Việc thẩm định")),
        columns=(*first, *_counts_columns()),
        rows=[(code, title, *_counts(tally)) for code, title, tally in titled],
    )
    return _said(data.cycle, export)


def board(data: Progress) -> Export:
    """The board: every table, one below the other."""
    rows: list[Sequence[Value]] = []
    for table in boards.tables(data):
        rows += [
            (
                table.title,
                line.title,
                line.all,
                line.decided,
                line.open,
                line.asked,
                line.returned,
                line.blank,
                line.absent,
            )
            for line in table.lines
        ]
    export = Export(
        name=_name("tien do tham dinh", data.cycle.name),
        title=_titled(data.cycle, _("Tiến độ thẩm định")),
        columns=(Column(_("Bảng"), 24), Column(_("Nội dung"), 50), *_counts_columns()),
        rows=rows,
    )
    return _said(data.cycle, export)


def explanations(data: Explanations) -> Export:
    """What a unit has to explain, and what it explained."""
    rows: list[Sequence[Value]] = [
        (
            *_of_leaf(each.leaf),
            spoken(each.own_inputs),
            _points(each.own_micro),
            _points(each.office_micro),
            words.flag(each.decision, is_answered=False).text,
            each.word,
            each.by_name,
            moment(each.at),
            each.note,
            spoken(each.claimed_inputs) if each.claimed_inputs else "",
            moment(each.explained_at) if each.explained_at else "",
        )
        for each in data.rows
    ]
    export = Export(
        name=_name("giai trinh", data.sheet.unit_name),
        title=_titled(data.cycle, _("Giải trình của %(unit)s") % {"unit": data.sheet.unit_name}),
        columns=(
            Column(_("Mã"), 10),
            Column(pgettext("một", "Tiêu chí"), 50),
            Column(_("Tối đa"), 10),
            Column(_("Số liệu"), 30),
            Column(_("Tự chấm"), 10),
            Column(_("Thẩm định"), 10),
            Column(_("Trạng thái"), 20),
            Column(_("Điều được hỏi, lý do"), 50),
            Column(_("Thẩm định viên"), 24),
            Column(_("Lúc"), 18),
            Column(_("Giải trình"), 50),
            Column(_("Số liệu đề nghị"), 30),
            Column(_("Giải trình lúc"), 18),
        ),
        rows=rows,
    )
    return _said(data.cycle, export)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Số liệu"), 30),
        Column(_("Tự chấm"), 10),
        Column(_("Thẩm định"), 10),
        Column(_("Chênh lệch"), 10),
        Column(_("Minh chứng"), 10),
        Column(_("Cảnh báo"), 24),
        Column(_("Trạng thái"), 22),
        Column(_("Giải trình của đơn vị"), 44),
        Column(_("Lý do, câu hỏi của thẩm định"), 44),
        Column(_("Thẩm định viên"), 24),
        Column(_("Lúc"), 18),
    )


def _of_row(each: FullRow) -> tuple[Value, ...]:
    row = each.row
    return (
        spoken(each.inputs) if each.claim else "",
        _points(row.own_micro),
        _points(row.office_micro),
        _points(row.difference),
        each.evidence,
        "; ".join(chip.text for chip in words.alarms(each.alarm)),
        words.turn(row.turn, is_overdue=each.is_overdue).text,
        each.note,
        each.word,
        each.by_name,
        moment(each.at) if each.at else "",
    )


def _of_leaf(leaf: LeafHead) -> tuple[Value, ...]:
    return words.leaf_code(leaf), leaf.spec.name, points.from_micro(leaf.max_micro)


def _counts_columns() -> tuple[Column, ...]:
    return (
        Column(_("Tổng số"), 10),
        Column(_("Đã thẩm định"), 12),
        Column(_("Chờ thẩm định"), 12),
        Column(_("Chờ giải trình"), 12),
        Column(_("Đã trả lại"), 12),
        Column(_("Không trả lời"), 12),
        Column(_("Chưa nộp"), 12),
    )


def _counts(tally: Tally) -> tuple[Value, ...]:
    return (
        tally.all,
        tally.decided,
        tally.open,
        tally.of(Turn.ASKED),
        tally.of(Turn.RETURNED),
        tally.of(Turn.BLANK),
        tally.of(Turn.ABSENT),
    )


def _points(micro: int | None) -> Decimal | None:
    return None if micro is None else points.from_micro(micro)


def _titled(head: CycleHead, what: str) -> str:
    return f"{head.name} · {what}"


def _said(head: CycleHead, export: Export) -> Export:
    return marked(export) if head.is_illustrative else export


def _name(*parts: str) -> str:
    return "-".join(fold(" ".join(parts)).replace("/", " ").replace(".", " ").split())
