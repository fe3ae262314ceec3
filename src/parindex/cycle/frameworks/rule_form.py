"""The form of a rule: what a person fills in for each kind, and the rule that the fields make.

A field is named by its way into the rule: ``floor``, ``options.0.label``, ``parts.1.rule.kind``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from parindex.cycle.frameworks import findings, rules, wording
from parindex.cycle.frameworks.fields import LONGEST_NUMBER, Fields
from parindex.cycle.frameworks.yaml_core import Mapping as Entries
from parindex.cycle.frameworks.yaml_core import Node, Scalar, Sequence
from parindex.engine.scoring.specs import EMPTY_RULE, Band, Option, RuleSpec
from parindex.engine.values import points
from parindex.engine.values.findings import Finding, Words

Typed = Mapping[str, str]
"""What stands in each field, by its name; a field that is absent is blank."""

NESTING = frozenset({"parts", "best_case", "gate"})
DEEPEST = 6
MOST_ROWS = 60
_COMMON = ("kind", "citation", "status", "note")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_FIGURE = re.compile(r"([+-]?[0-9]+)(?:[.,]([0-9]+))?(\s*%)?")


class Sort(StrEnum):
    """How a field is filled."""

    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"
    KEPT = "kept"
    """Not shown, sent back as it stands: inner rules of a file may carry what a form does not ask."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One of several: what is sent, and what is shown."""

    value: str
    title: Words


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in, with what stands there."""

    name: str
    sort: Sort
    label: Words
    value: str
    hint: Words | None = None
    picks: tuple[Pick, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a list: its fields, and the rule inside it where it has one."""

    name: str
    fields: tuple[Field, ...]
    inner: Form | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A list of items that grows and shrinks."""

    name: str
    title: Words
    add: Words
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one rule: its kind, the fields of the kind, its lists, and a rule inside it."""

    name: str
    kind: Field
    hint: Words | None
    fields: tuple[Field, ...]
    tables: tuple[Table, ...] = ()
    inner: Form | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """The rule that fields make, and what is found in it."""

    rule: RuleSpec
    findings: tuple[Finding, ...]


_LABELS: dict[str, Words] = {
    "floor": Words("Ngưỡng 0 điểm (tỷ lệ thấp hơn là 0 điểm)", "Floor (below it: 0 points)"),
    "full_at": Words("Đủ điểm từ tỷ lệ", "Full points from"),
    "empty": Words("Khi tổng số bằng 0", "Where the total is 0"),
    "on": Words("Xếp bậc theo", "Bands are on"),
    "each": Words("Điểm cho mỗi đơn vị đếm", "Points for each"),
    "cap": Words("Không quá (trần)", "At most (cap)"),
    "least": Words("Không dưới (sàn)", "At least"),
    "measure": Words("So sánh theo", "Compared by"),
    "better": Words("Bên nào tốt hơn", "Which is better"),
    "of": Words("Thang của chỉ số", "Scale of the index"),
    "variables": Words("Các biến, cách nhau bằng dấu phẩy", "Variables, parted by commas"),
    "labels": Words("Tên gọi của các biến, cách nhau bằng dấu chấm phẩy", "Labels, parted by semicolons"),
}
_HINTS: dict[str, Words] = {
    "floor": Words("Ví dụ 0,8 hoặc 80 %; bỏ trống là 0", "Such as 0.8 or 80 %; blank is 0"),
    "full_at": Words("Bỏ trống là 1, tức 100 %", "Blank is 1, that is 100 %"),
    "cap": Words("Bỏ trống là điểm tối đa của tiêu chí", "Blank is the maximum of the criterion"),
    "of": Words("Bỏ trống là 100", "Blank is 100"),
    "variables": Words("Ví dụ: so_ho_so, so_tre_han", "Such as: filed, late"),
    "labels": Words(
        "Ví dụ: so_ho_so = số hồ sơ tiếp nhận; so_tre_han = số hồ sơ trễ hạn. Người chấm thấy tên gọi này.",
        "Such as: filed = files received; late = files past their term. Those who score see these words.",
    ),
}
_BLANK = Words("– mặc định –", "– default –")
_EARNS: dict[str, Words] = {
    "points": Words("điểm", "points"),
    "share": Words("phần của điểm tối đa", "share of the maximum"),
    "ratio": Words("tỷ lệ × điểm tối đa", "ratio × maximum"),
}
_BANDS = (
    ("from", Words("Từ (≥)", "From (≥)")),
    ("below", Words("Đến dưới (<)", "Below (<)")),
    ("to", Words("Đến hết (≤)", "Up to (≤)")),
)
_LISTS: dict[str, tuple[Words, Words]] = {
    "options": (Words("Các mức", "Levels"), Words("Thêm mức", "Add a level")),
    "bands": (
        Words("Các bậc, xét từ trên xuống", "Bands, from the top down"),
        Words("Thêm bậc", "Add a band"),
    ),
    "parts": (Words("Các phần", "Parts"), Words("Thêm phần", "Add a part")),
    "cases": (Words("Các trường hợp", "Cases"), Words("Thêm trường hợp", "Add a case")),
    "weights": (
        Words("Trọng số từng phương án trả lời", "Weight of each option"),
        Words("Thêm phương án", "Add an option"),
    ),
    "branches": (
        Words("Các nhánh, xét từ trên xuống", "Branches, from the top down"),
        Words("Thêm nhánh", "Add a branch"),
    ),
}


def form(typed: Typed, *, name: str = "", depth: int = 0) -> Form:
    """The form of the rule whose fields begin with ``name``, filled with what was typed."""
    kind = typed.get(f"{name}kind", "").strip()
    takes = rules.KINDS.get(kind, rules.Kind())
    asked = (*takes.required, *takes.optional)
    fields = [_field(typed, name, key) for key in asked if key in _LABELS]
    if depth:
        fields += [_kept(typed, name, key) for key in _unasked(name) if typed.get(f"{name}{key}", "")]
    return Form(
        name=name,
        kind=_kind(typed, name, depth),
        hint=wording.HINTS.get(kind),
        fields=tuple(fields),
        tables=tuple(_table(typed, name, key, kind, depth) for key in asked if key in _LISTS),
        inner=form(typed, name=f"{name}then.", depth=depth + 1)
        if "then" in asked and depth < DEEPEST
        else None,
    )


def sources(typed: Typed) -> tuple[Field, ...]:
    """Where the rule of a criterion comes from, how sure that is, and what else is to be said of it."""
    picks = (
        Pick("", Words("– chọn –", "– choose –")),
        *(Pick(k.value, v) for k, v in wording.STATUSES.items()),
    )
    example = Words("Ví dụ: Điều 5 khoản 2, Quyết định 5666/QĐ-UBND", "Such as: Article 5 (2), Decision 5666")
    return (
        Field("citation", Sort.TEXT, Words("Căn cứ", "Citation"), typed.get("citation", ""), hint=example),
        Field("status", Sort.CHOICE, Words("Tình trạng", "Status"), typed.get("status", ""), picks=picks),
        Field("note", Sort.TEXT, Words("Ghi chú", "Note"), typed.get("note", "")),
    )


def filled(rule: RuleSpec, *, name: str = "") -> dict[str, str]:
    """What stands in each field for a rule: the way back of ``read``."""
    found = {f"{name}{key}": getattr(rule, key) or "" for key in (*_COMMON, *rules.NUMBERS, *rules.CHOICES)}
    found[f"{name}variables"] = ", ".join(rule.variables)
    found[f"{name}labels"] = "; ".join(f"{variable} = {label}" for variable, label in rule.labels)
    for at, option in enumerate(rule.options):
        found |= _named(
            f"{name}options.{at}.", {"key": option.key, "label": option.label or "", **_earned(option)}
        )
    for at, band in enumerate(rule.bands):
        bounds = {"from": band.at_least or "", "below": band.below or "", "to": band.at_most or ""}
        found |= _named(f"{name}bands.{at}.", {**bounds, **_earned(band)})
    for at, part in enumerate(rule.parts):
        said = {"key": part.key, "name": part.name or "", "max": part.max or ""}
        found |= _named(f"{name}parts.{at}.", said)
        if part.rule is not None:
            found |= filled(part.rule, name=f"{name}parts.{at}.rule.")
    for at, case in enumerate(rule.cases):
        found |= filled(case, name=f"{name}cases.{at}.")
    for at, (key, weight) in enumerate(rule.weights):
        found |= _named(f"{name}weights.{at}.", {"key": key, "weight": weight})
    for at, branch in enumerate(rule.branches):
        found |= _named(f"{name}branches.{at}.", {"when": branch.when or "", "points": branch.points})
    if rule.then is not None:
        found |= filled(rule.then, name=f"{name}then.")
    return {key: value for key, value in found.items() if value}


def read(typed: Typed, *, path: str) -> Read:
    """The rule that the fields make for the criterion at ``path``, with everything that is missing in it."""
    found = list(_faults(form(typed), path))
    if found:
        return Read(replace(EMPTY_RULE, kind="?", is_readable=False), tuple(found))
    rule = rules.read(Fields(_rule(typed, ""), path=path, found=found))
    return Read(rule, tuple(found))


def with_row(typed: Typed, table: str) -> dict[str, str]:
    """The fields with one blank row more at the end of ``table``."""
    numbers = _numbers(typed, table)
    row = f"{table}.{numbers[-1] + 1 if numbers else 0}."
    fresh = "kind" if table.rpartition(".")[2] == "cases" else "key"
    return dict(typed) if len(numbers) >= MOST_ROWS else {**typed, f"{row}{fresh}": ""}


def without_row(typed: Typed, row: str) -> dict[str, str]:
    """The fields without those of ``row``, such as ``options.1``."""
    return {key: value for key, value in typed.items() if not key.startswith(f"{row}.")}


def _faults(asked: Form, path: str) -> Iterator[Finding]:
    """Every field that asks for a number and holds none."""
    for field in _numbers_of(asked):
        text = figure(field.value.strip())
        if text and (not _NUMBER.fullmatch(text) or len(text) > LONGEST_NUMBER):
            yield findings.rule_incomplete(
                path,
                line=None,
                vi=f"“{field.value}” ở ô “{field.label.vi}” không phải là số, ví dụ 1,5",
                en=f"“{field.value}” in “{field.label.en}” is not a number, such as 1.5",
            )


def _numbers_of(asked: Form) -> Iterator[Field]:
    rows = [row for table in asked.tables for row in table.rows]
    fields = [*asked.fields, *(field for row in rows for field in row.fields)]
    yield from (field for field in fields if field.sort is Sort.NUMBER)
    for inner in (asked.inner, *(row.inner for row in rows)):
        if inner is not None:
            yield from _numbers_of(inner)


def _kind(typed: Typed, name: str, depth: int) -> Field:
    """Rules inside rules offer the plain kinds; a file's deeper nesting stays and can be edited."""
    stands = typed.get(f"{name}kind", "").strip()
    kinds = [kind for kind in wording.KINDS if not depth or kind not in NESTING or kind == stands]
    picks = (
        Pick("", Words("– chưa có quy tắc –", "– no rule yet –")),
        *(Pick(k, wording.KINDS[k]) for k in kinds),
    )
    return Field(f"{name}kind", Sort.CHOICE, Words("Loại quy tắc", "Kind of rule"), stands, picks=picks)


def _field(typed: Typed, name: str, key: str) -> Field:
    value = typed.get(f"{name}{key}", "")
    if key in wording.CHOICES:
        needed = key in {"measure", "better"}
        blank = Words("– chọn –", "– choose –") if needed else _BLANK
        picks = (Pick("", blank), *(Pick(each, words) for each, words in wording.CHOICES[key].items()))
        return Field(f"{name}{key}", Sort.CHOICE, _LABELS[key], value, picks=picks)
    sort = Sort.TEXT if key in {"variables", "labels"} else Sort.NUMBER
    return Field(f"{name}{key}", sort, _LABELS[key], value, hint=_HINTS.get(key))


def _unasked(name: str) -> tuple[str, ...]:
    """What a rule inside another may carry and is not asked for; a case is called by its note."""
    is_case = name.removesuffix(".").rpartition(".")[0].endswith("cases")
    return ("citation", "status") if is_case else ("citation", "status", "note")


def _kept(typed: Typed, name: str, key: str) -> Field:
    return Field(f"{name}{key}", Sort.KEPT, Words(key, key), typed.get(f"{name}{key}", ""))


def _table(typed: Typed, name: str, key: str, kind: str, depth: int) -> Table:
    title, add = _LISTS[key]
    numbers = _numbers(typed, f"{name}{key}") or (() if key == "weights" else (0,))
    rows = tuple(_row(typed, f"{name}{key}.{at}.", key, kind, depth) for at in numbers)
    return Table(f"{name}{key}", title, add, rows)


def _row(typed: Typed, row: str, key: str, kind: str, depth: int) -> Row:
    def field(column: str, sort: Sort, vi: str, en: str) -> Field:
        return Field(f"{row}{column}", sort, Words(vi, en), typed.get(f"{row}{column}", ""))

    inner = None
    match key:
        case "options":
            said = [field("label", Sort.TEXT, "Mức", "Level"), field("key", Sort.TEXT, "Mã", "Key")]
            fields = (*said, *_earning(typed, row, ("points", "share")))
        case "bands":
            bounds = [
                Field(f"{row}{each}", Sort.NUMBER, label, typed.get(f"{row}{each}", ""))
                for each, label in _BANDS
            ]
            fields = (
                *bounds,
                *_earning(typed, row, tuple(_EARNS) if kind == "bands" else ("points", "share")),
            )
        case "parts":
            fields = (
                field("name", Sort.TEXT, "Tên phần", "Part"),
                field("key", Sort.TEXT, "Mã", "Key"),
                field("max", Sort.NUMBER, "Điểm tối đa", "Maximum"),
            )
            inner = f"{row}rule."
        case "cases":
            fields, inner = (field("note", Sort.TEXT, "Trường hợp", "Case"),), row
        case "weights":
            fields = (
                field("key", Sort.TEXT, "Phương án", "Option"),
                field("weight", Sort.NUMBER, "Trọng số (0 … 1)", "Weight (0 … 1)"),
            )
        case _:
            fields = (
                field("when", Sort.TEXT, "Khi (bỏ trống: luôn đúng)", "When (blank: always)"),
                field("points", Sort.TEXT, "Số điểm", "Points"),
            )
    is_deep = depth >= DEEPEST
    return Row(
        row.removesuffix("."),
        fields,
        None if inner is None or is_deep else form(typed, name=inner, depth=depth + 1),
    )


def _earning(typed: Typed, row: str, ways: tuple[str, ...]) -> tuple[Field, Field]:
    way = typed.get(f"{row}earns", "") or "points"
    if way not in ways:
        ways = (*ways, way)
    picks = tuple(Pick(each, _EARNS.get(each, Words(each, each))) for each in ways)
    return (
        Field(f"{row}amount", Sort.NUMBER, Words("Được", "Earns"), typed.get(f"{row}amount", "")),
        Field(f"{row}earns", Sort.CHOICE, Words("Tính bằng", "In"), way, picks=picks),
    )


def _earned(each: Option | Band) -> dict[str, str]:
    if isinstance(each, Band) and each.is_ratio:
        return {"earns": "ratio"}
    if each.share is not None:
        return {"earns": "share", "amount": each.share}
    return {"earns": "points", "amount": each.points or ""}


def _named(row: str, said: dict[str, str]) -> dict[str, str]:
    return {f"{row}{key}": value for key, value in said.items()}


def _numbers(typed: Iterable[str], table: str) -> tuple[int, ...]:
    """The numbers of the rows that ``table`` has fields of, in order."""
    found = set()
    for key in typed:
        if key.startswith(f"{table}."):
            number = key[len(table) + 1 :].partition(".")[0]
            if number.isascii() and number.isdigit() and len(number) < 5:
                found.add(int(number))
    return tuple(sorted(found)[:MOST_ROWS])


def _rule(typed: Typed, name: str, depth: int = 0) -> Entries:
    """The rule as a file would write it: only what its kind takes."""
    kind = typed.get(f"{name}kind", "").strip()
    takes = rules.KINDS.get(kind, rules.Kind())
    entries: list[tuple[str, Node]] = [(key, _text(typed, f"{name}{key}")) for key in _COMMON]
    for key in (*takes.required, *takes.optional):
        if key in _LISTS and depth < DEEPEST:
            entries += _list(typed, name, key, depth)
        elif key == "then" and depth < DEEPEST:
            entries.append((key, _rule(typed, f"{name}then.", depth + 1)))
        elif key == "variables":
            names = (part.strip() for part in typed.get(f"{name}variables", "").split(","))
            entries.append((key, Sequence(tuple(_scalar(each) for each in names if each), 1)))
        elif key == "labels":
            entries.append((key, _labels(_plain(typed, f"{name}labels"))))
        elif key in rules.NUMBERS:
            entries.append((key, _number(typed, f"{name}{key}")))
        else:
            entries.append((key, _text(typed, f"{name}{key}")))
    return _entries(entries)


def _labels(text: str) -> Entries:
    """``x = what it counts; y = …``; a label may hold commas, and what names no variable is found later."""
    pairs = (each.partition("=") for each in text.split(";") if each.strip())
    return Entries(tuple((_scalar(name.strip()), _scalar(label.strip())) for name, _, label in pairs), 1)


def _list(typed: Typed, name: str, key: str, depth: int) -> Iterator[tuple[str, Node]]:
    rows = [f"{name}{key}.{at}." for at in _numbers(typed, f"{name}{key}")]
    if key == "weights":
        weights = [(_plain(typed, f"{row}key"), _number(typed, f"{row}weight")) for row in rows]
        known = tuple((_scalar(option), weight) for option, weight in weights if option or weight.text)
        if known:
            yield key, Entries(known, 1)
        return
    items = [_item(typed, row, key, depth) for row in rows]
    yield key, Sequence(tuple(item for item in items if item.entries), 1)


def _item(typed: Typed, row: str, key: str, depth: int) -> Entries:
    match key:
        case "options":
            said = [(each, _text(typed, f"{row}{each}")) for each in ("key", "label")]
            return _row_of(typed, row, said)
        case "bands":
            return _row_of(typed, row, [(each, _number(typed, f"{row}{each}")) for each, _ in _BANDS])
        case "parts":
            entries: list[tuple[str, Node]] = [
                (each, _text(typed, f"{row}{each}")) for each in ("key", "name")
            ]
            inner = _rule(typed, f"{row}rule.", depth + 1)
            return _entries(
                [
                    *entries,
                    ("max", _number(typed, f"{row}max")),
                    *([("rule", inner)] if inner.entries else []),
                ]
            )
        case "cases":
            return _rule(typed, row, depth + 1)
    return _entries([(each, _text(typed, f"{row}{each}")) for each in ("when", "points")])


def _row_of(typed: Typed, row: str, said: list[tuple[str, Scalar]]) -> Entries:
    """A row that earns: with its bounds or names, and what it earns; a row left blank is none."""
    way = _plain(typed, f"{row}earns") or "points"
    if way == "ratio":
        return _entries([*said, ("ratio", Scalar("true", True, 1))])
    amount = _number(typed, f"{row}amount")
    return _entries([*said, (way, amount)])


def _entries(entries: Iterable[tuple[str, Node]]) -> Entries:
    """The entries that say something."""
    return Entries(tuple((_scalar(key), each) for key, each in entries if _says(each)), 1)


def _says(node: Node) -> bool:
    if isinstance(node, Scalar):
        return node.text != ""
    return bool(node.entries) if isinstance(node, Entries) else bool(node.items)


def _plain(typed: Typed, name: str) -> str:
    return typed.get(name, "").strip()


def _text(typed: Typed, name: str) -> Scalar:
    return _scalar(_plain(typed, name))


def _scalar(text: str) -> Scalar:
    return Scalar(text, False, 1)


def _number(typed: Typed, name: str) -> Scalar:
    return _scalar(figure(_plain(typed, name)))


def figure(text: str) -> str:
    """A figure as a file writes it: a decimal point, "80 %" as 0.8; anything else stays as it was typed."""
    match = _FIGURE.fullmatch(text)
    if match is None:
        return text
    whole, decimals, percent = match.groups()
    plain = f"{whole}.{decimals}" if decimals else whole
    return points.shortest(Decimal(plain).scaleb(-2)) if percent else plain
