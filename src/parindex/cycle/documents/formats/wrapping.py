"""Paragraphs from hard-wrapped lines: what an extractor cut at line and page ends is joined again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parindex.cycle.documents.blocks import Style

_ITEM = re.compile(
    r"(?:[-–+•*·▪]\s+(?!\d+[\s)]|\d{4}\b)|[-–+•]\s*(?=[A-ZÀ-ỸĐ])|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s+|"
    r"\d{1,2}(?:\.\d{1,2})+\s+[A-ZÀ-ỸĐ]|[IVXLC]+\.\s+|[A-ZĐ]\.\s+|[a-zđ]\)\s*|Điều\s+\d+\.|Chương\s+[IVX]+|"
    r"Phụ lục\b|PHỤ LỤC\b|STT\b)"
)
_DASH_BETWEEN_YEARS = re.compile(r"[-–]\s+\d{4}\b")
_ENDED = re.compile(r"[.;:!?…”\"]\s*(?:\d{1,3}|\(\d{1,3}\))?\s*$|\./\.$")
_DANGLING = re.compile(r"(?<!\w)(?:số|ngày|tháng|của|và|tại|theo|các|những|do|từ|với)$")
_MOTTO = re.compile(r"(?:CHỦ NGHĨA VIỆT NAM|Tự do\s*[-–—]\s*Hạnh phúc)\W*$")
_FULL_LINE = 55
_LONGEST = 20_000
_TAIL = 60
_FOOTNOTE_LETTER = r"[A-ZÀ-ỸĐ(“\"]"


class _Draft:
    """A paragraph in the making; only its end is ever looked at again."""

    __slots__ = ("depth", "last", "length", "parts", "style", "tail")

    def __init__(self, text: str, raw: str, style: Style = Style.BODY) -> None:
        self.parts = [text]
        self.style = style
        self.depth = self.length = 0
        self._take(text, raw)

    @property
    def text(self) -> str:
        """The whole paragraph so far."""
        return "".join(self.parts)

    def add(self, line: str, raw: str) -> None:
        """Go on with one more line."""
        self.parts.append(line if _is_cut_number(self.tail, line) else f" {line}")
        self._take(line, raw)

    def _take(self, line: str, raw: str) -> None:
        self.last = raw
        self.tail = line[-_TAIL:]
        self.length += len(line) + 1
        self.depth += line.count("(") - line.count(")")


@dataclass(slots=True)
class Wrapping:
    """Takes lines one by one, gives paragraphs; ``blank`` says that an empty line stood between."""

    done: list[_Draft] = field(default_factory=list)
    open: _Draft | None = None
    notes: list[_Draft] = field(default_factory=list)
    next_note: int = 1
    is_after_blank: bool = True
    is_in_note: bool = False

    def blank(self) -> None:
        """An empty line."""
        self.is_after_blank = True

    def line(self, raw: str) -> None:
        """One line that is not empty, as printed."""
        text = raw.strip()
        turns_page = raw[:1] == " "
        if self._begins_note(text):
            self.notes.append(_Draft(text, raw, Style.FOOTNOTE))
            self.next_note += 1
            self.is_in_note = True
        elif self.is_in_note and not turns_page and not self.is_after_blank:
            self.notes[-1].add(text, raw)
        else:
            self._body(text, raw)
        self.is_after_blank = False

    def flush(self) -> tuple[tuple[str, Style], ...]:
        """Close everything; the paragraphs in order."""
        self._close()
        paragraphs = tuple((draft.text, draft.style) for draft in self.done)
        self.done, self.is_after_blank = [], True
        return paragraphs

    def _close(self) -> None:
        """The open paragraph is whole: it and the notes under it are done."""
        if self.open:
            self.done.append(self.open)
        self.done.extend(self.notes)
        self.open, self.notes, self.is_in_note = None, [], False

    def _begins_note(self, text: str) -> bool:
        """A numbered note under a page whose text runs on, or right after another note."""
        number = re.match(rf"{self.next_note}\s?\d?\s?{_FOOTNOTE_LETTER}", text)
        if not number or not self.open:
            return False
        runs_on = self.next_note > 1 or not _ENDED.search(self.open.tail)
        return self.is_in_note or (self.is_after_blank and runs_on)

    def _body(self, text: str, raw: str) -> None:
        if self.open and self._goes_on(text):
            self.open.add(text, raw)
            self.is_in_note = False
            return
        self._close()
        self.open = _Draft(text, raw)

    def _goes_on(self, text: str) -> bool:
        """Whether ``text`` continues the open paragraph."""
        assert self.open
        last, before = self.open.last, self.open.tail
        if self.open.length > _LONGEST or _MOTTO.search(before):
            return False
        if _is_cut_number(before, text):
            return True
        if _DASH_BETWEEN_YEARS.match(text) and before[-1:].isdigit():
            return True
        if _ITEM.match(text):
            return False
        if (self.open.depth > 0 or _DANGLING.search(before)) and not self.is_after_blank:
            return True
        ended = bool(_ENDED.search(before))
        is_full = len(last.strip()) >= _FULL_LINE
        if text[:1].islower() or (before[-1:] in "-–," and is_full):
            return not ended or (is_full and last.endswith(" ") and not self.is_after_blank)
        if self.is_in_note:
            return not ended
        if not is_full or (text.startswith("(") and not last.endswith(" ")):
            return False
        if self.is_after_blank:
            return last.endswith(" ") and not ended
        return last.endswith(" ") or not ended


def _is_cut_number(before: str, after: str) -> bool:
    """Whether a line ended inside a document number, as in "57-" and "NQ/TW"."""
    return bool(re.search(r"\d[-/]$|[A-ZĐ]{2,}[-/]$", before)) and after[:1].isupper()
