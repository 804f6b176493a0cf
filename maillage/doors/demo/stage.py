"""The stage: the invented world made real through the services, and the actors who play on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Protocol

from maillage.accompaniment.people.models import Person
from maillage.core.clock.terms import add_months
from maillage.core.law import current_law
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.world import CAST, DEPARTMENTS, ORGANISATIONS, START, CastSpec
from maillage.foundation.access.actor import Actor, system_actor
from maillage.foundation.access.roles import ROLES, Scope
from maillage.foundation.kernel.moment import PARIS, Moment
from maillage.reference.accounts.actors import read_actor
from maillage.reference.accounts.models import User
from maillage.reference.accounts.services import create_user, grant_mandate
from maillage.reference.organisations.models import Organisation
from maillage.reference.organisations.services import record_accreditation, record_status, register_organisation
from maillage.reference.territories.models import Territory
from maillage.reference.territories.services import register_fictional_territory


@dataclass
class Stage:
    """Who and what exists, by the short keys of the world."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    people: dict[tuple[str, str], list[Person]] = field(default_factory=dict)

    def actor(self, slug: str, day: date) -> Actor:
        """A fresh actor, as a request of that day would make it."""
        now = datetime.combine(day, time(10, 0), tzinfo=PARIS)
        return read_actor(user=self.users[slug], moment=Moment(now=now, today=day))

    def person(self, association: str, goal: str, rank: int = 0) -> Person | None:
        """A file already open, by its association, where her application was meant to go (`PersonPlan.goal`) and the order of opening."""
        known = self.people.get((association, goal), [])
        return Person.unscoped.get(pk=known[rank].pk) if rank < len(known) else None


class Scene(Protocol):
    """Plans its own events in the chronicle."""

    def __call__(self, *, stage: Stage, chronicle: Chronicle) -> None: ...


def raise_stage() -> Stage:
    """Make territories, organisations, accreditations, users and mandates, as they stood on the first day."""
    stage = Stage()
    machine = system_actor()
    for department in DEPARTMENTS:
        register_fictional_territory(actor=machine, today=START, code=department.code, name=department.name)
    for spec in ORGANISATIONS:
        territory = Territory.unscoped.get(pk=spec.department) if spec.department else None
        organisation = register_organisation(
            actor=machine,
            today=START,
            name=spec.name,
            kind=spec.kind,
            territory=territory,
            institution=spec.institution,
            files_open_to=spec.files_open_to,
        )
        stage.organisations[spec.key] = organisation
        for status in spec.statuses:
            record_status(actor=machine, today=START, organisation=organisation, status=status, starts_on=START)
    for cast in CAST:
        _engage(stage, cast, machine)
    return stage


def accredit(granted_on: date, *, stage: Stage, key: str) -> None:
    """Record one accreditation order, on its day. Three years (parameter agrement.months)."""
    organisation = stage.organisations[key]
    months = current_law().value("agrement.months", on=granted_on).value
    record_accreditation(
        actor=system_actor(),
        today=granted_on,
        organisation=organisation,
        territory=organisation.territory,
        granted_on=granted_on,
        expires_on=add_months(granted_on, months),
        order_number=f"{granted_on.year}-{granted_on.timetuple().tm_yday:03d}",
    )


def _engage(stage: Stage, cast: CastSpec, machine: Actor) -> None:
    user = create_user(actor=machine, email=f"{cast.slug}@demonstration.test", display_name=cast.name, today=START)
    stage.users[cast.slug] = user
    for role, key, rights in cast.mandates:
        organisation = stage.organisations[key]
        territory = organisation.territory if ROLES[role].scope is Scope.TERRITORY else None
        grant_mandate(
            actor=machine,
            user=user,
            role=role,
            organisation=organisation,
            starts_on=cast.since,
            today=START,
            territory=territory,
            rights=rights,
        )
