"""What appraisers do to a cell, what stands after each deed, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parindex.cycle.assessments import gates, states
from parindex.cycle.assessments.actions import appraising, explaining, scoring
from parindex.cycle.assessments.actions.batches import Seen
from parindex.cycle.assessments.actions.ledger import Overtaken
from parindex.cycle.assessments.models import Assessment, Cell, Cycle, Entry, Reopening
from parindex.cycle.assessments.queries import moments
from parindex.cycle.assessments.spoken import WordMissing, WrongLeaf
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import Refused
from parindex.engine.scoring.answers import AnswerRefused
from parindex.foundation.audit.models import HistoryRow
from tests.cast import AT, Cast
from tests.cycle import rounds
from tests.cycle.appraisers import GOOD, appraiser, scored, standing, waiting

PATH = "I/1"
LESS, MORE = {"done": "16", "total": "20"}, {"done": "19", "total": "20"}


@dataclass
class Desk:
    """A cell of the ward before its appraiser, and the deeds by one word each."""

    cycle: Cycle
    cast: Cast
    by: Actor
    path: str = PATH

    @property
    def sheet(self) -> Assessment:
        return rounds.sheet(self.cycle, self.cast.ward)

    @property
    def leaf(self) -> int:
        return rounds.leaf(self.cycle, self.path).pk

    def number(self, *acts: str) -> int:
        """The number of the last line of the stage that is open for one of ``acts``."""
        now = moments.database_now()
        rows = Cell.objects.filter(
            assessment=self.sheet,
            criterion=self.leaf,
            stage__act__in=acts,
            stage__opens_at__lte=now,
            stage__closes_at__gt=now,
        )
        return rows.values_list("number", flat=True).first() or 0

    def do(self, word: str) -> Any:
        """One deed by its word."""
        seen = self.number("appraise")
        where: dict[str, Any] = {"seen": seen, "by": self.by, "at": AT}
        later = moments.database_now() + timedelta(days=2)
        match word:
            case "accept":
                return appraising.accept(self.sheet, self.leaf, **where)
            case "change":
                return appraising.change(self.sheet, self.leaf, answer=LESS, reason="Thiếu", **where)
            case "zero":
                return appraising.change(self.sheet, self.leaf, answer=None, reason="Không có", **where)
            case "ask":
                return appraising.ask(self.sheet, self.leaf, question="Báo cáo nào?", **where)
            case "return":
                return appraising.give_back(self.sheet, self.leaf, reason="Sai kỳ", until=later, **where)
            case "many":
                return appraising.accept_many(self.cycle, self.leaf, [self.sheet], by=self.by, at=AT)
            case "all":
                return appraising.accept_all(self.sheet, by=self.by, at=AT)
        return self._as_unit(word)

    def _as_unit(self, word: str) -> Any:
        clerk, where = self.cast.actor("clerk"), {"at": AT}
        match word:
            case "save":
                own = Cell.objects.get(assessment=self.sheet, criterion=self.leaf, stage__key="self").number
                return scoring.save(self.sheet, self.leaf, answer=MORE, note="", seen=own, by=clerk, **where)
            case "explain" | "claim":
                claimed = MORE if word == "claim" else None
                return explaining.explain(
                    self.sheet,
                    self.leaf,
                    note="Đã bổ sung báo cáo",
                    answer=claimed,
                    seen=self.number("explain"),
                    by=clerk,
                    **where,
                )
            case _:
                return rounds.move_to(self.cycle, word)


@pytest.fixture
def desk(cast: Cast) -> Desk:
    """The first appraisal, before its appraiser of the department that answers for the domain."""
    return Desk(waiting(cast), cast, appraiser(cast, "Sở Nội vụ"))


SELF, FIRST, SECOND = "self", "appraisal-1", "appraisal-2"
SEQUENCES = [
    ("", (SELF, 1_700_000)),
    ("accept", (FIRST, 1_700_000)),
    ("change", (FIRST, 1_600_000)),
    ("zero", (FIRST, 0)),
    ("ask", (SELF, 1_700_000)),
    ("return", (SELF, 1_700_000)),
    ("return save", (SELF, 1_900_000)),
    ("return save accept", (FIRST, 1_900_000)),
    ("return save change", (FIRST, 1_600_000)),
    ("return save many", (FIRST, 1_900_000)),
    ("return accept", (FIRST, 1_700_000)),
    ("change ask", (SELF, 1_700_000)),
    ("change return", (SELF, 1_700_000)),
    ("change accept", (FIRST, 1_700_000)),
    ("accept change", (FIRST, 1_600_000)),
    ("ask accept", (FIRST, 1_700_000)),
    ("ask change", (FIRST, 1_600_000)),
    ("many", (FIRST, 1_700_000)),
    ("all", (FIRST, 1_700_000)),
    ("change many", (FIRST, 1_600_000)),
    ("ask all", (SELF, 1_700_000)),
    ("ask explanation explain", (SELF, 1_700_000)),
    ("ask explanation explain appraisal-2 accept", (SECOND, 1_700_000)),
    ("ask explanation claim appraisal-2 accept", (SECOND, 1_900_000)),
    ("ask explanation claim appraisal-2 many", (SECOND, 1_900_000)),
    ("ask explanation claim appraisal-2 all", (SECOND, 1_900_000)),
    ("ask explanation claim appraisal-2 change", (SECOND, 1_600_000)),
    ("ask appraisal-2 accept", (SECOND, 1_700_000)),
    ("ask appraisal-2 zero", (SECOND, 0)),
    ("change explanation", (FIRST, 1_600_000)),
    ("change explanation claim", (FIRST, 1_600_000)),
    ("change explanation explain appraisal-2", (FIRST, 1_600_000)),
    ("change explanation explain appraisal-2 accept", (SECOND, 1_700_000)),
    ("change explanation claim appraisal-2 accept", (SECOND, 1_900_000)),
    ("change explanation claim appraisal-2 change", (SECOND, 1_600_000)),
    ("change appraisal-2 return", (FIRST, 1_600_000)),
    ("change appraisal-2 return save", (FIRST, 1_600_000)),
    ("change appraisal-2 return save accept", (SECOND, 1_900_000)),
    ("accept appraisal-2 change return", (FIRST, 1_700_000)),
]


@pytest.mark.parametrize(("deeds", "stands"), SEQUENCES, ids=[deeds or "nothing" for deeds, _ in SEQUENCES])
def test_what_stands_after_each_way_of_a_cell(desk: Desk, deeds: str, stands: tuple[str, int]) -> None:
    for word in deeds.split():
        desk.do(word)
    assert standing(desk.cycle, desk.cast.ward, PATH) == stands


def test_a_decision_says_what_was_decided_by_whom_and_leaves_its_line(desk: Desk) -> None:
    written = desk.do("change")
    line = Entry.objects.get(pk=written.entry.pk)
    assert (line.answer, line.decision, line.note, line.points_micro, line.by_name, line.origin) == (
        LESS,
        states.CHANGED,
        "Thiếu",
        1_600_000,
        "Thẩm định viên Sở Nội vụ",
        states.FORM,
    )
    told = HistoryRow.objects.latest("pk")
    assert (told.event, told.subject_label, told.facts["path"], told.facts["reason"], told.lineage) == (
        "cell.changed",
        "Phường Yên Hòa",
        PATH,
        "Thiếu",
        f"/{desk.cast.city.pk}/",
    )


def test_the_same_deed_sent_again_is_one_line_and_one_row(desk: Desk) -> None:
    where: dict[str, Any] = {"seen": 0, "by": desk.by, "at": AT}
    for _ in range(2):
        appraising.change(desk.sheet, desk.leaf, answer=LESS, reason="Thiếu", **where)
    assert Entry.objects.filter(decision=states.CHANGED).count() == 1
    assert HistoryRow.objects.filter(event="cell.changed").count() == 1


def test_the_second_appraiser_is_told_what_the_first_decided(desk: Desk) -> None:
    other = appraiser(desk.cast, "Sở Nội vụ", name="Người thứ hai")
    desk.do("change")
    with pytest.raises(Overtaken) as told:
        appraising.accept(desk.sheet, desk.leaf, seen=0, by=other, at=AT)
    assert (told.value.entry.decision, told.value.entry.note) == (states.CHANGED, "Thiếu")
    assert standing(desk.cycle, desk.cast.ward, PATH) == (FIRST, 1_600_000)


def test_an_answer_that_the_unit_wrote_meanwhile_is_not_accepted_unseen(desk: Desk) -> None:
    desk.do("return")
    desk.do("save")
    with pytest.raises(Overtaken) as told:
        appraising.accept(desk.sheet, desk.leaf, seen=1, claim=1, by=desk.by, at=AT)
    assert told.value.entry.answer == MORE
    appraising.accept(desk.sheet, desk.leaf, seen=1, claim=2, by=desk.by, at=AT)
    assert standing(desk.cycle, desk.cast.ward, PATH) == (FIRST, 1_900_000)


def test_a_return_opens_the_cell_until_its_deadline_and_a_decision_closes_it(desk: Desk) -> None:
    desk.do("return")
    opened = Reopening.objects.get()
    assert (opened.reason, opened.stage.key, opened.opened_by_name) == ("Sai kỳ", "self", desk.by.name)
    other = rounds.leaf(desk.cycle, "I/2").pk
    with pytest.raises(gates.Locked):
        scoring.save(
            desk.sheet, other, answer={"yes": False}, note="", seen=1, by=desk.cast.actor("clerk"), at=AT
        )
    desk.do("accept")
    with pytest.raises(gates.Locked):
        desk.do("save")


def _wrong(deed: Callable[..., Any], error: type[Exception], **given: Any) -> Any:
    return pytest.param(deed, error, given, id=f"{deed.__name__}-{error.__name__}-{len(given)}")


PAST, FAR = timedelta(days=-1), timedelta(days=400)


@pytest.mark.parametrize(
    ("deed", "error", "given"),
    [
        _wrong(appraising.change, WordMissing, answer=LESS, reason="  "),
        _wrong(appraising.change, appraising.NotDifferent, answer=GOOD[PATH], reason="Như cũ"),
        _wrong(appraising.change, AnswerRefused, answer={"done": "21", "total": "20"}, reason="Quá"),
        _wrong(appraising.change, AnswerRefused, answer={"points": "2", "reason": "x"}, reason="Gõ điểm"),
        _wrong(appraising.ask, WordMissing, question=" \n "),
        _wrong(appraising.ask, WordMissing, question="x" * 4001),
        _wrong(appraising.give_back, WordMissing, reason="", until=timedelta(days=1)),
        _wrong(appraising.give_back, WordMissing, reason="Sai", until=PAST),
        _wrong(appraising.give_back, WordMissing, reason="Sai", until=FAR),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_changes(
    desk: Desk, deed: Callable[..., Any], error: type[Exception], given: dict[str, Any]
) -> None:
    before = Entry.objects.count()
    if isinstance(given.get("until"), timedelta):
        given = given | {"until": moments.database_now() + given["until"]}
    with pytest.raises(error):
        deed(desk.sheet, desk.leaf, seen=0, by=desk.by, at=AT, **given)
    assert (Entry.objects.count(), Reopening.objects.count()) == (before, 0)


def test_a_leaf_left_blank_has_nothing_to_accept_but_may_be_answered_by_the_appraiser(cast: Cast) -> None:
    cycle = rounds.opened(cast)
    scored(cycle, cast, answers={"I/2": {"yes": True}})
    rounds.move_to(cycle, FIRST)
    desk = Desk(cycle, cast, appraiser(cast, "Sở Nội vụ"))
    with pytest.raises(appraising.NothingToAccept):
        desk.do("accept")
    assert desk.do("many").count == 0
    desk.do("change")
    assert standing(cycle, cast.ward, PATH) == (FIRST, 1_600_000)


@pytest.mark.parametrize("path", ["I", "I/3", "II/3"])
def test_only_leaves_that_units_score_are_appraised(desk: Desk, path: str) -> None:
    by = appraiser(desk.cast, "Sở Tư pháp") if path.startswith("II") else desk.by
    leaf = rounds.leaf(desk.cycle, path).pk
    with pytest.raises(WrongLeaf):
        appraising.accept(desk.sheet, leaf, seen=0, by=by, at=AT)


DEEDS = ("accept", "change", "zero", "ask", "return")
CLOSED = ("self", "explanation", "freeze", "publication")


@pytest.mark.parametrize("stage", CLOSED)
@pytest.mark.parametrize("word", DEEDS)
def test_outside_an_appraisal_every_deed_is_locked(desk: Desk, word: str, stage: str) -> None:
    rounds.move_to(desk.cycle, stage)
    with pytest.raises(gates.Locked) as closed:
        desk.do(word)
    assert closed.value.lock.why.vi in {
        "Đã hết thời hạn của bước này.",
        "Chưa đến thời gian của bước này.",
        "Sau bước này không còn bước giải trình.",
    }


@pytest.mark.parametrize("state", [states.PREPARING, states.FROZEN, states.PUBLISHED])
@pytest.mark.parametrize("word", [*DEEDS, "many", "all"])
def test_a_cycle_that_is_not_open_takes_no_decision(desk: Desk, word: str, state: str) -> None:
    Cycle.objects.filter(pk=desk.cycle.pk).update(state=state)
    before = Entry.objects.count()
    if word in {"many", "all"}:
        assert desk.do(word).count == 0
    else:
        with pytest.raises(gates.Locked):
            desk.do(word)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("word", DEEDS)
def test_a_sheet_that_was_not_submitted_is_not_appraised_unless_admitted(desk: Desk, word: str) -> None:
    Assessment.objects.filter(pk=desk.sheet.pk).update(state=states.SCORING)
    with pytest.raises(gates.Locked) as closed:
        desk.do(word)
    assert closed.value.lock.why.en == "The unit has not submitted its sheet."
    Assessment.objects.filter(pk=desk.sheet.pk).update(admitted_because="Mất điện")
    assert desk.do(word).is_new


def test_in_the_last_appraisal_nothing_is_asked_any_more(desk: Desk) -> None:
    rounds.move_to(desk.cycle, SECOND)
    with pytest.raises(gates.Locked) as closed:
        desk.do("ask")
    assert closed.value.lock.remedy.en.startswith("Return the criterion to the unit")


def test_many_units_are_accepted_at_once_with_one_row_of_history(desk: Desk) -> None:
    sheets = list(desk.cycle.assessments.order_by("pk"))
    found = appraising.accept_many(desk.cycle, desk.leaf, sheets, by=desk.by, at=AT)
    assert (found.count, found.skipped) == (2, ())
    for unit in (desk.cast.ward, desk.cast.other_ward):
        assert standing(desk.cycle, unit, PATH) == (FIRST, 1_700_000)
    told = HistoryRow.objects.filter(event__startswith="cell").exclude(event="cell.scored")
    assert [(row.event, row.facts["count"], row.facts["path"], row.facts["units"]) for row in told] == [
        ("cells.accepted", 2, PATH, "Phường Yên Hòa; Phường Cầu Giấy")
    ]
    again = appraising.accept_many(desk.cycle, desk.leaf, sheets, by=desk.by, at=AT)
    assert (again.count, HistoryRow.objects.filter(event="cells.accepted").count()) == (0, 1)


def test_the_bulk_way_writes_what_the_single_way_writes(desk: Desk) -> None:
    single = desk.do("accept").entry
    other = desk.cycle.assessments.get(unit=desk.cast.other_ward)
    appraising.accept_many(desk.cycle, desk.leaf, [other], by=desk.by, at=AT)
    bulk = Entry.objects.select_related("cell").get(cell__assessment=other, decision=states.ACCEPTED)
    fields = ("number", "answer", "state", "decision", "points_micro", "out_micro", "note", "origin", "by")
    assert [getattr(bulk, name) for name in fields] == [getattr(single, name) for name in fields]
    cells = [Cell.objects.get(pk=each) for each in (single.cell_id, bulk.cell_id)]
    shown = ("number", "state", "decision", "points_micro", "out_micro", "is_standing", "stage_id")
    assert [getattr(cells[0], name) for name in shown] == [getattr(cells[1], name) for name in shown]


def test_what_changed_since_it_was_seen_is_skipped_and_told(desk: Desk) -> None:
    sheets = list(desk.cycle.assessments.order_by("pk"))
    seen = [Seen(sheets[0].pk, number=0, claim=9), Seen(sheets[1].pk, number=0, claim=1)]
    found = appraising.accept_many(desk.cycle, desk.leaf, sheets, seen=seen, by=desk.by, at=AT)
    assert (found.count, [(each.unit, each.why.en) for each in found.skipped]) == (
        1,
        [("Phường Yên Hòa", "Somebody wrote it meanwhile; look at it again, then decide.")],
    )


def test_points_measured_against_the_best_of_the_group_stay_right_in_bulk(desk: Desk) -> None:
    by, leaf = appraiser(desk.cast, "Sở Tư pháp"), rounds.leaf(desk.cycle, "II/2").pk
    other = desk.cycle.assessments.get(unit=desk.cast.other_ward)
    appraising.change(other, leaf, answer={"value": "8"}, reason="Đếm lại", seen=0, by=by, at=AT)
    assert standing(desk.cycle, desk.cast.ward, "II/2") == (SELF, 500_000)
    sheets = list(desk.cycle.assessments.order_by("pk"))
    assert appraising.accept_many(desk.cycle, leaf, sheets, by=by, at=AT).count == 1
    assert standing(desk.cycle, desk.cast.ward, "II/2") == (FIRST, 500_000)
    appraising.accept(other, leaf, seen=1, by=by, at=AT)
    assert standing(desk.cycle, desk.cast.ward, "II/2") == (FIRST, 1_000_000)


def test_the_rest_of_a_sheet_is_accepted_within_rights(desk: Desk) -> None:
    desk.do("ask")
    found = desk.do("all")
    assert (found.count, [(each.criterion, each.why.en) for each in found.skipped]) == (
        1,
        [(desk.leaf, "The unit has yet to explain it or to score it anew.")],
    )
    told = HistoryRow.objects.latest("pk")
    assert (told.event, told.facts["paths"]) == ("sheet.accepted", "I/2")
    decided = Entry.objects.filter(decision=states.ACCEPTED).values_list("cell__criterion__path", flat=True)
    assert list(decided) == ["I/2"]


def test_accepting_many_asks_as_little_of_the_database_as_accepting_one(desk: Desk) -> None:
    sheets, counts = list(desk.cycle.assessments.order_by("pk")), []
    for path, chosen in (("I/2", sheets[:1]), ("I/1", sheets[1:]), ("I/2", sheets)):
        leaf = rounds.leaf(desk.cycle, path).pk
        with CaptureQueriesContext(connection) as asked:
            appraising.accept_many(desk.cycle, leaf, chosen, by=desk.by, at=AT)
        counts.append(len(asked))
    assert counts[1] == counts[2] <= 18


@pytest.mark.parametrize("word", ["accept", "change", "ask", "return", "many", "all"])
def test_rights_are_asked_before_anything_is_read(desk: Desk, word: str) -> None:
    stranger = Desk(desk.cycle, desk.cast, desk.cast.actor("clerk"))
    with pytest.raises(Refused):
        stranger.do(word)


def test_explanations_are_for_flagged_cells_inside_their_window(desk: Desk) -> None:
    with pytest.raises(gates.Locked):
        desk.do("explain")
    rounds.move_to(desk.cycle, "explanation")
    with pytest.raises(gates.Locked) as closed:
        desk.do("explain")
    assert closed.value.lock.why.en == "This criterion needs no explanation."


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"note": " "}, WordMissing),
        ({"note": "Đã bổ sung", "answer": {"done": "30", "total": "20"}}, AnswerRefused),
        ({"note": "Đã bổ sung", "seen": 3}, Overtaken),
    ],
)
def test_an_explanation_that_cannot_stand_is_refused(
    desk: Desk, given: dict[str, Any], error: type[Exception]
) -> None:
    desk.do("ask")
    rounds.move_to(desk.cycle, "explanation")
    with pytest.raises(error):
        explaining.explain(desk.sheet, desk.leaf, **({"seen": 0} | given), by=desk.cast.actor("clerk"), at=AT)


@pytest.mark.parametrize("who", ["neighbour", "lawyer", "auditor", "city_leader", "reform"])
def test_nobody_explains_for_another_unit(desk: Desk, who: str) -> None:
    desk.do("ask")
    rounds.move_to(desk.cycle, "explanation")
    with pytest.raises(Refused):
        explaining.explain(desk.sheet, desk.leaf, note="Thay đơn vị", seen=0, by=desk.cast.actor(who), at=AT)
