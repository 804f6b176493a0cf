"""What the notebook, its inbox and the links read."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F

from maillage.accompaniment.outreach.models import Capture, Device, Round, RoundLink
from maillage.accompaniment.outreach.services.links import USE, read_code
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import mark_of
from maillage.reference.accounts.devices import describe_device
from maillage.reference.organisations.models import Organisation
from maillage.reference.territories.models import Place

SHEET_LATE = timedelta(days=2)  # a planned round whose sheet may still come from a phone


@dataclass(frozen=True)
class Phone:
    """One phone of mine, in words."""

    device: Device
    words: str


def my_phones(*, actor: Actor, today: date) -> list[Phone]:
    """The phones that I enrolled and that still stand, the latest first."""
    rows = Device.objects.visible_to(actor, today=today).standing(today=today).select_related("organisation")
    return [Phone(device=each, words=describe_device(each.label)) for each in rows.order_by("-enrolled_on", "-pk")]


def my_device(*, actor: Actor, pk: uuid.UUID, today: date) -> Device:
    """A phone of mine, standing or not. Raises OutOfScope."""
    found: Device | None = Device.objects.visible_to(actor, today=today).select_related("organisation").filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def houses_of(actor: Actor) -> list[Organisation]:
    """The associations where the actor notes rounds, by name."""
    own = {mandate.organisation_id for mandate in actor.granting(Permission.OUTREACH_NOTE)}
    return list(Organisation.unscoped.filter(pk__in=own, territory__isnull=False).order_by("name", "pk"))


def zones_for(organisation: Organisation) -> list[Place]:
    """The wide zones and cities of its department."""
    return list(Place.unscoped.filter(territory_id=organisation.territory_id).order_by("kind", "name", "pk"))


def rounds_to_fill(*, actor: Actor, organisation: Organisation, today: date) -> list[Round]:
    """Planned rounds of these days whose sheet may come from a phone."""
    rows = Round.objects.visible_to(actor, today=today).planned().filter(organisation=organisation)
    rows = rows.filter(day__gte=today - SHEET_LATE, day__lte=today).select_related("zone")
    return list(rows.order_by("day", F("starts").asc(nulls_first=True), "pk"))


def waiting_captures(*, actor: Actor, today: date) -> Sequence[Capture]:
    """What somebody has to put somewhere, the oldest first."""
    rows = Capture.objects.visible_to(actor, today=today).waiting().select_related("round__zone", "device__user", "link")
    return list(rows.order_by("received_at", "pk"))


def count_waiting(*, actor: Actor, today: date) -> int:
    """How many of them."""
    return int(Capture.objects.visible_to(actor, today=today).waiting().count())


def get_capture(*, actor: Actor, pk: uuid.UUID, today: date) -> Capture:
    """One capture of mine to see. Raises OutOfScope."""
    rows = Capture.objects.visible_to(actor, today=today).select_related("round__zone", "device__user", "link", "organisation")
    found: Capture | None = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def links_of(street_round: Round) -> list[RoundLink]:
    """The links made for a round, the latest first."""
    return list(RoundLink.unscoped.filter(round=street_round).select_related("made_by").order_by("-made_on", "-pk"))


def get_link(*, actor: Actor, pk: uuid.UUID, today: date) -> RoundLink:
    """A link that the actor may close. Raises OutOfScope."""
    found: RoundLink | None = RoundLink.objects.visible_to(actor, today=today).select_related("round").filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def open_link(code: str, *, at: datetime) -> RoundLink | None:
    """The link of a code, while it serves; None for anything else."""
    digits = read_code(code)
    if not digits:
        return None
    link: RoundLink | None = RoundLink.unscoped.select_related("round").filter(mark=mark_of(digits, use=USE)).first()
    return link if link is not None and link.open_at(at) else None
