"""What is agreed with her about contacts: a rhythm, a pause, its end; and rhythms raised for a while, then put back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from maillage.accompaniment.contacts import actions_calls as actions
from maillage.accompaniment.contacts.errors_calls import (
    AgreedInTheFuture,
    AlreadyBack,
    AlreadySuspended,
    CallerNotHere,
    NobodyToRaise,
    NoRhythm,
    NotSuspended,
    PaceOutOfRange,
    RaiseEndsBefore,
    WayNeverAllowed,
)
from maillage.accompaniment.contacts.models import Cause, RaisedPerson, Rhythm, RhythmRaise
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.rules import pure_rule
from maillage.accompaniment.people.selectors import rule_of, workers_of
from maillage.core.rhythm import FEWEST_DAYS, MOST_DAYS
from maillage.core.safe_contact import Channel, Standing
from maillage.foundation.access.actor import Actor, Place, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied, Stale
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.ui.speech import day_words


@dataclass(frozen=True, kw_only=True)
class RhythmDraft:
    """What was agreed. `counts_from`: the day of the first call (today when None); `agreed_on` None: she has not been asked yet."""

    every_days: int
    caller_id: uuid.UUID
    channel: Channel
    counts_from: date | None = None
    agreed_on: date | None = None


@idempotent(Rhythm)
@transaction.atomic
def agree_rhythm(*, actor: Actor, today: date, person: Person, draft: RhythmDraft, seen: int) -> Rhythm:
    """Write what was agreed with her; what was agreed before ends today and stays readable. `seen`: the edition on screen, 0 for none.

    Raises Denied, PaceOutOfRange, AgreedInTheFuture, CallerNotHere, WayNeverAllowed, Stale.
    """
    require(actor, Permission.CONTACT_NOTE, on=person)
    if actor.user_id is None:
        raise Denied
    person = Person.unscoped.locked(person.pk)
    _check(draft, person=person, today=today)
    current = Rhythm.unscoped.standing().filter(person=person).first()
    if (current.edition if current is not None else 0) != seen:
        raise _stale(current, draft)
    last = Rhythm.unscoped.filter(person=person).aggregate(last=Max("edition"))["last"] or 0
    if current is not None:
        Rhythm.unscoped.filter(pk=current.pk).update(ended_on=max(today, current.written_on), version=current.version + 1)
    rhythm = Rhythm.unscoped.create(
        person=person,
        organisation_id=person.organisation_id,
        edition=last + 1,
        every_days=draft.every_days,
        caller_id=draft.caller_id,
        channel=draft.channel.value,
        counts_from=draft.counts_from or today,
        agreed_on=draft.agreed_on,
        written_by_id=actor.user_id,
        written_on=today,
    )
    record(actor, actions.RHYTHM_AGREED, person, today=today, every_days=draft.every_days)
    return rhythm


def _check(draft: RhythmDraft, *, person: Person, today: date) -> None:
    _check_pace(draft.every_days)
    if draft.agreed_on is not None and draft.agreed_on > today:
        raise AgreedInTheFuture
    if all(each.pk != draft.caller_id for each in workers_of(person.organisation_id, today=today)):
        raise CallerNotHere
    rule = pure_rule(rule_of(person))
    if rule is not None and rule.standing(draft.channel) is Standing.FORBIDDEN:
        raise WayNeverAllowed


def _check_pace(every_days: int) -> None:
    if not FEWEST_DAYS <= every_days <= MOST_DAYS:
        raise PaceOutOfRange(fewest=FEWEST_DAYS, most=MOST_DAYS)


def _stale(current: Rhythm | None, draft: RhythmDraft) -> Stale:
    submitted = {name: getattr(draft, name) for name in ("every_days", "caller_id", "channel", "counts_from", "agreed_on")}
    if current is None:
        return Stale(current={}, submitted=submitted, version=0)
    return Stale(current={name: getattr(current, name) for name in submitted}, submitted=submitted, version=current.edition)


@idempotent(Rhythm)
@transaction.atomic
def suspend_rhythm(*, actor: Actor, today: date, rhythm: Rhythm, seen: int) -> Rhythm:
    """She asks for a pause: no contact is expected until it is resumed. Raises Denied, NoRhythm, AlreadySuspended, Stale."""
    rhythm = _locked(rhythm, actor=actor)
    if rhythm.suspended_on is not None:
        raise AlreadySuspended(day=day_words(rhythm.suspended_on))
    changed = rhythm.save_version(seen=seen, changes={"suspended_on": today})
    record(actor, actions.RHYTHM_SUSPENDED, rhythm.person, today=today)
    return changed


@idempotent(Rhythm)
@transaction.atomic
def resume_rhythm(*, actor: Actor, today: date, rhythm: Rhythm, seen: int) -> Rhythm:
    """The pause is over: the next contact is expected from today on. Raises Denied, NoRhythm, NotSuspended, Stale."""
    rhythm = _locked(rhythm, actor=actor)
    if rhythm.suspended_on is None:
        raise NotSuspended
    changed = rhythm.save_version(seen=seen, changes={"suspended_on": None, "counts_from": max(today, rhythm.counts_from)})
    record(actor, actions.RHYTHM_RESUMED, rhythm.person, today=today)
    return changed


@idempotent(Rhythm)
@transaction.atomic
def end_rhythm(*, actor: Actor, today: date, rhythm: Rhythm, seen: int) -> Rhythm:
    """No more rhythm: nothing is expected. What was agreed stays readable. Raises Denied, NoRhythm, Stale."""
    rhythm = _locked(rhythm, actor=actor)
    changed = rhythm.save_version(seen=seen, changes={"ended_on": max(today, rhythm.written_on)})
    record(actor, actions.RHYTHM_ENDED, rhythm.person, today=today)
    return changed


def _locked(rhythm: Rhythm, *, actor: Actor) -> Rhythm:
    require(actor, Permission.CONTACT_NOTE, on=rhythm)
    Person.unscoped.locked(rhythm.person_id)
    rhythm = Rhythm.unscoped.select_related("person").locked(rhythm.pk)
    if rhythm.ended_on is not None:
        raise NoRhythm
    return rhythm


@idempotent(RhythmRaise)
@transaction.atomic
def raise_rhythms(
    *,
    actor: Actor,
    today: date,
    organisation_id: uuid.UUID,
    people: Sequence[Person] | None,
    every_days: int,
    until: date | None,
    cause: str,
) -> RhythmRaise:
    """Expect contacts more often from today on, for these files, or for everybody in the association (None), also those opened later.

    Nothing is written on what was agreed: put back, it is there as it was. A pause that she asked holds all the same.
    Raises Denied, PaceOutOfRange, RaiseEndsBefore, NobodyToRaise.
    """
    require(actor, Permission.RHYTHM_RAISE, on=Place(organisation_id=organisation_id))
    _check_pace(every_days)
    if until is not None and until < today:
        raise RaiseEndsBefore
    named = sorted({each.pk for each in people if each.organisation_id == organisation_id}) if people is not None else []
    if people is not None and not named:
        raise NobodyToRaise
    raised = RhythmRaise.unscoped.create(
        organisation_id=organisation_id,
        every_days=every_days,
        cause=Cause(cause),
        everybody=people is None,
        starts_on=today,
        until=until,
        raised_by_id=actor.user_id,
    )
    RaisedPerson.unscoped.bulk_create(RaisedPerson(raised=raised, person_id=pk, organisation_id=organisation_id) for pk in named)
    record(actor, actions.RHYTHMS_RAISED, raised, today=today, every_days=every_days, cause=raised.cause)
    return raised


@idempotent(RhythmRaise)
@transaction.atomic
def put_back(*, actor: Actor, today: date, raised: RhythmRaise) -> RhythmRaise:
    """The crisis is over: from today on, what was agreed holds again, exactly. Raises Denied, AlreadyBack."""
    require(actor, Permission.RHYTHM_RAISE, on=raised)
    raised = RhythmRaise.unscoped.locked(raised.pk)
    if raised.put_back_on is not None:
        raise AlreadyBack(day=day_words(raised.put_back_on))
    changed = raised.save_version(
        seen=raised.version, changes={"put_back_on": max(today, raised.starts_on), "put_back_by_id": actor.user_id}
    )
    record(actor, actions.RHYTHMS_BACK, raised, today=today)
    return changed
