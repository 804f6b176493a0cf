"""Messages leave in the background, at their hour."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from maillage.accompaniment.contacts.models.message import Message
from maillage.accompaniment.people.moments import instant_of
from maillage.foundation.kernel.moment import read_moment


@task()
def deliver(message_id: str) -> str:
    """Let one message leave if it may. Answers where it stands. Not accepted, or called too early (the clock was set
    back), it waits again."""
    from maillage.accompaniment.contacts.services.departing import depart

    moment = read_moment()
    state = depart(uuid.UUID(message_id), moment=moment)
    early = Message.unscoped.waiting().filter(pk=message_id, send_at__gt=instant_of(moment)).first()
    if early is not None:
        deliver_later(early, wait=early.send_at - instant_of(moment))
    return str(state or "no such message")


def deliver_later(message: Message, *, wait: timedelta) -> None:
    """Enqueue its departure, in the transaction of the act. Business days are not the clock's in the demonstration: what is waited is a
    duration. Without a queue that waits (tests), what is planned is left to whoever calls `depart`.
    """
    if wait <= timedelta(0):
        deliver.enqueue(str(message.pk))
    elif deliver.get_backend().supports_defer:
        deliver.using(run_after=timezone.now() + wait).enqueue(str(message.pk))
