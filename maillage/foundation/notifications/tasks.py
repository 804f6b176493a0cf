"""Mail: neutral, without anything that a glance at a locked screen could betray; tried again when it does not leave."""

from __future__ import annotations

import smtplib
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext
from django_tasks import task

from maillage.foundation.notifications.models import Notice
from maillage.foundation.notifications.topics import Topic, find

ATTEMPTS = 8
FIRST_WAIT = timedelta(minutes=1)


class NotDelivered(Exception):
    """The mail server refused every attempt. Names neither the address nor the notice."""


@task()
def mail_notice(notice_id: str, attempt: int = 1) -> str:
    """Send the mail of one notice, unless it was read or sent in between. Answers what became of it.

    A failure waits (1, 2, 4 ... minutes) and is tried again, eight times in all; then the task stays as failed.
    """
    notice = Notice.unscoped.filter(pk=notice_id, read_at__isnull=True, mailed_at__isnull=True).first()
    topic = find(notice.topic) if notice is not None else None
    address = _address_of(notice) if notice is not None else ""
    if notice is None or topic is None or not address:
        return "nothing to send"
    try:
        compose(topic, notice=notice, address=address).send()
    except (OSError, smtplib.SMTPException) as problem:
        return _try_again(notice_id, attempt=attempt, problem=problem)
    Notice.unscoped.filter(pk=notice.pk).update(mailed_at=timezone.now())
    return "sent"


def compose(topic: Topic, *, notice: Notice, address: str) -> EmailMessage:
    """The mail of a notice: a subject that is always the same, the sentence of the topic, and the way in. Never an id."""
    with translation.override(settings.LANGUAGE_CODE):
        sentence = topic.say(count=notice.count, day=notice.day)
        body = render_to_string("notifications/mail.txt", {"sentence": sentence, "home": settings.MAILLAGE_ADDRESS})
        subject = gettext("Maillage : une nouvelle urgente vous attend") if topic.urgent else gettext("Maillage : une nouvelle vous attend")
    return EmailMessage(subject=subject, body=body, to=[address])


def _address_of(notice: Notice) -> str:
    users = get_user_model()
    found = users._base_manager.filter(pk=notice.user_id, is_active=True).values_list(users.get_email_field_name(), flat=True).first()
    return found or ""


def _try_again(notice_id: str, *, attempt: int, problem: Exception) -> str:
    if attempt >= ATTEMPTS or not mail_notice.get_backend().supports_defer:
        raise NotDelivered(type(problem).__name__) from None  # the problem itself may quote the address
    wait = FIRST_WAIT * 2 ** (attempt - 1)
    mail_notice.using(run_after=timezone.now() + wait).enqueue(notice_id, attempt + 1)
    return "later"
