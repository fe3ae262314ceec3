"""YAML 1.2 core, read strictly into nodes that keep every scalar's text and line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from parindex.cycle.documents.blocks import Unusable
from parindex.engine.values import vietnamese

MOST_BYTES = 8_000_000
MOST_NODES = 400_000
DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be: its bytes, and its nodes after every reference is written out."""

    bytes: int = MOST_BYTES
    nodes: int = MOST_NODES


_USUAL = Limits()

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_TEXT_TAG = "tag:yaml.org,2002:str"
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")

# The C parser of libyaml gives the same events thirty times faster where it is built in.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One scalar: its text in NFC, whether it stood without quotes, and its line."""

    text: str
    is_plain: bool
    line: int

    @property
    def is_null(self) -> bool:
        """Whether it is the null of YAML 1.2."""
        return self.is_plain and self.text in _NULL

    @property
    def boolean(self) -> bool | None:
        """true or false; None for everything else, yes, no, on and off included."""
        if not self.is_plain or self.text not in _TRUE | _FALSE:
            return None
        return self.text in _TRUE

    @property
    def is_number(self) -> bool:
        """Whether it is a number of the contract, quoted or not."""
        return _NUMBER.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list and its line."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping in the order written, and its line; no key stands twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int

    def get(self, key: str) -> Node | None:
        """The value of ``key``; None when it is absent or null."""
        for name, value in self.entries:
            if name.text == key:
                return None if isinstance(value, Scalar) and value.is_null else value
        return None


Node = Scalar | Sequence | Mapping


def compose(data: bytes, *, limits: Limits = _USUAL) -> Node:
    """The one document in ``data``. Raises Unusable with the line and the remedy."""
    if len(data) > limits.bytes:
        raise Unusable(
            f"Tệp lớn hơn {limits.bytes // 1_000_000} MB. Hãy kiểm tra lại đã chọn đúng tệp YAML chưa.",
            f"The file is larger than {limits.bytes // 1_000_000} MB. Check that it is the right YAML file.",
        )
    text = _decoded(data)
    builder = _Builder(limits)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except yaml.YAMLError as error:
        raise _syntax(error) from None
    if builder.root is None:
        raise Unusable(
            "Tệp trống. Hãy chọn tệp có nội dung theo mẫu parindex.",
            "The file is empty. Choose a file written in the parindex form.",
        )
    return builder.root


def as_text(node: Node) -> Any:
    """``node`` as plain JSON with every scalar as text: what digests are made of."""
    if isinstance(node, Mapping):
        return {key.text: as_text(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [as_text(item) for item in node.items]
    if node.is_null:
        return "null"
    return node.text if node.boolean is None else str(node.boolean).lower()


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unusable(
            f"Dòng {line}: tệp không phải UTF-8. Hãy lưu lại tệp với bảng mã UTF-8.",
            f"Line {line}: the file is not UTF-8. Save it again as UTF-8.",
        ) from None


def _syntax(error: yaml.YAMLError) -> Unusable:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    vi = f"Dòng {mark.line + 1}, cột {mark.column + 1}" if mark is not None else "Trong tệp"
    en = f"Line {mark.line + 1}, column {mark.column + 1}" if mark is not None else "In the file"
    return Unusable(
        f"{vi}: không đúng cú pháp YAML. Hãy xem lại thụt lề, dấu ngoặc và ký tự lạ ở đó.",
        f"{en}: this is not valid YAML. Check the indentation, the brackets and odd characters there.",
    )


def _refused(line: int, vi: str, en: str) -> Unusable:
    return Unusable(f"Dòng {line}: {vi}", f"Line {line}: {en}")


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been met; children are kept with their weight and depth."""

    line: int
    is_mapping: bool
    anchor: str | None
    children: list[Node]
    weight: int = 1
    depth: int = 0


@dataclass(frozen=True, slots=True)
class _Anchored:
    node: Node
    weight: int
    depth: int


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


class _Builder:
    """Turns parser events into nodes without recursion, so that no file can exhaust the stack."""

    def __init__(self, limits: Limits) -> None:
        self.root: Node | None = None
        self._limits = limits
        self._open: list[_Open] = []
        self._anchors: dict[str, _Anchored] = {}
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._start(event)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self._end()

    def _begin(self, event: yaml.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            raise _refused(
                _line(event),
                "tệp có nhiều tài liệu YAML (dấu “---”). Hãy tách mỗi tài liệu thành một tệp.",
                "the file holds several YAML documents (“---”). Keep one document a file.",
            )

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        line = _line(event)
        self._check_tag(event, line)
        is_plain = not event.style and event.tag != _TEXT_TAG
        scalar = Scalar(vietnamese.nfc(event.value), is_plain, line)
        self._place(_Anchored(scalar, 1, 0), anchor=event.anchor, line=line)

    def _start(self, event: yaml.SequenceStartEvent | yaml.MappingStartEvent) -> None:
        line = _line(event)
        self._check_tag(event, line)
        if len(self._open) >= DEEPEST:
            raise _too_large(line)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self._open.append(_Open(line, is_mapping, event.anchor, []))

    def _end(self) -> None:
        done = self._open.pop()
        node: Node
        if done.is_mapping:
            node = Mapping(_entries(done.children), done.line)
        else:
            node = Sequence(tuple(done.children), done.line)
        self._place(_Anchored(node, done.weight, done.depth), anchor=done.anchor, line=done.line)

    def _alias(self, event: yaml.AliasEvent) -> None:
        line = _line(event)
        target = self._anchors.get(event.anchor or "")
        if target is None:
            raise _refused(
                line,
                f"“*{event.anchor}” trỏ tới chỗ chưa có hoặc trỏ vào chính nó. Hãy viết thẳng nội dung.",
                f"“*{event.anchor}” points nowhere or into itself. Write the content out.",
            )
        self._place(target, anchor=None, line=line)

    def _place(self, built: _Anchored, *, anchor: str | None, line: int) -> None:
        if anchor is not None:
            self._anchors[anchor] = built
        if not self._open:
            self.root = built.node
            return
        above = self._open[-1]
        above.children.append(built.node)
        above.weight += built.weight
        above.depth = max(above.depth, built.depth + 1)
        if above.weight > self._limits.nodes or len(self._open) + above.depth > DEEPEST:
            raise _too_large(line)

    def _check_tag(self, event: Any, line: int) -> None:
        if event.tag is None or (event.tag == _TEXT_TAG and isinstance(event, yaml.ScalarEvent)):
            return
        raise _refused(
            line,
            f"không nhận nhãn kiểu “{event.tag}”. Hãy bỏ nhãn, chỉ viết giá trị.",
            f"the tag “{event.tag}” is not accepted. Remove it and write the plain value.",
        )


def _too_large(line: int) -> Unusable:
    return _refused(
        line,
        "nội dung lồng quá sâu hoặc quá lớn. Hãy viết thẳng, bỏ các tham chiếu lặp lại.",
        "the content is nested too deeply or too large. Write it out without repeated references.",
    )


def _entries(children: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
    seen: dict[str, int] = {}
    entries = []
    for key, value in zip(children[::2], children[1::2], strict=True):
        if not isinstance(key, Scalar):
            raise _refused(
                key.line,
                "tên mục phải là chữ. Hãy viết tên mục trên một dòng, trước dấu hai chấm.",
                "a key must be text. Write the key on one line, before the colon.",
            )
        if key.text in seen:
            raise _refused(
                key.line,
                f"mục “{key.text}” viết hai lần (lần đầu ở dòng {seen[key.text]}). Hãy giữ một lần.",
                f"the key “{key.text}” stands twice (first on line {seen[key.text]}). Keep one.",
            )
        seen[key.text] = key.line
        entries.append((key, value))
    return tuple(entries)
