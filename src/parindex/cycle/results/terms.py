"""The terms of an issue: how its scores are ranked and classed, as a value and as it is stored; pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from parindex.engine.ranking.scores import Points
from parindex.engine.ranking.settings import (
    Below,
    Class,
    Compare,
    Condition,
    Flagged,
    Penalised,
    Settings,
    Ties,
)
from parindex.engine.values import points


@dataclass(frozen=True, slots=True)
class UnitFlag:
    """A fact stated about one unit, by its id, that may keep it from a class; with the reason."""

    unit: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Terms:
    """How an issue ranks and classes, and what was stated about single units."""

    ranking: Settings = field(default_factory=Settings)
    flags: tuple[UnitFlag, ...] = ()
    note: str = ""
    """What a reader of the table has to know of the terms; blank where they speak for themselves."""


def paths(settings: Settings) -> tuple[str, ...]:
    """The criteria whose points the settings ask for, each once."""
    rules = (rule for each in settings.classes for rule in each.unless)
    below = (rule.path for rule in rules if isinstance(rule, Below))
    return tuple(dict.fromkeys((*settings.tiebreaks, *below)))


def as_json(terms: Terms) -> dict[str, Any]:
    """``terms`` as stored and digested: figures are text."""
    settings = terms.ranking
    note = {"note": terms.note} if terms.note else {}
    return {
        "ties": settings.ties.value,
        "decimals": settings.decimals,
        "compare": settings.compare.value,
        "classes": [_class(each) for each in settings.classes],
        "classes_compare": settings.classes_compare.value,
        "tiebreaks": list(settings.tiebreaks),
        "flags": [{"unit": each.unit, "name": each.name, "reason": each.reason} for each in terms.flags],
        **note,
    }


def of_json(stored: Any) -> Terms:
    """The terms that ``as_json`` stored."""
    return Terms(
        ranking=Settings(
            ties=Ties(stored["ties"]),
            decimals=stored["decimals"],
            compare=Compare(stored["compare"]),
            classes=tuple(_class_of(each) for each in stored["classes"]),
            classes_compare=Compare(stored["classes_compare"]),
            tiebreaks=tuple(stored["tiebreaks"]),
        ),
        flags=tuple(UnitFlag(each["unit"], each["name"], each["reason"]) for each in stored["flags"]),
        note=stored.get("note", ""),
    )


def _class(each: Class) -> dict[str, Any]:
    return {
        "name": each.name,
        "from": _text(each.from_score),
        "top": _text(each.top),
        "unless": [_condition(rule) for rule in each.unless],
    }


def _class_of(stored: Any) -> Class:
    return Class(
        stored["name"],
        from_score=_number(stored["from"]),
        top=_number(stored["top"]),
        unless=tuple(_condition_of(each) for each in stored["unless"]),
    )


def _condition(rule: Condition) -> dict[str, str | None]:
    match rule:
        case Below():
            return {"kind": "below", "path": rule.path, "least": _text(rule.least)}
        case Flagged():
            return {"kind": "flagged", "name": rule.name}
        case Penalised():
            return {"kind": "penalised"}


def _condition_of(stored: Any) -> Condition:
    if stored["kind"] == "below":
        return Below(stored["path"], Decimal(stored["least"]))
    return Flagged(stored["name"]) if stored["kind"] == "flagged" else Penalised()


def _text(number: Points | None) -> str | None:
    """A figure of a setting: a person typed it, so it has no more than six decimals."""
    return None if number is None else points.shortest(points.half_up(number, points.MICRO))


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
