"""How fast pages and deeds are, in the demonstration city and in one of a whole country's size."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BAR_MS, FLAT = 200.0, 2.0
ROUNDS, DEEDS = 7, 5
FOR_EVERYBODY = ("home", "documents", "review, ward", "index", "plan", "unit's tasks", "units", "search")
# A ratio says nothing of a page that takes less than the measurement wavers.
NOISE_MS = 10.0


@dataclass(frozen=True, slots=True)
class Timed:
    """One page or deed: milliseconds at the median and the 95th percentile, queries, kilobytes."""

    p50: float
    p95: float
    queries: int
    kilobytes: int


def main() -> int:
    """Measure on SQLite, and on PostgreSQL where it is installed; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=["sqlite", "postgresql"], help="on this database only")
    parser.add_argument("--inside", choices=["measure", "enlarge", "wait"], help=argparse.SUPPRESS)
    parsed = parser.parse_args()
    if parsed.inside:
        return _inside(parsed.inside)
    missed = 0
    for vendor, url in _databases(parsed.only):
        with tempfile.TemporaryDirectory() as home:
            missed += _compare(vendor, Path(home), url)
        print(f"\nload average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {missed} bars missed")
    return 1 if missed else 0


def _databases(only: str | None) -> Iterator[tuple[str, str]]:
    sys.path.insert(0, str(ROOT))
    from tools.dev import postgresql

    if only != "postgresql":
        yield "sqlite", ""
    programs = postgresql.programs()
    if only != "sqlite" and programs:
        with postgresql.server(programs) as url:
            yield "postgresql", url


def _compare(vendor: str, home: Path, url: str) -> int:
    env = {**os.environ, "PARINDEX_HOME": str(home), "DATABASE_URL": url, "PYTHONPATH": f"{ROOT}/src:{ROOT}"}
    env["PARINDEX_LOG_LEVEL"] = "ERROR"

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command], env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
        )
        return done.stdout

    run("-m", "parindex.faces.ops", "demo")
    run("bench/pages.py", "--inside", "wait")
    small = json.loads(run("bench/pages.py", "--inside", "measure"))
    rows = run("bench/pages.py", "--inside", "enlarge").strip()
    large = json.loads(run("bench/pages.py", "--inside", "measure"))
    print(f"\n{vendor}: {rows}")
    heads = f"{'small p50':>10}{'p95':>8}{'queries':>8}{'large p50':>11}{'p95':>8}{'queries':>8}{'kB':>7}"
    print(f"{'milliseconds':<28}{heads}  ratio")
    return sum(_line(name, Timed(**small[name]), Timed(**large[name])) for name in large)


def _line(name: str, small: Timed, large: Timed) -> bool:
    ratio = large.p50 / small.p50
    slow = large.p95 > BAR_MS
    steep = ratio > FLAT and large.p50 - small.p50 > NOISE_MS
    more = large.queries > small.queries
    marks = " ".join(word for word, is_so in (("SLOW", slow), ("STEEP", steep), ("QUERIES", more)) if is_so)
    print(
        f"{name:<28}{small.p50:>10.1f}{small.p95:>8.1f}{small.queries:>8}"
        f"{large.p50:>11.1f}{large.p95:>8.1f}{large.queries:>8}{large.kilobytes:>7}  {ratio:.1f} {marks}"
    )
    return slow or steep


def _inside(what: str) -> int:
    """The half of the measurement that runs in the installation."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "parindex.config.settings"
    import django

    django.setup()
    from bench import city

    if what == "wait":
        city.wait_for_review()
        return 0
    if what == "enlarge":
        print(", ".join(f"{count} {kind}" for kind, count in city.enlarge().items()))
        return 0
    json.dump({name: vars_of(timed) for name, timed in measure().items()}, sys.stdout)
    return 0


def vars_of(timed: Timed) -> dict[str, float]:
    """The fields of ``timed`` for JSON."""
    return {name: getattr(timed, name) for name in Timed.__slots__}


def measure() -> dict[str, Timed]:
    """Every page as the reform office sees it, the common ones as the leader of a ward, then the deeds."""
    found: dict[str, Timed] = {}
    for username, label in (("sonoivu", "office"), ("lanhdao.yenhoa", "ward")):
        client = _signed_in(username)
        addresses = _pages()
        for name in addresses if label == "office" else FOR_EVERYBODY:
            address = addresses[name]
            found[f"{label}: {name}"] = _timed(partial(client.get, address), rounds=ROUNDS)
    client = _signed_in("sonoivu")
    found["deed: correct"] = _timed(_each(_corrections(client)), rounds=DEEDS, warm=1)
    found["deed: accept"] = _timed(_each(_acceptances(client)), rounds=DEEDS, warm=0)
    return found


def _signed_in(username: str) -> Any:
    from django.test import Client

    from parindex.foundation.accounts import queries as people

    client = Client(SERVER_NAME="localhost")
    person = people.named(username)
    assert person is not None
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _pages() -> dict[str, str]:
    """The addresses of every kind of page, each of the largest record there is."""
    from django.db.models import Count
    from django.urls import reverse

    from parindex.cycle.documents.models import Document
    from parindex.cycle.frameworks.models import Version
    from parindex.cycle.plans.models import Plan
    from parindex.cycle.units.models import Membership, Unit

    city = Unit.objects.get(province=None)
    ward = Unit.objects.get(name="Phường Yên Hòa", until=None)
    version = Version.objects.filter(framework__owner=city, framework__index="PAR INDEX").latest("year")
    from parindex.faces.web.indexes import ways

    way = ways.Index(city.pk, "PAR INDEX", version.framework.level)
    plan = Plan.objects.annotate(size=Count("tasks")).latest("size")
    ward_document = Document.objects.filter(owner=ward).latest("pk")
    city_document = Document.objects.filter(owner=city).earliest("pk")
    person = Membership.objects.filter(unit=ward).earliest("pk").person_id
    return {
        "home": reverse("home"),
        "documents": reverse("documents"),
        "review, ward": reverse("document", args=[ward_document.pk]),
        "review, city": reverse("document", args=[city_document.pk]),
        "indexes": reverse("indexes"),
        "index": way.page(),
        "criterion": way.criterion("1"),
        "frameworks": reverse("frameworks"),
        "framework": reverse("framework", args=[version.pk]),
        "plans": reverse("plans"),
        "plan": reverse("plan", args=[plan.pk]),
        "plan, one word": reverse("plan", args=[plan.pk]) + "?q=bao+cao",
        "unit's tasks": reverse("unit-tasks", args=[ward.pk]),
        "units": reverse("units"),
        "units, one word": reverse("units") + "?q=yen",
        "unit": reverse("unit", args=[ward.pk]),
        "people": reverse("people"),
        "person": reverse("person", args=[person]),
        "history": reverse("history"),
        "search": reverse("search") + "?q=cai+cach",
    }


def _timed(do: Callable[[], Any], *, rounds: int, warm: int = 2) -> Timed:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(warm):
        do()
    taken, size, queries = [], 0, 0
    for _ in range(rounds):
        begin = time.perf_counter()
        answer = do()
        taken.append((time.perf_counter() - begin) * 1000)
        assert answer.status_code in {200, 302}, (answer.status_code, answer.request["PATH_INFO"])
        size = len(answer.content)
    if warm:
        with CaptureQueriesContext(connection) as captured:
            do()
        queries = len(captured)
    taken.sort()
    return Timed(taken[len(taken) // 2], taken[int(len(taken) * 0.95)], queries, size // 1024)


def _each(deeds: Iterator[Callable[[], Any]]) -> Callable[[], Any]:
    """The next deed at every call."""
    return lambda: next(deeds)()


def _corrections(client: Any) -> Iterator[Callable[[], Any]]:
    """Corrections of rows of the largest document in review, one after another."""
    from django.urls import reverse
    from lxml import html

    key, table = _in_review()[0]
    for row in range(1000):
        address = reverse("document-row", args=[key, table, row % 20])
        forms = html.fromstring(client.get(address).content).forms
        data = next(dict(form.fields) for form in forms if "version" in form.fields)
        field = "text" if "text" in data else "name"
        data[field] = f"{data[field]} {row}"
        data = {name: value or "" for name, value in data.items()}
        yield partial(client.post, address, data)


def _acceptances(client: Any) -> Iterator[Callable[[], Any]]:
    from django.urls import reverse
    from lxml import html

    for key, table in _in_review():
        address = reverse("document-accept", args=[key])
        forms = html.fromstring(client.get(address).content).forms
        version = next((form.fields["version"] for form in forms if "version" in form.fields), "")
        yield partial(client.post, address, {"table": table, "version": version})


def _in_review() -> list[tuple[int, str]]:
    """The documents in review and their first tables."""
    from parindex.cycle.documents.models import Document

    waiting = Document.objects.filter(state="read", name__endswith=".docx").order_by("-pk")
    rows = waiting.values_list("pk", "reading__tables__0__id")
    return list(rows)


if __name__ == "__main__":
    sys.exit(main())
