"""The printed papers, opened: the vault asks who and why, the journal remembers."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import Mime, OpenedDocument, get_document, open_document
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Part, Reason, open_part
from maillage.pathway.commission import letters
from maillage.pathway.commission.agenda import sent_agenda
from maillage.pathway.commission.models import Convocation, Decision, Minutes, Session


def _open(owner: Any, pk: uuid.UUID | None, *, actor: Actor, reason: Reason, today: date) -> OpenedDocument:
    if pk is None:
        raise OutOfScope
    return open_document(actor=actor, document=get_document(owner=owner, pk=pk), reason=reason, today=today)


def open_minutes(*, actor: Actor, session: Session, today: date, scan: bool = False) -> OpenedDocument:
    """The minutes, or their signed scan. Raises OutOfScope when there are none, Denied."""
    minutes = Minutes.unscoped.get(session=session)
    return _open(minutes, minutes.scan if scan else minutes.document, actor=actor, reason=Reason.SESSION, today=today)


def open_convocation(*, actor: Actor, convocation: Convocation, today: date) -> OpenedDocument:
    """The copy kept, for the secretariat; for the member it was sent to, her letter printed again from the same facts."""
    session = convocation.session
    if actor.may(Permission.DELIBERATION_OPEN, on=session):
        minutes = Minutes.unscoped.get(session=session)
        return _open(minutes, convocation.document, actor=actor, reason=Reason.SESSION, today=today)
    before = session.convocations.filter(seat=convocation.seat, replaced_on=convocation.sent_on).order_by("-sent_on").first()
    content = letters.convocation(
        session,
        convocation.seat,
        convocation.holder,
        agenda=sent_agenda(session),
        sent_on=convocation.sent_on,
        urgency=session.urgency,
        replaces=before.sent_on if before is not None else None,
    )
    return OpenedDocument(name="Convocation", mime=Mime.PDF, content=content)


def open_proof(*, actor: Actor, convocation: Convocation, today: date) -> OpenedDocument:
    """The proof of sending, numbered by whoever sent it. Raises OutOfScope when none was kept, Denied."""
    minutes = Minutes.unscoped.get(session_id=convocation.session_id)
    return _open(minutes, convocation.proof, actor=actor, reason=Reason.SESSION, today=today)


def open_decision(*, actor: Actor, decision: Decision, today: date, scan: bool = False) -> OpenedDocument:
    """The decision prepared, or its signed scan. Raises OutOfScope when there is none, Denied."""
    pk = decision.scan if scan else decision.document
    return _open(decision, pk, actor=actor, reason=Reason.DECISION, today=today)


def open_decision_words(*, actor: Actor, decision: Decision, today: date) -> str:
    """The reasons of a refusal in words, journaled. Raises Denied."""
    return open_part(actor=actor, subject=decision, part=Part.EXTRACT, reason=Reason.DECISION, today=today).read(decision, "words")
