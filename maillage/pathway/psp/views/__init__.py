"""Pages of the applications and of the pathways."""

from maillage.pathway.psp.views.application import open_text, show_application
from maillage.pathway.psp.views.filing import file_application, receive_on_paper
from maillage.pathway.psp.views.lists import list_applications, list_pathways
from maillage.pathway.psp.views.paper import note_notification, open_scan, record_paper
from maillage.pathway.psp.views.pathway import begin_pathway, note_allowance, note_permit, show_pathway
from maillage.pathway.psp.views.pieces import edit_piece, open_piece, tap_piece
from maillage.pathway.psp.views.preparing import mark_ready, note_wish, reopen, start, write_text
from maillage.pathway.psp.views.received import acknowledge, open_extract, open_extract_piece

__all__ = [
    "acknowledge",
    "begin_pathway",
    "edit_piece",
    "file_application",
    "list_applications",
    "list_pathways",
    "mark_ready",
    "note_allowance",
    "note_notification",
    "note_permit",
    "note_wish",
    "open_extract",
    "open_extract_piece",
    "open_piece",
    "open_scan",
    "open_text",
    "receive_on_paper",
    "record_paper",
    "reopen",
    "show_application",
    "show_pathway",
    "start",
    "tap_piece",
    "write_text",
]
