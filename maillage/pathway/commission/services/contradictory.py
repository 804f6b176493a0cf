"""Before an end that she does not ask for: she is told of what is held against her, and heard. Nothing is decided before."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor, require, system_actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import Prepared, prepare_generated, store_generated
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.notifications import notify
from maillage.foundation.ui.speech import day_words
from maillage.foundation.vault import Part, Reason, open_part, seal
from maillage.pathway.commission import actions, letters
from maillage.pathway.commission.errors import (
    DateInFuture,
    WordsMissing,
    WrongDates,
)
from maillage.pathway.commission.errors_after import (
    DecidedMeanwhile,
    DelayRunning,
    DelayTooShort,
    HeardFirst,
    HearingKnown,
    HearingNotNeeded,
    NotToldYet,
    ObservationsKept,
    ProofUnsaid,
    SignedBeforeHeard,
    ToldAlready,
)
from maillage.pathway.commission.models import Contradictory, Decision, DecisionSense, DeliveredBy, Heard, Proof
from maillage.pathway.commission.naming import civil_name
from maillage.pathway.commission.notices import TO_DELIVER, key_workers_of
from maillage.pathway.commission.services.leaving import destroy_unsigned
from maillage.pathway.commission.services.ways import IN_PERSON, reach_by
from maillage.pathway.psp.models import Application, Ending, EndReason
from maillage.pathway.psp.services.filing import secretariat_of

COPY = "contradictory"


def needs_hearing(application: Application) -> bool:
    """Is it an end that she does not ask for? The law wants her heard before (CRPA, art. L. 121-1; her own request: L. 121-2)."""
    ending = Ending.unscoped.filter(application=application).first()
    return ending is not None and ending.against_her


def check_heard(application: Application, *, motives: Sequence[str], signed_on: date | None = None) -> None:
    """No end is prepared for a reason that is not hers before she was heard, nor signed on an earlier day (`signed_on`).

    Raises HeardFirst, SignedBeforeHeard.
    """
    held = [EndReason(code) for code in motives if code in EndReason.values]
    if not needs_hearing(application) and not any(each.against_her for each in held):
        return
    hearing = Contradictory.unscoped.filter(application=application).first()
    if hearing is None or hearing.heard_on is None:
        raise HeardFirst
    if signed_on is not None and signed_on < hearing.heard_on:
        raise SignedBeforeHeard(day=day_words(hearing.heard_on))


def heard_before(application: Application) -> str:
    """How she was heard, as the decision cites it; nothing when she asked for the end herself."""
    hearing = Contradictory.unscoped.filter(application=application).first()
    return letters.heard_words(hearing) if hearing is not None and hearing.is_over else ""


def open_contradictory(
    *, actor: Actor, today: date, application: Application, facts: str, days: int, key: uuid.UUID | None = None
) -> Contradictory:
    """Open the procedure: the letter says what is held against her and how long she has to answer, counted from the day she has it.

    Her association, when her file is here, gets the letter to put into her hands. Source: CRPA, art. L. 121-1 and L. 122-1; parameter
    `contradictory.days`. Raises Denied, HearingNotNeeded, HearingKnown, WordsMissing, DelayTooShort.
    """
    require(actor, Permission.DECISION_PREPARE, on=application)
    least = current_law().value("contradictory.days", on=today).value
    if not needs_hearing(application):
        raise HearingNotNeeded
    if not facts.strip():
        raise WordsMissing
    if days < least:
        raise DelayTooShort(days=least)
    application = Application.unscoped.select_related("territory", "person", "ending").get(pk=application.pk)
    hearing = Contradictory(
        application=application, organisation=secretariat_of(application.territory_id), territory=application.territory, days=days,
        opened_on=today,
    )  # fmt: skip
    content = letters.invitation(
        hearing, name=civil_name(application, actor=actor, today=today), facts=facts.strip(), today=today,
        reason=str(EndReason(application.ending.reason).label),
    )  # fmt: skip
    prepared = prepare_generated(owner=hearing, content=content)
    copied = prepare_generated(owner=application, content=content) if application.person_id is not None else None
    opened: Contradictory = _open(actor=actor, today=today, hearing=hearing, facts=facts.strip(), prepared=prepared, copied=copied, key=key)
    return opened


@idempotent(Contradictory)
@transaction.atomic
def _open(*, actor: Actor, today: date, hearing: Contradictory, facts: str, prepared: Prepared, copied: Prepared | None) -> Contradictory:
    application = Application.unscoped.locked(hearing.application_id)
    if Contradictory.unscoped.filter(application=application).exists():
        raise HearingKnown
    seal(hearing, facts=facts)
    hearing.save(force_insert=True)
    name = f"Observations {application.number}"
    stored = store_generated(actor=actor, owner=hearing, part=Part.EXTRACT, name=name, content=prepared, today=today, purpose="invitation")
    hearing.document = stored.pk
    hearing.save(update_fields=["document"])
    if copied is not None:
        store_generated(
            actor=system_actor(), owner=application, part=Part.ATTACHMENTS, name=name, content=copied, today=today, purpose=COPY
        )
        notify(topic=TO_DELIVER, user_ids=key_workers_of(application, today=today), today=today)
    record(actor, actions.CONTRADICTORY_OPENED, hearing, today=today)
    return hearing


@transaction.atomic
def note_told(
    *, actor: Actor, moment: Moment, hearing: Contradictory, told_on: date, proof: Proof | str, way: str = IN_PERSON, by: DeliveredBy | str
) -> Contradictory:
    """Note that she has the letter: her delay to answer runs from the next day. Told twice the same, it changes nothing; another day,
    hand or proof is refused, for her delay runs already.

    The association puts it into her hands by a way that her rule allows (`way`); the prefecture notes its own letter or desk.
    Raises Denied, ToldAlready, DateInFuture, WrongDates, ProofUnsaid, ContactRefused (association), LetterNotOpen (prefecture).
    """
    hearing = Contradictory.unscoped.select_related("application__person").locked(hearing.pk)
    application = hearing.application
    require(actor, Permission.PATHWAY_RECORD, on=application)
    if hearing.told_on is not None:
        if (hearing.told_on, hearing.told_by, hearing.proof) == (told_on, by, proof):
            return hearing
        raise ToldAlready(day=day_words(hearing.told_on))
    if told_on > moment.today:
        raise DateInFuture
    if told_on < hearing.opened_on:
        raise WrongDates
    if not proof:
        raise ProofUnsaid
    reach_by(actor=actor, moment=moment, application=application, by=by, way=way, about=hearing.pk)
    hearing.told_on, hearing.told_by, hearing.proof = told_on, by, proof
    hearing.until = told_on + timedelta(days=hearing.days)
    hearing.version += 1
    hearing.save(update_fields=["told_on", "told_by", "proof", "until", "version"])
    record(actor, actions.CONTRADICTORY_TOLD, hearing, today=moment.today, told_on=told_on, until=hearing.until)
    return hearing


@idempotent(Contradictory)
@transaction.atomic
def note_observations(
    *, actor: Actor, today: date, hearing: Contradictory, heard: Heard | str, heard_on: date, words: str = ""
) -> Contradictory:
    """Note what she answered, or that her delay passed without an answer; the words are sealed with the State. The same twice is once.

    What comes later, until the signature, is read before the decision too (CRPA, art. L. 121-1): an answer takes the place of a silence,
    new words are added to the first ones, and an end prepared before, which cites neither, is destroyed: it is prepared again.
    Raises Denied, NotToldYet, DateInFuture, WrongDates, DelayRunning (silence before the last day), WordsMissing, ObservationsKept
    (a silence after an answer), DecidedMeanwhile (signed).
    """
    require(actor, Permission.DECISION_PREPARE, on=hearing)
    # Before the hearing, in the order of the signature: none is recorded between what she says and what becomes of the decision.
    application = Application.unscoped.locked(hearing.application_id)
    hearing = Contradictory.unscoped.select_related("application").locked(hearing.pk)
    said, kept = words.strip(), _kept_words(hearing, today=today)
    if hearing.is_over and (hearing.heard, hearing.heard_on) == (heard, heard_on) and said == kept.rpartition(_ADDED)[2]:
        return hearing
    _check_observations(hearing, heard=heard, heard_on=heard_on, said=said, today=today)
    if hearing.is_over:
        if Decision.unscoped.filter(application=application, signed_on__isnull=False).exists():
            raise DecidedMeanwhile
        destroy_unsigned(actor=actor, today=today, application=application, senses=(DecisionSense.ENDED,))
    if said:
        seal(hearing, observations=f"{kept}{_ADDED}{said}" if kept else said)
    # A letter found late does not bring back the day from which an end may be signed.
    before = hearing.heard_on if kept else None
    hearing.heard, hearing.heard_on = heard, max(heard_on, before or heard_on)
    hearing.version += 1
    hearing.save()
    record(actor, actions.OBSERVATIONS, hearing, today=today, heard_on=heard_on)
    return hearing


_ADDED = "\n\n* * *\n\n"
"""Between what she said first and what she added: each reader sees that they came apart; the journal says when."""


def _kept_words(hearing: Contradictory, *, today: date) -> str:
    """What is sealed of her answer, read by the machine to tell the same from another."""
    if not hearing.is_over:
        return ""
    machine = system_actor()
    opened = open_part(actor=machine, subject=hearing, part=Part.EXTRACT, reason=Reason.MACHINE, today=today, system=True)
    return opened.read(hearing, "observations")


def _check_observations(hearing: Contradictory, *, heard: Heard | str, heard_on: date, said: str, today: date) -> None:
    if hearing.told_on is None or hearing.until is None:
        raise NotToldYet
    if heard_on > today:
        raise DateInFuture
    if heard_on < hearing.told_on:
        raise WrongDates
    if heard == Heard.NONE and hearing.heard_on is not None:
        raise ObservationsKept(day=day_words(hearing.heard_on))
    if heard == Heard.NONE and heard_on <= hearing.until:
        raise DelayRunning(until=day_words(hearing.until))
    if heard != Heard.NONE and not said:
        raise WordsMissing
