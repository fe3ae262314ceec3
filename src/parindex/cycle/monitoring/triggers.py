"""Database triggers that keep what was reported and decided on an assignment as it was told."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from parindex.foundation.audit import triggers

TABLES = ("monitoring_report",)


def install(connection: BaseDatabaseWrapper) -> None:
    """Refuse UPDATE and DELETE on entries."""
    triggers.install(connection, tables=TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away again; for migrations backwards."""
    triggers.remove(connection, tables=TABLES)
