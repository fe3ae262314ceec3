"""The city at work, built once a module; every test takes back what it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from tests.faces.web import scene as scenes

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def scene(
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[scenes.Scene]:
    """The city at work; gone at the end of the module."""
    folder, cases = settings.FILES_FOLDER, settings.CASES_FOLDER
    settings.FILES_FOLDER = tmp_path_factory.mktemp("files")
    settings.CASES_FOLDER = tmp_path_factory.mktemp("cases")
    with django_db_blocker.unblock(), transaction.atomic():
        yield scenes.build()
        transaction.set_rollback(True)
    settings.FILES_FOLDER, settings.CASES_FOLDER = folder, cases


@pytest.fixture
def enter(scene: scenes.Scene, db: None) -> Callable[[str], Client]:
    """A client signed in as somebody of the cast."""

    def signed_in(who: str, language: str = "vi") -> Client:
        client = Client()
        if who:
            person = scene.cast.people[who]
            if person.language != language:
                person.language = language
                person.save(update_fields=["language"])
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
