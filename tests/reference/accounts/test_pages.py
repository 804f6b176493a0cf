"""My account, my devices, the team, and confirming who I am."""

from __future__ import annotations

import sys
import types
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, reverse

from maillage.foundation.access.declaration import signed_in
from maillage.foundation.access.models import Session
from maillage.foundation.access.roles import Role
from maillage.foundation.access.stepup import requires_fresh
from maillage.reference.accounts import services
from maillage.reference.accounts.devices import coarse_device, describe_device
from maillage.reference.accounts.models import Mandate
from tests.cast import TODAY, CastClient, actor_of, give_mandate, make_organisation, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "quatre mots sans rapport"


def test_my_account_shows_my_roles(client: CastClient, iris: Any) -> None:
    page = client.as_(iris).get(reverse("accounts:mine")).content.decode()

    assert "intervenante sociale" in page
    assert "droit santé" in page


def test_somebody_without_a_role_learns_whom_to_ask(client: CastClient) -> None:
    page = client.as_(make_user()).get(reverse("accounts:mine")).content.decode()

    assert "Aucun rôle en cours" in page


def test_my_language_is_kept(client: CastClient, alice: Any) -> None:
    response = client.as_(alice).post(reverse("accounts:set_language"), {"language": "en"})

    alice.refresh_from_db()
    assert alice.language == "en"
    assert response.cookies[django_settings.LANGUAGE_COOKIE_NAME].value == "en"


def test_an_unknown_language_changes_nothing(client: CastClient, alice: Any) -> None:
    client.as_(alice).post(reverse("accounts:set_language"), {"language": "eo"})

    alice.refresh_from_db()
    assert alice.language == "fr"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0", "Firefox, ordinateur"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 13_4 like Mac OS X) AppleWebKit/605 Version/13.1 Mobile Safari/604.1", "Safari, téléphone"),
        ("Mozilla/5.0 (Linux; Android 10) AppleWebKit/537 Chrome/81.0 Mobile Safari/537", "Chrome, téléphone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/81.0 Safari/537 Edg/81.0", "Edge, ordinateur"),
        ("Mozilla/5.0 (iPad; CPU OS 13_4) AppleWebKit/605 Safari/604.1", "Safari, tablette"),
        ("", "navigateur, ordinateur"),
    ],
)
def test_a_device_is_told_in_two_words(user_agent: str, words: str) -> None:
    assert describe_device(coarse_device(user_agent)) == words


def test_a_session_from_before_the_label_is_an_unknown_device() -> None:
    assert describe_device("") == "navigateur, appareil inconnu"


def test_my_devices_are_listed(client: CastClient, alice: Any) -> None:
    hers = client.as_(alice)

    page = hers.get(reverse("accounts:devices")).content.decode()

    assert "ici, maintenant" in page


def test_each_with_the_device_that_signed_in(client: CastClient, worker: Any) -> None:
    firefox = CastClient(headers={"user-agent": "Mozilla/5.0 (Android 10; Mobile; rv:81.0) Gecko/81.0 Firefox/81.0"})
    firefox.post(reverse("account_login"), {"login": worker.email, "password": PASSWORD})

    page = firefox.get(reverse("accounts:devices")).content.decode()

    assert "Firefox, téléphone" in page


def test_the_page_of_devices_shows_no_cookie(client: CastClient, alice: Any) -> None:
    hers = client.as_(alice)

    page = hers.get(reverse("accounts:devices")).content.decode()

    assert hers.cookies[django_settings.SESSION_COOKIE_NAME].value not in page


def test_i_close_another_of_my_sessions(client: CastClient, alice: Any) -> None:
    lost, here = client.as_(alice), client.as_(alice)
    row = Session.objects.exclude(pk=_row_of(here).pk).get()

    here.post(reverse("accounts:end_device"), {"session": row.key_hash})

    assert lost.get(reverse("accounts:mine")).status_code == 302


def _row_of(client: Any) -> Session:
    from maillage.foundation.access.session_store import hash_key

    return Session.objects.get(pk=hash_key(client.cookies[django_settings.SESSION_COOKIE_NAME].value))


def test_nobody_closes_somebody_else_s(client: CastClient, alice: Any, charlie: Any) -> None:
    hers, his = client.as_(alice), client.as_(charlie)

    response = his.post(reverse("accounts:end_device"), {"session": _row_of(hers).key_hash})

    assert response.status_code == 404
    assert hers.get(reverse("accounts:mine")).status_code == 200


def test_i_close_all_the_others_at_once(client: CastClient, alice: Any) -> None:
    others, here = [client.as_(alice), client.as_(alice)], client.as_(alice)

    here.post(reverse("accounts:end_other_devices"))

    assert [other.get(reverse("accounts:mine")).status_code for other in others] == [302, 302]
    assert here.get(reverse("accounts:mine")).status_code == 200


def test_an_idle_session_is_asked_to_sign_in_again(client: CastClient, alice: Any, clock: Any) -> None:
    hers = client.as_(alice)
    clock.shift(timedelta(minutes=30))

    response = hers.get(reverse("accounts:mine"))

    assert response.url.startswith(reverse("account_login"))


def test_signed_in_pages_are_kept_by_no_cache(client: CastClient, alice: Any) -> None:
    assert client.as_(alice).get(reverse("accounts:mine")).headers["Cache-Control"] == "no-store"


# The team


def test_a_manager_sees_her_team(client: CastClient, hugo: Any, alice: Any, charlie: Any) -> None:
    page = client.as_(hugo).get(reverse("team:list")).content.decode()

    assert "Alice" in page
    assert "Charlie" not in page


def test_a_delegate_sees_the_state_s_roles_and_no_worker(client: CastClient, dana: Any, jean: Any, alice: Any) -> None:
    page = client.as_(dana).get(reverse("team:list")).content.decode()

    assert "Jean" in page
    assert "Alice" not in page


def test_a_caseworker_has_no_team_page(client: CastClient, alice: Any) -> None:
    assert client.as_(alice).get(reverse("team:list")).status_code == 403


def test_a_manager_ends_a_mandate_from_the_page(client: CastClient, hugo: Any, alice: Any) -> None:
    mandate = Mandate.unscoped.get(user=alice)

    client.as_(hugo).post(reverse("team:end_mandate", kwargs={"pk": mandate.pk}), {"reason": "left"})

    assert actor_of(alice).mandates == ()


def test_without_a_reason_nothing_ends(client: CastClient, hugo: Any, alice: Any) -> None:
    mandate = Mandate.unscoped.get(user=alice)

    response = client.as_(hugo).post(reverse("team:end_mandate", kwargs={"pk": mandate.pk}), {})

    assert response.status_code == 422
    assert actor_of(alice).mandates


def test_a_rule_that_refuses_is_told_on_the_page(client: CastClient, hugo: Any) -> None:
    mandate = Mandate.unscoped.get(user=hugo)

    page = client.as_(hugo).post(reverse("team:end_mandate", kwargs={"pk": mandate.pk}), {"reason": "left"})

    assert "dernière personne responsable" in page.content.decode()


def test_a_mandate_of_another_association_is_a_404(client: CastClient, hugo: Any, charlie: Any) -> None:
    mandate = Mandate.unscoped.get(user=charlie)

    assert client.as_(hugo).get(reverse("team:end_mandate", kwargs={"pk": mandate.pk})).status_code == 404


def test_a_manager_closes_an_account_from_the_page(client: CastClient, hugo: Any, alice: Any) -> None:
    mandate = Mandate.unscoped.get(user=alice)

    client.as_(hugo).post(reverse("team:disable_account", kwargs={"pk": mandate.pk}))

    alice.refresh_from_db()
    assert not alice.is_active


def test_an_invitation_is_sent_again_or_cancelled_from_the_page(client: CastClient, hugo: Any, association_a: Any) -> None:
    from tests.reference.accounts.test_invitations import invite

    invitation = invite(actor_of(hugo), association_a)
    hers = client.as_(hugo)

    hers.post(reverse("team:send_again", kwargs={"pk": invitation.pk}))
    hers.post(reverse("team:cancel_invitation", kwargs={"pk": invitation.pk}))

    invitation.refresh_from_db()
    assert invitation.cancelled_at is not None


def test_the_team_page_asks_as_many_questions_whatever_its_size(
    client: CastClient, hugo: Any, association_a: Any, django_assert_max_num_queries: Any
) -> None:
    for _ in range(25):
        give_mandate(make_user(), Role.CASEWORKER, association_a)
    hers = client.as_(hugo)

    with django_assert_max_num_queries(10):
        hers.get(reverse("team:list"))


def test_so_does_the_page_that_invites(client: CastClient, dana: Any, django_assert_max_num_queries: Any) -> None:
    for _ in range(25):
        make_organisation()
    hers = client.as_(dana)

    with django_assert_max_num_queries(12):
        hers.get(reverse("team:invite"))


# Confirming who I am


@signed_in("a sensitive page of the tests")
@requires_fresh
def _sensitive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("fait")


@pytest.fixture
def sensitive(settings: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """A page that asks for a fresh proof."""
    module = types.ModuleType("tests_sensitive_urls")
    module.urlpatterns = [path("", include(settings.ROOT_URLCONF)), path("sensible/", _sensitive, name="sensitive")]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    settings.ROOT_URLCONF = module.__name__
    return "/sensible/"


def signed_in_by_password(user: Any) -> CastClient:
    client = CastClient()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


@pytest.fixture
def worker(association_a: Any) -> Any:
    user = make_user("Zoé", password=PASSWORD)
    give_mandate(user, Role.CASEWORKER, association_a)
    return user


def test_who_has_just_signed_in_is_not_asked_again(sensitive: str, worker: Any) -> None:
    assert signed_in_by_password(worker).get(sensitive).content == b"fait"


def test_five_minutes_later_she_is(sensitive: str, worker: Any, clock: Any) -> None:
    hers = signed_in_by_password(worker)
    clock.shift(timedelta(minutes=5))

    response = hers.get(sensitive, follow=True)

    assert [hop for hop, _status in response.redirect_chain] == [
        "/compte/confirmer/?next=%2Fsensible%2F",
        "/compte/verifier/?next=%2Fsensible%2F",
    ]


def test_her_password_lets_her_through_and_brings_her_back(sensitive: str, worker: Any, clock: Any) -> None:
    hers = signed_in_by_password(worker)
    clock.shift(timedelta(minutes=5))

    response = hers.post("/compte/verifier/?next=%2Fsensible%2F", {"password": PASSWORD, "next": sensitive}, follow=True)

    assert response.content == b"fait"


def test_where_there_is_a_second_factor_a_password_no_longer_counts(sensitive: str, worker: Any, clock: Any) -> None:
    from tests.reference.accounts.test_signing_in import phone_of

    hers = signed_in_by_password(worker)
    phone_of(hers, worker)
    clock.shift(timedelta(minutes=5))

    response = hers.post("/compte/verifier/?next=%2Fsensible%2F", {"password": PASSWORD, "next": sensitive})

    assert response.url.startswith(reverse("mfa_reauthenticate"))


def test_what_was_posted_too_late_is_kept_nowhere(sensitive: str, worker: Any, clock: Any) -> None:
    hers = signed_in_by_password(worker)
    clock.shift(timedelta(minutes=5))

    hers.post(sensitive, {"secret": "canari"})

    assert "canari" not in str(dict(hers.session.items()))


def test_in_the_demonstration_a_click_is_enough(sensitive: str, settings: Any, client: CastClient, alice: Any) -> None:
    settings.MAILLAGE_DEMO = True
    hers = client.as_(alice)
    asked = hers.get(sensitive, follow=True).content.decode()

    response = hers.post("/compte/confirmer/", {"next": sensitive}, follow=True)

    assert "Dans la démonstration" in asked
    assert response.content == b"fait"


def test_nobody_is_led_elsewhere_by_a_confirmation(settings: Any, client: CastClient, alice: Any) -> None:
    settings.MAILLAGE_DEMO = True

    response = client.as_(alice).post("/compte/confirmer/", {"next": "https://ailleurs.test/"})

    assert response.url == reverse("accounts:mine")


# The demonstration


def test_outside_the_demonstration_nobody_enters_without_proof(rf: Any, alice: Any) -> None:
    with pytest.raises(PermissionError):
        services.sign_in_demo(rf.get("/"), alice)


def test_inside_one_enters_as_anybody(client: CastClient, settings: Any, rf: Any, alice: Any) -> None:
    from django.contrib.auth.models import AnonymousUser

    from maillage.foundation.access.session_store import SessionStore
    from maillage.foundation.kernel.moment import read_moment

    settings.MAILLAGE_DEMO = True
    request = rf.get("/")
    request.session, request.moment, request.user = SessionStore(), read_moment(), AnonymousUser()

    services.sign_in_demo(request, alice)

    assert request.user == alice
    assert request.session["_auth_user_id"] == str(alice.pk)


def test_an_expired_mandate_closes_the_page_at_the_next_request(client: CastClient, hugo: Any) -> None:
    hers = client.as_(hugo)
    Mandate.unscoped.filter(user=hugo).update(ends_on=TODAY)

    assert hers.get(reverse("team:list")).status_code == 403
