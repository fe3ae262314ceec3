"""A document is uploaded, read, corrected, kept and accepted; strangers see and do nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings as DjangoSettings

from parindex.cycle.documents import actions, queries, review, states
from parindex.cycle.documents.models import Correction, Document, Kept
from parindex.cycle.documents.outline import CriteriaTable, TaskTable
from parindex.engine.access.checks import Refused
from parindex.foundation.audit.models import HistoryRow
from parindex.foundation.jobs import actions as jobs
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db

PLAN = """Số: 15/KH-UBND

Yên Hòa, ngày 12 tháng 5 năm 2026

KẾ HOẠCH
Cải thiện Chỉ số cải cách hành chính (PAR INDEX) năm 2026

Phụ lục 1
Các chỉ tiêu của Chỉ số cải cách hành chính (PAR INDEX)

STT\tTiêu chí\tĐiểm tối đa\tKết quả năm 2025\tMục tiêu năm 2026\tĐơn vị chủ trì
1\tLĩnh vực thử\t3\t2.5\t2.9\tSở Nội vụ
1.1\tTiêu chí thứ nhất\t2\t1.5\t1.9\t
1.2\tTiêu chí thứ hai\t1\t1\t0.9\tSở Tư pháp
\tTổng cộng\t3\t2.5\t2.8\t

Phụ lục 2
Nhiệm vụ thực hiện

TT\tNhiệm vụ\tThời hạn hoàn thành\tCơ quan chủ trì\tCơ quan phối hợp\tSản phẩm
1\tViệc thứ nhất\tTháng 6/2026\tSở Nội vụ\tSở Tư pháp\tBáo cáo
2\tViệc thứ hai\t\tSở Tư pháp\t\tKế hoạch
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: DjangoSettings) -> None:
    settings.FILES_FOLDER = tmp_path
    settings.JOB_REACTIONS = {"document.uploaded": ("documents.read",)}


def _upload(cast: Cast, who: str = "clerk", text: str = PLAN) -> Document:
    return actions.upload(
        text.encode(),
        name="kế hoạch.txt",
        media_type="text/plain",
        owner=cast.ward,
        by=cast.actor(who),
        at=AT,
    ).document


def _read(cast: Cast) -> Document:
    document = _upload(cast)
    jobs.work_off(clock=lambda: AT)
    return queries.get(document.pk, by=cast.actor("clerk"))


def _codes(document: Document) -> list[tuple[str, str | None, str | None]]:
    return [(each.code, each.path, each.column) for each in queries.reading_of(document).findings]


def _correct(document: Document, cast: Cast, table: str, row: int, field: str, value: str) -> None:
    change = review.Change(table=table, row=row, field=field, value=value)
    actions.correct(
        document,
        change,
        reason="",
        version=document.version,
        by=cast.actor("clerk"),
        at=AT + timedelta(hours=1),
    )


def test_an_uploaded_document_is_read_by_the_worker(cast: Cast) -> None:
    document = _read(cast)

    assert (document.state, document.number, document.open_findings) == (states.READ, "15/KH-UBND", 3)
    criteria, tasks = queries.reading_of(document).tables
    assert isinstance(criteria, CriteriaTable)
    assert isinstance(tasks, TaskTable)
    assert [row.path for row in criteria.rows] == ["1", "1/1.1", "1/1.2"]
    assert _codes(document) == [
        ("TOTAL_MISMATCH", "total", "target"),
        ("SUM_ROUNDING", "1", "target"),
        ("TARGET_BELOW_RESULT", "1/1.2", "target"),
        ("DEADLINE_MISSING", "2", "deadline"),
    ]


def test_the_same_file_again_is_recognised(cast: Cast) -> None:
    first = _upload(cast)

    again = actions.upload(
        PLAN.encode(),
        name="bản khác.txt",
        media_type="text/plain",
        owner=cast.ward,
        by=cast.actor("leader"),
        at=AT,
    )

    assert (again.is_new, again.document) == (False, first)
    assert HistoryRow.objects.filter(event="document.uploaded").count() == 1


def test_a_file_that_cannot_be_read_says_why_and_changes_nothing_else(cast: Cast) -> None:
    document = _upload(cast, text="")
    jobs.work_off(clock=lambda: AT)

    document.refresh_from_db()
    assert document.state == states.FAILED
    assert document.failure_vi
    assert document.failure_en
    with pytest.raises(states.NotPossible):
        actions.accept(document, ("t1",), version=document.version, by=cast.actor("leader"), at=AT)


def test_a_correction_is_checked_at_once_and_the_reading_stays(cast: Cast) -> None:
    document = _read(cast)
    _correct(document, cast, "t1", 2, "target", "1")

    corrected = queries.reading_of(document).tables[0]
    assert isinstance(corrected, CriteriaTable)
    assert corrected.rows[2].target == "1"
    assert ("TARGET_BELOW_RESULT", "1/1.2", "target") not in _codes(document)
    original = queries.as_read(document).tables[0]
    assert isinstance(original, CriteriaTable)
    assert original.rows[2].target == "0.9"
    kept = Correction.objects.get()
    assert (kept.before, kept.value, kept.made_by_name) == ("0.9", "1", "Trần Văn Cán Bộ")
    row = HistoryRow.objects.get(event="document.corrected")
    assert row.facts == {"field": "target", "where": "t1/2", "before": "0.9", "value": "1"}


@pytest.mark.parametrize(
    ("table", "row", "field", "value"),
    [
        ("t1", 1, "max", "nhiều"),
        ("t1", 1, "comparator", "~"),
        ("t1", 9, "max", "1"),
        ("t1", 1, "path", "9"),
        ("t9", 0, "max", "1"),
        ("", 0, "issued_on", "mai"),
        ("", 0, "kind", "thư"),
        ("t1", review.WHOLE_TABLE, "result_year", "năm ngoái"),
    ],
)
def test_a_value_that_cannot_stand_is_refused(
    cast: Cast, table: str, row: int, field: str, value: str
) -> None:
    document = _read(cast)

    with pytest.raises(review.WrongValue):
        _correct(document, cast, table, row, field, value)

    assert Correction.objects.count() == 0


def test_every_field_can_be_corrected(cast: Cast) -> None:
    document = _read(cast)
    for table, row, field, value in (
        ("", 0, "title", "Tên mới"),
        ("", 0, "issued_on", "2026-05-13"),
        ("t1", review.WHOLE_TABLE, "index", "PAPI"),
        ("t1", review.TOTAL, "target", "2,9"),
        ("t1", 0, "code", "7"),
        ("t1", 1, "leads", "Sở Tư pháp (mục 1); Sở Nội vụ"),
        ("t2", 1, "deadline", "Quý III/2026"),
        ("t2", 1, "partners", "Các sở, ban, ngành"),
        ("t2", 0, "deliverables", "Một\nHai"),
        ("t2", 0, "number", "3"),
    ):
        _correct(document, cast, table, row, field, value)

    reading = queries.reading_of(document)
    criteria, tasks = reading.tables
    assert isinstance(criteria, CriteriaTable)
    assert isinstance(tasks, TaskTable)
    assert (reading.document.title, str(reading.document.issued_on)) == ("Tên mới", "2026-05-13")
    assert (criteria.index, criteria.total and criteria.total.target) == ("PAPI", "2.9")
    assert [row.path for row in criteria.rows] == ["7", "7/1.1", "7/1.2"]
    assert [(lead.text, lead.scope, lead.units) for lead in criteria.rows[1].leads] == [
        ("Sở Tư pháp", "mục 1", ("Sở Tư pháp",)),
        ("Sở Nội vụ", None, ("Sở Nội vụ",)),
    ]
    assert str(tasks.rows[1].deadline.due) == "2026-09-30"
    assert tasks.rows[1].partners[0].groups == ("departments",)
    assert (tasks.rows[0].deliverables, tasks.rows[0].number) == (("Một", "Hai"), "3")


def test_a_row_taken_out_keeps_the_places_of_the_others(cast: Cast) -> None:
    document = _read(cast)
    _correct(document, cast, "t1", 1, review.REMOVED, "yes")
    _correct(document, cast, "t1", 2, "name", "Vẫn là hàng thứ ba")

    seen = queries.review_of(document)
    table = seen.reading.tables[0]
    assert [row.name for row in table.rows if hasattr(row, "name")] == ["Lĩnh vực thử", "Vẫn là hàng thứ ba"]
    assert seen.positions["t1"] == (0, 2)

    _correct(document, cast, "t1", 1, review.REMOVED, "")
    assert queries.review_of(document).positions["t1"] == (0, 1, 2)


def test_a_lead_that_is_taken_away_is_inherited_again(cast: Cast) -> None:
    document = _read(cast)
    _correct(document, cast, "t1", 2, "leads", "")

    table = queries.reading_of(document).tables[0]
    assert isinstance(table, CriteriaTable)
    assert [(row.leads[0].text, row.leads_inherited) for row in table.rows] == [
        ("Sở Nội vụ", False),
        ("Sở Nội vụ", True),
        ("Sở Nội vụ", True),
    ]


def test_of_two_people_at_once_the_second_is_told(cast: Cast) -> None:
    document = _read(cast)
    stale = queries.get(document.pk, by=cast.actor("leader"))
    _correct(document, cast, "t1", 2, "target", "1")

    with pytest.raises(actions.Overtaken):
        _correct(stale, cast, "t1", 2, "target", "0.95")

    assert Correction.objects.count() == 1


def test_a_kept_finding_no_longer_waits(cast: Cast) -> None:
    document = _read(cast)
    waiting = document.open_findings
    finding = next(f for f in queries.reading_of(document).findings if f.code == "TARGET_BELOW_RESULT")

    for _ in range(2):
        actions.keep(document, review.fingerprint(finding), reason="Đã rõ", by=cast.actor("clerk"), at=AT)

    document.refresh_from_db()
    assert document.open_findings == waiting - 1
    assert Kept.objects.count() == 1
    with pytest.raises(review.WrongValue):
        actions.keep(document, "KHÔNG|CÓ", reason="", by=cast.actor("clerk"), at=AT)


def test_tables_are_accepted_in_part_once_and_locked(cast: Cast) -> None:
    document = _read(cast)
    by = cast.actor("leader")

    actions.accept(document, ("t1",), version=document.version, by=by, at=AT)

    assert [table.id for table in queries.accepted_tables(document)] == ["t1"]
    assert queries.open_tables(document) == ("t2",)
    with pytest.raises(actions.Locked):
        _correct(document, cast, "t1", 1, "name", "khác")
    _correct(document, cast, "t2", 1, "deadline", "Tháng 7/2026")
    for tables in (("t1",), ("t9",), ()):
        with pytest.raises(actions.NothingToAccept):
            actions.accept(document, tables, version=document.version, by=by, at=AT)
    actions.accept(document, ("t1", "t2"), version=document.version, by=by, at=AT)
    assert queries.open_tables(document) == ()


@pytest.mark.parametrize("who", ["neighbour", "neighbour_leader", "lawyer", "stranger", "administrator"])
def test_people_of_other_units_see_nothing_of_it(cast: Cast, who: str) -> None:
    document = _read(cast)
    actions.accept(document, ("t1",), version=document.version, by=cast.actor("leader"), at=AT)

    assert queries.visible(cast.actor(who)).count() == 0
    with pytest.raises(Document.DoesNotExist):
        queries.get(document.pk, by=cast.actor(who))


@pytest.mark.parametrize("who", ["clerk", "leader", "reform", "city_leader", "auditor"])
def test_those_who_reach_the_unit_see_it(cast: Cast, who: str) -> None:
    document = _upload(cast)

    assert [each.pk for each in queries.visible(cast.actor(who))] == [document.pk]


def test_what_the_city_accepted_is_for_everybody_of_the_city(cast: Cast) -> None:
    document = actions.upload(
        PLAN.encode(), name="a.txt", media_type="text/plain", owner=cast.city, by=cast.actor("reform"), at=AT
    ).document
    jobs.work_off(clock=lambda: AT)
    assert queries.visible(cast.actor("clerk")).count() == 0
    document.refresh_from_db()

    actions.accept(document, ("t1",), version=document.version, by=cast.actor("reform"), at=AT)

    assert [each.pk for each in queries.visible(cast.actor("clerk"))] == [document.pk]
    assert queries.visible(cast.actor("stranger")).count() == 0


def test_each_deed_is_refused_to_those_without_the_right(cast: Cast) -> None:
    document = _read(cast)
    change = review.Change(table="t1", row=1, field="name", value="x")
    for who in ("neighbour", "neighbour_leader", "auditor", "city_leader", "administrator", "stranger"):
        by = cast.actor(who)
        for deed in (
            lambda by=by: actions.upload(b"x", name="x.txt", media_type="t", owner=cast.ward, by=by, at=AT),
            lambda by=by: actions.read_again(document, by=by, at=AT),
            lambda by=by: actions.correct(document, change, reason="", version=1, by=by, at=AT),
            lambda by=by: actions.keep(document, "x", reason="", by=by, at=AT),
            lambda by=by: actions.accept(document, ("t1",), version=document.version, by=by, at=AT),
            lambda by=by: actions.set_aside(document, by=by, at=AT),
        ):
            with pytest.raises(Refused):
                deed()
    with pytest.raises(Refused):
        actions.accept(document, ("t1",), version=document.version, by=cast.actor("clerk"), at=AT)


def test_set_aside_and_read_again(cast: Cast) -> None:
    document = _read(cast)

    actions.set_aside(document, by=cast.actor("leader"), at=AT)
    assert document.state == states.SET_ASIDE
    actions.read_again(document, by=cast.actor("clerk"), at=AT)
    assert document.state == states.READING


def test_search_needs_no_diacritics(cast: Cast) -> None:
    document = _read(cast)
    rows = queries.visible(cast.actor("clerk"))

    assert list(queries.matching(rows, "cai thien CHI so")) == [document]
    assert list(queries.matching(rows, "khong co")) == []


def test_the_original_comes_back_unchanged(cast: Cast) -> None:
    document = _read(cast)

    assert queries.original_of(document) == PLAN.encode()
    assert queries.blocks_of(document) is not None
