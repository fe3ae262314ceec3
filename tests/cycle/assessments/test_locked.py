"""No deed, job or command writes into what is locked: every one of them tried in every situation."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model, QuerySet
from pytest_django import Settings as DjangoSettings

from parindex.config import wiring
from parindex.cycle.assessments import actions as assessment_actions
from parindex.cycle.assessments import gates, states
from parindex.cycle.assessments import jobs as assessment_jobs
from parindex.cycle.assessments.actions import (
    appraising,
    approving,
    attaching,
    carrying,
    deciding,
    describing,
    dividing,
    explaining,
    filling,
    granting,
    loading,
    opening,
    rescoring,
    scheduling,
    scoring,
)
from parindex.cycle.assessments.actions.ledger import Overtaken
from parindex.cycle.assessments.models import (
    Assessment,
    Attachment,
    Cell,
    Cycle,
    Duty,
    Entry,
    Extension,
    Group,
    Reopening,
    Right,
    Stage,
)
from parindex.cycle.assessments.papers import Filled, NotTaken
from parindex.cycle.assessments.queries import moments
from parindex.cycle.evidence import actions as evidence_actions
from parindex.cycle.evidence import jobs as evidence_jobs
from parindex.cycle.evidence.actions import adding, correcting
from parindex.cycle.evidence.models import Item
from parindex.cycle.measures import actions as measures
from parindex.cycle.measures import families, figures
from parindex.cycle.results import actions as result_actions
from parindex.cycle.results.actions import freezing, releasing
from parindex.cycle.results.models import Issue, LeafScore, Release, UnitScore
from parindex.cycle.results.queries import proofs
from parindex.cycle.results.terms import Terms
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.faces.ops import main
from parindex.foundation.jobs.task import Task
from tests.cast import AT, Cast
from tests.cycle import lockings, rounds
from tests.cycle.lockings import SITUATIONS, World

REFUSALS = (
    *(gates.Locked, states.NotPossible, opening.NotReady, carrying.NotCarried, Overtaken, NotTaken),
    *(appraising.NothingToAccept, Refused, ValueError, correcting.Overtaken, Issue.DoesNotExist),
)
SOURCE = Path(main.__file__).parents[2]
PLACES: tuple[ModuleType, ...] = (assessment_actions, evidence_actions, result_actions)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: DjangoSettings) -> None:
    settings.FILES_FOLDER = tmp_path


def deeds() -> Iterator[str]:
    """Every public function that somebody does at some moment, by room and name."""
    rooms = [
        importlib.import_module(f"{place.__name__}.{found.name}")
        for place in PLACES
        for found in pkgutil.iter_modules(place.__path__)
    ]
    for room in (*rooms, measures):
        for name, each in inspect.getmembers(room, inspect.isfunction):
            if name.startswith("_") or each.__module__ != room.__name__:
                continue
            if {"by", "at"} <= set(inspect.signature(each).parameters):
                yield f"{room.__name__.removeprefix('parindex.cycle.')}:{name}"


def _reform(world: World) -> Any:
    return world.cast.actor("reform")


def _later() -> Any:
    return moments.database_now() + timedelta(days=1000)


def _task(subject: int) -> Task:
    return Task({"subject_id": subject}, AT, lambda _done, _all: None)


def _save(world: World) -> None:
    scoring.save(
        world.sheet,
        world.leaf("I/1").pk,
        answer={"done": "18", "total": "20"},
        note="khác",
        seen=world.seen("I/1", "self"),
        by=SYSTEM,
        at=AT,
    )


def _load(world: World) -> None:
    loading.load(world.sheet, [Filled("I/1", {"done": "18", "total": "20"})], by=SYSTEM, at=AT)


def _appraise(deed: Callable[..., Any], path: str, **said: Any) -> Callable[[World], None]:
    def do(world: World) -> None:
        seen = max(world.seen(path, key) for key in ("appraisal-1", "appraisal-2") if _is_open(world, key))
        deed(world.sheet, world.leaf(path).pk, **said, seen=seen, by=_reform(world), at=AT)

    return do


def _is_open(world: World, key: str) -> bool:
    """Whether the stage is the last appraisal that has begun, or none has and it is the first."""
    begun = [
        each
        for each in ("appraisal-1", "appraisal-2")
        if world.stage(each).opens_at <= moments.database_now()
    ]
    return key == (begun[-1] if begun else "appraisal-1")


def _return(world: World) -> None:
    until = moments.database_now() + timedelta(hours=1)
    _appraise(appraising.give_back, "II/1", reason="Xem lại", until=until)(world)


def _accept_many(world: World) -> None:
    sheets = [rounds.sheet(world.cycle, unit) for unit in (world.cast.ward, world.cast.other_ward)]
    appraising.accept_many(world.now, world.leaf("II/1").pk, sheets, by=_reform(world), at=AT)


def _decide(world: World) -> None:
    answer = {"points": "0.5", "reason": "Sáng kiến"}
    deciding.record(world.sheet, world.leaf("II/3").pk, answer=answer, seen=0, by=SYSTEM, at=AT)


def _explain(world: World) -> None:
    seen = world.seen("I/2", "explanation")
    explaining.explain(world.sheet, world.leaf("I/2").pk, note="Đã có", seen=seen, by=SYSTEM, at=AT)


def _attach(path: str) -> Callable[[World], None]:
    def do(world: World) -> None:
        attaching.attach(world.sheet, world.leaf(path).pk, world.spare, pages="1", by=SYSTEM, at=AT)

    return do


def _detach(world: World) -> None:
    attaching.detach(Attachment.objects.get(pk=world.shown.pk), by=SYSTEM, at=AT)


def _carry(world: World) -> None:
    line = carrying.CarriedLine("I/1", "self", AT, "Ai", answer={"done": "1", "total": "20"})
    sheet = carrying.CarriedSheet(world.cast.ward.pk, (line,))
    carrying.carry(world.now, [sheet], by=SYSTEM, at=AT)


def _prepare(world: World) -> None:
    rounds.prepared(world.cast, version=world.now.version, name="Kỳ khác")


def _enrol(world: World) -> None:
    opening.enrol(world.now, [world.cast.units["Xã Thanh Trì"]], group="Phường", by=SYSTEM, at=AT)


def _reschedule(world: World) -> None:
    stage = world.stage("publication")
    scheduling.reschedule(
        stage,
        opens_at=stage.opens_at,
        closes_at=stage.closes_at + timedelta(days=9),
        reason="thử",
        by=SYSTEM,
        at=AT,
    )


def _arrange(world: World) -> None:
    stage = world.stage("publication")
    span = scheduling.Span(stage.pk, stage.opens_at, stage.closes_at + timedelta(days=9))
    scheduling.arrange(world.now, [span], reason="thử", by=SYSTEM, at=AT)


def _record(world: World) -> None:
    _read(world, measures.record)


def _on_paper(world: World) -> None:
    _read(world, measures.record_on_paper, paper=measures.Paper("Đơn vị;Giá trị".encode(), "b.csv"))


def _record_index(world: World) -> None:
    period = {"since": world.cycle.since, "until": world.cycle.until, "as_of": world.cycle.since}
    reads = {world.measure.pk: [measures.Read(world.cast.ward, figures.single("0.4"))]}
    measures.record_index(world.measure, reads, **period, source="Khác", by=SYSTEM, at=AT)


def _read(world: World, deed: Callable[..., Any], **rest: Any) -> None:
    period = {"since": world.cycle.since, "until": world.cycle.until, "as_of": world.cycle.since}
    reads = [measures.Read(world.cast.ward, figures.single("0.4"))]
    deed(world.measure, reads, **period, source="Khác", by=SYSTEM, at=AT, **rest)


def _fill_another(world: World) -> None:
    """The figure is another one by now."""
    _record(world)
    assessment_jobs.fill_recorded(_task(world.measure.pk))


def _describe(world: World) -> None:
    item = world.shown.item
    said = correcting.Description(number="99/BC", title="khác")
    describing.describe(item, said, seen=item.version, by=SYSTEM, at=AT)


def _compare(_world: World) -> None:
    """What ``parindex rescore --open`` does once the database stands."""
    list(chain(proofs.of_issues(by=SYSTEM), proofs.of_open_cycles(by=SYSTEM)))


DEEDS: dict[str, Callable[[World], Any]] = {
    "assessments.actions.scoring:save": _save,
    "assessments.actions.loading:load": _load,
    "assessments.actions.approving:lay_before": lambda w: approving.lay_before(w.sheet, by=SYSTEM, at=AT),
    "assessments.actions.approving:hand_back": lambda w: approving.hand_back(
        w.sheet, reason="Sửa", by=SYSTEM, at=AT
    ),
    "assessments.actions.approving:submit": lambda w: approving.submit(w.sheet, by=SYSTEM, at=AT),
    "assessments.actions.appraising:accept": _appraise(appraising.accept, "II/1"),
    "assessments.actions.appraising:change": _appraise(
        appraising.change, "II/1", answer={"count": "2"}, reason="Không"
    ),
    "assessments.actions.appraising:ask": _appraise(appraising.ask, "II/1", question="Vì sao?"),
    "assessments.actions.appraising:give_back": _return,
    "assessments.actions.appraising:accept_many": _accept_many,
    "assessments.actions.appraising:accept_all": lambda w: appraising.accept_all(
        w.sheet, by=_reform(w), at=AT
    ),
    "assessments.actions.deciding:record": _decide,
    "assessments.actions.explaining:explain": _explain,
    "assessments.actions.attaching:attach": _attach("I/1"),
    "assessments.actions.attaching:detach": _detach,
    "assessments.actions.describing:describe": _describe,
    "assessments.actions.carrying:carry": _carry,
    "assessments.actions.filling:take_measures": lambda w: filling.take_measures(w.now, by=SYSTEM, at=AT),
    "assessments.actions.rescoring:rescore": lambda w: rescoring.rescore(w.now, by=SYSTEM, at=AT),
    "assessments.actions.opening:prepare": _prepare,
    "assessments.actions.opening:enrol": _enrol,
    "assessments.actions.opening:open_cycle": lambda w: opening.open_cycle(w.now, by=SYSTEM, at=AT),
    "assessments.actions.opening:leave_out": lambda w: opening.leave_out(w.sheet, by=SYSTEM, at=AT),
    "assessments.actions.opening:count_missed": lambda w: opening.count_missed(
        w.now, counts="scored", by=SYSTEM, at=AT
    ),
    "assessments.actions.granting:grant": lambda w: granting.grant(
        w.now, w.leaf("I"), agency=w.cast.units["Sở Tư pháp"], by=SYSTEM, at=AT
    ),
    "assessments.actions.granting:withdraw": lambda w: granting.withdraw(
        w.cycle.rights.get(criterion=w.leaf("I")), by=SYSTEM, at=AT
    ),
    "assessments.actions.dividing:assign": lambda w: dividing.assign(
        w.sheet, w.leaf("I"), person=w.cast.people["clerk"], by=SYSTEM, at=AT
    ),
    "assessments.actions.dividing:unassign": lambda w: dividing.unassign(w.duty, by=SYSTEM, at=AT),
    "assessments.actions.scheduling:reschedule": _reschedule,
    "assessments.actions.scheduling:arrange": _arrange,
    "assessments.actions.scheduling:extend": lambda w: scheduling.extend(
        w.sheet, w.stage("self"), until=_later(), reason="Bão", by=SYSTEM, at=AT
    ),
    "assessments.actions.scheduling:reopen": lambda w: scheduling.reopen(
        w.sheet, w.leaf("I/1"), until=_later(), reason="Nhầm", by=SYSTEM, at=AT
    ),
    "assessments.actions.scheduling:admit": lambda w: scheduling.admit(
        w.sheet, reason="Mất điện", by=SYSTEM, at=AT
    ),
    "evidence.actions.adding:add_file": lambda w: adding.add_file(
        b"x y z", name="x.txt", unit=w.cast.ward, by=SYSTEM, at=AT
    ),
    "evidence.actions.adding:add_many": lambda w: adding.add_many(
        [adding.Given(b"x y z", "x.txt")], unit=w.cast.ward, by=SYSTEM, at=AT
    ),
    "evidence.actions.adding:add_link": lambda w: adding.add_link(
        "https://hanoi.gov.vn/x", title="x", unit=w.cast.ward, by=SYSTEM, at=AT
    ),
    "evidence.actions.adding:add_reference": lambda w: adding.add_reference(
        number="1/M", issued_on=w.cycle.since, issuer="CA", unit=w.cast.ward, by=SYSTEM, at=AT
    ),
    "measures.actions:keep": lambda w: measures.keep(
        owner=w.cast.city, code="k", name="k", shape="single", by=SYSTEM, at=AT
    ),
    "measures.actions:record": _record,
    "measures.actions:record_on_paper": _on_paper,
    "measures.actions:keep_index": lambda w: measures.keep_index(
        families.listed()[0], owner=w.cast.city, by=SYSTEM, at=AT
    ),
    "measures.actions:record_index": _record_index,
    "measures.actions:feed": lambda w: measures.feed(w.measure, w.leaf("II/2"), by=SYSTEM, at=AT),
    "measures.actions:unfeed": lambda w: measures.unfeed(w.feed, by=SYSTEM, at=AT),
    "results.actions.freezing:freeze": lambda w: freezing.freeze(
        w.now, Terms(), by=SYSTEM, at=moments.database_now()
    ),
    "results.actions.freezing:reissue": lambda w: freezing.reissue(
        w.now, Terms(), reason="Nhầm", by=SYSTEM, at=moments.database_now()
    ),
    "results.actions.freezing:resume": lambda w: freezing.resume(w.now, reason="Nhầm", by=SYSTEM, at=AT),
    "results.actions.releasing:release": lambda w: releasing.release(
        w.issue(), decision="2/QĐ", by=SYSTEM, at=moments.database_now()
    ),
}
"""Every deed of the rooms of a cycle, as well done as it can be: only a lock keeps it from being done."""

BENEATH = {
    "evidence.actions.correcting:correct",
    "evidence.actions.examining:note",
    "evidence.actions.examining:leave",
}
"""What only ``describe`` above and only the job below do."""

OTHER_WAYS: dict[str, Callable[[World], Any]] = {
    "attach to a changed leaf": _attach("I/2"),
    "job assessments.fill-opened": lambda w: assessment_jobs.fill_opened(_task(w.cycle.pk)),
    "job assessments.fill-recorded": _fill_another,
    "job evidence.examine": lambda w: evidence_jobs.examine(_task(w.shown.item_id)),
    "command rescore": _compare,
}
"""The same by the queue and by command, and what is done in another place."""

ELSEWHERE = {
    *("documents.read", "frameworks.draft", "plans.take", "targets.take"),
    *("monitoring.fan-out", "monitoring.follow", "monitoring.hand-over", "monitoring.hand-over-ended"),
    *("monitoring.relay", "monitoring.remind", "monitoring.tally", "notices.post"),
    *("cases.load", "cases.recount", "registers.reckon", "registers.reckon-entry"),
}
"""Jobs on documents and tasks, which no cycle takes anything from, and those whose only way into one is
a recorded measure: the deed and the job of that are tried above."""

COMMANDS_ELSEWHERE = {
    *("read", "check", "score", "rank", "prepare", "begin", "serve", "verify-audit"),
    *("demo", "work"),
}
"""Commands on files, on the frame, and on data of their own; ``work`` does the jobs above."""


def test_every_deed_is_tried() -> None:
    assert set(deeds()) == set(DEEDS) | BENEATH


def test_evidence_is_corrected_only_where_the_ledger_is_asked() -> None:
    asking = "from parindex.cycle.evidence.actions import correcting"
    calling = {
        path.name
        for path in SOURCE.rglob("*.py")
        if asking in (text := path.read_text()) and "correcting.correct(" in text
    }
    assert calling == {"describing.py"}


def test_every_job_and_every_command_is_tried() -> None:
    tried = {name.removeprefix("job ") for name in OTHER_WAYS if name.startswith("job ")}
    commands = {name.split()[1] for name in OTHER_WAYS if name.startswith("command ")}
    assert tried | ELSEWHERE == set(wiring.JOBS)
    assert commands | COMMANDS_ELSEWHERE == set(main.COMMANDS)


def _rows(rows: QuerySet[Any]) -> list[tuple[Any, ...]]:
    return list(rows.order_by("pk").values_list())


def scores(world: World) -> dict[type[Model], list[tuple[Any, ...]]]:
    """Every row of the sheets, the ledger, what is shown, and the results of the cycle."""
    sheets = world.cycle.assessments.values("pk")
    issues = Issue.objects.filter(cycle=world.cycle.pk).values("pk")
    return {
        Assessment: _rows(Assessment.objects.filter(cycle=world.cycle.pk)),
        Cell: _rows(Cell.objects.filter(assessment__in=sheets)),
        Entry: _rows(Entry.objects.filter(cell__assessment__in=sheets)),
        Attachment: _rows(Attachment.objects.filter(assessment__in=sheets)),
        Item: _rows(Item.objects.filter(pk=world.shown.item_id)),
        Issue: _rows(Issue.objects.filter(cycle=world.cycle.pk)),
        UnitScore: _rows(UnitScore.objects.filter(issue__in=issues)),
        LeafScore: _rows(LeafScore.objects.filter(unit_score__issue__in=issues)),
        Release: _rows(Release.objects.filter(issue__in=issues)),
    }


def terms(world: World) -> dict[type[Model], list[tuple[Any, ...]]]:
    """Every row of the calendar, the exceptions, the rights and the duties of the cycle."""
    sheets = world.cycle.assessments.values("pk")
    return {
        Cycle: _rows(Cycle.objects.filter(pk=world.cycle.pk)),
        **{each: _rows(each.objects.filter(cycle=world.cycle.pk)) for each in (Group, Stage, Right)},
        **{each: _rows(each.objects.filter(assessment__in=sheets)) for each in (Extension, Reopening, Duty)},
    }


SELF = {
    *("assessments.actions.scoring:save", "assessments.actions.loading:load"),
    *("assessments.actions.attaching:attach", "assessments.actions.attaching:detach"),
    "assessments.actions.describing:describe",
    "attach to a changed leaf",
}
ANY_TIME = {"assessments.actions.opening:enrol"}
LATE = {"assessments.actions.scheduling:admit"}
FILL = {
    "assessments.actions.filling:take_measures",
    "job assessments.fill-opened",
    "job assessments.fill-recorded",
}
SUBMIT = {"assessments.actions.approving:submit"}
JUDGE = {
    *(f"assessments.actions.appraising:{each}" for each in ("accept", "change", "accept_many", "accept_all")),
    *("assessments.actions.appraising:give_back", "assessments.actions.deciding:record"),
}
WRITES: dict[str, set[str]] = {
    "preparing": ANY_TIME,
    "early": ANY_TIME | LATE,
    "scoring_open": ANY_TIME | LATE | FILL | SELF | SUBMIT | {"assessments.actions.approving:lay_before"},
    "laid": ANY_TIME | LATE | FILL | SUBMIT | {"assessments.actions.approving:hand_back"},
    "submitted": ANY_TIME | FILL,
    "missed": ANY_TIME | LATE | FILL,
    "appraisal": ANY_TIME | FILL | JUDGE | {"assessments.actions.appraising:ask"},
    "explanation": ANY_TIME
    | {
        *("assessments.actions.explaining:explain", "assessments.actions.attaching:attach"),
        "attach to a changed leaf",
    },
    "second": ANY_TIME | FILL | JUDGE,
    "decided": ANY_TIME | {"results.actions.freezing:freeze"},
    "over": ANY_TIME | {"results.actions.freezing:freeze"},
    "frozen": {"results.actions.freezing:reissue", "results.actions.releasing:release"},
    "frozen_in_time": {"results.actions.releasing:release"},
    "published": {"results.actions.freezing:reissue"},
    "published_in_appraisal": set(),
}
"""All that may write into sheets, ledger, evidence shown and results in each situation."""
CLOSED = {"frozen", "frozen_in_time", "published", "published_in_appraisal"}
STILL = {"results.actions.freezing:resume", "results.actions.releasing:release"}
"""What may still move a frozen cycle on."""


@pytest.mark.parametrize("situation", SITUATIONS)
def test_only_what_is_open_is_written(cast: Cast, situation: str) -> None:
    world = lockings.build(cast)
    SITUATIONS[situation](world)
    before, calendar = scores(world), terms(world)
    written, moved = set(), set()
    for name, deed in (DEEDS | OTHER_WAYS).items():
        with transaction.atomic():
            try:
                with transaction.atomic():
                    deed(world)
            except REFUSALS:
                assert (scores(world), terms(world)) == (before, calendar), name
            written |= {name} if scores(world) != before else set()
            moved |= {name} if terms(world) != calendar else set()
            transaction.set_rollback(True)
    assert written == WRITES[situation]
    assert situation not in CLOSED or moved <= STILL
