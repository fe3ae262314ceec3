"""What the pages of registers show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from parindex.cycle.registers.fields import Field, Kind
from parindex.cycle.registers.pages import (
    Asked,
    CountingItem,
    EntryItem,
    EntryList,
    RegisterItem,
    RegisterList,
    RevisionItem,
)
from parindex.cycle.registers.states import State
from parindex.faces.web import asking, showing
from parindex.faces.web.exporting import Column, Export, Value
from parindex.faces.web.registers import wording
from parindex.faces.web.showing import Chip, Choice, Saved, Sheet, Step
from parindex.faces.web.templatetags.words import day, moment, words

HANDLED, UNHANDLED = "handled", "unhandled"
SUMMARY = 3
"""How many fields a list shows of an entry."""


@dataclass(frozen=True, slots=True)
class Line:
    """One register of the list."""

    title: str
    note: str
    url: str
    entries: str
    handled: str
    last: str
    figures: str


@dataclass(frozen=True, slots=True)
class Registers:
    """The list."""

    rows: tuple[Line, ...]
    sheet: Sheet
    sought: str
    saved: Saved
    may_define: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a register."""

    title: str
    about: str
    url: str
    unit: str
    on: str
    chip: Chip
    evidence: int
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """How the entries are narrowed."""

    sought: str
    year: str
    units: tuple[Choice, ...]
    standings: tuple[Choice, ...]
    is_narrowed: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One register with one sheet of its entries."""

    item: RegisterItem
    steps: tuple[Step, ...]
    told: str
    rows: tuple[Row, ...]
    filters: Filters
    sheet: Sheet
    saved: Saved
    may_record: bool
    may_define: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One field of an entry: its name and what stands there."""

    title: str
    value: str


@dataclass(frozen=True, slots=True)
class Past:
    """How an entry stood after one deed."""

    chip: Chip
    told: tuple[Told, ...]
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence of an entry."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry."""

    key: int
    version: int
    title: str
    steps: tuple[Step, ...]
    about: str
    chip: Chip
    told: tuple[Told, ...]
    proofs: tuple[Proof, ...]
    past: tuple[Past, ...]
    is_illustrative: bool
    may_correct: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A measure that a register makes, in words."""

    title: str
    url: str
    what: str
    period: str
    known: str
    feeds: tuple[Proof, ...]
    end_url: str
    feed_url: str


def steps() -> tuple[Step, ...]:
    """The way to any page of registers."""
    return (Step(_("Sổ theo dõi"), reverse("registers")),)


def steps_in(key: int, name: str) -> tuple[Step, ...]:
    """The way to a page within one register."""
    return (*steps(), Step(name, reverse("register", args=[key])))


def registers(data: RegisterList, asked: QueryDict, *, may_define: bool) -> Registers:
    """The list as the address asks for it."""
    sought = asked.get("q", "")[:200]
    return Registers(
        rows=tuple(_line(each) for each in data.rows),
        sheet=showing.sheet(data.count, number=_sheet(asked), query={"q": sought}),
        sought=sought,
        saved=showing.saved("registers-export", {"q": sought}),
        may_define=may_define,
    )


def asked_of(asked: QueryDict) -> Asked:
    """Which entries the address asks for."""
    standing = asked.get("standing", "")
    return Asked(
        words=asked.get("q", "")[:200],
        unit=asking.number(asked, "unit"),
        year=_year(asked),
        state=standing if standing in {each.value for each in State} else "",
        is_handled={HANDLED: True, UNHANDLED: False}.get(standing),
    )


def page(
    item: RegisterItem,
    fields: Sequence[Field],
    data: EntryList,
    units: Sequence[tuple[int, str]],
    asked: QueryDict,
    *,
    may_record: bool,
    may_define: bool,
) -> Page:
    """One register with one sheet of its entries."""
    query = {name: asked.get(name, "")[:200] for name in ("q", "unit", "year", "standing")}
    return Page(
        item=item,
        steps=steps(),
        told=_told(item, data),
        rows=tuple(_row(each, fields, item.handled_as) for each in data.rows),
        filters=Filters(
            sought=query["q"],
            year=query["year"],
            units=showing.choices(
                (("", _("Mọi đơn vị")), *((str(key), name) for key, name in units)), chosen=query["unit"]
            ),
            standings=_standings(item.handled_as, query["standing"]),
            is_narrowed=any(query.values()),
        ),
        sheet=showing.sheet(data.count, number=_sheet(asked), query=query),
        saved=showing.saved("register-export", query, item.key),
        may_record=may_record,
        may_define=may_define,
    )


def entry(
    found: Any, fields: Sequence[Field], past: Sequence[RevisionItem], *, may_correct: bool
) -> EntryPage:
    """One entry with all that became of it."""
    handled_as = found.register.handled_as
    return EntryPage(
        key=found.pk,
        version=found.version,
        title=title(found.values, fields) or _("Dòng %(number)s") % {"number": found.number},
        steps=steps_in(found.register_id, found.register.name),
        about=_("%(unit)s · dòng %(number)s · ngày %(day)s")
        % {"unit": found.unit.name, "number": found.number, "day": day(found.occurred_on)},
        chip=wording.state(found.state, is_handled=found.is_handled, handled_as=handled_as),
        told=_values(found.values, fields),
        proofs=tuple(
            Proof(str(each), reverse("evidence-item", args=[each.pk]))
            for each in found.evidence.order_by("pk")
        ),
        past=tuple(_past(each, fields) for each in past),
        is_illustrative=found.is_illustrative,
        may_correct=may_correct and found.state != State.WITHDRAWN.value,
    )


def counted(
    items: Sequence[CountingItem], fields: Sequence[Field], *, may_define: bool
) -> tuple[Counted, ...]:
    """What a register counts and where it goes."""
    return tuple(
        Counted(
            title=each.measure_name,
            url=reverse("measure", args=[each.measure]),
            what=wording.count(each.count, fields),
            period=wording.rhythm(each.count.rhythm),
            known=ngettext("%(n)s đơn vị có số liệu", "%(n)s đơn vị có số liệu", each.units)
            % {"n": each.units},
            feeds=tuple(
                Proof(
                    f"{feed.path} {feed.name} · {feed.framework}", reverse("framework", args=[feed.version])
                )
                for feed in each.feeds
            ),
            end_url=reverse("register-count-end", args=[each.key]) if may_define else "",
            feed_url=reverse("measure-feed", args=[each.measure]) if may_define else "",
        )
        for each in items
    )


def registers_export(data: RegisterList) -> Export:
    """The list of registers."""
    columns = (
        Column(_("Sổ"), 50),
        Column(_("Số dòng"), 12),
        Column(_("Đã xử lý"), 12),
        Column(_("Dòng mới nhất"), 16),
        Column(_("Số liệu tạo ra"), 14),
    )
    rows = [
        (each.name, each.entries, each.handled if each.handled_as else None, day(each.last_on), each.figures)
        for each in data.rows
    ]
    return Export(name="so-theo-doi", title=_("Sổ theo dõi"), columns=columns, rows=rows)


def entries_export(item: RegisterItem, fields: Sequence[Field], rows: Sequence[EntryItem]) -> Export:
    """The entries asked for, with the heads by which a table is imported."""
    told = []
    for each in rows:
        chip = wording.state(each.state, is_handled=each.is_handled, handled_as=item.handled_as)
        mark = _("minh họa") if each.is_illustrative else ""
        values: list[Value] = [_cell(field, each.values.get(field.key, "")) for field in fields]
        told.append((each.unit_code, each.unit_name, day(each.occurred_on), *values, chip.text, mark))
    columns = (*_heads(fields), Column(_("Trạng thái"), 18), Column(pgettext("một", "Ghi chú"), 14))
    return Export(name=item.code, title=item.name, columns=columns, rows=told)


def blank_export(item: RegisterItem, fields: Sequence[Field], units: Sequence[tuple[str, str]]) -> Export:
    """A table to fill in: the heads, and one line for each unit that may be entered for."""
    blanks = [(code, name, "", *("" for _field in fields)) for code, name in units]
    return Export(name=f"mau-{item.code}", title=item.name, columns=_heads(fields), rows=blanks)


def title(values: dict[str, str], fields: Sequence[Field]) -> str:
    """What an entry is called in a list: the first of its words that must be there."""
    texts = [each for each in fields if each.kind is Kind.TEXT and values.get(each.key)]
    first = [each for each in texts if each.is_required] or texts
    return " · ".join(values[each.key] for each in first[:2])


def _line(each: RegisterItem) -> Line:
    share = f"{each.handled_as}: {each.handled}/{each.entries}" if each.handled_as else "–"
    return Line(
        title=each.name,
        note=each.note,
        url=reverse("register", args=[each.key]),
        entries=str(each.entries),
        handled=share,
        last=day(each.last_on),
        figures=ngettext("%(n)s số liệu", "%(n)s số liệu", each.figures) % {"n": each.figures},
    )


def _told(item: RegisterItem, data: EntryList) -> str:
    said = ngettext("%(n)s dòng", "%(n)s dòng", data.entered) % {"n": data.entered}
    if not item.handled_as:
        return said
    return f"{said} · {item.handled_as}: {data.handled}/{data.entered}"


def _row(each: EntryItem, fields: Sequence[Field], handled_as: str) -> Row:
    shown = [field for field in fields if field.kind is not Kind.TEXT][:SUMMARY]
    about = [
        f"{words(field.label)}: {wording.value(field, each.values[field.key])}"
        for field in shown
        if each.values.get(field.key)
    ]
    return Row(
        title=title(dict(each.values), fields) or _("Dòng %(number)s") % {"number": each.number},
        about=" · ".join(about),
        url=reverse("register-entry", args=[each.key]),
        unit=each.unit_name,
        on=day(each.occurred_on),
        chip=wording.state(each.state, is_handled=each.is_handled, handled_as=handled_as),
        evidence=each.evidence,
        is_illustrative=each.is_illustrative,
    )


def _standings(handled_as: str, chosen: str) -> tuple[Choice, ...]:
    handled = ((HANDLED, handled_as), (UNHANDLED, wording.unhandled(handled_as))) if handled_as else ()
    return showing.choices(
        (
            ("", _("Mọi trạng thái")),
            *handled,
            (State.DRAFT.value, _("Bản nháp")),
            (State.WITHDRAWN.value, _("Đã rút")),
        ),
        chosen=chosen,
    )


def _past(each: RevisionItem, fields: Sequence[Field]) -> Past:
    return Past(
        chip=wording.state(each.state, is_handled=False, handled_as=""),
        told=(Told(_("Ngày"), day(each.occurred_on)), *_values(dict(each.values), fields)),
        reason=each.reason if each.reason != "–" else "",
        by=f"{each.by_name}, {moment(each.at)}",
    )


def _values(values: dict[str, str], fields: Sequence[Field]) -> tuple[Told, ...]:
    return tuple(
        Told(words(each.label), wording.value(each, values.get(each.key, "")) or "–") for each in fields
    )


def _heads(fields: Sequence[Field]) -> tuple[Column, ...]:
    own = (Column(words(each.label), 30 if each.kind is Kind.TEXT else 16) for each in fields)
    return (Column("Mã đơn vị", 20), Column("Đơn vị", 30), Column("Ngày", 13), *own)


def _cell(field: Field, text: str) -> Value:
    if field.kind is Kind.NUMBER and text:
        return Decimal(text)
    return wording.value(field, text)


def _year(asked: QueryDict) -> int | None:
    year = asking.number(asked, "year", most=2999)
    return year if year is not None and year >= 1900 else None


def _sheet(asked: QueryDict) -> int:
    return asking.number(asked, "sheet", most=10**6) or 1
