"""Vital danger: passing without her accord, confirmed by a second reader, for a few days, then told to her."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.accompaniment.people import actions
from maillage.accompaniment.people.errors import (
    DangerUnsaid,
    NeverWithoutHer,
    NotConfirmed,
    OverrideAsked,
    OverrideDecided,
    SecondReaderIsAnother,
    ToldTooEarly,
    TooManyDays,
)
from maillage.accompaniment.people.models import Danger, Override, OverrideState, Person, Purpose, RecipientKind, ToldHow
from maillage.accompaniment.people.notices import DANGER_TO_READ, second_readers_of
from maillage.accompaniment.people.selectors.accords import KINDS_IN_DANGER
from maillage.accompaniment.people.services.contacts import mark_contact
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.notifications import notify
from maillage.foundation.vault import seal

MOST_DAYS = 15
IN_DANGER = (Purpose.CONTACT_PARTNER,)


@idempotent(Override)
@transaction.atomic
def ask_override(
    *, actor: Actor, today: date, person: Person, purpose: Purpose, recipient_kind: RecipientKind, danger: Danger, words: str, days: int
) -> Override:
    """Ask to pass without her accord what saves her life. It opens nothing until a second reader confirms it.

    Raises Denied, NeverWithoutHer (a purpose or a recipient that no danger explains; the PSP never), DangerUnsaid, TooManyDays,
    OverrideAsked (the same already waits).
    """
    require(actor, Permission.PERSON_EDIT, on=person)
    if actor.user_id is None:
        raise Denied
    if purpose not in IN_DANGER or recipient_kind not in KINDS_IN_DANGER:
        raise NeverWithoutHer
    if not words.strip():
        raise DangerUnsaid
    if not 1 <= days <= MOST_DAYS:
        raise TooManyDays
    person = Person.unscoped.locked(person.pk)
    same = Override.unscoped.to_read().filter(person=person, purpose=purpose, recipient_kind=recipient_kind)
    if same.exists():
        raise OverrideAsked
    override = Override(
        person=person,
        organisation_id=person.organisation_id,
        purpose=purpose,
        recipient_kind=recipient_kind,
        danger=danger,
        days=days,
        asked_by_id=actor.user_id,
        asked_on=today,
    )
    seal(override, words=words.strip())
    override.save(force_insert=True)
    record(actor, actions.OVERRIDE_ASKED, person, today=today, danger=danger)
    readers = second_readers_of(person, but=actor.user_id, today=today)
    notify(topic=DANGER_TO_READ, user_ids=readers, today=today, link_name="people:override", link_pk=override.pk)
    return override


@idempotent(Override)
@transaction.atomic
def decide_override(*, actor: Actor, today: date, override: Override, confirmed: bool) -> Override:
    """The second reading: confirm, from today for the days asked, or refuse. Never by the one who asked.

    Raises Denied, SecondReaderIsAnother, OverrideDecided.
    """
    require(actor, Permission.PERSON_ASSIGN, on=override)
    person = Person.unscoped.locked(override.person_id)
    override = Override.unscoped.locked(override.pk)
    if actor.user_id is None or actor.user_id == override.asked_by_id:
        raise SecondReaderIsAnother
    if override.state != OverrideState.ASKED:
        raise OverrideDecided
    override.state = OverrideState.CONFIRMED if confirmed else OverrideState.REFUSED
    override.decided_by_id, override.decided_on = actor.user_id, today
    override.last_on = override.last_day_if_confirmed(today=today) if confirmed else None
    override.version += 1
    override.save(update_fields=["state", "decided_by", "decided_on", "last_on", "version"])
    if confirmed:
        record(actor, actions.OVERRIDE_CONFIRMED, person, today=today, last_on=override.last_on)
    else:
        record(actor, actions.OVERRIDE_REFUSED, person, today=today)
    return override


@idempotent(Override)
@transaction.atomic
def tell_override(*, actor: Actor, today: date, override: Override, told_on: date, how: ToldHow) -> Override:
    """Note that she was told, when it was safe, and how. Told again changes nothing.

    Raises Denied, NotConfirmed, ToldTooEarly (before the second reading, or to come).
    """
    require(actor, Permission.PERSON_EDIT, on=override)
    person = Person.unscoped.locked(override.person_id)
    override = Override.unscoped.locked(override.pk)
    if override.state != OverrideState.CONFIRMED or override.decided_on is None:
        raise NotConfirmed
    if not override.decided_on <= told_on <= today:
        raise ToldTooEarly
    if override.told_on is None:
        override.told_on, override.told_how = told_on, how
        override.version += 1
        override.save(update_fields=["told_on", "told_how", "version"])
        mark_contact(person, on=told_on)
        record(actor, actions.OVERRIDE_TOLD, person, today=today, how=how)
    return override
