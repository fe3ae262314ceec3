"""Deadlines as officials write them: what kind they are and on which day they fall."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from parindex.cycle.documents import months as month_words
from parindex.cycle.documents.outline import Deadline, DeadlineKind
from parindex.engine.values.vietnamese import fold, squeeze

_Y = r"(?:20\d\d)"
_LONGEST = 2000  # characters; whatever is longer is no deadline
_BLANK = re.compile(r"[-–—_.…/\s]*")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4} | {
    f"{zero}{n}": n for zero in ("", "0") for n in range(1, 5)
}
_Q = r"(?:iv|iii|ii|i|0?[1-4])"
_JOIN = r"\s*(?:,|;|-|–|va|&|den|hoac|va den)\s*"
_OF_YEAR = rf"(?:\s*(?:/|-|\.|,?\s*nam)\s*({_Y}))?"

_DATE = re.compile(
    rf"(?<![\d/])(?:ngay\s*)?(\d{{1,2}})\s*(?:[/.-]\s*|\s+thang\s+)(\d{{1,2}})"
    rf"(?:\s*(?:[/.-]\s*|,?\s+nam\s+|(?<=\sthang\s\d),?\s+|(?<=\sthang\s\d\d),?\s+)({_Y}))?(?![\d/])"
)
_WRITTEN_BY_MACHINE = re.compile(
    rf"(?<![\d/.-])({_Y})([/.-])(\d{{1,2}})\2(\d{{1,2}})(?![\d/.-])(?:[\st]\d\d:\d\d(?::\d\d)?)?"
)
_MONTH = re.compile(
    rf"(?:thang|\bt)\.?\s*((?:\d{{1,2}})(?:{_JOIN}(?:thang\s*|t)?\d{{1,2}}(?!\s*/\s*\d{{1,2}}(?!\d)))*)"
    rf"{_OF_YEAR}(?!\d)"
)
_BARE_MONTH = re.compile(rf"(?<![\w/.-])(\d{{1,2}})(?:\s*/\s*|[.-])({_Y})(?!\d|[.-]\d)")
_QY = r"(?:qu[yi]\s*|q\.?\s?)"
_QUARTER = re.compile(rf"\b{_QY}({_Q}(?:\s*{_JOIN}{_QY}?{_Q}\b)*)\b{_OF_YEAR}")
_HALF = re.compile(rf"\b(?:0?6|sau)\s+thang\s+(dau|cuoi)\s+(?:cua\s+)?nam(?:\s+({_Y}))?")
_YEAR = re.compile(
    rf"(?:\bnam\s*)?(?<![\d/.])(?<!\d-)({_Y})(?:\s*[-–]\s*(?:nam\s*)?({_Y}))?(?!\d|[-/]\d{{1,2}}[-/])"
)
_EVERY = re.compile(
    r"\b(?:(?:hang|moi|dinh ky(?: hang)?|theo|tung)\s+|lan\s*/\s*)(?:(\d+)\s+)?"
    r"(tuan|thang|quy|qui|nam|ngay)\b(?!\s*(?:[ivx\d]))"
)
_FREQUENCY = {"thang": "monthly", "quy": "quarterly", "qui": "quarterly", "nam": "yearly"}
_CONTINUOUS = re.compile(r"\b(thuong xuyen|lien tuc|thuong ky)\b")
_RELATIVE = re.compile(r"\b(\d{1,3})\s*(?:\([^)]*\)\s*)?(ngay|tuan|thang)\b(?:\s+lam viec)?")
_CONNECTED = re.compile(r"\b(?:ke tu|tinh tu|sau|tu ngay|tu khi)\b")
_EVENT = re.compile(r"(?:ngay\s+)?(?:sau|truoc|khi|truoc va sau|trong qua trinh|trong khi|den khi|tu khi)\b")
_CITED = re.compile(
    r"\b\d{1,5}(?:/\d{4})?\s?[-/]\s?[a-z]{1,4}\s?[-/]\s?[a-z]+[\s,]+(?:cua\s+)?ngay\s+\d{1,2}\s*(?:[/.-]|thang)\s*"
    r"\d{1,2}\s*(?:[/.-]|nam)\s*\d{4}"
)
_LEAD_IN = re.compile(
    r"^(?:(?:hoan thanh|thuc hien|trien khai|ket thuc|xong|thoi gian|thoi han|tien do|han|du kien|bao cao|"
    r"trinh|gui|ban hanh|phan dau|yeu cau|vao|khoang|cham nhat|muon nhat|la|den|het|trong|:|,)\s*:?\s*)+"
)
_BEFORE = re.compile(r"\btruoc\s*(?:het\s+)?$|\btruoc\s+(?:ngay\s*)?$")
_SINCE = re.compile(r"\btu\s+(?:ngay\s*)?$")


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of days found in the text: its kind, ends, and where it stands."""

    kind: DeadlineKind
    first: date | None
    last: date | None
    start: int
    end: int


def read(text: str, *, year: int | None = None) -> Deadline:
    """The deadline that ``text`` states; ``year`` is the document's, for those without their own."""
    printed = squeeze(text)
    if _BLANK.fullmatch(printed):
        return Deadline()
    if len(printed) > _LONGEST:
        return Deadline(printed, DeadlineKind.OTHER)
    folded = fold(month_words.in_figures(printed))
    return (
        _recurring(printed, folded)
        or _relative(printed, folded)
        or _event(printed, folded)
        or _dated(printed, folded, year)
        or _continuous(printed, folded)
        or Deadline(printed, DeadlineKind.OTHER)
    )


def is_itself(text: str) -> bool:
    """Whether ``text`` states a deadline by itself and is no piece of one."""
    return read(text, year=2000).kind not in (DeadlineKind.OTHER, DeadlineKind.UNSTATED)


def _recurring(printed: str, folded: str) -> Deadline | None:
    found = next((match for match in _EVERY.finditer(folded) if _is_period(printed, folded, match)), None)
    if not found:
        return None
    earlier = _CONTINUOUS.search(folded[: found.start()])
    dated = re.search(rf"\d{{1,2}}[/.-]{_Y}|{_Y}", folded[: found.start()])
    if earlier or dated or re.match(r"(?:sau|truoc)\s+khi", folded):
        return None
    if found[0].startswith("theo ") and found.start() > 0:
        return None
    return Deadline(printed, DeadlineKind.RECURRING, frequency=_frequency(folded, found))


def _is_period(printed: str, folded: str, match: re.Match[str]) -> bool:
    """Whether the word is a month, quarter or year: "quy định" is no quarter."""
    if match[2] not in _FREQUENCY:
        return False
    if match[2] not in ("quy", "qui") or len(printed) != len(folded):
        return True
    return printed[match.start(2) : match.end(2)].casefold() in ("quý", "qúy", "quí", "qúi")


def _frequency(folded: str, match: re.Match[str]) -> str:
    """The frequency; every third month is a quarter, every sixth counts with the year."""
    months = int(match[1]) if match[1] else 1
    if match[2] == "thang" and months > 1:
        return "quarterly" if months == 3 else "yearly"
    return _FREQUENCY[match[2]]


def _relative(printed: str, folded: str) -> Deadline | None:
    number = _RELATIVE.search(folded)
    if not number:
        return None
    link = _CONNECTED.search(folded, number.end())
    if link is None:
        if (
            not re.match(r"(?:ngay\s+)?(?:sau|trong vong|trong thoi han|cham nhat)\s+", folded)
            or number[2] == "thang"
        ):
            return None
    elif not re.match(r"(?:\s*(?:lam viec|,|ke|tinh|\(|\)))*\s*$", folded[number.end() : link.start()]):
        return None
    count = int(number[1])
    days = {"ngay": count, "tuan": 7 * count}.get(number[2])
    event = printed[link.start() :] if link and len(printed) == len(folded) else printed
    return Deadline(printed, DeadlineKind.RELATIVE, days=days, event=event)


def _event(printed: str, folded: str) -> Deadline | None:
    """Something that happens, not a stretch of the calendar."""
    words = _LEAD_IN.sub("", folded)
    for candidate in (folded, words):
        if _EVENT.match(candidate) and not _is_before_calendar(candidate):
            return Deadline(printed, DeadlineKind.EVENT, event=printed)
    if folded.startswith("ket thuc ") and not _spans(folded, 2000):
        return Deadline(printed, DeadlineKind.EVENT, event=printed)
    return None


def _is_before_calendar(folded: str) -> bool:
    """Whether "trước" is followed by a date, month, quarter or year."""
    rest = re.match(r"(?:ngay\s+)?truoc\s+(?:het\s+)?(.*)", folded)
    if not rest:
        return False
    return any(span.start <= 6 for span in _spans(rest[1], 2000))


def _dated(printed: str, folded: str, year: int | None) -> Deadline | None:
    spans = [span for span in _spans(folded, year) if not _is_mere_start(folded, span)]
    if not spans:
        return None
    first = min(spans, key=lambda span: span.start)
    earlier = _CONTINUOUS.search(folded)
    if earlier and earlier.start() < first.start:
        return None
    same = [span for span in spans if span.kind is first.kind or span.start - first.end < 12]
    last = max(same, key=lambda span: span.last or date.min)
    before = _BEFORE.search(folded[: last.start])
    if before and last.kind is not DeadlineKind.DATE:
        due = last.first - timedelta(days=1) if last.first else None
        return Deadline(printed, DeadlineKind.DATE, due=due)
    return Deadline(printed, last.kind, due=last.last)


def _continuous(printed: str, folded: str) -> Deadline | None:
    return Deadline(printed, DeadlineKind.CONTINUOUS) if _CONTINUOUS.search(folded) else None


def _is_mere_start(folded: str, span: _Span) -> bool:
    """ "Từ tháng 3/2026" names a start, no deadline."""
    is_one = span.first is None or span.last is None or (span.last - span.first).days < 31
    return is_one and bool(_SINCE.search(folded[: span.start])) and span.kind is not DeadlineKind.YEAR


def _spans(folded: str, year: int | None) -> list[_Span]:
    """Every stretch of the calendar in the text; earlier forms take their letters first."""
    spans: list[_Span] = []
    taken = folded = _CITED.sub(lambda match: "\0" * len(match[0]), folded)
    for find in (_halves, _quarters, _dates, _months, _years):
        for span in find(taken, year):
            spans.append(span)
            taken = taken[: span.start] + "\0" * (span.end - span.start) + taken[span.end :]
    return sorted(_with_shared_year(spans, folded, year), key=lambda span: span.start)


def _with_shared_year(spans: list[_Span], folded: str, year: int | None) -> list[_Span]:
    """In "tháng 6 và tháng 12/2026" the year of the last one is meant for all."""
    own = {int(found) for found in re.findall(_Y, folded)}
    if len(own) != 1 or not spans or year in own:
        return spans
    again = _raw_spans(folded, own.pop())
    return again if len(again) == len(spans) else spans


def _raw_spans(folded: str, year: int) -> list[_Span]:
    spans: list[_Span] = []
    for find in (_halves, _quarters, _dates, _months, _years):
        for span in find(folded, year):
            spans.append(span)
            folded = folded[: span.start] + "\0" * (span.end - span.start) + folded[span.end :]
    return spans


def _halves(folded: str, year: int | None) -> list[_Span]:
    found = []
    for match in _HALF.finditer(folded):
        months = (1, 6) if match[1] == "dau" else (7, 12)
        found.append(_months_span(DeadlineKind.MONTH, _int(match[2], year), months, match))
    return found


def _quarters(folded: str, year: int | None) -> list[_Span]:
    found = []
    for match in _QUARTER.finditer(folded):
        numbers = [_QUARTERS[word] for word in re.findall(rf"(?:\b|(?<=q)){_Q}\b", match[1])]
        months = (3 * min(numbers) - 2, 3 * max(numbers))
        found.append(_months_span(DeadlineKind.QUARTER, _int(match[2], year), months, match))
    return found


def _dates(folded: str, year: int | None) -> list[_Span]:
    found = []
    for match in _WRITTEN_BY_MACHINE.finditer(folded):
        if due := _day(int(match[1]), int(match[3]), int(match[4])):
            found.append(_Span(DeadlineKind.DATE, due, due, match.start(), match.end()))
        folded = folded.replace(match[0], "\0" * len(match[0]))
    for match in _DATE.finditer(folded):
        day, month, own = int(match[1]), int(match[2]), _int(match[3], year)
        if re.search(r"\b(?:thang|tuan(?:\s+thu)?)\s*$", folded[: match.start()]):
            continue
        if due := _day(own or 2024, month, day):
            due = due if own else None
            found.append(_Span(DeadlineKind.DATE, due, due, match.start(), match.end()))
    return found


def _day(year: int, month: int, day: int) -> date | None:
    """The day of the calendar, if there is such a day."""
    is_day = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    return date(year, month, day) if is_day else None


def _months(folded: str, year: int | None) -> list[_Span]:
    found = []
    for pattern in (_MONTH, _BARE_MONTH):
        for match in pattern.finditer(folded):
            numbers = [int(word) for word in re.findall(r"\d{1,2}", match[1])]
            if all(1 <= number <= 12 for number in numbers):
                own = _int(match[2], year)
                found.append(_months_span(DeadlineKind.MONTH, own, (numbers[0], numbers[-1]), match))
        folded = pattern.sub(lambda match: "\0" * len(match[0]), folded)
    return found


def _years(folded: str, year: int | None) -> list[_Span]:
    found = [
        _months_span(DeadlineKind.YEAR, int(match[2] or match[1]), (1, 12), match)
        for match in _YEAR.finditer(folded)
    ]
    if found:
        return found
    named = re.search(r"\b(?:trong|het|ca|cuoi)\s+nam(?:\s+nay)?\b", folded)
    return [_months_span(DeadlineKind.YEAR, year, (1, 12), named)] if named else []


def _months_span(
    kind: DeadlineKind, year: int | None, months: tuple[int, int], match: re.Match[str]
) -> _Span:
    if year is None:
        return _Span(kind, None, None, match.start(), match.end())
    first = date(year, months[0], 1)
    last = date(year, months[1], calendar.monthrange(year, months[1])[1])
    return _Span(kind, first, last, match.start(), match.end())


def _int(text: str | None, otherwise: int | None) -> int | None:
    return int(text) if text else otherwise
