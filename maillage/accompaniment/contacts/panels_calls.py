"""What the calls bring to the file: the rhythm, when the next contact is expected, and a search that goes on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from maillage.accompaniment.contacts.models import Rhythm
from maillage.accompaniment.contacts.selectors.lost import search_of
from maillage.accompaniment.contacts.selectors.rhythm import expected_of, raises_on, rhythm_of
from maillage.accompaniment.people.closing import Stop
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.panels import Shown


def show_rhythm(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """The rhythm and the next contact."""
    if not actor.may(Permission.CONTACT_NOTE, on=obj):
        return None
    expected = expected_of(obj, today=today)
    data: dict[str, Any] = {
        "rhythm": rhythm_of(obj),
        "raised": min((each.every_days for each in raises_on([obj], today=today)[obj.pk]), default=None),
        "expected": expected,
        "beyond": expected.beyond(today=today) if expected is not None else 0,
        "search": search_of(obj),
    }
    return Shown(template="contacts/calls/panels/file.html", data=data)


def foresee_closing(*, person: Person, actor: Actor, today: date) -> list[Stop]:
    """What was agreed stops with the file."""
    rhythm = rhythm_of(person)
    return (
        [Stop(sentence=_("Le rythme convenu pour la joindre prend fin : plus aucun contact n'est attendu."))] if rhythm is not None else []
    )


def end_with_the_file(*, person: Person, actor: Actor, today: date) -> None:
    """A file that closes expects no contact: what was agreed ends that day, and stays readable."""
    for rhythm in Rhythm.unscoped.standing().filter(person=person).order_by("pk"):
        rhythm.save_version(seen=rhythm.version, changes={"ended_on": max(today, rhythm.written_on)})
