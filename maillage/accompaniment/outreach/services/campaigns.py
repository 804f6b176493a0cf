"""Online rounds: a kind of site, a method, and five counts. Nothing of an advert can be typed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db import transaction
from django.utils.text import capfirst

from maillage.accompaniment.outreach import actions
from maillage.accompaniment.outreach.errors import DaysInverted, DayToCome, FunnelWidens
from maillage.accompaniment.outreach.models import STAGES, AdvertSite, Campaign, Method
from maillage.accompaniment.outreach.selectors.words import STAGE_WORDS
from maillage.accompaniment.outreach.services.places import code_of, own_association, owned, zone_of
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import record
from maillage.foundation.kernel.idempotency import idempotent


@dataclass(frozen=True, kw_only=True)
class CampaignDraft:
    """An online round, in plain codes and counts. `ends_on` None: it goes on. `zone_id` None: the whole department."""

    organisation_id: uuid.UUID
    site: str
    method: str
    starts_on: date
    ends_on: date | None = None
    zone_id: uuid.UUID | None = None
    seen: int = 0
    reached: int = 0
    answered: int = 0
    met: int = 0
    accompanied: int = 0


@idempotent(Campaign)
@transaction.atomic
def note_campaign(*, actor: Actor, today: date, draft: CampaignDraft) -> Campaign:
    """Note an online round. Raises Denied, CodeUnknown, ZoneElsewhere, DaysInverted, DayToCome, FunnelWidens."""
    organisation = own_association(actor, Permission.OUTREACH_NOTE, organisation_id=draft.organisation_id)
    campaign: Campaign = Campaign.unscoped.create(
        **owned(organisation),
        zone=zone_of(organisation, draft.zone_id, on=draft.starts_on) if draft.zone_id else None,
        recorded_by_id=actor.user_id,
        **_fields(draft, today=today),
    )
    record(actor, actions.CAMPAIGN_NOTED, campaign, today=today, site=campaign.site, method=campaign.method)
    return campaign


@idempotent(Campaign)
@transaction.atomic
def change_campaign(*, actor: Actor, today: date, campaign: Campaign, draft: CampaignDraft, seen: int) -> Campaign:
    """The counts of an online round, later on. Raises as note_campaign, and Stale."""
    require(actor, Permission.OUTREACH_NOTE, on=campaign)
    current = Campaign.unscoped.select_related("organisation").locked(campaign.pk)
    zone = zone_of(current.organisation, draft.zone_id, on=draft.starts_on, kept=current.zone_id) if draft.zone_id else None
    changed: Campaign = current.save_version(seen=seen, changes={**_fields(draft, today=today), "zone": zone})
    record(actor, actions.CAMPAIGN_CHANGED, changed, today=today, site=changed.site, method=changed.method)
    return changed


def _fields(draft: CampaignDraft, *, today: date) -> dict[str, object]:
    if draft.ends_on is not None and draft.ends_on < draft.starts_on:
        raise DaysInverted
    if max(draft.starts_on, draft.ends_on or draft.starts_on) > today:
        raise DayToCome
    counts = {stage: getattr(draft, stage) for stage in STAGES}
    for wide, narrow in pairwise(STAGES):
        if counts[narrow] > counts[wide] or counts[narrow] < 0:
            raise FunnelWidens(more=capfirst(str(STAGE_WORDS[narrow])), less=STAGE_WORDS[wide])
    return {
        "site": code_of(AdvertSite, draft.site),
        "method": code_of(Method, draft.method),
        "starts_on": draft.starts_on,
        "ends_on": draft.ends_on,
        **counts,
    }
