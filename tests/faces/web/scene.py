"""A city at work: three units with documents, frameworks, results and plans, each full of its own marker."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdfium2

from parindex.cycle.documents import actions as documents
from parindex.cycle.documents import queries as document_queries
from parindex.cycle.frameworks import actions as frameworks
from parindex.cycle.frameworks import queries as framework_queries
from parindex.cycle.plans import queries as plans
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.jobs import actions as jobs
from tests.cast import AT, TODAY, Cast, assemble

PLAN = """Số: {number}/KH-UBND

Hà Nội, ngày 12 tháng 5 năm 2026

KẾ HOẠCH
Cải thiện Chỉ số cải cách hành chính (PAR INDEX) năm 2026 {mark}

Phụ lục 1
Các chỉ tiêu của Chỉ số cải cách hành chính (PAR INDEX)

STT\tTiêu chí\tĐiểm tối đa\tKết quả năm 2025\tMục tiêu năm 2026\tĐơn vị chủ trì
1\tLĩnh vực thử {mark}\t3\t2.5\t2.9\tSở Nội vụ
1.1\tTiêu chí thứ nhất {mark}\t2\t1.5\t1.9\t
1.2\tTiêu chí thứ hai {mark}\t1\t1\t0.9\tSở Tư pháp
\tTổng cộng\t3\t2.5\t2.8\t

Phụ lục 2
Nhiệm vụ thực hiện {mark}

TT\tNhiệm vụ\tThời hạn hoàn thành\tCơ quan chủ trì\tCơ quan phối hợp\tSản phẩm
1\tViệc thứ nhất {mark}\tTháng 6/2026\tSở Nội vụ\tSở Tư pháp\tBáo cáo {mark}
2\tViệc thứ hai {mark}\t\tSở Tư pháp\t\tKế hoạch
"""


@dataclass(frozen=True, slots=True)
class Work:
    """What one unit has: an accepted document, one to review, a published version, a draft, a plan."""

    unit: Any
    mark: str
    accepted: int
    waiting: int
    version: int
    picture: int
    published: int | None
    draft: int
    criterion: int
    plan: int
    task: int
    member: Any
    membership: int


@dataclass(frozen=True, slots=True)
class Scene:
    """The cast, and what each unit has, by the word for it."""

    cast: Cast
    works: dict[str, Work]


def build() -> Scene:
    """Put the city at work into the empty database of a test."""
    cast = assemble()
    works = {
        "ward": _work(cast, cast.ward, "qzward", "clerk", number=11, publish=True),
        "other": _work(cast, cast.other_ward, "qzother", "neighbour", number=21, publish=False),
        "city": _work(cast, cast.city, "qzcity", "auditor", number=31, publish=True),
    }
    return Scene(cast, works)


def upload(unit: Any, mark: str, *, number: int, name: str = "") -> int:
    """A document of ``unit``, uploaded and read."""
    taken = documents.upload(
        PLAN.format(mark=mark, number=number).encode(),
        name=name or f"kế hoạch {mark} {number}.txt",
        media_type="text/plain",
        owner=unit,
        by=SYSTEM,
        at=AT,
    )
    jobs.work_off(clock=lambda: AT)
    return taken.document.pk


def _picture(unit: Any, mark: str) -> int:
    """A PDF of ``unit`` with one blank page: nothing can be read of it, its page can be pictured."""
    page = BytesIO()
    with pypdfium2.PdfDocument.new() as blank:
        blank.new_page(595, 842)
        blank.save(page)
    taken = documents.upload(
        page.getvalue(), name=f"{mark}.pdf", media_type="application/pdf", owner=unit, by=SYSTEM, at=AT
    )
    jobs.work_off(clock=lambda: AT)
    return taken.document.pk


def _accept(key: int) -> None:
    found = document_queries.get(key, by=SYSTEM)
    documents.accept(found, document_queries.open_tables(found), version=found.version, by=SYSTEM, at=AT)
    jobs.work_off(clock=lambda: AT)


def _work(cast: Cast, unit: Any, mark: str, who: str, *, number: int, publish: bool) -> Work:
    first = upload(unit, mark, number=number)
    _accept(first)
    published = framework_queries.visible(SYSTEM).get(source=first)
    if publish:
        frameworks.check(published, by=SYSTEM, at=AT)
        frameworks.publish(published, by=SYSTEM, at=AT)
    second = upload(unit, mark, number=number + 1)
    _accept(second)
    draft = framework_queries.visible(SYSTEM).get(source=second)
    waiting = upload(unit, f"{mark}draft", number=number + 2)
    plan = plans.visible(SYSTEM).get(document=first)
    member = cast.people[who]
    return Work(
        unit=unit,
        mark=mark,
        accepted=first,
        waiting=waiting,
        version=document_queries.get(waiting, by=SYSTEM).version,
        picture=_picture(unit, mark),
        published=published.pk if publish else None,
        draft=draft.pk,
        criterion=framework_queries.criteria_of(draft)[0].key,
        plan=plan.pk,
        task=plan.tasks.order_by("pk")[0].pk,
        member=member,
        membership=member.memberships.get().pk,
    )


__all__ = ["TODAY", "Scene", "Work", "build", "upload"]
