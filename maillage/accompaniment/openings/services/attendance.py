"""How many came, typed at the door at the end of the day."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.accompaniment.openings import actions
from maillage.accompaniment.openings.errors import DayToCome, MoreAtOnceThanAll
from maillage.accompaniment.openings.models import Activity, Attendance
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent


@idempotent(Attendance)
@transaction.atomic
def note_attendance(*, actor: Actor, today: date, activity: Activity, day: date, at_once: int, total: int) -> Attendance:
    """Note the most people at once and how many in all; typed again, the day is corrected. Raises Denied, DayToCome, MoreAtOnceThanAll."""
    require(actor, Permission.APPOINTMENT_BOOK, on=activity)
    activity = Activity.unscoped.locked(activity.pk)
    if day > today:
        raise DayToCome
    if at_once > total:
        raise MoreAtOnceThanAll
    known = Attendance.unscoped.filter(activity=activity, day=day).first()
    values = {"at_once": at_once, "total": total, "noted_by_id": actor.user_id}
    if known is None:
        row = Attendance.unscoped.create(organisation_id=activity.organisation_id, activity=activity, day=day, **values)
    else:
        row = known.save_version(seen=known.version, changes=values)
    record(actor, actions.ATTENDANCE_NOTED, row, today=today)
    return row
