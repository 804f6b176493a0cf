"""Every write on a file."""

from maillage.accompaniment.people.services.accords import give_accord, withdraw_accord
from maillage.accompaniment.people.services.contacts import mark_contact
from maillage.accompaniment.people.services.files import change_contact, change_pseudonym, erase_file, open_file
from maillage.accompaniment.people.services.identity import record_identity
from maillage.accompaniment.people.services.key_workers import assign_key_worker, end_key_worker

__all__ = [
    "assign_key_worker",
    "change_contact",
    "change_pseudonym",
    "end_key_worker",
    "erase_file",
    "give_accord",
    "mark_contact",
    "open_file",
    "record_identity",
    "withdraw_accord",
]
