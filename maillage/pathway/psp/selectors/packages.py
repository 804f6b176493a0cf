"""Packages and cards, inside the reader's scope; never their content, which only the services open."""

from __future__ import annotations

import uuid
from datetime import date

from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.pathway.psp.models import Application, Correspondent, Direction, Parcel, ParcelKind, ParcelState

LIMIT = 100


def get_parcel(*, actor: Actor, pk: uuid.UUID, today: date) -> Parcel:
    """One package, or OutOfScope."""
    rows = Parcel.objects.visible_to(actor, today=today).select_related("correspondent__stands_for", "organisation", "application")
    found: Parcel | None = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def get_correspondent(*, actor: Actor, pk: uuid.UUID, today: date) -> Correspondent:
    """One card, or OutOfScope."""
    rows = Correspondent.objects.visible_to(actor, today=today).select_related("stands_for", "organisation")
    found: Correspondent | None = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def parcels_visible_to(actor: Actor, *, today: date) -> list[Parcel]:
    """The packages that left and came, those to read first, then the latest; without their content."""
    rows = Parcel.objects.visible_to(actor, today=today).select_related("correspondent__stands_for", "application").defer("content")
    latest = list(rows.order_by("-made_on", "-sequence", "pk")[:LIMIT])
    return sorted(latest, key=lambda parcel: parcel.state != ParcelState.TO_READ)


def correspondents_visible_to(actor: Actor, *, today: date) -> list[Correspondent]:
    """The cards in use, by the organisation for which they speak."""
    rows = Correspondent.objects.visible_to(actor, today=today).filter(retired_on__isnull=True).select_related("stands_for")
    return list(rows.order_by("stands_for__name", "added_on", "pk"))


def correspondents_for(application: Application, *, secretariat_id: uuid.UUID) -> list[Correspondent]:
    """The houses to which an application may be carried: those that speak for its secretariat, checked aloud."""
    rows = Correspondent.unscoped.filter(
        organisation_id=application.organisation_id, stands_for_id=secretariat_id, retired_on__isnull=True, checked_on__isnull=False
    )
    return list(rows.order_by("-checked_on", "pk"))


def parcels_of(application: Application, *, organisation_ids: frozenset[uuid.UUID], territory_ids: frozenset[str]) -> list[Parcel]:
    """The packages of an application on the reader's own side, the latest first; without their content."""
    rows = Parcel.unscoped.filter(application=application).select_related("correspondent").defer("content")
    found = rows.order_by("-made_on", "-sequence", "pk")
    return [
        each for each in found if (each.territory_id in territory_ids if each.territory_id else each.organisation_id in organisation_ids)
    ]


def came_in_a_package(application: Application) -> bool:
    """Did it arrive here in a package, so that its answers travel back the same way?"""
    rows = Parcel.unscoped.filter(application=application, direction=Direction.IN, kind=ParcelKind.APPLICATION, state=ParcelState.TAKEN)
    return rows.exists()
