"""Writing the trail: in the transaction of the act, or not at all."""

from __future__ import annotations

import uuid
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from maillage.foundation.access.actor import NOBODY, Actor, system_actor
from maillage.foundation.access.roles import Role
from maillage.foundation.journal import Saying, record, record_many, seals
from maillage.foundation.journal import chain as chains
from maillage.foundation.journal.models import Entry
from maillage.foundation.journal.registry import Action
from maillage.foundation.journal.requests import _finish, _start
from maillage.foundation.kernel.keyfiles import KeyFileProblem
from maillage.foundation.kernel.models import BusinessDay
from tests.foundation.journal.conftest import ORGANISATION, PLAIN, SAID, TODAY, a_subject, mandate


@transaction.atomic
def act_recorded(actor: Actor) -> None:
    """An act, then its entry."""
    BusinessDay.objects.create(day=TODAY)
    record(actor, PLAIN, a_subject(), today=TODAY)


@transaction.atomic
def act_undone(actor: Actor) -> None:
    """An act that fails after it was recorded."""
    record(actor, PLAIN, a_subject(), today=TODAY)
    raise RuntimeError


@pytest.mark.db_truth
@pytest.mark.django_db
def test_an_entry_hangs_on_the_one_before(someone: Actor) -> None:
    first = record(someone, PLAIN, a_subject(), today=TODAY)
    second = record(someone, PLAIN, a_subject(), today=TODAY)

    assert (first.seq, second.seq, second.previous_hash) == (1, 2, first.hash)


@pytest.mark.django_db
def test_each_organisation_has_its_chain_and_the_rest_goes_to_system(someone: Actor) -> None:
    here = record(someone, PLAIN, a_subject(), today=TODAY)
    nowhere = record(someone, PLAIN, a_subject(None), today=TODAY)
    given = record(someone, PLAIN, None, today=TODAY, chain=ORGANISATION)

    assert [(entry.chain, entry.seq) for entry in (here, nowhere, given)] == [(ORGANISATION, 1), (chains.SYSTEM, 1), (ORGANISATION, 2)]


@pytest.mark.django_db
def test_an_entry_carries_the_real_time_and_the_business_day(someone: Actor, now: Any) -> None:
    entry = record(someone, PLAIN, a_subject(), today=date(2017, 3, 1))

    assert (entry.at, entry.on) == (now, date(2017, 3, 1))


@pytest.mark.django_db
def test_an_entry_says_under_which_mandate_of_the_organisation_the_act_was_done() -> None:
    elsewhere, here = mandate(Role.MANAGER, uuid.uuid4()), mandate(Role.CASEWORKER)
    actor = Actor(user_id=uuid.uuid4(), mandates=(elsewhere, here))

    entry = record(actor, PLAIN, a_subject(), today=TODAY)

    assert (entry.role, entry.mandate_id, entry.actor_id) == ("caseworker", here.id, actor.user_id)


@pytest.mark.django_db
@pytest.mark.parametrize(("actor", "role"), [(system_actor(), "system"), (NOBODY, "")])
def test_the_machine_and_an_unknown_visitor_are_told_apart(actor: Actor, role: str) -> None:
    entry = record(actor, PLAIN, None, today=TODAY)

    assert (entry.actor_id, entry.role) == (None, role)


@pytest.mark.django_db
def test_entries_of_one_request_share_its_number(someone: Actor) -> None:
    _start()
    try:
        entries = [record(someone, PLAIN, a_subject(), today=TODAY) for _ in range(2)]
    finally:
        _finish()

    assert entries[0].request_id == entries[1].request_id is not None


def test_recording_outside_a_transaction_is_refused(database: Path, someone: Actor) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(someone, PLAIN, a_subject(), today=TODAY)


@pytest.mark.django_db
def test_an_act_that_cannot_be_remembered_does_not_happen(someone: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(Entry, "save", full)

    with pytest.raises(DatabaseError):
        act_recorded(someone)

    assert not BusinessDay.objects.exists()


@pytest.mark.django_db
def test_an_undone_act_leaves_no_entry(someone: Actor) -> None:
    with pytest.raises(RuntimeError):
        act_undone(someone)

    assert not Entry.unscoped.exists()


@pytest.mark.django_db
def test_a_lost_key_is_never_replaced_under_an_existing_trail(someone: Actor, settings: Any, tmp_path: Any) -> None:
    settings.MAILLAGE_KEYS = str(tmp_path / "keys")
    record(someone, PLAIN, a_subject(), today=TODAY)
    (tmp_path / "keys" / seals.KEY).unlink()

    with pytest.raises(KeyFileProblem):
        record(someone, PLAIN, a_subject(), today=TODAY)


@pytest.mark.django_db
def test_a_sentence_without_its_facts_is_refused(someone: Actor) -> None:
    with pytest.raises(ValueError, match="what"):
        record(someone, SAID, a_subject(), today=TODAY)


@pytest.mark.django_db
def test_an_action_that_nobody_declared_is_refused(someone: Actor) -> None:
    with pytest.raises(ValueError, match="not declared"):
        record(someone, Action("tests.unknown", "…"), a_subject(), today=TODAY)


@pytest.mark.django_db
def test_a_refusal_is_remembered_as_one(someone: Actor) -> None:
    entry = record(someone, SAID, a_subject(), today=TODAY, refused_for="scope")

    assert entry.outcome == "refused.scope"


@pytest.mark.django_db
def test_several_entries_are_written_in_the_order_of_chains_and_given_back_in_ours(someone: Actor) -> None:
    late, early = uuid.UUID(int=9), uuid.UUID(int=3)

    entries = record_many([Saying(someone, PLAIN, None, chain=late), Saying(someone, PLAIN, None, chain=early)], today=TODAY)

    assert [entry.chain for entry in entries] == [late, early]


@pytest.mark.db_truth
@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["UPDATE mg_journal_entry SET role = 'chair'", "DELETE FROM mg_journal_entry"])
def test_the_database_refuses_to_change_the_trail(sql: str, someone: Actor) -> None:
    from django.db import connection

    record(someone, PLAIN, a_subject(), today=TODAY)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.db_truth
@pytest.mark.django_db
def test_neither_truncation_nor_replacement_passes_the_triggers(someone: Actor) -> None:
    from django.db import connection

    record(someone, PLAIN, a_subject(), today=TODAY)
    sql = {
        "postgresql": "TRUNCATE mg_journal_entry",
        "sqlite": "INSERT OR REPLACE INTO mg_journal_entry SELECT * FROM mg_journal_entry",
    }[connection.vendor]

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
