"""Tables: a list of tasks as it comes in a workbook or as comma-separated text, into entries; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parindex.cycle.measures import tables
from parindex.engine.values.vietnamese import fold, squeeze

HEADS: dict[str, tuple[str, ...]] = {
    "number": ("so", "stt", "tt", "so thu tu", "so tt", "ma"),
    "text": ("nhiem vu", "noi dung nhiem vu", "ten nhiem vu", "noi dung", "noi dung cong viec", "cong viec"),
    "leads": ("chu tri", "don vi chu tri", "co quan chu tri", "co quan, don vi chu tri"),
    "partners": ("phoi hop", "don vi phoi hop", "co quan phoi hop", "co quan, don vi phoi hop"),
    "deadline": ("thoi han", "thoi han hoan thanh", "thoi gian", "thoi gian hoan thanh", "han hoan thanh"),
    "state": ("trang thai", "tinh trang", "tinh trang thuc hien", "trang thai thuc hien", "tien do"),
    "deliverables": ("san pham", "san pham, ket qua", "ket qua, san pham", "san pham dau ra", "ket qua"),
}
STATES: dict[str, tuple[str, ...]] = {
    "not_started": ("chua thuc hien", "chua bat dau", "chua trien khai"),
    "on_track": ("dang thuc hien", "dang trien khai", "dung tien do", "trong han"),
    "late": ("qua han", "cham tien do", "tre han", "cham"),
    "done": ("da hoan thanh", "hoan thanh", "hoan thanh dung han", "xong", "da xong"),
    "done_late": ("hoan thanh qua han", "hoan thanh muon", "hoan thanh tre han"),
}
_STATE_OF = {said: state for state, known in STATES.items() for said in known}
_BY_HEAD = {said: name for name, known in HEADS.items() for said in known}
_LISTS = ("leads", "partners", "deliverables")
_FURTHEST_HEAD = 20
_HEADING = re.compile(r"(?:[IVXLC]+|[A-ZĐ])[.)]?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: its number in the file and what stands in the columns we know."""

    row: int
    number: str = ""
    text: str = ""
    leads: str = ""
    partners: str = ""
    deadline: str = ""
    state: str = ""
    deliverables: str = ""
    section: str = ""
    """The heading that the task stands under."""

    @property
    def is_heading(self) -> bool:
        """Whether it only heads the rows below it: "I", "A" and a title."""
        others = self.leads or self.partners or self.deadline or self.state or self.deliverables
        return bool(self.text and _HEADING.fullmatch(self.number)) and not others


@dataclass(frozen=True, slots=True)
class List:
    """A list of tasks: the columns it has, and its tasks in their order."""

    columns: frozenset[str]
    entries: tuple[Entry, ...]

    @property
    def is_usable(self) -> bool:
        """Whether it can be a list of tasks at all."""
        return "text" in self.columns and bool(self.columns & {"leads", "deadline"})


def read(data: bytes) -> List:
    """The first sheet with the columns of a list of tasks. Raises documents.blocks.Unusable."""
    found = [_list(lines) for lines in tables.sheets_of(data)]
    return next((each for each in found if each.is_usable), List(frozenset(), ()))


def state_of(text: str) -> str | None:
    """The state that a cell says; "" for a blank, None for one that is not known."""
    said = fold(text).strip(" .")
    return _STATE_OF.get(said) if said else ""


def _list(lines: Sequence[tuple[int, list[str]]]) -> List:
    for at, (_number, cells) in enumerate(lines[:_FURTHEST_HEAD]):
        columns = _columns(cells)
        if "text" in columns and len(columns) > 1:
            rows = (_entry(number, texts, columns) for number, texts in lines[at + 1 :])
            return List(frozenset(columns), tuple(_under_headings(rows)))
    return List(frozenset(), ())


def _columns(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, text in enumerate(cells):
        name = _BY_HEAD.get(fold(text).strip(" .:*"))
        if name is not None:
            found.setdefault(name, place)
    return found


def _entry(row: int, cells: Sequence[str], columns: dict[str, int]) -> Entry:
    said = {name: cells[place].strip() for name, place in columns.items() if place < len(cells)}
    plain = {
        name: squeeze(text) for name, text in said.items() if name in ("number", "text", "deadline", "state")
    }
    lists = {name: text for name, text in said.items() if name in ("leads", "partners", "deliverables")}
    return Entry(row=row, **plain, **lists)


def _under_headings(rows: Iterator[Entry]) -> Iterator[Entry]:
    """The tasks, each with the heading above it; blank rows and rows that number the columns fall away."""
    section = ""
    for entry in rows:
        if entry.is_heading:
            section = f"{entry.number.strip('.)')} {entry.text}"
        elif _says_something(entry):
            yield Entry(
                row=entry.row,
                number=entry.number,
                text=entry.text,
                leads=entry.leads,
                partners=entry.partners,
                deadline=entry.deadline,
                state=entry.state,
                deliverables=entry.deliverables,
                section=section,
            )


def _says_something(entry: Entry) -> bool:
    said = (entry.text, entry.leads, entry.partners, entry.deadline, entry.state, entry.deliverables)
    filled = [text for text in said if text]
    return bool(filled) and not all(text.strip("()").isdigit() for text in filled)
