"""What did the calls change: the periods chosen, the counts of an association, and the rows behind each number. No name, no person."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from maillage.accompaniment.contacts.models import Contact, ContactKind, Initiator
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import associations_where
from maillage.core.contact_effect import (
    LOCKDOWN,
    REOPENING,
    Column,
    Effect,
    Exchange,
    Followed,
    Measure,
    Period,
    Phase,
    contact_effect,
)
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.reference.organisations.models import Organisation

_ONE_DAY = 1
_PEOPLE = 10  # the rate of one person is a fraction that nobody reads


@dataclass(frozen=True)
class Line:
    """One contact behind a number: when, by which way, who began. Not with whom."""

    on: date
    way: Any
    kind: Any
    initiated_by: Any
    against: bool


def default_periods(*, today: date) -> tuple[Period, ...]:
    """As long before the lockdown of spring 2020 as during it, and after it until today; what has not begun is left out."""
    length = (REOPENING - LOCKDOWN).days
    days = {
        Phase.BEFORE: (_shifted(LOCKDOWN, -length), _shifted(LOCKDOWN, -_ONE_DAY)),
        Phase.DURING: (LOCKDOWN, min(_shifted(REOPENING, -_ONE_DAY), today)),
        Phase.AFTER: (REOPENING, today),
    }
    return tuple(Period(phase, first, last) for phase, (first, last) in days.items() if first <= last)


def _shifted(day: date, days: int) -> date:
    return date.fromordinal(day.toordinal() + days)


def counted_organisations(actor: Actor) -> list[Organisation]:
    """The associations whose contacts the actor may count."""
    return associations_where(actor, Permission.CONTACTS_COUNT)


def effect_of(organisation_id: uuid.UUID, *, periods: Sequence[Period]) -> Effect:
    """The counts of an association. The reader's right was asked; nothing of a person leaves here."""
    standing = Person.unscoped.standing().filter(organisation_id=organisation_id).order_by("pk")
    followed = [Followed(pk, opened, closed) for pk, opened, closed in standing.values_list("pk", "opened_on", "closed_on")]
    rows = Contact.unscoped.real().filter(organisation_id=organisation_id).order_by("pk")
    said = rows.values_list("person_id", "happened_on", "initiated_by", "kind")
    exchanges = [Exchange(person, on, who == Initiator.US, kind == ContactKind.FORMAL) for person, on, who, kind in said]
    return contact_effect(periods, followed, exchanges)


def rows_behind(organisation_id: uuid.UUID, *, period: Period, measure: Measure) -> Any:
    """The contacts that a number counts, the last first."""
    rows = Contact.unscoped.real().filter(organisation_id=organisation_id).between(period.first, period.last)
    narrowed: dict[Measure, dict[str, Any]] = {
        Measure.BY_US: {"initiated_by": Initiator.US},
        Measure.BY_HER: {"initiated_by": Initiator.HER},
        Measure.FORMAL: {"kind": ContactKind.FORMAL},
        Measure.INFORMAL: {"kind": ContactKind.INFORMAL},
        Measure.ALL: {},
    }
    return rows.filter(**narrowed[measure]).order_by("-happened_on", "pk")


def against_in(organisation_id: uuid.UUID, *, period: Period) -> int:
    """How many of our contacts of a period were against her rule."""
    return Contact.unscoped.real().filter(organisation_id=organisation_id).between(period.first, period.last).exclude(against="").count()


def line_of(contact: Contact) -> Line:
    """A contact as a counted line."""
    return Line(
        on=contact.happened_on,
        way=contact.get_way_display(),
        kind=contact.get_kind_display(),
        initiated_by=contact.get_initiated_by_display(),
        against=bool(contact.against),
    )


@dataclass(frozen=True)
class Figure:
    """One cell of the table: how many, over how long, and its interval in words."""

    phase: str
    events: int
    rate: str
    interval: str


@dataclass(frozen=True)
class Row:
    """One measure, period by period."""

    measure: Measure
    figures: tuple[Figure, ...]


def table_of(effect: Effect) -> tuple[Row, ...]:
    """The table: a line per measure, a column per period."""
    return tuple(Row(measure, tuple(_figure(column, measure) for column in effect.columns)) for measure in Measure)


def _figure(column: Column, measure: Measure) -> Figure:
    rate = column.rates[measure]
    interval, per_week = rate.interval, rate.per_week
    return Figure(
        phase=column.period.phase.value,
        events=rate.events,
        rate=rate_words(per_week) if per_week is not None else "",
        interval=_("de %(low)s à %(high)s") % {"low": rate_words(interval.low), "high": rate_words(interval.high)} if interval else "",
    )


def rate_words(value: float) -> str:
    """ "4,2": contacts for ten people and a week, as people write it."""
    return number_format(_PEOPLE * value, decimal_pos=1)
