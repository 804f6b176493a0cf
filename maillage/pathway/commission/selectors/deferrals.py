"""How often each person was put off, over all her applications, and whether a date is known."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from maillage.core.deferrals import Deferral, DeferralAlert, deferral_alert
from maillage.pathway.commission.models import Item
from maillage.pathway.psp.models import Application


def deferrals_of(applications: Iterable[Application], *, today: date) -> dict[uuid.UUID, DeferralAlert]:
    """The deferrals behind each application: those of the same person in the same department; of the application alone when the file is
    not known here. A deferral before an opinion is forgotten: she was examined since. One query.
    """
    listed = list(applications)
    people = {each.person_id: each for each in listed if each.person_id is not None}
    rows = Item.unscoped.filter(application__in=listed) | Item.unscoped.filter(application__person__in=people)
    found: dict[tuple[object, str], list[Item]] = {}
    for item in rows.exclude(outcome="").select_related("application").order_by("closed_on", "pk"):
        found.setdefault(_whose(item.application), []).append(item)
    alerts = {each.pk: deferral_alert(_since_last_opinion(found.get(_whose(each), [])), today=today) for each in listed}
    return {pk: alert for pk, alert in alerts.items() if alert is not None}


def _whose(application: Application) -> tuple[object, str]:
    return application.person_id or application.pk, application.territory_id


def _since_last_opinion(items: list[Item]) -> list[Deferral]:
    kept: list[Deferral] = []
    for item in items:
        if item.sense:
            kept = []
        elif item.next_known is not None and item.closed_on is not None:
            kept.append(Deferral(on=item.closed_on, next_on=item.next_on))
    return kept
