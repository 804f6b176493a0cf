"""What ends in the situations that she follows, and the minors whom she protects."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillage.doors.portal.blocks.parts import counter_of
from maillage.doors.portal.links import pile_link
from maillage.doors.portal.piles import situations
from maillage.doors.portal.values import Act, Asked, Block, Whose

SHOWN = 3


def ending(asked: Asked) -> Block | None:
    """Domiciliations, places and documents that end soon: nothing when none does."""
    if not situations.ENDING.opens_to(asked.actor):
        return None
    mine = replace(asked, whose=Whose.MINE)
    found = situations.ENDING.find(mine).front(SHOWN)
    number = found.number
    if not number:
        return None
    words = ngettext("%(n)d finit dans les trois mois, ou a fini.", "%(n)d finissent dans les trois mois, ou ont fini.", number)
    return Block(
        code="fins-de-situation",
        title=_("Domiciliations, places, documents"),
        icon="calendar-clock",
        sentence=words % {"n": number},
        lines=found.lines,
        more=Act(_("Tout voir"), pile_link(situations.ENDING.code, pour=Whose.MINE.value)) if number > SHOWN else None,
    )


def protections(asked: Asked) -> Block | None:
    """Running paths of protection, for the right `minors` alone."""
    if not situations.PROTECTIONS.opens_to(asked.actor):
        return None
    found = situations.PROTECTIONS.find(asked).front(SHOWN)
    counter = counter_of(situations.PROTECTIONS, asked=asked, label=_running, tone="alert", icon="shield-alert", number=found.number)
    if not counter.number:
        return None
    return Block(
        code="protections",
        title=situations.PROTECTIONS.title,
        icon="shield-alert",
        lines=found.lines,
        more=Act(_("Tout voir"), counter.url) if counter.number > SHOWN else None,
        pressing=(f"{counter.number} {counter.label}",),
    )


def _running(number: int) -> str:
    return ngettext("mineure à protéger", "mineures à protéger", number)
