"""Pages of the commission: its home, a session, an item, the reading room, decisions."""

from maillage.pathway.commission.views.agenda import add_to_agenda, cancel_session, convene, plan_session, remove_from_agenda, schedule
from maillage.pathway.commission.views.composition import add_seat, adopt_rule, composition, end_holder, name_holder, set_up
from maillage.pathway.commission.views.decisions import (
    list_decisions,
    prepare_decision,
    record_notified,
    record_signed,
    show_decision,
)
from maillage.pathway.commission.views.home import home, show_department
from maillage.pathway.commission.views.items import close_item, declare_recusal, note_next_date, record_opinions, show_item
from maillage.pathway.commission.views.papers import convocation_pdf, decision_pdf, decision_scan, minutes_pdf, minutes_scan
from maillage.pathway.commission.views.reading import acknowledge, declare_own_recusal, give_opinion, read_item, show_reading
from maillage.pathway.commission.views.sessions import (
    approve_minutes,
    close_session,
    draft_minutes,
    open_session,
    record_presences,
    send_to_deputy,
    show_session,
)

__all__ = [
    "acknowledge",
    "add_seat",
    "add_to_agenda",
    "adopt_rule",
    "approve_minutes",
    "cancel_session",
    "close_item",
    "close_session",
    "composition",
    "convene",
    "convocation_pdf",
    "decision_pdf",
    "decision_scan",
    "declare_own_recusal",
    "declare_recusal",
    "draft_minutes",
    "end_holder",
    "give_opinion",
    "home",
    "list_decisions",
    "minutes_pdf",
    "minutes_scan",
    "name_holder",
    "note_next_date",
    "open_session",
    "plan_session",
    "prepare_decision",
    "read_item",
    "record_notified",
    "record_opinions",
    "record_presences",
    "record_signed",
    "remove_from_agenda",
    "schedule",
    "send_to_deputy",
    "set_up",
    "show_decision",
    "show_department",
    "show_item",
    "show_reading",
    "show_session",
]
