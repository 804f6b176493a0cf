"""Which mode each activity is in, on which day, and how it really stands."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from maillage.accompaniment.openings.models import Activity, ActivityMode, Appointment, Attendance, Change, Lack, PublicLine, Telling
from maillage.accompaniment.openings.models.following import About
from maillage.accompaniment.openings.selectors.sites import activities_of, houses_of, lacks_of
from maillage.core.openings.modes import Mode, ModeKind, known_on, mode_on, next_change
from maillage.core.openings.standing import Lack as PureLack
from maillage.core.openings.standing import Need, Standing, Team, staff_present, standing_on
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.reference.organisations.models import Organisation


def get_change(*, actor: Actor, pk: uuid.UUID, today: date) -> Change:
    """A change of my association, or OutOfScope."""
    rows = Change.objects.visible_to(actor, today=today).select_related("organisation", "decided_by")
    found: Change | None = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def modes_of(activities: Iterable[Activity]) -> dict[uuid.UUID, tuple[Mode, ...]]:
    """Everything that was decided for each activity, what was withdrawn left out: one query."""
    found: dict[uuid.UUID, list[Mode]] = {activity.pk: [] for activity in activities}
    rows = ActivityMode.unscoped.filter(activity__in=list(found), change__withdrawn_on__isnull=True).select_related("change")
    for row in rows.order_by("activity_id", "edition"):
        found[row.activity_id].append(row.pure)
    return {pk: tuple(modes) for pk, modes in found.items()}


@dataclass(frozen=True)
class House:
    """The activities of an association, with their modes and what is lacking: read once, asked for any day."""

    organisation: Organisation
    activities: Sequence[Activity]
    modes: dict[uuid.UUID, tuple[Mode, ...]]
    lacks: Sequence[Lack]

    def standing(self, activity: Activity, day: date, *, as_known_on: date | None = None) -> Standing:
        """How it stands on a day."""
        modes = self.modes[activity.pk]
        if as_known_on is not None:
            modes = known_on(modes, as_known_on)
        pooled = self._pool(day) if activity.pooled else None
        team = Team(needed=activity.staff_needed, pooled=pooled)
        return standing_on(day, modes=modes, needs=activity.needs, lacks=self._lacks_of(activity), team=team)

    def _lacks_of(self, activity: Activity) -> list[PureLack]:
        return [lack.pure for lack in self.lacks if lack.concerns(activity)]

    def _pool(self, day: date) -> int:
        """How many of the team are there that day, all the activities that share it together."""
        shared = [each for each in self.activities if each.pooled]
        return sum(staff_present(self._lacks_of(each), day=day, needed=each.staff_needed) for each in shared)


def read_house(organisation: Organisation, *, first: date, last: date) -> House:
    """An association from a day to another: three queries."""
    activities = activities_of(organisation, today=first)
    return House(organisation, activities, modes_of(activities), lacks_of([organisation], first=first, last=last))


@dataclass(frozen=True)
class ActivityRow:
    """A line of the page: how it stands today, what is said of it in public, and what is planned."""

    activity: Activity
    standing: Standing
    coming: Mode | None
    line: PublicLine | None

    def opens_on(self, day: date) -> bool:
        """Does its door open that day?"""
        mode = self.standing.mode
        return mode is not None and self.standing.kind is not ModeKind.CLOSED and self.activity.site_id is not None and mode.opens_on(day)

    @property
    def tone(self) -> str:
        """The tone of its chip."""
        if self.standing.kind is None:
            return "neutral"
        return _TONES[self.standing.kind.value] if not self.standing.slowed else "wait"

    @property
    def icon(self) -> str:
        """The icon of its chip."""
        return _ICONS[self.standing.kind.value] if self.standing.kind is not None else "circle-question-mark"


_TONES = {"open": "good", "slowed": "wait", "appointment": "calm", "phone": "wait", "closed": "alert"}
_ICONS = {"open": "door-open", "slowed": "users", "appointment": "calendar-clock", "phone": "phone", "closed": "door-closed"}


def rows_of(house: House, *, today: date) -> list[ActivityRow]:
    """How everything stands today. What was said in public of another mode than the one in force is no longer true: it is left out."""
    said = PublicLine.unscoped.shown_on(today).filter(organisation=house.organisation).order_by("since", "pk")
    lines: dict[tuple[uuid.UUID, object], PublicLine] = {(line.activity_id, line.change_id): line for line in said}
    rows = []
    for each in house.activities:
        standing = house.standing(each, today)
        in_force = standing.mode.ref if standing.mode is not None else None
        rows.append(ActivityRow(each, standing, next_change(house.modes[each.pk], after=today), lines.get((each.pk, in_force))))
    return rows


def open_lacks(house: House, *, today: date) -> list[Lack]:
    """What is lacking today."""
    return [lack for lack in house.lacks if lack.pure.covers(today)]


def lack_title(lack: Lack) -> Any:
    """What is lacking, by its name."""
    if lack.need == Need.SITE:
        return lack.site
    return lack.partner if lack.need == Need.PARTNER else lack.activity.title if lack.activity is not None else ""


def changes_of(houses: Iterable[Organisation]) -> Any:
    """What was decided, the latest first."""
    return (
        Change.unscoped.filter(organisation__in=list(houses))
        .prefetch_related("modes__activity")
        .order_by("-starts_on", "-decided_on", "pk")
    )


def planned_changes(organisation: Organisation, *, today: date) -> list[Change]:
    """What is to come, the soonest first."""
    rows = Change.unscoped.filter(organisation=organisation, withdrawn_on__isnull=True, starts_on__gt=today)
    return list(rows.prefetch_related("modes__activity").order_by("starts_on", "pk"))


def unfinished_changes(actor: Actor, *, today: date) -> Any:
    """The changes of my association of which something is neither done nor set aside, the earliest first."""
    rows = Change.objects.visible_to(actor, today=today).unfinished().select_related("organisation")
    return rows.prefetch_related("modes__activity").order_by("starts_on", "pk")


def activities_in(change: Change) -> list[Activity]:
    """The activities of a change, sites first."""
    rows = ActivityMode.unscoped.filter(change=change).select_related("activity__site", "activity__organisation", "activity__partner")
    return sorted((row.activity for row in rows), key=lambda each: (each.site is None, str(each.site or ""), each.kind, each.name))


def mode_of_day(activity: Activity, day: date) -> Mode | None:
    """The mode in force on a day: for whoever books."""
    return mode_on(modes_of([activity])[activity.pk], day)


def tellings_waiting(actor: Actor, *, today: date) -> Any:
    """Who is to be told, the soonest appointment first, then the longest silence."""
    rows = Telling.objects.visible_to(actor, today=today).waiting().select_related("person", "appointment__followed_by", "change")
    # Whoever was spoken to on a day after is told: nobody calls her twice for it.
    rows = rows.exclude(about=About.CALL, person__last_contact_on__gt=F("made_on"))
    return rows.filter(person__closed_on__isnull=True, person__merged_into__isnull=True).order_by(
        "appointment__day", "appointment__starts", "person__last_contact_on", "pk"
    )


def get_telling(*, actor: Actor, pk: uuid.UUID, today: date) -> Telling:
    """Something to say to her, or OutOfScope."""
    rows = Telling.objects.visible_to(actor, today=today).select_related("person", "appointment__followed_by", "change")
    found: Telling | None = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


@dataclass(frozen=True)
class DayCounts:
    """How many on a day of an activity: noted at the door, and by appointment."""

    attendance: Attendance | None
    honoured: int
    booked: int


def counts_by_day(house: House, *, first: date, last: date) -> dict[tuple[uuid.UUID, date], DayCounts]:
    """The counts of each activity and day, in two queries."""
    noted = {(row.activity_id, row.day): row for row in _attendances(house, first=first, last=last)}
    met: dict[tuple[uuid.UUID, date], list[str]] = defaultdict(list)
    rows = Appointment.unscoped.received().between(first, last).filter(organisation=house.organisation)
    for activity, day, state in rows.values_list("activity_id", "day", "state"):
        met[activity, day].append(state)
    return {
        key: DayCounts(noted.get(key), met[key].count("honoured") if key in met else 0, met[key].count("booked") if key in met else 0)
        for key in {*noted, *met}
    }


def _attendances(house: House, *, first: date, last: date) -> Any:
    return Attendance.unscoped.filter(organisation=house.organisation, day__range=(first, last))


def runs_something(actor: Actor, *, today: date) -> bool:
    """Does an association of the actor run any activity?"""
    return bool(Activity.objects.visible_to(actor, today=today).running(today=today).exists())


def shut_today(actor: Actor, *, today: date) -> list[tuple[Activity, Standing]]:
    """The activities of my association that are closed or stopped today, with why: three queries."""
    found = []
    for organisation in houses_of(actor):
        house = read_house(organisation, first=today, last=today)
        standings = ((each, house.standing(each, today)) for each in house.activities)
        found += [(each, standing) for each, standing in standings if standing.kind is ModeKind.CLOSED]
    return found
