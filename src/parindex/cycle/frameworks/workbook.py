"""A framework as a workbook: one row a criterion, written and read back without loss."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any

import xlsxwriter

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.documents.formats import packages, sheets
from parindex.cycle.frameworks import wording, writing, yaml_core
from parindex.cycle.frameworks.reading import SCHEMA
from parindex.cycle.frameworks.yaml_core import Mapping as Entries
from parindex.cycle.frameworks.yaml_core import Node, Scalar, Sequence
from parindex.engine.scoring import specs
from parindex.engine.scoring.specs import FrameworkSpec, Step
from parindex.engine.values.vietnamese import fold, nfc

LONGEST_CELL = 32_767
"""What one cell of a workbook holds."""

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_NUMBERS = frozenset({"max", "weight", "total"})
_COMMON = ("kind", "citation", "status", "note")


class Column(StrEnum):
    """The columns of the sheet of criteria, by their headings."""

    LEVEL = "Cấp"
    CODE = "Mã"
    NAME = "Nội dung"
    MAX = "Điểm tối đa"
    WEIGHT = "Trọng số"
    AGGREGATE = "Cách tính"
    SOURCE = "Nguồn"
    OWNER = "Đơn vị chủ trì"
    EVIDENCE = "Minh chứng"
    EVIDENCE_NOTE = "Ghi chú minh chứng"
    KIND = "Loại quy tắc"
    PARAMETERS = "Tham số"
    CITATION = "Căn cứ"
    STATUS = "Tình trạng"
    RULE_NOTE = "Ghi chú quy tắc"
    NOTE = "Ghi chú"


_WIDTHS = {
    Column.LEVEL: 6,
    Column.CODE: 9,
    Column.NAME: 56,
    Column.MAX: 9,
    Column.WEIGHT: 9,
    Column.OWNER: 24,
    Column.PARAMETERS: 46,
    Column.CITATION: 34,
}
ABOUT = {
    "id": "Mã tệp",
    "index": "Chỉ số",
    "vi": "Tên",
    "en": "Tên tiếng Anh",
    "level": "Áp dụng cho cấp",
    "year": "Năm",
    "basis": "Căn cứ",
    "total": "Tổng điểm",
    "decimals": "Số chữ số thập phân",
    "display_decimals": "Số chữ số thập phân khi hiển thị",
    "not_applicable": "Tiêu chí không áp dụng",
    "aggregate": "Cách tính",
    "note": "Ghi chú",
}
_WORDS: dict[str, dict[str, str]] = {
    "kind": {key: words.vi for key, words in wording.KINDS.items()},
    "source": {key.value: words.vi for key, words in wording.SOURCES.items()},
    "status": {key.value: words.vi for key, words in wording.STATUSES.items()},
    "aggregate": {key.value: words.vi for key, words in wording.AGGREGATES.items()},
    "not_applicable": {key.value: words.vi for key, words in wording.NOT_APPLICABLE.items()},
    "required": {str(key).lower(): words.vi for key, words in wording.EVIDENCE.items()},
}
"""The words that stand for the keys of the file, column by column."""
_KEYS = {key: {fold(word): each for each, word in words.items()} for key, words in _WORDS.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its number, and the text of each cell by its heading."""

    line: int
    cells: Mapping[Column, str]

    def text(self, column: Column) -> str:
        """The text of one cell; blank for an empty one."""
        return self.cells.get(column, "")

    def scalar(self, column: Column, *, key: str = "") -> Scalar:
        """One cell as a value of the framework file."""
        return _scalar(self.text(column), key, self.line)


def write(spec: FrameworkSpec) -> bytes:
    """The workbook of ``spec``. Raises Unusable for a text that no cell holds."""
    data = BytesIO()
    book = xlsxwriter.Workbook(
        data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    drawn = _Drawn(book)
    drawn.criteria(spec)
    drawn.about(spec)
    drawn.guide()
    book.close()
    return data.getvalue()


def compose(data: bytes) -> Node:
    """The framework that the workbook in ``data`` says, as the nodes of a framework file.

    The line of each node is its row. Raises Unusable with the row and the remedy.
    """
    rows: list[Row] = []
    about: dict[str, Scalar] = {}
    for sheet in _sheets(data):
        heads = _heads(sheet)
        if heads and not rows:
            rows = _rows(sheet, *heads)
        elif not heads:
            about |= _about(sheet)
    if not rows:
        raise Unusable(
            "Không thấy bảng tiêu chí. Trang tính phải có dòng tiêu đề với các cột “Cấp”, “Mã”, “Nội dung”.",
            "There is no table of criteria. A sheet must have a heading row with “Cấp”, “Mã”, “Nội dung”.",
        )
    return _framework(about, _tree(rows))


class _Drawn:
    """The workbook being written, with its faces."""

    def __init__(self, book: Any) -> None:
        face = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
        self.book = book
        self.title = book.add_format({**face, "bold": True, "font_size": 13})
        self.head = book.add_format({**face, "bold": True, "border": 1, "text_wrap": True, "align": "center"})
        self.cell = book.add_format({**face, "border": 1, "text_wrap": True})
        self.strong = book.add_format({**face, "border": 1, "text_wrap": True, "bold": True})

    def criteria(self, spec: FrameworkSpec) -> None:
        sheet = self.book.add_worksheet("Bộ tiêu chí")
        sheet.write_string(0, 0, _cell(spec.title_vi or spec.id), self.title)
        for at, column in enumerate(Column):
            sheet.set_column(at, at, _WIDTHS.get(column, 16))
            sheet.write_string(2, at, column.value, self.head)
        down = 2
        for down, step in enumerate(specs.walk(spec), start=3):
            face = self.strong if step.node.children else self.cell
            sheet.write_number(down, 0, step.depth + 1, face)
            for at, (column, text) in enumerate(_cells(step).items(), start=1):
                assert column is tuple(Column)[at]
                sheet.write_string(down, at, _cell(text), face)
        sheet.ignore_errors({"number_stored_as_text": f"A1:P{down + 1}"})
        sheet.freeze_panes(3, 3)
        sheet.repeat_rows(2)
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.fit_to_pages(1, 0)

    def about(self, spec: FrameworkSpec) -> None:
        sheet = self.book.add_worksheet("Thông tin")
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 80)
        plain = writing.plain(spec)
        title = plain.get("title", {})
        for down, (key, label) in enumerate(ABOUT.items()):
            value = title.get(key, "") if key in {"vi", "en"} else plain.get(key, "")
            sheet.write_string(down, 0, label, self.strong)
            sheet.write_string(down, 1, _cell(_WORDS.get(key, {}).get(value, value)), self.cell)
        sheet.ignore_errors({"number_stored_as_text": f"B1:B{len(ABOUT)}"})

    def guide(self) -> None:
        sheet = self.book.add_worksheet("Hướng dẫn")
        sheet.set_column(0, 1, 30)
        sheet.set_column(2, 2, 90)
        lines = [
            ("Cấp", "", "1 là lĩnh vực; số lớn hơn một bậc là mục con của dòng gần nhất ở bậc trên."),
            (
                "Tham số",
                "",
                'Viết như trong tệp YAML, ví dụ {floor: "0.8"}; dấu chấm thập phân, số trong ngoặc kép.',
            ),
            *((words.vi, key, wording.HINTS[key].vi) for key, words in wording.KINDS.items()),
        ]
        for at, title in enumerate(("Cột hoặc loại quy tắc", "Trong tệp YAML", "Ý nghĩa")):
            sheet.write_string(0, at, title, self.head)
        for down, line in enumerate(lines, start=1):
            for at, text in enumerate(line):
                sheet.write_string(down, at, text, self.cell)


def _cells(step: Step) -> dict[Column, str]:
    """The texts of one row, from the code on."""
    node = step.node
    plain = writing.plain_criterion(node)
    rule = plain.get("rule")
    evidence = plain.get("evidence", {})
    parameters = {} if rule is None else {key: each for key, each in rule.items() if key not in _COMMON}
    said = rule or {}
    is_bare = rule is not None and not said.get("kind")
    return {
        Column.CODE: node.code,
        Column.NAME: node.name,
        Column.MAX: node.max or "",
        Column.WEIGHT: node.weight or "",
        Column.AGGREGATE: _word("aggregate", plain.get("aggregate")),
        Column.SOURCE: _word("source", plain.get("source")),
        Column.OWNER: node.owner or "",
        Column.EVIDENCE: _word("required", evidence.get("required")),
        Column.EVIDENCE_NOTE: evidence.get("note", ""),
        Column.KIND: _word("kind", said.get("kind")),
        Column.PARAMETERS: writing.flow(parameters) if parameters or is_bare else "",
        Column.CITATION: said.get("citation", ""),
        Column.STATUS: _word("status", said.get("status")),
        Column.RULE_NOTE: said.get("note", ""),
        Column.NOTE: node.note or "",
    }


def _word(key: str, value: str | None) -> str:
    return _WORDS[key].get(value, value) if value else ""


def _cell(text: str) -> str:
    if len(text) > LONGEST_CELL:
        raise Unusable(
            f"Có nội dung dài hơn {LONGEST_CELL} ký tự nên không ghi được vào một ô. Hãy xuất tệp YAML.",
            f"A text is longer than the {LONGEST_CELL} characters of a cell. Export the YAML file instead.",
        )
    return text


def _sheets(data: bytes) -> Iterator[dict[int, dict[int, str]]]:
    """The texts of every worksheet in ``data``, by row and column."""
    package = packages.opened(data)
    main = package.main()
    relations = package.relations(main)
    related = dict(relations.values())
    workbook = package.xml(main)
    shared = sheets.book(
        package.xml(related.get("sharedStrings", "")), package.xml(related.get("styles", "")), workbook
    )
    for item in workbook.findall(f"{sheets.S}sheets/{sheets.S}sheet"):
        kind, part = relations.get(item.get(_ID, ""), ("", ""))
        if kind == "worksheet" and part in package.names:
            sheet = sheets.read(package.part(part), shared)
            yield {
                number: {cell.column: nfc(cell.text).strip() for cell in cells}
                for number, cells in sheet.rows.items()
            }


def _heads(sheet: dict[int, dict[int, str]]) -> tuple[int, dict[int, Column]] | None:
    """The row of headings and the column of each; None in a sheet without criteria."""
    known = {fold(column.value): column for column in Column}
    for number in sorted(sheet):
        found = {at: known[fold(text)] for at, text in sheet[number].items() if fold(text) in known}
        if {Column.LEVEL, Column.CODE, Column.NAME} <= set(found.values()):
            return number, found
    return None


def _rows(sheet: dict[int, dict[int, str]], head: int, columns: dict[int, Column]) -> list[Row]:
    return [
        Row(number, {columns[at]: text for at, text in sheet[number].items() if at in columns})
        for number in sorted(sheet)
        if number > head and any(at in columns for at in sheet[number])
    ]


def _about(sheet: dict[int, dict[int, str]]) -> dict[str, Scalar]:
    known = {fold(label): key for key, label in ABOUT.items()}
    found = {}
    for number, cells in sheet.items():
        texts = [cells[at] for at in sorted(cells)]
        key = known.get(fold(texts[0]))
        if key and len(texts) == 2:
            found[key] = _scalar(texts[1], key, number)
    return found


def _framework(about: dict[str, Scalar], criteria: tuple[Node, ...]) -> Entries:
    title = tuple((_name(key, 1), about[key]) for key in ("vi", "en") if key in about)
    entries: list[tuple[Scalar, Node]] = [(_name("schema", 1), Scalar(SCHEMA, True, 1))]
    entries += [(_name(key, each.line), each) for key, each in about.items() if key not in {"vi", "en"}]
    if title:
        entries.append((_name("title", 1), Entries(title, 1)))
    entries.append((_name("criteria", 1), Sequence(criteria, 1)))
    return Entries(tuple(entries), 1)


def _tree(rows: list[Row]) -> tuple[Node, ...]:
    """The rows under one another, as their levels say."""
    roots: list[Node] = []
    open_rows: list[tuple[Row, list[Node]]] = []
    for row in rows:
        level = _level(row, most=len(open_rows) + 1)
        while len(open_rows) >= level:
            _shut(open_rows, roots)
        open_rows.append((row, []))
    while open_rows:
        _shut(open_rows, roots)
    return tuple(roots)


def _shut(open_rows: list[tuple[Row, list[Node]]], roots: list[Node]) -> None:
    row, children = open_rows.pop()
    siblings = open_rows[-1][1] if open_rows else roots
    siblings.append(_criterion(row, children))


def _level(row: Row, *, most: int) -> int:
    text = row.text(Column.LEVEL)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:3]) <= most:
        raise Unusable(
            f"Dòng {row.line}: cột “Cấp” ghi “{text}”; ở đây chỉ có thể là số từ 1 đến {most}.",
            f"Row {row.line}: “Cấp” says “{text}”; here it must be a number from 1 to {most}.",
        )
    return int(text)


def _criterion(row: Row, children: list[Node]) -> Entries:
    entries: list[tuple[str, Node]] = [
        ("code", row.scalar(Column.CODE)),
        ("name", row.scalar(Column.NAME)),
        ("owner", row.scalar(Column.OWNER)),
        ("max", row.scalar(Column.MAX, key="max")),
        ("weight", row.scalar(Column.WEIGHT, key="weight")),
        ("aggregate", row.scalar(Column.AGGREGATE, key="aggregate")),
        ("source", row.scalar(Column.SOURCE, key="source")),
        ("note", row.scalar(Column.NOTE)),
    ]
    kept: list[tuple[Scalar, Node]] = [
        (_name(key, row.line), each) for key, each in entries if isinstance(each, Scalar) and each.text
    ]
    for key, inner in (("evidence", _evidence(row)), ("rule", _rule(row))):
        if inner is not None:
            kept.append((_name(key, row.line), inner))
    if children:
        kept.append((_name("children", row.line), Sequence(tuple(children), row.line)))
    return Entries(tuple(kept), row.line)


def _evidence(row: Row) -> Entries | None:
    required = row.scalar(Column.EVIDENCE, key="required")
    note = row.scalar(Column.EVIDENCE_NOTE)
    entries = [
        (_name(key, row.line), each) for key, each in (("required", required), ("note", note)) if each.text
    ]
    return Entries(tuple(entries), row.line) if entries else None


def _rule(row: Row) -> Entries | None:
    said = (
        ("kind", row.scalar(Column.KIND, key="kind")),
        ("citation", row.scalar(Column.CITATION)),
        ("status", row.scalar(Column.STATUS, key="status")),
        ("note", row.scalar(Column.RULE_NOTE)),
    )
    entries = [(_name(key, row.line), each) for key, each in said if each.text]
    parameters = row.text(Column.PARAMETERS)
    if not entries and not parameters:
        return None
    return Entries((*entries, *_parameters(parameters, row.line)), row.line)


def _parameters(text: str, line: int) -> tuple[tuple[Scalar, Node], ...]:
    if not text:
        return ()
    try:
        node = _at(yaml_core.compose(text.encode()), line)
    except Unusable as wrong:
        raise Unusable(
            f"Dòng {line}, cột “Tham số”: {wrong.vi}", f"Row {line}, “Tham số”: {wrong.en}"
        ) from None
    if not isinstance(node, Entries) or any(key.text in _COMMON for key, _ in node.entries):
        raise Unusable(
            f'Dòng {line}: cột “Tham số” phải viết dạng {{tên: giá trị}}, ví dụ {{floor: "0.8"}}; '
            "loại, căn cứ và tình trạng ghi ở cột riêng.",
            f'Row {line}: “Tham số” must be written as {{name: value}}, such as {{floor: "0.8"}}; '
            "kind, citation and status have columns of their own.",
        )
    return node.entries


def _at(node: Node, line: int) -> Node:
    """``node`` with every line the row it stands in."""
    if isinstance(node, Entries):
        return Entries(tuple((_name(key.text, line), _at(each, line)) for key, each in node.entries), line)
    if isinstance(node, Sequence):
        return Sequence(tuple(_at(each, line) for each in node.items), line)
    return Scalar(node.text, node.is_plain, line)


def _name(key: str, line: int) -> Scalar:
    return Scalar(key, True, line)


def _scalar(text: str, key: str, line: int) -> Scalar:
    """A cell as a value: words become their keys, a decimal comma a point."""
    if key in _KEYS:
        text = _KEYS[key].get(fold(text), text)
    elif key in _NUMBERS and _COMMA.fullmatch(text):
        text = text.replace(",", ".")
    return Scalar(text, key == "required", line)
