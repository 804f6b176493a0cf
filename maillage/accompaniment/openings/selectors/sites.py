"""What the pages read of sites and activities."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from maillage.accompaniment.openings.models import Activity, Lack, Site
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope
from maillage.reference.organisations.models import Organisation, OrganisationKind
from maillage.reference.territories.models import Place
from maillage.reference.territories.selectors import open_places

# Whom an association tells how it works now: the delegation, the other associations, its partners.
TOLD_KINDS = (OrganisationKind.DELEGATION, OrganisationKind.ASSOCIATION, OrganisationKind.PARTNER)


def _get(model: Any, *, actor: Actor, pk: uuid.UUID, today: date, also: tuple[str, ...]) -> Any:
    found = model.objects.visible_to(actor, today=today).select_related(*also).filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def get_site(*, actor: Actor, pk: uuid.UUID, today: date) -> Site:
    """A site of my association, or OutOfScope."""
    site: Site = _get(Site, actor=actor, pk=pk, today=today, also=("organisation", "place", "host"))
    return site


def get_activity(*, actor: Actor, pk: uuid.UUID, today: date) -> Activity:
    """An activity of my association, or OutOfScope."""
    activity: Activity = _get(Activity, actor=actor, pk=pk, today=today, also=("organisation", "site", "partner"))
    return activity


def get_lack(*, actor: Actor, pk: uuid.UUID, today: date) -> Lack:
    """What is lacking in my association, or OutOfScope."""
    lack: Lack = _get(Lack, actor=actor, pk=pk, today=today, also=("organisation", "site", "partner", "activity"))
    return lack


def houses_of(actor: Actor, permission: Permission = Permission.OPENINGS_SEE) -> list[Organisation]:
    """The associations where the actor holds this permission."""
    ids = {mandate.organisation_id for mandate in actor.granting(permission)}
    rows = Organisation.unscoped.filter(pk__in=ids, kind=OrganisationKind.ASSOCIATION).select_related("territory")
    return list(rows.order_by("name", "pk"))


def sites_of(house: Organisation) -> list[Site]:
    """The sites of an association that it has not left, with their rooms."""
    rows = Site.unscoped.filter(organisation=house, left_on__isnull=True).select_related("place", "host").prefetch_related("rooms")
    return list(rows.order_by("name", "pk"))


def activities_of(house: Organisation, *, today: date) -> list[Activity]:
    """What an association does today: at each site, then elsewhere."""
    rows = Activity.unscoped.running(today=today).filter(organisation=house).select_related("site", "partner", "organisation")
    return sorted(rows, key=lambda each: (each.site is None, each.site.name if each.site else "", each.kind, each.name, str(each.pk)))


def lacks_of(houses: Iterable[Organisation], *, first: date, last: date) -> list[Lack]:
    """What is lacking on some day from `first` to `last`, the earliest first."""
    rows = Lack.unscoped.filter(organisation__in=list(houses), starts_on__lte=last).select_related("site", "partner", "activity")
    return [row for row in rows.order_by("starts_on", "pk") if row.ends_on is None or row.ends_on >= first]


def places_for(house: Organisation, *, on: date, kept: uuid.UUID | None = None) -> list[Place]:
    """The towns and zones of its department that are open on a day; `kept`, the one that a site already has."""
    return open_places([house.territory_id], on=on, kept=kept)


def neighbours_of(house: Organisation, *, today: date) -> list[Organisation]:
    """The organisations of the department that may lend a site, run an activity, or be told of a change."""
    rows = Organisation.unscoped.open_on(today).filter(territory_id=house.territory_id, kind__in=TOLD_KINDS).exclude(pk=house.pk)
    return list(rows.order_by("kind", "name", "pk"))


def ids_of(rows: Sequence[Any]) -> list[uuid.UUID]:
    """Their keys."""
    return [row.pk for row in rows]
