"""The cast of the tests, and the small functions that make the rows they need.

`X` is the fictional department F1, `Y` is F2. Association A and association B are both in X, both accredited there.
Everybody's mandate began in 2018; the suite lives on Tuesday 19 May 2020, nine o'clock in Paris, and time does not move by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import count
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils.text import slugify

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.roles import Right, Role
from maillage.foundation.kernel.moment import PARIS, Moment

TODAY = date(2020, 5, 19)
NOW = datetime(2020, 5, 19, 9, 0, tzinfo=PARIS)
SINCE = date(2018, 1, 8)
_numbers = count(1)


@pytest.fixture(autouse=True)
def clock(request: pytest.FixtureRequest) -> Iterator[time_machine.Coordinates | None]:
    """Time stands still at NOW; `clock.move_to(...)` and `clock.shift(...)` move it. A real browser keeps the real time."""
    if request.node.get_closest_marker("browser"):
        yield None
        return
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def today() -> date:
    """The business day of the suite."""
    return TODAY


@pytest.fixture
def now() -> datetime:
    """The instant of the suite."""
    return NOW


class CastClient(Client):
    """Django's client, with a word to sign somebody in."""

    def as_(self, user: Any) -> CastClient:
        """A new client signed in as this user; this one is left as it is."""
        client = CastClient(enforce_csrf_checks=self.handler.enforce_csrf_checks, headers={"user-agent": "Firefox/115.0 (X11; Linux)"})
        client.force_login(user)
        return client


@pytest.fixture
def client() -> CastClient:
    """Nobody signed in: `client.as_(alice).get(...)`."""
    return CastClient()


def actor_of(user: Any, today: date = TODAY) -> Actor:
    """The actor that the middleware would make of this user on a day."""
    from maillage.reference.accounts.actors import read_actor

    return read_actor(user=user, moment=Moment(now=NOW, today=today))


# Factories: valid by default, nothing random.


def make_territory(code: str = "F1", *, name: str = "") -> Any:
    """A fictional department, made once."""
    from maillage.reference.territories.models import Territory

    return Territory.unscoped.get_or_create(code=code, defaults={"name": name or f"Département {code}", "fictional": True})[0]


def make_organisation(
    *, name: str = "", kind: str = "association", territory: Any = "F1", files_open_to: str = "team", institution: str = "", **more: Any
) -> Any:
    """An organisation of a territory (a code, a Territory, or None for the whole country)."""
    from maillage.reference.organisations.models import Organisation

    where = make_territory(territory) if isinstance(territory, str) else territory
    return Organisation.unscoped.create(
        name=name or f"Organisation {next(_numbers)}",
        kind=kind,
        territory=where,
        files_open_to=files_open_to,
        institution=institution,
        **more,
    )


def make_accreditation(*, organisation: Any, territory: Any = None, granted_on: date = date(2018, 9, 3), **more: Any) -> Any:
    """A running accreditation of three years."""
    from maillage.reference.organisations.models import Accreditation

    fields = {"expires_on": date(granted_on.year + 3, granted_on.month, granted_on.day), "order_number": f"{granted_on.year}-042", **more}
    return Accreditation.unscoped.create(
        organisation=organisation, territory=territory or organisation.territory, granted_on=granted_on, **fields
    )


def make_user(name: str = "", *, email: str = "", password: str | None = None, **more: Any) -> Any:
    """A user without a mandate, whose address is verified; without a password unless one is given."""
    from allauth.account.models import EmailAddress

    from maillage.reference.accounts.models import User

    name = name or f"Usager {next(_numbers)}"
    user = User(display_name=name, email=email or f"{slugify(name)}@exemple.test", **more)
    user.set_password(password) if password else user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def give_mandate(
    user: Any,
    role: Role,
    organisation: Any,
    *,
    territory: Any = None,
    rights: Iterable[Right] = (),
    starts_on: date = SINCE,
    ends_on: date | None = None,
) -> Any:
    """A mandate row; the roles of the State take the organisation's territory unless another is given."""
    from maillage.foundation.access.roles import ROLES, Scope
    from maillage.reference.accounts.models import Mandate

    if territory is None and ROLES[role].scope is Scope.TERRITORY:
        territory = organisation.territory
    return Mandate.unscoped.create(
        user=user,
        role=role.value,
        organisation=organisation,
        territory=territory,
        rights=sorted(right.value for right in rights),
        starts_on=starts_on,
        ends_on=ends_on,
    )


def _cast(name: str, organisation: Any, *roles: Role, rights: Iterable[Right] = ()) -> Any:
    user = make_user(name)
    for role in roles:
        give_mandate(user, role, organisation, rights=rights)
    return user


# Where they are.


@pytest.fixture
def territory_x(db: None) -> Any:
    return make_territory("F1", name="Val-Perdu")


@pytest.fixture
def territory_y(db: None) -> Any:
    return make_territory("F2", name="Haute-Combe")


@pytest.fixture
def association_a(territory_x: Any) -> Any:
    organisation = make_organisation(name="Association A", territory=territory_x)
    make_accreditation(organisation=organisation)
    return organisation


@pytest.fixture
def association_b(territory_x: Any) -> Any:
    organisation = make_organisation(name="Association B", territory=territory_x)
    make_accreditation(organisation=organisation)
    return organisation


@pytest.fixture
def delegation_x(territory_x: Any) -> Any:
    return make_organisation(name="Délégation X", kind="delegation", territory=territory_x)


@pytest.fixture
def delegation_y(territory_y: Any) -> Any:
    return make_organisation(name="Délégation Y", kind="delegation", territory=territory_y)


@pytest.fixture
def prefecture_x(territory_x: Any) -> Any:
    return make_organisation(name="Préfecture X", kind="prefecture", territory=territory_x)


@pytest.fixture
def court_x(territory_x: Any) -> Any:
    return make_organisation(name="Tribunal X", kind="institution", institution="court", territory=territory_x)


@pytest.fixture
def national_service(db: None) -> Any:
    return make_organisation(name="Service national", kind="state_service", territory=None)


# Who they are.


@pytest.fixture
def alice(association_a: Any) -> Any:
    """Caseworker of association A."""
    return _cast("Alice", association_a, Role.CASEWORKER)


@pytest.fixture
def bob(association_a: Any) -> Any:
    """Reader in association A."""
    return _cast("Bob", association_a, Role.READER)


@pytest.fixture
def hugo(association_a: Any) -> Any:
    """Manager of association A."""
    return _cast("Hugo", association_a, Role.MANAGER)


@pytest.fixture
def iris(association_a: Any) -> Any:
    """Caseworker of association A with the rights health and minors."""
    return _cast("Iris", association_a, Role.CASEWORKER, rights=(Right.HEALTH, Right.MINORS))


@pytest.fixture
def charlie(association_b: Any) -> Any:
    """Caseworker of association B, a stranger to A's files."""
    return _cast("Charlie", association_b, Role.CASEWORKER)


@pytest.fixture
def dana(delegation_x: Any) -> Any:
    """Delegate and secretary of the commission of X."""
    return _cast("Dana", delegation_x, Role.DELEGATE, Role.SECRETARY)


@pytest.fixture
def eve(delegation_y: Any) -> Any:
    """Delegate and secretary of the commission of Y."""
    return _cast("Eve", delegation_y, Role.DELEGATE, Role.SECRETARY)


@pytest.fixture
def jean(prefecture_x: Any) -> Any:
    """Chair of the commission of X."""
    return _cast("Jean", prefecture_x, Role.CHAIR)


@pytest.fixture
def marc(court_x: Any) -> Any:
    """Member of the commission of X, for the court."""
    return _cast("Marc", court_x, Role.MEMBER)


@pytest.fixture
def paul(prefecture_x: Any) -> Any:
    """Prefect's office of X."""
    return _cast("Paul", prefecture_x, Role.PREFECT_OFFICE)


@pytest.fixture
def nora(national_service: Any) -> Any:
    """National observer: aggregates only."""
    return _cast("Nora", national_service, Role.NATIONAL_OBSERVER)


@pytest.fixture
def lea(national_service: Any) -> Any:
    """Proposes releases."""
    return _cast("Lea", national_service, Role.RELEASE_PROPOSER)


@pytest.fixture
def omar(national_service: Any) -> Any:
    """Approves releases."""
    return _cast("Omar", national_service, Role.RELEASE_APPROVER)


@pytest.fixture
def aude(national_service: Any) -> Any:
    """Auditor: the journal, no content."""
    return _cast("Aude", national_service, Role.AUDITOR)


@pytest.fixture
def ops(national_service: Any) -> Any:
    """Operator: no content."""
    return _cast("Ops", national_service, Role.OPERATOR)
