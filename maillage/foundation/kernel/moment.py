"""The pair (now, today), made at the edge only: request, command, test. Nothing below reads a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class Moment:
    """`now` is the real instant (sessions, throttles, checkpoints); `today` the business day (terms, mandates, lists)."""

    now: datetime
    today: date


def read_moment() -> Moment:
    """The present pair. In the demonstration `today` is the one dated row; elsewhere the civil day in Paris."""
    now = timezone.now()
    if settings.MAILLAGE_DEMO:
        from maillage.foundation.kernel.models import BusinessDay

        row = BusinessDay.objects.first()
        if row is not None:
            return Moment(now=now, today=row.day)
    return Moment(now=now, today=now.astimezone(PARIS).date())
