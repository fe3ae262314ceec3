"""Deeds are the only writers, and each asks for authority before anything else."""

from __future__ import annotations

import pytest

from tests.architecture.sweeps import deeds, house

MAY_WRITE: dict[str, str] = {}
"""Modules that write although they are no actions, each with its reason. Nobody needs one."""

BENEATH_AUTHORITY: dict[str, str] = {
    "parindex.foundation.accounts.actions.temporary_password": "gives a word, changes nothing",
    "parindex.foundation.audit.actions.record": "the line every deed writes after it asked for authority",
    "parindex.foundation.audit.actions.seal": "the worker's own act: no person asks for it",
    "parindex.foundation.files.actions.store": "bytes have no owner: the deed that stores them has asked",
    "parindex.foundation.jobs.actions.claim": "the worker's own act: no person asks for it",
    "parindex.foundation.jobs.actions.enqueue": "what a deed or an event leads to; the deed has asked",
    "parindex.foundation.jobs.actions.react": "the worker's own act: no person asks for it",
    "parindex.foundation.jobs.actions.run": "the worker's own act: no person asks for it",
    "parindex.foundation.jobs.actions.tick": "the worker's own act: no person asks for it",
    "parindex.foundation.jobs.actions.work_off": "the worker's own act: no person asks for it",
    "parindex.foundation.notices.actions.composing.compose": "the worker's own act: no person asks for it",
    "parindex.foundation.notices.actions.delivering.deliver": "the worker's own act: no person asks for it",
    "parindex.foundation.notices.actions.telling.tell": "what a deed or a day leads to; the deed has asked",
    "parindex.foundation.notices.actions.telling.tell_all": "what a deed or a day leads to; it has asked",
}
"""Public functions of actions modules that stand beneath authority, each with its reason."""

BAD = "parindex.cycle.units.queries"
FROM_TABLES = "from parindex.cycle.units import models\n"


def test_nothing_outside_actions_writes() -> None:
    found = {(name, line) for name, line in deeds.writes(house.modules()) if name not in MAY_WRITE}

    assert found == set()


def test_every_exception_from_writing_is_still_needed() -> None:
    writing = {name for name, _ in deeds.writes(house.modules())}

    assert set(MAY_WRITE) - writing == set()


def test_every_action_takes_by_and_at() -> None:
    assert [name for name, _ in deeds.without_actor(house.modules()) if name not in BENEATH_AUTHORITY] == []


def test_every_action_asks_for_authority_first() -> None:
    assert {name for name, _ in deeds.without_require(house.modules())} == set(BENEATH_AUTHORITY)


def test_every_recorded_deed_is_one_transaction() -> None:
    assert list(deeds.without_transaction(house.modules())) == []


@pytest.mark.parametrize(
    "line",
    [
        "models.Unit(name='a').save()",
        "models.Unit.objects.create(name='a')",
        "models.Unit.objects.filter(pk=1).update(name='a')",
        "models.Unit.objects.all().delete()",
        "models.Unit.objects.bulk_create([])",
        "unit.update(name='a')",
    ],
)
def test_a_write_in_a_query_is_found(line: str) -> None:
    found = deeds.writes([house.module(FROM_TABLES + line)])

    assert [name for name, _ in found] == [BAD]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("models.Unit.objects.create(name='a')", "parindex.cycle.units.actions.merging"),
        ("seen.update(names)", BAD),
        ("from parindex.cycle.units import places\nplaces.save(1)", BAD),
        ("super().save(*arguments)", "parindex.cycle.units.models"),
    ],
)
def test_what_is_no_write_is_left_alone(line: str, name: str) -> None:
    assert list(deeds.writes([house.module(FROM_TABLES + line, name=name)])) == []


def test_a_write_in_a_face_is_found_without_any_import() -> None:
    assert len(list(deeds.writes([house.module("unit.save()", name="parindex.faces.web.units.views")]))) == 1


@pytest.mark.parametrize(
    ("text", "actor", "require", "transaction"),
    [
        ("def merge(unit):\n    unit.save()\n", 1, 1, 0),
        ("def merge(unit, *, by, at):\n    '''Merge.'''\n    require(by, P.X, at=unit)\n", 0, 0, 0),
        ("def merge(unit, *, by, at):\n    unit.save()\n    require(by, P.X, at=unit)\n", 0, 1, 0),
        (
            "def merge(unit, *, by, at):\n    require(by, P.X)\n    audit.record(events.MERGED, unit)\n",
            0,
            0,
            1,
        ),
        (
            "@transaction.atomic\ndef merge(unit, *, by, at):\n    require(by, P.X)\n    audit.record(1)\n",
            0,
            0,
            0,
        ),
        (
            "def own(person, *, by, at):\n    if by.person != person.pk:\n        raise Refused(P.X)\n",
            *(0, 0, 0),
        ),
        ("def cut(unit, *, by, at):\n    unit = _locked(unit)\n    require(by, P.X)\n", 0, 0, 0),
        ("def cut(unit, *, by, at):\n    unit = changed(unit)\n    require(by, P.X)\n", 0, 1, 0),
        ("def own(person, *, by, at):\n    if by.person:\n        raise Late()\n", 0, 1, 0),
        ("def _inner(unit):\n    unit.save()\n", 0, 0, 0),
    ],
)
def test_actions_are_judged(text: str, actor: int, require: int, transaction: int) -> None:
    found = [house.module(text, name="parindex.cycle.units.actions")]

    judged = (deeds.without_actor, deeds.without_require, deeds.without_transaction)
    assert [len(list(sweep(found))) for sweep in judged] == [actor, require, transaction]
