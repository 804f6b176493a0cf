"""The minutes: drafted from the session, approved."""

from __future__ import annotations

import uuid
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
from maillage.foundation.vault import Part, Reason, open_part
from maillage.pathway.commission import actions, letters
from maillage.pathway.commission.errors import MinutesMissing, NotClosed
from maillage.pathway.commission.models import Deliberation, Minutes, Session
from maillage.pathway.commission.rules import Sitting
from maillage.pathway.commission.services.moving import day_of
from maillage.pathway.commission.workflow import State


def draft_minutes(*, actor: Actor, today: date, session: Session, key: uuid.UUID | None = None) -> Minutes:
    """Print the minutes of a closed session and keep them under the State's key; printed again, they replace the draft.

    Source: CRPA, art. R. 133-13. Raises Denied, NotClosed, StateRefused once they are approved.
    """
    require(actor, Permission.DELIBERATION_OPEN, on=session)
    session = Session.unscoped.select_related("commission__territory", "organisation", "local_rule").get(pk=session.pk)
    if session.state != State.CLOSED:
        raise NotClosed
    minutes = Minutes.unscoped.get(session=session)
    items = list(session.items.select_related("application__organisation").prefetch_related("recusals__seat").order_by("rank", "pk"))
    pdf = letters.minutes(
        session,
        Sitting.of(session, day=session.held_on),
        items=items,
        words=_words(minutes, actor=actor, today=today),
        checkpoint=_checkpoint(session.organisation_id),
        today=today,
    )
    prepared = prepare_generated(owner=minutes, content=pdf)
    return _keep(actor=actor, today=today, session=session, minutes=minutes, prepared=prepared, key=key)


@idempotent(Minutes)
@transaction.atomic
def _keep(*, actor: Actor, today: date, session: Session, minutes: Minutes, prepared: Prepared) -> Minutes:
    minutes = Minutes.unscoped.locked(minutes.pk)
    if minutes.approved_on is not None:
        raise NotClosed(_("Le procès-verbal est approuvé : il ne change plus."))
    for old in documents_of(minutes, purpose="minutes"):
        remove_document(actor=actor, document=old, today=today)
    name = f"Procès-verbal {session.held_on.isoformat()}"
    document = store_generated(
        actor=actor, owner=minutes, part=Part.DELIBERATION, name=name, content=prepared, today=today, purpose="minutes"
    )
    minutes.document, minutes.drafted_on = document.pk, today
    minutes.version += 1
    minutes.save(update_fields=["document", "drafted_on", "version"])
    record(actor, actions.MINUTES_DRAFTED, session, today=today)
    return minutes


def _words(minutes: Minutes, *, actor: Actor, today: date) -> dict[uuid.UUID, dict[str, str]]:
    rows = list(Deliberation.unscoped.filter(minutes=minutes).order_by("pk"))
    if not rows:
        return {}
    opened = open_part(actor=actor, subject=minutes, part=Part.DELIBERATION, reason=Reason.SESSION, today=today)
    return {row.item_id: {name: opened.read(row, name) for name in ("asked", "words", "dissents")} for row in rows}


def _checkpoint(organisation_id: Any) -> str:
    """The line that ties the paper to the journal."""
    last = Entry.unscoped.filter(chain=organisation_id).order_by("-seq").values_list("seq", "hash").first()
    if last is None:
        return ""
    return _("Journal du secrétariat : %(seq)s écritures, empreinte %(hash)s.") % {"seq": last[0], "hash": str(last[1])[:32]}


def approve_minutes(*, actor: Actor, today: date, session: Session, happened_on: date | None = None, scan: Any = None) -> Minutes:
    """Note that the minutes were approved, with the signed paper when it is scanned: they no longer change.

    Raises Denied, MinutesMissing, DateInFuture, an UploadRefused.
    """
    require(actor, Permission.SESSION_CONDUCT, on=session)
    minutes = Minutes.unscoped.get(session=session)
    prepared = prepare_upload(owner=minutes, upload=scan) if scan is not None else None
    return _approve(actor=actor, today=today, session=session, minutes=minutes, happened_on=happened_on, prepared=prepared)


@transaction.atomic
def _approve(
    *, actor: Actor, today: date, session: Session, minutes: Minutes, happened_on: date | None, prepared: Prepared | None
) -> Minutes:
    minutes = Minutes.unscoped.locked(minutes.pk)
    if minutes.document is None or minutes.drafted_on is None:
        raise MinutesMissing
    if minutes.approved_on is not None:
        return minutes
    minutes.approved_on = max(day_of(happened_on=happened_on, today=today), minutes.drafted_on)
    if prepared is not None:
        name = f"Procès-verbal signé {session.held_on.isoformat()}"
        stored = store_document(
            actor=actor, owner=minutes, part=Part.DELIBERATION, upload=prepared, today=today, label=name, purpose="scan"
        )
        minutes.scan = stored.pk
    minutes.version += 1
    minutes.save(update_fields=["approved_on", "scan", "version"])
    record(actor, actions.MINUTES_APPROVED, session, today=today)
    return minutes
