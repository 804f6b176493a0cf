"""Every write of the commission."""

from maillage.pathway.commission.services.asking import answer_request, ask_opinions, remind_by_machine, remind_request, withdraw_request
from maillage.pathway.commission.services.conduct import call_item, leave_rest
from maillage.pathway.commission.services.convening import acknowledge, convene, send_to_deputy
from maillage.pathway.commission.services.decisions import (
    fragile_motives,
    motives_for,
    notify_decision,
    prepare_decision,
    record_signed_decision,
)
from maillage.pathway.commission.services.hearing import Heard, HeardWords, end_hearing, open_hearings, record_hearing
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
from maillage.pathway.commission.services.presence import record_attendance, record_departure, record_presences, record_proxy
from maillage.pathway.commission.services.reading import read_paper
from maillage.pathway.commission.services.setup import add_seat, adopt_rule, end_holder, name_holder, set_up_commission
from maillage.pathway.commission.services.sitting import (
    declare_recusal,
    open_session,
)
from maillage.pathway.commission.services.voting import ask_count, drop_count, give_opinion, record_opinions
from maillage.pathway.commission.services.writing import (
    Contribution,
    close_exchanges,
    count_writing,
    extend_writing,
    open_vote,
    read_exchanges,
    send_results,
    write_exchange,
)

__all__ = [
    "Adjourned",
    "Contribution",
    "Examined",
    "Heard",
    "HeardWords",
    "NotExamined",
    "Outcome",
    "acknowledge",
    "add_all_to_agenda",
    "add_seat",
    "add_to_agenda",
    "adopt_rule",
    "answer_request",
    "approve_minutes",
    "ask_count",
    "ask_opinions",
    "call_item",
    "cancel_session",
    "close_exchanges",
    "close_item",
    "close_session",
    "convene",
    "count_writing",
    "declare_recusal",
    "draft_minutes",
    "drop_count",
    "end_hearing",
    "end_holder",
    "extend_writing",
    "fragile_motives",
    "give_opinion",
    "leave_rest",
    "motives_for",
    "name_holder",
    "note_next_date",
    "notify_decision",
    "open_hearings",
    "open_session",
    "open_vote",
    "plan_session",
    "prepare_decision",
    "read_exchanges",
    "read_paper",
    "record_attendance",
    "record_departure",
    "record_hearing",
    "record_opinions",
    "record_presences",
    "record_proxy",
    "record_signed_decision",
    "remind_by_machine",
    "remind_request",
    "remove_from_agenda",
    "send_results",
    "send_to_deputy",
    "set_up_commission",
    "withdraw_request",
    "write_exchange",
]
