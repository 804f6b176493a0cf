"""The minutes as a paper: printed from the text, approved, signed off, sent to all members."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import (
    Prepared,
    documents_of,
    prepare_generated,
    prepare_upload,
    remove_document,
    store_document,
    store_generated,
)
from maillage.foundation.journal import record
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.notifications import notify
from maillage.foundation.ui.speech import day_words
from maillage.foundation.vault import Part
from maillage.pathway.commission import actions, letters
from maillage.pathway.commission.errors import (
    CorrectionsWaiting,
    DaysOutOfOrder,
    MinutesApproved,
    MinutesMissing,
    MinutesNotApproved,
    MinutesNotSigned,
    RecipientsMissing,
    ScanMissing,
    TextChanged,
)
from maillage.pathway.commission.errors_after import MinutesSigned
from maillage.pathway.commission.models import (
    Convocation,
    Minutes,
    MinutesSending,
    ReviewState,
    RevisionState,
    SendingMeans,
    Session,
)
from maillage.pathway.commission.notices import MINUTES_SENT
from maillage.pathway.commission.rules import Sitting
from maillage.pathway.commission.services.minutes_text import begin_text, text_blocks
from maillage.pathway.commission.services.moving import day_of


@dataclass(frozen=True)
class Sending:
    """How the minutes went to one recipient, and what proves it (a number of registered mail, a receipt)."""

    means: SendingMeans
    reference: str = ""


def draft_minutes(*, actor: Actor, today: date, session: Session, key: uuid.UUID | None = None) -> Minutes:
    """Print the minutes of a closed session, from their text as it stands (written from the session the first time), and keep them
    under the State's key; printed again, they replace the draft.

    Source: CRPA, art. R. 133-13. Raises Denied, NotClosed, MinutesApproved.
    """
    require(actor, Permission.DELIBERATION_OPEN, on=session)
    session = _session(session)
    minutes = begin_text(actor=actor, today=today, session=session)
    if minutes.approved_on is not None:
        raise MinutesApproved
    prepared = _print(session, minutes, actor=actor, today=today, approved_on=None)
    return _keep(actor=actor, today=today, session=session, minutes=minutes, prepared=prepared, key=key)


def _session(session: Session) -> Session:
    return Session.unscoped.select_related("commission__territory", "organisation", "local_rule").get(pk=session.pk)


def _print(session: Session, minutes: Minutes, *, actor: Actor, today: date, approved_on: date | None) -> Prepared:
    items = list(session.items.select_related("application__organisation").prefetch_related("recusals__seat").order_by("rank", "pk"))
    pdf = letters.minutes(
        session,
        Sitting.of(session, day=session.held_on),
        items=items,
        blocks=text_blocks(minutes, actor=actor, today=today),
        checkpoint=_checkpoint(session.organisation_id),
        approved_on=approved_on,
        today=today,
    )
    return prepare_generated(owner=minutes, content=pdf)


@idempotent(Minutes)
@transaction.atomic
def _keep(*, actor: Actor, today: date, session: Session, minutes: Minutes, prepared: Prepared) -> Minutes:
    minutes = Minutes.unscoped.locked(minutes.pk)
    if minutes.approved_on is not None:
        raise MinutesApproved
    _replace_paper(minutes, prepared, actor=actor, today=today, session=session)
    minutes.drafted_on = today
    minutes.version += 1
    minutes.save(update_fields=["document", "drafted_on", "version"])
    record(actor, actions.MINUTES_DRAFTED, session, today=today)
    return minutes


def _replace_paper(minutes: Minutes, prepared: Prepared, *, actor: Actor, today: date, session: Session) -> None:
    for old in documents_of(minutes, purpose="minutes"):
        remove_document(actor=actor, document=old, today=today)
    name = f"Procès-verbal {session.held_on.isoformat()}"
    document = store_generated(
        actor=actor, owner=minutes, part=Part.DELIBERATION, name=name, content=prepared, today=today, purpose="minutes"
    )
    minutes.document = document.pk


def _checkpoint(organisation_id: Any) -> str:
    """The line that ties the paper to the journal."""
    last = Entry.unscoped.filter(chain=organisation_id).order_by("-seq").values_list("seq", "hash").first()
    if last is None:
        return ""
    return _("Journal du secrétariat : %(seq)s écritures, empreinte %(hash)s.") % {"seq": last[0], "hash": str(last[1])[:32]}


def approve_minutes(*, actor: Actor, today: date, session: Session, happened_on: date | None = None) -> Minutes:
    """Note that the minutes were approved: they are printed as approved, no longer change, and nobody reads them again.

    Raises Denied, MinutesMissing, CorrectionsWaiting, DateInFuture, TextChanged when a correction came in meanwhile.
    """
    require(actor, Permission.SESSION_CONDUCT, on=session)
    session = _session(session)
    minutes = Minutes.unscoped.select_related("session").get(session=session)
    if minutes.approved_on is not None:
        return minutes
    _require_answered(minutes)
    day = max(day_of(happened_on=happened_on, today=today), minutes.drafted_on or today)
    prepared = _print(session, minutes, actor=actor, today=today, approved_on=day)
    return _approve(actor=actor, today=today, session=session, minutes=minutes, day=day, prepared=prepared)


def _require_answered(minutes: Minutes) -> None:
    if minutes.document is None or minutes.drafted_on is None:
        raise MinutesMissing
    waiting = minutes.revisions.filter(state=RevisionState.PENDING).count()
    if waiting:
        raise CorrectionsWaiting(count=waiting)


@transaction.atomic
def _approve(*, actor: Actor, today: date, session: Session, minutes: Minutes, day: date, prepared: Prepared) -> Minutes:
    read = minutes.version
    minutes = Minutes.unscoped.locked(minutes.pk)
    if minutes.approved_on is not None:
        return minutes
    _require_answered(minutes)
    if minutes.version != read:
        raise TextChanged
    _replace_paper(minutes, prepared, actor=actor, today=today, session=session)
    minutes.approved_on = day
    minutes.review = ReviewState.OVER if minutes.review else ""
    minutes.version += 1
    minutes.save(update_fields=["document", "approved_on", "review", "version"])
    record(actor, actions.MINUTES_APPROVED, session, today=today)
    return minutes


def sign_minutes(
    *, actor: Actor, today: date, session: Session, signed_on: date | None = None, scan: Any = None, key: uuid.UUID | None = None
) -> Minutes:
    """Keep the signed paper, scanned. Sent twice under one key it is kept once; another paper is refused, never dropped in silence.

    Raises Denied, MinutesNotApproved, ScanMissing, MinutesSigned, DateInFuture, DaysOutOfOrder, an UploadRefused.
    """
    require(actor, Permission.SESSION_CONDUCT, on=session)
    minutes = Minutes.unscoped.get(session=session)
    if scan is None:
        raise ScanMissing
    if minutes.approved_on is None:
        raise MinutesNotApproved
    prepared = prepare_upload(owner=minutes, upload=scan)
    signed: Minutes = _sign(actor=actor, today=today, session=session, minutes=minutes, signed_on=signed_on, prepared=prepared, key=key)
    return signed


@idempotent(Minutes)
@transaction.atomic
def _sign(*, actor: Actor, today: date, session: Session, minutes: Minutes, signed_on: date | None, prepared: Prepared) -> Minutes:
    minutes = Minutes.unscoped.locked(minutes.pk)
    if minutes.signed_on is not None:
        raise MinutesSigned(day=day_words(minutes.signed_on))
    day = day_of(happened_on=signed_on, today=today)
    if minutes.approved_on is None or day < minutes.approved_on:
        raise DaysOutOfOrder
    name = f"Procès-verbal signé {session.held_on.isoformat()}"
    stored = store_document(actor=actor, owner=minutes, part=Part.DELIBERATION, upload=prepared, today=today, label=name, purpose="scan")
    minutes.scan, minutes.signed_on = stored.pk, day
    minutes.version += 1
    minutes.save(update_fields=["scan", "signed_on", "version"])
    record(actor, actions.MINUTES_SIGNED, session, today=today, signed_on=day)
    return minutes


@idempotent(Minutes)
@transaction.atomic
def send_minutes(
    *, actor: Actor, today: date, session: Session, sendings: Mapping[uuid.UUID | None, Sending], sent_on: date | None = None
) -> Minutes:
    """Note that the signed minutes went to every member convened, and to the deciding authority (the key None): how, and the proof.

    Source: CRPA, art. R. 133-13 (the opinion goes to the authority); parameter minutes.sent_to. Raises Denied, MinutesNotSigned,
    RecipientsMissing, DateInFuture, DaysOutOfOrder.
    """
    require(actor, Permission.COMMISSION_MANAGE, on=session)
    minutes = Minutes.unscoped.locked(session.minutes.pk)
    if minutes.signed_on is None:
        raise MinutesNotSigned
    if minutes.sent_on is not None:
        return minutes
    day = day_of(happened_on=sent_on, today=today)
    if day < minutes.signed_on:
        raise DaysOutOfOrder
    sent = list(Convocation.unscoped.filter(session=session, replaced_on__isnull=True).order_by("seat__rank", "pk"))
    if {None, *(row.seat_id for row in sent)} != set(sendings):
        raise RecipientsMissing
    holders = {row.seat_id: row.holder_id for row in sent}
    for seat_id, each in sendings.items():
        MinutesSending.unscoped.create(
            minutes=minutes, seat_id=seat_id, holder_id=holders.get(seat_id) if seat_id else None, sent_on=day, means=each.means,
            reference=each.reference.strip(),
        )  # fmt: skip
    minutes.sent_on = day
    minutes.version += 1
    minutes.save(update_fields=["sent_on", "version"])
    record(actor, actions.MINUTES_SENT, session, today=today, recipients=len(sendings))
    notify(topic=MINUTES_SENT, user_ids=sorted({row.reader_id for row in sent if row.reader_id}), today=today)
    return minutes
