"""Freezing: reckoned afresh, compared, kept for good; issued again only for a reason; then published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions import opening
from parindex.cycle.assessments.actions.ledger import Line
from parindex.cycle.assessments.actions.opening import NotReady
from parindex.cycle.assessments.models import Cell, Cycle
from parindex.cycle.assessments.queries import moments
from parindex.cycle.assessments.states import NotPossible
from parindex.cycle.results import sheets
from parindex.cycle.results.actions import freezing, releasing
from parindex.cycle.results.models import Issue, LeafScore, UnitScore
from parindex.cycle.results.queries import forecasts
from parindex.cycle.results.terms import Terms, UnitFlag
from parindex.engine.access.checks import Refused
from parindex.engine.ranking.settings import Below, Class, Flagged, Settings, Ties
from parindex.engine.values.findings import Severity
from parindex.foundation.audit.models import HistoryRow
from tests.cast import Cast
from tests.cycle import rounds
from tests.cycle.results import played

TERMS = Terms(Settings(classes=(Class("A", Decimal(80)), Class("B", Decimal(50)))))


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """Both wards, ready to be frozen."""
    return played.to_the_freeze(cast)


def freeze(cycle: Cycle, cast: Cast, terms: Terms = TERMS) -> Issue:
    """Freeze as the reform office does on the day of the freeze."""
    return freezing.freeze(cycle, terms, by=cast.actor("reform"), at=moments.database_now())


def found(cycle: Cycle, cast: Cast, terms: Terms = TERMS) -> list[tuple[str, str, str | None]]:
    """The findings that keep the cycle from being frozen: code, severity, path."""
    with pytest.raises(NotReady) as refused:
        freeze(cycle, cast, terms)
    assert not Issue.objects.exists()
    cycle.refresh_from_db()
    assert cycle.state == states.OPEN
    return [(each.code, each.severity.value, each.path) for each in refused.value.findings]


def table(issue: Issue) -> list[tuple[Any, ...]]:
    """The league table as stored."""
    return [
        (
            row.unit.name,
            row.position,
            row.points_micro,
            row.max_micro,
            row.score_micro,
            row.rank,
            row.is_tied,
            row.class_name,
        )
        for row in sheets.units_of(issue)
    ]


def test_a_frozen_issue_keeps_units_and_leaves(cycle: Cycle, cast: Cast) -> None:
    issue = freeze(cycle, cast)
    # 1.7 + 1 + 2.7 + 1.5 + 0.5 + 0.5 of 10; 1.9 + 0 + 2.55 + 1 of 8
    assert table(issue) == [
        ("Phường Yên Hòa", 1, 7_900_000, 10_000_000, 7_900_000, 1, False, ""),
        ("Phường Cầu Giấy", 2, 5_450_000, 8_000_000, 6_812_500, 2, False, ""),
    ]
    rows = LeafScore.objects.filter(unit_score__unit=cast.other_ward).order_by("criterion__position")
    assert [
        (row.criterion.path, row.answer, row.state, row.points_micro, row.max_micro, row.entry is not None)
        for row in rows
    ] == [
        ("I/1", {"done": "19", "total": "20"}, "scored", 1_900_000, 2_000_000, True),
        ("I/2", {"yes": False}, "scored", 0, 1_000_000, True),
        ("I/3", {"share": "0.85"}, "scored", 2_550_000, 3_000_000, True),
        ("II/1", played.OTHER["II/1"], "not_applicable", 0, 0, True),
        ("II/2", {"value": "8"}, "scored", 1_000_000, 1_000_000, True),
        ("II/3", None, "unanswered", 0, 1_000_000, False),
    ]
    assert rows[0].entry is not None
    assert (rows[0].entry.decision, rows[0].entry.answer) == ("accepted", {"done": "19", "total": "20"})


def test_freezing_is_told_with_its_digests(cycle: Cycle, cast: Cast) -> None:
    issue = freeze(cycle, cast)
    cycle.refresh_from_db()
    row = HistoryRow.objects.get(event="result.frozen")
    assert cycle.state == states.FROZEN
    assert (issue.number, issue.reason, issue.engine_version) == (1, "", "1")
    assert row.facts == {
        "units": 2,
        "input": issue.input_digest,
        "output": issue.output_digest,
        "engine": "1",
    }
    assert sheets.terms_of(issue) == TERMS
    assert all(len(each) == 64 for each in (issue.input_digest, issue.output_digest))


def test_classes_ties_and_what_blocks_a_class(cycle: Cycle, cast: Cast) -> None:
    asked = Terms(
        Settings(
            ties=Ties.DENSE,
            decimals=0,
            classes=(
                Class("A", Decimal(7), unless=(Flagged("kỷ luật"), Below("I", Decimal("5.5")))),
                Class("B", top=Decimal("0.5"), unless=(Below("II", Decimal("2.6")),)),
                Class("C", Decimal(0)),
            ),
            tiebreaks=("I/1",),
        ),
        flags=(UnitFlag(cast.ward.pk, "kỷ luật", "một công chức bị khiển trách"),),
    )
    issue = freeze(cycle, cast, asked)
    assert sheets.terms_of(issue) == asked
    assert [(row[0], row[5], row[7]) for row in table(issue)] == [
        ("Phường Yên Hòa", 1, "C"),
        ("Phường Cầu Giấy", 2, "C"),
    ]
    assert [row.blocked for row in sheets.units_of(issue)] == [
        [
            {
                "class": "A",
                "why": [
                    {"vi": "một công chức bị khiển trách", "en": "một công chức bị khiển trách"},
                    {
                        "vi": "tiêu chí I được 5.4 điểm, dưới mức 5.5",
                        "en": "I earned 5.4 points, below 5.5",
                    },
                ],
            },
            {
                "class": "B",
                "why": [
                    {
                        "vi": "tiêu chí II được 2.5 điểm, dưới mức 2.6",
                        "en": "II earned 2.5 points, below 2.6",
                    }
                ],
            },
        ],
        [
            {
                "class": "A",
                "why": [
                    {
                        "vi": "tiêu chí I được 4.45 điểm, dưới mức 5.5",
                        "en": "I earned 4.45 points, below 5.5",
                    }
                ],
            }
        ],
    ]


def test_who_missed_the_deadline_counts_zero(cycle: Cycle, cast: Cast) -> None:
    cycle.assessments.filter(unit=cast.other_ward).update(state=states.SCORING)
    issue = freeze(cycle, cast)
    # The leader of the missing ward is no leader any more: II/2 of Yên Hòa is the best now.
    assert table(issue) == [
        ("Phường Yên Hòa", 1, 8_400_000, 10_000_000, 8_400_000, 1, False, ""),
        ("Phường Cầu Giấy", 2, 0, 10_000_000, 0, 2, False, ""),
    ]
    missed = UnitScore.objects.get(unit=cast.other_ward)
    assert missed.has_missed
    assert set(missed.leaves.values_list("answer", "state", "points_micro", "entry")) == {
        (None, "unanswered", 0, None)
    }


def test_who_missed_it_keeps_the_points_where_the_cycle_says_so(cycle: Cycle, cast: Cast) -> None:
    Cycle.objects.filter(pk=cycle.pk).update(missed_counts="scored")
    cycle.assessments.filter(unit=cast.other_ward).update(state=states.APPROVAL)
    cycle.refresh_from_db()
    assert [row[4] for row in table(freeze(cycle, cast))] == [7_900_000, 6_812_500]


def test_who_was_admitted_counts(cycle: Cycle, cast: Cast) -> None:
    cycle.assessments.filter(unit=cast.other_ward).update(state=states.SCORING, admitted_because="Mưa lũ")
    issue = freeze(cycle, cast)
    assert [row[4] for row in table(issue)] == [7_900_000, 6_812_500]
    assert not UnitScore.objects.filter(has_missed=True).exists()


def test_a_unit_to_which_nothing_applies_stands_last_without_rank(cast: Cast) -> None:
    cycle = rounds.opened(cast)
    away = {"not_applicable": True, "reason": "Không được giao"}
    for unit, answers in (
        (cast.ward, dict.fromkeys(played.WARD, away)),
        (cast.other_ward, played.OTHER),
    ):
        played.score(cycle, unit, answers, cast=cast)
        played.accept(cycle, unit, answers, cast=cast)
    played.submitted(cycle, cast.ward, cast.other_ward)
    rounds.move_to(cycle, "freeze")
    assert table(freeze(cycle, cast)) == [
        ("Phường Cầu Giấy", 1, 5_450_000, 8_000_000, 6_812_500, 1, False, ""),
        ("Phường Yên Hòa", 2, 0, 0, None, None, False, ""),
    ]


def test_freezing_waits_for_its_stage(cycle: Cycle, cast: Cast) -> None:
    rounds.move_to(cycle, "appraisal-2")
    assert found(cycle, cast) == [("FREEZE_TOO_EARLY", "error", None), ("COUNCIL_BLANK", "info", None)]


def test_a_cycle_that_took_place_elsewhere_is_not_bound_to_its_calendar(cycle: Cycle, cast: Cast) -> None:
    rounds.move_to(cycle, "appraisal-2")
    Cycle.objects.filter(pk=cycle.pk).update(is_carried=True, state=states.PREPARING)
    cycle.refresh_from_db()
    assert freeze(cycle, cast).number == 1


def test_a_cycle_carried_over_and_then_opened_here_waits_for_its_stage(cycle: Cycle, cast: Cast) -> None:
    rounds.move_to(cycle, "appraisal-2")
    Cycle.objects.filter(pk=cycle.pk).update(is_carried=True)
    cycle.refresh_from_db()
    assert cycle.state == states.OPEN
    assert found(cycle, cast)[0] == ("FREEZE_TOO_EARLY", "error", None)


def test_every_self_scored_cell_is_decided_first(cast: Cast) -> None:
    cycle = rounds.opened(cast)
    played.score(cycle, cast.ward, {**played.WARD, "I/2": None}, cast=cast)
    played.score(cycle, cast.other_ward, played.OTHER, cast=cast)
    played.accept(cycle, cast.other_ward, {"I/1": played.OTHER["I/1"]}, cast=cast)
    played.submitted(cycle, cast.ward, cast.other_ward)
    rounds.move_to(cycle, "freeze")
    assert found(cycle, cast) == [
        ("CELLS_UNDECIDED", "error", "I/1"),
        ("CELLS_UNDECIDED", "error", "I/2"),
        ("COUNCIL_BLANK", "info", None),
    ]
    played.submitted(cycle, cast.ward)
    cycle.assessments.filter(unit=cast.other_ward).update(state=states.SCORING)
    assert found(cycle, cast) == [
        ("CELLS_UNDECIDED", "error", "I/1"),
        ("SHEETS_MISSED", "warning", None),
    ]


def test_questions_and_explanations_are_decided_first(cycle: Cycle, cast: Cast) -> None:
    by = cast.actor("reform")
    asked = Line(states.FORM, decision=states.ASKED, note="Báo cáo nào?")
    explained = Line(states.FORM, decision=states.EXPLAINED, note="Báo cáo 12/BC")
    played.put(cycle, cast.ward, "I/1", asked, by=by, key="appraisal-1")
    played.put(cycle, cast.ward, "I/2", asked, by=by, key="appraisal-1")
    played.put(cycle, cast.ward, "I/2", explained, by=by, key="explanation")
    assert found(cycle, cast) == [
        ("QUESTIONS_OPEN", "error", "I/1"),
        ("EXPLANATIONS_OPEN", "error", "I/2"),
        ("COUNCIL_BLANK", "info", None),
    ]
    for path in ("I/1", "I/2"):
        line = played.valued(cycle, cast.ward, path, played.WARD[path], decision=states.ACCEPTED)
        played.put(cycle, cast.ward, path, line, by=by, key="appraisal-2")
    assert table(freeze(cycle, cast))[0][2] == 7_900_000


def test_what_is_reopened_and_scored_again_is_decided_again(cycle: Cycle, cast: Cast) -> None:
    again = played.valued(cycle, cast.ward, "I/2", {"yes": False})
    played.put(cycle, cast.ward, "I/2", again, by=cast.actor("clerk"), key="self")
    assert found(cycle, cast) == [("EXPLANATIONS_OPEN", "error", "I/2"), ("COUNCIL_BLANK", "info", None)]


def test_missing_figures_are_told(cycle: Cycle, cast: Cast) -> None:
    Cell.objects.filter(assessment__unit=cast.ward, criterion__path="I/3").update(is_standing=False)
    seen = forecasts.forecast(cycle, TERMS, by=cast.actor("auditor"), at=moments.database_now())
    assert [(each.code, each.message.vi) for each in seen.findings] == [
        ("FIGURES_MISSING", "1 ô lấy từ khảo sát hoặc chỉ số khác chưa có số liệu, đang tính 0 điểm."),
        ("COUNCIL_BLANK", "1 ô điểm hội đồng, điểm thưởng chưa ghi, tính 0 điểm."),
    ]
    assert table(freeze(cycle, cast))[1][:3] == ("Phường Yên Hòa", 2, 5_200_000)
    with pytest.raises(NotPossible):
        freeze(cycle, cast)


def test_what_would_be_issued_is_seen_before(cycle: Cycle, cast: Cast) -> None:
    seen = forecasts.forecast(cycle, TERMS, by=cast.actor("reform"), at=moments.database_now())
    issue = freeze(cycle, cast)
    assert seen.table is not None
    assert (seen.table.input_digest, seen.table.output_digest) == (issue.input_digest, issue.output_digest)
    assert seen.table.lines == sheets.lines_of(issue)
    with pytest.raises(Refused):
        forecasts.forecast(cycle, TERMS, by=cast.actor("clerk"), at=moments.database_now())


def test_an_answer_its_rule_cannot_use_stops_the_freeze(cycle: Cycle, cast: Cast) -> None:
    worth = played.valued(cycle, cast.ward, "I/2", {"yes": True}).worth
    wrong = Line(states.FORM, {"count": "1"}, worth, decision=states.ACCEPTED)
    played.put(cycle, cast.ward, "I/2", wrong, by=cast.actor("reform"), key="appraisal-1")
    assert found(cycle, cast) == [("ANSWER_UNUSABLE", "error", "I/2"), ("COUNCIL_BLANK", "info", None)]


def test_points_that_do_not_follow_from_the_answer_stop_the_freeze(cycle: Cycle, cast: Cast) -> None:
    Cell.objects.filter(assessment__unit=cast.ward, criterion__path="I/1", is_standing=True).update(
        points_micro=1_800_000
    )
    assert found(cycle, cast) == [("SCORES_DIVERGE", "error", "I/1"), ("COUNCIL_BLANK", "info", None)]


def test_terms_that_cannot_be_used_stop_the_freeze(cycle: Cycle, cast: Cast) -> None:
    twice = Terms(Settings(classes=(Class("A", Decimal(80)), Class("B", Decimal(90)))))
    unknown = Terms(Settings(tiebreaks=("IX", "I")))
    assert found(cycle, cast, twice)[0] == ("TERMS_UNUSABLE", "error", None)
    with pytest.raises(NotReady) as refused:
        freeze(cycle, cast, unknown)
    assert [(each.message.vi, each.severity) for each in refused.value.findings] == [
        ("Bộ tiêu chí không có “IX”.", Severity.ERROR),
        ("1 ô điểm hội đồng, điểm thưởng chưa ghi, tính 0 điểm.", Severity.INFO),
    ]


def test_a_cycle_of_nobody_is_not_frozen(cast: Cast) -> None:
    by, at = cast.actor("reform"), moments.database_now()
    cycle = opening.prepare(
        owner=cast.city,
        version=rounds.published(cast),
        kind="internal",
        name="Chưa có ai",
        since=date(2026, 1, 1),
        until=date(2027, 1, 1),
        starts_at=at,
        by=by,
        at=at,
    )
    Cycle.objects.filter(pk=cycle.pk).update(state=states.OPEN)
    cycle.refresh_from_db()
    assert found(cycle, cast) == [("NO_SHEETS", "error", None)]


def test_an_issue_never_changes(cycle: Cycle, cast: Cast) -> None:
    freeze(cycle, cast)
    for statement in (
        "UPDATE results_issue SET number = 9",
        "UPDATE results_unitscore SET points_micro = 0",
        "UPDATE results_leafscore SET points_micro = 0",
        "DELETE FROM results_leafscore",
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute(statement)


def test_frozen_cells_are_locked(cycle: Cycle, cast: Cast) -> None:
    freeze(cycle, cast)
    assert played.gate_of(cycle, cast.ward).cycle_state == states.FROZEN


def test_results_are_issued_again_for_a_reason(cycle: Cycle, cast: Cast) -> None:
    by, at = cast.actor("reform"), moments.database_now()
    with pytest.raises(NotPossible):
        freezing.reissue(cycle, TERMS, reason="Sửa", by=by, at=at)
    first = freeze(cycle, cast)
    with pytest.raises(freezing.ReasonMissing):
        freezing.reissue(cycle, TERMS, reason="  ", by=by, at=at)
    again = freezing.reissue(cycle, TERMS, reason=" Khiếu nại   được chấp nhận ", by=by, at=at)
    assert (again.number, again.reason) == (2, "Khiếu nại được chấp nhận")
    assert (again.input_digest, again.output_digest) == (first.input_digest, first.output_digest)
    row = HistoryRow.objects.get(event="result.reissued")
    assert row.facts["reason"] == "Khiếu nại được chấp nhận"


def test_other_terms_give_another_digest(cycle: Cycle, cast: Cast) -> None:
    by, at = cast.actor("reform"), moments.database_now()
    first = freeze(cycle, cast)
    other = replace(TERMS, ranking=replace(TERMS.ranking, classes=(Class("A", top=Decimal(1)),)))
    again = freezing.reissue(cycle, other, reason="Theo hạn mức", by=by, at=at)
    assert again.input_digest != first.input_digest
    assert again.output_digest != first.output_digest
    assert [row[7] for row in table(again)] == ["A", ""]


def test_a_frozen_cycle_is_opened_again_for_corrections(cycle: Cycle, cast: Cast) -> None:
    by, at = cast.actor("reform"), moments.database_now()
    with pytest.raises(NotPossible):
        freezing.resume(cycle, reason="Sửa", by=by, at=at)
    freeze(cycle, cast)
    with pytest.raises(freezing.ReasonMissing):
        freezing.resume(cycle, reason="", by=by, at=at)
    freezing.resume(cycle, reason="Nhầm số liệu", by=by, at=at)
    cycle.refresh_from_db()
    assert cycle.state == states.OPEN
    line = played.valued(cycle, cast.ward, "I/2", {"yes": False}, decision=states.CHANGED, note="Nhầm")
    played.put(cycle, cast.ward, "I/2", line, by=by, key="appraisal-2")
    again = freezing.reissue(cycle, TERMS, reason="Nhầm số liệu", by=by, at=at)
    assert [row[2] for row in table(again)] == [6_900_000, 5_450_000]
    assert [row[2] for row in table(Issue.objects.get(number=1))] == [7_900_000, 5_450_000]


def test_results_are_published_once_and_only_the_newest(cycle: Cycle, cast: Cast) -> None:
    by, at = cast.actor("reform"), moments.database_now()
    first = freeze(cycle, cast)
    again = freezing.reissue(cycle, TERMS, reason="Sửa tên", by=by, at=at)
    with pytest.raises(NotPossible):
        releasing.release(first, decision="QĐ 1", by=by, at=at)
    made = releasing.release(again, decision=" QĐ 1435/QĐ-UBND  ngày 30/3/2026", by=by, at=at)
    assert (made.issue, made.decision, made.released_at) == (again, "QĐ 1435/QĐ-UBND ngày 30/3/2026", at)
    cycle.refresh_from_db()
    assert cycle.state == states.PUBLISHED
    with pytest.raises(NotPossible):
        releasing.release(again, decision="QĐ 2", by=by, at=at)
    with pytest.raises(NotPossible):
        freezing.resume(cycle, reason="Sửa", by=by, at=at)
    corrected = freezing.reissue(cycle, TERMS, reason="Đính chính", by=by, at=at + timedelta(days=1))
    releasing.release(corrected, decision="QĐ 1500", by=by, at=at + timedelta(days=1))
    assert [row.facts["decision"] for row in HistoryRow.objects.filter(event="result.released")] == [
        "QĐ 1435/QĐ-UBND ngày 30/3/2026",
        "QĐ 1500",
    ]


def test_an_open_cycle_is_not_published(cycle: Cycle, cast: Cast) -> None:
    by, at = cast.actor("reform"), moments.database_now()
    issue = freeze(cycle, cast)
    freezing.resume(cycle, reason="Sửa", by=by, at=at)
    with pytest.raises(NotPossible):
        releasing.release(issue, decision="", by=by, at=at)


@pytest.mark.parametrize("who", ["clerk", "leader", "city_leader", "auditor", "administrator", "stranger"])
def test_only_the_reform_office_freezes_and_publishes(cycle: Cycle, cast: Cast, who: str) -> None:
    issue, by, at = freeze(cycle, cast), cast.actor(who), moments.database_now()
    for deed in (
        lambda: freezing.freeze(cycle, TERMS, by=by, at=at),
        lambda: freezing.reissue(cycle, TERMS, reason="Sửa", by=by, at=at),
        lambda: freezing.resume(cycle, reason="Sửa", by=by, at=at),
        lambda: releasing.release(issue, decision="QĐ", by=by, at=at),
    ):
        with pytest.raises(Refused):
            deed()
