"""Filing: what the State receives is copied, sealed under its own key, and shown before it leaves."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction

from maillage.accompaniment.people.models import Purpose
from maillage.accompaniment.people.selectors import accord_in_force
from maillage.core.clock.terms import add_months
from maillage.core.clock.waiting import Cause
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import open_document, store_document, store_generated
from maillage.foundation.documents.models import Document
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import Part, Reason, seal
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import AccordMissing, DateInFuture, IdentityMissing, NoSecretariat, TextMissing, TooYoung
from maillage.pathway.psp.extracts import FORMAT, ExtractContent, ExtractPiece, age_on
from maillage.pathway.psp.models import Application, Extract, Kind, Piece, PieceState, Step
from maillage.pathway.psp.selectors import piece_label, preview_extract
from maillage.pathway.psp.services.moving import check_move, move
from maillage.pathway.psp.services.waiting import open_waiting
from maillage.pathway.psp.workflow import Pen, State
from maillage.reference.organisations.models import Organisation, OrganisationKind


@idempotent(Application)
@transaction.atomic
def file_application(*, actor: Actor, today: date, application: Application) -> Application:
    """Send the extract to the secretariat of the department's commission.

    Raises Denied, StateRefused, AccordMissing, IdentityMissing, TooYoung (CASF L.121-9, parameter psp.minimum_age), TextMissing,
    NoSecretariat.
    """
    require(actor, Permission.APPLICATION_FILE, on=application)
    application = Application.unscoped.select_related("person").locked(application.pk)
    check_move(application, to=State.FILED, by=Pen.ASSOCIATION)
    secretariat = secretariat_of(application.territory_id)
    if accord_in_force(application.person, purpose=Purpose.FILE_APPLICATION, recipient_id=secretariat.pk, today=today) is None:
        raise AccordMissing
    content = preview_extract(actor=actor, application=application, reason=Reason.APPLICATION, today=today)
    _check_content(content, today=today)
    number = _next_number(application.territory_id, today)
    move(application, actor=actor, to=State.FILED, today=today, by=Pen.ASSOCIATION, filed_on=today, number=number)
    _seal_extract(actor=actor, today=today, application=application, secretariat=secretariat, content=content)
    open_waiting(actor=actor, today=today, application=application, cause=Cause.NO_SESSION)
    record(actor, actions.FILED, application, today=today, number=number)
    return application


@idempotent(Application)
@transaction.atomic
def receive_on_paper(
    *,
    actor: Actor,
    today: date,
    territory_id: str,
    association_id: uuid.UUID,
    kind: Kind,
    received_on: date,
    fields: dict[str, str],
    scan: Any = None,
) -> Application:
    """The State's side alone has Maillage: enter an application that came on paper, with its date and scan.

    Raises Denied, DateInFuture, NoSecretariat, TooYoung.
    """
    secretariat = secretariat_of(territory_id)
    require(actor, Permission.APPLICATION_RECEIVE, on=_InTerritory(territory_id))
    if received_on > today:
        raise DateInFuture
    association = Organisation.unscoped.get(pk=association_id, kind=OrganisationKind.ASSOCIATION)
    content = ExtractContent(fields=fields | {"association": association.name}, pieces=())
    _check_age(content, today=received_on)
    application = Application.unscoped.create(
        organisation=association,
        territory_id=territory_id,
        kind=kind,
        state=State.FILED,
        number=_next_number(territory_id, received_on),
        wished_on=received_on,
        filed_on=received_on,
    )
    extract = _seal_extract(actor=actor, today=today, application=application, secretariat=secretariat, content=content)
    document = store_document(actor=actor, owner=extract, part=Part.EXTRACT, upload=scan, today=today, label=scan.name) if scan else None
    Step.unscoped.create(
        application=application,
        state=State.FILED,
        happened_on=received_on,
        recorded_on=today,
        from_paper=True,
        by_state=True,
        scan=document.pk if document else None,
    )
    open_waiting(actor=actor, today=today, application=application, cause=Cause.NO_SESSION, starts_on=received_on)
    record(actor, actions.RECEIVED_ON_PAPER, application, today=today, number=application.number)
    return application


def secretariat_of(territory_id: str) -> Organisation:
    """The organisation that receives for the commission of a department. Raises NoSecretariat."""
    found = Organisation.unscoped.filter(territory_id=territory_id, kind=OrganisationKind.DELEGATION).order_by("name", "pk").first()
    if found is None:
        raise NoSecretariat
    return found


class _InTerritory:
    """Something in a department, for the question "may she act there?" before any row exists."""

    organisation_id = None

    def __init__(self, territory_id: str) -> None:
        self.territory_id = territory_id


def _check_content(content: ExtractContent, *, today: date) -> None:
    if not content.fields.get("last_name") and not content.fields.get("first_name"):
        raise IdentityMissing
    _check_age(content, today=today)
    if not content.fields.get("project") or not content.fields.get("commitments"):
        raise TextMissing


def _check_age(content: ExtractContent, *, today: date) -> None:
    age = age_on(content.fields.get("birth_date", ""), day=today)
    if age is not None and age < current_law().value("psp.minimum_age", on=today).value:
        raise TooYoung


def _seal_extract(*, actor: Actor, today: date, application: Application, secretariat: Organisation, content: ExtractContent) -> Extract:
    months = current_law().value("retention.state_extract_months", on=today).value
    extract = Extract(
        application=application,
        organisation=secretariat,
        territory_id=application.territory_id,
        filed_on=application.filed_on or today,
        retain_until=add_months(today, months),
        format_version=FORMAT,
    )
    seal(extract, content="")
    extract.save(force_insert=True)
    copied = _copy_pieces(actor=actor, today=today, application=application, extract=extract)
    seal(extract, content=ExtractContent(fields=content.fields, pieces=copied or content.pieces).dumps())
    extract.save(update_fields=["content"])
    return extract


def _copy_pieces(*, actor: Actor, today: date, application: Application, extract: Extract) -> tuple[ExtractPiece, ...]:
    copies = []
    for piece in Piece.unscoped.filter(application=application, state=PieceState.RECEIVED).order_by("rank"):
        copy = ""
        if piece.document is not None:
            document = Document.unscoped.get(pk=piece.document)
            opened = open_document(actor=actor, document=document, reason=Reason.APPLICATION, today=today)
            stored = store_generated(
                actor=actor, owner=extract, part=Part.EXTRACT, name=opened.name, content=opened.content, mime=opened.mime, today=today
            )
            copy = str(stored.pk)
        received = piece.received_on.isoformat() if piece.received_on else ""
        copies.append(ExtractPiece(code=piece.code, label=piece_label(piece.code), received_on=received, document=copy))
    return tuple(copies)


def _next_number(territory_id: str, day: date) -> str:
    prefix = f"{territory_id}-{day.year}-"
    last = Application.unscoped.filter(number__startswith=prefix).order_by("-number").values_list("number", flat=True).first()
    following = int(last.rsplit("-", 1)[1]) + 1 if last else 1
    return f"{prefix}{following:04d}"
