"""Words for the codes that are no choices of a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.outreach.models import STAGES, AdvertSite, Method, Seen, Source
from maillage.foundation.ui import speech
from maillage.reference.territories.models import Place

STAGE_WORDS: Mapping[str, Any] = {
    "seen": _("annonces vues"),
    "reached": _("personnes jointes"),
    "answered": _("personnes qui répondent"),
    "met": _("personnes rencontrées"),
    "accompanied": _("personnes accompagnées"),
}


def source_words(source: str, reference: str) -> str:
    """Who says it: the kind, and which one when it is not ours."""
    kind = str(Source(source).label)
    return f"{kind} ({reference})" if reference else kind


def sheet_words(sheet: Any) -> dict[str, str]:
    """The values of a sheet, recorded or typed, in words."""
    counts = {name: str(getattr(sheet, name)) for name in ("team_size", "met_new", "met_known", "kits", "masks")}
    hours = {name: f"{hour:%H:%M}" if (hour := getattr(sheet, name)) is not None else "" for name in ("starts", "ends")}
    seen = {name: str(Seen(getattr(sheet, name)).label) for name in ("clients", "police")}
    return {"zone": _zone_words(sheet.zone_id), "day": speech.day_words(sheet.day), **hours, **counts, **seen}


def campaign_words(campaign: Any) -> dict[str, str]:
    """The values of an online round, recorded or typed, in words."""
    days = {name: speech.day_words(day) if (day := getattr(campaign, name)) else "" for name in ("starts_on", "ends_on")}
    kinds = {"site": str(AdvertSite(campaign.site).label), "method": str(Method(campaign.method).label)}
    return {**kinds, **days, "zone": _zone_words(campaign.zone_id), **{stage: str(getattr(campaign, stage)) for stage in STAGES}}


def _zone_words(zone_id: Any) -> str:
    place = Place.unscoped.filter(pk=zone_id).first() if zone_id else None
    return place.name if place is not None else ""
