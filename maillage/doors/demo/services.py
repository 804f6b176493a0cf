"""The one write of the demonstration that is not the replay: its day, forward only."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from maillage.doors.demo import actions
from maillage.foundation.access.actor import Actor
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import OutOfScope, Refused
from maillage.foundation.kernel.models import BusinessDay

FARTHEST = timedelta(days=366)


class DayGoesForward(Refused):
    """The day asked is today, or before."""

    message = _("Le jour n'avance que vers l'avenir : choisissez un jour plus tard. Pour revenir au 19 mai 2020, lancez « make demo ».")


class DayTooFar(Refused):
    """The day asked is so far that nobody could come back from a slip of the finger."""

    message = _("Ce jour est à plus d'un an : avancez par étapes d'un an au plus, car on ne revient en arrière que par « make demo ».")


@transaction.atomic
def advance_day(*, actor: Actor, today: date, to: date) -> date:
    """Move the business day of the demonstration forward, for everybody. Raises OutOfScope outside it, DayGoesForward, DayTooFar."""
    if not settings.MAILLAGE_DEMO:
        raise OutOfScope
    row = BusinessDay.objects.select_for_update().first()
    before = row.day if row is not None else today
    if to <= before:
        raise DayGoesForward
    if to - before > FARTHEST:
        raise DayTooFar
    BusinessDay.objects.update_or_create(only=True, defaults={"day": to})
    record(actor, actions.DAY_ADVANCED, None, today=to, chain=None, before=before, after=to)
    return to
