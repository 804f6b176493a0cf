"""On the home of whoever works on files: what colleagues propose to her."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillage.doors.portal.blocks.parts import SHOWN
from maillage.doors.portal.links import Page, link
from maillage.doors.portal.piles.follow_ups import OFFERED
from maillage.doors.portal.values import Act, Asked, Block


def offered(asked: Asked) -> Block | None:
    """The follow-ups that wait for her answer; nothing when none does: the home stays calm."""
    if not OFFERED.opens_to(asked.actor):
        return None
    found = OFFERED.find(asked).front(SHOWN)
    number = found.number
    if not number:
        return None
    words = ngettext("%(n)d suivi proposé", "%(n)d suivis proposés", number) % {"n": number}
    answer = Act(_("Répondre"), link(Page.OFFERS), "user-round-check", 65)
    return Block(
        code="suivis-proposes",
        title=_("Suivis proposés"),
        icon="user-plus",
        sentence=_("Tant que vous n'avez pas répondu, rien ne change pour les personnes accompagnées."),
        lines=found.lines,
        more=Act(_("Tous les voir"), link(Page.OFFERS)),
        acts=(answer,),
        pressing=(words,),
    )
