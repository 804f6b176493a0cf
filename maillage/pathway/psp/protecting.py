"""A minor, or somebody who may be one, has no pathway: asked of the room that knows, before a wish, a preparation and a filing."""

from __future__ import annotations

from datetime import date

from maillage.accompaniment.people.models import Person
from maillage.foundation.ui import guards
from maillage.pathway.psp.errors import MinorProtected


def check_may_apply(person: Person, *, today: date) -> None:
    """Raises MinorProtected, with whom to ask, while a path of protection is open. Source: CASF, art. L. 121-9."""
    answer = guards.ask("may_apply", person=person, today=today)
    if not answer:
        raise MinorProtected(answer.reason)
