"""First requests without an answer, for whoever notes them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillage.doors.portal.links import Page, link, pile_link
from maillage.doors.portal.piles import requests
from maillage.doors.portal.values import Act, Asked, Block, Empty
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Scope

SHOWN = 3


def waiting(asked: Asked) -> Block | None:
    """The most pressing ones, and how many there are; whoever works on files sees the block only when somebody waits."""
    if not any(mandate.scope is Scope.ORGANISATION for mandate in asked.actor.granting(Permission.REQUEST_NOTE)):
        return None
    found = requests.WAITING.find(asked).front(SHOWN)
    number = found.number
    if not number and asked.actor.may(Permission.APPLICATION_PREPARE):
        return None
    words = ngettext("%(n)d première demande sans réponse", "%(n)d premières demandes sans réponse", number) % {"n": number}
    note = Act(_("Noter une première demande"), link(Page.NOTE_REQUEST), "phone-incoming", 15)
    return Block(
        code="premieres-demandes",
        title=_("Premières demandes"),
        icon="phone-incoming",
        sentence=words if number else "",
        lines=found.lines,
        more=Act(_("Toutes les voir"), pile_link(requests.WAITING.code)) if number > SHOWN else None,
        acts=(note,),
        empty=None if number else Empty(requests.WAITING.empty, requests.WAITING.teaches, "phone-incoming", act=note),
        pressing=(words,) if number else (),
    )
