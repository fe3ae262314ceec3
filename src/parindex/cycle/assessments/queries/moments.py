"""The database's own clock: the only judge of deadlines."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connection

_ASKING = {
    "postgresql": "SELECT clock_timestamp()",
    "sqlite": "SELECT strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')",
}


def database_now() -> datetime:
    """The moment it is for the database, also late in a transaction that had to wait for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKING[connection.vendor])
        (moment,) = cursor.fetchone()
    found = moment if isinstance(moment, datetime) else datetime.fromisoformat(moment)
    return found.astimezone(UTC)
