"""Text boxes and shapes that lie over a worksheet: their paragraphs, by the cell they hang on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from parindex.cycle.documents.formats import letters
from parindex.cycle.documents.formats.packages import Package

_SELDOM = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


@dataclass(frozen=True, slots=True)
class Box:
    """The paragraphs of one shape and the cell, from 1, under its upper left corner."""

    row: int
    column: int
    texts: tuple[str, ...]


def read(package: Package, part: str) -> tuple[Box, ...]:
    """The shapes with text of the worksheet ``part``, from above down and from left to right."""
    drawn = (target for kind, target in package.relations(part).values() if kind == "drawing")
    boxes = [box for target in drawn if target in package.names for box in _boxes(package.xml(target))]
    return tuple(sorted(boxes, key=lambda box: (box.row, box.column)))


def _boxes(root: Any) -> Iterator[Box]:
    for anchor in root:
        for shape in anchor.iter("{*}sp"):
            if next(shape.iterancestors(_SELDOM), None) is not None:
                continue
            texts = tuple(text for body in shape.iter("{*}txBody") for text in _paragraphs(body))
            if texts:
                yield Box(_corner(anchor, "row"), _corner(anchor, "col"), texts)


def _paragraphs(body: Any) -> Iterator[str]:
    for paragraph in body.iterchildren("{*}p"):
        pieces = [_piece(node) for node in paragraph.iter("{*}t", "{*}br")]
        text = letters.paragraph("".join(pieces))
        if text:
            yield text


def _piece(node: Any) -> str:
    return " " if node.tag.endswith("}br") else node.text or ""


def _corner(anchor: Any, name: str) -> int:
    """The row or column, from 1, of the corner; the first where the anchor hangs on no cell."""
    told = anchor.findtext(f"{{*}}from/{{*}}{name}", "0").strip()
    return int(told) + 1 if told.isdecimal() else 1
