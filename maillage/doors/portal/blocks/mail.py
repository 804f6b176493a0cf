"""Mail kept for too long, for whoever keeps it."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillage.doors.portal.links import Page, link, pile_link
from maillage.doors.portal.piles import mail
from maillage.doors.portal.values import Act, Asked, Block, Empty, Whose
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope

SHOWN = 3


def unclaimed(asked: Asked) -> Block | None:
    """The letters that alert; whoever works on files sees hers, and the block only when there are some."""
    if not any(mandate.scope is Scope.ORGANISATION for mandate in asked.actor.granting(Permission.MAIL_KEEP)):
        return None
    works = asked.actor.may(Permission.APPLICATION_PREPARE)
    mine = replace(asked, whose=Whose.MINE if works else Whose.ALL)
    found = mail.UNCLAIMED.find(mine).front(SHOWN)
    number = found.number
    if not number and works:
        return None
    words = ngettext("%(n)d courrier attend depuis trop longtemps", "%(n)d courriers attendent depuis trop longtemps", number) % {
        "n": number
    }
    note = Act(_("Noter du courrier"), link(Page.NOTE_MAIL), "mail-plus", 14)
    return Block(
        code="courrier",
        title=_("Courrier gardé"),
        icon="mailbox",
        sentence=words if number else "",
        lines=found.lines,
        more=Act(_("Tout voir"), pile_link(mail.UNCLAIMED.code, pour=mine.whose.value if works else "")) if number > SHOWN else None,
        acts=(note,),
        empty=None if number else Empty(mail.UNCLAIMED.empty, mail.UNCLAIMED.teaches, "mailbox", act=note),
        pressing=(words,) if number else (),
    )
