"""How long a file may be kept, and which are due: the hook of the retention job."""

from __future__ import annotations

from datetime import date

from maillage.accompaniment.people.models import Person
from maillage.core.clock.terms import add_months
from maillage.core.law import current_law


def keep_until(person: Person) -> date:
    """The day from which the file must be archived with a reason, or erased (parameter retention.active_months)."""
    months = current_law().value("retention.active_months", on=person.last_contact_on).value
    return add_months(person.last_contact_on, months)


def due_for_review(*, today: date) -> list[Person]:
    """Files whose last contact is older than the active base allows."""
    return [p for p in Person.unscoped.standing().order_by("last_contact_on", "pk") if keep_until(p) <= today]
