"""The first account of an empty installation."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from maillage.reference.accounts.models import Invitation
from maillage.reference.organisations.models import Organisation

pytestmark = pytest.mark.django_db

GIVEN: dict[str, Any] = {
    "kind": "delegation",
    "name": "Délégation d'essai",
    "territory": "33",
    "role": "delegate",
    "email": "premiere@exemple.test",
    "person": "Première Personne",
}


def test_it_registers_the_organisation_and_invites_its_first_person(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        call_command("invite", **GIVEN)

    assert (Organisation.unscoped.get().name, Invitation.unscoped.get().email) == ("Délégation d'essai", "premiere@exemple.test")


def test_the_invitation_leaves_by_mail(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        call_command("invite", **GIVEN)

    assert [message.to for message in mail.outbox] == [["premiere@exemple.test"]]


def test_twice_is_refused_and_nothing_is_added() -> None:
    call_command("invite", **GIVEN)

    with pytest.raises(CommandError) as refused:
        call_command("invite", **GIVEN)

    assert (refused.value.returncode, Organisation.unscoped.count()) == (1, 1)


def test_a_role_that_does_not_fit_registers_nothing() -> None:
    with pytest.raises(CommandError):
        call_command("invite", **GIVEN | {"role": "caseworker"})

    assert not Organisation.unscoped.exists()


def test_an_unknown_department_is_unusable_input() -> None:
    with pytest.raises(CommandError) as refused:
        call_command("invite", **GIVEN | {"territory": "999"})

    assert refused.value.returncode == 2
