"""Pages of the notes."""

from maillage.accompaniment.notes.views.correcting import change_level, correct
from maillage.accompaniment.notes.views.drafts import drop_draft, save_correction, save_draft
from maillage.accompaniment.notes.views.lists import list_notes
from maillage.accompaniment.notes.views.promises import keep_promise, make_promise
from maillage.accompaniment.notes.views.shared import write_shared
from maillage.accompaniment.notes.views.writing import write

__all__ = [
    "change_level",
    "correct",
    "drop_draft",
    "keep_promise",
    "list_notes",
    "make_promise",
    "save_correction",
    "save_draft",
    "write",
    "write_shared",
]
