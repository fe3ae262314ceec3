"""Cited documents: kind, number, date and issuer, from prose, footnotes and cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from parindex.cycle.documents import findings, issuers
from parindex.cycle.documents.blocks import At
from parindex.cycle.documents.findings import Code
from parindex.cycle.documents.outline import Citation
from parindex.engine.values.findings import Finding
from parindex.engine.values.vietnamese import squeeze

_KINDS = (
    "Thông tư liên tịch",
    "Nghị quyết liên tịch",
    "Quyết định",
    "Nghị quyết",
    "Nghị định",
    "Kế hoạch",
    "Chỉ thị",
    "Công văn",
    "Thông báo",
    "Thông tư",
    "Báo cáo",
    "Kết luận",
    "Chương trình",
    "Tờ trình",
    "Hướng dẫn",
    "Đề án",
    "Quy định",
    "Công điện",
    "Pháp lệnh",
    "Bộ luật",
    "Luật",
    "Văn bản",
    "Quy chế",
    "Sắc lệnh",
    "Lệnh",
    "Điều lệ",
    "Phương án",
    "Thông tri",
    "Biên bản",
    "Giấy mời",
    "Quy hoạch",
    "Hiến pháp",
    "Sao y",
)
_KIND = "|".join(sorted((re.escape(kind).replace(r"\ ", r"\s+") for kind in _KINDS), key=len, reverse=True))
_SIGN = r"[A-ZĐƯ][A-Za-zĐđƯưÀ-ỹ0-9]*"
_CODE = rf"(?:{_SIGN})(?:(?:\s?[-–/&]\s?|\.)(?:{_SIGN}))*"
_NUMBER = (
    rf"\d{{1,5}}[a-zA-Z]?(?:\s?/\s?\d{{4}})?\s?[/–-]\s?{_CODE}"
    rf"|\d{{1,5}}(?:NQ|QĐ|NĐ|CT|KH|TB|KL|TT|BC)\s?[-–/]\s?{_CODE}"
)
_DATE_WORDS = (
    r"(?:của\s+)?ngày\s*(?P<day{n}>\d{{1,2}})\s*(?:/|\.|-|\s+tháng)\s*(?P<month{n}>\d{{1,2}})\s*"
    r"(?:/|\.|-|,?\s+năm)\s*(?P<year{n}>\d{{4}})"
)
_DATE_AFTER = re.compile(r"\s*[,(]?\s*(?:ký\s+|ban hành\s+)?" + _DATE_WORDS.format(n=""), re.IGNORECASE)
_FULL = re.compile(
    rf"(?<!\w)(?P<kind>{_KIND})(?:\s+{_DATE_WORDS.format(n='_mid')})?\s*(?:số|So|sô)?\s*:?\s*(?P<number>{_NUMBER})",
    re.IGNORECASE,
)
_LAW = re.compile(
    rf"(?<!\w)(?P<kind>Bộ luật|Luật|Pháp lệnh|Hiến pháp)\s+(?P<name>[^.;:()\d]{{2,120}}?)\s*,?\s*số\s*:?\s*"
    rf"(?P<number>{_NUMBER})",
    re.IGNORECASE,
)
_OTHER_KIND = re.compile(rf"(?<!\w)(?:{_KIND})(?!\w)")
_NEXT = re.compile(
    rf"\s*(?:[,;]|và|hoặc|&|[,;]\s*và)\s*(?:các\s+)?(?:số\s*:?\s*)?(?P<number>{_NUMBER})", re.IGNORECASE
)
_BEFORE = re.compile(
    r"ngày\s*(?P<day>\d{1,2})\s*(?:/|\.|-|\s+tháng)\s*(?P<month>\d{1,2})\s*(?:/|\.|-|,?\s+năm)\s*"
    r"(?P<year>\d{4})\s*,?\s*(?P<issuer>[^.;:()]{0,80}?)\s*(?:đã\s+|cũng\s+)?(?:ký\s+)?"
    r"(?:ban hành|có|ra|phê duyệt tại|thông qua)\s+"
    r"(?:các\s+)?$",
    re.IGNORECASE,
)
_VERB = re.compile(r"(?:ban hành|có|ra|phê duyệt tại|thông qua)\s+(?:các\s+)?$", re.IGNORECASE)
_ISSUES = re.compile(
    r"(?P<issuer>[^.;:()]{2,60}?)\s*(?:đã\s+|cũng\s+)?(?:ký\s+)?ban hành\s+(?:các\s+)?$", re.IGNORECASE
)
_CAPITAL_CODE = re.compile(r"[A-ZĐƯ]")
_BETWEEN = re.compile(r"\s*(?:[,;]|và|hoặc|[,;]\s*và)\s*(?:các\s+)?(?:\(\d+\)\s*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of text and where it stands."""

    text: str
    at: At


@dataclass(frozen=True, slots=True)
class Found:
    """All citations, and where two mentions disagree."""

    citations: tuple[Citation, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Mention:
    """One mention in a text: what it says and where it begins and ends."""

    citation: Citation
    start: int
    end: int


def read(fragments: Iterable[Fragment], *, own: str | None) -> Found:
    """The citations of a document in order; ``own`` is its own number, which is none."""
    known: dict[tuple[str, str], Citation] = {}
    conflicts: dict[tuple[str, str], Finding] = {}
    for fragment in fragments:
        for citation in mentions(fragment.text, fragment.at):
            key = (citation.kind, _key(citation.number))
            if own and _key(citation.number) == _key(own):
                continue
            first = known.get(key)
            if first is None:
                known[key] = citation
                continue
            if first.issued_on and citation.issued_on and first.issued_on != citation.issued_on:
                conflicts.setdefault(key, _conflict(first, citation))
            known[key] = replace(
                first,
                issued_on=first.issued_on or citation.issued_on,
                issuer=first.issuer or citation.issuer,
            )
    return Found(tuple(known.values()), tuple(conflicts.values()))


def mentions(text: str, at: At) -> tuple[Citation, ...]:
    """The citations that one text mentions, lists with their shared kind and issuer."""
    found: list[_Mention] = []
    laws = [law for law in _LAW.finditer(text) if not _OTHER_KIND.search(law["name"])]
    position = 0
    while match := _first(_FULL.search(text, position), _after(laws, position)):
        if not _CAPITAL_CODE.search(match["number"]):
            position = match.end("kind")
            continue
        mention = _mention(text, match, at, kind=_canonical(match["kind"]), middle=_date(match, "_mid"))
        mention = _with_before(text, mention)
        found.append(mention)
        position = mention.end
        while listed := _NEXT.match(text, position):
            mention = _mention(text, listed, at, kind=mention.citation.kind, middle=None)
            found.append(mention)
            position = mention.end
    return tuple(mention.citation for mention in _with_shared_issuers(text, found))


def _after(laws: Sequence[re.Match[str]], position: int) -> re.Match[str] | None:
    """The next law cited with its name."""
    return next((law for law in laws if law.start() >= position), None)


def _first(*matches: re.Match[str] | None) -> re.Match[str] | None:
    """The match that begins first."""
    return min(filter(None, matches), key=lambda match: match.start(), default=None)


def _mention(text: str, match: re.Match[str], at: At, *, kind: str, middle: date | None) -> _Mention:
    number, end = _number(match["number"]), match.end("number")
    issued_on = middle
    if after := _DATE_AFTER.match(text, end):
        issued_on = _date(after, "") or issued_on
        end = after.end()
    issuer, end = issuers.after(text, end)
    if issued_on is None and issuer and (after := _DATE_AFTER.match(text, end)):
        issued_on = _date(after, "")
        end = after.end()
    return _Mention(Citation(kind, number, issued_on, issuer, at), match.start(), end)


def _with_before(text: str, mention: _Mention) -> _Mention:
    """ "Ngày …, UBND … ban hành Quyết định số …": the date and the issuer stand before."""
    before = text[max(0, mention.start - 160) : mention.start]
    if not _VERB.search(before[-40:]):
        return mention
    citation = mention.citation
    if match := _BEFORE.search(before):
        citation = replace(
            citation,
            issued_on=citation.issued_on or _date(match, ""),
            issuer=citation.issuer or issuers.whole(match["issuer"]),
        )
    elif match := _ISSUES.search(before):
        citation = replace(citation, issuer=citation.issuer or issuers.at_end(match["issuer"]))
    return replace(mention, citation=citation)


def _with_shared_issuers(text: str, found: list[_Mention]) -> list[_Mention]:
    """Mentions that follow one another as a list share the issuer of the last."""
    shared = list(found)
    for place in reversed(range(len(shared) - 1)):
        one, after = shared[place], shared[place + 1]
        gap = text[one.end : after.start]
        is_list = (not gap.strip() or bool(_BETWEEN.fullmatch(gap))) and _are_alike(one, after)
        if is_list and one.citation.issuer is None and after.citation.issuer:
            shared[place] = replace(one, citation=replace(one.citation, issuer=after.citation.issuer))
    return shared


def _are_alike(one: _Mention, other: _Mention) -> bool:
    """Whether two mentions are of one kind, or their signs name the same body."""
    signs = (re.split(r"[-/]", mention.citation.number)[-1].casefold() for mention in (one, other))
    return one.citation.kind == other.citation.kind or next(signs) == next(signs)


def _conflict(first: Citation, later: Citation) -> Finding:
    assert first.issued_on
    assert later.issued_on
    return findings.make(
        Code.CITATION_CONFLICT,
        at=later.at,
        name=f"{first.kind} {first.number}",
        stated=later.issued_on.isoformat(),
        computed=first.issued_on.isoformat(),
    )


def _number(printed: str) -> str:
    """The number without the blanks that line ends left inside."""
    return re.sub(r"\s+", "", printed).replace("–", "-").rstrip(".-/&")


def _key(number: str) -> str:
    return re.sub(r"\s+", "", number).replace("–", "-").casefold()


def _canonical(kind: str) -> str:
    words = squeeze(kind).casefold()
    return next((known for known in _KINDS if known.casefold() == words), squeeze(kind))


def _date(match: re.Match[str], suffix: str) -> date | None:
    day, month, year = (match.groupdict().get(f"{name}{suffix}") for name in ("day", "month", "year"))
    if not (day and month and year):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
