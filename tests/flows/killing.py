"""Saves under fire: clients list what was acknowledged, while servers and backends are killed."""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg

from tests.flows.standalone import Standalone
from tools.dev import processes

TOKEN = "k" * 32

PREPARE = """
import json, sys
from datetime import UTC, datetime, timedelta, date
from django.conf import settings
from django.test import Client
from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions import opening
from parindex.cycle.assessments.models import Stage
from parindex.cycle.frameworks.actions import importing, publishing
from parindex.cycle.units import queries as units
from parindex.cycle.units.actions import joining, loading
from parindex.cycle.units.directory import Directory
from parindex.engine.access.actors import SYSTEM
from parindex.engine.access.roles import role
from parindex.foundation.accounts.models import Person
from tests.cast import DIRECTORY
from tests.cycle.rounds import FRAMEWORK
at = datetime.now(UTC)
many = int(sys.argv[2])
loading.load(Directory.packaged() if many > 3 else Directory.load(DIRECTORY), by=SYSTEM, at=at)
city = units.existing(SYSTEM, on=at.date()).get(province=None)
wards = list(units.existing(SYSTEM, on=at.date()).filter(kind="commune")[:many])
version = importing.import_file(FRAMEWORK, owner=city, by=SYSTEM, at=at)
publishing.check(version, by=SYSTEM, at=at)
publishing.publish(version, by=SYSTEM, at=at)
cycle = opening.prepare(owner=city, version=version, kind="internal", name="Kỳ thử", since=date(2026, 1, 1),
    until=date(2027, 1, 1), starts_at=at - timedelta(hours=1), by=SYSTEM, at=at)
opening.enrol(cycle, wards, group="Xã, phường", by=SYSTEM, at=at)
opening.open_cycle(cycle, by=SYSTEM, at=at)
found = []
for unit in wards:
    sheet = cycle.assessments.get(unit=unit)
    for number in range(int(sys.argv[1])):
        who = joining.invite(f"can-bo-{unit.pk}-{number}", full_name=f"Cán bộ {number}", email="",
            role=role("unit_officer"), unit=unit, since=at.date(), by=SYSTEM, at=at).membership.person
        Person.objects.filter(pk=who.pk).update(must_change_password=False)
        who.refresh_from_db()
        client = Client()
        client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        found.append({"sheet": sheet.pk, "cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"})
leaves = dict(version.criteria.filter(path__in=["I/1", "I/2", "II/1"]).values_list("path", "pk"))
print(json.dumps({"officers": found, "leaves": leaves}))
"""

CLOSE = """
import sys
from datetime import UTC, datetime, timedelta
from parindex.cycle.assessments.models import Stage
Stage.objects.filter(key="self").update(closes_at=datetime.now(UTC) + timedelta(seconds=float(sys.argv[1])))
print(Stage.objects.get(key="self").closes_at.timestamp())
"""

READ = """
import json
from parindex.cycle.assessments.models import Cell, Entry, Stage
from parindex.foundation.audit.models import HistoryRow
rows = Entry.objects.select_related("cell").order_by("cell_id", "number")
print(json.dumps({
    "entries": [[e.cell.assessment_id, e.cell.criterion_id, e.number, e.answer, e.at.timestamp()]
                for e in rows],
    "cells": list(Cell.objects.order_by("pk").values_list("assessment", "criterion", "number")),
    "history": HistoryRow.objects.filter(event="cell.scored").count(),
    "closes": Stage.objects.get(key="self").closes_at.timestamp()}))
"""


@dataclass(slots=True)
class Clerk:
    """One client with one cell of its own: what it sent, and what was acknowledged."""

    path: str
    cookie: str
    cell: tuple[int, int]
    answers: Callable[[int], dict[str, Any]]
    acknowledged: list[tuple[int, dict[str, Any], float]] = field(default_factory=list)
    """Number of the line, answer, and the moment the save was sent for the first time."""
    refused: int = 0
    unclear: int = 0

    def save_again_and_again(self, ports: Sequence[int], *, pause: float, stop: threading.Event) -> None:
        """Save, one line after another; what stays unclear is sent again until it is clear."""
        turn = 0
        dice = random.Random(self.path)
        while not stop.is_set():
            began, answer, turn = time.time(), self.answers(turn), turn + 1
            seen = self.acknowledged[-1][0] if self.acknowledged else 0
            while not stop.is_set():
                status, told = self._send(dice.choice(ports), answer, seen=seen)
                if status == 200:
                    self.acknowledged.append((told["number"], answer, began))
                    break
                if status in {403, 409, 423}:
                    self.refused += 1
                    break
                self.unclear += 1
                stop.wait(0.05)
            stop.wait(max(0.0, pause - (time.time() - began)))

    def _send(self, port: int, answer: dict[str, Any], *, seen: int) -> tuple[int, dict[str, Any]]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        body = json.dumps({"answer": answer, "note": "", "seen": seen}).encode()
        headers = {
            "Content-Type": "application/json",
            "Cookie": f"{self.cookie}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
        }
        try:
            connection.request("POST", self.path, body, headers)
            reply = connection.getresponse()
            text = reply.read()
            return reply.status, json.loads(text) if reply.status == 200 else {}
        except (OSError, ValueError, http.client.HTTPException):
            return 0, {}
        finally:
            connection.close()


@dataclass(slots=True)
class Server:
    """One server process of its own group, started again whenever it was killed."""

    there: Standalone
    port: int
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; whoever asks too early is refused and asks again."""
        command = [sys.executable, "-m", "parindex.faces.ops", "serve"]
        command += ["--port", str(self.port), "--workers", "2"]
        self.process = subprocess.Popen(
            command,
            env=self.there.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill(self) -> None:
        """SIGKILL for the whole group."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What the clients were told, beside what the database holds."""

    kills: int
    acknowledged: int
    seconds: float
    faults: tuple[str, ...]


def ordeal(there: Standalone, *, units: int, rate: float, seconds: float, kills: int, url: str) -> Aftermath:
    """Save at ``rate`` a second while processes are killed, close the stage, and compare every line."""
    told = json.loads(there.script(PREPARE, "3", str(units)))
    servers = [Server(there, processes.free_port()) for _ in range(2)]
    for server in servers:
        server.start()
    clerks = _clerks(told)
    stop = threading.Event()
    pause = len(clerks) / rate
    ports = [server.port for server in servers]
    crew = [
        threading.Thread(
            target=each.save_again_and_again, args=(ports,), kwargs={"pause": pause, "stop": stop}
        )
        for each in clerks
    ]
    _until_answering(ports)
    begin = time.time()
    for thread in crew:
        thread.start()
    _kill(servers, kills=kills, seconds=seconds, url=url)
    closes = float(there.script(CLOSE, "1"))
    stop.wait(max(0.0, closes - time.time()) + 2)
    stop.set()
    for thread in crew:
        thread.join()
    took = time.time() - begin
    for server in servers:
        server.kill()
    held = json.loads(there.script(READ))
    return Aftermath(
        kills, sum(len(each.acknowledged) for each in clerks), took, tuple(_faults(clerks, held))
    )


def _clerks(told: dict[str, Any]) -> list[Clerk]:
    """One clerk a cell: officers of one unit work on different leaves at once."""
    found = []
    kinds: dict[str, Callable[[int], dict[str, Any]]] = {
        "I/1": lambda turn: {"done": str(turn % 1000), "total": "1000"},
        "I/2": lambda turn: {"yes": turn % 2 == 0},
        "II/1": lambda turn: {"count": str(turn)},
    }
    taken: set[tuple[int, int]] = set()
    for officer in told["officers"]:
        for path, criterion in told["leaves"].items():
            cell = (officer["sheet"], criterion)
            if cell in taken:
                continue
            taken.add(cell)
            address = f"/scoring/{cell[0]}/{cell[1]}/save/"
            found.append(Clerk(address, officer["cookie"], cell, kinds[path]))
            break
    return found


def _until_answering(ports: Sequence[int]) -> None:
    for port in ports:
        for _ in range(300):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            try:
                connection.request("GET", "/sign-in/")
                connection.getresponse().read()
                break
            except OSError:
                threading.Event().wait(0.1)
            finally:
                connection.close()


def _kill(servers: Sequence[Server], *, kills: int, seconds: float, url: str) -> None:
    """Every kill at a moment drawn with a fixed seed: a server, or on PostgreSQL a backend in turns."""
    dice = random.Random(20261120)
    each = seconds / kills
    for number in range(kills):
        threading.Event().wait(each * dice.uniform(0.6, 1.0))
        if url and number % 4 == 3:
            _kill_backend(url)
            continue
        server = servers[number % len(servers)]
        server.kill()
        server.start()


def _kill_backend(url: str) -> None:
    """SIGKILL for one backend: PostgreSQL throws everybody out and recovers from its log."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' "
            "AND pid <> pg_backend_pid() ORDER BY backend_start DESC LIMIT 1"
        ).fetchone()
    if row is not None:
        os.kill(row[0], signal.SIGKILL)


def _faults(clerks: Sequence[Clerk], held: dict[str, Any]) -> list[str]:
    """Every difference between what was acknowledged and what is kept; none is the only good answer."""
    faults = []
    kept: dict[tuple[int, int], list[tuple[int, dict[str, Any], float]]] = {}
    for sheet, criterion, number, answer, at in held["entries"]:
        kept.setdefault((sheet, criterion), []).append((number, answer, at))
    for clerk in clerks:
        lines = kept.get(clerk.cell, [])
        if [number for number, _, _ in lines] != list(range(1, len(lines) + 1)):
            faults.append(f"{clerk.cell}: lines are not numbered one by one")
        if len(lines) - len(clerk.acknowledged) not in (0, 1):
            faults.append(f"{clerk.cell}: {len(lines)} lines, {len(clerk.acknowledged)} acknowledged")
        told = [(number, answer) for number, answer, _ in clerk.acknowledged]
        if told != [(number, answer) for number, answer, _ in lines][: len(told)]:
            faults.append(f"{clerk.cell}: an acknowledged line is not the one kept")
        late = [sent for _, _, sent in clerk.acknowledged if sent >= held["closes"]]
        faults += [f"{clerk.cell}: sent after the deadline and acknowledged"] * len(late)
    faults += [
        f"{sheet}/{criterion}#{number}: kept after the deadline"
        for sheet, criterion, number, _, at in held["entries"]
        if at >= held["closes"]
    ]
    if held["history"] != len(held["entries"]):
        faults.append(f"{held['history']} history rows, {len(held['entries'])} lines")
    for sheet, criterion, number in held["cells"]:
        if number != len(kept[sheet, criterion]):
            faults.append(f"{sheet}/{criterion}: the cell says {number} lines")
    return faults
