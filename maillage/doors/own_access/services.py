"""Open her access after a talk, show and take back, close; and what her wrong answers change."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from maillage.accompaniment.people.models import Accord, Person, Purpose, RecipientKind
from maillage.accompaniment.people.selectors import accord_in_force
from maillage.core.clock.terms import add_months
from maillage.doors.own_access import actions, boxes, notices
from maillage.doors.own_access.boxes import CardContent
from maillage.doors.own_access.codes import SHORTEST_ANSWER, draw_code, read_answer
from maillage.doors.own_access.errors import (
    AccessClosed,
    AlreadyOpen,
    AnswerTooShort,
    LanguageNotServed,
    NoAccordForAccess,
    NotAgreedToSee,
    PhoneIsHeld,
    TalkFromTheFuture,
)
from maillage.doors.own_access.models import AcceptedLanguage, Card, CardKind, Closed, HoldsPhone, KeepsCode, OwnAccess
from maillage.doors.own_access.selectors import served_languages
from maillage.foundation.access.actor import Actor, require, system_actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.notifications import notify
from maillage.reference.organisations.models import Organisation

MONTHS = 6  # a choice of the house: a forgotten code does not stay good for ever
TRIES, TRIES_IN_ALL, WAIT = 5, 10, timedelta(hours=1)


@dataclass(frozen=True)
class Talk:
    """The talk on risks, and what she chose in it. Its repr shows nothing."""

    talked_on: date
    holds_phone: HoldsPhone
    keeps_code: KeepsCode
    language: str
    shows: frozenset[CardKind]
    question: str
    answer: str

    def __repr__(self) -> str:
        return "Talk(…)"


@dataclass(frozen=True)
class Opened:
    """A new access and its code, shown once: empty when the act was done already. Its repr shows nothing."""

    access: OwnAccess
    code: str

    def __repr__(self) -> str:
        return "Opened(…)"


def open_access(*, actor: Actor, today: date, person: Person, talk: Talk, key: uuid.UUID | None = None) -> Opened:
    """Open her access. Neither the code nor the answer is kept: a lost code is replaced, never found. Sent twice under one `key`, it
    opens once, and the second answer has no code.

    Raises Denied, PhoneIsHeld, TalkFromTheFuture, NoAccordForAccess, LanguageNotServed, AnswerTooShort, AlreadyOpen.
    """
    code, pk = draw_code(), uuid.uuid4()
    access: OwnAccess = _open(actor=actor, today=today, person=person, talk=talk, code=code, pk=pk, key=key)
    return Opened(access=access, code=code if access.pk == pk else "")


@idempotent(OwnAccess)
@transaction.atomic
def _open(*, actor: Actor, today: date, person: Person, talk: Talk, code: str, pk: uuid.UUID) -> OwnAccess:
    require(actor, Permission.HER_ACCESS_OPEN, on=person)
    person = Person.unscoped.locked(person.pk)
    accord = _check(person, talk=talk, today=today)
    access = OwnAccess(
        id=pk,
        person=person,
        organisation_id=person.organisation_id,
        language=talk.language,
        talked_on=talk.talked_on,
        holds_phone=talk.holds_phone,
        keeps_code=talk.keeps_code,
        shows=",".join(sorted(talk.shows)),
        opened_on=today,
        ends_on=min(add_months(today, MONTHS), accord.expires_on or date.max),
    )
    boxes.lock(access, code=code, question=talk.question.strip(), answer=talk.answer)
    access.save(force_insert=True)
    record(actor, actions.OPENED, person, today=today)
    return access


def _check(person: Person, *, talk: Talk, today: date) -> Accord:
    if talk.holds_phone == HoldsPhone.SOMEBODY_ELSE:
        raise PhoneIsHeld
    if talk.talked_on > today:
        raise TalkFromTheFuture
    accord = accord_in_force(person, purpose=Purpose.OWN_ACCESS, recipient_kind=RecipientKind.OWN, today=today)
    if accord is None:
        raise NoAccordForAccess
    if talk.language not in {each.code for each in served_languages(person.organisation_id)}:
        raise LanguageNotServed
    if len(read_answer(talk.answer)) < SHORTEST_ANSWER:
        raise AnswerTooShort
    if OwnAccess.unscoped.open().filter(person=person).exists():
        raise AlreadyOpen
    return accord


@transaction.atomic
def close_access(*, actor: Actor, today: date, access: OwnAccess, reason: Closed) -> OwnAccess:
    """Close her access: what it showed is destroyed with it. Closing it twice changes nothing. Raises Denied."""
    require(actor, Permission.HER_ACCESS_OPEN, on=access)
    access = OwnAccess.unscoped.select_related("person").locked(access.pk)
    if access.closed_on is None:
        _close(access, today=today, reason=reason)
        record(actor, actions.CLOSED, access.person, today=today, reason=reason)
    return access


def _close(access: OwnAccess, *, today: date, reason: Closed) -> None:
    access.closed_on, access.closed_for = today, reason
    access.question = access.private = b""
    access.save(update_fields=["closed_on", "closed_for", "question", "private"])
    Card.unscoped.filter(access=access).delete()


@idempotent(Card)
@transaction.atomic
def show_card(*, actor: Actor, today: date, access: OwnAccess, kind: CardKind, content: CardContent, source: str = "") -> Card:
    """Show her one thing. `source` is a code that keeps the same thing from being shown twice: the later replaces the earlier.

    Raises Denied, AccessClosed, NotAgreedToSee.
    """
    require(actor, Permission.HER_ACCESS_OPEN, on=access)
    access = OwnAccess.unscoped.select_related("person").locked(access.pk)
    if not access.in_force(today=today):
        raise AccessClosed
    if kind not in access.kinds():
        raise NotAgreedToSee
    if source:
        Card.unscoped.filter(access=access, source=source).delete()
    card = Card(access=access, kind=kind, source=source, published_on=today, published_by_id=actor.user_id)
    boxes.close_card(card, content, access=access)
    card.save(force_insert=True)
    record(actor, actions.SHOWN, access.person, today=today, kind=kind)
    return card


@transaction.atomic
def take_back(*, actor: Actor, today: date, card: Card) -> None:
    """Show one thing no more: its box is destroyed. Raises Denied."""
    require(actor, Permission.HER_ACCESS_OPEN, on=card)
    access = OwnAccess.unscoped.select_related("person").locked(card.access_id)
    gone, _rows = Card.unscoped.filter(pk=card.pk).delete()
    if gone:
        record(actor, actions.TAKEN_BACK, access.person, today=today, kind=card.kind)


@transaction.atomic
def accept_language(*, actor: Actor, today: date, organisation: Organisation, language: str, accepted: bool) -> None:
    """Accept, or no longer, to serve a language that no speaker has reviewed. Raises Denied."""
    require(actor, Permission.ORGANISATION_MANAGE, on=organisation)
    require(actor, Permission.PERSON_LIST, on=organisation)  # the association itself, not who manages the department
    rows = AcceptedLanguage.unscoped.filter(organisation=organisation, language=language)
    if accepted == rows.exists():
        return
    if accepted:
        AcceptedLanguage.unscoped.create(organisation=organisation, language=language, accepted_on=today)
    else:
        rows.delete()
    said = actions.LANGUAGE_ACCEPTED if accepted else actions.LANGUAGE_REFUSED
    record(actor, said, None, today=today, chain=organisation.pk, language=language)


@transaction.atomic
def count_answer(*, access: OwnAccess, right: bool, now: datetime, today: date) -> None:
    """Remember wrong answers in a row: five make her wait an hour, ten close the access and tell her key workers.

    A right answer writes nothing unless some were wrong before: nothing is kept of her visits.
    """
    access = OwnAccess.unscoped.select_related("person").locked(access.pk)
    if right:
        if access.wrong_answers:
            access.wrong_answers, access.waits_until = 0, None
            access.save(update_fields=["wrong_answers", "waits_until"])
        return
    access.wrong_answers += 1
    if access.wrong_answers % TRIES == 0:
        access.waits_until = now + WAIT
    access.save(update_fields=["wrong_answers", "waits_until"])
    if access.wrong_answers >= TRIES_IN_ALL and access.closed_on is None:
        _close(access, today=today, reason=Closed.WRONG_ANSWERS)
        record(system_actor(), actions.CLOSED, access.person, today=today, reason=Closed.WRONG_ANSWERS)
        notify(topic=notices.CLOSED_BY_ERRORS, user_ids=_key_workers(access.person, today=today), today=today)


@transaction.atomic
def close_with(*, actor: Actor, today: date, person: Person, reason: Closed) -> None:
    """Her accord is withdrawn, or her file closed: the access closes with it. Called inside that act, which has authorised itself."""
    for access in OwnAccess.unscoped.open().filter(person=person).select_related("person"):
        _close(access, today=today, reason=reason)
        record(actor, actions.CLOSED, access.person, today=today, reason=reason)


def _key_workers(person: Person, *, today: date) -> list[uuid.UUID]:
    return [each.user_id for each in person.key_workers.inside() if each.ends_on is None or each.ends_on > today]
