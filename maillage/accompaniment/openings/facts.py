"""De-identified episodes of this room: how each activity went on, from a day to another; how many came."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.accompaniment.openings.models import ActivityMode, Appointment, AppointmentState, Attendance
from maillage.foundation.kernel.episodes import Episode


def episodes() -> Iterator[Episode]:
    """`mode_<activity>` by mode, `attendance_<activity>` with its number, `appointment_<way>` by what became of it."""
    yield from _modes()
    yield from _attendances()
    yield from _appointments()


def _modes() -> Iterator[Episode]:
    rows = ActivityMode.unscoped.filter(change__withdrawn_on__isnull=True).order_by("change__starts_on", "pk")
    columns = rows.values_list(
        "organisation__territory_id", "organisation_id", "activity__kind", "change__kind", "change__starts_on", "change__ends_on"
    )
    for territory, organisation, activity, kind, starts_on, ends_on in columns.iterator():
        yield Episode(kind=f"mode_{activity}", territory=territory, organisation=organisation, starts=starts_on, ends=ends_on, cause=kind)


def _attendances() -> Iterator[Episode]:
    rows = Attendance.unscoped.order_by("day", "pk")
    columns = rows.values_list("organisation__territory_id", "organisation_id", "activity__kind", "day", "total")
    for territory, organisation, activity, day, total in columns.iterator():
        yield Episode(kind=f"attendance_{activity}", territory=territory, organisation=organisation, starts=day, ends=day, count=total)


def _appointments() -> Iterator[Episode]:
    rows = Appointment.unscoped.exclude(state=AppointmentState.BOOKED).order_by("day", "pk")
    columns = rows.values_list("person__territory_id", "organisation_id", "way", "booked_on", "day", "state")
    for territory, organisation, way, booked_on, day, state in columns.iterator():
        ends = max(booked_on, day)
        yield Episode(
            kind=f"appointment_{way}",
            territory=territory,
            organisation=organisation,
            starts=booked_on,
            ends=ends,
            cause=state,
        )
