"""The cast of the units: a small province, its administrator, an officer, and a stranger's province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from parindex.cycle.units import queries
from parindex.cycle.units.actions import joining, loading
from parindex.cycle.units.directory import Directory
from parindex.cycle.units.models import Unit
from parindex.engine.access import roles
from parindex.engine.access.actors import SYSTEM, Actor
from parindex.foundation.accounts.models import Person

AT = datetime(2026, 3, 30, 2, 0, tzinfo=UTC)
TODAY = date(2026, 3, 30)

PROVINCE = """
city: Tỉnh Bắc Ninh
city_body: UBND tỉnh Bắc Ninh
departments:
  - {name: Sở Nội vụ, aliases: [SNV]}
  - {name: Sở Tài chính}
dissolved:
  - {name: Sở Kế hoạch và Đầu tư, until: 2025-03-01, successors: [Sở Tài chính]}
wards: [Từ Sơn, Kinh Bắc]
communes: [Gia Bình]
ward_divisions: {Phường Từ Sơn: [Phòng Kinh tế]}
"""
OTHER = "city: Tỉnh Lạ\ndepartments: [Sở Nội vụ]\nwards: [Xa Lạ]\n"


@dataclass(frozen=True)
class Cast:
    """Who acts in the tests."""

    administrator: Actor
    officer: Actor
    leader: Actor
    stranger: Actor


@pytest.fixture
def province(db: None) -> Unit:
    loading.load(Directory.load(PROVINCE), by=SYSTEM, at=AT)
    loading.load(Directory.load(OTHER), by=SYSTEM, at=AT)
    return Unit.objects.get(code="tinh-bac-ninh")


def unit(code: str) -> Unit:
    """The unit of the tests' province with this code."""
    return Unit.objects.get(code=code, province__code="tinh-bac-ninh")


def person(username: str) -> Person:
    """Somebody who may sign in."""
    return Person.objects.create(
        username=username, full_name=username.title(), search=username, created_at=AT
    )


def member(username: str, role: roles.Role, where: Unit) -> Actor:
    """The actor of a new person with one role."""
    somebody = person(username)
    joining.add_membership(somebody, role=role, unit=where, since=date(2026, 1, 1), by=SYSTEM, at=AT)
    return queries.actor_for(somebody, on=TODAY)


@pytest.fixture
def cast(province: Unit) -> Cast:
    return Cast(
        administrator=member("quản trị", roles.ADMINISTRATOR, province),
        officer=member("cán bộ", roles.UNIT_OFFICER, unit("phuong-tu-son")),
        leader=member("lãnh đạo", roles.UNIT_LEADER, unit("phuong-tu-son")),
        stranger=member("người lạ", roles.ADMINISTRATOR, Unit.objects.get(code="tinh-la")),
    )
