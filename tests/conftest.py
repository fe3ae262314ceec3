"""What every test shares: repeatable examples, tools that may be absent, and what was covered."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.cast import Cast

settings.register_profile(
    "repeatable",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

# Playwright's synchronous interface runs an event loop in the thread that asks the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TESSERACT = shutil.which("tesseract")

ABSENT = {
    "browser": None if CHROMIUM else "needs Chromium: apt-get install chromium",
    "libreoffice": None
    if SOFFICE
    else "needs LibreOffice: apt-get install libreoffice-writer libreoffice-calc",
    "ocr": None if TESSERACT else "needs tesseract: apt-get install tesseract-ocr tesseract-ocr-vie",
}


def pytest_configure(config: pytest.Config) -> None:
    """Hash passwords quickly, and let Django empty a database although its history is append-only."""
    from django.conf import settings as django_settings
    from django.db import connection
    from django.test import TransactionTestCase

    from parindex.cycle.assessments import triggers as ledger
    from parindex.cycle.frameworks import triggers as published
    from parindex.cycle.monitoring import triggers as reported
    from parindex.cycle.plans import triggers as amended
    from parindex.cycle.results import triggers as issued
    from parindex.foundation.audit import triggers

    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    emptying = TransactionTestCase._fixture_teardown

    def without_triggers(case: TransactionTestCase) -> None:
        guards = (triggers, published, ledger, issued, amended, reported)
        for guard in guards:
            guard.remove(connection)
        emptying(case)
        for guard in guards:
            guard.install(connection)

    TransactionTestCase._fixture_teardown = without_triggers  # type: ignore[method-assign]


@pytest.fixture
def cast(db: None) -> Cast:
    """A city, two departments, two wards, a commune, and the people at them."""
    from tests.cast import assemble

    return assemble()


TOUCHES_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup", "admin_client"}


def _uses_database(item: pytest.Item) -> bool:
    """Whether the test asks for the database by marker, fixture or Django test class."""
    fixtures = set(getattr(item, "fixturenames", ()))
    cls = getattr(item, "cls", None)
    django_case = cls is not None and any(base.__module__.startswith("django.test") for base in cls.__mro__)
    return (
        item.get_closest_marker("django_db") is not None or bool(fixtures & TOUCHES_DATABASE) or django_case
    )


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case by its argument where the value is a file: contents are long and differ from day to day."""
    return argname if isinstance(val, bytes) or (isinstance(val, str) and len(val) > 60) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Say why a test cannot run here; keep only database tests when dev.py asks for them."""
    on_postgresql = os.environ.get("DATABASE_URL", "").startswith("postgres")
    only_database = os.environ.get("PARINDEX_TESTS") == "database"
    kept, dropped = [], []
    for item in items:
        for tool, reason in ABSENT.items():
            if reason and item.get_closest_marker(tool):
                item.add_marker(pytest.mark.skip(reason=reason))
        wrong_database = item.get_closest_marker("postgresql") is not None and not on_postgresql
        unneeded = only_database and not _uses_database(item)
        (dropped if wrong_database or unneeded else kept).append(item)
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = kept


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Note on each test what it stands for, so that the summary counts what really ran."""
    for name in ("browser", "libreoffice", "ocr", "postgresql"):
        if item.get_closest_marker(name):
            item.user_properties.append(("covers", name))
    if _uses_database(item):
        from django.db import connection

        item.user_properties.append(("covers", connection.vendor))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write the counts dev.py prints at the end: outcomes, and what passed tests covered."""
    target = os.environ.get("PARINDEX_TEST_REPORT")
    if not target:
        return
    stats = terminalreporter.stats
    covered: Counter[str] = Counter()
    for report in stats.get("passed", []):
        covered.update({what for key, what in report.user_properties if key == "covers"})
    reasons = sorted({report.longrepr[2] for report in stats.get("skipped", []) if report.longrepr})
    outcomes = {
        name: len(stats.get(name, [])) for name in ("passed", "failed", "error", "skipped", "deselected")
    }
    Path(target).write_text(json.dumps({"outcomes": outcomes, "covered": covered, "skipped": reasons}))
