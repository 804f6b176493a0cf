"""Take what a phone sends: each parcel once, whatever the network did to it. The protocol is maillage/core/sync.py."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import IntegrityError, transaction

from maillage.accompaniment.outreach import actions_capture as actions
from maillage.accompaniment.outreach.captured import (
    Captured,
    Malformed,
    digest_of,
    facts_of_draft,
    observation_draft,
    read_captured,
    round_draft,
)
from maillage.accompaniment.outreach.models import Capture, CaptureKind, CaptureState, Device, Round, RoundState, Seen
from maillage.accompaniment.outreach.services.minors import AlertDraft, raise_alert
from maillage.accompaniment.outreach.services.observations import record_observation
from maillage.accompaniment.outreach.services.rounds import RoundDraft, record_round
from maillage.core import sync
from maillage.core.sync import Outcome, Receipt, Why
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.errors import Denied, OutOfScope, Refused
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.vault import NotAuthentic, open_intake, seal


@dataclass(frozen=True)
class SentParcel:
    """A parcel as it arrives. Its repr shows no content."""

    id: uuid.UUID
    device: uuid.UUID
    key: int
    box: bytes = field(repr=False)


@dataclass(frozen=True)
class _Placed:
    """What became of an opened parcel."""

    state: CaptureState
    round: Round | None = None
    why: str = ""


def bound_to(parcel_id: uuid.UUID, device_id: uuid.UUID) -> bytes:
    """What a box is bound to: moved under another id or another phone, it does not open."""
    return f"capture|{parcel_id}|{device_id}".encode()


def take_parcel(*, actor: Actor, moment: Moment, parcel: SentParcel) -> Receipt:
    """Take one parcel and say what became of it. Sent again, it changes nothing. Raises Denied when the sender notes no rounds any more."""
    try:
        return _take(actor=actor, moment=moment, parcel=parcel)
    except IntegrityError:
        # The same parcel arrived twice at the same moment: by now the first one is there.
        return _take(actor=actor, moment=moment, parcel=parcel)


@transaction.atomic
def _take(*, actor: Actor, moment: Moment, parcel: SentParcel) -> Receipt:
    device = _locked_device(parcel.device)
    digest = digest_of(parcel.box)
    early = _judge(actor, device=device, parcel=parcel, digest=digest, today=moment.today)
    if early is not None or device is None:
        return early or Receipt(parcel.id, Outcome.REFUSED, Why.UNKNOWN_DEVICE)
    require(actor, Permission.OUTREACH_NOTE, on=device)
    try:
        content = open_intake(device.organisation_id, number=parcel.key, box=parcel.box, bound=bound_to(parcel.id, parcel.device))
    except NotAuthentic:
        return Receipt(parcel.id, Outcome.REFUSED, Why.UNREADABLE)
    captured = read_captured(content)
    placed = place(actor=actor, today=moment.today, captured=captured, organisation_id=device.organisation_id, team=(device.user_id,))
    capture = Capture(
        id=parcel.id,
        organisation_id=device.organisation_id,
        device=device,
        digest=digest,
        received_at=moment.now,
        received_on=moment.today,
    )
    keep(capture, captured, placed)
    alert_for(actor=actor, today=moment.today, captured=captured, organisation_id=device.organisation_id, street_round=placed.round)
    Device.unscoped.filter(pk=device.pk).update(last_sent_at=moment.now)
    record(actor, actions.CAPTURE_TAKEN, capture, today=moment.today, kind=captured.kind)
    return Receipt(parcel.id, Outcome.CONFLICT if placed.state == CaptureState.CLASH else Outcome.KEPT)


def _locked_device(pk: uuid.UUID) -> Device | None:
    try:
        return Device.unscoped.locked(pk)
    except OutOfScope:
        return None


def _judge(actor: Actor, *, device: Device | None, parcel: SentParcel, digest: bytes, today: date) -> Receipt | None:
    row = Capture.unscoped.filter(pk=parcel.id).first()
    known = sync.Known(device=row.device_id or uuid.UUID(int=0), digest=bytes(row.digest)) if row is not None else None
    seen = sync.Device(user=device.user_id, revoked=not device.stands(today=today)) if device is not None else None
    return sync.judge(
        parcel_id=parcel.id, device=seen, sender=actor.user_id or uuid.UUID(int=0), known=known, sent_by=parcel.device, digest=digest
    )


def keep(capture: Capture, captured: Captured, placed: _Placed) -> None:
    """Write the row of a capture; its content only while it waits, without the words about a minor: they are in her alert alone."""
    capture.kind, capture.about = captured.kind, captured.about
    capture.state, capture.round, capture.why = placed.state, placed.round, placed.why
    waits = replace(captured, minor=False, minor_words="").dumps() if capture.is_waiting else None
    seal(capture, content=waits)
    capture.save(force_insert=True)


def alert_for(*, actor: Actor, today: date, captured: Captured, organisation_id: uuid.UUID, street_round: Round | None) -> None:
    """Somebody met is, or may be, a minor: said at once, whatever becomes of the sheet."""
    if captured.minor:
        draft = AlertDraft(organisation_id=organisation_id, street_round=street_round, words=captured.minor_words)
        raise_alert(actor=actor, today=today, draft=draft)


def place(
    *, actor: Actor, today: date, captured: Captured, organisation_id: uuid.UUID, team: tuple[uuid.UUID, ...], loud: bool = False
) -> _Placed:
    """Put what was noted where it belongs; what does not fit waits for somebody, and nothing is thrown away. Raises Denied.

    With `loud`, somebody is there to complete it: what does not fit is refused to her face.
    """
    if captured.kind is CaptureKind.NOTE:
        return _Placed(CaptureState.NOTE)
    if captured.kind is CaptureKind.UNKNOWN:
        return _Placed(CaptureState.MEND, why="Malformed")
    try:
        if captured.kind is CaptureKind.OBSERVATION:
            record_observation(actor=actor, today=today, draft=observation_draft(captured, organisation_id=organisation_id))
            return _Placed(CaptureState.PLACED)
        draft = round_draft(captured, organisation_id=organisation_id, team=team)
        return place_sheet(actor=actor, today=today, draft=draft, street_round=round_about(captured.about, organisation_id=organisation_id))
    except Denied:
        raise
    except (Refused, Malformed) as refused:
        if loud:
            raise
        return _Placed(CaptureState.MEND, why=type(refused).__name__)


def round_about(about: uuid.UUID | None, *, organisation_id: uuid.UUID) -> Round | None:
    """The round that a sheet is about: a planned one by its id, or the one that an earlier sheet of the same phone made."""
    if about is None:
        return None
    found: Round | None = Round.unscoped.filter(pk=about, organisation_id=organisation_id).first()
    if found is not None:
        return found
    earlier = Capture.unscoped.filter(about=about, organisation_id=organisation_id, round__isnull=False)
    row = earlier.select_related("round").order_by("received_at", "pk").first()
    return row.round if row is not None else None


def place_sheet(*, actor: Actor, today: date, draft: RoundDraft, street_round: Round | None) -> _Placed:
    """Write the sheet of a round. Another sheet of the same round stands beside, unless both say the same."""
    if street_round is None:
        return _Placed(CaptureState.PLACED, round=record_round(actor=actor, today=today, draft=draft))
    current = Round.unscoped.locked(street_round.pk)
    if current.state == RoundState.PLANNED:
        return _Placed(CaptureState.PLACED, round=record_round(actor=actor, today=today, draft=draft, planned=current))
    if current.state == RoundState.DONE and not draft.note and not disagreeing(draft_of_round(current), draft):
        return _Placed(CaptureState.PLACED, round=current)
    return _Placed(CaptureState.CLASH, round=current)


def disagreeing(recorded: RoundDraft, received: RoundDraft) -> tuple[str, ...]:
    """The fields on which two sheets of a round contradict each other. What the one that arrives leaves empty contradicts nothing."""
    said = {name: value for name, value in facts_of_draft(received).items() if value not in ("", (), Seen.UNSEEN.value)}
    kept = facts_of_draft(recorded)
    return sync.differences({name: kept[name] for name in said}, said)


def draft_of_round(street_round: Round) -> RoundDraft:
    """A recorded sheet as a draft, without its note."""
    return RoundDraft(
        organisation_id=street_round.organisation_id,
        zone_id=street_round.zone_id,
        day=street_round.day,
        starts=street_round.starts,
        ends=street_round.ends,
        team_size=street_round.team_size,
        team=tuple(street_round.members.order_by("user_id").values_list("user_id", flat=True)),
        met_new=street_round.met_new,
        met_known=street_round.met_known,
        kits=street_round.kits,
        masks=street_round.masks,
        information=tuple(street_round.information.order_by("topic").values_list("topic", flat=True)),
        orientations=dict(street_round.orientations.order_by("kind").values_list("kind", "number")),
        clients=street_round.clients,
        police=street_round.police,
    )
