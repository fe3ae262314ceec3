"""A sheet filled from a file: the same gates and rules, all or nothing, everything refused told at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from parindex.cycle.assessments import papers, specs, states
from parindex.cycle.assessments.actions import loading, scoring
from parindex.cycle.assessments.actions.loading import Loaded
from parindex.cycle.assessments.book import Book
from parindex.cycle.assessments.models import Cycle, Entry
from parindex.cycle.assessments.papers import Filled, NotTaken
from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.frameworks import answers
from parindex.engine.access.checks import Refused
from parindex.engine.values.findings import Words
from parindex.foundation.audit.models import HistoryRow
from tests.cast import AT, Cast
from tests.cycle import rounds

ANSWERS = """
schema: parindex/answers/1
framework: xa-phuong-thu
units:
  "Phường Yên Hòa":
    "I/1": {done: 17, total: 20}
    "I/2": {yes: true}
    "I/3": {share: 0.9}
    "II/1": {count: 1}
"""


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """A cycle in the middle of self-scoring."""
    return rounds.opened(cast)


def load(cycle: Cycle, cast: Cast, filled: Sequence[Filled], *, who: str = "clerk") -> Loaded:
    """Load into the ward's sheet."""
    return loading.load(rounds.sheet(cycle, cast.ward), filled, by=cast.actor(who), at=AT)


def kept() -> list[tuple[str, Any, str, str]]:
    """Path, answer, explanation and origin of every line."""
    rows = Entry.objects.order_by("cell__criterion__position", "number")
    return [(each.cell.criterion.path, each.answer, each.note, each.origin) for each in rows]


def book(cycle: Cycle) -> Book:
    """The framework of the cycle."""
    return specs.book(cycle.version)


def refused_of(call: Any) -> list[tuple[str, str]]:
    """Path and reason of everything that was refused."""
    with pytest.raises(NotTaken) as refused:
        call()
    return [(each.path, each.words.vi) for each in refused.value.refusals]


def test_an_answers_file_fills_the_units_own_leaves(cycle: Cycle, cast: Cast) -> None:
    read = answers.read(ANSWERS.encode(), framework=book(cycle).spec)
    loaded = load(cycle, cast, papers.of_answers(read, unit="Phường Yên Hòa"))

    assert loaded == Loaded(written=3, same=1)
    assert kept() == [
        ("I/1", {"done": "17", "total": "20"}, "", states.FILE),
        ("I/2", {"yes": True}, "", states.FILE),
        ("II/1", {"count": "1"}, "", states.FILE),
    ]
    told = HistoryRow.objects.get(event="sheet.loaded")
    assert told.facts == {"cycle": cycle.name, "cells": 3}


def test_the_same_file_again_writes_nothing(cycle: Cycle, cast: Cast) -> None:
    filled = (Filled("I/2", {"yes": True}, note="biên bản"), Filled("II/1", None))
    load(cycle, cast, filled)

    assert load(cycle, cast, filled) == Loaded(written=0, same=2)
    assert kept() == [("I/2", {"yes": True}, "biên bản", states.FILE)]
    assert HistoryRow.objects.filter(event="sheet.loaded").count() == 1


def test_a_file_that_names_another_unit_is_refused(cycle: Cycle) -> None:
    read = answers.read(ANSWERS.encode(), framework=book(cycle).spec)
    with pytest.raises(Unusable, match="Phường Cầu Giấy"):
        papers.of_answers(read, unit="Phường Cầu Giấy")


def test_everything_wrong_is_told_and_nothing_is_written(cycle: Cycle, cast: Cast) -> None:
    filled = (
        Filled("I/2", {"yes": True}),
        Filled("I/1", {"done": "21", "total": "20"}),
        Filled("II/1", {"count": "-1"}),
        Filled("II", {"count": "1"}),
        Filled("IX/9", {"count": "1"}),
    )
    refused = refused_of(lambda: load(cycle, cast, filled))

    assert [path for path, _ in refused] == ["I/1", "II/1", "II", "IX/9"]
    assert kept() == []
    assert not HistoryRow.objects.filter(event="sheet.loaded").exists()


def test_what_others_wrote_since_the_file_was_saved_is_not_written_over(cycle: Cycle, cast: Cast) -> None:
    leaf = rounds.leaf(cycle, "I/2").pk
    sheet = rounds.sheet(cycle, cast.ward)
    scoring.save(sheet, leaf, answer={"yes": True}, note="", seen=0, by=cast.actor("leader"), at=AT)

    stale = (Filled("I/2", {"yes": False}, seen=0), Filled("II/1", {"count": "0"}, seen=0))
    assert refused_of(lambda: load(cycle, cast, stale)) == [
        ("I/2", "Lê Thị Lãnh Đạo đã sửa sau khi tệp được xuất")
    ]
    fresh = (Filled("I/2", {"yes": False}, seen=1), Filled("II/1", {"count": "0"}, seen=0))
    assert load(cycle, cast, fresh) == Loaded(written=2, same=0)


def test_no_file_opens_what_is_locked(cycle: Cycle, cast: Cast) -> None:
    rounds.move_to(cycle, "appraisal-1")
    assert refused_of(lambda: load(cycle, cast, (Filled("I/2", {"yes": True}),))) == [
        ("I/2", "Đã hết thời hạn của bước này.")
    ]
    rounds.move_to(cycle, "self")
    cycle.assessments.update(state=states.SUBMITTED)
    assert refused_of(lambda: load(cycle, cast, (Filled("I/2", {"yes": True}),))) == [
        ("I/2", "Đơn vị đã nộp bản tự chấm điểm.")
    ]
    assert kept() == []


@pytest.mark.parametrize("who", ["neighbour", "reform", "auditor", "lawyer"])
def test_only_the_unit_loads(cycle: Cycle, cast: Cast, who: str) -> None:
    with pytest.raises(Refused):
        load(cycle, cast, (Filled("I/2", {"yes": True}),), who=who)


# the workbook


def workbook(lines: Sequence[Sequence[Any]], *, heads: Sequence[str] = papers.HEADS) -> bytes:
    """A workbook of such lines under a title, as our own sheet is."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Phiếu tự chấm điểm"])
    sheet.append([])
    sheet.append(list(heads))
    for line in lines:
        sheet.append(list(line))
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def line(path: str, key: str, value: Any, seen: Any = 0) -> list[Any]:
    """One line of the workbook."""
    return ["", "", "", "", value, "", path, key, seen]


def own_leaves(cycle: Cycle) -> dict[str, Any]:
    """The leaves by path."""
    return {leaf.spec.path: leaf for leaf in book(cycle).leaves.values()}


def test_what_the_workbook_prints_is_what_it_reads(cycle: Cycle) -> None:
    given = {
        "I/1": ({"done": "17", "total": "20.5"}, "theo báo cáo\nsố 208"),
        "I/2": ({"yes": False}, ""),
        "II/1": ({"not_applicable": True, "reason": "không được giao"}, ""),
        "II/2": (None, ""),
    }
    leaves = own_leaves(cycle)
    rows = [
        line(blank.path, blank.key, blank.value, 4)
        for path, (answer, note) in given.items()
        for blank in papers.blanks(leaves[path], answer, note=note)
    ]

    assert papers.read(workbook(rows), leaves) == tuple(
        Filled(path, answer, note=note, seen=4) for path, (answer, note) in given.items()
    )


def test_numbers_of_a_workbook_and_words_for_yes_are_read(cycle: Cycle) -> None:
    rows = [
        line("I/1", "done", 17),
        line("I/1", "total", 20.5),
        line("I/2", "yes", "CÓ"),
        line("II/1", "count", "0"),
    ]

    assert papers.read(workbook(rows), own_leaves(cycle)) == (
        Filled("I/1", {"done": "17", "total": "20.5"}, seen=0),
        Filled("I/2", {"yes": True}, seen=0),
        Filled("II/1", {"count": "0"}, seen=0),
    )


def test_every_wrong_line_of_a_workbook_is_told(cycle: Cycle) -> None:
    rows = [line("I/1", "done", "1.000.000"), line("I/1", "total", "nhiều"), line("V/1", "yes", "Có")]

    assert refused_of(lambda: papers.read(workbook(rows), own_leaves(cycle))) == [
        ("V/1", "bộ tiêu chí không có tiêu chí này"),
        ("I/1", "“1.000.000” có dấu phân cách hàng nghìn"),
        ("I/1", "“nhiều” không phải là số"),
    ]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 hong", b"ma,gia tri\n1,2"])
def test_what_is_no_workbook_is_refused(cycle: Cycle, data: bytes) -> None:
    with pytest.raises(Unusable):
        papers.read(data, own_leaves(cycle))


def test_a_workbook_of_something_else_is_refused(cycle: Cycle) -> None:
    with pytest.raises(Unusable, match="không phải phiếu"):
        papers.read(workbook([["a"]], heads=("Mã", "Tên")), own_leaves(cycle))


def test_the_lines_are_named_in_both_languages(cycle: Cycle) -> None:
    printed = list(papers.blanks(own_leaves(cycle)["I/2"], {"yes": True}, note="x"))

    assert [(each.key, each.value) for each in printed] == [("yes", "Có"), ("reason", ""), ("note", "x")]
    assert printed[-1].label == Words("Giải trình", "Explanation")


def test_the_deadline_is_the_databases(cycle: Cycle, cast: Cast) -> None:
    """The moment of the request says nothing: a late file of an early request is late."""
    rounds.move_to(cycle, "appraisal-1")
    early = cycle.stages.get(key="self").opens_at + timedelta(hours=1)
    with pytest.raises(NotTaken):
        loading.load(
            rounds.sheet(cycle, cast.ward), (Filled("I/2", {"yes": True}),), by=cast.actor("clerk"), at=early
        )
