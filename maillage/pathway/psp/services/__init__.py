"""Every write on an application, and on the pathway that follows."""

from maillage.pathway.psp.services.allowance import (
    ask_allowance,
    check_conditions,
    note_missed_payment,
    note_msa_number,
    record_allowance,
    settle_payment,
    update_allowance,
)
from maillage.pathway.psp.services.carrying import carry_answer, carry_application
from maillage.pathway.psp.services.consulting import answer_consultation, consult_service
from maillage.pathway.psp.services.corrections import answer_correction, ask_correction, settle_correction
from maillage.pathway.psp.services.ending import propose_end
from maillage.pathway.psp.services.exporting import note_export
from maillage.pathway.psp.services.exposure import note_exposure_talk
from maillage.pathway.psp.services.filing import file_application
from maillage.pathway.psp.services.first_requests import wish_from_request
from maillage.pathway.psp.services.form import agree_to_all, save_actions, save_section, sign_document
from maillage.pathway.psp.services.houses import (
    add_correspondent,
    card_of,
    check_correspondent,
    house_of,
    houses_of,
    publish_card,
    retire_correspondent,
    speaks_for,
)
from maillage.pathway.psp.services.leaving import hold_application, resume_application, withdraw_application
from maillage.pathway.psp.services.lists import apply_list, end_overlay, note_situation, set_overlay
from maillage.pathway.psp.services.paper import record_from_paper
from maillage.pathway.psp.services.pathway import begin_pathway, end_interruption, end_pathway, note_interruption
from maillage.pathway.psp.services.pieces import attach_piece, change_piece, note_piece, remind_issuer
from maillage.pathway.psp.services.preparing import mark_ready, note_wish, reopen_preparation, start_preparing, write_text
from maillage.pathway.psp.services.progress import mark_decided, mark_examined, mark_notified, put_back, schedule_application
from maillage.pathway.psp.services.receiving import receive_on_paper
from maillage.pathway.psp.services.reviewing import write_review
from maillage.pathway.psp.services.rights import record_permit, update_permit
from maillage.pathway.psp.services.taking_over import DecidedTerm, TakenAllowance, TakenPermit, take_over_pathway
from maillage.pathway.psp.services.transfers import accept_transfer, answer_transfer, cancel_transfer, propose_transfer, refuse_transfer
from maillage.pathway.psp.services.unpacking import read_parcel, receive_package, set_aside, take_parcel
from maillage.pathway.psp.services.waiting import close_waiting, open_waiting

__all__ = [
    "DecidedTerm",
    "TakenAllowance",
    "TakenPermit",
    "accept_transfer",
    "add_correspondent",
    "agree_to_all",
    "answer_consultation",
    "answer_correction",
    "answer_transfer",
    "apply_list",
    "ask_allowance",
    "ask_correction",
    "attach_piece",
    "begin_pathway",
    "cancel_transfer",
    "card_of",
    "carry_answer",
    "carry_application",
    "change_piece",
    "check_conditions",
    "check_correspondent",
    "close_waiting",
    "consult_service",
    "end_interruption",
    "end_overlay",
    "end_pathway",
    "file_application",
    "hold_application",
    "house_of",
    "houses_of",
    "mark_decided",
    "mark_examined",
    "mark_notified",
    "mark_ready",
    "note_export",
    "note_exposure_talk",
    "note_interruption",
    "note_missed_payment",
    "note_msa_number",
    "note_piece",
    "note_situation",
    "note_wish",
    "open_waiting",
    "propose_end",
    "propose_transfer",
    "publish_card",
    "put_back",
    "read_parcel",
    "receive_on_paper",
    "receive_package",
    "record_allowance",
    "record_from_paper",
    "record_permit",
    "refuse_transfer",
    "remind_issuer",
    "reopen_preparation",
    "resume_application",
    "retire_correspondent",
    "save_actions",
    "save_section",
    "schedule_application",
    "set_aside",
    "set_overlay",
    "settle_correction",
    "settle_payment",
    "sign_document",
    "speaks_for",
    "start_preparing",
    "take_over_pathway",
    "take_parcel",
    "update_allowance",
    "update_permit",
    "wish_from_request",
    "withdraw_application",
    "write_review",
    "write_text",
]
