"""Triggers: there after each migration, and missed when they go."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from maillage.foundation.kernel import triggers
from maillage.foundation.kernel.models import BusinessDay, DoneOnce
from tests.foundation.conftest import on_database

pytestmark = [pytest.mark.db_truth, pytest.mark.django_db]
TABLE = DoneOnce._meta.db_table


@pytest.fixture
def guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of idempotency keys, append-only for the time of a test."""
    monkeypatch.setattr(triggers, "_registered", {})
    for trigger in triggers.append_only(TABLE, sentence="never changed"):
        triggers.register(trigger)
    triggers.install()


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def drop(name: str) -> str:
    return f"DROP TRIGGER {name}" + (f" ON {TABLE}" if connection.vendor == "postgresql" else "")


@pytest.mark.parametrize("sql", [f"UPDATE {TABLE} SET act = 'x'", f"DELETE FROM {TABLE}"])
def test_an_append_only_table_refuses_changes(sql: str, guarded: None) -> None:
    DoneOnce.objects.create(key="0" * 32, act="tests")

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        run(sql)


def test_an_append_only_table_accepts_rows(guarded: None) -> None:
    DoneOnce.objects.create(key="0" * 32, act="tests")

    assert DoneOnce.objects.count() == 1


def test_nothing_is_missing_after_an_installation(guarded: None) -> None:
    assert triggers.missing() == []


def test_a_dropped_trigger_is_missed(guarded: None) -> None:
    run(drop(f"{TABLE}_no_delete"))

    assert triggers.missing() == [f"{TABLE}_no_delete"]


def test_a_trigger_with_another_text_is_missed(guarded: None) -> None:
    name = f"{TABLE}_no_delete"
    if connection.vendor == "sqlite":
        run(drop(name))
        run(f"CREATE TRIGGER {name} BEFORE DELETE ON {TABLE} BEGIN SELECT 1; END")
    else:
        run(f"CREATE OR REPLACE FUNCTION {name}_fn() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'")

    assert triggers.missing() == [name]


def test_installing_again_puts_back_what_is_missing(guarded: None) -> None:
    run(drop(f"{TABLE}_no_update"))

    triggers.install()

    assert triggers.missing() == []


def test_a_guard_that_does_not_raise_lets_updates_and_deletes_through(guarded: None) -> None:
    day = BusinessDay._meta.db_table
    triggers.register(
        triggers.Trigger(
            name="tests_lets_through",
            table=day,
            sqlite=f"CREATE TRIGGER tests_lets_through BEFORE UPDATE ON {day} BEGIN SELECT 1; END",
            postgres_when="BEFORE UPDATE OR DELETE",
            postgres_body="",
        )
    )
    triggers.install()
    BusinessDay.objects.create(day="2020-05-19")

    BusinessDay.objects.update(day="2020-05-20")
    changed = str(BusinessDay.objects.get().day)
    BusinessDay.objects.all().delete()

    assert (changed, BusinessDay.objects.count()) == ("2020-05-20", 0)


def test_a_trigger_that_this_database_does_not_need_is_not_missed(guarded: None) -> None:
    triggers.register(triggers.Trigger(name="tests_nowhere", table=TABLE, sqlite="", postgres_when="", postgres_body=""))

    assert triggers.missing() == []


def test_one_name_has_one_text(guarded: None) -> None:
    with pytest.raises(ValueError, match="twice"):
        triggers.register(triggers.Trigger(name=f"{TABLE}_no_update", table=TABLE, sqlite="other", postgres_when="", postgres_body=""))


def test_a_table_rebuilt_by_a_migration_has_its_triggers_back(database: Any) -> None:
    """SQLite rebuilds a table on AlterField, and loses its triggers without a word."""
    from django.core.management import call_command
    from django.db import connections

    field = DoneOnce._meta.get_field("act")
    with on_database(database):
        now = connections["default"]
        before = set(triggers.missing())
        with now.schema_editor() as editor:
            editor.alter_field(DoneOnce, field, _longer(field))
        call_command("migrate", verbosity=0)

        assert set(triggers.missing()) == before


def _longer(field: Any) -> Any:
    longer = field.clone()
    longer.max_length = 90
    longer.set_attributes_from_name(field.name)
    longer.model = DoneOnce
    return longer
