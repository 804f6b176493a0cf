"""What every sheet asks first: whose it is, and whether its zone is one of the department."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.db import models

from maillage.accompaniment.outreach.errors import CodeUnknown, DaysInverted, DayToCome, ReferenceMissing, ReferenceUnfit, ZoneElsewhere
from maillage.accompaniment.outreach.models import REFERENCED
from maillage.core.short_reference import why_unfit
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import Denied
from maillage.reference.organisations.models import Organisation
from maillage.reference.territories.models import Place
from maillage.reference.territories.selectors import ask_open

C = TypeVar("C", bound=models.TextChoices)


def own_association(actor: Actor, permission: Permission, *, organisation_id: uuid.UUID) -> Organisation:
    """The association, when a mandate of the actor gives this permission there. Raises Denied."""
    own = {mandate.organisation_id for mandate in actor.granting(permission)}
    organisation = Organisation.unscoped.filter(pk=organisation_id).first()
    if organisation is None or organisation.territory_id is None or organisation.pk not in own:
        raise Denied
    return organisation


def owned(organisation: Organisation) -> dict[str, Any]:
    """The two fields that say whose a row is: of `own_association`, whose territory is known."""
    return {"organisation": organisation, "territory_id": organisation.territory_id}


def zone_of(organisation: Organisation, zone_id: uuid.UUID, *, on: date | None = None, kept: uuid.UUID | None = None) -> Place:
    """A zone or a city of its department, open `on` the day of what is noted unless it stood there already (`kept`).

    Without a day it may be closed: nothing must keep an alert from being given. Raises ZoneElsewhere, PlaceClosed.
    """
    place: Place | None = Place.unscoped.filter(pk=zone_id, territory_id=organisation.territory_id).first()
    if place is None:
        raise ZoneElsewhere
    if on is not None and place.pk != kept:
        ask_open(place, on=on)
    return place


def code_of(choices: type[C], value: str) -> C:
    """A code of a closed list. Raises CodeUnknown."""
    try:
        return choices(value)
    except ValueError:
        raise CodeUnknown(code=str(value)[:20]) from None


def codes_of(choices: type[C], values: Iterable[str]) -> tuple[C, ...]:
    """Codes of a closed list, each once, in the order of the list. Raises CodeUnknown."""
    wanted = {code_of(choices, value) for value in values}
    return tuple(each for each in choices if each in wanted)


def past_days(starts_on: date, ends_on: date | None, *, today: date) -> tuple[date, date]:
    """The first and the last day of what was seen; one day alone is both. Raises DaysInverted, DayToCome."""
    last = ends_on or starts_on
    if last < starts_on:
        raise DaysInverted
    if last > today:
        raise DayToCome
    return starts_on, last


def reference_for(source: str, reference: str) -> str:
    """The few words that say which newspaper or which partner; none for what was seen here. Raises ReferenceMissing, ReferenceUnfit."""
    words = " ".join(reference.split())
    if source not in REFERENCED:
        return ""
    if not words:
        raise ReferenceMissing
    why = why_unfit(words)
    if why is not None:
        raise ReferenceUnfit(why)
    return words
