"""What the frame shows on every page: who is signed in and where they may go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

import parindex
from parindex.cycle.agenda.queries import desks, rounds
from parindex.engine.access.actors import Actor
from parindex.faces.web import addresses
from parindex.foundation.notices import queries as notices


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the navigation."""

    title: str
    url: str
    icon: str
    is_here: bool
    count: int = 0
    said: str = ""
    """What the count counts."""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the navigation and its lines."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame."""

    person: str
    roles: tuple[str, ...]
    groups: tuple[Group, ...]
    sought: str
    version: str
    unseen: int
    """How many notices the person has not seen."""


def shell(request: HttpRequest) -> dict[str, object]:
    """The frame, built only when a template asks for it."""
    return {"shell": SimpleLazyObject(lambda: frame(request))}


def frame(request: HttpRequest) -> Shell:
    """The frame of ``request`` for the person it belongs to."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    language = request.language  # type: ignore[attr-defined]
    return Shell(
        person=actor.name,
        roles=tuple(dict.fromkeys(grant.role.title.in_language(language) for grant in actor.grants)),
        groups=_groups(actor, path=request.path, counts=_counts(actor, at=request.at)),  # type: ignore[attr-defined]
        sought=request.GET.get("q", "")[:200] if request.path == reverse("search") else "",
        version=parindex.__version__,
        unseen=notices.unseen(actor),
    )


def _counts(actor: Actor, *, at: datetime) -> dict[str, tuple[int, str]]:
    """What waits at each desk, and the word for it."""
    return {
        "documents": (desks.waiting(by=actor), _("chờ rà soát")),
        "scoring": (rounds.waiting(by=actor, at=at), _("chờ chấm hoặc duyệt")),
    }


def _groups(actor: Actor, *, path: str, counts: dict[str, tuple[int, str]]) -> tuple[Group, ...]:
    drawn = (
        (
            _("Việc của tôi"),
            (
                (_("Cần làm"), "home", "home"),
                (_("Tự chấm điểm"), "scoring", "check"),
                (_("Giải trình"), "explanations", "list"),
                (_("Thẩm định"), "appraisal", "shield"),
            ),
        ),
        (
            _("Theo dõi"),
            (
                (_("Chỉ số"), "indexes", "bars"),
                (_("Xếp hạng"), "results", "bars"),
                (_("Kế hoạch"), "plans", "plan"),
                (_("Nhiệm vụ"), "tasks", "clock"),
                (_("Số liệu"), "measures", "list"),
                (_("Tệp hồ sơ"), "cases", "upload"),
                (_("Sổ theo dõi"), "registers", "book"),
                (_("Các chỉ số khác"), "standings", "bars"),
                (_("Văn bản"), "documents", "document"),
                (_("Minh chứng"), "evidence", "clip"),
            ),
        ),
        (
            _("Quản lý"),
            (
                (pgettext("nhiều", "Kỳ đánh giá"), "cycles", "calendar"),
                (_("Bộ tiêu chí"), "frameworks", "tree"),
                (_("Đơn vị"), "units", "building"),
                (_("Người dùng"), "people", "people"),
                (_("Vai trò và quyền"), "roles", "shield"),
                (_("Nhật ký"), "history", "history"),
            ),
        ),
    )
    groups = []
    for title, lines in drawn:
        items = tuple(
            Item(
                name,
                reverse(address),
                icon,
                is_here=_is_here(path, reverse(address)),
                count=counts.get(address, (0, ""))[0],
                said=counts.get(address, (0, ""))[1],
            )
            for name, address, icon in lines
            if address in addresses.RULES and addresses.admits(addresses.RULES[address], actor)
        )
        if items:
            groups.append(Group(title, items))
    return tuple(groups)


def _is_here(path: str, url: str) -> bool:
    return path == url if url == reverse("home") else path.startswith(url)
