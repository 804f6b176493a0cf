"""What the worker does for the commission on a later day: the reminders of the opinions asked before a session."""

from __future__ import annotations

from datetime import date, datetime, time

from django_tasks import task

from maillage.core.deliberation.before import Asked, reminder_days, reminder_is_due
from maillage.foundation.kernel.errors import Refused
from maillage.foundation.kernel.moment import PARIS, read_moment
from maillage.pathway.commission.models import OpinionRequest

_MORNING = time(8, 0)


def plan_reminders(request: OpinionRequest) -> None:
    """Ask the worker to remind, on the mornings that the rule says. Where no work can wait, the secretary's button remains."""
    if not send_reminder.get_backend().supports_defer:
        return
    for day in reminder_days(asked_on=request.asked_on, due_on=request.due_on):
        morning = datetime.combine(day, _MORNING, tzinfo=PARIS)
        send_reminder.using(run_after=morning).enqueue(str(request.pk), day.isoformat())


@task()
def send_reminder(request_id: str, day: str) -> str:
    """Send the reminder planned on a day, unless the answer came, the deadline passed, or one was sent since. Says what became of it."""
    return remind_if_due(request_id, day=date.fromisoformat(day), today=read_moment().today)


def remind_if_due(request_id: str, *, day: date, today: date) -> str:
    """The same, on a given day."""
    from maillage.pathway.commission.services.asking import remind_by_machine

    request = OpinionRequest.unscoped.standing().filter(pk=request_id).first()
    if request is None:
        return "nothing asked"
    asked = Asked(due_on=request.due_on, answered_on=request.answered_on)
    sent = request.reminders.order_by("sent_on").values_list("sent_on", flat=True)
    if not reminder_is_due(asked=asked, day=day, sent_on=sent, today=today):
        return "nothing to send"
    try:
        remind_by_machine(today=today, request=request)
    except Refused:
        return "too late"
    return "sent"
