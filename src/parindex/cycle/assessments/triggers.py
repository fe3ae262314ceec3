"""Database triggers that keep the ledger append-only."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from parindex.foundation.audit import triggers

TABLES = ("assessments_entry",)


def install(connection: BaseDatabaseWrapper) -> None:
    """Refuse UPDATE and DELETE on the ledger."""
    triggers.install(connection, tables=TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away again; for migrations backwards."""
    triggers.remove(connection, tables=TABLES)
