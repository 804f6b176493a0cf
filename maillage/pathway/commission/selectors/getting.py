"""One object for one actor, or OutOfScope: the same answer for what does not exist and for what is not open to her."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.roles import Role
from maillage.foundation.kernel.errors import OutOfScope
from maillage.pathway.commission.errors_reading import ReadingOver
from maillage.pathway.commission.models import Commission, Convocation, Decision, Item, OpinionRequest, Seat, SeatHolder, Session
from maillage.pathway.commission.reading_rights import open_convocations, refuse_reading
from maillage.pathway.psp.signing import require_signing_pen
from maillage.reference.accounts.models import Mandate, User
from maillage.reference.organisations.models import Organisation, OrganisationKind
from maillage.reference.territories.models import Territory


def commissions_visible_to(actor: Actor, *, today: date) -> list[Commission]:
    """The commissions of the actor's departments."""
    rows = Commission.objects.visible_to(actor, today=today).select_related("territory", "organisation")
    return list(rows.order_by("territory__name", "pk"))


def _one(rows: Any, pk: uuid.UUID) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def get_commission(*, actor: Actor, pk: uuid.UUID, today: date) -> Commission:
    """The commission, or OutOfScope."""
    found: Commission = _one(Commission.objects.visible_to(actor, today=today).select_related("territory", "organisation"), pk)
    return found


def get_seat(*, actor: Actor, pk: uuid.UUID, today: date) -> Seat:
    """A seat, or OutOfScope."""
    found: Seat = _one(Seat.objects.visible_to(actor, today=today).select_related("commission__territory"), pk)
    return found


def get_holder(*, actor: Actor, pk: uuid.UUID, today: date) -> SeatHolder:
    """Who holds a seat, or OutOfScope."""
    found: SeatHolder = _one(SeatHolder.objects.visible_to(actor, today=today).select_related("seat__commission__territory"), pk)
    return found


def keeps_sessions(actor: Actor, obj: Any) -> bool:
    """Is the actor on the side that keeps the session (secretariat, chair, office, delegate), not a member who reads in time?"""
    return actor.may(Permission.APPLICATION_LIST, on=obj) or actor.may(Permission.SESSION_CONDUCT, on=obj)


def get_session(*, actor: Actor, pk: uuid.UUID, today: date) -> Session:
    """A session for whoever keeps it, or OutOfScope. Members have the reading room."""
    rows = Session.objects.visible_to(actor, today=today).select_related("commission__territory", "organisation", "local_rule")
    found: Session = _one(rows, pk)
    if not keeps_sessions(actor, found):
        raise OutOfScope
    return found


def get_item(*, actor: Actor, pk: uuid.UUID, today: date) -> Item:
    """An item for whoever keeps the session, or OutOfScope."""
    rows = Item.objects.visible_to(actor, today=today).select_related("session__commission__territory", "application__organisation")
    found: Item = _one(rows, pk)
    if not keeps_sessions(actor, found):
        raise OutOfScope
    return found


def get_convocation(*, actor: Actor, pk: uuid.UUID, today: date) -> Convocation:
    """A convocation, for the secretariat or for the member it was sent to while the reading lasts; or OutOfScope."""
    rows = Convocation.objects.visible_to(actor, today=today).select_related(
        "session__commission__territory", "session__organisation", "session__local_rule", "seat", "holder"
    )
    found: Convocation = _one(rows, pk)
    return found


def get_decision(*, actor: Actor, pk: uuid.UUID, today: date) -> Decision:
    """A decision, for the secretariat and the prefect's office; or OutOfScope."""
    rows = Decision.objects.visible_to(actor, today=today).select_related("application__organisation", "item__session", "territory")
    found: Decision = _one(rows, pk)
    return found


def get_decision_to_record(*, actor: Actor, pk: uuid.UUID, today: date) -> Decision:
    """A decision, for whoever records its signature; OutOfScope; or Denied when another hand holds the pen."""
    found = get_decision(actor=actor, pk=pk, today=today)
    require_signing_pen(actor, on=found, today=today)
    return found


def own_convocations(actor: Actor, *, today: date) -> Any:
    """The convocations by which the actor may read today: session under way **and** deadline not passed (`reading_rights`)."""
    return open_convocations(actor, today=today)


def get_reading_session(*, actor: Actor, pk: uuid.UUID, today: date) -> Session:
    """A session for a member convened to it, while the reading lasts. Raises ReadingOver once it is over for her, or OutOfScope."""
    open_to_me = own_convocations(actor, today=today).values("session_id")
    found = Session.unscoped.filter(pk__in=open_to_me, pk=pk).select_related("commission__territory").first()
    if found is None:
        refuse_reading(actor, session_id=pk, today=today)
    return found


def get_followed_session(*, actor: Actor, pk: uuid.UUID, today: date) -> Session:
    """The same for a screen that asks again by itself: the session, even once it is over for her. Raises OutOfScope."""
    try:
        return get_reading_session(actor=actor, pk=pk, today=today)
    except ReadingOver:
        return Session.unscoped.get(pk=pk)


def get_reading_item(*, actor: Actor, pk: uuid.UUID, today: date) -> Item:
    """An item of a session that the member may read. Raises ReadingOver once the reading is over for her, or OutOfScope."""
    item: Item = _one(Item.unscoped.select_related("session__commission__territory", "application__organisation"), pk)
    if not own_convocations(actor, today=today).filter(session_id=item.session_id).exists():
        refuse_reading(actor, session_id=item.session_id, today=today)
    return item


def get_request_to_answer(*, actor: Actor, pk: uuid.UUID, today: date) -> OpinionRequest:
    """An opinion asked of a seat that the member holds, while the reading lasts. Raises ReadingOver, or OutOfScope."""
    request: OpinionRequest = _one(OpinionRequest.unscoped.select_related("item__session", "seat"), pk)
    sent = own_convocations(actor, today=today).filter(session_id=request.item.session_id)
    if not sent.exists():
        refuse_reading(actor, session_id=request.item.session_id, today=today)
    if not sent.filter(seat_id=request.seat_id).exists():
        raise OutOfScope
    return request


def get_request(*, actor: Actor, pk: uuid.UUID, today: date) -> OpinionRequest:
    """An opinion asked, for whoever conducts the session, or OutOfScope."""
    rows = OpinionRequest.objects.visible_to(actor, today=today)
    found: OpinionRequest = _one(rows.select_related("item__session__commission__territory", "item__application", "seat", "minutes"), pk)
    return found


def territories_to_set_up(actor: Actor) -> list[Territory]:
    """The departments where the actor keeps the secretariat and no commission is inscribed yet."""
    reached = {each.territory_id for each in actor.granting(Permission.COMMISSION_MANAGE) if each.territory_id is not None}
    taken = Commission.unscoped.order_by("pk").values("territory_id")
    return list(Territory.unscoped.filter(pk__in=reached).exclude(pk__in=taken).order_by("name"))


def organisations_that_may_sit(commission: Commission) -> list[Organisation]:
    """Associations and institutions of the department."""
    kinds = (OrganisationKind.ASSOCIATION, OrganisationKind.INSTITUTION, OrganisationKind.STATE_SERVICE, OrganisationKind.PREFECTURE)
    return list(Organisation.unscoped.of_territory(commission.territory_id).filter(kind__in=kinds).order_by("name", "pk"))


def users_with_role(territory_id: str, *, roles: Iterable[Role], today: date) -> list[User]:
    """Who holds one of these roles in a department today."""
    mandates = Mandate.unscoped.filter(role__in=[role.value for role in roles], territory_id=territory_id).in_force(today=today)
    return list(User.objects.filter(pk__in=mandates.order_by("pk").values("user_id")).order_by("display_name", "pk"))
