"""Contacts inside the reader's scope: those of a person, one of them, and those with whom one speaks most."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q

from maillage.accompaniment.contacts.models import CallsCourse, Contact, HerWord, Initiator
from maillage.accompaniment.notes.models import Note
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import PersonRow, get_person, people_visible_to
from maillage.accompaniment.people.selectors import rows_of as person_rows
from maillage.core.phrase import Phrase, phrase
from maillage.core.safe_contact import Why
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.ui import speech

MOST_PICKED = 12

# Why a contact of ours should not have been, as a list says it.
AGAINST: dict[Why, Phrase] = {
    Why.NO_RULE: phrase("hors consigne : aucune n'était notée"),
    Why.SILENCE: phrase("hors consigne : silence demandé"),
    Why.FORBIDDEN: phrase("hors consigne : jamais par cette voie"),
    Why.UNKNOWN: phrase("hors consigne : voie jamais demandée"),
    Why.HOURS: phrase("hors consigne : pas à cette heure"),
}


@dataclass(frozen=True)
class ContactRow:
    """A line of her contacts."""

    contact: Contact
    may_read_note: bool

    @property
    def against(self) -> Phrase | None:
        """Why it should not have been; None when nothing forbade it."""
        return AGAINST[Why(self.contact.against)] if self.contact.against else None

    @property
    def by_us(self) -> bool:
        """Did we begin it?"""
        return self.contact.initiated_by == Initiator.US


@dataclass(frozen=True)
class Counts:
    """The figures above her contacts."""

    total: int
    by_us: int
    by_her: int
    against: int


def get_contact(*, actor: Actor, pk: uuid.UUID, today: date) -> Contact:
    """The contact, or OutOfScope: also when its file is not open to the actor."""
    found: Contact | None = Contact.objects.visible_to(actor, today=today).select_related("noted_by", "left").filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    found.person = get_person(actor=actor, pk=found.person_id, today=today)
    return found


def contacts_of(person: Person, *, actor: Actor, today: date, initiated_by: str = "", kind: str = "", against: bool = False) -> Any:
    """Her contacts that this actor may see, the last first; those noted by mistake stay, crossed out."""
    rows = Contact.objects.visible_to(actor, today=today).filter(person=person)
    if initiated_by:
        rows = rows.filter(initiated_by=initiated_by)
    if kind:
        rows = rows.filter(kind=kind)
    if against:
        rows = rows.exclude(against="")
    return rows.select_related("noted_by").order_by("-happened_on", "-written_on", "pk")


def counts_of(person: Person, *, actor: Actor, today: date) -> Counts:
    """How many contacts with her, and who began them."""
    found = Contact.objects.visible_to(actor, today=today).filter(person=person).real()
    rows = list(found.order_by("pk").values_list("initiated_by", "against"))
    by_us = sum(1 for who, _against in rows if who == Initiator.US)
    return Counts(total=len(rows), by_us=by_us, by_her=len(rows) - by_us, against=sum(1 for _who, why in rows if why))


def rows_of(contacts: Sequence[Contact], *, actor: Actor, today: date) -> list[ContactRow]:
    """The lines of a page; a note that the reader may not read is not told of."""
    wanted = {each.note_id for each in contacts if each.note_id is not None}
    readable: set[uuid.UUID] = set()
    if wanted:
        readable = set(Note.objects.visible_to(actor, today=today).filter(pk__in=wanted).values_list("pk", flat=True))
    return [ContactRow(each, each.note_id in readable) for each in contacts]


def last_contacts(person: Person, *, actor: Actor, today: date, limit: int) -> list[ContactRow]:
    """The last of them that happened."""
    return rows_of(list(contacts_of(person, actor=actor, today=today).real()[:limit]), actor=actor, today=today)


def next_expected(person: Person, *, today: date) -> date | None:
    """The day on which the last contact said that the next one would be, when it is still to come."""
    return still_to_come(Contact.unscoped.real().filter(person=person).order_by("-happened_on", "-written_on", "pk").first(), today=today)


def still_to_come(last: Contact | None, *, today: date) -> date | None:
    """The day that a contact said for the next one, unless it is past."""
    return last.next_on if last is not None and last.next_on is not None and last.next_on >= today else None


def people_to_pick(actor: Actor, *, today: date) -> list[PersonRow]:
    """With whom she most likely spoke: her own files first, those with whom she noted a contact last on top; then the team's."""
    everybody = people_visible_to(actor, today=today)
    spoken = Max("contacts__happened_on", filter=Q(contacts__noted_by_id=actor.user_id))
    mine = everybody.filter(pk__in=people_visible_to(actor, today=today, mine=True).order_by().values("pk"))
    chosen = list(mine.annotate(spoken=spoken).order_by("-last_contact_on", "-opened_on", "reference")[:MOST_PICKED])
    chosen.sort(key=lambda person: person.spoken or date.min, reverse=True)
    if len(chosen) < MOST_PICKED:
        others = everybody.exclude(pk__in=[each.pk for each in chosen]).annotate(spoken=spoken).filter(spoken__isnull=False)
        chosen += list(others.order_by("-spoken", "reference")[: MOST_PICKED - len(chosen)])
    may_note = [each for each in chosen if actor.may(Permission.CONTACT_NOTE, on=each)]
    return person_rows(may_note, actor=actor, today=today)


def words_on_calls(person: Person) -> list[HerWord]:
    """What she said of our calls, the last first."""
    return list(HerWord.unscoped.filter(person=person).select_related("asked_by").order_by("-said_on", "-written_on", "-pk")[:6])


def courses_of(person: Person) -> list[CallsCourse]:
    """What was decided of our calls, the last first."""
    return list(CallsCourse.unscoped.filter(person=person).select_related("chosen_by").order_by("-chosen_on", "-pk")[:6])


def in_words(contact: Contact) -> dict[str, str]:
    """A contact as two versions of it are compared."""
    return {
        "way": contact.get_way_display(),
        "initiated_by": contact.get_initiated_by_display(),
        "mood": contact.get_mood_display(),
        "kind": contact.get_kind_display(),
        "happened_on": speech.day_words(contact.happened_on),
        "minutes": str(contact.minutes or ""),
        "themes": ", ".join(str(label) for label in contact.theme_labels),
        "next_on": speech.day_words(contact.next_on) if contact.next_on is not None else "",
    }


def typed_in_words(codes: Mapping[str, Any], *, of: Contact) -> dict[str, str]:
    """What was typed of a contact, said as the contact itself is."""
    return in_words(Contact(person_id=of.person_id, **codes))
