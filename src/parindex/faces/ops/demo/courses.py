"""Courses: how one leaf went from the unit's claim to what stands in the end, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions.carrying import CarriedEvidence, CarriedLine, CarriedSheet
from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import FrameworkSpec, Source
from parindex.faces.ops.demo import calendar
from parindex.faces.ops.illustrating import proving
from parindex.faces.ops.illustrating.chances import Chance
from parindex.faces.ops.illustrating.figures import Figure
from parindex.faces.ops.illustrating.proving import Proof
from parindex.faces.ops.illustrating.seasons import Season

SELF, FIRST, EXPLAINING, SECOND = "self", "appraisal-1", "explanation", "appraisal-2"
_WORKDAY = 8 * 60
_QUESTIONS = (
    "Đề nghị gửi văn bản làm căn cứ tính số liệu (số liệu minh họa).",
    "Số liệu chưa khớp với báo cáo của ngành; đề nghị giải trình cách tổng hợp (số liệu minh họa).",
    "Tài liệu kèm theo chưa thể hiện nội dung này; đề nghị bổ sung (số liệu minh họa).",
)
_EXPLANATIONS = (
    "Đơn vị đã rà soát, gửi kèm tài liệu bổ sung (số liệu minh họa).",
    "Số liệu trích từ hệ thống nghiệp vụ tại thời điểm chốt báo cáo (số liệu minh họa).",
    "Văn bản ban hành đúng thẩm quyền, gửi chậm do lỗi liên thông (số liệu minh họa).",
)
_ASKED_OF_CHANGED, _UPHELD, _ASKED_OF_OTHERS = 50, 40, 1


@dataclass(frozen=True, slots=True)
class Days:
    """When work was done on each stage: its first day and how many days it went on."""

    first: Mapping[str, date]
    count: Mapping[str, int]

    def moment(self, stage: str, chance: Chance) -> datetime:
        """A moment of one stage within working hours."""
        day = self.first[stage] + timedelta(days=chance.of("day").number(0, self.count[stage] - 1))
        minutes = chance.of("minute").number(0, _WORKDAY)
        return datetime.combine(day, time(8), calendar.ZONE) + timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of one unit while its sheet is told: who works there, its evidence, its days."""

    officer: str
    chance: Chance
    days: Days
    items: Mapping[str, int]
    """Its evidence by domain."""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One leaf of one unit with who appraises it."""

    source: Source
    figure: Figure
    proof: Proof | None
    """None where nothing has to be proved."""
    agency: str
    place: Place

    @property
    def chance(self) -> Chance:
        """Where its draws come from."""
        return self.place.chance.of(self.figure.path)

    def line(
        self, stage: str, by: str, *, answer: object = None, decision: str = "", note: str = ""
    ) -> CarriedLine:
        """A line of this leaf at a stage."""
        at = self.place.days.moment(stage, self.chance.of(stage))
        return CarriedLine(self.figure.path, stage, at, by, answer, decision, note)

    def explained(self) -> CarriedLine:
        """What the unit answered to the appraiser."""
        note = self.chance.of("explanation").pick(_EXPLANATIONS)
        return self.line(EXPLAINING, self.place.officer, decision=states.EXPLAINED, note=note)

    def asked(self) -> CarriedLine:
        """What the appraiser asked first."""
        question = self.chance.of("question").pick(_QUESTIONS)
        return self.line(FIRST, self.agency, decision=states.ASKED, note=question)

    def settled(self, stage: str) -> CarriedLine:
        """The appraiser's decision: the claim taken over, or changed for a reason."""
        figure = self.figure
        decision = states.CHANGED if figure.is_changed else states.ACCEPTED
        return self.line(stage, self.agency, answer=figure.answer, decision=decision, note=figure.reason)


def sheet(
    unit: Any,
    spec: FrameworkSpec,
    figures: tuple[Figure, ...],
    items: Mapping[str, Any],
    *,
    season: Season,
    days: Days,
) -> CarriedSheet:
    """Everything of ``unit`` in ``season``, from its claims to the second appraisal."""
    place = Place(
        officer=f"Cán bộ đầu mối {unit.name}",
        chance=Chance(season.seed).of(spec.id, unit.name, "course"),
        days=days,
        items={domain: item.pk for domain, item in items.items()},
    )
    proofs = proving.proofs(spec, figures, unit.name, seed=season.seed)
    told = tuple(line for leaf in _leaves(spec, figures, proofs, place) for line in _course(leaf))
    return CarriedSheet(unit.pk, told, _evidence(proofs, place, told))


def _evidence(
    proofs: tuple[Proof, ...], place: Place, told: tuple[CarriedLine, ...]
) -> tuple[CarriedEvidence, ...]:
    """What the unit showed for its claims, and later for what it was asked about."""
    shown = [
        _shown(proof.path, SELF, proof.domain, proof.section, place)
        for proof in proofs
        if proof.domain in place.items
    ]
    late = {proof.path for proof in proofs if _is_bare(proof)}
    asked = {line.path for line in told if line.decision == states.EXPLAINED} & late
    for path in sorted(asked):
        domain = path.partition("/")[0]
        if domain in place.items:
            shown.append(_shown(path, EXPLAINING, domain, proving.section(path), place))
    return tuple(shown)


def _shown(path: str, stage: str, domain: str, pages: str, place: Place) -> CarriedEvidence:
    at = place.days.moment(stage, place.chance.of(path, stage))
    return CarriedEvidence(path, stage, place.items[domain], at, pages)


def _leaves(
    spec: FrameworkSpec, sheet: tuple[Figure, ...], proofs: tuple[Proof, ...], place: Place
) -> Iterator[_Leaf]:
    proof_of = {proof.path: proof for proof in proofs}
    figure_of = {figure.path: figure for figure in sheet}
    for step in specs.walk(spec):
        if step.node.is_leaf:
            path = step.node.path
            yield _Leaf(
                source=step.node.source or Source.SELF,
                figure=figure_of[path],
                proof=proof_of.get(path),
                agency=f"Thẩm định viên {step.owner}",
                place=place,
            )


def _course(leaf: _Leaf) -> Iterator[CarriedLine]:
    figure = leaf.figure
    if figure.claimed is None:
        return
    if leaf.source in (Source.SURVEY, Source.IMPORTED):
        yield leaf.line(SELF, "Tổng hợp điều tra, chỉ số thành phần", answer=figure.answer)
    elif leaf.source is not Source.SELF:
        yield leaf.line(SECOND, "Hội đồng thẩm định", answer=figure.answer)
    else:
        yield from _appraised(leaf)


def _appraised(leaf: _Leaf) -> Iterator[CarriedLine]:
    """The claim, then a decision at once, or a question, an explanation and a decision."""
    note = leaf.proof.explanation if leaf.proof else ""
    yield leaf.line(SELF, leaf.place.officer, answer=leaf.figure.claimed, note=note)
    if _is_asked(leaf):
        yield leaf.asked()
    else:
        yield leaf.settled(FIRST)
        if not leaf.figure.is_changed or not leaf.chance.of("upheld").happens(percent=_UPHELD):
            return
    yield leaf.explained()
    yield leaf.settled(SECOND)


def _is_asked(leaf: _Leaf) -> bool:
    if leaf.proof is not None and _is_bare(leaf.proof):
        return True
    percent = _ASKED_OF_CHANGED if leaf.figure.is_changed else _ASKED_OF_OTHERS
    return leaf.chance.of("asked").happens(percent=percent)


def _is_bare(proof: Proof) -> bool:
    """Whether the unit gave neither a document nor an explanation."""
    return not proof.domain and not proof.explanation
