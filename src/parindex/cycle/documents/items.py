"""Cells that hold several items: leads and partners, deliverables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parindex.cycle.documents import assignments
from parindex.cycle.documents.blocks import Cell, Line, Start
from parindex.engine.values.vietnamese import fold, squeeze

_BULLET = re.compile(r"^[-–—+•*▪·]\s*")
_DASHED = re.compile(r"^[-–—+•▪]\s*\S")
_DITTO = re.compile(r"[-–]\s?\w{1,3}\s?[-–]")
_INNER_DASH = re.compile(r"(?<=\S)\s+[-–—+•]\s+(?=\S)")
_NUMBERED = re.compile(r"\(\d{1,2}\)\s*")
_NEAR = 60
_ENDING = " ;.,"
_STARTERS = (
    "bao",
    "bao hiem",
    "ban",
    "benh vien",
    "bo",
    "bo phan",
    "buu dien",
    "cac",
    "chi cuc",
    "chi nhanh",
    "chu tich",
    "co quan",
    "cong an",
    "cong ty",
    "cuc",
    "dai",
    "doan",
    "doi",
    "don vi",
    "giam doc",
    "hoi",
    "kho bac",
    "lanh dao",
    "lien doan",
    "mat tran",
    "ngan hang",
    "phong",
    "quy",
    "so",
    "thanh doan",
    "thanh tra",
    "thanh uy",
    "thu truong",
    "thuong truc",
    "thue",
    "to",
    "toa an",
    "tong cong ty",
    "trung tam",
    "truong",
    "ubnd",
    "hdnd",
    "uy ban",
    "van phong",
    "vien",
    "vp",
    "xa",
    "phuong",
    "dang uy",
    "chi bo",
    "nha",
    "diem",
)
_NOT_STARTERS = (
    "xa hoi",
    "to chuc",
    "ban hanh",
    "bao cao",
    "phong chong",
    "hoi nhap",
    "doan the",
    "thue dat",
)
_COMMITTEE = re.compile(r"(?:UBND|HĐND|Ủy ban|Uỷ ban|Hội đồng)(?!\w)")
_COUNCIL = re.compile(r"(?:HĐND|Hội đồng nhân dân|Đảng ủy|Đảng uỷ)$", re.IGNORECASE)


def of_units(cell: Cell) -> tuple[str, ...]:
    """The items of a cell of leads or partners, each with its scope, without bullets and end marks."""
    lines = [line for line in cell.lines if line.text]
    pieces = _joined_lines(lines)
    items: list[str] = []
    for piece in pieces:
        for part in _at_marks(piece, is_dashed=_is_dashed(lines)):
            items.append(_named(part.strip(_ENDING)))
    return tuple(item for item in items if says(item))


def says(text: str) -> bool:
    """Whether there is more than the dots and strokes that fill a blank."""
    return any(letter.isalnum() for letter in text)


def _named(item: str) -> str:
    """``item`` without its bullet; the dashes of "-nt-" are none."""
    return item if _DITTO.fullmatch(item) else _BULLET.sub("", item).strip(_ENDING)


def of_products(cell: Cell) -> tuple[str, ...]:
    """The items of a cell of deliverables: split at lines, bullets and (1), (2), never at ";"."""
    items: list[str] = []
    dashed = _is_dashed(cell.lines)
    for line in cell.lines:
        for part in _numbered(line.text):
            items.extend(_at_inner_dashes(part) if dashed else [part])
    stripped = (_BULLET.sub("", squeeze(item)) for item in items)
    return tuple(item for item in stripped if says(item))


def scope_of(item: str) -> tuple[str, str | None]:
    """The name, and the inside of the bracket that ends the item."""
    if not item.endswith(")"):
        return item, None
    depth = 0
    for place in reversed(range(len(item))):
        depth += (item[place] == ")") - (item[place] == "(")
        if depth == 0:
            name, scope = item[:place].strip(_ENDING), item[place + 1 : -1].strip()
            return (name, scope) if name and scope else (item, None)
    return item, None


def begins_unit(text: str) -> bool:
    """Whether ``text`` begins like the name of a unit."""
    folded = fold(text)
    if not text[:1].isupper() or any(folded.startswith(word) for word in _NOT_STARTERS):
        return False
    return any(re.match(rf"{word}(?!\w)", folded) for word in _STARTERS)


def _is_dashed(lines: Sequence[Line]) -> bool:
    texts = (line.text for line in lines)
    named = (text for text in texts if _DASHED.match(text) or not assignments.is_labelled(text))
    return bool(_DASHED.match(next(named, "")))


def _joined_lines(lines: Sequence[Line]) -> list[str]:
    """Lines that begin items stay apart; other lines go on with the one above."""
    pieces: list[str] = []
    dashed = _is_dashed(lines)
    after_item = False
    for line in lines:
        begins = line.start is Start.ITEM or (dashed and _begins_item(line.text, after=pieces[-1:]))
        begins = begins or (after_item and line.start is Start.PARAGRAPH and begins_unit(line.text))
        begins = begins or assignments.is_labelled(line.text)
        if pieces and assignments.is_label(pieces[-1]):
            pieces[-1] = f"{pieces[-1]} {_BULLET.sub('', line.text)}"
        elif pieces and (not begins or _is_open(pieces[-1])):
            pieces[-1] = f"{pieces[-1]} {line.text}"
        else:
            pieces.append(line.text)
        after_item = line.start is Start.ITEM
    return pieces


def _begins_item(text: str, *, after: Sequence[str]) -> bool:
    """A line with a dash, or one that names a unit and is no second half of a name."""
    if _DASHED.match(text):
        return True
    is_half = bool(_COMMITTEE.match(text)) and not "".join(after).endswith((";", ",", "."))
    return begins_unit(text) and not is_half


def _is_open(text: str) -> bool:
    return text.count("(") > text.count(")")


def _at_marks(text: str, *, is_dashed: bool) -> list[str]:
    """``text`` cut at ";", after "),", and at dashes that begin an item; never inside brackets."""
    parts: list[str] = []
    start = depth = 0
    labels = assignments.labels_in(text)
    for place, letter in enumerate(text):
        depth = max(0, depth + (letter == "(") - (letter == ")"))
        if depth:
            continue
        after_scope = letter == "," and text[max(0, place - 9) : place].rstrip().endswith(")")
        dash = is_dashed and letter in "-–—+•" and _is_item_dash(text, place, start)
        if letter == ";" or after_scope or dash or place in labels:
            parts.append(text[start:place])
            start = place + (0 if dash else 1)
    return [*parts, text[start:]]


def _is_item_dash(text: str, place: int, start: int) -> bool:
    """Whether the dash at ``place`` begins an item and is no part of a name."""
    before, after = text[max(start, place - _NEAR) : place], text[place + 1 : place + _NEAR]
    if not before.strip() or not before.endswith(" ") or not after.startswith(" "):
        return False
    if before.rstrip()[-1:] in ";,.":
        return True
    if _COUNCIL.search(before.rstrip()) and re.match(r"(?:UBND|Ủy ban|Uỷ ban|HĐND)", after.strip()):
        return False
    return begins_unit(after.strip())


def _numbered(text: str) -> list[str]:
    """``text`` cut at (1), (2), ... in their order."""
    marks = list(_NUMBERED.finditer(text))
    expected = 1
    cuts = []
    for mark in marks:
        if int(mark[0].strip("() ")) == expected:
            cuts.append(mark)
            expected += 1
    if not cuts or (len(cuts) == 1 and cuts[0].start() > 0):
        leading = re.match(r"\(\d{1,2}\)\s*(?=\S)", text)
        return [text[leading.end() :] if leading else text]
    ends = [*(cut.start() for cut in cuts[1:]), len(text)]
    head = text[: cuts[0].start()]
    return [head, *(text[cut.end() : end] for cut, end in zip(cuts, ends, strict=True))]


def _at_inner_dashes(text: str) -> list[str]:
    """A dashed line cut where a further dash begins an item."""
    parts: list[str] = []
    start = seen = depth = 0
    has_words = False
    for dash in _INNER_DASH.finditer(text):
        passed, seen = text[seen : dash.start()], dash.start()
        depth += passed.count("(") - passed.count(")")
        has_words = has_words or bool(passed.strip("-–+•* "))
        before = text[max(start, dash.start() - _NEAR) : dash.start()]
        if depth > 0 or not has_words or _is_inside_name(before, text[dash.end() : dash.end() + _NEAR]):
            continue
        parts.append(text[start : dash.start()])
        start, depth, has_words = dash.start(), 0, False
    return [part.strip() for part in [*parts, text[start:]]]


def _is_inside_name(before: str, after: str) -> bool:
    """A dash between two years, two abbreviations, or before a small letter joins; it begins nothing."""
    last = before.split()[-1]
    first = after.split()[0]
    if before.rstrip()[-1:] in ";.,:":
        return False
    if first[0].islower() or (last[-1].isdigit() and first[0].isdigit()):
        return True
    if last.isupper() and first.isupper() and last.isalpha() and first.isalpha():
        return True
    return fold(after).startswith(("xa hoi", "kien truc", "ke hoach va", "quoc tu giam"))
