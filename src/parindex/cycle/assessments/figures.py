"""Figures as people type them: a decimal comma or point, never a sign that parts thousands.

``1,250`` and ``1.250`` are both one and 250 thousandths; ``1.250.000`` and ``1 250`` are refused, for
nobody can know whether a sign parts thousands or decimals once both are let in.
"""

from __future__ import annotations

import re
from decimal import Decimal

from parindex.engine.values import points
from parindex.engine.values.findings import Words

LONGEST = 24
_PLAIN = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
_PARTED = re.compile(r"[+-]?[0-9]{1,3}([.,'’ ][0-9]{3})+([.,][0-9]+)?")
_DOUBTFUL = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "−": "-", "–": "-"})


class Unreadable(ValueError):
    """The text is no figure: what is wrong, and what to type instead."""

    def __init__(self, words: Words, remedy: Words) -> None:
        """Keep both sentences."""
        super().__init__(words.vi)
        self.words = words
        self.remedy = remedy


def exact(typed: str) -> str:
    """The figure ``typed`` says, with a decimal point as the ledger keeps it. Raises Unreadable."""
    text = typed.translate(_BLANKS).strip()
    if not _PLAIN.fullmatch(text):
        raise _parted(text) if _PARTED.fullmatch(text) else _unreadable(text)
    if len(text) > LONGEST:
        raise _too_long()
    return text.replace(",", ".").removeprefix("+")


def rate(typed: str) -> str:
    """Like ``exact``; a per cent sign at the end divides by a hundred: "95 %" is 0.95."""
    text = typed.translate(_BLANKS).strip()
    if not text.endswith("%"):
        return exact(text)
    return points.shortest(Decimal(exact(text[:-1])).scaleb(-2))


def doubt(typed: str) -> Words | None:
    """How a figure is read that some would type for thousands: "1.250"; None where there is no doubt."""
    text = typed.translate(_BLANKS).strip()
    if not _DOUBTFUL.fullmatch(text):
        return None
    read, whole = exact(text), re.sub("[.,]", "", text)
    return Words(
        f"Đang đọc là {read.replace('.', ',')} (số thập phân). Nếu ý bạn là {whole}, hãy bỏ dấu.",
        f"Read as {read} (a decimal). If you mean {whole}, leave the sign out.",
    )


def _parted(text: str) -> Unreadable:
    whole = _joined(text)
    return Unreadable(
        Words(f"“{text}” có dấu phân cách hàng nghìn", f"“{text}” has a sign that parts thousands"),
        Words(
            f"Ghi liền các chữ số: {whole.replace('.', ',')}.",
            f"Write the digits in one go: {whole}.",
        ),
    )


def _joined(text: str) -> str:
    """The digits without what parts thousands; the last sign stays where it is the only one of its kind."""
    signs = [letter for letter in text if letter in ".,'’ "]
    last = signs[-1]
    if last in ".," and len(set(signs)) > 1 and signs.count(last) == 1:
        whole, _, rest = text.rpartition(last)
        return re.sub("[.,'’ ]", "", whole) + "." + rest
    return re.sub("[.,'’ ]", "", text)


def _unreadable(text: str) -> Unreadable:
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return Unreadable(
        Words(f"“{shown}” không phải là số", f"“{shown}” is not a number"),
        Words(
            "Chỉ dùng chữ số và một dấu thập phân, ví dụ 1,5.",
            "Use digits and one decimal sign only, such as 1.5.",
        ),
    )


def _too_long() -> Unreadable:
    return Unreadable(
        Words(f"Số dài quá {LONGEST} ký tự", f"The number is longer than {LONGEST} characters"),
        Words("Kiểm tra lại số đã nhập.", "Check what was typed."),
    )
