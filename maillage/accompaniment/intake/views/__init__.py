"""Pages of the first requests."""

from maillage.accompaniment.intake.views.answering import link_file, open_file, settle, settle_without
from maillage.accompaniment.intake.views.lists import list_requests, show_request
from maillage.accompaniment.intake.views.noting import note

__all__ = ["link_file", "list_requests", "note", "open_file", "settle", "settle_without", "show_request"]
