"""Accounts are made by administrators, start with a temporary password, and close without loss."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from parindex.engine.access.actors import SYSTEM, Actor, Grant, Place
from parindex.engine.access.checks import Refused
from parindex.engine.access.roles import ADMINISTRATOR, REFORM_OFFICE
from parindex.foundation.accounts import actions
from parindex.foundation.accounts.models import Person
from parindex.foundation.audit.models import HistoryRow

AT = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)
HERE = Place((1, 2))
ADMIN = Actor(person=900, name="Quản trị", grants=(Grant(ADMINISTRATOR, Place((1,))),))
OFFICE = Actor(person=901, name="Chuyên viên", grants=(Grant(REFORM_OFFICE, Place((1, 3))),))
GOOD = "cau-giay-nang-2026"
pytestmark = pytest.mark.django_db


def _create(username: str = "an.nv", by: Actor = ADMIN) -> Person:
    return actions.create(
        username, full_name="Nguyễn Văn An", email="an@example.vn", password=GOOD, place=HERE, by=by, at=AT
    )


def test_a_new_account_must_change_its_password() -> None:
    person = _create()

    assert (person.must_change_password, person.check_password(GOOD)) == (True, True)
    assert person.search == "nguyen van an an.nv an@example.vn"
    row = HistoryRow.objects.get()
    assert (row.event, row.subject_label, row.facts) == (
        "person.created",
        "Nguyễn Văn An",
        {"username": "an.nv"},
    )


def test_names_differ_by_more_than_case() -> None:
    _create()

    with pytest.raises(actions.NameTaken):
        _create("AN.NV")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(username="An.Nv", full_name="B", created_at=AT)


@pytest.mark.parametrize("name", ["", "cán.bộ", "an nv", "a" * 81, ".an", "an\x00"])
def test_a_name_that_databases_compare_differently_is_refused(name: str) -> None:
    with pytest.raises(actions.NameUnfit):
        _create(name)

    assert Person.objects.count() == 0


def test_only_an_administrator_makes_resets_closes_and_reopens() -> None:
    person = _create()
    for deed in (
        lambda: _create("b", by=OFFICE),
        lambda: actions.reset_password(person, password=GOOD, place=HERE, by=OFFICE, at=AT),
        lambda: actions.close(person, place=HERE, by=OFFICE, at=AT),
        lambda: actions.reopen(person, place=HERE, by=OFFICE, at=AT),
    ):
        with pytest.raises(Refused):
            deed()
    assert HistoryRow.objects.count() == 1


def test_one_changes_only_ones_own_password_and_only_to_a_strong_one() -> None:
    person = _create()
    me = Actor(person=person.pk, name="An")

    with pytest.raises(Refused):
        actions.change_own_password(person, password=GOOD, place=HERE, by=ADMIN, at=AT)
    with pytest.raises(ValidationError):
        actions.change_own_password(person, password="12345678", place=HERE, by=me, at=AT)
    assert Person.objects.get().must_change_password

    actions.change_own_password(person, password="moi-hoan-toan-26", place=HERE, by=me, at=AT)
    kept = Person.objects.get()
    assert (kept.must_change_password, kept.check_password("moi-hoan-toan-26")) == (False, True)


def test_reset_close_and_reopen_are_told_in_history() -> None:
    person = _create()

    actions.reset_password(person, password="tam-thoi-2026x", place=HERE, by=ADMIN, at=AT)
    actions.close(person, place=HERE, by=ADMIN, at=AT)
    assert Person.objects.get().is_active is False
    actions.reopen(person, place=HERE, by=ADMIN, at=AT)

    kept = Person.objects.get()
    assert (kept.is_active, kept.must_change_password, kept.check_password("tam-thoi-2026x")) == (
        True,
        True,
        True,
    )
    assert list(HistoryRow.objects.values_list("event", flat=True)) == [
        "person.created", "person.password-reset", "person.closed", "person.reopened",
    ]  # fmt: skip


def test_the_language_is_ones_own_choice() -> None:
    person = _create()

    with pytest.raises(Refused):
        actions.choose_language(person, language="en", place=HERE, by=SYSTEM, at=AT)
    actions.choose_language(person, language="en", place=HERE, by=Actor(person=person.pk, name="An"), at=AT)

    assert Person.objects.get().language == "en"


def test_a_person_signs_in_whatever_the_case_of_the_name() -> None:
    person = _create()

    assert Person.objects.get_by_natural_key("AN.nv") == person


def test_temporary_passwords_are_readable_and_never_the_same() -> None:
    made = {actions.temporary_password() for _ in range(50)}

    assert len(made) == 50
    assert all(len(word) == 19 and not set(word) & set("0O1lI") for word in made)


def test_signing_in_is_kept_and_only_of_oneself() -> None:
    person = _create()
    own = Actor(person=person.pk, name=person.full_name)

    actions.enter(person, place=HERE, by=own, at=AT)
    with pytest.raises(Refused):
        actions.enter(person, place=HERE, by=ADMIN, at=AT)

    row = HistoryRow.objects.last()
    assert (row.event, row.person, row.lineage, row.at) == ("person.signed-in", person.pk, "/1/2/", AT)
    assert HistoryRow.objects.count() == 2


def test_a_lock_is_kept_once_however_often_it_is_tried() -> None:
    person = _create()
    quarter = timedelta(minutes=15)

    for minutes in (0, 1, 14, 16):
        at = AT + timedelta(minutes=minutes)
        actions.lock_out(person, since=at - quarter, place=HERE, by=SYSTEM, at=at)
    with pytest.raises(Refused):
        actions.lock_out(person, since=AT, place=HERE, by=OFFICE, at=AT)

    locks = HistoryRow.objects.filter(event="person.locked-out").order_by("pk")
    assert [row.at for row in locks] == [AT, AT + timedelta(minutes=16)]
