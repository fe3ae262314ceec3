"""Headings of tables: what each column says, tolerant of wording, order and OCR slips."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from parindex.cycle.documents import codes, headwords
from parindex.cycle.documents.outline import Column, Role
from parindex.engine.values.vietnamese import fold, squeeze

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_BARE_YEAR = re.compile(r"(?:nam )?(20\d\d)")
_YEAR_OF_POINTS = re.compile(r"(?:nam )?20\d\d(?: (?:diem|diem so|so diem|gia tri))?")
_FIGURE_OF_YEAR = (
    (Role.TARGET, re.compile(r"(?:diem )?(?:ke hoach|chi tieu|du kien|kh)(?: dat| giao)?(?: nam)? 20\d\d")),
    (Role.RESULT, re.compile(r"(?:diem )?(?:uoc )?(?:thuc hien|dat|th)(?: duoc)?(?: nam)? 20\d\d")),
    (
        Role.RESULT,
        re.compile(r"(?:diem|ket qua) .*(?:tham dinh|danh gia|cham|cong nhan)(?: nam)?(?: 20\d\d)?"),
    ),
)
_EXPECTED = re.compile(r"ket qua (?:du kien|can dat)\b.*20\d\d")
_ANY_UNIT = re.compile(r"(?:cac )?(?:co quan[/ ])?(?:phong(?: ban)?[/ ])?(?:don vi|co quan)")
_START = re.compile(r"bat dau|tu ngay|khoi cong|trien khai tu")
_END = re.compile(r"ket thuc|hoan thanh|den ngay")
_PERSON = re.compile(r"nguoi|lanh dao|can bo|chuyen vien|dong chi|theo doi")
_AREA = re.compile(
    r"(?:cac )?(?:linh vuc|nhom|tru cot|mang|de muc)\b(?!.*(?:tieu chi|noi dung|nhiem vu))|nhom\b"
)
_BRACKET = re.compile(r"(?<=\S)\s*\([^()]*\)\s*$")
_SLIP = 86
_LONGEST = 80
_FAR = 300

_CODES = {word.replace(" ", "") for word in headwords.CODES}
_FIGURES = (Role.MAX, Role.RESULT, Role.TARGET)
_TASKS = (Role.DEADLINE, Role.PARTNER, Role.DELIVERABLE, Role.LEAD)


def of_headings(
    headings: Sequence[str], *, telling: Sequence[str] = (), coded: Sequence[int] = ()
) -> tuple[Column, ...] | None:
    """The columns that these headings name; None when this is no header of criteria or tasks.

    ``telling`` is what tells the roles, where the headings also carry the group they stand under;
    ``coded`` are the places of the columns that hold codes, whatever their headings say.
    """
    if _is_data(headings):
        return None
    roles_of = telling or headings
    columns = [
        replace(_column(told), heading=squeeze(heading), year=_column(heading).year)
        for heading, told in zip(headings, roles_of, strict=True)
    ]
    columns = _with_bare_years(columns)
    is_tasks = _is_tasks(columns)
    columns = [_as_kind(column, is_tasks) for column in columns]
    columns = _with_lead(columns)
    columns = _one_each(columns)
    columns = _with_codes(columns, coded)
    columns = _with_name(columns)
    roles = {column.role for column in columns}
    return tuple(columns) if is_header(roles) else None


def _is_data(texts: Sequence[str]) -> bool:
    """Whether a row begins with a number or in small letters, as headers never do."""
    first = next((text for text in texts if text), "")
    if is_code_heading(first):
        return False
    is_numbered = codes.read(first).kind in (codes.Kind.NUMBER, codes.Kind.ROMAN, codes.Kind.PART)
    return (is_numbered and not _BARE_YEAR.fullmatch(fold(first))) or first[:1].islower()


def is_header(roles: set[Role]) -> bool:
    """Whether these roles make a table of criteria or of tasks."""
    return is_criteria(roles) or (Role.NAME in roles and _weight(roles) >= 2)


def is_criteria(roles: set[Role]) -> bool:
    """Whether these roles make a table of criteria: a name and points."""
    if Role.NAME not in roles or (Role.DEADLINE in roles and Role.MAX not in roles):
        return False
    return Role.MAX in roles or {Role.RESULT, Role.TARGET} <= roles


def looks_like(heading: str) -> bool:
    """Whether a cell reads like a heading of any known column."""
    return _column(heading).role is not Role.OTHER or bool(_BARE_YEAR.fullmatch(fold(heading)))


def is_code_heading(heading: str) -> bool:
    """Whether every word of a heading, whatever its blanks and brackets, heads codes: "S TT (1)", "TT/Mã"."""
    words = _BRACKET.sub("", heading).split("/")
    return all(_plain(fold(word)) in _CODES or word.strip(" .:").lower() == "no" for word in words)


def names_rows(heading: str) -> bool:
    """Whether a heading says that its column names the rows, as "Tiêu chí thành phần" does."""
    return _column(heading).role is Role.NAME


def is_telling(heading: str) -> bool:
    """Whether a heading tells its role without the group above it."""
    return bool(heading) and _column(heading).role is not Role.OTHER


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two rows print the same headings, slips aside."""
    pairs = [(fold(left[:_FAR]), fold(right[:_FAR])) for left, right in zip(one, other, strict=False)]
    pairs = [(left, right) for left, right in pairs if left or right]
    if len(one) != len(other) or not pairs:
        return False
    same = sum(fuzz.ratio(left, right) >= 75 for left, right in pairs)
    return same >= max(2, len(pairs) - 1) or (len(pairs) > 4 and same * 10 >= len(pairs) * 7)


def year_of(text: str) -> int | None:
    """The one year that ``text`` names; None for none or several."""
    years = {int(year) for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def _weight(roles: set[Role]) -> int:
    """How many columns speak for a table of tasks."""
    return sum(role in roles for role in _TASKS) + (Role.CODE in roles and Role.LEAD in roles)


def _column(heading: str) -> Column:
    words = squeeze(heading)
    folded = re.sub(r"\s*([/,-])\s*", r"\1", fold(words)).replace(",", " ")
    years = _YEAR.findall(words)
    year = int(years[-1]) if years else None
    if not folded or len(folded) > _LONGEST:
        return Column(Role.OTHER, words, year)
    if is_code_heading(words):
        return Column(Role.CODE, words, year)
    if folded.strip(" .:()") in headwords.DEADLINES:
        return Column(Role.DEADLINE, words, year)
    return Column(_role(folded), words, year)


def _plain(folded: str) -> str:
    return re.sub(r"[\s.:()]+", "", folded)


def _role(folded: str) -> Role:
    for role, pattern in _FIGURE_OF_YEAR:
        if pattern.fullmatch(folded):
            return role
    if "chu tri" in folded and "phoi hop" in folded:
        return Role.LEAD  # one column for both: whoever stands there is responsible
    for role, phrases in headwords.WORDS:
        if any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", folded) for phrase in phrases):
            return role
    slips = (
        (fuzz.partial_ratio(phrase, folded), role)
        for role, phrases in headwords.WORDS
        for phrase in phrases
        if len(phrase) >= 7 and len(folded) >= len(phrase) - 1
    )
    best = max(slips, default=(0.0, Role.OTHER), key=lambda slip: slip[0])
    return best[1] if best[0] >= _SLIP else Role.OTHER


def _is_tasks(columns: Sequence[Column]) -> bool:
    roles = {column.role for column in columns}
    if Role.MAX in roles:
        return False
    return bool(roles & {Role.DEADLINE, Role.PARTNER, Role.DELIVERABLE})


def _as_kind(column: Column, is_tasks: bool) -> Column:
    """A heading such as "Kết quả" is points among criteria and a product among tasks."""
    if is_tasks and column.role is Role.RESULT:
        return replace(column, role=Role.DELIVERABLE)
    if is_tasks and column.role is Role.TARGET:
        return replace(column, role=Role.OTHER)
    if not is_tasks and _EXPECTED.fullmatch(fold(column.heading)):
        return replace(column, role=Role.TARGET)
    if not is_tasks and column.role is Role.DELIVERABLE:
        return replace(column, role=Role.RESULT)
    return column


def _with_lead(columns: Sequence[Column]) -> list[Column]:
    """Beside a deadline "Đơn vị" is who leads; elsewhere it may be the unit of a measure."""
    found = list(columns)
    roles = {column.role for column in found}
    if Role.DEADLINE not in roles or Role.LEAD in roles:
        return found
    for index, column in enumerate(found):
        folded = fold(column.heading).replace(",", " ")
        if column.role is Role.OTHER and _ANY_UNIT.fullmatch(squeeze(folded)):
            found[index] = replace(column, role=Role.LEAD)
    return found


def _with_bare_years(columns: Sequence[Column]) -> list[Column]:
    """Columns headed only by years: the last is the target, the one before it the result."""
    bare = [place for place, column in enumerate(columns) if _YEAR_OF_POINTS.fullmatch(fold(column.heading))]
    roles = {column.role for column in columns}
    found = list(columns)
    for role in (Role.TARGET, Role.RESULT):
        if bare and role not in roles:
            index = max(bare, key=lambda place: columns[place].year or 0)
            bare.remove(index)
            found[index] = replace(found[index], role=role)
    return found


def _one_each(columns: Sequence[Column]) -> list[Column]:
    """Where several columns claim a role, the best keeps it: the latest year, else the first."""
    found = list(columns)
    for role in Role:
        claims = [index for index, column in enumerate(found) if column.role is role]
        if role is Role.OTHER or len(claims) < 2:
            continue
        years = {found[index].year for index in claims}
        is_figure = role in _FIGURES and len(years) > 1
        keep = (
            max(claims, key=lambda place: found[place].year or 0)
            if is_figure
            else _first(found, claims, role)
        )
        for index in claims:
            if index != keep:
                found[index] = replace(found[index], role=Role.OTHER)
    return found


def _first(columns: Sequence[Column], claims: Sequence[int], role: Role) -> int:
    """The claim whose heading fits the role best, else the first."""
    if role in _FIGURES:
        claims = [index for index in claims if not _is_rate(columns[index].heading)] or claims
    if role is Role.RESULT:
        official = [index for index in claims if re.search("tham dinh|dat", fold(columns[index].heading))]
        return official[-1] if official else claims[0]
    return min(claims, key=lambda index: (_strangeness(fold(columns[index].heading), role), index))


def _strangeness(heading: str, role: Role) -> int:
    """How far a heading is from what a role means: areas, persons and beginnings stand last."""
    if role is Role.LEAD:
        return 0 if "chu tri" in heading else 2 if _PERSON.search(heading) else 1
    if role is Role.DEADLINE:
        return 0 if _END.search(heading) else 2 if _START.search(heading) else 1
    return int(role is Role.NAME and bool(_AREA.match(heading)))


def _is_rate(heading: str) -> bool:
    """Whether a column beside the points says their share or rank."""
    return bool(re.search(r"ty le|ti le|phan tram|%|xep (?:hang|thu|loai)|thu hang|thu bac", fold(heading)))


def _with_codes(columns: Sequence[Column], coded: Sequence[int]) -> list[Column]:
    """Where no heading tells the codes, the nearest column of codes before the name holds them."""
    found = list(columns)
    names = [index for index, column in enumerate(found) if column.role is Role.NAME]
    if any(column.role is Role.CODE for column in found) or not names:
        return found
    free = [index for index in coded if index < names[0] and not _is_told(found[index])]
    if free:
        found[free[-1]] = replace(found[free[-1]], role=Role.CODE)
    return found


def _is_told(column: Column) -> bool:
    """Whether the heading of a column says what it holds, such as a note."""
    folded = fold(column.heading)
    phrases = (phrase for _, known in headwords.WORDS for phrase in known)
    return column.role is not Role.OTHER or any(phrase in folded for phrase in phrases)


def _with_name(columns: Sequence[Column]) -> list[Column]:
    """A table whose second column has no telling heading still names something there."""
    found = list(columns)
    if any(column.role is Role.NAME for column in found):
        return found
    for index, column in enumerate(found):
        if index and found[index - 1].role is Role.CODE and column.role is Role.OTHER and column.heading:
            found[index] = replace(column, role=Role.NAME)
            break
    return found
