"""Which services answer: one's own taps of the day, and the counts by week."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from maillage.accompaniment.contacts.models import Reached, ServiceCall, ServiceKind
from maillage.core.phrase import Phrase, phrase
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope

WEEKS = 10


@dataclass(frozen=True)
class ServiceWeek:
    """What the calls of one week met, for one kind of service or for all."""

    monday: date
    answered: int
    waited: int
    nobody: int

    @property
    def since(self) -> Phrase:
        """Its Monday, in words."""
        return phrase("{day}", day=self.monday)

    @property
    def total(self) -> int:
        """How many calls."""
        return self.answered + self.waited + self.nobody

    @property
    def reached(self) -> int:
        """How many met somebody, at once or in the end."""
        return self.answered + self.waited


def get_own_call(*, actor: Actor, pk: uuid.UUID, today: date) -> ServiceCall:
    """A call that the actor may see, or OutOfScope."""
    call: ServiceCall | None = ServiceCall.objects.visible_to(actor, today=today).filter(pk=pk).first()
    if call is None:
        raise OutOfScope
    return call


def calls_of_today(actor: Actor, *, today: date) -> list[ServiceCall]:
    """Her own taps of today, the last first: those that she may take back."""
    rows = ServiceCall.objects.visible_to(actor, today=today).filter(noted_by_id=actor.user_id, called_on=today)
    return list(rows.order_by("-pk"))


def weeks_of(actor: Actor, *, today: date, service: str = "") -> list[ServiceWeek]:
    """The last weeks, this one first; weeks without a call are left out."""
    monday = today - timedelta(days=today.weekday())
    rows: Any = ServiceCall.objects.visible_to(actor, today=today).filter(called_on__gte=monday - timedelta(weeks=WEEKS - 1))
    if service:
        rows = rows.filter(service=service)
    found: dict[date, Counter[str]] = {}
    for day, reached in rows.order_by("pk").values_list("called_on", "reached"):
        found.setdefault(day - timedelta(days=day.weekday()), Counter())[reached] += 1
    return [_week(each, counts) for each, counts in sorted(found.items(), reverse=True)]


def _week(monday: date, counts: Counter[str]) -> ServiceWeek:
    return ServiceWeek(monday, counts[Reached.ANSWERED], counts[Reached.WAITED], counts[Reached.NOBODY])


def services_called(actor: Actor, *, today: date) -> list[str]:
    """The kinds of services in their usual order: those that were called in the last weeks first."""
    since = today - timedelta(weeks=WEEKS)
    rows = ServiceCall.objects.visible_to(actor, today=today).filter(called_on__gte=since)
    often = Counter(rows.order_by("pk").values_list("service", flat=True))
    return sorted(ServiceKind.values, key=lambda code: (-often[code], ServiceKind.values.index(code)))


def may_note_calls(actor: Actor) -> list[uuid.UUID]:
    """The associations where the actor may note one."""
    return sorted({mandate.organisation_id for mandate in actor.granting(Permission.CONTACT_NOTE)}, key=str)
