"""A cycle brought into every situation in which something of it is locked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions import appraising, attaching, dividing, explaining, granting, scoring
from parindex.cycle.assessments.models import Assessment, Attachment, Cell, Cycle, Duty, Stage
from parindex.cycle.assessments.queries import moments
from parindex.cycle.evidence.actions import adding
from parindex.cycle.evidence.models import Item
from parindex.cycle.measures import actions as measures
from parindex.cycle.measures import figures
from parindex.cycle.measures.models import Feed, Measure
from parindex.cycle.results.actions import freezing, releasing
from parindex.cycle.results.models import Issue
from parindex.cycle.results.terms import Terms
from parindex.engine.access.actors import SYSTEM
from tests.cast import AT, Cast
from tests.cycle import rounds

ANSWERS = {
    "I/1": {"done": "17", "total": "20"},
    "I/2": {"yes": True},
    "II/1": {"count": "1"},
    "II/2": {"value": "4"},
}


@dataclass(frozen=True, slots=True)
class World:
    """A cycle of two wards, and what of it the deeds are done to."""

    cast: Cast
    cycle: Cycle
    shown: Attachment
    spare: Item
    measure: Measure
    feed: Feed
    duty: Duty

    @property
    def sheet(self) -> Assessment:
        """The sheet of the ward as it stands now."""
        return rounds.sheet(self.cycle, self.cast.ward)

    @property
    def now(self) -> Cycle:
        """The cycle as it stands now."""
        return Cycle.objects.select_related("owner", "version").get(pk=self.cycle.pk)

    def leaf(self, path: str) -> Any:
        """One criterion."""
        return rounds.leaf(self.cycle, path)

    def seen(self, path: str, key: str) -> int:
        """The number of the last line of the ward's leaf at a stage."""
        cells = Cell.objects.filter(assessment=self.sheet.pk, criterion__path=path, stage__key=key)
        return cells.values_list("number", flat=True).first() or 0

    def stage(self, key: str) -> Stage:
        """One stage."""
        return self.cycle.stages.select_related("cycle__owner").get(key=key)

    def issue(self) -> Issue:
        """The newest issue of the results; DoesNotExist before the freeze."""
        return Issue.objects.select_related("cycle__owner").filter(cycle=self.cycle.pk).latest("number")


def build(cast: Cast) -> World:
    """Both wards have scored themselves, with evidence; the self-scoring is still open."""
    cycle = rounds.opened(cast)
    office = cast.units["Sở Nội vụ"]
    granting.grant(cycle, rounds.leaf(cycle, "II"), agency=office, by=SYSTEM, at=AT)
    for unit in (cast.ward, cast.other_ward):
        for path, answer in ANSWERS.items():
            sheet, leaf = rounds.sheet(cycle, unit), rounds.leaf(cycle, path)
            scoring.save(sheet, leaf.pk, answer=answer, note="", seen=0, by=SYSTEM, at=AT)
    sheet, leaf = rounds.sheet(cycle, cast.ward), rounds.leaf(cycle, "I/1")
    first, spare = (_item(cast, number) for number in (1, 2))
    shown = attaching.attach(sheet, leaf.pk, first, pages="", by=SYSTEM, at=AT)
    measure = measures.keep(owner=cast.city, code="m", name="Hài lòng", shape="single", by=SYSTEM, at=AT)
    measures.record(
        measure,
        [measures.Read(cast.ward, figures.single("0.9"))],
        since=cycle.since,
        until=cycle.until,
        as_of=cycle.since,
        source="Báo cáo",
        by=SYSTEM,
        at=AT,
    )
    feed = measures.feed(measure, rounds.leaf(cycle, "I/3"), by=SYSTEM, at=AT)
    duty = dividing.assign(sheet, rounds.leaf(cycle, "II"), person=cast.people["clerk"], by=SYSTEM, at=AT)
    return World(cast, cycle, shown, spare, measure, feed, duty)


def _item(cast: Cast, number: int) -> Item:
    data = f"Số: {number}/BC-UBND\n\nBÁO CÁO\nKết quả".encode()
    return adding.add_file(data, name=f"{number}.txt", unit=cast.ward, by=SYSTEM, at=AT)


def preparing(world: World) -> None:
    """The cycle is not open yet."""
    Cycle.objects.filter(pk=world.cycle.pk).update(state=states.PREPARING)


def early(world: World) -> None:
    """The cycle is open, the day of the first stage has not come."""
    _shift(world, timedelta(days=365))


def scoring_open(world: World) -> None:
    """Nothing is locked: the unit scores itself."""
    assert world.sheet.state == states.SCORING


def laid(world: World) -> None:
    """The sheet lies before the unit's leader."""
    world.cycle.assessments.update(state=states.APPROVAL)


def submitted(world: World) -> None:
    """The sheets are submitted before the deadline."""
    world.cycle.assessments.update(state=states.SUBMITTED)


def missed(world: World) -> None:
    """The deadline of self-scoring has passed and nobody submitted."""
    rounds.move_to(world.cycle, "appraisal-1")


def appraisal(world: World) -> None:
    """The first appraisal is open."""
    submitted(world)
    rounds.move_to(world.cycle, "appraisal-1")


def explanation(world: World) -> None:
    """The first appraisal is closed; one leaf was asked about and one was changed."""
    appraisal(world)
    by = world.cast.actor("reform")
    appraising.ask(world.sheet, world.leaf("I/1").pk, question="Vì sao?", seen=0, by=by, at=AT)
    leaf = world.leaf("I/2").pk
    appraising.change(world.sheet, leaf, answer={"yes": False}, reason="Không", seen=0, by=by, at=AT)
    rounds.move_to(world.cycle, "explanation")


def second(world: World) -> None:
    """The explanation is closed; the second appraisal is open."""
    explanation(world)
    explaining.explain(world.sheet, world.leaf("I/1").pk, note="Vì thế", seen=0, by=SYSTEM, at=AT)
    rounds.move_to(world.cycle, "appraisal-2")


def decided(world: World) -> None:
    """All appraisals are closed; the results wait for the freeze."""
    second(world)
    for unit in (world.cast.ward, world.cast.other_ward):
        appraising.accept_all(rounds.sheet(world.cycle, unit), by=world.cast.actor("reform"), at=AT)
    rounds.move_to(world.cycle, "freeze")


def over(world: World) -> None:
    """Every stage is over and nobody froze the results."""
    decided(world)
    _shift(world, -timedelta(days=365))


def frozen(world: World) -> None:
    """The results are frozen."""
    decided(world)
    freezing.freeze(world.now, Terms(), by=SYSTEM, at=moments.database_now())


def frozen_in_time(world: World) -> None:
    """The results are frozen, and by the calendar the unit could still score."""
    frozen(world)
    world.cycle.assessments.update(state=states.SCORING)
    rounds.move_to(world.cycle, "self")


def published(world: World) -> None:
    """The results are published."""
    frozen(world)
    releasing.release(world.issue(), decision="1/QĐ", by=SYSTEM, at=moments.database_now())


def published_in_appraisal(world: World) -> None:
    """The results are published, and by the calendar the first appraisal is open."""
    published(world)
    rounds.move_to(world.cycle, "appraisal-1")


SITUATIONS: dict[str, Callable[[World], None]] = {
    each.__name__: each
    for each in (
        *(preparing, early, scoring_open, laid, submitted, missed, appraisal, explanation, second),
        *(decided, over, frozen, frozen_in_time, published, published_in_appraisal),
    )
}


def _shift(world: World, by: timedelta) -> None:
    for stage in world.cycle.stages.order_by("position"):
        Stage.objects.filter(pk=stage.pk).update(opens_at=stage.opens_at + by, closes_at=stage.closes_at + by)
