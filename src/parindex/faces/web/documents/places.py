"""The place a correction is made at: a row, a total, the document's head; with its form and its ways."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from parindex.cycle.documents import actions, queries, review
from parindex.cycle.documents.outline import TaskTable
from parindex.cycle.documents.queries import Review
from parindex.engine.access.actors import Actor
from parindex.faces.web import remembering
from parindex.faces.web.documents import forms, originals, pages, rows
from parindex.faces.web.documents.rows import Row
from parindex.faces.web.documents.ways import Ways, row_id
from parindex.faces.web.showing import Step


@dataclass(frozen=True, slots=True)
class Place:
    """A document, its desk, and where in it; ``table`` is None for the head."""

    document: Any
    desk: Review
    table: Any
    position: int


@dataclass(frozen=True, slots=True)
class InTable:
    """The row that holds a form."""

    id: str
    width: int
    edit_url: str
    show_url: str
    url: str


@dataclass(frozen=True, slots=True)
class Alone:
    """The page that holds a form."""

    title: str
    steps: tuple[Step, ...]
    back: str


def find(document: Any, *, table: str, position: int) -> Place:
    """The place; Http404 when the document has none such, or was not read."""
    if document.reading is None:
        raise Http404
    desk = queries.review_of(document)
    shown = next((each for each in desk.reading.tables if each.id == table), None)
    row = "total" if position == review.TOTAL else str(position)
    if table and (shown is None or not _stands(desk, shown, position, row)):
        raise Http404
    return Place(document, desk, shown, position)


def _stands(desk: Review, table: Any, position: int, row: str) -> bool:
    return position == review.WHOLE_TABLE or originals.find_row(desk, table, row) is not None


def form(place: Place, *, data: QueryDict | None) -> forms.FieldsForm:
    """The form of ``place``, filled with what stands there."""
    kind = _kind(place)
    table = place.table.id if place.table else ""
    initial = {name: forms.as_typed(name, _value(place, name)) for name in kind.base_fields}
    made = kind(data, initial=initial, auto_id=f"id_{table}_{place.position}_%s")
    made.table, made.row = table, place.position
    made.version = data.get("version", "") if data else str(place.document.version)
    return made


def renewed(place: Place, sent: forms.FieldsForm) -> forms.FieldsForm:
    """``sent`` once more over what others saved meanwhile: what the person typed stays as typed.

    What others changed is told beside its field.
    """
    now = form(place, data=None)
    data = remembering.merged(sent, now=now)
    data["version"] = now.version
    return remembering.tell_others(form(place, data=data), sent=sent)


def _kind(place: Place) -> type[forms.FieldsForm]:
    if place.table is None:
        return forms.HeadForm
    if place.position == review.WHOLE_TABLE:
        is_tasks = isinstance(place.table, TaskTable)
        return forms.TaskTableForm if is_tasks else forms.CriteriaTableForm
    if place.position == review.TOTAL:
        return forms.TotalForm
    return forms.TaskForm if isinstance(place.table, TaskTable) else forms.CriterionForm


def _value(place: Place, name: str) -> str:
    """What stands in a field now. The reading counts rows after removals, a change as they were read."""
    at = place.position
    if place.table is not None and at >= 0:
        at = place.desk.positions[place.table.id].index(at)
    table = place.table.id if place.table else ""
    return review.value_of(place.desk.reading, review.Change(table, at, name, ""))


@transaction.atomic
def save(
    place: Place, changes: tuple[review.Change, ...], *, version: int | None, by: Actor, at: datetime
) -> None:
    """Make all the changes of one form, or none. Raises what actions.correct raises."""
    expected = version or 0
    for change in changes:
        actions.correct(place.document, change, reason="", version=expected, by=by, at=at)
        expected = place.document.version


def in_table(place: Place) -> InTable | None:
    """The row that holds the form; None for the head and for a table as a whole."""
    if place.table is None or place.position == review.WHOLE_TABLE:
        return None
    row, ways = _row(place), Ways(place.document.pk)
    position = None if place.position == review.TOTAL else place.position
    edit = ways.row(place.table.id, position)
    return InTable(
        id=row_id(place.table.id, row),
        width=7,
        edit_url=edit,
        show_url=f"{edit}?show=1",
        url=ways.desk(table=place.table.id, row=row),
    )


def shown(place: Place) -> Row:
    """The row as the desk shows it."""
    found = originals.find_row(place.desk, place.table, _row(place))
    position = None if place.position == review.TOTAL else place.position
    ways = Ways(place.document.pk)
    return rows.one_row(place.table, found, position, place.desk, ways, flags={}, here=_row(place))


def _row(place: Place) -> str:
    return "total" if place.position == review.TOTAL else str(place.position)


def alone(place: Place) -> Alone:
    """The page that holds the form."""
    table = pages.table_title(place.table) if place.table else ""
    title = _("Sửa dòng của %(table)s") % {"table": table}
    if place.position == review.WHOLE_TABLE:
        title = _("Sửa thông tin bảng %(table)s") % {"table": table} if table else _("Sửa thông tin văn bản")
    document = Step(pages.named(place.document), reverse("document", args=[place.document.pk]))
    return Alone(title, (*pages.steps(), document), back(place))


def back(place: Place) -> str:
    """The desk at this place."""
    ways = Ways(place.document.pk)
    if place.table is None:
        return ways.desk()
    row = {} if place.position == review.WHOLE_TABLE else {"row": _row(place)}
    return ways.desk(table=place.table.id, **row)
