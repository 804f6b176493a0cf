"""Reading one's own news."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.urls import NoReverseMatch, reverse

from maillage.foundation.access.actor import Actor
from maillage.foundation.notifications.models import Notice, NoticeQuerySet
from maillage.foundation.notifications.topics import find, retired


@dataclass(frozen=True)
class NoticeLine:
    """A notice as it is read."""

    id: uuid.UUID
    head: str
    sentence: str
    created_on: date
    unread: bool
    urgent: bool
    url: str


def notices_for(actor: Actor, *, today: date) -> NoticeQuerySet:
    """The actor's notices, the unread first, then the newest."""
    found: NoticeQuerySet = Notice.objects.visible_to(actor, today=today)
    return found.order_by(F("read_at").desc(nulls_first=True), "-created_on", "pk")


def unread_count(actor: Actor, *, today: date) -> int:
    """How many notices the actor has not read."""
    return int(Notice.objects.visible_to(actor, today=today).unread().count())


def lines(notices: Iterable[Notice]) -> list[NoticeLine]:
    """Notices in words, in the language of the reader."""
    return [_line(notice) for notice in notices]


def link_of(notice: Notice) -> str:
    """The address where a notice leads; empty when it leads nowhere (any more)."""
    try:
        return reverse(notice.link_name, kwargs={"pk": notice.link_pk} if notice.link_pk else None) if notice.link_name else ""
    except NoReverseMatch:
        return ""


def _line(notice: Notice) -> NoticeLine:
    topic = find(notice.topic)
    return NoticeLine(
        id=notice.pk,
        head=topic.head(count=notice.count, day=notice.day) if topic else retired(),
        sentence=topic.say(count=notice.count, day=notice.day) if topic else "",
        created_on=notice.created_on,
        unread=notice.read_at is None,
        urgent=topic.urgent if topic else False,
        url=link_of(notice),
    )
