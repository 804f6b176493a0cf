"""Somebody met outside is, or may be, a minor: the alert, what is done, what is answered, its end. Without a name."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from maillage.accompaniment.outreach import actions
from maillage.accompaniment.outreach.errors import AlertEnded, AnswerBeforeAct, DayToCome, FileNotHers, StillKept
from maillage.accompaniment.outreach.models import WORDS_LIMIT, AlertAct, AlertOutcome, AlertWhere, MinorAlert, Round
from maillage.accompaniment.outreach.services.places import code_of, own_association, owned, zone_of
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.situation.models import ActKind, Answer, Protection, Recipient
from maillage.accompaniment.situation.services import note_doubt
from maillage.core.law import current_law
from maillage.core.minors import keep_until
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.ui import speech
from maillage.foundation.vault import erase_subject, seal


@dataclass(frozen=True, kw_only=True)
class AlertDraft:
    """What was seen, where, on which round if any. No name. Its repr shows no text."""

    organisation_id: uuid.UUID
    where: str = AlertWhere.STREET.value
    zone_id: uuid.UUID | None = None
    street_round: Round | None = None
    words: str = field(default="", repr=False)


@idempotent(MinorAlert)
@transaction.atomic
def raise_alert(*, actor: Actor, today: date, draft: AlertDraft) -> MinorAlert:
    """Anybody who notes rounds may say so; it is read by those who hold the right `minors`.

    Raises Denied, ZoneElsewhere, CodeUnknown. The machine may for a round, on behalf of a volunteer.
    """
    street_round = draft.street_round
    if street_round is not None and street_round.organisation_id != draft.organisation_id:
        raise Denied
    if actor.system and street_round is not None:
        organisation = street_round.organisation
    else:
        organisation = own_association(actor, Permission.OUTREACH_NOTE, organisation_id=draft.organisation_id)
    zone_id = draft.zone_id or (street_round.zone_id if street_round is not None else None)
    alert = MinorAlert(
        **owned(organisation),
        zone=zone_of(organisation, zone_id) if zone_id else None,
        round=street_round,
        where=code_of(AlertWhere, draft.where),
        noted_on=today,
        noted_by_id=actor.user_id,
    )
    seal(alert, words=draft.words.strip()[:WORDS_LIMIT] or None)
    alert.save(force_insert=True)
    record(actor, actions.ALERT_RAISED, alert, today=today)
    return alert


@idempotent(AlertAct)
@transaction.atomic
def note_alert_act(
    *, actor: Actor, today: date, alert: MinorAlert, kind: str, recipient: str, done_on: date, reference: str = ""
) -> AlertAct:
    """What was done for her, towards whom. Raises Denied, AlertEnded, DayToCome, CodeUnknown."""
    require(actor, Permission.MINOR_OPEN, on=alert)
    current = MinorAlert.unscoped.locked(alert.pk)
    if current.ended_on is not None:
        raise AlertEnded
    if done_on > today:
        raise DayToCome
    act = AlertAct(alert=current, kind=code_of(ActKind, kind), recipient=code_of(Recipient, recipient), done_on=done_on)
    seal(act, reference=reference.strip() or None)
    act.save(force_insert=True)
    record(actor, actions.ALERT_ACT, current, today=today)
    return act


@idempotent(AlertAct)
@transaction.atomic
def answer_alert_act(*, actor: Actor, today: date, act: AlertAct, seen: int, answer: str, answered_on: date, reference: str) -> AlertAct:
    """What was answered, and their reference. Raises Denied, AnswerBeforeAct, DayToCome, CodeUnknown, Stale."""
    require(actor, Permission.MINOR_OPEN, on=act)
    current = AlertAct.unscoped.select_related("alert").locked(act.pk)
    if answered_on < current.done_on:
        raise AnswerBeforeAct
    if answered_on > today:
        raise DayToCome
    changed: AlertAct = current.save_version(seen=seen, changes={"answer": code_of(Answer, answer), "answered_on": answered_on})
    seal(changed, reference=reference.strip() or None)
    changed.save(update_fields=["reference"])
    record(actor, actions.ALERT_ANSWERED, current.alert, today=today)
    return changed


@idempotent(MinorAlert)
@transaction.atomic
def end_alert(*, actor: Actor, today: date, alert: MinorAlert, seen: int, outcome: str) -> MinorAlert:
    """Close the alert; it is kept until the day of `core.minors.keep_until`. Raises Denied, AlertEnded, CodeUnknown, Stale."""
    require(actor, Permission.MINOR_OPEN, on=alert)
    current = MinorAlert.unscoped.locked(alert.pk)
    if current.ended_on is not None:
        raise AlertEnded
    return _end(current, actor=actor, today=today, seen=seen, outcome=code_of(AlertOutcome, outcome))


@idempotent(MinorAlert)
@transaction.atomic
def follow_in_file(*, actor: Actor, today: date, alert: MinorAlert, seen: int, person: Person) -> MinorAlert:
    """She has a file: her protection is opened there, if it is not running, and the alert is closed. Nothing links the two afterwards.

    Raises Denied, AlertEnded, FileNotHers, Stale.
    """
    require(actor, Permission.MINOR_OPEN, on=alert)
    require(actor, Permission.PERSON_EDIT, on=person)
    current = MinorAlert.unscoped.locked(alert.pk)
    if current.ended_on is not None:
        raise AlertEnded
    if person.organisation_id != current.organisation_id:
        raise FileNotHers
    if not Protection.unscoped.running().filter(person=person).exists():
        note_doubt(actor=actor, today=today, person=person)
    return _end(current, actor=actor, today=today, seen=seen, outcome=AlertOutcome.FILE)


def _end(alert: MinorAlert, *, actor: Actor, today: date, seen: int, outcome: AlertOutcome) -> MinorAlert:
    kept = keep_until(ended_on=today, majority=None, law=current_law())
    ended: MinorAlert = alert.save_version(seen=seen, changes={"ended_on": today, "outcome": outcome, "keep_until": kept})
    record(actor, actions.ALERT_ENDED, ended, today=today, outcome=outcome)
    return ended


@transaction.atomic
def forget_alert(*, actor: Actor, today: date, alert: MinorAlert) -> None:
    """Erase what an alert and its acts say, once their time is over. Raises Denied, StillKept."""
    if not actor.system:
        require(actor, Permission.MINOR_OPEN, on=alert)
    current = MinorAlert.unscoped.locked(alert.pk)
    if current.keep_until is None or today <= current.keep_until:
        raise StillKept(until=speech.day_words(current.keep_until) if current.keep_until else "…")
    erase_subject(actor=actor, subject=current, today=today)
    current.delete()
    record(actor, actions.ALERT_FORGOTTEN, None, today=today, chain=current.organisation_id)
