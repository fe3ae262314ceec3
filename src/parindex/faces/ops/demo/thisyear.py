"""The cycle of 2026: open for self-scoring now, with some units well on their way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from parindex.cycle.assessments import kinds
from parindex.cycle.assessments.actions import approving, attaching, dividing, loading, opening
from parindex.cycle.assessments.papers import Filled
from parindex.cycle.assessments.queries import cycles
from parindex.engine.access.actors import SYSTEM, Actor
from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import FrameworkSpec, Source
from parindex.faces.ops.demo import calendar, city, criteria, evidence
from parindex.faces.ops.illustrating import proving, seasons
from parindex.faces.ops.illustrating.figures import Figure
from parindex.faces.ops.illustrating.proving import Proof
from parindex.faces.ops.telling import now, tell, today

NAME = "Chỉ số cải cách hành chính năm 2026 của xã, phường"
GROUP = "Xã, phường"
SEASON = seasons.YEAR_2026
SINCE, UNTIL = date(2026, 1, 1), date(2027, 1, 1)
# Days before and after the day on which the demonstration is built.
_SPANS = {
    "self": (-12, 45),
    "appraisal-1": (45, 71),
    "explanation": (71, 82),
    "appraisal-2": (82, 110),
    "freeze": (110, 125),
    "publication": (125, 140),
}
ANSWERED = 55
"""How many leaves Yên Hòa has answered; one of them lacks its evidence."""
_BEGUN = (12, 34, 5, 48, 21, 60)
"""How many leaves some other communes have answered."""
_BY_OFFICE = "III"


def build() -> None:
    """Open the cycle and do the work of some units, unless it is there: all at once or not at all."""
    if cycles.visible(SYSTEM).filter(name=NAME).exists():
        return
    tell("Đang mở kỳ đánh giá năm 2026…")
    with transaction.atomic():
        cycle = _opened()
        _begin(cycle)
        _score_partly(cycle)
        _submit(cycle)
        _lay_before(cycle)


def _opened() -> Any:
    by, days = city.office(), calendar.around(today(), _SPANS)
    cycle = opening.prepare(
        owner=city.unit(city.NAME),
        version=criteria.in_force(),
        kind=kinds.INTERNAL.key,
        name=NAME,
        since=SINCE,
        until=UNTIL,
        starts_at=calendar.midnight(days["self"][0]),
        is_illustrative=True,
        by=by,
        at=now(),
    )
    calendar.arrange(cycle, days)
    opening.enrol(cycle, city.communes(), group=GROUP, by=by, at=now())
    opening.open_cycle(cycle, by=by, at=now())
    return cycle


def _begin(cycle: Any) -> None:
    """Some communes have begun."""
    named = {city.WARD, city.BEST, city.NEIGHBOUR}
    others = [unit for unit in city.communes() if unit.name not in named]
    for unit, count in zip(others[::9], _BEGUN, strict=False):
        claims = _claims(criteria.spec(), unit.name)[:count]
        filled = [Filled(each.path, each.claimed) for each in claims]
        loading.load(cycle.assessments.get(unit=unit), filled, by=SYSTEM, at=now())


def _score_partly(cycle: Any) -> None:
    """Yên Hòa has answered most, its office works on one domain, and one leaf lacks its evidence."""
    by, unit = city.actor("yenhoa"), city.unit(city.WARD)
    sheet = cycle.assessments.get(unit=unit)
    domain = cycle.version.criteria.get(path=_BY_OFFICE)
    dividing.assign(sheet, domain, unit=city.office_of(unit), by=by, at=now())
    claims = _claims(criteria.spec(), unit.name)[:ANSWERED]
    proofs = _proofs(unit.name, claims)
    bare = proofs[len(proofs) // 2]
    shown = [each for each in proofs if each is not bare]
    _fill(sheet, claims, shown, by=by)


def _submit(cycle: Any) -> None:
    """Ô Chợ Dừa has submitted."""
    sheet = _complete(cycle, city.BEST, by=city.actor("ochodua"))
    approving.submit(sheet, by=city.actor("lanhdao.ochodua"), at=now())


def _lay_before(cycle: Any) -> None:
    """The sheet of Cầu Giấy lies before its leader."""
    _complete(cycle, city.NEIGHBOUR, by=city.actor("caugiay"))


def _complete(cycle: Any, name: str, *, by: Actor) -> Any:
    sheet = cycle.assessments.get(unit=city.unit(name))
    claims = _claims(criteria.spec(), name)
    _fill(sheet, claims, _proofs(name, claims), by=by)
    approving.lay_before(sheet, by=by, at=now())
    return sheet


def _claims(spec: FrameworkSpec, name: str) -> list[Figure]:
    """What a unit answers itself, in the order of the tree."""
    own = {
        step.node.path
        for step in specs.walk(spec)
        if step.node.is_leaf and (step.node.source or Source.SELF) is Source.SELF
    }
    sheet = seasons.sheet(spec, name, SEASON)
    return [each for each in sheet if each.path in own and each.claimed is not None]


def _proofs(name: str, claims: Sequence[Figure]) -> list[Proof]:
    """What stands behind the claims: a document or an explanation for each that asks for one."""
    found = proving.proofs(criteria.spec(), tuple(claims), name, seed=SEASON.seed)
    return [each if each.explanation else _shown(each) for each in found]


def _shown(proof: Proof) -> Proof:
    return replace(proof, domain=proof.path.partition("/")[0], section=proving.section(proof.path))


def _fill(sheet: Any, claims: Sequence[Figure], proofs: Sequence[Proof], *, by: Actor) -> None:
    """Answer the leaves, with an explanation or a document behind each."""
    notes = {each.path: each.explanation for each in proofs}
    filled = [Filled(each.path, each.claimed, note=notes.get(each.path, "")) for each in claims]
    loading.load(sheet, filled, by=by, at=now())
    items = evidence.keep(sheet.unit, criteria.spec(), tuple(claims), SEASON)
    keys = dict(sheet.cycle.version.criteria.values_list("path", "pk"))
    for each in proofs:
        if each.domain in items:
            attaching.attach(sheet, keys[each.path], items[each.domain], pages=each.section, by=by, at=now())
