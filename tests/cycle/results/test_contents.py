"""The league table and the scorecard as papers: what they say, and that every format can be written."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from parindex.cycle.assessments import states
from parindex.cycle.assessments.models import Cycle
from parindex.cycle.assessments.queries import moments
from parindex.cycle.results import contents
from parindex.cycle.results.actions import freezing, releasing
from parindex.cycle.results.pages import LeaguePage, ScorecardPage
from parindex.cycle.results.queries import cards, leagues
from parindex.cycle.results.terms import Terms, UnitFlag
from parindex.engine.ranking.settings import Class, Flagged, Settings
from parindex.foundation.writers import docx, pdf, xlsx
from parindex.foundation.writers.content import Block, Content, Heading, Paragraph, Table
from tests.cast import Cast
from tests.cycle.results import played


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """A published cycle: one ward kept from class A, the other late."""
    made = played.to_the_freeze(cast)
    made.assessments.filter(unit=cast.other_ward).update(state=states.SCORING)
    by, at = cast.actor("reform"), moments.database_now()
    terms = Terms(
        Settings(classes=(Class("A", Decimal(8), unless=(Flagged("kỷ luật"),)), Class("B", Decimal(0)))),
        flags=(UnitFlag(cast.ward.pk, "kỷ luật", "một công chức bị khiển trách"),),
    )
    issue = freezing.freeze(made, terms, by=by, at=at)
    releasing.release(issue, decision="Quyết định số 1435/QĐ-UBND", by=by, at=at)
    return made


@pytest.fixture
def league(cycle: Cycle, cast: Cast) -> LeaguePage:
    """Its league table."""
    return leagues.league(cycle.pk, by=cast.actor("reform"))


@pytest.fixture
def card(cycle: Cycle, cast: Cast) -> ScorecardPage:
    """The scorecard of the ward that was kept from its class."""
    return cards.scorecard(cycle.pk, cast.ward.pk, by=cast.actor("reform"))


def said(document: Content) -> list[str | list[list[str]]]:
    """The blocks of the only annex: text, and tables row by row."""
    (annex,) = document.annexes
    return [_block(each) for each in annex.blocks]


def _block(block: Block) -> str | list[list[str]]:
    if isinstance(block, Table):
        return [[cell.text for cell in row.cells] for row in (*block.head, *block.rows)]
    if isinstance(block, Heading):
        return block.text
    assert isinstance(block, Paragraph)
    return block.line.text


def test_the_league_table_as_an_annex(league: LeaguePage) -> None:
    document = contents.league(league)
    assert (document.annexes[0].title, document.annexes[0].caption) == (
        "KẾT QUẢ XẾP HẠNG CHỈ SỐ CCHC THỬ",
        "(Kèm theo Quyết định số 1435/QĐ-UBND)",
    )
    assert said(document) == [
        [
            ["Hạng", "Đơn vị", "I", "II", "Tổng điểm", "Điểm xếp hạng", "Tỷ lệ (%)", "Loại"],
            ["1", "Phường Yên Hòa", "5,40", "3,00", "8,40", "8,40", "84,00", "B"],
            ["2", "Phường Cầu Giấy (không nộp đúng hạn)", "0,00", "0,00", "0,00", "0,00", "0,00", "B"],
        ]
    ]


def test_several_groups_are_headed_and_what_is_missing_is_a_dash(league: LeaguePage) -> None:
    first, second = league.rows
    away = replace(second, score=None, rank=None, class_name="", has_missed=False)
    tied = replace(first, is_tied=True)
    groups = (
        replace(league.groups[0], rows=(tied,)),
        replace(
            league.groups[0], name="Xã", rows=(replace(away, amount=replace(away.amount, max=Decimal(0))),)
        ),
    )
    plain = replace(
        league,
        groups=groups,
        issue=None,
        terms=Terms(note="Ngưỡng tạm đặt."),
        cycle=replace(league.cycle, is_illustrative=True),
    )
    document = contents.league(plain)
    assert document.annexes[0].caption == ""
    assert said(document) == [
        "Số liệu minh họa, không phải kết quả đã công bố.",
        "Ngưỡng tạm đặt.",
        "Phường (1 đơn vị)",
        [
            ["Hạng", "Đơn vị", "I", "II", "Tổng điểm", "Điểm xếp hạng", "Tỷ lệ (%)"],
            ["1=", "Phường Yên Hòa", "5,40", "3,00", "8,40", "8,40", "84,00"],
        ],
        "Xã (1 đơn vị)",
        [
            ["Hạng", "Đơn vị", "I", "II", "Tổng điểm", "Điểm xếp hạng", "Tỷ lệ (%)"],
            ["–", "Phường Cầu Giấy", "0,00", "0,00", "0,00", "–", "–"],
        ],
    ]


def test_the_scorecard_says_result_losses_and_every_criterion(card: ScorecardPage) -> None:
    found = said(contents.scorecard(card))
    assert found[:4] == [
        "Tổng điểm: 8,40 trên 10,00 điểm áp dụng.",
        "Điểm xếp hạng 8,40: hạng 1 trên 2 đơn vị nhóm Phường.",
        "Xếp loại B.",
        "Không được xếp loại A vì: một công chức bị khiển trách.",
    ]
    assert found[4] == "I. Những điểm bị mất, nhiều nhất trước"
    missing, criteria = found[5], found[7]
    assert isinstance(missing, list)
    assert isinstance(criteria, list)
    assert [row[:5] for row in missing] == [
        ["Mã", "Tiêu chí", "Tối đa", "Đạt", "Mất"],
        ["II/1", "Kỷ luật, kỷ cương", "2,00", "1,50", "0,50"],
        ["II/3", "Điểm thưởng", "1,00", "0,50", "0,50"],
        ["I/1", "Kế hoạch cải cách hành chính", "2,00", "1,70", "0,30"],
        ["I/3", "Khảo sát sự hài lòng", "3,00", "2,70", "0,30"],
    ]
    assert "17/20" in missing[3][5]
    assert criteria[0] == [
        "Mã",
        "Tiêu chí",
        "Tối đa",
        "Điểm",
        "Tự chấm điểm",
        "Thẩm định lần 1",
        "Thẩm định lần 2",
    ]
    assert criteria[2] == ["I/1", "Kế hoạch cải cách hành chính", "2,00", "1,70", "1,70", "1,70", "–"]
    assert len(criteria) == 9


def test_the_scorecard_of_a_unit_that_missed_the_deadline(cycle: Cycle, cast: Cast) -> None:
    card = cards.scorecard(cycle.pk, cast.other_ward.pk, by=cast.actor("clerk"))
    found = said(contents.scorecard(card))
    assert found[3] == "Đơn vị không nộp bản tự chấm điểm đúng hạn nên không được tính điểm."


def test_the_scorecard_of_a_unit_that_lost_nothing(card: ScorecardPage) -> None:
    row = replace(card.row, rank=None, class_name="", blocked=(), is_tied=True)
    found = said(contents.scorecard(replace(card, row=row, missing=())))
    assert found[:2] == ["Tổng điểm: 8,40 trên 10,00 điểm áp dụng.", "Điểm từng tiêu chí"]
    tied = said(contents.scorecard(replace(card, row=replace(card.row, is_tied=True, group=""))))
    assert tied[1] == "Điểm xếp hạng 8,40: hạng 1 trên 2 đơn vị, đồng hạng."


@pytest.mark.parametrize("write", [docx.write, pdf.write, xlsx.write], ids=["docx", "pdf", "xlsx"])
def test_every_format_can_be_written(write: object, league: LeaguePage, card: ScorecardPage) -> None:
    assert callable(write)
    assert all(len(write(each)) > 2000 for each in (contents.league(league), contents.scorecard(card)))
