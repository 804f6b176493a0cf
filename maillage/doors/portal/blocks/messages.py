"""Messages that did not arrive, for whoever writes to people."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillage.doors.portal.links import pile_link
from maillage.doors.portal.piles import messages
from maillage.doors.portal.values import Act, Asked, Block, Whose
from maillage.foundation.access.permissions import Permission

SHOWN = 3


def lost(asked: Asked) -> Block | None:
    """Those of the people she follows; nothing when every message arrived."""
    if not asked.actor.may(Permission.MESSAGE_SEND):
        return None
    found = messages.LOST.find(replace(asked, whose=Whose.MINE)).front(SHOWN)
    number = found.number
    if not number:
        return None
    words = ngettext("%(n)d message n'est pas arrivé", "%(n)d messages ne sont pas arrivés", number) % {"n": number}
    return Block(
        code="messages",
        title=messages.LOST.title,
        icon="message-square-warning",
        sentence=words,
        lines=found.lines,
        more=Act(_("Tout voir"), pile_link(messages.LOST.code, pour=Whose.MINE.value)),
        pressing=(words,),
    )
