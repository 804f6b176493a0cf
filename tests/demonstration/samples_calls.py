"""Objects of the matrix: a rhythm, a raise and a search of A."""

from __future__ import annotations

from typing import Any

from tests.demonstration.samples import TODAY, actor, association, sample


def stage() -> None:
    """Alice searches for somebody who gives no news."""
    from maillage.accompaniment.contacts.services import open_search
    from maillage.accompaniment.people.models import Person

    silent = Person.unscoped.open_files().filter(organisation=association("a"), searches__isnull=True)
    person = silent.order_by("last_contact_on", "pk").first()
    open_search(actor=actor("alice"), today=TODAY, person=person)


@sample
def rhythm_a() -> Any:
    from maillage.accompaniment.contacts.models import Rhythm

    return Rhythm.unscoped.standing().filter(organisation=association("a")).order_by("pk").first()


@sample
def raise_a() -> Any:
    from maillage.accompaniment.contacts.models import RhythmRaise

    return RhythmRaise.unscoped.filter(organisation=association("a")).order_by("starts_on", "pk").first()


@sample
def search_a() -> Any:
    from maillage.accompaniment.contacts.models import LostContact

    return LostContact.unscoped.standing().filter(organisation=association("a")).order_by("pk").first()
