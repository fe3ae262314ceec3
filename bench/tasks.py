"""How fast the desk of tasks is: 8,000 tasks × 142 units, through Django's client, SQLite or PostgreSQL.

Run it at the root, as `python -m bench.tasks`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tools.dev import postgresql

ROOT = Path(__file__).resolve().parents[1]
BAR_MS = 300.0
ROUNDS = 15
PLANS = 40
PAGES = {
    "list": "/tasks/",
    "list, everything": "/tasks/?standing=all",
    "list, sheet 40": "/tasks/?sheet=40",
    "list, late": "/tasks/?standing=late",
    "list, waiting": "/tasks/?standing=done",
    "search": "/tasks/?q=thu+tuc+17",
    "search, everything": "/tasks/?q=nhiem+vu&standing=all",
    "search, nothing": "/tasks/?q=khong+co+gi",
    "a unit by name": "/tasks/?unit=yen+hoa",
    "a month": "/tasks/?month={month}",
    "board": "/tasks/board/",
    "board, search": "/tasks/board/?q=thu+tuc+17",
    "leaders": "/tasks/leaders/",
    "units": "/tasks/units/",
    "calendar": "/tasks/calendar/",
    "timeline": "/tasks/timeline/",
    "one assignment": "/tasks/{key}/",
}


def main() -> int:
    """Build the city, measure as the office and as an officer of a ward; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--tasks", type=int, default=8_000)
    parser.add_argument("--home", type=Path, help="keep the city there; measure again without building it")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.inside:
        return _measure(chosen.tasks)
    with ExitStack() as stack:
        home = chosen.home or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        home.mkdir(exist_ok=True)
        env = {**os.environ, "PARINDEX_HOME": str(home), "DATABASE_URL": "", "PARINDEX_LOG_LEVEL": "ERROR"}
        env |= {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        if chosen.on == "postgresql":
            programs = postgresql.programs()
            if programs is None:
                sys.exit(f"PostgreSQL is needed: {postgresql.INSTALL}")
            env["DATABASE_URL"] = stack.enter_context(postgresql.server(programs))
        own = [sys.executable, "-m", "bench.tasks", "--inside", "--tasks", str(chosen.tasks)]
        return subprocess.run(own, env=env, cwd=ROOT, check=False).returncode


def _measure(tasks: int) -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "parindex.config.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    if "monitoring_assignment" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)
        _build(tasks)
    from parindex.cycle.monitoring.models import Assignment

    print(f"{connection.vendor}: {Assignment.objects.count()} assignments of {tasks} tasks")
    missed = sum(_told(who, *each) for who in ("office", "officer") for each in _timed(who))
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {missed} bars missed")
    return 1 if missed else 0


def _told(who: str, name: str, best: float, p50: float, p95: float, own: float, kilobytes: int) -> bool:
    mark = "SLOW" if p95 > BAR_MS else ""
    print(
        f"{who:<8}{name:<22}{best:>8.0f}{p50:>8.0f}{p95:>8.0f} ms{own:>8.0f} ms CPU  {kilobytes:>5} kB {mark}"
    )
    return bool(mark)


def _timed(who: str) -> list[tuple[str, float, float, float, float, int]]:
    from django.test import Client

    from parindex.cycle.monitoring.models import Assignment
    from parindex.foundation.accounts.models import Person

    client = Client(SERVER_NAME="localhost")
    person = Person.objects.get(username=who)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    key = Assignment.objects.filter(unit__name__contains="Yên Hòa").order_by("pk")[0].pk
    found = []
    for name, url in PAGES.items():
        here = url.format(key=key, month=f"{date.today():%Y-%m}")
        page = client.get(here)
        assert page.status_code == 200, (here, page.status_code)
        times = sorted(_once(client, here) for _ in range(ROUNDS))
        begin = time.process_time()
        client.get(here)
        own = 1000 * (time.process_time() - begin)
        best, p50, p95 = times[0], times[ROUNDS // 2], times[-1 - ROUNDS // 20]
        found.append((name, best, p50, p95, own, len(page.content) // 1024))
    return found


def _once(client: Any, url: str) -> float:
    begin = time.perf_counter()
    client.get(url)
    return 1000 * (time.perf_counter() - begin)


def _build(tasks: int) -> None:
    """The city's directory, two people, plans and tasks, each task owed by every unit."""
    from django.db import connection, transaction

    from parindex.cycle.monitoring.models import Tally
    from parindex.cycle.units.models import Unit

    city = _people()
    units = list(Unit.objects.filter(kind__in=("department", "commune")).order_by("pk")[:142])
    with transaction.atomic():
        _plans(city, tasks)
        with connection.cursor() as cursor:
            cursor.execute(SPREAD, [city.pk, [each.pk for each in units][-1]])
        day = date.today()
        Tally.objects.bulk_create(
            Tally(owner=city, unit=unit, day=day - timedelta(days=back), owed=8000, late=back, verified=back)
            for unit in units
            for back in range(100)
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE monitoring_assignment")


SPREAD = """
INSERT INTO monitoring_assignment
    (task_id, plan_id, owner_id, unit_id, role, scope, division, turn, due_on, state, counted_in,
     done_on, reported_at, version, made_at)
SELECT task.id, task.plan_id, %s, unit.id, 'lead', '', '', 1, task.due_on,
    CASE WHEN task.id %% 10 < 6 AND unit.id %% 4 < 3 THEN 'verified'
         WHEN (task.id + unit.id) %% 10 = 7 THEN 'done' ELSE 'open' END,
    '',
    CASE WHEN (task.id + unit.id) %% 10 = 7 THEN task.due_on END,
    CASE WHEN (task.id + unit.id) %% 3 = 0 THEN plan.taken_at END,
    1, plan.taken_at
FROM plans_task task JOIN plans_plan plan ON plan.id = task.plan_id
CROSS JOIN (SELECT id FROM units_unit WHERE kind IN ('department', 'commune') AND id <= %s) unit
"""


def _people() -> Any:
    from django.utils import timezone

    from parindex.cycle.units import queries as units
    from parindex.cycle.units.actions import joining, loading
    from parindex.cycle.units.directory import Directory
    from parindex.engine.access.actors import SYSTEM
    from parindex.engine.access.roles import role

    at = timezone.now()
    text = (ROOT / "src/parindex/cycle/units/data/hanoi.yaml").read_text(encoding="utf-8")
    loading.load(Directory.load(text), by=SYSTEM, at=at)
    known = {unit.name: unit for unit in units.existing(SYSTEM, on=at.date())}
    people = (("office", "reform_office", "Sở Nội vụ"), ("officer", "unit_officer", "Phường Yên Hòa"))
    for name, key, unit in people:
        joining.invite(
            name,
            full_name=name,
            email="",
            role=role(key),
            unit=known[unit],
            since=at.date(),
            by=SYSTEM,
            at=at,
        )
        joined = units.memberships(SYSTEM).get(person__username=name).person
        joined.must_change_password = False
        joined.save()
    return next(unit for unit in known.values() if unit.province_id is None)


def _plans(city: Any, tasks: int) -> None:
    from django.utils import timezone

    from parindex.cycle.plans.models import Plan, Task
    from parindex.engine.values.vietnamese import fold

    today = date.today()
    plans = [
        Plan(unit=city, title=f"Kế hoạch {n}", number=f"{n}/KH", issued_on=today, taken_at=timezone.now())
        for n in range(PLANS)
    ]
    Plan.objects.bulk_create(plans)
    words = "Thực hiện nhiệm vụ {n}: rà soát, đơn giản hóa thủ tục hành chính và công khai kết quả"
    Task.objects.bulk_create(
        Task(
            plan=plans[n % PLANS],
            table="t1",
            position=n,
            number=str(n),
            text=words.format(n=n),
            deadline_kind="date",
            due_on=None if n % 20 == 0 else today + timedelta(days=n % 300 - 60),
            search=fold(words.format(n=n)),
        )
        for n in range(tasks)
    )


if __name__ == "__main__":
    sys.exit(main())
