"""The State asks to correct what was filed; the association answers; the State accepts, or asks again. Its clock stands still meanwhile."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from maillage.core.clock.waiting import Cause
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import prepare_upload, store_document, store_generated
from maillage.foundation.documents.uploads import read_upload
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.notifications import notify
from maillage.foundation.vault import Part, seal
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import (
    CorrectionClosed,
    CorrectionOpen,
    CorrectionUnknown,
    CorrectionWords,
    DeadlinePast,
    NothingNew,
    NotYours,
    StateRefused,
)
from maillage.pathway.psp.extracts import ExtractContent, ExtractPiece
from maillage.pathway.psp.leaving import say_completed, say_locking
from maillage.pathway.psp.models import Addendum, Application, Correction, CorrectionCopy, CorrectionState, Extract, Issuer, Problem
from maillage.pathway.psp.notices import CORRECTION_ANSWERED, CORRECTION_ASKED, key_workers_of, secretaries_of
from maillage.pathway.psp.pieces import piece_label
from maillage.pathway.psp.selectors.corrections import correction_targets, line_as_agreed
from maillage.pathway.psp.services.waiting import close_waiting, open_waiting
from maillage.pathway.psp.targets import field_of, piece_of
from maillage.pathway.psp.workflow import State

CORRECTABLE = (State.FILED, State.SCHEDULED)
PURPOSE = "correction"


def is_states_side(actor: Actor, application: Application) -> bool:
    """Does she act for the secretariat, not for the association?"""
    return actor.may(Permission.APPLICATION_RECEIVE, on=application)


def _require_asking(actor: Actor, application: Application, *, today: date) -> None:
    """The secretariat asks; the association writes down what came on paper, where nobody receives in Maillage."""
    if is_states_side(actor, application):
        return
    require(actor, Permission.PATHWAY_RECORD, on=application)
    here = Extract.unscoped.filter(application=application).exists() or secretaries_of(application.territory_id, today=today)
    if here:
        raise NotYours


@idempotent(Correction)
@transaction.atomic
def ask_correction(
    *, actor: Actor, today: date, application: Application, target: str, problem: Problem, words: str, answer_by: date | None = None,
    asked_on: date | None = None,
) -> Correction:  # fmt: skip
    """Ask to correct a line or a piece of a filed application. The words are sealed twice: for the State, and for the association.

    Until the answer the ball is with the association: the wait is counted to the piece that it owes, and the State's delay stands still
    (CRPA, art. L. 114-5). Raises Denied, NotYours, StateRefused (not filed, or examined), CorrectionUnknown, CorrectionWords,
    CorrectionOpen, DeadlinePast, DateInFuture through the waiting.
    """
    _require_asking(actor, application, today=today)
    application = Application.unscoped.select_related("person").locked(application.pk)
    if application.state not in CORRECTABLE:
        raise StateRefused(_("Une correction se demande sur une demande déposée, avant l'avis de la commission."))
    if target not in dict(correction_targets(application, today=today)):
        raise CorrectionUnknown
    if not words.strip():
        raise CorrectionWords
    if answer_by is not None and answer_by <= today:
        raise DeadlinePast
    if Correction.unscoped.filter(application=application, target=target, settled_on__isnull=True).exists():
        raise CorrectionOpen
    day = min(asked_on or today, today)
    ask = _Ask(target=target, problem=problem, words=words.strip(), answer_by=answer_by, asked_on=max(day, application.filed_on or day))
    return _ask(application, ask, actor=actor, today=today)


@dataclass(frozen=True, repr=False)
class _Ask:
    """What is asked, before it is a row."""

    target: str
    problem: Problem
    words: str
    answer_by: date | None
    asked_on: date


def _ask(application: Application, ask: _Ask, *, actor: Actor, today: date) -> Correction:
    states_side = is_states_side(actor, application)
    correction = Correction(
        application=application, target=ask.target, problem=ask.problem, asked_on=ask.asked_on, answer_by=ask.answer_by,
        from_paper=not states_side or application.person is None,
    )  # fmt: skip
    correction.extract = Extract.unscoped.filter(application=application).first()
    if correction.extract is not None:
        seal(correction, words=ask.words)
    correction.save(force_insert=True)
    if application.person is not None:
        copy = CorrectionCopy(correction=correction, person=application.person)
        seal(copy, words=ask.words)
        copy.save(force_insert=True)
    open_waiting(
        actor=actor, today=today, application=application, cause=Cause.PIECE, detail=Issuer.ASSOCIATION.value, starts_on=ask.asked_on,
        said=True,
    )  # fmt: skip
    record(actor, actions.CORRECTION_ASKED, application, today=today, target=ask.target, problem=ask.problem)
    if states_side:
        told = key_workers_of(application, today=today)
        notify(topic=CORRECTION_ASKED, user_ids=told, today=today, link_name="psp:application", link_pk=application.pk)
    return correction


def answer_correction(
    *,
    actor: Actor,
    today: date,
    correction: Correction,
    words: str = "",
    value: str = "",
    agreed: bool = False,
    upload: Any = None,
    key: uuid.UUID | None = None,
) -> Correction:
    """Answer from the file: the line as it reads now, a new file, or words. It is sealed beside the extract, which never changes.

    A line that she did not agree to send never leaves; one that changed since she agreed leaves with `agreed`, said with her again.
    The secretariat writes down an answer that came on paper, with its `value`. The State's delay runs again from that day.
    Raises Denied, CorrectionClosed, NothingNew, an UploadRefused.
    """
    application = Application.unscoped.select_related("person", "organisation", "territory").get(pk=correction.application_id)
    states_side = is_states_side(actor, application)
    if states_side and application.person is not None:
        raise NotYours
    require(actor, Permission.APPLICATION_RECEIVE if states_side else Permission.APPLICATION_FILE, on=application)
    extract = Extract.unscoped.filter(application=application).first()
    files = _prepare(upload, correction=correction, extract=extract)
    typed = value.strip() if states_side else line_as_agreed(actor=actor, correction=correction, agreed=agreed, today=today)
    fields = {field_of(correction.target): typed} if typed and field_of(correction.target) else {}
    answer = _Answer(words=words.strip(), fields=fields, files=files, name=getattr(upload, "name", ""))
    answered: Correction = _answer(actor=actor, today=today, correction=correction, extract=extract, answer=answer, key=key)
    return answered


@dataclass(frozen=True, repr=False)
class _Answer:
    """What is answered, its files already encrypted."""

    words: str
    fields: dict[str, str]
    files: dict[str, Any]
    name: str


def _prepare(upload: Any, *, correction: Correction, extract: Extract | None) -> dict[str, Any]:
    if upload is None:
        return {}
    content = read_upload(upload)
    copy = CorrectionCopy.unscoped.select_related("person").filter(correction=correction).first()
    owners = {"copy": copy, "extract": extract}
    return {name: prepare_upload(owner=owner, upload=content) for name, owner in owners.items() if owner is not None}


@idempotent(Correction)
@transaction.atomic
def _answer(*, actor: Actor, today: date, correction: Correction, extract: Extract | None, answer: _Answer) -> Correction:
    application = Application.unscoped.select_related("person").locked(correction.application_id)
    correction = Correction.unscoped.locked(correction.pk)
    correction.application = application
    if correction.state != CorrectionState.ASKED:
        raise CorrectionClosed
    if not (answer.words or answer.files or answer.fields):
        raise NothingNew
    _keep_copy(correction, answer, actor=actor, today=today)
    if extract is not None:
        _add_to_extract(extract, correction, answer, actor=actor, today=today)
        correction.extract = extract
        seal(correction, answer=answer.words or None)
    correction.state, correction.answered_on = CorrectionState.ANSWERED, today
    correction.version += 1
    correction.save(update_fields=["state", "answered_on", "answer", "version"])
    _give_back(application, actor=actor, today=today)
    record(actor, actions.CORRECTION_ANSWERED, application, today=today, target=correction.target)
    told = secretaries_of(application.territory_id, today=today)
    notify(topic=CORRECTION_ANSWERED, user_ids=told, today=today, link_name="psp:application", link_pk=application.pk)
    return correction


def _keep_copy(correction: Correction, answer: _Answer, *, actor: Actor, today: date) -> None:
    copy = CorrectionCopy.unscoped.select_related("person").filter(correction=correction).first()
    if copy is None:
        return
    if "copy" in answer.files:
        stored = store_document(
            actor=actor, owner=copy, part=Part.ATTACHMENTS, upload=answer.files["copy"], today=today, label=answer.name, purpose=PURPOSE
        )
        copy.document = stored.pk
    seal(copy, answer=answer.words or None)
    copy.save(update_fields=["document", "answer"])


def _add_to_extract(extract: Extract, correction: Correction, answer: _Answer, *, actor: Actor, today: date) -> None:
    pieces: tuple[ExtractPiece, ...] = ()
    if "extract" in answer.files:
        stored = store_generated(
            actor=actor, owner=extract, part=Part.EXTRACT, name=answer.name or PURPOSE, content=answer.files["extract"], today=today,
            purpose="piece",
        )  # fmt: skip
        code = piece_of(correction.target) or PURPOSE
        pieces = (ExtractPiece(code=code, label=piece_label(code), received_on=today.isoformat(), document=str(stored.pk)),)
    if not (answer.fields or pieces):
        return
    addendum = Addendum(extract=extract, correction=correction, added_on=today)
    seal(addendum, content=ExtractContent(fields=answer.fields, pieces=pieces).dumps())
    addendum.save(force_insert=True)


def _give_back(application: Application, *, actor: Actor, today: date) -> None:
    """The ball goes back to the State when nothing is owed any more."""
    if not Correction.unscoped.with_association().filter(application=application).exists():
        close_waiting(actor=actor, today=today, application=application, causes=(Cause.PIECE,))


@idempotent(Correction)
@transaction.atomic
def settle_correction(
    *, actor: Actor, today: date, correction: Correction, accepted: bool, words: str = "", answer_by: date | None = None
) -> Correction:
    """Accept an answer, or ask again with words: a new demand then runs, and this one keeps what was answered.

    Accepted, it reaches what other rooms copied of the file. Raises Denied, NotYours, CorrectionClosed, CorrectionWords, DeadlinePast.
    """
    _require_asking(actor, correction.application, today=today)
    if accepted:
        say_locking(applications=[correction.application])
    application = Application.unscoped.select_related("person").locked(correction.application_id)
    correction = Correction.unscoped.locked(correction.pk)
    correction.application = application
    if correction.state != CorrectionState.ANSWERED:
        raise CorrectionClosed
    if not accepted and not words.strip():
        raise CorrectionWords
    if answer_by is not None and answer_by <= today:
        raise DeadlinePast
    correction.state = CorrectionState.ACCEPTED if accepted else CorrectionState.AGAIN
    correction.settled_on = today
    correction.version += 1
    correction.save(update_fields=["state", "settled_on", "version"])
    record(actor, actions.CORRECTION_SETTLED, application, today=today, target=correction.target, accepted=accepted)
    if accepted:
        say_completed(actor=actor, today=today, application=application)
    elif application.state in CORRECTABLE:
        ask = _Ask(target=correction.target, problem=Problem(correction.problem), words=words.strip(), answer_by=answer_by, asked_on=today)
        _ask(application, ask, actor=actor, today=today)
    return correction
