"""The home of a seat of the commission: what to read, what to say, until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillage.doors.portal.blocks.parts import SHOWN, counter_of, some
from maillage.doors.portal.links import pile_link
from maillage.doors.portal.piles import commission
from maillage.doors.portal.values import Act, Asked, Block, Empty
from maillage.foundation.access.permissions import Permission


def readings(asked: Asked) -> Block | None:
    """The sessions open to my seat."""
    if not asked.actor.may(Permission.PAPERS_READ):
        return None
    found = commission.MY_SESSIONS.find(asked).front(SHOWN)
    lines = found.lines
    act = Act(_("Lire les documents"), lines[0].url, "book-open", 70) if lines and lines[0].url else None
    return Block(
        code="mes-seances",
        title=_("Mes séances"),
        icon="book-open",
        lines=lines,
        acts=(act,) if act else (),
        empty=Empty(title=commission.MY_SESSIONS.empty, how=commission.MY_SESSIONS.teaches, icon="book-open"),
    )


def opinions(asked: Asked) -> Block | None:
    """The opinions that my seat has still to give; nothing when none is asked."""
    if not asked.actor.may(Permission.OPINION_GIVE):
        return None
    found = commission.OPINIONS.find(asked).front(SHOWN)
    number = counter_of(commission.OPINIONS, asked=asked, label=_to_give, tone="alert", icon="vote", number=found.number)
    if not number.number:
        return None
    return Block(
        code="avis",
        title=_("Avis à donner"),
        icon="vote",
        counters=some((number,)),
        lines=found.lines,
        more=Act(_("Tous les avis à donner"), pile_link(commission.OPINIONS.code)),
        acts=(Act(_("Donner un avis"), pile_link(commission.OPINIONS.code), "vote", 88),),
        pressing=(f"{number.number} {number.label}",),
    )


def _to_give(number: int) -> str:
    return ngettext("avis à donner", "avis à donner", number)
