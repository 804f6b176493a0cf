"""Her word on our calls, and what the association does about it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.accompaniment.contacts import actions
from maillage.accompaniment.contacts.errors_contact import AskedFromTheFuture
from maillage.accompaniment.contacts.models import CallsCourse, Course, CourseReason, Helped, HerWord, Wish
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.kernel.idempotency import idempotent


@idempotent(HerWord)
@transaction.atomic
def note_her_word(*, actor: Actor, today: date, person: Person, helped: Helped, wish: Wish, said_on: date | None = None) -> HerWord:
    """Her answer, that day: did the calls help, and go on, more, less or stop. Former answers stay. Raises Denied, AskedFromTheFuture."""
    require(actor, Permission.CONTACT_NOTE, on=person)
    if actor.user_id is None:
        raise Denied
    day = said_on or today
    if day > today:
        raise AskedFromTheFuture
    person = Person.unscoped.locked(person.pk)
    word = HerWord.unscoped.create(
        person=person,
        organisation_id=person.organisation_id,
        asked_by_id=actor.user_id,
        helped=helped,
        wish=wish,
        said_on=day,
        written_on=today,
    )
    record(actor, actions.HER_WORD_NOTED, person, today=today)
    return word


@idempotent(CallsCourse)
@transaction.atomic
def choose_course(*, actor: Actor, today: date, person: Person, course: Course, reason: CourseReason) -> CallsCourse:
    """What we do of our calls from today, and why. Her rhythm is changed by its own act. Raises Denied."""
    require(actor, Permission.CONTACT_NOTE, on=person)
    if actor.user_id is None:
        raise Denied
    person = Person.unscoped.locked(person.pk)
    chosen = CallsCourse.unscoped.create(
        person=person,
        organisation_id=person.organisation_id,
        chosen_by_id=actor.user_id,
        course=course,
        reason=reason,
        chosen_on=today,
    )
    record(actor, actions.CALLS_CHOSEN, person, today=today)
    return chosen
