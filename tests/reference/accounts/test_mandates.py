"""Giving and ending mandates, closing accounts: each with its refusals."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from maillage.foundation.access.actor import system_actor
from maillage.foundation.access.models import Session
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Right, Role
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied
from maillage.reference.accounts import services
from maillage.reference.accounts.errors import (
    AddressUnfit,
    AlreadyHeld,
    CannotGrant,
    DatesUnfit,
    LastManager,
    MandateOver,
    NotOneself,
    RightUnfit,
    RoleUnfit,
)
from maillage.reference.accounts.models import EndReason, Mandate, User
from tests.cast import TODAY, CastClient, actor_of, give_mandate, make_organisation, make_user

pytestmark = pytest.mark.django_db


def grant(actor: Any, user: Any, role: Role, organisation: Any, **changes: Any) -> Mandate:
    return services.grant_mandate(
        actor=actor, user=user, role=role, organisation=organisation, **{"starts_on": TODAY, "today": TODAY, **changes}
    )


def test_a_manager_gives_the_roles_of_her_association(hugo: Any, association_a: Any) -> None:
    newcomer = make_user()

    grant(actor_of(hugo), newcomer, Role.CASEWORKER, association_a, rights=[Right.HEALTH])

    assert actor_of(newcomer).may(Permission.HEALTH_OPEN, on=association_a)


def test_it_is_journaled_without_a_name(hugo: Any, association_a: Any) -> None:
    newcomer = make_user("Ninon Verdier")

    grant(actor_of(hugo), newcomer, Role.CASEWORKER, association_a)

    entry = Entry.unscoped.get(action="account.mandate_granted")
    assert entry.chain == association_a.pk
    assert "Ninon" not in entry.facts


@pytest.mark.parametrize("who", ["alice", "bob", "charlie", "dana", "eve", "paul", "ops"])
def test_nobody_else_places_somebody_inside_an_association(who: str, request: Any, hugo: Any, association_a: Any) -> None:
    with pytest.raises(CannotGrant):
        grant(actor_of(request.getfixturevalue(who)), make_user(), Role.CASEWORKER, association_a)


def test_a_manager_does_not_reach_another_association(hugo: Any, association_b: Any) -> None:
    with pytest.raises(CannotGrant):
        grant(actor_of(hugo), make_user(), Role.CASEWORKER, association_b)


def test_a_manager_gives_no_role_of_the_state(hugo: Any, prefecture_x: Any, territory_x: Any) -> None:
    with pytest.raises(CannotGrant):
        grant(actor_of(hugo), make_user(), Role.PREFECT_OFFICE, prefecture_x, territory=territory_x)


def test_a_manager_of_a_small_team_is_also_a_key_worker(hugo: Any, association_a: Any) -> None:
    grant(actor_of(hugo), hugo, Role.CASEWORKER, association_a)

    assert actor_of(hugo).may(Permission.IDENTITY_OPEN, on=association_a)


def test_but_never_gives_herself_a_right(hugo: Any, association_a: Any) -> None:
    with pytest.raises(NotOneself):
        grant(actor_of(hugo), hugo, Role.CASEWORKER, association_a, rights=[Right.HEALTH])


def test_nor_a_second_hat_that_controls_the_first(hugo: Any, association_a: Any) -> None:
    with pytest.raises(NotOneself):
        grant(actor_of(hugo), hugo, Role.DATA_PROTECTION, association_a)


def test_a_delegate_gives_the_roles_of_her_department(dana: Any, prefecture_x: Any, territory_x: Any) -> None:
    office = make_user()

    grant(actor_of(dana), office, Role.PREFECT_OFFICE, prefecture_x, territory=territory_x)

    assert actor_of(office).may(Permission.DECISION_RECORD)


def test_and_not_those_of_another(eve: Any, prefecture_x: Any, territory_x: Any) -> None:
    with pytest.raises(CannotGrant):
        grant(actor_of(eve), make_user(), Role.PREFECT_OFFICE, prefecture_x, territory=territory_x)


def test_nor_a_reach_beyond_the_organisation_s_own_department(dana: Any, prefecture_x: Any, territory_y: Any) -> None:
    with pytest.raises(CannotGrant):
        grant(actor_of(dana), make_user(), Role.PREFECT_OFFICE, prefecture_x, territory=territory_y)


def test_a_delegate_does_not_chair_her_own_commission(dana: Any, prefecture_x: Any, territory_x: Any) -> None:
    with pytest.raises(NotOneself):
        grant(actor_of(dana), dana, Role.CHAIR, prefecture_x, territory=territory_x)


def test_a_delegate_gives_an_association_its_first_manager(dana: Any) -> None:
    association = make_organisation()
    first = make_user()

    grant(actor_of(dana), first, Role.MANAGER, association)

    assert actor_of(first).has_role(Role.MANAGER)


def test_but_not_its_second(dana: Any, hugo: Any, association_a: Any) -> None:
    with pytest.raises(CannotGrant):
        grant(actor_of(dana), make_user(), Role.MANAGER, association_a)


@pytest.mark.parametrize("role", [Role.NATIONAL_OBSERVER, Role.AUDITOR, Role.OPERATOR, Role.RELEASE_APPROVER])
def test_national_roles_come_from_the_server_only(dana: Any, delegation_x: Any, role: Role) -> None:
    with pytest.raises(CannotGrant):
        grant(actor_of(dana), make_user(), role, delegation_x)


@pytest.mark.parametrize("role", [Role.NATIONAL_OBSERVER, Role.AUDITOR, Role.OPERATOR])
def test_where_the_machine_gives_them(national_service: Any, role: Role) -> None:
    user = make_user()

    grant(system_actor(), user, role, national_service)

    assert actor_of(user).has_role(role)


@pytest.mark.parametrize(
    ("role", "kind", "institution"),
    [(Role.CASEWORKER, "prefecture", ""), (Role.CHAIR, "association", ""), (Role.DELEGATE, "institution", "court")],
)
def test_a_role_fits_its_kind_of_organisation(role: Role, kind: str, institution: str) -> None:
    organisation = make_organisation(kind=kind, institution=institution)
    territory = organisation.territory if role is not Role.CASEWORKER else None

    with pytest.raises(RoleUnfit):
        grant(system_actor(), make_user(), role, organisation, territory=territory)


def test_a_role_of_the_state_names_its_department(prefecture_x: Any) -> None:
    with pytest.raises(RoleUnfit):
        grant(system_actor(), make_user(), Role.CHAIR, prefecture_x)


def test_a_role_of_an_association_names_none(association_a: Any, territory_x: Any) -> None:
    with pytest.raises(RoleUnfit):
        grant(system_actor(), make_user(), Role.CASEWORKER, association_a, territory=territory_x)


def test_rights_go_with_the_roles_that_accompany(hugo: Any, association_a: Any) -> None:
    with pytest.raises(RightUnfit):
        grant(actor_of(hugo), make_user(), Role.RECEPTION, association_a, rights=[Right.LEGAL])


def test_a_role_is_held_once(hugo: Any, alice: Any, association_a: Any) -> None:
    with pytest.raises(AlreadyHeld):
        grant(actor_of(hugo), alice, Role.CASEWORKER, association_a)


def test_a_mandate_ends_after_it_begins(hugo: Any, association_a: Any) -> None:
    with pytest.raises(DatesUnfit):
        grant(actor_of(hugo), make_user(), Role.CASEWORKER, association_a, ends_on=TODAY)


def test_a_double_click_gives_one_mandate(hugo: Any, association_a: Any) -> None:
    newcomer, key = make_user(), "6f6cf8a2-2f0c-4a71-9c3f-6a4f9f1d7c11"

    first = grant(actor_of(hugo), newcomer, Role.CASEWORKER, association_a, key=key)
    second = grant(actor_of(hugo), newcomer, Role.CASEWORKER, association_a, key=key)

    assert first == second


@pytest.mark.db_truth
def test_the_database_refuses_a_second_open_mandate(alice: Any, association_a: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        give_mandate(alice, Role.CASEWORKER, association_a)


@pytest.mark.db_truth
def test_the_database_refuses_a_role_of_the_state_without_a_department(national_service: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        give_mandate(make_user(), Role.CHAIR, national_service)


@pytest.mark.db_truth
def test_the_database_refuses_an_address_in_capitals() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="Alice@exemple.test", display_name="Alice")


# Ending


def end(actor: Any, mandate: Any, reason: EndReason = EndReason.LEFT) -> Mandate:
    return services.end_mandate(actor=actor, mandate=mandate, reason=reason, today=TODAY)


def mandate_of(user: Any) -> Mandate:
    return Mandate.unscoped.get(user=user)


def test_an_ended_mandate_opens_nothing_at_the_next_request(client: CastClient, hugo: Any, bob: Any) -> None:
    hers = client.as_(hugo)
    give_mandate(bob, Role.MANAGER, mandate_of(bob).organisation)

    end(actor_of(bob), mandate_of(hugo))

    assert hers.get("/organisation/equipe/").status_code == 403


def test_the_end_keeps_who_and_why(hugo: Any, alice: Any) -> None:
    end(actor_of(hugo), mandate_of(alice), EndReason.CHANGED)

    ended = mandate_of(alice)
    assert (ended.ends_on, ended.ended_by_id, ended.ended_reason) == (TODAY, hugo.pk, "changed")


@pytest.mark.parametrize("who", ["bob", "charlie", "dana", "eve"])
def test_nobody_else_ends_a_mandate_of_the_association(who: str, request: Any, alice: Any) -> None:
    with pytest.raises(Denied):
        end(actor_of(request.getfixturevalue(who)), mandate_of(alice))


def test_a_mandate_ends_once(hugo: Any, alice: Any) -> None:
    end(actor_of(hugo), mandate_of(alice))

    with pytest.raises(MandateOver):
        end(actor_of(hugo), mandate_of(alice))


def test_the_last_manager_does_not_leave_the_association_without_one(hugo: Any) -> None:
    with pytest.raises(LastManager):
        end(actor_of(hugo), mandate_of(hugo))


def test_with_another_manager_she_may_leave(hugo: Any, association_a: Any) -> None:
    give_mandate(make_user(), Role.MANAGER, association_a)

    end(actor_of(hugo), mandate_of(hugo))

    assert actor_of(hugo).mandates == ()


def test_a_mandate_to_come_ends_before_its_first_day(hugo: Any, association_a: Any) -> None:
    user = make_user()
    give_mandate(user, Role.CASEWORKER, association_a, starts_on=TODAY + timedelta(days=10))

    ended = end(actor_of(hugo), mandate_of(user))

    assert ended.ends_on == ended.starts_on


# Accounts


def test_closing_an_account_ends_its_mandates_and_sessions(client: CastClient, hugo: Any, alice: Any) -> None:
    hers = client.as_(alice)

    services.disable_user(actor=actor_of(hugo), user=alice, today=TODAY)

    assert mandate_of(alice).ended_reason == "disabled"
    assert not Session.objects.filter(user_id=alice.pk).exists()
    assert hers.get("/compte/").status_code == 302


def test_even_a_session_that_survived_opens_nothing_to_a_closed_account(client: CastClient, alice: Any) -> None:
    hers = client.as_(alice)
    User.objects.filter(pk=alice.pk).update(is_active=False)

    assert hers.get("/compte/").status_code == 302


def test_nobody_closes_her_own_account(hugo: Any) -> None:
    with pytest.raises(NotOneself):
        services.disable_user(actor=actor_of(hugo), user=hugo, today=TODAY)


def test_an_account_shared_with_another_organisation_is_not_hers_to_close(hugo: Any, alice: Any, association_b: Any) -> None:
    give_mandate(alice, Role.READER, association_b)

    with pytest.raises(Denied):
        services.disable_user(actor=actor_of(hugo), user=alice, today=TODAY)


def test_an_account_without_a_mandate_is_closed_by_the_machine_only(hugo: Any) -> None:
    with pytest.raises(Denied):
        services.disable_user(actor=actor_of(hugo), user=make_user(), today=TODAY)


def test_the_machine_closes_any(alice: Any) -> None:
    services.disable_user(actor=system_actor(), user=alice, today=TODAY)

    alice.refresh_from_db()
    assert not alice.is_active


def test_people_do_not_make_accounts(hugo: Any) -> None:
    with pytest.raises(Denied):
        services.create_user(actor=actor_of(hugo), email="a@exemple.test", display_name="A", today=TODAY)


@pytest.mark.parametrize("email", ["zoé@exemple.test", "pas une adresse", ""])
def test_an_address_is_written_without_accents(email: str) -> None:
    with pytest.raises(AddressUnfit):
        services.create_user(actor=system_actor(), email=email, display_name="A", today=TODAY)


def test_an_address_is_kept_in_lower_case() -> None:
    made = services.create_user(actor=system_actor(), email=" Zoe@Exemple.TEST ", display_name="Zoé", today=TODAY)

    assert made.email == "zoe@exemple.test"


def test_a_language_that_maillage_does_not_speak_is_refused(alice: Any) -> None:
    with pytest.raises(ValueError, match="eo"):
        services.change_language(user=alice, language="eo")
