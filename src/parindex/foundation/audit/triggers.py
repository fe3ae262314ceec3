"""Database triggers that keep an append-only table append-only, on SQLite and PostgreSQL."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("audit_historyrow", "audit_link")


def install(connection: BaseDatabaseWrapper, *, tables: tuple[str, ...] = TABLES) -> None:
    """Refuse UPDATE and DELETE on append-only tables, those of history by default."""
    with connection.cursor() as cursor:
        for statement in _installing(connection.vendor, tables):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper, *, tables: tuple[str, ...] = TABLES) -> None:
    """Take the triggers away again; for migrations backwards and for emptying test databases."""
    with connection.cursor() as cursor:
        for table in tables:
            for verb in ("update", "delete", "truncate"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on}")


def _installing(vendor: str, tables: tuple[str, ...]) -> list[str]:
    if vendor == "postgresql":
        function = (
            "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'history is append-only'; END $$"
        )
        return [function] + [
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION audit_refuse()"
            for table in tables
            for verb, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT"))
        ]
    return [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
        for table in tables
        for verb in ("update", "delete")
    ]
