"""The scoring cycle at the size of a country: a cell saved, sheets, criteria, tables, opening a cycle."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

RATE, SECONDS = 100.0, 30.0
SMALL = 126
BARS = {
    "save p95": 100.0,
    "sheet p95": 200.0,
    "criterion p95": 300.0,
    "league p95": 200.0,
    "totals and ranks": 1_000.0,
    "open a cycle": 60_000.0,
}


def main() -> int:
    """Measure on SQLite and on PostgreSQL where it is installed; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=["sqlite", "postgresql"], help="on this database only")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long saves are sent")
    parser.add_argument("--units", type=int, help="units; default those of the whole country")
    parser.add_argument("--history", type=int, help="history rows; default two million")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.inside:
        return _inside(chosen)
    missed = 0
    for vendor, url in _databases(chosen.only):
        with tempfile.TemporaryDirectory() as home:
            missed += _measure(vendor, Path(home), url, chosen)
    return 1 if missed else 0


def _databases(only: str | None) -> Iterator[tuple[str, str]]:
    from tools.dev import postgresql

    if only != "postgresql":
        yield "sqlite", ""
    programs = postgresql.programs()
    if only != "sqlite" and programs:
        with postgresql.server(programs, options=postgresql.SAFE) as url:
            yield "postgresql", url


def _measure(vendor: str, home: Path, url: str, chosen: argparse.Namespace) -> int:
    env = {**os.environ, "PARINDEX_HOME": str(home), "DATABASE_URL": url, "PARINDEX_LOG_LEVEL": "ERROR"}

    def inside(what: str) -> Any:
        command = [sys.executable, "bench/scores.py", "--inside", what]
        command += ["--units", str(chosen.units)] if chosen.units else []
        command += ["--history", str(chosen.history)] if chosen.history else []
        done = subprocess.run(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(done.stdout.splitlines()[-1])

    begin = time.perf_counter()
    rows = inside("build")
    size = ", ".join(f"{count:,} {kind}" for kind, count in rows.items())
    print(f"\n{vendor}: {size}; built in {time.perf_counter() - begin:.0f} s")
    found: dict[str, float] = {}
    with _serving(env) as base:
        found |= _saves(base, inside("targets"), seconds=chosen.seconds)
        found |= _pages(base, inside("pages"))
    missed = _shown(found)
    for what in ("totals", "flat", "opening"):
        missed += _shown(inside(what))
    print(f"  load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {missed} bars missed")
    return missed


def _shown(found: dict[str, float]) -> int:
    """Print figures beside their bars; how many bars were missed."""
    missed = 0
    for name, value in found.items():
        bar = BARS.get(name)
        mark = "" if bar is None else ("ok" if value < bar else "MISSED")
        missed += mark == "MISSED"
        print(f"  {name:<34}{value:>12.1f}  {'' if bar is None else f'bar {bar:,.0f}'} {mark}", flush=True)
    return missed


@contextlib.contextmanager
def _serving(env: dict[str, str]) -> Iterator[str]:
    from tools.dev import processes

    port = processes.free_port()
    command = [sys.executable, "-m", "parindex.faces.ops", "serve", "--port", str(port), "--workers", "2"]
    server = subprocess.Popen(command, env={**env, "PYTHONPATH": str(ROOT / "src")}, cwd=ROOT)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{base}/sign-in/", timeout=5):
                break
            time.sleep(0.1)
        yield base
    finally:
        server.terminate()
        server.wait(30)


def _saves(base: str, targets: list[dict[str, Any]], *, seconds: float) -> dict[str, float]:
    from bench import load

    ready = [load.Target(**each) for each in targets]
    load.run(base, ready, rate=40, seconds=5)
    outcome = load.run(base, ready, rate=RATE, seconds=seconds)
    for failure in outcome.failures[:3]:
        print(f"  failed: {failure}", file=sys.stderr)
    return {
        "saves acknowledged": float(len(outcome.milliseconds)),
        "saves failed": float(len(outcome.failures)),
        "save p50": outcome.percentile(0.5),
        "save p95": outcome.percentile(0.95),
        "save p99": outcome.percentile(0.99),
    }


def _pages(base: str, wanted: dict[str, list[dict[str, str]]]) -> dict[str, float]:
    found = {}
    for name, requests in wanted.items():
        taken = []
        for turn in range(40):
            each = requests[turn % len(requests)]
            asked = urllib.request.Request(base + each["path"], headers={"Cookie": each["cookie"]})
            begin = time.perf_counter()
            with urllib.request.urlopen(asked, timeout=60) as reply:
                reply.read()
            taken.append((time.perf_counter() - begin) * 1000)
        taken.sort()
        found[f"{name} p50"], found[f"{name} p95"] = taken[20], taken[37]
    return found


def _inside(chosen: argparse.Namespace) -> int:
    """The half of the measurement that runs in the installation."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "parindex.config.settings"
    import django

    django.setup()
    from bench import city, country, measuring

    if chosen.units:
        city.UNITS = chosen.units
    if chosen.history:
        country.HISTORY = chosen.history
    deeds: dict[str, Callable[[], Any]] = {
        "build": measuring.build,
        "targets": measuring.targets,
        "pages": measuring.pages,
        "totals": measuring.totals,
        "flat": lambda: measuring.flat(SMALL),
        "opening": measuring.opening,
    }
    print(json.dumps(deeds[chosen.inside]()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
