"""Evidence as it is read: by whom, as it stood when, for how many leaves, offered again, with its alarms."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from pytest_django import DjangoAssertNumQueries
from pytest_django import Settings as DjangoSettings

from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions import attaching, opening
from parindex.cycle.assessments.models import Assessment, Attachment, Cycle, Duty, Right
from parindex.cycle.assessments.pieces import Offer, Use
from parindex.cycle.assessments.queries import attachments, moments
from parindex.cycle.evidence import findings
from parindex.cycle.evidence.actions import adding
from parindex.cycle.evidence.models import Item
from parindex.cycle.frameworks.models import Succession
from parindex.engine.access.actors import Actor
from tests.cast import AT, Cast
from tests.cycle import appraisers, rounds
from tests.cycle.evidence import papers


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: DjangoSettings) -> None:
    settings.FILES_FOLDER = tmp_path


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """A cycle in the middle of self-scoring."""
    return rounds.opened(cast)


def proof(
    cast: Cast, number: str = "12/KH-UBND", *, unit: Any = None, who: str = "clerk", **said: str
) -> Item:
    """A plan in the library of a ward."""
    data = papers.plan(number, **({"year": "2026"} | said))
    return adding.add_file(data, name="a.pdf", unit=unit or cast.ward, by=cast.actor(who), at=AT)


def attach(
    cycle: Cycle,
    cast: Cast,
    item: Item,
    path: str = "I/1",
    *,
    pages: str = "",
    unit: Any = None,
    who: str = "clerk",
) -> Attachment:
    sheet, leaf = rounds.sheet(cycle, unit or cast.ward), rounds.leaf(cycle, path)
    return attaching.attach(sheet, leaf.pk, item, pages=pages, by=cast.actor(who), at=AT)


def detach(cast: Cast, made: Attachment) -> datetime:
    """Take it off; when that was."""
    attaching.detach(made, by=cast.actor("clerk"), at=AT)
    made.refresh_from_db()
    assert made.removed_at is not None
    return made.removed_at


def read(
    cycle: Cycle, cast: Cast, by: Actor | str = "clerk", path: str = "I/1", *, moment: datetime | None = None
) -> attachments.Shown:
    by = cast.actor(by) if isinstance(by, str) else by
    sheet, leaf = rounds.sheet(cycle, cast.ward), rounds.leaf(cycle, path)
    return attachments.shown(sheet.pk, leaf.pk, by=by, at=moments.database_now(), moment=moment)


def numbers(shown: attachments.Shown) -> list[str]:
    return [each.number for each in shown.pieces]


def may_see(cycle: Cycle, cast: Cast, item: Item, by: Actor) -> tuple[bool, bool]:
    """Whether somebody gets the leaf's evidence, and the piece itself."""
    found = []
    for ask in (
        lambda: read(cycle, cast, by),
        lambda: attachments.item(item.pk, by=by, at=moments.database_now()),
    ):
        try:
            ask()
            found.append(True)
        except ObjectDoesNotExist:
            found.append(False)
    return found[0], found[1]


def test_a_leaf_says_what_is_asked_and_what_is_shown(cycle: Cycle, cast: Cast) -> None:
    item = proof(cast)
    made = attach(cycle, cast, item, pages="trang 2")
    attach(cycle, cast, item, "I/2")

    shown = read(cycle, cast)

    piece = shown.pieces[0]
    assert (shown.path, shown.name, shown.unit, shown.asks, shown.note) == (
        "I/1",
        "Kế hoạch cải cách hành chính",
        "Phường Yên Hòa",
        True,
        "Báo cáo kết quả",
    )
    assert (shown.lock, shown.is_own, shown.adds_at, shown.holder) == (None, True, cast.ward.pk, cast.ward.pk)
    assert (piece.attachment, piece.item, piece.number, piece.issued_on, piece.pages, piece.page_count) == (
        made.pk,
        item.pk,
        "12/KH-UBND",
        date(2026, 1, 15),
        "trang 2",
        1,
    )
    assert (piece.kind, piece.stage, piece.uses, piece.is_open, piece.added_by) == (
        "pdf",
        "self",
        2,
        True,
        "Trần Văn Cán Bộ",
    )
    assert piece.alarms == (findings.unscanned(),)


def test_a_leaf_as_it_stood_at_any_moment(cycle: Cycle, cast: Cast) -> None:
    before = moments.database_now()
    first = attach(cycle, cast, proof(cast, "1/KH"), pages="a")
    second = attach(cycle, cast, proof(cast, "2/KH"))
    between = second.added_at
    removed_at = detach(cast, first)
    attach(cycle, cast, proof(cast, "3/KH"))

    assert numbers(read(cycle, cast)) == ["2/KH", "3/KH"]
    assert [
        numbers(read(cycle, cast, moment=when)) for when in (before, first.added_at, between, removed_at)
    ] == [
        [],
        ["1/KH"],
        ["1/KH", "2/KH"],
        ["2/KH"],
    ]
    past = read(cycle, cast, moment=between)
    assert (past.adds_at, [each.is_open for each in past.pieces]) == (None, [False, False])


def test_who_sees_the_evidence_of_a_unit_before_it_submits(cycle: Cycle, cast: Cast) -> None:
    item = proof(cast)
    attach(cycle, cast, item)

    seen = {who: may_see(cycle, cast, item, cast.actor(who)) for who in cast.people}

    assert {who for who, got in seen.items() if any(got)} == {
        "clerk",
        "leader",
        "reform",
        "city_leader",
        "auditor",
    }
    assert all(got in {(True, True), (False, False)} for got in seen.values())


def test_an_appraiser_sees_what_is_shown_for_their_criteria_once_submitted(cycle: Cycle, cast: Cast) -> None:
    within, without = appraisers.appraiser(cast, "Sở Nội vụ"), appraisers.appraiser(cast, "Sở Tư pháp")
    item, other, unused = proof(cast), proof(cast, "13/KH"), proof(cast, "14/KH")
    made = attach(cycle, cast, item, "I/1")
    attach(cycle, cast, other, "II/1")
    assert may_see(cycle, cast, item, within) == (False, False)

    appraisers.scored(cycle, cast)
    rounds.move_to(cycle, "appraisal-1")

    assert may_see(cycle, cast, item, within) == (True, True)
    assert may_see(cycle, cast, item, without) == (False, False)
    assert may_see(cycle, cast, other, within) == (True, False)
    assert may_see(cycle, cast, unused, within) == (True, False)
    shown = read(cycle, cast, within)
    assert (shown.is_own, shown.adds_at, shown.lock, [each.is_open for each in shown.pieces]) == (
        False,
        None,
        None,
        [False],
    )
    Attachment.objects.filter(pk=made.pk).update(removed_at=moments.database_now(), removed_by=1)
    assert may_see(cycle, cast, item, within) == (True, False)
    Right.objects.filter(cycle=cycle).update(until=moments.database_now() - timedelta(seconds=1))
    assert may_see(cycle, cast, item, within) == (False, False)


def test_an_appraiser_does_not_see_their_own_unit(cycle: Cycle, cast: Cast) -> None:
    item = proof(cast)
    attach(cycle, cast, item)
    appraisers.scored(cycle, cast)
    own = appraisers.appraiser(cast, "Phường Yên Hòa")
    Right.objects.create(
        cycle=cycle, criterion=rounds.leaf(cycle, "I"), agency=cast.ward, since=AT - timedelta(days=999)
    )

    assert may_see(cycle, cast, item, own) == (False, False)


def test_whoever_has_the_duty_sees_their_leaf_only(cycle: Cycle, cast: Cast) -> None:
    sheet = rounds.sheet(cycle, cast.ward)
    Duty.objects.create(
        assessment=sheet, criterion=rounds.leaf(cycle, "I/1"), person=cast.people["lawyer"].pk
    )
    item, other = proof(cast), proof(cast, "13/KH")
    attach(cycle, cast, item)
    attach(cycle, cast, other, "I/2")
    by = cast.actor("lawyer")

    assert may_see(cycle, cast, item, by) == (True, True)
    assert may_see(cycle, cast, other, by) == (True, False)
    with pytest.raises(ObjectDoesNotExist):
        read(cycle, cast, by, "I/2")


def test_a_leaf_that_is_not_there_is_not_found(cycle: Cycle, cast: Cast) -> None:
    sheet = rounds.sheet(cycle, cast.ward)
    for criterion in (rounds.leaf(cycle, "I").pk, 10**9):
        with pytest.raises(ObjectDoesNotExist):
            attachments.shown(sheet.pk, criterion, by=cast.actor("clerk"), at=AT)
    with pytest.raises(ObjectDoesNotExist):
        attachments.shown(10**9, rounds.leaf(cycle, "I/1").pk, by=cast.actor("clerk"), at=AT)


def test_why_a_leaf_is_closed_is_told_to_its_own_people(cycle: Cycle, cast: Cast) -> None:
    attach(cycle, cast, proof(cast))
    Assessment.objects.filter(unit=cast.ward).update(state=states.SUBMITTED)

    mine, office = read(cycle, cast), read(cycle, cast, "auditor")

    assert mine.lock is not None
    assert (mine.lock.why.vi, mine.is_own, mine.adds_at) == ("Đơn vị đã nộp bản tự chấm điểm.", True, None)
    assert [each.is_open for each in mine.pieces] == [False]
    assert (office.lock, office.is_own) == (None, False)


def test_where_a_piece_is_used_is_told_as_far_as_one_may_see(cycle: Cycle, cast: Cast) -> None:
    item = proof(cast)
    attach(cycle, cast, item, "I/1", pages="trang 1")
    attach(cycle, cast, item, "II/1")
    appraisers.scored(cycle, cast)
    sheet = rounds.sheet(cycle, cast.ward)
    uses = tuple(
        Use(
            assessment=sheet.pk,
            criterion=rounds.leaf(cycle, path).pk,
            path=path,
            name=name,
            stage="self",
            unit="Phường Yên Hòa",
            cycle="Chỉ số CCHC thử",
            pages=pages,
        )
        for path, name, pages in (
            ("I/1", "Kế hoạch cải cách hành chính", "trang 1"),
            ("II/1", "Kỷ luật, kỷ cương", ""),
        )
    )

    def told(by: Actor) -> tuple[Use, ...]:
        return attachments.uses(item, by=by, at=moments.database_now())

    assert told(cast.actor("clerk")) == uses
    assert told(appraisers.appraiser(cast, "Sở Tư pháp")) == uses[1:]
    assert told(cast.actor("neighbour")) == ()
    assert attachments.use_counts([item.pk]) == {item.pk: 2}


def _next_year(cycle: Cycle, cast: Cast) -> Cycle:
    """A cycle of the year after by another framework, whose first criterion goes on from the first."""
    by = cast.actor("reform")
    text = rounds.FRAMEWORK.replace("xa-phuong-thu", "xa-phuong-sau").replace("year: 2026", "year: 2027")
    version = rounds.published(cast, text)
    later = opening.prepare(
        owner=cast.city,
        version=version,
        kind="internal",
        name="Kỳ sau",
        since=date(2027, 1, 1),
        until=date(2028, 1, 1),
        starts_at=moments.database_now() - timedelta(days=1),
        by=by,
        at=AT,
    )
    opening.enrol(later, [cast.ward, cast.other_ward], group="Phường", by=by, at=AT)
    opening.open_cycle(later, by=by, at=AT)
    Succession.objects.create(
        criterion=rounds.leaf(later, "I/1"),
        previous=rounds.leaf(cycle, "I/1"),
        confirmed_at=AT,
        confirmed_by=1,
    )
    return later


def test_last_years_evidence_is_offered_for_the_criterion_that_goes_on(cycle: Cycle, cast: Cast) -> None:
    item, other, dropped = proof(cast), proof(cast, "13/KH"), proof(cast, "14/KH")
    attach(cycle, cast, item, "I/1", pages="trang 2")
    attach(cycle, cast, other, "I/2")
    detach(cast, attach(cycle, cast, dropped, "I/1"))
    theirs = proof(cast, "15/KH", unit=cast.other_ward, who="neighbour")
    attach(cycle, cast, theirs, "I/1", unit=cast.other_ward, who="neighbour")
    later = _next_year(cycle, cast)

    def offered(path: str) -> tuple[Offer, ...]:
        sheet, leaf = rounds.sheet(later, cast.ward), rounds.leaf(later, path)
        return attachments.offered(sheet.pk, leaf.pk, by=cast.actor("clerk"))

    assert offered("I/1") == (
        Offer(
            item=item.pk,
            form="file",
            kind="pdf",
            label="12/KH-UBND Cải cách hành chính năm 2026",
            issued_on=date(2026, 1, 15),
            issuer="UỶ BAN NHÂN DÂN PHƯỜNG YÊN HÒA",
            pages="trang 2",
            cycle="Chỉ số CCHC thử",
        ),
    )
    assert offered("I/2") == ()
    attach(later, cast, item, "I/1")
    assert offered("I/1") == ()
    with pytest.raises(ObjectDoesNotExist):
        attachments.offered(
            rounds.sheet(later, cast.ward).pk, rounds.leaf(later, "I/1").pk, by=cast.actor("neighbour")
        )


def test_the_alarms_of_one_criterion_across_units(cycle: Cycle, cast: Cast) -> None:
    mine, theirs = proof(cast), proof(cast, unit=cast.other_ward, who="neighbour")
    old = proof(cast, "1/KH", year="2025")
    attach(cycle, cast, mine)
    attach(cycle, cast, old)
    attach(cycle, cast, theirs, unit=cast.other_ward, who="neighbour")
    attach(cycle, cast, mine, "I/2")
    ward, other = rounds.sheet(cycle, cast.ward), rounds.sheet(cycle, cast.other_ward)

    def codes(by: Actor) -> dict[int, list[tuple[str, list[str]]]]:
        leaf = rounds.leaf(cycle, "I/1").pk
        found = attachments.alarms(cycle, leaf, by=by, at=moments.database_now())
        return {
            sheet: [(each.number, [alarm.code for alarm in each.alarms]) for each in pieces]
            for sheet, pieces in found.items()
        }

    every = {
        ward.pk: [
            ("12/KH-UBND", ["EVIDENCE_SHARED", "EVIDENCE_UNSCANNED"]),
            ("1/KH", ["EVIDENCE_OUTSIDE_YEAR", "EVIDENCE_UNSCANNED"]),
        ],
        other.pk: [("12/KH-UBND", ["EVIDENCE_SHARED", "EVIDENCE_UNSCANNED"])],
    }
    assert codes(cast.actor("reform")) == every
    assert codes(cast.actor("neighbour")) == {other.pk: [("12/KH-UBND", ["EVIDENCE_UNSCANNED"])]}
    within, without = appraisers.appraiser(cast, "Sở Nội vụ"), appraisers.appraiser(cast, "Sở Tư pháp")
    assert codes(within) == {}
    appraisers.scored(cycle, cast)
    assert codes(within) == {ward.pk: every[ward.pk]}
    assert codes(without) == {}


def test_the_day_outside_the_period_is_told_with_the_period(cycle: Cycle, cast: Cast) -> None:
    attach(cycle, cast, proof(cast, year="2025"))

    assert read(cycle, cast).pieces[0].alarms == (
        findings.outside_year("15/01/2025", first="01/01/2026", last="31/12/2026"),
        findings.unscanned(),
    )


@pytest.mark.parametrize("count", [1, 3])
def test_a_leaf_costs_the_same_with_one_piece_and_three(
    cycle: Cycle, cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        attach(cycle, cast, proof(cast, f"{number + 1}/KH"))
    by, sheet, leaf = cast.actor("clerk"), rounds.sheet(cycle, cast.ward).pk, rounds.leaf(cycle, "I/1").pk
    attachments.shown(sheet, leaf, by=by, at=AT)

    with django_assert_num_queries(9):
        attachments.shown(sheet, leaf, by=by, at=AT)


@pytest.mark.parametrize("count", [1, 3])
def test_a_criterion_costs_the_same_with_one_piece_and_three(
    cycle: Cycle, cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        attach(cycle, cast, proof(cast, f"{number + 1}/KH"))
    by, leaf = cast.actor("reform"), rounds.leaf(cycle, "I/1").pk
    cycle = Cycle.objects.select_related("version").get(pk=cycle.pk)

    with django_assert_num_queries(4):
        attachments.alarms(cycle, leaf, by=by, at=AT)
