"""After the closing: what proves that the reading key is gone, what is kept under which key until when, and the journal for the audit."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from maillage.core.state_archive import Kept
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import ScopedQuerySet
from maillage.foundation.documents import OpenedDocument, get_document, open_document
from maillage.foundation.journal import entries_visible_to
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Evidence, Reason, evidence_of
from maillage.pathway.commission.keeping import decisions_of, due_for_elimination, kept_of
from maillage.pathway.commission.models import Convocation, Elimination, Item, KeyDestruction, Minutes, Recusal, Session
from maillage.pathway.commission.selectors.getting import get_session
from maillage.pathway.commission.workflow import OVER_STATES


@dataclass(frozen=True)
class Proof:
    """That nobody reads the copies any more: the row written at the closing, and what the vault finds at this moment."""

    written: KeyDestruction | None
    now: Evidence


@dataclass(frozen=True)
class ArchivePage:
    """The archive of a session that is over."""

    session: Session
    proof: Proof
    kept: Kept
    minutes: Minutes
    minutes_key: Evidence
    decisions: int
    elimination: Elimination | None
    ended: bool


def proof_of(session: Session) -> Proof:
    """The proof of a session that is over."""
    return Proof(written=KeyDestruction.unscoped.filter(session=session).first(), now=evidence_of(session))


def archive_page(session: Session, *, today: date) -> ArchivePage:
    """Read the archive. No sealed word is opened for it."""
    minutes, kept = Minutes.unscoped.get(session=session), kept_of(session, today=today)
    return ArchivePage(
        session=session,
        proof=proof_of(session),
        kept=kept,
        minutes=minutes,
        minutes_key=evidence_of(minutes),
        decisions=len(decisions_of(session)),
        elimination=Elimination.unscoped.filter(session=session).first(),
        ended=kept.is_over(today=today),
    )


def get_archived_session(*, actor: Actor, pk: uuid.UUID, today: date) -> Session:
    """A session that is over, for whoever keeps it; or OutOfScope."""
    session = get_session(actor=actor, pk=pk, today=today)
    if session.state not in OVER_STATES:
        raise OutOfScope
    return session


def open_visa(*, actor: Actor, session: Session, today: date) -> OpenedDocument:
    """The visa as it was scanned, journaled. Raises OutOfScope when there is none, Denied."""
    found = Elimination.unscoped.filter(session=session, scan__isnull=False).first()
    if found is None or found.scan is None:
        raise OutOfScope
    return open_document(actor=actor, document=get_document(owner=found, pk=found.scan), reason=Reason.CONTROL, today=today)


def records_due(actor: Actor, *, today: date) -> list[Session]:
    """The sessions of the departments where the actor keeps the secretariat whose record is past its time: the archives are to be asked."""
    territories = {each.territory_id for each in actor.granting(Permission.COMMISSION_MANAGE) if each.territory_id}
    return due_for_elimination(today=today, territories=territories)


def audited_sessions(actor: Actor, *, today: date) -> ScopedQuerySet[Session]:
    """The sessions whose journal this actor audits, the latest first, to be cut into pages."""
    rows = Session.objects.visible_to(actor, today=today).filter(state__in=OVER_STATES).select_related("commission__territory")
    ordered: ScopedQuerySet[Session] = rows.order_by("-held_on", "pk")
    return ordered


def get_audited_session(*, actor: Actor, pk: uuid.UUID, today: date) -> Session:
    """A session that is over, for the audit alone; or OutOfScope."""
    found: Session | None = audited_sessions(actor, today=today).filter(pk=pk).first()
    if found is None or not actor.may(Permission.JOURNAL_READ, on=found):
        raise OutOfScope
    return found


def journal_of(session: Session, *, actor: Actor, today: date) -> ScopedQuerySet[Entry]:
    """Every entry about a session: itself, its items, convocations, recusals, minutes and their papers; newest first."""
    about = Q(pk__in=())
    minutes = list(Minutes.unscoped.filter(session=session).values_list("pk", flat=True))
    ids = {
        Session: [session.pk],
        Item: list(Item.unscoped.filter(session=session).values_list("pk", flat=True)),
        Convocation: list(Convocation.unscoped.filter(session=session).values_list("pk", flat=True)),
        Recusal: list(Recusal.unscoped.filter(item__session=session).values_list("pk", flat=True)),
        Minutes: minutes,
        Elimination: list(Elimination.unscoped.filter(session=session).values_list("pk", flat=True)),
    }
    for model, keys in ids.items():
        about |= Q(subject_kind=model._meta.label_lower, subject_id__in=[str(each) for each in keys])
    return entries_visible_to(actor, today=today).filter(about)
