"""The table of scores: CSV with the columns unit, group and score, every fault with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from parindex.engine.ranking.scores import Score
from parindex.engine.values import points, vietnamese
from parindex.engine.values.findings import Words
from parindex.faces.ops.telling import Failed

_COLUMNS = ("unit", "group", "score")
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Row:
    """One unit's score and the line it stands on."""

    score: Score
    line: int


class _Wrong(Exception):
    """One line of the table cannot be used."""

    def __init__(self, line: int, message: Words, remedy: Words) -> None:
        super().__init__(message.en)
        self.line = line
        self.message = message
        self.remedy = remedy


def read(data: bytes, name: str, language: str) -> tuple[Row, ...]:
    """The rows of the table in ``data``. Raises Failed with the line and the remedy."""
    try:
        lines = _lines(_decoded(data))
        header = next(lines, None)
        if header is None:
            raise _Wrong(1, Words("tệp trống.", "the file is empty."), _HEADER)
        places = _places(*header)
        rows = tuple(_row(line, cells, places, len(header[1])) for line, cells in lines)
        if not rows:
            raise _Wrong(
                header[0] + 1,
                Words("bảng chưa có đơn vị nào.", "the table holds no unit."),
                Words("Hãy ghi mỗi đơn vị một dòng dưới tiêu đề.", "Write one row a unit below the header."),
            )
        _check_groups(rows)
        return rows
    except _Wrong as wrong:
        raise Failed(told(name, wrong.line, wrong.message, wrong.remedy, language)) from None


def told(name: str, line: int, message: Words, remedy: Words, language: str) -> str:
    """The one line of a fault: file, line, what is wrong, what to do."""
    words = Words(
        f"{name}, dòng {line}: {message.vi} {remedy.vi}", f"{name}, line {line}: {message.en} {remedy.en}"
    )
    return "".join(sign if sign.isprintable() else " " for sign in words.in_language(language))


_HEADER = Words(
    "Dòng đầu phải là tiêu đề: unit,group,score.", "The first line must be the header: unit,group,score."
)


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _Wrong(
            data.count(b"\n", 0, error.start) + 1,
            Words("tệp không phải UTF-8.", "the file is not UTF-8."),
            Words("Hãy lưu lại tệp dạng “CSV UTF-8”.", "Save it again as “CSV UTF-8”."),
        ) from None
    if "\0" in text:
        raise _Wrong(
            text.count("\n", 0, text.index("\0")) + 1,
            Words(
                "có ký tự rỗng; đây không phải tệp CSV.", "there is a null character; this is no CSV file."
            ),
            Words("Hãy lưu lại tệp dạng “CSV UTF-8”.", "Save it again as “CSV UTF-8”."),
        )
    return text


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every record that is not blank, with the line it begins on."""
    # Excel in Vietnamese separates by semicolons; the header tells which.
    head = text.lstrip().partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if ";" in head and "," not in head else ",", strict=True
    )
    line = 1
    try:
        for record in reader:
            cells = [vietnamese.nfc(cell).strip() for cell in record]
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        raise _Wrong(
            line,
            Words("dấu ngoặc kép không khớp.", "the quotation marks do not match."),
            Words("Hãy đặt cả ô trong ngoặc kép và viết đôi dấu ngoặc kép bên trong ô.",
                  "Quote the whole cell, and double each quotation mark inside it."),
        ) from None  # fmt: skip


def _places(line: int, cells: Sequence[str]) -> tuple[int, ...]:
    """Where unit, group and score stand; other columns are left alone."""
    heads = [cell.lower() for cell in cells]
    missing = [column for column in _COLUMNS if column not in heads]
    if missing:
        named = ", ".join(missing)
        raise _Wrong(line, Words(f"thiếu cột {named}.", f"the column {named} is missing."), _HEADER)
    for column in _COLUMNS:
        if heads.count(column) > 1:
            raise _Wrong(
                line,
                Words(f"cột {column} có hai lần.", f"the column {column} stands twice."),
                Words("Hãy giữ một cột.", "Keep one of them."),
            )
    return tuple(heads.index(column) for column in _COLUMNS)


def _row(line: int, cells: Sequence[str], places: Sequence[int], width: int) -> Row:
    if len(cells) < width or any(cells[width:]):
        raise _Wrong(
            line,
            Words(f"có {len(cells)} ô, tiêu đề có {width}.", f"{len(cells)} cells under {width} headings."),
            Words("Hãy đặt tên có dấu phẩy trong ngoặc kép và ghi điểm với dấu chấm (87.5).",
                  "Quote names that hold a comma, and write scores with a point (87.5)."),
        )  # fmt: skip
    unit, group, score = (cells[place] for place in places)
    if not unit:
        raise _Wrong(
            line,
            Words("thiếu tên đơn vị.", "the unit is missing."),
            Words("Hãy ghi tên hoặc mã đơn vị.", "Write its name or code."),
        )
    return Row(Score(unit, group, _score(line, score)), line)


def _check_groups(rows: Sequence[Row]) -> None:
    """All rows name a group, or none does: one left out would be ranked alone."""
    without = next((row for row in rows if not row.score.group), None)
    if without is not None and any(row.score.group for row in rows):
        raise _Wrong(
            without.line,
            Words("thiếu nhóm của đơn vị.", "the group of the unit is missing."),
            Words("Hãy ghi nhóm ở mọi dòng, hoặc để trống ở mọi dòng.",
                  "State the group in every row, or in none."),
        )  # fmt: skip


def _score(line: int, text: str) -> Decimal | None:
    if not text:
        return None
    try:
        if len(text) > _LONGEST:
            raise points.NotAFigure(text)
        return points.figure(text)
    except points.NotAFigure:
        shown = text if len(text) <= 40 else f"{text[:39]}…"
        raise _Wrong(
            line,
            Words(f"điểm “{shown}” không phải con số.", f"the score “{shown}” is not a number."),
            Words("Hãy viết chữ số và dấu chấm thập phân, ví dụ 87.5.",
                  "Write digits and a decimal point, such as 87.5."),
        ) from None  # fmt: skip
