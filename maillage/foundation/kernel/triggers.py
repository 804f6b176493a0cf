"""Database triggers, declared once per table for both databases, (re)installed after each migration.

SQLite rebuilds a table on any `AlterField` and drops its triggers without a word: hence `post_migrate`, and `missing()`,
which the start of the server and `maillage journal verify` ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.signals import post_migrate


@dataclass(frozen=True)
class Trigger:
    """One named trigger. `sqlite` is a whole CREATE TRIGGER; `postgres` is the function's body and the trigger's clause.

    An empty text says that this database needs no such trigger.
    """

    name: str
    table: str
    sqlite: str
    postgres_when: str
    postgres_body: str


_registered: dict[str, Trigger] = {}


def register(trigger: Trigger) -> None:
    """Declare a trigger (from an `AppConfig.ready`). Registering the same name twice with another text is an error."""
    if _registered.get(trigger.name, trigger) != trigger:
        raise ValueError(f"trigger {trigger.name} is declared twice")
    _registered[trigger.name] = trigger


def append_only(table: str, *, sentence: str) -> tuple[Trigger, Trigger]:
    """The pair of triggers that refuse UPDATE and DELETE on a table."""

    def refuse(event: str) -> Trigger:
        name = f"{table}_no_{event.lower()}"
        return Trigger(
            name=name,
            table=table,
            sqlite=f"CREATE TRIGGER {name} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, '{sentence}'); END",
            postgres_when=f"BEFORE {event}",
            postgres_body=f"RAISE EXCEPTION '{sentence}';",
        )

    return refuse("UPDATE"), refuse("DELETE")


def connect() -> None:
    """Install whatever is declared each time migrations have run."""
    post_migrate.connect(_install_after_migrate, dispatch_uid="mg_kernel.triggers")


def _install_after_migrate(sender: Any, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    # Django sends the signal only to applications that have models.
    last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
    if sender == last:
        install(using=using)


def install(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """(Re)install every declared trigger whose table exists."""
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for trigger in _registered.values():
            if trigger.table in tables and _is_needed(trigger, vendor=connection.vendor):
                _install_one(cursor, trigger, vendor=connection.vendor)


def _is_needed(trigger: Trigger, *, vendor: str) -> bool:
    return bool(trigger.sqlite if vendor == "sqlite" else trigger.postgres_when)


def _postgres_function(trigger: Trigger) -> str:
    # Where several triggers of a table fire, PostgreSQL runs them by name; a guard either raises or lets the row pass.
    passing = "RETURN NULL;" if _is_per_statement(trigger) else "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
    return f"BEGIN {trigger.postgres_body} {passing} END"


def _is_per_statement(trigger: Trigger) -> bool:
    return "TRUNCATE" in trigger.postgres_when


def _install_one(cursor: Any, trigger: Trigger, *, vendor: str) -> None:
    if vendor == "sqlite":
        cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}")
        cursor.execute(trigger.sqlite)
        return
    cursor.execute(
        f"CREATE OR REPLACE FUNCTION {trigger.name}_fn() RETURNS trigger LANGUAGE plpgsql AS $mg${_postgres_function(trigger)}$mg$"
    )
    cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name} ON {trigger.table}")
    cursor.execute(
        f"CREATE TRIGGER {trigger.name} {trigger.postgres_when} ON {trigger.table} "
        f"FOR EACH {'STATEMENT' if _is_per_statement(trigger) else 'ROW'} EXECUTE FUNCTION {trigger.name}_fn()"
    )


def missing(*, using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Names of declared triggers that the database does not have, has disabled, or has with another text."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            present = {name for name, sql in cursor.fetchall() if name in _registered and sql.strip() == _registered[name].sqlite.strip()}
        else:
            cursor.execute(
                "SELECT t.tgname, c.relname, p.prosrc FROM pg_trigger t "
                "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
                "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
            )
            present = {
                name
                for name, table, source in cursor.fetchall()
                if name in _registered and table == _registered[name].table and source == _postgres_function(_registered[name])
            }
    needed = {name for name, trigger in _registered.items() if _is_needed(trigger, vendor=connection.vendor)}
    return sorted(needed - present)


def declared() -> tuple[Trigger, ...]:
    """Every declared trigger, by name."""
    return tuple(_registered[name] for name in sorted(_registered))
