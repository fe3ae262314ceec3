"""Setting a result or a target by hand: the page, the form, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from parindex.cycle.targets import actions, queries
from parindex.cycle.targets.actions import Stated
from parindex.cycle.targets.pages import FigureItem, IndexPage
from parindex.cycle.units import queries as units
from parindex.engine.access.actors import Actor
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.faces.web.indexes import owning, ways
from parindex.faces.web.indexes.forms import FigureForm
from parindex.faces.web.remembering import merged, tell_others
from parindex.faces.web.showing import Step
from parindex.faces.web.templatetags.words import is_english

WHOLE = ("total", "rank", "group")


@dataclass(frozen=True, slots=True)
class Place:
    """What is set: the figures of one criterion (its path), or of the whole (total, rank or group)."""

    data: IndexPage
    kind: str
    path: str
    name: str
    result: FigureItem | None
    target: FigureItem | None
    owners: tuple[tuple[int, str], ...]
    """Who may answer for the target."""

    @property
    def target_year(self) -> int:
        """The year of the target: the one printed, else the one after the results."""
        return self.data.target_year or self.data.year + 1


@dataclass(frozen=True, slots=True)
class Page:
    """The page of the form."""

    title: str
    steps: tuple[Step, ...]
    back: str


def whole_words(kind: str) -> str:
    """What is set of the whole."""
    return {"total": _("Tổng điểm"), "rank": _("Xếp hạng"), "group": _("Nhóm")}[kind]


def find(data: IndexPage, place: str, *, by: Actor, on: date) -> Place:
    """The place that an address names; Http404 when the index has none such."""
    owners = tuple(owning.choices(data, by=by, on=on))
    if place in WHOLE:
        result, target = {
            "total": (data.total.result, data.total.target),
            "rank": (data.rank, data.rank_target),
            "group": (data.group, data.group_target),
        }[place]
        return Place(data, place, "", whole_words(place), result, target, owners)
    path = place.removeprefix("criteria/")
    row = next((each for each in data.rows if each.path == path and path != place), None)
    if row is None:
        raise Http404
    return Place(data, "criterion", path, f"{row.code} {row.name}", row.result, row.target, owners)


def page(place: Place) -> Page:
    """The page around the form of ``place``."""
    data = place.data
    way, year = ways.Index(data.unit, data.index, data.level), str(data.year)
    steps = (
        Step(_("Chỉ số"), reverse("indexes")),
        Step(f"{data.index} · {data.unit_name}", way.page(year=year)),
    )
    back = way.criterion(place.path, year=year) if place.path else way.page(year=year)
    return Page(place.name, steps, back)


def form(place: Place, *, data: QueryDict | None = None) -> FigureForm:
    """The form of ``place``, filled with what stands there."""
    result, target = place.result, place.target
    initial = {
        "result": _typed(result.text if result else ""),
        "comparator": target.comparator if target else "=",
        "target": _typed(target.text if target else ""),
        "owner": next((str(key) for key, name in place.owners if target and name == target.owner), ""),
    }
    years = {"result_year": place.data.year, "target_year": place.target_year}
    return FigureForm(data, initial=initial, owners=list(place.owners), **years)


def saved(place: Place, sent: FigureForm, *, by: Actor, at: datetime) -> FigureForm:
    """The form, what the person changed of it kept; else with errors that say why not."""
    unit, version = queries.bearers(unit=place.data.unit, version=place.data.version.key, by=by)
    require(by, Permission.TARGET_EDIT, at=unit.place)
    reason, stated = sent.cleaned_data["reason"], Stated(0, "", kind=place.kind, path=place.path)
    result = replace(stated, year=place.data.year, text=_kept(sent.typed("result"), place))
    target = replace(stated, year=place.target_year, text=_kept(sent.typed("target"), place))
    result = replace(result, was=_kept(sent.was("result"), place))
    target = replace(target, was=_kept(sent.was("target"), place), comparator=sent.cleaned_data["comparator"])
    owner = sent.cleaned_data["owner"]
    target = replace(target, owner=units.get(int(owner), by=by) if owner else None)
    field = "result"
    try:
        with transaction.atomic():
            if sent.is_changed("result"):
                actions.set_result(unit, version, result, reason=reason, by=by, at=at)
            field = "target"
            if any(sent.is_changed(each) for each in ("target", "comparator", "owner")):
                actions.set_target(unit, version, target, reason=reason, by=by, at=at)
    except actions.WrongValue as wrong:
        sent.add_error(str(wrong) if str(wrong) == "reason" else field, _wrong(place.kind))
    except actions.Overtaken:
        again = f"criteria/{place.path}" if place.path else place.kind
        now = find(_anew(place, by=by), again, by=by, on=timezone.localdate(at))
        return tell_others(form(now, data=merged(sent, now=form(now))), sent=sent)
    return sent


def _anew(place: Place, *, by: Actor) -> IndexPage:
    data = place.data
    return queries.index_page(unit=data.unit, index=data.index, by=by, year=data.year, level=data.level)


def _typed(text: str) -> str:
    return text if is_english() else text.replace(".", ",")


def _kept(text: str, place: Place) -> str:
    """A figure as the room keeps it; the name of a group as it is."""
    return text.strip() if place.kind == "group" else text.strip().replace(",", ".")


def _wrong(kind: str) -> str:
    if kind == "group":
        return _("Hãy nhập tên nhóm, ví dụ: Nhóm A. Không để trống.")
    if kind == "rank":
        return _("Hãy nhập thứ hạng là số nguyên từ 1. Không để trống.")
    return _("Hãy nhập một số, ví dụ 2,75. Không để trống: muốn bỏ mục tiêu, hãy ghi lại bằng kết quả.")
