"""Which rows: each dimension opens what it says, and a mandate opens nothing by a permission that it lacks."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from django.db.models import Q

from maillage.foundation.access.actor import NOBODY, Actor, Mandate
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Role
from maillage.foundation.access.visibility import (
    ALL_ROWS,
    NO_ROW,
    Aggregate,
    AnyOf,
    Assigned,
    Dimension,
    Everybody,
    FiledHere,
    National,
    Nobody,
    OwnOrganisation,
    SeatInOpenSession,
    Territory,
)

TODAY = date(2020, 5, 19)
HERE = uuid.UUID(int=1)
P = Permission

OWN = OwnOrganisation("organisation_id", by=P.PERSON_LIST)
ASSIGNED = Assigned("worker_id", "organisation_id", by=P.PERSON_LIST, ends_path="until")
TERRITORY = Territory("territory_id", by=P.APPLICATION_RECEIVE)
FILED = FiledHere("territory_id", filed_path="filed_on", by=P.APPLICATION_RECEIVE)
SEAT = SeatInOpenSession("seats__user_id", "state", ("convened", "open"), "closes_on", by=P.PAPERS_READ)
NATIONAL = National(by=P.JOURNAL_READ)
EVERY = [OWN, ASSIGNED, TERRITORY, FILED, SEAT, NATIONAL, Aggregate(), Nobody(), Everybody(), OWN | TERRITORY]


def actor(role: Role, *, territory: str | None = None, team: bool = True) -> Actor:
    mandate = Mandate(id=uuid.uuid4(), role=role, organisation_id=HERE, territory_id=territory, team_scope=team)
    return Actor(user_id=uuid.UUID(int=7), mandates=(mandate,))


def opens_nothing(rows: Any) -> bool:
    """A condition that no row meets: one empty part of an *and*, every part of an *or*."""
    if not isinstance(rows, Q):
        return rows == ("pk__in", ())
    parts = [opens_nothing(part) for part in rows.children]
    return not rows.negated and (any(parts) if rows.connector == Q.AND else all(parts))


WORKER, SECRETARY = actor(Role.CASEWORKER), actor(Role.SECRETARY, territory="F1")


@pytest.mark.parametrize("dimension", EVERY, ids=lambda dimension: type(dimension).__name__)
def test_a_visitor_sees_no_row(dimension: Dimension) -> None:
    assert opens_nothing(dimension.rows(NOBODY, today=TODAY))


@pytest.mark.parametrize(
    ("dimension", "who"),
    [
        (OWN, actor(Role.OPERATOR)),
        (ASSIGNED, actor(Role.AUDITOR)),
        (TERRITORY, WORKER),
        (FILED, WORKER),
        (SEAT, WORKER),
        (NATIONAL, WORKER),
    ],
)
def test_a_mandate_without_the_permission_opens_nothing(dimension: Dimension, who: Actor) -> None:
    assert opens_nothing(dimension.rows(who, today=TODAY))


@pytest.mark.parametrize(
    ("dimension", "who", "rows"),
    [
        (OWN, WORKER, Q(organisation_id__in=[HERE])),
        (TERRITORY, SECRETARY, Q(territory_id__in=["F1"])),
        (FILED, SECRETARY, Q(territory_id__in=["F1"]) & Q(filed_on__isnull=False)),
        (NATIONAL, actor(Role.AUDITOR), ALL_ROWS),
        (Everybody(), WORKER, ALL_ROWS),
        (Aggregate(), actor(Role.NATIONAL_OBSERVER), NO_ROW),
        (Nobody(), WORKER, NO_ROW),
        (
            SEAT,
            actor(Role.MEMBER, territory="F1"),
            Q(seats__user_id=uuid.UUID(int=7), state__in=("convened", "open"), closes_on__gte=TODAY),
        ),
        (
            ASSIGNED,
            WORKER,
            Q(worker_id=uuid.UUID(int=7), organisation_id__in=[HERE]) & (Q(until__isnull=True) | Q(until__gt=TODAY)),
        ),
    ],
)
def test_a_dimension_opens_what_it_says(dimension: Dimension, who: Actor, rows: Q) -> None:
    assert dimension.rows(who, today=TODAY) == rows


def test_who_sees_only_her_own_files_does_not_see_the_team_s() -> None:
    assert OWN.rows(actor(Role.CASEWORKER, team=False), today=TODAY) == NO_ROW


def test_what_an_organisation_opens_whole_is_not_asked_again_for_those_assigned() -> None:
    both = OWN | ASSIGNED

    assert both.rows(WORKER, today=TODAY) == NO_ROW | OWN.rows(WORKER, today=TODAY) | NO_ROW


def test_those_assigned_are_asked_where_the_organisation_is_not_opened_whole() -> None:
    elsewhere = Mandate(id=uuid.uuid4(), role=Role.CASEWORKER, organisation_id=uuid.UUID(int=2), territory_id=None, team_scope=False)
    both = Actor(user_id=WORKER.user_id, mandates=(*WORKER.mandates, elsewhere))
    alone = Actor(user_id=WORKER.user_id, mandates=(elsewhere,))

    assert (OWN | ASSIGNED).rows(both, today=TODAY) == NO_ROW | OWN.rows(WORKER, today=TODAY) | ASSIGNED.rows(alone, today=TODAY)


def test_those_assigned_by_another_path_are_asked_all_the_same() -> None:
    shared = OwnOrganisation("shared_with", by=P.PERSON_LIST)

    expected = NO_ROW | shared.rows(WORKER, today=TODAY) | ASSIGNED.rows(WORKER, today=TODAY)
    assert (shared | ASSIGNED).rows(WORKER, today=TODAY) == expected


def test_an_organisation_role_reaches_no_territory() -> None:
    reader = Territory("territory_id", by=P.APPLICATION_LIST)

    assert reader.rows(actor(Role.CASEWORKER, territory="F1"), today=TODAY) == NO_ROW


def test_a_role_of_the_state_without_a_territory_sees_none() -> None:
    assert TERRITORY.rows(actor(Role.SECRETARY), today=TODAY) == NO_ROW


def test_dimensions_combine_with_or_and_say_so() -> None:
    both = OWN | TERRITORY | Nobody()

    assert isinstance(both, AnyOf)
    assert (len(both.parts()), both.sentence().count(", or ")) == (3, 2)


@pytest.mark.parametrize("dimension", EVERY, ids=lambda dimension: type(dimension).__name__)
def test_a_dimension_is_told_in_words(dimension: Dimension) -> None:
    assert dimension.sentence()
