"""Peculiar: what of one framework's criteria no general rule of drawing can know."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

INAPPLICABLE_PERCENT = 9

_COMMUNES = "hanoi-commune-2025"


@dataclass(frozen=True, slots=True)
class Total:
    """How large the total of a criterion is in one unit; ``name`` where several criteria share one figure."""

    low: int
    high: int
    name: str = ""


_DOSSIERS = Total(3_000, 18_000, "hồ sơ TTHC")
_STAFF = Total(60, 110, "công chức")
_INSTITUTIONS = Total(6, 18, "đơn vị sự nghiệp")
_OUTGOING = Total(3_000, 12_000, "văn bản đi")
_TOTALS = {
    "I/1/1.1": Total(15, 30),
    "I/1/1.2": Total(8, 20),
    "I/3/3.1": Total(3, 15),
    "I/4/4.1": Total(12, 30),
    "I/4/4.3": Total(12, 24),
    "I/6": Total(8, 40),
    "I/7": Total(20, 160),
    "I/8": Total(40, 120),
    "II/1/1.1": Total(1, 4),
    "II/1/1.2": Total(6, 14),
    "II/2/2.1": Total(2, 9),
    "II/2/2.2": Total(1, 5),
    "II/3": Total(8, 20),
    "III/2": Total(200, 400),
    "III/5": _DOSSIERS,
    "III/6/6.1": Total(15, 80),
    "IV/2": _STAFF,
    "IV/3/3.1": Total(90, 140),
    "IV/3/3.2": Total(2, 8),
    "V/1/1.2": _STAFF,
    "V/1/1.3": _INSTITUTIONS,
    "V/2/2.2": _STAFF,
    "V/4": Total(2, 9),
    "V/6/6.1": Total(30, 90),
    "V/8": Total(200, 700),
    "VI/1/1.1": Total(60, 400),
    "VI/1/1.4": Total(100, 900),
    "VI/1/1.5": Total(100, 900),
    "VI/2/2.2": Total(4, 8),
    "VI/4/4.1": Total(2, 6),
    "VI/4/4.2": _INSTITUTIONS,
    "VII/1": Total(12, 30),
    "VII/2/2.1": Total(5_000, 15_000),
    "VII/2/2.2": _OUTGOING,
    "VII/2/2.3": Total(30, 60),
    "VII/3/3.1": _DOSSIERS,
    "VII/3/3.2": _DOSSIERS,
    "VIII/1": Total(18, 30),
    "VIII/2": Total(200, 1_500),
}
# Where Yên Hòa lost its points: such criteria are hard for most units.
_HARD = frozenset({"I/1/1.1", "I/5", "I/7", "V/5", "V/8", "VI/2/2.1", "VII/2/2.2"})
_REASONS = {
    "V/4": "Trong năm không có cán bộ, công chức đến hạn chuyển đổi vị trí công tác",
    "VI/1/1.3": "Trong năm không được giao kinh phí chi đầu tư",
    "VI/4/4.1": "Kế hoạch năm không giao đơn vị sự nghiệp nào tăng mức tự chủ",
    "V/6/6.2": "Thành phố tổ chức tập trung, đơn vị không được giao mở lớp",
}
# Printed 0.45 of 1 where the answers beside it are 0.94: the same slip, whatever it is, befell every unit.
_SHARES = {"V/9/9.4": (Fraction("0.40"), Fraction("0.49"))}


def total(framework: str, path: str) -> Total | None:
    """How large the total of this criterion is; None where nothing is known."""
    return _TOTALS.get(path) if framework == _COMMUNES else None


def is_hard(framework: str, path: str) -> bool:
    """Whether most units lose points on this criterion."""
    return framework == _COMMUNES and path in _HARD


def inapplicable(framework: str, path: str) -> str | None:
    """Why this criterion may not apply to a unit; None for one that always does."""
    return _REASONS.get(path) if framework == _COMMUNES else None


def share(framework: str, path: str) -> tuple[Fraction, Fraction] | None:
    """The bounds of a surveyed share that lies apart from the others; None for all the rest."""
    return _SHARES.get(path) if framework == _COMMUNES else None
