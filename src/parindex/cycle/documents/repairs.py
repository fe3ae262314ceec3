"""Scanning slips: proposals for words of this field whose diacritics came out wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parindex.engine.values.vietnamese import fold

# Phrases of the field that no other Vietnamese phrase equals without diacritics.
_PHRASES = (
    "hài lòng",
    "cải cách",
    "cải cách hành chính",
    "thủ tục hành chính",
    "cổng thông tin điện tử",
    "cổng thông tin",
    "nhằm nâng cao",
    "chuyển đổi số",
    "xã hội học",
    "người dân",
    "doanh nghiệp",
    "tiêu chí",
    "tiêu chí thành phần",
    "điểm tối đa",
    "mục tiêu năm",
    "kết quả năm",
    "đơn vị chủ trì",
    "quy phạm pháp luật",
    "ủy ban nhân dân",
    "trực tuyến",
    "một cửa liên thông",
    "cán bộ, công chức",
    "kỷ luật, kỷ cương",
    "ngân sách nhà nước",
    "kiểm tra",
    "nhũng nhiễu",
    "tinh giản biên chế",
    "giải quyết",
    "điện tử",
)
_SAME = (("uỷ ban", "ủy ban"), ("hoà", "hòa"), ("hoá", "hóa"), ("kỉ", "kỷ"))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A printed slip and the words proposed for it."""

    printed: str
    proposed: str


def _pattern(phrase: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in fold(phrase).split())
    return re.compile(rf"(?<!\w){words}(?!\w)")


_PATTERNS = tuple((phrase, _pattern(phrase)) for phrase in sorted(_PHRASES, key=len, reverse=True))
_RIGHT = frozenset({"cái cách", "trực tuyển", "tiêu chỉ"})
_AMBIGUOUS = frozenset({"kiem tra", "giai quyet", "nguoi dan", "tieu chi", "cong thong tin"})


def proposals(text: str) -> tuple[Proposal, ...]:
    """The slips found in ``text``; longer phrases are tried first and cover their parts."""
    folded = fold(text)
    if len(folded) != len(text):
        return ()
    found: list[Proposal] = []
    covered: list[tuple[int, int]] = []
    for phrase, pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            span = match.span()
            if any(start <= span[0] and span[1] <= end for start, end in covered):
                continue
            covered.append(span)
            printed = text[span[0] : span[1]]
            is_right = printed.casefold() in _RIGHT or fold(phrase) in _AMBIGUOUS
            if not is_right and not _is_same(printed, phrase):
                found.append(Proposal(printed, _cased(phrase, printed)))
    return tuple(found)


def _is_same(printed: str, phrase: str) -> bool:
    return _one_spelling(printed) == _one_spelling(phrase)


def _one_spelling(text: str) -> str:
    text = " ".join(text.casefold().split())
    for old, new in _SAME:
        text = text.replace(old, new)
    return text


def _cased(phrase: str, printed: str) -> str:
    if printed.isupper():
        return phrase.upper()
    letters = [
        wanted.upper() if given.isupper() else wanted for wanted, given in zip(phrase, printed, strict=False)
    ]
    return "".join(letters) if len(phrase) == len(printed) else phrase
