"""Frozen dataclasses to JSON and back, field by field, by their type hints; pure."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints


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
    if get_origin(kind) in {Union, types.UnionType}:
        return _from_union(get_args(kind), stored)
    if get_origin(kind) is tuple:
        return _from_tuple(get_args(kind), stored)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: from_json(hints[name], stored[name]) for name in hints if name in stored})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(stored)
    if kind is date:
        return date.fromisoformat(stored)
    if kind is Decimal:
        return Decimal(stored)
    return stored


@cache
def _hints(kind: type) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {name: hint for name, hint in get_type_hints(kind).items() if name in names}


def _from_union(kinds: tuple[Any, ...], stored: Any) -> Any:
    if stored is None:
        return None
    real = [kind for kind in kinds if kind is not type(None)]
    if isinstance(stored, dict):
        real = [kind for kind in real if getattr(kind, "__name__", "") == stored["type"]]
    return from_json(real[0], stored)


def _from_tuple(kinds: tuple[Any, ...], stored: Any) -> Any:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(from_json(kinds[0], item) for item in stored)
    return tuple(from_json(kind, item) for kind, item in zip(kinds, stored, strict=True))
