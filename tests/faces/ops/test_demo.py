"""The demonstration city: built once, the same when built again, and open to the accounts printed."""

from __future__ import annotations

import json
import re
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.flows.standalone import Standalone

pytestmark = pytest.mark.django_db
LINE = re.compile(r"  (\S+) +(.+?)  +(.+)")

STATE = """
import json
from parindex.cycle.assessments.models import Attachment, Entry
from parindex.cycle.evidence.models import Item
from parindex.cycle.measures.models import Reading
from parindex.foundation.files.models import StoredFile
from parindex.cycle.documents.models import Document
from parindex.cycle.frameworks.models import Version
from parindex.cycle.plans.models import Plan
from parindex.foundation.accounts.models import Person
from parindex.foundation.audit.models import HistoryRow
print(json.dumps({
    "documents": list(Document.objects.order_by("name").values_list("name", "owner__name", "state")),
    "versions": sorted(Version.objects.values_list("framework__index", "framework__owner__name", "state")),
    "entries": Entry.objects.count(), "items": Item.objects.count(), "files": StoredFile.objects.count(),
    "readings": Reading.objects.count(), "attachments": Attachment.objects.count(),
    "plans": Plan.objects.count(), "people": Person.objects.count(), "history": HistoryRow.objects.count(),
}))
"""

CYCLES = """
import json
from django.db.models import Count
from parindex.cycle.assessments.models import Assessment, Cell, Cycle, Entry
from parindex.cycle.evidence.models import Item
from parindex.cycle.measures.models import Reading
from parindex.cycle.results.models import LeafScore, Release, UnitScore
from parindex.cycle.results.queries import cards
from parindex.engine.access.actors import SYSTEM
from parindex.engine.values import points
by_hand, silent = set(), []
for unit in UnitScore.objects.order_by("pk"):
    page = cards.scorecard(unit.issue.cycle_id, unit.unit_id, by=SYSTEM)
    silent += [[unit.unit.name, row.path] for row in page.rows if row.is_leaf and row.lost and not row.why]
    silent += [[unit.unit.name, row.path] for row in page.missing if not row.why]
for path, answer in LeafScore.objects.exclude(answer=None).values_list("criterion__path", "answer"):
    by_hand |= {path} if "points" in answer else set()
print(json.dumps({
    "cycles": [
        [str(each.since), str(each.until), each.state, each.is_carried, each.is_illustrative]
        for each in Cycle.objects.order_by("since", "until")
    ],
    "ranks": [
        [row.rank, row.unit.name, points.shortest(points.from_micro(row.score_micro)), row.class_name]
        for row in UnitScore.objects.order_by("position")
    ],
    "decision": Release.objects.get().decision,
    "by_hand": sorted(by_hand), "silent": silent,
    "sheets": [
        [str(since), str(until), state, count] for since, until, state, count in
        Assessment.objects.values_list("cycle__since", "cycle__until", "state")
        .annotate(count=Count("pk")).order_by("cycle__since", "cycle__until", "state")
    ],
    "decisions": sorted(set(Entry.objects.values_list("cell__stage__key", "decision"))),
    "unmarked": [each.objects.filter(is_illustrative=False).count() for each in (Item, Reading)],
    "units_with_evidence": Item.objects.values("unit").distinct().count(),
    "of_ward": Cell.objects.filter(
        cycle__until="2027-01-01", assessment__unit__name="Phường Yên Hòa").count(),
}))
"""

VISIT = """
import json, sys
from django.test import Client
from django.urls import reverse
from parindex.cycle.assessments.models import Cycle
from parindex.cycle.units.models import Unit
from parindex.faces.web.indexes import ways
password, *names = sys.argv[1:]
found = {}
for name in names:
    client = Client(SERVER_NAME="localhost")
    entered = client.post(reverse("sign-in"), {"username": name, "password": password})
    home = client.get("/")
    found[name] = [entered.status_code, home.status_code]
city = Unit.objects.get(province=None)
level = "province"
client = Client(SERVER_NAME="localhost")
client.post(reverse("sign-in"), {"username": names[0], "password": password})
pages = {}
for language in ("vi", "en"):
    client.post(reverse("language"), {"language": language, "next": "/"})
    pages[language] = client.get(ways.Index(city.pk, "PAR INDEX", level).page()).content.decode()
league = reverse("result", args=[Cycle.objects.get(state="published").pk])
print(json.dumps({"signed_in": found, "pages": pages, "league": client.get(league).content.decode()}))
"""


@dataclass(frozen=True)
class Built:
    """The demonstration, what building it printed, and where it is."""

    there: Standalone
    home: Path
    first: subprocess.CompletedProcess[str]
    again: subprocess.CompletedProcess[str]
    states: tuple[dict[str, Any], dict[str, Any]]

    @property
    def usernames(self) -> list[str]:
        """The names printed."""
        return [found[1] for found in map(LINE.fullmatch, self.first.stdout.splitlines()) if found]

    @property
    def password(self) -> str:
        """The password printed."""
        return self.first.stdout.splitlines()[-1].removeprefix("Mật khẩu chung: ")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demonstration broken off in the middle of its evidence, built to the end, and once more."""
    home = tmp_path_factory.mktemp("demo")
    there = Standalone(home, name="parindex_demo")
    _break_off(there, at="26/126")
    first = there.run("demo")
    state = json.loads(there.script(STATE))
    again = there.run("demo")
    return Built(there, home, first, again, (state, json.loads(there.script(STATE))))


def _break_off(there: Standalone, *, at: str) -> None:
    begun = there.start("demo")
    assert begun.stderr is not None
    assert any(at in line for line in begun.stderr), "it ended before it could be broken off"
    begun.kill()
    begun.communicate()


@pytest.fixture(scope="module")
def cycles(built: Built) -> dict[str, Any]:
    """What stands in the cycles of the demonstration."""
    found: dict[str, Any] = json.loads(built.there.script(CYCLES))
    return found


def test_it_holds_two_plans_taken_over_and_one_in_review(built: Built) -> None:
    assert built.first.returncode == 0, built.first.stderr
    state = built.states[0]
    assert state["documents"] == [
        ["ke-hoach-phuong-yen-hoa-2026.pdf", "Phường Yên Hòa", "accepted"],
        ["ke-hoach-thanh-pho-2024.pdf", "Thành phố Hà Nội", "read"],
        ["ke-hoach-thanh-pho-2026.docx", "Thành phố Hà Nội", "accepted"],
    ]
    assert {version[2] for version in state["versions"]} == {"published"}
    assert ["PAR INDEX", "Thành phố Hà Nội", "published"] in state["versions"]
    assert state["plans"] == 1


def test_building_it_again_changes_nothing_and_prints_the_same(built: Built) -> None:
    assert built.again.returncode == 0, built.again.stderr
    assert built.states[1] == built.states[0]
    assert built.again.stdout == built.first.stdout
    assert built.again.stderr == "Đang nạp danh mục đơn vị…\n"


def test_nothing_is_printed_twice(built: Built) -> None:
    for printed in (built.first.stdout, built.first.stderr):
        lines = [line for line in printed.splitlines() if line]
        assert len(lines) == len(set(lines))
    assert len(built.usernames) == len(set(built.usernames)) == built.states[0]["people"]
    assert built.first.stdout.count(built.password) == 1
    assert built.password not in built.first.stderr


def test_the_password_is_kept_for_its_owner_only(built: Built) -> None:
    kept = built.home / "demo-password"

    assert kept.read_text(encoding="ascii") == built.password
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_the_accounts_printed_sign_in_and_see_the_index(built: Built) -> None:
    seen = json.loads(built.there.script(VISIT, built.password, *built.usernames))

    assert seen["signed_in"] == {name: [302, 200] for name in built.usernames}
    figures = {
        language: [each for each in ("92,90", "92.90", "96,47", "96.47") if each in page]
        for language, page in seen["pages"].items()
    }
    assert figures == {"vi": ["92,90", "96,47"], "en": ["92.90", "96.47"]}
    assert "93.17" in seen["league"]
    assert "Ngưỡng xếp loại A, B, C là tạm đặt để minh họa" in seen["league"]
    assert all(">100<" in page or "/ 100" in page for page in seen["pages"].values())


def test_drafts_of_people_are_left_alone(built: Built) -> None:
    draft = """
from datetime import datetime, UTC
from parindex.cycle.documents import actions, queries
from parindex.cycle.documents.models import Document
from parindex.cycle.frameworks.models import Version
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.jobs import actions as jobs
now = lambda: datetime.now(UTC)
document = Document.objects.get(state="read")
actions.accept(document, queries.open_tables(document), version=document.version, by=SYSTEM, at=now())
jobs.work_off(clock=now)
print(Version.objects.filter(source=document, state="draft").count())
"""
    drafted = int(built.there.script(draft))
    assert drafted > 0

    assert built.there.run("demo").returncode == 0

    left = "from parindex.cycle.frameworks.models import Version\n"
    left += "print(Version.objects.filter(state='draft').count())"
    assert int(built.there.script(left)) == drafted


def test_three_cycles_are_marked_illustrative(cycles: dict[str, Any]) -> None:
    assert cycles["cycles"] == [
        ["2025-01-01", "2026-01-01", "published", True, True],
        ["2026-01-01", "2026-07-01", "open", True, True],
        ["2026-01-01", "2027-01-01", "open", False, True],
    ]
    assert cycles["unmarked"] == [0, 0]


def test_all_communes_are_ranked_and_yen_hoa_reaches_its_published_score(cycles: dict[str, Any]) -> None:
    ranks = cycles["ranks"]

    assert len(ranks) == 126
    assert ranks[0] == [1, "Phường Ô Chợ Dừa", "94.73", "A"]
    assert ranks[16] == [17, "Phường Yên Hòa", "93.17", "A"]
    assert {name for *_, name in ranks} == {"A", "B"}
    assert cycles["decision"] == "Quyết định số 1435/QĐ-UBND ngày 30/3/2026"


def test_only_the_bonus_is_given_by_the_council(cycles: dict[str, Any]) -> None:
    assert cycles["by_hand"] == ["IX/1"]


def test_every_point_that_is_missing_says_why(cycles: dict[str, Any]) -> None:
    assert cycles["silent"] == []


def test_every_stage_has_something_to_show(cycles: dict[str, Any]) -> None:
    assert cycles["decisions"] == [
        ["appraisal-1", "accepted"],
        ["appraisal-1", "asked"],
        ["appraisal-1", "changed"],
        ["appraisal-2", ""],
        ["appraisal-2", "accepted"],
        ["appraisal-2", "changed"],
        ["appraisal-2", "returned"],
        ["explanation", "explained"],
        ["self", ""],
    ]
    assert cycles["units_with_evidence"] == 126


def test_every_desk_has_work(cycles: dict[str, Any]) -> None:
    assert cycles["sheets"] == [
        ["2025-01-01", "2026-01-01", "submitted", 126],
        ["2026-01-01", "2026-07-01", "scoring", 2],
        ["2026-01-01", "2026-07-01", "submitted", 20],
        ["2026-01-01", "2027-01-01", "approval", 1],
        ["2026-01-01", "2027-01-01", "scoring", 124],
        ["2026-01-01", "2027-01-01", "submitted", 1],
    ]
    assert cycles["of_ward"] == 55


def test_what_was_built_can_be_proved(built: Built) -> None:
    rescored, verified = built.there.run("rescore", "--open"), built.there.run("verify-audit")

    assert (rescored.returncode, verified.returncode) == (0, 0), rescored.stdout + verified.stderr
    assert rescored.stdout.count("khớp") == 3
