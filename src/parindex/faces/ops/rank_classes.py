"""The file of classes: a YAML list, highest first, of names with a score or a top."""

from __future__ import annotations

from decimal import Decimal

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.frameworks import yaml_core
from parindex.engine.ranking.scores import Unrankable
from parindex.engine.ranking.settings import Class, Settings
from parindex.engine.values import points
from parindex.engine.values.findings import Words
from parindex.faces.ops.rank_scores import told
from parindex.faces.ops.telling import Failed

_KEYS = ("name", "from", "top")
_LONGEST = 1_000
_FORM = Words(
    "Hãy ghi mỗi loại một dòng, cao nhất trước: - {name: A, from: 90} hoặc - {name: A, top: 0.1}.",
    "Write one class a line, highest first: - {name: A, from: 90} or - {name: A, top: 0.1}.",
)


class _Wrong(Exception):
    """One line of the file cannot be used."""

    def __init__(self, line: int, message: Words, remedy: Words = _FORM) -> None:
        super().__init__(message.en)
        self.line = line
        self.message = message
        self.remedy = remedy


def read(data: bytes, name: str, language: str) -> tuple[Class, ...]:
    """The classes in ``data``, highest first. Raises Failed with the line and the remedy."""
    try:
        return _classes(yaml_core.compose(data))
    except Unusable as failure:
        raise Failed(f"{name}: {Words(failure.vi, failure.en).in_language(language)}") from None
    except _Wrong as wrong:
        raise Failed(told(name, wrong.line, wrong.message, wrong.remedy, language)) from None


def _classes(node: yaml_core.Node) -> tuple[Class, ...]:
    if not isinstance(node, yaml_core.Sequence):
        raise _Wrong(node.line, Words("đây không phải danh sách các loại.", "this is no list of classes."))
    classes = tuple(_class(item) for item in node.items)
    try:
        Settings(classes=classes).check()
    except Unrankable as wrong:
        raise _Wrong(node.items[wrong.at].line, wrong.message, wrong.remedy) from None
    return classes


def _class(node: yaml_core.Node) -> Class:
    if not isinstance(node, yaml_core.Mapping):
        raise _Wrong(node.line, Words("đây không phải một loại.", "this is no class."))
    for key, _ in node.entries:
        if key.text not in _KEYS:
            raise _Wrong(
                key.line,
                Words(f"không có mục “{key.text}” trong một loại.", f"a class has no key “{key.text}”."),
            )
    from_score, top = _number(node, "from"), _number(node, "top")
    if from_score is not None and top is not None:
        raise _Wrong(
            node.line,
            Words("một loại chỉ có from hoặc top, không có cả hai.", "a class has from or top, not both."),
        )
    return Class(_name(node), from_score=from_score, top=top)


def _name(node: yaml_core.Mapping) -> str:
    name = node.get("name")
    if not isinstance(name, yaml_core.Scalar) or not name.text.strip():
        raise _Wrong(node.line, Words("loại chưa có tên (name).", "the class has no name."))
    return name.text


def _number(node: yaml_core.Mapping, key: str) -> Decimal | None:
    value = node.get(key)
    if value is None:
        return None
    if not isinstance(value, yaml_core.Scalar) or not value.is_number or len(value.text) > _LONGEST:
        shown = value.text[:40] if isinstance(value, yaml_core.Scalar) else "…"
        raise _Wrong(
            value.line,
            Words(f"{key} “{shown}” không phải con số.", f"{key} “{shown}” is not a number."),
            Words("Hãy viết chữ số và dấu chấm thập phân, ví dụ 90 hoặc 0.1.",
                  "Write digits and a decimal point, such as 90 or 0.1."),
        )  # fmt: skip
    return points.figure(value.text)
