"""Database triggers that keep what was issued as it was issued."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from parindex.foundation.audit import triggers

TABLES = ("results_issue", "results_unitscore", "results_leafscore", "results_release")


def install(connection: BaseDatabaseWrapper) -> None:
    """Refuse UPDATE and DELETE on issued results."""
    triggers.install(connection, tables=TABLES)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away again; for migrations backwards."""
    triggers.remove(connection, tables=TABLES)
