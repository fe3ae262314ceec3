"""Whether the database stands and is up to date; bringing it there."""

from __future__ import annotations

from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresqlConnection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

from parindex.faces.ops.telling import Failed

_ANSWERS_WITHIN = 5


def prepare() -> None:
    """Create the home folder and bring the database up to date."""
    try:
        Path(settings.HOME).mkdir(parents=True, exist_ok=True)
        _must_answer()
        call_command("migrate", verbosity=0, interactive=False)
    except (DatabaseError, psycopg.Error, OSError) as error:
        raise Failed(_unreachable(error)) from error


def must_be_ready() -> None:
    """Raise Failed with the remedy unless the database answers and is up to date."""
    if connection.vendor == "sqlite" and not Path(str(connection.settings_dict["NAME"])).exists():
        raise Failed(_NOT_READY)  # asking would leave an empty file behind
    try:
        _must_answer()
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, psycopg.Error) as error:
        raise Failed(_unreachable(error)) from error
    finally:
        let_go()
    if pending:
        raise Failed(_NOT_READY)


def let_go() -> None:
    """Close every connection, those of the pool too.

    Server processes are forked from this one: a connection they inherited would be spoken on by two of them.
    """
    own = connections[DEFAULT_DB_ALIAS]
    own.close()
    if isinstance(own, PostgresqlConnection):
        own.close_pool()


def _must_answer() -> None:
    """One connection outside the pool: the pool would try for half a minute and not say why."""
    if connection.vendor != "postgresql":
        return
    given = {name: connection.settings_dict[name.upper()] for name in ("host", "port", "user", "password")}
    known = {name: value for name, value in given.items() if value}
    psycopg.connect(dbname=connection.settings_dict["NAME"], connect_timeout=_ANSWERS_WITHIN, **known).close()


_NOT_READY = "cơ sở dữ liệu chưa sẵn sàng; chạy trước: parindex prepare"


def _unreachable(error: Exception) -> str:
    first = next(iter(str(error).strip().splitlines()), type(error).__name__)
    return f"không mở được cơ sở dữ liệu ({first}); kiểm tra DATABASE_URL hoặc PARINDEX_HOME"
