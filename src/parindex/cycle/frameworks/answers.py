"""Reading an answers file: what each unit answered, as plain trees for the engine, and its digest.

The digest of a scoring is the SHA-256 of the UTF-8 JSON of [framework, answers] with keys sorted and
no blanks. Every scalar stands there as its text in NFC, quoted or not; only null and the two booleans
of YAML 1.2 core stand as "null", "true" and "false" however they were written.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from parindex.cycle.frameworks import yaml_core
from parindex.cycle.frameworks.fields import Fields, refused
from parindex.cycle.frameworks.yaml_core import Limits, Mapping, Node, Scalar, Sequence
from parindex.engine.scoring.specs import FrameworkSpec
from parindex.engine.values import digests

SCHEMA = "parindex/answers/1"

LIMITS = Limits(bytes=200_000_000, nodes=10_000_000)
"""Thousands of units with a hundred answers each fit in."""

_TOP = frozenset({"schema", "framework", "groups", "units"})


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of all units by name and path, as plain trees, and the peer group of units."""

    units: dict[str, dict[str, object]]
    groups: dict[str, str]
    root: Node = field(repr=False, compare=False)


def read(data: bytes, *, framework: FrameworkSpec) -> Answers:
    """The answers in ``data`` to ``framework``. Raises Unusable with the line and the remedy."""
    root = yaml_core.compose(data, limits=LIMITS)
    fields = _top(root)
    _check_framework(fields, framework)
    return Answers(units=_units(fields), groups=_groups(fields), root=root)


def digest(framework: bytes, answers: Answers) -> str:
    """The digest of a scoring: both files as read, formatting and comments apart. Raises Unusable."""
    return digests.of_value(
        [yaml_core.as_text(yaml_core.compose(framework)), yaml_core.as_text(answers.root)]
    )


def strangers(answers: Answers) -> tuple[str, ...]:
    """The units that have a group and no answers: mostly a name spelt in two ways."""
    return tuple(name for name in answers.groups if name not in answers.units)


def plain(node: Node) -> object:
    """``node`` as a plain tree: dict, list, text, true, false, None; a number is its text."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if node.is_null:
        return None
    return node.text if node.boolean is None else node.boolean


def _top(root: Node) -> Fields:
    if not isinstance(root, Mapping):
        raise refused(
            root.line,
            f"tệp không phải bảng trả lời. Tệp phải bắt đầu bằng “schema: {SCHEMA}”.",
            f"these are no answers. The file must begin with “schema: {SCHEMA}”.",
        )
    fields = Fields(root, path=None, found=[])
    schema = fields.text("schema")
    if schema != SCHEMA:
        said = f"“{schema}”" if schema else "chưa ghi / absent"
        raise refused(
            fields.line,
            f"schema là {said}. Tệp trả lời phải ghi “schema: {SCHEMA}”.",
            f"the schema is {said}. An answers file must say “schema: {SCHEMA}”.",
        )
    fields.allow(_TOP, where="tệp trả lời / an answers file")
    return fields


def _check_framework(fields: Fields, framework: FrameworkSpec) -> None:
    said = fields.label("framework")
    if said != framework.id:
        node = fields.mapping.get("framework")
        shown = f"“{said}”" if said else "chưa ghi / absent"
        raise refused(
            node.line if node is not None else fields.line,
            f"framework là {shown}, còn bộ tiêu chí đang dùng là “{framework.id}”. Hãy chấm bằng đúng bộ "
            f"tiêu chí, hoặc ghi “framework: {framework.id}”.",
            f"the framework is {shown}, the one given is “{framework.id}”. Score with the right framework, "
            f"or write “framework: {framework.id}”.",
        )


def _groups(fields: Fields) -> dict[str, str]:
    inner = fields.inner("groups")
    if inner is None:
        return {}
    return {name: _label(inner, name, where="groups") for name in inner.names()}


def _units(fields: Fields) -> dict[str, dict[str, object]]:
    inner = fields.inner("units")
    if inner is None:
        raise refused(
            fields.line,
            "tệp trả lời thiếu mục “units”. Hãy ghi câu trả lời của từng đơn vị dưới “units”.",
            "the answers file has no “units”. Write each unit's answers under “units”.",
        )
    return {key.text: _unit(key, value) for key, value in inner.mapping.entries}


def _unit(key: Scalar, value: Node) -> dict[str, object]:
    if not key.text.strip():
        raise refused(
            key.line,
            "có đơn vị không có tên. Hãy ghi tên đơn vị.",
            "a unit has no name. Write the unit's name.",
        )
    if isinstance(value, Scalar) and value.is_null:
        return {}
    if not isinstance(value, Mapping):
        raise refused(
            value.line,
            f"câu trả lời của “{key.text}” phải gồm các dòng “đường dẫn: {{…}}”.",
            f"the answers of “{key.text}” must be lines “path: {{…}}”.",
        )
    return {path.text: plain(answer) for path, answer in value.entries}


def _label(fields: Fields, name: str, *, where: str) -> str:
    text = fields.label(name)
    if not text:
        raise refused(
            fields.line,
            f"“{name}” trong “{where}” chưa có nhóm. Hãy ghi tên nhóm hoặc bỏ dòng này.",
            f"“{name}” in “{where}” has no group. Write the group's name or remove the line.",
        )
    return text
