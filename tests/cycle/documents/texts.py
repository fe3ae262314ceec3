"""Documents written as text, read as the software reads them."""

from __future__ import annotations

from datetime import date
from functools import cache

from parindex.cycle.documents import reading
from parindex.cycle.documents.blocks import At
from parindex.cycle.documents.formats import plaintext
from parindex.cycle.documents.outline import CriteriaTable, Reading, TaskTable
from parindex.cycle.units.directory import Directory

TODAY = date(2026, 11, 20)
SOURCE = reading.Source("van-ban.txt", "0" * 64, "text/plain")
CRITERIA_HEAD = "STT\tTiêu chí\tĐiểm tối đa\tKết quả năm 2025\tMục tiêu năm 2026\tĐơn vị chủ trì\n"
TASK_HEAD = "TT\tNhiệm vụ\tThời hạn\tCơ quan chủ trì\tCơ quan phối hợp\tSản phẩm\n"


@cache
def directory() -> Directory:
    """The packaged directory of units, built once."""
    return Directory.packaged()


def read(text: str) -> Reading:
    """The reading of a plain text."""
    blocks = plaintext.read(text)
    return reading.read(blocks, source=SOURCE, directory=directory(), today=TODAY)


def criteria(rows: str, *, above: str = "Chỉ số cải cách hành chính\n\n") -> CriteriaTable:
    """The first table of a text, a table of criteria."""
    table = read(f"{above}{CRITERIA_HEAD}{rows}").tables[0]
    assert isinstance(table, CriteriaTable)
    return table


def tasks(rows: str, *, above: str = "Nhiệm vụ năm 2026\n\n") -> TaskTable:
    """The first table of a text, a table of tasks."""
    table = read(f"{above}{TASK_HEAD}{rows}").tables[0]
    assert isinstance(table, TaskTable)
    return table


def told(text: str) -> list[tuple[str, str | None, str | None, str | None, str | None, str | None]]:
    """The findings of a text as code, table, path, column, stated, computed."""
    return [
        (one.code, one.table, one.path, one.column, one.stated, one.computed) for one in read(text).findings
    ]


def at_row(number: int, *, block: int) -> At:
    """A place in a table of a text."""
    return At(row=number, block=block)
