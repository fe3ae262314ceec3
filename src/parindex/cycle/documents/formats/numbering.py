"""Automatic numbering of Word lists: the label that Word prints but does not store in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list as its definition prints it."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A numbering instance: the counters it shares, its levels, and where it starts anew."""

    shared: str
    levels: tuple[Level, ...]
    overrides: tuple[int | None, ...]


@dataclass(slots=True)
class Counters:
    """Counts the lists of one document in reading order."""

    lists: dict[str, List]
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, number: str, style: str | None) -> int:
        """The level of list ``number`` that is tied to a paragraph style; the first if none is."""
        levels = self.lists[number].levels if number in self.lists else ()
        return next((index for index, level in enumerate(levels) if style and level.style == style), 0)

    def step(self, number: str, depth: int) -> tuple[str, str] | None:
        """The label and what follows it, for the next paragraph of list ``number`` at ``depth``.

        None when the document defines no such list.
        """
        found = self.lists.get(number)
        if found is None or not 0 <= depth < len(found.levels):
            return None
        counts = self.counts.setdefault(found.shared, [None] * LEVELS)
        self._restart(found, number, depth, counts)
        _advance(found, depth, counts)
        level = found.levels[depth]
        return _label(found, level, counts), "" if level.suffix == "nothing" else " "

    def _restart(self, found: List, number: str, depth: int, counts: list[int | None]) -> None:
        for index in range(depth + 1):
            override = found.overrides[index]
            if override is not None and (number, index) not in self.begun:
                counts[index] = override - 1 if index == depth else override
            self.begun.add((number, index))


def _advance(found: List, depth: int, counts: list[int | None]) -> None:
    for index in range(depth):
        if counts[index] is None:
            counts[index] = found.levels[index].start
    count = counts[depth]
    counts[depth] = found.levels[depth].start if count is None else count + 1
    for index in range(depth + 1, len(found.levels)):
        restart = found.levels[index].restart
        if restart is None or depth < restart:
            counts[index] = None


def _label(found: List, level: Level, counts: list[int | None]) -> str:
    if level.kind == "bullet":
        return level.text

    def printed(match: re.Match[str]) -> str:
        index = int(match.group(1)) - 1
        if index >= len(found.levels):
            return ""
        kind = "decimal" if level.legal else found.levels[index].kind
        return numeral(counts[index] or 0, kind)

    return re.sub(r"%([1-9])", printed, level.text)


def numeral(count: int, kind: str) -> str:
    """``count`` as a list of that kind prints it; an unknown kind counts in decimal."""
    if kind == "none":
        return ""
    if kind == "decimalZero":
        return f"{count:02d}"
    if count > 0 and kind in {"upperRoman", "lowerRoman"}:
        return _roman(count) if kind == "upperRoman" else _roman(count).lower()
    if count > 0 and kind in {"upperLetter", "lowerLetter"}:
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if kind == "upperLetter" else letter.lower()
    return str(count)


def _roman(count: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        letters += letter * (count // value)
        count %= value
    return letters


def counters(root: Any) -> Counters:
    """The lists that numbering.xml (its root element, or None) defines, not yet counted."""
    if root is None:
        return Counters({})
    abstract = {item.get(f"{W}abstractNumId"): item for item in root.findall(f"{W}abstractNum")}
    by_style = {
        link.get(f"{W}val"): key
        for key, item in abstract.items()
        if (link := item.find(f"{W}styleLink")) is not None
    }
    lists = {}
    for item in root.findall(f"{W}num"):
        key = _value(item, "abstractNumId") or ""
        linked = _value(abstract[key], "numStyleLink") if key in abstract else None
        key = by_style.get(linked, key) if linked else key
        if key in abstract:
            lists[item.get(f"{W}numId")] = _list(item, key, abstract[key])
    return Counters(lists)


def _list(item: Any, key: str, abstract: Any) -> List:
    levels = [Level() for _ in range(LEVELS)]
    overrides: list[int | None] = [None] * LEVELS
    for element in abstract.findall(f"{W}lvl"):
        _set(levels, element)
    for override in item.findall(f"{W}lvlOverride"):
        depth = _whole(override.get(f"{W}ilvl"), 0)
        if 0 <= depth < LEVELS:
            start = _value(override, "startOverride")
            overrides[depth] = None if start is None else _whole(start, 1)
        for element in override.findall(f"{W}lvl"):
            _set(levels, element)
    return List(shared=key, levels=tuple(levels), overrides=tuple(overrides))


def _set(levels: list[Level], element: Any) -> None:
    depth = _whole(element.get(f"{W}ilvl"), 0)
    if not 0 <= depth < LEVELS:
        return
    restart = _value(element, "lvlRestart")
    levels[depth] = Level(
        start=_whole(_value(element, "start"), 0),
        kind=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText") or "",
        suffix=_value(element, "suff") or "tab",
        restart=None if restart is None else _whole(restart, 0),
        legal=element.find(f"{W}isLgl") is not None,
        style=_value(element, "pStyle"),
    )


def _value(parent: Any, name: str) -> str | None:
    child = parent.find(f"{W}{name}")
    value = None if child is None else child.get(f"{W}val")
    return None if value is None else str(value)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text) else otherwise
