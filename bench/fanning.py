"""How long a plan of 100 tasks takes to reach 3,321 communes, as the worker does it; SQLite or PostgreSQL.

Run it at the root, as `python -m bench.fanning`.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from tools.dev import postgresql

ROOT = Path(__file__).resolve().parents[1]
BAR_SECONDS = 60.0
TASKS, COMMUNES = 100, 3_321
DEADLINES = (
    ("30/6/2026", "date", date(2026, 6, 30)),
    ("Quý III/2026", "quarter", date(2026, 9, 30)),
    ("Thường xuyên", "continuous", None),
    ("Sau 20 ngày kể từ ngày ban hành Kế hoạch này", "relative", None),
)


def main() -> int:
    """Fan out twice; 1 when the first time takes longer than the bar, or the second makes anything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.inside:
        return _measure()
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory())
        env = {**os.environ, "PARINDEX_HOME": home, "DATABASE_URL": "", "PARINDEX_LOG_LEVEL": "ERROR"}
        env |= {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        if chosen.on == "postgresql":
            programs = postgresql.programs()
            if not programs:
                print("PostgreSQL is not installed.", file=sys.stderr)
                return 1
            env["DATABASE_URL"] = stack.enter_context(postgresql.server(programs, options=postgresql.SAFE))
        return subprocess.run(
            [sys.executable, __file__, "--inside"], env=env, cwd=ROOT, check=False
        ).returncode


def _measure() -> int:
    """The half of the measurement that runs in the installation."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "parindex.config.settings"
    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    from parindex.cycle.monitoring.actions import fanning
    from parindex.cycle.monitoring.models import Assignment
    from parindex.engine.access.actors import SYSTEM
    from parindex.foundation.jobs import actions as jobs

    plan = _build()
    counts = []
    for turn in ("once", "again"):
        fanning.order(plan, by=SYSTEM, at=timezone.now())
        begin, busy = time.perf_counter(), time.process_time()
        jobs.work_off(clock=timezone.now)
        seconds, cpu = time.perf_counter() - begin, time.process_time() - busy
        counts.append((Assignment.objects.count(), seconds))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{connection.vendor}, {turn}: {counts[-1][0]:,} assignments, {seconds:.1f} s, "
            f"{cpu:.1f} s of CPU, {peak} MB at the most, load average {os.getloadavg()[0]:.1f}"
        )
    (made, took), (then, _) = counts
    is_missed = made != TASKS * COMMUNES or then != made or took > BAR_SECONDS
    print(f"bar {BAR_SECONDS:.0f} s: {'MISSED' if is_missed else 'ok'}")
    return 1 if is_missed else 0


def _build() -> object:
    """A plan of the city whose tasks every commune leads."""
    from django.utils import timezone

    from bench import city as country
    from parindex.cycle.plans.models import LEAD, Assignee, Plan, Task
    from parindex.cycle.units.actions import loading
    from parindex.cycle.units.directory import Directory
    from parindex.cycle.units.models import Unit
    from parindex.engine.access.actors import SYSTEM
    from parindex.faces.ops import database

    database.prepare()
    loading.load(Directory.packaged(), by=SYSTEM, at=timezone.now())
    city = Unit.objects.get(province=None)
    country.add_units(city)
    plan = Plan.objects.create(
        unit=city,
        number="1/KH-UBND",
        title="Kế hoạch cải cách hành chính năm 2026",
        issued_on=date(2026, 1, 15),
        taken_at=timezone.now(),
    )
    for number in range(1, TASKS + 1):
        text, kind, due_on = DEADLINES[number % len(DEADLINES)]
        is_relative = kind == "relative"
        task = Task.objects.create(
            plan=plan,
            table="t1",
            position=number,
            number=str(number),
            text=f"Nhiệm vụ thử nghiệm {number}",
            deadline_text=text,
            deadline_kind=kind,
            due_on=due_on,
            days=20 if is_relative else None,
            event="kể từ ngày ban hành Kế hoạch này" if is_relative else "",
        )
        Assignee.objects.create(task=task, role=LEAD, position=1, text="UBND cấp xã", groups=",communes,")
    return plan


if __name__ == "__main__":
    sys.exit(main())
