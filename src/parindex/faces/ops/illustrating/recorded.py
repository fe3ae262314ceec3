"""Recorded: the units whose published scores are reached from answers written down in a file."""

from __future__ import annotations

import functools
from importlib import resources
from typing import cast

from parindex.cycle.frameworks import answers
from parindex.engine.scoring.specs import FrameworkSpec
from parindex.faces.ops.illustrating.answering import Leaf, Raw
from parindex.faces.ops.illustrating.figures import Figure

WARD = "Phường Yên Hòa"
FRAMEWORK = "hanoi-commune-2025"
FILE = "yen-hoa-2025.answers.yaml"
_REASON = "Đối chiếu tài liệu kiểm chứng, chưa đủ căn cứ cho mức tự chấm (số liệu minh họa)."
# What the ward claimed before the appraisal; only the outcome is published.
_CLAIMED: dict[str, Raw] = {
    "I/1/1.1": {"done": "19", "total": "20"},
    "I/7": {"done": "50", "total": "50"},
    "VI/2/2.1": {"choice": "dung_han"},
}


def data() -> bytes:
    """The answers file of Yên Hòa as it is shipped."""
    return resources.files("parindex.faces.ops").joinpath("samples", FILE).read_bytes()


def sheet_of(unit: str, leaves: tuple[Leaf, ...]) -> tuple[Figure, ...] | None:
    """The recorded figures of ``unit`` for ``leaves``; None for a unit or framework without any."""
    framework = leaves[0].framework
    if (unit, framework.id) != (WARD, FRAMEWORK):
        return None
    known = _recorded(framework)
    return tuple(_figure(leaf.node.path, known) for leaf in leaves)


def _figure(path: str, known: dict[str, Raw]) -> Figure:
    answer = known.get(path)
    if path in _CLAIMED:
        return Figure(path, answer, _CLAIMED[path], _REASON)
    return Figure(path, answer, answer)


@functools.lru_cache(maxsize=4)
def _recorded(framework: FrameworkSpec) -> dict[str, Raw]:
    given = answers.read(data(), framework=framework).units[WARD]
    return {path: cast(Raw, answer) for path, answer in given.items()}
