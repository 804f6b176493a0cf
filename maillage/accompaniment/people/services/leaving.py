"""What leaves the application on purpose: a hand-over opened to be printed, a history exported. Both are journaled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from maillage.accompaniment.people import actions
from maillage.accompaniment.people.models import Person
from maillage.foundation.access.actor import Actor, require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.journal import Saying, record, record_many


@transaction.atomic
def note_hand_over(*, actor: Actor, today: date, people: Iterable[Person]) -> None:
    """Remember that the hand-over of these files was opened. Raises Denied."""
    found = list(people)
    for person in found:
        require(actor, Permission.PERSON_EDIT, on=person)
    if found:
        record_many([Saying(actor=actor, action=actions.HAND_OVER_READ, subject=each, facts={}) for each in found], today=today)


@transaction.atomic
def note_export(*, actor: Actor, today: date, person: Person, lines: int, kind: str) -> None:
    """Remember that the history of this file was exported, as it was on screen. Raises Denied."""
    require(actor, Permission.PERSON_EDIT, on=person)
    record(actor, actions.HISTORY_EXPORTED, person, today=today, lines=lines, kind=kind)
