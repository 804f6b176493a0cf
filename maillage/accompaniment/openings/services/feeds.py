"""Calendars by subscription: opened, closed. The address is drawn once and never told again."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from django.db import transaction

from maillage.accompaniment.notes.services.drafts import writer_of
from maillage.accompaniment.openings import actions_booking as actions
from maillage.accompaniment.openings.errors_booking import FeedEnded
from maillage.accompaniment.openings.models import Feed
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.moment import Moment

TOKEN_BYTES = 24


@dataclass(frozen=True)
class Opened:
    """A feed and its address, for this once. Its repr shows nothing."""

    feed: Feed
    token: str

    def __repr__(self) -> str:
        return "Opened(…)"


def mark_of_token(token: str) -> str:
    """What is kept of an address: enough to know it again, not to tell it."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def open_feed(*, actor: Actor, moment: Moment) -> Opened:
    """A new address for my appointments; the former one ends. Raises Denied."""
    require(actor, Permission.APPOINTMENT_BOOK)
    user_id, token = writer_of(actor), secrets.token_urlsafe(TOKEN_BYTES)
    for former in Feed.unscoped.filter(user_id=user_id, ended_on__isnull=True).order_by("pk"):
        former.save_version(seen=former.version, changes={"ended_on": max(moment.today, former.opened_on)})
    feed = Feed.unscoped.create(user_id=user_id, mark=mark_of_token(token), opened_on=moment.today)
    record(actor, actions.FEED_OPENED, None, today=moment.today)
    return Opened(feed, token)


@transaction.atomic
def end_feed(*, actor: Actor, moment: Moment) -> Feed:
    """My address ends: whoever knew it reads nothing more. Raises Denied, FeedEnded."""
    require(actor, Permission.APPOINTMENT_BOOK)
    feed = Feed.unscoped.filter(user_id=writer_of(actor), ended_on__isnull=True).first()
    if feed is None:
        raise FeedEnded
    ended = feed.save_version(seen=feed.version, changes={"ended_on": max(moment.today, feed.opened_on)})
    record(actor, actions.FEED_ENDED, None, today=moment.today)
    return ended
