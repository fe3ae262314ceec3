"""Database triggers that keep a published version as it was published, on SQLite and PostgreSQL."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "framework_is_published"
_ISSUED = "('published', 'superseded', 'suspended')"
_CONTENT = (
    "framework_id",
    "year",
    "number",
    "identifier",
    "title",
    "title_en",
    "basis",
    "note",
    "aggregate",
    "decimals",
    "display_decimals",
    "not_applicable",
    "total_text",
    "digest",
    "source_id",
    "source_table",
    "published_at",
    "published_by",
    "published_by_name",
    "drafted_at",
)
_FRAMEWORK = "frameworks_framework"
_VERSION, _CRITERION, _OWNER = "frameworks_version", "frameworks_criterion", "frameworks_criterionowner"
_VERBS = ("insert", "update", "delete")


def install(connection: BaseDatabaseWrapper) -> None:
    """Refuse changes to the content of issued versions."""
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for statement in _on_postgresql() if postgresql else _on_sqlite():
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away again; for migrations backwards."""
    with connection.cursor() as cursor:
        for table in (_FRAMEWORK, _VERSION, _CRITERION, _OWNER):
            for verb in _VERBS:
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{verb}_open{on}")


def _guards() -> list[tuple[str, str, str]]:
    """Table, verb and the condition under which the change is refused."""
    differs = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in _CONTENT)
    back = f"NEW.state NOT IN {_ISSUED}"
    has_issued = f"EXISTS (SELECT 1 FROM {_VERSION} v WHERE v.framework_id = OLD.id AND v.state IN {_ISSUED})"
    guards = [
        (_FRAMEWORK, "update", has_issued),
        (_VERSION, "update", f"OLD.state IN {_ISSUED} AND ({differs} OR {back})"),
        (_VERSION, "delete", f"OLD.state IN {_ISSUED}"),
    ]
    for verb in _VERBS:
        rows = ("OLD", "NEW") if verb == "update" else ("NEW",) if verb == "insert" else ("OLD",)
        criterion = " OR ".join(_issued(f"{row}.version_id") for row in rows)
        owner = " OR ".join(
            _issued(f"(SELECT c.version_id FROM {_CRITERION} c WHERE c.id = {row}.criterion_id)")
            for row in rows
        )
        guards += [(_CRITERION, verb, criterion), (_OWNER, verb, owner)]
    return guards


def _issued(version: str) -> str:
    return f"EXISTS (SELECT 1 FROM {_VERSION} v WHERE v.id = {version} AND v.state IN {_ISSUED})"


def _on_sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {table}_{verb}_open BEFORE {verb.upper()} ON {table} "
        f"WHEN {condition.replace('IS DISTINCT FROM', 'IS NOT')} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for table, verb, condition in _guards()
    ]


def _on_postgresql() -> list[str]:
    statements = []
    for table, verb, condition in _guards():
        name = f"{table}_{verb}_open"
        row = "OLD" if verb == "delete" else "NEW"
        statements.append(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{REFUSAL}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $$"
        )
        statements.append(
            f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    return statements
