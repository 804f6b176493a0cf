"""An item put off without having been examined: its cause, the next date or *unknown*, and who is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from maillage.foundation.access.actor import Actor
from maillage.foundation.notifications import notify
from maillage.pathway.commission.errors import NextDateTooSoon
from maillage.pathway.commission.models import Item, NotExaminedCause, OutcomeCode, Paper
from maillage.pathway.commission.notices import DEFERRED_AGAIN, PUT_OFF, key_workers_of, watchers_of
from maillage.pathway.commission.selectors.deferrals import deferrals_of
from maillage.pathway.psp.services import put_back


@dataclass(frozen=True)
class Until:
    """Why it is put off, the code kept with the wait, and until when. `next_on` None says that nobody knows."""

    cause: NotExaminedCause
    next_on: date | None = None
    detail: str = ""

    def check(self, *, day: date) -> None:
        """Raises NextDateTooSoon."""
        if self.next_on is not None and self.next_on <= day:
            raise NextDateTooSoon


def put_off_item(item: Item, until: Until, *, actor: Actor, today: date, day: date) -> None:
    """Give a locked item of a session that is not open its outcome; its reading copy goes. In the transaction of the act.

    She waits again from that day, under the cause; her key worker is told, and told again when it is not the first time.
    """
    put_back(
        actor=actor, today=today, application=item.application, cause=until.cause.waiting, detail=until.detail or until.cause.value,
        happened_on=day,
    )  # fmt: skip
    Paper.unscoped.filter(item=item).delete()
    item.outcome, item.cause, item.closed_on = OutcomeCode.NOT_EXAMINED, until.cause, day
    item.next_known, item.next_on = until.next_on is not None, until.next_on
    item.version += 1
    item.save(update_fields=["outcome", "cause", "closed_on", "next_known", "next_on", "version"])
    follow_next_date(item, was=item.session.held_on, now=until.next_on)
    notify(topic=PUT_OFF, user_ids=key_workers_of(item.application, today=today), today=today, **_link(item))
    tell_if_again(item, today=today)


def follow_next_date(item: Item, *, was: date, now: date | None) -> None:
    """Earlier items of the same application that announced this session (`was`) now announce `now`, or nothing."""
    earlier = Item.unscoped.put_back().filter(application_id=item.application_id, next_on=was).exclude(pk=item.pk)
    earlier.filter(closed_on__lt=now or was).update(next_known=now is not None, next_on=now, version=F("version") + 1)


def tell_if_again(item: Item, *, today: date) -> None:
    """From the second deferral of the same person on, both sides are told: who keeps the sessions, who accompanies her."""
    alert = deferrals_of([item.application], today=today).get(item.application_id)
    if alert is None or not alert.repeated:
        return
    told = {*key_workers_of(item.application, today=today), *watchers_of(item.application.territory_id, today=today)}
    notify(topic=DEFERRED_AGAIN, user_ids=sorted(told), today=today, count=alert.count, **_link(item))


def _link(item: Item) -> dict[str, Any]:
    return {"link_name": "psp:application", "link_pk": item.application_id}
