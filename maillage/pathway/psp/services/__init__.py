"""Every write on an application, and on the pathway that follows."""

from maillage.pathway.psp.services.filing import file_application
from maillage.pathway.psp.services.paper import record_from_paper
from maillage.pathway.psp.services.pathway import begin_pathway, end_pathway, record_allowance, record_permit
from maillage.pathway.psp.services.pieces import attach_piece, change_piece, note_piece
from maillage.pathway.psp.services.preparing import mark_ready, note_wish, reopen_preparation, start_preparing, write_text
from maillage.pathway.psp.services.progress import mark_decided, mark_examined, mark_notified, put_back, schedule_application
from maillage.pathway.psp.services.receiving import receive_on_paper
from maillage.pathway.psp.services.waiting import close_waiting, open_waiting

__all__ = [
    "attach_piece",
    "begin_pathway",
    "change_piece",
    "close_waiting",
    "end_pathway",
    "file_application",
    "mark_decided",
    "mark_examined",
    "mark_notified",
    "mark_ready",
    "note_piece",
    "note_wish",
    "open_waiting",
    "put_back",
    "receive_on_paper",
    "record_allowance",
    "record_from_paper",
    "record_permit",
    "reopen_preparation",
    "schedule_application",
    "start_preparing",
    "write_text",
]
