"""The text of one Word paragraph: runs, fields, tracked changes, breaks, notes and text boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from parindex.cycle.documents.formats import wordstyles
from parindex.cycle.documents.formats.numbering import W
from parindex.cycle.documents.formats.wordstyles import Look, Styles

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_DROPPED = {
    f"{W}{name}"
    for name in ("pPr", "rPr", "del", "moveFrom", "delText", "instrText", "sdtPr", "sdtEndPr", "rt", "pgNum")
} | {f"{MC}Fallback"}
_TEXTS = {f"{W}t", f"{M}t"}
_BLANKS = {f"{W}tab", f"{W}ptab"}
_BOX = f"{W}txbxContent"
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_NESTED = 40
_INSTRUCTION = 1000
_RUNNING = re.compile(r"\s*\\?\s*(PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)


@dataclass(slots=True)
class Fields:
    """The fields that are open: only the result of a field is text, a page number is not."""

    open: list[list[str]] = field(default_factory=list)

    @property
    def silent(self) -> bool:
        """Whether what comes now is a field's instruction or the result of a page number."""
        return any(phase == "begin" or _RUNNING.match(code) for phase, code in self.open)

    def mark(self, element: Any) -> None:
        """Begin, separate or end a field."""
        phase = element.get(f"{W}fldCharType")
        if phase == "begin":
            # fields that are never closed must not pile up
            del self.open[: max(0, len(self.open) - _NESTED)]
            self.open.append(["begin", ""])
        elif phase == "separate" and self.open:
            self.open[-1][0] = "separate"
        elif phase == "end" and self.open:
            self.open.pop()

    def instruct(self, text: str) -> None:
        """Add to the instruction of the innermost field."""
        if self.open:
            self.open[-1][1] = (self.open[-1][1] + text)[:_INSTRUCTION]


@dataclass(slots=True)
class Inline:
    """What a paragraph says: its forced lines, boxes and notes, and the page breaks in it."""

    lines: list[str] = field(default_factory=lambda: [""])
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    breaks_before: int = 0
    breaks: int = 0
    bold: bool = True
    italic: bool = True
    begun: bool = False
    tail: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Put what was said last, perhaps in very many runs, on the line."""
        self.lines[-1] += "".join(self.tail)
        self.tail.clear()

    @property
    def is_empty(self) -> bool:
        """Whether no line has any text."""
        return not any(line.strip() for line in self.lines)

    def say(self, text: str, *, bold: bool, italic: bool) -> None:
        """Add text to the line now being written."""
        self.tail.append(text)
        if text.strip():
            self.begun = True
            self.bold = self.bold and bold
            self.italic = self.italic and italic

    def turn_page(self) -> None:
        """Note that a page ended here when Word last laid the document out."""
        self.breaks += 1
        if not self.begun:
            self.breaks_before += 1


@dataclass(frozen=True, slots=True)
class Scribe:
    """Reads paragraphs of one story: the fields left open by one are still open in the next."""

    styles: Styles
    fields: Fields = field(default_factory=Fields)

    def inline(self, paragraph: Any, style: str | None) -> Inline:
        """What ``paragraph`` says."""
        said = Inline()
        self._walk(paragraph, said, self.styles.manner(style).look)
        said.settle()
        return said

    def _walk(self, parent: Any, said: Inline, look: Look) -> None:
        for element in parent:
            tag = element.tag
            if tag == f"{W}r":
                self._run(element, said, look)
            elif tag == f"{W}fldSimple":
                if not _RUNNING.match(element.get(f"{W}instr", "")):
                    self._walk(element, said, look)
            elif tag in _TEXTS:
                self._say(element.text or "", said, look)
            elif tag not in _DROPPED and isinstance(tag, str):
                self._walk(element, said, look)

    def _run(self, run: Any, said: Inline, inherited: Look) -> None:
        properties = run.find(f"{W}rPr")
        look = inherited if properties is None else self._look(properties, inherited)
        if look.hidden:
            return
        for element in run:
            self._piece(element, said, look)

    def _look(self, properties: Any, inherited: Look) -> Look:
        style = self.styles.manner(wordstyles.value(properties, "rStyle")).look

        def said(name: str, by_style: bool | None, above: bool | None) -> bool | None:
            direct = wordstyles.switched(properties, name)
            nearest = by_style if by_style is not None else above
            return direct if direct is not None else nearest

        caps = wordstyles.switched(properties, "smallCaps")
        return Look(
            bold=said("b", style.bold, inherited.bold),
            italic=said("i", style.italic, inherited.italic),
            caps=caps if caps else said("caps", style.caps, inherited.caps),
            hidden=said("vanish", style.hidden, inherited.hidden),
        )

    def _piece(self, element: Any, said: Inline, look: Look) -> None:
        tag = element.tag
        if tag in _TEXTS:
            self._say(element.text or "", said, look)
        elif tag in _BLANKS:
            self._say(" ", said, look)
        elif tag == f"{W}noBreakHyphen":
            self._say("-", said, look)
        elif tag == f"{W}sym":
            self._say(_symbol(element), said, look)
        elif tag in {f"{W}br", f"{W}cr"}:
            self._break(element, said)
        elif tag == f"{W}lastRenderedPageBreak":
            said.turn_page()
        elif tag == f"{W}fldChar":
            self.fields.mark(element)
        elif tag == f"{W}instrText":
            self.fields.instruct(element.text or "")
        elif tag in _NOTES:
            said.notes.append((_NOTES[tag], element.get(f"{W}id", "")))
        elif tag not in _DROPPED:
            self._drawn(element, said, look)

    def _break(self, element: Any, said: Inline) -> None:
        if not self.fields.silent and element.get(f"{W}type", "textWrapping") == "textWrapping":
            said.settle()
            said.lines.append("")

    def _drawn(self, element: Any, said: Inline, look: Look) -> None:
        """Text boxes stand outside the line; other content of a run is walked through."""
        if element.tag == _BOX:
            said.boxes.append(element)
        elif element.tag in _TEXTS:
            self._say(element.text or "", said, look)
        else:
            for child in element:
                if child.tag not in _DROPPED:
                    self._drawn(child, said, look)

    def _say(self, text: str, said: Inline, look: Look) -> None:
        if not self.fields.silent:
            written = text.upper() if look.caps else text
            said.say(written, bold=bool(look.bold), italic=bool(look.italic))


def _symbol(element: Any) -> str:
    code = element.get(f"{W}char", "")
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else ""
