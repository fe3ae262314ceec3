"""Every permission is asked for and held, every event is recorded and told, every finding has its remedy."""

from __future__ import annotations

from parindex.engine.access import roles
from parindex.engine.access.permissions import Permission
from tests.architecture.sweeps import house, vocabulary

PERMISSION = frozenset({"Permission", "P"})
DEEDS = frozenset({"actions", "queries", "jobs", "access", "faces"})


def test_every_permission_is_asked_for() -> None:
    outside = [each for each in house.modules() if not each.name.startswith("parindex.engine.access")]
    used = vocabulary.members_used(outside, enumeration=PERMISSION, rooms=DEEDS)

    assert {member.name for member in Permission} - used == set()


def test_every_permission_is_held_by_a_role() -> None:
    held = {permission for role in roles.ROLES for permission in role.permissions}

    assert set(Permission) - held == set()


def test_every_role_is_described_in_both_languages() -> None:
    words = [word for role in roles.ROLES for word in (role.title, role.description)]

    assert [word for word in words if not word.vi.strip() or not word.en.strip()] == []


def test_every_event_has_its_name_and_its_sentences() -> None:
    assert list(vocabulary.event_faults(vocabulary.events(house.modules()))) == []


def test_every_event_is_recorded_with_the_facts_it_tells() -> None:
    found = house.modules()

    assert list(vocabulary.history_faults(vocabulary.events(found), vocabulary.recorded(found))) == []


def test_every_finding_has_a_remedy() -> None:
    assert list(vocabulary.without_remedy(house.modules())) == []


def test_every_finding_code_is_tested() -> None:
    tests = "\n".join(each.text for each in house.modules("tests") if "/architecture/" not in each.path)
    untested = {code for code, _ in vocabulary.finding_codes(house.modules()) if f'"{code}"' not in tests}

    assert untested == set()


def test_an_unused_permission_would_be_seen() -> None:
    found = [house.module("require(by, Permission.UNIT_EDIT)\n", name="parindex.cycle.units.actions")]

    assert vocabulary.members_used(found, enumeration=PERMISSION, rooms=DEEDS) == {"UNIT_EDIT"}
    assert vocabulary.members_used(found, enumeration=PERMISSION, rooms=frozenset({"jobs"})) == set()


def test_a_bad_event_is_found() -> None:
    text = (
        'A = declare("unit.merged", vi="{by} nhập {unit}", en="{by} merged")\n'
        'B = declare("Merged", vi="{by}", en="{by}")\nC = declare("unit.split", vi="", en="")\n'
    )
    declared = list(vocabulary.events([house.module(text, name="parindex.cycle.units.events")]))

    assert list(vocabulary.event_faults(declared)) == [
        "unit.merged: the two sentences tell different facts",
        "Merged: is not subject.past-participle",
        "unit.split: has no sentence in both languages",
    ]


def test_a_bad_record_is_found() -> None:
    events = (
        'A = declare("unit.merged", vi="{by}: {unit}", en="{by}: {unit}")\n'
        'B = declare("unit.cut", vi="x", en="x")\n'
    )
    actions = "history.record(events.A, u, by=by, at=at)\nhistory.record(events.GONE, u, by=by, at=at)\n"
    declared = vocabulary.events([house.module(events, name="parindex.cycle.units.events")])
    written = vocabulary.recorded([house.module(actions, name="parindex.cycle.units.actions")])

    assert list(vocabulary.history_faults(declared, written)) == [
        "parindex/cycle/units/actions.py:1: unit.merged tells unit, which is not given",
        "parindex/cycle/units/actions.py:2: records GONE, which its room does not declare",
        "unit.cut: nobody records it",
    ]


def test_a_finding_without_a_remedy_is_found() -> None:
    text = (
        'a = Finding(code="SUM", severity=W, message=Words("a", "b"))\n'
        'b = Finding("SUM", W, Words("a", "b"), Words("a", ""))\n'
        'c = Finding("SUM", W, Words("a", "b"), Words("a", "b"))\n'
    )
    found = [house.module(text)]

    assert list(vocabulary.without_remedy(found)) == [f"{found[0].path}:1", f"{found[0].path}:2"]


def test_finding_codes_are_seen_written_out_and_as_constants() -> None:
    text = (
        'GAP = "CODE_GAP"\na = Finding(GAP, W)\nb = Finding(code="SUM_MISMATCH")\nc = Finding(code=given)\n'
    )

    assert [code for code, _ in vocabulary.finding_codes([house.module(text)])] == [
        "CODE_GAP",
        "SUM_MISMATCH",
    ]
