"""Requests inside the reader's scope, and what was said once opened."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, When
from django.utils.text import capfirst

from maillage.accompaniment.intake.errors import FileNotFound, OnlyAlike, SeveralFiles
from maillage.accompaniment.intake.models import FirstRequest, Outcome, Triage
from maillage.accompaniment.people.models import Person
from maillage.accompaniment.people.selectors import associations_where, search_people
from maillage.core.phonetics import folded
from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.vault import Part, Reason, SealErased, open_part, open_parts
from maillage.reference.organisations.models import Organisation
from maillage.reference.territories.models import Place
from maillage.reference.territories.selectors import open_places


@dataclass(frozen=True)
class RequestRow:
    """A line of the list: codes in words, and the pseudonym when one was given."""

    id: uuid.UUID
    title: str
    pseudonym: bool
    triage: str
    triage_words: str
    way: str
    public: str
    received_on: date
    outcome: str
    outcome_words: str
    person_id: uuid.UUID | None
    waiting_days: int
    version: int


@dataclass(frozen=True)
class HeardWords:
    """What was said, once opened. Its repr shows no text."""

    words: str = field(repr=False)
    pseudonym: str = field(repr=False)
    safe_contact: str = field(repr=False)


@dataclass(frozen=True)
class Counts:
    """The figures above the list."""

    waiting: int
    total: int


def get_request(*, actor: Actor, pk: uuid.UUID, today: date) -> FirstRequest:
    """The request, or OutOfScope."""
    rows = FirstRequest.objects.visible_to(actor, today=today).select_related("organisation", "zone", "person", "noted_by")
    request: FirstRequest | None = rows.filter(pk=pk).first()
    if request is None:
        raise OutOfScope
    return request


def requests_visible_to(actor: Actor, *, today: date, outcome: str = "", triage: str = "", public: str = "") -> Any:
    """Requests that the actor may list, through the filters of the address: what waits first, urgent on top, then the latest."""
    wanted = {name: value for name, value in (("outcome", outcome), ("triage", triage), ("public", public)) if value}
    pressing = Case(When(outcome=Outcome.WAITING, triage=Triage.URGENT, then=0), When(outcome=Outcome.WAITING, then=1), default=2)
    return FirstRequest.objects.visible_to(actor, today=today).filter(**wanted).order_by(pressing, "-received_on", "pk")


def waiting_requests(actor: Actor, *, today: date) -> Any:
    """Those that nobody has answered, urgent ones on top, then the oldest."""
    urgent = Case(When(triage=Triage.URGENT, then=0), default=1)
    return FirstRequest.objects.visible_to(actor, today=today).waiting().order_by(urgent, "received_on", "pk")


def counts_of(actor: Actor, *, today: date) -> Counts:
    """How many wait, among how many."""
    rows = FirstRequest.objects.visible_to(actor, today=today)
    return Counts(waiting=rows.waiting().count(), total=rows.count())


def rows_of(requests: list[FirstRequest], *, actor: Actor, today: date) -> list[RequestRow]:
    """The lines of a page: pseudonyms opened in one query, as in the list of files."""
    named = [each for each in requests if actor.may(Permission.PERSON_LIST, on=each)]
    opened = open_parts(actor=actor, subjects=named, part=Part.LABEL, reason=Reason.LIST, today=today)
    names: dict[uuid.UUID, str] = {}
    for each in named:
        try:
            names[each.pk] = opened.read(each, "pseudonym")
        except SealErased:
            names[each.pk] = ""
    return [_row(each, name=names.get(each.pk, ""), today=today) for each in requests]


def _row(request: FirstRequest, *, name: str, today: date) -> RequestRow:
    triage = str(request.get_triage_display())
    return RequestRow(
        id=request.pk,
        title=name or capfirst(triage),
        pseudonym=bool(name),
        triage=request.triage,
        triage_words=triage,
        way=str(request.get_way_display()),
        public=request.public,
        received_on=request.received_on,
        outcome=request.outcome,
        outcome_words=str(request.get_no_solution_display() if request.outcome == Outcome.NO_SOLUTION else request.get_outcome_display()),
        person_id=request.person_id,
        waiting_days=(today - request.received_on).days if request.outcome == Outcome.WAITING else 0,
        version=request.version,
    )


def open_request(request: FirstRequest, *, actor: Actor, today: date, reason: Reason = Reason.FOLLOW_UP) -> HeardWords:
    """What was said, in clear, journaled. Raises Denied, SealErased when it was forgotten."""
    label = open_parts(actor=actor, subjects=[request], part=Part.LABEL, reason=Reason.LIST, today=today)
    opened = open_part(actor=actor, subject=request, part=Part.REQUEST, reason=reason, today=today)
    return HeardWords(
        words=opened.read(request, "words"),
        pseudonym=label.read(request, "pseudonym"),
        safe_contact=opened.read(request, "safe_contact"),
    )


def requests_of_file(person: Person, *, actor: Actor, today: date) -> list[FirstRequest]:
    """The requests from which this file came, or that joined it."""
    return list(FirstRequest.objects.visible_to(actor, today=today).filter(person=person).order_by("-received_on", "pk"))


def find_file(said: str, *, actor: Actor, today: date, request: FirstRequest) -> Person:
    """The open file of this association with exactly this reference or pseudonym: what only sounds alike may be another woman's.

    Raises FileNotFound, SeveralFiles, OnlyAlike.
    """
    found = {row.id: row.pseudonym for row in search_people(actor=actor, query=said, today=today)}
    people = list(
        Person.objects.visible_to(actor, today=today).filter(pk__in=found, organisation_id=request.organisation_id).order_by("pk")
    )
    if not people:
        raise FileNotFound
    by_reference = [person for person in people if person.reference.replace("-", "").lower() == said.replace("-", "").strip().lower()]
    exact = by_reference or [person for person in people if folded(found[person.pk]) == folded(said)]
    if not exact:
        raise OnlyAlike
    if len(exact) > 1:
        raise SeveralFiles
    return exact[0]


def associations_of(actor: Actor) -> list[Organisation]:
    """Where the actor may note a request."""
    return associations_where(actor, Permission.REQUEST_NOTE)


def zones_of(organisations: list[Organisation], *, on: date) -> list[Place]:
    """The wide zones of their departments that are open on a day: never a street."""
    return open_places({each.territory_id for each in organisations}, on=on)
