"""The pages of the room."""

from maillage.accompaniment.outreach.views.campaigns import change_campaign, list_campaigns, note_campaign, show_campaign
from maillage.accompaniment.outreach.views.home import show_home
from maillage.accompaniment.outreach.views.minors import (
    answer_act,
    end_alert,
    follow_in_file,
    forget_alert,
    list_alerts,
    note_act,
    raise_alert,
    raise_alert_of_round,
    show_alert,
)
from maillage.accompaniment.outreach.views.observations import (
    explain,
    list_observations,
    note_observation,
    show_observation,
    show_theme,
    withdraw,
)
from maillage.accompaniment.outreach.views.rounds import (
    cancel_round,
    correct_round,
    export_rounds,
    fill_round,
    list_rounds,
    note_round,
    plan_round,
    show_round,
)

__all__ = [
    "answer_act",
    "cancel_round",
    "change_campaign",
    "correct_round",
    "end_alert",
    "explain",
    "export_rounds",
    "fill_round",
    "follow_in_file",
    "forget_alert",
    "list_alerts",
    "list_campaigns",
    "list_observations",
    "list_rounds",
    "note_act",
    "note_campaign",
    "note_observation",
    "note_round",
    "plan_round",
    "raise_alert",
    "raise_alert_of_round",
    "show_alert",
    "show_campaign",
    "show_home",
    "show_observation",
    "show_round",
    "show_theme",
    "withdraw",
]
