"""Filing: what the State receives is copied, sealed under its own key, and shown before it leaves."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db import transaction

from maillage.accompaniment.people.models import Purpose
from maillage.accompaniment.people.selectors import accord_in_force
from maillage.core.clock.terms import add_months
from maillage.core.clock.waiting import Cause
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import get_document, open_document, store_generated
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.notifications import notify
from maillage.foundation.vault import Part, Reason, seal
from maillage.pathway.psp import actions
from maillage.pathway.psp.carried import check_still_here
from maillage.pathway.psp.errors import (
    AccordMissing,
    FieldsNotAgreed,
    IdentityMissing,
    NoSecretariat,
    PiecesMissing,
    TextMissing,
    TooYoung,
)
from maillage.pathway.psp.extracts import FORMAT, LABELS, ExtractContent, ExtractPiece, age_on
from maillage.pathway.psp.models import Application, ApplicationForm, Extract, Piece, PieceState
from maillage.pathway.psp.notices import FILED, secretaries_of
from maillage.pathway.psp.protecting import check_may_apply
from maillage.pathway.psp.selectors import missing_pieces
from maillage.pathway.psp.selectors.extract import OpenedForm, extract_of, open_form
from maillage.pathway.psp.services.exposure import check_exposure
from maillage.pathway.psp.services.moving import check_move, move
from maillage.pathway.psp.services.numbering import next_number
from maillage.pathway.psp.services.waiting import open_waiting
from maillage.pathway.psp.workflow import Pen, State
from maillage.reference.organisations.models import Organisation, OrganisationKind


@idempotent(Application)
@transaction.atomic
def file_application(*, actor: Actor, today: date, application: Application) -> Application:
    """Send the extract to the secretariat of the department's commission.

    Only what she agreed to leaves, field by field. Raises Denied, StateRefused, CarriedAway (it left in a package), NoSecretariat,
    AccordMissing, PiecesMissing (one went out of date, or back, since it was ready), ExposureMissing and ExposureSaysWait (the talk on
    what filing exposes her to), IdentityMissing, TooYoung (CASF L.121-9, parameter psp.minimum_age), TextMissing, FieldsNotAgreed,
    MinorProtected.
    """
    require(actor, Permission.APPLICATION_FILE, on=application)
    application = Application.unscoped.select_related("person", "organisation", "territory").locked(application.pk)
    check_move(application, to=State.FILED, by=Pen.ASSOCIATION)
    check_still_here(application)
    if application.person is None:
        raise OutOfScope
    secretariat = secretariat_of(application.territory_id)
    check_before_leaving(application, recipient=secretariat, today=today)
    form = open_form(actor=actor, application=application, reason=Reason.APPLICATION, today=today)
    check_content(form, today=today)
    content = extract_of(application, form=form)
    number = next_number(application.territory_id, today)
    move(application, actor=actor, to=State.FILED, today=today, by=Pen.ASSOCIATION, filed_on=today, number=number)
    extract = make_extract(application=application, secretariat=secretariat, filed_on=today)
    copies = copy_pieces(actor=actor, today=today, pieces=received_pieces(application), extract=extract)
    seal_content(extract, content=replace(content, pieces=copies))
    keep_sent(application, content=content, today=today)
    open_waiting(actor=actor, today=today, application=application, cause=Cause.NO_SESSION, said=True)
    record(actor, actions.FILED, application, today=today, number=number)
    _tell_secretaries(application, today=today)
    return application


def secretariat_of(territory_id: str) -> Organisation:
    """The organisation that receives for the commission of a department. Raises NoSecretariat."""
    delegations = Organisation.unscoped.filter(territory_id=territory_id, kind=OrganisationKind.DELEGATION, closed_on__isnull=True)
    found = delegations.order_by("name", "pk").first()
    if found is None:
        raise NoSecretariat
    return found


def check_before_leaving(application: Application, *, recipient: Organisation, today: date) -> None:
    """She may have a pathway, her accord towards the recipient, the pieces, the talk on the risks: asked of whatever leaves.

    Raises OutOfScope, MinorProtected, AccordMissing, PiecesMissing, ExposureMissing, ExposureSaysWait.
    """
    if application.person is None:
        raise OutOfScope
    check_may_apply(application.person, today=today)
    if accord_in_force(application.person, purpose=Purpose.FILE_APPLICATION, recipient_id=recipient.pk, today=today) is None:
        raise AccordMissing
    if missing := missing_pieces(application, today=today):
        raise PiecesMissing(count=len(missing))
    check_exposure(application)


def check_content(form: OpenedForm, *, today: date) -> None:
    """Raises IdentityMissing, TooYoung (even when she keeps her birth date to herself), TextMissing, FieldsNotAgreed."""
    if not form.live["last_name"] and not form.live["first_name"]:
        raise IdentityMissing
    check_age(form.live["birth_date"], today=today)
    if not form.live["project"] or not form.live["commitments"]:
        raise TextMissing
    if kept := form.essentials_missing():
        raise FieldsNotAgreed(fields=", ".join(str(LABELS[code]) for code in kept))


def check_age(birth_date: str, *, today: date) -> None:
    """Raises TooYoung when the birth date noted is that of a minor. Source: CASF L.121-9, parameter psp.minimum_age."""
    age = age_on(birth_date, day=today)
    if age is not None and age < current_law().value("psp.minimum_age", on=today).value:
        raise TooYoung


def make_extract(*, application: Application, secretariat: Organisation, filed_on: date, extract_id: uuid.UUID | None = None) -> Extract:
    """The State's row for an application, with its own key, still without content."""
    months = current_law().value("retention.state_extract_months", on=filed_on).value
    extract = Extract(
        id=extract_id or uuid.uuid4(),
        application=application,
        organisation=secretariat,
        territory_id=application.territory_id,
        filed_on=filed_on,
        retain_until=add_months(filed_on, months),
        format_version=FORMAT,
    )
    seal(extract, content="")  # makes the key that the copies of the pieces hang on
    extract.save(force_insert=True)
    return extract


def seal_content(extract: Extract, *, content: ExtractContent) -> None:
    """Seal what the State receives under the extract's key."""
    seal(extract, content=content.dumps())
    extract.save(update_fields=["content"])


def keep_sent(application: Application, *, content: ExtractContent, today: date) -> None:
    """The association's own copy of what left, under her key: both sides see exactly what passed."""
    row = ApplicationForm.unscoped.get(application=application)
    row.application = application
    seal(row, sent=content.dumps())
    row.sent_on = today
    row.save(update_fields=["sent", "sent_on"])


def received_pieces(application: Application) -> list[Piece]:
    """The pieces that leave with an application."""
    pieces = list(Piece.unscoped.filter(application=application, state=PieceState.RECEIVED).order_by("rank"))
    for piece in pieces:
        piece.application = application
    return pieces


def copy_pieces(*, actor: Actor, today: date, pieces: Iterable[Piece], extract: Extract) -> tuple[ExtractPiece, ...]:
    """The State's own copies: each scan opened under the person's key, sealed again under the extract's, whatever its kind."""
    copies = []
    for piece in pieces:
        copy = ""
        if piece.document is not None:
            document = get_document(owner=piece, pk=piece.document)
            opened = open_document(actor=actor, document=document, reason=Reason.APPLICATION, today=today)
            stored = store_generated(
                actor=actor,
                owner=extract,
                part=Part.EXTRACT,
                name=opened.name,
                content=opened.content,
                mime=opened.mime,
                today=today,
                purpose="piece",
            )
            copy = str(stored.pk)
        received = piece.received_on.isoformat() if piece.received_on else ""
        copies.append(ExtractPiece(code=piece.code, label=piece.label, received_on=received, document=copy))
    return tuple(copies)


def _tell_secretaries(application: Application, *, today: date) -> None:
    secretaries = secretaries_of(application.territory_id, today=today)
    notify(topic=FILED, user_ids=secretaries, today=today, link_name="psp:application", link_pk=application.pk)
