"""Days of reminders with two workers that are killed at random, and what must have come of them."""

from __future__ import annotations

import json
import random
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.flows.mailbox import Mailbox, mailbox
from tests.flows.standalone import Standalone

BEGIN = date(2025, 7, 7)
"""Long ago: what the workers remind of on the real day must not meet the days that are gone through here."""

PREPARE = """
import json, random, sys
from datetime import UTC, date, datetime, timedelta
from parindex.cycle.monitoring.models import Assignment
from parindex.cycle.plans.models import LEAD, Plan, Task
from parindex.cycle.units import queries as units
from parindex.cycle.units.actions import loading
from parindex.cycle.units.directory import Directory
from parindex.cycle.units.models import Membership
from parindex.engine.access.actors import SYSTEM
from parindex.foundation.accounts.models import Person
from parindex.foundation.notices.models import Preference
many, each, days = map(int, sys.argv[1:4])
begin = date.fromisoformat(sys.argv[4])
dice = random.Random(20261120)
at = datetime(begin.year, begin.month, begin.day, 2, tzinfo=UTC)
loading.load(Directory.packaged(), by=SYSTEM, at=at)
city = units.existing(SYSTEM, on=begin).get(province=None)
below = units.existing(SYSTEM, on=begin)
few = list(below.filter(kind="department")[:many // 8])
owing = few + list(below.filter(kind="commune")[:many - len(few)])
def join(name, role, unit, language="vi"):
    mail = f"{name}@example.vn"
    person = Person.objects.create(username=name, full_name=f"<{name}>", email=mail, language=language,
        search=name, created_at=at)
    Membership.objects.create(person=person, unit=unit, role=role, since=begin)
    return mail
crew, by_unit = {}, {}
for number in range(2):
    join(f"office{number}", "reform_office", owing[0])
join("head", "city_leader", city)
for number, unit in enumerate(owing):
    officer = join(f"officer{number}", "unit_officer", unit, "en" if number % 3 else "vi")
    leader = join(f"leader{number}", "unit_leader", unit)
    crew[unit.pk] = {"officer": officer, "leader": leader}
    wish = {1: "at_once", 2: "none"}.get(number % 5)
    if wish:
        Preference.objects.create(person=Person.objects.get(email=officer), by_mail=wish)
plan = Plan.objects.create(unit=city, number="164/KH-UBND", issued_on=begin, taken_at=at)
tasks = Task.objects.bulk_create(Task(plan=plan, table="t1", position=n, number=str(n), deadline_kind="date",
    text=f"Việc <b>{n}</b> & các việc khác\\r\\nBcc: {{unit}}") for n in range(each))
rows, done = [], []
for unit in owing:
    for task in tasks:
        due = begin + timedelta(days=dice.randrange(days))
        rows.append(Assignment(task=task, plan=plan, owner=city, unit=unit, role=LEAD, due_on=due,
            made_at=at))
        late = dice.choices([None, dice.randint(-9, -1), dice.randint(0, 40)], [2, 5, 4])[0]
        done.append(None if late is None else (due + timedelta(days=late)).isoformat())
rows = Assignment.objects.bulk_create(rows, batch_size=1000)
print(json.dumps({"plan": plan.pk, "crew": crew, "assignments": [
    [row.pk, row.unit_id, row.due_on.isoformat(), day] for row, day in zip(rows, done)]}))
"""

LIVE = """
import json, sys, threading
from datetime import UTC, date, datetime, time, timedelta
from django.utils import timezone
from parindex.cycle.monitoring.models import Assignment
from parindex.foundation.jobs import actions as jobs
from parindex.foundation.jobs.models import Job
from parindex.foundation.notices.models import Mail
told = json.load(open(sys.argv[1]))
begin, days = date.fromisoformat(sys.argv[2]), int(sys.argv[3])
zone = timezone.get_default_timezone()
pause = threading.Event()
by_day = {}
for key, unit, due, done in told["assignments"]:
    if done:
        by_day.setdefault(date.fromisoformat(done), []).append(key)
before = [key for day, keys in by_day.items() if day < begin for key in keys]
Assignment.objects.filter(pk__in=before).update(state="done")
def put(kind, slot, moment):
    jobs.enqueue(kind, key=f"{kind}:test:{slot}", subject="", at=datetime.now(UTC), slot=slot,
                 moment=moment.isoformat())
def settled():
    for _ in range(6000):
        if not Job.objects.filter(state__in=["queued", "running"], key__contains=":test:").exists():
            return
        pause.wait(0.1)
    raise SystemExit("the workers never came to an end")
for number in range(days + 1):
    day = begin + timedelta(days=number)
    at = lambda *when: datetime.combine(day, time(*when), tzinfo=zone)
    Assignment.objects.filter(pk__in=by_day.get(day, ()), state="open").update(state="done", done_on=day)
    put("notices.post", f"{day}-night", at(5, 0))
    put("monitoring.remind", day.isoformat(), at(7, 0))
    settled()
    put("notices.post", f"{day}-morning", at(7, 40))
    put("notices.post", f"{day}-again", at(7, 40))
    settled()
for number in range(200):
    if not Mail.objects.filter(state="queued").exists():
        break
    pause.wait(0.5)
    put("notices.post", f"rest-{number}", at(7, 50))
    settled()
"""

READ = """
import json
from parindex.foundation.jobs.models import Job
from parindex.foundation.notices.models import Mail, Notice
print(json.dumps({
    "notices": list(Notice.objects.order_by("pk").values_list(
        "pk", "person__email", "key", "mail__message_id")),
    "mails": list(Mail.objects.values_list("message_id", "address", "state", "day")),
    "failed": list(Job.objects.filter(state="failed").values_list("key", "failure"))}, default=str))
"""

STEPS = {-7: "7-before", -3: "3-before", -1: "1-before", 0: "due", 1: "1-after", 7: "7-after"}
STEPS |= {14: "14-after", 30: "30-after", 60: "60-after", 90: "90-after"}


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What was told, beside what had to be told."""

    notices: int
    mails: int
    copies: int
    kills: int
    faults: tuple[str, ...]


def ordeal(there: Standalone, *, units: int, tasks: int, days: int, pause: tuple[float, float]) -> Aftermath:
    """Let ``days`` go by for ``units`` with ``tasks`` each; two workers, one killed after each pause."""
    with mailbox(hangs_up_each=25) as box:
        there.env |= {
            "PARINDEX_SMTP": f"smtp://127.0.0.1:{box.port}?from=parindex@hanoi.example",
            "PARINDEX_SITE": "https://parindex.example",
            "PARINDEX_LOG_LEVEL": "ERROR",
        }
        told = there.script(PREPARE, str(units), str(tasks), str(days), BEGIN.isoformat())
        file = f"{there.env['PARINDEX_HOME']}/told.json"
        with open(file, "w", encoding="utf-8") as place:
            place.write(told)
        with ThreadPoolExecutor(1) as pool:
            life = pool.submit(there.script, LIVE, file, BEGIN.isoformat(), str(days))
            kills = _kill_until(life, there, pause=pause)
            life.result()
        held = json.loads(there.script(READ))
        faults = tuple(_faults(json.loads(told), held, box, days=days))
        return Aftermath(len(held["notices"]), len(held["mails"]), box.copies, kills, faults)


def _kill_until(life: Future[str], there: Standalone, *, pause: tuple[float, float]) -> int:
    """Two workers; SIGKILL for one of them again and again, at moments drawn with a fixed seed."""
    dice, kills = random.Random(20261120), 0
    pair = [_worker(there), _worker(there)]
    try:
        while True:
            try:
                life.exception(timeout=dice.uniform(*pause))
                return kills
            except NotYet:
                victim = dice.randrange(2)
                _end(pair[victim])
                pair[victim] = _worker(there)
                kills += 1
    finally:
        for worker in pair:
            _end(worker)


def _worker(there: Standalone) -> subprocess.Popen[str]:
    """A worker that has said it runs."""
    worker = there.start("work")
    assert worker.stderr is not None
    assert worker.stderr.readline() == "Parindex: tiến trình xử lý nền đang chạy.\n"
    return worker


def _end(worker: subprocess.Popen[str]) -> None:
    worker.kill()
    worker.communicate()


def _due(told: dict[str, Any], *, days: int) -> Iterator[tuple[str, str]]:
    """(address, key) of everything somebody had to be told, reckoned from the rule as it is written down."""
    first = BEGIN + timedelta(days=1)
    for unit, members in told["crew"].items():
        for who in members.values():
            yield who, f"monitoring.given:{told['plan']}:{unit}:{first}"
    for key, unit, due_on, done in told["assignments"]:
        due = date.fromisoformat(due_on)
        for after, name in STEPS.items():
            on = due + timedelta(days=after)
            is_open = done is None or on < date.fromisoformat(done)
            if not (is_open and BEGIN <= on <= BEGIN + timedelta(days=days)):
                continue
            people = [told["crew"][str(unit)]["officer"]]
            people += [told["crew"][str(unit)]["leader"]] if after >= 7 else []
            people += ["office0@example.vn", "office1@example.vn"] if after >= 14 else []
            people += ["head@example.vn"] if after >= 30 else []
            yield from ((who, f"remind:{key}:{name}:{due_on}") for who in people)


def _faults(told: dict[str, Any], held: dict[str, Any], box: Mailbox, *, days: int) -> Iterator[str]:
    """Every difference between what had to be told, what is kept, and what came in."""
    notices: Sequence[tuple[int, str, str, str | None]] = [tuple(each) for each in held["notices"]]
    expected, kept = set(_due(told, days=days)), Counter((who, key) for _, who, key, _ in notices)
    yield from (f"never told: {each}" for each in sorted(expected - set(kept))[:20])
    yield from (f"told without reason: {each}" for each in sorted(set(kept) - expected)[:20])
    yield from (f"told {count} times: {each}" for each, count in kept.items() if count > 1)
    silent = {members["officer"] for number, members in enumerate(told["crew"].values()) if number % 5 == 2}
    mails = {name: (address, state) for name, address, state, _ in held["mails"]}
    yield from (f"mail {name} is {state}" for name, (_, state) in mails.items() if state != "sent")
    if set(mails) != set(box.mails):
        yield f"{len(mails)} mails were made, {len(box.mails)} came in"
    came: dict[int, tuple[str, str]] = {}
    for name, copies in box.mails.items():
        if len(set(copies)) > 1:
            yield f"{name}: two mails bear one name"
        for notice in copies[0].notices:
            if notice in came:
                yield f"notice {notice} came in twice"
            came[notice] = (copies[0].address, name)
    for notice, who, key, name in notices:
        due = None if who in silent else (who, name)
        if came.get(notice) != due:
            yield f"notice {notice} ({key}) came in as {came.get(notice)}, not as {due}"
    given = Counter((address, day) for _, address, _, day in held["mails"])
    yield from (f"{count} mails on one day: {each}" for each, count in given.items() if count > 1)
    yield from (f"given up: {key}: {why}" for key, why in held["failed"])
