"""Signing in for real: password, second factor, throttles, and nothing told to strangers."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core import mail
from django.urls import reverse

from maillage.foundation.access.models import Session
from maillage.foundation.access.roles import Role
from maillage.foundation.journal.models import Entry
from maillage.reference.accounts.models import User
from tests.cast import CastClient, give_mandate, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "quatre mots sans rapport"


@pytest.fixture(autouse=True)
def _second_factor_required(settings: Any) -> None:
    settings.MAILLAGE_SECOND_FACTOR = "required"


@pytest.fixture
def worker(association_a: Any) -> Any:
    """A caseworker with a password and no second factor yet."""
    user = make_user("Zoé", password=PASSWORD)
    give_mandate(user, Role.CASEWORKER, association_a)
    return user


@pytest.fixture
def delegate(delegation_x: Any) -> Any:
    """A delegate with a password: her role makes a passkey compulsory."""
    user = make_user("Délia", password=PASSWORD)
    give_mandate(user, Role.DELEGATE, delegation_x)
    return user


class Phone:
    """The application of codes of a user."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    def code(self) -> str:
        now = list(yield_hotp_counters_from_time())[1]
        return format_hotp_value(hotp_value(self.secret, now))


def phone_of(client: Any, user: Any) -> Phone:
    """Set up the application of codes, sealed as the pages seal it."""
    secret = generate_totp_secret()
    from allauth.core import context
    from django.test import RequestFactory

    with context.request_context(RequestFactory().get("/")):
        TOTP.activate(user, secret)
    return Phone(secret)


def type_password(client: Any, user: Any, *, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(reverse("account_login"), {"login": user.email, "password": password}, **extra)


def type_code(client: Any, code: str) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": code})


def is_in(client: Any) -> bool:
    return client.get(reverse("accounts:mine")).status_code == 200


def test_a_password_and_a_code_open_the_house(client: CastClient, worker: Any) -> None:
    phone = phone_of(client, worker)

    type_password(client, worker)
    response = type_code(client, phone.code())

    assert response.url == reverse("portal:home")
    assert is_in(client)


def test_a_password_alone_opens_nothing(client: CastClient, worker: Any) -> None:
    phone_of(client, worker)

    response = type_password(client, worker)

    assert response.url == reverse("mfa_authenticate")
    assert not is_in(client)


def test_a_code_serves_once(client: CastClient, worker: Any) -> None:
    phone = phone_of(client, worker)
    type_password(client, worker)
    type_code(client, phone.code())
    other = CastClient()

    type_password(other, worker)
    type_code(other, phone.code())

    assert not is_in(other)


def test_signing_in_is_journaled(client: CastClient, worker: Any) -> None:
    phone = phone_of(client, worker)

    type_password(client, worker)
    type_code(client, phone.code())

    assert list(Entry.unscoped.filter(action="account.signed_in").values_list("actor_id", flat=True)) == [worker.pk]


def test_the_cookie_changes_when_one_signs_in(client: CastClient, worker: Any) -> None:
    phone = phone_of(client, worker)
    type_password(client, worker)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value

    type_code(client, phone.code())

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_a_cookie_replayed_after_signing_out_opens_nothing(client: CastClient, worker: Any) -> None:
    phone = phone_of(client, worker)
    type_password(client, worker)
    type_code(client, phone.code())
    replayed = client.cookies[settings.SESSION_COOKIE_NAME].value

    client.post(reverse("account_logout"))
    client.cookies[settings.SESSION_COOKIE_NAME] = replayed

    assert not is_in(client)


def test_who_has_no_second_factor_is_sent_to_set_it_up(client: CastClient, worker: Any) -> None:
    type_password(client, worker)

    response = client.get(reverse("portal:home"))

    assert response.url == reverse("mfa_index")


def test_and_nowhere_else(client: CastClient, worker: Any) -> None:
    type_password(client, worker)

    refused = [name for name in ("accounts:mine", "accounts:devices", "organisations:list") if client.get(reverse(name)).status_code == 200]

    assert refused == []


def test_setting_up_the_application_opens_the_house(client: CastClient, worker: Any) -> None:
    type_password(client, worker)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    phone = Phone(re.search(r"<code translate=\"no\">([A-Z2-7]+)</code>", page)[1])  # type: ignore[index]

    response = client.post(reverse("mfa_activate_totp"), {"code": phone.code()})

    assert response.url == reverse("mfa_view_recovery_codes")
    assert is_in(client)


def test_the_secret_of_the_application_is_sealed_in_the_database(client: CastClient, worker: Any) -> None:
    phone = phone_of(client, worker)

    kept = Authenticator.objects.get(user=worker).data

    assert phone.secret not in str(kept)


def test_the_last_second_factor_cannot_be_taken_away(client: CastClient, worker: Any) -> None:
    phone = phone_of(client, worker)
    type_password(client, worker)
    type_code(client, phone.code())

    response = client.post(reverse("mfa_deactivate_totp"))

    assert response.status_code == 200
    assert Authenticator.objects.filter(user=worker, type="totp").exists()


def test_a_delegate_without_a_passkey_is_sent_to_add_one(client: CastClient, delegate: Any) -> None:
    phone = phone_of(client, delegate)
    type_password(client, delegate)
    type_code(client, phone.code())

    response = client.get(reverse("portal:home"))

    assert response.url == reverse("mfa_add_webauthn")


def test_a_delegate_whose_passkey_was_not_used_must_use_it(client: CastClient, delegate: Any) -> None:
    phone = phone_of(client, delegate)
    Authenticator.objects.create(user=delegate, type="webauthn", data={"name": "clé", "credential": {}})
    type_password(client, delegate)
    type_code(client, phone.code())

    response = client.get(reverse("portal:home"))

    assert response.url == reverse("mfa_reauthenticate_webauthn")


def test_nor_can_a_password_and_a_code_add_another_passkey_to_hers(client: CastClient, delegate: Any) -> None:
    phone = phone_of(client, delegate)
    Authenticator.objects.create(user=delegate, type="webauthn", data={"name": "clé", "credential": {}})
    type_password(client, delegate)
    type_code(client, phone.code())

    response = client.get(reverse("mfa_add_webauthn"))

    assert response.url == reverse("mfa_reauthenticate_webauthn")


def test_a_closed_account_learns_it_only_with_its_password(client: CastClient, worker: Any) -> None:
    User.objects.filter(pk=worker.pk).update(is_active=False)

    wrong = type_password(client, worker, password="un autre mot de passe")

    assert wrong.status_code == 200
    assert type_password(client, worker).url == reverse("account_inactive")


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(client: CastClient, worker: Any) -> None:
    known = client.post(reverse("account_login"), {"login": worker.email, "password": "faux mais long"})
    unknown = client.post(reverse("account_login"), {"login": "aaaa@exemple.test", "password": "faux mais long"})

    assert _bare(known, worker.email) == _bare(unknown, "aaaa@exemple.test")


def _bare(response: Any, email: str) -> str:
    text = response.content.decode().replace(email, "ADRESSE")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|raison-[0-9a-f]+', "", text)


def test_after_five_failures_an_address_waits(client: CastClient, worker: Any) -> None:
    for _ in range(5):
        type_password(client, worker, password="faux mais long")

    response = type_password(client, worker)

    assert response.status_code == 200
    assert not is_in(client)


def test_the_wait_ends(client: CastClient, worker: Any, clock: Any) -> None:
    for _ in range(6):
        type_password(client, worker, password="faux mais long")
    clock.shift(timedelta(minutes=6))

    response = type_password(client, worker)

    assert response.status_code == 302


def test_failing_in_somebody_s_name_does_not_lock_her_out(client: CastClient, worker: Any) -> None:
    attackers = [f"203.0.113.{number}" for number in range(1, 11)]
    for address in attackers * 6:
        type_password(CastClient(), worker, password="faux mais long", REMOTE_ADDR=address)

    response = type_password(client, worker, REMOTE_ADDR="198.51.100.7")

    assert response.status_code == 302


def test_throttles_keep_neither_addresses_nor_e_mails(client: CastClient, worker: Any) -> None:
    from maillage.reference.accounts.models import Counter

    type_password(client, worker, password="faux mais long", REMOTE_ADDR="203.0.113.9")

    kept = " ".join(f"{row.key_hash} {row.value}" for row in Counter.objects.order_by("pk"))
    assert worker.email not in kept
    assert "203.0.113.9" not in kept


def test_nobody_signs_up(client: CastClient) -> None:
    assert client.get("/compte/signup/").status_code == 404


def test_a_forgotten_password_is_answered_alike_for_everybody(client: CastClient, worker: Any) -> None:
    known = client.post(reverse("account_reset_password"), {"email": worker.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "aaaa@exemple.test"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mail.outbox] == [[worker.email]]


def reset_link() -> str:
    return re.search(r"http://[^/]+(/\S+)", mail.outbox[-1].body)[1]  # type: ignore[index]


def change_by_link(client: Any) -> Any:
    form = client.get(reset_link(), follow=True)
    return client.post(
        form.redirect_chain[-1][0], {"password1": "cinq autres mots sans rapport", "password2": "cinq autres mots sans rapport"}
    )


def test_the_link_changes_the_password_and_keeps_the_second_factor(client: CastClient, worker: Any) -> None:
    phone_of(client, worker)
    client.post(reverse("account_reset_password"), {"email": worker.email})

    change_by_link(client)

    assert type_password(client, worker, password="cinq autres mots sans rapport").url == reverse("mfa_authenticate")


def test_changing_a_password_by_link_ends_every_session(client: CastClient, worker: Any) -> None:
    elsewhere = client.as_(worker)
    client.post(reverse("account_reset_password"), {"email": worker.email})

    change_by_link(client)

    assert not Session.objects.filter(user_id=worker.pk).exists()
    assert not is_in(elsewhere)


def test_a_link_dies_after_an_hour(client: CastClient, worker: Any, clock: Any) -> None:
    client.post(reverse("account_reset_password"), {"email": worker.email})
    clock.shift(timedelta(minutes=61))

    response = client.get(reset_link(), follow=True)

    assert "plus valable" in response.content.decode()


@pytest.mark.parametrize("password", ["quatorze lettr", "passwordpassword", "123456789012345"])
def test_a_weak_password_is_refused(client: CastClient, worker: Any, password: str) -> None:
    client.post(reverse("account_reset_password"), {"email": worker.email})
    form = client.get(reset_link(), follow=True)

    client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})

    worker.refresh_from_db()
    assert not worker.check_password(password)


def test_passwords_are_hashed_with_argon2id() -> None:
    from django.utils.module_loading import import_string

    from maillage.config.settings import base

    hasher = import_string(base.PASSWORD_HASHERS[0])()

    assert hasher.encode(PASSWORD, "0123456789abcdef").startswith("argon2$argon2id$")
