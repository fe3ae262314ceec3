"""Proving: which leaves of an illustrative sheet have a document behind them, and where in it."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import CriterionSpec, FrameworkSpec, Source
from parindex.faces.ops.illustrating.chances import Chance
from parindex.faces.ops.illustrating.figures import Figure

EXPLANATIONS = (
    "Văn bản lưu trên hệ thống quản lý văn bản của Thành phố, chưa trích xuất được (số liệu minh họa).",
    "Số liệu tổng hợp từ hệ thống nghiệp vụ, không có văn bản riêng (số liệu minh họa).",
    "Cơ quan phối hợp chưa gửi văn bản xác nhận; đơn vị tự tổng hợp (số liệu minh họa).",
)
_PROVED_PERCENT, _EXPLAINED_PERCENT = 88, 9


@dataclass(frozen=True, slots=True)
class Proof:
    """What stands behind one leaf: the domain whose paper shows it and the section, or an explanation.

    All three are blank where the unit gave neither.
    """

    path: str
    domain: str = ""
    section: str = ""
    explanation: str = ""


def proofs(framework: FrameworkSpec, sheet: tuple[Figure, ...], unit: str, *, seed: str) -> tuple[Proof, ...]:
    """One proof for each leaf of ``sheet`` that asks for evidence and was answered, in its order."""
    chance = Chance(seed).of(framework.id, unit, "proof")
    asking = {step.node.path for step in specs.walk(framework) if step.node.is_leaf and _asks(step.node)}
    return tuple(_proof(figure.path, chance.of(figure.path)) for figure in sheet if _needs(figure, asking))


def section(path: str) -> str:
    """Where a paper tells of the leaf at ``path``: I/1/1.1 is "mục 1.1"."""
    return f"mục {path.rpartition('/')[2]}"


def _asks(node: CriterionSpec) -> bool:
    return node.source is not Source.PENALTY and node.evidence is not None and node.evidence.required


def _needs(figure: Figure, asking: set[str]) -> bool:
    return figure.path in asking and figure.claimed is not None and "not_applicable" not in figure.claimed


def _proof(path: str, chance: Chance) -> Proof:
    drawn = chance.number(0, 99)
    if drawn < _PROVED_PERCENT:
        return Proof(path, domain=path.partition("/")[0], section=section(path))
    if drawn < _PROVED_PERCENT + _EXPLAINED_PERCENT:
        return Proof(path, explanation=chance.of("why").pick(EXPLANATIONS))
    return Proof(path)
