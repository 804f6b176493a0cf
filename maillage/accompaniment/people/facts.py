"""De-identified episodes of this room: files open, accords, vital dangers, mandates, by territory and association."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.accompaniment.people.models import Accord, ActingMandate, FollowUpOffer, KeyWorker, Override, OverrideState, Person
from maillage.foundation.kernel.episodes import Episode


def episodes() -> Iterator[Episode]:
    """`file_open`; `accord` by purpose until its withdrawal; `danger` from the asking to her being told; `mandate` until its end;
    `follow_up` by role; `follow_up_offer` by answer, from the asking to it. Why a file was closed is in none: it stays in its association.
    """
    yield from _files()
    yield from _accords()
    yield from _dangers()
    yield from _mandates()
    yield from _follow_ups()
    yield from _offers()


def _files() -> Iterator[Episode]:
    """One episode `file_open` per file: from its opening to its closing, or still open."""
    rows = Person.unscoped.standing().order_by("opened_on", "pk").values_list("territory_id", "organisation_id", "opened_on", "closed_on")
    for territory, organisation, opened_on, closed_on in rows.iterator():
        yield Episode(kind="file_open", territory=territory, organisation=organisation, starts=opened_on, ends=closed_on)


def _accords() -> Iterator[Episode]:
    rows = Accord.unscoped.order_by("given_on", "pk").values_list(
        "person__territory_id", "organisation_id", "given_on", "withdrawn_on", "purpose"
    )
    for territory, organisation, starts, ends, purpose in rows.iterator():
        yield Episode(kind="accord", territory=territory, organisation=organisation, starts=starts, ends=ends, cause=purpose)


def _dangers() -> Iterator[Episode]:
    confirmed = Override.unscoped.filter(state=OverrideState.CONFIRMED).order_by("asked_on", "pk")
    rows = confirmed.values_list("person__territory_id", "organisation_id", "asked_on", "told_on", "danger")
    for territory, organisation, starts, ends, danger in rows.iterator():
        yield Episode(kind="danger", territory=territory, organisation=organisation, starts=starts, ends=ends, cause=danger)


def _mandates() -> Iterator[Episode]:
    rows = ActingMandate.unscoped.order_by("starts_on", "pk").values_list(
        "person__territory_id", "organisation_id", "starts_on", "ended_on", "last_on"
    )
    for territory, organisation, starts, ended, last in rows.iterator():
        yield Episode(kind="mandate", territory=territory, organisation=organisation, starts=starts, ends=ended or last)


def _follow_ups() -> Iterator[Episode]:
    rows = KeyWorker.unscoped.order_by("starts_on", "pk").values_list(
        "person__territory_id", "association_id", "starts_on", "ends_on", "role"
    )
    for territory, association, starts, ends, role in rows.iterator():
        yield Episode(kind="follow_up", territory=territory, organisation=association, starts=starts, ends=ends, cause=role)


def _offers() -> Iterator[Episode]:
    rows = FollowUpOffer.unscoped.order_by("offered_on", "pk").values_list(
        "person__territory_id", "organisation_id", "offered_on", "answered_on", "state"
    )
    for territory, organisation, starts, ends, state in rows.iterator():
        yield Episode(kind="follow_up_offer", territory=territory, organisation=organisation, starts=starts, ends=ends, cause=state)
