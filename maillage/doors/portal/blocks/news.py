"""My news: what was notified and not read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillage.doors.portal.links import Page, link
from maillage.doors.portal.values import Act, Asked, Block, Chip, Found, Line
from maillage.foundation.notifications.models import Notice
from maillage.foundation.notifications.selectors import lines, notices_for
from maillage.foundation.ui.speech import relative_words

SHOWN = 3


def news(asked: Asked) -> Block | None:
    """The unread news, three at most; nothing when there is none."""
    unread = notices_for(asked.actor, today=asked.today).filter(read_at__isnull=True)
    found = Found(unread, lambda notices: _lines(notices, today=asked.today)).front(SHOWN)
    number = found.number
    if not number:
        return None
    sentence = ngettext("%(n)d nouvelle non lue", "%(n)d nouvelles non lues", number) % {"n": number}
    more = Act(_("Toutes mes nouvelles"), link(Page.NEWS), "bell")
    return Block(code="nouvelles", title=_("Nouvelles"), icon="bell", sentence=sentence, lines=found.lines, more=more, aside=True)


def _lines(notices: Sequence[Notice], *, today: date) -> list[Line]:
    urgent = (Chip(_("à lire tout de suite"), "alert"),)
    return [
        Line(
            title=notice.head,
            url=link(Page.NEWS),
            detail=relative_words(notice.created_on, today=today),
            chips=urgent if notice.urgent else (),
        )
        for notice in lines(notices)
    ]
