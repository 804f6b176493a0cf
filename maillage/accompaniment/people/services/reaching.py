"""How she may be reached: a new version of her rule, and whatever leaves towards her, which asks it first."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from maillage.accompaniment.people import actions
from maillage.accompaniment.people.errors import ContactRefused, PreferredNotSafe
from maillage.accompaniment.people.models import Answering, Channel, ContactRule, Leaving, Outgoing, OutgoingKind, Person
from maillage.accompaniment.people.models.contact_rule import SEALED_OF_RULE
from maillage.accompaniment.people.moments import instant_of, wall_clock
from maillage.accompaniment.people.rules import RuleDraft, pure_rule
from maillage.accompaniment.people.selectors import contact as reading
from maillage.core.safe_contact import Channel as Way
from maillage.core.safe_contact import Standing
from maillage.core.safe_contact import may_contact as answer
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Stale
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.vault import Part, Reason, open_part, seal


def write_first_rule(*, actor: Actor, person: Person, draft: RuleDraft, at: datetime) -> ContactRule:
    """The first version, written with the file. Called by services, inside their transaction and after their authorisation."""
    return _write(actor=actor, person=person, draft=draft, at=at, edition=1)


@idempotent(ContactRule)
@transaction.atomic
def change_rule(*, actor: Actor, moment: Moment, person: Person, seen: int, draft: RuleDraft) -> ContactRule:
    """Write a new version of how she may be reached, in force at once; the former one stays, with the moments when it held.

    `seen` is the edition that was on screen. A clock set back never puts a version before the former one, nor before what left under it.
    Raises Denied, PreferredNotSafe, Stale (somebody wrote a version in between).
    """
    require(actor, Permission.PERSON_EDIT, on=person)
    _check_preferred(draft)
    person = Person.unscoped.locked(person.pk)
    current = ContactRule.unscoped.in_force().filter(person=person).first()
    if (current.edition if current is not None else 0) != seen:
        raise _stale(current, draft)
    at = _after_what_left(person, at=instant_of(moment))
    if current is not None:
        at = max(at, current.since)
        ContactRule.unscoped.filter(pk=current.pk).update(until=at)
    rule = _write(actor=actor, person=person, draft=draft, at=at, edition=seen + 1)
    Person.unscoped.filter(pk=person.pk).update(channel=draft.preferred)
    record(actor, actions.CONTACT_CHANGED, person, today=moment.today, edition=rule.edition)
    return rule


def _after_what_left(person: Person, *, at: datetime) -> datetime:
    """What left was allowed by the version that held then: a new one begins after it, whatever the clock says."""
    last: datetime | None = Outgoing.unscoped.filter(person=person).aggregate(last=Max("at"))["last"]
    return at if last is None or at > last else last + timedelta(microseconds=1)


def _check_preferred(draft: RuleDraft) -> None:
    if draft.preferred != Channel.NONE_KNOWN and draft.ways.get(Way(draft.preferred)) is not Standing.ALLOWED:
        raise PreferredNotSafe


def _stale(current: ContactRule | None, draft: RuleDraft) -> Stale:
    if current is None:
        # Erased under the reader's eyes: nothing is written on top of an erasure.
        return Stale(current={}, submitted={}, version=0)
    codes = draft.codes()
    return Stale(current={name: getattr(current, name) for name in codes}, submitted=codes, version=current.edition)


def _write(*, actor: Actor, person: Person, draft: RuleDraft, at: datetime, edition: int) -> ContactRule:
    rule = ContactRule(
        person=person,
        organisation_id=person.organisation_id,
        edition=edition,
        since=at,
        written_by_id=actor.user_id,
        **draft.codes(),
    )
    seal(rule, **draft.texts())
    rule.save(force_insert=True)
    return rule


@idempotent(ContactRule)
@transaction.atomic
def copy_rule(*, actor: Actor, moment: Moment, source: Person, target: Person) -> ContactRule:
    """Take the rule in force of another file of the same person as a new version of this one (two files become one).

    Raises Denied on either file.
    """
    require(actor, Permission.PERSON_EDIT, on=source)
    rule = ContactRule.unscoped.in_force().filter(person=source).get()
    opened = open_part(actor=actor, subject=source, part=Part.SAFE_CONTACT, reason=Reason.CORRECTION, today=moment.today)
    draft = _draft_of(rule, sealed={name: opened.read(rule, name) for name in SEALED_OF_RULE})
    current = ContactRule.unscoped.in_force().filter(person=target).first()
    copied: ContactRule = change_rule(
        actor=actor, moment=moment, person=target, seen=current.edition if current is not None else 0, draft=draft
    )
    return copied


@transaction.atomic
def keep_silent(*, actor: Actor, moment: Moment, person: Person, until: date) -> ContactRule | None:
    """Nothing reaches her before this day, by any way: a new version of her rule, the rest as it was. None when nothing changes.

    For whoever may reach her, even without writing her rule: it can only forbid more. Raises Denied.
    """
    require(actor, Permission.CONTACT_OPEN, on=person)
    person = Person.unscoped.locked(person.pk)
    rule = ContactRule.unscoped.in_force().filter(person=person).first()
    if rule is None or (rule.silent_until is not None and rule.silent_until >= until):
        return None
    opened = open_part(actor=actor, subject=person, part=Part.SAFE_CONTACT, reason=Reason.CONTACT, today=moment.today)
    draft = _draft_of(rule, sealed={name: opened.read(rule, name) for name in SEALED_OF_RULE})
    at = max(_after_what_left(person, at=instant_of(moment)), rule.since)
    ContactRule.unscoped.filter(pk=rule.pk).update(until=at)
    silent = _write(actor=actor, person=person, draft=replace(draft, silent_until=until), at=at, edition=rule.edition + 1)
    record(actor, actions.CONTACT_CHANGED, person, today=moment.today, edition=silent.edition)
    return silent


def _draft_of(rule: ContactRule, *, sealed: dict[str, str]) -> RuleDraft:
    pure = pure_rule(rule)
    return RuleDraft(
        preferred=Channel(rule.preferred),
        ways=pure.channels if pure is not None else {},
        windows=pure.windows if pure is not None else (),
        silent_until=rule.silent_until,
        answering=Answering(rule.answering),
        leaving=Leaving(rule.leaving),
        sealed=sealed,
    )


def leave_for_her(
    *, actor: Actor, person: Person, channel: Way | str, kind: OutgoingKind, moment: Moment, about: uuid.UUID | None = None
) -> Outgoing:
    """Note that something leaves towards her now, if her rule allows it: the one door of all that reaches her.

    Called by services, inside their transaction and after their authorisation. Her rule is read under the lock of her file: a
    rule changed in between counts. Raises ContactRefused, with the reason, when it may be, and what may be done instead.
    """
    person, way = Person.unscoped.locked(person.pk), Way(channel)
    rule, at = reading.rule_of(person), instant_of(moment)
    if rule is not None:
        # A clock set back is not before the version that allows it: what is asked is what is written.
        at = max(at, rule.since)
    verdict = answer(pure_rule(rule), channel=way, at=wall_clock(at))
    if not verdict:
        raise ContactRefused(reason=reading.sentence_of(verdict, person=person, channel=way, moment=moment))
    outgoing = Outgoing.unscoped.create(
        person=person,
        organisation_id=person.organisation_id,
        rule=rule,
        by_id=actor.user_id,
        kind=kind,
        channel=way.value,
        at=at,
        about=about,
    )
    record(actor, actions.LEFT_FOR_HER, person, today=moment.today, kind=kind)
    return outgoing


KIND_OF_WAY = {
    Way.PHONE: OutgoingKind.CALL,
    Way.SMS: OutgoingKind.MESSAGE,
    Way.MESSAGING: OutgoingKind.MESSAGE,
    Way.MAIL: OutgoingKind.MESSAGE,
    Way.LETTER: OutgoingKind.LETTER,
    Way.PARTNER: OutgoingKind.MESSAGE,
    Way.KEY_WORKER: OutgoingKind.MESSAGE,
    Way.VISIT: OutgoingKind.VISIT,
}


@idempotent(Outgoing)
@transaction.atomic
def reach_her(*, actor: Actor, moment: Moment, person: Person, channel: Way | str) -> Outgoing:
    """Note that I reach her now by this way, before doing it. Raises Denied, ContactRefused."""
    require(actor, Permission.CONTACT_OPEN, on=person)
    way = Way(channel)
    return leave_for_her(actor=actor, person=person, channel=way, kind=KIND_OF_WAY[way], moment=moment)
