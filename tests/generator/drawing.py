"""A model as the content of an official document, with merges, lists and cuts as real documents have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from parindex.foundation.writers.content import (
    Align,
    Annex,
    Block,
    Cell,
    Column,
    Content,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Row,
    Rows,
    Signature,
    Start,
    Table,
    bold,
    cell,
    line,
)
from tests.generator.model import (
    AnnexModel,
    CriteriaModel,
    Criterion,
    Cut,
    DocumentModel,
    Group,
    Listing,
    Task,
    TasksModel,
)
from tests.generator.words import Party

HEADS = {
    "code": "STT",
    "name": "Lĩnh vực/Tiêu chí/Tiêu chí thành phần",
    "max": "Điểm tối đa",
    "result": "Kết quả năm 2025",
    "target": "Mục tiêu năm 2026",
    "lead": "Đơn vị chủ trì tham mưu, theo dõi",
    "number": "TT",
    "text": "Nhiệm vụ",
    "due": "Thời hạn hoàn thành",
    "leads": "Cơ quan chủ trì",
    "partners": "Cơ quan phối hợp",
    "products": "Kết quả/sản phẩm",
}
SHORT_HEADS = {"max": "Tối đa", "result": "Kết quả năm 2025", "target": "Mục tiêu năm 2026"}
GROUP_HEAD = "Điểm"
_FIGURES = ("max", "result", "target")
_WIDTHS = {"code": 8, "name": 38, "max": 9, "result": 11, "target": 11, "lead": 23}
_TASK_WIDTHS = {"number": 6, "text": 32, "due": 14, "leads": 18, "partners": 16, "products": 16}
# so narrow that figures, dates and words of one syllable do not always fit
_NARROW_WIDTHS = {"code": 6, "name": 52, "max": 7, "result": 8, "target": 8, "lead": 14}
_NARROW_TASK_WIDTHS = {"number": 4, "text": 44, "due": 9, "leads": 13, "partners": 14, "products": 12}
_BLANK = Cell()


def content(model: DocumentModel) -> Content:
    """The document to be written."""
    issued = date(*model.issued) if model.issued else None
    letterhead = Letterhead(
        parent="",
        issuer="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI",
        symbol="KH-UBND",
        place="Hà Nội",
        year=2026,
        number=model.number,
        issued_on=issued,
    )
    body: list[Block] = [Heading("I. MỤC ĐÍCH, YÊU CẦU")]
    body += [Paragraph(line(text)) for text in model.paragraphs]
    return Content(
        letterhead=letterhead,
        kind="KẾ HOẠCH",
        title=model.title,
        body=tuple(body),
        recipients=("- Như trên;", "- Lưu: VT, SNV."),
        signature=Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        annexes=tuple(map(_annex, model.annexes)),
    )


def _annex(model: AnnexModel) -> Annex:
    tables = _criteria(model.table) if isinstance(model.table, CriteriaModel) else _tasks(model.table)
    return Annex(
        label=f"Phụ lục {model.number}",
        title=model.title,
        caption=model.caption,
        blocks=tuple(tables),
        paper=Paper.LANDSCAPE if model.landscape else Paper.PORTRAIT,
    )


def pieces(text: str, words: int) -> tuple[str, str]:
    """``text`` cut after ``words`` words, or at the first later place where a small letter begins."""
    parts = text.split()
    for place in range(words, len(parts)):
        if parts[place][0].islower():
            return " ".join(parts[:place]), " ".join(parts[place:])
    raise ValueError(text)


def parties_cell(parties: Sequence[Party], listing: Listing) -> Cell:
    """Leads or partners as one cell."""
    printed = [party.printed for party in parties]
    if len(printed) < 2 or listing is Listing.SEMICOLONS:
        return cell(line("; ".join(printed)))
    if listing is Listing.LIST:
        return cell(*(line(item, Start.ITEM) for item in printed))
    return cell(*(line(f"- {item}") for item in printed))


def _products_cell(products: Sequence[str], listing: Listing) -> Cell:
    start = Start.ITEM if listing is Listing.LIST and len(products) > 1 else Start.PARAGRAPH
    dash = "- " if listing is Listing.DASHES and len(products) > 1 else ""
    return cell(*(line(f"{dash}{product}", start) for product in products))


def _criteria(model: CriteriaModel) -> Iterator[Table]:
    widths = _NARROW_WIDTHS if model.narrow else _WIDTHS
    columns = tuple(
        Column(
            widths[name],
            Align.LEFT if name in {"name", "lead"} else Align.CENTRE,
            figures=name in _FIGURES,
        )
        for name in model.order
    )
    head = _two_rows(model.order) if model.two_row_head else (_head(model.order),)
    total = _total(model)
    for number, rows in enumerate(_segments(model)):
        drawn = list(_criteria_rows(rows, model))
        if number == 0 and model.total_first:
            drawn.insert(0, total)
        kept = head if number == 0 else _head_after(head, model.cut)
        if number == (model.cut is not Cut.NONE) and not model.total_first:
            drawn.append(total)
        yield Table(columns, kept, tuple(drawn))


def _segments(model: CriteriaModel) -> tuple[tuple[Criterion, ...], ...]:
    """The rows before and after the page break; the row at the break is in both, its name cut."""
    if model.cut is Cut.NONE:
        return (model.rows,)
    cut = model.rows[model.cut_after]
    before, after = pieces(cut.name, model.cut_words) if not cut.name.isupper() else (cut.name, "")
    first = (*model.rows[: model.cut_after], replace(cut, name=before))
    rest = model.rows[model.cut_after + 1 :]
    if not after:
        return first, rest
    tail = Criterion(cut.path, "", after, max="", result="", target="")
    return first, (tail, *rest)


def _criteria_rows(rows: Sequence[Criterion], model: CriteriaModel) -> Iterator[Row]:
    heights = _heights(rows) if model.merged_parties else [1] * len(rows)
    for row, height in zip(rows, heights, strict=True):
        whole = parties_cell(row.parties, row.listing)
        cells = {
            "code": cell(line(row.code + model.stop if row.code not in {"", "-"} else row.code)),
            "name": cell(bold(row.name) if "/" not in row.path else line(row.name)),
            "max": cell(line(row.max)),
            "result": cell(line(row.result.replace(".", ",") if row.comma else row.result)),
            "target": cell(line(row.target)),
            "lead": replace(whole, down=max(height, 1)),
        }
        yield Row(tuple(cells[name] for name in model.order if name != "lead" or height))


def _heights(rows: Sequence[Criterion]) -> list[int]:
    """Leads reach down over the blank ones below them, never into the next domain; 0 where covered."""
    heights: list[int] = []
    top: int | None = None
    for number, row in enumerate(rows):
        if top is not None and not row.parties and rows[top].domain == row.domain:
            heights[top] += 1
            heights.append(0)
        else:
            heights.append(1)
            top = number if row.parties else None
    return heights


def _head(order: Sequence[str]) -> Row:
    return Row(tuple(Cell((bold(HEADS[name]),)) for name in order))


def _head_after(head: tuple[Row, ...], cut: Cut) -> tuple[Row, ...]:
    """The head on the next page: gone, repeated, or repeated with a letter misread."""
    if cut is not Cut.HEAD_SLIPPED:
        return head if cut is Cut.HEAD_AGAIN else ()
    cells = list(head[0].cells)
    last = cells[-1].lines[0].text
    cells[-1] = replace(cells[-1], lines=(bold(last.replace("c", "e", 1).replace("ả", "à", 1)),))
    return (Row(tuple(cells)), *head[1:])


def _two_rows(order: Sequence[str]) -> tuple[Row, ...]:
    """The three figures under one head, everything else two rows high."""
    upper: list[Cell] = []
    for name in order:
        if name not in _FIGURES:
            upper.append(Cell((bold(HEADS[name]),), down=2))
        elif not any(shown.across == 3 for shown in upper):
            upper.append(Cell((bold(GROUP_HEAD),), across=3))
    lower = tuple(Cell((bold(SHORT_HEADS[name]),)) for name in order if name in _FIGURES)
    return Row(tuple(upper)), Row(lower)


def _total(model: CriteriaModel) -> Row:
    name, most, result, target = model.total
    sign = "" if model.comparator == "=" else model.comparator
    shown = {"name": name, "max": most, "result": result, "target": f"{sign}{target}"}
    return Row(tuple(cell(bold(shown.get(column, ""))) for column in model.order))


def _tasks(model: TasksModel) -> Iterator[Table]:
    widths = _NARROW_TASK_WIDTHS if model.narrow else _TASK_WIDTHS
    columns = tuple(
        Column(widths[name], Align.CENTRE if name in {"number", "due"} else Align.LEFT)
        for name in model.order
    )
    drawn: list[Row] = []
    tables: list[tuple[tuple[Row, ...], tuple[Row, ...]]] = []
    head = (_head(model.order),)
    count = 0
    for group in model.groups:
        drawn.append(_group(group, model))
        for task in group.tasks:
            if model.cut is not Cut.NONE and count == model.cut_task:
                first, *rest = _cut_task(task, model)
                tables.append((head, (*drawn, first)))
                drawn = rest
            else:
                drawn += _task(task, model)
            count += 1
    again = _head_after(head, model.cut) if tables else head
    tables.append((again, tuple(drawn)))
    keep = Rows.SPLIT if model.long else Rows.WHOLE
    for shown, rows in tables:
        yield Table(columns, shown, rows, keep)


def _group(group: Group, model: TasksModel) -> Row:
    title = Cell((bold(group.title),), across=len(model.order) - 1, align=Align.LEFT)
    return Row((cell(bold(group.mark)), title))


def _cells(task: Task, model: TasksModel) -> dict[str, Cell]:
    return {
        "number": cell(line(f"{task.number}{model.stop}")),
        "text": cell(line(task.text), line(task.more)),
        "due": cell(line(task.due.text)),
        "leads": parties_cell(task.leads, task.listing),
        "partners": parties_cell(task.partners, task.listing),
        "products": _products_cell(task.products, task.listing),
    }


def _task(task: Task, model: TasksModel) -> list[Row]:
    cells = _cells(task, model)
    if task.second is None:
        return [Row(tuple(cells[name] for name in model.order))]
    if not task.second_merged:
        return [Row(tuple(cells[name] for name in model.order)), _second(task, model)]
    shared = {name: replace(cells[name], down=2) for name in ("number", "text", "due", "products")}
    upper = Row(tuple({**cells, **shared}[name] for name in model.order))
    own = {
        "leads": parties_cell(task.second[0], task.listing),
        "partners": parties_cell(task.second[1], task.listing),
    }
    return [upper, Row(tuple(own[name] for name in model.order if name in own))]


def _second(task: Task, model: TasksModel) -> Row:
    assert task.second is not None
    own = {
        "leads": parties_cell(task.second[0], task.listing),
        "partners": parties_cell(task.second[1], task.listing),
    }
    return Row(tuple(own.get(name, _BLANK) for name in model.order))


def _cut_task(task: Task, model: TasksModel) -> list[Row]:
    """The task's row before the break and what is left of it after."""
    before, after = pieces(task.text, model.cut_words)
    cells = _cells(replace(task, text=before, more=""), model)
    rows = [
        Row(tuple(cells[name] for name in model.order)),
        Row(tuple(cell(line(after), line(task.more)) if name == "text" else _BLANK for name in model.order)),
    ]
    return [*rows, _second(task, model)] if task.second else rows
