"""What other rooms and the pages read about organisations."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from maillage.core.clock.ends import EndOfRight, end_of_right
from maillage.core.law import Law, Right, current_law
from maillage.foundation.access.actor import Actor
from maillage.foundation.kernel.errors import OutOfScope
from maillage.reference.organisations.duties import DUTIES, Duty
from maillage.reference.organisations.models import Accreditation, Organisation, OrganisationKind, OrganisationStatus, StatusKind
from maillage.reference.territories.reach import departments_of


@dataclass(frozen=True)
class AccreditationEnd:
    """An accreditation with its real end, as known on a day, and everything that explains it."""

    accreditation: Accreditation
    end: EndOfRight
    on: date

    @property
    def last_day(self) -> date:
        """The last day on which it holds, exceptional regimes included, withdrawal not."""
        return self.end.new_expires

    @property
    def in_force(self) -> bool:
        """Begun, its term (that day included) not passed, and not withdrawn by that day."""
        row = self.accreditation
        withdrawn = row.withdrawn_on is not None and row.withdrawn_on <= self.on
        return row.granted_on <= self.on <= self.last_day and not withdrawn

    @property
    def extended(self) -> bool:
        """Does an exceptional regime move the term of the order?"""
        return self.end.new_expires != self.end.expires


def end_of_accreditation(accreditation: Accreditation, *, on: date, law: Law | None = None) -> AccreditationEnd:
    """The real end of one accreditation as known on a day."""
    end = end_of_right(right=Right.AGREMENT, expires=accreditation.expires_on, as_known_on=on, law=law or current_law())
    return AccreditationEnd(accreditation, end, on)


def accreditation_in_force(*, organisation_id: uuid.UUID, territory_id: str, on: date, law: Law | None = None) -> AccreditationEnd | None:
    """The accreditation that an association holds in a department on a day: the one that ends last. None: it holds none.

    An association files, presents and follows a pathway only with a running accreditation valid in the department.
    """
    rows = Accreditation.unscoped.filter(organisation_id=organisation_id, territory_id=territory_id, granted_on__lte=on).order_by(
        "granted_on"
    )
    return _latest(end_of_accreditation(row, on=on, law=law) for row in rows)


def _latest(ends: Iterable[AccreditationEnd]) -> AccreditationEnd | None:
    return max((end for end in ends if end.in_force), key=lambda end: (end.last_day, end.accreditation.granted_on), default=None)


def accreditation_spans(*, organisation_id: uuid.UUID, territory_id: str) -> list[Accreditation]:
    """Every accreditation of an association in a department, the oldest first: for the coupled timeline."""
    rows = Accreditation.unscoped.filter(organisation_id=organisation_id, territory_id=territory_id)
    return list(rows.order_by("granted_on", "pk"))


def statuses_on(*, organisation_id: uuid.UUID, on: date) -> list[StatusKind]:
    """The statuses held on a day, in alphabetical order of their codes."""
    rows = OrganisationStatus.unscoped.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on), organisation_id=organisation_id, starts_on__lte=on
    )
    return [StatusKind(code) for code in rows.order_by("status").values_list("status", flat=True)]


def duties_of(*, organisation_id: uuid.UUID, on: date) -> list[Duty]:
    """The duties that the statuses held on a day bring, each once."""
    return _duties(statuses_on(organisation_id=organisation_id, on=on))


def _duties(statuses: Iterable[StatusKind]) -> list[Duty]:
    return list(dict.fromkeys(duty for status in statuses for duty in DUTIES[status]))


def get_organisation(*, actor: Actor, pk: uuid.UUID, today: date) -> Organisation:
    """An organisation by its key. Raises OutOfScope."""
    found = Organisation.objects.visible_to(actor, today=today).select_related("territory").filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


@dataclass(frozen=True)
class OrganisationSeen:
    """An organisation of my territory, its statuses and the end of its accreditation here."""

    organisation: Organisation
    statuses: list[StatusKind]
    accreditation: AccreditationEnd | None
    earlier: AccreditationEnd | None  # the last one, when none is in force

    @property
    def may_be_accredited(self) -> bool:
        """Only associations are."""
        return self.organisation.kind == OrganisationKind.ASSOCIATION


def seats_of(organisation_ids: Collection[uuid.UUID]) -> frozenset[str]:
    """The departments where these organisations are seated."""
    seats = Organisation.unscoped.filter(pk__in=organisation_ids, territory__isnull=False).values_list("territory_id", flat=True)
    return frozenset(seats)


def my_territory_ids(*, actor: Actor) -> list[str]:
    """The departments of the actor: those of her mandates, and those of her organisations."""
    return sorted(departments_of(actor))


def organisations_around(*, actor: Actor, today: date, law: Law | None = None) -> list[OrganisationSeen]:
    """Who is there in the actor's departments, by kind then name; four queries, whatever the number."""
    territory_ids = my_territory_ids(actor=actor)
    current = OrganisationStatus.unscoped.held_on(today).order_by("status")
    accreditations = Accreditation.unscoped.filter(territory_id__in=territory_ids).order_by("granted_on", "pk")
    rows = (
        Organisation.objects.visible_to(actor, today=today)
        .open_on(today)
        .filter(Q(territory_id__in=territory_ids) | Q(accreditations__territory_id__in=territory_ids))
        .select_related("territory")
        .prefetch_related(Prefetch("statuses", current, to_attr="held"), Prefetch("accreditations", accreditations, to_attr="orders"))
        .distinct()
        .order_by("kind", "name", "pk")
    )
    return [_seen(row, today=today, law=law or current_law()) for row in rows]


def see_organisation(
    *, organisation: Organisation, today: date, law: Law | None = None
) -> tuple[OrganisationSeen, list[AccreditationEnd], list[Duty]]:
    """One organisation: where it stands, all its accreditations (the latest first) with their ends, and its duties."""
    law = law or current_law()
    orders = list(organisation.accreditations.select_related("territory").order_by("-granted_on", "pk"))
    statuses = statuses_on(organisation_id=organisation.pk, on=today)
    ends = [end_of_accreditation(row, on=today, law=law) for row in orders]
    here = [end for end in ends if end.accreditation.territory_id == organisation.territory_id]
    seen = OrganisationSeen(organisation, statuses, _latest(here), here[0] if here else None)
    return seen, ends, _duties(statuses)


def _seen(row: Organisation, *, today: date, law: Law) -> OrganisationSeen:
    ends = [end_of_accreditation(order, on=today, law=law) for order in row.orders if order.granted_on <= today]  # type: ignore[attr-defined]
    statuses = [StatusKind(each.status) for each in row.held]  # type: ignore[attr-defined]
    return OrganisationSeen(row, statuses, _latest(ends), ends[-1] if ends else None)


def several_associations() -> bool:
    """Does this installation hold the files of more than one association?"""
    return Organisation.unscoped.filter(kind=OrganisationKind.ASSOCIATION).count() > 1
