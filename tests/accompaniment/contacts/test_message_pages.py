"""The pages of messages: what she would read is seen before it leaves; what did not arrive is one click away."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.contacts.models import Message, MessageHold
from maillage.accompaniment.contacts.services.departing import depart
from maillage.accompaniment.contacts.services.messages import send_message
from maillage.core.departures import State
from maillage.foundation.kernel.moment import Moment
from tests.accompaniment.contacts.test_messages import NEWS, Double, operator  # noqa: F401
from tests.accompaniment.making import change_rule, make_person, moment_at
from tests.cast import NOW, TODAY, actor_of
from tests.doubles.sms_gateway import SECRET, signed

pytestmark = pytest.mark.django_db
ASKED = {"modele": "news", "voie": "sms"}


@pytest.fixture
def person(alice: Any) -> Any:
    person = make_person(alice, pseudonym="Lune", safe_contact="")
    ways = {"phone": "allowed", "sms": "allowed"}
    change_rule(alice, person, moment=moment_at(8), ways=ways, number="06 11 22 33 44", alias="Sophie")
    return person


def left(alice: Any, person: Any) -> Message:
    moment = Moment(now=NOW, today=TODAY)
    message: Message = send_message(actor=actor_of(alice), moment=moment, person=person, draft=NEWS)
    depart(message.pk, moment=moment)
    message.refresh_from_db()
    return message


def page(name: str, obj: Any) -> str:
    return reverse(f"contacts:{name}", args=[obj.pk])


def test_the_message_is_seen_before_it_leaves(client: Any, alice: Any, person: Any, operator: Double) -> None:  # noqa: F811
    answer = client.as_(alice).get(page("write_message", person), ASKED)

    assert "prendre des nouvelles. Bonne journée. Sophie" in answer.content.decode()
    assert "Envoyer maintenant" in answer.content.decode()
    assert not Message.unscoped.exists()


def test_the_page_of_a_message_shows_no_number(client: Any, alice: Any, person: Any, operator: Double) -> None:  # noqa: F811
    answer = client.as_(alice).get(page("write_message", person), ASKED)

    assert "33 44" not in answer.content.decode()


def test_sent_it_is_on_its_way_and_the_page_says_so(client: Any, alice: Any, person: Any, operator: Double) -> None:  # noqa: F811
    answer = client.as_(alice).post(page("write_message", person), ASKED, follow=True)

    assert "Le message est prêt" in answer.content.decode()
    assert len(operator.given) == 1


def test_what_is_typed_wrong_comes_back_with_its_reason(client: Any, alice: Any, person: Any, operator: Double) -> None:  # noqa: F811
    answer = client.as_(alice).get(page("write_message", person), {"modele": "as_agreed", "voie": "sms"})

    assert "donnez-les tous les deux" in answer.content.decode()


def test_what_is_refused_leaves_nothing_behind(client: Any, alice: Any, person: Any, operator: Double) -> None:  # noqa: F811
    change_rule(alice, person, seen=2, moment=moment_at(8, 30), ways={"phone": "allowed", "sms": "forbidden"}, number="06 11 22 33 44")

    answer = client.as_(alice).post(page("write_message", person), ASKED)

    assert answer.status_code == 422
    assert not Message.unscoped.exists()


def test_one_click_holds_her_messages_and_another_lets_them_leave(client: Any, alice: Any, person: Any) -> None:
    client.as_(alice).post(page("hold_messages", person))
    held = client.as_(alice).get(page("messages", person)).content.decode()
    client.as_(alice).post(page("release_messages", person))

    assert "Ses messages sont retenus" in held
    assert not MessageHold.unscoped.filter(ended_on=None).exists()


def test_her_messages_say_what_became_of_them(client: Any, alice: Any, person: Any, operator: Double) -> None:  # noqa: F811
    left(alice, person)

    answer = client.as_(alice).get(page("messages", person)).content.decode()

    assert "Prendre de ses nouvelles" in answer
    assert "parti" in answer


def test_a_message_that_waits_is_cancelled_in_one_click(client: Any, alice: Any, person: Any, operator: Double) -> None:  # noqa: F811
    message: Message = send_message(actor=actor_of(alice), moment=moment_at(15), person=person, draft=NEWS)

    client.as_(alice).post(page("cancel_message", message), {"version": message.version})

    message.refresh_from_db()
    assert message.state == State.CANCELLED


def test_what_did_not_arrive_leads_to_what_can_be_done(client: Any, alice: Any, person: Any, operator: Double) -> None:  # noqa: F811
    message = left(alice, person)

    answer = client.as_(alice).post(page("lose_message", message), follow=True)

    assert "Lui écrire de nouveau" in answer.content.decode()


def test_what_did_not_arrive_waits_in_the_list_until_somebody_says_what_was_done(
    client: Any,
    alice: Any,
    person: Any,
    operator: Double,  # noqa: F811
) -> None:
    message = left(alice, person)
    client.as_(alice).post(page("lose_message", message))
    message.refresh_from_db()
    before = client.as_(alice).get(reverse("contacts:lost_messages")).content.decode()

    client.as_(alice).post(page("handle_message", message), {"how": "called", "version": message.version})

    assert "Lune" in before
    assert "Tous les messages sont arrivés" in client.as_(alice).get(reverse("contacts:lost_messages")).content.decode()


def test_written_again_the_first_is_dealt_with(client: Any, alice: Any, person: Any, operator: Double) -> None:  # noqa: F811
    message = left(alice, person)
    client.as_(alice).post(page("lose_message", message))
    message.refresh_from_db()

    client.as_(alice).post(page("write_message", person), {**ASKED, "suite": str(message.pk), "version": message.version})

    message.refresh_from_db()
    assert (message.handling, len(operator.given)) == ("resent", 2)


@pytest.mark.parametrize("name", ["messages", "write_message"])
def test_a_stranger_finds_nothing(client: Any, charlie: Any, person: Any, name: str) -> None:
    assert client.as_(charlie).get(page(name, person)).status_code == 404


@pytest.mark.parametrize("name", ["cancel_message", "lose_message", "handle_message"])
def test_a_stranger_moves_nothing(client: Any, alice: Any, charlie: Any, person: Any, operator: Double, name: str) -> None:  # noqa: F811
    message = left(alice, person)

    assert client.as_(charlie).post(page(name, message)).status_code == 404


# The operator


def say(client: Any, body: Any, *, signature: str | None = None) -> Any:
    sent = json.dumps(body).encode() if not isinstance(body, bytes) else body
    head = {"x-signature": signed(sent) if signature is None else signature}
    return client.post(reverse("contacts:hear_gateway"), data=sent, content_type="application/json", headers=head)


@pytest.fixture
def heard(settings: Any) -> None:
    settings.MAILLAGE_SMS_SECRET = SECRET


@pytest.mark.usefixtures("heard")
def test_the_operator_is_heard_without_signing_in(client: Any, alice: Any, person: Any, operator: Double) -> None:  # noqa: F811
    message = left(alice, person)

    answer = say(client, {"id": message.reference, "status": "bounced"})

    message.refresh_from_db()
    assert (answer.status_code, message.state) == (202, State.BOUNCED)


@pytest.mark.usefixtures("heard")
def test_what_is_unknown_is_answered_as_what_is_known(client: Any) -> None:
    answer = say(client, {"id": "sms-of-nobody", "status": "delivered"})

    assert (answer.status_code, answer.content) == (202, b"")


@pytest.mark.usefixtures("heard")
def test_what_is_not_signed_is_refused(client: Any) -> None:
    assert say(client, {"id": "sms-1", "status": "bounced"}, signature="0" * 64).status_code == 403


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("body", [b"", b"[]", b"{", {"id": "x"}, {"id": "x", "status": "eaten"}])
def test_what_has_no_shape_is_refused(client: Any, body: Any) -> None:
    assert say(client, body).status_code == 400


@pytest.mark.usefixtures("heard")
def test_what_is_too_long_is_refused(client: Any) -> None:
    assert say(client, {"id": "x" * 5000, "status": "bounced"}).status_code == 403
