"""Rows that people work on: one door to read, a lock to write, a version so that nothing is lost."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from maillage.foundation.access.actor import Actor, Mandate, system_actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Role
from maillage.foundation.access.visibility import Nobody, OwnOrganisation
from maillage.foundation.kernel.errors import OutOfScope, Stale
from maillage.reference.organisations.models import Organisation
from tests.cast import make_organisation

TODAY = date(2020, 5, 19)


@pytest.fixture
def two(db: None, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    """Two organisations, each visible to its own workers only for the time of a test."""
    monkeypatch.setattr(Organisation, "visibility", OwnOrganisation("id", by=Permission.PERSON_LIST))
    return make_organisation(name="A"), make_organisation(name="B")


def worker_of(organisation: Any) -> Actor:
    return Actor(user_id=uuid.uuid4(), mandates=(Mandate(id=uuid.uuid4(), role=Role.CASEWORKER, organisation_id=organisation.pk),))


def test_an_actor_sees_her_rows_only(two: tuple[Any, Any]) -> None:
    assert list(Organisation.objects.visible_to(worker_of(two[0]), today=TODAY)) == [two[0]]


def test_the_machine_sees_every_row(two: tuple[Any, Any]) -> None:
    assert Organisation.objects.visible_to(system_actor(), today=TODAY).count() == 2


def test_a_model_that_declares_nothing_shows_nothing(two: tuple[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Organisation, "visibility", Nobody())

    assert not Organisation.objects.visible_to(worker_of(two[0]), today=TODAY).exists()


@pytest.mark.parametrize("word", ["all", "count", "first", "exists"])
def test_the_door_of_the_views_opens_nothing_else(word: str) -> None:
    with pytest.raises(PermissionError, match="visible_to"):
        getattr(Organisation.objects, word)()


def test_a_path_that_crosses_many_rows_gives_no_row_twice(two: tuple[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.cast import give_mandate, make_user

    for name in ("Une", "Deux"):
        give_mandate(make_user(name), Role.CASEWORKER, two[0])
    monkeypatch.setattr(Organisation, "visibility", OwnOrganisation("mandates__organisation_id", by=Permission.PERSON_LIST))

    assert Organisation.objects.visible_to(worker_of(two[0]), today=TODAY).count() == 1


@pytest.mark.db_truth
def test_a_path_that_crosses_no_other_row_asks_the_table_once(two: tuple[Any, Any]) -> None:
    sql = str(Organisation.objects.visible_to(worker_of(two[0]), today=TODAY).query)

    assert sql.count("SELECT") == 1


def test_a_row_is_locked_in_a_transaction(two: tuple[Any, Any]) -> None:
    with transaction.atomic():
        assert Organisation.unscoped.locked(two[0].pk) == two[0]


def test_a_lock_outside_a_transaction_is_a_mistake_that_is_said(database: Any) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        Organisation.unscoped.locked(uuid.uuid4())


def test_locking_what_does_not_exist_is_out_of_scope(db: None) -> None:
    with pytest.raises(OutOfScope):
        Organisation.unscoped.locked(uuid.uuid4())


@pytest.mark.db_truth
def test_an_edit_of_the_version_seen_is_written(two: tuple[Any, Any]) -> None:
    saved = two[0].save_version(seen=1, changes={"name": "A bis"})

    assert (saved.name, saved.version, Organisation.unscoped.get(pk=two[0].pk).name) == ("A bis", 2, "A bis")


@pytest.mark.db_truth
def test_a_stale_edit_loses_nothing_and_shows_both(two: tuple[Any, Any]) -> None:
    two[0].save_version(seen=1, changes={"name": "A bis"})

    with pytest.raises(Stale) as caught:
        two[0].save_version(seen=1, changes={"name": "A ter"})

    stale = caught.value
    assert (stale.current, stale.submitted, stale.version) == ({"name": "A bis"}, {"name": "A ter"}, 2)
    assert Organisation.unscoped.get(pk=two[0].pk).name == "A bis"


def test_editing_a_row_that_is_gone_is_out_of_scope(two: tuple[Any, Any]) -> None:
    gone = Organisation.unscoped.get(pk=two[0].pk)
    two[0].delete()

    with pytest.raises(OutOfScope):
        gone.save_version(seen=1, changes={"name": "C"})
