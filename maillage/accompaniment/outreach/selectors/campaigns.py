"""Online rounds inside the reader's scope, and the funnel of one or of several."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Sum

from maillage.accompaniment.outreach.models import STAGES, Campaign
from maillage.accompaniment.outreach.selectors.words import STAGE_WORDS
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui.pictures.funnel import Stage


def get_campaign(*, actor: Actor, pk: uuid.UUID, today: date) -> Campaign:
    """The online round, or OutOfScope."""
    rows = Campaign.objects.visible_to(actor, today=today).select_related("organisation", "zone", "recorded_by")
    found: Campaign | None = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def campaigns_visible_to(actor: Actor, *, today: date, site: str = "", method: str = "") -> Any:
    """Online rounds through the filters of the address, the latest first."""
    wanted = {name: value for name, value in (("site", site), ("method", method)) if value}
    return Campaign.objects.visible_to(actor, today=today).select_related("zone").filter(**wanted).order_by("-starts_on", "pk")


def funnel_of(campaign: Campaign) -> list[Stage]:
    """The five counts of one."""
    return _stages({stage: getattr(campaign, stage) for stage in STAGES})


def funnel_of_all(campaigns: Any) -> list[Stage]:
    """The five counts of several, added."""
    found = campaigns.order_by().aggregate(**{stage: Sum(stage) for stage in STAGES})
    return _stages({stage: found[stage] or 0 for stage in STAGES})


def _stages(counts: Mapping[str, int]) -> list[Stage]:
    return [Stage(STAGE_WORDS[stage], counts[stage]) for stage in STAGES]
