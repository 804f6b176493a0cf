"""Every write on kept mail. Nothing is ever opened; whatever reaches her asks her rule of contact first."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from maillage.accompaniment.kept_mail import actions
from maillage.accompaniment.kept_mail.errors import AlreadyGone, KeepingWithdrawn, NotArrivedYet, NothingToTell, NothingWaits
from maillage.accompaniment.kept_mail.models import KeptMail, Outcome, Sender, Told
from maillage.accompaniment.kept_mail.selectors import keeping_is_withdrawn
from maillage.accompaniment.people.models import OutgoingKind, Person
from maillage.accompaniment.people.services import leave_for_her, mark_contact
from maillage.core.safe_contact import Channel
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.kernel.moment import Moment


@dataclass(frozen=True)
class Letter:
    """One line of the form of the reception."""

    person: Person
    sender: Sender
    urgent: bool


@idempotent(KeptMail)
@transaction.atomic
def keep_mail(*, actor: Actor, today: date, person: Person, sender: Sender, urgent: bool, received_on: date) -> KeptMail:
    """Note a letter that came for her. Raises Denied, NotArrivedYet, KeepingWithdrawn (she took back her accord)."""
    require(actor, Permission.MAIL_KEEP, on=person)
    person = Person.unscoped.locked(person.pk)
    if received_on > today:
        raise NotArrivedYet
    if keeping_is_withdrawn(person, today=today):
        raise KeepingWithdrawn
    mail = KeptMail.unscoped.create(
        person=person, organisation_id=person.organisation_id, sender=sender, urgent=urgent, received_on=received_on
    )
    record(actor, actions.KEPT, person, today=today)
    return mail


@transaction.atomic
def keep_several(*, actor: Actor, today: date, letters: Sequence[Letter], received_on: date, key: uuid.UUID) -> list[KeptMail]:
    """Note the letters of one delivery, all or none; the same delivery sent twice is noted once. Raises as `keep_mail`."""
    return [
        keep_mail(
            actor=actor,
            today=today,
            person=letter.person,
            sender=letter.sender,
            urgent=letter.urgent,
            received_on=received_on,
            key=uuid.uuid5(key, str(rank)),
        )
        for rank, letter in enumerate(letters)
    ]


@idempotent(Person)
@transaction.atomic
def tell_mail(*, actor: Actor, moment: Moment, person: Person, by: Told) -> Person:
    """Note that she is told now, by this way, of every letter that waits and of which she knows nothing.

    Her rule of contact is asked first, unless she is here. Raises Denied, NothingToTell, ContactRefused.
    """
    require(actor, Permission.MAIL_KEEP, on=person)
    person = Person.unscoped.locked(person.pk)
    untold = list(KeptMail.unscoped.waiting().filter(person=person, told_on__isnull=True).order_by("received_on", "pk"))
    if not untold:
        raise NothingToTell
    _reach(actor=actor, person=person, by=by, kind=OutgoingKind.MAIL_TOLD, moment=moment)
    for mail in untold:
        mail.save_version(seen=mail.version, changes={"told_on": _day(mail, moment), "told_by": by})
    record(actor, actions.TOLD, person, today=moment.today)
    return person


def _reach(*, actor: Actor, person: Person, by: Told, kind: OutgoingKind, moment: Moment) -> None:
    if by == Told.IN_PERSON:
        mark_contact(person, on=moment.today)
        return
    leave_for_her(actor=actor, person=person, channel=Channel(by.value), kind=kind, moment=moment)


def _day(mail: KeptMail, moment: Moment) -> date:
    # A clock set back: nothing happens to a letter before it came.
    return max(moment.today, mail.received_on)


@idempotent(KeptMail)
@transaction.atomic
def close_mail(*, actor: Actor, moment: Moment, mail: KeptMail, seen: int, outcome: Outcome) -> KeptMail:
    """Note how a letter left. Forwarding it writes to her: her rule of contact is asked, for a letter.

    Raises Denied, AlreadyGone, ContactRefused, Stale.
    """
    require(actor, Permission.MAIL_KEEP, on=mail)
    Person.unscoped.locked(mail.person_id)  # her file first, as in every act here: two locks taken crosswise wait for ever
    mail = KeptMail.unscoped.select_related("person").locked(mail.pk)
    if mail.closed_on is not None:
        raise AlreadyGone(outcome=mail.get_outcome_display())
    if outcome == Outcome.FORWARDED:
        _reach(actor=actor, person=mail.person, by=Told.LETTER, kind=OutgoingKind.LETTER, moment=moment)
    if outcome == Outcome.HANDED:
        mark_contact(mail.person, on=moment.today)
    changed = mail.save_version(seen=seen, changes={"closed_on": _day(mail, moment), "outcome": outcome})
    record(actor, actions.CLOSED, mail.person, today=moment.today, outcome=outcome)
    return changed


@idempotent(Person)
@transaction.atomic
def hand_over_all(*, actor: Actor, moment: Moment, person: Person) -> Person:
    """She is here: every letter that waits is handed over. Raises Denied, NothingWaits."""
    require(actor, Permission.MAIL_KEEP, on=person)
    person = Person.unscoped.locked(person.pk)
    waiting = list(KeptMail.unscoped.waiting().filter(person=person).order_by("received_on", "pk"))
    if not waiting:
        raise NothingWaits
    mark_contact(person, on=moment.today)
    for mail in waiting:
        mail.save_version(seen=mail.version, changes={"closed_on": _day(mail, moment), "outcome": Outcome.HANDED})
        record(actor, actions.CLOSED, person, today=moment.today, outcome=Outcome.HANDED)
    return person
