"""The minors met outside whom somebody must protect now."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from maillage.doors.portal.blocks.parts import counter_of
from maillage.doors.portal.piles import outreach
from maillage.doors.portal.values import Act, Asked, Block

SHOWN = 3


def alerts(asked: Asked) -> Block | None:
    """Alerts that run, for the right `minors` alone; nothing when none does."""
    if not outreach.ALERTS.opens_to(asked.actor):
        return None
    found = outreach.ALERTS.find(asked).front(SHOWN)
    counter = counter_of(outreach.ALERTS, asked=asked, label=_running, tone="alert", icon="shield-alert", number=found.number)
    if not counter.number:
        return None
    return Block(
        code="alertes-mineures",
        title=outreach.ALERTS.title,
        icon="shield-alert",
        lines=found.lines,
        more=Act(_("Tout voir"), counter.url) if counter.number > SHOWN else None,
        pressing=(f"{counter.number} {counter.label}",),
    )


def _running(number: int) -> str:
    return ngettext("mineure rencontrée dehors", "mineures rencontrées dehors", number)
