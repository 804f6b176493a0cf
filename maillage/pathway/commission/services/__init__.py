"""Every write of the commission."""

from maillage.pathway.commission.services.convening import acknowledge, convene, send_to_deputy
from maillage.pathway.commission.services.decisions import (
    fragile_motives,
    motives_for,
    notify_decision,
    prepare_decision,
    record_signed_decision,
)
from maillage.pathway.commission.services.minutes import approve_minutes, draft_minutes
from maillage.pathway.commission.services.outcomes import (
    Adjourned,
    Examined,
    NotExamined,
    Outcome,
    close_item,
    close_session,
    note_next_date,
)
from maillage.pathway.commission.services.planning import add_all_to_agenda, add_to_agenda, cancel_session, plan_session, remove_from_agenda
from maillage.pathway.commission.services.setup import add_seat, adopt_rule, end_holder, name_holder, set_up_commission
from maillage.pathway.commission.services.sitting import (
    declare_recusal,
    give_opinion,
    open_session,
    read_paper,
    record_attendance,
    record_opinions,
    record_presences,
    record_proxy,
)

__all__ = [
    "Adjourned",
    "Examined",
    "NotExamined",
    "Outcome",
    "acknowledge",
    "add_all_to_agenda",
    "add_seat",
    "add_to_agenda",
    "adopt_rule",
    "approve_minutes",
    "cancel_session",
    "close_item",
    "close_session",
    "convene",
    "declare_recusal",
    "draft_minutes",
    "end_holder",
    "fragile_motives",
    "give_opinion",
    "motives_for",
    "name_holder",
    "note_next_date",
    "notify_decision",
    "open_session",
    "plan_session",
    "prepare_decision",
    "read_paper",
    "record_attendance",
    "record_opinions",
    "record_presences",
    "record_proxy",
    "record_signed_decision",
    "remove_from_agenda",
    "send_to_deputy",
    "set_up_commission",
]
