"""What arrives in a package: checked, read line by line, then taken or set aside. An application on one side, its answers on the other."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from maillage.core.clock.waiting import Cause
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.documents import Prepared, prepare_upload, store_document
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import OutOfScope, Refused
from maillage.foundation.kernel.idempotency import idempotent
from maillage.foundation.notifications import notify
from maillage.foundation.ui import speech
from maillage.foundation.vault import Part
from maillage.pathway.psp import actions
from maillage.pathway.psp.errors import (
    AnswerOld,
    AnswerUnknown,
    ApplicationReceivedAlready,
    PackageForAnother,
    PackageReceivedAlready,
    PackageUnreadable,
    SignerNotChecked,
    UnknownSigner,
)
from maillage.pathway.psp.extracts import LABELS, NO, YES, ExtractContent, ExtractPiece, kind_in_words, read_data
from maillage.pathway.psp.models import Application, Correspondent, Direction, Extract, Kind, Parcel, ParcelKind, ParcelState, Step
from maillage.pathway.psp.notices import ANSWERED_BY_PACKAGE, key_workers_of
from maillage.pathway.psp.package_format import Package, check_signature, from_text, open_package, read_package
from maillage.pathway.psp.services.filing import check_age, make_extract, seal_content
from maillage.pathway.psp.services.houses import House, box_key, card_of, keys_of, permission_on
from maillage.pathway.psp.services.moving import move
from maillage.pathway.psp.services.receiving import Paper, create_received
from maillage.pathway.psp.services.waiting import close_waiting, open_waiting
from maillage.pathway.psp.workflow import ROAD, State
from maillage.reference.organisations.models import Organisation

AWAITED = {
    State.FILED: Cause.NO_SESSION,
    State.SCHEDULED: Cause.SESSION_AWAITED,
    State.EXAMINED: Cause.DECISION_AWAITED,
    State.DECIDED: Cause.NOTIFICATION_AWAITED,
}
ACKNOWLEDGEMENT = "acknowledgement"
WHOLE = "package_pdf"


@dataclass(frozen=True, repr=False)
class Came:
    """An application as a package says it. Its repr shows nothing."""

    content: ExtractContent
    kind: Kind
    territory_id: str
    files: tuple[tuple[str, str, bytes], ...]
    pdf: bytes

    def __repr__(self) -> str:
        return "<Came>"


@dataclass(frozen=True, repr=False)
class Answered:
    """What a package answers: everything so far. Its repr shows nothing."""

    number: str
    steps: tuple[tuple[State, date], ...]
    granted: bool | None
    session_on: date | None
    opinion: str
    acknowledgement: bytes

    def __repr__(self) -> str:
        return "<Answered>"


def receive_package(*, actor: Actor, today: date, house: House, data: bytes, key: uuid.UUID | None = None) -> Parcel:
    """Check a package and keep it, still closed, to be read. Nothing of it is recorded yet.

    Raises Denied, PackageUnreadable, UnknownSigner, PackageTampered, SignerNotChecked, PackageForAnother, PackageReceivedAlready.
    """
    require(actor, house.permission, on=house)
    package = read_package(data)
    correspondent = _signer(house, package)
    check_signature(package, sign_public=bytes(correspondent.sign_public))
    if correspondent.checked_on is None:
        raise SignerNotChecked
    expected = ParcelKind.APPLICATION if house.territory_id is not None else ParcelKind.ANSWER
    if package.header.receiver != card_of(house, today=today).fingerprint or package.header.kind != expected:
        raise PackageForAnother
    kept: Parcel = _receive(actor=actor, today=today, house=house, package=package, correspondent=correspondent, data=data, key=key)
    return kept


def _signer(house: House, package: Package) -> Correspondent:
    known = Correspondent.unscoped.filter(organisation=house.organisation, fingerprint=package.header.sender, retired_on__isnull=True)
    found = known.first()
    if found is None:
        raise UnknownSigner
    return found


@idempotent(Parcel)
@transaction.atomic
def _receive(*, actor: Actor, today: date, house: House, package: Package, correspondent: Correspondent, data: bytes) -> Parcel:
    before = Parcel.unscoped.filter(organisation=house.organisation, direction=Direction.IN, package=package.header.package).first()
    if before is not None:
        raise PackageReceivedAlready(made_on=speech.day_words(before.made_on))
    parcel: Parcel = Parcel.unscoped.create(
        organisation=house.organisation,
        territory_id=house.territory_id,
        correspondent=correspondent,
        direction=Direction.IN,
        kind=package.header.kind,
        state=ParcelState.TO_READ,
        package=package.header.package,
        reference=package.header.reference,
        sequence=package.header.sequence,
        made_on=package.header.made_on,
        digest=package.digest,
        content=data,
    )
    record(actor, actions.PACKAGE_ARRIVED, parcel, today=today, made_on=parcel.made_on)
    return parcel


def read_parcel(*, actor: Actor, today: date, parcel: Parcel) -> Came | Answered:
    """Open a package that waits, to show it line by line; journaled. Raises Denied, OutOfScope (it no longer waits), PackageUnreadable."""
    require(actor, permission_on(parcel), on=parcel)
    if parcel.territory_id is not None:
        require(actor, Permission.EXTRACT_OPEN, on=parcel)
    said = _open(parcel, today=today)
    with transaction.atomic():
        record(actor, actions.PACKAGE_READ, parcel, today=today)
    return said


def _open(parcel: Parcel, *, today: date) -> Came | Answered:
    if parcel.state != ParcelState.TO_READ or parcel.content is None:
        raise OutOfScope
    package = read_package(bytes(parcel.content))
    check_signature(package, sign_public=bytes(parcel.correspondent.sign_public))
    house = House(organisation=parcel.organisation, territory_id=parcel.territory_id)
    said = open_package(package, box_private=box_key(keys_of(house, today=today)))
    try:
        return _came(said) if parcel.kind == ParcelKind.APPLICATION else _answered(said)
    except Refused:
        raise
    except (KeyError, ValueError, TypeError, AttributeError):
        raise PackageUnreadable from None


def _came(said: dict[str, Any]) -> Came:
    content, request = read_data(said["extract"]), said["request"]
    if not all(isinstance(name, str) and isinstance(value, str) for name, value in content.fields.items()):
        raise TypeError("fields are texts")
    kind = Kind(request["kind"])
    # Only the lines of the list are kept, whatever the other house wrote: the border holds on both sides.
    fields = {name: value for name, value in content.fields.items() if name in LABELS}
    fields |= {
        "kind": kind_in_words(kind),
        "asks_permit": YES if request["asks_permit"] is True else NO,
        "asks_allowance": YES if request["asks_allowance"] is True else NO,
    }
    files = tuple((str(each["document"]), str(each["name"]), from_text(each["content"])) for each in said["files"])
    return Came(
        content=replace(content, fields=fields),
        kind=kind,
        territory_id=str(said["territory"]),
        files=files,
        pdf=from_text(said["pdf"]),
    )


def _answered(said: dict[str, Any]) -> Answered:
    steps = tuple((State(each["state"]), date.fromisoformat(each["on"])) for each in said["steps"])
    known = ROAD[ROAD.index(State.FILED) :]
    if any(state not in known for state, _ in steps) or (said["granted"] is not None and type(said["granted"]) is not bool):
        raise ValueError("an answer of an unknown shape")
    return Answered(
        number=str(said["number"])[:16],
        steps=steps,
        granted=said["granted"],
        session_on=date.fromisoformat(said["session_on"]) if said["session_on"] else None,
        opinion=str(said["opinion"])[:16],
        acknowledgement=from_text(said["acknowledgement"]),
    )


def take_parcel(*, actor: Actor, today: date, parcel: Parcel, key: uuid.UUID | None = None) -> Application:
    """Record what a package says: the application is received, or the answers are read into it.

    Raises Denied, OutOfScope, PackageUnreadable, PackageForAnother, SignerNotChecked, ApplicationReceivedAlready, TooYoung,
    AnswerUnknown, AnswerOld, or what documents refuse.
    """
    said = read_parcel(actor=actor, today=today, parcel=parcel)
    if not parcel.correspondent.usable:
        raise SignerNotChecked
    if isinstance(said, Answered):
        read: Application = _take_answer(actor=actor, today=today, parcel=parcel, said=said, key=key)
        return read
    if said.territory_id != parcel.territory_id:
        raise PackageForAnother
    extract = Extract(organisation=parcel.organisation)
    prepared = [(name, label, prepare_upload(owner=extract, upload=content)) for name, label, content in said.files]
    whole = prepare_upload(owner=extract, upload=said.pdf)
    taken: Application = _take(
        actor=actor, today=today, parcel=parcel, said=said, extract_id=extract.pk, prepared=prepared, whole=whole, key=key
    )
    return taken


@idempotent(Application)
@transaction.atomic
def _take(
    *,
    actor: Actor,
    today: date,
    parcel: Parcel,
    said: Came,
    extract_id: uuid.UUID,
    prepared: list[tuple[str, str, Prepared]],
    whole: Prepared,
) -> Application:
    parcel = _waiting(parcel)
    known = Parcel.unscoped.filter(
        organisation=parcel.organisation, direction=Direction.IN, kind=ParcelKind.APPLICATION, reference=parcel.reference
    )
    if known.filter(state=ParcelState.TAKEN).exists():
        raise ApplicationReceivedAlready
    association: Organisation = parcel.correspondent.stands_for
    content = replace(said.content, fields={**said.content.fields, "association": association.name})
    check_age(content.fields.get("birth_date", ""), today=today)
    paper = Paper(territory_id=said.territory_id, association_id=association.pk, kind=said.kind, received_on=today, fields={})
    application = create_received(paper, association=association, content=content)
    extract = make_extract(application=application, secretariat=parcel.organisation, filed_on=today, extract_id=extract_id)
    copies = {
        name: store_document(actor=actor, owner=extract, part=Part.EXTRACT, upload=file, today=today, label=label, purpose="piece").pk
        for name, label, file in prepared
    }
    pdf = store_document(actor=actor, owner=extract, part=Part.EXTRACT, upload=whole, today=today, label="demande.pdf", purpose=WHOLE)
    pieces = tuple(replace(each, document=str(copies.get(each.document, ""))) for each in content.pieces)
    with_pdf = ExtractPiece(code=WHOLE, label="La demande, telle qu'elle est venue", received_on=today.isoformat(), document=str(pdf.pk))
    seal_content(extract, content=replace(content, pieces=(*pieces, with_pdf)))
    Step.unscoped.create(application=application, state=State.FILED, happened_on=today, recorded_on=today, by_state=True)
    open_waiting(actor=actor, today=today, application=application, cause=Cause.NO_SESSION, said=True)
    _done(parcel, application=application, today=today)
    record(actor, actions.PACKAGE_TAKEN, application, today=today)
    return application


@idempotent(Application)
@transaction.atomic
def _take_answer(*, actor: Actor, today: date, parcel: Parcel, said: Answered) -> Application:
    parcel = _waiting(parcel)
    carried = Parcel.unscoped.filter(
        organisation=parcel.organisation,
        correspondent=parcel.correspondent,
        direction=Direction.OUT,
        kind=ParcelKind.APPLICATION,
        package=parcel.reference,
    ).first()
    if carried is None or carried.application_id is None:
        raise AnswerUnknown
    application = Application.unscoped.select_related("person", "organisation").locked(carried.application_id)
    later = Parcel.unscoped.filter(application=application, direction=Direction.IN, state=ParcelState.TAKEN, sequence__gte=parcel.sequence)
    if later.exists():
        raise AnswerOld
    _apply(application, actor=actor, said=said, today=today)
    parcel.session_on, parcel.opinion = said.session_on, said.opinion
    _done(parcel, application=application, today=today)
    carried.content = None
    carried.save(update_fields=["content"])
    if application.person is not None:
        store_document(
            actor=actor, owner=application.person, part=Part.ATTACHMENTS, upload=said.acknowledgement, today=today,
            label="accuse.pdf", purpose=ACKNOWLEDGEMENT,
        )  # fmt: skip
    record(actor, actions.PACKAGE_TAKEN, application, today=today)
    workers = key_workers_of(application, today=today)
    notify(topic=ANSWERED_BY_PACKAGE, user_ids=workers, today=today, link_name="psp:application", link_pk=application.pk)
    return application


def _apply(application: Application, *, actor: Actor, said: Answered, today: date) -> None:
    reached = Step.unscoped.filter(application=application, state__in=ROAD[ROAD.index(State.FILED) :]).count()
    for state, day in said.steps[reached:]:
        changes: dict[str, Any] = {}
        if state is State.FILED and application.filed_on is None:
            changes = {"filed_on": day, "number": _free_number(said.number)}
        if state is State.EXAMINED:
            changes = {"examined_on": day}
        if state is State.DECIDED:
            changes = {"decided_on": day, "granted": said.granted}
        move(application, actor=actor, to=state, today=today, happened_on=day, **changes)
        close_waiting(actor=actor, today=today, application=application, ends_on=day)
        open_waiting(actor=actor, today=today, application=application, cause=AWAITED[state], starts_on=day, said=True)


def _free_number(number: str) -> str:
    """The number that the State gave; told apart when this house gave the same one to an application filed on paper."""
    taken = Application.unscoped.filter(number=number).exists()
    return f"{number[:14]}-E" if taken else number


@idempotent(Parcel)
@transaction.atomic
def set_aside(*, actor: Actor, today: date, parcel: Parcel) -> Parcel:
    """Put aside a package that is not to be recorded: its content goes, that it came stays. Raises Denied, OutOfScope."""
    parcel = _waiting(parcel)
    require(actor, permission_on(parcel), on=parcel)
    parcel.state, parcel.content, parcel.handled_on = ParcelState.SET_ASIDE, None, today
    parcel.save(update_fields=["state", "content", "handled_on"])
    record(actor, actions.PACKAGE_SET_ASIDE, parcel, today=today)
    return parcel


def _waiting(parcel: Parcel) -> Parcel:
    found: Parcel = Parcel.unscoped.select_related("correspondent__stands_for", "organisation").locked(parcel.pk)
    if found.state != ParcelState.TO_READ:
        raise OutOfScope
    return found


def _done(parcel: Parcel, *, application: Application, today: date) -> None:
    parcel.application, parcel.state, parcel.content, parcel.handled_on = application, ParcelState.TAKEN, None, today
    parcel.save(update_fields=["application", "state", "content", "handled_on", "session_on", "opinion"])
