"""Invitations: one address, seven days, one use."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from maillage.foundation.access.roles import Right, Role
from maillage.foundation.kernel.errors import Denied
from maillage.reference.accounts import services
from maillage.reference.accounts.errors import AlreadyHeld, CannotGrant, InvitationForSomebodyElse, InvitationOver
from maillage.reference.accounts.models import EndReason, Invitation, Mandate, User
from tests.cast import NOW, TODAY, CastClient, actor_of, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "quatre mots sans rapport"
WEEK = timedelta(days=7)


def invite(actor: Any, organisation: Any, **changes: Any) -> Invitation:
    given = {"email": "ninon@exemple.test", "display_name": "Ninon Verdier", "role": Role.CASEWORKER, "today": TODAY, "now": NOW, **changes}
    return services.invite_user(actor=actor, organisation=organisation, **given)


def token() -> str:
    return re.search(r"/invitation/([^/\s]+)/", mail.outbox[-1].body)[1]  # type: ignore[index]


def accept(**changes: Any) -> User:
    return services.accept_invitation(**{"token": token(), "today": TODAY, "now": NOW, "password": PASSWORD, **changes})


@pytest.fixture
def invited(hugo: Any, association_a: Any) -> Invitation:
    return invite(actor_of(hugo), association_a)


def test_an_invitation_makes_an_account_with_its_mandate(hugo: Any, association_a: Any) -> None:
    invite(actor_of(hugo), association_a, rights=[Right.LEGAL])

    made = accept()

    mandate = Mandate.unscoped.get(user=made)
    assert (mandate.organisation, mandate.role, mandate.rights, mandate.granted_by) == (association_a, "caseworker", ["legal"], hugo)


def test_the_mail_names_nobody(invited: Invitation) -> None:
    message = mail.outbox[-1]

    assert not {"Ninon", "Hugo", "Association A", "Maillage"} & set(re.findall(r"[\w ]+", message.subject + message.body))
    assert message.to == ["ninon@exemple.test"]


def test_the_database_does_not_hold_the_token(invited: Invitation) -> None:
    invited.refresh_from_db()

    assert invited.token_hash != token()
    assert len(invited.token_hash) == 64


def test_it_serves_once(invited: Invitation) -> None:
    accept()

    with pytest.raises(InvitationOver):
        accept(display_name="Une autre")


@pytest.mark.parametrize(("later", "good"), [(WEEK - timedelta(seconds=1), True), (WEEK, False)])
def test_it_is_good_for_seven_days_of_the_real_clock(invited: Invitation, later: timedelta, good: bool) -> None:
    try:
        accept(now=NOW + later)
        accepted = True
    except InvitationOver:
        accepted = False

    assert accepted is good


def test_an_unknown_token_gets_the_same_answer(invited: Invitation) -> None:
    with pytest.raises(InvitationOver):
        accept(token="inconnu")


def test_a_cancelled_one_opens_nothing(hugo: Any, invited: Invitation) -> None:
    services.cancel_invitation(actor=actor_of(hugo), invitation=invited, today=TODAY, now=NOW)

    with pytest.raises(InvitationOver):
        accept()


def test_it_is_cancelled_once(hugo: Any, invited: Invitation) -> None:
    services.cancel_invitation(actor=actor_of(hugo), invitation=invited, today=TODAY, now=NOW)

    with pytest.raises(InvitationOver):
        services.cancel_invitation(actor=actor_of(hugo), invitation=invited, today=TODAY, now=NOW)


@pytest.mark.parametrize("who", ["alice", "charlie", "dana"])
def test_only_who_may_invite_cancels(who: str, request: Any, invited: Invitation) -> None:
    with pytest.raises(Denied):
        services.cancel_invitation(actor=actor_of(request.getfixturevalue(who)), invitation=invited, today=TODAY, now=NOW)


def test_sending_again_kills_the_first_link(hugo: Any, invited: Invitation) -> None:
    first = token()

    services.send_again(actor=actor_of(hugo), invitation=invited, today=TODAY, now=NOW)

    assert token() != first
    with pytest.raises(InvitationOver):
        accept(token=first)


def test_an_accepted_invitation_is_not_sent_again(hugo: Any, invited: Invitation) -> None:
    accept()

    with pytest.raises(InvitationOver):
        services.send_again(actor=actor_of(hugo), invitation=invited, today=TODAY, now=NOW)


def test_inviting_twice_leaves_one_open_link(hugo: Any, association_a: Any, invited: Invitation) -> None:
    first = token()

    invite(actor_of(hugo), association_a)

    with pytest.raises(InvitationOver):
        accept(token=first)


def test_an_invitation_does_not_outlive_the_mandate_of_who_sent_it(hugo: Any, association_a: Any, invited: Invitation) -> None:
    from maillage.foundation.access.actor import system_actor

    services.end_mandate(actor=system_actor(), mandate=Mandate.unscoped.get(user=hugo), reason=EndReason.LEFT, today=TODAY)

    with pytest.raises(InvitationOver):
        accept()


def test_nor_her_account(hugo: Any, invited: Invitation) -> None:
    User.objects.filter(pk=hugo.pk).update(is_active=False)

    with pytest.raises(InvitationOver):
        accept()


@pytest.mark.parametrize("who", ["alice", "bob", "dana", "charlie", "paul"])
def test_nobody_invites_beyond_her_reach(who: str, request: Any, hugo: Any, association_a: Any) -> None:
    with pytest.raises(CannotGrant):
        invite(actor_of(request.getfixturevalue(who)), association_a)


@pytest.mark.parametrize("password", ["court", "passwordpassword", "ninon@exemple.test"])
def test_a_weak_password_makes_no_account(invited: Invitation, password: str) -> None:
    with pytest.raises(ValidationError):
        accept(password=password)


def test_an_address_that_has_an_account_must_sign_in_first(hugo: Any, association_a: Any, charlie: Any) -> None:
    invite(actor_of(hugo), association_a, email=charlie.email)

    with pytest.raises(InvitationForSomebodyElse):
        accept()


def test_then_the_role_is_added_to_the_account(hugo: Any, association_a: Any, charlie: Any) -> None:
    invite(actor_of(hugo), association_a, email=charlie.email)

    accept(user=charlie)

    assert association_a.pk in actor_of(charlie).organisation_ids


def test_somebody_else_s_account_does_not_take_it(invited: Invitation, charlie: Any) -> None:
    with pytest.raises(InvitationForSomebodyElse):
        accept(user=charlie)


def test_a_role_already_held_is_not_added(hugo: Any, association_a: Any, alice: Any) -> None:
    invite(actor_of(hugo), association_a, email=alice.email)

    with pytest.raises(AlreadyHeld):
        accept(user=alice)


def test_a_double_click_invites_once(hugo: Any, association_a: Any) -> None:
    key = "6f6cf8a2-2f0c-4a71-9c3f-6a4f9f1d7c11"

    first, second = invite(actor_of(hugo), association_a, key=key), invite(actor_of(hugo), association_a, key=key)

    assert first == second
    assert len(mail.outbox) == 1


# In the browser


def test_a_manager_invites_from_the_page(client: CastClient, hugo: Any, association_a: Any) -> None:
    form = {"email": "ninon@exemple.test", "display_name": "Ninon", "place": f"{association_a.pk}:caseworker"}

    response = client.as_(hugo).post(reverse("team:invite"), form)

    assert response.url == reverse("team:list")
    assert Invitation.unscoped.get().email == "ninon@exemple.test"


def test_the_answer_is_the_same_when_the_address_has_an_account(client: CastClient, hugo: Any, charlie: Any, association_a: Any) -> None:
    answers = []
    for email in ("ninon@exemple.test", charlie.email):
        form = {"email": email, "display_name": "Ninon", "place": f"{association_a.pk}:caseworker"}
        answers.append(client.as_(hugo).post(reverse("team:invite"), form, follow=True).content.decode().count("L'invitation part"))

    assert answers[0] == answers[1]


def test_a_role_that_is_not_offered_is_not_given(client: CastClient, hugo: Any, association_b: Any) -> None:
    form = {"email": "ninon@exemple.test", "display_name": "Ninon", "place": f"{association_b.pk}:caseworker"}

    response = client.as_(hugo).post(reverse("team:invite"), form)

    assert response.status_code == 422
    assert not Invitation.unscoped.exists()


def test_a_caseworker_does_not_invite(client: CastClient, alice: Any) -> None:
    assert client.as_(alice).get(reverse("team:invite")).status_code == 403


def address() -> str:
    return reverse("accounts:accept_invitation", kwargs={"token": token()})


def test_the_link_leads_to_an_account_and_signs_in(client: CastClient, invited: Invitation) -> None:
    response = client.post(address(), {"display_name": "Ninon", "password": PASSWORD, "again": PASSWORD})

    assert response.status_code == 302
    assert client.get(reverse("accounts:mine")).status_code == 200


def test_then_the_second_factor_is_asked_at_once(client: CastClient, invited: Invitation, settings: Any) -> None:
    settings.MAILLAGE_SECOND_FACTOR = "required"
    client.post(address(), {"display_name": "Ninon", "password": PASSWORD, "again": PASSWORD})

    response = client.get(reverse("accounts:mine"))

    assert response.url == reverse("mfa_index")


def test_setting_it_up_then_asks_for_nothing_more(client: CastClient, invited: Invitation, settings: Any) -> None:
    settings.MAILLAGE_SECOND_FACTOR = "required"
    client.post(address(), {"display_name": "Ninon", "password": PASSWORD, "again": PASSWORD})

    assert client.get(reverse("mfa_activate_totp")).status_code == 200


@pytest.mark.parametrize(
    "typed",
    [{"password": PASSWORD, "again": "autre chose que cela"}, {"password": "court", "again": "court"}, {"password": "", "again": ""}],
)
def test_what_was_typed_comes_back_with_what_went_wrong(client: CastClient, invited: Invitation, typed: dict[str, str]) -> None:
    response = client.post(address(), {"display_name": "Ninon V.", **typed})

    assert response.status_code == 422
    assert "Ninon V." in response.content.decode()


def test_a_dead_link_says_so(client: CastClient) -> None:
    response = client.get(reverse("accounts:accept_invitation", kwargs={"token": "inconnu"}))

    assert response.status_code == 422
    assert "plus valable" in response.content.decode()


def test_somebody_with_an_account_is_asked_to_sign_in(client: CastClient, hugo: Any, charlie: Any, association_a: Any) -> None:
    invite(actor_of(hugo), association_a, email=charlie.email)

    assert reverse("account_login") in client.get(address()).content.decode()


def test_and_accepts_in_one_click(client: CastClient, hugo: Any, charlie: Any, association_a: Any) -> None:
    invite(actor_of(hugo), association_a, email=charlie.email)

    client.as_(charlie).post(address())

    assert association_a.pk in actor_of(charlie).organisation_ids


def test_the_wrong_account_is_told(client: CastClient, invited: Invitation) -> None:
    page = client.as_(make_user()).post(address())

    assert page.status_code == 422
    assert "une autre adresse que la vôtre" in page.content.decode()
