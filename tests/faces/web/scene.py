"""A city at work: three units with documents, frameworks, results and plans, each full of its own marker."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdfium2

from parindex.cycle.assessments.actions import attaching, dividing, opening, scoring
from parindex.cycle.documents import actions as documents
from parindex.cycle.documents import queries as document_queries
from parindex.cycle.evidence.actions import adding
from parindex.cycle.frameworks import actions as frameworks
from parindex.cycle.frameworks import queries as framework_queries
from parindex.cycle.frameworks import specs as framework_specs
from parindex.cycle.measures import actions as measures
from parindex.cycle.measures import figures
from parindex.cycle.plans import queries as plans
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.jobs import actions as jobs
from tests.cast import AT, TODAY, Cast, assemble
from tests.cycle import rounds
from tests.faces.web import scene_cases, scene_notices, scene_plans, scene_registers, scene_tasks
from tests.faces.web.judging import Judged, judge
from tests.faces.web.settling import FIGURES, settle

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
    leaf: int
    print_of_leaf: str
    plan: int
    task: int
    member: Any
    membership: int
    sheet: int
    """Its sheet in the cycle that all units are scored in, open for self-scoring."""
    cell: int
    """A criterion of that sheet that the unit scores itself."""
    shown: int
    """The attachment of a document to that criterion."""
    proof: int
    """That document, in the unit's library."""
    spare: int
    """Another one, shown nowhere."""
    cycle: int
    """The cycle that all units are scored in."""
    coming: int
    """Another one, still in preparation."""
    chosen: int
    """The sheet of the unit in that one."""
    stage: int
    """The stage of self-scoring."""
    top: int
    """A domain of the framework of the cycle."""
    right: int
    """The right of an agency to appraise it."""
    agency: int
    """A department that has no right to appraise it."""
    duty: int
    """The work of somebody on the sheet of the unit."""
    measure: int
    """A measure of the city that feeds a leaf of that framework."""
    feed: int
    """That it does."""
    reading: int
    """What the unit reads on it."""
    set: int
    """The version of the framework of the cycle."""
    free: int
    """A leaf of it that no measure feeds."""
    settled: int
    """A cycle whose results are frozen and not yet published."""
    figure: str
    """What the unit reads in it for one criterion, like nobody else."""
    judged: Judged
    """What of the unit stands before appraisers, and what it has to explain."""
    notice: int
    """What somebody who is nobody of the cast was told about it."""
    owing: scene_tasks.Owing
    """What it owes by its own plan."""
    planned: scene_plans.Planned
    """What it has of plans beside the one of its document."""
    registered: scene_registers.Registered
    """What it has in a register of the city."""
    batch: int
    """A case file of it, loaded."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The cast, and what each unit has, by the word for it."""

    cast: Cast
    works: dict[str, Work]


def build() -> Scene:
    """Put the city at work into the empty database of a test."""
    cast = assemble()
    cycle = rounds.opened(cast)
    opening.enrol(cycle, [cast.city], group="Thành phố", by=SYSTEM, at=AT)
    marks = ((cast.ward, "qzward"), (cast.other_ward, "qzother"), (cast.city, "qzcity"))
    judged = judge(cast, marks, version=cycle.version)
    settled = settle(cast, marks, version=cycle.version)
    works = {
        "ward": _work(cast, cycle, cast.ward, "qzward", "clerk", judged, settled, number=11, publish=True),
        "other": _work(
            cast, cycle, cast.other_ward, "qzother", "neighbour", judged, settled, number=21, publish=False
        ),
        "city": _work(cast, cycle, cast.city, "qzcity", "auditor", judged, settled, number=31, publish=True),
    }
    return Scene(cast, works)


def _run(cast: Cast, cycle: Any, unit: Any, member: Any) -> dict[str, int]:
    """What is to be done with the cycle and the sheet of ``unit``."""
    sheet, top = rounds.sheet(cycle, unit), rounds.leaf(cycle, "I")
    coming = rounds.prepared(cast, version=cycle.version, name=f"Kỳ sau {unit.pk}")
    opening.enrol(coming, [unit], group="Sau", by=SYSTEM, at=AT)
    duty = dividing.assign(sheet, rounds.leaf(cycle, "II"), person=member, by=SYSTEM, at=AT)
    return {
        "cycle": cycle.pk,
        "coming": coming.pk,
        "chosen": rounds.sheet(coming, unit).pk,
        "stage": cycle.stages.get(key="self").pk,
        "top": top.pk,
        "right": cycle.rights.get(criterion=top).pk,
        "agency": cast.units["Sở Tư pháp"].pk,
        "duty": duty.pk,
    }


def _read(cast: Cast, cycle: Any, unit: Any, mark: str) -> dict[str, int]:
    """A measure of the city with a figure of ``unit``, its source full of the marker."""
    measure = measures.keep(
        owner=cast.city, code="hai-long", name="Mức độ hài lòng", shape="single", by=SYSTEM, at=AT
    )
    feed = measures.feed(measure, rounds.leaf(cycle, "I/3"), by=SYSTEM, at=AT)
    measures.record_on_paper(
        measure,
        [measures.Read(unit, figures.single("0.9"))],
        paper=measures.Paper(f"Đơn vị;Giá trị\n{mark}draft;0,9".encode(), f"{mark}.csv"),
        since=cycle.since,
        until=cycle.until,
        as_of=TODAY,
        source=f"Báo cáo {mark}draft",
        by=SYSTEM,
        at=AT,
    )
    return {
        "measure": measure.pk,
        "feed": feed.pk,
        "reading": measure.readings.get(unit=unit).pk,
        "set": cycle.version_id,
        "free": rounds.leaf(cycle, "II/2").pk,
    }


@dataclass(frozen=True, slots=True)
class Proofs:
    """What a unit shows for one criterion of its sheet."""

    sheet: int
    cell: int
    shown: int
    proof: int
    spare: int


def _proofs(cycle: Any, unit: Any, mark: str) -> Proofs:
    """Two documents of ``unit``, full of its marker; one of them shown for its first criterion, scored."""
    sheet, leaf = rounds.sheet(cycle, unit), rounds.leaf(cycle, "I/1")
    first, spare = (
        adding.add_file(
            f"Số: {number}/BC-UBND\n\nBÁO CÁO\nKết quả {mark}draft".encode(),
            name=f"{mark}draft {number}.txt",
            unit=unit,
            by=SYSTEM,
            at=AT,
        )
        for number in (1, 2)
    )
    answer = {"done": "19", "total": "20"}
    scoring.save(sheet, leaf.pk, answer=answer, note=f"{mark}draft", seen=0, by=SYSTEM, at=AT)
    shown = attaching.attach(sheet, leaf.pk, first, pages=f"{mark}draft", by=SYSTEM, at=AT)
    return Proofs(sheet=sheet.pk, cell=leaf.pk, shown=shown.pk, proof=first.pk, spare=spare.pk)


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


def _work(
    cast: Cast,
    cycle: Any,
    unit: Any,
    mark: str,
    who: str,
    judged: dict[int, Judged],
    settled: int,
    *,
    number: int,
    publish: bool,
) -> Work:
    proofs = _proofs(cycle, unit, mark)
    first = upload(unit, mark, number=number)
    _accept(first)
    published = framework_queries.visible(SYSTEM).get(source=first)
    if publish:
        frameworks.check(published, by=SYSTEM, at=AT)
        frameworks.publish(published, by=SYSTEM, at=AT)
    second = upload(unit, mark, number=number + 1)
    _accept(second)
    draft = framework_queries.visible(SYSTEM).get(source=second)
    leaf = framework_queries.criterion(framework_queries.criteria_of(draft)[-1].key, by=SYSTEM)
    waiting = upload(unit, f"{mark}draft", number=number + 2)
    plan = plans.visible(SYSTEM).get(document=first)
    member = cast.people[who]
    planned = scene_plans.plan(
        unit, mark, document=second, leaf=rounds.leaf(cycle, "I/3"), free=rounds.leaf(cycle, "II/2")
    )
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
        leaf=leaf.pk,
        print_of_leaf=framework_specs.fingerprint(leaf),
        plan=plan.pk,
        task=plan.tasks.order_by("pk")[0].pk,
        member=member,
        membership=member.memberships.get().pk,
        sheet=proofs.sheet,
        cell=proofs.cell,
        shown=proofs.shown,
        proof=proofs.proof,
        spare=proofs.spare,
        judged=judged[unit.pk],
        settled=settled,
        figure=FIGURES[mark],
        notice=scene_notices.told(unit, mark),
        owing=scene_tasks.owe(unit, plan, mark, draft=planned.draft),
        planned=planned,
        registered=scene_registers.enter(cast.city, unit, mark),
        batch=scene_cases.loaded(unit, mark),
        **_run(cast, cycle, unit, member),
        **_read(cast, cycle, unit, mark),
    )


__all__ = ["TODAY", "Scene", "Work", "build", "upload"]
