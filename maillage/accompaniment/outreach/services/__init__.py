"""Every write of the room. Those of the capture without network are in their own modules: captures, devices, links, settling."""

from maillage.accompaniment.outreach.services.campaigns import CampaignDraft, change_campaign, note_campaign
from maillage.accompaniment.outreach.services.forgetting import forget_old_notes
from maillage.accompaniment.outreach.services.minors import (
    AlertDraft,
    answer_alert_act,
    end_alert,
    follow_in_file,
    forget_alert,
    note_alert_act,
    raise_alert,
)
from maillage.accompaniment.outreach.services.observations import (
    ExplanationDraft,
    ObservationDraft,
    explain_observation,
    record_observation,
    withdraw_observation,
)
from maillage.accompaniment.outreach.services.rounds import RoundDraft, RoundPlan, cancel_round, correct_round, open_round, record_round

__all__ = [
    "AlertDraft",
    "CampaignDraft",
    "ExplanationDraft",
    "ObservationDraft",
    "RoundDraft",
    "RoundPlan",
    "answer_alert_act",
    "cancel_round",
    "change_campaign",
    "correct_round",
    "end_alert",
    "explain_observation",
    "follow_in_file",
    "forget_alert",
    "forget_old_notes",
    "note_alert_act",
    "note_campaign",
    "open_round",
    "raise_alert",
    "record_observation",
    "record_round",
    "withdraw_observation",
]
