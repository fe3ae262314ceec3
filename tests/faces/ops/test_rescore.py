"""The command ``parindex rescore``, on an installation of its own."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.flows.standalone import ROOT, Standalone

pytestmark = pytest.mark.django_db

FREEZE = """
from parindex.cycle.assessments.queries import moments
from parindex.cycle.results.actions import freezing
from parindex.cycle.results.terms import Terms
from tests.cast import assemble
from tests.cycle.results import played
cast = assemble()
cycle = played.to_the_freeze(cast)
by, at = cast.actor("reform"), moments.database_now()
freezing.freeze(cycle, Terms(), by=by, at=at)
freezing.reissue(cycle, Terms(), reason="Đính chính", by=by, at=at)
freezing.resume(cycle, reason="Sửa", by=by, at=at)
"""
TAMPER = """
from django.db import connection
from parindex.cycle.assessments.models import Cell
from parindex.cycle.results import triggers
from parindex.cycle.results.models import LeafScore
triggers.remove(connection)
LeafScore.objects.filter(unit_score__issue__number=1, criterion__path="I/1", points_micro=1_700_000).update(
    points_micro=2_000_000
)
Cell.objects.filter(criterion__path="I/2", is_standing=True, points_micro=1_000_000).update(points_micro=0)
"""
NAME = "Chỉ số CCHC thử"


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Standalone:
    """An empty installation."""
    made = Standalone(tmp_path_factory.mktemp("rescore"), name="parindex_rescore")
    made.env["PYTHONPATH"] += f":{ROOT}"
    return made


def proof(number: int | None, leaves: int, *differences: dict[str, Any]) -> dict[str, Any]:
    """One table as the JSON tells it."""
    version = "1" if number else ""
    return {
        "cycle": NAME,
        "number": number,
        "units": 2,
        "leaves": leaves,
        "engine_version": version,
        "differences": list(differences),
    }


def test_an_installation_is_rescored(there: Standalone) -> None:
    early = there.run("rescore")
    assert (early.returncode, early.stdout) == (1, "")
    assert early.stderr == "parindex: cơ sở dữ liệu chưa sẵn sàng; chạy trước: parindex prepare\n"
    there.run("prepare")
    nothing = there.run("rescore")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (
        0,
        "Chưa có kết quả nào được chốt.\n",
        "",
    )

    there.script(FREEZE)
    clean = there.run("rescore", "--open", "--json")
    assert (clean.returncode, clean.stderr) == (0, "")
    assert json.loads(clean.stdout) == {"results": [proof(1, 12), proof(2, 12), proof(None, 11)]}
    page = there.run("rescore", "--lang", "en")
    assert (page.returncode, page.stdout, page.stderr) == (
        0,
        f"{NAME}, issue 1: 2 units, 12 cells: no difference\n"
        f"{NAME}, issue 2: 2 units, 12 cells: no difference\n",
        "",
    )

    there.script(TAMPER)
    leaf = {
        "unit": "Phường Yên Hòa",
        "path": "I/1",
        "what": "points",
        "stored": "2",
        "computed": "1.7",
    }
    cell = {"unit": "Phường Yên Hòa", "path": "I/2", "what": "points", "stored": "0", "computed": "1"}
    tampered = there.run("rescore", "--open", "--json")
    assert tampered.returncode == 1
    assert json.loads(tampered.stdout) == {
        "results": [proof(1, 12, leaf), proof(2, 12), proof(None, 11, cell)]
    }
    assert tampered.stderr.startswith("parindex: kết quả đã chốt không tính lại được như cũ (2 chỗ khác); ")
    told = there.run("rescore", "--open")
    assert told.returncode == 1
    assert told.stdout.splitlines() == [
        f"{NAME}, lần chốt 1: 2 đơn vị, 12 ô: 1 chỗ khác",
        "  Phường Yên Hòa, I/1: điểm 2 ≠ 1.7",
        f"{NAME}, lần chốt 2: 2 đơn vị, 12 ô: khớp",
        f"{NAME}, sổ chấm điểm đang mở: 2 đơn vị, 11 ô: 1 chỗ khác",
        "  Phường Yên Hòa, I/2: điểm 0 ≠ 1",
    ]


def test_wrong_usage(there: Standalone) -> None:
    done = there.run("rescore", "--unknown")
    assert (done.returncode, done.stdout) == (2, "")
