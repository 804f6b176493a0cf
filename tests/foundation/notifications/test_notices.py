"""Telling, mailing, reading (security.md T1, product.md C7, C8)."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.notifications import services, tasks, topics
from maillage.foundation.notifications.models import Notice
from maillage.foundation.notifications.selectors import lines, notices_for, unread_count
from tests.cast import NOW, TODAY, actor_of

pytestmark = pytest.mark.django_db
CANARY = uuid.UUID("ca7a41ca-7a41-4ca7-a41c-a7a41ca7a41c")
DAY = date(2020, 6, 2)
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def _tell(topic, *users, **more):
    facts = {"count": 2, "day": DAY, **more}
    return services.notify(topic=topic, user_ids=[user.pk for user in users], today=TODAY, **facts)


@pytest.fixture
def queued(settings):
    """Tasks wait in the database, as in a real installation."""
    settings.TASKS = QUEUE
    return DBTaskResult.objects


@pytest.fixture
def broken_server(monkeypatch):
    """A mail server that answers nothing."""

    def refuse(self, messages):
        raise ConnectionRefusedError("alice@exemple.test")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)


def test_each_user_is_told_once(told, alice):
    _tell(told, alice, alice)

    assert Notice.unscoped.filter(user_id=alice.pk).count() == 1


def test_a_notice_stores_no_text(told, alice):
    notice = _tell(told, alice)[0]

    assert {field.name for field in Notice._meta.get_fields() if field.get_internal_type() == "TextField"} == set()
    assert notice.topic == "essai.attente"


def test_a_mail_says_the_sentence_and_never_where_it_leads(told, alice, settings):
    settings.MAILLAGE_ADDRESS = "https://maillage.exemple.test/"

    _tell(told, alice, link_name="notifications:open", link_pk=CANARY)

    body = mail.outbox[0].body
    assert "Avant le 2 juin 2020, elles vous attendent." in body
    assert [line for line in body.splitlines() if "http" in line] == ["https://maillage.exemple.test/"]


def test_the_subject_of_a_mail_is_always_the_same(told, alice):
    _tell(told, alice)

    assert mail.outbox[0].subject == "Maillage : une nouvelle vous attend"


def test_the_subject_of_an_urgent_mail_says_only_that(urgent, alice):
    services.notify(topic=urgent, user_ids=[alice.pk], today=TODAY)

    assert mail.outbox[0].subject == "Maillage : une nouvelle urgente vous attend"


def test_no_topic_of_any_room_lets_a_canary_pass(alice):
    alice.display_name = "CANARI-NOM"
    alice.save()

    for topic in topics.declared():
        services.notify(topic=topic, user_ids=[alice.pk], today=TODAY, count=7, day=DAY, link_name="notifications:open", link_pk=CANARY)

    sent = "".join(f"{message.subject}{message.body}{message.extra_headers}{message.message().as_string()}" for message in mail.outbox)
    assert len(mail.outbox) == len(topics.declared())
    assert not any(canary in sent for canary in ("CANARI", str(CANARY), CANARY.hex, str(alice.pk), alice.pk.hex))


@pytest.mark.parametrize("fact", [{"count": "Lune"}, {"count": True}, {"day": "chez Lune"}, {"day": NOW}])
def test_a_fact_is_a_number_or_a_day(told, alice, fact):
    with pytest.raises(TypeError):
        _tell(told, alice, **fact)


def test_a_topic_without_its_facts_tells_nobody(told, alice):
    with pytest.raises(ValueError):
        _tell(told, alice, count=None)

    assert not Notice.unscoped.exists()


def test_nothing_is_mailed_to_somebody_who_left(told, alice):
    alice.is_active = False
    alice.save()

    _tell(told, alice)

    assert mail.outbox == []


def test_the_mail_waits_in_the_transaction_of_the_act(told, alice, queued):
    with transaction.atomic():
        _tell(told, alice)
        transaction.set_rollback(True)

    assert not queued.exists()


def test_the_queue_holds_an_id_and_nothing_of_the_user(told, alice, queued):
    notice = _tell(told, alice)[0]

    assert queued.get().args_kwargs == {"args": [str(notice.pk)], "kwargs": {}}


def test_a_mail_that_does_not_leave_is_tried_again_later(told, alice, queued, broken_server):
    notice = _tell(told, alice)[0]

    assert tasks.mail_notice.call(str(notice.pk)) == "later"

    retried = queued.get(run_after=timezone.now() + timedelta(minutes=1))
    assert retried.args_kwargs["args"] == [str(notice.pk), 2]


def test_each_attempt_waits_twice_as_long(told, alice, queued, broken_server):
    notice = _tell(told, alice)[0]

    tasks.mail_notice.call(str(notice.pk), 4)

    assert queued.filter(run_after=timezone.now() + timedelta(minutes=8)).count() == 1


def test_the_last_attempt_fails_loudly_without_the_address(told, alice, queued, broken_server):
    notice = _tell(told, alice)[0]

    with pytest.raises(tasks.NotDelivered) as failure:
        tasks.mail_notice.call(str(notice.pk), tasks.ATTEMPTS)

    assert "alice" not in str(failure.value)


def test_a_mail_is_sent_once(told, alice):
    notice = _tell(told, alice)[0]

    assert tasks.mail_notice.call(str(notice.pk)) == "nothing to send"
    assert len(mail.outbox) == 1


def test_what_was_read_in_between_is_not_mailed(told, alice, queued):
    notice = _tell(told, alice)[0]
    services.mark_read(actor=actor_of(alice), notice_id=notice.pk, now=NOW, today=TODAY)

    assert tasks.mail_notice.call(str(notice.pk)) == "nothing to send"


def test_nobody_reads_the_news_of_somebody_else(told, alice, bob):
    _tell(told, alice)

    assert not notices_for(actor_of(bob), today=TODAY).exists()


def test_nobody_marks_the_news_of_somebody_else(told, alice, bob):
    notice = _tell(told, alice)[0]

    with pytest.raises(OutOfScope):
        services.mark_read(actor=actor_of(bob), notice_id=notice.pk, now=NOW, today=TODAY)


def test_the_first_reading_counts(told, alice):
    notice = _tell(told, alice)[0]
    services.mark_read(actor=actor_of(alice), notice_id=notice.pk, now=NOW, today=TODAY)

    again = services.mark_read(actor=actor_of(alice), notice_id=notice.pk, now=NOW + timedelta(hours=1), today=TODAY)

    assert again.read_at == NOW


def test_all_my_news_are_read_at_once_and_only_mine(told, alice, bob):
    _tell(told, alice, bob)

    assert services.mark_all_read(actor=actor_of(alice), now=NOW) == 1
    assert (unread_count(actor_of(alice), today=TODAY), unread_count(actor_of(bob), today=TODAY)) == (0, 1)


def test_the_unread_come_first_then_the_newest(told, alice):
    read, old, new = (_tell(told, alice)[0] for _notice in range(3))
    services.mark_read(actor=actor_of(alice), notice_id=read.pk, now=NOW, today=TODAY)
    Notice.unscoped.filter(pk=old.pk).update(created_on=date(2020, 5, 1))

    assert [notice.pk for notice in notices_for(actor_of(alice), today=TODAY)] == [new.pk, old.pk, read.pk]


def test_a_notice_of_a_vanished_topic_is_still_read(told, alice):
    notice = _tell(told, alice)[0]
    Notice.unscoped.filter(pk=notice.pk).update(topic="essai.disparu")

    assert lines(notices_for(actor_of(alice), today=TODAY))[0].head == "Une nouvelle d'un genre qui n'existe plus."


def test_old_notices_are_forgotten(told, alice):
    _tell(told, alice)

    assert services.forget_notices(before=date(2020, 5, 20)) == 1
