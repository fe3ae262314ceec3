"""The sheet in a workbook: one line for each thing to fill in, and such lines read back; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from parindex.cycle.assessments import questions, replies
from parindex.cycle.assessments.book import Leaf
from parindex.cycle.assessments.questions import NO, NOT_APPLICABLE, REASON, YES, Field, Kind, Question
from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.documents.formats import packages, sheets
from parindex.cycle.frameworks.answers import Answers
from parindex.engine.scoring.specs import EMPTY_RULE
from parindex.engine.values.findings import Words
from parindex.engine.values.vietnamese import fold, nfc

NOTE = "note"
HEADS = ("Mã", "Tiêu chí", "Tối đa", "Nội dung cần điền", "Giá trị", "Điểm", "Đường dẫn", "Mục", "Lần ghi")
"""The columns of the workbook; the last three lead a value back to its field."""
_VALUE, _PATH, _FIELD, _SEEN = "Giá trị", "Đường dẫn", "Mục", "Lần ghi"
_YES, _NO = (
    frozenset({"co", "yes", "true", "x", "1", "dung"}),
    frozenset({"khong", "no", "false", "0", "sai"}),
)


@dataclass(frozen=True, slots=True)
class Blank:
    """One line to fill in: which field of which leaf, how it is called, and what stands there."""

    path: str
    key: str
    label: Words
    value: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What a file says of one leaf. ``seen`` is the line it was written over, None where it does not say.

    ``note`` is None where the file says nothing of the explanation.
    """

    path: str
    answer: object
    note: str | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one line of a file cannot be taken over."""

    path: str
    words: Words
    remedy: Words


class NotTaken(Exception):
    """Nothing of the file was taken over; each refusal says why."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        """Keep them in the order of the file; there is at least one."""
        super().__init__(f"{len(refusals)} refusals")
        self.refusals = refusals


def blanks(leaf: Leaf, answer: object, *, note: str) -> Iterator[Blank]:
    """The lines of one leaf, filled with what stands in it."""
    rule = leaf.spec.rule or EMPTY_RULE
    typed = replies.filled(rule, answer)
    for title, field in _titled(questions.of(rule, max=leaf.spec.max)):
        label = (
            field.label
            if title is None
            else Words(f"{title.vi}: {field.label.vi}", f"{title.en}: {field.label.en}")
        )
        yield Blank(
            leaf.spec.path, field.key, _hinted(label, field), _printed(field, typed.get(field.key, ""))
        )
    yield Blank(leaf.spec.path, NOTE, Words("Giải trình", "Explanation"), note)


def read(data: bytes, leaves: Mapping[str, Leaf]) -> tuple[Filled, ...]:
    """What the workbook says of each leaf by path. Raises Unusable, or NotTaken with every wrong line."""
    typed: dict[str, dict[str, str]] = {}
    seen: dict[str, int] = {}
    refusals: list[Refusal] = []
    for row in _rows(data):
        path = nfc(row.get(_PATH, "").strip())
        if path not in leaves:
            refusals.append(_unknown(path))
            continue
        typed.setdefault(path, {})[row.get(_FIELD, "").strip()] = row.get(_VALUE, "").strip()
        number = row.get(_SEEN, "").strip()
        if number.isascii() and number.isdigit():
            seen[path] = int(number[:9])
    found = []
    for path, fields in typed.items():
        try:
            found.append(_filled(leaves[path], fields, seen=seen.get(path)))
        except replies.Mistyped as wrong:
            refusals += [Refusal(path, each.words, each.remedy) for each in wrong.faults]
    if refusals:
        raise NotTaken(tuple(refusals))
    return tuple(found)


def of_answers(answers: Answers, *, unit: str) -> tuple[Filled, ...]:
    """What an answers file says of one unit. Raises Unusable when it does not name the unit."""
    if unit not in answers.units:
        raise Unusable(
            f"Tệp không có câu trả lời của “{unit}”. Hãy ghi đúng tên đơn vị ở mục “units”.",
            f"The file has no answers of “{unit}”. Write the unit's name under “units”.",
        )
    return tuple(Filled(path, answer) for path, answer in answers.units[unit].items())


def _titled(question: Question, title: Words | None = None) -> Iterator[tuple[Words | None, Field]]:
    own = question.title or title
    for field in question.fields:
        yield own, field
    for inner in question.inner:
        yield from _titled(inner, own)
    if not question.is_behind_gate and question.rule_kind != "council":
        said = Words("Không áp dụng vì (ghi lý do)", "Not applicable because (give the reason)")
        yield own, Field(f"{question.key}{REASON}", Kind.TEXT, said)


def _hinted(label: Words, field: Field) -> Words:
    if field.kind in (Kind.FLAG, Kind.TICK):
        return Words(f"{label.vi} (ghi Có hoặc Không)", f"{label.en} (write Có or Không)")
    if field.kind is Kind.OPTION:
        picks = "; ".join(each.label for each in field.picks)
        return Words(f"{label.vi}: {picks}", f"{label.en}: {picks}")
    return label


def _printed(field: Field, value: str) -> str:
    if field.kind in (Kind.FLAG, Kind.TICK):
        return {YES: "Có", NO: "Không"}.get(value, "")
    if field.kind is Kind.OPTION:
        return next((each.label for each in field.picks if each.value == value), value)
    return value.replace(".", ",") if field.kind in questions.NUMERIC else value


def _filled(leaf: Leaf, fields: Mapping[str, str], *, seen: int | None) -> Filled:
    rule = leaf.spec.rule or EMPTY_RULE
    question = questions.of(rule, max=leaf.spec.max)
    typed = {each.key: _typed(each, fields.get(each.key, "")) for each in question.all_fields()}
    for prefix in question.prefixes():
        reason = fields.get(f"{prefix}{REASON}", "")
        is_council = any(each.key == f"{prefix}{REASON}" for each in question.all_fields())
        if reason and not is_council:
            typed |= {f"{prefix}{NOT_APPLICABLE}": YES, f"{prefix}{REASON}": reason}
    return Filled(leaf.spec.path, replies.answer(rule, typed), note=fields.get(NOTE), seen=seen)


def _typed(field: Field, value: str) -> str:
    said = fold(value)
    if field.kind in (Kind.FLAG, Kind.TICK):
        return YES if said in _YES else NO if said in _NO and field.kind is Kind.FLAG else ""
    if field.kind is Kind.OPTION:
        return next(
            (each.value for each in field.picks if said in (fold(each.label), fold(each.value))), value
        )
    return value


def _rows(data: bytes) -> Iterable[dict[str, str]]:
    """The lines of the first sheet that has our heads, each by the title of its column."""
    package = packages.opened(data)
    main = package.main()
    related = dict(package.relations(main).values())
    workbook = package.xml(main)
    shared = sheets.book(
        package.xml(related.get("sharedStrings", "")), package.xml(related.get("styles", "")), workbook
    )
    for kind, part in package.relations(main).values():
        if kind == "worksheet" and part in package.names:
            found = list(_lines(sheets.read(package.part(part), shared)))
            if found:
                return found
    raise Unusable(
        "Tệp không phải phiếu tự chấm điểm xuất từ hệ thống. Hãy tải phiếu Excel về, điền rồi nạp lại.",
        "The file is no sheet saved from here. Download the workbook, fill it in and load it again.",
    )


def _lines(sheet: sheets.Sheet) -> Iterator[dict[str, str]]:
    titles: dict[int, str] = {}
    for number in sorted(sheet.rows):
        cells = {each.column: each.text for each in sheet.rows[number]}
        if not titles:
            known = {column: text.strip() for column, text in cells.items() if text.strip() in HEADS}
            titles = known if {_VALUE, _PATH, _FIELD} <= set(known.values()) else {}
        elif any(titles.get(column) == _PATH for column in cells):
            yield {title: cells.get(column, "") for column, title in titles.items()}


def _unknown(path: str) -> Refusal:
    return Refusal(
        path,
        Words("bộ tiêu chí không có tiêu chí này", "the framework has no such criterion"),
        Words(
            "Không sửa cột “Đường dẫn”; tải phiếu mới về.", "Leave the paths alone; download the sheet again."
        ),
    )
