"""What may be changed about a unit: the form, what follows from it in sentences, and the deed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.cycle.units import queries
from parindex.cycle.units.actions import changing
from parindex.cycle.units.facts import Kind
from parindex.engine.access.actors import Actor
from parindex.faces.web.templatetags.words import day
from parindex.faces.web.units import forms


@dataclass(frozen=True, slots=True)
class Asked:
    """A change as a person asked for it; ``others`` are the units chosen, ``data`` the other fields."""

    unit: Any
    others: Sequence[Any]
    data: Any
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Deed:
    """One change: its words, its form, what follows, and how it is done."""

    key: str
    title: str
    form: type[forms.ChangeForm]
    follows: Callable[[Asked], tuple[str, ...]]
    do: Callable[[Asked], object]
    is_grave: bool = False


def deeds() -> tuple[Deed, ...]:
    """Every change of a unit that is there."""
    return (
        Deed("rename", _("Đổi tên"), forms.RenameForm, _of_renaming, _rename),
        Deed("alias", _("Thêm cách viết khác"), forms.AliasForm, _of_naming, _name),
        Deed("merge", _("Hợp nhất vào đơn vị khác"), forms.MergeForm, _of_merging, _merge, is_grave=True),
        Deed("split", _("Chia tách"), forms.SplitForm, _of_splitting, _split, is_grave=True),
        Deed(
            "dissolve", _("Kết thúc hoạt động"), forms.DissolveForm, _of_dissolving, _dissolve, is_grave=True
        ),
    )


def adding() -> Deed:
    """Adding a unit."""
    return Deed("add", _("Thêm đơn vị"), forms.AddForm, _of_adding, _add)


def open_to(unit: Any) -> tuple[Deed, ...]:
    """The changes that may be made to ``unit``; a province itself is neither merged nor ended."""
    return tuple(each for each in deeds() if not each.is_grave or unit.province_id)


def _rename(asked: Asked) -> None:
    changing.rename(asked.unit, name=asked.data["name"], on=asked.data["on"], by=asked.by, at=asked.at)


def _name(asked: Asked) -> None:
    changing.give_alias(asked.unit, text=asked.data["text"], by=asked.by, at=asked.at)


def _merge(asked: Asked) -> None:
    (into,) = asked.others
    changing.merge((asked.unit,), into=into, on=asked.data["on"], by=asked.by, at=asked.at)


def _split(asked: Asked) -> None:
    changing.split(asked.unit, into=asked.others, on=asked.data["on"], by=asked.by, at=asked.at)


def _dissolve(asked: Asked) -> None:
    changing.dissolve(asked.unit, on=asked.data["on"], by=asked.by, at=asked.at)


def _add(asked: Asked) -> None:
    (parent,) = asked.others
    kind, since = Kind(asked.data["kind"]), asked.data["since"]
    changing.add(asked.data["name"], kind=kind, parent=parent, since=since, by=asked.by, at=asked.at)


def _of_renaming(asked: Asked) -> tuple[str, ...]:
    named = {"old": asked.unit.name, "new": asked.data["name"], "on": day(asked.data["on"])}
    return (
        _("Từ ngày %(on)s, %(old)s mang tên %(new)s; trước ngày ấy vẫn là %(old)s.") % named,
        _("Văn bản cũ viết %(old)s vẫn được hiểu là đơn vị này.") % named,
        _("Văn bản, chỉ số, nhiệm vụ và người dùng của đơn vị giữ nguyên."),
    )


def _of_naming(asked: Asked) -> tuple[str, ...]:
    return (
        _("Văn bản đọc từ nay hiểu “%(text)s” là %(unit)s.")
        % {"text": asked.data["text"], "unit": asked.unit.name},
        _("Văn bản đã đọc không đổi; muốn nhận ra cách viết này thì đọc lại văn bản."),
    )


def _of_merging(asked: Asked) -> tuple[str, ...]:
    return _ended(asked, heirs=", ".join(each.name for each in asked.others))


def _of_splitting(asked: Asked) -> tuple[str, ...]:
    return _ended(asked, heirs=", ".join(each.name for each in asked.others))


def _of_dissolving(asked: Asked) -> tuple[str, ...]:
    return _ended(asked, heirs="")


def _ended(asked: Asked, *, heirs: str) -> tuple[str, ...]:
    """What follows when a unit is no more from a day."""
    unit, on = asked.unit, asked.data["on"]
    members = queries.members_of(unit, by=asked.by, on=on).count()
    below = unit.children.filter(queries.on_day(on)).count()
    told = [_("Từ ngày %(on)s, %(unit)s kết thúc hoạt động.") % {"on": day(on), "unit": unit.name}]
    if heirs:
        told.append(_("Kế thừa: %(heirs)s.") % {"heirs": heirs})
    if members:
        told.append(
            ngettext(
                "%(n)s người giữ vai trò tại đây mất quyền từ ngày ấy; hãy phân vai trò mới cho họ.",
                "%(n)s người giữ vai trò tại đây mất quyền từ ngày ấy; hãy phân vai trò mới cho họ.",
                members,
            )
            % {"n": members}
        )
    if below:
        told.append(
            ngettext(
                "%(n)s đơn vị trực thuộc cũng kết thúc.", "%(n)s đơn vị trực thuộc cũng kết thúc.", below
            )
            % {"n": below}
        )
    told.append(_("Văn bản, kết quả và nhiệm vụ đã có vẫn đứng tên đơn vị này; không có gì bị xóa."))
    return tuple(told)


def _of_adding(asked: Asked) -> tuple[str, ...]:
    (parent,) = asked.others
    return (
        _("%(unit)s được thêm vào danh mục, trực thuộc %(parent)s.")
        % {"unit": asked.data["name"], "parent": parent.name},
        _("Văn bản đọc từ nay nhận ra tên này; văn bản đã đọc không đổi, muốn nhận ra thì đọc lại."),
    )
