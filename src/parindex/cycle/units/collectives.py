"""Collectives: from the marks of a collective expression to the groups it names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from parindex.cycle.units.expressions import Group, Mark
from parindex.cycle.units.reading import TWO_TIERS

BELONGING = {"thuoc", "truc"}
OWN = {"phuong", "xa", "so", "quan", "huyen", "phong"}
_PROVINCE = {"pho", "tinh"}
_LEVELS = {Mark.DISTRICT: Group.DISTRICTS, Mark.COMMUNE: Group.COMMUNES}
HEADS = {Mark.PEOPLE, Mark.COUNCIL, Mark.BODY}


@dataclass(slots=True)
class Marked:
    """The marks of one item, in chunks that "liên quan" narrows one by one."""

    chunks: list[list[Mark]] = field(default_factory=lambda: [[]])
    heads: list[Mark] = field(default_factory=list)
    settled: bool = False  # a level has followed the heads
    plural: bool = False

    @property
    def begun(self) -> bool:
        """Whether a collective expression is under way."""
        return bool(self.heads) or any(self.chunks)

    def next_chunk(self) -> None:
        """Begin afresh after a unit's own name."""
        self.chunks.append([])
        self.heads, self.settled, self.plural = [], False, False

    def add(self, mark: Mark, *, opens: bool, plural: bool, gap: str) -> None:
        """Put ``mark`` at the end; ``opens`` begins a new chunk, ";" begins all afresh."""
        if gap == ";":
            self.next_chunk()
        elif opens or (mark is Mark.GENERIC and self.settled):
            self.chunks.append([])
        self.plural = self.plural or plural
        if mark in HEADS:
            if self.settled:
                self.heads, self.settled = [], False
            self.heads.append(mark)
        elif mark in _LEVELS:
            if not gap and self.chunks[-1][-1:] == [Mark.GENERIC]:
                self.chunks[-1].pop()  # "các cơ quan cấp xã" are those of the communes, not everybody
            self.chunks[-1].extend(self._level(mark))
            self.settled = True
        elif mark is Mark.ANY_LEVEL:
            self.chunks[-1].extend(self._level(Mark.LOCAL))
            self.settled = True
        elif mark is Mark.RELATED:
            self.chunks[-1] = [Mark.RELATED]
        else:
            self.chunks[-1].append(mark)

    def take_levels(self) -> tuple[str, ...]:
        """Forget the levels of "UBND các xã, phường: …": a list of names follows; their words come back."""
        words = {Mark.COMMUNE: ("xa", "phuong", "thi tran"), Mark.DISTRICT: ("quan", "huyen", "thi xa")}
        taken = tuple(word for mark in self.chunks[-1] for word in words.get(mark, ()))
        self.chunks[-1] = [mark for mark in self.chunks[-1] if mark not in _LEVELS]
        self.heads = []
        return taken

    def qualify(self, tail: tuple[str, ...]) -> None:
        """Narrow the last chunk by the words behind it: "thuộc phường", "được kiểm tra"."""
        if tail[0] in OWN or (tail[0] in BELONGING and not _PROVINCE & set(tail)):
            self._rename({Mark.GENERIC, Mark.SERVICE, Mark.BAN, Mark.BRANCH}, Mark.PHONG)
        elif tail[0] not in BELONGING | {"theo"}:
            self._rename({Mark.GENERIC, Mark.SERVICE}, Mark.OTHER)

    def _rename(self, old: set[Mark], new: Mark) -> None:
        self.chunks[-1] = [new if mark in old else mark for mark in self.chunks[-1]]

    def groups(self, *, on: date) -> tuple[Group, ...]:
        """The groups named, in the order of the contract."""
        if self.heads and not self.settled:
            self.chunks[-1].append(Mark.OTHER if self.plural else Mark.COUNCIL)
        marks = {mark for chunk in self.chunks for mark in chunk}
        found = set(_of(marks, on=on))
        if Group.ALL in found:
            found -= {Group.DEPARTMENTS, Group.DISTRICTS, Group.COMMUNES}
        return tuple(group for group in Group if group in found)

    def _level(self, mark: Mark) -> list[Mark]:
        heads = set(self.heads)
        others = [Mark.OTHER] if Mark.BODY in heads or heads == {Mark.COUNCIL} else []
        return ([mark] if Mark.PEOPLE in heads or not heads else []) + others


def _of(marks: set[Mark], *, on: date) -> list[Group]:
    found = [group for mark, group in _LEVELS.items() if mark in marks]
    if Mark.RELATED in marks:
        found.append(Group.RELATED)
    if Mark.OTHER in marks:
        found.append(Group.OTHER)
    if Mark.EVERYONE in marks or (Mark.LOCAL in marks and marks & {Mark.SO, Mark.BRANCH, Mark.GENERIC}):
        return [*found, Group.ALL]
    if Mark.LOCAL in marks:
        found += [Group.COMMUNES] if on >= TWO_TIERS else [Group.DISTRICTS, Group.COMMUNES]
    return [*found, *_bodies(marks)]


def _bodies(marks: set[Mark]) -> list[Group]:
    if Mark.PHONG in marks:
        return [Group.DIVISIONS, *([Group.DEPARTMENTS] if Mark.SO in marks else [])]
    if marks & {Mark.SO, Mark.BRANCH}:
        return [Group.DEPARTMENTS]
    if Mark.GENERIC in marks:
        return [Group.ALL]
    return [Group.OTHER] if marks & {Mark.SERVICE, Mark.BAN} else []
