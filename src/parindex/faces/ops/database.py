"""Whether the database stands and is up to date; bringing it there."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError

from parindex.faces.ops.telling import Failed


def prepare() -> None:
    """Create the home folder and bring the database up to date."""
    Path(settings.HOME).mkdir(parents=True, exist_ok=True)
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        raise Failed(_unreachable(error)) from error


def must_be_ready() -> None:
    """Raise Failed with the remedy unless the database answers and is up to date."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise Failed(_unreachable(error)) from error
    finally:
        connection.close()
    if pending:
        raise Failed("cơ sở dữ liệu chưa sẵn sàng; chạy trước: parindex prepare")


def _unreachable(error: OperationalError) -> str:
    first = str(error).strip().splitlines()[0]
    return f"không mở được cơ sở dữ liệu ({first}); kiểm tra DATABASE_URL hoặc PARINDEX_HOME"
