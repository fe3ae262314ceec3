"""Kinds: what an assigning document calls itself, told from its number and its title."""

from __future__ import annotations

import re
from enum import StrEnum

from parindex.engine.values.vietnamese import fold


class Kind(StrEnum):
    """The documents that assign tasks."""

    PLAN = "plan"
    PROGRAMME = "programme"
    DIRECTIVE = "directive"
    CONCLUSION = "conclusion"
    DECISION = "decision"
    RESOLUTION = "resolution"
    NOTICE = "notice"
    LETTER = "letter"
    OTHER = "other"


_SIGNS = {
    "kh": Kind.PLAN,
    "ctr": Kind.PROGRAMME,
    "cttr": Kind.PROGRAMME,
    "ct": Kind.DIRECTIVE,
    "kl": Kind.CONCLUSION,
    "qd": Kind.DECISION,
    "nq": Kind.RESOLUTION,
    "tb": Kind.NOTICE,
    "cv": Kind.LETTER,
}
_WORDS = (
    ("ke hoach", Kind.PLAN),
    ("chuong trinh", Kind.PROGRAMME),
    ("chi thi", Kind.DIRECTIVE),
    ("ket luan", Kind.CONCLUSION),
    ("quyet dinh", Kind.DECISION),
    ("nghi quyet", Kind.RESOLUTION),
    ("thong bao", Kind.NOTICE),
)
_READ = {"plan": Kind.PLAN, "annex": Kind.PLAN, "decision": Kind.DECISION}
_NUMBER = re.compile(r"^\d+[a-z]?(?:/\d{4})?/(?P<sign>[a-z]+)(?:-|$)")
_LETTER = re.compile(r"^\d+[a-z]?(?:/\d{4})?/(?:ubnd|s[a-z]{1,4})-")


def of_document(*, read: str, number: str, title: str) -> Kind:
    """The kind that the sign of ``number`` says, else what was ``read``, else how ``title`` begins."""
    plain = re.sub(r"\s+", "", fold(number))
    if (match := _NUMBER.match(plain)) and match["sign"] in _SIGNS:
        return _SIGNS[match["sign"]]
    if read in _READ:
        return _READ[read]
    begun = fold(title)
    if kind := next((kind for words, kind in _WORDS if begun.startswith(words)), None):
        return kind
    return Kind.LETTER if _LETTER.match(plain) else Kind.OTHER
