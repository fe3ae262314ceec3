"""The walk over one item of a lead or partner cell: names first, then collective words, then near misses."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from parindex.cycle.units import collectives, expressions, spelling
from parindex.cycle.units.expressions import Mark
from parindex.cycle.units.facts import Kind, Unit
from parindex.cycle.units.index import Index, exact
from parindex.cycle.units.resolution import Resolution

_LONGEST_ITEM = 2_000  # characters; whatever is longer is no list of units
_LONGEST_WORDS = 8  # of a collective expression, office or clause
_PARTS = 4  # a name may hold this many connecting signs
_LISTED = ("so", "phong", "phuong", "xa", "thi tran", "quan", "huyen", "thi xa", "dac khu", "bao", "dai")
_LEVELS = {Mark.DISTRICT, Mark.COMMUNE, Mark.ANY_LEVEL}
_HEADS = {Mark.SO, Mark.BRANCH, Mark.PHONG, Mark.DISTRICT, Mark.COMMUNE}
_NAMES_BEGIN = {Mark.SO, Mark.BRANCH, Mark.BAN, Mark.PHONG, Mark.OTHER}


@dataclass(slots=True)
class Walk:
    """One pass over the words of one item; lives only inside ``over``."""

    index: Index
    printed: str
    on: date
    words: tuple[spelling.Word, ...]
    units: list[str] = field(default_factory=list)
    candidates: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    marked: collectives.Marked = field(default_factory=collectives.Marked)
    carried: tuple[str, ...] = ()  # "Các Sở: Nội vụ, Tư pháp": what the bare names belong to
    in_clause: bool = False

    @classmethod
    def over(cls, index: Index, printed: str, *, on: date) -> Resolution:
        """What ``printed`` names on the day ``on``."""
        if len(printed) > _LONGEST_ITEM:
            return Resolution(unknown=(printed[:_LONGEST_ITEM],))
        walk = cls(index, printed, on, spelling.words(printed))
        walk._all()
        groups = tuple(group.value for group in walk.marked.groups(on=on))
        units = tuple(dict.fromkeys(walk.units))
        candidates = tuple(name for name in dict.fromkeys(walk.candidates) if name not in units)
        unknown = tuple(walk.unknown)
        if not units and not groups and not unknown:
            unknown = (spelling.accented(walk.words),)
            candidates = candidates or tuple(unit.name for unit in index.alike(spelling.key(walk.words)))
        return Resolution(units, groups, candidates, unknown)

    def _all(self) -> None:
        if not self._whole_bare_name():
            here = 0
            while here < len(self.words):
                here = self._step(here)

    def _step(self, here: int) -> int:
        for attempt in (self._name, self._collective, self._office, self._near):
            after = attempt(here)
            if after > here:
                return after
        return self._nothing(here)

    # Names ---------------------------------------------------------------------------------------

    def _whole_bare_name(self) -> bool:
        units = self.index.bare.get(spelling.key(self.words), ())
        valid = tuple(unit for unit in exact(units, self.printed) if self.on in unit.period)
        if units and spelling.key(self.words) not in self.index.names:
            self._take(valid or units)
            return True
        return False

    def _name(self, here: int) -> int:
        """Take the longest unit name that begins at ``here`` and ends where a name may end."""
        prefixes = ("", *self.carried) if not self.in_clause else ("",)
        for prefix in prefixes:
            for end in range(min(len(self.words), here + self.index.longest), here, -1):
                found = self._names_at(prefix, here, end)
                after = self._past_echo(end)
                if found and self._may_end(after):
                    return self._named(found, after)
        return here

    def _names_at(self, prefix: str, here: int, end: int) -> tuple[Unit, ...]:
        inner = self.words[here + 1 : end]
        if any(word.gap in {";", ":"} or (word.plural and word.text in collectives.OWN) for word in inner):
            return ()
        key = spelling.key(self.words[here:end])
        return self.index.names.get(f"{prefix} {key}" if prefix else key, ())

    def _named(self, found: tuple[Unit, ...], end: int) -> int:
        self._take(found)
        if any(unit.kind is Kind.DIVISION for unit in found):
            end = self._past_area(end)
        self.marked.next_chunk()
        self.in_clause = False
        levels = tuple(dict.fromkeys(level for unit in found for level in _level(unit)))
        if levels and not set(levels) & set(self.carried):
            self.carried = levels
        return self._past_tail(end)

    def _past_echo(self, end: int) -> int:
        """Step over a last word printed twice, as happens where a page cuts a cell."""
        is_inside = end < len(self.words) and not self.words[end].gap
        return end + 1 if is_inside and self.words[end].text == self.words[end - 1].text else end

    def _past_area(self, end: int) -> int:
        """Step over the ward or commune a division belongs to."""
        for stop in range(min(len(self.words), end + self.index.longest), end, -1):
            owners = self.index.names.get(spelling.key(self.words[end:stop]), ())
            if not self.words[end].gap and any(unit.kind is Kind.COMMUNE for unit in owners):
                return stop
        return end

    def _past_tail(self, end: int) -> int:
        """Step over what a unit does or where it sits, up to the next connecting sign."""
        if end < len(self.words) and not self.words[end].gap and self._clause_at(end):
            self.in_clause = True
            return self._next_gap(end)
        return end

    def _may_end(self, end: int) -> bool:
        if end >= len(self.words) or self.words[end].gap:
            return True
        if self.words[end].plural:
            return self._mark_at(end)[0] not in _LEVELS
        if self._clause_at(end) or self._mark_at(end)[0] is Mark.RELATED:
            return True
        return any(
            spelling.key(self.words[end:stop]) in self.index.names
            for stop in range(min(len(self.words), end + self.index.longest), end, -1)
        )

    def _take(self, found: tuple[Unit, ...]) -> None:
        meant = exact(found, self.printed)
        valid = {unit.name for unit in meant if self.on in unit.period}
        if len(valid) == 1:
            self.units.extend(valid)
        elif not valid and len({unit.name for unit in meant}) == 1:
            self._take_successors(max(meant, key=lambda unit: unit.until or date.max))
        else:
            self.candidates.extend(unit.name for unit in meant if unit.name in valid or not valid)

    def _take_successors(self, unit: Unit, depth: int = 0) -> None:
        ended = unit.until is not None and unit.until <= self.on
        if not ended or not unit.successors or depth > len(self.index.units):
            self.candidates.append(unit.name)
            return
        for name in unit.successors:
            successor = self.index.named(name, on=self.on)
            if self.on in successor.period:
                self.units.append(name)
            else:
                self._take_successors(successor, depth + 1)

    # Collective words ----------------------------------------------------------------------------

    def _collective(self, here: int) -> int:
        mark, end = self._mark_at(here)
        word = self.words[here]
        if mark is None or (self.in_clause and not word.plural):
            return here
        plural = word.plural or self.marked.plural
        if mark is Mark.PEOPLE and (stop := self._past_one_office(here, end)):
            self.unknown.append(spelling.accented(self.words[here:stop]))
            return stop
        if end < len(self.words) and self.words[end].gap == ":" and mark in _HEADS:
            return self._list_head(mark, here, end)
        if mark is Mark.GENERIC and not plural and self.units and self._clause_at(end):
            return self._past_tail(end)  # "Sở Nội vụ - cơ quan thường trực": the very unit just named
        tail = self._next_gap(end) if self._has_tail(mark, end, plural) else end
        if tail > end and not self._tail_allowed(mark, end, plural):
            return here
        self.marked.add(
            mark, opens=word.plural and bool(word.gap or here == 0), plural=word.plural, gap=word.gap
        )
        self.carried, self.in_clause = (), tail > end
        if tail > end:
            self.marked.qualify(tuple(each.text for each in self.words[end:tail]))
        return tail

    def _past_one_office(self, here: int, end: int) -> int:
        """The end of "Văn phòng HĐND và UBND huyện", the office of one council; 0 for any other words."""
        level, stop = self._mark_at(end) if end < len(self.words) else (None, end)
        inner = self.words[here:stop]
        is_one = level in _LEVELS and inner[0].text == "van" and self.words[end].text != "cap"
        if not is_one or self.words[end].gap or any(word.plural for word in inner):
            return 0
        return 0 if any(word.gap for word in self.words[end + 1 : stop]) else stop

    def _list_head(self, mark: Mark, here: int, end: int) -> int:
        heads = [*self.carried, *(word.text for word in self.words[here:end])]
        if mark in {Mark.SO, Mark.BRANCH}:
            heads = ["so"]
        self.carried = tuple(dict.fromkeys(self.marked.take_levels() + tuple(heads)))
        return end

    def _mark_at(self, here: int) -> tuple[Mark | None, int]:
        for end in range(min(len(self.words), here + _LONGEST_WORDS), here, -1):
            words = self.words[here:end]
            inner = words[1:]
            mark = expressions.MARKS.get(spelling.key(words))
            if mark and not any(word.gap in {";", ":"} for word in inner):
                return mark, self._past_place(end)
        return None, here

    def _past_place(self, end: int) -> int:
        """Step over the province's name behind a collective word: "các sở, ngành Thành phố"."""
        if end >= len(self.words) or self.words[end].gap:
            return end
        for place in self.index.places:
            stop = end + len(place.split())
            if spelling.key(self.words[end:stop]) == place:
                return stop
        return end

    def _has_tail(self, mark: Mark, end: int, plural: bool) -> bool:
        """Whether words that are no further mark of the same expression follow without a sign."""
        if end >= len(self.words) or self.words[end].gap or self.words[end].plural:
            return False
        following, _ = self._mark_at(end)
        if following is Mark.RELATED or (following in _LEVELS and mark in collectives.HEADS | {Mark.GENERIC}):
            return self.words[end].text in collectives.OWN and mark is Mark.GENERIC
        return following is None or following in _LEVELS or not plural

    def _tail_allowed(self, mark: Mark, end: int, plural: bool) -> bool:
        if plural or self.words[end].text in collectives.BELONGING:
            return True
        if mark in _NAMES_BEGIN and not self.marked.begun:
            return False  # "Ban Tổ chức …" is some unit's name, not the departments with a clause
        return self._clause_at(end)

    # The rest ------------------------------------------------------------------------------------

    def _office(self, here: int) -> int:
        length = self._office_length(here)
        after = here + length
        if not length or after >= len(self.words) or self.words[after].gap == ";":
            return here
        return after

    def _near(self, here: int) -> int:
        """Take the one unit whose name is a slip away; two near ones become candidates."""
        if self.in_clause:
            return here
        for end in reversed(self._ends(here)):
            for prefix in ("", *self.carried):
                key = f"{prefix} {spelling.key(self.words[here:end])}".strip()
                found, rivals = self.index.slip(key, spelling.accented(self.words[here:end]))
                self.candidates.extend(unit.name for unit in rivals)
                if found:
                    return self._named(found, end)
        return here

    def _nothing(self, here: int) -> int:
        end = self._next_gap(here)
        if self.in_clause or self._clause_at(here):
            self.in_clause = True
            return end
        if self.words[here].plural or self.marked.plural:
            opens = self.words[here].plural
            self.marked.add(Mark.OTHER, opens=opens, plural=opens, gap=self.words[here].gap)
            return end
        key = spelling.key(self.words[here:end])
        self.unknown.append(spelling.accented(self.words[here:end]))
        self.candidates.extend(unit.name for unit in self.index.alike(key))
        return end

    def _ends(self, here: int) -> tuple[int, ...]:
        ends: list[int] = []
        for end in range(here + 1, len(self.words) + 1):
            last = end == len(self.words)
            if last or self.words[end].gap or self._clause_at(end):
                ends.append(end)
            if last or self.words[end].gap in {";", ":"} or len(ends) == _PARTS:
                break
        return tuple(ends)

    def _next_gap(self, here: int) -> int:
        return next((n for n in range(here + 1, len(self.words)) if self.words[n].gap), len(self.words))

    def _clause_at(self, here: int) -> bool:
        for stop in range(here + 1, min(len(self.words), here + _LONGEST_WORDS) + 1):
            if spelling.accented(self.words[here:stop]) in expressions.CLAUSES:
                return True
        return False

    def _office_length(self, here: int) -> int:
        for stop in range(min(len(self.words), here + _LONGEST_WORDS), here, -1):
            if spelling.key(self.words[here:stop]) in expressions.OFFICES:
                return stop - here
        return 0


def _level(unit: Unit) -> tuple[str, ...]:
    key = spelling.key_of(unit.name)
    return tuple(level for level in _LISTED if key.startswith(level + " "))
