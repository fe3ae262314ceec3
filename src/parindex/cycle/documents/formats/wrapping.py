"""Paragraphs from hard-wrapped lines: what an extractor cut at line and page ends is joined again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parindex.cycle.documents.blocks import Style

_ITEM = re.compile(
    r"(?:[-–+•*·▪]\s+(?!\d+[\s)]|\d{4}\b)|[-–+•]\s*(?=[A-ZÀ-ỸĐ])|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s+|"
    r"\d{1,2}(?:\.\d{1,2})+\s+[A-ZÀ-ỸĐ]|[IVXLC]+\.\s+|[A-ZĐ]\.\s+|[a-zđ]\)\s*|Điều\s+\d+\.|Chương\s+[IVX]+|"
    r"Phụ lục\b|PHỤ LỤC\b)"
)
_DASH_BETWEEN_YEARS = re.compile(r"[-–]\s+\d{4}\b")
_ENDED = re.compile(r"[.;:!?…”\"]\s*(?:\d{1,3}|\(\d{1,3}\))?\s*$|\./\.$")
_FULL_LINE = 55
_LONGEST = 20_000
_FOOTNOTE_LETTER = r"[A-ZÀ-ỸĐ(“\"]"


@dataclass(slots=True)
class _Draft:
    """A paragraph in the making."""

    text: str
    last: str
    style: Style = Style.BODY


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
            note = self.notes[-1]
            note.text, note.last = _glued(note.text, text), raw
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
        runs_on = self.next_note > 1 or not _ENDED.search(self.open.text)
        return self.is_in_note or (self.is_after_blank and runs_on)

    def _body(self, text: str, raw: str) -> None:
        if self.open and self._goes_on(text):
            self.open.text = _glued(self.open.text, text)
            self.open.last = raw
            self.is_in_note = False
            return
        self._close()
        self.open = _Draft(text, raw)

    def _goes_on(self, text: str) -> bool:
        """Whether ``text`` continues the open paragraph."""
        assert self.open
        last, before = self.open.last, self.open.text
        if len(before) > _LONGEST:
            return False
        if _is_cut_number(before, text):
            return True
        if _DASH_BETWEEN_YEARS.match(text) and before[-1:].isdigit():
            return True
        if _ITEM.match(text):
            return False
        if before.count("(") > before.count(")") and not self.is_after_blank:
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


def _glued(before: str, after: str) -> str:
    """Two lines as one; no blank inside a document number such as "57-" and "NQ/TW"."""
    return f"{before}{after}" if _is_cut_number(before, after) else f"{before} {after}"


def _is_cut_number(before: str, after: str) -> bool:
    return bool(re.search(r"\d[-/]$|[A-ZĐ]{2,}[-/]$", before)) and after[:1].isupper()
