"""What the rows of this room become when two files are reunited, and the act offered on the page of a file."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from maillage.accompaniment.people import selectors
from maillage.accompaniment.people.merging import Merging, on_merge
from maillage.accompaniment.people.models import ContactRule, Person
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui import gestures, panels
from maillage.foundation.ui.panels import Shown


def follow_rule(person: Person) -> None:
    """The file repeats the preferred way of the rule in force: after a reunion or its undoing, that of the rule that stands."""
    rule = ContactRule.unscoped.in_force().filter(person=person).first()
    if rule is not None and rule.preferred != person.channel:
        Person.unscoped.filter(pk=person.pk).update(channel=rule.preferred)


def show_reunions(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """The old files reunited with this one, and the way back."""
    found = selectors.reunions_of(obj, actor=actor, today=today)
    return Shown(template="people/reunions.html", data={"reunions": found}) if found else None


OURS = (
    # Compared field by field by the service itself.
    Merging(model="mg_people.Identity", label=_("son identité civile"), asks=False, shown=False),
    # One rule in force, numbered versions: two files' rules are never mixed. Whose holds is asked, never guessed.
    Merging(model="mg_people.ContactRule", label=_("les consignes de contact"), as_a_set=True, settle=follow_rule),
    Merging(model="mg_people.KeyWorker", label=_("ses référentes"), asks=False),
    Merging(model="mg_people.FollowUpOffer", label=_("les suivis proposés"), asks=False),
    Merging(model="mg_people.Accord", label=_("ses accords")),
    Merging(model="mg_people.ActingMandate", label=_("ses mandats")),
    Merging(model="mg_people.ActInHerName", label=_("les démarches faites en son nom")),
    Merging(model="mg_people.Outgoing", label=_("les envois vers elle")),
    Merging(model="mg_people.Override", label=_("les dangers signalés")),
    # Why and when a file was closed says something of that file only.
    Merging(model="mg_people.Closing", label=_("ses fermetures"), stays=True),
)


def register_reunions() -> None:
    """Called once, from the `AppConfig.ready`."""
    for each in OURS:
        on_merge(each)
    panels.register(panels.Panel(code="people.reunions", place="people.file", provider=show_reunions, order=92))
    gestures.register(
        gestures.Gesture(
            code="people.merge",
            place="people.file",
            label=_("C'est un doublon"),
            permission=Permission.PERSON_MERGE,
            url_name="people:merge_pick",
            icon="combine",
            order=90,
        )
    )
