"""What this room shows on the person's file: her contact, her identity, her accords, who accompanies her."""

from __future__ import annotations

from datetime import date

from maillage.accompaniment.people import selectors
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.ui.panels import Shown


def show_contact(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """How to reach her safely. What was opened for this page is in the page's own context."""
    return Shown(template="people/contact.html")


def show_identity(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """Her civil identity, closed; that it is noted is said, so that whoever needs it knows whom to ask."""
    return Shown(template="people/identity.html")


def show_accords(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """Her accords: they say that an application exists, so whoever may not list applications does not learn it here."""
    if not (actor.may(Permission.PERSON_EDIT, on=obj) or actor.may(Permission.APPLICATION_LIST, on=obj)):
        return None
    return Shown(template="people/accords.html", data={"accords": selectors.accords_of(obj)})


def show_key_workers(*, actor: Actor, obj: Person, today: date) -> Shown | None:
    """Who accompanies her, present and past."""
    return Shown(template="people/key_workers.html", data={"key_workers": selectors.key_workers_of(obj)})
