"""Every write on a situation, and on the protection of a minor."""

from maillage.accompaniment.situation.services.protection import (
    answer_act,
    end_protection,
    forget_protection,
    note_doubt,
    print_letter,
    protect_by_birth_date,
    record_act,
)
from maillage.accompaniment.situation.services.sections import save_section

__all__ = [
    "answer_act",
    "end_protection",
    "forget_protection",
    "note_doubt",
    "print_letter",
    "protect_by_birth_date",
    "record_act",
    "save_section",
]
