"""Pages of the file: the lists, the file itself, and the forms that change it."""

from maillage.accompaniment.people.views.accords import give_accord, list_accords, open_accord_scan, withdraw_accord
from maillage.accompaniment.people.views.acting import (
    end_mandate,
    give_mandate,
    list_mandates,
    note_act,
    open_mandate_scan,
    tell_act,
)
from maillage.accompaniment.people.views.closing import close_file, erase_file, list_closed, open_closing, reopen_file
from maillage.accompaniment.people.views.contact import edit_contact, reach_her, show_contact
from maillage.accompaniment.people.views.editing import edit_identity, edit_pseudonym
from maillage.accompaniment.people.views.file import open_identity, show_person
from maillage.accompaniment.people.views.hand_over import list_hand_over, show_hand_over
from maillage.accompaniment.people.views.history import export_history, show_history
from maillage.accompaniment.people.views.key_workers import end_key_worker, offer_follow_up, take_follow_up, withdraw_offer
from maillage.accompaniment.people.views.lists import export_list, list_people, remove_list, save_list, search_people
from maillage.accompaniment.people.views.merging import merge_files, pick_twin, undo_merge
from maillage.accompaniment.people.views.offers import accept_offer, hand_over_files, list_offers, refuse_offer
from maillage.accompaniment.people.views.opening import open_file
from maillage.accompaniment.people.views.overriding import ask_override, read_override, tell_override
from maillage.accompaniment.people.views.shared import list_shared, show_shared

__all__ = [
    "accept_offer",
    "ask_override",
    "close_file",
    "edit_contact",
    "edit_identity",
    "edit_pseudonym",
    "end_key_worker",
    "end_mandate",
    "erase_file",
    "export_history",
    "export_list",
    "give_accord",
    "give_mandate",
    "hand_over_files",
    "list_accords",
    "list_closed",
    "list_hand_over",
    "list_mandates",
    "list_offers",
    "list_people",
    "list_shared",
    "merge_files",
    "note_act",
    "offer_follow_up",
    "open_accord_scan",
    "open_closing",
    "open_file",
    "open_identity",
    "open_mandate_scan",
    "pick_twin",
    "reach_her",
    "read_override",
    "refuse_offer",
    "remove_list",
    "reopen_file",
    "save_list",
    "search_people",
    "show_contact",
    "show_hand_over",
    "show_history",
    "show_person",
    "show_shared",
    "take_follow_up",
    "tell_act",
    "tell_override",
    "undo_merge",
    "withdraw_accord",
    "withdraw_offer",
]
