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
from parindex.cycle.documents.models import Document
from parindex.cycle.frameworks.models import Version
from parindex.cycle.plans.models import Plan
from parindex.foundation.accounts.models import Person
from parindex.foundation.audit.models import HistoryRow
print(json.dumps({
    "documents": list(Document.objects.order_by("name").values_list("name", "owner__name", "state")),
    "versions": sorted(Version.objects.values_list("framework__index", "framework__owner__name", "state")),
    "plans": Plan.objects.count(), "people": Person.objects.count(), "history": HistoryRow.objects.count(),
}))
"""

VISIT = """
import json, sys
from django.test import Client
from django.urls import reverse
from parindex.cycle.frameworks.models import Framework
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
level = Framework.objects.get(owner=city, index="PAR INDEX").level
client = Client(SERVER_NAME="localhost")
client.post(reverse("sign-in"), {"username": names[0], "password": password})
pages = {}
for language in ("vi", "en"):
    client.post(reverse("language"), {"language": language, "next": "/"})
    pages[language] = client.get(ways.Index(city.pk, "PAR INDEX", level).page()).content.decode()
print(json.dumps({"signed_in": found, "pages": pages}))
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
    """The demonstration built twice."""
    home = tmp_path_factory.mktemp("demo")
    there = Standalone(home, name="parindex_demo")
    first = there.run("demo")
    state = json.loads(there.script(STATE))
    again = there.run("demo")
    return Built(there, home, first, again, (state, json.loads(there.script(STATE))))


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
