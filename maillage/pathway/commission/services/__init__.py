"""Every write of the commission."""

from maillage.pathway.commission.services.agenda import add_point, close_point, fix_day, order_agenda, remove_point
from maillage.pathway.commission.services.archiving import ask_visa, destroy_reading_key, eliminate_record, record_visa
from maillage.pathway.commission.services.asking import answer_request, ask_opinions, remind_by_machine, remind_request, withdraw_request
from maillage.pathway.commission.services.changing import Held, change_session, note_received, put_off_items
from maillage.pathway.commission.services.conduct import call_item, leave_rest
from maillage.pathway.commission.services.contradictory import note_observations, note_told, open_contradictory
from maillage.pathway.commission.services.convening import acknowledge, convene, send_to_deputy
from maillage.pathway.commission.services.decisions import (
    NOT_PREPARED,
    fragile_motives,
    motives_for,
    prepare_decision,
    record_signed_decision,
    senses_for,
)
from maillage.pathway.commission.services.delivering import (
    announce_decision,
    deliver_decision,
    entrust_decision,
    notify_decision,
    prove_delivery,
    send_decision,
)
from maillage.pathway.commission.services.hearing import Heard, HeardWords, end_hearing, open_hearings, record_hearing
from maillage.pathway.commission.services.interests import declare_interest, end_interest, require_for_holder
from maillage.pathway.commission.services.local_rules import adopt_rule, end_rule
from maillage.pathway.commission.services.membership import end_holder, end_seat, name_holder, set_mandate
from maillage.pathway.commission.services.minutes import Sending, approve_minutes, draft_minutes, send_minutes, sign_minutes
from maillage.pathway.commission.services.minutes_text import (
    accept_revision,
    begin_text,
    open_review,
    refuse_revision,
    revise_block,
    suggest_revision,
)
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
from maillage.pathway.commission.services.printing import print_paper_set
from maillage.pathway.commission.services.proving import hand_out_papers, note_set_destroyed, note_set_returned, record_proof
from maillage.pathway.commission.services.putting_off import Until
from maillage.pathway.commission.services.reading import read_paper
from maillage.pathway.commission.services.readying import OWN_CHECKS, choose_presiding, record_ready, record_ready_together, withdraw_ready
from maillage.pathway.commission.services.replying import answer_convocation, remind
from maillage.pathway.commission.services.reporting import note_return_export
from maillage.pathway.commission.services.second import plan_second_session
from maillage.pathway.commission.services.setup import add_seat, change_order, set_up_commission
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
    "NOT_PREPARED",
    "OWN_CHECKS",
    "Adjourned",
    "Contribution",
    "Examined",
    "Heard",
    "HeardWords",
    "Held",
    "NotExamined",
    "Outcome",
    "Sending",
    "Until",
    "accept_revision",
    "acknowledge",
    "add_all_to_agenda",
    "add_point",
    "add_seat",
    "add_to_agenda",
    "adopt_rule",
    "announce_decision",
    "answer_convocation",
    "answer_request",
    "approve_minutes",
    "ask_count",
    "ask_opinions",
    "ask_visa",
    "begin_text",
    "call_item",
    "cancel_session",
    "change_order",
    "change_session",
    "choose_presiding",
    "close_exchanges",
    "close_item",
    "close_point",
    "close_session",
    "convene",
    "count_writing",
    "declare_interest",
    "declare_recusal",
    "deliver_decision",
    "destroy_reading_key",
    "draft_minutes",
    "drop_count",
    "eliminate_record",
    "end_hearing",
    "end_holder",
    "end_interest",
    "end_rule",
    "end_seat",
    "entrust_decision",
    "extend_writing",
    "fix_day",
    "fragile_motives",
    "give_opinion",
    "hand_out_papers",
    "leave_rest",
    "motives_for",
    "name_holder",
    "note_next_date",
    "note_observations",
    "note_received",
    "note_return_export",
    "note_set_destroyed",
    "note_set_returned",
    "note_told",
    "notify_decision",
    "open_contradictory",
    "open_hearings",
    "open_review",
    "open_session",
    "open_vote",
    "order_agenda",
    "plan_second_session",
    "plan_session",
    "prepare_decision",
    "print_paper_set",
    "prove_delivery",
    "put_off_items",
    "read_exchanges",
    "read_paper",
    "record_attendance",
    "record_departure",
    "record_hearing",
    "record_opinions",
    "record_presences",
    "record_proof",
    "record_proxy",
    "record_ready",
    "record_ready_together",
    "record_signed_decision",
    "record_visa",
    "refuse_revision",
    "remind",
    "remind_by_machine",
    "remind_request",
    "remove_from_agenda",
    "remove_point",
    "require_for_holder",
    "revise_block",
    "send_decision",
    "send_minutes",
    "send_results",
    "send_to_deputy",
    "senses_for",
    "set_mandate",
    "set_up_commission",
    "sign_minutes",
    "suggest_revision",
    "withdraw_ready",
    "withdraw_request",
    "write_exchange",
]
