"""Every write of the room."""

from maillage.accompaniment.contacts.services.calls import note_attempt
from maillage.accompaniment.contacts.services.contact import ContactDraft, correct_contact, mark_mistaken, note_contact
from maillage.accompaniment.contacts.services.her_word import choose_course, note_her_word
from maillage.accompaniment.contacts.services.lost import close_search, end_search_by_contact, note_step, open_search
from maillage.accompaniment.contacts.services.need import Need, raise_request, raise_task
from maillage.accompaniment.contacts.services.rhythm import (
    RhythmDraft,
    agree_rhythm,
    end_rhythm,
    put_back,
    raise_rhythms,
    resume_rhythm,
    suspend_rhythm,
)
from maillage.accompaniment.contacts.services.service_calls import note_service_call, take_back_service_call
from maillage.accompaniment.contacts.services.vital import print_vital_list

__all__ = [
    "ContactDraft",
    "Need",
    "RhythmDraft",
    "agree_rhythm",
    "choose_course",
    "close_search",
    "correct_contact",
    "end_rhythm",
    "end_search_by_contact",
    "mark_mistaken",
    "note_attempt",
    "note_contact",
    "note_her_word",
    "note_service_call",
    "note_step",
    "open_search",
    "print_vital_list",
    "put_back",
    "raise_request",
    "raise_rhythms",
    "raise_task",
    "resume_rhythm",
    "suspend_rhythm",
    "take_back_service_call",
]
