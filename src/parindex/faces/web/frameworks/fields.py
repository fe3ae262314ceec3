"""What stands in the fields of the editor, as its reader writes figures; and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parindex.cycle.frameworks import rule_form, specs
from parindex.faces.web.templatetags.words import is_english

FIGURES = frozenset(
    {
        "max",
        "weight",
        "floor",
        "full_at",
        "each",
        "cap",
        "least",
        "of",
        "amount",
        "from",
        "below",
        "to",
        "total",
    }
)
"""The fields that hold one figure, by the end of their names."""


def initial(criterion: Any) -> dict[str, str]:
    """What a criterion states, field by field."""
    return localised(specs.stated(criterion))


def localised(stated: Mapping[str, str]) -> dict[str, str]:
    """The figures with the reader's decimal sign."""
    if is_english():
        return dict(stated)
    return {name: value.replace(".", ",") if _is_figure(name) else value for name, value in stated.items()}


def kept(name: str, value: str) -> str:
    """A value as the room keeps it."""
    return rule_form.figure(value.strip()) if _is_figure(name) else value


def _is_figure(name: str) -> bool:
    return name.rpartition(".")[2] in FIGURES
