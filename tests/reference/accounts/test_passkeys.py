"""Passkeys, with real signatures: adding one, signing in with it, and the roles that must."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse

from maillage.foundation.access.roles import Role
from maillage.foundation.journal.models import Entry
from tests.cast import CastClient, give_mandate, make_user
from tests.passkeys import SoftwareKey
from tests.reference.accounts.test_signing_in import PASSWORD, Phone, type_code, type_password

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_required(settings: Any) -> None:
    settings.MAILLAGE_SECOND_FACTOR = "required"


@pytest.fixture(autouse=True)
def _committed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What allauth does once its transaction is committed is done at once: the transaction of a test never is."""
    later = transaction.on_commit

    def on_commit(act: Any, *args: Any, **named: Any) -> None:
        if getattr(act, "__module__", "").startswith("allauth."):
            act()
        else:
            later(act, *args, **named)

    monkeypatch.setattr(transaction, "on_commit", on_commit)


@pytest.fixture
def delegate(delegation_x: Any) -> Any:
    """A delegate with a password: her role makes a passkey compulsory."""
    user = make_user("Délia", password=PASSWORD)
    give_mandate(user, Role.DELEGATE, delegation_x)
    return user


@pytest.fixture
def browser() -> CastClient:
    """A browser over TLS, as passkeys want."""
    return CastClient(headers={"host": "testserver"})


def options_on(page: Any) -> dict[str, Any]:
    found = re.search(r'<script id="js_data" type="application/json">(.*?)</script>', page.content.decode(), re.DOTALL)
    assert found is not None
    return json.loads(html.unescape(found[1]))


def add_key(browser: Any) -> SoftwareKey:
    key = SoftwareKey()
    page = browser.get(reverse("mfa_add_webauthn"), secure=True)
    credential = key.register(options_on(page)["creation_options"])
    browser.post(
        reverse("mfa_add_webauthn"), {"name": "Téléphone", "passwordless": "on", "credential": json.dumps(credential)}, secure=True
    )
    return key


def sign_in_with(browser: Any, key: SoftwareKey, **changes: Any) -> Any:
    asked = browser.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}, secure=True).json()
    credential = key.sign(asked["request_options"], **changes)
    return browser.post(reverse("mfa_login_webauthn"), {"credential": json.dumps(credential)}, secure=True)


def is_in(browser: Any) -> bool:
    return browser.get(reverse("accounts:mine"), secure=True).status_code == 200


def test_a_delegate_adds_a_passkey_and_is_in(browser: CastClient, delegate: Any) -> None:
    type_password(browser, delegate, secure=True)

    add_key(browser)

    assert is_in(browser)


def test_it_is_journaled_and_told_to_her(browser: CastClient, delegate: Any, mailoutbox: Any) -> None:
    type_password(browser, delegate, secure=True)

    add_key(browser)

    assert Entry.unscoped.filter(action="account.second_factor_added", actor_id=delegate.pk).exists()
    assert [message.to for message in mailoutbox] == [[delegate.email]]


def test_the_next_sign_in_must_use_it(browser: CastClient, delegate: Any) -> None:
    type_password(browser, delegate, secure=True)
    key = add_key(browser)
    later = CastClient()
    type_password(later, delegate, secure=True)

    page = later.get(reverse("mfa_authenticate"), secure=True)
    later.post(reverse("mfa_authenticate"), {"credential": json.dumps(key.sign(options_on(page)["request_options"]))}, secure=True)

    assert is_in(later)


def test_a_passkey_alone_signs_in(browser: CastClient, delegate: Any) -> None:
    type_password(browser, delegate, secure=True)
    key = add_key(browser)
    elsewhere = CastClient()

    sign_in_with(elsewhere, key)

    assert is_in(elsewhere)


def test_a_false_page_gets_nothing_from_it(browser: CastClient, delegate: Any) -> None:
    type_password(browser, delegate, secure=True)
    key = add_key(browser)
    elsewhere = CastClient()

    sign_in_with(elsewhere, key, origin="https://testserver.ailleurs.test")

    assert not is_in(elsewhere)


def test_somebody_else_s_key_opens_nothing(browser: CastClient, delegate: Any) -> None:
    type_password(browser, delegate, secure=True)
    mine, other = add_key(browser), SoftwareKey()
    other.id, other.user_handle = mine.id, mine.user_handle
    elsewhere = CastClient()

    sign_in_with(elsewhere, other)

    assert not is_in(elsewhere)


def test_an_answer_is_not_replayed(browser: CastClient, delegate: Any) -> None:
    type_password(browser, delegate, secure=True)
    key = add_key(browser)
    page = browser.get(reverse("mfa_reauthenticate_webauthn"), secure=True)
    credential = json.dumps(key.sign(options_on(page)["request_options"]))
    browser.post(reverse("mfa_reauthenticate_webauthn"), {"credential": credential}, secure=True)
    other = CastClient()
    type_password(other, delegate, secure=True)

    other.post(reverse("mfa_authenticate"), {"credential": credential}, secure=True)

    assert not is_in(other)


def test_a_lost_key_is_replaced_with_a_recovery_code(browser: CastClient, delegate: Any) -> None:
    type_password(browser, delegate, secure=True)
    add_key(browser)
    code = Authenticator.objects.get(user=delegate, type="recovery_codes").wrap().get_unused_codes()[0]
    later = CastClient()
    type_password(later, delegate, secure=True)
    later.post(reverse("mfa_authenticate"), {"code": code}, secure=True)

    add_key(later)

    assert is_in(later)


def test_before_that_the_recovery_code_opens_no_file(browser: CastClient, delegate: Any) -> None:
    type_password(browser, delegate, secure=True)
    add_key(browser)
    code = Authenticator.objects.get(user=delegate, type="recovery_codes").wrap().get_unused_codes()[0]
    later = CastClient()
    type_password(later, delegate, secure=True)

    later.post(reverse("mfa_authenticate"), {"code": code}, secure=True)

    assert not is_in(later)


def test_a_key_is_renamed_and_taken_away(browser: CastClient, delegate: Any) -> None:
    type_password(browser, delegate, secure=True)
    add_key(browser)
    add_key(browser)
    rows = list(Authenticator.objects.filter(user=delegate, type="webauthn").order_by("pk"))

    browser.post(reverse("mfa_edit_webauthn", kwargs={"pk": rows[1].pk}), {"name": "Clé rouge"}, secure=True)
    listed = browser.get(reverse("mfa_list_webauthn"), secure=True).content.decode()
    browser.post(reverse("mfa_remove_webauthn", kwargs={"pk": rows[1].pk}), secure=True)

    assert "Clé rouge" in listed
    assert Authenticator.objects.filter(user=delegate, type="webauthn").count() == 1


# Every page of signing in stands, in French


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("account_logout", "Se déconnecter"),
        ("account_change_password", "Changer de mot de passe"),
        ("mfa_index", "Second facteur"),
        ("mfa_deactivate_totp", "Retirer l&#x27;application"),
        ("mfa_view_recovery_codes", "Codes de secours"),
        ("mfa_generate_recovery_codes", "nouveaux codes"),
        ("mfa_list_webauthn", "clés d&#x27;accès"),
        ("mfa_add_webauthn", "Ajouter une clé"),
        ("mfa_reauthenticate", "Confirmez que c&#x27;est vous"),
        ("accounts:mine", "second facteur en place"),
    ],
)
def test_the_pages_of_a_signed_in_user_stand(client: CastClient, association_a: Any, name: str, words: str) -> None:
    user = make_user("Zoé", password=PASSWORD)
    give_mandate(user, Role.CASEWORKER, association_a)
    type_password(client, user)
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": Phone(client.session["mfa.totp.secret"]).code()})

    page = client.get(reverse(name))

    assert page.status_code == 200
    assert words in page.content.decode().replace("'", "&#x27;")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("account_login", "Connexion"),
        ("account_inactive", "fermé"),
        ("account_reset_password", "Mot de passe oublié"),
        ("account_reset_password_done", "Regardez vos courriels"),
        ("account_reset_password_from_key_done", "changé"),
    ],
)
def test_the_pages_of_the_entrance_stand(client: CastClient, name: str, words: str) -> None:
    page = client.get(reverse(name))

    assert page.status_code == 200
    assert words in page.content.decode()


def test_a_recovery_code_serves_once(client: CastClient, association_a: Any) -> None:
    user = make_user("Zoé", password=PASSWORD)
    give_mandate(user, Role.CASEWORKER, association_a)
    type_password(client, user)
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": Phone(client.session["mfa.totp.secret"]).code()})
    code = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    opened = []
    for _ in range(2):
        other = CastClient()
        type_password(other, user)
        type_code(other, code)
        opened.append(other.get(reverse("accounts:mine")).status_code == 200)

    assert opened == [True, False]


def test_too_many_attempts_get_a_page_that_says_to_wait(client: CastClient) -> None:
    for _ in range(21):
        response = client.post(reverse("account_reset_password"), {"email": f"a{_}@exemple.test"})

    assert response.status_code == 429
    assert "Attendez quelques minutes" in response.content.decode()
