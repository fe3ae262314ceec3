"""What reading a model must give: computed from the model, never from a reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.generator.drawing import GROUP_HEAD, HEADS, SHORT_HEADS, pieces
from tests.generator.model import (
    AnnexModel,
    Codes,
    CriteriaModel,
    Criterion,
    Cut,
    DocumentModel,
    Task,
    TasksModel,
)
from tests.generator.words import UNSTATED, Party

Json = dict[str, Any]
_INDEXES = {Codes.DOTTED: "PAR INDEX", Codes.ROMAN: "PAR INDEX", Codes.BULLETS: "PAPI"}


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """A finding by its code and place."""

    code: str
    table: str
    path: str
    column: str


def head(model: DocumentModel) -> Json:
    """What the document says of itself."""
    issued = date(*model.issued).isoformat() if model.issued else None
    return {
        "kind": "plan",
        "number": f"{model.number.zfill(2)}/KH-UBND" if model.number else None,
        "issued_on": issued,
        "place": "Hà Nội",
        "issuer": "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI",
        "title": model.title,
    }


def tables(model: DocumentModel) -> list[Json]:
    """All tables, without places."""
    return [_table(annex, f"t{number}") for number, annex in enumerate(model.annexes, start=1)]


def findings(model: DocumentModel) -> list[Told]:
    """Every finding that must be told, sorted."""
    told: list[Told] = []
    for number, annex in enumerate(model.annexes, start=1):
        if isinstance(annex.table, CriteriaModel):
            told += _criteria_findings(annex.table, f"t{number}")
        else:
            told += _task_findings(annex.table, f"t{number}")
    return sorted(told)


def _table(annex: AnnexModel, table_id: str) -> Json:
    common = {"id": table_id, "annex": annex.number, "title": annex.title, "caption": annex.caption}
    if isinstance(annex.table, CriteriaModel):
        return {**common, **_criteria(annex.table)}
    rows = list(_task_rows(annex.table))
    return {**common, "kind": "tasks", "columns": [HEADS[name] for name in annex.table.order], "rows": rows}


def _criteria(model: CriteriaModel) -> Json:
    name, most, result, target = model.total
    return {
        "kind": "criteria",
        "index": _INDEXES[model.codes],
        "result_year": 2025,
        "target_year": 2026,
        "total": {
            "name": name,
            "max": most,
            "result": result,
            "target": target,
            "comparator": model.comparator,
        },
        "columns": [_heading(column, model) for column in model.order],
        "rows": [_criterion(row, model) for row in model.rows],
    }


def _heading(column: str, model: CriteriaModel) -> str:
    if model.two_row_head and column in SHORT_HEADS:
        return f"{GROUP_HEAD} {SHORT_HEADS[column]}"
    return HEADS[column]


def _criterion(row: Criterion, model: CriteriaModel) -> Json:
    leads, inherited = _leads(row, model)
    return {
        "path": row.path,
        "code": row.code,
        "name": row.name,
        "max": row.max,
        "result": row.result,
        "target": row.target,
        "comparator": "=",
        "leads": [party.as_json() for party in leads],
        "leads_inherited": inherited,
    }


def _leads(row: Criterion, model: CriteriaModel) -> tuple[tuple[Party, ...], bool]:
    """Own leads, else those of the nearest row above in the same domain that has any."""
    if row.parties:
        return row.parties, False
    above = [
        other for other in model.rows[: model.rows.index(row)] if other.domain == row.domain and other.parties
    ]
    return (above[-1].parties, True) if above else ((), False)


def _task_rows(model: TasksModel) -> Iterator[Json]:
    part: tuple[str | None, str | None] = (None, None)
    section: tuple[str | None, str | None] = (None, None)
    for group in model.groups:
        if group.mark in "ABC":
            part, section = (group.mark, group.title), (None, None)
        else:
            section = (group.mark, group.title)
        place = {"part": part[0], "part_title": part[1], "section": section[0], "section_title": section[1]}
        for task in group.tasks:
            yield from _task(task, place)


def _task(task: Task, place: Json) -> Iterator[Json]:
    yield {
        "number": task.number,
        **place,
        "text": f"{task.text} {task.more}".strip(),
        "deadline": task.due.as_json(),
        "leads": [party.as_json() for party in task.leads],
        "partners": [party.as_json() for party in task.partners],
        "deliverables": list(task.products),
    }
    if task.second is not None:
        yield {
            "number": "",
            **place,
            "text": "",
            "deadline": UNSTATED.as_json(),
            "leads": [party.as_json() for party in task.second[0]],
            "partners": [party.as_json() for party in task.second[1]],
            "deliverables": [],
            "continues": task.number,
        }


def _criteria_findings(model: CriteriaModel, table: str) -> Iterator[Told]:
    parents = {row.path.rpartition("/")[0] for row in model.rows}
    for row in model.rows:
        if row.comma and "." in row.result:
            yield Told("DECIMAL_COMMA", table, row.path, "result")
        if row.path not in parents and not _leads(row, model)[0]:
            yield Told("LEAD_MISSING", table, row.path, "lead")
        if any(not party.units and not party.groups for party in row.parties):
            yield Told("UNIT_UNKNOWN", table, row.path, "lead")
    cut = model.rows[model.cut_after]
    if model.cut is not Cut.NONE and not cut.name.isupper():
        assert pieces(cut.name, model.cut_words)
        yield Told("ROW_JOINED", table, cut.path, "")


def _task_findings(model: TasksModel, table: str) -> Iterator[Told]:
    tasks = [task for group in model.groups for task in group.tasks]
    for number, task in enumerate(tasks):
        if not task.leads:
            yield Told("LEAD_MISSING", table, task.number, "lead")
        if not task.due.text:
            yield Told("DEADLINE_MISSING", table, task.number, "deadline")
        if task.second is not None:
            yield Told("DEADLINE_MISSING", table, task.number, "deadline")
        for parties, column in ((task.leads, "lead"), (task.partners, "")):
            if any(not party.units and not party.groups for party in parties):
                yield Told("UNIT_UNKNOWN", table, task.number, column)
        if model.cut is not Cut.NONE and number == model.cut_task:
            yield Told("ROW_JOINED", table, task.number, "")
