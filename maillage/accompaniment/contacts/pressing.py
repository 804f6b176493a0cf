"""What will not wait, told by the rooms that know it: each line of the call list then says why it is there.

A room registers from its `AppConfig.ready`; those below this one (letters, promises) are told here. Codes and days only: a teller
says nothing that the actor may not know, and opens nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from maillage.accompaniment.kept_mail.models import KeptMail
from maillage.accompaniment.notes.models import Promise
from maillage.accompaniment.people.models import Person
from maillage.core.call_list import Pressing
from maillage.core.phrase import phrase
from maillage.foundation.access.actor import Actor

Told = Mapping[uuid.UUID, Sequence[Pressing]]


class Teller(Protocol):
    """Answers what presses for these files, by file."""

    def __call__(self, *, actor: Actor, people: Sequence[Person], today: date) -> Told: ...


_tellers: dict[str, Teller] = {}


def on_pressing(code: str, teller: Teller) -> None:
    """Register what a room knows to press. Raises ValueError when the code is taken."""
    if _tellers.get(code, teller) != teller:
        raise ValueError(f"the teller {code} is registered twice")
    _tellers[code] = teller


def what_presses(*, actor: Actor, people: Sequence[Person], today: date) -> dict[uuid.UUID, tuple[Pressing, ...]]:
    """Everything that presses, by file."""
    found: dict[uuid.UUID, list[Pressing]] = {}
    for _, teller in sorted(_tellers.items()):
        for pk, said in teller(actor=actor, people=people, today=today).items():
            found.setdefault(pk, []).extend(said)
    return {pk: tuple(said) for pk, said in found.items()}


def tell_letters(*, actor: Actor, people: Sequence[Person], today: date) -> Told:
    """An urgent letter of which she knows nothing."""
    waiting = KeptMail.objects.visible_to(actor, today=today).waiting().filter(urgent=True, told_on__isnull=True, person__in=people)
    found = waiting.order_by("-received_on").values_list("person_id", "received_on")
    return {pk: [Pressing(phrase("Un courrier urgent l'attend depuis le {day}.", day=day), day)] for pk, day in found}


def tell_promises(*, actor: Actor, people: Sequence[Person], today: date) -> Told:
    """Something promised in a note that the actor may read, due today or before."""
    due = Promise.objects.visible_to(actor, today=today).open_ones().filter(due_on__lte=today, person__in=people)
    found = due.order_by("-due_on").values_list("person_id", "due_on")
    return {pk: [Pressing(phrase("Une promesse est à tenir depuis le {day}.", day=day), day)] for pk, day in found}
