"""Her mandates, and what was done in her name."""

from __future__ import annotations

import uuid
from datetime import date

from django.db.models import Count, Q

from maillage.accompaniment.people.models import ActingMandate, ActInHerName, Person
from maillage.accompaniment.people.selectors.files import get_person
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope


def mandates_of(person: Person, *, today: date | None = None) -> list[ActingMandate]:
    """Her mandates, the latest first; with `today`, only those in force."""
    found = ActingMandate.unscoped.filter(person=person)
    if today is not None:
        found = found.in_force(today=today)
    return list(found.order_by("-starts_on", "pk"))


def acts_in_her_name(person: Person, *, untold: bool = False) -> list[ActInHerName]:
    """What was done in her name, the latest first; `untold` keeps what she has not been told."""
    found = ActInHerName.unscoped.filter(person=person).select_related("by")
    if untold:
        found = found.filter(told_on__isnull=True)
    return list(found.order_by("-done_on", "pk"))


def acting_counts(person: Person, *, today: date) -> tuple[int, int]:
    """How many of her mandates are in force, and how many acts done in her name she has not been told; one query."""
    running = ActingMandate.unscoped.filter(person=person).in_force(today=today)
    counts = ActingMandate.unscoped.filter(person=person).aggregate(
        running=Count("pk", filter=Q(pk__in=running), distinct=True),
        untold=Count("acts", filter=Q(acts__told_on__isnull=True), distinct=True),
    )
    return counts["running"], counts["untold"]


def get_mandate(*, actor: Actor, pk: uuid.UUID, today: date) -> ActingMandate:
    """A mandate, or OutOfScope."""
    mandate = ActingMandate.unscoped.select_related("person").filter(pk=pk).first()
    if mandate is None:
        raise OutOfScope
    get_person(actor=actor, pk=mandate.person_id, today=today)
    return mandate


def get_act(*, actor: Actor, pk: uuid.UUID, today: date) -> ActInHerName:
    """An act done in her name, or OutOfScope."""
    act = ActInHerName.unscoped.select_related("person", "mandate").filter(pk=pk).first()
    if act is None:
        raise OutOfScope
    get_person(actor=actor, pk=act.person_id, today=today)
    return act
