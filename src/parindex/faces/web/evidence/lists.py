"""The library of evidence: searched, narrowed and put in order as the address says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parindex.cycle.assessments.queries import attachments
from parindex.cycle.evidence import checks, queries
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor
from parindex.engine.access.permissions import Permission
from parindex.faces.web import asking, showing
from parindex.faces.web.evidence import saying
from parindex.faces.web.exporting import Column, Export
from parindex.faces.web.showing import Chip, Choice, Saved, Sheet
from parindex.faces.web.templatetags.words import day, moment

ORDERS: dict[str, tuple[Any, ...]] = {
    "": ("-added_at", "-pk"),
    "issued": (F("issued_on").desc(nulls_last=True), "-pk"),
    "number": ("number", "pk"),
    "unit": ("unit__position", "-added_at", "-pk"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One piece of the library."""

    key: int
    badge: str
    tone: str
    title: str
    about: str
    unit: str
    uses: int
    chips: tuple[Chip, ...]
    alarms: tuple[tuple[str, str, str], ...]
    added_at: datetime
    by: str
    url: str


@dataclass(frozen=True, slots=True)
class Library:
    """The page of the library."""

    rows: tuple[Row, ...]
    sheet: Sheet
    sought: str
    forms: tuple[Choice, ...]
    units: tuple[Choice, ...]
    orders: tuple[Choice, ...]
    is_filtered: bool
    saved: Saved


def library(asked: QueryDict, *, by: Actor, on: date) -> Library:
    """The sheet of the library that is asked for."""
    query = _query(asked)
    rows = _rows(asked, by=by)
    sheet = showing.sheet(rows.count(), number=asking.number(asked, "sheet") or 1, query=query)
    shown = list(rows[max(sheet.first - 1, 0) : sheet.last])
    return Library(
        rows=_made(shown, by=by),
        sheet=sheet,
        sought=query["q"],
        forms=showing.choices(_forms(), chosen=query["form"]),
        units=_units(query["unit"], by=by, on=on),
        orders=showing.choices(_orders(), chosen=query["sort"]),
        is_filtered=any(query[name] for name in ("q", "form", "unit")),
        saved=showing.saved("evidence-export", query),
    )


def export(asked: QueryDict, *, by: Actor) -> Export:
    """The whole list as it is limited."""
    held = list(_rows(asked, by=by))
    counts = attachments.use_counts(each.pk for each in held)
    return Export(
        name="minh-chung",
        title=_("Minh chứng"),
        columns=(
            Column(_("Loại"), 10),
            Column(_("Số, ký hiệu"), 22),
            Column(_("Ngày ban hành"), 14),
            Column(_("Cơ quan ban hành"), 34),
            Column(pgettext("văn bản", "Trích yếu"), 60),
            Column(_("Tệp, địa chỉ"), 40),
            Column(pgettext("một", "Đơn vị"), 26),
            Column(_("Số tiêu chí dùng"), 12),
            Column(_("Quét vi-rút"), 16),
            Column(_("Mã băm SHA-256"), 66),
            Column(_("Thêm lúc"), 16),
            Column(_("Người thêm"), 24),
        ),
        rows=[_exported(each, uses=counts.get(each.pk, 0)) for each in held],
    )


def row(item: Any, *, uses: int, sharing: int = 1) -> Row:
    """One piece as a row."""
    chips = [saying.scan(item.form, item.scan, is_waiting=item.is_waiting)]
    chips += [Chip(_("minh họa"))] if item.is_illustrative else []
    return Row(
        key=item.pk,
        badge=saying.badge(item.form, item.kind),
        tone=item.kind or item.form,
        title=saying.title(number=item.number, name=item.name, said=item.title, link=item.link),
        about=saying.about(
            issuer=item.issuer, said=item.title, issued_on=item.issued_on, has_number=bool(item.number)
        ),
        unit=str(item.unit),
        uses=uses,
        chips=tuple(each for each in chips if each is not None),
        alarms=saying.alarms(checks.alarms(queries.facts(item, sharing=sharing))),
        added_at=item.added_at,
        by=item.added_by_name,
        url=reverse("evidence-item", args=[item.pk]),
    )


def _made(items: list[Any], *, by: Actor) -> tuple[Row, ...]:
    counts = attachments.use_counts(each.pk for each in items)
    sharing = queries.sharing(items, by=by)
    return tuple(
        row(each, uses=counts.get(each.pk, 0), sharing=sharing.get(each.file_id or 0, 1)) for each in items
    )


def _exported(item: Any, *, uses: int) -> tuple[Any, ...]:
    scan = saying.scan(item.form, item.scan, is_waiting=item.is_waiting)
    return (
        saying.badge(item.form, item.kind),
        item.number,
        day(item.issued_on) if item.issued_on else "",
        item.issuer,
        item.title,
        item.name or item.link,
        str(item.unit),
        uses,
        scan.text if scan else "",
        item.file.sha256 if item.file else "",
        moment(item.added_at),
        item.added_by_name,
    )


def _query(asked: QueryDict) -> dict[str, str]:
    """What the address limits the list to; an order that is none is the first."""
    query = {name: asked.get(name, "")[:200] for name in ("q", "form", "unit", "sort")}
    return query | {"sort": query["sort"] if query["sort"] in ORDERS else ""}


def _rows(asked: QueryDict, *, by: Actor) -> QuerySet[Any]:
    query, unit = _query(asked), asking.number(asked, "unit")
    rows = queries.of_unit(unit, by=by) if unit is not None else queries.visible(by)
    rows = queries.matching(rows, query["q"])
    narrowed = {
        "file": Q(form=checks.FILE),
        "link": Q(form=checks.LINK),
        "reference": Q(form=checks.REFERENCE),
        "unread": Q(form=checks.FILE) & (Q(number="") | Q(issued_on=None)),
        "unscanned": Q(form=checks.FILE, scan=checks.UNSCANNED),
        "infected": Q(scan=checks.INFECTED),
    }
    if query["form"] in narrowed:
        rows = rows.filter(narrowed[query["form"]])
    return rows.order_by(*ORDERS[query["sort"]])


def _forms() -> tuple[tuple[str, str], ...]:
    return (
        ("", _("Mọi loại")),
        ("file", _("Tệp")),
        ("link", _("Liên kết")),
        ("reference", _("Tham chiếu tài liệu mật")),
        ("unread", _("Chưa rõ số, ngày")),
        ("unscanned", _("Chưa quét vi-rút")),
        ("infected", _("Có vi-rút")),
    )


def _orders() -> tuple[tuple[str, str], ...]:
    return (
        ("", _("Mới thêm trước")),
        ("issued", _("Mới ban hành trước")),
        ("number", _("Theo số, ký hiệu")),
        ("unit", _("Theo đơn vị")),
    )


def _units(chosen: str, *, by: Actor, on: date) -> tuple[Choice, ...]:
    having = Q(pk__in=queries.visible(by).order_by().values("unit"))
    known = units.permitted(by, Permission.ASSESSMENT_READ, on=on).filter(having)
    return showing.choices(tuple((str(each.pk), str(each)) for each in known), chosen=chosen)
