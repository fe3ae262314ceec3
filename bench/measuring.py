"""What scores.py measures inside the installation; every function gives figures that JSON can hold."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import country
from parindex.cycle.assessments import specs, states
from parindex.cycle.assessments.actions import opening as openings
from parindex.cycle.assessments.actions import rescoring, scoring
from parindex.cycle.assessments.models import Assessment, Cell, Cycle
from parindex.cycle.results.actions import freezing
from parindex.cycle.results.queries import leagues
from parindex.cycle.results.terms import Terms
from parindex.cycle.units import queries as units
from parindex.cycle.units.models import Membership, Unit
from parindex.engine.access.actors import SYSTEM
from parindex.engine.ranking.settings import Settings
from parindex.faces.ops import database
from parindex.foundation.accounts.models import Person

OFFICERS, LEAVES_EACH = 200, 8
DICE = random.Random(20261120)
TOKEN = "b" * 32


def build() -> dict[str, int]:
    """The tables, and three years in them."""
    database.prepare()
    rows = country.build()
    person = Person.objects.create(
        username="bench-office",
        full_name="Sở Nội vụ",
        search="so noi vu",
        password="!",
        must_change_password=False,
        created_at=country.NOW,
    )
    office = Unit.objects.get(name="Sở Nội vụ", until=None)
    for role in ("reform_office", "appraiser"):
        Membership.objects.create(person=person, unit=office, role=role, since=date(2025, 7, 1))
    return rows


def cycle(year: int) -> Cycle:
    """The cycle of a year."""
    return Cycle.objects.select_related("version", "owner").get(name=f"Chỉ số năm {year}")


def cookie(person: Person) -> str:
    """A session of ``person``, as the browser sends it."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def targets() -> list[dict[str, Any]]:
    """Cells of officers all over the country, eight leaves each, in turns."""
    now = cycle(country.YEARS[-1])
    book = specs.book(now.version)
    drawn = country.pools(book)
    own = [key for key, leaf in book.leaves.items() if leaf.source == "self"]
    found = []
    for person, sheet in _officers(now):
        held = cookie(person)
        for criterion in DICE.sample(own, LEAVES_EACH):
            cell = Cell.objects.get(assessment=sheet, criterion=criterion, stage__key="self")
            found.append(
                {
                    "path": reverse("leaf-save", args=[sheet, criterion]),
                    "cookie": held,
                    "token": TOKEN,
                    "answers": list(dict.fromkeys(each.answer for each in drawn[criterion])),
                    "seen": cell.number,
                }
            )
    DICE.shuffle(found)
    return found


def _officers(now: Cycle) -> list[tuple[Person, int]]:
    sheets = dict(Assessment.objects.filter(cycle=now).values_list("unit", "pk"))
    rows = Membership.objects.filter(
        unit__in=sheets, role="unit_officer", person__username__startswith="bench"
    )
    known = list(rows.select_related("person").order_by("pk"))
    chosen = DICE.sample(known, min(OFFICERS, len(known)))
    return [(each.person, sheets[each.unit_id]) for each in chosen]


def pages() -> dict[str, list[dict[str, str]]]:
    """The sheet of a unit as its officer sees it; one criterion and a frozen table as the office does."""
    sheets = [
        {"path": reverse("sheet", args=[sheet]), "cookie": cookie(person)}
        for person, sheet in _officers(cycle(country.YEARS[-1]))[:10]
    ]
    office = cookie(Person.objects.get(username="bench-office"))
    past = cycle(country.YEARS[-2])
    leaves = list(specs.book(past.version).leaves)[:10]
    criteria = [
        {"path": reverse("appraisal-criterion", args=[past.pk, leaf]), "cookie": office} for leaf in leaves
    ]
    league = [
        {"path": f"{reverse('result', args=[_frozen().pk])}?sheet={number}", "cookie": office}
        for number in (1, 9)
    ]
    return {"sheet": sheets, "criterion": criteria, "league": league}


def _frozen() -> Cycle:
    """The first year, frozen."""
    first = cycle(country.YEARS[0])
    if first.state == states.OPEN:
        freezing.freeze(first, Terms(Settings(decimals=2)), by=SYSTEM, at=country.NOW)
        first.refresh_from_db()
    return first


def totals() -> dict[str, float]:
    """Totals and ranks of all units from stored points; and scoring everything anew by rule beside it."""
    past = cycle(country.YEARS[-2])
    office = Person.objects.get(username="bench-office")
    by = units.actor_for(office, on=date.today())
    ranked = _best(lambda: leagues.ranks(past.pk, by=by), times=5)
    shown = _best(lambda: leagues.standings(past.pk, by=by), times=2)
    begin = time.perf_counter()
    different = rescoring.rescore(past, by=SYSTEM, at=country.NOW)
    took = (time.perf_counter() - begin) * 1000
    return {
        "totals and ranks": ranked,
        "standings with domains": shown,
        "rescore all by rule": took,
        "found different": float(different),
    }


def flat(small: int) -> dict[str, float]:
    """What one save costs in a cycle of few units and in one of all: milliseconds of CPU and queries."""
    now = cycle(country.YEARS[-1])
    few = _cycle_of(now, small)
    found = {}
    for name, each in (("of few", few), ("of all", now)):
        book = specs.book(each.version)
        sheets = list(Assessment.objects.filter(cycle=each).select_related("cycle", "unit")[:50])
        leaf = next(
            key for key, leaf in book.leaves.items() if leaf.spec.rule and leaf.spec.rule.kind == "ratio"
        )
        taken = []
        queries = 0
        for turn in range(300):
            sheet = sheets[turn % len(sheets)]
            seen = (
                Cell.objects.filter(assessment=sheet, criterion=leaf).values_list("number", flat=True).first()
            )
            answer = {"done": str(turn % 24), "total": "24"}
            begin = time.process_time()
            scoring.save(sheet, leaf, answer=answer, note="", seen=seen or 0, by=SYSTEM, at=datetime.now(UTC))
            taken.append((time.process_time() - begin) * 1000)
        with CaptureQueriesContext(connection) as captured:
            scoring.save(
                sheets[0],
                leaf,
                answer={"done": "7", "total": "24"},
                note="",
                seen=Cell.objects.get(assessment=sheets[0], criterion=leaf).number,
                by=SYSTEM,
                at=datetime.now(UTC),
            )
        queries = len(captured)
        found[f"save {name}, ms of CPU"] = statistics.median(taken)
        found[f"save {name}, queries"] = float(queries)
    return found


def _cycle_of(now: Cycle, count: int) -> Cycle:
    chosen = Unit.objects.filter(pk__in=now.assessments.values("unit")).order_by("pk")[:count]
    begins = country.NOW
    made = openings.prepare(
        owner=now.owner,
        version=now.version,
        kind=now.kind,
        name=f"Kỳ nhỏ {time.time_ns()}",
        since=now.since,
        until=now.until,
        starts_at=begins,
        by=SYSTEM,
        at=begins,
    )
    openings.enrol(made, chosen, group="Nhóm", by=SYSTEM, at=begins)
    openings.open_cycle(made, by=SYSTEM, at=begins)
    return made


def opening() -> dict[str, float]:
    """Opening a cycle for every unit, the filling of surveyed leaves by the worker counted in."""
    now = cycle(country.YEARS[-1])
    begin = time.perf_counter()
    _cycle_of(now, len(now.assessments.all()))
    took = (time.perf_counter() - begin) * 1000
    return {"open a cycle": took}


def _best(do: Callable[[], Any], *, times: int) -> float:
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        do()
        taken.append((time.perf_counter() - begin) * 1000)
    return min(taken)
