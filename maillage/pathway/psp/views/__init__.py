"""Pages of the applications and of the pathways."""

from maillage.pathway.psp.views.allowance import (
    ask_allowance,
    check_conditions,
    edit_allowance,
    note_missed_payment,
    note_msa_number,
    open_msa_number,
    settle_payment,
)
from maillage.pathway.psp.views.application import open_text, show_application
from maillage.pathway.psp.views.consultations import answer_consultation, consult_service, show_consultations
from maillage.pathway.psp.views.dates import export_pathways, print_dates, show_dates, simulate_regime, simulate_start
from maillage.pathway.psp.views.exposure import discuss_exposure, print_exposure
from maillage.pathway.psp.views.filing import file_application, receive_on_paper
from maillage.pathway.psp.views.lists import list_applications, list_pathways
from maillage.pathway.psp.views.packages import (
    add_card,
    carry_answer,
    carry_application,
    check_card,
    download_card,
    download_parcel,
    list_packages,
    receive_package,
    retire_card,
    set_parcel_aside,
    show_card,
    show_parcel,
    take_parcel,
)
from maillage.pathway.psp.views.paper import note_notification, open_scan, record_paper
from maillage.pathway.psp.views.pathway import (
    begin_pathway,
    end_interruption,
    end_pathway,
    note_allowance,
    note_interruption,
    note_permit,
    show_pathway,
)
from maillage.pathway.psp.views.person import show_of_person
from maillage.pathway.psp.views.pieces import edit_piece, open_piece, tap_piece
from maillage.pathway.psp.views.preparing import mark_ready, note_wish, reopen, start, write_text
from maillage.pathway.psp.views.received import acknowledge, open_extract, open_extract_piece
from maillage.pathway.psp.views.reviewing import open_review, write_review
from maillage.pathway.psp.views.rights import edit_permit, list_permits
from maillage.pathway.psp.views.taking_over import take_over_pathway
from maillage.pathway.psp.views.waiting import add_up_waits, list_waits
from maillage.pathway.psp.views.written import (
    agree_to_all,
    open_signed_document,
    print_document,
    print_form,
    print_plain_document,
    show_document,
    show_form_page,
    show_sent,
    write_actions,
    write_section,
)

__all__ = [
    "acknowledge",
    "add_card",
    "add_up_waits",
    "agree_to_all",
    "answer_consultation",
    "ask_allowance",
    "begin_pathway",
    "carry_answer",
    "carry_application",
    "check_card",
    "check_conditions",
    "consult_service",
    "discuss_exposure",
    "download_card",
    "download_parcel",
    "edit_allowance",
    "edit_permit",
    "edit_piece",
    "end_interruption",
    "end_pathway",
    "export_pathways",
    "file_application",
    "list_applications",
    "list_packages",
    "list_pathways",
    "list_permits",
    "list_waits",
    "mark_ready",
    "note_allowance",
    "note_interruption",
    "note_missed_payment",
    "note_msa_number",
    "note_notification",
    "note_permit",
    "note_wish",
    "open_extract",
    "open_extract_piece",
    "open_msa_number",
    "open_piece",
    "open_review",
    "open_scan",
    "open_signed_document",
    "open_text",
    "print_dates",
    "print_document",
    "print_exposure",
    "print_form",
    "print_plain_document",
    "receive_on_paper",
    "receive_package",
    "record_paper",
    "reopen",
    "retire_card",
    "set_parcel_aside",
    "settle_payment",
    "show_application",
    "show_card",
    "show_consultations",
    "show_dates",
    "show_document",
    "show_form_page",
    "show_of_person",
    "show_parcel",
    "show_pathway",
    "show_sent",
    "simulate_regime",
    "simulate_start",
    "start",
    "take_over_pathway",
    "take_parcel",
    "tap_piece",
    "write_actions",
    "write_review",
    "write_section",
    "write_text",
]
