"""Every read a page of this room needs."""

from maillage.pathway.psp.selectors.applications import (
    ApplicationRow,
    applications_visible_to,
    counts_by_state,
    get_application,
    get_extract_for,
    get_pathway,
    get_piece,
    get_step,
    is_own,
    pathways_visible_to,
    rows_of,
    state_label,
    steps_of,
)
from maillage.pathway.psp.selectors.checklist import Need, has_text, missing_pieces, needs_before_filing, pieces_of
from maillage.pathway.psp.selectors.extract import ApplicationText, open_extract, open_text, preview_extract
from maillage.pathway.psp.selectors.journey import Journey, PathwayRow, journey_of, pathway_rows
from maillage.pathway.psp.selectors.waiting import waiting_of, waiting_of_many, waiting_since_filing

__all__ = [
    "ApplicationRow",
    "ApplicationText",
    "Journey",
    "Need",
    "PathwayRow",
    "applications_visible_to",
    "counts_by_state",
    "get_application",
    "get_extract_for",
    "get_pathway",
    "get_piece",
    "get_step",
    "has_text",
    "is_own",
    "journey_of",
    "missing_pieces",
    "needs_before_filing",
    "open_extract",
    "open_text",
    "pathway_rows",
    "pathways_visible_to",
    "pieces_of",
    "preview_extract",
    "rows_of",
    "state_label",
    "steps_of",
    "waiting_of",
    "waiting_of_many",
    "waiting_since_filing",
]
