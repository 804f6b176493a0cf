"""Every read a page of this room needs."""

from maillage.accompaniment.notes.selectors.notes import (
    DraftText,
    NoteRow,
    PromiseRow,
    draft_of_note,
    drafts_of,
    first_lines,
    get_draft,
    get_note,
    get_promise,
    late_promises,
    notes_of,
    open_body,
    open_draft,
    open_promises,
    rows_of,
    shared_rows,
)
from maillage.accompaniment.notes.selectors.readers import Readers, readers_at, readers_of

__all__ = [
    "DraftText",
    "NoteRow",
    "PromiseRow",
    "Readers",
    "draft_of_note",
    "drafts_of",
    "first_lines",
    "get_draft",
    "get_note",
    "get_promise",
    "late_promises",
    "notes_of",
    "open_body",
    "open_draft",
    "open_promises",
    "readers_at",
    "readers_of",
    "rows_of",
    "shared_rows",
]
