"""The list of documents, searched, narrowed and put in order as the address says."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.cycle.documents import queries
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.faces.web import asking, showing
from parindex.faces.web.documents import pages
from parindex.faces.web.exporting import Column, Export
from parindex.faces.web.templatetags.words import moment

ORDERS = {
    "": ("-uploaded_at", "-pk"),
    "issued": ("-issued_on", "-pk"),
    "open": ("-open_findings", "-pk"),
    "title": ("search", "pk"),
}


def documents(asked: QueryDict, *, by: Actor, on: date) -> pages.Documents:
    """The page of the list."""
    query = _query(asked)
    rows = _rows(asked, by=by)
    sheet = showing.sheet(rows.count(), number=asking.number(asked, "sheet") or 1, query=query)
    having = Q(pk__in=queries.visible(by).order_by().values("owner")) | Q(pk=asking.number(asked, "unit"))
    owners = tuple(units.permitted(by, Permission.DOCUMENT_READ, on=on).filter(having))
    return pages.Documents(
        rows=tuple(pages.line(each) for each in rows[max(sheet.first - 1, 0) : sheet.last]),
        sheet=sheet,
        sought=query["q"],
        states=pages.states(query["state"]),
        owners=pages.owners(owners, chosen=query["unit"]),
        orders=pages.orders(query["sort"]),
        is_filtered=any(query[name] for name in ("q", "state", "unit")),
        may_upload=by.can_anywhere(Permission.DOCUMENT_UPLOAD),
        saved=showing.saved("documents-export", query),
    )


def export(asked: QueryDict, *, by: Actor) -> Export:
    """The whole list as it is limited."""
    lines = (pages.line(each) for each in _rows(asked, by=by))
    return Export(
        name="van-ban",
        title=_("Văn bản"),
        columns=(
            Column(pgettext("một", "Văn bản"), 60),
            Column(_("Số, tệp"), 40),
            Column(_("Trạng thái"), 16),
            Column(_("Cần xem"), 10),
            Column(pgettext("một", "Đơn vị"), 26),
            Column(_("Tải lên"), 16),
            Column(_("Người tải"), 24),
        ),
        rows=[
            (each.title, each.about, each.state.text, each.open, each.owner, moment(each.at), each.by)
            for each in lines
        ],
    )


def _query(asked: QueryDict) -> dict[str, str]:
    """What the address limits the list to; an order that is none is the first."""
    query = {name: asked.get(name, "")[:200] for name in ("q", "state", "unit", "sort")}
    return query | {"sort": query["sort"] if query["sort"] in ORDERS else ""}


def _rows(asked: QueryDict, *, by: Actor) -> QuerySet[Any]:
    query, unit = _query(asked), asking.number(asked, "unit")
    rows = queries.matching(queries.visible(by), query["q"])
    if query["state"]:
        rows = rows.filter(state=query["state"])
    if unit is not None:
        rows = rows.filter(owner=unit)
    return rows.order_by(*ORDERS[query["sort"]])
