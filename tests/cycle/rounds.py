"""A small framework in force and a cycle over it, for every test that needs one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from parindex.cycle.assessments.actions import opening
from parindex.cycle.assessments.models import Assessment, Cycle, Stage
from parindex.cycle.assessments.queries import moments
from parindex.cycle.frameworks.actions import importing, publishing
from parindex.cycle.frameworks.models import Criterion, Version
from tests.cast import AT, Cast

FRAMEWORK = """
schema: parindex/framework/1
id: xa-phuong-thu
index: PAR INDEX
title: {vi: "Bộ tiêu chí thử", en: "Trial set"}
level: commune
year: 2026
basis: "Quyết định thử"
decimals: 4
display_decimals: 2
not_applicable: exclude
total: "10"
criteria:
  - code: "I"
    name: "Chỉ đạo điều hành"
    owner: "Sở Nội vụ"
    children:
      - code: "1"
        name: "Kế hoạch cải cách hành chính"
        max: "2"
        source: self
        evidence: {required: true, note: "Báo cáo kết quả"}
        rule: {kind: ratio, floor: "0.8", citation: "Mục I.1", status: assumed}
      - code: "2"
        name: "Đối thoại với người dân"
        max: "1"
        source: self
        rule: {kind: yes_no, citation: "Mục I.2", status: assumed}
      - code: "3"
        name: "Khảo sát sự hài lòng"
        max: "3"
        source: survey
        rule: {kind: survey, citation: "Mục I.3", status: assumed}
  - code: "II"
    name: "Thể chế"
    owner: "Sở Tư pháp"
    children:
      - code: "1"
        name: "Kỷ luật, kỷ cương"
        max: "2"
        source: self
        rule: {kind: deduct, each: "0.5", citation: "Mục II.1", status: assumed}
      - code: "2"
        name: "Sáng kiến"
        max: "1"
        source: self
        rule: {kind: leader, better: higher, citation: "Mục II.2", status: assumed}
      - code: "3"
        name: "Điểm thưởng"
        max: "1"
        source: bonus
        rule: {kind: council, citation: "Mục II.3", status: assumed}
"""


def published(cast: Cast, text: str = FRAMEWORK) -> Version:
    """The framework of ``text``, in force in the city."""
    by = cast.actor("reform")
    version = importing.import_file(text, owner=cast.city, by=by, at=AT)
    publishing.check(version, by=by, at=AT)
    publishing.publish(version, by=by, at=AT)
    return version


def prepared(
    cast: Cast, *, version: Version | None = None, name: str = "Chỉ số CCHC thử", kind: str = "internal"
) -> Cycle:
    """A cycle of nobody yet, begun a day ago by the database's clock."""
    return opening.prepare(
        owner=cast.city,
        version=version or published(cast),
        kind=kind,
        name=name,
        since=date(2026, 1, 1),
        until=date(2027, 1, 1),
        starts_at=moments.database_now() - timedelta(days=1),
        by=cast.actor("reform"),
        at=AT,
    )


def opened(cast: Cast, *, version: Version | None = None, at_stage: str = "self") -> Cycle:
    """A cycle of both wards, by the database's clock in the middle of ``at_stage``."""
    by, cycle = cast.actor("reform"), prepared(cast, version=version)
    opening.enrol(cycle, [cast.ward, cast.other_ward], group="Phường", by=by, at=AT)
    opening.open_cycle(cycle, by=by, at=AT)
    move_to(cycle, at_stage)
    return cycle


def move_to(cycle: Cycle, key: str) -> None:
    """Let time pass: the windows of all stages move so that ``key`` is the one open now."""
    stages = list(cycle.stages.order_by("position"))
    now = next(each for each in stages if each.key == key)
    middle = now.opens_at + (now.closes_at - now.opens_at) / 2
    shift = moments.database_now() - middle
    for each in stages:
        Stage.objects.filter(pk=each.pk).update(
            opens_at=each.opens_at + shift, closes_at=each.closes_at + shift
        )


def sheet(cycle: Cycle, unit: Any) -> Assessment:
    """The assessment of ``unit``."""
    found: Assessment = cycle.assessments.select_related("unit", "cycle__owner").get(unit=unit)
    return found


def leaf(cycle: Cycle, path: str) -> Criterion:
    """The criterion at ``path`` in the framework of the cycle."""
    found: Criterion = cycle.version.criteria.get(path=path)
    return found
