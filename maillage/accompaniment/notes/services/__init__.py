"""Every write on notes, promises and drafts."""

from maillage.accompaniment.notes.services.drafts import Typed, drop_draft, save_draft
from maillage.accompaniment.notes.services.notes import change_level, correct_note, may_correct, write_note
from maillage.accompaniment.notes.services.promises import PromiseMade, keep_promise, make_promise
from maillage.accompaniment.notes.services.shared import write_shared_note

__all__ = [
    "PromiseMade",
    "Typed",
    "change_level",
    "correct_note",
    "drop_draft",
    "keep_promise",
    "make_promise",
    "may_correct",
    "save_draft",
    "write_note",
    "write_shared_note",
]
