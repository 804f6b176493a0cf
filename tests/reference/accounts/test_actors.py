"""From users and mandates to the actor of the request."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Right, Role
from tests.cast import TODAY, actor_of, give_mandate, make_organisation, make_user

pytestmark = pytest.mark.django_db


def test_an_actor_carries_the_mandates_in_force(iris: Any, association_a: Any) -> None:
    actor = actor_of(iris)

    assert [(m.role, m.organisation_id, m.rights) for m in actor.mandates] == [
        (Role.CASEWORKER, association_a.pk, frozenset({Right.HEALTH, Right.MINORS}))
    ]


def test_the_roles_of_the_state_reach_their_territory(dana: Any, territory_x: Any) -> None:
    actor = actor_of(dana)

    assert actor.territory_ids == {territory_x.code}
    assert actor.has_role(Role.DELEGATE)
    assert actor.has_role(Role.SECRETARY)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "in_force"),
    [
        (TODAY, None, True),
        (TODAY + timedelta(days=1), None, False),
        (date(2018, 1, 1), TODAY, False),
        (date(2018, 1, 1), TODAY + timedelta(days=1), True),
    ],
)
def test_a_mandate_counts_from_its_first_day_to_the_eve_of_its_end(
    association_a: Any, starts_on: date, ends_on: date | None, in_force: bool
) -> None:
    user = make_user()
    give_mandate(user, Role.CASEWORKER, association_a, starts_on=starts_on, ends_on=ends_on)

    actor = actor_of(user)

    assert bool(actor.mandates) is in_force


def test_a_closed_organisation_gives_no_mandate() -> None:
    user = make_user()
    give_mandate(user, Role.CASEWORKER, make_organisation(closed_on=TODAY))

    actor = actor_of(user)

    assert actor.mandates == ()


def test_where_files_are_open_to_those_assigned_a_caseworker_does_not_see_the_team_s() -> None:
    user = make_user()
    give_mandate(user, Role.CASEWORKER, make_organisation(files_open_to="assigned"))

    actor = actor_of(user)

    assert [m.team_scope for m in actor.mandates] == [False]


def test_a_manager_sees_the_whole_list_even_then() -> None:
    user = make_user()
    give_mandate(user, Role.MANAGER, make_organisation(files_open_to="assigned"))

    actor = actor_of(user)

    assert [m.team_scope for m in actor.mandates] == [True]


def test_reading_an_actor_takes_one_query_however_many_mandates(dana: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        actor = actor_of(dana)

    assert actor.may(Permission.COMMISSION_MANAGE)
