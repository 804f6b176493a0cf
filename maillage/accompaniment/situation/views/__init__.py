"""The pages of the situation and of the protection of a minor."""

from maillage.accompaniment.situation.views.protection import (
    answer_act,
    end_protection,
    forget_protection,
    note_doubt,
    print_letter,
    record_act,
    show_protection,
)
from maillage.accompaniment.situation.views.sections import edit_section, open_situation, show_situation

__all__ = [
    "answer_act",
    "edit_section",
    "end_protection",
    "forget_protection",
    "note_doubt",
    "open_situation",
    "print_letter",
    "record_act",
    "show_protection",
    "show_situation",
]
