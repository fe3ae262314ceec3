"""Codes that stand in the column of names, where the column of codes is absent or blank."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parindex.cycle.documents import codes
from parindex.cycle.documents.codes import Kind

_BARE = re.compile(r"(?P<code>\d{1,2}|[IVX]+)\s+(?P<rest>\S.*)", re.DOTALL)
_SECTIONS = (Kind.PART, Kind.ROMAN)


def roots(names: Iterable[str]) -> frozenset[str]:
    """The numbers that are codes even without a stop, since codes below them stand in other names."""
    steps = (codes.pieces(codes.read(codes.leading(name)[0]).bare) for name in names)
    return frozenset(found[0] for found in steps if len(found) > 1)


def split(name: str, *, roots: frozenset[str]) -> tuple[str, str]:
    """The code that begins a name, and the rest; a number without a stop only if it is a root."""
    code, rest = codes.leading(name)
    bare = _BARE.match(name)
    if not code and bare and bare["code"] in roots and bare["rest"][:1].isupper():
        return bare["code"], bare["rest"]
    return code, rest


def is_heading(code: str) -> bool:
    """Whether a code alone makes its row a domain, a part or a section: "I.", "A.", "Lĩnh vực II"."""
    return codes.read(code).kind in _SECTIONS


def is_deep(code: str) -> bool:
    """Whether a code has several levels, as "1.1" has."""
    return len(codes.pieces(codes.read(code).bare)) > 1


def is_bullet(code: str) -> bool:
    """Whether a code is only a dash."""
    return codes.read(code).kind is Kind.BULLET
