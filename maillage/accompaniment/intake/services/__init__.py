"""Every write on first requests."""

from maillage.accompaniment.intake.services.forgetting import forget_old_requests
from maillage.accompaniment.intake.services.known import note_request_of
from maillage.accompaniment.intake.services.linking import link_to_file, mark_wish, open_file_from_request
from maillage.accompaniment.intake.services.noting import Heard, note_request, settle_request

__all__ = [
    "Heard",
    "forget_old_requests",
    "link_to_file",
    "mark_wish",
    "note_request",
    "note_request_of",
    "open_file_from_request",
    "settle_request",
]
