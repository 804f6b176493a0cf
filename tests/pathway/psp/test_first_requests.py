"""A first request becomes a PSP wish in one gesture: her file is opened if she has none, and nothing is typed again."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.intake.errors import ContactMissing
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import system_actor
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.ui.gestures import gestures_for
from maillage.foundation.vault import erase_subject
from maillage.pathway.psp.errors import AlreadyRunning, DateInFuture
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.services import wish_from_request
from tests.accompaniment.intake.making import REACHED, make_receptionist, note
from tests.cast import TODAY, actor_of

YESTERDAY = TODAY - timedelta(days=1)


def wish(worker: Any, request: Any, **more: Any) -> Any:
    return wish_from_request(actor=actor_of(worker), today=TODAY, request=request, **more)


def test_a_request_becomes_a_wish_and_a_file_at_once(alice: Any) -> None:
    request = note(alice, triage="leave", **REACHED)

    application = wish(alice, request)

    request.refresh_from_db()
    assert (application.person_id, application.state, application.wished_on) == (request.person_id, "wish", TODAY)
    assert (request.outcome, request.outcome_on) == ("wish_noted", TODAY)


def test_whoever_has_her_file_keeps_it(alice: Any) -> None:
    from maillage.accompaniment.intake.services import open_file_from_request

    request = note(alice, **REACHED)
    person = open_file_from_request(actor=actor_of(alice), today=TODAY, request=request)

    request.refresh_from_db()
    assert (wish(alice, request).person_id, Person.unscoped.count()) == (person.pk, 1)


def test_a_double_click_notes_one_wish(alice: Any) -> None:
    key, request = uuid.uuid4(), note(alice, **REACHED)

    first, second = wish(alice, request, key=key), wish(alice, request, key=key)

    assert (first.pk, Application.unscoped.count(), Person.unscoped.count()) == (second.pk, 1, 1)


def test_two_wishes_from_one_request_are_one_too_many(alice: Any) -> None:
    request = note(alice, **REACHED)
    wish(alice, request)

    with pytest.raises(AlreadyRunning):
        wish(alice, request)


def test_when_the_wish_is_refused_no_file_is_left_behind(alice: Any) -> None:
    with pytest.raises(ContactMissing):
        wish(alice, note(alice))
    with pytest.raises(DateInFuture):
        wish(alice, note(alice, **REACHED), wished_on=TODAY + timedelta(days=1))

    assert Person.unscoped.count() == 0


@pytest.mark.parametrize("who", ["charlie", "bob", "dana"])
def test_whoever_prepares_no_application_here_notes_no_wish(alice: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        wish(request.getfixturevalue(who), note(alice, **REACHED))


def test_reception_is_not_offered_the_gesture(alice: Any, association_a: Any) -> None:
    request, rachel = note(alice, **REACHED), make_receptionist(association_a)

    offered = [each.code for each in gestures_for("intake.request", actor_of(alice), request)]

    assert "psp.from_request" in offered
    assert "psp.from_request" not in [each.code for each in gestures_for("intake.request", actor_of(rachel), request)]


def test_the_gesture_says_why_it_is_no_longer_possible(alice: Any) -> None:
    request, forgotten = note(alice, **REACHED), note(alice, **REACHED)
    wish(alice, request)
    erase_subject(actor=system_actor(), subject=forgotten, today=TODAY)
    request.refresh_from_db()
    forgotten.refresh_from_db()

    reasons = [str(gestures_for("intake.request", actor_of(alice), each)[0].reason) for each in (request, forgotten)]

    assert "déjà commencée" in reasons[0]
    assert "effacé" in reasons[1]


def test_the_page_has_everything_filled_in_and_one_button_does_the_rest(client: Any, alice: Any) -> None:
    request, worker = note(alice, triage="leave", received_on=YESTERDAY, **REACHED), client.as_(alice)
    address = reverse("psp:from_request", args=[request.pk])

    form = worker.get(address).content.decode()
    answer = worker.post(address, {**REACHED, "wished_on": YESTERDAY.isoformat(), "key": str(uuid.uuid4())})

    application = Application.unscoped.get()
    assert 'value="Lune"' in form
    assert f'value="{YESTERDAY.isoformat()}"' in form
    assert (answer.headers["location"], application.wished_on) == (reverse("psp:application", args=[application.pk]), YESTERDAY)


def test_the_page_asks_only_the_day_when_she_has_a_file_and_shows_a_refusal(client: Any, alice: Any) -> None:
    request, worker = note(alice, **REACHED), client.as_(alice)
    wish(alice, request)
    address = reverse("psp:from_request", args=[request.pk])

    form, refused, missing = worker.get(address), worker.post(address, {"wished_on": TODAY.isoformat()}), worker.post(address, {})

    assert 'name="pseudonym"' not in form.content.decode()
    assert (refused.status_code, missing.status_code) == (422, 422)


@pytest.mark.parametrize(("who", "status"), [("charlie", 404), ("bob", 404), ("dana", 404)])
def test_a_stranger_finds_no_page(client: Any, alice: Any, who: str, status: int, request: pytest.FixtureRequest) -> None:
    address = reverse("psp:from_request", args=[note(alice, **REACHED).pk])

    assert client.as_(request.getfixturevalue(who)).get(address).status_code == status


def test_a_forgotten_request_offers_an_empty_form(client: Any, alice: Any) -> None:
    request = note(alice, **REACHED)
    erase_subject(actor=system_actor(), subject=request, today=TODAY)

    assert "Lune" not in client.as_(alice).get(reverse("psp:from_request", args=[request.pk])).content.decode()
