"""Styles of a Word document: what a paragraph or run looks like after all inheritance."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from parindex.cycle.documents.formats.numbering import W

_OFF = {"0", "false", "off", "none", "nil"}
_HEADING = re.compile(r"heading\s*\d|title|subtitle|đầu đề", re.IGNORECASE)
_DEPTH = 20


def switched(properties: Any, name: str) -> bool | None:
    """Whether a toggle such as bold is on, off, or not said (None) in run properties."""
    toggle = None if properties is None else properties.find(f"{W}{name}")
    return None if toggle is None else toggle.get(f"{W}val", "1") not in _OFF


def value(parent: Any, path: str) -> str | None:
    """The ``w:val`` of the element at ``path`` (names parted by "/") below ``parent``, or None."""
    for name in path.split("/"):
        parent = None if parent is None else parent.find(f"{W}{name}")
    found = None if parent is None else parent.get(f"{W}val")
    return None if found is None else str(found)


@dataclass(frozen=True, slots=True)
class Look:
    """The run toggles of a style: None where nothing in its chain says."""

    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class Manner:
    """What a paragraph style says: look of its runs, alignment, heading or not, and its list."""

    look: Look = Look()
    alignment: str | None = None
    is_heading: bool = False
    list: str | None = None
    level: str | None = None
    list_style: str | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one document by id; answers are kept, styles do not change while reading."""

    elements: dict[str, Any]
    default: str | None
    known: dict[str | None, Manner] = field(default_factory=dict)

    def chain(self, style: str | None) -> list[Any]:
        """The style's element and those it is based on, nearest first."""
        found: list[Any] = []
        while style in self.elements and len(found) < _DEPTH:
            found.append(self.elements[style])
            style = value(found[-1], "basedOn")
        return found

    def manner(self, style: str | None) -> Manner:
        """What a style says, with what it inherits."""
        if style not in self.known:
            self.known[style] = _manner(self.chain(style))
        return self.known[style]


def _manner(chain: list[Any]) -> Manner:
    properties = [element.find(f"{W}rPr") for element in chain]
    names = [value(element, "name") or "" for element in chain]
    numbering = next((e for e in chain if value(e, "pPr/numPr/numId") is not None), None)
    return Manner(
        look=Look(
            bold=_first(properties, "b"),
            italic=_first(properties, "i"),
            caps=_first(properties, "caps") or _first(properties, "smallCaps"),
            hidden=_first(properties, "vanish"),
        ),
        alignment=_said(chain, "pPr/jc"),
        is_heading=(_said(chain, "pPr/outlineLvl") or "9") in "012345678"
        or any(_HEADING.match(name) for name in names),
        list=value(numbering, "pPr/numPr/numId"),
        level=value(numbering, "pPr/numPr/ilvl"),
        list_style=None if numbering is None else numbering.get(f"{W}styleId"),
    )


def _said(chain: list[Any], path: str) -> str | None:
    return next((said for element in chain if (said := value(element, path)) is not None), None)


def _first(properties: list[Any], name: str) -> bool | None:
    return next((said for one in properties if (said := switched(one, name)) is not None), None)


def styles(root: Any) -> Styles:
    """The styles that styles.xml (its root element, or None) defines."""
    elements: dict[str, Any] = {}
    default = None
    for element in () if root is None else root.findall(f"{W}style"):
        key = element.get(f"{W}styleId")
        elements[key] = element
        if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in {"1", "true", "on"}:
            default = key
    return Styles(elements=elements, default=default)
