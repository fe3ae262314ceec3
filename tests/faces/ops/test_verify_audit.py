"""The chain of history is walked again: clean, tampered with, cut, rewritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.flows.standalone import ROOT, Standalone

pytestmark = pytest.mark.django_db

BEGIN = """
import pickle, sys
from pathlib import Path
from datetime import datetime, UTC
from django.db import connection, transaction
from parindex.foundation.audit import actions, chain, queries, triggers
from parindex.foundation.audit.models import HistoryRow, Link
now = datetime.now(UTC)
"""
FILL = """
from parindex.cycle.units.actions import loading
from parindex.cycle.units.directory import Directory
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.accounts import actions as accounts
from parindex.cycle.units import queries as units
from tests.cast import DIRECTORY
loading.load(Directory.load(DIRECTORY), by=SYSTEM, at=now)
place = units.existing(SYSTEM, on=now.date()).get(name="Sở Nội vụ").place
def join(name):
    accounts.create(name, full_name=name, email="", password="x", place=place, by=SYSTEM, at=now)
for n in range(9):
    join(f"nguoi{n}")
actions.seal(at=now)
join("sau")
kept = [list(model.objects.values()) for model in (HistoryRow, Link)]
Path(sys.argv[1]).write_bytes(pickle.dumps(kept))
print(Link.objects.count(), queries.head().digest)
"""
TAMPER = """
triggers.remove(connection)
kept = pickle.loads(Path(sys.argv[1]).read_bytes())
with transaction.atomic():
    for model, rows in zip((HistoryRow, Link), kept):
        model.objects.all().delete()
        model.objects.bulk_create(model(**row) for row in rows)
    row = HistoryRow.objects.order_by("pk")[4]
    {}
triggers.install(connection)
print(row.pk)
"""
CHANGED = 'HistoryRow.objects.filter(pk=row.pk).update(person_name="Kẻ khác")'
DELETED = "HistoryRow.objects.filter(pk=row.pk).delete()"
UNLINKED = "Link.objects.filter(row=row.pk).delete()"
REWRITTEN = """HistoryRow.objects.filter(pk=row.pk).update(person_name="Kẻ khác")
    Link.objects.all().delete()
    actions.seal(at=now)"""
CUT = """HistoryRow.objects.filter(pk__gte=row.pk).delete()
    Link.objects.filter(row__gte=row.pk).delete()"""


class Kept:
    """An installation with a sealed chain, and its head printed then."""

    def __init__(self, home: Path) -> None:
        """Build it in ``home``."""
        self.there = Standalone(home, name="parindex_verify")
        self.there.env["PYTHONPATH"] += f":{ROOT}"
        assert self.there.run("prepare").returncode == 0
        self.copy = str(home / "history")
        count, self.head = self.there.script(BEGIN + FILL, self.copy).split()
        self.count = int(count)

    def tamper(self, deed: str) -> int:
        """Do ``deed`` to the history as it was, behind the back of the system; the row concerned."""
        return int(self.there.script(BEGIN + TAMPER.format(deed), self.copy))

    def verify(self, *more: str) -> tuple[int, dict[str, object], str]:
        """Exit status, the JSON document and standard error."""
        done = self.there.run("verify-audit", "--json", *more)
        return done.returncode, json.loads(done.stdout), done.stderr


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A sealed chain; whoever tampers with it begins from how it was."""
    return Kept(tmp_path_factory.mktemp("verify"))


def test_a_clean_chain_and_its_anchors(kept: Kept) -> None:
    kept.tamper("pass")
    counts = {"sealed": kept.count, "unsealed": 1, "head": kept.head, "fault": None}

    assert kept.verify() == (0, counts, "")
    assert kept.verify("--anchor", kept.head.upper()) == (0, counts, "")
    assert kept.verify("--anchor", "0" * 64) == (0, counts, "")
    page = kept.there.run("verify-audit")
    assert (page.returncode, page.stderr) == (0, "")
    assert page.stdout.splitlines() == [
        f"Đã niêm phong: {kept.count} dòng nhật ký; chưa niêm phong: 1",
        f"Mã đầu chuỗi:  {kept.head}",
    ]


@pytest.mark.parametrize(
    ("deed", "fault"),
    [
        (CHANGED, "dòng nhật ký {row} đã bị sửa sau khi niêm phong"),
        (DELETED, "dòng nhật ký {row} đã bị xóa"),
        (UNLINKED, "thiếu mắt xích 5 của chuỗi"),
    ],
    ids=["changed", "deleted", "unlinked"],
)
def test_a_row_tampered_with_is_named(kept: Kept, deed: str, fault: str) -> None:
    row = kept.tamper(deed)

    status, told, line = kept.verify()

    assert (status, told["sealed"], told["fault"]) == (1, 4, fault.format(row=row))
    assert line == (
        f"parindex: nhật ký không còn nguyên vẹn: {told['fault']}; giữ nguyên hệ thống và báo kiểm toán\n"
    )


@pytest.mark.parametrize("deed", [REWRITTEN, CUT], ids=["rewritten", "cut"])
def test_a_chain_made_anew_is_found_by_an_anchor_printed_before(kept: Kept, deed: str) -> None:
    kept.tamper(deed)

    without, told, _ = kept.verify()
    status, found, line = kept.verify("--anchor", kept.head)

    assert (without, told["fault"]) == (0, None)
    assert status == 1
    assert found["fault"] == "mã neo không có trong chuỗi: nhật ký trước đó đã bị viết lại hoặc bị cắt bỏ"
    assert line.count("\n") == 1
