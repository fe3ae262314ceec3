"""WordprocessingML from lines and runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lxml import etree

from parindex.foundation.writers import decree
from parindex.foundation.writers.content import Align, Line, Run, Start, printable
from parindex.foundation.writers.docx_parts import RELATIONS, WORD

# lxml tells the type checker nothing about its elements.
Element: TypeAlias = Any

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_JUSTIFY = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right", Align.JUSTIFIED: "both"}


def leaf(tag: str, **attributes: str | int) -> Element:
    """An element of the word namespace with attributes of the same namespace."""
    element = etree.Element(f"{{{WORD}}}{tag}", nsmap={"w": WORD, "r": RELATIONS})
    for name, value in attributes.items():
        element.set(f"{{{WORD}}}{name}", str(value))
    return element


def node(tag: str, *children: Element) -> Element:
    """An element of the word namespace around ``children``."""
    element = leaf(tag)
    element.extend(children)
    return element


def rendered(root: Element) -> bytes:
    """The bytes of a part."""
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def points(size: int) -> int:
    """A size in points as Word's half points."""
    return size * 2


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(millimetres * 56.6929)


@dataclass
class Notes:
    """The footnotes called so far; they are numbered as they come."""

    texts: list[str] = field(default_factory=list)

    def call(self, text: str) -> Element:
        """The run that calls a new footnote."""
        self.texts.append(text)
        return node("r", _superscript(), leaf("footnoteReference", id=len(self.texts)))

    def part(self) -> Element:
        """The part that holds all footnotes, after the two separators Word asks for."""
        separators = (
            _note(-1, node("r", leaf("separator")), kind="separator"),
            _note(0, node("r", leaf("continuationSeparator")), kind="continuationSeparator"),
        )
        return node("footnotes", *separators, *self._written())

    def _written(self) -> Iterable[Element]:
        for number, text in enumerate(self.texts, start=1):
            mark = node("r", _superscript(), leaf("footnoteRef"))
            yield _note(number, mark, node("r", _words(f" {text}")))


def _note(number: int, *runs: Element, kind: str = "") -> Element:
    note = leaf("footnote", id=number, **({"type": kind} if kind else {}))
    note.append(node("p", node("pPr", leaf("pStyle", val="FootnoteText")), *runs))
    return note


def _superscript() -> Element:
    return node("rPr", leaf("vertAlign", val="superscript"))


def _words(text: str) -> Element:
    words = leaf("t")
    words.text = printable(text)
    words.set(_SPACE, "preserve")
    return words


def face(*, bold: bool = False, italic: bool = False, size: int | None = None) -> Element:
    """The properties of a run."""
    properties = leaf("rPr")
    for wanted, tags in ((bold, ("b", "bCs")), (italic, ("i", "iCs"))):
        properties.extend(leaf(tag) for tag in tags if wanted)
    if size is not None:
        properties.extend((leaf("sz", val=points(size)), leaf("szCs", val=points(size))))
    return properties


def runs(written: Run, notes: Notes) -> Iterable[Element]:
    """The run and the footnote it calls."""
    yield node("r", face(bold=written.bold, italic=written.italic), _words(written.text))
    if written.note:
        yield notes.call(written.note)


def line_break() -> Element:
    """A forced break inside a paragraph."""
    return node("r", leaf("br"))


def keep_with_next(block: Element) -> None:
    """Keep every paragraph of ``block`` on the page of what follows it."""
    for properties in block.iter(f"{{{WORD}}}pPr"):
        properties.insert(1, leaf("keepNext"))


def page_break() -> Element:
    """A paragraph of its own that ends the page."""
    return node("p", node("pPr", leaf("pStyle", val="Recipients")), node("r", leaf("br", type="page")))


def paragraph(style: str, *lines: Line, notes: Notes, align: Align | None = None) -> Element:
    """One paragraph; every line after the first stands behind a forced break."""
    first = lines[0] if lines else None
    properties = node("pPr", leaf("pStyle", val=style))
    if first is not None and first.start is Start.ITEM:
        properties.append(node("numPr", leaf("ilvl", val=0), leaf("numId", val=1)))
    if align is not None:
        properties.append(leaf("jc", val=_JUSTIFY[align]))
    element = node("p", properties)
    for number, line in enumerate(lines):
        if number:
            element.append(line_break())
        for run in line.runs:
            element.extend(runs(run, notes))
    return element


def rule(style: str, *, indent: int) -> Element:
    """An empty paragraph whose upper border is a rule ``indent`` twips short at either side."""
    border = node("pBdr", leaf("top", val="single", sz=6, space=1, color="000000"))
    spacing = leaf("spacing", before=60, after=0, line=120, lineRule="exact")
    properties = node(
        "pPr", leaf("pStyle", val=style), border, spacing, leaf("ind", left=indent, right=indent)
    )
    properties.append(face(size=2))
    return node("p", properties)


def paragraphs(
    style: str, lines: Iterable[Line], *, notes: Notes, align: Align | None = None
) -> list[Element]:
    """The paragraphs of several lines: a line that begins with a break joins the one before."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.start is Start.BREAK and groups:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [paragraph(style, *group, notes=notes, align=align) for group in groups]


MEASURES = {paper: twips(sheet.measure) for paper, sheet in decree.SHEETS.items()}
