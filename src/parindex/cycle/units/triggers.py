"""Database triggers that keep one person from holding one role at one unit twice at once."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "membership_no_overlap"
_TABLE = "units_membership"
_OVERLAPS = (
    "SELECT 1 FROM units_membership other WHERE other.id <> NEW.id AND other.person_id = NEW.person_id "
    "AND other.unit_id = NEW.unit_id AND other.role = NEW.role "
    "AND (NEW.until IS NULL OR other.since < NEW.until) AND (other.until IS NULL OR NEW.since < other.until) "
    "AND (other.until IS NULL OR other.since < other.until) AND (NEW.until IS NULL OR NEW.since < NEW.until)"
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Refuse a membership that overlaps an equal one."""
    with connection.cursor() as cursor:
        for statement in _installing(connection.vendor):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away again; for migrations backwards."""
    with connection.cursor() as cursor:
        on = f" ON {_TABLE}" if connection.vendor == "postgresql" else ""
        for verb in ("insert", "update"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {REFUSAL}_{verb}{on}")


def _installing(vendor: str) -> list[str]:
    if vendor == "postgresql":
        function = (
            f"CREATE OR REPLACE FUNCTION {REFUSAL}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF EXISTS ({_OVERLAPS}) THEN RAISE EXCEPTION '{REFUSAL}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
        )
        return [function] + [
            f"CREATE TRIGGER {REFUSAL}_{verb} BEFORE {verb.upper()} ON {_TABLE} "
            f"FOR EACH ROW EXECUTE FUNCTION {REFUSAL}()"
            for verb in ("insert", "update")
        ]
    # SQLite knows the id of a new row only after the insert; before it, NEW.id is -1 and equals no row.
    return [
        f"CREATE TRIGGER {REFUSAL}_{verb} {when} {verb.upper()} ON {_TABLE} "
        f"WHEN EXISTS ({_OVERLAPS}) BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for verb, when in (("insert", "AFTER"), ("update", "BEFORE"))
    ]
