"""What this room keeps at cities and zones: rounds, online rounds, observations. Alerts are not counted: a number would tell too much."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.accompaniment.outreach.models import Campaign, Observation, Round, RoundState
from maillage.foundation.ui import speech
from maillage.reference.territories.uses import Own, Standing, Use, register


def _by_zone(rows: Any, place_ids: Collection[uuid.UUID], own: Own) -> Mapping[uuid.UUID, int]:
    here = rows.filter(zone__in=place_ids)
    mine = here if own is None else here.filter(organisation__in=own)
    return dict(mine.values_list("zone").annotate(n=Count("pk")))


def count_rounds(place_ids: Collection[uuid.UUID], *, own: Own, today: date) -> Mapping[uuid.UUID, int]:
    """The rounds of each zone, done or to come."""
    return _by_zone(Round.unscoped.exclude(state=RoundState.CANCELLED), place_ids, own)


def count_observations(place_ids: Collection[uuid.UUID], *, own: Own, today: date) -> Mapping[uuid.UUID, int]:
    """The observations of each zone."""
    return _by_zone(Observation.unscoped.standing(), place_ids, own)


def foresee_rounds(place_id: uuid.UUID, *, on: date) -> Iterable[Standing]:
    """The rounds planned there for that day or later, association by association."""
    rows = Round.unscoped.planned().filter(zone=place_id, day__gte=on).select_related("organisation")
    for association, planned in groupby(rows.order_by("organisation__name", "organisation_id", "day"), key=lambda each: each.organisation):
        days = [each.day for each in planned]
        words = ngettext(
            "%(association)s y prévoit une maraude le %(day)s",
            "%(association)s y prévoit %(n)d maraudes, la dernière le %(day)s",
            len(days),
        )
        yield Standing(words=words % {"association": association.name, "n": len(days), "day": speech.day_words(days[-1])}, until=days[-1])


def foresee_campaigns(place_id: uuid.UUID, *, on: date) -> Iterable[Standing]:
    """The online rounds that go on there."""
    rows = Campaign.unscoped.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), zone=place_id).select_related("organisation")
    for campaign in rows.order_by("organisation__name", "pk"):
        words = _("%(association)s y mène une tournée en ligne") % {"association": campaign.organisation.name}
        yield Standing(words=words, until=campaign.ends_on)


def _rounds(n: int) -> str:
    return ngettext("%(n)d maraude", "%(n)d maraudes", n) % {"n": n}


def _observations(n: int) -> str:
    return ngettext("%(n)d observation", "%(n)d observations", n) % {"n": n}


def count_campaigns(place_ids: Collection[uuid.UUID], *, own: Own, today: date) -> Mapping[uuid.UUID, int]:
    """The online rounds of each zone."""
    return _by_zone(Campaign.unscoped.all(), place_ids, own)


def _campaigns(n: int) -> str:
    return ngettext("%(n)d tournée en ligne", "%(n)d tournées en ligne", n) % {"n": n}


def register_uses() -> None:
    """Called once, from the `AppConfig.ready`."""
    register(Use(code="outreach.rounds", said=_rounds, count=count_rounds, foresee=foresee_rounds, order=30))
    register(Use(code="outreach.campaigns", said=_campaigns, count=count_campaigns, foresee=foresee_campaigns, order=40))
    register(Use(code="outreach.observations", said=_observations, count=count_observations, order=50))
