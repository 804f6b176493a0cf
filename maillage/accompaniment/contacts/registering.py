"""What each part of the room brings to the pages of others. Called when the applications are loaded."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.contacts.erasure import erase_rows
from maillage.accompaniment.contacts.panels import show_on_file, show_on_handover
from maillage.accompaniment.contacts.panels_calls import end_with_the_file, foresee_closing, show_rhythm
from maillage.accompaniment.contacts.pressing import on_pressing, tell_letters, tell_promises
from maillage.accompaniment.people.closing import on_closing
from maillage.accompaniment.people.merging import Merging, on_merge
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import gestures, navigation, panels, tabs
from maillage.foundation.vault import on_erasure


def register_log() -> None:
    """The log: its tab and its panels on the file, the gesture that notes a contact, and how contacts pass to a reunited file."""
    on_merge(Merging(model="mg_contacts.Contact", label=_("les contacts notés avec elle")))
    on_merge(Merging(model="mg_contacts.HerWord", label=_("ce qu'elle dit de nos appels")))
    on_merge(Merging(model="mg_contacts.CallsCourse", label=_("la suite donnée à nos appels")))
    note = Permission.CONTACT_NOTE
    tabs.register(
        tabs.Tab(code="contacts.person", place="people.file", label=_("Contacts"), url_name="contacts:person", permission=note, order=44)
    )
    panels.register(panels.Panel(code="contacts.file", place="people.file", provider=show_on_file, order=28))
    panels.register(panels.Panel(code="contacts.closed_file", place="people.closed_file", provider=show_on_file, order=28))
    panels.register(panels.Panel(code="contacts.handover", place="people.handover", provider=show_on_handover, order=20))
    gestures.register(
        gestures.Gesture(
            code="contacts.note",
            place="people.file",
            label=_("Noter un échange"),
            permission=note,
            url_name="contacts:note_with",
            icon="message-circle",
            order=44,
        )
    )
    # Who notes contacts reaches the counts from the pages of this room; the others, from the rail.
    navigation.register(
        navigation.Item(
            code="contacts_effect",
            label=_("Contacts"),
            icon="message-circle",
            url_name="contacts:effect",
            permission=Permission.CONTACTS_COUNT,
            unless=note,
            order=24,
        )
    )


def register_calls() -> None:
    """The calls: their place in the rail, the rhythm on the file, what presses, and how all this passes to a reunited file."""
    on_merge(Merging(model="mg_contacts.Rhythm", label=_("le rythme de ses contacts"), as_a_set=True))
    on_merge(Merging(model="mg_contacts.RaisedPerson", label=_("un rythme relevé"), asks=False, shown=False))
    on_merge(Merging(model="mg_contacts.Attempt", label=_("les essais pour la joindre")))
    on_merge(Merging(model="mg_contacts.LostContact", label=_("les recherches quand le contact est perdu"), asks=False))
    on_closing("contacts.rhythm", foresee=foresee_closing, close=end_with_the_file)
    on_pressing("kept_mail", tell_letters)
    on_pressing("notes", tell_promises)
    panels.register(panels.Panel(code="contacts.rhythm_of_contacts", place="contacts.person", provider=show_rhythm, order=10))
    navigation.register(
        navigation.Item(
            code="contacts_calls",
            label=_("À appeler"),
            icon="phone",
            url_name="contacts:calls",
            permission=Permission.CONTACT_NOTE,
            order=12,
        )
    )


def register_messages() -> None:
    """Messages: their tab on the file, the gesture that begins one, and how they pass to a reunited file."""
    on_erasure(erase_rows)
    on_merge(Merging(model="mg_contacts.Message", label=_("les messages écrits pour elle")))
    on_merge(Merging(model="mg_contacts.MessageHold", label=_("la retenue de ses messages"), as_a_set=True))
    tabs.register(
        tabs.Tab(
            code="contacts.messages",
            place="people.file",
            label=_("Messages"),
            url_name="contacts:messages",
            permission=Permission.MESSAGE_SEND,
            order=46,
        )
    )
    gestures.register(
        gestures.Gesture(
            code="contacts.write",
            place="people.file",
            label=_("Lui écrire un message"),
            permission=Permission.MESSAGE_SEND,
            url_name="contacts:write_message",
            icon="message-square",
            order=46,
        )
    )
