"""What tests of the self-scoring desk share: a cycle, people signed in, addresses, saves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from parindex.cycle.assessments.models import Cycle
from tests.cast import Cast
from tests.cycle import rounds

Enter = Callable[..., Client]


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """A cycle in the middle of self-scoring."""
    return rounds.opened(cast)


@pytest.fixture
def enter(cast: Cast) -> Enter:
    """A client signed in as somebody of the cast."""

    def signed_in(who: str, language: str = "vi") -> Client:
        client, person = Client(), cast.people[who]
        person.language = language
        person.save(update_fields=["language"])
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


def way(cycle: Cycle, cast: Cast, path: str = "", deed: str = "") -> str:
    """The address of the ward's sheet, of a leaf of it, of a deed."""
    address = f"/scoring/{rounds.sheet(cycle, cast.ward).pk}/"
    address += f"{rounds.leaf(cycle, path).pk}/" if path else ""
    return address + deed


def post(client: Client, url: str, **fields: str) -> tuple[int, Any]:
    """Status and JSON of a save or a try; names of answer fields stand without their prefix."""
    plain = ("note", "seen")
    data = {name if name in plain else f"a.{name}": value for name, value in fields.items()}
    answer = client.post(url, data)
    return answer.status_code, answer.json()
