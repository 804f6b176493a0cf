"""The path of protection of a minor, or of somebody who may be one."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from maillage.accompaniment.people.models import Person
from maillage.accompaniment.situation import actions
from maillage.accompaniment.situation.errors import (
    AlreadyProtected,
    AnswerBeforeAct,
    DayToCome,
    NotYetOfAge,
    ProtectionEnded,
    StillKept,
)
from maillage.accompaniment.situation.letters import protection_letter
from maillage.accompaniment.situation.models import ActKind, Answer, Outcome, Protection, ProtectionAct, Recipient, Why
from maillage.accompaniment.situation.selectors import letter_facts, majority_of
from maillage.core.law import current_law
from maillage.core.minors import is_minor, keep_until, majority_on
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.ui import speech
from maillage.foundation.vault import Reason, seal


@idempotent(Protection)
@transaction.atomic
def note_doubt(*, actor: Actor, today: date, person: Person) -> Protection:
    """She may be a minor: from now on no pathway, and child protection is called. Anybody who works on files may say so.

    Raises Denied, AlreadyProtected.
    """
    require(actor, Permission.PERSON_EDIT, on=person)
    person = Person.unscoped.locked(person.pk)
    if Protection.unscoped.running().filter(person=person).exists():
        raise AlreadyProtected
    return _open(person, actor=actor, today=today, why=Why.DOUBT, majority=None)


def protect_by_birth_date(*, actor: Actor, person: Person, birth_date: date | None, today: date) -> None:
    """Called when an identity is noted: the birth date of a minor opens her protection, or tells it when she comes of age.

    A corrected date closes nothing by itself: somebody with the right `minors` looks first.
    """
    law = current_law()
    minor = birth_date is not None and is_minor(birth_date, law=law, on=today)
    majority = majority_on(birth_date, law=law, on=today) if birth_date is not None else None
    running = Protection.unscoped.running().filter(person=person).first()
    if running is None:
        if minor:
            _open(person, actor=actor, today=today, why=Why.BIRTH_DATE, majority=majority)
        return
    changed = running.save_version(seen=running.version, changes={"why": Why.BIRTH_DATE if minor else running.why})
    seal(changed, majority=majority.isoformat() if majority else None)
    changed.save(update_fields=["majority"])


def _open(person: Person, *, actor: Actor, today: date, why: Why, majority: date | None) -> Protection:
    protection = Protection(person=person, organisation_id=person.organisation_id, why=why, noted_on=today)
    seal(protection, majority=majority.isoformat() if majority else None)
    protection.save(force_insert=True)
    record(actor, actions.PROTECTION_OPENED, person, today=today)
    return protection


@idempotent(ProtectionAct)
@transaction.atomic
def record_act(
    *, actor: Actor, today: date, protection: Protection, kind: ActKind, recipient: Recipient, done_on: date, reference: str = ""
) -> ProtectionAct:
    """Note what was done to protect her, towards whom. Raises Denied, ProtectionEnded, DayToCome."""
    require(actor, Permission.MINOR_OPEN, on=protection)
    protection = Protection.unscoped.select_related("person").locked(protection.pk)
    if protection.ended_on is not None:
        raise ProtectionEnded
    if done_on > today:
        raise DayToCome(question=ActKind(kind).label)
    act = ProtectionAct(protection=protection, kind=kind, recipient=recipient, done_on=done_on)
    seal(act, reference=reference.strip() or None)
    act.save(force_insert=True)
    record(actor, actions.PROTECTION_ACT, protection.person, today=today)
    return act


@idempotent(ProtectionAct)
@transaction.atomic
def answer_act(
    *, actor: Actor, today: date, act: ProtectionAct, seen: int, answer: Answer, answered_on: date, reference: str
) -> ProtectionAct:
    """Note, or correct, what was answered and their reference. Raises Denied, AnswerBeforeAct, DayToCome, Stale."""
    require(actor, Permission.MINOR_OPEN, on=act)
    act = ProtectionAct.unscoped.select_related("protection__person").locked(act.pk)
    if answered_on < act.done_on:
        raise AnswerBeforeAct
    if answered_on > today:
        raise DayToCome(question=Answer(answer).label)
    changed = act.save_version(seen=seen, changes={"answer": answer, "answered_on": answered_on})
    seal(changed, reference=reference.strip() or None)
    changed.save(update_fields=["reference"])
    record(actor, actions.PROTECTION_ANSWERED, act.protection.person, today=today)
    return changed


@idempotent(Protection)
@transaction.atomic
def end_protection(*, actor: Actor, today: date, protection: Protection, seen: int, outcome: Outcome) -> Protection:
    """Close the path: she is an adult, she came of age, or others protect her now. Handed over, she may come of age later: say it then.

    It is kept until the day of `core.minors.keep_until`. Raises Denied, ProtectionEnded, NotYetOfAge, Stale.
    """
    require(actor, Permission.MINOR_OPEN, on=protection)
    protection = Protection.unscoped.select_related("person").locked(protection.pk)
    entrusted_before = protection.outcome == Outcome.ENTRUSTED and outcome != Outcome.ENTRUSTED
    if protection.ended_on is not None and not entrusted_before:
        raise ProtectionEnded
    majority = majority_of(actor=actor, protection=protection, reason=Reason.CONTROL, today=today)
    if outcome == Outcome.OF_AGE and majority is not None and today < majority:
        raise NotYetOfAge
    kept = keep_until(ended_on=today, majority=majority if outcome != Outcome.ADULT else None, law=current_law())
    changed = protection.save_version(seen=seen, changes={"ended_on": today, "outcome": outcome, "keep_until": kept})
    record(actor, actions.PROTECTION_ENDED, protection.person, today=today)
    return changed


@transaction.atomic
def forget_protection(*, actor: Actor, today: date, protection: Protection) -> None:
    """Erase a path whose time is over, with its acts. Raises Denied, StillKept."""
    require(actor, Permission.MINOR_OPEN, on=protection)
    protection = Protection.unscoped.select_related("person").locked(protection.pk)
    if protection.keep_until is None or today <= protection.keep_until:
        raise StillKept(until=speech.day_words(protection.keep_until) if protection.keep_until else "…")
    person = protection.person
    protection.delete()
    record(actor, actions.PROTECTION_FORGOTTEN, person, today=today)


def print_letter(*, actor: Actor, today: date, act: ProtectionAct, named: bool) -> bytes:
    """The letter of an act, to sign. `named`: with her civil identity, opened and journaled; else her file's reference stands for it.

    Raises Denied (the right `minors`, or her identity).
    """
    require(actor, Permission.MINOR_OPEN, on=act)
    facts = letter_facts(actor=actor, act=act, named=named, today=today)
    with transaction.atomic():
        record(actor, actions.PROTECTION_LETTER, act.protection.person, today=today)
    return protection_letter(facts, today=today)
