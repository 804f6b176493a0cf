"""Carrying an application to another house, and the answers back: what leaves in a package."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from maillage.core.workflow import TransitionRefused
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import get_document, open_document
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.vault import Reason
from maillage.pathway.psp import actions, letters, papers
from maillage.pathway.psp.carried import carried_of
from maillage.pathway.psp.errors import ChangedMeanwhile, NothingToAnswer, PackageTooBig, SecretariatHere, SignerNotChecked, WrongHouse
from maillage.pathway.psp.extracts import ExtractContent
from maillage.pathway.psp.models import Application, Correspondent, Direction, Extract, Parcel, ParcelKind, ParcelState, Step
from maillage.pathway.psp.notices import secretaries_of
from maillage.pathway.psp.opinions import opinion_on
from maillage.pathway.psp.package_format import Header, read_package, to_text, write_package
from maillage.pathway.psp.selectors.extract import extract_of, open_form
from maillage.pathway.psp.services.filing import (
    check_before_leaving,
    check_content,
    keep_sent,
    received_pieces,
    secretariat_of,
)
from maillage.pathway.psp.services.houses import House, card_of, keys_of, signing_key
from maillage.pathway.psp.services.moving import check_move
from maillage.pathway.psp.workflow import ROAD, WORKFLOW, Pen, State

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, repr=False)
class _Closed:
    """A package closed before its row is written."""

    header: Header
    data: bytes
    digest: str


def carry_application(
    *, actor: Actor, today: date, application: Application, correspondent: Correspondent, key: uuid.UUID | None = None
) -> Parcel:
    """Close the package of a ready application for the house of the secretariat. It is filed when that house acknowledges it.

    The same rules as `file_application`, the same lines, and the scans of the pieces. Raises Denied, OutOfScope, StateRefused,
    SecretariatHere, SignerNotChecked, WrongHouse, AccordMissing, PiecesMissing, ExposureMissing, ExposureSaysWait, IdentityMissing,
    MinorProtected, TooYoung, TextMissing, FieldsNotAgreed, PackageTooBig, ChangedMeanwhile.
    """
    require(actor, Permission.APPLICATION_FILE, on=application)
    content = _check(actor=actor, today=today, application=application, correspondent=correspondent)
    house = House(organisation=application.organisation, territory_id=None)
    package, out = uuid.uuid4(), carried_of(application)
    # Closed again after a key was lost, it goes under the first reference: the other house knows that it has it already.
    reference = out.reference if out is not None else package
    header = _header(house, correspondent, kind=ParcelKind.APPLICATION, package=package, reference=reference, sequence=0, today=today)
    said = {
        "extract": content.as_data(),
        "request": {"kind": application.kind, "asks_permit": application.asks_permit, "asks_allowance": application.asks_allowance},
        "territory": application.territory_id,
        "wished_on": application.wished_on.isoformat(),
        "files": _files(actor, application, today=today),
        "pdf": to_text(papers.request_form(application, content=content, today=today)),
    }
    closed = _close(house, correspondent, header=header, said=said, today=today)
    carried: Parcel = _carry(
        actor=actor, today=today, application=application, correspondent=correspondent, content=content, closed=closed, key=key
    )
    return carried


def _check(*, actor: Actor, today: date, application: Application, correspondent: Correspondent) -> ExtractContent:
    check_move(application, to=State.FILED, by=Pen.ASSOCIATION)
    if secretaries_of(application.territory_id, today=today):
        raise SecretariatHere
    _check_house(application, correspondent)
    check_before_leaving(application, recipient=secretariat_of(application.territory_id), today=today)
    form = open_form(actor=actor, application=application, reason=Reason.APPLICATION, today=today)
    check_content(form, today=today)
    return extract_of(application, form=form)


def _check_house(application: Application, correspondent: Correspondent) -> None:
    if correspondent.organisation_id != application.organisation_id:
        raise OutOfScope
    if correspondent.stands_for_id != secretariat_of(application.territory_id).pk:
        raise WrongHouse
    if not correspondent.usable:
        raise SignerNotChecked


def _files(actor: Actor, application: Application, *, today: date) -> list[dict[str, str]]:
    files = []
    for piece in received_pieces(application):
        if piece.document is not None:
            document = get_document(owner=piece, pk=piece.document)
            opened = open_document(actor=actor, document=document, reason=Reason.APPLICATION, today=today)
            files.append(
                {"document": str(piece.document), "name": opened.name, "mime": opened.mime.value, "content": to_text(opened.content)}
            )
    return files


@idempotent(Parcel)
@transaction.atomic
def _carry(
    *, actor: Actor, today: date, application: Application, correspondent: Correspondent, content: ExtractContent, closed: _Closed
) -> Parcel:
    application = Application.unscoped.select_related("person", "organisation", "territory").locked(application.pk)
    # What was closed outside of the transaction is what leaves: if somebody wrote in between, it is closed anew.
    if _check(actor=actor, today=today, application=application, correspondent=correspondent) != content:
        raise ChangedMeanwhile
    keep_sent(application, content=content, today=today)
    parcel = _keep(application, correspondent, closed=closed, today=today)
    record(actor, actions.PACKAGE_CARRIED, application, today=today, made_on=today)
    return parcel


def carry_answer(*, actor: Actor, today: date, application: Application, key: uuid.UUID | None = None) -> Parcel:
    """Close the package of what the State answers so far: number, steps with their days, session, opinion, decision, acknowledgement.

    Each answer says everything again: one lost package loses nothing. Raises Denied, NothingToAnswer (it did not come in a package),
    SignerNotChecked.
    """
    require(actor, Permission.APPLICATION_RECEIVE, on=application)
    came = Parcel.unscoped.select_related("correspondent").filter(
        application=application, direction=Direction.IN, kind=ParcelKind.APPLICATION, state=ParcelState.TAKEN
    )
    arrived = came.first()
    extract = Extract.unscoped.select_related("application", "organisation", "territory").filter(application=application).first()
    if arrived is None or extract is None:
        raise NothingToAnswer
    if not arrived.correspondent.usable:
        raise SignerNotChecked
    house = House(organisation=extract.organisation, territory_id=application.territory_id)
    before = Parcel.unscoped.filter(application=application, direction=Direction.OUT, kind=ParcelKind.ANSWER).count()
    header = _header(
        house,
        arrived.correspondent,
        kind=ParcelKind.ANSWER,
        package=uuid.uuid4(),
        reference=arrived.reference,
        sequence=before + 1,
        today=today,
    )
    closed = _close(house, arrived.correspondent, header=header, said=_answer(extract, today=today), today=today)
    answered: Parcel = _answer_out(
        actor=actor, today=today, application=application, correspondent=arrived.correspondent, closed=closed, key=key
    )
    return answered


def _answer(extract: Extract, *, today: date) -> dict[str, Any]:
    application = extract.application
    said = opinion_on(application)
    steps = list(Step.unscoped.filter(application=application, state__in=ROAD[ROAD.index(State.FILED) :]))
    return {
        "number": application.number,
        "steps": [{"state": each.state, "on": each.happened_on.isoformat()} for each in in_order(steps)],
        "granted": application.granted,
        "session_on": said.session_on.isoformat() if said.session_on else "",
        "opinion": said.opinion if application.examined_on else "",
        "acknowledgement": to_text(letters.acknowledgement(extract, today=today)),
    }


def in_order(steps: list[Step]) -> list[Step]:
    """The steps as they followed each other: by day, and on one day by what the workflow allows next."""
    left = sorted(steps, key=lambda step: (step.happened_on, ROAD.index(State(step.state)), step.pk))
    told: list[Step] = []
    while left:
        same_day = [step for step in left if step.happened_on == left[0].happened_on]
        follows = [step for step in same_day if told and _leads(told[-1], step)]
        chosen = (follows or same_day)[0]
        told.append(chosen)
        left.remove(chosen)
    return told


def _leads(before: Step, after: Step) -> bool:
    try:
        WORKFLOW.check(State(before.state), to=State(after.state))
    except TransitionRefused:
        return False
    return True


@idempotent(Parcel)
@transaction.atomic
def _answer_out(*, actor: Actor, today: date, application: Application, correspondent: Correspondent, closed: _Closed) -> Parcel:
    application = Application.unscoped.locked(application.pk)
    parcel = _keep(application, correspondent, closed=closed, today=today)
    record(actor, actions.ANSWER_CARRIED, application, today=today, made_on=today)
    return parcel


def _header(
    house: House, correspondent: Correspondent, *, kind: ParcelKind, package: uuid.UUID, reference: uuid.UUID, sequence: int, today: date
) -> Header:
    return Header(
        kind=kind.value,
        package=package,
        reference=reference,
        sequence=sequence,
        made_on=today,
        sender=card_of(house, today=today).fingerprint,
        receiver=correspondent.fingerprint,
    )


def _close(house: House, correspondent: Correspondent, *, header: Header, said: dict[str, Any], today: date) -> _Closed:
    data = write_package(
        header=header,
        content=said,
        box_public=bytes(correspondent.box_public),
        sign_private=signing_key(keys_of(house, today=today)),
    )
    if len(data) > settings.MAILLAGE_UPLOAD_MAX_BYTES:
        raise PackageTooBig(limit=settings.MAILLAGE_UPLOAD_MAX_BYTES // MEBIBYTE)
    return _Closed(header=header, data=data, digest=read_package(data).digest)


def _keep(application: Application, correspondent: Correspondent, *, closed: _Closed, today: date) -> Parcel:
    made: Parcel = Parcel.unscoped.create(
        organisation_id=correspondent.organisation_id,
        territory_id=correspondent.territory_id,
        correspondent=correspondent,
        application=application,
        direction=Direction.OUT,
        kind=closed.header.kind,
        state=ParcelState.CARRIED,
        package=closed.header.package,
        reference=closed.header.reference,
        sequence=closed.header.sequence,
        made_on=today,
        digest=closed.digest,
        content=closed.data,
    )
    return made
