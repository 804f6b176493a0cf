"""Every write on a file."""

from maillage.accompaniment.people.services.accords import give_accord, withdraw_accord
from maillage.accompaniment.people.services.acting import end_mandate, give_mandate, note_act, tell_act
from maillage.accompaniment.people.services.closing import close_file, reopen_file
from maillage.accompaniment.people.services.contacts import mark_contact
from maillage.accompaniment.people.services.files import change_pseudonym, erase_file, open_file
from maillage.accompaniment.people.services.identity import record_identity
from maillage.accompaniment.people.services.key_workers import end_key_worker, take_follow_up
from maillage.accompaniment.people.services.leaving import note_export, note_hand_over
from maillage.accompaniment.people.services.merging import merge_files, undo_merge
from maillage.accompaniment.people.services.offers import (
    accept_follow_up,
    hand_over_files,
    offer_follow_up,
    refuse_follow_up,
    withdraw_offer,
)
from maillage.accompaniment.people.services.overriding import ask_override, decide_override, tell_override
from maillage.accompaniment.people.services.reaching import change_rule, copy_rule, keep_silent, leave_for_her, reach_her
from maillage.accompaniment.people.services.saved_lists import note_list_export, remove_list, save_list

__all__ = [
    "accept_follow_up",
    "ask_override",
    "change_pseudonym",
    "change_rule",
    "close_file",
    "copy_rule",
    "decide_override",
    "end_key_worker",
    "end_mandate",
    "erase_file",
    "give_accord",
    "give_mandate",
    "hand_over_files",
    "keep_silent",
    "leave_for_her",
    "mark_contact",
    "merge_files",
    "note_act",
    "note_export",
    "note_hand_over",
    "note_list_export",
    "offer_follow_up",
    "open_file",
    "reach_her",
    "record_identity",
    "refuse_follow_up",
    "remove_list",
    "reopen_file",
    "save_list",
    "take_follow_up",
    "tell_act",
    "tell_override",
    "undo_merge",
    "withdraw_accord",
    "withdraw_offer",
]
