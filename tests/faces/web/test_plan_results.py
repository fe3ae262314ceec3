"""What a plan brought, on its page: expected and realised gains, in order, and as a file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings as DjangoSettings

from parindex.cycle.plans.models import Plan
from tests.cast import Cast
from tests.cycle.monitoring.test_gains import issued, linked, next_year
from tests.cycle.results import played
from tests.faces.web.test_pages import said

BACKEND = "django.contrib.auth.backends.ModelBackend"


def client_of(cast: Cast, who: str, language: str = "vi") -> Client:
    person, client = cast.people[who], Client()
    person.language = language
    person.save(update_fields=["language"])
    client.force_login(person, backend=BACKEND)
    return client


@pytest.fixture
def plan(cast: Cast, tmp_path: Path, settings: DjangoSettings) -> Plan:
    """A plan between two frozen cycles, neither of them published."""
    settings.FILES_FOLDER = tmp_path
    cycle = played.to_the_freeze(cast)
    made = linked(cycle, cast)
    issued(cycle, cast)
    issued(next_year(cycle, cast), cast)
    return made


def test_realised_gains_stand_beside_expected_ones(cast: Cast, plan: Plan) -> None:
    office = client_of(cast, "reform")
    page = said(office.get(f"/plans/{plan.pk}/results/"))
    for part in ("Chỉ số năm 2025 → Chỉ số CCHC thử", "+0,25", "+0,15", "−0,35", "chưa đạt dự kiến", "0/1"):
        assert part in page
    assert f'href="/plans/{plan.pk}/results/"' in office.get(f"/plans/{plan.pk}/").content.decode()
    english = said(client_of(cast, "reform", "en").get(f"/plans/{plan.pk}/results/"))
    assert "+0.25" in english
    assert "Dự kiến tăng" not in english


def test_nothing_is_told_of_results_that_are_not_published(cast: Cast, plan: Plan) -> None:
    page = said(client_of(cast, "clerk").get(f"/plans/{plan.pk}/results/"))
    assert "+0,25" in page
    assert "0,15" not in page
    assert "−0,35" not in page
    assert "chưa có kết quả" in page


def test_the_list_is_ordered_searched_and_saved(cast: Cast, plan: Plan) -> None:
    office = client_of(cast, "reform")
    answer = office.get(f"/plans/{plan.pk}/results/export.csv", {"sort": "short"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [(row[2], row[4], row[5], row[7]) for row in rows[1:]] == [
        ("I", "", "-0,35", "giảm"),
        ("I/1", "0,25", "0,15", "chưa đạt dự kiến"),
    ]
    assert (
        "không có nhiệm vụ nào khớp" in said(office.get(f"/plans/{plan.pk}/results/", {"q": "zzz"})).lower()
    )
    assert office.get(f"/plans/{plan.pk}/results/export.pdf").status_code == 404
