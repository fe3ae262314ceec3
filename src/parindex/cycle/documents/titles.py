"""What stands above a table: annex number, title, caption; and which index a title names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from parindex.cycle.documents import closings, columns, tables
from parindex.cycle.documents.blocks import Paragraph, Style
from parindex.engine.values.vietnamese import fold, squeeze

_ANNEX = re.compile(
    r"\s*ph[uụ]\s*l[uụ]c\b(?:\s*(?:số\s*)?(\d{1,3}|[IVXivx]{1,6})(?![\wÀ-ỹ]))?\s*[.:–—-]*\s*", re.IGNORECASE
)
_CAPTION = re.compile(r"\(\s*(?:được\s+)?(?:ban hành\s+)?kèm\s+theo\b.*\)", re.IGNORECASE | re.DOTALL)
_BRACKETED = re.compile(r"[(\[].*[)\]]\.?$", re.DOTALL)
_PROSE_END = re.compile(r"[.;,]\s*$|/\./?\.?$")
_LIST_ITEM = re.compile(r"[-+•*]\s")
_ORDER = re.compile(r"^(?:[IVX]+|\d+(?:\.\d+)*|[A-Z])[.)]\s+")
_MEASURE = re.compile(r"\(?\s*(?:đơn vị|đơn vị tính|đvt)\s*:", re.IGNORECASE)
_BEYOND = re.compile(r"(?:bang|bieu)\s+(?:so\s+)?(?:\d+|[ivx]+)\b|nguon\s*:")
_HEADINGS = re.compile(r"(?:s?tt|so tt)\b[.:]?\s*((?:\S+\s*){0,4})")
_FAR = 8
_LONG = 300
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

_STRONG = {
    "PAR INDEX": ("parindex",),
    "SIPAS": ("sipas",),
    "PAPI": ("papi",),
    "PCI": ("pci",),
    "DDCI": ("ddci",),
    "DTI": ("dti",),
    "PGI": ("pgi",),
    "PII": ("pii",),
}
_WEAK = {
    "PAR INDEX": ("chi so cchc", "cai cach hanh chinh", "cchc"),
    "SIPAS": ("chi so hai long", "muc do hai long", "hai long cua nguoi dan"),
    "PAPI": ("hieu qua quan tri", "quan tri va hanh chinh cong", "quan tri hanh chinh cong"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """Annex number, title and bracketed caption above a table."""

    annex: int | None = None
    title: str | None = None
    caption: str | None = None


def above(paragraphs: Sequence[Paragraph]) -> Heading:
    """The heading among the paragraphs that stand above a table, the nearest last."""
    near = [p for p in paragraphs if not tables.is_page_number(p.text) and not _MEASURE.match(p.text)][-_FAR:]
    near = _with_whole_brackets([paragraph.text for paragraph in near], near)
    texts = [paragraph.text for paragraph in near]
    start = next((place for place in reversed(range(len(texts))) if is_annex(texts[place])), None)
    if start is not None:
        return _under_annex(texts[start:])
    return _without_annex(near)


def is_annex(text: str) -> bool:
    """Whether a paragraph is the heading of an annex (and no sentence about one)."""
    match = _ANNEX.match(text)
    return bool(match) and len(text) <= _LONG and not _PROSE_END.search(text)


def is_beyond(text: str) -> bool:
    """Whether a line belongs to what follows a title: a table, its source, or a signature."""
    folded = fold(text)
    if _BEYOND.match(folded) or closings.signs(text):
        return True
    row = _HEADINGS.match(folded)
    return row is not None and (not row[1] or columns.looks_like(row[1]))


def annex_number(text: str) -> int | None:
    """The number after "Phụ lục", Arabic or Roman."""
    match = _ANNEX.match(text)
    if not match or not match[1]:
        return None
    return int(match[1]) if match[1].isdigit() else roman(match[1].upper())


def roman(numeral: str) -> int:
    """The value of a Roman numeral in capitals."""
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))


def indexes(title: str) -> set[str]:
    """The indexes that a title names, slips and spelling aside."""
    folded = re.sub(r"\bpar[\s_–-]*index\b", "parindex", fold(title))
    words = re.findall(r"\w+", folded)
    strong = {
        name
        for name, marks in _STRONG.items()
        for mark in marks
        if any(word == mark or (len(mark) > 4 and fuzz.ratio(word, mark) >= 80) for word in words)
    }
    if strong:
        return strong
    return {name for name, phrases in _WEAK.items() if any(phrase in folded for phrase in phrases)}


def index_of(title: str | None, *, document: str | None) -> str | None:
    """The one index of a table: from its title, else from the document's."""
    for text in (title, document):
        named = indexes(text or "")
        if len(named) == 1:
            return named.pop()
    return None


def _under_annex(texts: Sequence[str]) -> Heading:
    annex = annex_number(texts[0])
    lines = [_ANNEX.sub("", texts[0], count=1)]
    for text in texts[1:]:
        is_caption = text.startswith("(")
        has_title = any(line and not line.startswith("(") for line in lines)
        if has_title and not is_caption and (_ends_heading(text) or lines[-1].startswith("(")):
            break
        lines.append(text)
    return _titled(lines, annex)


def _ends_heading(text: str) -> bool:
    """Whether a paragraph below a title is no further line of it."""
    return bool(_ORDER.match(text) or _LIST_ITEM.match(text) or _PROSE_END.search(text)) or len(text) > _LONG


def _titled(texts: Sequence[str], annex: int | None) -> Heading:
    """Titles joined; a bracketed caption taken out of them."""
    joined = squeeze(" ".join(texts))
    caption = None
    if match := _CAPTION.search(joined):
        caption = _balanced(match[0])
        joined = squeeze(joined.replace(caption, " "))
    else:
        brackets = [text for text in texts if _BRACKETED.fullmatch(text) and text[0] == "("]
        if brackets:
            caption = brackets[0]
            joined = squeeze(joined.replace(caption, " "))
    return Heading(annex, joined or None, caption)


def _balanced(text: str) -> str:
    """``text`` up to the bracket that closes the first one."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return text[: place + 1]
    return text


def _without_annex(near: Sequence[Paragraph]) -> Heading:
    """The paragraphs right above the table that read like a heading."""
    titles: list[str] = []
    for paragraph in reversed(near):
        text = paragraph.text
        bracketed = bool(_BRACKETED.fullmatch(text)) and text.startswith("(")
        if not bracketed and not _is_heading(paragraph, has_title=_title_count(titles) > 0):
            break
        titles.insert(0, text)
    return _titled([_ORDER.sub("", text) for text in titles], None)


def _title_count(titles: Sequence[str]) -> int:
    return sum(not _BRACKETED.fullmatch(text) for text in titles)


def _is_heading(paragraph: Paragraph, *, has_title: bool) -> bool:
    text = paragraph.text
    if _PROSE_END.search(text) or _LIST_ITEM.match(text) or len(text) > _LONG:
        return False
    if paragraph.style is Style.FOOTNOTE:
        return False
    return not has_title or (text.isupper() and not _ORDER.match(text))


def _with_whole_brackets(texts: Sequence[str], near: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs with a caption that was cut over two lines joined."""
    joined: list[Paragraph] = []
    for text, paragraph in zip(texts, near, strict=True):
        if (
            joined
            and joined[-1].text.startswith("(")
            and joined[-1].text.count("(") > joined[-1].text.count(")")
        ):
            before = joined.pop()
            joined.append(Paragraph(f"{before.text} {text}", before.at, before.style))
        else:
            joined.append(paragraph)
    return joined
