"""The demonstration accounts and the one password they share."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from parindex.cycle.units.actions import joining
from parindex.engine.access.actors import SYSTEM, Actor
from parindex.engine.access.roles import role
from parindex.faces.ops.demo import city
from parindex.faces.ops.telling import now, today
from parindex.foundation.accounts import actions as accounts
from parindex.foundation.accounts import queries as people


@dataclass(frozen=True, slots=True)
class Account:
    """One demonstration account: who, in which role, of which unit."""

    username: str
    full_name: str
    role: str
    unit: str
    title: str


ACCOUNTS = (
    Account("sonoivu", "Nguyễn Thị Minh Hà", "reform_office", city.OFFICE, "chuyên viên cải cách hành chính"),
    Account("thamdinh.noivu", "Bùi Thanh Sơn", "appraiser", city.OFFICE, "thẩm định viên của Sở Nội vụ"),
    Account("thamdinh.tuphap", "Ngô Thị Hương", "appraiser", city.JUSTICE, "thẩm định viên của Sở Tư pháp"),
    Account("yenhoa", "Trần Văn Bình", "unit_officer", city.WARD, "cán bộ đầu mối của phường"),
    Account("lanhdao.yenhoa", "Lê Thu Trang", "unit_leader", city.WARD, "lãnh đạo phường"),
    Account("ochodua", "Phạm Quốc Anh", "unit_officer", city.BEST, "cán bộ đầu mối phường khác"),
    Account("lanhdao.ochodua", "Đặng Minh Châu", "unit_leader", city.BEST, "lãnh đạo phường khác"),
    Account("caugiay", "Phan Hải Yến", "unit_officer", city.NEIGHBOUR, "cán bộ đầu mối phường Cầu Giấy"),
    Account("lanhdao.caugiay", "Dương Văn Khoa", "unit_leader", city.NEIGHBOUR, "lãnh đạo phường Cầu Giấy"),
    Account("lanhdao", "Đỗ Hoàng Nam", "city_leader", city.NAME, "lãnh đạo Thành phố"),
    Account("kiemtoan", "Vũ Thị Lan", "auditor", city.NAME, "kiểm toán viên"),
    Account("quantri", "Hoàng Đức Long", "administrator", city.NAME, "quản trị hệ thống"),
)


def password() -> str:
    """One password of this installation for all demonstration accounts, kept beside the database."""
    place = Path(settings.HOME) / "demo-password"
    if not place.exists():
        number = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "w", encoding="ascii") as file:
            file.write(accounts.temporary_password())
    return place.read_text(encoding="ascii").strip()


def invite(word: str) -> None:
    """Invite whoever is missing; ``word`` is their password."""
    for account in ACCOUNTS:
        if people.named(account.username) is not None:
            continue
        # Both or none: an account that was left with its first password would stay closed to everybody.
        with transaction.atomic():
            _invite(account, word)


def print_all(word: str) -> None:
    """Print every account, then the password they share."""
    print("\nTài khoản dùng thử (thành phố minh họa):")
    for account in ACCOUNTS:
        print(f"  {account.username:<16} {account.full_name:<20} {account.title}")
    print(f"Mật khẩu chung: {word}")


def _invite(account: Account, word: str) -> None:
    unit = city.unit(account.unit)
    invited = joining.invite(
        account.username,
        full_name=account.full_name,
        email="",
        role=role(account.role),
        unit=unit,
        since=today(),
        by=SYSTEM,
        at=now(),
    )
    person = invited.membership.person
    own = Actor(person=person.pk, name=person.full_name)
    accounts.change_own_password(person, password=word, place=unit.place, by=own, at=now())
