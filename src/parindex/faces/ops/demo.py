"""parindex demo: build the demonstration city, once, through the same deeds that people use."""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from parindex.cycle.documents import actions as documents
from parindex.cycle.documents import queries as document_queries
from parindex.cycle.documents import states as document_states
from parindex.cycle.frameworks import actions as frameworks
from parindex.cycle.frameworks import queries as framework_queries
from parindex.cycle.frameworks import states
from parindex.cycle.units import queries as units
from parindex.cycle.units.actions import joining, loading
from parindex.cycle.units.directory import Directory
from parindex.engine.access.actors import SYSTEM, Actor
from parindex.engine.access.roles import role
from parindex.faces.ops import database
from parindex.faces.ops.telling import Failed, now, plainly, tell, today
from parindex.foundation.accounts import actions as accounts
from parindex.foundation.accounts import queries as people
from parindex.foundation.jobs import actions as jobs


@dataclass(frozen=True, slots=True)
class Account:
    """One demonstration account: who, in which role, of which unit."""

    username: str
    full_name: str
    role: str
    unit: str
    title: str


CITY = "Thành phố Hà Nội"
OFFICE = "Sở Nội vụ"
WARD = "Phường Yên Hòa"
ACCOUNTS = (
    Account("sonoivu", "Nguyễn Thị Minh Hà", "reform_office", OFFICE, "chuyên viên cải cách hành chính"),
    Account("yenhoa", "Trần Văn Bình", "unit_officer", WARD, "cán bộ đầu mối của phường"),
    Account("lanhdao.yenhoa", "Lê Thu Trang", "unit_leader", WARD, "lãnh đạo phường"),
    Account("ochodua", "Phạm Quốc Anh", "unit_officer", "Phường Ô Chợ Dừa", "cán bộ đầu mối phường khác"),
    Account("lanhdao", "Đỗ Hoàng Nam", "city_leader", CITY, "lãnh đạo Thành phố"),
    Account("kiemtoan", "Vũ Thị Lan", "auditor", CITY, "kiểm toán viên"),
    Account("quantri", "Hoàng Đức Long", "administrator", CITY, "quản trị hệ thống"),
)
TAKEN_OVER = (("ke-hoach-thanh-pho-2026.docx", CITY), ("ke-hoach-phuong-yen-hoa-2026.pdf", WARD))
# The plan that contradicts itself waits at the review desk.
LEFT_IN_REVIEW = ("ke-hoach-thanh-pho-2024.pdf", CITY)
MEDIA_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
}


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("demo", help="build the demonstration city")
    parser.set_defaults(run=run)


@plainly
def run(arguments: argparse.Namespace) -> int:
    """Build what is missing of the demonstration city and print its accounts."""
    database.prepare()
    tell("Đang nạp danh mục đơn vị…")
    loading.load(Directory.packaged(), by=SYSTEM, at=now())
    password = _password()
    _invite_people(password)
    taken = [_take_over(name, owner) for name, owner in TAKEN_OVER]
    _publish_drafts_of(taken)
    _upload(*LEFT_IN_REVIEW)
    jobs.work_off(clock=now)
    _print_accounts(password)
    return 0


def _password() -> str:
    """One password of this installation for all demonstration accounts, kept beside the database."""
    place = Path(settings.HOME) / "demo-password"
    if not place.exists():
        number = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "w", encoding="ascii") as file:
            file.write(accounts.temporary_password())
    return place.read_text(encoding="ascii").strip()


def _invite_people(password: str) -> None:
    for account in ACCOUNTS:
        if people.named(account.username) is not None:
            continue
        # Both or none: an account that was left with its first password would stay closed to everybody.
        with transaction.atomic():
            _invite(account, password)


def _invite(account: Account, password: str) -> None:
    unit = _unit(account.unit)
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
    accounts.change_own_password(person, password=password, place=unit.place, by=own, at=now())


def _unit(name: str) -> Any:
    return units.existing(SYSTEM, on=today()).get(name=name)


def _upload(name: str, owner: str) -> int:
    """The id of the sample as a document of ``owner``, uploaded now or before."""
    data = resources.files(__package__).joinpath("samples", name).read_bytes()
    media_type, unit = MEDIA_TYPES[Path(name).suffix], _unit(owner)
    uploaded = documents.upload(
        data, name=name, media_type=media_type, owner=unit, by=_actor("sonoivu"), at=now()
    )
    if uploaded.is_new:
        tell(f"Đang đọc {name}…")
    key: int = uploaded.document.pk
    return key


def _take_over(name: str, owner: str) -> int:
    """The id of the sample, read and accepted; what an interrupted run left undone is done now."""
    key, office = _upload(name, owner), _actor("sonoivu")
    jobs.work_off(clock=now)
    document = document_queries.get(key, by=office)
    if document.state == document_states.READING:
        raise Failed(f"{name}: đang được tiến trình nền đọc; chờ đọc xong rồi chạy lại: parindex demo")
    if document.state == document_states.FAILED:
        raise Failed(f"{name}: {document.failure_vi}")
    if document.state == document_states.READ:
        documents.accept(
            document, document_queries.open_tables(document), version=document.version, by=office, at=now()
        )
        jobs.work_off(clock=now)
    return key


def _publish_drafts_of(keys: list[int]) -> None:
    """Publish what was drafted from the samples; drafts that people made since are theirs."""
    office = _actor("sonoivu")
    for version in framework_queries.visible(office).filter(state__in=states.OPEN, source__in=keys):
        frameworks.check(version, by=office, at=now())
        frameworks.publish(version, by=office, at=now())


def _actor(username: str) -> Actor:
    return units.actor_for(people.named(username), on=today())


def _print_accounts(password: str) -> None:
    print("\nTài khoản dùng thử (thành phố minh họa):")
    for account in ACCOUNTS:
        print(f"  {account.username:<16} {account.full_name:<20} {account.title}")
    print(f"Mật khẩu chung: {password}")
