"""Carrying out what a change of mode carries with it: what is ticked, in one act. Nothing leaves towards anybody by itself."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from maillage.accompaniment.openings import actions
from maillage.accompaniment.openings.errors import (
    AlreadyKnown,
    AlreadyWithdrawn,
    ListMoved,
    NotAPartner,
    NotByItself,
    NothingTicked,
    StillToDo,
)
from maillage.accompaniment.openings.models import Activity, Appointment, Change, PartnerTold, PublicLine, Step, StepState, Telling
from maillage.accompaniment.openings.models.following import About
from maillage.accompaniment.openings.selectors.carrying import BY_HAND, Carried, public_words, read_carried
from maillage.accompaniment.openings.selectors.modes import modes_of
from maillage.accompaniment.openings.services.appointments import cancel, move_to, pass_to_phone
from maillage.accompaniment.openings.services.calls import lock_raises, put_rhythms_back, raise_for
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.moments import instant_of, wall_clock
from maillage.core.openings.consequences import Code, Consequence
from maillage.core.openings.moving import next_start
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.kernel.moment import Moment
from maillage.reference.organisations.models import Organisation

EVERY_DAYS = 7


@dataclass(frozen=True)
class _Act:
    """Who carries out which change, when."""

    actor: Actor
    moment: Moment
    carried: Carried
    every_days: int

    @property
    def change(self) -> Change:
        return self.carried.change

    @property
    def today(self) -> date:
        return self.moment.today

    def tell(self, person_id: uuid.UUID, about: About, *, appointment: Appointment | None = None) -> None:
        """She is to be told: a line to do."""
        Telling.unscoped.get_or_create(
            change=self.change,
            person_id=person_id,
            about=about,
            appointment=appointment,
            defaults={"organisation_id": self.change.organisation_id, "made_on": self.today},
        )

    def appointments(self, line: Consequence) -> list[Appointment]:
        """The appointments of a line, locked since the beginning."""
        return [self.carried.appointments[ref] for ref in line.refs]


@idempotent(Change)
@transaction.atomic
def carry_out(*, actor: Actor, moment: Moment, change: Change, ticked: Mapping[Code, int], every_days: int = EVERY_DAYS) -> Change:
    """Do what is ticked, and what follows each. `ticked` says the number that was on screen for each line: if it moved, nothing is done.

    An appointment changes only if she can be told by a way of her rule, and she becomes a line to tell; nothing is sent.
    Raises Denied, NothingTicked, NotByItself, ListMoved, AlreadyWithdrawn.
    """
    require(actor, Permission.OPENINGS_MANAGE, on=change)
    change = Change.unscoped.select_related("organisation").locked(change.pk)
    if change.withdrawn_on is not None:
        raise AlreadyWithdrawn
    if not ticked:
        raise NothingTicked
    if BY_HAND & set(ticked):
        raise NotByItself
    act = _Act(actor, moment, _read_locked(change, ticked, moment=moment), every_days)
    lines = {line.code: line for line in act.carried.lines}
    if any(code not in lines or lines[code].count != count for code, count in ticked.items()):
        raise ListMoved
    for code in Code:
        if code in ticked:
            made = _DOES[code](act, lines[code])
            _note(act.actor, change, lines[code], state=StepState.DONE, today=moment.today, made=made)
    return _finish(change, moment=moment)


def _read_locked(change: Change, ticked: Mapping[Code, int], *, moment: Moment) -> Carried:
    """What the change carries, read and locked before the first entry of the journal, in the order of every act on appointments:
    activities, files, appointments. Whoever books waits at the first.
    """
    for pk in change.modes.order_by("activity_id").values_list("activity_id", flat=True):
        Activity.unscoped.locked(pk)
    carried = read_carried(change, moment=moment)
    refs = {ref for line in carried.lines if line.code in ticked for ref in line.refs}
    touched = [each for pk, each in carried.appointments.items() if pk in refs]
    for pk in sorted({each.person_id for each in touched}):
        Person.unscoped.locked(pk)
    for pk in sorted(each.pk for each in touched):
        Appointment.unscoped.locked(pk)
    if Code.RHYTHM_BACK in ticked:
        lock_raises(change.organisation_id, today=moment.today)
    return carried


@transaction.atomic
def set_aside(*, actor: Actor, moment: Moment, change: Change, code: Code | str) -> Change:
    """A line will not be done: somebody chose so. Raises Denied, ListMoved (it is not there any more, or never was)."""
    require(actor, Permission.OPENINGS_MANAGE, on=change)
    change = Change.unscoped.select_related("organisation").locked(change.pk)
    line = read_carried(change, moment=moment).line(Code(code)) if code in set(Code) else None
    if line is None:
        raise ListMoved
    _note(actor, change, line, state=StepState.ASIDE, today=moment.today)
    return _finish(change, moment=moment)


@transaction.atomic
def finish_change(*, actor: Actor, moment: Moment, change: Change) -> Change:
    """What was left was done elsewhere, or came to nothing: the change is whole. Raises Denied, StillToDo."""
    require(actor, Permission.OPENINGS_MANAGE, on=change)
    change = Change.unscoped.select_related("organisation").locked(change.pk)
    finished = _finish(change, moment=moment)
    if finished.finished_on is None:
        raise StillToDo
    return finished


@idempotent(PartnerTold)
@transaction.atomic
def tell_partner(*, actor: Actor, moment: Moment, change: Change, partner: Organisation | None) -> PartnerTold:
    """Note that a partner of the department was told of a change. Raises Denied, NotAPartner, AlreadyKnown."""
    require(actor, Permission.OPENINGS_MANAGE, on=change)
    if partner is None or partner.territory_id != change.organisation.territory_id:
        raise NotAPartner
    change = Change.unscoped.select_related("organisation").locked(change.pk)
    if PartnerTold.unscoped.filter(change=change, partner=partner).exists():
        raise AlreadyKnown
    told = PartnerTold.unscoped.create(organisation_id=change.organisation_id, change=change, partner=partner, told_on=moment.today)
    record(actor, actions.PARTNER_TOLD, change, today=moment.today)
    _finish(change, moment=moment)
    return told


def _note(actor: Actor, change: Change, line: Consequence, *, state: StepState, today: date, made: uuid.UUID | None = None) -> None:
    Step.unscoped.create(
        organisation_id=change.organisation_id, change=change, code=line.code.value, state=state, count=line.count, on=today,
        by_id=actor.user_id, made=made,
    )  # fmt: skip
    said = actions.STEP_DONE if state == StepState.DONE else actions.STEP_ASIDE
    record(actor, said, change, today=today, code=line.code.value, n=line.count)


def _finish(change: Change, *, moment: Moment) -> Change:
    """Nothing left: the change is whole."""
    if change.finished_on is None and not read_carried(change, moment=moment).lines:
        return change.save_version(seen=change.version, changes={"finished_on": moment.today})
    return change


def _move(act: _Act, line: Consequence) -> None:
    """Each to the next moment that the mode allows; where there is none within four weeks, it is cancelled, and she is told so."""
    modes = modes_of(list(act.carried.activities.values()))
    booked = Appointment.unscoped.booked().filter(organisation_id=act.change.organisation_id, day__gte=act.today)
    now = wall_clock(instant_of(act.moment))
    for each in act.appointments(line):
        others = list(booked.exclude(pk=each.pk))
        at = next_start(
            modes=modes[each.activity_id],
            way=each.meeting,
            minutes=each.minutes,
            hour=each.starts,
            after=max(now, each.starts_at),
            taken=[other.span for other in others if other.activity_id == each.activity_id and other.way == each.way],
            hers=[other.span for other in others if other.person_id == each.person_id],
        )
        if at is None:
            cancel(each, actor=act.actor, today=act.today)
        else:
            move_to(each, actor=act.actor, today=act.today, at=at)
        act.tell(each.person_id, About.MOVED if at is not None else About.CANCELLED, appointment=each)


def _phone(act: _Act, line: Consequence) -> None:
    for each in act.appointments(line):
        pass_to_phone(each, actor=act.actor, today=act.today)
        act.tell(each.person_id, About.PHONE, appointment=each)


def _cancel(act: _Act, line: Consequence) -> None:
    for each in act.appointments(line):
        cancel(each, actor=act.actor, today=act.today)
        act.tell(each.person_id, About.CANCELLED, appointment=each)


def _meet(act: _Act, line: Consequence) -> None:
    for each in act.appointments(line):
        act.tell(each.person_id, About.MEET, appointment=each)


def _tell_all(about: About) -> Callable[[_Act, Consequence], None]:
    def act_on(act: _Act, line: Consequence) -> None:
        for person in Person.unscoped.filter(pk__in=line.refs).order_by("last_contact_on", "pk"):
            act.tell(person.pk, about)

    return act_on


def _publish(act: _Act, line: Consequence) -> None:
    """One public sentence per activity, from the day of the change; what was said until then ends the day before."""
    for ref in line.refs:
        activity = act.carried.activities[ref]
        PublicLine.unscoped.filter(activity=activity, since=act.change.starts_on).delete()
        made = PublicLine.unscoped.create(
            organisation_id=act.change.organisation_id,
            activity=activity,
            change=act.change,
            words=public_words(activity, act.change),
            since=act.change.starts_on,
            until=act.change.ends_on,
        )
        record(act.actor, actions.LINE_PUBLISHED, made, today=act.today)


def _raise(act: _Act, line: Consequence) -> uuid.UUID:
    return raise_for(actor=act.actor, today=act.today, change=act.change, every_days=act.every_days)


def _put_back(act: _Act, line: Consequence) -> None:
    put_rhythms_back(actor=act.actor, today=act.today, organisation_id=act.change.organisation_id)


_DOES: Mapping[Code, Callable[[_Act, Consequence], uuid.UUID | None]] = {
    Code.APPOINTMENTS_MOVE: _move,
    Code.APPOINTMENTS_PHONE: _phone,
    Code.APPOINTMENTS_CANCEL: _cancel,
    Code.APPOINTMENTS_MEET: _meet,
    Code.APPOINTMENTS_OFFER: _tell_all(About.OFFER),
    Code.PEOPLE_CALL: _tell_all(About.CALL),
    Code.RHYTHM_RAISE: _raise,
    Code.RHYTHM_BACK: _put_back,
    Code.DIRECTORY_LINE: _publish,
}
