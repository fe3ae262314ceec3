"""What a save sends: fields of a form, or a raw answer as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from parindex.cycle.assessments import replies
from parindex.cycle.assessments.book import Leaf
from parindex.engine.scoring.specs import EMPTY_RULE
from parindex.faces.web import asking
from parindex.faces.web.asking import Request
from parindex.faces.web.scoring import answers


class Unusable(ValueError):
    """The request is no save at all."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer with its explanation, and the line its writer saw."""

    answer: Any
    note: str
    seen: int


def read(request: Request, leaf: Leaf) -> Sent:
    """What the request asks to save. Raises replies.Mistyped, Unusable."""
    if request.content_type == "application/json":
        return _json(request)
    if "seen" not in request.POST:
        raise Unusable
    fields = answers.sent(request.POST)
    return Sent(
        answer=replies.answer(leaf.spec.rule or EMPTY_RULE, fields),
        note=request.POST.get("note", "").replace("\r\n", "\n"),
        seen=asking.number(request.POST, "seen") or 0,
    )


def _json(request: Request) -> Sent:
    try:
        found = json.loads(request.body, parse_float=str, parse_int=str)
        again = json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Unusable from None
    # what no database stores: NUL, which JSON lets in by its number
    if b"\\u0000" in again:
        raise Unusable
    if not isinstance(found, dict) or not {"answer"} <= found.keys() <= {"answer", "note", "seen"}:
        raise Unusable
    note, seen = found.get("note", ""), str(found.get("seen", "0"))
    if (
        not isinstance(note, str)
        or not (seen.isascii() and seen.isdigit() and len(seen) < 10)
        or "\0" in note
    ):
        raise Unusable
    return Sent(answer=found.get("answer"), note=note, seen=int(seen))
