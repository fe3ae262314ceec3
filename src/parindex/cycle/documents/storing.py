"""Frozen dataclasses to JSON and back, field by field, by their type hints; pure."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

_Maker = Callable[[Any], Any]


class NotStorable(TypeError):
    """A type that this module does not know."""


def to_json(value: Any) -> Any:
    """``value`` as JSON: dataclasses as objects (with ``type`` where a union needs it), tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        stored = {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
        return {"type": type(value).__name__, **stored}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list | frozenset):
        return [to_json(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if value is None or isinstance(value, str | int | bool | float):
        return value
    raise NotStorable(type(value).__name__)


def from_json(kind: Any, stored: Any) -> Any:
    """The value of type ``kind`` that ``to_json`` stored."""
    return _maker(kind)(stored)


@cache
def _maker(kind: Any) -> _Maker:
    """What makes a value of type ``kind``: the type hints are looked at once, not for every value."""
    if get_origin(kind) in {Union, types.UnionType}:
        return _of_union(get_args(kind))
    if get_origin(kind) is tuple:
        return _of_tuple(get_args(kind))
    if is_dataclass(kind) and isinstance(kind, type):
        return _of_dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind is date:
        return date.fromisoformat
    return Decimal if kind is Decimal else _as_it_is


def _as_it_is(stored: Any) -> Any:
    return stored


def _of_dataclass(kind: type) -> _Maker:
    hints, names = get_type_hints(kind), [field.name for field in fields(kind)]
    plain: list[str] = []
    made: list[tuple[str, _Maker]] = []

    def make(stored: Any) -> Any:
        if not (plain or made):  # here, not above: a dataclass may hold itself
            for name in names:
                maker = _maker(hints[name])
                plain.append(name) if maker is _as_it_is else made.append((name, maker))
        given = {name: stored[name] for name in plain if name in stored}
        for name, maker in made:
            if name in stored:
                given[name] = maker(stored[name])
        return kind(**given)

    return make


def _of_union(kinds: tuple[Any, ...]) -> _Maker:
    real = [kind for kind in kinds if kind is not type(None)]
    makers = {getattr(kind, "__name__", ""): _maker(kind) for kind in real}
    first = _maker(real[0])
    if first is _as_it_is and len(real) == 1:
        return _as_it_is

    def make(stored: Any) -> Any:
        if stored is None:
            return None
        return makers[stored["type"]](stored) if isinstance(stored, dict) else first(stored)

    return make


def _of_tuple(kinds: tuple[Any, ...]) -> _Maker:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        each = _maker(kinds[0])
        return tuple if each is _as_it_is else lambda stored: tuple(map(each, stored))
    makers = tuple(_maker(kind) for kind in kinds)
    return lambda stored: tuple(maker(item) for maker, item in zip(makers, stored, strict=True))
