"""The columns of case files: by which headings they are known, and which a file must have; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parindex.engine.values.findings import Finding, Words
from parindex.engine.values.vietnamese import fold
from parindex.foundation.cases import findings
from parindex.foundation.cases.findings import Rejected


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its key: what people call it, and the headings it is known by, folded."""

    key: str
    title: Words
    heads: tuple[str, ...]


CODE = Column("code", Words("Mã đơn vị", "Unit code"), ("ma don vi", "ma co quan", "unit code"))
UNIT = Column(
    "unit",
    Words("Đơn vị", "Unit"),
    ("don vi", "ten don vi", "co quan", "ten co quan", "don vi giai quyet", "co quan giai quyet", "unit"),
)
CASE = Column(
    "id",
    Words("Mã hồ sơ", "Case id"),
    ("ma ho so", "so ho so", "ma so ho so", "so bien nhan", "case id", "case", "id"),
)
RECEIVED = Column(
    "received",
    Words("Ngày tiếp nhận", "Received"),
    (
        "ngay tiep nhan",
        "ngay nhan",
        "ngay nop",
        "thoi gian tiep nhan",
        "received",
        "received date",
        "received on",
    ),
)
DUE = Column(
    "due",
    Words("Ngày hẹn trả", "Due"),
    (
        *("ngay hen tra", "ngay hen tra ket qua", "han tra", "han xu ly", "han giai quyet"),
        *("thoi han giai quyet", "due", "due date", "due on"),
    ),
)
FINISHED = Column(
    "finished",
    Words("Ngày trả", "Finished"),
    (
        *("ngay tra", "ngay tra ket qua", "ngay hoan thanh", "ngay giai quyet", "ngay ket thuc"),
        *("ngay giai quyet xong", "finished", "finished date", "finished on"),
    ),
)
ON_TIME = Column("on_time", Words("Đúng hạn", "On time"), ("dung han", "tra dung han", "on time"))
ONLINE = Column(
    "online",
    Words("Trực tuyến", "Online"),
    ("truc tuyen", "nop truc tuyen", "ho so truc tuyen", "hinh thuc nop", "hinh thuc tiep nhan", "online"),
)
PAID = Column(
    "paid",
    Words("Thanh toán trực tuyến", "Paid online"),
    ("thanh toan truc tuyen", "da thanh toan truc tuyen", "hinh thuc thanh toan", "paid online"),
)
ALL = (CODE, UNIT, CASE, RECEIVED, DUE, FINISHED, ON_TIME, ONLINE, PAID)
FLAGS = (ON_TIME, ONLINE, PAID)
BY_KEY: Mapping[str, Column] = {each.key: each for each in ALL}
MOST = 200
_WANTED = ((CODE, UNIT), (RECEIVED,), (FINISHED,), (DUE, ON_TIME), (ONLINE,), (PAID,))
_SIGNS = re.compile(r"\(.*\)|[_.*:]+")

YES = frozenset(
    {
        *("1", "x", "co", "dung", "true", "t", "yes", "y", "truc tuyen", "online", "toan trinh"),
        *("mot phan", "dvc truc tuyen", "dung han", "truoc han", "da thanh toan truc tuyen"),
    }
)
NO = frozenset(
    {
        *("", "0", "khong", "sai", "false", "f", "no", "n", "truc tiep", "buu chinh", "offline"),
        *("qua buu chinh", "bcci", "qua han", "tre han", "tien mat", "chuyen khoan tai quay", "chua", "-"),
    }
)


def placed(heads: Sequence[str]) -> dict[str, int]:
    """At which place each known column of a row of headings stands. Raises Rejected when one stands twice."""
    found: dict[str, int] = {}
    for key, place in known(heads):
        if key in found:
            raise Rejected((findings.column_twice(BY_KEY[key].title, found[key] + 1, place + 1),))
        found[key] = place
    return found


def known(heads: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """The known columns of a row of headings, each with its place."""
    found = []
    for place, head in enumerate(heads):
        said = " ".join(_SIGNS.sub(" ", fold(head)).split())
        column = next((each for each in ALL if said in each.heads), None)
        if column is not None:
            found.append((column.key, place))
    return tuple(found)


def check(found: Mapping[str, int]) -> None:
    """Raises Rejected when a column that counting needs is not there."""
    missing = tuple(_missing(found))
    if missing:
        raise Rejected(missing)


def _missing(found: Mapping[str, int]) -> Iterator[Finding]:
    for either in _WANTED:
        if not any(each.key in found for each in either):
            yield findings.without_column(tuple(each.title for each in either))


def flag(text: str) -> bool | None:
    """What a yes or a no in a cell means; None when it is neither."""
    said = fold(text)
    return True if said in YES else False if said in NO else None
