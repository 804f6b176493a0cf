"""What a change of mode carries with it, as things stand at this moment: read again each time, until it is done or set aside."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from maillage.accompaniment.kept_mail.models import KeptMail
from maillage.accompaniment.kept_mail.selectors import reasons_to_open
from maillage.accompaniment.openings.models import (
    Activity,
    ActivityMode,
    Appointment,
    AppointmentState,
    Change,
    PartnerTold,
    PublicLine,
    Step,
    Telling,
)
from maillage.accompaniment.openings.models.following import About
from maillage.accompaniment.openings.selectors.calls import is_raised
from maillage.accompaniment.openings.selectors.modes import modes_of
from maillage.accompaniment.openings.selectors.sites import neighbours_of
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.moments import instant_of, wall_clock
from maillage.accompaniment.people.rules import pure_rule
from maillage.accompaniment.people.selectors.contact import rules_of_many
from maillage.core.openings.consequences import AppointmentFact, Around, Code, Consequence, ModeChange, RhythmFact, consequences
from maillage.core.openings.modes import ActivityKind, MeetingWay, mode_on
from maillage.core.openings.telling import can_be_told
from maillage.core.safe_contact import Channel
from maillage.core.safe_contact import may_contact as may_be_reached
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.ui import speech
from maillage.reference.organisations.models import Organisation

SOON = timedelta(days=7)
LOST_SINCE = timedelta(days=90)
# What is looked at row by row: it comes back as long as a row is left, whatever was done before.
BY_ROW = frozenset({Code.APPOINTMENTS_MOVE, Code.APPOINTMENTS_PHONE, Code.APPOINTMENTS_CANCEL, Code.APPOINTMENTS_MEET, Code.PARTNERS_TELL})
# What no click can do: to tell a partner is a word, to open for letters is another decision.
BY_HAND = frozenset({Code.PARTNERS_TELL, Code.OPEN_FOR_MAIL})


@dataclass(frozen=True)
class Carried:
    """Everything that a change carries, and the rows that its lines speak of."""

    change: Change
    changes: tuple[ModeChange, ...]
    lines: tuple[Consequence, ...]
    appointments: dict[uuid.UUID, Appointment]
    activities: dict[uuid.UUID, Activity]
    partners: dict[uuid.UUID, Organisation]

    def line(self, code: Code) -> Consequence | None:
        """The line of this code, if there is one."""
        return next((each for each in self.lines if each.code is code), None)

    def mode_of(self, activity_id: uuid.UUID) -> ModeChange:
        """What changes for an activity."""
        return next(each for each in self.changes if each.activity == activity_id)


def read_carried(change: Change, *, moment: Moment) -> Carried:
    """What is left to do of a change at this moment, in the order of the page."""
    rows = list(ActivityMode.unscoped.filter(change=change).select_related("activity", "change").order_by("activity_id"))
    activities = {row.activity_id: row.activity for row in rows}
    changes = _mode_changes(rows)
    if change.withdrawn_on is not None or (change.ends_on is not None and change.ends_on < moment.today):
        return Carried(change, changes, (), {}, activities, {})
    appointments = _appointments(change, list(activities.values()), moment=moment)
    partners = _untold(change, moment=moment)
    around = _around(change, changes, partners, moment=moment)
    lines = consequences(changes=changes, appointments=facts_of(appointments, moment=moment), around=around)
    left = _left(change, lines)
    return Carried(change, changes, left, {each.pk: each for each in appointments}, activities, {each.pk: each for each in partners})


def _mode_changes(rows: Sequence[ActivityMode]) -> tuple[ModeChange, ...]:
    """For each activity, the mode that would hold that day without this decision, and this one."""
    modes = modes_of([row.activity for row in rows])
    return tuple(
        ModeChange(
            activity=row.activity_id,
            kind=ActivityKind(row.activity.kind),
            before=mode_on([mode for mode in modes[row.activity_id] if mode.edition < row.edition], row.change.starts_on),
            after=row.pure,
        )
        for row in rows
    )


def _appointments(change: Change, activities: Sequence[Activity], *, moment: Moment) -> list[Appointment]:
    """Those to come on the days when this very change is in force, in the order in which they were booked."""
    booked = Appointment.unscoped.booked().filter(activity__in=activities, day__gte=max(change.starts_on, moment.today))
    if change.ends_on is not None:
        booked = booked.filter(day__lte=change.ends_on)
    modes = modes_of(activities)
    found = []
    for each in booked.select_related("person", "activity").order_by("booked_on", "pk"):
        mode = mode_on(modes[each.activity_id], each.day)
        if mode is not None and mode.ref == change.pk:
            found.append(each)
    return found


def facts_of(appointments: Sequence[Appointment], *, moment: Moment) -> list[AppointmentFact]:
    """What the rule needs to know of each: can she be told, may she be called at that hour?"""
    rules, now = rules_of_many([each.person for each in appointments]), wall_clock(instant_of(moment))
    found = []
    for each in appointments:
        rule = pure_rule(rules.get(each.person_id))
        found.append(
            AppointmentFact(
                ref=each.pk,
                activity=each.activity_id,
                starts=each.starts_at,
                minutes=each.minutes,
                way=each.meeting,
                reachable=can_be_told(rule, now=now, before=each.starts_at),
                callable_then=bool(may_be_reached(rule, channel=Channel.PHONE, at=each.starts_at)),
            )
        )
    return found


def _around(change: Change, changes: Sequence[ModeChange], partners: Sequence[Organisation], *, moment: Moment) -> Around:
    letters = reasons_to_open(change.organisation_id, today=moment.today)
    people = open_files(change.organisation_id)
    return Around(
        people=[each.pk for each in _without_appointment(people, change, today=moment.today)],
        to_offer=_to_offer(change, today=moment.today) if any(each.widens for each in changes) else (),
        rhythm=RhythmFact(people=len(people), raised=is_raised(change.organisation_id, today=moment.today)),
        published=list(PublicLine.unscoped.filter(change=change).values_list("activity_id", flat=True)),
        partners=[each.pk for each in partners],
        urgent_letters=sum(reason.count for reason in letters),
    )


def open_files(organisation_id: uuid.UUID) -> list[Person]:
    """The files that the association follows, the longest silence first."""
    rows = Person.unscoped.filter(organisation_id=organisation_id, closed_on__isnull=True, merged_into__isnull=True)
    return list(rows.order_by("last_contact_on", "pk"))


def _without_appointment(people: Sequence[Person], change: Change, *, today: date) -> list[Person]:
    """Whom nobody is about to see or hear: she has no appointment in the coming week."""
    first = max(today, change.starts_on)
    seen = set(
        Appointment.unscoped.booked()
        .filter(organisation_id=change.organisation_id)
        .between(first, first + SOON)
        .values_list("person_id", flat=True)
    )
    return [each for each in people if each.pk not in seen]


def _to_offer(change: Change, *, today: date) -> tuple[uuid.UUID, ...]:
    """Those who lost an appointment while the door was shut, and those whom an urgent letter waits for; but who has one already."""
    own = {"organisation_id": change.organisation_id}
    lost = Appointment.unscoped.filter(
        **own, state__in=[AppointmentState.CANCELLED_BY_US, AppointmentState.CONVERTED], closed_on__gt=change.starts_on - LOST_SINCE
    )
    letters = KeptMail.unscoped.alerting(today=today).filter(**own, urgent=True)
    expected = Appointment.unscoped.booked().filter(**own, way=MeetingWay.IN_PERSON.value, day__gte=change.starts_on)
    asked = {*lost.values_list("person_id", flat=True), *letters.values_list("person_id", flat=True)}
    people = Person.unscoped.filter(pk__in=asked, closed_on__isnull=True, merged_into__isnull=True)
    return tuple(people.exclude(pk__in=expected.values("person_id")).order_by("last_contact_on", "pk").values_list("pk", flat=True))


def _untold(change: Change, *, moment: Moment) -> list[Organisation]:
    told = PartnerTold.unscoped.filter(change=change).values_list("partner_id", flat=True)
    return [each for each in neighbours_of(change.organisation, today=moment.today) if each.pk not in set(told)]


def _left(change: Change, lines: Sequence[Consequence]) -> tuple[Consequence, ...]:
    """What was neither done nor set aside; those for whom somebody will wait at the door are known already."""
    aside: set[Code] = set()
    done: set[Code] = set()
    for code, state in Step.unscoped.filter(change=change).values_list("code", "state"):
        (aside if state == "aside" else done).add(Code(code))
    settled = aside | (done - BY_ROW)
    awaited = set(Telling.unscoped.filter(change=change, about=About.MEET).values_list("appointment_id", flat=True))
    return tuple(line for each in lines if each.code not in settled and (line := _without(each, awaited)) is not None)


def _without(line: Consequence, awaited: set[Any]) -> Consequence | None:
    if line.code is not Code.APPOINTMENTS_MEET:
        return line
    refs = tuple(ref for ref in line.refs if ref not in awaited)
    return Consequence(line.code, len(refs), refs) if refs else None


def public_words(activity: Activity, change: Change) -> str:
    """What is said in public of an activity from now on: never where."""
    title = speech.say(activity.title)
    return f"{title[:1].upper()}{title[1:]} : {speech.say(change.sentence)}."[:240]


def steps_of(change: Change) -> list[Step]:
    """What was done of a change, and set aside, in order."""
    return list(Step.unscoped.filter(change=change).select_related("by").order_by("on", "pk"))
