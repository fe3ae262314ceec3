"""Versions on the database: drafted from a table, corrected, checked, published, kept as published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from parindex.cycle.documents import storing
from parindex.cycle.documents.outline import CriterionRow, TotalRow
from parindex.cycle.frameworks import actions, drafting, jobs, queries, reading, specs, states, writing
from parindex.cycle.frameworks.models import Criterion, CriterionOwner, Framework, Version
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.checks import Refused
from parindex.engine.scoring.specs import Band, RuleSpec
from parindex.engine.values import digests
from parindex.foundation.audit import queries as audit
from parindex.foundation.jobs.task import Task
from tests.cast import AT, Cast
from tests.cycle import accepted
from tests.cycle.frameworks import files


def drafted(cast: Cast, **changes: Any) -> Version:
    document = accepted.document(cast.city, accepted.INDEX)
    return actions.draft_from(document, replace(accepted.INDEX, **changes), by=SYSTEM, at=AT)


def published(cast: Cast) -> Version:
    version = drafted(cast)
    actions.check(version, by=cast.actor("reform"), at=AT)
    actions.publish(version, by=cast.actor("reform"), at=AT)
    return version


def events(version: Version) -> list[str]:
    rows = audit.visible(SYSTEM).filter(subject_kind="frameworks.version", subject_id=str(version.pk))
    return [row.event for row in reversed(rows)]


def criterion(version: Version, path: str) -> Criterion:
    return version.criteria.get(path=path)


def test_an_accepted_table_becomes_a_draft(cast: Cast) -> None:
    version = drafted(cast)
    page = queries.page(version.pk, by=cast.actor("reform"))
    assert str(version) == "PAR INDEX 2025"
    assert (page.version.state, page.version.criteria, page.version.leaves) == (states.DRAFT, 4, 3)
    assert [(row.path, row.depth, row.is_leaf, str(row.max), row.page, row.row) for row in page.rows] == [
        ("1", 0, False, "6", 2, 1),
        ("1/1.1", 1, True, "4", 2, 2),
        ("1/2", 1, True, "2", 2, 3),
        ("2", 0, True, "4", 3, 4),
    ]
    assert [(owner.text, owner.scope, owner.unit_name) for owner in page.rows[2].owners] == [
        ("Sở Tư pháp", "lĩnh vực pháp chế", "Sở Tư pháp"),
        ("Sở Nội vụ", None, "Sở Nội vụ"),
    ]
    assert [owner.is_inherited for owner in page.rows[1].owners] == [True]
    assert files.told(page.findings) == [
        ("RULE_INCOMPLETE", "warning", path) for path in ("1/1.1", "1/2", "2")
    ]
    assert page.may == frozenset({"check", "correct", "link"})
    assert events(version) == ["framework.drafted"]


def test_the_same_table_twice_makes_one_draft(cast: Cast) -> None:
    document = accepted.document(cast.city, accepted.INDEX)
    task = Task(args={"subject_id": str(document.pk)}, at=AT, progress=lambda done, total: None)
    jobs.draft(task)
    jobs.draft(task)
    assert Version.objects.count() == 1
    assert Criterion.objects.count() == 4


def test_another_document_of_the_same_year_makes_the_next_number(cast: Cast) -> None:
    first = drafted(cast)
    document = accepted.document(cast.city, accepted.INDEX, number="02/KH-UBND")
    second = actions.draft_from(document, accepted.INDEX, by=SYSTEM, at=AT)
    assert (first.number, second.number, str(second)) == (1, 2, "PAR INDEX 2025 (2)")
    assert Framework.objects.count() == 1


def test_the_exported_file_reads_back_and_passes_the_check(cast: Cast) -> None:
    version = drafted(cast)
    read = reading.read(queries.file_of(version).encode())
    assert read.spec == specs.of(version)
    assert {finding.severity.value for finding in read.findings} == {"warning"}
    assert queries.name_of(version) == "thanh-pho-ha-noi-par-index-province-2025.yaml"


def test_published_indexes_are_given(cast: Cast) -> None:
    rows = (
        CriterionRow("I", "I", "Chính sách", "100", "83.1"),
        CriterionRow("I/1", "1.", "Tiếp cận", "100", "84"),
        CriterionRow("II", "II", "Dịch vụ", "100", "83.7"),
    )
    version = drafted(cast, index="SIPAS", rows=rows, total=TotalRow("Chỉ số", max="100"))
    assert version.aggregate == "given"
    assert [each for each in files.told(queries.findings_of(version)) if each[1] == "error"] == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"result_year": None}, ("PAR INDEX", 2025)),
        ({"result_year": None, "target_year": None}, ("PAR INDEX", 2019)),
        ({"index": None}, ("Kết quả và mục tiêu", 2025)),
        ({"index": None, "title": None}, ("t1", 2025)),
    ],
)
def test_index_and_year_of_a_draft(changes: dict[str, Any], expected: tuple[str, int]) -> None:
    draft = drafting.draft(replace(accepted.INDEX, **changes), unit_kind="city", fallback_year=2019)
    assert (draft.index, draft.year) == expected


@pytest.mark.parametrize(
    ("kind", "level"), [("city", "province"), ("commune", "commune"), ("press", "department")]
)
def test_the_level_is_that_of_the_owner(kind: str, level: str) -> None:
    assert drafting.draft(accepted.INDEX, unit_kind=kind, fallback_year=2019).level == level


def test_a_table_without_total_takes_the_sum_of_its_domains() -> None:
    bare = drafting.draft(replace(accepted.INDEX, total=None), unit_kind="city", fallback_year=2019)
    blank = replace(accepted.INDEX.rows[0], max=None)
    unknown = replace(accepted.INDEX, total=None, rows=(blank,))
    assert bare.total_text == "10"
    assert drafting.draft(unknown, unit_kind="city", fallback_year=2019).total_text == ""


def test_a_row_whose_parent_is_not_printed_stands_under_the_next_level_up() -> None:
    rows = (CriterionRow("1", "1", "a", "4"), CriterionRow("1/1.2/1.2.1", "1.2.1", "b", "4"))
    draft = drafting.draft(replace(accepted.INDEX, rows=rows), unit_kind="city", fallback_year=2019)
    assert [(row.parent, row.depth) for row in draft.rows] == [(None, 0), (1, 1)]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("name", "  Kế  hoạch năm ", ("1/1.1", "Kế hoạch năm", "4", "Sở Nội vụ")),
        ("max", "3.5", ("1/1.1", "Kế hoạch", "3.5", "Sở Nội vụ")),
        ("code", "1.10", ("1/1.10", "Kế hoạch", "4", "Sở Nội vụ")),
        ("owner", "Sở Tư pháp; Ai đó", ("1/1.1", "Kế hoạch", "4", "Sở Tư pháp; Ai đó")),
    ],
)
def test_a_criterion_of_a_draft_is_corrected(
    cast: Cast, field: str, value: str, told: tuple[str, str, str, str]
) -> None:
    version = drafted(cast)
    row = criterion(version, "1/1.1")
    actions.correct(row, field=field, value=value, by=cast.actor("reform"), at=AT)
    row = Criterion.objects.get(pk=row.pk)
    assert (row.path, row.name, row.max_text, specs.owner_text(row)) == told
    assert events(version)[-1] == "framework.corrected"


def test_a_corrected_code_moves_everything_below(cast: Cast) -> None:
    version = drafted(cast)
    actions.correct(criterion(version, "1"), field="code", value="A", by=cast.actor("reform"), at=AT)
    assert list(version.criteria.values_list("path", flat=True)) == ["A", "A/1.1", "A/2", "2"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", " "), ("max", "9,5"), ("max", "-1"), ("code", ""), ("code", "a/b"), ("rank", "1")],
)
def test_a_value_that_cannot_stand_is_refused(cast: Cast, field: str, value: str) -> None:
    row = criterion(drafted(cast), "1/1.1")
    with pytest.raises(actions.WrongValue, match=field):
        actions.correct(row, field=field, value=value, by=cast.actor("reform"), at=AT)


def test_a_checked_version_that_is_corrected_is_a_draft_again(cast: Cast) -> None:
    version = drafted(cast)
    actions.check(version, by=cast.actor("reform"), at=AT)
    assert (version.state, len(version.digest)) == (states.CHECKED, 64)
    actions.correct(criterion(version, "2"), field="name", value="Khác", by=cast.actor("reform"), at=AT)
    version.refresh_from_db()
    assert (version.state, version.digest) == (states.DRAFT, "")


def test_errors_stop_the_check(cast: Cast) -> None:
    version = drafted(cast, total=TotalRow("Tổng", max="11"))
    with pytest.raises(actions.NotReady) as refusal:
        actions.check(version, by=cast.actor("reform"), at=AT)
    assert ("TOTAL_MISMATCH", "error", "total") in files.told(refusal.value.findings)
    version.refresh_from_db()
    assert (version.state, events(version)) == (states.DRAFT, ["framework.drafted"])


def test_a_parent_that_differs_from_its_children_is_an_error(cast: Cast) -> None:
    version = drafted(cast)
    actions.correct(criterion(version, "1/1.1"), field="max", value="5", by=cast.actor("reform"), at=AT)
    told = files.told(queries.findings_of(version))
    assert ("TOTAL_MISMATCH", "error", "1") in told
    assert ("TOTAL_MISMATCH", "error", "total") in told


def test_publishing_keeps_a_digest_of_the_very_file(cast: Cast) -> None:
    version = published(cast)
    assert (version.state, version.published_by_name) == (states.PUBLISHED, "Nguyễn Thị Cải Cách")
    assert version.published_at == AT
    assert version.digest == reading.read(queries.file_of(version).encode()).digest
    assert version.digest != digests.of_value({})
    assert events(version) == ["framework.drafted", "framework.checked", "framework.published"]


def test_a_draft_is_not_published_unchecked(cast: Cast) -> None:
    version = drafted(cast)
    with pytest.raises(states.NotPossible):
        actions.publish(version, by=cast.actor("reform"), at=AT)


def test_the_next_version_of_a_year_supersedes_the_one_in_force(cast: Cast) -> None:
    first = published(cast)
    document = accepted.document(cast.city, accepted.INDEX, number="02/KH-UBND")
    second = actions.draft_from(document, accepted.INDEX, by=SYSTEM, at=AT)
    actions.check(second, by=cast.actor("reform"), at=AT)
    actions.publish(second, by=cast.actor("reform"), at=AT + timedelta(days=1))
    first.refresh_from_db()
    assert (first.state, second.state) == (states.SUPERSEDED, states.PUBLISHED)
    assert events(first)[-1] == "framework.superseded"


def test_suspending_and_resuming(cast: Cast) -> None:
    version = published(cast)
    with pytest.raises(actions.WrongValue, match="reason"):
        actions.suspend(version, reason=" ", by=cast.actor("reform"), at=AT)
    actions.suspend(version, reason="Chờ hướng dẫn mới", by=cast.actor("reform"), at=AT)
    assert (version.state, version.suspended_because) == (states.SUSPENDED, "Chờ hướng dẫn mới")
    actions.resume(version, by=cast.actor("reform"), at=AT)
    assert (version.state, version.suspended_because) == (states.PUBLISHED, "")
    with pytest.raises(states.NotPossible):
        actions.resume(version, by=cast.actor("reform"), at=AT)
    assert events(version)[-2:] == ["framework.suspended", "framework.resumed"]


def test_a_suspended_version_does_not_come_back_beside_another(cast: Cast) -> None:
    first = published(cast)
    actions.suspend(first, reason="Chờ", by=cast.actor("reform"), at=AT)
    document = accepted.document(cast.city, accepted.INDEX, number="02/KH-UBND")
    second = actions.draft_from(document, accepted.INDEX, by=SYSTEM, at=AT)
    actions.check(second, by=cast.actor("reform"), at=AT)
    actions.publish(second, by=cast.actor("reform"), at=AT)
    with pytest.raises(states.NotPossible):
        actions.resume(first, by=cast.actor("reform"), at=AT)


def test_every_step_is_in_the_table() -> None:
    allowed = {(one, other) for one, others in states.STEPS.items() for other in others}
    for one in states.STEPS:
        for other in states.STEPS:
            if (one, other) in allowed:
                assert states.step(one, other) == other
            else:
                with pytest.raises(states.NotPossible):
                    states.step(one, other)


def test_nothing_of_a_published_version_is_corrected(cast: Cast) -> None:
    version = published(cast)
    for field in actions.FIELDS:
        with pytest.raises(states.NotPossible):
            actions.correct(criterion(version, "2"), field=field, value="3", by=cast.actor("reform"), at=AT)


BYPASSES: dict[str, Callable[[Version], object]] = {
    "save a criterion": lambda version: Criterion.objects.filter(version=version).first().save(),
    "update criteria": lambda version: version.criteria.update(name="khác"),
    "bulk update": lambda version: Criterion.objects.bulk_update(
        [Criterion(pk=version.criteria.first().pk, name="khác")], ["name"]
    ),
    "delete criteria": lambda version: version.criteria.filter(depth=1).delete(),
    "add a criterion": lambda version: Criterion.objects.create(
        version=version, position=99, depth=0, path="9", code="9", is_leaf=True
    ),
    "move a criterion in": lambda version: Criterion.objects.exclude(version=version).update(version=version),
    "change an owner": lambda version: CriterionOwner.objects.filter(criterion__version=version).update(
        text="x"
    ),
    "delete owners": lambda version: CriterionOwner.objects.filter(criterion__version=version).delete(),
    "add an owner": lambda version: CriterionOwner.objects.create(
        criterion=version.criteria.first(), position=9, text="x"
    ),
    "change the digest": lambda version: Version.objects.filter(pk=version.pk).update(digest="0" * 64),
    "change the year": lambda version: Version.objects.filter(pk=version.pk).update(year=2030),
    "change the index": lambda version: Framework.objects.filter(pk=version.framework_id).update(index="x"),
    "make it a draft": lambda version: Version.objects.filter(pk=version.pk).update(state="draft"),
    "delete it": lambda version: Version.objects.filter(pk=version.pk).delete(),
}


@pytest.mark.parametrize("deed", BYPASSES)
def test_the_database_itself_keeps_a_published_version(cast: Cast, deed: str) -> None:
    version = published(cast)
    other = accepted.document(cast.ward, accepted.INDEX)
    actions.draft_from(other, accepted.INDEX, by=SYSTEM, at=AT)
    before = stored(version)
    with pytest.raises(DatabaseError, match="framework_is_published"), transaction.atomic():
        BYPASSES[deed](version)
    assert stored(version) == before


def stored(version: Version) -> tuple[object, ...]:
    """Every row of the version as it stands in the tables."""
    owners = CriterionOwner.objects.filter(criterion__version=version).order_by("pk")
    rows = Version.objects.filter(pk=version.pk).values().get()
    return rows, list(version.criteria.order_by("pk").values()), list(owners.values())


MAY_CHANGE = {"id", "state", "suspended_because"}
"""What of an issued version changes with its state; it must not be deleted either, so its id stays."""


def others(kind: type[Model], fixed: set[str]) -> list[tuple[type[Model], str]]:
    return [(kind, field.attname) for field in kind._meta.concrete_fields if field.attname not in fixed]


@pytest.mark.parametrize(
    ("kind", "column"),
    [*others(Version, MAY_CHANGE), *others(Criterion, {"id"}), *others(CriterionOwner, {"id"})],
    ids=lambda each: each if isinstance(each, str) else each.__name__,
)
def test_no_column_of_an_issued_version_changes(cast: Cast, kind: type[Model], column: str) -> None:
    version = published(cast)
    where = {Version: "pk", Criterion: "version", CriterionOwner: "criterion__version"}[kind]
    rows = kind._default_manager.filter(**{where: version.pk})
    value = rows.values_list(column, flat=True).first()
    other = _other(value, kind._meta.get_field(column))
    before = stored(version)
    with pytest.raises(DatabaseError, match="framework_is_published"), transaction.atomic():
        rows.update(**{column: other})
    assert stored(version) == before


def _other(value: object, field: Any) -> object:
    """Another value of the column's kind."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return f"{value[:-1]}x"  # no longer than it was: PostgreSQL would refuse the length first
        case datetime():
            return value + timedelta(days=1)
    return {"IntegerField": 1, "BooleanField": True}.get(field.get_internal_type(), 1)


def test_a_draft_is_changed_and_deleted_freely(cast: Cast) -> None:
    version = drafted(cast)
    version.criteria.filter(path="2").update(name="khác")
    version.delete()
    assert Criterion.objects.count() == 0


def test_only_one_version_of_a_year_is_in_force(cast: Cast) -> None:
    version = published(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(
            framework=version.framework,
            year=version.year,
            number=2,
            state=states.PUBLISHED,
            digest="0" * 64,
            drafted_at=AT,
            published_at=AT,
            published_by=1,
        )


@pytest.mark.parametrize(
    "who", ["clerk", "leader", "neighbour", "city_leader", "auditor", "administrator", "stranger"]
)
def test_only_the_reform_office_works_on_frameworks(cast: Cast, who: str) -> None:
    version = drafted(cast)
    actor = cast.actor(who)
    row = criterion(version, "2")
    document = accepted.document(cast.city, accepted.INDEX, number="03/KH-UBND")
    deeds: list[Callable[[], object]] = [
        lambda: actions.draft_from(document, accepted.INDEX, by=actor, at=AT),
        lambda: actions.correct(row, field="name", value="x", by=actor, at=AT),
        lambda: actions.check(version, by=actor, at=AT),
        lambda: actions.publish(version, by=actor, at=AT),
        lambda: actions.suspend(version, reason="x", by=actor, at=AT),
        lambda: actions.resume(version, by=actor, at=AT),
        lambda: actions.link(row, previous=row, by=actor, at=AT),
    ]
    for deed in deeds:
        with pytest.raises(Refused):
            deed()


def test_drafts_are_seen_by_those_who_draft_and_published_ones_by_every_member(cast: Cast) -> None:
    version = drafted(cast)
    seen = {who for who in cast.people if queries.listed(by=cast.actor(who)).rows}
    assert seen == {"reform"}
    with pytest.raises(Version.DoesNotExist):
        queries.page(version.pk, by=cast.actor("clerk"))
    with pytest.raises(Criterion.DoesNotExist):
        queries.criterion(criterion(version, "2").pk, by=cast.actor("clerk"))
    actions.check(version, by=cast.actor("reform"), at=AT)
    actions.publish(version, by=cast.actor("reform"), at=AT)
    seen = {who for who in cast.people if queries.listed(by=cast.actor(who)).rows}
    assert seen == set(cast.people) - {"stranger"}
    assert queries.page(version.pk, by=cast.actor("clerk")).may == frozenset()
    assert queries.page(version.pk, by=cast.actor("reform")).may == frozenset({"link", "suspend"})


def test_a_list_costs_the_same_for_one_and_for_three(cast: Cast, django_assert_num_queries: Any) -> None:
    drafted(cast)
    reform = cast.actor("reform")
    with django_assert_num_queries(2) as one:
        assert len(queries.listed(by=reform).rows) == 1
    for number in ("02/KH-UBND", "03/KH-UBND"):
        document = accepted.document(cast.city, accepted.INDEX, number=number)
        actions.draft_from(document, accepted.INDEX, by=SYSTEM, at=AT)
    with django_assert_num_queries(2) as three:
        assert len(queries.listed(by=reform).rows) == 3
    assert isinstance(one, CaptureQueriesContext)
    assert len(one) == len(three)


def test_a_criterion_is_linked_to_the_year_before(cast: Cast) -> None:
    document = accepted.document(cast.city, accepted.INDEX, number="09/KH-UBND")
    earlier = actions.draft_from(document, replace(accepted.INDEX, result_year=2024), by=SYSTEM, at=AT)
    later = drafted(cast)
    reform = cast.actor("reform")
    actions.link(criterion(later, "2"), previous=criterion(earlier, "2"), by=reform, at=AT)
    assert criterion(later, "2").continues.previous == criterion(earlier, "2")
    assert events(later)[-1] == "framework.linked"
    links = [(each.path, each.previous_path, each.is_confirmed) for each in queries.links_of(later)]
    assert links == [("1", "1", False), ("1/1.1", "1/1.1", False), ("1/2", "1/2", False), ("2", "2", True)]
    with pytest.raises(actions.WrongValue):
        actions.link(criterion(earlier, "2"), previous=criterion(later, "2"), by=reform, at=AT)


def test_one_printed_name_for_two_units_is_printed_once(cast: Cast) -> None:
    both = replace(accepted.HOME, text="Các Sở: Nội vụ, Tư pháp", units=("Sở Nội vụ", "Sở Tư pháp"))
    version = drafted(cast, rows=(replace(accepted.INDEX.rows[3], leads=(both,)),), total=None)
    row = queries.criteria_of(version)[0]
    assert [(owner.text, owner.unit_name) for owner in row.owners] == [
        ("Sở Nội vụ", "Sở Nội vụ"),
        ("Sở Tư pháp", "Sở Tư pháp"),
    ]
    assert specs.of(version).criteria[0].owner == "Các Sở: Nội vụ, Tư pháp"


def test_criteria_are_searched_without_diacritics(cast: Cast) -> None:
    rows = queries.criteria_of(drafted(cast))
    assert [row.path for row in queries.matching(rows, "bao CAO tu phap")] == ["1/2"]


def test_a_stored_rule_is_exported_and_digested(cast: Cast) -> None:
    version = drafted(cast)
    before = writing.digest(specs.of(version))
    rule = RuleSpec(
        kind="gate",
        then=RuleSpec(kind="bands", bands=(Band(at_least="1", points="4"), Band(is_ratio=True))),
        citation="Điều 1",
        status="assumed",
    )
    version.criteria.filter(path="2").update(rule=storing.to_json(rule), rule_kind="gate")
    read = reading.read(queries.file_of(version).encode())
    assert read.spec.criteria[1].rule == rule
    assert read.digest != before
    assert [row.has_rule for row in queries.criteria_of(version)] == [False, False, False, True]


def test_the_system_sees_every_version(cast: Cast) -> None:
    version = drafted(cast)
    assert [row.key for row in queries.listed(by=SYSTEM).rows] == [version.pk]


def test_a_suspended_version_is_not_published_past_the_check(cast: Cast) -> None:
    version = published(cast)
    actions.suspend(version, reason="Chờ", by=cast.actor("reform"), at=AT)
    with pytest.raises(states.NotPossible):
        actions.publish(version, by=cast.actor("reform"), at=AT)
