"""Every screen in English at a desk, dark. A file of its own: two processes share the looking."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings as DjangoSettings

from tests.faces.web import screens
from tests.faces.web.browsing import chromium

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_no_screen_is_hard_to_use(live_server: Any, settings: DjangoSettings, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path
    with chromium() as browser:
        wrong = screens.faults(browser, live_server.url, language="en", width=1440, scheme="dark")
    assert wrong == []
