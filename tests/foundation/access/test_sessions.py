"""Sessions: what ends them, and what a stolen database gives."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError

from maillage.foundation.access.models import Session
from maillage.foundation.access.session_store import (
    SessionStore,
    end_session,
    end_sessions,
    hash_key,
    open_sessions,
)
from tests.cast import NOW, CastClient, make_user

pytestmark = pytest.mark.django_db
IDLE = timedelta(seconds=settings.MAILLAGE_IDLE_SECONDS)
ABSOLUTE = timedelta(seconds=settings.SESSION_COOKIE_AGE)


@pytest.fixture
def user() -> Any:
    return make_user("Zoé")


@pytest.fixture
def signed_in(client: CastClient, user: Any) -> CastClient:
    return client.as_(user)


def cookie_of(client: Any) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def is_signed_in(key: str) -> bool:
    return "_auth_user_id" in SessionStore(key)


def test_a_session_opens_with_its_cookie(signed_in: CastClient) -> None:
    assert is_signed_in(cookie_of(signed_in))


def test_the_database_never_holds_the_cookie(signed_in: CastClient) -> None:
    row = Session.objects.get()

    assert cookie_of(signed_in) not in f"{row.key_hash} {row.data}"


def test_what_the_database_holds_is_no_cookie(signed_in: CastClient) -> None:
    stolen = Session.objects.get().key_hash

    assert not is_signed_in(stolen)


def test_an_unknown_cookie_is_not_adopted(db: None) -> None:
    store = SessionStore("chosen-by-an-attacker-0123456789ab")

    store["seen"] = True
    store.save()

    assert store.session_key != "chosen-by-an-attacker-0123456789ab"


@pytest.mark.parametrize(("pause", "open_still"), [(IDLE - timedelta(seconds=1), True), (IDLE, False)])
def test_a_session_ends_after_thirty_idle_minutes(signed_in: CastClient, clock: Any, pause: timedelta, open_still: bool) -> None:
    clock.shift(pause)

    assert is_signed_in(cookie_of(signed_in)) is open_still


def test_using_a_session_keeps_it_open(signed_in: CastClient, clock: Any) -> None:
    for _ in range(3):
        clock.shift(IDLE - timedelta(minutes=2))
        SessionStore(cookie_of(signed_in)).load()

    assert is_signed_in(cookie_of(signed_in))


def test_even_in_use_a_session_ends_after_eight_hours(signed_in: CastClient, clock: Any) -> None:
    for _ in range(24):
        clock.shift(timedelta(minutes=20))
        SessionStore(cookie_of(signed_in)).load()

    assert not is_signed_in(cookie_of(signed_in))


def test_an_ended_session_leaves_no_row(signed_in: CastClient, clock: Any) -> None:
    clock.shift(ABSOLUTE)

    is_signed_in(cookie_of(signed_in))

    assert not Session.objects.exists()


def test_last_seen_is_written_at_most_once_a_minute(signed_in: CastClient, clock: Any) -> None:
    clock.shift(timedelta(seconds=59))
    SessionStore(cookie_of(signed_in)).load()

    assert Session.objects.get().last_seen_at == NOW


def test_last_seen_is_written_after_a_minute(signed_in: CastClient, clock: Any) -> None:
    clock.shift(timedelta(seconds=60))
    SessionStore(cookie_of(signed_in)).load()

    assert Session.objects.get().last_seen_at == NOW + timedelta(seconds=60)


def test_signing_in_changes_the_cookie(client: CastClient, user: Any) -> None:
    client.session.save()
    anonymous = client.session
    anonymous["step"] = 1
    anonymous.save()
    before = anonymous.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = before

    client.force_login(user)

    assert cookie_of(client) != before
    assert not SessionStore().exists(before)


def test_signing_out_ends_the_session_on_the_server(signed_in: CastClient) -> None:
    replayed = cookie_of(signed_in)

    signed_in.logout()

    assert not is_signed_in(replayed)


def test_a_session_ended_elsewhere_is_not_written_again(signed_in: CastClient) -> None:
    here = SessionStore(cookie_of(signed_in))
    here["draft"] = 1
    Session.objects.all().delete()

    with pytest.raises(UpdateError):
        here.save()


def test_a_user_sees_only_her_own_open_sessions(signed_in: CastClient, user: Any, clock: Any) -> None:
    signed_in.as_(make_user("Autre"))
    signed_in.as_(user)

    mine = open_sessions(user_id=user.pk, current_key=cookie_of(signed_in), now=NOW)

    assert sorted(session.current for session in mine) == [False, True]


def test_a_user_cannot_end_somebody_else_s_session(signed_in: CastClient) -> None:
    stranger = make_user("Autre")

    ended = end_session(user_id=stranger.pk, key_hash=hash_key(cookie_of(signed_in)))

    assert not ended
    assert is_signed_in(cookie_of(signed_in))


def test_ending_all_the_others_keeps_this_one(signed_in: CastClient, user: Any) -> None:
    other = signed_in.as_(user)

    ended = end_sessions(user_id=user.pk, except_key=cookie_of(signed_in))

    assert ended == 1
    assert is_signed_in(cookie_of(signed_in))
    assert not is_signed_in(cookie_of(other))


def test_old_sessions_are_swept_when_a_new_one_begins(signed_in: CastClient, clock: Any) -> None:
    clock.shift(IDLE)

    signed_in.as_(make_user("Autre"))

    assert Session.objects.count() == 1
