"""The list of documents, searched, narrowed and put in order as the address says."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict

from parindex.cycle.documents import queries
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.faces.web import showing
from parindex.faces.web.documents import pages

ORDERS = {
    "": ("-uploaded_at", "-pk"),
    "issued": ("-issued_on", "-pk"),
    "open": ("-open_findings", "-pk"),
    "title": ("search", "pk"),
}


def documents(asked: QueryDict, *, by: Actor, on: date) -> pages.Documents:
    """The page of the list."""
    query = {name: asked.get(name, "")[:200] for name in ("q", "state", "unit", "sort")}
    order = query["sort"] if query["sort"] in ORDERS else ""
    rows = queries.matching(queries.visible(by), query["q"])
    if query["state"]:
        rows = rows.filter(state=query["state"])
    if query["unit"].isascii() and query["unit"].isdigit():
        rows = rows.filter(owner=int(query["unit"]))
    rows = rows.order_by(*ORDERS[order])
    sheet = showing.sheet(rows.count(), number=_number(asked.get("sheet", "")), query=query)
    owners = tuple(units.permitted(by, Permission.DOCUMENT_READ, on=on))
    return pages.Documents(
        rows=tuple(pages.line(each) for each in rows[max(sheet.first - 1, 0) : sheet.last]),
        sheet=sheet,
        sought=query["q"],
        states=pages.states(query["state"]),
        owners=pages.owners(owners, chosen=query["unit"]),
        orders=pages.orders(order),
        is_filtered=any(query[name] for name in ("q", "state", "unit")),
        may_upload=by.can_anywhere(Permission.DOCUMENT_UPLOAD),
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
