"""What every sender promises: it hands over once, refuses in a word, and shows nothing of what it carries."""

from __future__ import annotations

import smtplib
import socket
import threading
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from maillage.foundation.notifications.senders import Kind, NotAccepted, Outbound, Receipt, sender_for
from maillage.foundation.notifications.senders.gateway import GatewaySender, international, is_signed
from tests.doubles.sms_gateway import SECRET, TOKEN, Gateway, running_gateway, signed

OUTBOUND = Outbound(key=uuid.UUID(int=7), to="06 11 22 33 44", text="Bonjour. Sophie", signed="Sophie")


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    with running_gateway() as gateway:
        settings.MAILLAGE_SENDERS = {"sms": "gateway", "mail": "smtp"}
        settings.MAILLAGE_SMS_URL, settings.MAILLAGE_SMS_FROM = gateway.url, "38000"
        settings.MAILLAGE_SMS_TOKEN, settings.MAILLAGE_SMS_SECRET = TOKEN, SECRET
        yield gateway


def test_the_gateway_is_given_the_number_the_text_and_who_sends(gateway: Gateway) -> None:
    receipt = sender_for(Kind.SMS).send(OUTBOUND)

    assert list(gateway.kept.values()) == [{"to": "+33611223344", "from": "38000", "text": "Bonjour. Sophie"}]
    assert receipt == Receipt(reference=gateway.reference(str(OUTBOUND.key)))


def test_the_same_message_sent_again_is_one_message(gateway: Gateway) -> None:
    sender_for(Kind.SMS).send(OUTBOUND)
    sender_for(Kind.SMS).send(OUTBOUND)

    assert (len(gateway.kept), gateway.requests) == (1, 2)


@pytest.mark.parametrize(("code", "again"), [(400, False), (401, False), (429, True), (503, True), (307, False)])
def test_what_the_gateway_refuses_is_tried_again_only_when_it_may_pass_later(gateway: Gateway, code: int, again: bool) -> None:
    gateway.answers = [code]

    with pytest.raises(NotAccepted) as refused:
        sender_for(Kind.SMS).send(OUTBOUND)

    assert refused.value.again is again


def test_a_number_and_a_text_never_follow_a_redirection(gateway: Gateway) -> None:
    gateway.answers = [307]

    with pytest.raises(NotAccepted):
        sender_for(Kind.SMS).send(OUTBOUND)

    assert gateway.requests == 1


def test_nobody_at_the_other_end_is_for_later(settings: Any, gateway: Gateway) -> None:
    settings.MAILLAGE_SMS_URL = "http://127.0.0.1:9/"

    with pytest.raises(NotAccepted) as refused:
        sender_for(Kind.SMS).send(OUTBOUND)

    assert refused.value.again


def test_an_answer_that_is_no_http_is_for_later(settings: Any, gateway: Gateway) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        settings.MAILLAGE_SMS_URL = f"http://127.0.0.1:{mute.getsockname()[1]}/"
        answering = threading.Thread(target=_say, args=(mute, b"bonjour\r\n\r\n"))
        answering.start()

        with pytest.raises(NotAccepted) as refused:
            sender_for(Kind.SMS).send(OUTBOUND)
        answering.join()

    assert refused.value.again


def _say(mute: socket.socket, words: bytes) -> None:
    caller, _address = mute.accept()
    with caller:
        caller.recv(65_536)
        caller.sendall(words)


def test_a_refusal_quotes_neither_number_nor_text(gateway: Gateway) -> None:
    gateway.answers = [400]

    with pytest.raises(NotAccepted) as refused:
        sender_for(Kind.SMS).send(OUTBOUND)

    assert str(refused.value) == "http_400"


@pytest.mark.parametrize("url", ["http://passerelle.exemple/", "ftp://127.0.0.1:9/", ""])
def test_a_gateway_in_clear_is_refused(settings: Any, gateway: Gateway, url: str) -> None:
    settings.MAILLAGE_SMS_URL = url

    with pytest.raises(ImproperlyConfigured):
        GatewaySender()


@pytest.mark.parametrize("missing", ["MAILLAGE_SMS_TOKEN", "MAILLAGE_SMS_SECRET"])
def test_a_gateway_without_its_secrets_is_refused(settings: Any, gateway: Gateway, missing: str) -> None:
    setattr(settings, missing, "")

    with pytest.raises(ImproperlyConfigured):
        GatewaySender()


@pytest.mark.parametrize(
    ("typed", "sent"), [("06 11 22 33 44", "+33611223344"), ("+212 6 11", "+212611"), ("0040 711", "+40711"), (" +40 711", "+40711")]
)
def test_a_number_is_given_as_operators_want_it(typed: str, sent: str) -> None:
    assert international(typed) == sent


def test_what_the_gateway_says_later_is_signed(gateway: Gateway) -> None:
    assert is_signed(b"{}", signed(b"{}"))


@pytest.mark.parametrize("signature", ["", "é", "0" * 64])
def test_what_is_not_signed_by_the_gateway_is_not_heard(gateway: Gateway, signature: str) -> None:
    assert not is_signed(b"{}", signature)


def test_without_a_secret_nobody_is_heard(settings: Any) -> None:
    settings.MAILLAGE_SMS_SECRET = ""

    assert not is_signed(b"{}", signed(b"{}", secret=""))


def test_a_mail_leaves_from_a_neutral_address_under_the_alias(gateway: Gateway, settings: Any, mailoutbox: list[Any]) -> None:
    settings.MAILLAGE_NEUTRAL_FROM = "bonjour@exemple.test"

    sender_for(Kind.MAIL).send(Outbound(key=OUTBOUND.key, to="lune@exemple.test", text="Bonjour. Sophie", signed="Sophie"))

    assert [(each.subject, each.from_email, each.to) for each in mailoutbox] == [
        ("Sophie", "Sophie <bonjour@exemple.test>", ["lune@exemple.test"])
    ]


@pytest.mark.parametrize(("code", "again"), [(450, True), (550, False)])
def test_a_mail_refused_for_good_is_not_tried_again(gateway: Gateway, monkeypatch: pytest.MonkeyPatch, code: int, again: bool) -> None:
    def refuse(*args: Any) -> None:
        raise smtplib.SMTPRecipientsRefused({"lune@exemple.test": (code, b"no")})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)

    with pytest.raises(NotAccepted) as refused:
        sender_for(Kind.MAIL).send(OUTBOUND)

    assert (refused.value.again, str(refused.value)) == (again, "recipient")


def test_a_mail_server_that_is_down_is_for_later(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any) -> None:
        raise ConnectionRefusedError("lune@exemple.test")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)

    with pytest.raises(NotAccepted) as refused:
        sender_for(Kind.MAIL).send(OUTBOUND)

    assert (refused.value.again, str(refused.value)) == (True, "ConnectionRefusedError")


def test_the_console_shows_neither_number_nor_word(capsys: pytest.CaptureFixture[str]) -> None:
    receipt = sender_for(Kind.SMS).send(OUTBOUND)

    assert (capsys.readouterr().err, receipt.final) == ("maillage: a message of 15 signs would have left.\n", True)


def test_a_sender_that_does_not_exist_is_said_at_once(settings: Any) -> None:
    settings.MAILLAGE_SENDERS = {"sms": "pigeon"}

    with pytest.raises(ImproperlyConfigured):
        sender_for(Kind.SMS)
