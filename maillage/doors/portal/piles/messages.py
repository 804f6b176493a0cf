"""The list of messages that did not arrive."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.contacts.models import Message
from maillage.accompaniment.contacts.selectors.messages import MessageLine, unsettled
from maillage.doors.portal.links import Page, link
from maillage.doors.portal.piles.applications import kept
from maillage.doors.portal.piles.registry import Pile, register
from maillage.doors.portal.values import Asked, Chip, Found, Line
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope
from maillage.foundation.ui.speech import say


def lost(asked: Asked) -> Found:
    """Messages that did not arrive, that her rule stopped, or that nobody knows the end of: the oldest first."""
    rows = kept(unsettled(asked.actor, today=asked.today), asked)
    return Found(rows, _lines)


def _lines(messages: Sequence[Message]) -> list[Line]:
    return [_line(message) for message in messages]


def _line(message: Message) -> Line:
    line = MessageLine(message)
    return Line(
        title=message.person.reference,
        person=message.person,
        url=link(Page.LOST_MESSAGE, message.pk),
        detail=say(line.what),
        chips=(Chip(say(line.state), "alert", "message-square-warning"),),
        day=message.written_on,
    )


LOST = register(
    Pile(
        code="messages-non-arrives",
        title=_("Messages non arrivés"),
        lead=_("Écrivez de nouveau, appelez, ou corrigez ses consignes de contact."),
        empty=_("Tous les messages sont arrivés"),
        teaches=_("Un message qui revient, ou que ses consignes ont arrêté, apparaît ici jusqu'à ce que quelqu'un s'en occupe."),
        permission=Permission.MESSAGE_SEND,
        find=lost,
        scope=Scope.ORGANISATION,
        owned=True,
    )
)
