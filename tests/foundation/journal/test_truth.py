"""The same attacks by raw SQL, as the owner of the tables, on whichever database the suite runs on."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction

from maillage.foundation.access.actor import Actor
from maillage.foundation.journal import record, verify
from tests.foundation.journal.conftest import ORGANISATION, SAID, TODAY, a_subject
from tests.foundation.journal.mutations import FAMILIES, attack_connection

pytestmark = [pytest.mark.db_truth, pytest.mark.django_db]
SEEDS = 6


@pytest.fixture
def recorded(someone: Actor, django_capture_on_commit_callbacks: Any) -> None:
    """Twelve acts, as if committed: the heads have followed."""
    with django_capture_on_commit_callbacks(execute=True):
        for n in range(12):
            record(someone, SAID, a_subject(), today=TODAY, what=f"part_{n}", count=n)


def test_what_was_written_verifies(recorded: None) -> None:
    assert verify().as_json() == {"status": "intact", "records": 12, "chains": 1, "first_bad": None}


@pytest.mark.parametrize("family", FAMILIES)
def test_an_attack_by_the_owner_of_the_tables_is_named(family: str, recorded: None) -> None:
    named = {}

    for seed in range(SEEDS):
        saved = transaction.savepoint()
        attack_connection(connection, chain=ORGANISATION, family=family, seed=seed)
        bad = verify().first_bad
        named[seed] = bad.kind.value if bad else "unseen"
        transaction.savepoint_rollback(saved)

    assert named == dict.fromkeys(range(SEEDS), family)


def test_a_trigger_taken_away_is_seen(recorded: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER mg_journal_entry_no_update" + (" ON mg_journal_entry" if connection.vendor == "postgresql" else ""))

    assert verify().as_json()["first_bad"] == {"chain": None, "seq": None, "kind": "trigger_missing"}
