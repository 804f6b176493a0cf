"""Who may do what: roles add up, mandates reach only so far, the rest is refused."""

from __future__ import annotations

import uuid
from types import SimpleNamespace
from typing import Any

import pytest

from maillage.foundation.access.actor import NOBODY, Actor, Mandate, require, system_actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import RIGHT_PERMISSIONS, ROLES, Right, Role, Scope
from maillage.foundation.kernel.errors import Denied

HERE, ELSEWHERE = uuid.UUID(int=1), uuid.UUID(int=2)


def held(role: Role, *, organisation: uuid.UUID = HERE, territory: str | None = None, rights: frozenset[Right] = frozenset()) -> Mandate:
    return Mandate(id=uuid.uuid4(), role=role, organisation_id=organisation, territory_id=territory, rights=rights)


def actor(*mandates: Mandate) -> Actor:
    return Actor(user_id=uuid.uuid4(), mandates=mandates)


def thing(**fields: Any) -> Any:
    return SimpleNamespace(**fields)


def test_every_role_has_its_line_in_the_table() -> None:
    assert set(ROLES) == set(Role)


def test_every_permission_is_given_by_some_role_or_right() -> None:
    given = {p for spec in ROLES.values() for p in spec.permissions} | {p for right in RIGHT_PERMISSIONS.values() for p in right}
    reserved = {Permission.PERSON_ERASE}

    assert set(Permission) - given - reserved == set()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.OPERATOR, Role.NATIONAL_OBSERVER, Role.MANAGER, Role.RECEPTION, Role.READER])
def test_roles_without_content_open_no_part(role: Role) -> None:
    assert not {permission for permission in ROLES[role].permissions if permission.startswith("part.")}


def test_health_is_opened_by_its_right_only() -> None:
    assert not any(Permission.HEALTH_OPEN in spec.permissions for spec in ROLES.values())
    assert held(Role.CASEWORKER, rights=frozenset({Right.HEALTH})).grants(Permission.HEALTH_OPEN)


def test_roles_add_up() -> None:
    both = actor(held(Role.MANAGER), held(Role.CASEWORKER))

    assert both.may(Permission.ACCOUNT_INVITE) and both.may(Permission.STORY_OPEN)  # noqa: PT018


@pytest.mark.parametrize(("organisation", "expected"), [(HERE, True), (ELSEWHERE, False), (None, False)])
def test_a_role_of_an_organisation_stops_at_its_door(organisation: uuid.UUID | None, expected: bool) -> None:
    worker = actor(held(Role.CASEWORKER))

    assert worker.may(Permission.PERSON_EDIT, on=thing(organisation_id=organisation, territory_id="F1")) is expected


@pytest.mark.parametrize(
    ("territory", "obj", "expected"),
    [
        ("F1", thing(territory_id="F1"), True),
        ("F1", thing(territory_id="F2"), False),
        ("F1", thing(territory_id=None), False),
        ("F1", thing(), False),
        (None, thing(), False),
        (None, thing(territory_id=None), False),
    ],
)
def test_a_role_of_the_state_stops_at_its_territory(territory: str | None, obj: Any, expected: bool) -> None:
    secretary = actor(held(Role.SECRETARY, territory=territory))

    assert secretary.may(Permission.COMMISSION_MANAGE, on=obj) is expected


def test_a_permission_of_one_mandate_does_not_serve_in_the_place_of_another() -> None:
    """A manager here and a reader there may not invite there."""
    two = actor(held(Role.MANAGER, organisation=HERE), held(Role.READER, organisation=ELSEWHERE))

    assert not two.may(Permission.ACCOUNT_INVITE, on=thing(organisation_id=ELSEWHERE))


@pytest.mark.parametrize("permission", Permission)
def test_nobody_may_nothing(permission: Permission) -> None:
    assert not NOBODY.may(permission)


def test_the_machine_may_and_is_nobody_in_particular() -> None:
    machine = system_actor()

    assert (machine.may(Permission.PERSON_ERASE), machine.is_known) == (True, False)


def test_requiring_what_one_may_not_is_refused_loudly() -> None:
    with pytest.raises(Denied):
        require(actor(held(Role.READER)), Permission.PERSON_EDIT)


def test_an_actor_knows_her_places() -> None:
    dana = actor(held(Role.SECRETARY, territory="F1"), held(Role.MANAGER, organisation=ELSEWHERE))

    assert (dana.organisation_ids, dana.territory_ids, dana.has_role(Role.SECRETARY), dana.has_role(Role.CHAIR)) == (
        {HERE, ELSEWHERE},
        {"F1"},
        True,
        False,
    )


@pytest.mark.parametrize("role", [role for role in Role if ROLES[role].scope is Scope.TERRITORY and role is not Role.MEMBER])
def test_the_roles_of_the_state_need_a_passkey(role: Role) -> None:
    assert ROLES[role].passkey_compulsory
