"""Acting for her: the mandate she gives, its end, what is done in her name, and that she is told."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction

from maillage.accompaniment.people import actions
from maillage.accompaniment.people.errors import (
    MandateDates,
    MandateOver,
    MandateTooLong,
    NothingGiven,
    NotToldEnough,
    OutsideMandate,
    ToldTooEarly,
)
from maillage.accompaniment.people.models import ActingMandate, ActInHerName, ActKind, Person, Procedure, TellingPoint, ToldHow
from maillage.accompaniment.people.services.contacts import mark_contact
from maillage.core.clock.terms import add_months
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import prepare_upload, store_document
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import Part, seal

SCAN = "mandate"
# A choice of the house: she is asked again at least once a year.
MOST_MONTHS = 12
COMPULSORY = (TellingPoint.SCOPE, TellingPoint.MAY_END)


def give_mandate(
    *,
    actor: Actor,
    today: date,
    person: Person,
    procedures: Collection[Procedure],
    starts_on: date,
    last_on: date,
    language: str,
    told_on: date,
    told_how: ToldHow,
    told_points: Collection[TellingPoint],
    told_words: str = "",
    upload: Any = None,
    key: uuid.UUID | None = None,
) -> ActingMandate:
    """Note the mandate she gives to act in her name: for which procedures, until when, and what she was told before.

    Source: Code civil, art. 1984 and following (a mandate is given for what it names). Raises Denied, NothingGiven, NotToldEnough,
    MandateDates, MandateTooLong, ToldTooEarly, or what documents refuse.
    """
    require(actor, Permission.PERSON_EDIT, on=person)
    _check_told(procedures=procedures, told_points=told_points)
    _check_days(starts_on=starts_on, last_on=last_on, told_on=told_on, today=today)
    prepared = prepare_upload(owner=person, upload=upload) if upload is not None else None
    fields = {
        "procedures": [each.value for each in Procedure if each in procedures], "starts_on": starts_on, "last_on": last_on,
        "language": language, "told_on": told_on, "told_how": told_how,
        "told_points": [each.value for each in TellingPoint if each in told_points],
    }  # fmt: skip
    words, label = told_words.strip(), getattr(upload, "name", "")
    given: ActingMandate = _give(
        actor=actor, today=today, person=person, fields=fields, told_words=words, prepared=prepared, label=label, key=key
    )
    return given


def _check_told(*, procedures: Collection[Procedure], told_points: Collection[TellingPoint]) -> None:
    if not procedures:
        raise NothingGiven
    if not set(COMPULSORY) <= set(told_points):
        raise NotToldEnough


def _check_days(*, starts_on: date, last_on: date, told_on: date, today: date) -> None:
    if told_on > today:
        raise ToldTooEarly
    if told_on > starts_on or last_on < starts_on:
        raise MandateDates
    if last_on > add_months(starts_on, MOST_MONTHS):
        raise MandateTooLong


@idempotent(ActingMandate)
@transaction.atomic
def _give(
    *, actor: Actor, today: date, person: Person, fields: dict[str, Any], told_words: str, prepared: Any, label: str
) -> ActingMandate:
    person = Person.unscoped.locked(person.pk)
    mandate = ActingMandate(person=person, organisation_id=person.organisation_id, **fields)
    if prepared is not None:
        document = store_document(actor=actor, owner=person, part=Part.ATTACHMENTS, upload=prepared, today=today, label=label, purpose=SCAN)
        mandate.scan = document.pk
    if told_words:
        seal(mandate, told_words=told_words)
    mandate.save(force_insert=True)
    mark_contact(person, on=fields["told_on"])
    record(actor, actions.MANDATE_GIVEN, person, today=today, last_on=fields["last_on"])
    return mandate


@idempotent(ActingMandate)
@transaction.atomic
def end_mandate(*, actor: Actor, today: date, mandate: ActingMandate, by_her: bool) -> ActingMandate:
    """End a mandate today, because she ends it or because it is no longer needed. Ended again changes nothing. Raises Denied.

    Source: Code civil, art. 2003 and 2004 (she revokes it when she wishes).
    """
    require(actor, Permission.PERSON_EDIT, on=mandate)
    person = Person.unscoped.locked(mandate.person_id)
    mandate = ActingMandate.unscoped.locked(mandate.pk)
    if mandate.ended_on is None:
        mandate.ended_on, mandate.ended_by_her = max(today, mandate.starts_on), by_her
        mandate.version += 1
        mandate.save(update_fields=["ended_on", "ended_by_her", "version"])
        if by_her:
            mark_contact(person, on=today)
        record(actor, actions.MANDATE_ENDED, person, today=today)
    return mandate


@idempotent(ActInHerName)
@transaction.atomic
def note_act(
    *, actor: Actor, today: date, mandate: ActingMandate, procedure: Procedure, kind: ActKind, done_on: date, told_on: date | None = None
) -> ActInHerName:
    """Note what was done in her name. Raises Denied, MandateOver (not in force that day), OutsideMandate, ToldTooEarly."""
    require(actor, Permission.PERSON_EDIT, on=mandate)
    person = Person.unscoped.locked(mandate.person_id)
    mandate = ActingMandate.unscoped.locked(mandate.pk)
    if done_on > today or not mandate.holds(today=done_on):
        raise MandateOver
    if procedure not in mandate.procedures:
        raise OutsideMandate
    if told_on is not None and not done_on <= told_on <= today:
        raise ToldTooEarly
    act = ActInHerName.unscoped.create(
        mandate=mandate, person=person, by_id=actor.user_id, procedure=procedure, kind=kind, done_on=done_on, told_on=told_on
    )
    record(actor, actions.ACT_NOTED, person, today=today, kind=kind, done_on=done_on)
    return act


@idempotent(ActInHerName)
@transaction.atomic
def tell_act(*, actor: Actor, today: date, act: ActInHerName, told_on: date) -> ActInHerName:
    """Note that she was told of it. Told again changes nothing. Raises Denied, ToldTooEarly."""
    require(actor, Permission.PERSON_EDIT, on=act)
    person = Person.unscoped.locked(act.person_id)
    act = ActInHerName.unscoped.select_related("person").locked(act.pk)
    if not act.done_on <= told_on <= today:
        raise ToldTooEarly
    if act.told_on is None:
        act.told_on = told_on
        act.version += 1
        act.save(update_fields=["told_on", "version"])
        mark_contact(person, on=told_on)
        record(actor, actions.ACT_TOLD, person, today=today, told_on=told_on)
    return act
