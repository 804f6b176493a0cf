"""What this room keeps at cities and zones: the sites of associations, and what they do there."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.accompaniment.openings.models import Activity, Site
from maillage.reference.territories.uses import Own, Standing, Use, register


def count_sites(place_ids: Collection[uuid.UUID], *, own: Own, today: date) -> Mapping[uuid.UUID, int]:
    """The sites at each place that their association has not left."""
    rows = Site.unscoped.filter(place__in=place_ids).filter(_kept(today))
    mine = rows if own is None else rows.filter(organisation__in=own)
    return dict(mine.values_list("place").annotate(n=Count("pk")))


def count_activities(place_ids: Collection[uuid.UUID], *, own: Own, today: date) -> Mapping[uuid.UUID, int]:
    """The activities that go on at the sites of each place, each with its mode."""
    rows = Activity.unscoped.running(today=today).filter(site__place__in=place_ids)
    mine = rows if own is None else rows.filter(organisation__in=own)
    return dict(mine.values_list("site__place").annotate(n=Count("pk")))


def foresee_sites(place_id: uuid.UUID, *, on: date) -> Iterable[Standing]:
    """The associations that would still have a site there: its name is theirs, and is not said."""
    rows = Site.unscoped.filter(_kept(on), place=place_id).select_related("organisation").order_by("organisation__name", "pk")
    for site in rows:
        until = site.left_on - timedelta(days=1) if site.left_on is not None else None
        yield Standing(words=_("%(association)s y tient un lieu d'accueil") % {"association": site.organisation.name}, until=until)


def _kept(day: date) -> Q:
    return Q(left_on__isnull=True) | Q(left_on__gt=day)


def _sites(n: int) -> str:
    return ngettext("%(n)d lieu d'accueil", "%(n)d lieux d'accueil", n) % {"n": n}


def _activities(n: int) -> str:
    return ngettext("%(n)d activité", "%(n)d activités", n) % {"n": n}


def register_uses() -> None:
    """Called once, when the application is ready."""
    register(Use(code="openings.sites", said=_sites, count=count_sites, foresee=foresee_sites, order=10))
    register(Use(code="openings.activities", said=_activities, count=count_activities, order=20))
