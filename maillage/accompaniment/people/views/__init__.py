"""Pages of the file: the lists, the file itself, and the forms that change it."""

from maillage.accompaniment.people.views.accords import give_accord, withdraw_accord
from maillage.accompaniment.people.views.editing import edit_contact, edit_identity, edit_pseudonym, open_file
from maillage.accompaniment.people.views.file import open_contact, open_identity, show_person
from maillage.accompaniment.people.views.history import show_history
from maillage.accompaniment.people.views.key_workers import assign_key_worker, end_key_worker
from maillage.accompaniment.people.views.lists import list_people, search_people

__all__ = [
    "assign_key_worker",
    "edit_contact",
    "edit_identity",
    "edit_pseudonym",
    "end_key_worker",
    "give_accord",
    "list_people",
    "open_contact",
    "open_file",
    "open_identity",
    "search_people",
    "show_history",
    "show_person",
    "withdraw_accord",
]
