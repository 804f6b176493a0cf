"""Telling people, and remembering what they have read."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.notifications.models import Notice
from maillage.foundation.notifications.tasks import mail_notice
from maillage.foundation.notifications.topics import Topic, find


@transaction.atomic
def notify(
    *,
    topic: Topic,
    user_ids: Iterable[uuid.UUID],
    today: date,
    count: int | None = None,
    day: date | None = None,
    link_name: str = "",
    link_pk: uuid.UUID | None = None,
) -> list[Notice]:
    """Tell users, each once, in the transaction of the act; a neutral mail follows when it commits.

    The caller chooses whom: nobody without the right to see what the link leads to. `link_name` is the name of a route and
    `link_pk` its object; neither enters the mail. Raises ValueError for a topic that is not declared, or that lacks a fact.
    """
    if find(topic.code) != topic:
        raise ValueError(f"the topic {topic.code} is not declared")
    if count is not None and type(count) is not int:
        raise TypeError("a notification counts: it takes a whole number")
    if day is not None and type(day) is not date:
        raise TypeError("a notification names a day: it takes a date")
    topic.head(count=count, day=day)
    topic.say(count=count, day=day)
    notices = [
        Notice(user_id=user_id, topic=topic.code, created_on=today, count=count, day=day, link_name=link_name, link_pk=link_pk)
        for user_id in dict.fromkeys(user_ids)
    ]
    Notice.unscoped.bulk_create(notices)
    for notice in notices:
        if wants_mail(user_id=notice.user_id, topic=topic):
            mail_notice.enqueue(str(notice.pk))
    return notices


def wants_mail(*, user_id: uuid.UUID, topic: Topic) -> bool:
    """Does this user want a mail for this topic? Everybody does until each may choose, topic by topic."""
    return True


@transaction.atomic
def mark_read(*, actor: Actor, notice_id: uuid.UUID, now: datetime, today: date) -> Notice:
    """Remember that the actor has read one of her notices; the first time counts. Raises OutOfScope for anybody else's."""
    notice = Notice.objects.visible_to(actor, today=today).filter(pk=notice_id).first()
    if notice is None:
        raise OutOfScope
    Notice.unscoped.filter(pk=notice.pk, read_at__isnull=True).update(read_at=now)
    notice.refresh_from_db()
    return notice


@transaction.atomic
def mark_all_read(*, actor: Actor, now: datetime) -> int:
    """Remember that the actor has read all her notices; answers how many were new."""
    return Notice.unscoped.filter(user_id=actor.user_id).unread().update(read_at=now) if actor.user_id is not None else 0


@transaction.atomic
def forget_notices(*, before: date) -> int:
    """Delete notices created before a day, read or not: retention. Answers how many."""
    return Notice.unscoped.filter(created_on__lt=before).delete()[0]
