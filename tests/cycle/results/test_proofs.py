"""Issued tables are reckoned again: nothing differs, and whatever is tampered with is named."""

from __future__ import annotations

import pytest
from django.db import connection

from parindex.cycle.assessments.models import Cell, Cycle
from parindex.cycle.assessments.queries import moments
from parindex.cycle.results import triggers
from parindex.cycle.results.actions import freezing
from parindex.cycle.results.comparing import Difference
from parindex.cycle.results.models import Issue, LeafScore, UnitScore
from parindex.cycle.results.queries import proofs
from parindex.cycle.results.queries.proofs import Proof
from parindex.cycle.results.terms import Terms, UnitFlag
from parindex.engine.access.actors import SYSTEM
from parindex.engine.ranking.settings import Class, Flagged, Settings
from parindex.engine.values import points
from tests.cast import Cast
from tests.cycle import rounds
from tests.cycle.results import played


@pytest.fixture
def issue(cast: Cast) -> Issue:
    """An issue in which a unit missed the deadline and another was kept from its class."""
    cycle = played.to_the_freeze(cast)
    commune = cast.units["Xã Thanh Trì"]
    opening_by = cast.actor("reform")
    terms = Terms(
        Settings(classes=(Class("A", top=points.figure("0.5"), unless=(Flagged("kỷ luật"),)),)),
        flags=(UnitFlag(cast.ward.pk, "kỷ luật", "khiển trách"), UnitFlag(commune.pk, "kỷ luật", "–")),
    )
    return freezing.freeze(cycle, terms, by=opening_by, at=moments.database_now())


def proved() -> list[Proof]:
    """Every issue reckoned again by the system."""
    return list(proofs.of_issues(by=SYSTEM))


def tampered() -> None:
    """Let the database be written behind the back of the system."""
    triggers.remove(connection)


def test_an_issue_is_rebuilt_without_a_difference(issue: Issue) -> None:
    (proof,) = proved()
    assert proof == Proof("Chỉ số CCHC thử", 1, 2, 12, "1", ())
    assert proof.holds


def test_every_issue_is_proved_by_its_own_terms(issue: Issue, cast: Cast) -> None:
    by, at = cast.actor("reform"), moments.database_now()
    freezing.reissue(issue.cycle, Terms(), reason="Bỏ phân loại", by=by, at=at)
    assert [(proof.number, proof.differences) for proof in proved()] == [(1, ()), (2, ())]


def test_who_may_not_see_results_proves_nothing(issue: Issue, cast: Cast) -> None:
    assert [list(proofs.of_issues(by=cast.actor(who))) for who in ("clerk", "administrator", "stranger")] == [
        [], [], [],
    ]  # fmt: skip
    assert len(list(proofs.of_issues(by=cast.actor("auditor")))) == 1


def test_changed_points_of_a_leaf_are_named(issue: Issue, cast: Cast) -> None:
    tampered()
    leaf = LeafScore.objects.get(unit_score__unit=cast.ward, criterion__path="I/1")
    LeafScore.objects.filter(pk=leaf.pk).update(points_micro=2_000_000)
    (proof,) = proved()
    assert proof.differences == (Difference(cast.ward.pk, "I/1", "points", "2", "1.7"),)
    assert proofs.names(proof) == {cast.ward.pk: "Phường Yên Hòa"}
    assert not proof.holds


def test_changed_totals_ranks_and_classes_are_named(issue: Issue, cast: Cast) -> None:
    tampered()
    UnitScore.objects.filter(unit=cast.other_ward).update(
        points_micro=9_000_000, max_micro=10_000_000, score_micro=None, rank=7, is_tied=True, class_name="A"
    )
    (proof,) = proved()
    unit = cast.other_ward.pk
    assert proof.differences == (
        Difference(unit, "", "points", "9", "5.45"),
        Difference(unit, "", "max", "10", "8"),
        Difference(unit, "", "score", "–", "6.8125"),
        Difference(unit, "", "rank", "7", "2"),
        Difference(unit, "", "is_tied", "True", "False"),
        Difference(unit, "", "class_name", "A", ""),
    )


def test_a_changed_answer_is_named_with_all_that_follows(issue: Issue, cast: Cast) -> None:
    tampered()
    leaf = LeafScore.objects.filter(unit_score__unit=cast.ward, criterion__path="I/2")
    leaf.update(answer={"yes": False})
    (proof,) = proved()
    assert [(each.path, each.what, each.stored, each.fresh) for each in proof.differences][:4] == [
        ("I/2", "entry", "{'yes': False}", "{'yes': True}"),
        ("", "points", "7.9", "6.9"),
        ("", "score", "7.9", "6.9"),
        ("I/2", "points", "1", "0"),
    ]
    assert [each.what for each in proof.differences][4:] == ["input_digest", "output_digest"]


def test_an_answer_no_rule_can_use_is_named(issue: Issue, cast: Cast) -> None:
    tampered()
    LeafScore.objects.filter(unit_score__unit=cast.ward, criterion__path="I/2").update(answer={"count": "1"})
    (proof,) = proved()
    assert [(each.unit, each.path, each.what) for each in proof.differences] == [
        (cast.ward.pk, "I/2", "entry"),
        (cast.ward.pk, "I/2", "answer"),
    ]


def test_changed_terms_digests_and_frameworks_are_named(issue: Issue) -> None:
    tampered()
    kept = dict(issue.settings)
    Issue.objects.filter(pk=issue.pk).update(settings={**kept, "flags": []}, output_digest="0" * 64)
    (proof,) = proved()
    assert [each.what for each in proof.differences] == ["class_name", "input_digest", "output_digest"]


def test_a_missing_leaf_and_a_missing_unit_are_named(issue: Issue, cast: Cast) -> None:
    tampered()
    LeafScore.objects.filter(unit_score__unit=cast.ward, criterion__path="II/3").delete()
    (proof,) = proved()
    assert [(each.path, each.what, each.stored, each.fresh) for each in proof.differences][:3] == [
        ("", "points", "7.9", "7.4"),
        ("", "score", "7.9", "7.4"),
        ("II/3", "state", "–", "unanswered"),
    ]


def test_the_ledger_of_an_open_cycle(cast: Cast) -> None:
    cycle = rounds.opened(cast)
    played.score(cycle, cast.ward, played.WARD, cast=cast)
    assert list(proofs.of_open_cycles(by=SYSTEM)) == [Proof("Chỉ số CCHC thử", None, 2, 6, "", ())]
    assert list(proofs.of_open_cycles(by=cast.actor("clerk"))) == []
    Cell.objects.filter(criterion__path="I/1").update(points_micro=1_800_000)
    (proof,) = proofs.of_open_cycles(by=SYSTEM)
    assert proof.differences == (Difference(cast.ward.pk, "I/1", "points", "1.8", "1.7"),)
    assert Cycle.objects.get().state == "open"


def test_a_ledger_with_an_answer_no_rule_can_use(cast: Cast) -> None:
    cycle = rounds.opened(cast)
    worth = played.valued(cycle, cast.ward, "I/2", {"yes": True})
    line = type(worth)(worth.origin, {"count": "1"}, worth.worth)
    played.put(cycle, cast.ward, "I/2", line, by=cast.actor("clerk"), key="self")
    (proof,) = proofs.of_open_cycles(by=SYSTEM)
    assert [(each.unit, each.path, each.what) for each in proof.differences] == [
        (cast.ward.pk, "I/2", "answer")
    ]
